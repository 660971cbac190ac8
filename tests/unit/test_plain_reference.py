"""The model against a plain reading of its documentation (benchmarks/plain.py), on every pack and random pathways."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.plain import plain_run
from model.pathway import Pathway, Programme, load_preset, preset_names
from model.run import simulate
from tests.laws.worlds import PACKS, TOLERANCE, WORLDS, economy, pathways, world


def assert_same(pack: str, kind: str, pathway: Pathway) -> None:
    result = simulate(economy(pack), world(pack, kind), pathway)
    plain = plain_run(economy(pack), world(pack, kind), pathway)
    jobs = float(result.base.employment_total.max())
    money = float(result.base.table.gdp.max())
    pairs = {
        "net": (result.net, plain.net, jobs),
        "created": (result.created, plain.created, jobs),
        "lost": (result.lost, plain.lost, jobs),
        "by sector": (result.employment_change(by=("sector",)), plain.by_sector, jobs),
        "by region": (result.employment_change(by=("region",)), plain.by_region, jobs),
        "by sex": (result.employment_change(by=("sex",)), plain.by_sex, jobs),
        "by channel": (result.employment_change(by=("channel",)), plain.by_channel, jobs),
        "by region and sector": (result.change_cells, plain.cells, jobs),
        "GDP": (result.gdp_change, plain.gdp_change, money),
        "output": (result.output, plain.output, money),
        "emissions": (result.emissions, plain.emissions, float(result.base.emissions.total.max())),
    }
    for name, (found, expected, scale) in pairs.items():
        error = float(np.max(np.abs(np.asarray(found) - expected))) / scale
        assert error <= TOLERANCE, (
            f"{pack}, {name}: off by {error:.1e} of the whole with {dict(pathway.levers)}"
        )


@pytest.mark.parametrize("pack", PACKS)
def test_presets_are_what_the_plain_reading_gives(pack):
    for name in preset_names(economy(pack).iso3):
        assert_same(pack, "default", load_preset(economy(pack).iso3, name))


@pytest.mark.parametrize("pack", PACKS)
@settings(max_examples=8)
@given(data=st.data())
def test_random_pathways_are_what_the_plain_reading_gives(pack, data):
    assert_same(pack, data.draw(st.sampled_from(WORLDS)), data.draw(pathways(pack)))


@pytest.mark.parametrize("pack", ["tiny", "ZAF", "THA"])
@pytest.mark.parametrize("payer", ["grants", "loans", "budget", "private"])
def test_programmes_are_what_the_plain_reading_gives(pack, payer):
    sector = economy(pack).sectors[0]
    assert_same(pack, "closures", Pathway("one", {}, (Programme(sector, 250.0, 2027, 2034, payer),)))


@pytest.mark.parametrize("pack", ["ZAF", "KGZ"])
def test_energy_saved_farming_and_small_firms_are_read_alike(pack):
    levers = {
        "building-retrofit": 30.0,
        "industrial-efficiency": 20.0,
        "clean-transport": 70.0,
        "sustainable-farming": 50.0,
        "enterprise-greening": 60.0,
        "carbon-price-2035": 40.0,
        "grants-share": 20.0,
        "budget-share": 20.0,
    }
    assert_same(pack, "closures", Pathway("all", levers))
