"""What the browser gets once, with the page: words, levers, names, outlines, the state, and the first answers."""

from __future__ import annotations

from typing import Any

from dashboard import theme
from dashboard.answer import answer, baseline_series, region_names
from dashboard.assumptions import world_boot
from dashboard.comparison import Reference
from dashboard.engine import group_labels
from dashboard.figures import jobs, regions, sectors
from dashboard.headlines import headline_labels
from dashboard.lever_words import about, none_word, unit_sign
from dashboard.programme_words import programme_boot
from dashboard.runs import Runs
from dashboard.sent import page_names, share_words, what_was_sent
from dashboard.state import MAX_NAME, MAX_PATHWAYS, State
from dashboard.state.address import LONGEST_ADDRESS, presets
from dashboard.state.model import MAX_NOTE
from dashboard.text import Text
from dashboard.tool_words import modelled_on, tool_words
from dashboard.views import answers
from dashboard.views.answers import LIVE
from dashboard.views.ids import OVERVIEW, VIEWS
from dashboard.views.names import questions, short_names

Boot = dict[str, Any]


def boot(t: Text, runs: Runs, state: State) -> Boot:
    """Return everything static for a country in a language, and the answers for the state's pathways."""
    engine = runs.engine
    iso3 = state.country
    economy = engine.economy(iso3)
    titles = {str(source["id"]): str(source.get("title") or source["id"]) for source in economy.sources}
    scenarios = [runs.of_pathway(state, pathway) for pathway in state.pathways]
    first_answers = [
        answer(t, runs, scenario, state.year, pathway.name, compared_with(runs, state, slot))
        for slot, (scenario, pathway) in enumerate(zip(scenarios, state.pathways, strict=True))
    ]
    return {
        "state": state.model_dump(exclude={"made"}),
        "versions": {"model": engine.model_version, "data": engine.data_version(iso3)},
        "locale": str(t.numbers.locale).replace("_", "-"),
        "direction": t.language.direction,
        "years": list(runs.summary(scenarios[0]).years),
        "levers": {
            lever_id: {
                "label": t.label(lever.label),
                "minimum": lever.minimum,
                "maximum": lever.maximum,
                "default": lever.default,
                "unit": unit_sign(t, lever.unit),
                "none": none_word(t, lever),
                "number": t("{lever}, as a number", lever=t.label(lever.label)),
                "about": t("About {lever}", lever=t.label(lever.label)),
                "sentences": about(t, lever, titles),
            }
            for lever_id, lever in engine.levers(iso3).items()
            if lever.applies
        },
        "groups": [t.label(label) for label in group_labels().values()],
        "rest": sectors.rest_name(t),
        "regions": [
            {"id": region, "name": name}
            for region, name in zip(economy.regions, region_names(t, economy), strict=True)
        ],
        "map": regions.drawing(economy.geometry),
        "baseline": baseline_series(runs.summary(scenarios[0].usual.baseline)),
        "answers": first_answers,
        "headlines": headline_labels(t),
        "charts": chart_words(t),
        "presets": [one.model_dump() for one in presets(engine, iso3, t)],
        "theme": {
            "pathways": theme.PATHWAYS,
            "letters": theme.LETTERS,
            "created": theme.CREATED,
            "lost": theme.LOST,
        },
        "limits": {"name": MAX_NAME, "pathways": MAX_PATHWAYS, "address": LONGEST_ADDRESS},
        "views": view_words(t),
        "themes": {"light": t("Light"), "dark": t("Dark"), "projector": t("Projector")},
        "world": world_boot(t, engine, iso3),
        "words": browser_words(t),
        "sent": what_was_sent(t, runs, state),
        "share": share_words(t, MAX_NOTE),
        "pages": page_names(t),
        "tools": {**tool_words(t), "modelledOn": modelled_on(t, str(economy.grade))},
        "programmes": programme_boot(t, economy),
    }


def compared_with(runs: Runs, state: State, slot: int) -> Reference | None:
    """Return what a pathway of the state is compared with: None is the baseline, as for a pathway and itself."""
    if state.compare is None or state.compare == slot:
        return None
    other = state.pathways[state.compare]
    return Reference(other.name, runs.of_pathway(state, other))


def view_words(t: Text) -> dict[str, dict[str, Any]]:
    """Return each view's button, its question, and whether it is repainted while a lever moves."""
    names, asked = short_names(t), questions(t)
    return {
        view: {"name": names[view], "question": asked[view], "live": view in LIVE}
        for view in VIEWS
        if view == OVERVIEW or view in answers.VIEWS
    }


def chart_words(t: Text) -> dict[str, str]:
    """Return the question that each chart answers, by the chart's name."""
    return {
        "jobs": t("How many jobs?"),
        "sectors": t("Which sectors?"),
        "women": t("Women and men"),
        "regions": t("Which regions?"),
    }


def browser_words(t: Text) -> dict[str, Any]:
    """Return the words that the browser writes by itself; `{places}` are filled there."""
    return {
        "units": {"jobs": jobs.unit_words(t), "sectors": sectors.unit_words(t)},
        "baseline": t("Baseline"),
        "allJobs": t("All jobs"),
        "year": t("Year"),
        "region": t("Region"),
        "sector": t("Sector"),
        "created": t("Created"),
        "lost": t("Lost"),
        "net": t("Net"),
        "change": t("Change in jobs"),
        "rate": t("Per 100 workers"),
        "shareCreated": t("Women’s share of jobs created, percent"),
        "netJobs": t("Net jobs against the baseline"),
        "netIn": t("Net jobs, {year}", year="{year}"),
        "name": t("Name of the pathway"),
        "copy": t("Copy"),
        "copyOf": t("{name} (copy)", name="{name}"),
        "reset": t("Reset to the baseline"),
        "delete": t("Delete"),
        "fromBaseline": t("New from the baseline"),
        "newName": t("New pathway"),
        "preset": t("Preset: {name}", name="{name}"),
        "menu": t("Change {name}", name="{name}"),
        "full": t("Four pathways are the most that fit; delete one first."),
        "oneWarning": t("1 warning"),
        "warnings": t("{count} warnings", count="{count}"),
        "away": t("The server does not answer. Your settings are safe; trying again…"),
        "play": t("Play the years"),
        "pause": t("Pause"),
        "showTable": t("Table"),
        "tableOf": t("Table: {chart}", chart="{chart}"),
        "hideTable": t("Chart"),
        "sure": t("How sure?"),
        "sureMore": t("Why so wide?"),
        "sureTitle": t("How sure?"),
        "sureChange": t("Change assumptions"),
        "close": t("Close"),
        "working": t("Working it out…"),
        "explained": t("How it is worked out"),
        "explainedOf": t("How it is worked out: {chart}", chart="{chart}"),
        "showParts": t("Show what {name} is made of", name="{name}"),
    }
