"""One pathway against another: it adds up, and its sentences name the other one."""

from __future__ import annotations

import numpy as np
import pytest

from dashboard.answer import answer
from dashboard.comparison import Reference
from dashboard.model_engine import ModelEngine
from dashboard.runs import Runs
from dashboard.scenario import Scenario
from dashboard.text import text_for

T = text_for("en")
YEAR = 2035


@pytest.fixture(scope="module")
def runs() -> Runs:
    return Runs(ModelEngine())


@pytest.fixture(scope="module")
def pair(runs: Runs) -> tuple[Scenario, Scenario]:
    early = runs.scenario("ZAF", {"coal-exit-year": 2032, "renewable-share-2035": 60})
    late = runs.scenario("ZAF", {"coal-exit-year": 2045, "energy-efficiency": 20, "grants-share": 40})
    return early, late


def test_the_difference_is_that_of_the_two_runs_and_every_split_adds_up(runs, pair):
    early, late = pair
    diff, one, other = runs.difference(early, late), runs.summary(early), runs.summary(late)
    assert np.abs(one.net - other.net).max() > 1000
    np.testing.assert_allclose(diff.net, one.net - other.net, atol=1e-6)
    np.testing.assert_allclose(diff.created - diff.lost, diff.net, atol=1e-6)
    np.testing.assert_allclose(diff.created_by_group.sum(axis=1), diff.created, atol=1e-6)
    np.testing.assert_allclose(diff.lost_by_group.sum(axis=1), diff.lost, atol=1e-6)
    np.testing.assert_allclose(diff.change_by_region.sum(axis=1), diff.net, atol=1e-6)
    assert (diff.created >= 0).all()
    assert (diff.lost >= 0).all()


def test_turned_round_it_says_the_opposite(runs, pair):
    early, late = pair
    there, back = runs.difference(early, late), runs.difference(late, early)
    np.testing.assert_allclose(there.created, back.lost, atol=1e-6)
    said = answer(T, runs, early, YEAR, "Early", Reference("Late", late))
    opposite = answer(T, runs, late, YEAR, "Late", Reference("Early", early))
    exact = said["headlines"]["jobs"][2]
    assert exact == -opposite["headlines"]["jobs"][2]
    more, fewer = ("more", "fewer") if exact > 0 else ("fewer", "more")
    assert f"{more} jobs than \u2068Late\u2069" in said["words"]["finding"]
    assert f"{fewer} jobs than \u2068Early\u2069" in opposite["words"]["finding"]


def test_against_a_pathway_without_levers_it_says_what_the_baseline_says(runs, pair):
    early, _ = pair
    usual = answer(T, runs, early, YEAR, "Early")
    against = answer(T, runs, early, YEAR, "Early", Reference("Empty", runs.scenario("ZAF")))
    for part in ("groups", "regions", "series", "sexes"):
        assert against[part] == usual[part], part
    for name in usual["headlines"]:
        assert against["headlines"][name][0] == usual["headlines"][name][0], name
    assert "baseline" not in " ".join(against["words"].values())


def test_a_pathway_against_its_like_is_the_same(runs, pair):
    early, _ = pair
    said = answer(T, runs, early, YEAR, "Early", Reference("Twin", early))
    assert said["words"]["finding"] == "In 2035, \u2068Early\u2069 is the same as \u2068Twin\u2069."
    assert said["headlines"]["jobs"][2] == 0
