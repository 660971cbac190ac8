"""Energy that is saved is energy that the table has people buy, at what they pay for it."""

from __future__ import annotations

import numpy as np
import pytest

from model.baseline import cost_index
from model.economy import EXPORTS, HOUSEHOLDS
from model.load import available
from model.pathway import Pathway
from model.run import simulate
from model.world import edited
from tests.laws.worlds import economy, run, world


def base_of(pack):
    return run(pack, Pathway("none")).base


@pytest.mark.parametrize("pack", available())
def test_homes_can_save_what_the_table_has_them_buy_and_no_more(pack):
    base = base_of(pack)
    e, at = base.economy, base.energy.products
    fuel = np.array([e.roles[i] in ("coal", "oil-gas") for i in at])
    others = e.f[at].sum(axis=1) - e.f[at, HOUSEHOLDS] - np.where(fuel, e.f[at, EXPORTS], 0.0)
    own = base.spending.domestic[:, at]
    rest = (others - own[0]) * base.demand[:, None] + own + base.fuel_exports[:, at]
    assert base.energy.homes + rest == pytest.approx(base.table.final[:, at], rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("pack", available())
def test_what_saving_costs_follows_the_energy_that_each_user_buys(pack):
    base = base_of(pack)
    e, energy = base.economy, base.energy
    bought = base.table.A[:, e.grid, :] * energy.users * base.table.x
    there = (bought[0] > 0) & (energy.electricity[0, :-1] > 0)
    found = energy.electricity[:, :-1][:, there] / energy.electricity[0, :-1][there]
    assert found == pytest.approx(bought[:, there] / bought[0, there], rel=1e-9)
    (at,) = np.flatnonzero(energy.products == e.grid)
    if energy.electricity[0, -1] > 0:
        homes = energy.homes[:, at] / energy.homes[0, at]
        assert energy.electricity[:, -1] / energy.electricity[0, -1] == pytest.approx(homes, rel=1e-9)


@pytest.mark.parametrize("pack", available())
def test_emissions_of_homes_follow_the_fuel_that_they_buy(pack):
    base = base_of(pack)
    e = base.economy
    fuels = (1.0 - base.world.share("autonomous_energy_efficiency")) ** np.arange(len(base.demand))
    burnt = base.emissions.households - e.emissions_process[-1] * base.demand
    assert burnt == pytest.approx(e.emissions_combustion[-1] * fuels * base.demand, rel=1e-9)


@pytest.mark.parametrize("pack", ["KAZ", "KGZ", "ZAF", "CHN"])
def test_homes_spend_again_all_the_money_that_they_no_longer_pay_for_coal(pack):
    """Kazakhstan's homes pay more than three times the average a tonne: what they save is what they paid."""
    result = run(pack, Pathway("retrofit", {"building-retrofit": 20.0}))
    base, agents = result.base, result.base.agents
    e, y = base.economy, -1
    (effect,) = [one for one in result.effects if one.name == "energy-saved-at-home"]
    coal = e.with_role("coal")
    volume = -effect.final[y, coal].sum()
    paid = volume * float(e.f_money[coal, HOUSEHOLDS].sum() / e.f[coal, HOUSEHOLDS].sum())
    others = np.delete(effect.final[y], coal).sum()
    no_longer_paid = paid - others - effect.final_imports[y]
    miners = paid - volume
    assert effect.household_spending[y] + agents.spent_of_profits * miners == pytest.approx(no_longer_paid)
    assert effect.resource_revenue[y] == pytest.approx(-agents.direct_tax * miners)
    assert effect.value[y] == pytest.approx(-miners)


def test_electric_vehicles_get_cheaper_as_batteries_do_and_chargers_do_not():
    """A vehicle bought in 2050 does not cost what it cost in 2023."""
    levers = Pathway("roads", {"clean-transport": 50.0})
    built = {}
    for part in (0.0, 77.0, 100.0):
        result = simulate(economy("IND"), edited(world("IND"), {"electric_road_falling": part}), levers)
        built[part] = result.money_uses["clean-transport"]
    fall = 1.0 - cost_index("storage")
    later = built[0.0] > 0
    assert built[77.0][later] / built[0.0][later] == pytest.approx(1.0 - 0.77 * fall[later])
    assert built[100.0][-1] < built[77.0][-1] < 0.6 * built[0.0][-1]


@pytest.mark.parametrize(("pack", "warned"), [("KGZ", True), ("MNG", True), ("ZAF", False), ("BRA", False)])
def test_retrofit_that_cheap_energy_does_not_pay_for_says_so(pack, warned):
    found = run(pack, Pathway("retrofit", {"building-retrofit": 10.0})).warnings
    said = [str(w.sentence) for w in found if w.code == "saving-dear"]
    assert bool(said) == warned
    assert all("Buildings retrofitted" in sentence for sentence in said)
