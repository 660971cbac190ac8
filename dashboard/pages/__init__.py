"""Pages beside the cockpit: plain HTML made on the server, readable without a script, printable.

Each page is a module with a pure function from what is known to what a template shows; templates hold no words, so that
every word goes through the catalogue.
"""

from __future__ import annotations

from flask import Blueprint, Flask, Response, request

from dashboard.pages import errors, records, sources, track_record
from dashboard.pages.frame import Frame, here, reader_text, state_of_request
from dashboard.runs import Runs
from dashboard.store import Store


def add_pages(server: Flask, runs: Runs, store: Store, styles: str) -> None:
    """Add the pages and the error pages; `styles` is where our style sheet is served."""
    frame = Frame(styles, runs.engine.model_version)
    pages = Blueprint("pages", __name__)
    engine = runs.engine

    @pages.get(track_record.PATH)
    def show_track_record() -> Response:
        t = reader_text()
        chosen = [request.args.get(key, "") for key in ("for", "verdict", "topic")]
        shown = track_record.values(t, engine, records.cases(), *chosen)
        shown |= {"carried": list(state_of_request().items()), "unfiltered": here(track_record.PATH)}
        return frame.page(t, "track_record.html", t("Track record"), shown, track_record.PATH)

    @pages.get(sources.PATH)
    def show_sources() -> Response:
        t = reader_text()
        asked, other = (request.args.get(key, "").upper() for key in ("country", "with"))
        iso3 = asked if asked in engine.countries() and records.known(asked) else engine.countries()[0]
        shown = sources.values(t, engine, iso3, other)
        kept = [(key, value) for key, value in state_of_request().items() if key != "country"]
        title = t("Where figures come from: {country}", country=shown["country"])
        return frame.page(t, "sources.html", title, shown | {"carried": kept}, sources.PATH)

    server.register_blueprint(pages)
    errors.answer_errors(server, frame)
