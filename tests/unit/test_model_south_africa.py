"""What must be seen in South Africa and Thailand: signs and sizes that an economist would ask for first."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from model.economy import YEARS
from model.load import load_economy
from model.pathway import Pathway, Programme
from model.run import simulate
from model.world import default_world, edited

Y35 = 2035 - YEARS[0]


@pytest.fixture(scope="module")
def zaf():
    economy = load_economy("ZAF")
    return economy, default_world(economy)


def run(country, levers, programmes=()):
    economy, world = country
    return simulate(economy, world, Pathway("x", levers, programmes))


def test_coal_exit_at_fixed_exports_costs_mpumalanga_most_of_the_coal_jobs(zaf):
    result = run(zaf, {"coal-exit-year": 2035})
    e = zaf[0]
    coal = [e.index("coal-mining"), e.index("power-coal")]
    lost = -result.employment_change(by=("region", "sector"))[Y35][:, coal].sum(axis=1)
    assert (lost >= 0).all()
    assert lost[e.regions.index("ZA-MP")] / lost.sum() >= 0.60


def test_leaving_coal_exports_too_loses_more_mining_jobs(zaf):
    mining = zaf[0].index("coal-mining")
    power_only = run(zaf, {"coal-exit-year": 2035}).employment_change(by=("sector",))[:, mining]
    both = run(zaf, {"coal-exit-year": 2035, "coal-exports-2050": 0}).employment_change(by=("sector",))[
        :, mining
    ]
    exports_only = run(zaf, {"coal-exports-2050": 0}).employment_change(by=("sector",))[:, mining]
    later = slice(2027 - YEARS[0], None)
    assert (both[later] < power_only[later]).all()
    assert exports_only[-1] < 0
    assert not run(zaf, {"coal-exit-year": 2035}).shock.final[:, mining].any(), (
        "leaving coal power leaves exports alone"
    )


def test_siting_moves_jobs_to_mpumalanga_and_from_the_others(zaf):
    e = zaf[0]
    mp = e.regions.index("ZA-MP")
    none, all_ = (run(zaf, {"coal-exit-year": 2035, "siting-share": s}) for s in (0, 100))
    before, after = (r.employment_change(by=("region",))[2030 - YEARS[0]] for r in (none, all_))
    assert after[mp] > before[mp]
    others = [r for r in range(len(e.regions)) if r != mp]
    assert after[others].sum() < before[others].sum()
    assert after.sum() == pytest.approx(before.sum(), rel=1e-9)


def test_local_content_lowers_imports_and_raises_cost(zaf):
    plain, local = (run(zaf, {"coal-exit-year": 2035, "local-content": c}) for c in (0, 20))
    y = 2030 - YEARS[0]
    assert local.built.imports[y] < plain.built.imports[y]
    assert local.imports_change[y] < plain.imports_change[y]
    assert local.built.by_item[y].sum() > plain.built.by_item[y].sum()
    assert local.built.penalty[y] > 0 == plain.built.penalty[y]


def test_one_billion_from_the_budget_shows_what_it_displaces_and_from_grants_nothing(zaf):
    y = 2030 - YEARS[0]
    budget, grant = (
        run(zaf, {}, (Programme("construction", 1000.0, 2030, 2030, s),)) for s in ("budget", "grants")
    )
    assert budget.money.displaced_spending[y] == pytest.approx(1000.0)
    assert budget.response.public_spending[y] == pytest.approx(-1000.0, rel=0.05)
    assert not grant.money.displaced_spending.any()
    assert grant.response.public_spending[y] == pytest.approx(0.0, abs=25.0)
    assert grant.net[y] > budget.net[y]


def test_grants_leave_households_with_more_than_bills(zaf):
    paid, given = (run(zaf, {"coal-exit-year": 2035, "grants-share": g}) for g in (0, 100))
    assert (given.net[Y35:] > paid.net[Y35:]).all()


def test_a_unit_spent_from_abroad_adds_what_the_literature_finds(zaf):
    """Batini et al. (2021): 1.1 to 1.5 for renewables. A check of the closures, used to choose none of the numbers in a case."""
    result = run(zaf, {}, (Programme("construction", 1000.0, 2030, 2030, "grants"),))
    assert 1.0 < result.gdp_change[2030 - YEARS[0]] / 1000.0 < 1.5


def test_thailands_filled_jobs_stop_at_the_people_who_are_there_and_say_so():
    economy = load_economy("THA")
    world = default_world(economy)
    result = simulate(economy, world, Pathway("x", {"building-retrofit": 40, "renewable-share-2050": 90}))
    extra = result.jobs_filled - result.base.employment_total
    assert (extra <= result.base.reserve.sum(axis=1) + 1e-6).all()
    assert result.jobs_unfilled.max() > 10_000
    assert any(w.code == "labour-short" and "find nobody" in str(w.sentence) for w in result.warnings)


def test_senegals_unfilled_jobs_are_called_unknown_because_its_base_year_is_the_record():
    economy = load_economy("SEN")
    builds = Pathway("x", {"building-retrofit": 40})
    result = simulate(economy, default_world(economy), builds)
    assert result.jobs_unfilled.max() > 1_000
    assert not result.unfilled_known
    assert [w.code for w in result.warnings if w.code.startswith("labour")] == ["labour-unknown"]
    # As soon as a figure for those outside the labour force is given, there is something to say.
    drawn = simulate(economy, edited(default_world(economy), {"participation_response": 0.2}), builds)
    assert drawn.unfilled_known
    assert drawn.jobs_unfilled.max() < result.jobs_unfilled.max()


def test_an_earlier_coal_exit_never_raises_emissions(zaf):
    runs = [run(zaf, {"coal-exit-year": y}).emissions[Y35] for y in (2032, 2036, 2040, 2045, 2050, 2060)]
    assert (np.diff(runs) >= -1e-9).all()


def test_more_women_in_new_jobs_changes_who_works_and_not_how_many(zaf):
    plain, target = (run(zaf, {"coal-exit-year": 2035, "women-share-new-jobs": w}) for w in (0, 45))
    assert np.allclose(plain.net, target.net)
    assert target.women_share_created[5] == pytest.approx(0.45)
    assert target.women_share[5] > plain.women_share[5]


@pytest.mark.parametrize("country", ["ZAF", "THA", "IND"])
def test_a_renewable_target_is_a_floor_and_what_it_built_is_not_taken_down(country):
    economy = load_economy(country)
    world = default_world(economy)
    early = simulate(economy, world, Pathway("x", {"renewable-share-2035": 90}))
    share = early.plan.renewable_share
    assert share[Y35] >= 0.9 - 1e-9
    assert (np.diff(share[Y35:]) >= -1e-6).all()
    below = simulate(economy, world, Pathway("x", {"renewable-share-2050": 0}))
    assert not below.net.any(), "a floor below the baseline changes nothing"


@pytest.mark.parametrize("country", ["ZAF", "THA", "IND"])
def test_the_last_year_of_the_coal_lever_is_no_cliff(country):
    economy = load_economy(country)
    world = default_world(economy)
    jobs = [
        simulate(economy, world, Pathway("x", {"coal-exit-year": y})).net
        for y in (2056, 2057, 2058, 2059, 2060)
    ]
    steps = [np.abs(a - b).max() for a, b in itertools.pairwise(jobs)]
    assert steps[-1] <= 1.5 * max(steps[:-1])


def test_a_carbon_price_saves_less_where_coal_is_gone(zaf):
    price = {"carbon-price-2030": 50, "carbon-price-2035": 100, "carbon-price-2050": 150}
    alone = run(zaf, price).shock.burnt[Y35, -1]
    after_exit = run(zaf, {**price, "coal-exit-year": 2035}).shock.burnt[Y35, -1]
    assert 0 < after_exit < alone


def test_revenue_kept_improves_the_public_balance(zaf):
    price = {"carbon-price-2035": 100, "carbon-price-2050": 100, "revenue-transfers": 0}
    kept = run(zaf, {**price, "revenue-deficit": 100})
    assert kept.public_balance_change[Y35] > 0


def test_hydrogen_that_cannot_pay_for_its_plants_says_so(zaf):
    result = run(zaf, {"hydrogen-exports-2050": 1})
    assert any(w.code == "hydrogen-price" and "US$" in str(w.sentence) for w in result.warnings)
