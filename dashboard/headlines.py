"""The six figures of a chosen year: a value, and the line beside it. Pure functions of a summary, a year, a language."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dashboard.finding import printed_jobs
from dashboard.summary import Summary
from dashboard.text import Text
from dashboard.text.money import dollars
from dashboard.text.numbers import sensible_unit, to_unit

MILLION = 1e6
NOTHING = "–"
NO_MONEY = 0.05
"""million US$; less than this prints as nothing"""
SMALL_TOTAL = 100.0
"""Mt CO₂e; less than this is printed with a decimal"""
# The share of money that decides who is named as paying; the rest is too small for the line.
NAMED_PAYERS = 2

HEADLINES = ("jobs", "women", "unfilled", "emissions", "gdp", "cost")


@dataclass(frozen=True)
class Headline:
    """One figure: what is printed large, what is printed beside it, and the exact number behind it."""

    value: str
    beside: str
    exact: float | None


def headlines(t: Text, summary: Summary, year: int) -> dict[str, Headline]:
    """Return the six figures by id, in the order in which they are shown."""
    at = summary.at(year)
    return {
        "jobs": _jobs(t, summary, year),
        "women": _women(t, summary, at),
        "unfilled": _unfilled(t, summary, at),
        "emissions": _emissions(t, summary, at),
        "gdp": _gdp(t, summary, at),
        "cost": _cost(t, summary, at),
    }


def headline_labels(t: Text) -> dict[str, str]:
    """Return what each figure is, by id."""
    return {
        "jobs": t("Net jobs"),
        "women": t("Women in new jobs"),
        "unfilled": t("Jobs left unfilled"),
        "emissions": t("Greenhouse gases"),
        "gdp": t("GDP"),
        "cost": t("Public cost, who pays"),
    }


def _jobs(t: Text, summary: Summary, year: int) -> Headline:
    jobs = printed_jobs(summary, year)
    beside = t(
        "{created} created, {lost} lost",
        created=t.numbers.whole(jobs.created),
        lost=t.numbers.whole(jobs.lost),
    )
    return Headline(t.numbers.signed(jobs.net), beside, round(float(summary.net[summary.at(year)])))


def _women(t: Text, summary: Summary, at: int) -> Headline:
    share = float(summary.women_share_created[at])
    beside = t("{share} of all jobs", share=t.numbers.percent(summary.women_share[at], 1))
    if not np.isfinite(share) or summary.created[at] < 1:
        return Headline(NOTHING, beside, None)
    return Headline(t.numbers.percent(share), beside, round(share, 4))


def _unfilled(t: Text, summary: Summary, at: int) -> Headline:
    unfilled = float(summary.unfilled[at])
    if unfilled < 1:
        return Headline(t.numbers.whole(0), t("all can be filled"), 0)
    if not summary.unfilled_known:
        return Headline(NOTHING, t("not known: no record"), None)
    printed = t.numbers.whole(to_unit(unfilled, sensible_unit(unfilled)))
    created = float(summary.created[at])
    beside = t("of {created} created", created=t.numbers.whole(to_unit(created, sensible_unit(created))))
    return Headline(printed, beside, round(unfilled))


def _emissions(t: Text, summary: Summary, at: int) -> Headline:
    now, then = float(summary.emissions[at]), float(summary.emissions_baseline[at])
    change = now / then - 1 if then > 0 else 0.0
    digits = 0 if abs(change) >= 0.1 else 1
    # Small totals keep a decimal: "35 of 36" would not be the nought per cent above it.
    places = 0 if then >= SMALL_TOTAL else 1
    beside = t(
        "{now} of {then} Mt CO₂e", now=t.numbers.decimal(now, places), then=t.numbers.decimal(then, places)
    )
    return Headline(t.numbers.signed_percent(change, digits), beside, round(now - then, 3))


def _gdp(t: Text, summary: Summary, at: int) -> Headline:
    now, then = float(summary.gdp[at]), float(summary.gdp_baseline[at])
    change = now / then - 1 if then > 0 else 0.0
    if round(now - then, 1) == 0:
        return Headline(t.numbers.percent(0), t("no change"), 0)
    amount = t.numbers.led_by_sign(now - then, dollars(t, t.numbers.compact(abs(now - then) * MILLION)))
    return Headline(
        t.numbers.signed_percent(change, 2 if abs(change) < 0.01 else 1), amount, round(now - then, 1)
    )


def _cost(t: Text, summary: Summary, at: int) -> Headline:
    cost = float(summary.public_cost[at])
    share = cost / summary.gdp[at] if summary.gdp[at] > 0 else 0.0
    value = t(
        "{share} of GDP", share=t.numbers.percent(share, 0 if cost == 0 else 2 if abs(share) < 0.01 else 1)
    )
    return Headline(value, _payers(t, summary, at), round(cost, 1))


def payer_names(t: Text) -> dict[str, str]:
    """Return the names of those who pay, by the model's ids."""
    return {
        "international-grants": t("grants"),
        "international-loans": t("loans"),
        "public-budget": t("budget"),
        "private-capital": t("private"),
        "electricity-bills": t("bills"),
        "buyers": t("buyers"),
        "running-costs-saved": t("savings"),
        "homes-for-energy-saved": t("homes"),
        "firms-for-energy-saved": t("firms"),
        "firms": t("small firms"),
        "farms": t("farmers"),
        "employers": t("employers"),
        "users-of-energy": t("energy users"),
        "carbon-price": t("carbon price"),
        "project-capital": t("project owners"),
        "hydrogen-buyers": t("hydrogen buyers"),
    }


def _payers(t: Text, summary: Summary, at: int) -> str:
    """Name the largest payers with their shares: tariffs 60%, grants 25%."""
    amounts = {name: float(values[at]) for name, values in summary.money_sources.items() if values[at] > 0}
    total = sum(amounts.values())
    if total < NO_MONEY:
        return t("nothing to pay")
    names = payer_names(t)
    largest = sorted(amounts, key=lambda name: -amounts[name])[:NAMED_PAYERS]
    return ", ".join(
        t("{payer} {share}", payer=names.get(name, t.label(name.replace("-", " "))),
          share=t.numbers.percent(amounts[name] / total))
        for name in largest
    )  # fmt: skip
