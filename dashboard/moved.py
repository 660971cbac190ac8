"""What a pathway moves from the baseline, in words: levers with default and setting, programmes, assumptions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.assumptions import summary_of
from dashboard.engine import Engine
from dashboard.lever_words import none_word, unit_sign
from dashboard.programme_words import kinds, payers, technologies
from dashboard.state import PathwayState, ProgrammeState, State
from dashboard.text import Text
from dashboard.views.blocks import money

NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Moved:
    """One thing that differs from the baseline: its name, where it stands there, where it is set."""

    label: str
    default: str
    value: str
    unit: str = ""
    """what the sign behind the figures leaves open: "% of energy saved" where they have "%" """


def setting(t: Text, lever: Any, value: float) -> str:
    """Return where a lever stands, with the sign of its unit; its word for "not at all" where it has one."""
    if value == lever.default and (words := none_word(t, lever)):
        return words
    if lever.unit == "year":
        return t.numbers.year(round(value))
    figure, sign = t.numbers.decimal(value, 3), unit_sign(t, lever.unit)
    if sign.startswith("%"):
        return t.numbers.with_percent(figure) + sign.removeprefix("%")
    return f"{figure}{NO_BREAK}{sign}".strip()


def moved_levers(t: Text, registry: Mapping[str, Any], pathway: PathwayState) -> list[Moved]:
    """Return the levers that a pathway moves, in the order of the screen."""
    return [
        Moved(
            t.label(lever.label),
            setting(t, lever, lever.default),
            setting(t, lever, pathway.levers[lever_id]),
            t.label(lever.unit) if " " in lever.unit else "",
        )
        for lever_id, lever in registry.items()
        if lever_id in pathway.levers and pathway.levers[lever_id] != lever.default
    ]


def programme_line(t: Text, economy: Any, one: ProgrammeState) -> str:
    """Return a programme in one line: its name, what it buys and where, how much, when, and who pays."""
    known = {
        **dict(zip(economy.sectors, economy.sector_labels, strict=True)),
        **dict(technologies(t, economy)),
    }
    target = t.label(known.get(one.sector or one.technology or "", "")) or dict(kinds(t))[one.kind]
    if one.region:
        region = t.region(dict(economy.region_names.get(one.region, {})), one.region)
        target = t("{what}, {region}", what=target, region=region)
    return t(
        "{name}: {target}, {amount} a year, {first} to {last}, paid by: {payer}",
        name=t.name(one.name), target=target, amount=money(t, one.amount), first=t.numbers.year(one.first),
        last=t.numbers.year(one.last), payer=dict(payers(t))[one.source],
    )  # fmt: skip


def changed_world(t: Text, engine: Engine, state: State) -> list[Moved]:
    """Return the assumptions that a state changes for the baseline and all its pathways."""
    rows = summary_of(t, engine, state.country, state.world.edits, state.world.factors)
    return [Moved(*row) for row in rows]
