"""The cold callback: a view beside the overview, or the band. Slower than the hot one, so it has a store of its own."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from dash import Dash, Input, Output
from dash.exceptions import PreventUpdate
from pydantic import ValidationError

from callbacks.contracts import ViewRequest
from dashboard.engine import RefusedError
from dashboard.runs import Runs
from dashboard.text import text_for
from dashboard.views.answers import view_answer

log = logging.getLogger(__name__)


def register(app: Dash, runs: Runs) -> None:
    """Register the cold path."""

    @app.callback(
        Output("store-view-answer", "data"), Input("store-view-request", "data"), prevent_initial_call=True
    )
    def answer_view(data: Any) -> dict[str, Any]:
        return reply(runs, data)


def reply(runs: Runs, data: Any) -> dict[str, Any]:
    """Answer one request, or say in a sentence why not."""
    if data is None:
        raise PreventUpdate
    try:
        request = ViewRequest.model_validate(data)
    except ValidationError as error:
        log.warning("A view was refused: %s", error.errors(include_input=False, include_url=False))
        return {"error": text_for("en")("This view could not be read. Reload the page.")}
    t = text_for(request.language)
    if request.country not in runs.engine.countries():
        return {"error": t("This country is not available here. Reload the page and pick another.")}
    question = request.question(runs)
    try:
        body = view_answer(request.view, question)
    except RefusedError as refusal:
        return {"seq": request.seq, "view": request.view, "error": t.sentence(refusal.sentence)}
    except Exception:
        reference = secrets.token_hex(4)
        log.exception(
            "A view could not be computed (reference %s): %s %s %s",
            reference,
            request.view,
            question.scenario.country,
            question.scenario.levers,
        )
        words = t("This view could not be computed (reference {code}). Undo the last step, or try another view.",
                  code=reference)  # fmt: skip
        return {"seq": request.seq, "view": request.view, "error": words}
    return {"seq": request.seq, "view": request.view, **body}
