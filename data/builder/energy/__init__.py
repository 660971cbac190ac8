"""Energy stage of the pack builder: plants, emissions and the parameter tables that all countries share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .plants import build_plants


def build(iso3: str, recipe: dict[str, Any], sources: Path, pack: Path) -> list[str]:
    """Write the energy part of a pack; returns report lines. ``recipe`` is the country's ``energy.toml``."""
    _, lines = build_plants(iso3, recipe, sources, pack)
    return lines
