"""What paying does: net jobs with and without its effects, and what a carbon price takes from each income group."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from dashboard.finding import Jobs, printed_jobs
from dashboard.summary import FIRST_SHOWN, Array
from dashboard.text import Text
from dashboard.text.numbers import sensible_unit, to_unit
from dashboard.views.amounts import NOTHING
from dashboard.views.blocks import Block, digits_of, line, row, thousands
from dashboard.views.pays_summary import PaysSummary, scarce, unpaid
from dashboard.views.question import Question

SAME = 1.0
"""jobs; a smaller difference is none"""
PRICES = ("carbon-price-2030", "carbon-price-2035", "carbon-price-2050")
"""levers of the carbon price"""


def paying_block(question: Question, pays: PaysSummary) -> Block:
    """Return net jobs over the years: if nobody at home paid, as it is, and if money were scarce."""
    runs, scenario = question.runs, question.scenario

    def net_of(kind: str, other: Any) -> Array:
        def work_out() -> Array:
            result = runs.result(runs.clean(other))
            start = [int(year) for year in result.economy.years].index(FIRST_SHOWN)
            return np.asarray(result.net, dtype=float)[start:]

        return runs.analysis(kind, scenario, work_out)

    return paying(
        question.t,
        pays,
        net_of("unpaid", unpaid(scenario)),
        net_of("scarce", scarce(scenario)),
        question.year,
        printed_jobs(question.summary, question.year),
    )


def paying(t: Text, pays: PaysSummary, free: Array, tight: Array, year: int, printed: Jobs) -> Block:
    """Return the block from net jobs [Y] without the effects of paying (`free`) and with scarce money (`tight`)."""
    at = pays.at(year)
    unit = thousands(np.concatenate([pays.net, free, tight]))
    digits = digits_of(unit, np.concatenate([pays.net, free, tight]))
    series = [line(t("As it is paid for"), "pathway-0", pays.net / unit, digits, strong=True)]
    if np.abs(free - pays.net).max() >= SAME:
        series.insert(0, line(t("If a donor abroad paid"), "created", free / unit, digits))
    if np.abs(tight - pays.net).max() >= SAME:
        series.append(line(t("If money were scarce"), "lost", tight / unit, digits, dash=True))
    return {
        "id": "paying",
        "kind": "lines",
        "title": _paying_title(t, printed, float(free[at]), len(series) > 1, year),
        "subtitle": {
            1: t("Net jobs against the baseline"),
            1_000: t("Net jobs against the baseline, thousands"),
            1_000_000: t("Net jobs against the baseline, millions"),
        }[unit],
        "years": list(pays.years),
        "series": series,
        "digits": digits,
        "signed": True,
        "note": t(
            "A donor abroad: the same pathway, all of it given from abroad, so that no bill, tax or debt pays for it; a carbon price "
            "stays, its revenue is spent at home. Scarce money: every dollar of private capital is taken from other investment, and "
            "left to it in years in which the pathway builds less than the baseline. "
            "Two ends of what can be assumed: where their signs differ, so can the truth’s."
        ),
    }


def _paying_title(t: Text, paid: Jobs, free: float, matters: bool, year: int) -> str:
    in_year = t.numbers.year(year)
    if not matters:
        return t("Who pays makes no difference to jobs here")
    # Net jobs as the finding prints them: two figures for one thing would be one too many.
    with_it, without = paid.net, to_unit(free, paid.unit)
    cost = without - with_it
    words = {"with_it": t.numbers.signed(with_it), "without": t.numbers.signed(without), "year": in_year}
    if cost > 0:
        return t("Paying for it costs {cost} jobs in {year}: {without} net without, {with_it} with",
                 cost=t.numbers.whole(cost), **words)  # fmt: skip
    if cost < 0:
        return t("Paying for it adds {gain} jobs in {year}: {without} net without, {with_it} with",
                 gain=t.numbers.whole(-cost), **words)  # fmt: skip
    return t("In {year}, paying for it neither costs nor adds jobs", year=in_year)


def incomes_block(question: Question) -> Block:
    """Return what the carbon price takes from each fifth of the people and gives back, or why that cannot be shown."""
    t, year, runs, scenario = question.t, question.year, question.runs, question.scenario
    found = runs.analysis(f"incomes-{year}", scenario, lambda: runs.result(scenario).incidence(year))
    if not any(name in scenario.moved for name in PRICES):
        return _no_incomes(
            t,
            t("No carbon price is set"),
            t(
                "Set a carbon price, under “Carbon price”, to see whom it burdens and what its revenue gives back."
            ),
        )
    if found.refused is not None:
        return _no_incomes(t, t("Poor and rich cannot be told apart here"), t.sentence(found.refused))
    if found.homes_cost < NOTHING:
        return _no_incomes(t, t("In {year}, no carbon price is paid yet", year=t.numbers.year(year)), "")
    return incomes(t, found.groups, year)


def _no_incomes(t: Text, title: str, why: str) -> Block:
    return {
        "id": "incomes",
        "kind": "list",
        "title": title,
        "subtitle": t("Burden of the carbon price by income group"),
        "rows": [],
        "note": why,
    }


def fifth_names(t: Text) -> list[str]:
    """Return the names of the fifths of the people, the poorest first."""
    return [t("Poorest fifth"), t("Second fifth"), t("Middle fifth"), t("Fourth fifth"), t("Richest fifth")]


def incomes(t: Text, groups: Sequence[Any], year: int) -> Block:
    """Return cost and what is given back as shares of what each fifth spends; the net is their printed difference."""

    def share(amount: float, group: Any) -> float:
        return round(100 * amount / group.spending, 1)

    rows, nets = [], []
    for name, group in zip(fifth_names(t), groups, strict=True):
        cost, back = share(group.cost, group), share(group.transfers, group)
        nets.append(round(back - cost, 1))
        words = [t.numbers.signed_percent(value / 100, 1) for value in (-cost, back, nets[-1])]
        head = t.numbers.signed(to_unit(group.net_per_head, sensible_unit(group.net_per_head)))
        rows.append(row(f"fifth-{group.quintile}", name, [-cost, back], [*words[:2], head, words[2]]))
    poor, rich = (t.numbers.signed_percent(value / 100, 1) for value in (nets[0], nets[-1]))
    in_year = t.numbers.year(year)
    if nets[0] > nets[-1]:
        title = t(
            "The poorest fifth fares better than the richest: {poor} of its spending, against {rich}",
            poor=poor,
            rich=rich,
        )
    elif nets[0] < nets[-1]:
        title = t(
            "The poorest fifth fares worse than the richest: {poor} of its spending, against {rich}",
            poor=poor,
            rich=rich,
        )
    else:
        title = t("Poor and rich bear the same share of their spending: {poor}", poor=poor)
    return {
        "id": "incomes",
        "kind": "bars",
        "title": title,
        "subtitle": t("Carbon price by fifths of the people, {year} · share of spending · modelled (grade C)", year=in_year),
        "head": t("People"),
        "columns": [t("Cost"), t("Given back"), t("Net, US$ a person"), t("Net")],
        "parts": [[t("Cost"), "lost"], [t("Given back"), "created"]],
        "rows": rows,
        "note": t(
            "Dearer goods and fuel, and the revenue that goes to households, the same for every head. What saving energy costs, wages "
            "and lost jobs are not in it."
        ),
    }  # fmt: skip
