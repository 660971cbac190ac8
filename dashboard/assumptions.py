"""The assumptions of a world as cards: value, range, unit, source, year, grade. A share is written in percent."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.engine import Engine
from dashboard.state.address import number
from dashboard.state.world import bounds
from dashboard.text import Text

GROUPS_FILE = Path(__file__).resolve().parent.parent / "data" / "parameters" / "world_groups.csv"
SHARE = "share"
OTHER = "other"


@dataclass(frozen=True)
class Place:
    """Where a parameter stands among the cards, and what the two ends of a closure mean."""

    group: str
    at_low: str
    at_high: str


@cache
def places() -> dict[str, Place]:
    """Return the place of each parameter, in the order in which the cards are shown."""
    with GROUPS_FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {row["id"]: Place(row["group"], row["at_low"], row["at_high"]) for row in rows}


def group_names(t: Text) -> dict[str, str]:
    """Return the names of the groups of assumptions, in their order."""
    return {
        "closures": t("Who gives way"),
        "growth": t("Growth and power"),
        "money": t("Money"),
        "jobs": t("Jobs a megawatt"),
        "energy": t("Energy, carbon, materials"),
        OTHER: t("Further assumptions"),
    }


def set_names(t: Text) -> dict[str, str]:
    """Return the names of the sets of employment factors, by the model's ids."""
    return {
        "rutovitz-2025": t("Rutovitz and others, 2025"),
        "rutovitz-2015": t("Rutovitz and others, 2015"),
        "jedi": t("JEDI (NREL)"),
        "mayfield": t("Mayfield and others"),
        "remind-irena": t("REMIND and IRENA; Ram and others"),
    }


def set_name(t: Text, set_id: str) -> str:
    """Return the name of one set; its id where it has none."""
    return set_names(t).get(set_id, set_id)


def shown(parameter: Any, value: float) -> float:
    """Return a value as it is written on its card: a share in percent.

    >>> from types import SimpleNamespace
    >>> shown(SimpleNamespace(unit="share"), 0.35)
    35.0
    """
    return round(100 * value, 6) if parameter.unit == SHARE else value


def unit_words(t: Text, parameter: Any) -> str:
    """Return the unit as it stands behind the number."""
    return "%" if parameter.unit == SHARE else t.label(parameter.unit)


def card(t: Text, parameter: Any) -> dict[str, Any]:
    """Return what the browser needs to show and edit one parameter; numbers in the unit of the card."""
    low, high = bounds(parameter)
    place = places().get(parameter.id, Place(OTHER, "", ""))
    return {
        "label": t.label(parameter.label),
        "group": place.group,
        "value": shown(parameter, parameter.value),
        "low": shown(parameter, low),
        "high": shown(parameter, high),
        "scale": 100 if parameter.unit == SHARE else 1,
        "unit": unit_words(t, parameter),
        "ends": [t.label(place.at_low), t.label(place.at_high)] if place.at_low else None,
        "grade": str(parameter.grade)[:1],
        "source": t.label(parameter.source),
        "year": str(parameter.year or ""),
        "note": t.label(parameter.note),
        "own": parameter.scope != "world",
    }


def cards(t: Text, engine: Engine, iso3: str) -> dict[str, dict[str, Any]]:
    """Return the cards of a country by id: closures first, each group in the order of its table."""
    parameters = engine.parameters(iso3)
    order = {name: at for at, name in enumerate(places())}
    groups = list(group_names(t))

    def rank(name: str) -> tuple[int, int]:
        place = places().get(name)
        return (groups.index(place.group if place else OTHER), order.get(name, len(order)))

    return {name: card(t, parameters[name]) for name in sorted(parameters, key=rank)}


def world_boot(t: Text, engine: Engine, iso3: str) -> dict[str, Any]:
    """Return all that the browser needs to show and change the world of a country."""
    return {
        "cards": cards(t, engine, iso3),
        "sets": [{"id": one, "name": set_name(t, one)} for one in engine.factor_sets(iso3)],
        "groups": group_names(t),
        "words": boot_words(t),
    }


def boot_words(t: Text) -> dict[str, str]:
    """Return the words of the panel of assumptions; `{places}` are filled in the browser."""
    return {
        "title": t("Assumptions"),
        "about": t(
            "What no ministry sets. The baseline and all pathways share it: a change here moves both, and the figures remain "
            "differences between them."
        ),
        "closuresNote": t(
            "The sign of net jobs can hang on these: no data settle them. If private money spent here is missing elsewhere, "
            "jobs go there."
        ),
        "factors": t("Jobs a megawatt, by source"),
        "factorsAbout": t("Published sources differ widely. A set is used whole: what is built and run takes its factors."),
        "usual": t("{name} (usual)", name="{name}"),
        "oneChanged": t("1 assumption changed"),
        "changed": t("{count} assumptions changed", count="{count}"),
        "hang": t("The sign of net jobs can hang on them."),
        "resetAll": t("Back to the usual assumptions"),
        "reset": t("Back to {value}", value="{value}"),
        "value": t("Value"),
        "usualValue": t("Usual value"),
        "range": t("Range"),
        "between": t("{low} to {high}", low="{low}", high="{high}"),
        "source": t("Source"),
        "year": t("Year"),
        "grade": t("Grade"),
        "note": t("Note"),
        "own": t("For this country"),
        "A": t("A · official or published"),
        "B": t("B · estimated from published figures"),
        "C": t("C · modelled, borrowed or assumed"),
        "notANumber": t("“{given}” is not a number. Give one from {low} to {high}.", given="{given}", low="{low}",
                        high="{high}"),
        "outside": t("{given} is outside the published range. Give a number from {low} to {high}.", given="{given}",
                     low="{low}", high="{high}"),
        "details": t("Another value, and its source"),
        "close": t("Close"),
    }  # fmt: skip


def summary_of(
    t: Text, engine: Engine, iso3: str, edits: Mapping[str, float], factors: str
) -> list[tuple[str, str, str]]:
    """Return what is changed in a world as (label, usual value, value), for pages and briefs."""
    parameters = engine.parameters(iso3)
    rows = []
    for name, value in edits.items():
        parameter = parameters[name]
        unit = unit_words(t, parameter)
        texts = [f"{number(shown(parameter, one))} {unit}".strip() for one in (parameter.value, value)]
        rows.append((t.label(parameter.label), texts[0], texts[1]))
    if factors:
        sets = engine.factor_sets(iso3)
        rows.append((t("Jobs a megawatt, by source"), set_name(t, sets[0]), set_name(t, factors)))
    return rows
