"""Explained and accessibility: every chart has its words and its anchor, and the documentation has what they name."""

from __future__ import annotations

import html
import re

import pytest

from app import create_app
from dashboard.pages import accessibility, explained
from dashboard.store import Store
from dashboard.text import text_for
from dashboard.views.ids import CHARTS
from tests.fakes import FakeEngine

IDS = [chart for charts in CHARTS.values() for chart in charts]
PATHS = ("/explained", "/accessibility")


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('store')}/x.sqlite3")
    return create_app(FakeEngine(), store).server.test_client()


def test_every_chart_has_its_explanation_and_no_other(client):
    assert sorted(explained.entries(text_for("en"))) == sorted(IDS)


def test_the_page_has_an_anchor_for_every_chart(client):
    body = client.get("/explained").text
    anchors = re.findall(r'<article[^>]* id="([^"]+)"', body)
    assert anchors == IDS
    ids = re.findall(r'\bid="([^"]+)"', body)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("chart", IDS)
def test_an_explanation_is_whole_and_short(chart):
    entry = explained.entries(text_for("en"))[chart]
    for words in (entry.name, entry.shows, entry.how, entry.equation, entry.unit, entry.sure, entry.cannot):
        assert words
        assert len(words) < 330
        assert "{" not in words


@pytest.mark.parametrize("chart", IDS)
def test_the_documentation_has_the_section_that_is_named(chart, root):
    file, section = explained.entries(text_for("en"))[chart].method
    text = (root / "docs" / file).read_text(encoding="utf-8")
    heading = rf"^#+ {re.escape(section)}|^\*\*{re.escape(section)}[.*]"
    assert re.search(heading, text, flags=re.MULTILINE), section


@pytest.mark.parametrize("path", PATHS)
def test_nothing_on_the_page_missed_the_catalogue(client, path):
    body = client.get(f"{path}?lang=en-XA").text
    main = body.split("<main", 1)[1].split("</main>")[0]
    main = re.sub(r'<span lang="en".*?</span>', " ", main)
    words = html.unescape(re.sub(r"<[^>]+>", " ", "<main" + main))
    while words != (shorter := re.sub(r"⟦[^⟦⟧]*⟧", " ", words)):
        words = shorter
    assert not re.findall(r"\w{2,}", words)


@pytest.mark.parametrize("path", PATHS)
def test_the_page_carries_the_state_and_turns_round(client, path):
    body = client.get(f"{path}?lang=ar-XB&country=THA&p1=Mine&l1=coal-exit-year:2040").text
    assert '<html lang="ar-XB" dir="rtl"' in body
    back = re.search(r'class="doc-back" href="([^"]+)"', body)
    assert back is not None
    assert "p1=Mine" in back[1]


@pytest.mark.parametrize(
    ("given", "leads_to"),
    [
        ("help@example.org", "mailto:help@example.org"),
        ("https://example.org/help", "https://example.org/help"),
        ("javascript:alert(1)", ""),
        ("a@b?cc=c", ""),
        ("data:text/html,<b>@</b>", ""),
        ("", ""),
    ],
)
def test_a_contact_is_an_address_or_nothing(client, monkeypatch, given, leads_to):
    monkeypatch.setenv(accessibility.CONTACT, given)
    assert accessibility.contact() == leads_to
    body = client.get("/accessibility").text
    assert ("have not given an address" in body) is (leads_to == "")
    assert (f'href="{leads_to}"' in body) is bool(leads_to)
