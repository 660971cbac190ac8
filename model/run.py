"""One pathway of one economy in one world: the story of a run."""

from __future__ import annotations

import numpy as np

from model import finance, labour
from model.alerts import warnings_of
from model.baseline import Prepared, Y, building, prepare
from model.economy import YEARS, Array, Economy
from model.investment import EFFICIENCY, Spending, spend
from model.pathway import Pathway
from model.power import POLICY_YEAR, PowerPlan
from model.regions_of_change import Located, locate, site_regions
from model.result import Result
from model.settings import Settings, settings_of
from model.solve import Response, Shock, respond
from model.world import World


def simulate(economy: Economy, world: World, pathway: Pathway) -> Result:
    """What follows if `pathway` is taken instead of the baseline, 2023-2050.

    Raises `InputError` if the pathway cannot be (unknown lever, value out of range, shares over one).
    """
    base = prepare(economy, world)
    settings = settings_of(base, pathway)
    plan = base.power.system.plan(settings.power)
    built = build(base, plan, settings)
    money = pay(base, built, settings, pathway)
    placed = place(base, plan, built)
    shock = shock_of(base, plan, built, placed, money, settings, pathway)
    response = respond(base, shock)
    sites = site_regions(base, job_change_before_siting(base, response, placed), settings.siting)
    cells = locate(base, response, placed, sites)
    created = np.maximum(cells.total, 0.0) if settings.women else np.zeros((Y, 1))
    uplift = labour.women_uplift(created, base.regional.women_cells, settings.women)
    result = Result(
        base=base,
        pathway=pathway,
        plan=plan,
        built=built,
        money=money,
        shock=shock,
        response=response,
        placed=placed,
        cells=cells,
        uplift=uplift,
    )
    result.warnings.extend(warnings_of(result, settings))
    return result


def build(base: Prepared, plan: PowerPlan, settings: Settings) -> Spending:
    """What the pathway builds and buys, the baseline's own building included."""
    quantity = building(base.economy, base.items, plan)
    quantity[:, base.items.names.index(EFFICIENCY)] = efficiency_investment(base, settings.measures)
    return spend(
        base.items,
        quantity,
        base.economy.construction,
        settings.local_content,
        base.world.share("local_content_max_share"),
        base.world.share("local_content_cost_penalty"),
    )


def efficiency_investment(base: Prepared, saved: Array) -> Array:
    """(Y,) million US$: each year's further saving at the cost of saved energy; measures are renewed after their life."""
    stock = saved * base.energy.cost_of_all
    added = np.maximum(np.diff(stock, prepend=0.0), 0.0)
    life = int(base.world["saving_measure_life"])
    total = added.copy()
    for start in range(life, Y, life):
        total[start:] += added[:-start]
    return total


def pay(base: Prepared, built: Spending, settings: Settings, pathway: Pathway) -> finance.Ledger:
    """Who pays for the building beyond the baseline's, and for the pathway's programmes."""
    rules = base.money

    def ledger(by_item: Array, shares: finance.Shares, capital: Array) -> finance.Ledger:
        return finance.ledger(
            by_item, shares, rules.loans, rules.debt, capital, rules.displacement, rules.crowding
        )

    total = ledger(built.by_item - base.spending.by_item, settings.shares, rules.capital)
    for programme in pathway.programmes:
        shares = finance.Shares(**{k: float(programme.source == k) for k in ("grants", "loans", "budget")})
        amount = yearly(programme.amount, programme.first, programme.last)
        # What a programme buys is recovered, if privately paid, like the longest-lived thing built: the grid.
        grid = rules.capital[base.items.names.index("grid")][None]
        total = total + ledger(amount[:, None], shares, grid)
    return total


def yearly(amount: float, first: int, last: int) -> Array:
    """(Y,) `amount` in the years first..last."""
    return np.where((first <= YEARS) & (last >= YEARS), amount, 0.0)


def shock_of(
    base: Prepared,
    plan: PowerPlan,
    built: Spending,
    placed: Located,
    money: finance.Ledger,
    settings: Settings,
    pathway: Pathway,
) -> Shock:
    """The pathway's own change of demand, coefficients and incomes, before households and the budget answer."""
    economy, agents = base.economy, base.agents
    final = built.domestic - base.spending.domestic
    coal = economy.with_role("coal")
    exports = economy.f[:, 4]
    for i in coal:
        final[:, i] += settings.coal_exports * exports[i]
    for programme in pathway.programmes:
        i = economy.index(programme.sector)
        spent = yearly(programme.amount, programme.first, programme.last)
        final[:, i] += spent * base.items.domestic_share[i]
    final -= money.crowded_out[:, None] * agents.investment.domestic
    final -= settings.saved[:, None] * base.energy.households
    home_bill = settings.saved * (base.energy.households.sum(axis=1) + base.energy.households_imported)

    generated = economy.A[economy.technology_sector, economy.grid].sum()
    mix = generated * (plan.shares - base.power.plan.shares)

    con, T = economy.construction, len(economy.technologies)
    plant_wages = ((placed.standing_jobs + placed.new_jobs) * placed.wages[:, :T]).sum(axis=1)
    plant_wages = plant_wages + placed.storage_jobs * placed.wages[:, T]
    site_wages = placed.site_jobs.sum(axis=1) * placed.wages[:, T + 1]
    swapped = site_wages - placed.replaced.sum(axis=1) * economy.wages[con]
    export_premium = settings.coal_exports * sum(economy.f_money[i, 4] - exports[i] for i in coal)
    returns = money.investor_returns
    return Shock(
        final=final,
        mix=mix,
        saved=settings.saved,
        household_spending=(
            home_bill
            + (agents.spent_of_wages - agents.spent_of_bills) * plant_wages
            + (agents.spent_of_wages - agents.spent_of_profits) * swapped
            + agents.spent_of_profits * export_premium
            - agents.spent_of_bills * returns
        ),
        public_revenue=(
            (agents.direct_tax - agents.revenue_of_bills) * plant_wages - agents.revenue_of_bills * returns
        ),
        resource_revenue=agents.direct_tax * export_premium,
        public_spending=-(money.displaced_spending + money.loan_service + money.debt_service),
    )


def place(base: Prepared, plan: PowerPlan, built: Spending) -> Located:
    """Change of the jobs that stand where plants, storage and sites are, at that year's productivity."""
    power, p0 = base.power, base.power.plan
    index = base.productivity
    standing = (plan.standing_in_use - p0.standing_in_use) * power.standing_rate
    new = (plan.new_capacity - p0.new_capacity) * power.new_rate * power.new_learning
    storage = np.cumsum(plan.storage_additions - p0.storage_additions) * power.storage_rate
    tech, grid, con = base.economy.technology_sector, base.economy.grid, base.economy.construction
    rate = base.agents.wage_rate
    wages = np.concatenate([rate[tech], [rate[grid], rate[con]]])[None, :] / base.productivity[:, None]
    return Located(
        standing_jobs=standing * index[:, None],
        new_jobs=new * index[:, None],
        storage_jobs=storage * index,
        site_jobs=(built.site_jobs - base.spending.site_jobs) * index[:, None],
        replaced=built.replaced - base.spending.replaced,
        wages=wages,
    )


def job_change_before_siting(base: Prepared, response: Response, placed: Located) -> Array:
    """(Y, n) change of jobs by sector, direct and supply chain, before new sites are placed."""
    change = response.first * base.labour
    np.add.at(change.T, base.economy.technology_sector, (placed.standing_jobs + placed.new_jobs).T)
    return change


__all__ = ["POLICY_YEAR", "simulate"]
