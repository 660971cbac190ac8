"""A spending programme that somebody makes: what it buys, where, for how long, and who pays. Read, checked, never run here."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING

from model.economy import ENERGY_ROLES, LAST_YEAR, YEARS
from model.errors import InputError, Sentence

if TYPE_CHECKING:
    from model.economy import Economy

KINDS = ("purchase", "enterprise", "transfer")
SOURCES = ("grants", "loans", "budget", "private", "tariffs")
RECOVERED = ("private", "tariffs")
"""private capital, paid back by those who buy the product, or by all users of electricity on their bills"""
NO_SMALL_FIRMS = ENERGY_ROLES
"""roles of sectors whose firms are not helped: the energy industries"""
SHARES = ("local_content", "women_share", "formal_share")
FIRST_POSSIBLE = int(YEARS[1])
"""the base year is as it was"""


@dataclass(frozen=True)
class Programme:
    """A spending programme: the same amount every year from `first` to `last`, paid by one source.

    `purchase` buys a sector's product or builds a technology, `enterprise` greens the small firms of a sector, `transfer` is paid
    to households. Two programmes with the same effect are equal: name and citation do not count.
    """

    sector: str | None
    amount: float
    """million US$ of 2023 a year"""
    first: int
    last: int
    source: str
    """grants, loans, budget, private or tariffs"""
    kind: str = "purchase"
    technology: str | None = None
    region: str | None = None
    """None: where such things are today"""
    local_content: float | None = None
    """% bought at home; None: as today"""
    women_share: float | None = None
    """% of the jobs that it creates directly; None: as the sector employs them"""
    formal_share: float | None = None
    """% of the jobs that it creates directly"""
    name: str = field(default="", compare=False)
    citation: str = field(default="", compare=False)
    """where it is announced, or *illustration*"""


TEXTS = ("kind", "sector", "technology", "region", "source", "name", "citation")
NUMBERS = ("amount", "first", "last", *SHARES)
NEEDED = ("amount", "first", "last", "source")


def programme_from(values: Mapping[str, object], where: str) -> Programme:
    """A programme from named values, of a file or of the command line; `where` begins the sentence of a refusal."""
    for name in values:
        if name not in TEXTS and name not in NUMBERS:
            near = difflib.get_close_matches(name, (*TEXTS, *NUMBERS), n=2) or [
                f.name for f in fields(Programme)
            ]
            raise InputError(f"{where} has no {name}. Did you mean: {', '.join(near)}?")
    for name in NEEDED:
        if name not in values:
            raise InputError(f"{where} does not say its {name}. A programme needs: {', '.join(NEEDED)}.")
    kept: dict[str, object] = {"sector": None}
    for name, value in values.items():
        kept[name] = _number(name, value, where) if name in NUMBERS else str(value)
    for name in ("first", "last"):
        year = kept[name]
        if not isinstance(year, float) or year != int(year):
            raise InputError(f"{where} has {name} = {year}. Give a year.")
        kept[name] = int(year)
    return Programme(**kept)  # type: ignore[arg-type]


def _number(name: str, value: object, where: str) -> float:
    try:
        if isinstance(value, bool):
            raise ValueError
        return float(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise InputError(f"{where} has {name} = {value!r}. Give a number.") from None


def validate_programmes(programmes: Iterable[Programme], economy: Economy) -> None:
    """Refuse programmes that cannot be, in a sentence that names the programme and the way out."""
    for number, one in enumerate(programmes, start=1):
        called = one.name or Sentence("Programme {number}", {"number": number})
        _kind(one, called)
        _target(one, called, economy)
        _size(one, called)
        for share in SHARES:
            value = getattr(one, share)
            if value is not None and not 0.0 <= value <= 100.0:
                raise InputError(
                    "{programme}: a share of {value:g} % cannot be. Give shares from 0 to 100 %.",
                    programme=called,
                    value=float(value),
                )


def _kind(one: Programme, called: object) -> None:
    if one.kind not in KINDS:
        raise InputError(
            "{programme}: there is no kind of programme called {given}. Choose among: {known}.",
            programme=called,
            given=one.kind,
            known=", ".join(KINDS),
        )
    if one.source not in SOURCES:
        raise InputError(
            "{programme}: nobody called {given} pays. Choose among: {known}.",
            programme=called,
            given=one.source,
            known=", ".join(SOURCES),
        )
    if one.kind == "enterprise" and one.source == "tariffs":
        raise InputError(
            "{programme}: electricity bills do not pay for the machines of small firms. Choose private capital, which is the firms’ "
            "own, or grants, loans or the budget.",
            programme=called,
        )
    if one.kind != "transfer":
        return
    if one.source in RECOVERED:
        raise InputError(
            "{programme}: private capital does not pay transfers, because nobody would pay it back. Choose grants, loans or "
            "the budget.",
            programme=called,
        )
    if any(getattr(one, share) is not None for share in SHARES):
        raise InputError(
            "{programme}: a transfer is paid to households, who buy as they always do. Leave local content, women’s share and "
            "formal share empty.",
            programme=called,
        )


def _target(one: Programme, called: object, economy: Economy) -> None:
    """Sector, technology and region are ones that the country has, and go with the kind."""
    for given, known, what in (
        (one.sector, economy.sectors, Sentence("sector")),
        (one.technology, economy.technologies, Sentence("technology")),
        (one.region, economy.regions, Sentence("region")),
    ):
        if given is not None and given not in known:
            raise InputError(
                "{programme}: {country} has no {what} called {given}. Did you mean: {near}?",
                programme=called,
                country=economy.iso3,
                what=what,
                given=given,
                near=", ".join(_near(given, known)),
            )
    targets = (one.sector is not None) + (one.technology is not None)
    if one.kind == "transfer" and targets:
        raise InputError(
            "{programme}: a transfer is paid to households and not to a sector. Leave sector and technology empty.",
            programme=called,
        )
    if one.kind == "enterprise" and one.sector is None:
        raise InputError(
            "{programme}: say in which sector small firms are helped. Give a sector and no technology.",
            programme=called,
        )
    if one.sector is not None and economy.roles[economy.index(one.sector)] == "generation":
        raise InputError(
            "{programme}: {sector} sells to the grid only. Name it as a technology, to build it, or buy from {grid}.",
            programme=called,
            sector=one.sector,
            grid=economy.sectors[economy.grid],
        )
    if one.kind == "enterprise" and economy.roles[economy.index(str(one.sector))] in NO_SMALL_FIRMS:
        raise InputError(
            "{programme}: {sector} sells energy and has no small firms that could be helped. Choose another sector.",
            programme=called,
            sector=one.sector,
        )
    if one.kind != "transfer" and targets != 1:
        raise InputError(
            "{programme}: a programme buys from one sector or builds one technology. Give one of the two.",
            programme=called,
        )
    if one.sector is not None and one.local_content and economy.x[economy.index(one.sector)] <= 0:
        raise InputError(
            "{programme}: {sector} makes nothing in {country}, so that none of it can be bought at home. Set local content to 0.",
            programme=called,
            sector=one.sector,
            country=economy.iso3,
        )


def _near(given: str, known: Sequence[str]) -> Sequence[str]:
    return difflib.get_close_matches(given, known, n=3) or known


def _size(one: Programme, called: object) -> None:
    if not math.isfinite(one.amount):
        raise InputError("{programme}: give an amount in million US$ a year.", programme=called)
    if one.last < one.first:
        raise InputError(
            "{programme}: it ends in {last} before it begins in {first}. Let it begin earlier or end later.",
            programme=called,
            first=one.first,
            last=one.last,
        )
    if one.first < FIRST_POSSIBLE or one.last > LAST_YEAR:
        raise InputError(
            "{programme}: {first} to {last} is outside the years that can be decided. Give years from {earliest} to {latest}.",
            programme=called,
            first=one.first,
            last=one.last,
            earliest=FIRST_POSSIBLE,
            latest=LAST_YEAR,
        )
