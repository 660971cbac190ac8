"""Pages beside the cockpit: plain HTML made on the server, readable without a script, printable.

Each page is a module with a pure function from what is known to what a template shows; templates hold no words, so that
every word goes through the catalogue.
"""

from __future__ import annotations

from flask import Blueprint, Flask

from dashboard.pages import errors
from dashboard.pages.frame import Frame
from dashboard.runs import Runs
from dashboard.store import Store


def add_pages(server: Flask, runs: Runs, store: Store, styles: str) -> None:
    """Add the pages and the error pages; `styles` is where our style sheet is served."""
    frame = Frame(styles, runs.engine.model_version)
    pages = Blueprint("pages", __name__)
    server.register_blueprint(pages)
    errors.answer_errors(server, frame)
