"""The baseline builds new gas plant evenly around a gap, so that a small change of demand brings no spike of building."""

from __future__ import annotations

import numpy as np
import pytest

from model.economy import YEARS
from model.load import available
from model.pathway import Pathway
from model.power import HOURS, POLICY_YEAR
from tests.laws.worlds import economy, run

GAS = [pack for pack in available() if "gas" in economy(pack).technologies]


@pytest.mark.parametrize("pack", GAS)
def test_new_gas_plant_does_not_wait_for_the_year_in_which_standing_plant_can_give_no_more(pack):
    added = run(pack, Pathway("none")).base.power.plan.additions[:, economy(pack).technologies.index("gas")]
    later = added[YEARS > POLICY_YEAR]
    assert np.abs(np.diff(later)).max() <= 0.5 * added.max() + 1e-6


@pytest.mark.parametrize("pack", GAS)
def test_new_gas_plant_gives_what_the_baseline_built_it_for(pack):
    power, gas = run(pack, Pathway("none")).base.power, economy(pack).technologies.index("gas")
    new = power.plan.new_capacity[:, gas] * HOURS * power.system.factor_new[gas]
    least = power.fleet.new_part[:, gas] * power.plan.generation[:, gas]
    assert (new >= least - 1e-6).all()


def test_greening_small_firms_in_thailand_grows_without_a_spike():
    net = run("THA", Pathway("firms", {"enterprise-greening": 50.0})).net
    bends = np.abs(np.diff(net, 2))[YEARS[2:] > POLICY_YEAR + 1]
    assert bends.max() < 0.2 * net.max()
