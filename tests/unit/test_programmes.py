"""What programmes do: signs, sizes and places, on the invented pack and on South Africa."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from model.economy import FIRST_YEAR, HOUSEHOLDS
from model.measures.programmes import in_use
from model.pathway import Pathway
from model.programme import Programme
from model.programme_jobs import answers, direct_jobs
from tests.laws.worlds import economy, run

YEAR = 2030
AT = YEAR - FIRST_YEAR
BUY = Programme("construction", 500.0, 2028, 2032, "grants")
CASH = Programme(None, 500.0, 2028, 2032, "grants", kind="transfer")
SUN = Programme(None, 500.0, 2028, 2032, "grants", technology="solar")
GREEN = Programme("textiles-clothing", 20.0, 2028, 2032, "grants", kind="enterprise")


def of(*programmes: Programme, **levers: float):
    return run("ZAF", Pathway("x", {k.replace("_", "-"): v for k, v in levers.items()}, programmes))


def by_region(result) -> np.ndarray:
    return result.employment_change(by=("region",))[AT]


@pytest.mark.parametrize("one", [BUY, CASH, SUN, GREEN, replace(BUY, sector="textiles-clothing")])
def test_a_grant_raises_jobs_in_the_region_it_names_and_not_the_total(one):
    anywhere = of(one)
    for at, region in enumerate(economy("ZAF").regions[:3]):
        there = of(replace(one, region=region))
        assert by_region(there)[at] > by_region(anywhere)[at]
        assert by_region(there)[at] > 0
        assert there.net == pytest.approx(anywhere.net, rel=1e-9, abs=1e-6)


@pytest.mark.parametrize("one", [BUY, SUN, GREEN, replace(BUY, sector="textiles-clothing")])
def test_all_direct_jobs_are_in_the_region_named(one):
    region = economy("ZAF").regions.index("ZA-LP")
    result, elsewhere = (of(replace(one, region=r)) for r in ("ZA-LP", "ZA-WC"))
    (work,) = (e.work for e in result.effects if e.work is not None)
    here, not_here = (r.employment_change(by=("region", "sector"))[AT, region] for r in (result, elsewhere))
    direct = direct_jobs(result.base, work)[AT]
    assert direct.sum() > 0
    assert (here - not_here >= direct - 1e-6).all()


def test_women_share_is_kept_among_direct_jobs_and_leaves_every_total():
    there = replace(BUY, region="ZA-LP")
    plain, women = of(there), of(replace(there, women_share=60.0))
    assert np.array_equal(plain.net, women.net)
    assert np.array_equal(
        plain.employment_change(by=("region", "sector")), women.employment_change(by=("region", "sector"))
    )
    (work,) = (e.work for e in women.effects if e.work is not None)
    con = women.economy.construction
    jobs = direct_jobs(women.base, work)[AT, con]
    before, after = (r.employment_change(by=("sex", "sector"))[AT, 0, con] for r in (plain, women))
    own = women.base.regional.women_cells[women.economy.regions.index("ZA-LP"), con]
    assert after - before == pytest.approx((0.6 - own) * jobs, rel=1e-6)
    assert of(replace(BUY, women_share=0.0)).women_share_created[AT] < plain.women_share_created[AT]


def test_the_target_for_women_lifts_what_programmes_state():
    target = of(replace(BUY, women_share=10.0), women_share_new_jobs=50.0)
    assert target.women_share_created[AT] == pytest.approx(0.5, abs=1e-9)


def test_formal_share_moves_direct_jobs_only_and_no_total():
    plain, formal = of(BUY), of(replace(BUY, formal_share=100.0))
    one, two = (r.people.change(by=("channel", "formality"))[AT] for r in (plain, formal))
    assert two[0, 0] > one[0, 0]
    assert two[0, 0] + two[0, 1] == pytest.approx(one[0].sum(), rel=1e-9)
    assert np.allclose(two[1:], one[1:])
    informal = of(replace(BUY, formal_share=0.0)).people.created(by=("formality",))[AT]
    assert informal[0] < plain.people.created(by=("formality",))[AT, 0]


def test_local_content_raises_demand_at_home_and_lowers_imports():
    machines = Programme("machinery", 500.0, 2028, 2032, "grants")
    low, high = (of(replace(machines, local_content=share)) for share in (10.0, 50.0))
    assert high.shock.final[AT].sum() - low.shock.final[AT].sum() == pytest.approx(0.4 * 500.0, rel=1e-9)
    assert high.net[AT] > low.net[AT]
    assert high.imports_change[AT] < low.imports_change[AT]
    beyond = of(replace(machines, local_content=95.0))
    assert [w for w in beyond.warnings if w.code == "programme-local"]


def test_local_content_of_plants_costs_megawatts():
    today, more = of(SUN), of(replace(SUN, local_content=70.0))
    assert more.effects[0].own["solar"][AT] < today.effects[0].own["solar"][AT]
    assert more.net[AT] > today.net[AT]
    for result in (today, more):
        assert result.money_sources["international-grants"][AT] == pytest.approx(500.0, rel=1e-9)


def test_a_transfer_raises_household_spending_and_the_budget_gives_up_what_it_pays():
    given, paid = of(CASH), of(replace(CASH, source="budget"))
    propensity = given.base.agents.propensity
    assert given.shock.household_spending[AT] == pytest.approx(500.0 * propensity)
    assert given.response.household_spending[AT] > 500.0 * propensity
    assert given.net[AT] > 0
    assert paid.shock.public_spending[AT] == pytest.approx(-500.0)
    assert paid.net[AT] < given.net[AT]


def test_plants_stand_beside_the_plan_and_burn_less_coal():
    result = of(SUN)
    base, k = result.base, result.economy.technologies.index("solar")
    coal = result.economy.technologies.index("coal")
    bought = result.effects[0].own["solar"]
    more = result.capacity[:, k] - base.power.plan.capacity[:, k]
    assert more == pytest.approx(np.cumsum(bought), rel=1e-9)
    gwh = more * 8.76 * result.economy.capacity_factor_new[k]
    change = result.plan.generation - base.power.plan.generation
    assert change[:, k] == pytest.approx(gwh, rel=1e-9, abs=1e-6)
    assert change.sum(axis=1) == pytest.approx(np.zeros(len(gwh)), abs=1e-6)
    assert change[AT, coal] < 0
    assert (result.emissions - result.emissions_baseline)[AT] < 0
    # Bought once: what the plan itself builds is what it was, and the grant pays for nothing but the plants.
    assert np.allclose(result.plan.additions, base.power.plan.additions)
    assert result.money_uses["power-plants"][AT] == pytest.approx(500.0, rel=1e-9)


def test_plants_that_find_no_demand_are_flagged():
    gdp = economy("ZAF").facts["gdp_musd"]
    assert [w for w in of(replace(SUN, amount=0.2 * gdp)).warnings if w.code == "programme-power"]


def test_plants_serve_to_the_end_of_their_life():
    megawatts = np.zeros(28)
    megawatts[2] = 10.0
    assert in_use(megawatts, 5.0)[1:9].tolist() == [0, 10, 10, 10, 10, 10, 0, 0]


def test_helping_small_firms_saves_energy_of_the_sector_alone_until_its_machines_are_worn():
    result = of(GREEN)
    j = result.economy.index("textiles-clothing")
    (effect,) = (e for e in result.effects if e.saved is not None)
    saved = effect.saved.sectors
    assert saved[AT, :, j].min() > 0
    assert not np.delete(saved, j, axis=2).any()
    life = int(result.base.world["saving_measure_life"])
    assert not saved[2032 - FIRST_YEAR + life :, :, j].any()
    assert result.net[AT] > 0
    assert (result.emissions - result.emissions_baseline)[2035 - FIRST_YEAR] < 0
    assert [w for w in of(replace(GREEN, amount=2_000.0)).warnings if w.code == "programme-firms"]


def test_the_answer_of_a_programme_names_its_direct_jobs_and_the_small_firms_it_helps():
    bought, helped = answers(of(replace(BUY, name="Warm schools"), GREEN))
    base = of().base
    assert (bought.name, helped.name) == ("Warm schools", "programme-2")
    assert bought.direct[AT] > helped.direct[AT] > 0
    assert bought.small_firms is None
    sector = base.economy.index("textiles-clothing")
    assert helped.small_firms == pytest.approx(
        base.world.share("small_firms_of_jobs") * base.employment[:, sector]
    )


def test_private_money_is_paid_back_by_those_who_buy_and_tariffs_by_bills():
    homes_buy, firms_buy = (
        of(replace(BUY, sector=s, source="private")) for s in ("food-drink", "construction")
    )
    later = 2036 - FIRST_YEAR
    e, a = homes_buy.economy, homes_buy.base.agents
    for result, sector in ((homes_buy, "food-drink"), (firms_buy, "construction")):
        i = e.index(sector)
        share = e.f[i, HOUSEHOLDS] / e.x[i]
        back = result.money_sources["buyers"][later]
        assert back > 0
        assert result.money.on_homes[later] == pytest.approx(share * back, rel=1e-9)
    assert homes_buy.shock.household_spending[later] < firms_buy.shock.household_spending[later]
    bills = of(replace(BUY, source="tariffs"))
    lost = bills.shock.household_spending[later] - a.spent_of_profits * bills.money.investor_income[later]
    assert lost == pytest.approx(-a.spent_of_bills * bills.money.investor_returns[later], rel=1e-9)


def test_two_halves_are_one_whole():
    half = replace(BUY, amount=250.0, region="ZA-MP", women_share=50.0, formal_share=80.0)
    two, one = of(half, replace(half, name="again")), of(replace(half, amount=500.0))
    assert np.allclose(
        two.people.change(by=("region", "sex", "formality")),
        one.people.change(by=("region", "sex", "formality")),
    )
