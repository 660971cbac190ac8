"""Numbers and names that several pages print."""

from __future__ import annotations

import math

from dashboard.text import Text
from dashboard.text.numbers import sensible_unit, to_unit

FIGURES = 3
"""significant figures of a number on a page"""


def figure(t: Text, value: float | None, decimals: int | None = None) -> str:
    """Return a number with three significant figures, or with so many decimals; "–" where there is none."""
    if value is None or not math.isfinite(value):
        return "–"
    if decimals is None and abs(value) >= 100:
        return t.numbers.whole(to_unit(value, sensible_unit(value)))
    if decimals is None:
        size = math.floor(math.log10(abs(value))) if value else 0
        decimals = min(max(FIGURES - 1 - size, 0), 6)
    return t.numbers.decimal(value, decimals)


def decimals_of(value: float) -> int:
    """Return how many decimals a published number was given with.

    >>> decimals_of(1.2541), decimals_of(27000.0)
    (4, 0)
    """
    return len(format(value, ".10g").partition(".")[2])


def grade_names(t: Text) -> dict[str, str]:
    """Return what the grades of figures mean."""
    return {
        "A": t("official or published"),
        "B": t("estimated from published totals"),
        "C": t("modelled or borrowed"),
    }


def technology_names(t: Text) -> dict[str, str]:
    """Return the names of the ways to make power."""
    return {
        "coal": t("Coal"),
        "gas": t("Gas"),
        "oil": t("Oil"),
        "nuclear": t("Nuclear"),
        "hydro": t("Hydro"),
        "solar": t("Solar"),
        "wind": t("Wind"),
        "bioenergy": t("Bioenergy"),
        "geothermal": t("Geothermal"),
    }


def unit_names(t: Text) -> dict[str, str]:
    """Return the units of published totals, as the packs write them."""
    return {
        "billion US$": t("billion US$"),
        "million US$": t("million US$"),
        "thousand persons": t("thousand persons"),
        "persons": t("persons"),
        "TWh": t("TWh"),
        "GWh": t("GWh"),
        "MW": t("MW"),
        "GW": t("GW"),
        "Mt": t("Mt"),
        "PJ": t("PJ"),
        "Mt CO2e": t("Mt CO₂e"),
        "%": "%",
    }


def tiny(words: str) -> str:
    """Return a small number of a report as print writes it.

    >>> tiny("3.8e-10")
    '3.8 × 10⁻¹⁰'
    """
    size, _, power = words.partition("e")
    raised = str(int(power or 0)).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{size} × 10{raised}" if power else size
