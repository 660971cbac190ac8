"""What pages ask beside runs of the model: the kept figures of the cases, and what a country's pack says of itself.

Read from the shipped tables at the first ask and kept for the life of the process; each takes some milliseconds.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from model.cases import Case, TrackRow, load_cases, track_record
from model.economy import Economy
from model.load import COUNTRIES, available, load_economy
from model.pack.files import read_draft
from model.pack.totals import Comparison, compare
from model.parameters import DATA

REBUILD_TEST = DATA / "rebuild_test.csv"
GAP = re.compile(r"(agriculture|industry|service) ([\d.]+) m here, ([\d.]+) m modelled")
BALANCE = re.compile(r"columns meet output to ([\d.e+-]+\d); GDP by both sides to ([\d.e+-]+\d)")


@cache
def cases() -> tuple[TrackRow, ...]:
    """Return a row per figure of every case, from the figures kept in data/cases/results.csv."""
    return tuple(track_record())


@cache
def _cases_by_id() -> dict[str, Case]:
    return {case.id: case for case in load_cases()}


def pathway_of_case(case_id: str) -> Mapping[str, Any]:
    """Return the preset, levers and programmes that a case is run with, as its file has them."""
    case = _cases_by_id().get(case_id)
    return case.pathway if case else {}


@dataclass(frozen=True)
class Rebuilt:
    """How far off a method is: a published table made anew by it, and the errors of what the model takes from it."""

    method: str
    grade: str
    table: str
    measure: str
    mean_error: float
    """% over sectors"""
    worst_error: float
    worst_sector: str


@cache
def rebuild_test(path: Path = REBUILD_TEST) -> tuple[Rebuilt, ...]:
    """Return the measured errors of the methods by which tables are estimated, from data/rebuild_test.csv."""
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            Rebuilt(
                method=row["method"],
                grade=row["grade"],
                table=row["table"],
                measure=row["measure"],
                mean_error=float(row["mean_error_pct"]),
                worst_error=float(row["worst_error_pct"]),
                worst_sector=row["worst_sector"],
            )
            for row in csv.DictReader(file)
        )


@dataclass(frozen=True)
class PackRecord:
    """What a country's pack says of itself."""

    economy: Economy
    grades: Mapping[str, Counter[str]]
    """table -> how many of its rows carry grade A, B, C"""
    totals: tuple[Comparison, ...]
    """published totals beside the pack's own figures"""
    fuels: Mapping[tuple[str, str], tuple[float, str, str]]
    """(fuel, user) -> amount from home and abroad, unit, worst grade"""
    imported: Mapping[str, float]
    """fuel -> imported share, 0 to 1"""
    employment_gap: Mapping[str, tuple[float, float]]
    """broad sector -> million persons by survey, and by the ILO's model; empty where the ILO's model is the control"""
    balance: tuple[str, str]
    """largest relative gap of a column to its output, and of GDP by its two sides, as the builder printed them"""
    report: str
    """the builder's report, in English"""


def known(iso3: str) -> bool:
    """Say whether there is a pack of a country."""
    return iso3 in available()


@cache
def pack(iso3: str) -> PackRecord:
    """Return what a country's pack says of itself."""
    folder = COUNTRIES / iso3
    draft, _ = read_draft(folder)
    grades: dict[str, Counter[str]] = {}
    for name, table in draft.tables.items():
        counted = Counter(str(row.grade) for row in table.rows if getattr(row, "grade", None))
        if counted:
            grades[name] = counted
    fuels: dict[tuple[str, str], tuple[float, str, str]] = {}
    supply: dict[str, Counter[str]] = {}
    for row in draft.tables["fuel_use"].rows:
        amount, unit, grade = fuels.get((row.fuel, row.user), (0.0, row.unit, "A"))
        fuels[row.fuel, row.user] = (amount + row.quantity, unit, max(grade, row.grade))
        supply.setdefault(row.fuel, Counter())[row.origin] += row.quantity
    report = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((folder / "report.d").glob("*.md"))
    )
    balance = BALANCE.search(report)
    return PackRecord(
        economy=load_economy(iso3),
        grades=grades,
        totals=tuple(
            found for row in draft.tables["totals"].rows if (found := compare(draft, row)) is not None
        ),
        fuels=fuels,
        imported={fuel: by["imported"] / max(sum(by.values()), 1e-12) for fuel, by in supply.items()},
        employment_gap={sector: (float(here), float(there)) for sector, here, there in GAP.findall(report)},
        balance=(balance[1], balance[2]) if balance else ("", ""),
        report=report,
    )
