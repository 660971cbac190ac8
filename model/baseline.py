"""The baseline: what happens if no lever is moved. Solved once an economy and world; every pathway is a change of it.

GDP follows the macro path; working-age people and participation give total employment; output per worker follows from
the two, with a stated drift between farming, industry and services; plants retire with age and are replaced in the
recent mix; the power investment inside base-year investment is taken out and replaced by the baseline's own.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from model.agents import Agents, agents_of
from model.economy import (
    ENERGY_ROLES,
    EXPORTS,
    FIRST_YEAR,
    GOVERNMENT,
    HOUSEHOLDS,
    INVESTMENT,
    STOCKS,
    VARIABLE,
    YEARS,
    Array,
    Economy,
    Index,
)
from model.errors import InputError
from model.feedback import Feedback, feedback_of, public_row, stacked_columns
from model.finance import income_matrix, repayment_matrix
from model.investment import EFFICIENCY, Items, Spending, items_of, spend
from model.iomath import leontief_inverse
from model.labour import labour_reserve
from model.parameters import employment_factors, export_elasticities, technology_parameters
from model.power import NO_EXIT, Fleet, PowerLevers, PowerPlan, PowerSystem, baseline_fleet
from model.reach import Reach, reach_of, road_share
from model.regions import RegionalClosure, regional_closure
from model.world import World, default_world

Y = len(YEARS)
DEMAND_ROUNDS = 4


@dataclass(frozen=True)
class PowerBase:
    """The baseline's power system and the jobs on it. T technologies."""

    fleet: Fleet
    system: PowerSystem
    plan: PowerPlan
    standing_rate: Array
    """(T,) base-year jobs per standing MW, on the survey's total"""
    new_rate: Array
    """(T,) jobs per new MW, employment factor of the source set"""
    storage_rate: float
    new_learning: Array
    """(Y, T) fall of jobs per new MW with cost"""


@dataclass(frozen=True)
class TablePath:
    """The input-output table year by year."""

    A: Array
    """(Y, n, n) domestic coefficients, volume"""
    L: Array
    """(Y, n, n) Leontief inverse"""
    final: Array
    """(Y, n) domestic final demand, volume"""
    x: Array
    """(Y, n) output, volume"""
    gdp: Array
    """(Y,) million US$"""
    gdp_row: Array
    """(Y, n) GDP per unit of output: 1 - domestic inputs - imported inputs"""
    import_row: Array
    """(Y, n) imported inputs per unit of output"""
    final_imports: Array
    """(Y,) imports for final demand, million US$"""
    scale: Array
    """(Y,) factor on growing final demand that meets the GDP path"""


@dataclass(frozen=True)
class EnergyUse:
    """What efficiency can reach."""

    products: Index
    """(E,) sector indices of energy products"""
    oil_products: NDArray[np.bool_]
    """(E,) which of them refineries make"""
    users: Array
    """(n,) 1 for sectors that efficiency reaches (the energy industries themselves are left out)"""
    imported: Array
    """(Y, E, n) imported energy per unit of output of those sectors; what they buy at home is `Prepared.energy_rows`"""
    homes: Array
    """(Y, E) energy that homes buy at home, volume"""
    homes_imported: Array
    """(Y, E) million US$"""
    homes_price: Array
    """(E,) what homes pay for a unit of volume: 1 but for coal, whose users pay different prices a tonne"""
    firms_price: Array
    """(E, n) the same of each sector"""
    electricity: Array
    """(Y, n + 1) GWh that users buy"""
    power_share: Array
    """(Y, n + 1) part of the grid's output that each user buys, homes last; 0 for users that efficiency does not reach"""
    cost: Array
    """(Y, n + 1) million US$ to save every unit of each user's energy, at the cost of saved energy; homes' motor fuel left out"""
    cost_of_all: Array
    """(Y,) the same of all users together, homes' motor fuel with it"""
    transport_cost: Array
    """(Y, n + 1) million US$, at the cost of 2023, to run all road traffic on electricity: vehicles beyond what they cost anyway,
    and chargers"""
    road_cost_index: Array
    """(Y,) cost of electric vehicles and chargers against 2023: the vehicles' part falls as batteries do"""
    oil: Array
    """(Y, n + 1) PJ of oil"""
    vector: Array
    """(n,) what a dollar of saving energy buys where it is not told which measure saves"""

    @property
    def reach(self) -> Array:
        """(Y,) share of power demand that efficiency reaches."""
        return self.power_share.sum(axis=1)


@dataclass(frozen=True)
class EmissionPath:
    """Mt CO2e."""

    combustion: Array
    """(Y, n) per unit of output, from burning fuel"""
    process: Array
    """(n,) per unit of output, not from burning fuel"""
    households: Array
    """(Y,)"""
    total: Array
    """(Y,)"""


@dataclass(frozen=True)
class MoneyRules:
    """Repayment matrices (Y, Y), from column year to row year, and closure shares."""

    loans: Array
    debt: Array
    capital: Array
    """(K, Y, Y) private capital, recovered over the life of each item"""
    income: Array
    """(K, Y, Y) the income in it"""
    loans_by_users: float
    """share of loan service that users' bills carry; the public budget serves the rest"""
    displacement: float
    crowding: float


@dataclass(frozen=True)
class Prepared:
    """Everything about an economy in a world that no lever changes."""

    economy: Economy
    world: World
    power: PowerBase
    table: TablePath
    items: Items
    quantity: Array
    """(Y, K) what the baseline builds"""
    spending: Spending
    energy: EnergyUse
    reach: Reach
    emissions: EmissionPath
    money: MoneyRules
    agents: Agents
    regional: RegionalClosure
    energy_rows: Array
    """(Y, E, n) domestic energy per unit of output of the users that efficiency reaches"""
    public_row: Array
    """(Y, n) public spending per unit of output"""
    feedback: Feedback
    """what answers a pathway, and through which columns"""
    resource_spent: Array
    """(Y,) part of public revenue that the budget spends on goods and services: of a royalty lost, no more can be spent less"""
    export_elasticity: Array
    """(n,) response of exports to their price"""
    fuel_exports: Array
    """(Y, n) exports of coal, oil and gas, volume"""
    growth: Array
    """(Y,) GDP index of the macro path"""
    demand: Array
    """(Y,) index of all final demand but power building and fuel exports: what the table scales to meet GDP"""
    productivity: Array
    """(Y,) labour needed per unit of work against the base year"""
    labour: Array
    """(Y, n) jobs per unit of output; 0 for generation, whose jobs follow megawatts"""
    employment: Array
    """(Y, n) jobs"""
    employment_total: Array
    """(Y,)"""
    employment_women: Array
    """(Y,) women's part of it"""
    cells: Array
    """(Y, R, n) jobs by region"""
    reserve: Array
    """(Y, 2) persons who could take a further job"""

    @cached_property
    def jobs_by_region(self) -> Array:
        """(Y, R)"""
        return self.cells.sum(axis=2)


def prepare(economy: Economy, world: World) -> Prepared:
    """The baseline of an economy in a world, from a bounded cache."""
    return _prepare(_Key(economy, world))


@dataclass(frozen=True)
class _Key:
    economy: Economy
    world: World

    def __hash__(self) -> int:
        return hash((id(self.economy), self.world.key))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and self.economy is other.economy and self.world.key == other.world.key


@lru_cache(maxsize=24)
def _prepare(key: _Key) -> Prepared:
    economy, world = key.economy, key.world
    growth: Array = np.cumprod(np.concatenate([[1.0], 1.0 + economy.gdp_growth[1:]]))
    items = items_of(economy, world)
    # Planned demand is what the table asks for, and the table depends on the plan through its building: a few rounds
    # settle both (the second already moves generation by less than a part in a thousand).
    demand = economy.generation.sum() * growth ** world["power_demand_gdp_elasticity"]
    for _ in range(DEMAND_ROUNDS):
        power = _power(economy, world, demand)
        quantity = building(economy, items, power.plan)
        spending = spend(
            items,
            quantity,
            economy.construction,
            np.zeros(Y),
            world.share("local_content_max_share"),
            world.share("local_content_cost_penalty"),
        )
        table = _table(economy, world, growth, power.plan, spending)
        demand = table.x[:, economy.technology_sector].sum(axis=1) / economy.price_of_generation
    energy = _energy_use(economy, world, growth, table, items)
    labour, employment, productivity = _employment(economy, world, power, table, spending)
    agents = agents_of(economy, world, table.gdp_row)
    regional = regional_closure(economy, table.A, table.L, agents)
    energy_rows = table.A[:, energy.products, :] * energy.users
    resource_spent = _resource_spent(economy, table, growth, agents)
    budget = public_row(agents, resource_spent)
    public_output = np.einsum("yij,j->yi", table.L, agents.government.domestic)
    columns = stacked_columns(
        table.L, economy.technology_sector, energy.products, regional.spending_output, public_output, table.x
    )
    return Prepared(
        economy=economy,
        world=world,
        power=power,
        table=table,
        items=items,
        quantity=quantity,
        spending=spending,
        energy=energy,
        reach=reach_of(economy, world, energy, energy_rows, table.x),
        emissions=_emissions(economy, world, growth, table),
        money=MoneyRules(
            loans=repayment_matrix(
                world.share("loan_interest_real"), world["loan_term"], Y, world["loan_grace"]
            ),
            debt=repayment_matrix(world.share("loan_interest_real"), world["loan_term"], Y),
            capital=np.stack(
                [repayment_matrix(world.share("cost_of_capital_real"), life, Y) for life in items.lives]
            ),
            income=np.stack(
                [income_matrix(world.share("cost_of_capital_real"), life, Y) for life in items.lives]
            ),
            loans_by_users=world["loans_served_by_users"],
            displacement=world["budget_displacement_share"],
            crowding=world["crowding_out_share"],
        ),
        agents=agents,
        regional=regional,
        energy_rows=energy_rows,
        resource_spent=resource_spent,
        public_row=budget,
        feedback=feedback_of(columns, economy.grid, agents.household_row, budget),
        export_elasticity=export_elasticities(economy),
        fuel_exports=_fuel_exports(economy),
        growth=growth,
        demand=growth * table.scale,
        productivity=productivity,
        labour=labour,
        employment=employment,
        employment_total=employment.sum(axis=1),
        employment_women=(employment * (regional.location * regional.women_cells).sum(axis=0)).sum(axis=1),
        cells=employment[:, None, :] * regional.location[None],
        reserve=_reserve(economy, world),
    )


def default_power_levers(system: PowerSystem) -> PowerLevers:
    """The settings under which the plan is the baseline's."""
    return PowerLevers(
        coal_exit_year=NO_EXIT,
        renewable_2035=float(system.renewable_baseline[2035 - FIRST_YEAR]),
        renewable_2050=float(system.renewable_baseline[2050 - FIRST_YEAR]),
        solar_share=system.solar_share_baseline,
        saved=np.zeros(Y),
    )


def default_settings(economy: Economy) -> dict[str, float]:
    """Levers whose default is computed from the baseline, in the lever's own unit (%)."""
    levers = default_power_levers(prepare(economy, default_world(economy)).power.system)
    return {
        "renewable-share-2035": 100.0 * levers.renewable_2035,
        "renewable-share-2050": 100.0 * levers.renewable_2050,
        "solar-share": 100.0 * levers.solar_share,
    }


def _power(economy: Economy, world: World, demand: Array) -> PowerBase:
    table = technology_parameters()
    factors = employment_factors(world.employment_factors)
    names = economy.technologies

    def of(parameter: str, default: float) -> Array:
        return np.array([table[t, parameter].value if (t, parameter) in table else default for t in names])

    fleet = baseline_fleet(
        economy,
        lifetime=of("lifetime", 30.0),
        ceiling=of("capacity_factor", 0.5),
        most=of("max_capacity_factor", 0.85),
        grace=world["overdue_plant_years"],
        demand=demand,
        recent_from=FIRST_YEAR + 1 - int(world["recent_mix_years"]),
    )
    system = PowerSystem(economy, fleet, world["storage_mw_per_vre_mw"])
    plan = system.plan(default_power_levers(system))
    jobs = economy.employment.sum(axis=1)[economy.technology_sector]
    in_use = np.maximum(economy.capacity, 1e-9)
    multiplier = world["employment_factor_multiplier"]
    new_rate = multiplier * np.array([factors[t, "operation"] for t in names])
    rate = np.where(economy.capacity > 0, jobs / in_use, new_rate)
    learning = np.stack([cost_index(t) ** world["employment_factor_learning"] for t in names], axis=1)
    return PowerBase(
        fleet=fleet,
        system=system,
        plan=plan,
        standing_rate=rate,
        new_rate=new_rate,
        storage_rate=multiplier * factors.get(("storage", "operation"), 0.0),
        new_learning=learning,
    )


def cost_index(technology: str) -> Array:
    """(Y,) capital cost against 2023: straight between the values of 2023, 2030 and 2050."""
    table = technology_parameters()
    knots = [table[technology, f"cost_index_{y}"].value for y in (2030, 2050)]
    return np.interp(YEARS, [2023, 2030, 2050], [1.0, *knots])


def building(economy: Economy, items: Items, plan: PowerPlan) -> Array:
    """(Y, K) what is built each year: MW of each technology (plan, and what was commissioned or under construction),
    MW of storage, MW of variable plant connected, money for saving energy (none here)."""
    T = len(economy.technologies)
    quantity = np.zeros((Y, len(items.names)))
    quantity[:, :T] = economy.under_way + plan.additions
    quantity[:, items.names.index("storage")] = plan.storage_additions
    quantity[:, items.names.index("grid")] = sum(
        quantity[:, t] for t, name in enumerate(economy.technologies) if name in VARIABLE
    )
    return quantity


def _energy_rows(economy: Economy) -> tuple[Index, Array]:
    """Indices of energy products, and a mask of the sectors that are not energy industries themselves."""
    products = np.array([i for i, r in enumerate(economy.roles) if r in ENERGY_ROLES])
    users = np.ones(len(economy.sectors))
    users[products] = 0.0
    users[economy.technology_sector] = 0.0
    return products, users


def _table(economy: Economy, world: World, growth: Array, plan: PowerPlan, spending: Spending) -> TablePath:
    n, g, tech = len(economy.sectors), economy.grid, economy.technology_sector
    products, users = _energy_rows(economy)
    electricity = growth ** (world["power_demand_gdp_elasticity"] - 1.0)
    fuels = (1.0 - world.share("autonomous_energy_efficiency")) ** np.arange(Y)
    scale = np.ones((Y, n, n))
    M = np.repeat(economy.M[None], Y, axis=0)
    for i in products:
        path = electricity if i == g else fuels
        reached = np.where(users > 0, 1.0, 0.0) if i != g else np.ones(n)
        factor = 1.0 + reached[None, :] * (path[:, None] - 1.0)
        scale[:, i, :] = factor
        M[:, i, :] *= factor
    A = economy.A[None] * scale
    generated = economy.A[tech, g].sum()
    A[:, tech, g] = generated * plan.shares

    household = np.ones((Y, n))
    household[:, products] = fuels[:, None]
    household[:, g] = electricity
    imported_energy = economy.f_imported[products, HOUSEHOLDS].sum()
    other_imports = economy.f_imported[:, :4].sum(axis=0).copy()
    other_imports[HOUSEHOLDS] -= imported_energy

    own = spending.domestic
    # What power building bought in the base year is taken out product by product. Spending vectors name a few services
    # (permits, finance) that tables do not count as investment; those become a small minus that the baseline's own
    # building, added back every year, cancels.
    investment = economy.f[:, INVESTMENT] - own[0]
    con = economy.construction
    if investment.sum() < 0 or investment[con] < 0:
        raise InputError(
            "{country}: building power plants in the base year ({plants:,.0f} million US$, of it construction {sites:,.0f}) is "
            "more than all investment in the table ({table:,.0f}, construction {construction:,.0f}). Check plants.csv for "
            "capacity commissioned in the base year, or bring the cost of building back into its range.",
            country=economy.iso3,
            plants=float(own[0].sum()),
            sites=float(own[0, con]),
            table=float(economy.f[:, INVESTMENT].sum()),
            construction=float(economy.f[con, INVESTMENT]),
        )
    fuel_exports = _fuel_exports(economy)
    is_fuel = np.array([r in ("coal", "oil-gas") for r in economy.roles])
    scaled = (
        economy.f[:, HOUSEHOLDS] * household
        + economy.f[:, GOVERNMENT]
        + investment
        + economy.f[:, STOCKS]
        + np.where(is_fuel, 0.0, economy.f[:, EXPORTS])
    ) * growth[:, None]
    fixed = own + fuel_exports

    L = leontief_inverse(A)
    gdp_row = 1.0 - A.sum(axis=1) - M.sum(axis=1)
    premium = (economy.f_money - economy.f).sum(axis=0)
    taxes = economy.final_taxes
    per_growth = taxes.sum() + premium[:EXPORTS].sum()
    dearer = np.divide(premium[EXPORTS], economy.f[:, EXPORTS][is_fuel].sum() or 1.0)
    constant = dearer * fuel_exports.sum(axis=1)
    x_scaled = np.einsum("yij,yj->yi", L, scaled)
    x_fixed = np.einsum("yij,yj->yi", L, fixed)
    base = float((gdp_row[0] * (x_scaled + x_fixed)[0]).sum() + per_growth + constant[0])
    target = base * growth
    from_scaled = (gdp_row * x_scaled).sum(axis=1) + per_growth * growth
    from_fixed = (gdp_row * x_fixed).sum(axis=1) + constant
    phi = (target - from_fixed) / from_scaled
    final = scaled * phi[:, None] + fixed
    x = x_scaled * phi[:, None] + x_fixed
    imports = (
        (other_imports.sum() - spending.imports[0]) * growth * phi
        + imported_energy * fuels * growth * phi
        + spending.imports
    )
    return TablePath(A, L, final, x, target, gdp_row, M.sum(axis=1), imports, phi)


def _resource_spent(economy: Economy, table: TablePath, growth: Array, agents: Agents) -> Array:
    """(Y,) public purchases over public revenue in the baseline, at most 1; the rest of revenue is saved or handed on."""
    purchases = (
        economy.f_money[:, GOVERNMENT].sum()
        + economy.f_imported[:, GOVERNMENT].sum()
        + economy.final_taxes[GOVERNMENT]
    )
    revenue = (agents.government_row * table.x).sum(axis=1) + economy.final_taxes.sum() * growth * table.scale
    return np.minimum(purchases * growth * table.scale / np.maximum(revenue, 1e-9), 1.0)


def exports_of(base: Prepared) -> Array:
    """(Y, n) the baseline's exports, volume."""
    fuel = base.fuel_exports.sum(axis=0) > 0
    return np.where(fuel, base.fuel_exports, base.economy.f[:, EXPORTS] * base.demand[:, None])


def _fuel_exports(economy: Economy) -> Array:
    """(Y, n) exports of coal, oil and gas: the volume of 2023, or the path that the pack states.

    facts.csv may carry `oil_gas_exports_index_2030`, `_2035`, `_2050` (2023 = 1) where new fields are under way.
    """
    index = {"coal": np.ones(Y), "oil-gas": np.ones(Y)}
    knots = {y: economy.facts.get(f"oil_gas_exports_index_{y}") for y in (2030, 2035, 2050)}
    known = {y: v for y, v in knots.items() if v is not None}
    if known:
        index["oil-gas"] = np.interp(YEARS, [FIRST_YEAR, *known], [1.0, *known.values()])
    exports = np.zeros((Y, len(economy.sectors)))
    for i, role in enumerate(economy.roles):
        if role in index:
            exports[:, i] = index[role] * economy.f[i, EXPORTS]
    return exports


def _energy_use(economy: Economy, world: World, growth: Array, table: TablePath, items: Items) -> EnergyUse:
    products, users = _energy_rows(economy)
    at_grid = products == economy.grid
    fuels = (1.0 - world.share("autonomous_energy_efficiency")) ** np.arange(Y)
    electricity = growth ** (world["power_demand_gdp_elasticity"] - 1.0)
    path = np.where(at_grid[None, :], electricity[:, None], fuels[:, None])
    # What users buy follows what the table has them do: sectors their output, homes final demand.
    demand = growth * table.scale
    x0 = table.x[0]
    by_user = np.divide(table.x, x0, out=np.repeat(demand[:, None], len(x0), axis=1), where=x0 > 0)
    by_user = np.column_stack([by_user, demand])
    homes = economy.f[products, HOUSEHOLDS] * path * demand[:, None]
    average = economy.f[products, HOUSEHOLDS]
    paid = economy.f_money[products, HOUSEHOLDS]

    reached = np.append(users, 1.0)
    grid = economy.grid
    power = np.column_stack(
        [table.A[:, grid, :] * users * table.x, economy.f[grid, HOUSEHOLDS] * electricity * demand]
    )
    motor = world.share("motor_fuel_of_homes_oil") * economy.oil_users[-1]
    fuel_pj = economy.fuel_users * reached
    at_home = fuel_pj.copy()
    at_home[-1] = max(at_home[-1] - motor, 0.0)
    pj = fuels[:, None] * by_user
    used = economy.electricity_users * reached * electricity[:, None] * by_user
    power_cost = world["saved_electricity_cost"] * 1e-3 * used
    cost = power_cost + world["saved_fuel_cost"] * at_home * pj
    oil = economy.oil_users * reached * pj
    return EnergyUse(
        products=products,
        oil_products=np.isin(products, economy.with_role("refining")),
        users=users,
        imported=economy.M[products] * users * path[:, :, None],
        homes=homes,
        homes_imported=economy.f_imported[products, HOUSEHOLDS] * path * demand[:, None],
        homes_price=np.divide(paid, average, out=np.ones_like(paid), where=average > 0),
        firms_price=np.divide(
            economy.A_money[products],
            economy.A[products],
            out=np.ones_like(economy.A[products]),
            where=economy.A[products] > 0,
        ),
        electricity=used,
        power_share=power / table.x[:, grid, None],
        cost=cost,
        cost_of_all=(power_cost + world["saved_fuel_cost"] * fuel_pj * pj).sum(axis=1),
        transport_cost=world["electric_road_cost"] * oil * road_share(economy, world),
        road_cost_index=1.0 - world.share("electric_road_falling") * (1.0 - cost_index("storage")),
        oil=oil,
        vector=items.bought_beside[EFFICIENCY],
    )


def technology_jobs(power: PowerBase, plan: PowerPlan, productivity: Array) -> Array:
    """(Y, T) direct jobs of generation: standing MW at the survey's rate, new MW at the source set's factor."""
    new = plan.new_capacity * power.new_rate * power.new_learning
    return (plan.standing_in_use * power.standing_rate + new) * productivity[:, None]


def storage_jobs(power: PowerBase, plan: PowerPlan, productivity: Array) -> Array:
    """(Y,) jobs that run storage."""
    return np.cumsum(plan.storage_additions) * power.storage_rate * productivity


def _employment(
    economy: Economy, world: World, power: PowerBase, table: TablePath, spending: Spending
) -> tuple[Array, Array, Array]:
    """Jobs per unit of output (Y, n), jobs (Y, n), productivity index (Y,).

    The base year is the declared control sector by sector: building sites are part of construction, generation of the
    technologies. Later years: total employment follows working-age women and men at base-year participation and
    unemployment; sectors drift apart by the recent trend of their broad sector, which fades out by the last year.
    """
    con, tech = economy.construction, economy.technology_sector
    base = economy.employment.sum(axis=1)
    site = spending.site_jobs.sum(axis=1)
    worked = table.x.copy()
    worked[:, con] -= spending.replaced.sum(axis=1)
    worked[:, tech] = 0.0
    own = base.copy()
    own[con] -= site[0]
    own[tech] = 0.0
    if own[con] <= 0:
        raise InputError(
            "{country}: building power plants would need {needed:,.0f} of {all:,.0f} construction workers in the base year. "
            "Check plants.csv for capacity commissioned in the base year, or take another set of employment factors.",
            country=economy.iso3,
            needed=float(site[0]),
            all=float(base[con]),
        )
    rate = np.divide(own, worked[0], out=np.zeros_like(own), where=worked[0] > 0)
    fade = np.cumsum(np.r_[0.0, np.linspace(1.0, 0.0, Y - 1)])
    drift = np.exp(economy.trend[None, :] * fade[:, None])
    raw = rate * drift * worked
    ones = np.ones(Y)
    plant = technology_jobs(power, power.plan, ones)
    storage = storage_jobs(power, power.plan, ones)
    unscaled = raw.sum(axis=1) + site + plant.sum(axis=1) + storage
    people = (economy.working_age * _participation(economy) * (1.0 - _unemployment(economy))).sum(axis=1)
    total = base.sum() * people / people[0]
    productivity = total / unscaled
    productivity = productivity / productivity[0]
    labour = rate * drift * productivity[:, None]
    employment = labour * worked
    employment[:, con] += site * productivity
    np.add.at(employment.T, tech, (plant * productivity[:, None]).T)
    employment[:, economy.grid] += storage * productivity
    return labour, employment, productivity


def _participation(economy: Economy) -> Array:
    f = economy.facts
    return np.array([f["participation_rate_women"], f["participation_rate_men"]]) / 100.0


def _unemployment(economy: Economy) -> Array:
    f = economy.facts
    return np.array([f["unemployment_rate_women"], f["unemployment_rate_men"]]) / 100.0


def _reserve(economy: Economy, world: World) -> Array:
    f = economy.facts
    unemployment = _unemployment(economy)
    participation = _participation(economy)
    force = economy.working_age[0] * participation
    national = float((unemployment * force).sum() / force.sum())
    floor = unemployment * min(f["unemployment_rate_floor"] / 100.0 / national, 1.0)
    record = np.array([f["participation_record_women"], f["participation_record_men"]]) / 100.0
    return labour_reserve(
        economy.working_age, participation, unemployment, floor, record, world["participation_response"]
    )


def _emissions(economy: Economy, world: World, growth: Array, table: TablePath) -> EmissionPath:
    n = len(economy.sectors)
    per_unit = np.divide(1.0, economy.x, out=np.zeros(n), where=economy.x > 0)
    fuels = (1.0 - world.share("autonomous_energy_efficiency")) ** np.arange(Y)
    combustion = np.repeat((economy.emissions_combustion[:n] * per_unit)[None], Y, axis=0)
    _, users = _energy_rows(economy)
    combustion = np.where(users > 0, combustion * fuels[:, None], combustion)
    for t, sector in zip(economy.technologies, economy.technology_sector, strict=True):
        if economy.x[sector] == 0 and f"co2_factor_{t}" in world.values:
            combustion[:, sector] = emission_factor(world, t) / economy.price_of_generation
    process = economy.emissions_process[:n] * per_unit
    households = (economy.emissions_combustion[n] * fuels + economy.emissions_process[n]) * growth
    households = households * table.scale
    total = ((combustion + process) * table.x).sum(axis=1) + households
    return EmissionPath(combustion, process, households, total)


def emission_factor(world: World, technology: str) -> float:
    """Mt CO2 per GWh of a new plant: 3.6 TJ per GWh / efficiency x kg CO2 per GJ."""
    efficiency = technology_parameters()[technology, "efficiency"].value
    return 3600.0 / efficiency * world[f"co2_factor_{technology}"] * 1e-9
