"""From a request for a view to its answer: the register of the views. What is computed is remembered beside the runs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dashboard.views import heat, pays, people, power, regions, sectors, sure, transition, why, women
from dashboard.views.question import Question

View = Callable[[Question], dict[str, Any]]

VIEWS: Mapping[str, View] = {
    "sectors": sectors.view,
    "women": women.view,
    "regions": regions.view,
    "people": people.view,
    "transition": transition.view,
    "pays": pays.view,
    "power": power.view,
    "heat": heat.view,
    "why": why.view,
    "sure": sure.view,
}
"""view -> what makes its blocks; `sure` is no view of its own but the band over the others"""
LIVE = frozenset({"sectors", "women", "regions", "pays", "power"})
"""cheap enough to be asked for while a lever is dragged; the others wait until it rests"""


def view_answer(view: str, question: Question) -> dict[str, Any]:
    """Return the answer of one view."""
    return VIEWS[view](question)
