"""Pages beside the cockpit: plain HTML made on the server, readable without a script, printable.

Each page is a module with a pure function from what is known to what a template shows; templates hold no words, so that
every word goes through the catalogue.
"""

from __future__ import annotations

from flask import Blueprint, Flask, Response, request

from dashboard.engine import RefusedError
from dashboard.pages import accessibility, brief, errors, explained, records, sources, track_record
from dashboard.pages.frame import Frame, here, reader_text, state_of_request
from dashboard.runs import Runs
from dashboard.sent import version_notes
from dashboard.shell import accepted_language
from dashboard.state.accept import accept
from dashboard.state.address import read
from dashboard.store import Store
from dashboard.text import text_for


def add_pages(server: Flask, runs: Runs, store: Store, styles: str, script: str) -> None:
    """Add the pages and the error pages; `styles` and `script` are where our style sheet and the theme's script are served."""
    frame = Frame(styles, script, runs.engine.model_version)
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

    @pages.get(brief.PATH)
    def show_brief() -> Response:
        query = request.query_string.decode("ascii", "replace")
        decoded = read(query, engine, store, accepted_language())
        t, state = text_for(decoded.state.language), decoded.state
        try:
            notes = accept(t, runs, decoded).notes
            shown = brief.values(t, runs, state) | {"notes": [*notes, *version_notes(t, runs, state)]}
        except RefusedError as refusal:
            return frame.refusal(
                t, t("This country cannot be shown"), t.sentence(refusal.sentence), brief.PATH
            )
        shown |= {
            "sources_at": here(sources.PATH, country=state.country),
            "record_at": here(track_record.PATH),
        }
        return frame.page(t, "brief.html", brief.title(t, state), shown, brief.PATH)

    @pages.get(explained.PATH)
    def show_explained() -> Response:
        t = reader_text()
        return frame.page(t, "explained.html", t("Explained"), explained.values(t), explained.PATH)

    @pages.get(accessibility.PATH)
    def show_accessibility() -> Response:
        t = reader_text()
        return frame.page(
            t, "accessibility.html", t("Accessibility"), accessibility.values(t), accessibility.PATH
        )

    server.register_blueprint(pages)
    errors.answer_errors(server, frame)
