"""What is said when a request is refused or fails: a sentence in the reader's language and a way back, nothing internal."""

from __future__ import annotations

import logging

from dash.exceptions import DependencyException
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from dashboard.logs import UNKNOWN, current_request_id
from dashboard.pages.frame import Frame, reader_text
from dashboard.text import Text

log = logging.getLogger(__name__)


def sentence(t: Text, code: int) -> str:
    """Return what is wrong and what to do, for a status."""
    known = {
        400: t("This request could not be read. Reload the page and try again."),
        404: t("There is nothing at this address. The dashboard is at the start page."),
        405: t("This address does not take this kind of request."),
        413: t("This request is larger than the server takes."),
        414: t(
            "This address is longer than the server reads. Share the screen again: a long link is then kept short."
        ),
        429: t("These are more requests than one reader may make. Wait a moment, then try again."),
    }
    if code >= 500:
        return t("Something went wrong on the server. Try again in a moment.")
    return known.get(code) or t("The request was refused.")


def heading(t: Text, code: int) -> str:
    """Return the title of an error page."""
    known = {404: t("Nothing here"), 429: t("Too many requests")}
    return known.get(code) or (t("Something went wrong") if code >= 500 else t("This did not work"))


def answer_errors(server: Flask, frame: Frame) -> None:
    """Answer refusals and faults of a server: a page to a reader, a line of text to a script."""

    def answer(code: int, headers: dict[str, str] | None = None) -> Response:
        t = reader_text()
        said = sentence(t, code)
        if "text/html" not in request.headers.get("Accept", ""):
            return Response(said + "\n", status=code, mimetype="text/plain", headers=headers)
        reference = t("Reference: {code}", code=current_request_id()) if code >= 500 else ""
        values = {"heading": heading(t, code), "sentence": said, "reference": reference}
        body = frame.html(t, "error.html", values["heading"], values)
        return Response(body, status=code, mimetype="text/html", headers=headers)

    @server.errorhandler(HTTPException)
    def refuse(error: HTTPException) -> Response:
        allowed = getattr(error, "valid_methods", None)
        return answer(error.code or 500, {"Allow": ", ".join(sorted(allowed))} if allowed else None)

    @server.errorhandler(DependencyException)
    def no_such_file(error: DependencyException) -> Response:
        return answer(404)

    @server.errorhandler(Exception)
    def fail(error: Exception) -> Response:
        log.exception("A request failed: %s", request.url_rule.rule if request.url_rule else UNKNOWN)
        return answer(500)
