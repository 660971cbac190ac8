"""The panel of levers: a native range and a number box each, the default as a tick, and what the lever is about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import dash_bootstrap_components as dbc
from dash import html

from dashboard.state.address import number
from dashboard.text import Text

IN_SIGHT = 12


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


def in_sight(levers: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """Return the levers on the first screen and those one click away, as the table of levers says.

    Where a registry does not say, the first twelve are in sight. One that does not apply here says why in the drawer if the
    table speaks: the first screen has no room for what cannot be moved.
    """
    says = [
        bool(lever.first and lever.applies) if hasattr(lever, "first") else at < IN_SIGHT
        for at, lever in enumerate(levers)
    ]
    first = [lever for lever, shown in zip(levers, says, strict=True) if shown]
    return first, [lever for lever, shown in zip(levers, says, strict=True) if not shown]


def position(lever: Any, value: float) -> float:
    """Return where a value stands on its range, 0 to 1."""
    return (value - lever.minimum) / (lever.maximum - lever.minimum) if lever.maximum > lever.minimum else 0.0


def panel(t: Text, levers: Mapping[str, Any], values: Mapping[str, float]) -> html.Aside:
    """Return the whole panel for the chosen pathway's values."""
    first, more = in_sight(list(levers.values()))
    names = group_names(t)
    sections = [
        *[section(t, names.get(group, group), members, values) for group, members in grouped(first, names)],
        drawer(t, [(names.get(group, group), members) for group, members in grouped(more, names)], values),
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
            html.Button(t("Programmes"), id="programmes-open", type="button", className="programmes-open",
                        **{"aria-expanded": "false", "aria-controls": "programmes"}),
            html.Div(
                [
                    sign_tool("undo", t("Undo"), "↶", t("Undo (Ctrl+Z)")),
                    sign_tool("redo", t("Redo"), "↷", t("Redo (Ctrl+Y)")),
                    tool("replay", t("Replay"), "▷", t("Replay the last change (R)")),
                    tool("reset", t("Reset"), "⟲", t("Reset to the baseline")),
                ],
                className="lever-tools",
            ),
        ],
        id="levers",
        className="levers of-0",
        **{"aria-label": t("Levers")},
    )  # fmt: skip


def grouped(levers: Sequence[Any], order: Iterable[str]) -> list[tuple[str, list[Any]]]:
    """Return the levers by group, the known groups in their order and new ones after them."""
    groups: dict[str, list[Any]] = {group: [] for group in order}
    for lever in levers:
        groups.setdefault(lever.group, []).append(lever)
    return [(group, members) for group, members in groups.items() if members]


def section(t: Text, name: str, levers: Sequence[Any], values: Mapping[str, float]) -> html.Section:
    """Return one group of levers on the first screen."""
    rows = [row(t, lever, values.get(lever.id, lever.default)) for lever in levers]
    return html.Section([html.H2(name, className="lever-group-name"), *rows], className="lever-group")


def drawer(
    t: Text, groups: Sequence[tuple[str, Sequence[Any]]], values: Mapping[str, float]
) -> html.Details | None:
    """Return the further levers behind one click; open where one of them is moved."""
    if not groups:
        return None
    everything = [lever for _, members in groups for lever in members if lever.applies]
    moved = any(values.get(lever.id, lever.default) != lever.default for lever in everything)
    summary = html.Summary(t("More levers: {groups}", groups=" · ".join(name for name, _ in groups)))
    sections = [section(t, name, members, values) for name, members in groups]
    return html.Details([summary, *sections], className="lever-drawer", open=moved)


def tool(button_id: str, words: str, sign: str, hint: str) -> html.Button:
    """Return one of the buttons under the levers; the hint names its key."""
    return html.Button(f"{sign} {words}", id=button_id, type="button", className="quiet-button", title=hint)


def sign_tool(button_id: str, words: str, sign: str, hint: str) -> html.Button:
    """Return a button whose sign is known everywhere: the words are for the ear and the hint."""
    label = {"aria-label": words}
    return html.Button(
        sign, id=button_id, type="button", className="quiet-button sign-tool", title=hint, **label
    )


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
            dbc.Input(type="text", id=number_id, value=number(value), class_name="lever-number", debounce=True,
                      inputmode="decimal", autocomplete="off"),
            dbc.Input(type="range", id=range_id, value=number(value), class_name="lever-range", **limits),
        ],
        className="lever" + (" is-moved" if value != lever.default else ""),
        style={
            "--at": f"{position(lever, value):.4f}",
            "--default": f"{position(lever, lever.default):.4f}",
        },
        **{"data-lever": lever.id},
    )  # fmt: skip
