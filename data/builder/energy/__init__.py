"""Energy stage of the pack builder: plants, emissions and the parameter tables that all countries share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .emissions import build_emissions
from .parameters import build_parameters
from .plants import build_plants, capacity_series
from .totals import write_sources, write_totals
from .units import BASE_YEAR

PARAMETERS = Path(__file__).resolve().parents[2] / "parameters"


def stated_regions(recipe: dict[str, Any]) -> dict[str, Any]:
    """What the people stage's recipe says of regions: provinces that make them up, shares of population and their source."""
    spec = recipe.get("people", {}).get("regions", {})
    people = {region["id"]: region["share"] for region in spec.get("list", []) if "share" in region}
    parts = {region["id"]: region["parts"] for region in spec.get("list", []) if "parts" in region}
    said = {"population_source": spec["source"]} if spec else {}
    return said | ({"people": people} if people else {}) | ({"parts": parts} if parts else {})


def build(iso3: str, recipe: dict[str, Any], sources: Path, pack: Path) -> list[str]:
    """Write plants, emissions, totals and sources of a pack; returns report lines.

    ``recipe`` is all recipe files of the country, or its ``energy.toml`` alone. The table stage comes before:
    emissions are split by what the table's sectors buy.
    """
    own = dict(recipe.get("energy", recipe))
    own["plants"] = own["plants"] | {"capacity": recipe.get("capacity", {})} | stated_regions(recipe)
    _, lines = build_plants(iso3, own, sources, pack)
    totals, said = build_emissions(iso3, own, sources, pack, PARAMETERS)
    lines += said
    series = capacity_series(sources, iso3, recipe.get("capacity"))
    capacity = {name: years[BASE_YEAR] for name, years in series.items() if BASE_YEAR in years}
    lines += write_totals(
        iso3,
        sources,
        pack,
        capacity,
        totals,
        own.get("gaps"),
        recipe.get("power", {}).get("generation") == "completed",
        recipe.get("capacity"),
    )
    write_sources(pack)
    return lines


__all__ = ["build", "build_parameters"]
