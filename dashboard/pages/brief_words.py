"""The words of a brief that no number changes."""

from __future__ import annotations

from dashboard.text import Text


def page_words(t: Text, in_year: str) -> dict[str, str]:
    """Return the words of the page that no number changes."""
    return {
        "note": t("Note from the sender"),
        "headlines": t("Key figures, {year}", year=in_year),
        "moved": t("What was moved"),
        "programmes": t("Programmes"),
        "lever": t("Lever"),
        "baseline": t("Baseline"),
        "here": t("Here"),
        "who": t("Who gains, who loses"),
        "women": t("Women and men"),
        "ledger": t("What happens to those who lose"),
        "pays": t("Who pays"),
        "sure": t("How sure?"),
        "conclusion": t("Conclusion"),
        "draws": t("Holds in"),
        "every": t("Sources of jobs a megawatt"),
        "warnings": t("The model warns"),
        "assumed": t("What is assumed"),
        "assumption": t("Assumption"),
        "usual": t("All assumptions are the usual ones."),
        "changed": t("These assumptions were changed, for the baseline and every pathway alike."),
        "difference": t("The baseline is where the country goes without a further decision. Every headline is a difference from it."),
        "world": t("The baseline and all pathways share one world: growth, productivity, prices and parameters are the same."),
        "nature": t("It is not a forecast: it says what this economy would need, year by year, if somebody pays as stated. Prices "
                    "do not clear, and nothing substitutes except through levers."),
        "others": t("The other pathways of this screen"),
        "sources": t("Where figures come from"),
        "grade": t("Grade of the table"),
        "grades": t("Regional detail, and what becomes of people, is modelled (grade C)."),
        "more": t("All sources, checks and errors of method"),
        "record": t("How the model compares with what others published"),
        "back": t("Open this state in the dashboard"),
        "table": t("Table"),
        "sector": t("Sector"),
        "region": t("Region"),
        "created": t("Created"),
        "lost": t("Lost"),
        "net": t("Net"),
        "rate": t("Per 100 workers"),
        "jobs": t("Change in jobs"),
        "range": t("Range"),
    }  # fmt: skip
