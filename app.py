"""Just Transition Pathways: `python app.py` serves the dashboard; `create_app()` makes it; `app:server` is for WSGI."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from dash import dash_table
from flask import Flask

import model  # noqa: F401 - before anything that imports numpy: it says how many threads a product of matrices takes
from callbacks import register
from dashboard import bundle, limits, logs
from dashboard.compression import compress_answers
from dashboard.engine import Engine
from dashboard.entry import page_or_trouble
from dashboard.first_words import first_words
from dashboard.pages import add_pages
from dashboard.routes import add_routes
from dashboard.runs import Runs
from dashboard.security import answer_only_what_is_here, protect
from dashboard.shell import INDEX, Shell, accepted_language, page_query
from dashboard.store import Store

ASSETS = Path(__file__).resolve().parent / "assets"
DESCRIPTION = "Compare just transition pathways: who gains and who loses jobs, where, and who pays."


def create_app(engine: Engine | None = None, store: Store | None = None) -> Shell:
    """Return the app on the model's engine; tests pass a stand-in."""
    if engine is None:
        from dashboard.model_engine import ModelEngine

        engine = ModelEngine()
    runs = Runs(engine)
    kept = store or Store()
    # No table component is used: its script would be 9 KB for nothing.
    dash_table._js_dist.clear()
    own_scripts, own_styles = bundle.scripts(ASSETS), bundle.styles(ASSETS)
    theme = bundle.theme_script(ASSETS)
    app = Shell(
        "just-transition-pathways",
        server=Flask("just-transition-pathways", static_folder=None),
        assets_folder=str(ASSETS),
        assets_path_ignore=["^(js|css)$"],
        external_scripts=[own_scripts.path],
        external_stylesheets=["/_vendor/bootstrap.min.css", own_styles.path],
        index_string=INDEX,
        title="Just Transition Pathways",
        update_title="",
        meta_tags=[{"name": "description", "content": DESCRIPTION}],
        serve_locally=True,
        suppress_callback_exceptions=True,
        use_async=False,
        add_log_handler=False,
    )
    app.first_words = lambda query, language: first_words(runs, kept, query, language)
    register(app, runs, kept)
    app.layout = lambda: page_or_trouble(runs, kept, page_query(), accepted_language())
    guard(app.server)
    add_routes(app.server, runs, kept)
    bundle.serve_bundles(app.server, own_scripts, own_styles, theme)
    add_pages(app.server, runs, kept, own_styles.path, theme.path)
    compress_answers(app.server)
    protect(app.server, app.csp_hashes())
    get_ready(app)
    answer_only_what_is_here(app.server)
    return app


def guard(server: Flask) -> None:
    """Know the client, log the request, and limit how often it asks; before anything else is done for it."""
    proxies = limits.trusted_proxies()
    limits.believe_proxies(server, proxies)
    logs.log_requests(server, believe_given_id=proxies > 0)
    limits.limit(server, limits.rates_from(os.environ.get("RATE_LIMITS")))


def get_ready(app: Shell) -> None:
    """Prepare Dash now instead of during the first request.

    Dash sets itself up in the first request and is not safe while it does: a script that is asked for by another thread
    in that moment is refused, and the page never starts. It also reads the first pack, so that nobody waits for that.
    """
    with app.server.test_request_context("/"):
        app._setup_server()


def serve(app: Shell, host: str, port: int) -> None:
    """Serve the app with waitress, which runs everywhere."""
    from waitress import create_server

    try:
        waiting = create_server(app.server, host=host, port=port, threads=8, ident=None)
    except ValueError:
        raise SystemExit(
            f"HOST is {host!r}. Give an address of this machine, as in HOST=127.0.0.1."
        ) from None
    except OSError as error:
        raise SystemExit(
            f"{host}:{port} cannot be used: {error.strerror}. Choose another with PORT=8051."
        ) from None
    print(f"Just Transition Pathways is on http://{host}:{port}", flush=True)
    waiting.run()


def wanted_port(text: str) -> int:
    """Return the port that PORT names; anything but a number from 1 to 65535 ends in a sentence."""
    if not text.isdigit() or not 1 <= int(text) <= 65_535:
        raise SystemExit(f"PORT is {text!r}. Give a number from 1 to 65535, as in PORT=8051.")
    return int(text)


def __getattr__(name: str) -> Any:
    """Make the WSGI server only when a WSGI host asks for it (`app:server`)."""
    if name == "server":
        logs.configure()
        globals()["server"] = create_app().server
        return globals()["server"]
    raise AttributeError(name)


if __name__ == "__main__":
    logs.configure("text")
    serve(create_app(), os.environ.get("HOST", "127.0.0.1"), wanted_port(os.environ.get("PORT", "8050")))
