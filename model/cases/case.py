"""A case as it stands in its file: what was published, what goes in, what the source leaves open.

id = "C"
title = "..."
country = "IND"            # a pack's code, "packs" for every pack, or empty for arithmetic
source = "publisher, title, year"
topics = ["coal"]          # any of TOPICS
inputs = ["as published, a sentence each"]
assumptions = ["ours, where the source is silent"]

[pathway]                  # what is run, if a result is needed
levers = { coal-exit-year = 2040 }
programmes = [{ sector = "construction", amount = 100, first = 2026, last = 2030, source = "grants" }]

[opens]                    # the state of the dashboard that shows it; the pathways are presets of the country
country = "IND"            # left out where it is the case's own
presets = ["stated"]
year = 2035
view = "regions"

[[figure]]
what = "lasting jobs"
published = 14000          # left out where nothing is published
unit = "jobs"
quantity = "product"       # a function of model/cases/quantities.py; left out where the model has none yet
rule = "percent"           # digits, percent, absolute (in the figure's own unit), band, or comparator
tolerance = 2
closes = "what would close a gap"
missing = "why there is no quantity, where there is none"
preset = "employers"       # where the figure is of another pathway than the case's
with = { factors = [3.51], amount = 4000 }   # what the function takes
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from model.errors import InputError
from model.parameters import DATA

FOLDER = DATA / "cases"
RULES = ("digits", "percent", "absolute", "band", "comparator")
EVERY_PACK = "packs"
TOPICS = (
    "carbon price",
    "circular economy",
    "coal",
    "enterprises",
    "heat",
    "hydrogen",
    "multipliers",
    "net zero",
    "people",
    "programmes",
    "renewables",
)
"""What a case is about: a reader of the track record filters by it."""


@dataclass(frozen=True)
class Figure:
    """One published (or expected) figure of a case."""

    what: str
    unit: str
    published: float | None
    published_words: str
    quantity: str
    rule: str
    tolerance: float
    closes: str
    missing: str
    """why the model has no figure of its own, where it has none"""
    preset: str
    """another pathway than the case's own, where the figure is of that one"""
    takes: Mapping[str, Any]


@dataclass(frozen=True)
class Opens:
    """The state of the dashboard in which a case can be seen; no country where a case is arithmetic alone."""

    country: str = ""
    presets: tuple[str, ...] = ()
    year: int = 2035
    view: str = "overview"


@dataclass(frozen=True)
class Case:
    """One case."""

    id: str
    title: str
    country: str
    source: str
    inputs: tuple[str, ...]
    assumptions: tuple[str, ...]
    pathway: Mapping[str, Any]
    figures: tuple[Figure, ...]
    topics: tuple[str, ...] = ()
    opens: Opens = Opens()


def load_cases(folder: Path = FOLDER) -> list[Case]:
    """Every case: numbered ones first, each in its own order (9 before 9b before 10)."""
    found = [read_case(path) for path in sorted(folder.glob("*.toml"))]
    return sorted(found, key=_order)


def _order(case: Case) -> tuple[bool, int, str]:
    digits = "".join(c for c in case.id if c.isdigit())
    return not digits, int(digits or 0), case.id


def read_case(path: Path) -> Case:
    """A case file; errors name the file and the entry."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"The case {path.name} cannot be read: {error}.") from None
    for needed in ("id", "title", "country", "source"):
        if not isinstance(data.get(needed), str):
            raise InputError(f'The case {path.name} has no "{needed}". Add it as a text.')
    if not data.get("figure"):
        raise InputError(f"The case {path.name} has no [[figure]]. Add what was published, or what we show.")
    return Case(
        id=data["id"],
        title=data["title"],
        country=data["country"],
        source=data["source"],
        inputs=tuple(data.get("inputs", ())),
        assumptions=tuple(data.get("assumptions", ())),
        pathway=data.get("pathway", {}),
        figures=tuple(_figure(path, entry) for entry in data["figure"]),
        topics=_topics(path, data.get("topics", [])),
        opens=_opens(data),
    )


def _topics(path: Path, topics: Sequence[str]) -> tuple[str, ...]:
    unknown = [topic for topic in topics if topic not in TOPICS]
    if unknown:
        raise InputError(
            f"The case {path.name} has the topic {unknown[0]}. Choose among: {', '.join(TOPICS)}."
        )
    return tuple(topics)


def _opens(data: Mapping[str, Any]) -> Opens:
    """What the file says; the country and the preset of the case itself where it is silent."""
    said = data.get("opens", {})
    own = "" if data["country"] == EVERY_PACK else data["country"]
    preset = data.get("pathway", {}).get("preset")
    return Opens(
        country=str(said.get("country", own)),
        presets=tuple(said.get("presets", [preset] if preset else [])),
        year=int(said.get("year", Opens.year)),
        view=str(said.get("view", Opens.view)),
    )


def _figure(path: Path, entry: Mapping[str, Any]) -> Figure:
    from model.cases.quantities import QUANTITIES

    published, rule, quantity = (
        entry.get("published"),
        entry.get("rule", "comparator"),
        entry.get("quantity", ""),
    )
    if rule not in RULES:
        raise InputError(f"The case {path.name} has the rule {rule}. Choose: {', '.join(RULES)}.")
    if quantity and quantity not in QUANTITIES:
        raise InputError(
            f"The case {path.name} asks for the quantity {quantity}. There are: {', '.join(sorted(QUANTITIES))}."
        )
    number = float(published) if isinstance(published, int | float) else None
    return Figure(
        what=str(entry.get("what", "")),
        unit=str(entry.get("unit", "")),
        published=number,
        published_words=published if isinstance(published, str) else "",
        quantity=quantity,
        rule=rule,
        tolerance=float(entry.get("tolerance", 0.0)),
        closes=str(entry.get("closes", "")),
        missing=str(entry.get("missing", "")),
        preset=str(entry.get("preset", "")),
        takes=entry.get("with", {}),
    )
