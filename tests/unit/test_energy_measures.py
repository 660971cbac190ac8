"""Retrofit, industrial efficiency, clean transport, farming and small firms: which way each moves what, and who pays."""

from __future__ import annotations

import numpy as np
import pytest

from model.economy import YEARS
from model.measures.effect import saved_by
from model.measures.enterprises import LEVER as ENTERPRISES
from model.measures.enterprises import cost_of_all, greening
from model.measures.farming import CHEMICALS
from model.measures.farming import LEVER as FARMING
from model.pathway import Pathway
from model.reach import GWH_PER_PJ, price_of_electricity
from model.settings import settings_of
from tests.laws.worlds import economy, run

Y35, Y50 = (int(np.flatnonzero(y == YEARS)[0]) for y in (2035, 2050))
PACKS = ("ZAF", "KGZ", "IND", "GUY")


def moved(pack, **levers):
    return run(pack, Pathway("moved", {k.replace("_", "-"): float(v) for k, v in levers.items()}))


def bought(result, role, year=Y50):
    """Change of output of the sectors with a role."""
    return sum(result.response.first[year, i] for i in result.economy.with_role(role))


def saved(result):
    return saved_by(result.base, result.effects)


def energy_at(result, role):
    return [e for e, i in enumerate(result.base.energy.products) if result.economy.roles[i] == role]


@pytest.mark.parametrize("pack", PACKS)
@pytest.mark.parametrize("lever", ["building-retrofit", "industrial-efficiency"])
def test_efficiency_lowers_power_and_emissions_and_more_of_it_lowers_them_more(pack, lever):
    none, few, many = (moved(pack, **{lever: v}) for v in (0, 10, 30))
    for year in (Y35, Y50):
        assert none.generation[year].sum() > few.generation[year].sum()
        assert few.generation[year].sum() > many.generation[year].sum()
    assert none.emissions[Y50] > few.emissions[Y50] > many.emissions[Y50]


@pytest.mark.parametrize("pack", PACKS)
def test_retrofit_reaches_homes_and_services_and_no_factory_and_no_vehicle(pack):
    result = moved(pack, building_retrofit=20)
    found, e = saved(result), result.economy
    for i, divisions in enumerate(e.divisions):
        if divisions and divisions <= set(range(1, 44)):
            assert not found.sectors[:, :, i].any()
        if divisions and divisions <= set(range(84, 89)):
            assert found.sectors[Y50, :, i] == pytest.approx(0.2)
    oil, grid = energy_at(result, "refining"), energy_at(result, "grid")
    motor = result.base.world.share("motor_fuel_of_homes_oil")
    assert found.homes[Y50, oil] == pytest.approx(0.2 * (1.0 - motor))
    assert found.homes[Y50, grid] == pytest.approx(0.2)


@pytest.mark.parametrize("pack", PACKS)
def test_industry_saves_and_homes_do_not(pack):
    found = saved(moved(pack, industrial_efficiency=20))
    assert not found.homes.any()
    assert found.sectors.max() == pytest.approx(0.2)


@pytest.mark.parametrize("lever", ["building-retrofit", "clean-transport"])
def test_homes_pay_for_what_saves_their_energy_and_firms_for_theirs(lever):
    result = moved("ZAF", **{lever: 20})
    money, a = result.money, result.base.agents
    homes = [k for k, name in enumerate(result.base.items.names) if name.endswith("-homes")]
    paid = result.built.by_item[:, homes].sum(axis=1)
    assert paid[Y35] > 0
    assert money.returns_of_homes[Y50] > 0 < money.returns_of_firms[Y50]
    on_bills = result.money_sources["electricity-bills"] + result.money_sources["running-costs-saved"]
    assert on_bills == pytest.approx(money.returns_on_bills)
    # A dollar that homes pay back lowers their spending by what they would have spent of it.
    without = result.shock.household_spending + a.propensity * money.returns_of_homes
    assert (without[Y35:] > result.shock.household_spending[Y35:]).all()


def test_a_grant_for_retrofit_leaves_homes_more_than_paying_for_it_themselves():
    own, given = moved("ZAF", building_retrofit=20), moved("ZAF", building_retrofit=20, grants_share=100)
    assert given.money.returns_of_homes[Y35] == pytest.approx(0.0, abs=1e-9)
    assert given.shock.household_spending[Y50] > own.shock.household_spending[Y50]


def test_industrial_efficiency_alone_is_paid_out_of_profits_and_by_no_home():
    money = moved("ZAF", industrial_efficiency=20).money
    assert money.returns_of_firms[Y50] > 0
    assert not money.returns_of_homes.any()


@pytest.mark.parametrize("pack", PACKS)
def test_clean_transport_burns_less_oil_and_makes_more_power(pack):
    none, some, more = (moved(pack, clean_transport=v) for v in (0, 30, 80))
    for year in (Y35, Y50):
        power = [r.generation[year].sum() for r in (none, some, more)]
        assert power[0] < power[1] < power[2]
    assert none.emissions[Y50] > some.emissions[Y50] > more.emissions[Y50]
    oil = energy_at(some, "refining")
    assert saved(some).homes[Y50, oil].min() > 0


@pytest.mark.parametrize("pack", PACKS)
def test_traffic_buys_the_electricity_that_its_energy_needs(pack):
    result = moved(pack, clean_transport=50)
    base, found, world = result.base, saved(result), result.base.world
    (grid,) = energy_at(result, "grid")
    homes = -found.homes[Y50, grid] * (base.energy.homes + base.energy.homes_imported)[Y50, grid]
    oil = 0.5 * world.share("motor_fuel_of_homes_oil") * base.energy.oil[Y50, -1]
    driven = oil * (1.0 - world.share("public_transport_part")) * world["electric_per_fuel"] * GWH_PER_PJ
    assert homes == pytest.approx(driven * price_of_electricity(base.economy))


def test_clean_transport_raises_no_coal_gas_or_oil_plant_above_the_baseline():
    result = moved("ZAF", clean_transport=100)
    fossil = result.base.power.system.fossil
    assert (result.plan.generation[:, fossil] <= result.base.power.plan.generation[:, fossil] + 1e-6).all()
    assert result.plan.shortfall.max() == pytest.approx(0.0, abs=1e-6)


@pytest.mark.parametrize("pack", PACKS)
def test_sustainable_farming_brings_work_on_land_and_buys_fewer_chemicals(pack):
    few, many = (moved(pack, **{FARMING: v}) for v in (20, 80))
    e = few.economy
    farms = [i for i, d in enumerate(e.divisions) if 1 in d]
    for less, more in ((few, many),):
        assert 0 < less.response.direct[Y50, farms].sum() < more.response.direct[Y50, farms].sum()
    effect = next(one for one in many.effects if one.name == FARMING)
    chemicals = [i for i, d in enumerate(e.divisions) if d & CHEMICALS]
    at_home = sum(e.A[i, farms].sum() for i in chemicals)
    assert effect.final[Y50, chemicals].sum() < 0 or (at_home < 1e-9 and pack not in ("ZAF", "IND"))
    # Without herds and fields, work on land gives off nothing of its own.
    own = effect.emissions[Y50] + (many.response.first * many.base.emissions.process)[Y50, farms].sum()
    assert own <= 1e-4 * many.base.emissions.total[Y50]


@pytest.mark.parametrize("pack", PACKS)
def test_greening_small_firms_saves_energy_and_costs_what_its_parameters_say(pack):
    few, many = (moved(pack, **{ENTERPRISES: v}) for v in (20, 60))
    assert 0 < saved(few).sectors[Y35].sum() < saved(many).sectors[Y35].sum()
    assert not saved(many).homes.any()
    effect = next(one for one in many.effects if one.name == ENTERPRISES)
    assert effect.sources["firms"][Y35] > 0
    assert effect.public_revenue[Y50] > 0


def test_greening_of_one_sector_reaches_that_sector_only_and_covers_as_much_as_its_money_pays():
    base = moved("ZAF").base
    settings = settings_of(base, Pathway("none"))
    sectors = np.zeros(len(base.economy.sectors))
    at = next(i for i, d in enumerate(base.economy.divisions) if d & set(range(10, 13)))
    sectors[at] = 1.0
    coverage = np.where(YEARS >= 2030, 0.5, 0.0)
    effect = greening(base, sectors, coverage, settings.finance, "programmes")
    assert effect.saved is not None
    assert set(np.flatnonzero(effect.saved.sectors.any(axis=(0, 1)))) == {at}
    first = int(np.flatnonzero(YEARS == 2030)[0])
    assert effect.sources["firms"][first] == pytest.approx(0.5 * cost_of_all(base, sectors)[first])


def test_small_firms_that_grants_reach_pay_nothing():
    own, given = (moved("ZAF", **{ENTERPRISES: 50, "grants_share": g}) for g in (0, 100))
    pay = [next(e for e in r.effects if e.name == ENTERPRISES).sources["firms"][Y35] for r in (own, given)]
    assert pay[0] > 0 == pay[1]
    assert given.money.grants[Y35] == pytest.approx(pay[0])


def test_where_no_oil_is_bought_on_roads_clean_transport_does_nothing():
    result = moved("tiny", clean_transport=50)
    e = economy("tiny")
    if not any(49 in d for d in e.divisions) and not e.oil_users[-1]:
        assert not result.net.any()
