"""The brief: the dashboard's own numbers and sentences, readable in every language, whatever the address."""

from __future__ import annotations

import html
import re

import numpy as np
import pytest

from app import create_app
from dashboard.answer import answer
from dashboard.boot import boot
from dashboard.headlines import headlines
from dashboard.limits import kind_of_request
from dashboard.model_engine import ModelEngine
from dashboard.pages import brief, drawings
from dashboard.runs import Runs
from dashboard.state import PathwayState, ProgrammeState, State, WorldState
from dashboard.state.address import encode
from dashboard.store import Store
from dashboard.text import LANGUAGES, text_for
from dashboard.views.answers import view_answer
from dashboard.views.question import Question
from tests.fakes import FakeEngine

ENGINE = ModelEngine()
RUNS = Runs(ENGINE)
LEVERS = {"coal-exit-year": 2040.0, "renewable-share-2035": 55.0, "retraining-coverage": 40.0}
ROOF = ProgrammeState(name="Warm roofs", sector="construction", amount=500, first=2026, last=2030)


def state(country="ZAF", year=2035, levers=None, language="en", **more):
    known = ENGINE.levers(country)
    wanted = {k: v for k, v in (LEVERS if levers is None else levers).items() if known[k].applies}
    pathways = [PathwayState(name="Mine", levers=wanted), PathwayState(name="Other", levers={})]
    return State(country=country, year=year, language=language, pathways=pathways, **more)


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('store')}/x.sqlite3")
    return create_app(ENGINE, store).server.test_client()


def text_of(body):
    """Return a page as a reader sees it."""
    plain = re.sub(r"<(style|script|title|head)\b.*?</\1>", " ", body, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", plain)).split())


@pytest.mark.parametrize(("country", "year"), [("ZAF", 2035), ("ZAF", 2050), ("THA", 2030), ("GUY", 2040)])
@pytest.mark.parametrize("language", ["en", "en-XA", "ar-XB"])
def test_every_number_is_the_dashboards(country, year, language):
    t, one = text_for(language), state(country, year)
    scenario = RUNS.of_pathway(one, one.pathways[0])
    shown, screen = brief.values(t, RUNS, one), answer(t, RUNS, scenario, year, "Mine")
    assert shown["finding"] == screen["words"]["finding"]
    assert shown["second"] == screen["words"]["second"]
    assert shown["women"] == [screen["words"]["women"], screen["words"]["sexes"]]
    assert [shown[chart]["title"] for chart in ("jobs", "sectors", "regions")] == [
        screen["words"][chart] for chart in ("jobs", "sectors", "regions")
    ]
    sure = view_answer("sure", Question(t, RUNS, scenario, year))
    figures = headlines(t, RUNS.summary(scenario), year)
    assert [(value, beside) for _, value, beside, _ in shown["headlines"]] == [
        (one.value, one.beside) for one in figures.values()
    ]
    assert [span for *_, span in shown["headlines"]] == [sure["ranges"].get(key, "") for key in figures]
    assert shown["sure"] == sure["words"]


def test_what_becomes_of_the_displaced_is_what_the_dashboard_says():
    t, one = text_for("en"), state()
    people = view_answer("transition", Question(t, RUNS, RUNS.of_pathway(one, one.pathways[0]), 2035))
    block = next(one for one in people["blocks"] if one["id"] == "ledger")
    ledger = brief.values(t, RUNS, one)["ledger"]
    assert ledger["title"] == block["title"]
    assert ledger["legend"] == block["legend"]


def test_only_what_was_moved_is_listed_with_its_default():
    one = state(world=WorldState(edits={"crowding_out_share": 0.5}), note="Look at Mpumalanga")
    one.pathways[0].programmes = [ROOF]
    shown = brief.values(text_for("en"), RUNS, one)
    assert {row.label for row in shown["moved"]} == {ENGINE.levers("ZAF")[key].label for key in LEVERS}
    exit_year = next(row for row in shown["moved"] if row.value == "2040")
    assert exit_year.default == "none"
    assert [row.value for row in shown["world"]] == ["50 %"]
    assert "Warm roofs" in shown["programmes"][0]
    assert "US$\u00a0500 million a year, 2026 to 2030" in shown["programmes"][0]
    assert shown["note"] == "Look at Mpumalanga"


def test_a_state_at_the_baseline_says_so():
    shown = brief.values(text_for("en"), RUNS, state(levers={}))
    assert shown["moved"] == []
    assert shown["moved_lead"] == "No lever is moved from the baseline."
    assert shown["conclusions"] == []
    assert shown["second"] == ""  # "Move a lever" is no advice to a reader of paper


def test_what_the_screen_compares_with_is_said_under_the_finding():
    t, one = text_for("en"), state(levers={"coal-exit-year": 2035.0})
    assert brief.values(t, RUNS, one)["compared"] == ""
    one.pathways[1].levers = {"coal-exit-year": 2045.0}
    one.compare = 1
    start = boot(t, RUNS, one)
    shown = brief.values(t, RUNS, one)
    assert shown["compared"] == start["answers"][0]["words"]["finding"]
    assert "Other" in shown["compared"]
    assert "baseline" in shown["finding"]


def test_a_direction_that_the_draws_dispute_is_said_beside_the_finding():
    for levers in ({"coal-exit-year": 2035.0}, LEVERS):
        one = state(levers=levers)
        shown = brief.values(text_for("en"), RUNS, one)
        sign = shown["conclusions"][0]
        firm = sign[3] and int(re.sub(r"\D", "", sign[1])) >= 90
        assert bool(shown["unsure"]) is not firm


def test_bars_of_a_chart_stand_on_one_scale_and_lines_inside_their_frame():
    one = state()
    shown = brief.values(text_for("en"), RUNS, one)
    rows = shown["sectors"]["rows"]
    assert len({row["bar"].zero for row in rows}) == 1
    assert max(row["bar"].zero + row["bar"].created for row in rows) == pytest.approx(100, abs=0.1)
    drawn = shown["jobs"]["drawn"]
    places = [
        float(number) for path in [*drawn.paths, drawn.band] for number in re.findall(r"-?[\d.]+", path)
    ]
    assert min(places) >= -7
    assert max(places) <= 107
    assert len(drawn.paths) == 2


def test_a_line_is_drawn_where_its_numbers_are():
    drawn = drawings.lines([2024, 2025, 2026], [np.array([0.0, 50.0, 100.0])], 2025)
    assert drawn.paths == ["M0.0 100.0L50.0 50.0L100.0 0.0"]
    assert (drawn.zero, drawn.marker) == (100.0, 50.0)


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("en-XA", "ltr"), ("ar-XB", "rtl")])
def test_the_page_is_in_the_language_of_the_state(client, language, direction):
    body = client.get("/brief?" + encode(state(language=language))).text
    assert f'<html lang="{language}" dir="{direction}"' in body


def test_the_page_leads_back_to_the_state_and_to_other_languages(client):
    body = html.unescape(client.get("/brief?" + encode(state(note="Hello"))).text)
    back = re.search(r'class="doc-back" href="([^"]+)"', body)
    assert back is not None
    for part in ("/?", "country=ZAF", "p1=Mine", "coal-exit-year", "note=Hello"):
        assert part in back[1].replace("%3A", ":")
    if len([one for one in LANGUAGES.values() if not one.pseudo]) > 1:
        assert re.search(r'hreflang="fr"', body)


def test_a_stored_link_is_read_in_the_language_that_the_reader_asks_for(tmp_path):
    store = Store(f"sqlite:///{tmp_path}/x.sqlite3")
    client = create_app(ENGINE, store).server.test_client()
    kept = store.save(encode(state(note="Bonjour")))
    body = client.get(f"/brief?v=1&s={kept}&lang=ar-XB").text
    assert '<html lang="ar-XB"' in body
    assert "Bonjour" in body


def test_a_strangers_words_stay_words(client):
    one = state(note="<script>alert(1)</script>")
    one.pathways[0].name = "<img src=x onerror=alert(1)>"
    body = client.get("/brief?" + encode(one)).text
    assert "<script>" not in body
    assert "<img" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body


HOSTILE = [
    "", "country=XXX", "country=%00&year=1e99", "v=999", "s=" + "a" * 22, "l1=" + "a:1," * 500, "year=-1&active=99",
    "p1=%F0%9F%98%80&l1=coal-exit-year:NaN,renewable-share-2035:1e308", "w=crowding_out_share:inf&f=../../etc",
    "g1.1=purchase~s:nowhere~~1e9~2026~2030~~~~budget~x", "note=" + "x" * 5000, "lang=%22%3E%3Cscript%3E",
    "&&&===%%%", "p1=" + "%E2%80%AE" * 50,
]  # fmt: skip


@pytest.mark.parametrize("query", HOSTILE)
def test_a_hostile_address_gives_a_brief_and_words(client, query):
    answered = client.get(f"/brief?{query}", headers={"Accept": "text/html"})
    assert answered.status_code == 200
    assert "<h1>" in answered.text
    assert "Traceback" not in answered.text
    assert "<script>" not in answered.text
    assert "nan" not in text_of(answered.text).split()


def test_nothing_on_the_page_missed_the_catalogue(client):
    one = state(language="en-XA", world=WorldState(edits={"crowding_out_share": 0.5}))
    one.pathways[0].programmes = [ROOF]
    words = text_of(client.get("/brief?" + encode(one)).text)
    while words != (shorter := re.sub(r"⟦[^⟦⟧]*⟧", " ", words)):
        words = shorter
    known = {"Mine", "Other", "Warm", "roofs", "billion", "million", "English", "Français", "Español", "Português", "Pseudo",
             "long", "accented", "Mt", "CO₂e", "US", "ZAF"}  # fmt: skip
    for source in ENGINE.economy("ZAF").sources:
        words = words.replace(str(source.get("publisher") or source.get("title")), " ")
    left = set(re.findall(r"[A-Za-zÀ-ÿ₂]{2,}", words)) - known
    assert not left


def test_a_brief_costs_as_much_as_a_view(client):
    with client.application.test_request_context("/brief"):
        assert kind_of_request() == "cold"


def test_a_model_that_cannot_explain_itself_still_gives_a_brief(tmp_path):
    fake = create_app(FakeEngine(), Store(f"sqlite:///{tmp_path}/x.sqlite3")).server.test_client()
    body = fake.get("/brief?country=ZAF&p1=A&l1=coal-exit-year:2040").text
    assert "In 2035" in body
    assert 'id="ledger"' not in body
