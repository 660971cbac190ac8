"""Thin callbacks: a typed request in, one call, a typed answer out. No arithmetic lives here."""

from __future__ import annotations

from dash import Dash

from callbacks import cockpit, share, views
from dashboard.runs import Runs
from dashboard.store import Store


def register(app: Dash, runs: Runs, store: Store) -> None:
    """Register every callback of the page."""
    cockpit.register(app, runs)
    views.register(app, runs)
    share.register(app, runs, store)
