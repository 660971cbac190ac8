"""What the views keep of a run adds up to the run: money, the budget, imports, power, emissions, heat."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from dashboard.model_engine import ModelEngine
from dashboard.runs import Runs
from dashboard.views.heat_summary import summarise_adaptation, summarise_heat, with_adaptation
from dashboard.views.pays_summary import imports_by_use, scarce, summarise_pays, unpaid
from dashboard.views.power_summary import emissions_by_source, summarise_power

COUNTRIES = ("ZAF", "THA", "GUY", "KHM")
LEVERS = {
    "renewable-share-2035": 60.0,
    "building-retrofit": 20.0,
    "loans-share": 30.0,
    "budget-share": 10.0,
    "carbon-price-2035": 20.0,
    "carbon-price-2050": 40.0,
}


@cache
def runs():
    return Runs(ModelEngine())


def run(iso3, levers=None):
    scenario = runs().scenario(iso3, LEVERS if levers is None else levers)
    return scenario, runs().result(scenario)


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_sources_of_money_are_its_uses_and_the_budget_adds_up(iso3):
    pays = summarise_pays(run(iso3)[1])
    scale = max(float(np.abs(pays.invested).max()), 1.0)
    sources, uses = (np.sum(list(part.values()), axis=0) for part in (pays.sources, pays.uses))
    assert np.allclose(sources, uses, atol=1e-9 * scale)
    assert np.allclose(pays.public_cost, pays.budget_part + pays.debt_part)
    assert np.allclose(pays.balance, pays.revenue - pays.other_spending - pays.public_cost)


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_imports_by_use_add_up_and_only_measures_take_the_rest(iso3):
    result = run(iso3, {"renewable-share-2035": 60.0})[1]
    parts = imports_by_use(result)
    assert np.allclose(sum(parts.values()), result.imports_change)
    assert np.abs(parts["measures"]).max() < 1e-6 * max(1.0, float(np.abs(result.imports_change).max()))


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_without_the_effects_of_paying_nobody_at_home_pays(iso3):
    scenario, _ = run(iso3)
    free = summarise_pays(runs().result(unpaid(scenario)))
    assert np.abs(free.public_cost).max() == 0.0
    assert free.sources["private-capital"].max() <= 1e-9
    assert dict(unpaid(scenario).levers)["building-retrofit"] == 20.0


def test_scarce_money_takes_other_investment():
    scenario, paid = run("ZAF")
    tight = runs().result(runs().clean(scarce(scenario)))
    assert tight.money.crowded_out.max() > 0.0 == paid.money.crowded_out.max()
    # In the last years less is built than in the baseline, and other investment gains what is not needed.
    most = int(np.argmax(tight.money.crowded_out))
    assert tight.net[most] < paid.net[most]


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_emissions_by_source_add_up_to_the_country(iso3):
    result = run(iso3)[1]
    mine, theirs = emissions_by_source(result)
    assert np.allclose(sum(mine.values()), result.emissions)
    assert np.allclose(sum(theirs.values()), result.emissions_baseline)


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_capacity_is_what_stood_less_what_closed_and_what_is_new(iso3):
    power = summarise_power(run(iso3)[1])
    assert np.allclose(power.capacity, power.capacity_first - power.closed + power.new)
    assert power.closed.min() > -1e-6
    assert power.generation.shape == power.capacity.shape == (len(power.years), len(power.technologies))


@pytest.mark.parametrize("iso3", ["THA", "KHM", "GUY"])
def test_heat_adds_up_by_sector_sex_and_region(iso3):
    heat = summarise_heat(run(iso3)[1])
    assert np.allclose(heat.total, heat.by_sex.sum(axis=1))
    assert np.allclose(heat.total, heat.by_region.sum(axis=1))
    assert np.allclose(heat.total, next(iter(heat.paths.values())))


def test_adaptation_is_the_difference_of_two_runs():
    scenario, without = run("KHM", {"renewable-share-2035": 60.0})
    with_it = runs().result(with_adaptation(scenario, 40.0))
    found = summarise_adaptation(with_it, without, 40.0, tried=True)
    heat = summarise_heat(with_it)
    assert np.allclose(found.saved + heat.total, heat.without)
    assert np.allclose(found.jobs, (with_it.net - without.net)[1:])
    assert 0 < found.firms[-1] <= found.cost[-1] < found.gained[-1]
