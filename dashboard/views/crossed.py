"""Any two of skill, age, formality, sex and region crossed: the change of jobs, and who is hit hardest. Modelled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from dashboard.answer import region_names
from dashboard.finding import (
    NEGLIGIBLE_PER_HUNDRED,
    TRACE_PER_HUNDRED,
    printed_jobs,
    printed_net_sexes,
    printed_regions,
)
from dashboard.summary import Array, Summary
from dashboard.text import Text
from dashboard.text.numbers import apportion
from dashboard.views.blocks import Block, apportion_table, row
from dashboard.views.people_summary import Crossing, PeopleSummary, crossing_of
from dashboard.views.people_words import category_names, dimension_names
from dashboard.views.question import Question

ALWAYS = ("sex", "region")
"""known for every country"""
TOO_FEW = 1 / 1000
"""a group of fewer of all workers is too small to be named as hit hardest"""


def crossed_block(question: Question, people: PeopleSummary) -> Block:
    """Return the two chosen dimensions crossed; cells add up to the printed net jobs along rows and down columns."""
    t, year, summary = question.t, question.year, question.summary
    rows, columns = chosen(question, people)
    crossing = crossing_of(question, rows, columns)
    at, jobs = summary.at(year), printed_jobs(summary, year)
    change, base = crossing.change[at], crossing.baseline[at]
    across = margin(rows, change.sum(axis=1), summary, year)
    down = margin(columns, change.sum(axis=0), summary, year)
    printed = apportion_table(change, jobs.fine, across, down)
    rates = np.divide(100 * change, base, out=np.zeros_like(change), where=base > 0)
    signed = t.numbers.signed
    names = [
        names_of(question, dimension, keys)
        for dimension, keys in ((rows, crossing.rows), (columns, crossing.columns))
    ]
    body = []
    for i, name in enumerate(names[0]):
        beside = [signed(rate, 1) for rate in rates[i].tolist()]
        cells = row(crossing.rows[i], name, rates[i].tolist(), [*map(signed, printed[i]), signed(across[i])])
        body.append({**cells, "beside": beside})
    return {
        "id": "crossed",
        "side": "end",
        "kind": "matrix",
        "title": worst_title(t, crossing, rates, base, names),
        "subtitle": t(
            "Change in jobs, {year}; under it, and as shade, per 100 such workers of the baseline · modelled",
            year=t.numbers.year(year),
        ),
        "choices": choices(t, people, rows, columns),
        "head": [dimension_names(t)[rows], *names[1], t("All")],
        "rows": body,
        "total": row("all", t("All"), [], [*map(signed, down), signed(jobs.net)]),
    }


def margin(dimension: str, exact: Array, summary: Summary, year: int) -> list[int]:
    """Return the sums along one dimension as the other views print them."""
    if dimension == "sex":
        return printed_net_sexes(summary, year)
    if dimension == "region":
        return printed_regions(summary, year)
    jobs = printed_jobs(summary, year)
    return apportion(exact.tolist(), jobs.unit, jobs.net)


def known(people: PeopleSummary) -> list[str]:
    """Return the dimensions that this country's jobs can be split by, in the order of the names."""
    return [*people.change, *ALWAYS]


def chosen(question: Question, people: PeopleSummary) -> tuple[str, str]:
    """Return what is crossed: what was chosen where the country has it. Regions, which are many, always stand in rows."""
    there = known(people)
    rows: str = question.choices.rows if question.choices.rows in there else there[0]
    columns: str = question.choices.columns
    if columns not in there or columns == rows:
        columns = next(one for one in reversed(there) if one not in (rows, "region"))
    return (columns, rows) if columns == "region" else (rows, columns)


def choices(t: Text, people: PeopleSummary, rows: str, columns: str) -> list[dict[str, Any]]:
    """Return the two selects; what one has chosen, the other does not offer, and only rows offer the regions."""
    names, there = dimension_names(t), known(people)

    def offer(without: Sequence[str]) -> list[list[str]]:
        return [[one, names[one]] for one in there if one not in without]

    return [
        {"id": "rows", "label": t("Rows"), "value": rows, "options": offer([columns])},
        {"id": "columns", "label": t("Columns"), "value": columns, "options": offer([rows, "region"])},
    ]


def names_of(question: Question, dimension: str, keys: Sequence[str]) -> list[str]:
    """Return the names of the categories along an axis."""
    t = question.t
    if dimension == "region":
        return region_names(t, question.economy)
    known_names = category_names(t)
    return [known_names.get(key, t.label(key)) for key in keys]


def worst_title(
    t: Text, crossing: Crossing, rates: Array, base: Array, names: Sequence[Sequence[str]]
) -> str:
    """Name the group that loses most per 100 of its workers; where none loses, the one that gains least."""
    largest = float(np.abs(rates).max(initial=0.0))
    if largest < TRACE_PER_HUNDRED:
        return t("No group differs from the baseline")
    if largest < NEGLIGIBLE_PER_HUNDRED:
        return t("No group changes by 1 in 1,000 jobs")
    counted = np.where(base >= TOO_FEW * base.sum(), rates, np.inf)
    i, j = (int(place) for place in np.unravel_index(int(np.argmin(counted)), counted.shape))
    group = t("{one}, {other}", one=names[0][i], other=names[1][j])
    rate = float(rates[i, j])
    if rate <= -NEGLIGIBLE_PER_HUNDRED:
        return t("Hit hardest: {group} ({rate} in 100)", group=group, rate=t.numbers.signed(rate, 1))
    return t(
        "No group loses; gains least: {group} ({rate} in 100)", group=group, rate=t.numbers.signed(rate, 1)
    )
