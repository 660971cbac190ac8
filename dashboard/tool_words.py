"""The words of the tools: what the browser says by itself about replay, keys, order and the way back. `{places}` are filled there."""

from __future__ import annotations

from typing import Any

from dashboard.text import Text


def tool_words(t: Text) -> dict[str, Any]:
    """Return the words by their names in assets/js."""
    return {
        "close": t("Close"),
        "stop": t("Stop"),
        "replay": t("Replay"),
        "replaying": t("Replaying {lever}: from {from} to {to}", **places("lever", "from", "to")),
        "replayingPathway": t("Replaying the change from {from} to {to}", **places("from", "to")),
        "replayingAll": t("Replaying the last change"),
        "backToDefault": t("Back to the default"),
        "backTo": t("{lever}: back to the default, {value}", **places("lever", "value")),
        "earlier": t("Move one place forward"),
        "later": t("Move one place back"),
        **download_words(t),
        **comparison_words(t),
        "charts": t("Charts"),
        "chartOf": t("{number} of {all}", **places("number", "all")),
        "previousChart": t("Previous chart (Page Up)"),
        "nextChart": t("Next chart (Page Down)"),
        "keyboard": t("Keyboard"),
        "singleKeys": t("Single keys do something (switch them off if you dictate)"),
        "keys": [
            [["Tab"], t("Go to the next control")],
            [["←", "→"], t("Move the lever or the year one step")],
            [["Home", "End"], t("Move the lever or the year to its end")],
            [["Ctrl+Z"], t("Undo")],
            [["Ctrl+Y"], t("Redo")],
            [["R"], t("Replay the last change, or stop")],
            [["1", "2", "3", "4"], t("Show the first to the fourth pathway")],
            [[",", "."], t("One year back, one year on")],
            [["P"], t("Play the years, or pause")],
            [["B"], t("Return to what was sent by a link")],
            [["Page Down", "Page Up"], t("Next and previous chart, on the projector")],
            [["Esc"], t("Close what is open")],
            [["?"], t("This list")],
        ],
    }


def modelled_on(t: Text, grade: str) -> str:
    """Return what stands behind every headline: the model, on a table of this grade (A, B or C)."""
    words = {"A": t("Modelled, on an official table"), "B": t("Modelled, on an estimated table")}
    return words.get(grade[:1].upper(), t("Modelled, on a modelled table"))


def comparison_words(t: Text) -> dict[str, Any]:
    """Return the words of the control that chooses what a pathway is compared with."""
    return {
        "versus": t("vs {name}", **places("name")),
        "comparedWithOf": t("Compared with: {name}", **places("name")),
        "whatIsBaseline": t("What the baseline is"),
        "against": t("against {name}", **places("name")),
        "unitsAgainst": {
            "1": t("Jobs against {name}, per year", **places("name")),
            "1000": t("Thousand jobs against {name}, per year", **places("name")),
            "1000000": t("Million jobs against {name}, per year", **places("name")),
        },
        "rateAgainst": t("Change per 100 workers against {name} · modelled", **places("name")),
        "rangeIsBaseline": t("Ranges are against the baseline only: compare with it to see them."),
        "viewIsBaseline": t("The view below is against the baseline."),
    }


def download_words(t: Text) -> dict[str, str]:
    """Return the words of what a chart can be taken away as, and of what stands in the files."""
    return {
        "download": t("Download"),
        "downloadOf": t("Download: {chart}", **places("chart")),
        "png": t("Picture (PNG)"),
        "svg": t("Picture to edit (SVG)"),
        "csv": t("Data (CSV)"),
        "againstBaseline": t("against the baseline"),
        "comparedWith": t("Compared with"),
        "country": t("Country"),
        "pathway": t("Pathway"),
        "unit": t("Unit"),
        "jobs": t("Jobs"),
        "versionsOf": t("Versions"),
        "versions": t("Model {model} · data {data}", **places("model", "data")),
        "modelled": t("modelled"),
        "source": t("Source"),
        "sourceLine": t(
            "Just Transition Pathways: modelled on published figures; the page at the link lists every source"
        ),
        "link": t("Link"),
    }


def places(*names: str) -> dict[str, str]:
    """Return places that are filled by themselves: the browser knows what belongs there."""
    return {name: "{" + name + "}" for name in names}
