"""The hot callback, and the one that starts the page in the browser.

While a lever is dragged, assets/js/server.js asks the hot callback directly: the renderer's own way of asking costs more
than the model and the painting together.
"""

from __future__ import annotations

import logging
import secrets
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output
from dash.exceptions import PreventUpdate
from pydantic import ValidationError

from callbacks.contracts import PathwayRequest
from dashboard.answer import answer
from dashboard.engine import RefusedError
from dashboard.runs import Runs
from dashboard.state.model import clean_name
from dashboard.text import text_for

log = logging.getLogger(__name__)


def register(app: Dash, runs: Runs) -> None:
    """Register the hot path: the request goes to the model, the answer is painted in the browser."""
    app.clientside_callback(ClientsideFunction("cockpit", "boot"), Input("store-boot", "data"))

    @app.callback(Output("store-answer", "data"), Input("store-request", "data"), prevent_initial_call=True)
    def answer_pathway(data: Any) -> dict[str, Any]:
        return reply(runs, data)


def reply(runs: Runs, data: Any) -> dict[str, Any]:
    """Answer one request, or say in a sentence why not. The browser always gets its sequence number back."""
    if data is None:
        raise PreventUpdate
    try:
        request = PathwayRequest.model_validate(data)
    except ValidationError as error:
        log.warning("A request was refused: %s", error.errors(include_input=False, include_url=False))
        return {
            **_echo(data),
            "error": text_for("en")("This setting could not be read. Undo it, or reload the page."),
        }
    t = text_for(request.language)
    if request.country not in runs.engine.countries():
        return {
            **_echo(data),
            "error": t("This country is not available here. Reload the page and pick another."),
        }
    scenario = request.scenario(runs)
    try:
        body = answer(t, runs, scenario, request.year, clean_name(request.name), request.reference(runs))
    except RefusedError as refusal:
        return {**_echo(data), "error": t.sentence(refusal.sentence)}
    except Exception:
        reference = secrets.token_hex(4)
        log.exception(
            "A pathway could not be computed (reference %s): %s %s",
            reference,
            scenario.country,
            scenario.levers,
        )
        words = t(
            "This setting could not be computed (reference {code}). Undo it, or try another.", code=reference
        )
        return {**_echo(data), "error": words}
    return {"seq": request.seq, "slot": request.slot, **body}


def _echo(data: Any) -> dict[str, Any]:
    given = data if isinstance(data, dict) else {}
    return {key: given[key] for key in ("seq", "slot") if isinstance(given.get(key), int)}
