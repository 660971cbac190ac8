"""The part that is read first: the finding, its second line, the headline figures; and the slider of years."""

from __future__ import annotations

import dash_bootstrap_components as dbc
from dash import html

from dashboard.components.base import empty, hidden_label
from dashboard.text import Text


def finding(t: Text) -> html.Section:
    """Return the finding; the browser fills it, and says it aloud only once a lever rests."""
    return html.Section(
        [
            empty("H1", id="finding", className="finding", tabIndex="-1"),
            html.Div(
                [
                    empty("P", id="second", className="second"),
                    html.Button(id="warnings-button", type="button", className="warnings-button", hidden=True,
                                **{"aria-expanded": "false", "aria-controls": "warnings"}),
                ],
                className="second-row",
            ),
            empty("Ul", id="warnings", className="warnings", hidden=True),
            empty("P", id="spoken", className="visually-hidden", role="status", **{"aria-live": "polite"}),
        ],
        className="finding-box",
    )  # fmt: skip


def years(t: Text, first: int, last: int, chosen: int) -> html.Section:
    """Return the slider of years with its play button; on a phone, the way to the levers stands beside it."""
    return html.Section(
        [
            html.Button(
                "▶", id="play", type="button", className="play", **{"aria-label": t("Play the years"), "aria-pressed": "false"}
            ),
            html.Output(t.numbers.year(chosen), id="year-words", className="year-words", htmlFor="year"),
            hidden_label(t("Year"), "year"),
            html.Div(
                dbc.Input(type="range", id="year", min=first, max=last, step=1, value=str(chosen), debounce=True,
                          class_name="lever-range year-range"),
                className="year-track",
                style={"--at": f"{(chosen - first) / (last - first):.4f}"},
            ),
            html.Span(t.numbers.year(last), className="year-end", **{"aria-hidden": "true"}),
            html.Button(t("Levers"), id="levers-open", type="button", className="primary-button levers-open",
                        **{"aria-expanded": "false", "aria-controls": "levers"}),
        ],
        className="years",
        **{"aria-label": t("Chosen year")},
    )  # fmt: skip
