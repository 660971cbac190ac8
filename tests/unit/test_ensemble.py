"""Draws, drivers and bands; that draws follow the model is in tests/laws."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model.baseline import prepare
from model.economy import FIRST_YEAR
from model.ensemble import ensemble, order_of
from model.ensemble.band import drivers_of
from model.ensemble.build import cost_index
from model.ensemble.draws import (
    REGIONAL_MULTIPLIER,
    SUPPLY_CHAIN,
    competing_sets,
    draw,
    grade_factor,
    latin_hypercube,
    triangular,
)
from model.errors import InputError
from model.parameters import employment_factors
from model.pathway import Pathway, Programme
from model.world import edited
from tests.laws.worlds import economy, world


def base():
    return prepare(economy("tiny"), world("tiny"))


def test_a_latin_hypercube_has_one_value_in_every_slice():
    u = latin_hypercube(50, 4, np.random.default_rng(1))
    assert u.shape == (50, 4)
    assert np.array_equal(np.sort(np.floor(u * 50).astype(int), axis=0), np.tile(np.arange(50)[:, None], 4))


@pytest.mark.parametrize(("low", "mode", "high"), [(0, 1, 4), (1, 1, 4), (1, 4, 4), (-2, 0, 1)])
def test_triangular_draws_have_the_mean_of_their_three_corners(low, mode, high):
    found = triangular((np.arange(20000) + 0.5) / 20000, low, mode, high)
    assert found.min() >= low
    assert found.max() <= high
    assert found.mean() == pytest.approx((low + mode + high) / 3, abs=1e-3)
    assert (triangular(np.array([0.1, 0.9]), 3, 3, 3) == 3).all()


def test_the_width_of_a_grade_is_three_times_its_mean_error():
    # A symmetric triangular distribution of half-width w has the mean absolute deviation w / 3.
    for grade, error in (("B", 0.12), ("C", 0.209)):
        row = grade_factor(grade)
        drawn = triangular((np.arange(20000) + 0.5) / 20000, row.low, row.value, row.high)
        assert np.abs(drawn - 1.0).mean() == pytest.approx(error, rel=1e-3)
    assert grade_factor("A").low == grade_factor("A").high == 1.0


def test_the_width_of_grade_b_rests_on_the_measured_error_of_its_method():
    with (Path(__file__).parents[2] / "data" / "rebuild_test.csv").open(encoding="utf-8", newline="") as file:
        measured = [
            float(row["mean_error_pct"])
            for row in csv.DictReader(file)
            if (row["method"], row["measure"]) == ("margins", "employment")
        ]
    row = grade_factor("B")
    assert 100 * (row.high - row.value) / 3 == pytest.approx(np.mean(measured), abs=0.5)


def test_row_0_is_central_then_every_other_set_then_the_draws():
    found = draw(base(), 60)
    assert np.array_equal(found.values[0], [c.central for c in found.columns])
    assert np.array_equal(found.values[: found.first], np.tile(found.values[0], (found.first, 1)))
    assert list(found.source[: found.first]) == list(range(len(found.sets)))
    assert len(found) == 60 + found.first
    for p, c in enumerate(found.columns):
        assert found.values[:, p].min() >= c.low
        assert found.values[:, p].max() <= c.high
    counts = np.bincount(found.source[found.first :])
    assert counts.max() - counts.min() <= 1


def test_the_seed_is_fixed():
    assert np.array_equal(draw(base(), 40).values, draw(base(), 40).values)


def test_two_sets_with_one_voice_count_once():
    sets = competing_sets(base())
    assert sets[0] == "rutovitz-2025"
    ours, ram = employment_factors("rutovitz-2025"), employment_factors("ram")
    same = all(
        ours.get((t, k)) == ram.get((t, k))
        for t in base().economy.technologies
        for k in ("construction", "operation")
    )
    assert ("ram" in sets) != same


def test_the_regional_multiplier_belongs_to_its_own_set():
    found = draw(base(), 100)
    other = np.array([s != "rutovitz-2015" for s in found.sets])[found.source]
    assert (found.of(REGIONAL_MULTIPLIER)[other] == 1.0).all()
    assert (found.of(REGIONAL_MULTIPLIER)[~other][1:] > 1.0).all()


def test_a_users_own_value_is_the_centre_and_widens_the_range():
    own = prepare(economy("tiny"), edited(world("tiny"), {"cost_of_capital_real": 20.0}))
    column = {c.id: c for c in draw(own, 20).columns}["cost_of_capital_real"]
    assert column.central == column.high == 20.0


def test_the_fall_of_cost_starts_at_1_and_keeps_its_knots():
    found = draw(base(), 50)
    index = cost_index(found, "solar")
    assert np.allclose(index[:, 0], 1.0)
    assert index[0, 7] == pytest.approx(0.8111)
    assert index[0, 27] == pytest.approx(0.6184)
    assert (index > 0.4).all()
    assert (index <= 1.0 + 1e-12).all()


def test_drivers_name_what_moves_a_headline():
    found = draw(base(), 400)
    at = [c.id for c in found.columns].index("crowding_out_share")
    noise = 0.05 * np.random.default_rng(3).normal(size=len(found))
    rank = drivers_of({("net", 2030): -found.values[:, at] + noise}, found)["net", 2030]
    assert rank[0].id == "crowding_out_share"
    assert rank[0].rank_correlation < -0.9
    by_set = drivers_of({("net", 2030): found.source + noise}, found)["net", 2030]
    assert by_set[0].id == "employment_factors"
    assert by_set[0].share > 0.9
    assert drivers_of({("net", 2030): np.zeros(len(found))}, found) == {}


def test_a_wider_grade_widens_the_band():
    pathway = Pathway("x", {"renewable-share-2050": 90.0})
    widths = []
    for grade in ("A", "C"):
        graded = replace(economy("tiny"), grade=grade)
        band = ensemble(graded, world("tiny"), pathway, 200)
        widths.append(float((band["net"].high - band["net"].low)[7]))
    assert widths[1] > widths[0]
    columns = [c.id for c in draw(base(), 20).columns]
    assert SUPPLY_CHAIN in columns


def test_the_order_of_pathways_is_compared_under_the_same_draws():
    little, much = Pathway("little", {"building-retrofit": 5.0}), Pathway("much", {"building-retrofit": 30.0})
    found = order_of(economy("tiny"), world("tiny"), (little, much), 60, "emissions")
    assert all(o.more == "little" and o.share == 1.0 and not o.against for o in found)


@pytest.mark.parametrize("count", [0, 5, 10**6])
def test_too_few_or_too_many_draws_are_refused(count):
    with pytest.raises(InputError, match="1,000 is usual"):
        ensemble(economy("tiny"), world("tiny"), Pathway("x"), count)


def test_plants_that_a_programme_builds_vary_by_their_own_cost_alone():
    """Their lines cost nothing per unit of energy saved: what saving costs may not multiply them."""
    solar = Programme(None, 180.0, 2026, 2030, "grants", technology="solar")
    band = ensemble(economy("ZAF"), world("ZAF"), Pathway("solar", {}, (solar,)), 60)["net"]
    at = 2028 - FIRST_YEAR
    assert 0 < band.low[at] < band.central[at] < band.high[at] < 6 * band.central[at]
