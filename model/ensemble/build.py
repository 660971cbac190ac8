"""What each draw builds, what that costs, who works on it and who pays: `investment.spend` and `finance.ledger` with a
row for each draw. Axes: D draws, Y years, K items, n sectors.

Everything here is a difference to the central row, and the central row differs from itself by exactly nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.baseline import Prepared, Y, building
from model.economy import FIRST_YEAR, YEARS, Array
from model.ensemble.draws import COST, COST_PATH, REGIONAL_MULTIPLIER, Draws
from model.finance import FIRMS, HOMES, Shares
from model.measures.effect import Effect
from model.parameters import employment_factors, technology_parameters
from model.result import Result
from model.settings import Settings

KNOTS = (FIRST_YEAR, 2030, 2050)


@dataclass(frozen=True)
class Factors:
    """Unit costs and employment factors of each draw."""

    unit_cost: Array
    """(D, Y, K) million US$ per unit"""
    site: Array
    """(D, Y, K) job-years per unit on site, at base-year productivity"""
    has_site: Array
    """(D, K) 1 where a factor replaces the construction sector's own jobs"""
    operation: Array
    """(D, Y, T) jobs per new MW, at base-year productivity"""
    standing: Array
    """(D, T) ratio of jobs per standing MW to the central row: 1 where the survey's jobs set it, a factor's ratio where
    plant was still being built in the base year"""
    storage: Array
    """(D,) jobs per MW of storage"""


def cost_index(draws: Draws, item: str) -> Array:
    """(D, Y) cost of an item against 2023: straight between the knots, at one quantile of each knot's range."""
    table, q = technology_parameters(), draws.of(f"{COST_PATH}:{item}")
    knots = []
    for year in KNOTS[1:]:
        row = table[item, f"cost_index_{year}"]
        low, high = (v if v is not None else row.value for v in (row.low, row.high))
        knots.append(row.value + np.where(q < 0, q * (row.value - low), q * (high - row.value)))
    at = np.interp(YEARS, KNOTS, np.arange(3.0))
    early, late = np.clip(1.0 - np.abs(at - 1.0), 0.0, 1.0), np.clip(at - 1.0, 0.0, 1.0)
    return np.clip(1.0 - at, 0.0, 1.0) + knots[0][:, None] * early + knots[1][:, None] * late


def factors_of(base: Prepared, draws: Draws) -> Factors:
    """Unit costs and employment factors of every draw."""
    items, D = base.items, len(draws)
    sets = [employment_factors(name) for name in draws.sets]
    multiplier, learning = draws.of(REGIONAL_MULTIPLIER), draws.of("employment_factor_learning")
    unit_cost = np.repeat(items.unit_cost[None], D, axis=0)
    site = np.zeros((D, Y, len(items.names)))
    T = len(base.economy.technologies)
    operation = np.zeros((D, Y, T))
    for k, item in enumerate(items.names):
        if (item, COST) not in technology_parameters():
            site[:, :, k] = items.site_factor[:, k]
            continue
        index, cost = cost_index(draws, item), draws.of(f"{COST}:{item}")
        unit_cost[:, :, k] *= (cost / cost[0])[:, None] * (index / index[:1])
        fall = index ** learning[:, None]
        built = np.array([s.get((item, "construction"), 0.0) for s in sets])[draws.source]
        site[:, :, k] = (built * multiplier)[:, None] * fall
        if k < T:
            run = np.array([s.get((item, "operation"), 0.0) for s in sets])[draws.source]
            operation[:, :, k] = (run * multiplier)[:, None] * fall
    storage = np.array([s.get(("storage", "operation"), 0.0) for s in sets])[draws.source] * multiplier
    first = operation[:, 0]
    ratio = np.divide(first, first[:1], out=np.ones_like(first), where=first[:1] > 0)
    standing = np.where(base.economy.capacity > 0, 1.0, ratio)
    return Factors(unit_cost, site, (site[:, 0] > 0).astype(float), operation, standing, storage)


@dataclass(frozen=True)
class Quantities:
    """What is built, (Y, K), in the items' units; a draw scales storage and what saving energy costs."""

    pathway: Array
    baseline: Array
    projects: Array
    """the part of the pathway's that export projects build with their own capital"""
    own: tuple[tuple[Array, Shares | None], ...]
    """the parts of the pathway's that programmes build, and who pays for each"""
    saving: dict[str, Array]
    """what saving energy costs -> (Y, K) million US$ of each item per unit of it"""


def quantities_of(result: Result, saving: dict[str, Array]) -> Quantities:
    """What the pathway and the baseline build, measures included."""
    base = result.base
    projects = _of_effects(base, result.effects, "project")
    pathway = building(base.economy, base.items, result.plan) + projects
    pathway = pathway + _of_effects(base, result.effects, "quantity")
    own = tuple((_of_effects(base, [e], "own"), e.paid_by) for e in result.effects if e.own)
    pathway = pathway + sum(built for built, _ in own)
    return Quantities(pathway, base.quantity, projects, own, saving)


def _of_effects(base: Prepared, effects: Sequence[Effect], part: str) -> Array:
    found = np.zeros((Y, len(base.items.names)))
    for effect in effects:
        for item, amount in getattr(effect, part, {}).items():
            found[:, base.items.names.index(item)] += amount
    return found


def costs_of_saving(base: Prepared) -> dict[str, tuple[Array, Array]]:
    """What saving energy costs -> `EnergyUse.cost` and `EnergyUse.transport_cost` per unit of it: both are linear in all three."""
    energy, world = base.energy, base.world
    nothing = np.zeros_like(energy.cost)
    power = 1e-3 * energy.electricity
    fuel = (energy.cost - world["saved_electricity_cost"] * power) / world["saved_fuel_cost"]
    return {
        "saved_electricity_cost": (power, nothing),
        "saved_fuel_cost": (fuel, nothing),
        "electric_road_cost": (nothing, energy.transport_cost / world["electric_road_cost"]),
    }


def drawn_quantities(base: Prepared, quantities: Quantities, draws: Draws) -> tuple[Array, Array]:
    """(D, Y, K) what pathway and baseline build: storage by its ratio to sun and wind, energy saved by what saving costs."""
    names = base.items.names
    storage = names.index("storage")
    ratio = draws.of("storage_mw_per_vre_mw")
    found = []
    for quantity in (quantities.pathway, quantities.baseline):
        drawn = np.repeat(quantity[None], len(draws), axis=0)
        drawn[:, :, storage] *= (ratio / ratio[0])[:, None]
        found.append(drawn)
    for cost, slope in quantities.saving.items():
        for k in np.flatnonzero(slope.any(axis=0)):
            found[0][:, :, k] += draws.shift(cost)[:, None] * slope[:, k]
    return found[0], found[1]


@dataclass(frozen=True)
class Built:
    """Pathway less baseline, by draw."""

    cost: Array
    """(D, Y, K) whole cost, made-here penalty included"""
    projects: Array
    """(D, Y) the part that export projects pay themselves"""
    pathway: Array
    """(D, Y, K) cost before the penalty, of the pathway"""
    baseline: Array
    """(D, Y, K)"""
    site_jobs: Array
    """(D, Y, K) job-years, at base-year productivity"""
    replaced: Array
    """(D, Y, K) construction money whose direct jobs the factors stand for"""
    baseline_site: Array
    """(D, Y) job-years of the baseline"""
    baseline_replaced: Array
    """(D, Y)"""
    switched: Array
    """(D, Y, n) share of each product that local content brings home; (1, 1, n) of nothing without it"""
    penalty: Array
    """(D,)"""


def built_of(
    base: Prepared, quantities: Quantities, settings: Settings, factors: Factors, draws: Draws
) -> Built:
    """What every draw builds. As `investment.spend`, a row for each draw."""
    items, con = base.items, base.economy.construction
    pathway, baseline = drawn_quantities(base, quantities, draws)
    d0, extra = items.domestic_share, settings.local_content
    penalty = draws.of("local_content_cost_penalty") / 100.0
    switched = np.zeros((1, 1, len(d0)))
    dearer = np.zeros((1, 1, len(items.names)))
    if extra.any():
        ceiling = np.maximum(d0[None], (draws.of("local_content_max_share") / 100.0)[:, None])
        asked = d0 + extra[:, None] * items.equipment
        switched = np.minimum(asked[None], ceiling[:, None, :]) - d0
        dearer = penalty[:, None, None] * (switched @ items.vectors.T)
    pathway_cost, baseline_cost = pathway * factors.unit_cost, baseline * factors.unit_cost
    onsite = (factors.has_site * items.vectors[:, con] * d0[con])[:, None, :]
    own = baseline * factors.site
    projects = (quantities.projects * factors.unit_cost * (1.0 + dearer)).sum(axis=2)
    return Built(
        cost=pathway_cost * (1.0 + dearer) - baseline_cost,
        projects=projects,
        pathway=pathway_cost,
        baseline=baseline_cost,
        site_jobs=(pathway - baseline) * factors.site,
        replaced=(pathway_cost - baseline_cost) * onsite,
        baseline_site=own.sum(axis=2),
        baseline_replaced=(baseline_cost * onsite).sum(axis=2),
        switched=switched,
        penalty=penalty,
    )


@dataclass(frozen=True)
class Money:
    """Million US$ a year by draw, (D, Y): the parts of a ledger that change demand."""

    investment: Array
    public: Array
    """paid from the public budget: investment and service"""
    returns: Array
    """to all private capital"""
    returns_of_homes: Array
    returns_of_firms: Array
    income: Array
    loan_service: Array
    debt_service: Array
    displaced: Array
    crowded_out: Array
    on_buyers: Array
    """returns that buyers pay in the price of a product"""
    on_homes: Array
    """the part of it that homes pay"""


def money_of(
    base: Prepared,
    built: Built,
    projects: Array,
    own: Sequence[tuple[Array, Shares | None]],
    settings: Settings,
    effects: Sequence[Effect],
    draws: Draws,
) -> Money:
    """Who pays in every draw. As `run.pay`: `projects` (D, Y, K) carry their own capital and are left out; `own` are what
    programmes build, (D, Y, K), each with who pays for it."""
    by_item = built.cost - projects - sum(cost for cost, _ in own)
    lives = base.items.lives
    D = len(draws)
    rate = draws.of("cost_of_capital_real") / 100.0
    interest = draws.of("loan_interest_real") / 100.0
    displacement, crowding = draws.of("budget_displacement_share"), draws.of("crowding_out_share")
    investment, positive, private = _split(by_item, settings.finance)
    loans, budget = settings.finance.loans * positive, settings.finance.budget * positive
    part = np.divide(private, investment, out=np.ones_like(investment), where=np.abs(investment) > 1e-9)
    # Items of one life are recovered alike: they are added up before.
    lengths = sorted(set(lives))
    kept = np.zeros((len(lives), len(lengths)))
    kept[np.arange(len(lives)), [lengths.index(life) for life in lives]] = 1.0
    own_capital = by_item * part[:, :, None]
    capital = own_capital @ kept
    whole = investment
    for cost, paid_by in own:
        shares = paid_by or settings.finance
        spent, more, rest = _split(cost, shares)
        loans, budget, private = loans + shares.loans * more, budget + shares.budget * more, private + rest
        capital = capital + shares.private * (cost @ kept)
        whole = whole + spent
    on_buyers, on_homes = np.zeros((D, Y)), np.zeros((D, Y))
    grid = lengths.index(lives[base.items.names.index("grid")])
    for effect in effects:
        if effect.spending is None:
            continue
        spent = np.repeat(effect.spending[None], D, axis=0)
        _, more, rest = _split(spent[:, :, None], effect.paid_by or settings.finance)
        shares = effect.paid_by or settings.finance
        loans, budget, private = loans + shares.loans * more, budget + shares.budget * more, private + rest
        capital[:, :, grid] += rest
        if effect.homes_pay is not None:
            back = _recovered(rest[:, :, None], rate, np.array(lengths)[[grid]])[0]
            on_buyers, on_homes = on_buyers + back, on_homes + effect.homes_pay * back
        whole = whole + spent
    displaced = displacement[:, None] * budget
    length, grace = draws.of("loan_term"), draws.of("loan_grace")
    returns, income = _recovered(capital, rate, np.array(lengths))

    def returns_of(who: int) -> Array:
        items = [k for k, one in enumerate(base.items.payer) if one == who]
        if not by_item[:, :, items].any():
            return np.zeros_like(returns)
        return _recovered(own_capital[:, :, items] @ kept[items], rate, np.array(lengths))[0]

    loan_service = _served(loans, interest, length, grace)
    debt_service = _served(budget - displaced, interest, length, np.zeros(D))
    by_users = draws.of("loans_served_by_users")[:, None]
    return Money(
        investment=whole,
        public=budget + (1.0 - by_users) * loan_service + debt_service,
        returns=returns,
        returns_of_homes=returns_of(HOMES),
        returns_of_firms=returns_of(FIRMS),
        income=income,
        loan_service=loan_service,
        debt_service=debt_service,
        displaced=displaced,
        crowded_out=crowding[:, None] * (private - (returns - income)),
        on_buyers=on_buyers,
        on_homes=on_homes,
    )


def _split(by_item: Array, shares: Shares) -> tuple[Array, Array, Array]:
    investment = by_item.sum(axis=2)
    positive = np.maximum(investment, 0.0)
    return investment, positive, investment - (shares.grants + shares.loans + shares.budget) * positive


def _annuity(rate: Array, years: Array) -> Array:
    """r / (1 - (1 + r)^-N), 1 / N without interest."""
    safe = np.where(rate == 0, 1.0, rate)
    return np.where(rate == 0, 1.0 / years, safe / (1.0 - (1.0 + safe) ** -years))


def _lagged(spent: Array, kernels: Sequence[Array]) -> list[Array]:
    """What follows from (D, Y, G) spending after each lag: kernels (D, G, Y) -> (D, Y)."""
    found = [np.zeros(spent.shape[:2]) for _ in kernels]
    for lag in range(1, Y):
        before = spent[:, : Y - lag]
        for sum_, kernel in zip(found, kernels, strict=True):
            sum_[:, lag:] += np.matmul(before, kernel[:, :, lag, None])[:, :, 0]
    return found


def _recovered(capital: Array, rate: Array, lives: Array) -> tuple[Array, Array]:
    """(D, Y) returns to capital and the income in them; see `finance.repayment_matrix` and `finance.income_matrix`."""
    lag = np.arange(Y, dtype=float)
    left = lives[:, None] - lag[None] + 1.0
    r = rate[:, None, None]
    safe = np.where(r == 0, 1.0, r)
    owed = np.where(
        r == 0, left / lives[:, None], (1.0 - (1.0 + safe) ** -left) / (1.0 - (1.0 + safe) ** -lives[:, None])
    )
    paid = _annuity(rate[:, None], lives[None])[:, :, None] * np.clip(left, 0.0, 1.0)
    earned = np.where(left > 0, r * np.clip(owed, 0.0, 1.0), 0.0)
    returns, income = _lagged(capital, [paid, earned])
    return returns, income


def _served(borrowed: Array, interest: Array, term: Array, grace: Array) -> Array:
    """(D, Y) service of what was borrowed: interest alone in the years of grace, then an annuity."""
    if not borrowed.any():
        return np.zeros_like(borrowed)
    lag = np.arange(Y, dtype=float)
    repaying = np.clip(term[:, None] - lag + 1.0, 0.0, 1.0) * (lag > grace[:, None])
    kernel = np.where(
        lag <= grace[:, None], interest[:, None], _annuity(interest, term - grace)[:, None] * repaying
    )
    return _lagged(borrowed[:, :, None], [kernel[:, None, :]])[0]
