"""Our own scripts and styles, each kind as one file: thirty small requests would cost a phone a second.

There is no build step: the files of assets/js and assets/css are joined when the app starts, in the order of their names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from flask import Flask, Response

YEAR_IN_SECONDS = 31_536_000


@dataclass(frozen=True)
class Bundle:
    """One kind of files, joined."""

    path: str
    """where it is served; the name changes with the content, so that browsers may keep it for ever"""
    body: bytes
    kind: str


def scripts(assets: Path) -> Bundle:
    """Return our scripts."""
    return _bundle(assets / "js", "js", "text/javascript", lean_script)


def styles(assets: Path) -> Bundle:
    """Return our styles."""
    return _bundle(assets / "css", "css", "text/css", bytes.strip)


def theme_script(assets: Path) -> Bundle:
    """Return what a page beside the dashboard needs of our scripts: the reader's theme."""
    return _bundle(assets / "js", "js", "text/javascript", lean_script, ("01-namespace", "02-theme"))


def _bundle(folder: Path, suffix: str, kind: str, lean: object, only: Sequence[str] = ()) -> Bundle:
    assert callable(lean)
    files = [file for file in sorted(folder.glob(f"*.{suffix}")) if not only or file.stem in only]
    body = b"\n".join(lean(file.read_bytes()) for file in files)
    return Bundle(f"/_own/cockpit-{sha256(body).hexdigest()[:12]}.{suffix}", body, kind)


def lean_script(body: bytes) -> bytes:
    """Return a script without the lines that only people read: comments of a whole line, indentation.

    Our scripts have no text that runs over several lines, which is what would make this unsafe.

    >>> lean_script(b"// Why.\\n  f(1); // kept\\n")
    b'f(1); // kept\\n'
    """
    lines = (line.strip() for line in body.split(b"\n"))
    return b"\n".join(line for line in lines if not line.startswith(b"//"))


def serve_bundles(server: Flask, *bundles: Bundle) -> None:
    """Add a route for each bundle."""
    by_path = {bundle.path: bundle for bundle in bundles}

    @server.get("/_own/<name>")
    def own(name: str) -> Response:
        bundle = by_path.get(f"/_own/{name}")
        if bundle is None:
            return Response("There is nothing at this address.\n", status=404, mimetype="text/plain")
        response = Response(bundle.body, mimetype=bundle.kind)
        response.headers["Cache-Control"] = f"public, max-age={YEAR_IN_SECONDS}, immutable"
        return response
