"""What the People and Transition views keep of a run: the transition ledger and the change by kind of worker, over all years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.summary import FIRST_SHOWN, Array
from dashboard.text import Said, Text
from dashboard.text.numbers import apportion, sensible_unit
from dashboard.views.question import Question

STAGES = ("retired", "same-place-and-skill", "same-place-other-skill", "elsewhere", "left-out")
DIMENSIONS = ("skill", "age", "formality")
GREEN = ("output", "process", "decent")


@dataclass(frozen=True)
class PeopleSummary:
    """Persons unless stated; Y years from the first shown one, women before men."""

    years: tuple[int, ...]
    displaced: Array
    """[Y, 2] summed from the first year of the model on"""
    stages: Mapping[str, Array]
    """stage -> [Y, 2], summed; they add up to the displaced"""
    displaced_at: Array
    """[Y, R] summed"""
    stages_at: Mapping[str, Array]
    """stage -> [Y, R], summed"""
    retrained: Array
    """[Y] summed"""
    not_hired: Array
    """[Y] summed"""
    fund: Array
    """[Y] million US$, summed: retraining, income support and bridge of this pathway"""
    fund_needed: Array
    """[Y] million US$, summed: the same for everybody"""
    earnings_lost: Array
    """[Y] million US$, summed"""
    net: Array
    """[Y] change of jobs"""
    change: Mapping[str, tuple[tuple[str, ...], Array]]
    """dimension -> its categories and [Y, 2, k] change of jobs"""
    green: Mapping[str, Array]
    """definition -> [Y] change of jobs"""
    missing: Mapping[str, Said]
    """what cannot be shown, and why"""

    def at(self, year: int) -> int:
        """Return the position of a year on the axis."""
        return self.years.index(year)


def people_of(question: Question) -> PeopleSummary:
    """Return the summary for a question, from memory where it was made before."""
    runs, scenario = question.runs, question.scenario
    return runs.analysis("people", scenario, lambda: summarise_people(runs.result(scenario)))


def printed_stages(stages: Mapping[str, Array], at: int) -> tuple[int, list[list[int]]]:
    """Return the unit, and people by stage for women and men as they are printed, from stages [Y, 2] summed to the year."""
    cells = np.array([stages[stage][at] for stage in STAGES])
    unit = sensible_unit(float(cells.sum()))
    return unit, [apportion(cells[:, sex].tolist(), unit) for sex in (0, 1)]


def modelled(t: Text) -> str:
    """Return the note under the views that show it."""
    return t(
        "Modelled (grade C): shares within sector and sex are those of the base year. People are counted in the year in "
        "which their job goes."
    )


@dataclass(frozen=True)
class Crossing:
    """Two dimensions of people crossed, Y years from the first shown one."""

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    change: Array
    """[Y, a, b] change of jobs"""
    baseline: Array
    """[Y, a, b] jobs of the baseline"""


def crossing_of(question: Question, rows: str, columns: str) -> Crossing:
    """Return two dimensions crossed, from memory where they were crossed before."""
    runs, scenario = question.runs, question.scenario
    start = [int(year) for year in question.economy.years].index(FIRST_SHOWN)

    def cross() -> Crossing:
        people = runs.result(scenario).people
        return Crossing(
            rows=tuple(people.categories(rows)),
            columns=tuple(people.categories(columns)),
            change=np.asarray(people.change(by=(rows, columns)), dtype=float)[start:],
            baseline=np.asarray(people.baseline(by=(rows, columns)), dtype=float)[start:],
        )

    return runs.analysis(f"crossed-{rows}-{columns}", scenario, cross)


def summarise_people(result: Any) -> PeopleSummary:
    """Reduce `result.people` to what the view shows."""
    people, ledger = result.people, result.people.ledger
    years = [int(year) for year in result.economy.years]
    start = years.index(FIRST_SHOWN)

    def summed(values: Any) -> Array:
        return np.cumsum(np.asarray(values, dtype=float), axis=0)[start:]

    change = {
        name: (
            tuple(people.categories(name)),
            np.asarray(people.change(by=("sex", name)), dtype=float)[start:],
        )
        for name in DIMENSIONS
        if name in people.dimensions
    }
    green = {
        name: np.asarray(people.green_jobs(name).change, dtype=float)[start:]
        for name in GREEN
        if name != "decent" or "formality" in change
    }
    return PeopleSummary(
        years=tuple(years[start:]),
        displaced=summed(ledger.by("displaced", ("sex",))),
        stages={stage: summed(ledger.by(stage, ("sex",))) for stage in STAGES},
        displaced_at=summed(ledger.by("displaced", ("region",))),
        stages_at={stage: summed(ledger.by(stage, ("region",))) for stage in STAGES},
        retrained=summed(ledger.by("retrained")),
        not_hired=summed(ledger.not_hired),
        fund=summed(ledger.fund().total),
        fund_needed=summed(ledger.fund_needed.total),
        earnings_lost=summed(ledger.earnings_lost()),
        net=np.asarray(result.net, dtype=float)[start:],
        change=change,
        green=green,
        missing=dict(people.missing),
    )
