"""From an address to a page, whatever the address is: the one place where a page may fail, and says so."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from typing import Any

from dash import html

from dashboard.engine import RefusedError
from dashboard.page import page
from dashboard.runs import Runs
from dashboard.state.address import read
from dashboard.store import Store
from dashboard.text import Said, Text, text_for

log = logging.getLogger(__name__)


def trouble_page(t: Text, sentence: str, countries: Mapping[str, str]) -> html.Main:
    """Return the page for when there is nothing to show: what is wrong, and where else to go."""
    links = [
        html.Li(html.A(t.label(name), href=f"?country={iso3}&lang={t.language.tag}"))
        for iso3, name in countries.items()
    ]
    return html.Main(
        [
            html.H1(t("This country cannot be shown")),
            html.P(sentence),
            html.Ul(links),
            html.P(html.A(t("Back to the start page"), href=f"/?lang={t.language.tag}")),
        ],
        className="trouble-page",
        dir=t.language.direction,
        lang=t.language.tag,
    )


def page_or_trouble(runs: Runs, store: Store, query: str, accepted_languages: str) -> Any:
    """Return the page of an address; a country whose data cannot be read gets a page that says so."""
    decoded = None
    sentence: Said | str
    try:
        decoded = read(query, runs.engine, store, accepted_languages)
        return page(runs, decoded)
    except RefusedError as refusal:
        sentence = refusal.sentence
    except Exception:
        reference = secrets.token_hex(4)
        log.exception("A page could not be made (reference %s)", reference)
        sentence = text_for(accepted_languages)(
            "Something went wrong on the server (reference {code}). Try another country, or try again later.",
            code=reference,
        )
    t = text_for(decoded.state.language if decoded else accepted_languages)
    names = {iso3: runs.engine.country_name(iso3) for iso3 in runs.engine.countries()}
    return trouble_page(t, t.sentence(sentence), names)
