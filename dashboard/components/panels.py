"""What opens on demand: the sources, the baseline explained, what a link brought, notes about an address."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

import dash_bootstrap_components as dbc
from dash import html

from dashboard.components.base import empty
from dashboard.text import Text


def footer(t: Text, model_version: str, data_version: str) -> html.Footer:
    """Return the last line of the page: versions, and the way to the sources."""
    versions = t("Model {model} · data {data}", model=model_version, data=data_version)
    return html.Footer(
        [
            html.Span(t("Every figure is a difference from the baseline of the same year."), className="footer-note"),
            html.Span(versions, id="versions"),
            empty("Nav", id="method-links", className="method-links", **{"aria-label": t("Method")}),
            html.Button(t("Keyboard"), id="keys-button", type="button", className="link-button",
                        **{"aria-haspopup": "dialog"}),
            html.Button(t("Assumptions"), id="world-button", type="button", className="link-button",
                        **{"aria-haspopup": "dialog"}),
            html.Button(t("Sources"), id="sources-button", type="button", className="link-button",
                        **{"aria-haspopup": "dialog"}),
        ],
        className="footer",
    )  # fmt: skip


def web_address(url: str) -> bool:
    """Say whether an address of a pack is one of the web: only those become links.

    >>> web_address("https://www.iea.org"), web_address("javascript:alert(1)")
    (True, False)
    """
    return urlsplit(url).scheme in {"http", "https"}


def source_item(t: Text, source: dict[str, Any]) -> html.Li:
    """Return one source. Only a web address from the pack becomes a link, and it opens without telling it who asks."""
    title = str(source.get("title") or source.get("id") or "")
    url = str(source.get("url") or "")
    year = str(source.get("year") or "")
    linked = web_address(url)
    # Titles and publishers are names and stay as they are; what is said about them is translated.
    name = html.Bdi(title, lang="en")
    head = html.A(name, href=url, target="_blank", rel="noopener noreferrer") if linked else html.Span(name)
    publisher = html.Bdi(str(source.get("publisher") or ""), lang="en")
    details = "".join(f" · {part}" for part in (year, t.label(str(source.get("licence") or ""))) if part)
    note = t.label(str(source.get("note") or ""))
    return html.Li(
        [head, html.Div([publisher, details], className="source-details"), html.Div(note) if note else None]
    )


def sources(t: Text, economy: Any) -> dbc.Offcanvas:
    """Return the panel with every publisher, year and licence of the country's pack."""
    items = [source_item(t, dict(source)) for source in economy.sources]
    grades = html.P(
        t("Grades: A official or published, B estimated from published totals, C modelled or borrowed.")
    )
    return dbc.Offcanvas(
        [
            grades,
            html.Ul(items, className="source-list")
            if items
            else html.P(t("This country’s pack names no source.")),
        ],
        id="sources-panel",
        title=html.Span(t("Sources: {country}", country=t.label(str(economy.name))), id="sources-title"),
        labelledby="sources-title",
        placement="end",
        is_open=False,
        scrollable=True,
        class_name="panel",
    )


def baseline(t: Text, sentences: Sequence[str]) -> dbc.Offcanvas:
    """Return the panel that says what the baseline is: every headline is a difference from it."""
    return dbc.Offcanvas(
        [html.P(sentence) for sentence in sentences],
        id="baseline-panel",
        title=html.Span(t("The baseline"), id="baseline-title"),
        labelledby="baseline-title",
        placement="end",
        is_open=False,
        class_name="panel",
    )


def baseline_sentences(t: Text) -> list[str]:
    """Return what the baseline assumes, as the model's documentation states it."""
    return [
        t(
            "The baseline is where the country goes without a further decision. Every headline is a difference from it."
        ),
        t(
            "GDP grows as the IMF’s outlook says to 2029 and by a stated rule after; population follows the United Nations."
        ),
        t("Power plants retire at the end of their technical life; only announced plants are added."),
        t(
            "The baseline and all pathways share one world: growth, productivity, prices and parameters are the same."
        ),
    ]


def sent(t: Text) -> html.Section:
    """Return the line that says what a link brought; the browser fills and shows it (assets/js/sent.js)."""
    return empty("Section", id="sent", className="sent", hidden=True, **{"aria-label": t("What was sent")})


def notes(t: Text, sentences: Sequence[str]) -> html.Div:
    """Return what was not understood in the address, as a note that can be closed."""
    return html.Div(
        [
            html.Ul([html.Li(sentence) for sentence in sentences]),
            html.Button(t("Close"), id="notes-close", type="button", className="link-button"),
        ],
        id="notes",
        className="notes",
        role="status",
        hidden=not sentences,
    )


def trouble() -> html.Div:
    """Return the line that says when the server is away; the browser fills and shows it."""
    return empty("Div", id="trouble", className="trouble", role="alert", hidden=True)
