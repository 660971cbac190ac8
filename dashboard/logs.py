"""One line of JSON for each request and event, without anything about a person.

Nothing of an address but its route is written: no query, no name, no client address, no browser. A request has an id that
stands in its line, in what goes wrong during it, in the answer's X-Request-ID and on the error page, so that a
reader can quote it and an operator can find it.
"""

from __future__ import annotations

import logging
import os
import re
import secrets
import sys
import time
from datetime import UTC, datetime
from typing import Any

import orjson
from flask import Flask, Response, g, has_request_context, request

ACCESS = logging.getLogger("dashboard.access")
FIELDS = ("method", "route", "status", "milliseconds", "bytes")
GIVEN_ID = re.compile(r"^[A-Za-z0-9-]{8,64}$")
UNKNOWN = "unknown"
FORMATS = ("json", "text")


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        request_id = current_request_id()
        if request_id:
            line["request"] = request_id
        line.update({name: getattr(record, name) for name in FIELDS if hasattr(record, name)})
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return orjson.dumps(line, default=str).decode()


def current_request_id() -> str:
    """Return the id of the request that is being answered, "" outside one."""
    return str(g.get("request_id", "")) if has_request_context() else ""


def configure(default_format: str = "json") -> None:
    """Send every record to standard error: LOG_FORMAT is json or text, LOG_LEVEL a level of logging."""
    wanted = os.environ.get("LOG_FORMAT", default_format)
    level = os.environ.get("LOG_LEVEL", "INFO").upper()
    if wanted not in FORMATS or level not in logging.getLevelNamesMapping():
        raise SystemExit(
            f"LOG_FORMAT={wanted} with LOG_LEVEL={level} is not understood. Choose json or text, and DEBUG, INFO, "
            "WARNING or ERROR."
        )
    handler = logging.StreamHandler(sys.stderr)
    plain = logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s")
    handler.setFormatter(JsonLines() if wanted == "json" else plain)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)


def log_requests(server: Flask, believe_given_id: bool) -> None:
    """Give every request its id and write a line for it; an id that a trusted proxy gave is kept."""

    @server.before_request
    def begin() -> None:
        given = request.headers.get("X-Request-ID", "") if believe_given_id else ""
        g.request_id = given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
        g.began = time.perf_counter()

    @server.after_request
    def end(response: Response) -> Response:
        response.headers["X-Request-ID"] = current_request_id()
        if ACCESS.isEnabledFor(logging.INFO):
            took = 1000 * (time.perf_counter() - g.began) if "began" in g else 0.0
            route = request.url_rule.rule if request.url_rule else UNKNOWN
            ACCESS.info(
                "%s %s %s", request.method, route, response.status_code,
                extra={
                    "method": request.method, "route": route, "status": response.status_code,
                    "milliseconds": round(took, 1), "bytes": response.content_length,
                },
            )  # fmt: skip
        return response
