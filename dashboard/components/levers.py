"""The panel of levers: a native range and a number box each, the default as a tick, and what the lever is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from dashboard.state.address import number
from dashboard.text import Text

FIRST_GROUPS = ("power", "fuels", "energy-use", "who-pays", "just-transition")


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
    order = [*(known for known in names if known in groups), *(new for new in groups if new not in names)]
    # About twelve levers on the first screen; the other groups are one click away, after them.
    order.sort(key=lambda group: group not in FIRST_GROUPS)
    sections = [section(t, group, names.get(group, t.label(group)), groups[group], values) for group in order]
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


def section(t: Text, group: str, name: str, levers: Sequence[Any], values: Mapping[str, float]) -> Any:
    """Return one group of levers: in sight, or behind its name. A group with a moved lever is always open."""
    rows = [row(t, lever, values.get(lever.id, lever.default)) for lever in levers]
    title = html.H2(name, className="lever-group-name")
    if group in FIRST_GROUPS:
        return html.Section([title, *rows], className="lever-group")
    moved = any(values.get(lever.id, lever.default) != lever.default for lever in levers)
    return html.Details([html.Summary(title), *rows], className="lever-group", open=moved)


def tool(button_id: str, words: str, sign: str) -> html.Button:
    """Return one of the buttons under the levers."""
    return html.Button(f"{sign} {words}", id=button_id, type="button", className="quiet-button")


def row(t: Text, lever: Any, value: float) -> html.Div:
    """Return one lever: its label, the number and the range; one that does not apply says why instead.

    Every element of Dash listens to every repaint, so a lever has no more of them than it needs: its unit, its tick and
    its "i" are drawn by styles and by the browser (assets/js/levers.js).
    """
    label = t.label(lever.label)
    if not lever.applies:
        reason = html.Span(t.label(lever.why_not), className="lever-why-not")
        return html.Div([html.Span(label, className="lever-label"), reason], className="lever-absent")
    limits = {"min": lever.minimum, "max": lever.maximum, "step": lever.step, "debounce": True}
    range_id, number_id = f"lever-{lever.id}", f"value-{lever.id}"
    return html.Div(
        [
            html.Label(label, htmlFor=range_id, className="lever-label"),
            dbc.Input(type="number", id=number_id, value=_plain(value), class_name="lever-number", **limits),
            dbc.Input(type="range", id=range_id, value=number(value), class_name="lever-range", **limits),
        ],
        className="lever" + (" is-moved" if value != lever.default else ""),
        style={
            "--at": f"{position(lever, value):.4f}",
            "--default": f"{position(lever, lever.default):.4f}",
        },
        **{"data-lever": lever.id},
    )


def _plain(value: float) -> float | int:
    return int(value) if value == int(value) else value
