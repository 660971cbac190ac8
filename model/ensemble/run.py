"""The ensemble: one pathway, a row for each draw, through the same solution and the same regions as a run.

The baseline's table (A, L, x) and the power plan stay as they are. What is drawn enters what building costs and buys, who
works on sites, plant and storage, who pays and how they answer, and the jobs in supply chains. Every draw is the central
run plus a difference, so the central row is the run itself to the last bit of the sums.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import numpy as np

from model import labour
from model.agents import Agents, agents_of
from model.baseline import Prepared, Y
from model.economy import FIRST_YEAR, YEARS, Array, Economy, Index
from model.ensemble.band import Band, Samples, band_of
from model.ensemble.build import (
    Built,
    Factors,
    Money,
    built_of,
    costs_of_saving,
    factors_of,
    money_of,
    quantities_of,
)
from model.ensemble.draws import SUPPLY_CHAIN, Draws, draw
from model.ensemble.labour import Work, labour_at, work_of
from model.feedback import public_row, with_rows
from model.measures import effects_of, planned_effects
from model.measures.effect import Effect, saved_by, total
from model.pathway import Pathway
from model.programme_jobs import women_of_gains
from model.regions_of_change import Located, Places, locate, places_of
from model.result import Result
from model.run import job_change_before_siting, quantities, simulate
from model.settings import Settings, settings_of
from model.slices import base_at, effect_at
from model.solve import Response, Shock, respond
from model.world import World

REGION_YEARS = tuple(range(2025, 2051, 5))
"""years whose jobs are placed in regions in every draw; years between are read off a straight line"""
CHUNK = 128
"""draws that go through the regions together: their cells stay in the processor's cache"""
THREADS = 2


@dataclass(frozen=True)
class Slopes:
    """What measures do with the parameters that they read themselves. They are linear in each, so two runs tell."""

    profits: Array
    """(Y,) household spending per unit of the share of profits that is distributed"""
    saving: dict[str, Array]
    """what saving energy costs -> (Y, K) million US$ of each item per unit of it"""
    operation_households: Array
    """(Y, T) household spending per job that a new MW takes (export projects pay wages out of profits)"""
    operation_resources: Array
    """(Y, T) public revenue from resources, the same"""


@dataclass(frozen=True)
class Drawn:
    """What a pathway does in every draw, before anything answers."""

    result: Result
    settings: Settings
    draws: Draws
    factors: Factors
    built: Built
    money: Money
    work: Work
    agents: Agents
    """with a row for each draw where a closure is drawn"""
    household_slope: Array
    """(Y, n) change of the household row per unit of the share of profits that is distributed"""
    measures: Slopes
    places: Places


def ensemble(economy: Economy, world: World, pathway: Pathway, draws: int = 1000) -> Band:
    """The band of one pathway: every headline's percentiles, what drives the spread, which conclusions survive."""
    return band_of(samples_of(economy, world, pathway, draws))


def samples_of(economy: Economy, world: World, pathway: Pathway, draws: int | Draws = 1000) -> Samples:
    """Every headline in every draw; `draws` is how many, or the draws themselves."""
    result = simulate(economy, world, pathway)
    drawn = drawn_of(result, draw(result.base, draws) if isinstance(draws, int) else draws)
    D = len(drawn.draws)
    national = {
        name: np.zeros((D, Y)) for name in ("net", "direct", "supply-chain", "spending", "gdp", "emissions")
    }
    regional = {
        name: np.zeros((D, len(REGION_YEARS)))
        for name in ("created", "lost", "women_share_created", "unfilled")
    }
    worst = np.zeros((D, len(REGION_YEARS)), dtype=np.int64)
    placed_years = [y - FIRST_YEAR for y in REGION_YEARS]

    def one_year(year: int) -> None:
        rows = _rows(drawn, year)
        for name, values in _national(drawn, rows, year).items():
            national[name][:, year] = values
        if year in placed_years:
            at = placed_years.index(year)
            for name, values in _regional(drawn, rows, year, worst[:, at]).items():
                regional[name][:, at] = values

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(one_year, range(Y)))
    money = drawn.money
    national["investment"], national["public_cost"] = money.investment, money.public
    return Samples(
        pathway=pathway.name,
        iso3=economy.iso3,
        grade=economy.grade,
        regions=economy.regions,
        draws=drawn.draws,
        national=national,
        regional=regional,
        region_years=REGION_YEARS,
        worst=worst,
        central=_central(drawn.result, drawn.money),
    )


def _central(result: Result, money: Money) -> dict[str, Array]:
    """The run's own headlines, (Y,)."""
    return {
        "net": result.net,
        "created": result.created,
        "lost": result.lost,
        "women_share_created": result.women_share_created,
        "unfilled": np.asarray(result.jobs_unfilled),
        "gdp": result.gdp_change,
        "emissions": result.emissions - result.emissions_baseline,
        "investment": money.investment[0],
        "public_cost": money.public[0],
    }


def drawn_of(result: Result, sample: Draws) -> Drawn:
    """Build, pay and staff in every draw."""
    base, settings = result.base, settings_of(result.base, result.pathway)
    factors = factors_of(base, sample)
    slopes = slopes_of(result, settings)
    building = quantities_of(result, slopes.saving)
    built = built_of(base, building, settings, factors, sample)
    projects, dearer = np.zeros((1, 1, 1)), np.zeros((1, 1, 1))
    if built.switched.any() and (building.own or building.projects.any()):
        dearer = built.penalty[:, None, None] * (built.switched @ base.items.vectors.T)
    if building.projects.any():
        projects = building.projects * factors.unit_cost * (1.0 + dearer)
    own = [(mw * factors.unit_cost * (1.0 + dearer), paid_by) for mw, paid_by in building.own]
    money = money_of(base, built, projects, own, settings, result.effects, sample)
    agents, slope = _agents(base, sample)
    change = job_change_before_siting(base, result.response, result.placed)
    return Drawn(
        result=result,
        settings=settings,
        draws=sample,
        factors=factors,
        built=built,
        money=money,
        work=work_of(base, built, factors, sample),
        agents=agents,
        household_slope=slope,
        measures=slopes,
        places=places_of(base, change, settings.siting),
    )


def slopes_of(result: Result, settings: Settings) -> Slopes:
    """Run the measures again at other values of what they read."""
    base, world = result.base, result.base.world
    shape = (Y, len(base.economy.technologies))
    households, resources = np.zeros(shape), np.zeros(shape)
    if not result.effects:
        return Slopes(np.zeros(Y), {}, households, resources)

    def again(other: Prepared) -> list[Effect]:
        first = effects_of(other, settings, result.pathway)
        return first + planned_effects(other, settings, result.plan, saved_by(other, first))

    def distributing(share: float) -> Array:
        changed = World({**world.values, "distributed_profit_share": share}, world.employment_factors)
        agents = agents_of(base.economy, changed, base.table.gdp_row)
        return total(again(replace(base, agents=agents)), "household_spending")

    def items_at(cost: Array, transport_cost: Array) -> Array:
        other = replace(base, energy=replace(base.energy, cost=cost, transport_cost=transport_cost))
        return quantities(other, effects_of(other, settings, result.pathway), "quantity")

    power = base.power
    for technology in {name for effect in result.effects for name in effect.project_jobs}:
        t = base.economy.technologies.index(technology)
        rate = np.where(np.arange(shape[1]) == t, 0.0, power.new_rate)
        without = again(replace(base, power=replace(power, new_rate=rate)))
        jobs = power.new_rate[t] * power.new_learning[:, t]
        for slope, part in ((households, "household_spending"), (resources, "resource_revenue")):
            gap = total(result.effects, part) - total(without, part)
            slope[:, t] = np.divide(gap, jobs, out=np.zeros(Y), where=jobs > 0)
    saving = {}
    if any(effect.quantity for effect in result.effects):
        # Lines that programmes build come without any of these costs: they are in no slope.
        free = items_at(np.zeros_like(base.energy.cost), np.zeros_like(base.energy.transport_cost))
        saving = {name: items_at(*costs) - free for name, costs in costs_of_saving(base).items()}
    return Slopes(
        profits=distributing(1.0) - distributing(0.0),
        saving=saving,
        operation_households=households,
        operation_resources=resources,
    )


def _agents(base: Prepared, draws: Draws) -> tuple[Agents, Array]:
    """Agents whose shares have a row for each draw, and the slope of the household row in the share of profits."""

    def with_(**values: float) -> Agents:
        world = World({**base.world.values, **values}, base.world.employment_factors)
        return agents_of(base.economy, world, base.table.gdp_row)

    a = base.agents
    none, all_ = with_(distributed_profit_share=0.0), with_(distributed_profit_share=1.0)
    mines = with_(public_revenue_respent=0.0, resource_revenue_respent=1.0).respent_row
    profits = draws.shift("distributed_profit_share")
    general, resources = draws.shift("public_revenue_respent"), draws.shift("resource_revenue_respent")
    rows = replace(
        a,
        spent_of_profits=a.spent_of_profits + profits * (all_.spent_of_profits - none.spent_of_profits),  # type: ignore[arg-type]
        spent_of_bills=a.spent_of_bills + profits * (all_.spent_of_bills - none.spent_of_bills),  # type: ignore[arg-type]
        respent=a.respent + general,  # type: ignore[arg-type]
        respent_resources=a.respent_resources + resources,  # type: ignore[arg-type]
        respent_row=a.respent_row + general[:, None] * (1.0 - mines) + resources[:, None] * mines,
    )
    return rows, all_.household_row - none.household_row


@dataclass(frozen=True)
class Rows:
    """One year in every draw."""

    base: Prepared
    shock: Shock
    response: Response
    located: Located
    labour: Array
    """(D, n)"""
    direct: Array
    """(D, n) jobs where the pathway itself spends, builds, runs and closes"""
    graded: Array
    """(D, n) by how much more or less work, region by region, the draw's grade factor makes of supply chains"""
    apart: Array
    """(D, n) jobs in that which are direct, and stand where the sector's jobs do: taken out again (`Result._channels`)"""


def _rows(drawn: Drawn, year: int) -> Rows:
    """One year of every draw, solved."""
    base = _base(drawn, year)
    located = _located(drawn, year)
    shock = _shock(drawn, located, year)
    response = respond(base, shock)
    con, tech, grid = base.economy.construction, base.economy.technology_sector, base.economy.grid
    per_unit = base.labour
    direct = response.direct * per_unit
    direct[:, con] += located.site_jobs.sum(axis=1) - per_unit[:, con] * located.replaced.sum(axis=1)
    plants = located.standing_jobs + located.new_jobs + getattr(located, "project_jobs", 0.0)
    np.add.at(direct.T, tech, plants.T)
    direct[:, grid] += located.storage_jobs
    chain = (response.first - response.direct) * per_unit
    graded, apart = _graded(direct, chain, drawn.draws.of(SUPPLY_CHAIN)[:, None] - 1.0)
    return Rows(base, shock, response, located, per_unit, direct, graded, apart)


def _graded(direct: Array, chain: Array, more: Array) -> tuple[Array, Array]:
    """What `more` (D, 1) jobs per job in supply chains make of a sector's work, (D, n) each: a factor and what it counts too
    much. Work is direct and chain; their shares are the nation's, but where the two cancel (`Result._channels`)."""
    work = direct + chain
    there = np.abs(work) > 1e-9
    share = np.divide(direct, work, out=np.zeros_like(work), where=there)
    cancel = ~there | (np.abs(share) > 3.0)
    return more * np.where(cancel, 1.0, 1.0 - share), more * np.where(cancel, direct, 0.0)


def _base(drawn: Drawn, year: int) -> Prepared:
    base, draws = drawn.result.base, drawn.draws
    at = base_at(base, year)
    shift = draws.shift("distributed_profit_share")
    agents = replace(
        drawn.agents,
        household_row=base.agents.household_row[year] + shift[:, None] * drawn.household_slope[year],
        government_row=at.agents.government_row,
    )
    budget = public_row(agents, at.resource_spent)
    feedback = with_rows(at.feedback, agents.household_row, budget)
    labour_rows = labour_at(base, drawn.work, year)
    return replace(at, agents=agents, public_row=budget, feedback=feedback, labour=labour_rows)


def _located(drawn: Drawn, year: int) -> Located:
    """Work that stands where it is decided to stand, in one year of every draw."""
    result, factors = drawn.result, drawn.factors
    placed, base = result.placed, result.base
    ratio = drawn.work.productivity[:, year]
    index = base.productivity[year] * ratio
    p0 = base.power.plan

    def drawn_like(central: Array, per_unit: Array) -> Array:
        """The central figure plus what the draw makes of it: nothing at all in the central row."""
        return central[year] + (per_unit - per_unit[:1])

    more = result.plan.new_capacity[year] - p0.new_capacity[year]
    operation = factors.operation[:, year]
    parts = {
        "standing_jobs": placed.standing_jobs[year] * factors.standing * ratio[:, None],
        "new_jobs": drawn_like(placed.new_jobs, more * operation * index[:, None]),
        "storage_jobs": drawn_like(placed.storage_jobs, _storage(drawn, year) * index),
        "site_jobs": drawn_like(placed.site_jobs, drawn.built.site_jobs[:, year] * index[:, None]),
        "replaced": drawn_like(placed.replaced, drawn.built.replaced[:, year]),
        "wages": placed.wages[year] / ratio[:, None],
    }
    if hasattr(placed, "project_jobs"):
        running = np.zeros(len(base.economy.technologies))
        for effect in result.effects:
            for technology, amount in effect.project_jobs.items():
                running[base.economy.technologies.index(technology)] += amount[year]
        parts["project_jobs"] = drawn_like(placed.project_jobs, running * operation * index[:, None])
    return Located(**parts)


def _storage(drawn: Drawn, year: int) -> Array:
    """(D,) change of jobs that run storage, at base-year productivity."""
    plan, p0 = drawn.result.plan, drawn.result.base.power.plan
    standing = (plan.storage_additions - p0.storage_additions)[: year + 1].sum()
    ratio = drawn.draws.of("storage_mw_per_vre_mw")
    return standing * ratio / ratio[0] * drawn.factors.storage


def _shock(drawn: Drawn, located: Located, year: int) -> Shock:
    """The run's shock plus what each draw changes in it. As `run.shock_of`, a row for each draw."""
    result, built, money, factors = drawn.result, drawn.built, drawn.money, drawn.factors
    base, a, draws = result.base, drawn.agents, drawn.draws
    central, D = result.shock, len(draws)
    items, e = base.items, base.economy
    products = built.pathway[:, year] @ items.vectors
    d0 = items.domestic_share
    switched = built.switched[:, min(year, built.switched.shape[1] - 1)]
    made_here = products * (d0 + switched * (1.0 + built.penalty[:, None]))
    bought = made_here - (built.baseline[:, year] @ items.vectors) * d0
    bought = bought - money.crowded_out[:, year, None] * base.agents.investment.domestic
    T = len(e.technologies)
    plant_wages = ((located.standing_jobs + located.new_jobs) * located.wages[:, :T]).sum(axis=1)
    plant_wages = plant_wages + located.storage_jobs * located.wages[:, T]
    own_wages = np.zeros(D)
    if hasattr(located, "project_jobs"):
        own_wages = (located.project_jobs * located.wages[:, :T]).sum(axis=1)
    swapped = located.site_jobs.sum(axis=1) * located.wages[:, T + 1]
    swapped = swapped - located.replaced.sum(axis=1) * e.wages[e.construction]
    by_users = draws.of("loans_served_by_users")
    of_homes, of_firms = money.returns_of_homes[:, year], money.returns_of_firms[:, year]
    on_homes, on_firms = (
        of_homes + money.on_homes[:, year],
        of_firms + (money.on_buyers - money.on_homes)[:, year],
    )
    bills = money.returns[:, year] - on_homes - on_firms + by_users * money.loan_service[:, year]
    served = (1.0 - by_users) * money.loan_service[:, year] + money.debt_service[:, year]
    spending = (
        a.spent_of_wages * own_wages
        + (a.spent_of_wages - a.spent_of_bills) * plant_wages
        + (a.spent_of_wages - a.spent_of_profits) * swapped
        + a.spent_of_profits * money.income[:, year]
        - a.spent_of_bills * bills
        - a.propensity * on_homes
        - a.spent_of_profits * on_firms
        + draws.of("distributed_profit_share") * drawn.measures.profits[year]
        + factors.operation[:, year] @ drawn.measures.operation_households[year]
    )
    revenue = (
        a.direct_tax * own_wages
        + (a.direct_tax - a.revenue_of_bills) * plant_wages
        + a.direct_tax * money.income[:, year]
        - a.revenue_of_bills * bills
        - a.direct_tax * on_firms
    )
    public = -money.displaced[:, year] - served

    def drawn_like(yearly: Array, change: Array) -> Array:
        return yearly[year] + (change - change[:1])

    return Shock(
        final=drawn_like(central.final, bought),
        mix=central.mix[year : year + 1],
        energy=central.energy[year : year + 1],
        energy_kept=central.energy_kept[year : year + 1],
        energy_imports=central.energy_imports[year : year + 1],
        burnt=central.burnt[year : year + 1],
        household_spending=drawn_like(central.household_spending, spending),
        public_revenue=drawn_like(central.public_revenue, revenue),
        resource_revenue=drawn_like(
            central.resource_revenue, factors.operation[:, year] @ drawn.measures.operation_resources[year]
        ),
        public_spending=drawn_like(central.public_spending, public),
    )


def _national(drawn: Drawn, rows: Rows, year: int) -> dict[str, Array]:
    """(D,) headlines of the nation in one year."""
    result, response = drawn.result, rows.response
    base, a = result.base, result.base.agents
    grade = drawn.draws.of(SUPPLY_CHAIN)
    direct = rows.direct.sum(axis=1)
    chain = ((response.first - response.direct) * rows.labour).sum(axis=1) * grade
    spending = ((response.household + response.public) * rows.labour).sum(axis=1)
    x = response.x
    more = x - x[:1]
    worth = base.table.gdp_row[year] + result.shock.energy_kept[year]
    taxes = (
        a.households.taxes * response.household_spending
        + a.government.taxes * response.public_spending
        - a.investment.taxes * drawn.money.crowded_out[:, year]
    )
    path = base.emissions
    burnt = path.combustion[year] * (1.0 - result.shock.burnt[year, :-1]) + path.process
    emitted = result.emissions[year] - result.emissions_baseline[year]
    return {
        "direct": direct,
        "supply-chain": chain,
        "spending": spending,
        "net": direct + chain + spending,
        "gdp": result.gdp_change[year] + more @ worth + (taxes - taxes[:1]),
        "emissions": emitted + more @ burnt,
    }


def _regional(drawn: Drawn, rows: Rows, year: int, worst: Index) -> dict[str, Array]:
    """(D,) headlines that need regions, in one year; fills `worst` with the region that loses most."""
    D = len(drawn.draws)
    found = {name: np.zeros(D) for name in ("created", "lost", "women_share_created", "unfilled")}
    for start in range(0, D, CHUNK):
        at = slice(start, min(start + CHUNK, D))
        change = _cells(drawn, rows, year, at)
        women = _women(drawn, rows, change, year, at)
        for name, values in _of_cells(drawn, change, women, year, at).items():
            found[name][at] = values
        worst[at] = np.argmin(change.sum(axis=2), axis=1)
    return found


def _cells(drawn: Drawn, rows: Rows, year: int, at: slice) -> Array:
    """(d, R, n) change of jobs in a chunk of draws, jobs in supply chains at the draw's grade factor."""
    result = drawn.result
    base = result.base
    agents = replace(rows.base.agents, household_row=rows.base.agents.household_row[at])
    chunk = replace(rows.base, labour=rows.labour[at], agents=agents)
    response = Response(**{name: array[at] for name, array in vars(rows.response).items()})
    located = Located(**{name: array[at] for name, array in vars(rows.located).items()})
    effects = [effect_at(effect, year) for effect in result.effects]
    cells = locate(chunk, response, located, drawn.places, effects)
    change = cells.total
    if np.any(drawn.draws.of(SUPPLY_CHAIN)[at] != 1.0):
        # What spending calls up is not graded, nor is direct work where it is set against the chain's by location.
        change *= 1.0 + rows.graded[at, None]
        answers = cells.answers
        answers *= rows.graded[at, None]
        change -= answers
        columns = np.flatnonzero(rows.apart[at].any(axis=0))
        change[:, :, columns] -= rows.apart[at, None, columns] * base.regional.location[:, columns]
    if (base.cells[year] + change).min() < -1e-6:
        change = np.maximum(change, -base.cells[year])
    return change


def _women(drawn: Drawn, rows: Rows, change: Array, year: int, at: slice) -> Array | None:
    """(d, R, n) women's part of jobs created where programmes state one; see `programme_jobs`."""
    base = replace(base_at(drawn.result.base, year), labour=rows.labour[at])
    effects = [effect_at(effect, year) for effect in drawn.result.effects]
    return women_of_gains(base, effects, change)


def _of_cells(drawn: Drawn, change: Array, own: Array | None, year: int, at: slice) -> dict[str, Array]:
    """Headlines of (d, R, n) changes; `own`: women's part of jobs created where programmes state one."""
    base, target = drawn.result.base, drawn.settings.women
    women = base.regional.women_cells
    count = len(change)
    gains = np.maximum(change, 0.0)
    created = gains.reshape(count, -1).sum(axis=1)
    net = change.reshape(count, -1).sum(axis=1)
    uplift = labour.women_uplift(gains, women if own is None else own, target)
    w = women.ravel()
    gained = gains.reshape(count, -1) @ w if own is None else (gains * own).sum(axis=(1, 2))
    gained = gained + uplift * (created - gained)
    to_women = change.reshape(count, -1) @ w - gains.reshape(count, -1) @ w + gained
    by_sex = np.stack([to_women, net - to_women], axis=1)
    reserve = (
        base.reserve[year] + drawn.draws.shift("participation_response")[at, None] * _outside(base)[year]
    )
    unfilled = labour.fill(by_sex, reserve)[1].sum(axis=1)
    return {
        "created": created,
        "lost": created - net,
        "women_share_created": np.divide(
            gained, created, out=np.full_like(gained, np.nan), where=created > 0.5
        ),
        "unfilled": unfilled,
    }


def _outside(base: Prepared) -> Array:
    """(Y, 2) persons outside the labour force up to the highest participation on record; see `labour.labour_reserve`."""
    f = base.economy.facts
    now = np.array([f["participation_rate_women"], f["participation_rate_men"]]) / 100.0
    record = np.array([f["participation_record_women"], f["participation_record_men"]]) / 100.0
    return base.economy.working_age * np.maximum(record - now, 0.0)


def headline_names() -> Sequence[str]:
    """Every headline that has a band."""
    return (
        "net",
        "created",
        "lost",
        "women_share_created",
        "unfilled",
        "gdp",
        "emissions",
        "investment",
        "public_cost",
    )


__all__ = ["REGION_YEARS", "YEARS", "drawn_of", "ensemble", "headline_names", "samples_of"]
