"""Heat on every path of the world's climate: the central one first, hotter paths lose more."""

from __future__ import annotations

import numpy as np
import pytest

from model import simulate
from model.heat import CENTRAL, LEVER, heat_of
from model.pathway import Pathway
from tests.laws.worlds import economy, world


@pytest.mark.parametrize("iso3", ["KHM", "THA"])
def test_hotter_paths_take_more_hours(iso3):
    accounts = simulate(economy(iso3), world(iso3), Pathway("p")).heat_by_path()
    assert next(iter(accounts)) == CENTRAL
    last = {name: one.total[-1] for name, one in accounts.items()}
    assert last["SSP1-1.9"] < last[CENTRAL] < last["SSP5-8.5"]


def test_what_adaptation_wins_back_is_said_beside_what_is_left():
    moved = simulate(economy("KHM"), world("KHM"), Pathway("p", {LEVER: 50.0}))
    account = heat_of(moved)
    assert account.saved[-1] == pytest.approx(0.5)
    unmoved = heat_of(moved.base)
    assert unmoved.saved.sum() == 0.0
    share = account.lost_hours / (1.0 - account.saved[:, None])
    assert np.allclose(share, unmoved.lost_hours, rtol=1e-2)
