"""The four charts as cards: a title that states the finding, a line that says what is drawn, a table behind."""

from __future__ import annotations

from typing import Any

from dash import dcc, html

from dashboard.components.base import empty
from dashboard.figures.common import CONFIG, Figure
from dashboard.text import Text


def card(t: Text, name: str, question: str, subtitle: str, body: list[Any]) -> html.Article:
    """Return one chart's card. `question` names the chart for those who do not see it."""
    return html.Article(
        [
            empty("H2", id=f"title-{name}", className="chart-title"),
            html.Div(
                [
                    html.P(subtitle, id=f"subtitle-{name}", className="chart-subtitle"),
                    html.Button(
                        t("Table"),
                        id=f"table-button-{name}",
                        type="button",
                        className="link-button table-button",
                        **{
                            "aria-expanded": "false",
                            "aria-controls": f"table-{name}",
                            "aria-label": t("Table: {chart}", chart=question),
                            "data-chart": name,
                        },
                    ),
                ],
                className="chart-head",
            ),
            html.Div(body, id=f"body-{name}", className=f"chart-body chart-body-{name}"),
            empty("Div", id=f"table-{name}", className="chart-table", hidden=True, tabIndex="0", role="region",
                  **{"aria-label": question}),
        ],
        id=f"card-{name}",
        className=f"chart chart-{name}",
    )  # fmt: skip


def plot(name: str, figure: Figure, words: str, marked: bool) -> html.Div:
    """Return the frame of a plotly chart, with the layer on top for labels and the mark of the chosen year."""
    layers = [empty("Div", id=f"labels-{name}", className="plot-labels")]
    if marked:
        layers.append(empty("Div", id=f"mark-{name}", className="year-mark"))
    return html.Div(
        [
            html.Div(
                dcc.Graph(
                    id=f"chart-{name}", figure=figure, config=CONFIG, responsive=True, className="plot"
                ),
                role="img",
                className="plot-frame",
                **{"aria-label": words},
            ),
            html.Div(layers, className="plot-layers", **{"aria-hidden": "true"}),
        ],
        className="plot-box",
        dir="ltr",
    )


def overview(t: Text, figures: dict[str, Figure], boundaries: str) -> html.Section:
    """Return the four charts of the first view."""
    return html.Section(
        [
            card(
                t, "jobs", t("How many jobs?"), "",
                [plot("jobs", figures["jobs"], t("Lines: net jobs against the baseline by year, one a pathway"), True)],
            ),
            card(
                t, "sectors", t("Which sectors?"), "",
                [plot("sectors", figures["sectors"], t("Bars: jobs created and lost by sector"), False)],
            ),
            card(
                t, "women", t("Women and men"), t("Women’s share of jobs created, percent"),
                [
                    plot("women", figures["women"], t("Lines: women’s share of jobs created by year, one a pathway"), True),
                    empty("P", id="sexes-line", className="chart-note"),
                ],
            ),
            card(
                t, "regions", t("Which regions?"), t("Change per 100 workers · regional detail is modelled"),
                [
                    html.Div(
                        [
                            empty("Div", id="map", className="map", role="img",
                                  **{"aria-label": t("Map: change in jobs per 100 workers by region")}),
                            html.Div([empty("Span", id="scale-low"), empty("Span", className="scale-ramp"),
                                      empty("Span", id="scale-high")], className="map-scale", dir="ltr"),
                            html.P(boundaries, className="boundaries"),
                        ],
                        className="map-box",
                    ),
                    empty("Ol", id="ranks", className="ranks"),
                ],
            ),
        ],
        id="view-overview",
        className="charts",
        **{"aria-label": t("Overview")},
    )  # fmt: skip
