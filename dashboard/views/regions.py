"""The Regions view: the map and the ranked list per 100 workers, the years, and the people of each region. Modelled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.answer import region_names
from dashboard.finding import (
    NEGLIGIBLE_PER_HUNDRED,
    TRACE_PER_HUNDRED,
    printed_jobs,
    printed_net_sexes,
    printed_regions,
    regions_title,
)
from dashboard.runs import Runs
from dashboard.scenario import Scenario
from dashboard.summary import FIRST_SHOWN, Array, Summary, per_hundred
from dashboard.text import Text
from dashboard.text.numbers import apportion
from dashboard.views.blocks import Block, line, row, table
from dashboard.views.people_summary import STAGES, printed_stages
from dashboard.views.question import Question, answer_of
from dashboard.views.sectors import GREY, ends_look
from dashboard.views.women import WOMEN

NAMED = 3
"""lines with a name on either side"""
QUIET: dict[str, Any] = {"color": "line-strong", "quiet": True}


@dataclass(frozen=True)
class RegionSummary:
    """Persons; Y years from the first shown one, R regions; women before men."""

    change: Array
    """[Y, R, 2]"""
    displaced: Array
    left_out: Array
    """[Y, R] summed from the first year of the model on"""
    stages: Mapping[str, Array]
    """stage of the ledger -> [Y, 2] summed: what the regions add up to"""


def regions_of(runs: Runs, scenario: Scenario) -> RegionSummary:
    """Return the summary of a scenario, from memory where it was made before."""
    return runs.analysis("regions", scenario, lambda: _summarise(runs, scenario))


def _summarise(runs: Runs, scenario: Scenario) -> RegionSummary:
    economy, result = runs.engine.economy(scenario.country), runs.result(scenario)
    start = [int(year) for year in economy.years].index(FIRST_SHOWN)
    ledger = result.people.ledger

    def summed(stage: str, by: str) -> Array:
        people = np.asarray(ledger.by(stage, (by,)), dtype=float)
        return np.asarray(np.cumsum(people, axis=0)[start:])

    return RegionSummary(
        change=np.asarray(result.employment_change(by=("region", "sex")), dtype=float)[start:],
        displaced=summed("displaced", "region"),
        left_out=summed("left-out", "region"),
        stages={stage: summed(stage, "sex") for stage in STAGES},
    )


def view(question: Question) -> dict[str, Any]:
    """Return the answer of the view."""
    t, year, summary, economy = question.t, question.year, question.summary, question.economy
    names = region_names(t, economy)
    regions = regions_of(question.runs, question.scenario)
    boundaries = t.label(str(economy.boundaries))
    blocks = [
        ranked_block(t, summary, year, names, boundaries),
        years_block(t, summary, year, names),
        people_block(t, regions, summary, year, names),
    ]
    return answer_of(
        blocks, t("Regional detail is modelled (grade C): plants and mines by place, the rest by who lives and works where.")
    )  # fmt: skip


def ranked_block(t: Text, summary: Summary, year: int, names: Sequence[str], boundaries: str) -> Block:
    """Return the map and the list, most gained per 100 workers first."""
    rates = per_hundred(summary)[summary.at(year)]
    printed = printed_regions(summary, year)
    signed = t.numbers.signed
    rows = [
        row(str(i), names[i], [rates[i]], [signed(printed[i]), signed(rates[i], 1)])
        for i in np.argsort(-rates, kind="stable").tolist()
    ]
    return {
        "id": "regions-ranked",
        "kind": "map",
        "wide": True,
        "title": regions_title(t, summary, year, names),
        "subtitle": t(
            "Change in jobs per 100 workers of the baseline, {year} · modelled", year=t.numbers.year(year)
        ),
        "values": np.round(rates, 3).tolist(),
        "words": [signed(rate, 1) for rate in rates.tolist()],
        "boundaries": boundaries,
        "missing": t("There is no map: no outlines of these regions are at hand. The list has them all."),
        "head": t("Region"),
        "columns": [t("Jobs"), t("Per 100 workers")],
        "parts": [],
        "rows": rows,
    }


def years_block(t: Text, summary: Summary, year: int, names: Sequence[str]) -> Block:
    """Return the change per 100 workers over the years: the regions at both ends named, the others behind them."""
    rates = per_hundred(summary)
    now = rates[summary.at(year)]
    order = np.argsort(-now, kind="stable").tolist()
    # The one that falls furthest in any year is in the title.
    deepest = int(np.unravel_index(int(np.argmin(rates)), rates.shape)[1])
    ends = {order[0]: ends_look(bool(now[order[0]] >= 0)), order[-1]: ends_look(bool(now[order[-1]] >= 0))}
    named = {*order[:NAMED], *order[-NAMED:], deepest}
    series = [
        line(names[i], values=rates[:, i], digits=2, **ends.get(i, GREY if i in named else QUIET))
        # What is named lies over what is not.
        for i in sorted(order, key=lambda i: (i in named) + (i in ends))
    ]
    return {
        "id": "regions-years",
        "side": "start",
        "kind": "lines",
        "title": _years_title(t, rates, summary.years, names),
        "subtitle": t("Change in jobs per 100 workers of the baseline, per year · modelled"),
        "years": list(summary.years),
        "series": series,
        "digits": 1,
        "signed": True,
        "smallest": 1,
    }


def _years_title(t: Text, rates: Array, years: Sequence[int], names: Sequence[str]) -> str:
    """Name the deepest loss of any region in any year; without one, the largest gain."""
    largest = float(np.abs(rates).max(initial=0.0))
    if largest < TRACE_PER_HUNDRED:
        return t("No region differs from the baseline in any year")
    if largest < NEGLIGIBLE_PER_HUNDRED:
        return t("No region changes by 1 in 1,000 jobs")
    low = np.unravel_index(int(np.argmin(rates)), rates.shape)
    if rates[low] <= -NEGLIGIBLE_PER_HUNDRED:
        return t("{region} falls furthest: {rate} per 100 workers in {year}", region=t.name(names[int(low[1])]),
                 rate=t.numbers.signed(float(rates[low]), 1), year=t.numbers.year(years[int(low[0])]))  # fmt: skip
    high = np.unravel_index(int(np.argmax(rates)), rates.shape)
    return t("No region falls below the baseline; {region} rises furthest: {rate} per 100 workers in {year}",
             region=t.name(names[int(high[1])]), rate=t.numbers.signed(float(rates[high]), 1),
             year=t.numbers.year(years[int(high[0])]))  # fmt: skip


def people_block(t: Text, regions: RegionSummary, summary: Summary, year: int, names: Sequence[str]) -> Block:
    """Return women's and men's jobs by region, and who is left out of those whose job goes."""
    at, unit = summary.at(year), printed_jobs(summary, year).fine
    totals = printed_regions(summary, year)
    hers = apportion(regions.change[at, :, WOMEN].tolist(), unit, printed_net_sexes(summary, year)[WOMEN])
    displaced, left = printed_displaced(regions, at)
    signed, whole = t.numbers.signed, t.numbers.whole
    order = np.argsort(summary.change_by_region[at], kind="stable").tolist()
    rows = [
        row(str(i), names[i], regions.change[at, i].tolist(),
            [signed(hers[i]), signed(totals[i] - hers[i]), signed(totals[i]), whole(displaced[i]), whole(left[i])])
        for i in order
    ]  # fmt: skip
    head = [t("Region"), t("Women"), t("Men"), t("All"), t("Displaced"), t("Left out")]
    sums = [sum(hers), sum(totals) - sum(hers), sum(totals)]
    return {
        "id": "regions-people",
        "side": "end",
        "kind": "bars",
        "title": _people_title(t, displaced, left, names, year),
        "subtitle": t("Change in jobs in {year}; people whose job goes, and those left out, {first} to {year} · modelled",
                      first=t.numbers.year(summary.years[0]), year=t.numbers.year(year)),
        "head": head[0],
        "columns": head[1:],
        "bold": 2,
        "parts": [[t("Women"), "women"], [t("Men"), "men"]],
        "rows": rows,
        "table": table(
            t("People by region, {year}", year=t.numbers.year(year)),
            head,
            [*[[one["name"], *one["words"]] for one in rows],
             [t("All regions"), *map(signed, sums), whole(sum(displaced)), whole(sum(left))]],
        ),
    }  # fmt: skip


def printed_displaced(regions: RegionSummary, at: int) -> tuple[list[int], list[int]]:
    """Return the displaced and those left out by region, summed to the year: they add up to what the ledger prints."""
    unit, sexes = printed_stages(regions.stages, at)
    displaced = apportion(regions.displaced[at].tolist(), unit, sum(map(sum, sexes)))
    return displaced, apportion(regions.left_out[at].tolist(), unit, sum(one[-1] for one in sexes))


def _people_title(
    t: Text, displaced: Sequence[int], left: Sequence[int], names: Sequence[str], year: int
) -> str:
    if not sum(displaced):
        return t("Nobody loses a job that is held today, by {year}", year=t.numbers.year(year))
    if not sum(left):
        return t("Nobody whose job goes by {year} is left out", year=t.numbers.year(year))
    worst = int(np.argmax(left))
    return t("{left} of the {all} left out by {year} live in {region}", left=t.numbers.whole(left[worst]),
             all=t.numbers.whole(sum(left)), year=t.numbers.year(year), region=t.name(names[worst]))  # fmt: skip
