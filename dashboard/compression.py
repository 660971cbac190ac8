"""Compression of what a browser loads once: scripts, styles and the layout. A phone on a room's Wi-Fi needs it."""

from __future__ import annotations

import gzip
from functools import lru_cache

from flask import Flask, Response, request

SMALLEST = 1_400
"""bytes; less fits in one packet anyway"""
LEVEL_ONCE, LEVEL_LIVE = 9, 3
KINDS = ("text/", "application/javascript", "application/json", "image/svg+xml")


@lru_cache(maxsize=128)
def _packed_once(_path: str, body: bytes) -> bytes:
    return gzip.compress(body, LEVEL_ONCE, mtime=0)


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
        fixed = request.path.startswith(("/assets/", "/_own/", "/_dash-component-suites/", "/_vendor/"))
        packed = _packed_once(request.path, body) if fixed else gzip.compress(body, LEVEL_LIVE, mtime=0)
        response.set_data(packed)
        response.headers["Content-Encoding"] = "gzip"
        response.headers.add("Vary", "Accept-Encoding")
        return response
