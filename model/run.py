"""One pathway of one economy in one world: the story of a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from model import finance, labour
from model.alerts import warnings_of
from model.baseline import Prepared, Y, building, prepare
from model.economy import Array, Economy
from model.investment import Spending, spend
from model.measures import effects_of, planned_effects
from model.measures.effect import Effect, saved_by, total, total_final
from model.measures.programmes import beside_the_plan
from model.measures.saved import Saved
from model.pathway import Pathway
from model.power import PowerPlan
from model.programme_jobs import women_of_gains
from model.regions_of_change import Located, locate, places_of
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
    nation = nation_of(base, settings, pathway)
    effects, placed, response = nation.effects, nation.placed, nation.response
    places = places_of(base, job_change_before_siting(base, response, placed), settings.siting)
    cells = locate(base, response, placed, places, effects)
    women = women_of_gains(base, effects, cells.total)
    created = np.maximum(cells.total, 0.0) if settings.women else np.zeros((Y, 1))
    uplift = labour.women_uplift(
        created, base.regional.women_cells if women is None else women, settings.women
    )
    result = Result(
        base=base,
        pathway=pathway,
        effects=effects,
        plan=nation.plan,
        built=nation.built,
        money=nation.money,
        shock=nation.shock,
        response=response,
        placed=placed,
        cells=cells,
        uplift=uplift,
        women_gains=women,
    )
    result.warnings.extend(warnings_of(result, settings))
    return result


@dataclass(frozen=True)
class Nation:
    """A run before its work is placed in regions."""

    effects: list[Effect]
    plan: PowerPlan
    built: Spending
    money: finance.Ledger
    placed: Located
    shock: Shock
    response: Response


def take_step(step: Callable[..., Any], *arguments: object) -> Any:
    """Take a step of the run. An explanation hands in a way that takes each distinct step once (`model.explain`)."""
    return step(*arguments)


def nation_of(
    base: Prepared, settings: Settings, pathway: Pathway, take: Callable[..., Any] = take_step
) -> Nation:
    """The part of a run that needs no regions, step by step."""
    effects = effects_of(base, settings, pathway, take)
    saved = take(saved_by, base, effects)
    plan = take(plan_of, base, settings, saved, take(beside_the_plan, base, effects))
    effects = effects + planned_effects(base, settings, plan, saved, take)
    built = take(build, base, plan, settings, effects)
    money = take(pay, base, built, settings, effects)
    placed = take(place, base, plan, built, effects)
    shock = take(shock_of, base, plan, built, placed, money, effects, saved)
    return Nation(effects, plan, built, money, placed, shock, take(respond, base, shock))


def plan_of(base: Prepared, settings: Settings, saved: Saved, beside: Array | None = None) -> PowerPlan:
    """The power plan of a pathway whose users save `saved`; `beside` (Y, T) MW of programmes stand beside it."""
    return base.power.system.plan(settings.power(base, saved.of_power(base)), beside)


def build(base: Prepared, plan: PowerPlan, settings: Settings, effects: Sequence[Effect]) -> Spending:
    """What the pathway builds and buys, the baseline's own building included."""
    quantity = building(base.economy, base.items, plan) + quantities(base, effects, "quantity")
    if any(effect.own for effect in effects):
        quantity += quantities(base, effects, "own")
    return bought(base, quantity + quantities(base, effects, "project"), settings)


def quantities(base: Prepared, effects: Sequence[Effect], part: str) -> Array:
    """(Y, K) what measures build of each item: `quantity`, `project` or `own`."""
    quantity = np.zeros((Y, len(base.items.names)))
    for effect in effects:
        for item, amount in getattr(effect, part).items():
            quantity[:, base.items.names.index(item)] += amount
    return quantity


def bought(base: Prepared, quantity: Array, settings: Settings) -> Spending:
    """Spending on (Y, K) of each item under the pathway's local content."""
    return spend(
        base.items,
        quantity,
        base.economy.construction,
        settings.local_content,
        base.world.share("local_content_max_share"),
        base.world.share("local_content_cost_penalty"),
    )


def pay(base: Prepared, built: Spending, settings: Settings, effects: Sequence[Effect]) -> finance.Ledger:
    """Who pays for the building beyond the baseline's, and for what measures spend beside it."""
    rules = base.money

    def ledger(by_item: Array, shares: finance.Shares, items: slice) -> finance.Ledger:
        return finance.ledger(
            by_item,
            shares,
            rules.loans,
            rules.debt,
            rules.capital[items],
            rules.income[items],
            base.items.payer[items],
            rules.displacement,
            rules.crowding,
        )

    projects = np.zeros_like(built.by_item)
    if any(effect.project for effect in effects):
        projects = bought(base, quantities(base, effects, "project"), settings).by_item
    own = [
        (bought(base, quantities(base, [effect], "own"), settings).by_item, effect.paid_by)
        for effect in effects
        if effect.own
    ]
    nation = built.by_item - base.spending.by_item - projects
    for by_item, _ in own:
        nation -= by_item
    whole = ledger(nation, settings.finance, slice(None))
    whole = replace(whole, projects=projects.sum(axis=1))
    for by_item, shares in own:
        whole = whole + ledger(by_item, shares or settings.finance, slice(None))
    # What measures buy beside items is recovered, if privately paid, like the longest-lived thing built: the grid.
    grid = slice(at := base.items.names.index("grid"), at + 1)
    for effect in effects:
        if effect.spending is not None:
            spent = ledger(effect.spending[:, None], effect.paid_by or settings.finance, grid)
            if effect.homes_pay is not None:
                returns = spent.investor_returns
                spent = replace(spent, on_buyers=returns, on_homes=effect.homes_pay * returns)
            whole = whole + spent
    return whole


def shock_of(
    base: Prepared,
    plan: PowerPlan,
    built: Spending,
    placed: Located,
    money: finance.Ledger,
    effects: Sequence[Effect],
    saved: Saved,
) -> Shock:
    """The pathway's own change of demand, coefficients and incomes, before households and the budget answer."""
    economy, agents = base.economy, base.agents
    final = built.domestic - base.spending.domestic
    final += total_final(effects, len(economy.sectors))
    final -= money.crowded_out[:, None] * agents.investment.domestic
    generated = economy.A[economy.technology_sector, economy.grid].sum()
    con, T = economy.construction, len(economy.technologies)
    plant_wages = ((placed.standing_jobs + placed.new_jobs) * placed.wages[:, :T]).sum(axis=1)
    plant_wages = plant_wages + placed.storage_jobs * placed.wages[:, T]
    project_wages = (placed.project_jobs * placed.wages[:, :T]).sum(axis=1)
    site_wages = placed.site_jobs.sum(axis=1) * placed.wages[:, T + 1]
    swapped = site_wages - placed.replaced.sum(axis=1) * economy.wages[con]
    by_users = base.money.loans_by_users
    bills = money.returns_on_bills + by_users * money.loan_service
    on_firms = money.returns_of_firms + money.on_buyers - money.on_homes
    served = (1.0 - by_users) * money.loan_service + money.debt_service
    return Shock(
        final=final,
        mix=generated * (plan.shares - base.power.plan.shares),
        energy=-saved.sectors * base.energy_rows,
        energy_imports=(abroad := (saved.sectors * base.energy.imported).sum(axis=1)),
        energy_kept=(saved.sectors * base.energy_rows).sum(axis=1) + abroad,
        burnt=saved.burnt,
        household_spending=(
            total(effects, "household_spending")
            + agents.spent_of_wages * project_wages
            + (agents.spent_of_wages - agents.spent_of_bills) * plant_wages
            + (agents.spent_of_wages - agents.spent_of_profits) * swapped
            + agents.spent_of_profits * money.investor_income
            - agents.spent_of_bills * bills
            - agents.propensity * (money.returns_of_homes + money.on_homes)
            - agents.spent_of_profits * on_firms
        ),
        public_revenue=(
            total(effects, "public_revenue")
            + agents.direct_tax * project_wages
            + (agents.direct_tax - agents.revenue_of_bills) * plant_wages
            + agents.direct_tax * money.investor_income
            - agents.revenue_of_bills * bills
            - agents.direct_tax * on_firms
        ),
        resource_revenue=total(effects, "resource_revenue"),
        public_spending=(total(effects, "public_spending") - money.displaced_spending - served),
    )


def place(base: Prepared, plan: PowerPlan, built: Spending, effects: Sequence[Effect] = ()) -> Located:
    """Change of the jobs that stand where plants, storage and sites are, at that year's productivity."""
    power, p0 = base.power, base.power.plan
    index = base.productivity
    standing = (plan.standing_in_use - p0.standing_in_use) * power.standing_rate
    new = (plan.new_capacity - p0.new_capacity) * power.new_rate * power.new_learning
    project = np.zeros_like(new)
    for effect in effects:
        for technology, running in effect.project_jobs.items():
            t = base.economy.technologies.index(technology)
            project[:, t] += running * power.new_rate[t] * power.new_learning[:, t]
    storage = np.cumsum(plan.storage_additions - p0.storage_additions) * power.storage_rate
    tech, grid, con = base.economy.technology_sector, base.economy.grid, base.economy.construction
    rate = base.agents.wage_rate
    wages = np.concatenate([rate[tech], [rate[grid], rate[con]]])[None, :] / base.productivity[:, None]
    return Located(
        standing_jobs=standing * index[:, None],
        new_jobs=new * index[:, None],
        project_jobs=project * index[:, None],
        storage_jobs=storage * index,
        site_jobs=(built.site_jobs - base.spending.site_jobs) * index[:, None],
        replaced=built.replaced - base.spending.replaced,
        wages=wages,
    )


def job_change_before_siting(base: Prepared, response: Response, placed: Located) -> Array:
    """(Y, n) change of jobs by sector, direct and supply chain, before new sites are placed."""
    change = response.first * base.labour
    plants = placed.standing_jobs + placed.new_jobs + placed.project_jobs
    np.add.at(change.T, base.economy.technology_sector, plants.T)
    return change
