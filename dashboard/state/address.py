"""A state as the query of an address, and back.

    ?v=1&country=ZAF&lang=en&view=overview&year=2035&active=2
     &p1=Stated+targets&l1=coal-exit-year:2050,renewable-share-2035:38&p2=...&l2=...
     &model=1.0&data=2026.11&net=212000

`p<n>` is the name of a pathway and `l<n>` only the levers that differ from the baseline. `decode` never raises: it
returns the nearest state it can read, and a sentence for each thing it did not understand. `assets/js/address.js` is the
same encoding in the browser (tests/unit/test_dashboard_address.py holds the two to each other).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus

from dashboard.engine import Engine
from dashboard.runs import Runs
from dashboard.state.model import (
    DEFAULT_YEAR,
    FIRST_YEAR,
    LAST_YEAR,
    MAX_NAME,
    MAX_PATHWAYS,
    SCHEMA_VERSION,
    VIEWS,
    Made,
    PathwayState,
    State,
    clean_name,
)
from dashboard.store import Store
from dashboard.text import LANGUAGES, Text, text_for

MAX_LENGTH = 8_000
MAX_FIELDS = 80
MAX_NOTES = 8
QUOTED = 30
"""characters of a stranger's input that are repeated back to them"""
LONGEST_ADDRESS = 1_800
"""a longer address is kept in the store instead, because mail programs and chat cut it"""

Query = dict[str, str]

MIGRATIONS: dict[int, Callable[[Query], Query]] = {}
"""From version n to n + 1: a function on the raw query. A new schema version adds one and never edits an old one."""


@dataclass
class Decoded:
    """The state that was read, and what could not be."""

    state: State
    notes: list[str] = field(default_factory=list)


def encode(state: State) -> str:
    """Return the query of a state, without the question mark."""
    parts = [
        f"v={SCHEMA_VERSION}",
        f"country={state.country}",
        f"lang={quote(state.language)}",
        f"view={quote(state.view)}",
        f"year={state.year}",
        f"active={state.active + 1}",
    ]
    for index, pathway in enumerate(state.pathways, start=1):
        parts.append(f"p{index}={quote_plus(pathway.name, safe='')}")
        if pathway.levers:
            levers = ",".join(f"{lever}:{number(value)}" for lever, value in pathway.levers.items())
            parts.append(f"l{index}={levers}")
    if state.made:
        parts += [f"model={quote(state.made.model_version)}", f"data={quote(state.made.data_version)}"]
        if state.made.net is not None:
            parts.append(f"net={state.made.net}")
    return "&".join(parts)


def shared_query(state: State, runs: Runs, store: Store) -> str:
    """Return the query of a link to a state: stamped with versions and headline, from the store if it is long."""
    chosen = state.pathways[min(state.active, len(state.pathways) - 1)]
    summary = runs.summary(state.country, chosen.levers)
    state.made = Made(
        model_version=runs.engine.model_version,
        data_version=runs.engine.data_version(state.country),
        net=round(float(summary.net[summary.at(state.year)])),
    )
    query = encode(state)
    return query if len(query) <= LONGEST_ADDRESS else f"v={SCHEMA_VERSION}&s={store.save(state)}"


def read(query: str, engine: Engine, store: Store, accepted_languages: str = "en") -> Decoded:
    """Return the state of an address, from the store where the address names a stored one."""
    stored_id = _fields(query)[0].get("s", "")
    if not stored_id:
        return decode(query, engine, accepted_languages)
    stored = store.load(stored_id)
    if stored is not None:
        return decode(encode(stored), engine, accepted_languages)
    decoded = decode("", engine, accepted_languages)
    t = text_for(decoded.state.language)
    decoded.notes.append(t("This link is not known here: it may be from another server, or cut short."))
    return decoded


def number(value: float) -> str:
    """Return a lever's value as short as it can be written.

    >>> number(2035.0), number(0.5)
    ('2035', '0.5')
    """
    return str(int(value)) if value == int(value) else repr(round(value, 6))


def presets(engine: Engine, iso3: str, t: Text) -> list[PathwayState]:
    """Return the pathways a country starts with."""
    return [
        PathwayState(name=t.label(preset.name), levers=dict(preset.levers)) for preset in engine.presets(iso3)
    ][:MAX_PATHWAYS] or [PathwayState(name=t("My pathway"))]


def decode(query: str, engine: Engine, accepted_languages: str = "en") -> Decoded:
    """Read an address. What is missing takes its default; what is not understood is left out and said."""
    raw, too_long = _fields(query)
    raw, newer = _migrated(raw)
    language = raw.get("lang", "")
    t = text_for(language if language in LANGUAGES else accepted_languages)
    notes: list[str] = []
    if too_long:
        notes.append(t("The link is longer than this page reads; its end was left out."))
    if newer:
        notes.append(t("The link was made by a newer version of this page; what it adds is not shown."))
    if language and language not in LANGUAGES:
        notes.append(t("The language “{given}” is not available; the page is in {used}.",
                       given=_shown(language), used=t.language.name))  # fmt: skip
    country = _country(raw, engine, t, notes)
    state = State(
        country=country,
        language=t.language.tag,
        view=_view(raw, t, notes),
        year=_year(raw, t, notes),
        pathways=_pathways(raw, engine, country, t, notes),
        made=_made(raw),
    )
    state.active = _active(raw, len(state.pathways), t, notes)
    if len(notes) > MAX_NOTES:
        notes = [*notes[:MAX_NOTES], t("Further parts of the link were not understood either.")]
    return Decoded(state, notes)


def _fields(query: str) -> tuple[Query, bool]:
    """Split a query into its fields; the first of two with the same name counts."""
    too_long = len(query) > MAX_LENGTH
    found: Query = {}
    for key, value in parse_qsl(query[:MAX_LENGTH], keep_blank_values=True, errors="replace")[:MAX_FIELDS]:
        found.setdefault(key, value)
    return found, too_long


def _migrated(raw: Query) -> tuple[Query, bool]:
    """Bring an older query to this version; say whether it comes from a newer one."""
    text = raw.get("v", str(SCHEMA_VERSION))
    version = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else SCHEMA_VERSION
    while version < SCHEMA_VERSION and version in MIGRATIONS:
        raw = MIGRATIONS[version](raw)
        version += 1
    return raw, version > SCHEMA_VERSION


def _shown(words: str) -> str:
    cut = clean_name(words)[:QUOTED]
    return cut if len(words) <= QUOTED else cut + "…"


def _country(raw: Query, engine: Engine, t: Text, notes: list[str]) -> str:
    known = engine.countries()
    asked = raw.get("country", "").upper()
    if asked in known:
        return asked
    if asked:
        notes.append(
            t("There is no country “{given}” here; {used} is shown instead.", given=_shown(asked),
              used=t.label(engine.country_name(known[0])))
        )  # fmt: skip
    return known[0]


def _view(raw: Query, t: Text, notes: list[str]) -> str:
    view = raw.get("view", VIEWS[0])
    if view in VIEWS:
        return view
    notes.append(t("There is no view “{given}”; the overview is shown.", given=_shown(view)))
    return VIEWS[0]


def _year(raw: Query, t: Text, notes: list[str]) -> int:
    if "year" not in raw:
        return DEFAULT_YEAR
    value = _finite(raw["year"])
    if value is None or value != int(value):
        notes.append(t("“{given}” is not a year; {used} is shown.", given=_shown(raw["year"]),
                       used=t.numbers.year(DEFAULT_YEAR)))  # fmt: skip
        return DEFAULT_YEAR
    year = min(max(int(value), FIRST_YEAR), LAST_YEAR)
    if year != value:
        notes.append(t("The year {given} is outside the model; {used} is shown.", given=_shown(raw["year"]),
                       used=t.numbers.year(year)))  # fmt: skip
    return year


def _active(raw: Query, count: int, t: Text, notes: list[str]) -> int:
    if "active" not in raw:
        return count - 1
    value = _finite(raw["active"])
    if value is None or value != int(value) or not 1 <= value <= count:
        notes.append(t("The link chooses a pathway that it does not have; the last one is chosen."))
        return count - 1
    return int(value) - 1


def _pathways(raw: Query, engine: Engine, iso3: str, t: Text, notes: list[str]) -> list[PathwayState]:
    numbers = [index for index in range(1, MAX_PATHWAYS + 1) if f"p{index}" in raw or f"l{index}" in raw]
    if any(key[:1] in {"p", "l"} and key[1:].isdigit() and int(key[1:6]) > MAX_PATHWAYS for key in raw):
        notes.append(t("Only {count} pathways fit on the screen; the others in the link were left out.",
                       count=t.numbers.whole(MAX_PATHWAYS)))  # fmt: skip
    if not numbers:
        return presets(engine, iso3, t)
    found = []
    for index in numbers:
        given = raw.get(f"p{index}", "")
        name = clean_name(given[:400]) or t("Pathway {letter}", letter="ABCD"[index - 1])
        if len(given) > MAX_NAME * 2:
            notes.append(t("A pathway’s name was longer than {count} characters and was cut.",
                           count=t.numbers.whole(MAX_NAME)))  # fmt: skip
        levers = _levers(raw.get(f"l{index}", ""), engine.levers(iso3), t, notes)
        found.append(PathwayState(name=name, levers=levers))
    return found


def _levers(words: str, registry: Mapping[str, Any], t: Text, notes: list[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for item in words.split(",") if words else []:
        lever_id, _, text = item.partition(":")
        lever = registry.get(lever_id.strip())
        value = _finite(text)
        if lever is None:
            notes.append(t("There is no lever “{given}”; it was left out.", given=_shown(lever_id)))
        elif value is None:
            notes.append(t("“{given}” is not a number for {lever}; the baseline’s value is used.",
                           given=_shown(text), lever=t.label(lever.label)))  # fmt: skip
        elif not lever.applies:
            notes.append(t("{lever} does not apply here: {reason}", lever=t.label(lever.label),
                           reason=t.label(lever.why_not)))  # fmt: skip
        else:
            kept = min(max(value, lever.minimum), lever.maximum)
            if kept != value:
                notes.append(t("{lever} was outside {low} to {high} and is set to {used}.",
                               lever=t.label(lever.label), low=number(lever.minimum),
                               high=number(lever.maximum), used=number(kept)))  # fmt: skip
            if kept != lever.default:
                found[lever_id.strip()] = kept
    return found


def clamp(levers: Mapping[str, float], registry: Mapping[str, Any]) -> dict[str, float]:
    """Return the levers that exist and apply, inside their ranges: what the model may be asked."""
    return {
        lever_id: min(max(float(value), registry[lever_id].minimum), registry[lever_id].maximum)
        for lever_id, value in levers.items()
        if lever_id in registry and registry[lever_id].applies and math.isfinite(value)
    }


def _made(raw: Query) -> Made | None:
    if "model" not in raw and "data" not in raw:
        return None
    net = _finite(raw.get("net", ""))
    try:
        return Made(
            model_version=raw.get("model", ""),
            data_version=raw.get("data", ""),
            net=None if net is None else round(net),
        )
    except ValueError:
        return None


def _finite(words: str) -> float | None:
    if len(words) > 25 or "_" in words:
        return None
    try:
        value = float(words)
    except ValueError:
        return None
    return value if math.isfinite(value) else None
