"""The Why view: net jobs of a year shared out among the levers that are moved, as a waterfall that adds up."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from dashboard.components.levers import group_names
from dashboard.finding import printed_jobs
from dashboard.lever_words import unit_sign
from dashboard.state.address import number
from dashboard.summary import Summary
from dashboard.text import Text
from dashboard.text.numbers import apportion
from dashboard.views.blocks import Block, printed_unit, share_of
from dashboard.views.question import Question

CHANNELS = ("direct", "supply-chain", "spending")
WHOLE_GROUP = "all"


def channel_names(t: Text) -> list[str]:
    """Return the names of the channels, in the order of the columns."""
    return [t("Direct"), t("Supply chain"), t("Spending")]


def lever_words(
    t: Text, registry: Mapping[str, Any], groups: Mapping[str, str], row: Any, value: float | None = None
) -> str:
    """Return what a row of the waterfall is called: the lever, and where it stands if that is asked for."""
    if row.lever == WHOLE_GROUP:
        return t("{group}: all its levers together", group=groups.get(row.group, t.label(row.group)))
    lever = registry.get(row.lever)
    if lever is None:
        return t.label(row.lever.replace("-", " "))
    if value is None:
        return t.label(lever.label)
    sign = unit_sign(t, lever.unit)
    setting = f"{number(value)}{'' if sign == '%' or not sign else ' '}{sign}"
    return t("{lever}: {setting}", lever=t.label(lever.label), setting=setting)


def view(question: Question) -> dict[str, Any]:
    """Return the answer of the view."""
    t, runs, scenario, year = question.t, question.runs, question.scenario, question.year
    analyst = question.analyst
    explained = runs.analysis(f"why-{year}", scenario, lambda: analyst.explain(scenario, year))
    registry = runs.engine.levers(scenario.country)
    return why_view(t, explained, question.summary, year, scenario.moved, registry, group_names(t))


def why_view(
    t: Text,
    explanation: Any,
    summary: Summary,
    year: int,
    levers: Mapping[str, float],
    registry: Mapping[str, Any],
    groups: Mapping[str, str],
) -> dict[str, Any]:
    """Return the view for one year; the printed parts add up to the printed net jobs, along rows and down columns."""
    note = t(
        "Each lever’s part is its mean over all orders in which groups of levers, and levers in a group, could be moved (Owen "
        "value): no order is preferred, and the parts add up. It is not what a further step would do."
    )
    return {"note": note, "blocks": [waterfall(t, explanation, summary, year, levers, registry, groups)]}


def waterfall(
    t: Text,
    explanation: Any,
    summary: Summary,
    year: int,
    levers: Mapping[str, float],
    registry: Mapping[str, Any],
    groups: Mapping[str, str],
) -> Block:
    """Return one row a lever and the total; from and to are places on a scale from 0 to 1."""
    jobs = printed_jobs(summary, year)
    names = [lever_words(t, registry, groups, row, levers.get(row.lever)) for row in explanation.rows]
    short = [lever_words(t, registry, groups, row) for row in explanation.rows]
    exact = [[float(row.channels[channel][0]) for channel in CHANNELS] for row in explanation.rows]
    values = [float(row.value[0]) for row in explanation.rows]
    unit = printed_unit(summary, year)
    held = float(summary.net[summary.at(year)]) - sum(values)
    if abs(held) >= unit / 2:
        # A cell of the run cannot fall below zero jobs; the parts do not know of that.
        names.append(t("Jobs that were not there to lose"))
        short.append(names[-1])
        values.append(held)
        exact.append([held, 0.0, 0.0])
    printed = apportion(values, unit, jobs.net)
    channels = [apportion(parts, unit, value) for parts, value in zip(exact, printed, strict=True)]
    sums = [sum(column) for column in zip(*channels, strict=True)] or [0, 0, 0]
    ends = np.concatenate([[0], np.cumsum(printed)]).astype(float)
    low, span = float(ends.min()), float(ends.max() - ends.min())
    signed = t.numbers.signed
    rows = [
        [name, signed(value), [signed(part) for part in parts], share_of(start - low, span), share_of(end - low, span)]
        for name, value, parts, start, end in zip(names, printed, channels, ends[:-1], ends[1:], strict=True)
    ]  # fmt: skip
    total = [t("Net jobs"), signed(jobs.net), [signed(part) for part in sums], share_of(-low, span),
             share_of(jobs.net - low, span)]  # fmt: skip
    return {
        "id": "why",
        "kind": "waterfall",
        "wide": True,
        "title": _title(t, short, printed),
        "subtitle": _channels(t, sums, jobs.net) if rows else t("Move a lever to see what it does."),
        "head": [t("Lever"), t("Jobs, {year}", year=t.numbers.year(year)), t("Net"), *channel_names(t)],
        "rows": rows,
        "total": total,
        "zero": share_of(-low, span),
    }


def _title(t: Text, names: list[str], printed: list[int]) -> str:
    if not any(printed):
        return t("Nothing moved makes a difference in this year")
    best, worst = int(np.argmax(printed)), int(np.argmin(printed))
    signed = t.numbers.signed
    if printed[worst] < 0 < printed[best]:
        return t(
            "{gainer} adds most ({gain}); {loser} takes most ({loss})",
            gainer=names[best], gain=signed(printed[best]), loser=names[worst], loss=signed(printed[worst]),
        )  # fmt: skip
    if printed[best] > 0:
        return t("{gainer} adds most ({gain})", gainer=names[best], gain=signed(printed[best]))
    return t("{loser} takes most ({loss})", loser=names[worst], loss=signed(printed[worst]))


def _channels(t: Text, sums: list[int], net: int) -> str:
    signed = t.numbers.signed
    return t(
        "Of {net} net jobs: {direct} at sites, plants and mines, {chain} at suppliers, {spending} because people and the "
        "state have more or less to spend.",
        net=signed(net), direct=signed(sums[0]), chain=signed(sums[1]), spending=signed(sums[2]),
    )  # fmt: skip
