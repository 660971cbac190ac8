"""Who bears a carbon price: the fifths add up, the poor gain from an equal payment, and no shares means no answer."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from model.cli.main import main
from model.errors import InputError
from model.incidence import LEAST_REST, shares_of, spread
from model.load import available
from model.pathway import Pathway
from tests.laws.worlds import economy, run, world

PRICE = {"carbon-price-2030": 30.0, "carbon-price-2035": 60.0}
WITH_SHARES = [iso3 for iso3 in available() if iso3 != "KHM"]


def priced(iso3, **more):
    levers = {**PRICE, **{k.replace("_", "-"): float(v) for k, v in more.items()}}
    return run(iso3, Pathway("price", levers))


@pytest.mark.parametrize("iso3", WITH_SHARES)
def test_the_fifths_add_up_to_what_households_bear_and_get(iso3):
    result = priced(iso3)
    found = result.incidence(2035)
    assert found.refused is None
    assert [g.quintile for g in found.groups] == [1, 2, 3, 4, 5]
    assert sum(g.cost for g in found.groups) == pytest.approx(found.homes_cost)
    (effect,) = (e for e in result.effects if e.name == "carbon-revenue")
    year = list(result.years).index(2035)
    assert sum(g.transfers for g in found.groups) == pytest.approx(effect.uses["transfers"][year])
    # What the run takes from households' spending is the same money, less saving.
    kept = sum(g.net for g in found.groups) * result.base.agents.propensity
    assert effect.household_spending[year] == pytest.approx(kept)
    shares = np.array([g.spending for g in found.groups])
    assert np.allclose(shares / shares.sum(), shares_of(economy(iso3)))


@pytest.mark.parametrize("iso3", WITH_SHARES)
def test_nobody_gains_from_the_price_itself_and_an_equal_payment_helps_the_poor_most(iso3):
    paid_back, kept = priced(iso3), priced(iso3, revenue_transfers=0, revenue_deficit=100)
    back, without = paid_back.incidence(2035).groups, kept.incidence(2035).groups
    assert all(g.cost > 0 for g in back)
    assert all(g.net < 0 for g in without)
    share = [g.net_share for g in back]
    assert share == sorted(share, reverse=True)
    assert share[0] > 0


def test_sectors_pay_on_what_they_burn_and_power_pays_through_the_grid():
    result = priced("ZAF")
    found = result.incidence(2035)
    grid = result.economy.grid
    assert found.paid_by_sector[grid] == found.paid_by_sector.max()
    assert found.price_rise[grid] > 0
    (effect,) = (e for e in result.effects if e.name == "carbon-revenue")
    year = list(result.years).index(2035)
    assert found.paid_by_sector.sum() > effect.sources["carbon-price"][year] * 0.5


def test_without_a_price_nobody_bears_anything():
    found = run("ZAF", Pathway("none", {"coal-exit-year": 2040.0})).incidence(2035)
    assert all(g.cost == 0 == g.transfers for g in found.groups)
    assert not found.paid_by_sector.any()


def test_a_country_without_shares_says_so_and_still_shows_its_sectors():
    found = priced("KHM").incidence(2035)
    assert found.groups == ()
    assert found.refused is not None
    assert "Cambodia" in str(found.refused)
    assert "spending_share_quintile_1" in str(found.refused)
    assert found.paid_by_sector.sum() > 0


def test_a_year_outside_the_model_is_refused():
    with pytest.raises(InputError, match="2023 to 2050"):
        priced("ZAF").incidence(2060)


@pytest.mark.parametrize("iso3", WITH_SHARES)
def test_every_fifth_spends_its_whole_share_and_keeps_something_for_everything_else(iso3):
    shares = shares_of(economy(iso3))
    for food in (0.1, 0.3, 0.6):
        kinds = {"food": food, "home_energy": 0.05, "motor_fuel": 0.05}
        parts = spread(shares, kinds, world(iso3))
        for part in parts.values():
            assert part.sum() == pytest.approx(1.0)
        whole = sum(kinds[k] * parts[k] for k in kinds) + (1.0 - sum(kinds.values())) * parts["rest"]
        assert np.allclose(whole, shares)
        rest = (1.0 - sum(kinds.values())) * parts["rest"]
        assert (rest >= LEAST_REST * shares - 1e-12).all()


def test_the_poor_spend_a_larger_part_on_food_and_the_rich_on_motor_fuel():
    shares = shares_of(economy("ZAF"))
    parts = spread(shares, {"food": 0.2, "home_energy": 0.04, "motor_fuel": 0.04}, world("ZAF"))
    assert parts["food"][0] / shares[0] > 1 > parts["food"][4] / shares[4]
    assert parts["motor_fuel"][0] / shares[0] < 1 < parts["motor_fuel"][4] / shares[4]


def test_the_command_line_writes_the_fifths(tmp_path):
    out = tmp_path / "rows.csv"
    assert (
        main(["run", "--country", "ZAF", "--set", "carbon-price-2035=60", "--incidence", "--out", str(out)])
        == 0
    )
    with out.open(newline="", encoding="utf-8") as file:
        rows = [r for r in csv.DictReader(file) if r["year"] == "2035" and r["variable"] == "incidence_net"]
    assert [r["item"] for r in rows] == [f"quintile-{q}" for q in range(1, 6)]
    assert float(rows[0]["value"]) > 0 > float(rows[4]["value"])
