"""The floor that the screen is compared with: one text repainted after the same model run, and an empty callback.

A Dash page with a range and a text and nothing else: no gate, no charts, no styles. What it costs is what a browser, a
request and a run of the model cost whatever is drawn. `benchmarks.floor:server` is for gunicorn.
"""

from __future__ import annotations

import os
from typing import Any

from dash import Dash, Input, Output, dcc, html
from flask import Flask

from dashboard.compression import compress_answers
from dashboard.model_engine import ModelEngine
from dashboard.scenario import Scenario
from dashboard.security import protect

LEVER = "solar-share"


def create_floor() -> Dash:
    """Return the page of one range and one text."""
    engine = ModelEngine()
    iso3 = os.environ.get("FLOOR_COUNTRY", engine.countries()[0])
    presets = {preset.id: dict(preset.levers) for preset in engine.presets(iso3)}
    levers = max(presets.values(), key=len)
    app = Dash("floor", server=Flask("floor"), use_async=False, serve_locally=True)
    app.layout = html.Div(
        [
            dcc.Input(id="range", type="range", min=0, max=100, step=1, value="0"),
            html.P("", id="text"),
            html.P("", id="empty"),
            html.P("", id="nothing"),
        ]
    )

    @app.callback(Output("text", "children"), Input("range", "value"), prevent_initial_call=True)
    def repaint(value: Any) -> str:
        result = engine.simulate(Scenario.of(iso3, {**levers, LEVER: float(value)}))
        return f"{value}: {result.net[12]:+,.0f}"

    @app.callback(Output("nothing", "children"), Input("empty", "children"), prevent_initial_call=True)
    def nothing(_: Any) -> str:
        return ""

    compress_answers(app.server)
    protect(app.server, app.csp_hashes())

    @app.server.get("/healthz")
    def healthz() -> str:
        return "ok\n"

    return app


def __getattr__(name: str) -> Any:
    if name == "server":
        globals()["server"] = create_floor().server
        return globals()["server"]
    raise AttributeError(name)


if __name__ == "__main__":
    from waitress import serve

    serve(create_floor().server, host=os.environ["HOST"], port=int(os.environ["PORT"]), threads=8, ident=None)
