"""What every page has around its content: language, the way back to the dashboard, the way to the other pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Response, has_request_context, request
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dashboard.shell import accepted_language
from dashboard.text import LANGUAGES, Text, text_for

TEMPLATES = Path(__file__).resolve().parent / "templates"
OWN_KEYS = ("for", "verdict", "topic", "with")
"""what pages keep in their address for themselves; the rest is the dashboard's state and is carried along"""
LONGEST_CARRIED = 8_000
"""characters; as long as the dashboard reads (dashboard/state/address.py)"""

_templates = Environment(
    loader=FileSystemLoader(TEMPLATES),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def reader_text() -> Text:
    """Return the words of the reader's language: the address's, else the browser's."""
    asked = request.args.get("lang", "") if has_request_context() else ""
    return text_for(asked if asked in LANGUAGES else accepted_language())


def carried(given: Iterable[tuple[str, str]], **changes: str) -> dict[str, str]:
    """Return the fields that keep the dashboard's state, with some set anew ("" takes one out).

    >>> carried([("country", "ZAF"), ("verdict", "within"), ("lang", "en")], lang="fr")
    {'country': 'ZAF', 'lang': 'fr'}
    """
    kept: dict[str, str] = {}
    for key, value in given:
        if key not in OWN_KEYS:
            kept.setdefault(key, value)
    if len(urlencode(kept)) > LONGEST_CARRIED:
        kept = {key: value for key, value in kept.items() if key in {"country", "lang"}}
    kept.update(changes)
    return {key: value for key, value in kept.items() if value}


def state_of_request(**changes: str) -> dict[str, str]:
    """Return the fields of this request's address that are the dashboard's."""
    return carried(list(request.args.items(multi=True)) if has_request_context() else [], **changes)


def here(path: str, **changes: str) -> str:
    """Return the address of a page for this reader: this request's state carried along."""
    query = urlencode(state_of_request(**changes))
    return f"{path}?{query}" if query else path


def pages(t: Text) -> dict[str, str]:
    """Return the pages that the head of a page names, by address."""
    return {
        "/track-record": t("Track record"),
        "/sources": t("Where figures come from"),
        "/explained": t("Explained"),
        "/accessibility": t("Accessibility"),
    }


@dataclass(frozen=True)
class Frame:
    """The frame around the pages of one server."""

    styles: str
    script: str
    """where the script is that puts on the reader's theme; the pages are whole without it"""
    model_version: str

    def html(self, t: Text, template: str, title: str, values: Mapping[str, Any], path: str = "") -> str:
        """Return a whole page."""
        others = {here(address): (name, address == path) for address, name in pages(t).items()}
        return _templates.get_template(template).render(
            **values,
            title=title,
            lang=t.language.tag,
            direction=t.language.direction,
            styles=self.styles,
            script=self.script,
            brand=t("Just Transition Pathways"),
            dashboard=here("/"),
            others=others,
            languages=[
                (one.name, tag, here(path or "/", lang=tag), tag == t.language.tag)
                for tag, one in LANGUAGES.items()
                if not one.pseudo or tag == t.language.tag
            ],
            words={
                "skip": t("Skip to the content"),
                "back": t("Back to the dashboard"),
                "pages": t("Pages"),
                "language": t("Language"),
                "version": t("Model {model}", model=self.model_version),
            },
        )

    def page(self, t: Text, template: str, title: str, values: Mapping[str, Any], path: str) -> Response:
        """Return a page as the answer of a route."""
        response = Response(self.html(t, template, title, values, path), mimetype="text/html")
        response.headers["Content-Language"] = t.language.tag
        response.headers.add("Vary", "Accept-Language")
        return response

    def refusal(self, t: Text, heading: str, sentence: str, path: str) -> Response:
        """Return the page that says why there is nothing to show."""
        response = self.page(
            t, "error.html", heading, {"heading": heading, "sentence": sentence, "reference": ""}, path
        )
        response.status_code = 422
        return response
