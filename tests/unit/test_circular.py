"""What a circular economy recycles: scrap comes from what the country itself uses up."""

from __future__ import annotations

import numpy as np
import pytest

from model.baseline import exports_of
from model.measures.circular import MADE, RAW, circular_economy, cover, kept_at_home
from model.pathway import Pathway
from model.settings import settings_of
from tests.laws.worlds import run

LEVER = Pathway("circular", {"circular-economy": 30.0})


@pytest.mark.parametrize("pack", ["KAZ", "ZAF", "THA", "GUY"])
def test_material_that_leaves_in_exports_leaves_no_scrap(pack):
    base = run(pack, Pathway("none")).base
    table, M = base.table, base.economy.M
    used = np.matmul(table.A, table.x[:, :, None])[:, :, 0] + table.x @ M.T
    at_home = np.matmul(table.L, (table.final - exports_of(base))[:, :, None])[:, :, 0]
    for_home = np.matmul(table.A, at_home[:, :, None])[:, :, 0] + at_home @ M.T
    material = cover(base.economy, RAW | MADE) > 0
    found = kept_at_home(base, used) * used
    assert found[:, material] == pytest.approx(np.clip(for_home, 0.0, used)[:, material], rel=1e-6, abs=1e-6)


def test_kazakhstan_recycles_a_small_part_of_the_ores_whose_metal_it_sells_abroad():
    base = run("KAZ", Pathway("none")).base
    effect = circular_economy(base, settings_of(base, LEVER))
    assert effect is not None
    assert effect.final is not None
    ores = [i for i, d in enumerate(base.economy.divisions) if d == {7}]
    used = (base.table.A[-1] @ base.table.x[-1])[ores].sum()
    assert 0.0 < -effect.final[-1, ores].sum() < 0.5 * 0.3 * used
