"""The bar at the top: country, pathways, language, share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from dashboard.components.base import empty, hidden_label
from dashboard.text import LANGUAGES, Text


def grade_words(t: Text) -> dict[str, str]:
    """Return what a grade means, in as few words as fit beside a country."""
    return {"A": t("official table"), "B": t("estimated table"), "C": t("modelled table")}


def bar(t: Text, countries: Mapping[str, str], country: Any) -> html.Header:
    """Return the top bar for a country in a language; `countries` are the names of all, by code."""
    grade = str(country.grade)[:1].upper()
    languages = [tag for tag, one in LANGUAGES.items() if not one.pseudo or tag == t.language.tag]
    return html.Header(
        [
            html.Div(t("Just Transition Pathways"), className="brand"),
            html.Div(
                [
                    hidden_label(t("Country"), "country"),
                    dbc.Select(
                        id="country",
                        options=[{"label": t.label(name), "value": iso3} for iso3, name in countries.items()],
                        value=country.iso3,
                        class_name="picker",
                    ),
                    html.Span(
                        [html.B(grade), html.Span(grade_words(t).get(grade, ""), className="grade-words")],
                        className=f"grade grade-{grade.lower()}",
                        title=grade_words(t).get(grade, ""),
                    ),
                ],
                className="country",
            ),
            html.Nav(
                [
                    html.Button(
                        id="compare",
                        type="button",
                        className="chip chip-baseline",
                        **{"aria-haspopup": "true", "aria-expanded": "false"},
                    ),
                    empty("Div", id="pathway-chips", className="chips", role="list"),
                    html.Button(
                        "+",
                        id="pathway-add",
                        type="button",
                        className="chip chip-add",
                        **{
                            "aria-label": t("Add a pathway"),
                            "aria-haspopup": "true",
                            "aria-expanded": "false",
                        },
                    ),
                ],
                className="pathways",
                **{"aria-label": t("Pathways")},
            ),
            html.Div(
                [
                    hidden_label(t("Language"), "language"),
                    dbc.Select(
                        id="language",
                        options=[{"label": LANGUAGES[tag].name, "value": tag} for tag in languages],
                        value=t.language.tag,
                        class_name="picker picker-quiet",
                    ),
                    html.Button(
                        html.Span("◐", **{"aria-hidden": "true"}),
                        id="display",
                        type="button",
                        className="quiet-button display-button",
                        title=t("Light, dark or projector"),
                        **{
                            "aria-label": t("Light, dark or projector"),
                            "aria-haspopup": "true",
                            "aria-expanded": "false",
                        },
                    ),
                    html.Button(
                        t("Take away"),
                        id="take-away",
                        type="button",
                        className="quiet-button",
                        **{"aria-haspopup": "true", "aria-expanded": "false"},
                    ),
                    html.Button(t("Share"), id="share", type="button", className="primary-button"),
                ],
                className="bar-end",
            ),
        ],
        className="topbar",
    )
