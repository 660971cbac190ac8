"""Laws of the heat account: splits add up, less heat or more adaptation never loses more, money has two sides."""

from __future__ import annotations

import numpy as np
import pytest

from model.heat import heat_of
from model.pathway import Pathway
from tests.laws.worlds import PACKS, TOLERANCE, run

pytestmark = pytest.mark.laws
CLIMATE = [pack for pack in PACKS if pack != "tiny"]


@pytest.mark.parametrize("pack", CLIMATE)
def test_hours_lost_add_up_by_sector_sex_and_region(pack):
    result = run(pack, Pathway("h", {"heat-adaptation": 40.0, "building-retrofit": 10.0}))
    account = heat_of(result)
    scale = max(account.total.max(), 1e-9)
    assert np.abs(account.fte_by_region.sum(axis=1) - account.total).max() <= TOLERANCE * scale
    by_sector = account.lost_hours * result.employment(by=("sector",))
    assert np.abs(by_sector - account.fte.sum(axis=2)).max() <= TOLERANCE * scale
    by_region = account.lost_hours_by_region * result.employment(by=("region",))
    assert np.abs(by_region - account.fte_by_region).max() <= TOLERANCE * scale
    assert account.fte.min() >= 0
    assert account.lost_hours.max() < 0.9


@pytest.mark.parametrize("pack", CLIMATE)
def test_the_baselines_account_is_that_of_the_untouched_pathway(pack):
    result = run(pack, Pathway("untouched"))
    ours, bases = heat_of(result), heat_of(result.base)
    assert np.allclose(ours.fte, bases.fte, rtol=1e-12)
    assert np.allclose(ours.lost_hours, bases.lost_hours, rtol=1e-12)


@pytest.mark.parametrize("pack", CLIMATE)
def test_a_warmer_path_loses_more_and_adaptation_less(pack):
    base = run(pack, Pathway("untouched")).base
    cool, warm = heat_of(base, "SSP1-1.9"), heat_of(base, "SSP5-8.5")
    assert (warm.lost_hours[-1] >= cool.lost_hours[-1]).all()
    totals = [heat_of(run(pack, Pathway("a", {"heat-adaptation": s}))).lost_hours for s in (0.0, 40.0, 80.0)]
    assert (np.diff(np.stack(totals), axis=0) <= 1e-12).all()


@pytest.mark.parametrize("pack", CLIMATE)
@pytest.mark.parametrize(
    "finance",
    [{}, {"grants-share": 100.0}, {"loans-share": 60.0}, {"grants-share": 20.0, "budget-share": 50.0}],
)
def test_what_adaptation_costs_is_bought_and_paid_to_the_last_dollar(pack, finance):
    result = run(pack, Pathway("h", {"heat-adaptation": 60.0, **finance}))
    (effect,) = result.effects
    cost = result.money_uses["heat-adaptation"]
    bought = effect.final.sum(axis=1) + effect.final_imports
    scale = max(cost.max(), 1e-9)
    assert np.abs(bought - cost).max() <= TOLERANCE * scale
    m = result.money
    outside = m.grants + m.loans + m.budget
    assert np.abs(outside + effect.sources["employers"] - cost).max() <= TOLERANCE * scale
    uses, sources = sum(result.money_uses.values()), sum(result.money_sources.values())
    assert np.abs(uses - sources).max() <= TOLERANCE * scale
    # No free lunch: what firms keep is never more than the hours regained are worth, whoever pays.
    worth = cost * 1.6
    assert (effect.value <= worth * (1 + TOLERANCE)).all()
