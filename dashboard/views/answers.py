"""From a request for a view to its answer; what is computed is remembered beside the runs."""

from __future__ import annotations

from typing import Any

from dashboard.components.levers import group_names
from dashboard.engine import Analyst, RefusedError
from dashboard.runs import Levers, Runs
from dashboard.text import Text
from dashboard.views.people import people_view
from dashboard.views.people_summary import summarise_people
from dashboard.views.sure import DRAWS, summarise_band, sure_answer
from dashboard.views.why import why_view

VIEWS = ("people", "why", "sure")


def view_answer(t: Text, runs: Runs, view: str, iso3: str, year: int, levers: Levers) -> dict[str, Any]:
    """Return the answer of one view for a pathway of a country in a year."""
    moved = runs.moved(iso3, levers)
    summary = runs.summary(iso3, levers)
    if view == "people":
        people = runs.analysis(
            "people", iso3, levers, lambda: summarise_people(runs.engine.simulate(iso3, moved))
        )
        return people_view(t, people, summary, year)
    analyst = _analyst(runs)
    if view == "why":
        explained = runs.analysis(f"why-{year}", iso3, levers, lambda: analyst.explain(iso3, moved, year))
        return why_view(t, explained, summary, year, moved, runs.engine.levers(iso3), group_names(t))
    years = tuple(int(one) for one in runs.engine.economy(iso3).years)
    band = runs.analysis(
        "sure", iso3, levers, lambda: summarise_band(analyst.band(iso3, moved, DRAWS), years)
    )
    return sure_answer(t, band, summary, year)


def _analyst(runs: Runs) -> Analyst:
    engine = runs.engine
    if not isinstance(engine, Analyst):
        raise RefusedError("This model cannot explain itself. Use one that can.")
    return engine
