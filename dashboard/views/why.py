"""The Why view: net jobs of a year shared out among the levers that are moved, as a waterfall that adds up, and whose they are.

A row of the waterfall is [key, name, net, parts, from, to, rows]: words for net and parts, places of its ends on a scale from
0 to 1, and the rows it opens into. Groups of levers open into their levers; read by channel, channels open into levers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dashboard.components.levers import group_names
from dashboard.finding import printed_jobs
from dashboard.moved import setting
from dashboard.state.model import ProgrammeState
from dashboard.summary import Summary
from dashboard.text import Text
from dashboard.text.numbers import apportion
from dashboard.views.blocks import Block, printed_unit, share_of, table
from dashboard.views.pays_summary import PAID_BY, unpaid
from dashboard.views.question import Question, answer_of
from dashboard.views.why_people import people_block

WHOLE_GROUP = "all"
PROGRAMME = "programme-"
ALL = ""
"""the whole pathway, as a choice of whose jobs are shown"""


@dataclass(frozen=True)
class Lever:
    """One lever (or programme, or group of too many levers) and what it changes, as it is printed."""

    key: str
    group: str
    name: str
    short: str
    """without the setting"""
    net: int
    channels: tuple[int, ...]
    part: Any
    """the model's own row (`explain_people.Part`)"""


def channel_names(t: Text) -> list[str]:
    """Return the names of the channels, in the order of the columns."""
    return [t("Direct"), t("Supply chain"), t("Spending")]


def lever_words(
    t: Text,
    registry: Mapping[str, Any],
    groups: Mapping[str, str],
    row: Any,
    value: float | None = None,
    programmes: Sequence[ProgrammeState] = (),
) -> str:
    """Return what a row of the waterfall is called: the lever, and where it stands if that is asked for."""
    if row.lever == WHOLE_GROUP:
        return t("{group}: all its levers together", group=groups.get(row.group, t.label(row.group)))
    if row.lever.startswith(PROGRAMME) and programmes:
        return t.name(programmes[int(row.lever.removeprefix(PROGRAMME)) - 1].name)
    lever = registry.get(row.lever)
    if lever is None:
        return t.label(row.lever.replace("-", " "))
    if value is None:
        return t.label(lever.label)
    return t("{lever}: {setting}", lever=t.label(lever.label), setting=setting(t, lever, value))


def view(question: Question) -> dict[str, Any]:
    """Return the answer of the view; the printed parts add up to the printed net jobs, along rows and down columns."""
    t, runs, year, choices = question.t, question.runs, question.year, question.choices
    free = choices.paying == "without"
    scenario = runs.clean(unpaid(question.scenario)) if free else question.scenario
    held = (PAID_BY[0],) if free else ()
    analyst = question.analyst
    explained = runs.analysis(f"why-{year}{held}", scenario, lambda: analyst.explain(scenario, year, held))
    if not explained.rows:
        return answer_of([nothing_moved(t, choices.paying)])
    asked = replace(question, scenario=scenario)
    levers = printed_levers(asked, explained)
    groups = group_names(t)
    note = t(
        "Each lever’s part is its mean over all orders in which groups of levers, and levers in a group, could be moved (Owen "
        "value): no order is preferred, and the parts add up. It is not what a further step would do."
    )
    if free:
        note += " " + t(
            "Without paying: a donor abroad gives all of the money, so nobody at home pays for it."
        )
    falls = waterfall(t, levers, groups, asked.summary, year, choices.by)
    falls["choices"].append(paying_choice(t, choices.paying))
    if free:
        falls["total"][1] = t("Net jobs, without paying")
        falls["subtitle"] += " " + t("The effects of paying are left out.")
    return answer_of([falls, people_block(asked, explained, levers, groups)], note)


def paying_choice(t: Text, chosen: str) -> dict[str, Any]:
    """Return the switch between net jobs with and without the effects of paying."""
    options = [["with", t("Counted")], ["without", t("Not counted")]]
    return {"id": "paying", "label": t("Effects of paying"), "value": chosen, "options": options}


def nothing_moved(t: Text, paying: str) -> Block:
    """Return the waterfall of a pathway that is the baseline."""
    return {
        "id": "why",
        "kind": "list",
        "title": t("Nothing is moved, so there is nothing to explain"),
        "subtitle": t("Move a lever to see what it does."),
        "rows": [],
        "choices": [] if paying == "with" else [paying_choice(t, paying)],
    }


def printed_levers(question: Question, explained: Any) -> list[Lever]:
    """Return the levers with what is printed of them: nets that add up to the headline, channels that add up to nets."""
    t, summary, year, scenario = question.t, question.summary, question.year, question.scenario
    registry, groups = question.runs.engine.levers(scenario.country), group_names(t)
    unit = printed_unit(summary, year)
    nets = apportion([row.value for row in explained.rows], unit, printed_jobs(summary, year).net)

    def name(row: Any, value: float | None) -> str:
        return lever_words(t, registry, groups, row, value, scenario.programmes)

    return [
        Lever(
            key=row.lever if row.lever != WHOLE_GROUP else f"{WHOLE_GROUP}-{row.group}",
            group=row.group,
            name=name(row, scenario.moved.get(row.lever)),
            short=name(row, None),
            net=net,
            channels=tuple(apportion(row.channels.tolist(), unit, net)),
            part=row,
        )
        for row, net in zip(explained.rows, nets, strict=True)
    ]


@dataclass(frozen=True)
class Fall:
    """A bar of the waterfall before it has its place."""

    key: str
    name: str
    net: int
    parts: tuple[int, ...]
    inside: tuple[Fall, ...] = ()


def waterfall(
    t: Text, levers: list[Lever], groups: Mapping[str, str], summary: Summary, year: int, by: str
) -> Block:
    """Return the waterfall by group of levers or by channel; what opens starts and ends where its parent does."""
    net = printed_jobs(summary, year).net
    sums = tuple(sum(column) for column in zip(*(one.channels for one in levers), strict=True))
    falls = _by_channel(t, levers, sums) if by == "channel" else _by_group(levers, groups)
    low, span = _range([fall for one in falls for fall in (one.inside or (one,))])
    rows, start = [], 0
    for fall in falls:
        rows.append(_placed(t, fall, start, low, span))
        start += fall.net
    columns = [] if by == "channel" else channel_names(t)
    totals = [] if by == "channel" else [t.numbers.signed(one) for one in sums]
    return {
        "id": "why",
        "kind": "waterfall",
        "wide": True,
        "title": _title(t, [one.short for one in levers], [one.net for one in levers]),
        "subtitle": _channels(t, sums, net),
        "head": [t("Channel") if columns == [] else t("Lever"), t("Jobs, {year}", year=t.numbers.year(year)), t("Net"), *columns],
        "rows": rows,
        "total": ["", t("Net jobs"), t.numbers.signed(net), totals, share_of(-low, span), share_of(net - low, span), []],
        "zero": share_of(-low, span),
        "choices": [
            {"id": "by", "label": t("Read by"), "value": by, "options": [["lever", t("Lever")], ["channel", t("Channel")]]}
        ],
        "table": _table(t, levers, groups, sums, net, year),
    }  # fmt: skip


def _by_group(levers: list[Lever], groups: Mapping[str, str]) -> list[Fall]:
    found = []
    for group in dict.fromkeys(one.group for one in levers):
        inside = tuple(Fall(one.key, one.name, one.net, one.channels) for one in levers if one.group == group)
        if len(inside) == 1:
            found.append(inside[0])
            continue
        parts = tuple(sum(column) for column in zip(*(one.parts for one in inside), strict=True))
        net = sum(one.net for one in inside)
        found.append(Fall(f"group-{group}", groups.get(group, group), net, parts, inside))
    return found


def _by_channel(t: Text, levers: list[Lever], sums: tuple[int, ...]) -> list[Fall]:
    return [
        Fall(
            f"channel-{c}",
            name,
            sums[c],
            (),
            tuple(Fall(one.key, one.name, one.channels[c], ()) for one in levers if one.channels[c]),
        )
        for c, name in enumerate(channel_names(t))
    ]


def _range(falls: Sequence[Fall]) -> tuple[float, float]:
    """The lowest point and the width of a waterfall with every row open."""
    ends = np.concatenate([[0], np.cumsum([one.net for one in falls])]).astype(float)
    return float(ends.min()), float(ends.max() - ends.min())


def _placed(t: Text, fall: Fall, start: int, low: float, span: float) -> list[Any]:
    """A row, and what it opens into, each starting where the one before ended."""
    signed = t.numbers.signed
    inside, at = [], start
    for one in fall.inside:
        inside.append(_placed(t, one, at, low, span))
        at += one.net
    ends = [share_of(start - low, span), share_of(start + fall.net - low, span)]
    return [fall.key, fall.name, signed(fall.net), [signed(part) for part in fall.parts], *ends, inside]


def _table(
    t: Text, levers: list[Lever], groups: Mapping[str, str], sums: tuple[int, ...], net: int, year: int
) -> dict[str, Any]:
    signed = t.numbers.signed
    cells = [
        [one.name, groups.get(one.group, one.group), signed(one.net), *map(signed, one.channels)]
        for one in levers
    ]
    return table(
        t("Net jobs by lever and channel, {year}", year=t.numbers.year(year)),
        [t("Lever"), t("Group"), t("Net"), *channel_names(t)],
        [*cells, [t("Net jobs"), "", signed(net), *map(signed, sums)]],
    )


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


def _channels(t: Text, sums: Sequence[int], net: int) -> str:
    signed = t.numbers.signed
    return t(
        "Of {net} net jobs: {direct} at sites, plants and mines, {chain} at suppliers, {spending} because people and the "
        "state have more or less to spend.",
        net=signed(net), direct=signed(sums[0]), chain=signed(sums[1]), spending=signed(sums[2]),
    )  # fmt: skip
