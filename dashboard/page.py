"""The page, composed from its parts for one decoded state."""

from __future__ import annotations

from dash import dcc, html

from dashboard.boot import Boot, boot
from dashboard.components import charts, levers, panels, reading, topbar
from dashboard.components.base import empty
from dashboard.figures import jobs, sectors, women
from dashboard.figures.common import Figure
from dashboard.runs import Runs
from dashboard.state import State
from dashboard.state.accept import accept
from dashboard.state.address import Decoded
from dashboard.text import Text, text_for


def first_figures(t: Text, start: Boot, state: State) -> dict[str, Figure]:
    """Return the figures of the first paint, drawn with the answers that travel with the page."""
    series = [answer["series"] for answer in start["answers"]]
    chosen = start["answers"][state.active]
    return {
        "jobs": jobs.figure(t, start["years"], series, state.active),
        "women": women.figure(t, start["years"], series, state.active, start["baseline"]["women"]),
        "sectors": sectors.figure(
            t, chosen["groups"]["created"], chosen["groups"]["lost"], chosen["groups"]["rows"]
        ),
    }


def page(runs: Runs, decoded: Decoded) -> html.Div:
    """Return the whole page."""
    t = text_for(decoded.state.language)
    state = accept(t, runs, decoded).state
    engine = runs.engine
    economy = engine.economy(state.country)
    start = boot(t, runs, state)
    chosen = state.pathways[state.active]
    sent = start["sent"]
    sentences = [*decoded.notes, *(sent["differences"] if sent else [])]
    years = start["years"]
    return html.Div(
        [
            html.A(t("Skip to the finding"), href="#finding", className="skip-link"),
            topbar.bar(t, {iso3: engine.country_name(iso3) for iso3 in engine.countries()}, economy),
            html.Div(
                [
                    levers.panel(t, engine.levers(state.country), chosen.levers),
                    html.Main(
                        [
                            panels.notes(t, sentences),
                            panels.trouble(),
                            panels.sent(t),
                            reading.finding(t),
                            empty("Dl", id="headlines", className="headlines"),
                            empty("Nav", id="views", className="views", **{"aria-label": t("Views")}),
                            charts.overview(
                                t, first_figures(t, start, state), t.label(str(economy.boundaries))
                            ),
                            empty("Section", id="view-detail", className="detail", tabIndex="0", hidden=True),
                        ],
                        id="main",
                        className="main",
                    ),
                    reading.years(t, years[0], years[-1], state.year),
                    panels.footer(t, engine.model_version, engine.data_version(state.country)),
                ],
                className="cockpit",
            ),
            panels.sources(t, economy),
            panels.baseline(t, panels.baseline_sentences(t)),
            dcc.Store(id="store-boot", data=start),
            dcc.Store(id="store-request"),
            dcc.Store(id="store-answer"),
            dcc.Store(id="store-view-request"),
            dcc.Store(id="store-view-answer"),
            dcc.Store(id="store-share-request"),
            dcc.Store(id="store-share-answer"),
        ],
        id="page",
        className="page",
        dir=t.language.direction,
        lang=t.language.tag,
    )
