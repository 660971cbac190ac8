"""Small pieces that several parts of the page use."""

from __future__ import annotations

from typing import Any

from dash import html


def hidden_label(words: str, control: str) -> html.Label:
    """Return a label for screen readers, where the picture of the page already says what a control is."""
    return html.Label(words, htmlFor=control, className="visually-hidden")


def empty(tag: str = "Div", **properties: Any) -> Any:
    """Return an element that the browser fills. It has no children of its own, so nothing overwrites it."""
    return getattr(html, tag)(**properties)
