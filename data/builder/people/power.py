"""Jobs in electricity: the survey's total shared between the grid and generation, and among technologies."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .control import SEXES, Persons
from .tables import Row, joined, read


@dataclass(frozen=True)
class Power:
    """How jobs in electricity were shared between generation technologies and the grid."""

    jobs: dict[str, float]  # sector -> persons
    unscaled: dict[str, float]  # sector -> capacity x operation factor
    scale: float
    how: str


def split(total: float, direct: dict[str, float], grid: str, wages: dict[str, float] | None) -> Power:
    """Share the survey's jobs in electricity between generation columns and the grid column.

    `direct` holds capacity x operation factor (jobs) per generation sector. Generation as a whole takes the share
    of the sector's jobs that it has of the sector's compensation of employees in the table (`wages`); the
    technologies share it by `direct`. Without a table the unscaled factors stand and the grid takes the rest.
    """
    raw = sum(direct.values())
    if wages and sum(wages.values()) > 0:
        generation = total * (1 - wages[grid] / sum(wages.values()))
        how = "generation takes its share of the electricity columns' compensation of employees in the table"
    else:
        generation, how = min(raw, total), "operation factors unscaled; the grid takes the rest"
    scale = generation / raw
    jobs = {sector: value * scale for sector, value in direct.items()}
    return Power({**jobs, grid: total - generation}, direct, scale, how)


def operation_factors(recipe: dict[str, Any], sources: Path) -> dict[str, float]:
    """Jobs per MW in operation and maintenance by technology, from the register's named source set."""
    spec = recipe["power"]
    out: dict[str, float] = {}
    rows = [
        r
        for r in read(sources / "parameters.csv")
        if r["parameter"] == "employment factor operation and maintenance" and r["unit"] == "jobs/MW"
    ]
    for technology, (source_set, name) in spec["factors"].items():
        hits = [r for r in rows if r["source_set"] == source_set and r["technology_or_sector"] == name]
        if len(hits) != 1:
            raise ValueError(
                f"The register has {len(hits)} rows for {name!r} in {source_set!r}; one is needed."
            )
        out[technology] = float(hits[0]["central"])
    return out


def capacity(iso3: str, pack: Path, sources: Path, year: int = 2023) -> tuple[dict[str, float], str]:
    """MW by technology: the pack's own technologies.csv, else Ember's value valid in `year`."""
    path = pack / "technologies.csv"
    if path.exists():
        return {r["technology"]: float(r["capacity_mw"]) for r in read(path)}, "pack"
    names = {"biomass": "bioenergy"}
    latest: dict[str, tuple[str, float]] = {}
    ember = sources / "labour" / "energy" / "installed_capacity_by_technology_electricitymaps_ember.csv"
    for row in read(ember):
        if row["iso3"] != iso3 or row["valid_from"] > f"{year}-12-31":
            continue
        technology = names.get(row["technology"], row["technology"])
        if technology not in latest or row["valid_from"] > latest[technology][0]:
            latest[technology] = (row["valid_from"], float(row["capacity_mw"]))
    return {technology: value for technology, (_, value) in latest.items()}, "ember"


def jobs(
    recipe: dict[str, Any],
    persons: Persons,
    sectors: list[Row],
    table: dict[str, dict[str, float]],
    sources: Path,
    pack: Path,
) -> Power:
    """Jobs of the electricity columns. A technology that generates nothing in the base year has no jobs."""
    grid = recipe["power"]["grid"]
    total = sum(persons[grid, sex] for sex in SEXES)
    factors = operation_factors(recipe, sources)
    megawatts, _ = capacity(recipe["iso3"], pack, sources)
    columns = [r["code"] for r in sectors if r["role"] == "generation"]
    direct = {}
    for code in columns:
        technology = code.removeprefix("power-")
        idle = bool(table) and table[code]["output"] <= 0
        direct[code] = 0.0 if idle else factors[technology] * megawatts.get(technology, 0.0)
    wages = {code: table[code]["wages"] for code in [grid, *columns]} if table else None
    return split(total, direct, grid, wages)


def spread(
    recipe: dict[str, Any], persons: Persons, power: Power, origin: dict[str, tuple[str, str]]
) -> list[str]:
    """Put the jobs of the electricity columns in place (women's share as in the section) and say how."""
    grid = recipe["power"]["grid"]
    total = sum(power.jobs.values())
    whole_section = {sex: persons[grid, sex] for sex in SEXES}
    source = joined(recipe["control"]["source"], recipe["power"]["source"], "ember-capacity", "pack-table")
    for code, jobs in power.jobs.items():
        for sex in SEXES:
            persons[code, sex] = whole_section[sex] * jobs / total
        origin[code] = (source, "B" if code == grid else "C")
    parts = ", ".join(f"{c.removeprefix('power-')} {power.jobs[c]:,.0f}" for c in power.unscaled)
    raw = sum(power.unscaled.values())
    return [
        f"Power: {total:,.0f} jobs in electricity by the survey; {power.how}: grid {power.jobs[grid]:,.0f}, {parts}. "
        f"Operation factors alone give {raw:,.0f}, so standing plant is scaled by {power.scale:.2f}."
    ]
