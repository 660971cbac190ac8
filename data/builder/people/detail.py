"""Skill, informality: published margins put on the sectors they cover, and nothing finer than was published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from .apportion import fit
from .control import SEXES, SURVEY_SEX
from .tables import Row, read

DETAIL_COLUMNS = ["sector", "sex", "dimension", "category", "share", "year", "source", "grade"]

# ILO aggregate activities by ISIC Rev. 4 section
AGGREGATE = {
    "agr": "A",
    "man": "C",
    "mel": "BDE",
    "con": "F",
    "mkt": "GHIJKLMN",
    "pub": "OPQRSTU",
}
SKILLS = {"l1": "low", "l2": "medium", "l3_4": "high"}


def aggregate_of(section: str) -> str:
    """ILO aggregate activity of an ISIC section letter."""
    return next(code for code, letters in AGGREGATE.items() if section in letters)


def informal_rows(iso3: str, sectors: list[Row], sources: Path) -> list[dict[str, object]]:
    """Informal share by sector and sex: the published rate of the ILO aggregate that the sector lies in.

    Where a rate is not published by sex the rate of both sexes stands ("all").
    """
    rates: dict[tuple[str, str], tuple[float, int]] = {}
    for row in read(sources / "labour" / "more_labour" / "informality_by_activity_sex.csv"):
        if row["iso3"] == iso3 and row["classification"] == "ECO_AGGREGATE":
            sex = SURVEY_SEX.get(row["sex"], "all")
            rates[row["code"], sex] = (float(row["value"]) / 100, int(row["year"]))
    out: list[dict[str, object]] = []
    for sector in sectors:
        code = aggregate_of(sector["isic"].split(",")[0].strip())
        sexes = [sex for sex in SEXES if (code, sex) in rates] or (["all"] if (code, "all") in rates else [])
        for sex in sexes:
            share, year = rates[code, sex]
            row_out = {"sector": sector["code"], "sex": sex, "dimension": "informal", "category": "informal"}
            out.append(
                row_out | {"share": round(share, 5), "year": year, "source": "ilostat-informal", "grade": "B"}
            )
    return out


def skill_totals(iso3: str, sources: Path) -> dict[str, dict[str, float]]:
    """sex -> skill -> persons of the whole economy (occupations: ISCO 9, 4-8, 1-3), classified only."""
    out: dict[str, dict[str, float]] = {}
    for row in read(sources / "labour" / "more_labour" / "skill_by_occupation_sex.csv"):
        if row["iso3"] == iso3 and row["classification"] == "OCU_SKILL" and row["code"] in SKILLS:
            sex = SURVEY_SEX.get(row["sex"], "all")
            out.setdefault(sex, {})[SKILLS[row["code"]]] = 1000 * float(row["value"])
    return out


def skill_facts(iso3: str, sources: Path, year: int = 2024) -> list[dict[str, object]]:
    """National skill shares by sex as facts: the margin that is published."""
    out: list[dict[str, object]] = []
    for sex, skills in skill_totals(iso3, sources).items():
        total = sum(skills.values())
        for skill, persons in skills.items():
            name = f"skill_{skill}_share" + ("" if sex == "all" else f"_{sex}")
            row: dict[str, object] = {"id": name, "value": round(100 * persons / total, 3), "year": year}
            out.append(
                row | {"unit": "% of classified employment", "source": "ilostat-occupation", "grade": "A"}
            )
    return out


def skill_rows(
    iso3: str,
    recipe: dict[str, Any],
    employed: dict[tuple[str, str], float],
    education: dict[str, list[float]],
    sources: Path,
) -> list[dict[str, object]]:
    """Skill by sector and sex where a sector x education table exists: its pattern raked to published totals.

    `education` gives persons by sector in three rising levels. For each sex the pattern is raked to the sector's
    employment and to the published number of persons by skill; modelled, grade C.
    """
    totals = skill_totals(iso3, sources)
    sectors = [s for s in education if employed.get((s, "women"), 0) + employed.get((s, "men"), 0) > 0]
    out: list[dict[str, object]] = []
    for sex in SEXES:
        if sex not in totals or not sectors:
            return []
        rows = np.array([max(employed[s, sex], 1e-6) for s in sectors])
        columns = np.array([totals[sex][skill] for skill in ("low", "medium", "high")])
        pattern = np.array([education[s] for s in sectors])
        pattern = pattern / pattern.sum(axis=1, keepdims=True) * rows[:, None]
        table = fit(pattern, rows, columns * rows.sum() / columns.sum())
        for sector, values in zip(sectors, table / rows[:, None], strict=True):
            for skill, share in zip(("low", "medium", "high"), values, strict=True):
                row = {"sector": sector, "sex": sex, "dimension": "skill", "category": skill}
                out.append(
                    row
                    | {
                        "share": round(float(share), 5),
                        "year": 2024,
                        "source": f"ilostat-occupation;{recipe['split']['source']}",
                        "grade": "C",
                    }
                )
    return out


def youth_facts(iso3: str, sources: Path) -> list[dict[str, object]]:
    """Youth (15-24) share of employment and youth unemployment by sex."""
    suffix = {"T": "", "F": "_women", "M": "_men"}
    wanted = {
        "SHARE_EST": ("youth_employment_share", "% of employment", "ilo-youth-estimate", "B"),
        "UR": ("youth_unemployment_rate", "% of labour force 15-24", "ilo-wdi", "A"),
    }
    out: list[dict[str, object]] = []
    for row in read(sources / "labour" / "more_labour" / "youth_employment_by_sex.csv"):
        if row["iso3"] == iso3 and row["year"] == "2023" and row["code"] in wanted:
            name, unit, source, grade = wanted[row["code"]]
            fact: dict[str, object] = {"id": name + suffix[row["sex"]], "value": float(row["value"])}
            out.append(fact | {"unit": unit, "year": 2023, "source": source, "grade": grade})
    return out
