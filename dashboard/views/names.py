"""What the views are called: a short word for the row of buttons, and the question that each one answers."""

from __future__ import annotations

from dashboard.text import Text


def short_names(t: Text) -> dict[str, str]:
    """Return the word on each view's button."""
    return {
        "overview": t("Overview"),
        "sectors": t("Sectors"),
        "women": t("Women and men"),
        "regions": t("Regions"),
        "people": t("People"),
        "transition": t("Transition"),
        "pays": t("Who pays?"),
        "power": t("Power"),
        "heat": t("Heat"),
        "why": t("Why?"),
    }


def questions(t: Text) -> dict[str, str]:
    """Return the question of each view."""
    return {
        "overview": t("How many jobs?"),
        "sectors": t("Which sectors?"),
        "women": t("Women and men"),
        "regions": t("Which regions?"),
        "people": t("Which people?"),
        "transition": t("What happens to those who lose?"),
        "pays": t("Who pays?"),
        "power": t("Power and climate"),
        "heat": t("Heat"),
        "why": t("Why?"),
    }
