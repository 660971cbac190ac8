"""Compression of what a browser loads once: scripts, styles and the layout. A phone on a room's Wi-Fi needs it."""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Response, request

SMALLEST = 1_400
"""bytes; less fits in one packet anyway"""
LEVEL_ONCE, LEVEL_LIVE = 9, 3
KINDS = ("text/", "application/javascript", "application/json", "image/svg+xml")


def lean_script(body: bytes) -> bytes:
    """Return one of our own scripts without the lines that only people read: comments of a whole line, indentation.

    Our scripts have no text that runs over several lines, which is what would make this unsafe.

    >>> lean_script(b"// Why.\\n  f(1); // kept\\n")
    b'f(1); // kept\\n'
    """
    lines = (line.strip() for line in body.split(b"\n"))
    return b"\n".join(line for line in lines if not line.startswith(b"//"))


@lru_cache(maxsize=128)
def _packed_once(path: str, body: bytes) -> bytes:
    own = path.startswith("/assets/js/")
    return gzip.compress(lean_script(body) if own else body, LEVEL_ONCE, mtime=0)


def compress_answers(server: Flask) -> None:
    """Compress answers for browsers that accept it; files are packed once and kept packed."""

    @server.after_request
    def pack(response: Response) -> Response:
        wanted = "gzip" in request.headers.get("Accept-Encoding", "")
        kind = response.mimetype or ""
        if not wanted or response.status_code != 200 or response.headers.get("Content-Encoding"):
            return response
        if not kind.startswith(KINDS):
            return response
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) < SMALLEST:
            return response
        fixed = request.path.startswith(("/assets/", "/_dash-component-suites/", "/_vendor/"))
        packed = _packed_once(request.path, body) if fixed else gzip.compress(body, LEVEL_LIVE, mtime=0)
        response.set_data(packed)
        response.headers["Content-Encoding"] = "gzip"
        response.headers.add("Vary", "Accept-Encoding")
        return response
