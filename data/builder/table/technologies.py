"""Generation technologies of a country in the base year: capacity, generation, costs of operation."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import Any

from data.builder.capacity import national_capacity
from data.builder.generation import national_generation
from data.builder.table.power import Technology
from data.builder.table.read import rows

BASE_YEAR = 2023
HOURS = 8760.0

# Our technology -> name in (generation series, capacity series, cost register, operation cost vectors).
NAMES = {
    "coal": ("coal", "coal", "coal", "hard coal"),
    "gas": ("gas", "gas", "gas combined cycle", "natural gas nonpeaker"),
    "oil": ("oil", "oil", "oil", "petroleum"),
    "nuclear": ("nuclear", "nuclear", "nuclear", "nuclear"),
    "hydro": ("hydro", "hydro", "hydro", "hydro"),
    "solar": ("solar", "solar", "PV utility", "solar PV"),
    "wind": ("wind", "wind", "wind onshore", "wind"),
    "bioenergy": ("bioenergy", "biomass", "biomass", "biomass"),
    "geothermal": ("geothermal", "geothermal", "geothermal", "geothermal"),
}


def generation_gwh(
    sources: Path, iso3: str, year: int = BASE_YEAR, by_shares: bool = False, completed: bool = False
) -> dict[str, float]:
    """Generation by technology, GWh."""
    return national_generation(sources, iso3, year, by_shares, completed)


def electricity_balance(sources: Path, iso3: str, year: int = BASE_YEAR) -> dict[str, float]:
    """Consumption, exports, imports and losses of electricity, GWh."""
    found = {
        row["measure"].split("/")[-1]: float(row["value"]) * 1e3
        for row in rows(sources / "energy2/generation_recent.csv")
        if row["iso3"] == iso3
        and row["source_or_technology"] == "all"
        and row["unit"] == "TWh"
        and row["year"] == str(year)
    }
    # A country without a line abroad has no row for it.
    return {"exports": 0.0, "imports": 0.0} | found


def capacity_mw(sources: Path, iso3: str, year: int = BASE_YEAR) -> dict[str, float]:
    """Installed capacity by technology in ``year``, MW; a value is written only when it changes."""
    out = {}
    for name, series in national_capacity(sources, iso3).items():
        known = [since for since in series if since <= year]
        if known:
            out[name] = series[max(known)]
    return out


def stated_capacity(installed: dict[str, float], stated: dict[str, Any]) -> dict[str, float]:
    """Capacity with what the recipe states: what the series calls unknown, and plant that the series has not (MW)."""
    out = dict(installed)
    if "unknown_is" in stated:
        name = stated["unknown_is"]
        out[name] = out.get(name, 0.0) + out.pop("unknown", 0.0)
    return out | {NAMES.get(name, ("", name))[1]: mw for name, mw in stated.get("stated", {}).items()}


def register(sources: Path, parameter: str, suffix: str) -> dict[str, tuple[float, float, float]]:
    """Low, central and high of a cost parameter by technology name of the register."""
    return {
        row["technology_or_sector"]: (float(row["low"]), float(row["central"]), float(row["high"]))
        for row in rows(sources / "parameters.csv")
        if row["parameter"] == parameter and row["id"].endswith(suffix)
    }


def operation_shares(sources: Path) -> dict[str, dict[str, float]]:
    """Fixed operation and maintenance by ISIC group, by technology of the cost vectors; shares add up to one."""
    out: dict[str, dict[str, float]] = defaultdict(dict)
    for row in rows(sources / "economics/cost_structure.csv"):
        if row["cost_type"] == "fixed O&M":
            out[row["technology"]][row["sector_code"]] = float(row["share"])
    return out


def new_capacity_factor(observed: float, spread: tuple[float, float, float]) -> float:
    """Capacity factor of new plant: the country's own of the base year, kept inside the register's range."""
    low, central, high = spread
    return central if observed <= 0 else min(max(observed, low), high)


def technologies(sources: Path, iso3: str, power: dict[str, Any]) -> list[Technology]:
    """The country's technologies in the order of ``NAMES``: those that generate, and those the recipe adds."""
    how = power.get("generation")
    generated = generation_gwh(sources, iso3, by_shares=how == "shares", completed=how == "completed")
    installed = stated_capacity(capacity_mw(sources, iso3), power.get("capacity", {}))
    for name, series in power.get("series", {}).items():
        generated[series] = generated.pop(name, 0.0)
    cost = register(sources, "fixed operation and maintenance cost", "-default")
    factor = register(sources, "capacity factor", "-default-costs")
    shares = operation_shares(sources)
    for small, large in power["joined"].items():
        generated[large] = generated.get(large, 0.0) + generated.pop(small, 0.0)
    out = []
    for name, (series, capacity, cost_name, vector) in NAMES.items():
        gwh, mw = generated.get(series, 0.0), installed.get(capacity, 0.0)
        if gwh <= 0 and name not in power["new_builds"]:
            continue
        out.append(
            Technology(
                name=name,
                capacity_mw=mw,
                generation_gwh=gwh,
                fuels=tuple(power["fuel"].get(name, ())),
                # The low end of the register is its emerging-economy end.
                om_usd_per_kw=cost[cost_name][0],
                om_shares=shares[vector],
                capacity_factor_new=new_capacity_factor(
                    gwh * 1e3 / (mw * HOURS) if mw else 0.0, factor[cost_name]
                ),
                fuel_gj_per_mwh=3.6 / power["efficiency"][name] if name in power["efficiency"] else 0.0,
                stands_for=power["new_builds"].get(name, ""),
            )
        )
    return out
