"""People and places of a country pack: employment, regions, population, growth, national facts and the past.

`build` reads published figures and the recipe, and writes into the pack. What needs the pack's sector list or
table is written when `sectors.csv` is there and said to be missing when it is not.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from . import control, detail, employment, facts, macro, places, said, totals
from .apportion import Array
from .control import Control
from .tables import Row, read, write

__all__ = ["build"]

HERE = Path(__file__).resolve().parent


def build(iso3: str, recipe: dict[str, Any], sources: Path, pack: Path) -> list[str]:
    """Write the people and places of one country and return the report's lines.

    `recipe` is the country's whole recipe (this stage reads `recipe["people"]`) or this stage's part alone.
    """
    own = dict(recipe.get("people", recipe))
    own["iso3"] = iso3
    lines: list[str] = []

    macro_rows, told = macro.macro_rows(iso3, sources, own.get("growth"))
    write(pack / "macro.csv", macro.MACRO_COLUMNS, macro_rows)
    lines += told

    fact_rows, told = facts.fact_rows(iso3, own, sources, pack)
    fact_rows += detail.skill_facts(iso3, sources) + detail.youth_facts(iso3, sources)
    fact_rows += facts.income_facts(iso3, sources)
    write(pack / "facts.csv", facts.FACT_COLUMNS, fact_rows)
    lines += told

    national = float(str(macro_rows[0]["population"]))
    region_rows, people = places.population_rows(own, sources, national)
    write(pack / "regions.csv", places.REGION_COLUMNS, region_rows)
    ids = [str(row["region"]) for row in region_rows]
    parts = {region["id"]: region["parts"] for region in own["regions"]["list"] if "parts" in region}
    outline, told = _geometry().build(sources / own["regions"]["geometry"], ids, parts)
    (pack / "geometry.json").write_text(outline, encoding="utf-8")
    lines += told

    survey = control.build(iso3, own, sources)
    past = facts.history_rows(iso3, own, sources)
    if "trend" in own:
        past += facts.survey_shares(own, totals.now(survey, own), sources)
    lines += facts.trend_lines(past)
    past += totals.gap_history(iso3, survey, own, sources)
    write(pack / "history.csv", facts.HISTORY_COLUMNS, past)
    lines += totals.control_lines(iso3, survey, own, sources)

    if (pack / "sectors.csv").exists():
        lines += _employment(own, survey, sources, pack, ids, people)
    else:
        lines.append("Employment by sector and region was not written: sectors.csv is not there yet.")
    _write_sources(pack, recipe.get("source", []))
    return lines


def _geometry() -> Any:
    """The geometry module, loaded when a pack is built: nobody else needs shapely."""
    try:
        from . import geometry
    except ModuleNotFoundError as missing:
        raise SystemExit(
            f"{missing.name} is not installed: pip install shapely, to build region outlines."
        ) from None
    return geometry


def _employment(
    recipe: dict[str, Any], survey: Control, sources: Path, pack: Path, regions: list[str], people: Array
) -> list[str]:
    """employment.csv, employment_detail.csv, employment_regions.csv and totals.d/people.csv."""
    iso3 = recipe["iso3"]
    sectors = employment.sector_rows(pack)
    codes = [row["code"] for row in sectors]
    persons, origin, lines = employment.by_sector(recipe, survey, sectors, sources, pack)
    counted = employment.persons(persons, codes)
    rows = [
        {
            "sector": code,
            "women": counted[code, "women"],
            "men": counted[code, "men"],
            "source": origin[code][0],
            "grade": origin[code][1],
        }
        for code in codes
    ]
    write(pack / "employment.csv", employment.EMPLOYMENT_COLUMNS, rows)
    lines += said.productivity_lines(counted, pack)

    shares = detail.informal_rows(iso3, sectors, sources)
    pattern = employment.education(recipe, sources, codes)
    exact = {key: float(value) for key, value in counted.items()}
    shares += detail.skill_rows(iso3, recipe, exact, pattern, sources) if pattern else []
    if shares:
        write(pack / "employment_detail.csv", detail.DETAIL_COLUMNS, shares)
    else:
        (pack / "employment_detail.csv").unlink(missing_ok=True)
        lines.append("Employment by skill and informality: nothing is published by activity; no such file.")

    women = np.array([float(counted[code, "women"]) for code in codes])
    men = np.array([float(counted[code, "men"]) for code in codes])
    regional, told = places.employment(recipe, sectors, women, men, regions, people, sources, pack)
    write(pack / "employment_regions.csv", places.REGIONAL_COLUMNS, regional)
    lines += told

    write(pack / "totals.d" / "people.csv", totals.TOTAL_COLUMNS, totals.rows(iso3, survey, recipe, sectors))
    return lines


def _ids(rows: Iterable[Row]) -> set[str]:
    return {part.strip() for row in rows for part in row.get("source", "").split(";") if part.strip()}


def _write_sources(pack: Path, own: list[dict[str, Any]]) -> None:
    """sources.d/people.csv: every source that this stage's files name, out of the register or of the recipe's ``own``.

    A source that neither has is refused.
    """
    register = tomllib.loads((HERE / "sources.toml").read_text(encoding="utf-8"))
    register = {source["id"]: source for source in own} | register
    used: set[str] = set()
    names = ["macro", "facts", "history", "regions", "employment", "employment_detail", "employment_regions"]
    for path in [pack / f"{name}.csv" for name in names] + [pack / "totals.d" / "people.csv"]:
        if path.exists():
            used |= _ids(read(path))
    unknown = used - set(register)
    if unknown:
        raise ValueError(
            f"Nobody describes the source(s) {', '.join(sorted(unknown))}: add a [[source]] to the recipe."
        )
    columns = ["id", "publisher", "title", "year", "licence", "url", "note"]
    write(pack / "sources.d" / "people.csv", columns, ({**register[i], "id": i} for i in sorted(used)))
