"""Standing plant by technology, region and year of commissioning, scaled to the national capacity.

Three methods, chosen per technology in the country's recipe:

* ``units``: a list of coal units with their status; station years come from the plant database.
* ``stations``: shares of the national total with dates that a regulator states.
* ``listed``: the plant database gives where plant stands and when it was built, the national series how much
  there is and how much was added in each of the last years.

For ``listed``, with T the national capacity, R[r] the regional total, a[y] the yearly additions of the capacity
series and h[r, y] the years of the older stock:

    capacity[r, y] = R[r] * ((T - sum a) / T * h[r, y] + a[y] / T)

so that region totals and the years of the national series are both kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.builder.capacity import carried, national_capacity

from .parameters import number, read_rows, write_rows
from .units import BASE_YEAR

# Names of our technologies in the national capacity series and in the generation history.
CAPACITY_NAME = {"bioenergy": "biomass"}
GENERATION_NAME = {
    "coal": "Electricity from coal (TWh)",
    "gas": "Electricity from gas (TWh)",
    "oil": "Electricity from oil (TWh)",
    "nuclear": "Electricity from nuclear (TWh)",
    "hydro": "Electricity from hydro (TWh)",
    "solar": "Electricity from solar (TWh)",
    "wind": "Electricity from wind (TWh)",
    "bioenergy": "Electricity from bioenergy (TWh)",
}
# Heat of the earth and biomass, where a country's history has them in one.
JOINT_NAME = "Electricity from other renewables including bioenergy (TWh)"
COLUMNS = ("technology", "region", "commissioned", "capacity_mw", "status", "retires", "source", "grade")
# Below this share of capacity with a year, the generation history dates the stock better than the list.
DATED_ENOUGH = 0.5
POPULATION_CODES = {"ZA-GP": "ZA-GT", "ZA-KZN": "ZA-NL"}


@dataclass(frozen=True)
class Plant:
    """A cohort of one technology in one region."""

    technology: str
    region: str
    commissioned: int
    capacity_mw: float
    status: str = "operating"
    retires: int | None = None
    source: str = ""
    grade: str = "B"


def parse_year(text: str) -> int | None:
    """Year of commissioning; the middle of a span such as ``1964-1996``; None where there is none."""
    years = [int(match) for match in re.findall(r"\b(?:19|20)\d{2}\b", text.replace("/", " "))]
    return round(sum(years) / len(years)) if years else None


def region_map(
    sources: Path, iso3: str, column: str, parts: dict[str, list[str]] | None = None
) -> dict[str, str]:
    """Province id -> region of the pack: itself, or the macro-region whose map carries the population.

    ``parts`` names the provinces that make up a region of the recipe; the others stand for themselves.
    """
    regions = sources / "labour" / "regions"
    joined = {province: region for region, inside in (parts or {}).items() for province in inside}
    if column == "region_id":
        return {
            row["region_id"]: joined.get(row["region_id"], row["region_id"])
            for row in read_rows(regions / "regions_model_list.csv")
            if row["iso3"] == iso3
        }
    return {
        row["region_id"]: f"{iso3}-{row['macro_region'].upper().replace(' ', '').replace(',', '')[:12]}"
        for row in read_rows(regions / "crosswalk_admin1_to_macro_region.csv")
        if row["iso3"] == iso3
    }


def region_names(sources: Path, iso3: str, regions: dict[str, str]) -> dict[str, str]:
    """Province name in letters only -> region of the pack; place names differ in spaces and hyphens."""
    listed = read_rows(sources / "labour" / "regions" / "regions_model_list.csv")
    return {
        letters(name): regions[row["region_id"]]
        for row in listed
        if row["iso3"] == iso3 and row["region_id"] in regions
        for name in (row["name"], row["name_en"])
    }


def letters(name: str) -> str:
    """Lower-case letters of a name, for matching."""
    return re.sub(r"[^a-z]", "", name.casefold())


def capacity_series(
    sources: Path, iso3: str, stated: dict[str, Any] | None = None
) -> dict[str, dict[int, float]]:
    """Technology -> year -> national capacity at year end, MW; a value holds until the next one.

    ``stated`` is ``[capacity]`` of the recipe: which technology the series calls unknown, and plant it has not.
    """
    names = {CAPACITY_NAME.get(name, name): name for name in GENERATION_NAME} | {"geothermal": "geothermal"}
    national, own = dict(national_capacity(sources, iso3)), stated or {}
    if "unknown_is" in own and "unknown" in national:
        national[own["unknown_is"]] = national.pop("unknown")
    written = {names[name]: series for name, series in national.items() if name in names}
    written |= {names.get(name, name): {BASE_YEAR: mw} for name, mw in own.get("stated", {}).items()}
    for name in own.get("carried_back", []):
        written[name] = carried_back(sources, iso3, name, written[name][BASE_YEAR])
    last = max([BASE_YEAR, *(year for series in written.values() for year in series)])
    return {technology: carried(series, last) for technology, series in written.items()}


def carried_back(sources: Path, iso3: str, technology: str, capacity: float) -> dict[int, float]:
    """Year -> MW up to the base year where only its capacity is published: C[y] = C * max(E up to y) / E of the base year.

    E is generation by year. Good where plant has a steady yield and grows (sun, wind), not for water or fuels.
    """
    made = {
        int(row["year"]): float(row["value"])
        for row in read_rows(sources / "energy2" / "generation_recent.csv")
        if row["iso3"] == iso3
        and row["measure"] == "generation"
        and row["source_or_technology"] == technology
    }
    last, series = made[BASE_YEAR], {}
    for year in sorted(y for y in made if y <= BASE_YEAR):
        series[year] = capacity * min(1.0, max(made[y] for y in made if y <= year) / last)
    return series


def evenly_built(total: float, since: int, built: float) -> dict[int, float]:
    """A capacity series where only what was built since a year is published: the same every year, MW."""
    span = BASE_YEAR - since
    return {year: total - built * (BASE_YEAR - year) / span for year in range(since, BASE_YEAR + 1)}


def additions(series: dict[int, float], year: int = BASE_YEAR) -> dict[int, float]:
    """Yearly rises of a capacity series up to ``year``, MW; falls are retirements and count as none."""
    years = [y for y in sorted(series) if y <= year]
    rises = {y: series[y] - series[y - 1] for y in years[1:]}
    return {y: rise for y, rise in rises.items() if rise > 0}


def generation_years(sources: Path, iso3: str, technology: str, until: int) -> dict[int, float]:
    """Shares of the years up to ``until`` in the growth of generation: dates a stock that no list dates."""
    path = sources / "labour" / "energy" / "electricity_generation_by_source_owid_ember_to2021.csv"
    by_name: dict[str, dict[int, float]] = defaultdict(dict)
    for row in read_rows(path):
        if row["iso3"] == iso3:
            by_name[row["indicator"]][int(row["year"])] = float(row["value"] or 0.0)
    history = by_name.get(GENERATION_NAME.get(technology, JOINT_NAME), {})
    if not any(history.values()) and technology in ("bioenergy", "geothermal"):
        history = by_name.get(JOINT_NAME, {})
    peak, rises = 0.0, {}
    for year in sorted(y for y in history if y <= until):
        if history[year] > peak:
            rises[year] = history[year] - peak
            peak = history[year]
    total = sum(rises.values())
    if total <= 0:
        # Too small to generate a published figure: the stock is dated at the first year of the capacity series.
        return {until: 1.0}
    return {year: rise / total for year, rise in rises.items()}


def population_shares(
    sources: Path, iso3: str, exclude: Iterable[str] = (), stated: dict[str, float] | None = None
) -> dict[str, float]:
    """Shares of the regions in population, without the regions named; ``stated`` are the recipe's own shares."""
    people: dict[str, float] = {code: share for code, share in (stated or {}).items() if code not in exclude}
    for row in () if stated else read_rows(sources / "labour" / "regions" / "population_by_region.csv"):
        if row["iso3"] != iso3 or row["region_code"] == iso3 or row["joins_geometry"] == "False":
            continue
        code = row["region_code"]
        if code.startswith("GDL:"):
            code = row["region_id"] or f"{iso3}-{row['name'].upper()}"
        code = POPULATION_CODES.get(code, code)
        if code not in exclude:
            people[code] = float(row["population"])
    total = sum(people.values())
    return {code: value / total for code, value in people.items()}


def coal_unit_places(
    sources: Path, iso3: str, recipe: dict[str, Any], names: dict[str, str]
) -> list[dict[str, Any]]:
    """Units of the coal tracker by place, without years: newer than the plant database where coal was built since."""
    places = {letters(name): region for name, region in recipe.get("places", {}).items()}
    return [
        {
            "region": (names | places)[letters(row["subnational_unit"])],
            "capacity_mw": float(row["capacity_mw"]),
            "year": None,
            "new": False,
        }
        for row in read_rows(sources / "energy2" / "coal_units_gem.csv")
        if row["iso3"] == iso3 and row["status"] in recipe["statuses"]
    ]


def listed_plants(
    sources: Path, iso3: str, recipe: dict[str, Any], regions: dict[str, str], names: dict[str, str]
) -> list[dict[str, Any]]:
    """Plants of the database of the recipe's fuels: region, capacity (MW), year (or None)."""
    if recipe.get("list") == "coal-units":
        return coal_unit_places(sources, iso3, recipe, names)
    statuses = {"Operational"}
    if recipe.get("include_under_development"):
        statuses.add("Under Development")
    plants = []
    for row in read_rows(sources / "labour" / "energy" / "power_plants_gppd_reconstructed.csv"):
        if row["iso3"] != iso3 or row["fuel"] not in recipe["fuels"] or row["status"] not in statuses:
            continue
        if row["name"] in recipe.get("exclude", []):
            continue
        # What was under development when the database closed is taken as built since, at an unknown date.
        known = parse_year(row["year"]) if row["status"] == "Operational" else None
        plants.append(
            {
                "region": regions.get(row["region_id"]),
                "capacity_mw": float(row["capacity_mw"] or 0.0),
                "year": known,
                "new": row["status"] != "Operational",
            }
        )
    for extra in recipe.get("extra", []):
        plants.append({**extra, "new": False})
    return plants


def regional_totals(
    plants: list[dict[str, Any]], total: float, rest: dict[str, float] | None
) -> dict[str, float]:
    """MW by region summing to ``total``: the list scaled, or the list as it is and the rest by shares."""
    listed: dict[str, float] = defaultdict(float)
    for plant in plants:
        if plant["region"]:
            listed[plant["region"]] += plant["capacity_mw"]
    known = sum(listed.values())
    if known <= 0 and rest is None:
        raise ValueError("No listed plant carries a region; give a rest rule in the recipe.")
    if rest is None:
        return {region: capacity * total / known for region, capacity in listed.items()}
    scale = min(1.0, total / known) if known > 0 else 0.0
    left = total - known * scale
    return {
        region: listed.get(region, 0.0) * scale + left * rest.get(region, 0.0)
        for region in sorted({*listed, *rest})
    }


def stock_years(
    plants: list[dict[str, Any]], until: int, undated: dict[int, float] | None
) -> tuple[dict[int, float], dict[str, dict[int, float]]]:
    """Shares of the years in the older stock: of the nation, and of every region with dated plant.

    ``undated`` replaces both where the list dates too little.
    """
    if undated is not None:
        return undated, {}
    national: dict[int, float] = defaultdict(float)
    regional: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for plant in plants:
        if plant["year"] and plant["year"] <= until:
            national[plant["year"]] += plant["capacity_mw"]
            if plant["region"]:
                regional[plant["region"]][plant["year"]] += plant["capacity_mw"]
    return shares(national), {r: shares(years) for r, years in regional.items() if sum(years.values()) > 0}


def shares(values: dict[int, float]) -> dict[int, float]:
    """Values divided by their sum."""
    total = sum(values.values())
    return {key: value / total for key, value in values.items()}


def listed_cohorts(
    technology: str,
    series: dict[int, float],
    plants: list[dict[str, Any]],
    rest: dict[str, float] | None,
    undated: dict[int, float],
    source: str,
) -> list[Plant]:
    """Cohorts of one technology by the method ``listed`` (equation in the module's docstring)."""
    total = series[BASE_YEAR]
    first = min(series)
    added = additions(series)
    # Falls of the series can make the rises exceed what stands: the newest years then keep their proportions.
    newest = min(1.0, total / sum(added.values())) if added else 1.0
    added = {year: rise * newest for year, rise in added.items()}
    old = total - sum(added.values())
    dated = sum(p["capacity_mw"] for p in plants if p["year"] and p["year"] <= first)
    older = sum(p["capacity_mw"] for p in plants if not p["new"])
    national, regional = stock_years(
        plants, first, None if older and dated / older >= DATED_ENOUGH else undated
    )
    grade = "B" if rest is None and older >= 0.5 * total else "C"
    cohorts = []
    for region, capacity in sorted(regional_totals(plants, total, rest).items()):
        years: dict[int, float] = defaultdict(float)
        for year, share in regional.get(region, national).items():
            years[year] += capacity * old / total * share
        for year, rise in added.items():
            years[year] += capacity * rise / total
        cohorts += [
            Plant(technology, region, year, mw, source=source, grade=grade)
            for year, mw in sorted(years.items())
            if mw
        ]
    return cohorts


def capacity_source(chosen: dict[str, Any], technology: str) -> str:
    """Who publishes the capacity of a technology: the series, or the source of what the recipe states."""
    own = chosen.get("capacity", {})
    return str(own["source"]) if technology in own.get("stated", {}) and "source" in own else "ember-capacity"


OLDEST = 0.9


def observed_age(cohorts: list[Plant]) -> int:
    """Age that nine tenths of the standing capacity have not passed: years."""
    aged = sorted((BASE_YEAR - plant.commissioned, plant.capacity_mw) for plant in cohorts)
    total, run = sum(mw for _, mw in aged), 0.0
    for age, mw in aged:
        run += mw
        if run >= OLDEST * total:
            return age
    raise ValueError("There is no plant whose age could be observed.")


def with_observed_age(cohorts: list[Plant], age: int) -> list[Plant]:
    """Plants close at ``age``; those that are older close one after the other in the ten years after the base year.

    For fleets that run long past the technical lifetime of the register: the country's own practice goes before it.
    """
    older = sorted({plant.commissioned for plant in cohorts if plant.commissioned + age <= BASE_YEAR})
    late = {
        year: BASE_YEAR + 1 + round(10 * rank / max(len(older) - 1, 1)) for rank, year in enumerate(older)
    }
    return [
        Plant(**{**plant.__dict__, "retires": late.get(plant.commissioned, plant.commissioned + age)})
        for plant in cohorts
    ]


def station_years(sources: Path, iso3: str) -> dict[str, int]:
    """Coal station name in letters -> year of commissioning in the plant database."""
    years = {}
    for row in read_rows(sources / "labour" / "energy" / "power_plants_gppd_reconstructed.csv"):
        year = parse_year(row["year"])
        if row["iso3"] == iso3 and row["fuel"] == "Coal" and year and row["status"] == "Operational":
            years[letters(row["name"])] = year
    return years


def stated_age(sources: Path, iso3: str, recipe: dict[str, Any], years: dict[str, int]) -> float | None:
    """Capacity-weighted mean age at which stations closed, or are stated to close; None if none is."""
    closing = {**recipe.get("retires", {}), **recipe.get("retired", {})}
    if not closing:
        return None
    capacity = {
        letters(row["name"]): float(row["capacity_mw"])
        for row in read_rows(sources / "labour" / "energy" / "power_plants_gppd_reconstructed.csv")
        if row["iso3"] == iso3 and row["fuel"] == "Coal"
    }
    weights, ages = 0.0, 0.0
    for name, year in closing.items():
        station = next((key for key in years if key.startswith(letters(name))), None)
        if station is None:
            raise ValueError(
                f"{iso3}: no dated station begins with {name!r}; correct retires or retired in the recipe."
            )
        weights += capacity[station]
        ages += capacity[station] * (year - years[station])
    return ages / weights


def unit_cohorts(
    sources: Path, iso3: str, recipe: dict[str, Any], total: float, names: dict[str, str], source: str
) -> tuple[list[Plant], list[str]]:
    """Coal cohorts from the unit list, scaled to the national total, and report lines."""
    years = station_years(sources, iso3)
    own = {letters(name): year for name, year in recipe.get("commissioned", {}).items()}
    age = stated_age(sources, iso3, recipe, years)
    keep = int(recipe.get("keep_until", 0))
    rows = [
        row
        for row in read_rows(sources / "energy2" / "coal_units_gem.csv")
        if row["iso3"] == iso3 and row["status"] in recipe["statuses"]
    ]
    listed = sum(float(row["capacity_mw"]) for row in rows)
    found: list[tuple[str, int | None, float, int | None]] = []
    for row in rows:
        station = letters(row["plant"])
        year = recipe.get("commissioned_units", {}).get(row["unit"]) or own.get(station) or years.get(station)
        stated = next(
            (y for n, y in recipe.get("retires", {}).items() if station.startswith(letters(n))), None
        )
        closes = stated
        if closes is None and age is not None and year and row["status"] == "operating":
            closes = max(round(year + age), keep)
        found.append((names[letters(row["subnational_unit"])], year, float(row["capacity_mw"]), closes))
    dated = sum(mw for _, year, mw, _ in found if year)
    middle = round(sum(year * mw for _, year, mw, _ in found if year) / dated)
    scale = total / listed
    cohorts = [
        Plant(
            "coal",
            region,
            year or middle,
            mw * scale,
            retires=closes,
            source=source + (";" + recipe["closing_source"] if closes else ""),
            grade="B" if year else "C",
        )
        for region, year, mw, closes in found
    ]
    report = [
        f"Coal: {len(rows)} units, {listed:,.0f} MW listed, scaled by {scale:.4f} to {total:,.0f} MW; "
        f"{listed - dated:,.0f} MW without a year take the mean year {middle}."
    ]
    if age is not None:
        report.append(
            f"Coal stations without a stated closing date close at {age:.1f} years, the capacity-weighted mean "
            f"age of those that closed or are stated to close, but not before {keep}."
        )
    return cohorts, report


def merged(plants: list[Plant]) -> list[Plant]:
    """Cohorts with the same key added up; the weaker grade stands."""
    groups: dict[tuple[Any, ...], list[Plant]] = defaultdict(list)
    for plant in plants:
        groups[plant.technology, plant.region, plant.commissioned, plant.status, plant.retires].append(plant)
    out = []
    for (technology, region, year, status, retires), group in groups.items():
        sources = list(dict.fromkeys(part for plant in group for part in plant.source.split(";")))
        out.append(
            Plant(
                technology,
                region,
                year,
                sum(plant.capacity_mw for plant in group),
                status,
                retires,
                ";".join(sources),
                max(plant.grade for plant in group),
            )
        )
    return sorted(out, key=lambda p: (p.technology, p.region, p.commissioned, p.retires or 0))


def rounded(plants: list[Plant], totals: dict[str, float]) -> list[Plant]:
    """Capacity to 0.1 MW; the largest operating cohort of each technology takes what rounding lost."""
    out = [Plant(**{**plant.__dict__, "capacity_mw": round(plant.capacity_mw, 1)}) for plant in plants]
    out = [plant for plant in out if plant.capacity_mw > 0]
    for technology, total in totals.items():
        at = [i for i, p in enumerate(out) if p.technology == technology and p.status == "operating"]
        if not at:
            continue
        largest = max(at, key=lambda i: out[i].capacity_mw)
        gap = total - sum(out[i].capacity_mw for i in at)
        fixed = round(out[largest].capacity_mw + gap, 1)
        out[largest] = Plant(**{**out[largest].__dict__, "capacity_mw": fixed})
    return out


def build_plants(
    iso3: str, recipe: dict[str, Any], sources: Path, pack: Path
) -> tuple[list[Plant], list[str]]:
    """Write ``plants.csv`` of a pack; returns its rows and report lines."""
    chosen = recipe["plants"]
    regions = region_map(sources, iso3, chosen["region_column"], chosen.get("parts"))
    names = region_names(sources, iso3, regions)
    series = capacity_series(sources, iso3, chosen.get("capacity"))
    plants: list[Plant] = []
    report: list[str] = []
    for technology, years in series.items():
        total = years.get(BASE_YEAR, 0.0)
        if total <= 0:
            continue
        if technology not in chosen:
            raise ValueError(
                f"{iso3} has {total:,.0f} MW of {technology}: add [plants.{technology}] to the recipe."
            )
        rule = chosen[technology]
        if rule.get("construction_year"):
            # The tracker of coal units says what is being built, not when it will be ready: the recipe's year, grade C.
            building = coal_unit_places(sources, iso3, rule | {"statuses": ["construction"]}, names)
            plants += [
                Plant(
                    technology,
                    unit["region"],
                    int(rule["construction_year"]),
                    unit["capacity_mw"],
                    "construction",
                    source="gem-coal-plants",
                    grade="C",
                )
                for unit in building
            ]
            report.append(
                f"{technology.capitalize()}: {sum(u['capacity_mw'] for u in building):,.0f} MW under construction about "
                f"2023, taken to run from {rule['construction_year']} (no dates are listed)."
            )
        if rule["method"] == "units":
            source = f"{capacity_source(chosen, technology)};gem-coal-plants;wri-gppd"
            cohorts, lines = unit_cohorts(sources, iso3, rule, total, names, source)
            plants += cohorts
            report += lines
            plants += [
                Plant(
                    technology,
                    unit["region"],
                    unit["commissioned"],
                    float(unit["capacity_mw"]),
                    "construction",
                    source=unit["source"],
                    grade="A",
                )
                for unit in rule.get("construction", [])
            ]
        elif rule["method"] == "stations":
            plants += [
                Plant(
                    technology,
                    station["region"],
                    station["commissioned"],
                    station["share"] * total,
                    retires=station.get("retires"),
                    source=rule["source"],
                )
                for station in rule["stations"]
            ]
        else:
            if "built_since" in rule:
                years = evenly_built(total, rule["built_since"]["year"], rule["built_since"]["mw"])
            listed = listed_plants(sources, iso3, rule, regions, names)
            rest = None
            if rule["rest"] == "population":
                left_out = rule.get("population_exclude", ())
                rest = population_shares(sources, iso3, left_out, chosen.get("people"))
            known = [p for p in listed if p["region"]]
            dated = any(p["year"] for p in known)
            undated = (
                {}
                if dated and not _thin(listed, years)
                else generation_years(sources, iso3, technology, min(years))
            )
            list_id = "gem-coal-plants" if rule.get("list") == "coal-units" else "wri-gppd"
            source = f"{capacity_source(chosen, technology)};{list_id}" + (
                "" if rest is None else f";{chosen['population_source']}"
            )
            if rule.get("extra_source"):
                source += ";" + rule["extra_source"]
            cohorts = listed_cohorts(technology, years, listed, rest, undated, source)
            if rule.get("closes_at") == "observed age":
                age = observed_age(cohorts)
                cohorts = with_observed_age(cohorts, age)
                report.append(
                    f"{technology.capitalize()}: plants close at {age} years, the age that nine tenths of what stands have "
                    "not passed: the fleet runs past the register's technical lifetime."
                )
            plants += cohorts
            report.append(
                f"{technology.capitalize()}: {sum(p['capacity_mw'] for p in known):,.0f} MW listed with a place, "
                f"{total:,.0f} MW nationally; the rest "
                + ("is spread as the list." if rest is None else "follows population.")
            )
    # Plant under construction of a technology that the country does not have yet.
    plants += [
        Plant(
            unit["technology"],
            unit["region"],
            unit["commissioned"],
            float(unit["capacity_mw"]),
            "construction",
            source=unit["source"],
            grade="B",
        )
        for unit in chosen.get("planned", [])
    ]
    totals = {technology: years[BASE_YEAR] for technology, years in series.items() if BASE_YEAR in years}
    final = rounded(merged(plants), totals)
    write_rows(
        pack / "plants.csv",
        COLUMNS,
        [
            {
                "technology": p.technology,
                "region": p.region,
                "commissioned": str(p.commissioned),
                "capacity_mw": number(p.capacity_mw, 1),
                "status": p.status,
                "retires": str(p.retires or ""),
                "source": p.source,
                "grade": p.grade,
            }
            for p in final
        ],
    )
    return final, report


def _thin(plants: list[dict[str, Any]], series: dict[int, float]) -> bool:
    """True where the list dates less than half of its standing capacity."""
    older = sum(p["capacity_mw"] for p in plants if not p["new"])
    dated = sum(p["capacity_mw"] for p in plants if p["year"] and p["year"] <= min(series))
    return older <= 0 or dated / older < DATED_ENOUGH
