"""Recipes: what is particular to a country, as tables that people can read, over what several countries share."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

RECIPES = Path(__file__).resolve().parent / "recipes"
COMMON = RECIPES / "common"


def layered(path: Path) -> dict[str, Any]:
    """A recipe file over the common one that it names with ``based_on``, if any."""
    with path.open("rb") as handle:
        own = tomllib.load(handle)
    name = own.pop("based_on", None)
    if name is None:
        return own
    base = COMMON / f"{name}.toml"
    if not base.exists():
        known = ", ".join(sorted(p.stem for p in COMMON.glob("*.toml")))
        raise SystemExit(f"{path.parent.name}/{path.name} is based on {name!r}: there are {known}.")
    return over(layered(base), own)


def over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Settings of ``own`` over ``base``: tables are joined, lists of sources and totals added, all else replaced.

    ``without`` names sectors of the base that the country does not have, and the sector that takes a donor's part of each;
    rows of a split that fill them go as well.
    """
    out = dict(base)
    for key, value in own.items():
        if isinstance(value, dict) and isinstance(out.get(key), dict):
            out[key] = over(out[key], value)
        elif key in ("source", "total") and isinstance(value, list) and isinstance(out.get(key), list):
            out[key] = [*value, *out[key]]
        elif key != "without":
            out[key] = value
    for code, into in own.get("without", {}).items():
        for key in ("sector", "rows"):
            if isinstance(out.get(key), list):
                out[key] = [row for row in out[key] if code not in (row.get("code"), row.get("sector"))]
        for donor in out.get("donor", {}).values():
            if isinstance(donor, dict) and code in donor.get("from", {}):
                parts = dict(donor["from"])
                parts[into] = [*parts[into], *parts.pop(code)]
                donor["from"] = parts
    return out


def recipe(iso3: str, recipes: Path = RECIPES) -> dict[str, Any]:
    """All recipe files of a country, joined; each stage reads its own keys.

    ``table.toml`` stands at the top, the others under their own name; sources that several countries use are added.
    """
    out: dict[str, Any] = {}
    folder = recipes / iso3
    if not folder.is_dir():
        known = ", ".join(sorted(p.name for p in recipes.iterdir() if p.is_dir() and p != COMMON))
        raise SystemExit(f"There is no recipe for {iso3}: there are recipes for {known}.")
    for path in sorted(folder.glob("*.toml")):
        part = layered(path)
        if path.stem == "table":
            out |= part
        else:
            out[path.stem] = part
    with (COMMON / "table.toml").open("rb") as handle:
        shared = tomllib.load(handle)["source"]
    out["source"] = [*out.get("source", []), *shared]
    return out
