"""A state as the query of an address, and back.

    ?v=2&country=ZAF&lang=en&view=overview&year=2035&active=2
     &p1=Stated+targets&l1=coal-exit-year:2050,renewable-share-2035:38&p2=...&l2=...
     &g1.1=purchase~s:construction~ZA-MP~500~2026~2035~~40~~budget~Warm+schools
     &cmp=1&c=rows:region&w=crowding_out_share:0.5&f=jedi&note=Look+at+Mpumalanga
     &model=1.0&data=2026.11&net=212000&nets=212000,-3000

`p<n>` is the name of a pathway, `l<n>` only the levers that differ from the baseline, `g<n>.<m>` one of its programmes,
`w` and `f` what is changed in the world, `cmp` the pathway that is compared with, `c` what is chosen inside the views.
`decode` never raises: it returns the nearest state it can read, and a sentence for each thing it did not understand.
`assets/js/address.js` is the same encoding in the browser (tests/unit/test_dashboard_address.py holds the two to each other).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, quote, quote_plus

from pydantic import ValidationError

from dashboard.engine import Engine
from dashboard.runs import Runs
from dashboard.state.model import (
    DEFAULT_YEAR,
    FIRST_YEAR,
    LAST_YEAR,
    MAX_NAME,
    MAX_NOTE,
    MAX_PATHWAYS,
    MAX_PROGRAMMES,
    SCHEMA_VERSION,
    VIEWS,
    Choices,
    Made,
    PathwayState,
    ProgrammeState,
    State,
    WorldState,
    clean_name,
)
from dashboard.state.world import bounds
from dashboard.store import LONGEST, Store
from dashboard.text import LANGUAGES, Text, text_for

MAX_LENGTH = 8_000
MAX_FIELDS = 120
MAX_NOTES = 8
QUOTED = 30
"""characters of a stranger's input that are repeated back to them"""
LONGEST_ADDRESS = 1_800
"""a longer address is kept in the store instead, because mail programs and chat cut it"""

Query = dict[str, str]

SAVED_ENERGY = ("building-retrofit", "industrial-efficiency", "clean-transport")


def three_levers_for_saved_energy(raw: Query) -> Query:
    """Version 1 had one lever for all energy saved; the three that took its place stand where it stood."""

    def items(item: str) -> list[str]:
        name, colon, value = item.partition(":")
        given = colon and name.strip() == "energy-efficiency"
        return [f"{lever}:{value}" for lever in SAVED_ENERGY] if given else [item]

    found = dict(raw)
    for key, value in raw.items():
        if key[:1] == "l" and key[1:].isdigit():
            found[key] = ",".join(new for item in value.split(",") for new in items(item))
    return found


MIGRATIONS: dict[int, Callable[[Query], Query]] = {1: three_levers_for_saved_energy}
"""From version n to n + 1: a function on the raw query. A new schema version adds one and never edits an old one."""


@dataclass
class Decoded:
    """The state that was read, and what could not be."""

    state: State
    notes: list[str] = field(default_factory=list)
    sent: bool = False
    """whether somebody made a link of it: it carries the versions that it was made with"""


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
        for place, programme in enumerate(pathway.programmes, start=1):
            parts.append(f"g{index}.{place}={quote_plus(programme_words(programme), safe='')}")
    if state.compare is not None:
        parts.append(f"cmp={state.compare + 1}")
    if state.choices:
        parts.append("c=" + ",".join(f"{name}:{value}" for name, value in state.choices.items()))
    if state.world.edits:
        parts.append("w=" + ",".join(f"{name}:{number(value)}" for name, value in state.world.edits.items()))
    if state.world.factors:
        parts.append(f"f={state.world.factors}")
    if state.note:
        parts.append(f"note={quote_plus(state.note, safe='')}")
    if state.made:
        parts.append(stamp(state.made))
    return "&".join(parts)


def stamp(made: Made) -> str:
    """Return the part of a link that says what it was made with.

    >>> stamp(Made(model_version="1.0", data_version="2026.11", net=5, nets=[5, -3]))
    'model=1.0&data=2026.11&net=5&nets=5,-3'
    """
    parts = [f"model={quote(made.model_version)}", f"data={quote(made.data_version)}"]
    if made.net is not None:
        parts.append(f"net={made.net}")
    if len(made.nets) > 1:
        parts.append("nets=" + ",".join(map(str, made.nets)))
    return "&".join(parts)


def programme_words(one: ProgrammeState) -> str:
    """Return a programme in one line; the name is last, because it may hold any character.

    >>> programme_words(ProgrammeState(name="Roofs", sector="construction", amount=500, first=2026, last=2030))
    'purchase~s:construction~~500~2026~2030~~~~budget~Roofs'
    """
    target = f"s:{one.sector}" if one.sector else f"t:{one.technology}" if one.technology else ""
    shares = [
        "" if share is None else number(share)
        for share in (one.local_content, one.women_share, one.formal_share)
    ]
    years = [str(one.first), str(one.last)]
    return "~".join(
        [one.kind, target, one.region or "", number(one.amount), *years, *shares, one.source, one.name]
    )


def shared_query(state: State, runs: Runs, store: Store) -> str:
    """Return the query of a link to a state: stamped with versions and headline, from the store if it is long."""
    every = [runs.summary(runs.of_pathway(state, pathway)) for pathway in state.pathways]
    nets = [round(float(one.net[one.at(state.year)])) for one in every]
    state.made = Made(
        model_version=runs.engine.model_version,
        data_version=runs.engine.data_version(state.country),
        net=nets[min(state.active, len(nets) - 1)],
        nets=nets,
    )
    query = encode(state)
    return query if len(query) <= LONGEST_ADDRESS else f"v={SCHEMA_VERSION}&s={store.save(query)}"


def read(query: str, engine: Engine, store: Store, accepted_languages: str = "en") -> Decoded:
    """Return the state of an address, from the store where the address names a stored one."""
    given = _fields(query)[0]
    stored_id, language = given.get("s", ""), given.get("lang", "")
    if not stored_id:
        return decode(query, engine, accepted_languages)
    stored = store.load(stored_id)
    if stored is not None and language in LANGUAGES:
        stored = (
            f"lang={language}&{stored}"  # the first of two counts: a reader may read it in another language
        )
    if stored is not None:
        return decode(stored, engine, accepted_languages, LONGEST)
    decoded = decode("", engine, accepted_languages)
    t = text_for(decoded.state.language)
    decoded.notes.append(t("This link is not known here: it may be from another server, or cut short."))
    return decoded


def number(value: float) -> str:
    """Return a value as short as it can be written with six decimals.

    >>> number(2035.0), number(0.5), number(0.00002)
    ('2035', '0.5', '0.00002')
    """
    return f"{value:.6f}".rstrip("0").rstrip(".")


def presets(engine: Engine, iso3: str, t: Text) -> list[PathwayState]:
    """Return the pathways a country starts with."""
    return [
        PathwayState(
            name=t.label(preset.name),
            levers=dict(preset.levers),
            programmes=[
                one.model_copy(update={"name": clean_name(t.label(one.name))}) for one in preset.programmes
            ],
        )
        for preset in engine.presets(iso3)
    ][:MAX_PATHWAYS] or [PathwayState(name=t("My pathway"))]


def decode(query: str, engine: Engine, accepted_languages: str = "en", longest: int = MAX_LENGTH) -> Decoded:
    """Read an address. What is missing takes its default; what is not understood is left out and said."""
    raw, too_long = _fields(query, longest)
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
        choices=_choices(raw, t, notes),
        world=_world(raw, engine, country, t, notes),
        note=_note(raw, t, notes),
        made=_made(raw),
    )
    state.active = _active(raw, len(state.pathways), t, notes)
    state.compare = _compare(raw, len(state.pathways), t, notes)
    if len(notes) > MAX_NOTES:
        notes = [*notes[:MAX_NOTES], t("Further parts of the link were not understood either.")]
    return Decoded(state, notes, sent=state.made is not None)


def _fields(query: str, longest: int = MAX_LENGTH) -> tuple[Query, bool]:
    """Split a query into its fields; the first of two with the same name counts."""
    too_long = len(query) > longest
    found: Query = {}
    for key, value in parse_qsl(query[:longest], keep_blank_values=True, errors="replace")[:MAX_FIELDS]:
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


def _compare(raw: Query, count: int, t: Text, notes: list[str]) -> int | None:
    if "cmp" not in raw:
        return None
    value = _finite(raw["cmp"])
    if value is None or value != int(value) or not 1 <= value <= count:
        notes.append(t("The link compares with a pathway that it does not have; the baseline is used."))
        return None
    return int(value) - 1


def _choices(raw: Query, t: Text, notes: list[str]) -> dict[str, str]:
    """Return what is chosen inside the views, each by itself: one that is not understood takes no other with it."""
    found: dict[str, str] = {}
    for part in filter(None, raw.get("c", "").split(",")):
        name, _, value = part.partition(":")
        try:
            Choices.model_validate({name: value})
            found[name] = value
        except ValidationError:
            notes.append(t("“{given}” is no choice that a view has; it was left out.", given=_shown(part)))
    return found


def _note(raw: Query, t: Text, notes: list[str]) -> str:
    given = raw.get("note", "")
    if len(given) > MAX_NOTE:
        notes.append(t("The sender’s note was longer than {count} characters and was cut.",
                       count=t.numbers.whole(MAX_NOTE)))  # fmt: skip
    return clean_name(given[: 4 * MAX_NOTE], MAX_NOTE)


def _world(raw: Query, engine: Engine, iso3: str, t: Text, notes: list[str]) -> WorldState:
    edits: dict[str, float] = {}
    given = raw.get("w", "")
    parameters = engine.parameters(iso3) if given else {}
    for item in given.split(",") if given else []:
        name, _, text = item.rpartition(":")
        parameter, value = parameters.get(name), _finite(text)
        if parameter is None:
            notes.append(t("There is no assumption “{given}”; it was left out.", given=_shown(name or text)))
            continue
        label = t.label(parameter.label)
        if value is None:
            notes.append(t("“{given}” is not a number for {label}; the usual value is used.",
                           given=_shown(text), label=label))  # fmt: skip
            continue
        low, high = bounds(parameter)
        kept = min(max(value, low), high)
        if kept != value:
            notes.append(t("{lever} was outside {low} to {high} and is set to {used}.",
                           lever=label, low=number(low), high=number(high), used=number(kept)))  # fmt: skip
        if kept != parameter.value:
            edits[name] = kept
    return WorldState(edits=edits, factors=_factors(raw, engine, iso3, t, notes))


def _factors(raw: Query, engine: Engine, iso3: str, t: Text, notes: list[str]) -> str:
    asked = raw.get("f", "")
    sets = engine.factor_sets(iso3) if asked else ()
    if not asked or asked in sets[1:]:
        return asked
    if asked not in sets:
        notes.append(
            t("There is no set of job factors “{given}”; the usual one is used.", given=_shown(asked))
        )
    return ""


def _programmes(
    raw: Query, index: int, engine: Engine, iso3: str, t: Text, notes: list[str]
) -> list[ProgrammeState]:
    places = sorted(int(key[3:6]) for key in raw if key.startswith(f"g{index}.") and key[3:].isdigit())
    if len(places) > MAX_PROGRAMMES:
        notes.append(t("A pathway holds {count} programmes at most; the others in the link were left out.",
                       count=t.numbers.whole(MAX_PROGRAMMES)))  # fmt: skip
    found = []
    for place in places[:MAX_PROGRAMMES]:
        one = read_programme(raw.get(f"g{index}.{place}", ""))
        if one is None:
            notes.append(t("A programme in the link could not be read; it was left out."))
            continue
        economy = engine.economy(iso3)
        known = (
            (one.sector is None or one.sector in economy.sectors)
            and (one.technology is None or one.technology in economy.technologies)
            and (one.region is None or one.region in economy.regions)
        )
        if known:
            found.append(one)
        else:
            notes.append(t("The programme {name} names a sector, technology or region that this country does not have; it was "
                           "left out.", name=t.name(one.name)))  # fmt: skip
    return found


def read_programme(words: str) -> ProgrammeState | None:
    """Return the programme of one line of an address, None where it cannot be."""
    parts = words.split("~", 10)
    if len(parts) != 11:
        return None
    kind, target, region, amount, first, last, local, women, formal, source, name = parts
    shares = [None if text == "" else _finite(text) for text in (local, women, formal)]
    unread = any(text and share is None for text, share in zip((local, women, formal), shares, strict=True))
    names = {"s:": "sector", "t:": "technology"}
    # A transfer is paid to households: it has no target.
    if unread or (target[:2] not in names and (target or kind != "transfer")):
        return None
    try:
        return ProgrammeState.model_validate(
            {
                "name": name[:400],
                "kind": kind,
                names.get(target[:2], "sector"): target[2:] or None,
                "region": region or None,
                "amount": _finite(amount),
                "first": _finite(first),
                "last": _finite(last),
                "local_content": shares[0],
                "women_share": shares[1],
                "formal_share": shares[2],
                "source": source,
            }
        )
    except ValidationError:
        return None


def _pathways(raw: Query, engine: Engine, iso3: str, t: Text, notes: list[str]) -> list[PathwayState]:
    named = {_pathway_number(key) for key in raw}
    numbers = [index for index in range(1, MAX_PATHWAYS + 1) if index in named]
    if any(number > MAX_PATHWAYS for number in named):
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
        programmes = _programmes(raw, index, engine, iso3, t, notes)
        found.append(PathwayState(name=name, levers=levers, programmes=programmes))
    return found


def _pathway_number(key: str) -> int:
    """Return which pathway a field is about, 0 for none.

    >>> [_pathway_number(key) for key in ("p2", "l12", "g3.1", "year", "g3", "p2.1")]
    [2, 12, 3, 0, 0, 0]
    """
    digits, dot, place = key[1:].partition(".")
    fits = (key[:1] in {"p", "l"} and not dot) or (key[:1] == "g" and place.isdigit())
    return int(digits[:5]) if fits and digits.isascii() and digits.isdigit() else 0


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


def _made(raw: Query) -> Made | None:
    if "model" not in raw and "data" not in raw:
        return None
    net = _finite(raw.get("net", ""))
    given = [_finite(words) for words in raw.get("nets", "").split(",")][: MAX_PATHWAYS + 1]
    try:
        return Made(
            model_version=raw.get("model", ""),
            data_version=raw.get("data", ""),
            net=None if net is None else round(net),
            nets=[round(value) for value in given if value is not None] if len(given) <= MAX_PATHWAYS else [],
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
