"""What is said about a lever: its unit, its word for "not at all", and the sentences behind its "i"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dashboard.text import Text


def none_word(t: Text, lever: Any) -> str | None:
    """Return the word for a year beyond the horizon that means "not at all", None for other levers."""
    return t("none") if lever.unit == "year" and lever.default == lever.maximum else None


def unit_sign(t: Text, unit: str) -> str:
    """Return what stands behind the number: the first word of the unit, nothing for a year; the "i" says the rest."""
    return "" if unit == "year" else t.label(unit.split(" ")[0])


def default_words(t: Text, lever: Any) -> str:
    """Return where a lever stands by default, in the language's own signs; a year without group signs."""
    return (
        t.numbers.year(round(lever.default)) if lever.unit == "year" else t.numbers.decimal(lever.default, 3)
    )


def about(t: Text, lever: Any, source_titles: Mapping[str, str]) -> list[str]:
    """Return the sentences behind the "i": what the lever does, its default, its source.

    They travel with the page's data and are shown when asked for: fewer elements for every repaint to pass by.
    """
    unit = "" if lever.unit == "year" else t.label(lever.unit)
    default = none_word(t, lever) or f"{default_words(t, lever)} {unit}".strip()
    # A source is a sentence of the table, or ids of the country's own sources.
    said = t.label(str(lever.source))
    sources = "; ".join(
        source_titles.get(part.strip(), part.strip()) for part in said.split(";") if part.strip()
    )
    sentences = [t.label(lever.description), t("Default: {value}", value=default)]
    return [*sentences, t("Source: {source}", source=sources)] if sources else sentences
