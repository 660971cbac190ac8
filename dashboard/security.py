"""Headers, limits and error pages: what every answer of the server carries, and what it refuses."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

LARGEST_REQUEST = 256 * 1024
YEAR_IN_SECONDS = 31_536_000


def policy(script_hashes: Sequence[str]) -> str:
    """Return the content security policy: our own scripts and no others. Plotly sets styles inline."""
    rules = {
        "default-src": "'self'",
        "script-src": " ".join(["'self'", *script_hashes]),
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data: blob:",
        "font-src": "'self' data:",
        "connect-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def protect(server: Flask, script_hashes: Sequence[str]) -> None:
    """Set limits and headers on a server, and answer errors with a sentence instead of internals."""
    server.config["MAX_CONTENT_LENGTH"] = LARGEST_REQUEST
    headers = {
        "Content-Security-Policy": policy(script_hashes),
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "same-origin",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }

    @server.after_request
    def add_headers(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if request.path.startswith("/assets/") and "m" in request.args:
            response.headers["Cache-Control"] = f"public, max-age={YEAR_IN_SECONDS}, immutable"
        return response

    @server.errorhandler(HTTPException)
    def refuse(error: HTTPException) -> Response:
        sentences = {
            400: "This request could not be read. Reload the page and try again.",
            404: "There is nothing at this address. The dashboard is at the start page.",
            405: "This address does not take this kind of request.",
            413: "This request is larger than the server takes.",
        }
        code = error.code or 500
        return _plain(sentences.get(code, "The request was refused."), code)

    @server.errorhandler(Exception)
    def fail(error: Exception) -> Response:
        server.logger.exception("A request failed: %s", request.path)
        return _plain("Something went wrong on the server. Try again in a moment.", 500)


def _plain(sentence: str, code: int) -> Response:
    return Response(sentence + "\n", status=code, mimetype="text/plain")
