"""What a link brought: only what was moved, the note, and by how much a newer version differs, pathway by pathway."""

from __future__ import annotations

import pytest

from dashboard.runs import Runs
from dashboard.sent import what_was_sent
from dashboard.state import Made, PathwayState, State, WorldState
from dashboard.state.address import decode, encode, shared_query
from dashboard.store import Store
from dashboard.text import text_for
from tests.fakes import FakeEngine

ENGINE = FakeEngine()
RUNS = Runs(ENGINE)
T = text_for("en")
OLD = {"model_version": "0.9", "data_version": "old"}


def state(**more):
    pathways = [
        PathwayState(name="One", levers={"coal-exit-year": 2040.0}),
        PathwayState(name="Two", levers={"renewable-share-2035": 50.0}),
    ]
    return State(country="ZAF", pathways=pathways, **more)


def nets():
    one = state()
    every = [RUNS.summary(RUNS.of_pathway(one, pathway)) for pathway in one.pathways]
    return [round(float(each.net[each.at(one.year)])) for each in every]


def test_a_state_that_nobody_sent_brings_nothing():
    assert what_was_sent(T, RUNS, state()) is None


def test_only_what_was_moved_is_listed_with_its_default_and_every_pathway_has_its_own():
    sent = what_was_sent(T, RUNS, state(note="Hello", made=Made(**OLD)))
    assert sent is not None
    assert sent["note"] == "Hello"
    assert [one["moved"] for one in sent["pathways"]] == [
        [["Coal exit year", "none", "2040", ""]],
        [["Renewable share in 2035", "22%", "50%", ""]],
    ]
    assert "0.9" in sent["versions"]


def test_changed_assumptions_are_listed():
    engine = ENGINE
    name, parameter = next(
        (key, one) for key, one in engine.parameters("ZAF").items() if one.high not in {None, one.value}
    )
    sent = what_was_sent(T, RUNS, state(note="x", world=WorldState(edits={name: float(parameter.high)})))
    assert sent is not None
    assert [row[0] for row in sent["world"]] == [parameter.label]


def test_what_the_sender_compared_with_is_said():
    for compare, words in ((None, ""), (0, ""), (1, "One is shown against Two.")):
        sent = what_was_sent(T, RUNS, state(note="x", compare=compare))
        assert sent is not None
        assert sent["compared"].translate({0x2068: None, 0x2069: None}) == words


def test_a_newer_version_says_by_how_much_every_pathway_differs():
    then = [nets()[0] + 50_000, nets()[1] - 70_000]
    sent = what_was_sent(T, RUNS, state(made=Made(**OLD, net=then[0], nets=then)))
    assert sent is not None
    first, second = sent["differences"]
    assert "made with model 0.9 and data old" in first
    assert "Two" in second
    assert "then; it has" in second


def test_a_pathway_that_is_as_it_was_is_not_mentioned():
    then = [nets()[0] + 50_000, nets()[1]]
    sent = what_was_sent(T, RUNS, state(made=Made(**OLD, net=then[0], nets=then)))
    assert sent is not None
    assert len(sent["differences"]) == 1


def test_the_same_versions_say_nothing():
    made = Made(
        model_version=ENGINE.model_version, data_version=ENGINE.data_version("ZAF"), net=1, nets=[1, 2]
    )
    sent = what_was_sent(T, RUNS, state(made=made))
    assert sent is not None
    assert sent["differences"] == []


def test_a_link_carries_the_headline_of_every_pathway_and_is_read_back(tmp_path):
    query = shared_query(state(note="Hello & <b>goodbye</b>"), RUNS, Store(f"sqlite:///{tmp_path}/x.sqlite3"))
    decoded = decode(query, ENGINE)
    assert decoded.sent
    assert decoded.notes == []
    assert decoded.state.made is not None
    assert decoded.state.made.nets == nets()
    assert encode(decoded.state) == query
    sent = what_was_sent(T, RUNS, decoded.state)
    assert sent is not None
    assert query.endswith(sent["stamp"])
    assert sent["differences"] == []


@pytest.mark.parametrize("nets", ["", "x", "1e400", ",,,", "1," * 400, "99999999999999999999,1"])
def test_hostile_headlines_are_no_headlines(nets):
    decoded = decode(f"country=ZAF&p1=A&model=1&data=2&nets={nets}", ENGINE)
    assert decoded.state.made is None or len(decoded.state.made.nets) <= 4
    assert "differences" in (what_was_sent(T, RUNS, decoded.state) or {"differences": []})
