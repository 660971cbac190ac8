"""The lever registry: data/levers.csv is the table, this module reads it for one economy."""

from __future__ import annotations

from dataclasses import dataclass

from model.economy import EXPORTS, Economy
from model.parameters import DATA, read_rows


@dataclass(frozen=True)
class Lever:
    """One lever in one country."""

    id: str
    group: str
    first: bool
    """on the first screen; the others are one click away"""
    label: str
    unit: str
    minimum: float
    maximum: float
    step: float
    default: float
    applies: bool
    why_not: str
    description: str
    source: str


def load_levers(economy: Economy) -> dict[str, Lever]:
    """Every lever of the registry with this country's default; one that does not apply says why.

    A default of `baseline` is computed from the baseline and rounded to the lever's step for display; a lever that
    stands at its default changes nothing (law 1).
    """
    from model.baseline import default_settings  # the baseline needs no lever; levers need its shares

    computed = default_settings(economy)
    levers = {}
    for row in read_rows(DATA / "levers.csv"):
        step = float(row["step"])
        if row["default"] == "baseline":
            default = round(computed[row["id"]] / step) * step
        else:
            default = float(row["default"])
        applies = _applies(row["applies_when"], economy)
        levers[row["id"]] = Lever(
            id=row["id"],
            group=row["group"],
            first=row["shown"] == "first",
            label=row["label"],
            unit=row["unit"],
            minimum=float(row["minimum"]),
            maximum=_scaled(row, economy),
            step=step,
            default=default,
            applies=applies,
            why_not="" if applies else row["why_not"],
            description=row["description"],
            source=row["source"],
        )
    return levers


PROJECT_COST_PER_MT = 60_000.0
"""million US$ to build what makes one Mt of hydrogen a year, rounded from data/parameters (for the scale of a lever only)"""


def _scaled(row: dict[str, str], economy: Economy) -> float:
    """A lever's maximum; export projects are limited to what would cost twice a year's GDP to build."""
    most = float(row["maximum"])
    if not row["id"].startswith("hydrogen-exports"):
        return most
    step = float(row["step"])
    affordable = 2.0 * economy.facts["gdp_musd"] / PROJECT_COST_PER_MT
    return min(most, max(step, round(affordable / step) * step))


def _applies(rule: str, economy: Economy) -> bool:
    """`always`, `technology:<name>` (generates today) or `exports:<role>` (sold abroad), `climate` (heat is on record)."""
    kind, _, name = rule.partition(":")
    if kind == "technology":
        return name in economy.technologies and bool(economy.generation[economy.technologies.index(name)] > 0)
    if kind == "climate":
        from model.heat import has_climate  # heat reads the baseline, which reads levers' defaults

        return has_climate(economy)
    if kind == "exports" and name == "coal":
        return economy.coal_exports_mt > 0.1
    if kind == "exports":
        sold = sum(economy.f[i, EXPORTS] for i in economy.with_role(name))
        return bool(sold > 1e-3 * economy.f[:, EXPORTS].sum())
    return True
