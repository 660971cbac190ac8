"""Headers that every answer of the server carries, and the largest request that it takes."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Flask, Response, abort, request

LARGEST_REQUEST = 256 * 1024
LONGEST_QUERY = 32 * 1024
"""bytes; an address is read to 8,000 characters (dashboard/state), what is far longer is not looked at"""
YEAR_IN_SECONDS = 31_536_000
CATCH_ALL = "/<path:path>"


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
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def protect(server: Flask, script_hashes: Sequence[str]) -> None:
    """Set limits and headers on a server."""
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

    @server.before_request
    def refuse_endless_addresses() -> None:
        if len(request.query_string) > LONGEST_QUERY:
            abort(414)

    @server.after_request
    def add_headers(response: Response) -> Response:
        for name, value in headers.items():
            response.headers.setdefault(name, value)
        if request.is_secure:
            response.headers.setdefault("Strict-Transport-Security", f"max-age={YEAR_IN_SECONDS}")
        if request.path.startswith("/assets/") and "m" in request.args:
            response.headers["Cache-Control"] = f"public, max-age={YEAR_IN_SECONDS}, immutable"
        return response


def answer_only_what_is_here(server: Flask) -> None:
    """Take away Dash's answer to every address: what is not here is said not to be here."""
    for rule in list(server.url_map.iter_rules()):
        if rule.rule == CATCH_ALL:
            server.view_functions[rule.endpoint] = lambda path: abort(404)
