"""Whose jobs a lever changes: its part of net jobs by sex, sector and region. The splits add up to the printed part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from dashboard.answer import region_names
from dashboard.engine import group_labels
from dashboard.finding import printed_jobs
from dashboard.summary import add_up
from dashboard.text import Text
from dashboard.text.numbers import apportion, sensible_unit
from dashboard.views.blocks import Block, printed_unit, share_of, table
from dashboard.views.question import Question

if TYPE_CHECKING:
    from dashboard.views.why import Lever

MOST_ROWS = 8
"""sectors or regions that are named; the others are one row"""


def people_block(
    question: Question, explained: Any, levers: Sequence[Lever], groups: Mapping[str, str]
) -> Block:
    """Return the block for the lever or group that is chosen, else for the whole pathway."""
    t, summary, year = question.t, question.summary, question.year
    choices = _choices(t, levers, groups)
    whose = question.choices.whose if question.choices.whose in choices else ""
    members = [one for one in levers if whose in (one.key, f"group-{one.group}")]
    name = choices[whose]
    if members:
        net, parts = sum(one.net for one in members), [one.part for one in members]
    else:
        net, parts = printed_jobs(summary, year).net, [explained.whole]
    splits = {
        split: np.sum([getattr(part, split) for part in parts], axis=0)
        for split in ("sexes", "sectors", "regions")
    }
    unit = min(printed_unit(summary, year), _own_unit(splits))
    if net % unit:
        unit = printed_unit(summary, year)
    labels = group_labels()
    by_group = add_up(splits["sectors"][None], question.economy.sector_groups, tuple(labels))[0]
    sections = [
        (t("Women and men"), [t("Women"), t("Men")], splits["sexes"]),
        (t("Sectors"), [t.label(label) for label in labels.values()], by_group),
        (t("Regions"), region_names(t, question.economy), splits["regions"]),
    ]
    printed = [apportion(values.tolist(), unit, net) for _, _, values in sections]
    largest = float(max((abs(value) for amounts in printed for value in amounts), default=0))
    signed = t.numbers.signed
    return {
        "id": "why-people",
        "kind": "change",
        "wide": True,
        "title": _title(t, name, whose, sections[1][1], printed, net),
        "subtitle": t("Part of net jobs, {year} · {name} · modelled", year=t.numbers.year(year), name=name),
        "choices": [{"id": "whose", "label": t("Whose jobs"), "value": whose, "options": [list(one) for one in choices.items()]}],
        "groups": [
            {"name": heading, "rows": _rows(t, names, amounts, largest)}
            for (heading, names, _), amounts in zip(sections, printed, strict=True)
        ],
        "table": table(
            t("{name}: part of net jobs, {year}", name=name, year=t.numbers.year(year)),
            [t("Who"), t("Jobs")],
            [
                *[
                    [label, signed(amount)]
                    for (_, names, _), amounts in zip(sections, printed, strict=True)
                    for label, amount in zip(names, amounts, strict=True)
                    if amount
                ],
                [t("In all"), signed(net)],
            ],
        ),
    }  # fmt: skip


def _own_unit(splits: Mapping[str, Any]) -> int:
    """The unit in which the largest figure of the splits keeps three digits."""
    return sensible_unit(*[float(np.abs(values).max(initial=0.0)) for values in splits.values()])


def _choices(t: Text, levers: Sequence[Lever], groups: Mapping[str, str]) -> dict[str, str]:
    """What can be chosen: the whole pathway, each group of several levers, each lever."""
    found = {"": t("All levers")}
    for group in dict.fromkeys(one.group for one in levers):
        members = [one for one in levers if one.group == group]
        if len(members) > 1:
            found[f"group-{group}"] = groups.get(group, group)
        found |= {one.key: one.short for one in members}
    return found


def _rows(t: Text, names: Sequence[str], amounts: Sequence[int], largest: float) -> list[list[Any]]:
    """Rows of what changes, best first; the smallest of many are one row."""
    changed = [(name, amount) for name, amount in zip(names, amounts, strict=True) if amount]
    named = sorted(changed, key=lambda one: -abs(one[1]))[
        : MOST_ROWS if len(changed) > MOST_ROWS + 1 else None
    ]
    rest = sum(amount for _, amount in changed) - sum(amount for _, amount in named)
    rows = sorted(named, key=lambda one: -one[1])
    if len(named) < len(changed):
        rows.append((t("All others"), rest))
    return [[name, t.numbers.signed(amount), share_of(amount, largest)] for name, amount in rows]


def _title(
    t: Text, name: str, whose: str, sectors: Sequence[str], printed: Sequence[Sequence[int]], net: int
) -> str:
    """Say what women and men gain or lose, and the sectors at both ends."""
    (women, men), by_sector, _ = printed
    best, worst = int(np.argmax(by_sector)), int(np.argmin(by_sector))
    signed = t.numbers.signed
    if not any(by_sector) and not women:
        return t("{name} moves nobody’s job in this year", name=name)
    if not any(by_sector):
        return t(
            "{name} moves jobs between women ({women}) and men ({men})",
            name=name,
            women=signed(women),
            men=signed(men),
        )
    ends = {"women": signed(women), "men": signed(men), "gainer": sectors[best], "loser": sectors[worst]}
    who = {"name": name} if whose else {"name": t("The pathway")}
    if by_sector[worst] < 0 < by_sector[best]:
        return t(
            "{name}: women {women}, men {men}; most gained in {gainer}, most lost in {loser}", **who, **ends
        )
    if by_sector[best] > 0:
        return t("{name}: women {women}, men {men}; most gained in {gainer}", **who, **ends)
    return t("{name}: women {women}, men {men}; most lost in {loser}", **who, **ends)
