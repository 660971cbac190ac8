"""The HTML around the page: language and direction of the reader, and the page's address handed to the layout."""

from __future__ import annotations

import html as escape
from collections.abc import Callable, Sequence
from typing import Any

from dash import Dash
from flask import has_request_context, request

from dashboard.text import LANGUAGES, match_language, text_for

INDEX = """<!DOCTYPE html>
<html lang="__LANG__" dir="__DIR__">
  <head>
    {%metas%}
    <title>{%title%}</title>
    {%favicon%}
    __LAYOUT__
    {%css%}
  </head>
  <body>
    {%app_entry%}
    <div class="dash-scripts">
      {%config%}
      {%scripts%}
      {%renderer%}
    </div>
  </body>
</html>"""


def page_query() -> str:
    """Return the query of the page's own address while its layout is asked for, "" outside a request.

    The layout is fetched by a request of its own; assets/js/00-address-of-page.js hands the query on, and the referrer
    stands in where that did not run.
    """
    if not has_request_context():
        return ""
    own = request.query_string.decode("ascii", "replace")
    return own or (request.referrer or "").partition("?")[2]


def accepted_language() -> str:
    """Return the reader's language by the browser's own wish, English outside a request."""
    return match_language(request.headers.get("Accept-Language", "")) if has_request_context() else "en"


def reading(words: Sequence[str], waiting: str) -> str:
    """Return the HTML that stands where the dashboard will be: sentences, and that it is on its way. All of it is text.

    >>> reading(["<b>"], "Wait")
    '<div class="first-words"><p>&lt;b&gt;</p></div><p class="first-wait">Wait</p>'
    """
    said = "".join(f"<p>{escape.escape(one)}</p>" for one in words)
    return f'<div class="first-words">{said}</div><p class="first-wait">{escape.escape(waiting)}</p>'


class Shell(Dash):
    """Dash with an index that knows the reader's language, and says the finding before any script runs."""

    first_words: Callable[[str, str], Sequence[str]] = staticmethod(lambda query, language: ())
    """sentences for a query and the browser's language"""

    def interpolate_index(self, **parts: Any) -> str:
        """Fill the index; the language comes from the address, else from the browser."""
        asked = request.args.get("lang", "") if has_request_context() else ""
        language = LANGUAGES.get(asked) or LANGUAGES[accepted_language()]
        title = escape.escape(text_for(language.tag)("Just Transition Pathways"))
        filled: str = super().interpolate_index(**{**parts, "title": title})
        query = request.query_string.decode("ascii", "replace") if has_request_context() else ""
        words = self.first_words(query, accepted_language())
        waiting = reading(words, text_for(language.tag)("Loading the dashboard…"))
        layout = self.config.requests_pathname_prefix + "_dash-layout" + (f"?{query}" if query else "")
        # Asked for with the page itself, so that the server makes the layout while the scripts are still on their way.
        early = f'<link rel="preload" as="fetch" crossorigin="anonymous" href="{escape.escape(layout)}">'
        return (
            filled.replace("__LAYOUT__", early, 1)
            .replace("__LANG__", language.tag, 1)
            .replace("__DIR__", language.direction, 1)
            .replace("Loading...", waiting, 1)
        )
