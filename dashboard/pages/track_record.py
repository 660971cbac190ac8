"""/track-record: every published case with the published number beside ours, and what the two say of each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from dashboard.engine import Engine
from dashboard.pages import records
from dashboard.pages.words import decimals_of, figure
from dashboard.state import PathwayState, State
from dashboard.state.address import encode
from dashboard.state.model import VIEWS, ProgrammeState
from dashboard.text import Text
from model.cases import TrackRow

PATH = "/track-record"
MARKS = {"within": "✓", "outside": "✗", "comparator": "≈", "nothing published": "–", "not shown": "○"}
ALL = ""


def verdict_names(t: Text) -> dict[str, str]:
    """Return the verdicts, in the order in which they are counted."""
    return {
        "within": t("within"),
        "outside": t("outside"),
        "comparator": t("comparator"),
        "nothing published": t("nothing published"),
        "not shown": t("not shown"),
    }


def verdict_meanings(t: Text) -> dict[str, str]:
    """Return what each verdict means."""
    return {
        "within": t("the published figure lies in our range, or ours within the stated tolerance"),
        "outside": t("it does not; beside it stands what would close the gap"),
        "comparator": t("a figure of another country or of the world, so there is no verdict"),
        "nothing published": t("the country and its pathway run; there is no figure to meet yet"),
        "not shown": t("published, but the model has no such figure; the reason stands beside it"),
    }


def values(
    t: Text, engine: Engine, rows: Sequence[TrackRow], country: str, verdict: str, topic: str
) -> dict[str, Any]:
    """Return what the page shows; a filter that names nothing known filters nothing."""
    names = {iso3: t.label(engine.country_name(iso3)) for iso3 in engine.countries()}
    verdicts = verdict_names(t)
    topics = sorted({one for row in rows for one in row.topics}, key=t.label)
    country = country if country in names else ALL
    verdict = verdict if verdict in verdicts else ALL
    topic = topic if topic in topics else ALL
    shown = [
        row
        for row in rows
        if (not country or country in row.countries)
        and (not verdict or row.verdict == verdict)
        and (not topic or topic in row.topics)
    ]
    counted: Counter[str] = Counter(row.verdict for row in shown)
    return {
        "lead": t(
            "What others published, beside what this model says. No parameter is tuned to a case: what does not fit is "
            "shown not fitting."
        ),
        "filters": [
            _filter(t("Country"), "for", country, t("All countries"), names),
            _filter(t("Verdict"), "verdict", verdict, t("All verdicts"), verdicts),
            _filter(t("Topic"), "topic", topic, t("All topics"), {one: t.label(one) for one in topics}),
        ],
        "show": t("Show"),
        "everything": t("Show all"),
        "filtered": bool(country or verdict or topic),
        "action": PATH,
        "summary": t.count(
            "{count} figure:", "{count} figures:", len(shown)
        ) + " " + " · ".join(f"{words} {t.numbers.whole(counted[name])}" for name, words in verdicts.items()),
        "meanings": [(MARKS[name], verdicts[name], words) for name, words in verdict_meanings(t).items()],
        "cases": _cases(t, engine, shown, names),
        "nothing": t("No case fits these filters."),
        "heads": [t("Figure"), t("Published"), t("Ours"), t("Range"), t("Verdict")],
        "said": {
            "assumptions": t("As published, and our assumptions"),
            "inputs": t("As published"),
            "ours": t("Ours, where the source is silent"),
            "open": t("Open in the dashboard"),
            "how": t("How to read a verdict"),
        },
        "ranges": t(
            "The range is the 5th to 95th percentile of the draws of all parameters; for jobs of a project, the least and the "
            "most of all sets of employment factors; for figures of every country, their median, least and most."
        ),
    }  # fmt: skip


def _filter(label: str, key: str, chosen: str, everything: str, options: dict[str, str]) -> dict[str, Any]:
    listed = [(ALL, everything), *options.items()]
    return {
        "label": label,
        "key": key,
        "options": [(value, words, value == chosen) for value, words in listed],
    }


def _cases(t: Text, engine: Engine, rows: Sequence[TrackRow], names: dict[str, str]) -> list[dict[str, Any]]:
    """Return one entry a case, its figures in order."""
    found: dict[str, dict[str, Any]] = {}
    for row in rows:
        case = found.setdefault(row.id, _head(t, engine, row, names))
        case["figures"].append(_figure(t, row))
    return list(found.values())


def _head(t: Text, engine: Engine, row: TrackRow, names: dict[str, str]) -> dict[str, Any]:
    if len(row.countries) > 1:
        where = t("all countries")
    else:
        where = ", ".join(names.get(iso3, iso3) for iso3 in row.countries) or t("arithmetic")
    return {
        "id": row.id,
        "title": t.label(row.title),
        "where": where,
        "topics": [t.label(topic) for topic in row.topics],
        "source": t.label(row.source),
        "inputs": [t.label(words) for words in row.inputs],
        "assumptions": [t.label(words) for words in row.assumptions],
        "opens": opens(t, engine, row),
        "figures": [],
    }


def opens(t: Text, engine: Engine, row: TrackRow) -> str:
    """Return the address of the dashboard at the case's state, "" where it has none."""
    state = row.opens
    if state.country not in engine.countries():
        return ""
    view = state.view if state.view in VIEWS else VIEWS[0]
    presets = {one.id: one for one in engine.presets(state.country)}
    pathways = [
        PathwayState(name=t.label(one.name), levers=dict(one.levers), programmes=list(one.programmes))
        for one in presets.values()
        if one.id in state.presets
    ]
    run = records.pathway_of_case(row.id)
    name = t("Case {number}", number=row.id)
    programmes = [ProgrammeState(**{"name": name, **entry}) for entry in run.get("programmes", ())]
    if run.get("levers") or programmes:
        start = presets.get(run.get("preset", ""))
        levers = {**(start.levers if start else {}), **run.get("levers", {})}
        pathways.append(PathwayState(name=name, levers=levers, programmes=programmes))
    if not pathways:
        query = {"country": state.country, "year": str(state.year), "view": view, "lang": t.language.tag}
        return "/?" + urlencode(query)
    whole = State(
        country=state.country, language=t.language.tag, view=view, year=state.year, pathways=pathways,
        active=len(pathways) - 1,
    )  # fmt: skip
    return "/?" + encode(whole)


def _figure(t: Text, row: TrackRow) -> dict[str, Any]:
    decimals = decimals_of(row.published) if row.published is not None and abs(row.published) < 10 else None
    year = row.unit == "year"

    def number(value: float | None) -> str:
        return t.numbers.year(round(value)) if year and value is not None else figure(t, value, decimals)

    unit = "" if year else t.label(row.unit)
    if row.published is not None:
        published = _with_unit(number(row.published), unit)
    else:
        published = "–" if row.verdict == "nothing published" else t.label(row.published_text)
    return {
        "what": t.label(row.figure) or t.label(row.title),
        "published": published,
        "ours": _with_unit(number(row.ours), unit) if row.ours is not None else "–",
        "range": t("{low} to {high}", low=number(row.low), high=number(row.high))
        if row.low is not None and row.high is not None and row.low != row.high
        else "–",
        "median": t("median") if row.several and row.ours is not None else "",
        "verdict": row.verdict.replace(" ", "-"),
        "mark": MARKS[row.verdict],
        "said": verdict_names(t)[row.verdict],
        "gap": _gap(t, row),
        "closes": t.label(row.closes),
    }


def _gap(t: Text, row: TrackRow) -> str:
    if row.gap is None:
        return ""
    words = t.numbers.led_by_sign(row.gap, figure(t, abs(row.gap)))
    return _with_unit(words, t.label(row.gap_unit))


def _with_unit(number: str, unit: str) -> str:
    return f"{number}\u00a0{unit}" if unit else number
