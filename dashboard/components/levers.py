"""The panel of levers: a native range and a number box each, the default as a tick, and what the lever is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from dashboard.components.base import hidden_label
from dashboard.lever_words import none_word, unit_sign
from dashboard.state.address import number
from dashboard.text import Text


def group_names(t: Text) -> dict[str, str]:
    """Return the names of the groups of levers, in their order."""
    return {
        "power": t("Power"),
        "fuels": t("Fuels"),
        "energy-use": t("Energy use"),
        "new-industries": t("New industries"),
        "carbon-price": t("Carbon price"),
        "who-pays": t("Who pays"),
        "just-transition": t("Just transition"),
        "climate": t("Climate"),
        "programmes": t("Programmes"),
    }


def position(lever: Any, value: float) -> float:
    """Return where a value stands on its range, 0 to 1."""
    return (value - lever.minimum) / (lever.maximum - lever.minimum) if lever.maximum > lever.minimum else 0.0


def panel(t: Text, levers: Mapping[str, Any], values: Mapping[str, float]) -> html.Aside:
    """Return the whole panel for the chosen pathway's values."""
    groups: dict[str, list[Any]] = {}
    for lever in levers.values():
        groups.setdefault(lever.group, []).append(lever)
    names = group_names(t)
    sections = [
        html.Section(
            [
                html.H2(names.get(group, t.label(group)), className="lever-group-name"),
                *[row(t, lever, values.get(lever.id, lever.default)) for lever in groups[group]],
            ],
            className="lever-group",
        )
        for group in [
            *(known for known in names if known in groups),
            *(new for new in groups if new not in names),
        ]
    ]
    return html.Aside(
        [
            html.Div(
                [
                    html.Strong(t("Levers"), className="levers-title"),
                    html.Button(t("Close"), id="levers-close", type="button", className="quiet-button"),
                ],
                className="levers-head",
            ),
            html.Div(sections, className="levers-scroll", id="levers-scroll", tabIndex="-1"),
            html.Div(
                [
                    tool("undo", t("Undo"), "↶"),
                    tool("redo", t("Redo"), "↷"),
                    tool("reset", t("Reset"), "⟲"),
                ],
                className="lever-tools",
            ),
        ],
        id="levers",
        className="levers",
        **{"aria-label": t("Levers")},
    )


def tool(button_id: str, words: str, sign: str) -> html.Button:
    """Return one of the buttons under the levers."""
    return html.Button(
        [html.Span(sign, className="sign", **{"aria-hidden": "true"}), html.Span(words)],
        id=button_id,
        type="button",
        className="quiet-button",
    )


def row(t: Text, lever: Any, value: float) -> html.Div:
    """Return one lever; one that does not apply says why instead of taking values."""
    label = t.label(lever.label)
    if not lever.applies:
        reason = html.Span(t.label(lever.why_not), className="lever-why-not")
        return html.Div([html.Span(label, className="lever-label"), reason], className="lever lever-absent")
    control = f"lever-{lever.id}"
    none = none_word(t, lever)
    unit = unit_sign(t, lever.unit)
    limits = {"min": lever.minimum, "max": lever.maximum, "step": lever.step}
    return html.Div(
        [
            html.Div(
                [
                    html.Label(label, htmlFor=control, className="lever-label"),
                    html.Button(
                        "i",
                        type="button",
                        className="lever-info",
                        **{
                            "aria-expanded": "false",
                            "aria-controls": f"about-{lever.id}",
                            "aria-label": t("About {lever}", lever=label),
                        },
                    ),
                    html.Span(
                        [
                            hidden_label(t("{lever}, as a number", lever=label), f"value-{lever.id}"),
                            dbc.Input(
                                type="number",
                                id=f"value-{lever.id}",
                                value=_plain(value),
                                debounce=True,
                                class_name="lever-number",
                                **limits,
                            ),
                            html.Span(none, className="lever-none", **{"aria-hidden": "true"})
                            if none
                            else None,
                            html.Span(unit, className="lever-unit") if unit else None,
                        ],
                        className="lever-value",
                    ),
                ],
                className="lever-head",
            ),
            html.Div(
                [
                    dbc.Input(
                        type="range",
                        id=control,
                        value=number(value),
                        debounce=True,
                        class_name="lever-range",
                        **limits,
                    ),
                ],
                className="lever-track",
                style={
                    "--at": f"{position(lever, value):.4f}",
                    "--default": f"{position(lever, lever.default):.4f}",
                },
            ),
        ],
        className="lever" + (" is-moved" if value != lever.default else "") + (" has-none" if none else ""),
        **{"data-lever": lever.id},
    )


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value
