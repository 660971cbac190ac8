"""From a request for a view to its answer; what is computed is remembered beside the runs."""

from __future__ import annotations

from typing import Any

from dashboard.components.levers import group_names
from dashboard.engine import Analyst, RefusedError
from dashboard.runs import Runs
from dashboard.scenario import Scenario
from dashboard.text import Text
from dashboard.views.people import people_view
from dashboard.views.people_summary import summarise_people
from dashboard.views.sure import DRAWS, summarise_band, sure_answer
from dashboard.views.why import why_view

VIEWS = ("people", "why", "sure")


def view_answer(t: Text, runs: Runs, view: str, scenario: Scenario, year: int) -> dict[str, Any]:
    """Return the answer of one view for a scenario in a year."""
    scenario = runs.clean(scenario)
    summary = runs.summary(scenario)
    if view == "people":
        people = runs.analysis("people", scenario, lambda: summarise_people(runs.result(scenario)))
        return people_view(t, people, summary, year)
    analyst = _analyst(runs)
    if view == "why":
        explained = runs.analysis(f"why-{year}", scenario, lambda: analyst.explain(scenario, year))
        registry = runs.engine.levers(scenario.country)
        return why_view(t, explained, summary, year, scenario.moved, registry, group_names(t))
    years = tuple(int(one) for one in runs.engine.economy(scenario.country).years)
    band = runs.analysis("sure", scenario, lambda: summarise_band(analyst.band(scenario, DRAWS), years))
    return sure_answer(t, band, summary, year)


def _analyst(runs: Runs) -> Analyst:
    engine = runs.engine
    if not isinstance(engine, Analyst):
        raise RefusedError("This model cannot explain itself. Use one that can.")
    return engine
