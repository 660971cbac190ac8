"""The parameter tables that all countries share: technologies, employment factors, spending vectors.

Read once; every row carries its source, and a row without one does not load.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from model.economy import Array, Economy
from model.errors import InputError

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class Parameter:
    """One value with its range and authority."""

    id: str
    value: float
    low: float | None
    high: float | None
    unit: str
    source: str
    grade: str
    note: str
    label: str = ""
    year: str = ""
    """of the source"""
    scope: str = "world"
    """or the country that the row is for"""


def read_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a parameter table; a row without a source is refused."""
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    for number, row in enumerate(rows, start=2):
        if not row.get("source", "").strip():
            raise InputError(f"{path.name}, line {number}: the row has no source. Name the publication.")
    return rows


def _number(text: str | None) -> float | None:
    return float(text) if text not in (None, "") else None


def _parameter(row: Mapping[str, str], value_column: str) -> Parameter:
    return Parameter(
        id=row["id"],
        value=float(row[value_column]),
        low=_number(row.get("low")),
        high=_number(row.get("high")),
        unit=row["unit"],
        source=row["source"],
        grade=row["grade"],
        note=row.get("note", ""),
        label=row.get("label", ""),
        year=row.get("year", ""),
        scope=row.get("scope", "world"),
    )


@cache
def technology_parameters() -> Mapping[tuple[str, str], Parameter]:
    """(technology, parameter) -> value: capital_cost US$2023/kW, lifetime years, ..."""
    folder = DATA / "parameters"
    rows = read_rows(folder / "technologies.csv") + read_rows(folder / "projects.csv")
    return {(r["technology"], r["parameter"]): _parameter(r, "central") for r in rows}


@cache
def employment_factors(source_set: str) -> Mapping[tuple[str, str], float]:
    """(technology, kind) -> job-years per MW (construction) or jobs per MW (operation) of one source set."""
    rows = read_rows(DATA / "parameters" / "employment_factors.csv")
    found = {(r["technology"], r["kind"]): float(r["value"]) for r in rows if r["source_set"] == source_set}
    if not found:
        names = ", ".join(factor_sets())
        raise InputError(
            f"There is no set of employment factors called {source_set}. Choose one of: {names}."
        )
    return found


@cache
def factor_sets() -> tuple[str, ...]:
    """Names of the employment-factor sets, in file order."""
    rows = read_rows(DATA / "parameters" / "employment_factors.csv")
    return tuple(dict.fromkeys(r["source_set"] for r in rows))


@cache
def spending_vector(technology: str, cost_type: str) -> Mapping[str, float]:
    """ISIC Rev. 4 divisions ("28", "41-43") -> share of the cost; shares add up to 1."""
    folder = DATA / "parameters"
    rows = read_rows(folder / "cost_structure.csv") + read_rows(folder / "project_cost_structure.csv")
    found = {
        r["divisions"]: float(r["share"])
        for r in rows
        if (r["technology"], r["cost_type"]) == (technology, cost_type)
    }
    total = sum(found.values())
    if not found or abs(total - 1.0) > 5e-3:
        raise InputError(
            f"cost_structure.csv: the {cost_type} shares of {technology} add up to {total:.3f}. They must add up to 1."
        )
    return {divisions: share / total for divisions, share in found.items()}


@cache
def world_parameters() -> Mapping[tuple[str, str], Parameter]:
    """(id, scope) -> assumption that no ministry sets; scope is "world" or a country code."""
    rows = read_rows(DATA / "parameters" / "world.csv")
    return {(r["id"], r["scope"]): _parameter(r, "value") for r in rows}


def divisions_of(text: str) -> frozenset[int]:
    """ISIC divisions named by "24,25" or "10-12": the numbers themselves."""
    found: set[int] = set()
    for part in text.replace(" ", "").split(","):
        if not part:
            continue
        first, _, last = part.partition("-")
        found.update(range(int(first), int(last or first) + 1))
    return frozenset(found)


@cache
def _elasticity_rows() -> tuple[tuple[frozenset[int], float], ...]:
    rows = read_rows(DATA / "parameters" / "export_elasticities.csv")
    return tuple((divisions_of(r["divisions"]), float(r["value"])) for r in rows)


def export_elasticities(economy: Economy) -> Array:
    """(n,) response of a sector's exports to their price: the mean over the ISIC divisions that it covers."""
    found = np.zeros(len(economy.sectors))
    for i, divisions in enumerate(economy.divisions):
        near = [value for wanted, value in _elasticity_rows() if wanted & divisions]
        found[i] = float(np.mean(near)) if near else 0.0
    return found
