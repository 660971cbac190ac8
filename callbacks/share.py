"""Share: a link to the screen as it is; a short one from the store where the address would be too long."""

from __future__ import annotations

import logging
from typing import Any

from dash import Dash, Input, Output
from dash.exceptions import PreventUpdate
from pydantic import ValidationError

from callbacks.contracts import ShareRequest
from dashboard.engine import RefusedError
from dashboard.runs import Runs
from dashboard.state.address import shared_query
from dashboard.store import Store
from dashboard.text import text_for

log = logging.getLogger(__name__)


def register(app: Dash, runs: Runs, store: Store) -> None:
    """Register the making of links."""

    @app.callback(
        Output("store-share-answer", "data"), Input("store-share-request", "data"), prevent_initial_call=True
    )
    def make_link(data: Any) -> dict[str, Any]:
        return reply(runs, store, data)


def reply(runs: Runs, store: Store, data: Any) -> dict[str, Any]:
    """Return the query of the link, or a sentence that says why there is none."""
    if data is None:
        raise PreventUpdate
    try:
        request = ShareRequest.model_validate(data)
    except ValidationError as error:
        log.warning("A link was refused: %s", error.errors(include_input=False, include_url=False))
        return {
            "error": text_for("en")(
                "This screen could not be turned into a link. Reload the page and try again."
            )
        }
    state = request.state
    t = text_for(state.language)
    if state.country not in runs.engine.countries():
        return {
            "seq": request.seq,
            "error": t("This country is not available here. Reload the page and pick another."),
        }
    for pathway in state.pathways:
        cleaned = runs.of_pathway(state, pathway)
        pathway.levers, state.world = cleaned.moved, cleaned.world
    try:
        return {"seq": request.seq, "query": shared_query(state, runs, store)}
    except RefusedError as refusal:
        return {"seq": request.seq, "error": t.sentence(refusal.sentence)}
    except OSError:
        log.exception("A link could not be stored.")
        return {"seq": request.seq, "error": t("The link could not be stored. Try again in a moment.")}
