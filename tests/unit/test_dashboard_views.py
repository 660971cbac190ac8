"""The views beside the overview: what is printed adds up, says what is modelled, and is refused in words."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import pairwise

import numpy as np
import pytest

from callbacks import views
from dashboard.finding import printed_jobs
from dashboard.model_engine import ModelEngine
from dashboard.runs import KEPT_ANALYSES, Runs
from dashboard.scenario import Scenario
from dashboard.state.model import Choices
from dashboard.text import text_for
from dashboard.text.numbers import apportion
from dashboard.views.answers import LIVE, VIEWS, view_answer
from dashboard.views.ids import CHARTS
from dashboard.views.names import questions, short_names
from dashboard.views.question import Question
from dashboard.views.sure import BandSummary, driver_words, every_source
from tests.fakes import FakeEngine

LEVERS = {
    "coal-exit-year": 2035.0,
    "renewable-share-2035": 60.0,
    "building-retrofit": 20.0,
    "grants-share": 20.0,
    "retraining-coverage": 40.0,
}
LARGEST = 30_000


@cache
def runs():
    return Runs(ModelEngine())


def ask(view, iso3="ZAF", year=2035, levers=None, language="en"):
    request = {"seq": 3, "view": view, "country": iso3, "language": language, "year": year}
    moved = LEVERS if levers is None else levers
    known = runs().engine.levers(iso3)
    return views.reply(
        runs(), {**request, "levers": {k: v for k, v in moved.items() if k in known and known[k].applies}}
    )


def figure(words):
    return int(re.sub(r"[^\d−]", "", words).replace("−", "-"))


def block(answer, name):
    return next(one for one in answer["blocks"] if one["id"] == name)


def net(iso3, year, levers):
    known = runs().engine.levers(iso3)
    moved = {k: v for k, v in levers.items() if known[k].applies}
    return printed_jobs(runs().summary(Scenario.of(iso3, moved)), year).net


def test_every_view_has_a_name_and_a_question():
    t = text_for("en")
    assert list(short_names(t)) == list(questions(t)) == list(CHARTS)
    assert set(VIEWS) - {"sure"} <= set(CHARTS)
    assert set(CHARTS) > LIVE


@pytest.mark.parametrize("seed", range(20))
def test_what_is_shared_out_adds_up_and_stays_near(seed):
    values = np.random.default_rng(seed).normal(0, 10_000, 7)
    unit = 100
    target = round(values.sum() / unit) * unit + unit * (seed % 3 - 1)
    printed = apportion(values.tolist(), unit, target)
    assert sum(printed) == target
    assert all(abs(a - b) <= 2 * unit for a, b in zip(printed, values, strict=True))


def test_nothing_is_shared_out_as_nothing():
    assert apportion([], 10) == []
    assert apportion([0.0, 0.0], 10, 0) == [0, 0]


@pytest.mark.parametrize("iso3", ["ZAF", "THA"])
@pytest.mark.parametrize("year", [2030, 2035, 2050])
def test_the_waterfall_adds_up_to_the_headline(iso3, year):
    answer = ask("why", iso3, year)
    falls = block(answer, "why")
    _, _, net_words, channels, start, end, _ = falls["total"]
    assert figure(net_words) == net(iso3, year, LEVERS)
    levers = [inner for row in falls["rows"] for inner in (row[6] or [row])]
    for rows in (falls["rows"], levers):
        assert sum(figure(row[2]) for row in rows) == figure(net_words)
        for channel in range(3):
            assert sum(figure(row[3][channel]) for row in rows) == figure(channels[channel])
        for before, after in pairwise(rows):
            assert before[5] == pytest.approx(after[4], abs=1e-3)
        assert rows[0][4] == start == falls["zero"]
        assert rows[-1][5] == pytest.approx(end, abs=1e-3)
    for row in [*falls["rows"], *levers, falls["total"]]:
        assert sum(figure(part) for part in row[3]) == figure(row[2])
    for row in falls["rows"]:
        if row[6]:
            assert [row[6][0][4], row[6][-1][5]] == [row[4], row[5]]


def why(iso3="ZAF", levers=None, **choices):
    scenario = runs().scenario(iso3, LEVERS if levers is None else levers)
    return view_answer("why", Question(text_for("en"), runs(), scenario, 2035, Choices(**choices)))


def test_read_by_channel_the_waterfall_ends_at_the_same_net_jobs():
    by_lever, by_channel = block(why(), "why"), block(why(by="channel"), "why")
    assert by_channel["total"][2] == by_lever["total"][2]
    assert [figure(row[2]) for row in by_channel["rows"]] == [figure(part) for part in by_lever["total"][3]]
    for row in by_channel["rows"]:
        assert sum(figure(inner[2]) for inner in row[6]) == figure(row[2])


def test_without_paying_the_waterfall_ends_at_the_net_jobs_that_the_view_of_who_pays_shows():
    levers = {"renewable-share-2035": 60.0, "coal-exit-year": 2040.0, "loans-share": 30.0}
    falls = block(why(levers=levers, paying="without"), "why")
    rows = [inner for row in falls["rows"] for inner in (row[6] or [row])]
    assert {row[0] for row in rows} == {"renewable-share-2035", "coal-exit-year"}
    assert sum(figure(row[2]) for row in rows) == figure(falls["total"][2])
    asked = Question(text_for("en"), runs(), runs().scenario("ZAF", levers), 2035)
    paying = next(one for one in view_answer("pays", asked)["blocks"] if one["id"] == "paying")
    donor = next(one for one in paying["series"] if one["name"] == "If a donor abroad paid")
    assert figure(falls["total"][2]) == pytest.approx(1000 * donor["values"][2035 - 2024], abs=1000)


def test_the_people_of_every_lever_and_group_add_up_to_its_printed_part():
    falls = block(why(), "why")
    rows = [*falls["rows"], *(inner for row in falls["rows"] for inner in row[6])]
    for key, _, words, *_ in rows:
        people = block(why(whose=key), "why-people")
        assert people["choices"][0]["value"] == key
        for group in people["groups"]:
            assert sum(figure(row[1]) for row in group["rows"]) == figure(words), (key, group["name"])
    whole = block(why(), "why-people")
    for group in whole["groups"]:
        assert sum(figure(row[1]) for row in group["rows"]) == figure(falls["total"][2])


def test_a_share_of_women_is_said_as_what_it_moves_between_women_and_men():
    people = block(
        why(levers={"coal-exit-year": 2040.0, "women-share-new-jobs": 50.0}, whose="women-share-new-jobs"),
        "why-people",
    )
    assert "moves jobs between women (+" in people["title"]


def test_whose_people_are_asked_for_after_the_lever_went_back_is_the_whole_pathway():
    people = block(why(levers={"coal-exit-year": 2040.0}, whose="building-retrofit"), "why-people")
    assert people["choices"][0]["value"] == ""


def test_nothing_moved_has_nothing_to_explain():
    answer = why(levers={})
    assert [one["title"] for one in answer["blocks"]] == ["Nothing is moved, so there is nothing to explain"]


@pytest.mark.parametrize("iso3", ["ZAF", "THA"])
def test_the_displaced_are_all_accounted_for(iso3):
    answer = ask("transition", iso3)
    ledger = block(answer, "ledger")
    displaced, *stages = ledger["table"]["rows"]
    for column in (1, 2, 3):
        assert sum(figure(row[column]) for row in stages) == figure(displaced[column])
    for row in ledger["table"]["rows"]:
        assert figure(row[1]) == figure(row[2]) + figure(row[3])
    result = runs().result(Scenario.of(iso3, LEVERS))
    at = result.economy.years.index(2035) if hasattr(result.economy.years, "index") else 12
    model = float(result.people.ledger.by("displaced")[: at + 1].sum())
    assert figure(displaced[1]) == pytest.approx(model, rel=0.02, abs=2)
    assert "modelled" in ledger["subtitle"]
    assert "Modelled (grade C)" in answer["note"]


def test_skill_age_and_formality_each_add_up_to_net_jobs():
    for group in block(ask("people"), "kinds")["groups"][:3]:
        assert sum(figure(row[1]) for row in group["rows"]) == net("ZAF", 2035, LEVERS), group["name"]


def test_a_dimension_without_figures_says_why():
    for iso3 in runs().engine.countries():
        people = runs().result(Scenario.of(iso3)).people
        groups = block(ask("people", iso3, levers={}), "kinds")["groups"]
        for kind, group in zip(("skill", "age", "formality"), groups, strict=False):
            assert bool(group["rows"]) != (kind in people.missing)
            assert group.get("note", "") == str(people.missing.get(kind, ""))


def test_the_band_holds_the_run_and_says_what_drives_it():
    answer = ask("sure")
    summary = runs().summary(Scenario.of("ZAF", LEVERS))
    assert np.all(np.array(answer["low"]) <= summary.net + 0.5)
    assert np.all(np.array(answer["high"]) >= summary.net - 0.5)
    assert set(answer["ranges"]) == {"jobs", "women", "unfilled", "emissions", "gdp", "cost"}
    assert "9 of 10 draws" in answer["words"]
    assert "Most depends on" in answer["words"]


def test_without_a_moved_lever_there_is_nothing_to_explain():
    assert ask("sure", levers={})["low"] is None
    assert ask("sure", levers={})["ranges"] == {}
    assert block(ask("why", levers={}), "why")["rows"] == []
    assert "Nobody loses a job" in block(ask("transition", levers={}), "ledger")["title"]


@pytest.mark.parametrize("view", sorted(VIEWS))
def test_an_answer_is_small_and_remembered(view):
    first = ask(view)
    assert len(json.dumps(first, ensure_ascii=False).encode()) <= LARGEST
    assert ask(view) == first
    assert len(runs()._analyses) <= KEPT_ANALYSES


def test_a_driver_of_a_technology_is_named():
    t = text_for("en")
    assert driver_words(t, "capital_cost:solar", "x") == "what solar costs to build"
    assert driver_words(t, "loan_term", "Term of loans") == "Term of loans"


def test_everything_said_is_in_the_readers_language():
    answer = ask("why", language="en-XA")
    falls = block(answer, "why")
    for words in (
        answer["note"],
        falls["title"],
        falls["subtitle"],
        *falls["head"],
        *[r[1] for r in falls["rows"]],
    ):
        assert "⟦" in words, words


@pytest.mark.parametrize(
    "wrong",
    [
        {"view": "overview"},
        {"view": "nothing"},
        {"choices": {"rows": "shoes"}},
        {"year": 1900},
        {"country": "zaf"},
        {"country": "ZZZ"},
        {"extra": 1},
        {"levers": [1]},
    ],
)
def test_a_wrong_request_is_refused_in_a_sentence(wrong):
    request = {"seq": 1, "view": "why", "country": "ZAF", "year": 2035, "levers": {}, **wrong}
    answer = views.reply(runs(), request)
    assert set(answer) <= {"seq", "view", "error"}
    assert answer["error"].endswith(".")


def test_a_model_that_cannot_explain_says_so():
    answer = views.reply(
        Runs(FakeEngine()), {"seq": 1, "view": "why", "country": "ZAF", "year": 2035, "levers": {}}
    )
    assert "cannot explain" in answer["error"]


def test_net_jobs_are_marked_where_every_source_says_the_same():
    at = runs().summary(Scenario.of("ZAF")).at(2035)
    jobs = {"a": 400.0, "b": 20.0, "c": 0.4}

    def marked(*names, low=10.0):
        net = {name: np.full(27, jobs[name]) for name in names}
        ends = {"net": np.full(27, low)}, {"net": np.full(27, 500.0)}
        return every_source(text_for("en"), BandSummary((), *ends, {}, 1, by_set=net), at)

    assert marked("a", "b") == "✓ every source"
    assert marked("a", "b", low=-30.0) is None, "the range beside it crosses zero"
    assert marked("a", "c") == "not every source", "less than a job is no gain"
    assert marked("a") is None, "one source agrees with itself"
    assert ask("sure")["holds"] in {"✓ every source", "not every source", None}
    assert ask("sure", levers={})["holds"] is None
