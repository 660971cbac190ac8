"""The routes that machines ask: is it alive, is it ready, which version; and Bootstrap's style sheet from its package."""

from __future__ import annotations

import logging
from pathlib import Path

from flask import Flask, Response, jsonify, send_from_directory

from dashboard.runs import Runs
from dashboard.store import Store

log = logging.getLogger(__name__)


def add_routes(server: Flask, runs: Runs, store: Store) -> None:
    """Add them."""
    import flask_bootstrap

    styles = Path(flask_bootstrap.__file__).parent / "static" / "bootstrap5" / "css"

    @server.get("/healthz")
    def healthz() -> Response:
        """Say that the process answers."""
        return Response("ok\n", mimetype="text/plain")

    @server.get("/readyz")
    def readyz() -> Response:
        """Say whether a reader would be served: a country's tables load and the store takes connections."""
        engine = runs.engine
        try:
            engine.economy(engine.countries()[0])
            store.check()
        except Exception:
            log.exception("The server is not ready.")
            return Response("not ready\n", status=503, mimetype="text/plain")
        return Response("ready\n", mimetype="text/plain")

    @server.get("/version")
    def version() -> Response:
        engine = runs.engine
        data = {iso3: engine.data_version(iso3) for iso3 in engine.countries()}
        return jsonify({"model_version": engine.model_version, "data_version": data})

    @server.get("/_vendor/bootstrap.min.css")
    def bootstrap() -> Response:
        return send_from_directory(styles, "bootstrap.min.css", max_age=86_400)
