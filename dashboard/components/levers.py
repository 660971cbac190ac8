"""The panel of levers: a native range and a number box each, the default as a tick, and what the lever is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from dashboard.boot import none_word
from dashboard.components.base import hidden_label
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


def unit_sign(t: Text, unit: str) -> str:
    """Return what stands behind the number: a year needs nothing."""
    return "" if unit == "year" else t.label(unit)


def panel(
    t: Text, levers: Mapping[str, Any], values: Mapping[str, float], source_titles: Mapping[str, str]
) -> html.Aside:
    """Return the whole panel for the chosen pathway's values."""
    groups: dict[str, list[Any]] = {}
    for lever in levers.values():
        groups.setdefault(lever.group, []).append(lever)
    names = group_names(t)
    sections = [
        html.Section(
            [
                html.H2(names.get(group, t.label(group)), className="lever-group-name"),
                *[
                    row(t, lever, values.get(lever.id, lever.default), source_titles)
                    for lever in groups[group]
                ],
            ],
            className="lever-group",
        )
        for group in [*(known for known in names if known in groups), *(new for new in groups if new not in names)]
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


def row(t: Text, lever: Any, value: float, source_titles: Mapping[str, str]) -> html.Div:
    """Return one lever; one that does not apply says why instead of taking values."""
    label = t.label(lever.label)
    if not lever.applies:
        reason = html.Span(t.label(lever.why_not), className="lever-why-not")
        return html.Div([html.Span(label, className="lever-label"), reason], className="lever lever-absent")
    control = f"lever-{lever.id}"
    none = none_word(t, lever)
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
                            html.Span(none or "", className="lever-none", **{"aria-hidden": "true"}),
                            html.Span(unit_sign(t, lever.unit), className="lever-unit"),
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
                    html.Span(className="lever-tick", **{"aria-hidden": "true"}),
                ],
                className="lever-track",
                style={
                    "--at": f"{position(lever, value):.4f}",
                    "--default": f"{position(lever, lever.default):.4f}",
                },
            ),
            about(t, lever, source_titles),
        ],
        className="lever" + (" is-moved" if value != lever.default else "") + (" has-none" if none else ""),
        **{"data-lever": lever.id},
    )


def about(t: Text, lever: Any, source_titles: Mapping[str, str]) -> html.Div:
    """Return what stands behind the "i": what the lever does, its default, its source, and a way back."""
    none = none_word(t, lever)
    default = none or f"{number(lever.default)} {unit_sign(t, lever.unit)}".strip()
    sources = [
        source_titles.get(part.strip(), part.strip()) for part in str(lever.source).split(";") if part.strip()
    ]
    return html.Div(
        [
            html.P(t.label(lever.description)),
            html.P(t("Default: {value}", value=default)),
            html.P(t("Source: {source}", source="; ".join(sources))) if sources else None,
            html.Button(
                t("Back to the default"),
                type="button",
                className="link-button lever-default",
                **{"data-lever": lever.id},
            ),
        ],
        id=f"about-{lever.id}",
        className="lever-about",
        hidden=True,
    )


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value
