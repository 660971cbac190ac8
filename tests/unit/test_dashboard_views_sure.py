"""Behind the ranges: drivers in order, every conclusion with its mark, every source set with its net jobs."""

from __future__ import annotations

import re
from functools import cache

import pytest

from dashboard.model_engine import ModelEngine
from dashboard.runs import Runs
from dashboard.text import text_for
from dashboard.views.answers import view_answer
from dashboard.views.question import Question
from dashboard.views.sure import MARKS, band_of


@cache
def runs():
    return Runs(ModelEngine())


def question(iso3, levers, year=2035):
    return Question(text_for("en"), runs(), runs().scenario(iso3, levers), year)


LEVERS = {"renewable-share-2035": 60.0, "building-retrofit": 15.0}


@pytest.mark.parametrize("iso3", ["ZAF", "KHM"])
def test_the_panel_names_drivers_conclusions_and_sources(iso3):
    asked = question(iso3, LEVERS)
    drivers, conclusions, sets = view_answer("sure", asked)["panel"]
    shares = [row["values"][0] for row in drivers["rows"]]
    assert shares == sorted(shares, reverse=True)
    assert 0 < sum(shares) <= 130
    assert len(conclusions["rows"]) == 3 * len(MARKS)
    band = band_of(asked)
    for row, one in zip(conclusions["rows"], band.survives, strict=True):
        assert row["words"][1].startswith("✓") == one.every_set
    firm = int(re.findall(r"\d+", conclusions["title"])[0])
    assert firm == sum(one.every_set for one in band.survives)
    assert {row["key"] for row in sets["rows"]} == set(runs().engine.factor_sets(iso3))


def test_the_source_set_in_use_says_what_the_headline_says():
    asked = question("ZAF", LEVERS)
    _, _, sets = view_answer("sure", asked)["panel"]
    used = runs().engine.factor_sets("ZAF")[0]
    row = next(one for one in sets["rows"] if one["key"] == used)
    assert row["values"][0] == pytest.approx(float(asked.summary.net[asked.summary.at(2035)]), rel=1e-6)


def test_nothing_moved_has_no_panel():
    assert "panel" not in view_answer("sure", question("ZAF", {}))
