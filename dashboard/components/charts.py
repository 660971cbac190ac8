"""The four charts as cards: a title that states the finding, a line that says what is drawn, the drawing.

The browser adds to each card its table and the layer of labels (assets/js/cards.js): every element of Dash listens to
every repaint, so a card has no more of them than it needs.
"""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from dashboard.components.base import empty
from dashboard.figures.common import CONFIG, Figure
from dashboard.text import Text


def card(name: str, subtitle: str, body: list[Any]) -> html.Article:
    """Return one chart's card."""
    return html.Article(
        [
            empty("H2", id=f"title-{name}", className="chart-title"),
            html.P(subtitle, id=f"subtitle-{name}", className="chart-subtitle"),
            html.Div(body, className=f"chart-body chart-body-{name}"),
        ],
        id=f"card-{name}",
        className=f"chart chart-{name}",
        **{"data-chart": name},
    )


def plot(name: str, figure: Figure, words: str) -> html.Div:
    """Return the frame of a plotly chart. Time runs from left to right in every language."""
    graph = dcc.Graph(id=f"chart-{name}", figure=figure, config=CONFIG, responsive=True, className="plot")
    return html.Div(graph, className="plot-box", dir="ltr", role="img", **{"aria-label": words})


def overview(t: Text, figures: dict[str, Figure], boundaries: str) -> html.Section:
    """Return the four charts of the first view."""
    lines = t("Lines: net jobs against the baseline by year, one a pathway")
    bars = t("Bars: jobs created and lost by sector")
    shares = t("Lines: women’s share of jobs created by year, one a pathway")
    outlines = t("Map: change in jobs per 100 workers by region")
    return html.Section(
        [
            card("jobs", "", [plot("jobs", figures["jobs"], lines)]),
            card("sectors", "", [plot("sectors", figures["sectors"], bars)]),
            card(
                "women",
                t("Women’s share of jobs created, percent"),
                [
                    plot("women", figures["women"], shares),
                    empty("P", id="sexes-line", className="chart-note"),
                ],
            ),
            card(
                "regions",
                t("Change per 100 workers · regional detail is modelled"),
                [
                    html.Div(
                        [
                            empty("Div", id="map", className="map", role="img", **{"aria-label": outlines}),
                            html.P(boundaries, className="boundaries"),
                        ],
                        className="map-box",
                    ),
                    empty("Ol", id="ranks", className="ranks", tabIndex="0"),
                ],
            ),
        ],
        id="view-overview",
        className="charts",
        **{"aria-label": t("Overview")},
    )
