"""Names of the kinds of people that the views speak of."""

from __future__ import annotations

from dashboard.text import Text


def dimension_names(t: Text) -> dict[str, str]:
    """Return the names of the kinds of people that jobs are split by."""
    return {
        "skill": t("Skill level of the job"),
        "age": t("Age"),
        "formality": t("Formal and informal"),
        "sex": t("Women and men"),
        "region": t("Region"),
    }


def category_names(t: Text) -> dict[str, str]:
    """Return the names of the categories along each of them."""
    return {
        "low": t("Low skill"),
        "medium": t("Medium skill"),
        "high": t("High skill"),
        "youth": t("Under 25"),
        "adult": t("25 and older"),
        "formal": t("Formal"),
        "informal": t("Informal"),
        "women": t("Women"),
        "men": t("Men"),
    }


def green_names(t: Text) -> dict[str, str]:
    """Return the names of the definitions of green jobs."""
    return {
        "output": t("By what is made"),
        "process": t("By saving energy"),
        "decent": t("Both, and decent"),
    }
