"""Whose jobs a lever changes: every split adds up to the lever's part, and the parts to the run."""

from __future__ import annotations

import numpy as np
import pytest

from model import simulate
from model.errors import InputError
from model.explain import explain
from model.explain_people import explain_people
from model.pathway import Pathway, Programme
from tests.laws.worlds import economy, world

LEVERS = {
    "coal-exit-year": 2035.0,
    "building-retrofit": 10.0,
    "grants-share": 20.0,
    "siting-share": 50.0,
    "women-share-new-jobs": 45.0,
}
FUND = {"coal-exit-year": 2035.0, "grants-share": 20.0, "retraining-coverage": 60.0, "income-support": 80.0}


@pytest.mark.parametrize("levers", [LEVERS, FUND])
def test_every_split_of_a_part_adds_up_to_the_part(levers):
    found = explain_people(economy("ZAF"), world("ZAF"), Pathway("p", levers), 2035)
    assert {row.lever for row in found.rows} == set(levers)
    for row in found.rows:
        for split in (row.channels, row.sectors, row.regions, row.sexes):
            assert split.sum() == pytest.approx(row.value, abs=1e-6)


@pytest.mark.parametrize("levers", [LEVERS, FUND])
def test_the_parts_add_up_to_the_run_split_by_split(levers):
    pathway = Pathway("p", levers)
    run = simulate(economy("ZAF"), world("ZAF"), pathway)
    found = explain_people(economy("ZAF"), world("ZAF"), pathway, 2035)
    at = 2035 - 2023
    for split, by in (
        ("sectors", "sector"),
        ("regions", "region"),
        ("sexes", "sex"),
        ("channels", "channel"),
    ):
        added = sum(getattr(row, split) for row in found.rows)
        assert np.allclose(added, run.employment_change(by=(by,))[at], atol=1e-6)
    assert found.whole.value == pytest.approx(run.net[at], abs=1e-6)


def test_a_share_of_women_moves_no_job_in_sum_but_moves_it_between_the_sexes():
    found = explain_people(economy("ZAF"), world("ZAF"), Pathway("p", LEVERS), 2035)
    row = next(one for one in found.rows if one.lever == "women-share-new-jobs")
    assert row.value == pytest.approx(0.0, abs=1e-6)
    assert row.sexes[0] == pytest.approx(-row.sexes[1])
    assert row.sexes[0] > 1


def test_a_coalition_with_a_fund_pays_for_the_people_it_displaces():
    pathway = Pathway("p", FUND)
    run = simulate(economy("ZAF"), world("ZAF"), pathway)
    found = explain(economy("ZAF"), world("ZAF"), pathway, "net", 2035)
    parts = {row.lever: float(row.value[0]) for row in found.rows}
    assert sum(parts.values()) == pytest.approx(run.net[2035 - 2023], abs=1e-6)
    assert abs(parts["income-support"]) > 1


def test_programmes_are_rows_and_an_untouched_pathway_has_none():
    programme = Programme("construction", 100.0, 2026, 2030, "budget")
    found = explain_people(economy("THA"), world("THA"), Pathway("p", {}, (programme,)), 2028)
    assert [row.lever for row in found.rows] == ["programme-1"]
    empty = explain_people(economy("THA"), world("THA"), Pathway("p"), 2028)
    assert empty.rows == ()
    assert empty.whole.value == 0.0


def test_a_year_outside_the_run_is_refused():
    with pytest.raises(InputError, match="2051"):
        explain_people(economy("ZAF"), world("ZAF"), Pathway("p"), 2051)


def test_levers_that_are_held_get_no_part_and_the_rest_still_adds_up():
    pathway = Pathway("p", {**LEVERS, "grants-share": 100.0})
    run = simulate(economy("ZAF"), world("ZAF"), pathway)
    found = explain_people(economy("ZAF"), world("ZAF"), pathway, 2035, held=("grants-share",))
    assert "grants-share" not in {row.lever for row in found.rows}
    assert sum(row.value for row in found.rows) == pytest.approx(run.net[2035 - 2023], abs=1e-6)
