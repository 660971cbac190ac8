"""The track record page: every case, filtered by address, each opening the dashboard at its state."""

from __future__ import annotations

import re

import pytest

from app import create_app
from dashboard.model_engine import ModelEngine
from dashboard.pages import records, track_record
from dashboard.state.address import decode
from dashboard.store import Store
from dashboard.text import text_for
from model.cases import load_cases

ENGINE = ModelEngine()


def shown(**filters):
    chosen = {"country": "", "verdict": "", "topic": "", **filters}
    return track_record.values(text_for("en"), ENGINE, records.cases(), **chosen)


def test_every_case_is_there_with_all_its_figures():
    page = shown()
    assert [case["id"] for case in page["cases"]] == [case.id for case in load_cases()]
    figures = {case["id"]: len(case["figures"]) for case in page["cases"]}
    assert figures == {case.id: len(case.figures) for case in load_cases()}


def test_what_is_outside_says_by_how_much_and_what_would_close_it():
    outside = [row for case in shown(verdict="outside")["cases"] for row in case["figures"]]
    assert outside
    assert all(row["gap"] and row["closes"] and row["mark"] == "✗" for row in outside)


def test_published_and_ours_stand_side_by_side_with_the_same_decimals():
    (case,) = [case for case in shown()["cases"] if case["id"] == "A"]
    assert case["figures"][0]["published"] == case["figures"][0]["ours"] == "1.2541"


@pytest.mark.parametrize(
    ("filters", "belongs"),
    [
        ({"country": "GUY"}, lambda row: "GUY" in row.countries),
        ({"verdict": "within"}, lambda row: row.verdict == "within"),
        ({"topic": "heat"}, lambda row: "heat" in row.topics),
        ({"country": "ZZZ", "verdict": "<b>", "topic": "x"}, lambda row: True),
    ],
)
def test_a_filter_shows_what_belongs_and_nothing_else(filters, belongs):
    expected = [row for row in records.cases() if belongs(row)]
    assert len(expected) > 0
    assert sum(len(case["figures"]) for case in shown(**filters)["cases"]) == len(expected)


def test_every_case_of_a_country_opens_a_state_that_is_understood_whole():
    opened = 0
    for case in shown()["cases"]:
        if case["opens"]:
            decoded = decode(case["opens"].removeprefix("/?"), ENGINE)
            assert not decoded.notes, (case["id"], decoded.notes)
            opened += 1
    assert opened > 20


def test_a_case_with_levers_of_its_own_opens_at_them():
    (guyana,) = [case for case in shown(country="GUY")["cases"] if case["id"] == "6"]
    state = decode(guyana["opens"].removeprefix("/?"), ENGINE).state
    assert (state.country, state.year) == ("GUY", 2035)
    assert state.pathways[state.active].levers["oil-gas-exports-2050"] == 0


def test_the_page_filters_without_a_script_and_keeps_the_dashboards_state(tmp_path):
    client = create_app(ENGINE, Store(f"sqlite:///{tmp_path}/x.sqlite3")).server.test_client()
    page = client.get("/track-record?country=THA&p1=%3Cb%3E&verdict=outside&lang=en").text
    assert page.count("<script") == page.count('<script src="/_own/') == 1  # the theme, no more
    assert 'name="p1" value="&lt;b&gt;"' in page
    assert re.search(r'<option value="outside" selected>', page)
    assert 'href="/?country=THA&amp;p1=%3Cb%3E&amp;lang=en"' in page
    assert client.get("/track-record?lang=en-XA").text.count("⟦") > 100
