"""/accessibility: which standard, what is tested, what is known to fall short, and how to report it."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import urlsplit

from dashboard.text import Text

PATH = "/accessibility"
CONTACT = "ACCESSIBILITY_CONTACT"
"""environment: an e-mail or a web address of those who run the server"""


def contact() -> str:
    """Return what CONTACT leads to, "" where it is unset or neither an e-mail nor a web address.

    >>> os.environ[CONTACT] = "javascript:alert(1)"; contact(); del os.environ[CONTACT]
    ''
    """
    given = os.environ.get(CONTACT, "").strip()
    if urlsplit(given).scheme in {"http", "https"}:
        return given
    return f"mailto:{given}" if given.count("@") == 1 and not set(given) & set(' <>"\\?&:') else ""


def values(t: Text) -> dict[str, Any]:
    """Return what the page shows."""
    address = contact()
    return {
        "lead": t(
            "This dashboard is made for everyone: with a keyboard, a screen reader, a small screen, strong magnification, without "
            "colour vision, or without a quick connection."
        ),
        "sections": [
            (t("Standard"), [
                t("We aim at the Web Content Accessibility Guidelines (WCAG) 2.2 at level AA, the standard that EN 301 549 builds on. "
                  "We state partial conformance: what is known to fall short stands below."),
            ]),
            (t("What is done"), [
                t("Every chart has its finding as its title, and a table behind it that a screen reader reads."),
                t("Everything can be done with a keyboard, and the focus is always visible. “Keyboard” in the last line of "
                  "the screen lists "
                  "the keys."),
                t("Created and lost differ in pattern as well as in colour; pathways carry letters; colours are told apart "
                  "with every common "
                  "kind of colour vision."),
                t("Light, dark and projector themes; movement stops where the system asks for less of it; pages hold at 200 % "
                  "zoom and on a "
                  "phone 390 pixels wide."),
                t("Languages that run from right to left turn the page round; time runs from left to right in every language."),
                t("The brief has the same findings as plain text, without scripts, for readers whose browser does not run the "
                  "dashboard."),
            ]),
            (t("What is tested"), [
                t("With every version, axe-core looks at the screen, its panels and these pages in Chromium: on a desk, on a "
                  "phone, from right "
                  "to left. A release needs zero findings."),
                t("Tests drive levers, years and pathways by keyboard and by touch, and measure contrast (4.5 to 1 for text) and the "
                  "differences of colours in each theme."),
            ]),
            (t("Known limits"), [
                t("Tests by people with disabilities, and with screen readers other than the browser’s own tree, have not "
                  "been made yet."),
                t("The drawings of charts are pictures to a screen reader: their numbers are in the table, not in the drawing."),
                t("The map cannot be explored by keyboard; the list beside it has the same figures."),
                t("Only Chromium is tested by machine; Firefox and Safari are not."),
                t("Titles of sources are in the language of their publisher."),
            ]),
        ],
        "report": t("How to report a barrier"),
        "report_words": t("Say what you wanted to do, on which page, and with which browser and aid.")
        + " "
        + (t("Write to those who run this server:") if address
           else t("Write to those who sent you the link or who run this server; they have not given an address here.")),
        "contact": address,
        "contact_words": address.removeprefix("mailto:"),
    }  # fmt: skip
