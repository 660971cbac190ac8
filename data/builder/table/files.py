"""Writes the input-output files of a pack."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from data.builder.table.fuels import FuelRow
from data.builder.table.power import PowerSplit, Technology
from data.builder.table.write import number, write_csv, write_table

BOUNDARIES = (
    "The boundaries and names shown do not imply endorsement. Made with Natural Earth (public domain)."
)
GENERATION_GROUP = {"coal": "coal-power", "solar": "wind-solar", "wind": "wind-solar"}
GENERATION_LABEL = {
    "coal": "Coal power",
    "gas": "Gas power",
    "oil": "Oil power",
    "nuclear": "Nuclear power",
    "hydro": "Hydropower",
    "solar": "Solar power",
    "wind": "Wind power",
    "bioenergy": "Bioenergy power",
    "geothermal": "Geothermal power",
}
POWER_SOURCES = "builder-table;eps-india-2023;cost-register"
NOISE = 1e-15
"""Million US$ per GWh: what is smaller is rounding of the machine and no purchase."""


def pack_toml(recipe: dict[str, Any]) -> str:
    """``pack.toml``."""
    pack = recipe["pack"]
    boundaries = pack.get("boundaries", BOUNDARIES)
    return (
        f'iso3 = "{pack["iso3"]}"\nname = "{pack["name"]}"\nbase_year = 2023\nformat = 1\n'
        f'data_version = "{pack["data_version"]}"\nmoney_unit = "million US$ at 2023 prices and exchange rates"\n'
        f'grade = "{pack["grade"]}"\nemployment_control = "{pack["employment_control"]}"\n'
        f'region_level = "{pack["region_level"]}"\ntable = "{pack["table"]}"\nboundaries = "{boundaries}"\n'
    )


def sector_lines(recipe: dict[str, Any], technologies: list[Technology]) -> list[list[str]]:
    """``sectors.csv``: the recipe's sectors, with the generation columns after the grid."""
    lines = []
    for s in recipe["sector"]:
        role = s.get("role", "")
        source, grade = recipe["pack"]["source"], s.get("grade", recipe["pack"]["grade"])
        lines.append(
            [s["code"], s["label"], s["isic"], s["divisions"], s["group"], role, s["market"], grade, source]
        )
        if role == "grid":
            for t in technologies:
                group = GENERATION_GROUP.get(t.name, "other-power")
                lines.append([t.sector, GENERATION_LABEL[t.name], "D", "35", group, "generation", "local",
                              weakest(recipe), f"{source};{POWER_SOURCES}"])  # fmt: skip
    return lines


def weakest(recipe: dict[str, Any]) -> str:
    """What a row is at best after balancing: estimated, or modelled where the whole table is."""
    return max("B", str(recipe["pack"]["grade"]))


def grades(recipe: dict[str, Any], power: PowerSplit) -> list[str]:
    """Grade of each row after balancing: a table moved to another year is estimated at best."""
    best = weakest(recipe)
    own = {s["code"]: s.get("grade", best) for s in recipe["sector"]}
    return [own.get(code, best) for code in power.table.codes]


def capacity_source(recipe: dict[str, Any], technology: str) -> str:
    """Who publishes the capacity of a technology: the series, or the source of what the recipe states."""
    own = recipe.get("capacity", {})
    return str(own["source"]) if technology in own.get("stated", {}) and "source" in own else "ember-capacity"


def write_pack(
    pack: Path,
    recipe: dict[str, Any],
    power: PowerSplit,
    technologies: list[Technology],
    fuels: list[FuelRow],
) -> None:
    """All files of this part."""
    pack.mkdir(parents=True, exist_ok=True)
    (pack / "pack.toml").write_text(pack_toml(recipe), encoding="utf-8")
    write_csv(
        pack / "sectors.csv",
        ["code", "label", "isic", "divisions", "group", "role", "market", "grade", "source"],
        sector_lines(recipe, technologies),
    )
    own = ";".join(recipe["pack"][key] for key in ("source", "donors") if key in recipe["pack"])
    source = f"{own};builder-table;weo-2024-04;wdi;etd-2021"
    write_table(pack, power.table, source, grades(recipe, power))
    write_csv(
        pack / "technologies.csv",
        ["technology", "sector", "capacity_mw", "generation_gwh", "capacity_factor_new", "source", "grade"],
        [
            [
                t.name,
                t.sector,
                number(t.capacity_mw),
                number(t.generation_gwh),
                f"{t.capacity_factor_new:.4g}",
                f"{capacity_source(recipe, t.name)};ember-generation;cost-register",
                "A",
            ]
            for t in technologies
        ],
    )
    write_csv(
        pack / "technology_inputs.csv",
        ["technology", "sector", "origin", "musd_per_gwh", "source", "grade"],
        [
            [
                t.name,
                sector,
                origin,
                f"{value:.10g}",
                POWER_SOURCES,
                weakest(recipe) if t.generation_gwh > 0 else "C",
            ]
            for t in technologies
            for (sector, origin), value in power.coefficients[t.name].items()
            if origin != "value-added" and value > NOISE
        ],
    )
    write_csv(
        pack / "fuel_use.csv",
        ["fuel", "origin", "user", "quantity", "unit", "source", "grade"],
        [[f.fuel, f.origin, f.user, number(f.quantity), f.unit, f.source, f.grade] for f in fuels],
    )
    write_csv(
        pack / "totals.d" / "table.csv",
        ["indicator", "year", "published", "unit", "carried", "rule", "tolerance_pct", "source"],
        [
            [
                t["indicator"],
                str(t["year"]),
                number(t["published"]),
                t["unit"],
                "1",
                t["rule"],
                number(t["tolerance_pct"]),
                t["source"],
            ]
            for t in recipe["total"]
        ],
    )
    write_sources(pack, recipe)


def write_sources(pack: Path, recipe: dict[str, Any]) -> None:
    """``sources.d/table.csv``: the sources behind the table, and the prices and balances that the stages used."""
    columns = ["id", "publisher", "title", "year", "licence", "url", "note"]
    write_csv(pack / "sources.d" / "table.csv", columns, [[s[k] for k in columns] for s in recipe["source"]])
