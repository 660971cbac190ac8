"""/explained: for every chart what it shows, how it is worked out, and what it cannot say. Chart titles lead to its anchors."""

from __future__ import annotations

from typing import Any

from dashboard.pages.explained_money import money_entries, power_entries
from dashboard.pages.explained_words import Entry, jobs_entries, people_entries
from dashboard.pages.words import grade_names
from dashboard.text import Text
from dashboard.views.ids import CHARTS
from dashboard.views.names import questions

PATH = "/explained"


def entries(t: Text) -> dict[str, Entry]:
    """Return the explanation of every chart, by its id."""
    return {**jobs_entries(t), **people_entries(t), **money_entries(t), **power_entries(t)}


def values(t: Text) -> dict[str, Any]:
    """Return what the page shows: the charts by view, in the order of the screen."""
    found = entries(t)
    return {
        "lead": t(
            "Every figure is a difference from the baseline of the same year, worked out by one model on one table. Here is what each "
            "chart shows, how, and what it cannot say."
        ),
        "views": [
            {"id": f"view-{view}", "name": questions(t)[view], "charts": [(chart, found[chart]) for chart in charts]}
            for view, charts in CHARTS.items()
        ],
        "grades": [(grade, words) for grade, words in grade_names(t).items()],
        "said": {
            "contents": t("On this page"),
            "grades": t("Grades of figures"),
            "how": t("How it is worked out"),
            "equation": t("Equation"),
            "documentation": t("Documentation"),
            "unit": t("Unit"),
            "sure": t("How sure"),
            "cannot": t("What it cannot say"),
        },
    }  # fmt: skip
