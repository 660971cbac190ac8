"""The answer of the hot callback: what the browser needs to repaint one pathway in one year, and nothing else.

Numbers are rounded to what is drawn; sentences are finished in the reader's language. The whole stays under 8 KB.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from dashboard import comparison
from dashboard import finding as words
from dashboard.comparison import Reference
from dashboard.engine import group_labels
from dashboard.figures.sectors import rows
from dashboard.headlines import headlines
from dashboard.runs import Runs
from dashboard.scenario import Scenario
from dashboard.summary import Array, Summary, per_hundred
from dashboard.text import Text


def region_names(t: Text, economy: Any) -> list[str]:
    """Return the names of the regions in the reader's language, in the order of the arrays."""
    return [t.region(dict(economy.region_names[region]), region) for region in economy.regions]


def answer(
    t: Text, runs: Runs, scenario: Scenario, year: int, name: str, reference: Reference | None = None
) -> dict[str, Any]:
    """Return the compact answer for one pathway of one country in one year, against the baseline or another pathway.

    The series over the years are against the baseline in either case: the browser knows those of the other pathway.
    """
    economy = runs.engine.economy(scenario.country)
    own = runs.summary(scenario)
    summary = runs.difference(scenario, reference.scenario) if reference else own
    regions = region_names(t, economy)
    groups = [t.label(label) for label in group_labels().values()]
    at = summary.at(year)
    changed = (
        {} if scenario == scenario.usual else {"baseline": baseline_series(runs.summary(scenario.baseline))}
    )
    return {
        "year": year,
        **changed,
        "series": series(own),
        "groups": {
            "created": _whole(summary.created_by_group[at]),
            "lost": _whole(summary.lost_by_group[at]),
            "rows": rows(summary.created_by_group[at], summary.lost_by_group[at]),
        },
        "sexes": {"created": _whole(own.created_by_sex[at]), "lost": _whole(own.lost_by_sex[at])},
        "regions": {
            "change": _whole(summary.change_by_region[at]),
            "rate": _rounded(per_hundred(summary)[at], 4),
        },
        "words": {
            **_sentences(t, summary, year, name, regions, reference),
            "sectors": words.sectors_title(t, summary, year, groups),
            "women": words.women_title(t, own, year),
            "sexes": words.women_subtitle(t, own, year),
        },
        "headlines": {
            key: [figure.value, figure.beside, figure.exact]
            for key, figure in (
                comparison.figures(t, own, summary, runs.summary(reference.scenario), year)
                if reference
                else headlines(t, own, year)
            ).items()
        },
        "warnings": [t.sentence(warning.sentence) for warning in own.warnings][:12],
    }


def _sentences(
    t: Text, summary: Summary, year: int, name: str, regions: list[str], reference: Reference | None
) -> dict[str, str]:
    if reference:
        return comparison.sentences(t, summary, year, name, reference.name, regions)
    return {
        "finding": words.finding(t, summary, year, name),
        "second": words.second_line(t, summary, year, regions),
        "jobs": words.jobs_title(t, summary),
        "regions": words.regions_title(t, summary, year, regions),
    }


def baseline_series(base: Summary) -> dict[str, Any]:
    """Return what the charts draw of the baseline itself: women's share of all jobs (%). Other than usual in another world."""
    return {"women": _rounded(100 * base.women_share, 1)}


def series(summary: Summary) -> dict[str, Any]:
    """Return what the charts over time draw: net jobs with their range, women's share of jobs created (%)."""
    return {
        "net": _whole(summary.net),
        "low": None if summary.net_low is None else _whole(summary.net_low),
        "high": None if summary.net_high is None else _whole(summary.net_high),
        "created": _whole(summary.created),
        "lost": _whole(summary.lost),
        "women": _rounded(100 * visible_share(summary), 1),
        "all": _rounded(100 * summary.women_share, 1),
    }


def visible_share(summary: Summary) -> Array:
    """Return women's share of jobs created, NaN where too few are created for a share to mean anything.

    A share of a handful of jobs jumps between extremes; below one in two hundred of the pathway's largest year it is
    left out of the line.
    """
    floor = max(1.0, words.INVISIBLE * float(np.max(summary.created, initial=0.0)))
    return np.where(summary.created >= floor, summary.women_share_created, np.nan)


def _whole(values: Array) -> list[int]:
    whole: list[int] = np.rint(values).astype(np.int64).tolist()
    return whole


def _rounded(values: Array, digits: int) -> list[float | None]:
    rounded = np.round(values, digits).tolist()
    return [value if value == value else None for value in rounded]  # only NaN differs from itself
