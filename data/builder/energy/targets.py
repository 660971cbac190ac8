"""Turns stated targets into the levers of the pathway ``stated``: the arithmetic behind its notes.

A plan that states megawatts becomes a share of generation, E[y] / D[y]: E is the energy of the renewable plant
of the base year and of the plan's new plant, D the generation of the base year grown with GDP and the elasticity
of power demand, as in the baseline. A plan that states a share of supply with imports becomes a share of
generation at home.
"""

from __future__ import annotations

from pathlib import Path

from .parameters import read_rows
from .units import BASE_YEAR, HOURS_PER_YEAR

RENEWABLE = ("hydro", "solar", "wind", "bioenergy")


def gdp_index(pack: Path, year: int) -> float:
    """GDP of ``year`` over GDP of the base year, from the pack's macro table."""
    index = 1.0
    for row in read_rows(pack / "macro.csv"):
        if BASE_YEAR < int(row["year"]) <= year:
            index *= 1.0 + float(row["gdp_growth_pct"]) / 100.0
    return index


def elasticity(parameters: Path, iso3: str) -> float:
    """Growth of power demand per growth of GDP: the country's own row, else the world's."""
    rows = [row for row in read_rows(parameters / "world.csv") if row["id"] == "power_demand_gdp_elasticity"]
    scope = iso3 if any(row["scope"] == iso3 for row in rows) else "world"
    return next(float(row["value"]) for row in rows if row["scope"] == scope)


def generation(sources: Path, iso3: str) -> dict[str, float]:
    """Generation of the base year by technology, TWh."""
    return {
        row["source_or_technology"]: float(row["value"])
        for row in read_rows(sources / "energy2" / "generation_recent.csv")
        if row["iso3"] == iso3 and row["measure"] == "generation" and row["year"] == str(BASE_YEAR)
    }


def demand(base_twh: float, gdp: float, power_elasticity: float) -> float:
    """Generation asked for when GDP has grown by the factor ``gdp``: D = D0 * gdp ** elasticity, TWh."""
    return base_twh * gdp**power_elasticity


def between(first: tuple[int, float], last: tuple[int, float], year: int) -> float:
    """Straight line between two stated years."""
    (y0, v0), (y1, v1) = first, last
    return v0 + (v1 - v0) * (year - y0) / (y1 - y0)


def energy(gw: float, factor: float) -> float:
    """TWh a year of ``gw`` at a capacity factor."""
    return gw * factor * HOURS_PER_YEAR / 1000.0


def plan_energy(
    plan: dict[str, tuple[float, float]], factors: dict[str, float], year: int
) -> dict[str, float]:
    """TWh of new plant of a plan in ``year``; ``plan`` holds GW added by 2030 and by 2039, level after."""
    return {
        name: energy(between((2030, by_2030), (2039, by_2039), min(year, 2039)), factors[name])
        for name, (by_2030, by_2039) in plan.items()
    }


def domestic_share(
    share_of_supply: float, made: float, net_imports: float, renewable_imports: float
) -> float:
    """Renewable share of generation at home where a plan counts imports in its share of supply.

    (s * (G + M) - R) / G with G made at home, M net imports of the base year and R the plan's renewable imports
    (TWh; shares 0..1): the plant at home is kept, also where the plan imports more than the baseline does.
    """
    return (share_of_supply * (made + net_imports) - renewable_imports) / made
