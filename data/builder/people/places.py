"""Regions: who lives there, and employment by region x sector, modelled and raked to the national totals.

Nobody publishes employment by region and fine sector for these countries. Each sector follows one stated spatial
rule (mines by basin, plants by place, farming by farm counts, factories by the industrial census, local services
by people and income), the result is raked to the nation's sectors and, where the statistical office publishes a
region's total employment, to that. Women and men: no regional split by sector is published, so every region has
the sector's national share of women.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from .apportion import Array, fit, shares, whole
from .employment import branch_table, donor_cells
from .tables import Row, read

Flags = np.ndarray[Any, np.dtype[np.bool_]]

REGION_COLUMNS = [
    "region",
    "name",
    "name_fr",
    "name_es",
    "name_pt",
    "name_ru",
    "name_ar",
    "population",
    "rural_share",
    "source",
    "grade",
]
REGIONAL_COLUMNS = ["region", "sector", "women", "men", "source", "grade"]


def ordered(values: Mapping[str, float], regions: list[str]) -> Array:
    """Values of the regions in order; a region that is not named has none."""
    unknown = set(values) - set(regions)
    if unknown:
        raise ValueError(
            f"people.toml names {', '.join(sorted(unknown))}, which are no regions of the recipe."
        )
    return np.array([float(values.get(region, 0.0)) for region in regions])


def completed(known: Mapping[str, float], total: float, by: Array, regions: list[str]) -> Array:
    """Published values of some regions; the rest of `total` is shared among the others in proportion to `by`."""
    out = ordered(known, regions)
    others = np.array([region not in known for region in regions])
    rest = total - out.sum()
    if rest < -1e-9 * total or (others.any() and rest <= 0):
        raise ValueError(
            f"The published regions sum to {out.sum():.6g}, which leaves {rest:.3g} of {total:.6g}."
        )
    if others.any():
        out[others] = rest * shares(by[others])
    return out


class Vectors:
    """Named spatial weights (n regions, summing to one), each built once from the recipe in the order given."""

    def __init__(self, regions: list[str], population: Array, rural: Mapping[str, float]) -> None:
        self.regions = regions
        self.rural = rural
        self.known: dict[str, Array] = {"population": shares(population)}
        self.source: dict[str, str] = {}

    def add(self, spec: dict[str, Any]) -> None:
        """Add one vector.

        `values` as published; `completed` published for some, the rest of a total by another vector; `tiers` shares
        of groups of regions, inside a group by another vector; `less` another vector times one less a share; `weighted`
        another vector times a published figure per head;
        `rural` people in rural areas; `product` powers of vectors; `mean` weighted mean of vectors.
        """
        name, kind = spec["name"], spec["kind"]
        if kind == "values":
            out = ordered(spec["values"], self.regions)
        elif kind == "completed":
            out = completed(spec["values"], spec["total"], self.known[spec["rest_by"]], self.regions)
        elif kind == "tiers":
            out = np.zeros(len(self.regions))
            for tier in spec["tiers"]:
                inside = np.array([region in tier["regions"] for region in self.regions])
                out[inside] = tier["share"] * shares(self.known[spec["within"]][inside])
        elif kind == "less":
            out = self.known[spec["of"]] * (1 - ordered(spec["values"], self.regions))
        elif kind == "weighted":
            out = self.known[spec["of"]] * ordered(spec["values"], self.regions)
        elif kind == "rural":
            out = self.known["population"] * ordered(self.rural, self.regions)
        elif kind == "product":
            out = np.prod([self.known[n] ** p for n, p in spec["powers"].items()], axis=0)
        elif kind == "mean":
            out = sum((w * self.known[n] for n, w in spec["weights"].items()), np.zeros(len(self.regions)))
        else:
            raise ValueError(f"Unknown kind {kind!r} of spatial weight {name!r} in people.toml.")
        self.known[name] = shares(out)
        self.source[name] = spec.get("source", "rule-places")


def population_rows(
    recipe: dict[str, Any], sources: Path, national: float
) -> tuple[list[dict[str, object]], Array]:
    """Rows of regions.csv and population by region (persons), scaled to the UN's national figure."""
    spec = recipe["regions"]
    iso3 = recipe["iso3"]
    published = {
        row["region_code"]: float(row["population"])
        for row in read(sources / "labour" / "regions" / "population_by_region.csv")
        if row["iso3"] == iso3
    }
    names = _names(iso3, sources)
    # A recipe may state shares itself, where the publication's regions are not those of the map.
    counts = np.array(
        [
            region["share"] if "share" in region else published[region["population_code"]]
            for region in spec["list"]
        ]
    )
    # A region's newer published share of the nation stands; the others share the rest as the older count does.
    newer = np.array([float(region.get("share", 0.0)) for region in spec["list"]])
    rest = np.where(newer > 0, 0.0, counts)
    left = shares(rest) * (1.0 - newer.sum()) if rest.sum() > 0 else rest
    people = national * shares(newer + left)
    rows: list[dict[str, object]] = []
    for region, count in zip(spec["list"], whole(people, round(national)), strict=True):
        known = names.get(region["id"], {})
        rural = spec.get("rural_share", {}).get(region["id"], "")
        rows.append(
            {
                "region": region["id"],
                "name": region["name"],
                **{
                    f"name_{code}": region.get(f"name_{code}", known.get(f"name_{code}", ""))
                    for code in ("fr", "es", "pt", "ru", "ar")
                },
                "population": int(count),
                "rural_share": rural,
                "source": spec["source"],
                "grade": "B",
            }
        )
    return rows, people


def _names(iso3: str, sources: Path) -> dict[str, Row]:
    path = sources / "labour" / "regions" / "admin1_names_codes_natural_earth.csv"
    return {row["iso_3166_2"]: row for row in read(path) if row["iso3"] == iso3}


def plant_weights(
    iso3: str, recipe: dict[str, Any], sources: Path, pack: Path, regions: list[str]
) -> tuple[dict[str, Array], str]:
    """Sector power-* -> capacity share by region: the pack's plants, else the plant database by province."""
    megawatts: dict[str, Array] = {}

    def put(technology: str, region: str, capacity: float) -> None:
        sector = f"power-{technology}"
        megawatts.setdefault(sector, np.zeros(len(regions)))[regions.index(region)] += capacity

    path = pack / "plants.csv"
    if path.exists():
        for row in read(path):
            retired = row["retires"] and int(row["retires"]) <= 2023
            if row["status"] == "operating" and int(row["commissioned"]) <= 2023 and not retired:
                put(row["technology"], row["region"], float(row["capacity_mw"]))
        return {s: shares(mw) for s, mw in megawatts.items()}, "pack-plants"
    names = {"Biomass": "bioenergy", "Waste": "bioenergy"}
    place = recipe["regions"].get("province_to_region", {})
    for row in read(sources / "labour" / "regions" / "power_capacity_by_region_fuel_gppd.csv"):
        region = place.get(row["region_id"], row["region_id"])
        if row["iso3"] == iso3 and region in regions:
            put(names.get(row["fuel"], row["fuel"].lower()), region, float(row["capacity_mw"]))
    return {s: shares(mw) for s, mw in megawatts.items()}, "wri-gppd"


def rule_of(sector: Row, recipe: dict[str, Any]) -> str:
    """Name of the spatial weight that a sector follows: its own, else that of its section, else of its market."""
    rules = recipe["places"]["rules"]
    if sector["code"] in rules:
        return str(rules[sector["code"]])
    section = sector["isic"].split(",")[0].strip()
    by_section = recipe["places"].get("sections", {})
    if section in by_section:
        return str(by_section[section])
    return str(recipe["places"]["markets"][sector["market"]])


def seed(
    sectors: list[Row], employed: Array, recipe: dict[str, Any], vectors: Vectors, plants: dict[str, Array]
) -> tuple[Array, list[str]]:
    """Employment (n regions x m sectors) by each sector's rule, before raking, and the rule of each sector."""
    table = np.zeros((len(vectors.regions), len(sectors)))
    rules: list[str] = []
    for j, sector in enumerate(sectors):
        if sector["role"] == "generation" and sector["code"] in plants:
            weight, rule = plants[sector["code"]], "plants"
        else:
            rule = rule_of(sector, recipe)
            weight = vectors.known[rule]
        table[:, j] = employed[j] * weight
        rules.append(rule)
    return table, rules


def rake(table: Array, placed: Flags, known_rows: Mapping[int, float]) -> Array:
    """Rake to regions with a published total; sectors that sit where they are placed keep their places.

    `table` (n x m) has the right column sums already. The regions without a published total share what is left in
    proportion to what the rules gave them.
    """
    if not known_rows:
        return table
    rows = table.sum(axis=1)
    free = np.array([i not in known_rows for i in range(len(rows))])
    left = rows.sum() - sum(known_rows.values())
    target = rows * (left / rows[free].sum())
    for i, value in known_rows.items():
        target[i] = value
    loose = ~placed
    out = table.copy()
    out[:, loose] = fit(table[:, loose], target - table[:, placed].sum(axis=1), table[:, loose].sum(axis=0))
    return out


def by_sex(table: Array, women: Array, men: Array) -> tuple[Array, Array]:
    """Whole women and men (n x m) that add up to the national whole numbers sector by sector."""
    out_women, out_men = np.zeros_like(table), np.zeros_like(table)
    for j in range(table.shape[1]):
        if women[j] + men[j] == 0:
            continue
        weight = shares(table[:, j])
        out_women[:, j] = whole(women[j] * weight, int(women[j]))
        out_men[:, j] = whole(men[j] * weight, int(men[j]))
    return out_women, out_men


def _branches(recipe: dict[str, Any], vectors: Vectors, sources: Path, pack: Path) -> dict[str, str]:
    """Sector -> name of a spatial weight of its own, where branches of some areas are published."""
    split = recipe["split"]
    if "areas" not in split:
        return {}
    table = branch_table(recipe, donor_cells(recipe, sources, pack))
    region_of = {area["name"]: area["region"] for area in split["areas"]}
    out: dict[str, str] = {}
    for sector in next(iter(table.values())):
        if sector in recipe["places"]["rules"]:
            continue
        name = f"branch {sector}"
        weights: dict[str, float] = {}
        for area, persons in table.items():
            weights[region_of[area]] = weights.get(region_of[area], 0.0) + persons[sector]
        vectors.add({"name": name, "kind": "values", "values": weights, "source": split["areas_source"]})
        out[sector] = name
    return out


def placed_sectors(sectors: list[Row], recipe: dict[str, Any]) -> Flags:
    """Sectors that sit at mines and plants: raking to a region's total must not move them."""
    fixed = set(recipe["places"].get("fixed", []))
    return np.array([row["role"] == "generation" or row["code"] in fixed for row in sectors])


def employment(
    recipe: dict[str, Any],
    sectors: list[Row],
    women: Array,
    men: Array,
    regions: list[str],
    people: Array,
    sources: Path,
    pack: Path,
) -> tuple[list[dict[str, object]], list[str]]:
    """Rows of employment_regions.csv and what was seen: totals by region beside population and published figures.

    `women`, `men` (m sectors) whole persons; `people` (n regions) population.
    """
    spec = recipe["places"]
    vectors = Vectors(regions, people, recipe["regions"].get("rural_share", {}))
    for item in spec["vectors"]:
        vectors.add(item)
    recipe = recipe | {"places": spec | {"rules": spec["rules"] | _branches(recipe, vectors, sources, pack)}}
    plants, plant_source = plant_weights(recipe["iso3"], recipe, sources, pack, regions)
    table, rules = seed(sectors, women + men, recipe, vectors, plants)
    before = table.sum(axis=1)
    known = {
        regions.index(r): v / spec["known_total_thousand"] * table.sum()
        for r, v in spec.get("known_thousand", {}).items()
    }
    table = rake(table, placed_sectors(sectors, recipe), known)
    regional_women, regional_men = by_sex(table, women, men)
    rows: list[dict[str, object]] = []
    for i, region in enumerate(regions):
        for j, sector in enumerate(sectors):
            rule = rules[j]
            base = "ember-capacity;wri-gppd" if rule == "plants" else vectors.source.get(rule, "rule-places")
            source = ";".join(dict.fromkeys(f"{base};rule-places".split(";")))
            rows.append(
                {
                    "region": region,
                    "sector": sector["code"],
                    "women": int(regional_women[i, j]),
                    "men": int(regional_men[i, j]),
                    "source": source,
                    "grade": "C",
                }
            )
    lines = _region_lines(recipe, regions, people, before, regional_women + regional_men)
    where = "the pack's plants" if plant_source == "pack-plants" else "the plant database by province"
    lines.append(
        f"Regions: power jobs sit where {where} stand; mines, plants and fields are not moved by raking."
    )
    return rows, lines


def _region_lines(
    recipe: dict[str, Any], regions: list[str], people: Array, before: Array, table: Array
) -> list[str]:
    """Share of people and of jobs by region, before and after raking, and checks against published shares."""
    population, jobs, rules = shares(people), shares(table.sum(axis=1)), shares(before)
    parts = [
        f"{region} {100 * p:.1f} / {100 * r:.1f} / {100 * j:.1f}"
        for region, p, r, j in zip(regions, population, rules, jobs, strict=True)
    ]
    lines = ["Share of people / of jobs by the rules / of jobs as raked, %: " + "; ".join(parts) + "."]
    for check in recipe["places"].get("checks", []):
        at = [regions.index(region) for region in check["regions"]]
        lines.append(
            f"Check: {check['what']}: published {check['share']} %, here {100 * jobs[at].sum():.1f} %."
        )
    return lines
