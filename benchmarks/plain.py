"""A plain reading of docs/model.md: one year at a time, one region at a time, every system solved densely.

Slow and easy to check. It takes the same baseline, power plan and measures as the model and does the rest by itself:
who pays, the closed solution, where the jobs are, women and men. tests/unit/test_plain_reference.py holds
`model.simulate` to it; the budget `model-ratio` is the time of one against the other.

Sizes: Y years, n sectors, R regions, T technologies, K things that can be built. Money is million US$ of 2023.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.baseline import Prepared, building, prepare
from model.economy import VARIABLE, YEARS, Array, Economy
from model.finance import BILLS, FIRMS, HOMES, Shares
from model.investment import SAVING_ITEMS
from model.measures import effects_of, planned_effects
from model.measures.effect import Effect
from model.measures.programmes import beside_the_plan
from model.measures.saved import Saved
from model.pathway import Pathway
from model.power import PowerPlan
from model.regions import NO_JOB
from model.settings import Settings, settings_of
from model.world import World

Y = len(YEARS)


@dataclass
class Plain:
    """What the reading gives; every array starts with the years."""

    net: Array
    created: Array
    lost: Array
    by_sector: Array
    """(Y, n)"""
    by_region: Array
    """(Y, R)"""
    by_sex: Array
    """(Y, 2) women, men"""
    by_channel: Array
    """(Y, 3) direct, supply chain, spending"""
    cells: Array
    """(Y, R, n)"""
    gdp_change: Array
    output: Array
    """(Y, n)"""
    emissions: Array


@dataclass
class Paid:
    """The ledger of the pathway's building, (Y,) each; returns (3, Y) by who pays them back: bills, homes, firms."""

    loan_service: Array
    debt_service: Array
    returns: Array
    income: Array
    displaced: Array
    crowded_out: Array


@dataclass
class Bought:
    """What building buys, (Y, n) at home; (Y, K) by thing built."""

    home: Array
    cost: Array
    site_jobs: Array
    replaced: Array


def plain_run(economy: Economy, world: World, pathway: Pathway) -> Plain:
    """The pathway's result, read year by year."""
    base = prepare(economy, world)
    settings = settings_of(base, pathway)
    effects = effects_of(base, settings, pathway)
    saved = all_saved(base, effects)
    plan = base.power.system.plan(
        settings.power(base, less_power(base, saved)), beside_the_plan(base, effects)
    )
    effects += planned_effects(base, settings, plan, saved)
    projects = quantities(base, effects, "project")
    building_all = building(economy, base.items, plan) + quantities(base, effects, "quantity") + projects
    building_all = building_all + quantities(base, effects, "own")
    bought = buy(base, building_all, settings.local_content)
    own_capital = buy(base, projects, settings.local_content).cost
    by_programme = [
        (buy(base, quantities(base, [e], "own"), settings.local_content).cost, e.paid_by)
        for e in effects
        if e.own
    ]
    own_capital = own_capital + sum(cost for cost, _ in by_programme)
    before = buy(base, base.quantity, np.zeros(Y))
    paid = pay(base, bought.cost - before.cost - own_capital, settings, effects)
    for cost, payer in by_programme:
        _pay(
            base,
            paid,
            cost,
            list(zip(base.items.lives, base.items.payer, strict=True)),
            payer or settings.finance,
        )
    years = [Year(base, y, plan, bought, before, paid, saved, effects) for y in range(Y)]
    losers = losing_regions(base, years)
    sites = settings.siting * losers + (1.0 - settings.siting) * base.regional.sites
    cells = np.stack([year.locate(sites, losers) for year in years])
    return summed(base, settings, years, cells)


def all_saved(base: Prepared, effects: Sequence[Effect]) -> Saved:
    """Energy saved: what is left of each product for each user is the product of what each measure leaves."""
    E, n = len(base.energy.products), len(base.economy.sectors)
    left = Saved(np.ones((Y, E, n)), np.ones((Y, E)), np.ones((Y, n + 1)))
    for effect in effects:
        if effect.saved is not None:
            for name, part in vars(left).items():
                part *= 1.0 - getattr(effect.saved, name)
    return Saved(1.0 - left.sectors, 1.0 - left.homes, 1.0 - left.burnt)


def less_power(base: Prepared, saved: Saved) -> Array:
    """(Y,) part of planned power that is not needed: each user's share of the grid times what it saves."""
    e = list(base.energy.products).index(base.economy.grid)
    found = np.zeros(Y)
    for y in range(Y):
        for user, share in enumerate(base.energy.power_share[y]):
            of_user = saved.homes[y, e] if user == len(base.economy.sectors) else saved.sectors[y, e, user]
            found[y] += share * of_user
    return found


def quantities(base: Prepared, effects: Sequence[Effect], part: str) -> Array:
    """(Y, K) what measures build, as part of the nation's building or as projects with their own capital."""
    quantity = np.zeros((Y, len(base.items.names)))
    for effect in effects:
        for name, amount in getattr(effect, part).items():
            quantity[:, base.items.names.index(name)] += amount
    return quantity


def buy(base: Prepared, quantity: Array, extra: Array) -> Bought:
    """Building: MW x US$/kW, split by the spending vector, bought at home as far as the table's investment is."""
    items, con = base.items, base.economy.construction
    most, penalty = (
        base.world.share("local_content_max_share"),
        base.world.share("local_content_cost_penalty"),
    )
    home, cost = np.zeros((Y, len(base.economy.sectors))), np.zeros(quantity.shape)
    site_jobs, replaced = np.zeros(quantity.shape), np.zeros(quantity.shape)
    today = items.domestic_share
    for y in range(Y):
        share = np.minimum(today + extra[y] * items.equipment, np.maximum(today, most))
        switched = share - today
        for k in range(quantity.shape[1]):
            money = quantity[y, k] * items.unit_cost[y, k]
            products = money * items.vectors[k]
            dearer = penalty * products * switched
            home[y] += products * share + dearer
            cost[y, k] = money + dearer.sum()
            site_jobs[y, k] = quantity[y, k] * items.site_factor[y, k]
            if items.site_factor[0, k] > 0:
                replaced[y, k] = products[con] * today[con]
    return Bought(home, cost, site_jobs, replaced)


def pay(base: Prepared, extra: Array, settings: Settings, effects: Sequence[Effect]) -> Paid:
    """The table 'Who pays' of docs/model.md, payment by payment."""
    paid = Paid(np.zeros(Y), np.zeros(Y), np.zeros((3, Y)), *np.zeros((3, Y)))
    _pay(base, paid, extra, list(zip(base.items.lives, base.items.payer, strict=True)), settings.finance)
    for effect in effects:
        if effect.spending is not None:
            grid = base.items.lives[base.items.names.index("grid")]
            earlier = paid.returns[BILLS].copy()
            _pay(base, paid, effect.spending[:, None], [(grid, BILLS)], effect.paid_by or settings.finance)
            if effect.homes_pay is not None:
                # Not on electricity bills: those who buy the product pay it, homes out of income and firms out of profits.
                returns = paid.returns[BILLS] - earlier
                paid.returns[BILLS] -= returns
                paid.returns[HOMES] += effect.homes_pay * returns
                paid.returns[FIRMS] += (1.0 - effect.homes_pay) * returns
    return paid


def _pay(base: Prepared, paid: Paid, extra: Array, lives: list[tuple[float, int]], shares: Shares) -> None:
    world = base.world
    interest, term, grace = world.share("loan_interest_real"), world["loan_term"], world["loan_grace"]
    loan, debt = _annuity(interest, term - grace), _annuity(interest, term)
    cost = world.share("cost_of_capital_real")
    for u in range(Y):
        whole = extra[u].sum()
        grants, loans, budget = (s * max(whole, 0.0) for s in (shares.grants, shares.loans, shares.budget))
        private = whole - grants - loans - budget
        given_up = world["budget_displacement_share"] * budget
        paid.displaced[u] += given_up
        paid.crowded_out[u] += world["crowding_out_share"] * private
        part = private / whole if abs(whole) > 1e-9 else 1.0
        for t in range(u + 1, Y):
            lag = t - u
            paid.loan_service[t] += loans * (interest if lag <= grace else loan * _in_term(term, lag))
            paid.debt_service[t] += (budget - given_up) * debt * _in_term(term, lag)
        lags = np.arange(1, Y - u)
        for k, (life, payer) in enumerate(lives):
            amount = part * extra[u, k]
            paid.returns[payer, u + 1 :] += (
                amount * _annuity(cost, life) * np.clip(life - lags + 1.0, 0.0, 1.0)
            )
            left = np.maximum(life - lags + 1.0, 0.0)
            owed = left / life if cost == 0 else (1 - (1 + cost) ** -left) / (1 - (1 + cost) ** -life)
            paid.income[u + 1 :] += amount * cost * owed
            # What is paid back beyond income is money for other investment again.
            principal = amount * (_annuity(cost, life) * np.clip(life - lags + 1.0, 0.0, 1.0) - cost * owed)
            paid.crowded_out[u + 1 :] -= world["crowding_out_share"] * principal


def _annuity(rate: float, term: float) -> float:
    return 1.0 / term if rate == 0 else rate / (1.0 - (1.0 + rate) ** -term)


def _in_term(term: float, lag: int) -> float:
    return min(max(term - lag + 1.0, 0.0), 1.0)


class Year:
    """One year of the pathway: its shock, its closed solution, and its jobs by place."""

    def __init__(
        self,
        base: Prepared,
        y: int,
        plan: PowerPlan,
        bought: Bought,
        before: Bought,
        paid: Paid,
        saved: Saved,
        effects: Sequence[Effect],
    ) -> None:
        self.base, self.y, self.saved, self.effects = base, y, saved, effects
        economy, agents, power = base.economy, base.agents, base.power
        self.labour = base.labour[y]
        work, tech, con = base.productivity[y], economy.technology_sector, economy.construction
        standing = plan.standing_in_use[y] - power.plan.standing_in_use[y]
        new = plan.new_capacity[y] - power.plan.new_capacity[y]
        storage = sum(plan.storage_additions[: y + 1] - power.plan.storage_additions[: y + 1])
        self.standing = standing * power.standing_rate * work
        self.new = new * power.new_rate * power.new_learning[y] * work
        self.storage = storage * power.storage_rate * work
        self.project = np.zeros(len(tech))
        for effect in effects:
            for name, running in effect.project_jobs.items():
                t = economy.technologies.index(name)
                self.project[t] += running[y] * power.new_rate[t] * power.new_learning[y, t] * work
        self.site_jobs = (bought.site_jobs[y] - before.site_jobs[y]) * work
        self.replaced = bought.replaced[y] - before.replaced[y]
        self.plant_wage = agents.wage_rate[tech] / work
        self.storage_wage = agents.wage_rate[economy.grid] / work
        self.site_wage = agents.wage_rate[con] / work
        self.final = bought.home[y] - before.home[y] - paid.crowded_out[y] * agents.investment.domestic
        for effect in effects:
            if effect.final is not None:
                self.final = self.final + effect.final[y]
        self.crowded_out = paid.crowded_out[y]
        self.solve(plan.shares[y], paid)

    def of(self, part: str) -> float:
        """A yearly part of all measures together."""
        values = (getattr(effect, part) for effect in self.effects)
        return float(sum(value[self.y] for value in values if value is not None))

    def solve(self, shares: Array, paid: Paid) -> None:
        """The closed system of the pathway: outputs, household spending and public spending at once.

        x' = A' x' + f + c z_h + g z_g;   z_h = h (x' - x) + ...;   z_g = v (x' - x) + ...
        """
        base, y, saved = self.base, self.y, self.saved
        economy, agents, table, energy = base.economy, base.agents, base.table, base.energy
        n, tech, grid = len(economy.sectors), economy.technology_sector, economy.grid
        A = table.A[y]
        changed = A.copy()
        changed[tech, grid] = economy.A[tech, grid].sum() * shares
        for product in energy.products:
            e = list(energy.products).index(product)
            changed[product] -= saved.sectors[y, e] * A[product]
        self.A_changed = changed
        x = np.linalg.solve(np.eye(n) - A, table.final[y])

        plants = (self.standing + self.new) @ self.plant_wage + self.storage * self.storage_wage
        swapped = (
            self.site_jobs.sum() * self.site_wage - self.replaced.sum() * economy.wages[economy.construction]
        )
        on_bills = base.world["loans_served_by_users"] * paid.loan_service[y]
        bills = paid.returns[BILLS, y] + on_bills
        of_homes, of_firms = paid.returns[HOMES, y], paid.returns[FIRMS, y]
        profit, wage, bill = agents.spent_of_profits, agents.spent_of_wages, agents.spent_of_bills
        household = self.of("household_spending") + (wage - bill) * plants + (wage - profit) * swapped
        household -= agents.propensity * of_homes + profit * of_firms
        household += profit * paid.income[y] - bill * bills + wage * (self.project @ self.plant_wage)
        revenue = self.of("public_revenue") + (agents.direct_tax - agents.revenue_of_bills) * plants
        revenue += agents.direct_tax * (paid.income[y] - of_firms) - agents.revenue_of_bills * bills
        revenue += agents.direct_tax * (self.project @ self.plant_wage)
        # Royalties that are lost can be missed only as far as the budget spends what it takes in.
        royalties = base.resource_spent[y]
        public = agents.respent * revenue + agents.respent_resources * royalties * self.of("resource_revenue")
        public += self.of("public_spending") - paid.displaced[y]
        public -= paid.loan_service[y] - on_bills + paid.debt_service[y]

        earn = agents.household_row[y]
        tax = agents.respent_row * agents.government_row[y]
        tax = np.where(agents.mining > 0, royalties * tax, tax)
        bought = A[energy.products] + energy.imported[y]
        save = (saved.sectors[y] * bought).sum(axis=0)
        closed = np.eye(n + 2)
        closed[:n, :n] -= changed
        closed[:n, n] = -agents.households.domestic
        closed[:n, n + 1] = -agents.government.domestic
        closed[n, :n] = -(earn + profit * save)
        closed[n + 1, :n] = -(tax + agents.respent * agents.direct_tax * save)
        closed[n + 1, n] = -agents.respent * agents.households.taxes
        right = np.concatenate([table.final[y] + self.final, [household - earn @ x, public - tax @ x]])
        found = np.linalg.solve(closed, right)
        self.x, self.household_spending, self.public_spending = found[:n], found[n], found[n + 1]

        # Channels: what the pathway itself asks for, what that calls up, what the two agents' spending calls up.
        plain = np.eye(n) - A
        self.direct = self.final + (changed - A) @ self.x
        self.first = np.linalg.solve(plain, self.direct)
        self.household = np.linalg.solve(plain, agents.households.domestic * self.household_spending)
        self.public = np.linalg.solve(plain, agents.government.domestic * self.public_spending)
        self.basket = np.linalg.solve(plain, agents.households.domestic)

    def job_change_before_siting(self) -> Array:
        """(n,) direct and supply-chain change of jobs."""
        jobs = self.first * self.labour
        for t, sector in enumerate(self.base.economy.technology_sector):
            jobs[sector] += self.standing[t] + self.new[t] + self.project[t]
        return jobs

    def direct_jobs(self) -> Array:
        """(n,) change of jobs where the pathway itself spends, builds, runs and closes."""
        economy = self.base.economy
        jobs = self.direct * self.labour
        jobs[economy.construction] += (
            self.site_jobs.sum() - self.labour[economy.construction] * self.replaced.sum()
        )
        jobs[economy.grid] += self.storage
        for t, sector in enumerate(economy.technology_sector):
            jobs[sector] += self.standing[t] + self.new[t] + self.project[t]
        return jobs

    def locate(self, sites: Array, losers: Array) -> Array:
        """(R, n) change of jobs, region by region. `sites` (T, R): where new plant goes; `losers` (R,)."""
        economy, closure, agents = self.base.economy, self.base.regional, self.base.agents
        things = self.base.items.names
        n, R, con, tech = (
            len(economy.sectors),
            len(economy.regions),
            economy.construction,
            economy.technology_sector,
        )
        local, where = closure.local, closure.location
        variable = [i for i, t in enumerate(economy.technologies) if t in VARIABLE]
        with_sun_and_wind = sites[variable].mean(axis=0)
        items = np.vstack([sites, *[with_sun_and_wind] * (len(things) - len(tech))])
        for name in SAVING_ITEMS:
            items[things.index(name)] = closure.people
        work, public, jobs, extra = np.zeros((R, n)), np.zeros((R, n)), np.zeros((R, n)), np.zeros(R)
        named = [
            (e.work, e.work.region) for e in self.effects if e.work is not None and e.work.region is not None
        ]
        sites_moved = np.zeros(R)
        for r in range(R):
            made = self.first * where[r]
            for t, sector in enumerate(tech):
                grown, shrunk = max(self.first[sector], 0.0), min(self.first[sector], 0.0)
                made[sector] = shrunk * where[r, sector] + grown * sites[t, r]
            final = self.direct * where[r]
            replaced = self.replaced @ items[:, r]
            if con in local:
                final[con] += replaced - self.replaced.sum() * where[r, con]
            else:
                replaced = self.replaced.sum() * where[r, con]
            for one, region in named:
                # A programme that names a region is wholly there: what it buys is made there, its site and plants stand there.
                here, demand, stood_for = region[r], one.demand[self.y], one.replaced[self.y]
                moved = demand * (here - where[r])
                at = items[one.item, r] if one.item >= 0 else here
                if con in local:
                    moved[con] += stood_for * (where[r, con] - at)
                    replaced += stood_for * (here - at)
                else:
                    replaced += stood_for * (here - where[r, con])
                made += np.where(economy.local, 0.0, moved)
                final += moved
                sites_moved[r] += one.site_jobs[self.y] * (here - at)
                if one.item >= 0:
                    run = one.running[self.y] * (here - sites[one.item, r])
                    jobs[r, tech[one.item]] += run
                    extra[r] += run * self.plant_wage[one.item]
            made[local] = self._local(made, final)
            work[r] = made
            public[r] = self.public * where[r]
            public[r, local] = self._local(
                public[r], self.public_spending * agents.government.domestic * where[r]
            )

            at_sites = self.site_jobs @ items[:, r] + sites_moved[r]
            storage = max(self.storage, 0.0) * with_sun_and_wind[r]
            storage += min(self.storage, 0.0) * where[r, economy.grid]
            jobs[r, con] += at_sites - self.labour[con] * replaced
            jobs[r, economy.grid] += storage
            for t, sector in enumerate(tech):
                own = sum(
                    e.work.running[self.y] for e in self.effects if e.work is not None and e.work.item == t
                )
                missing = self.standing[t] + min(self.new[t] - own, 0.0)
                gained = max(self.new[t] - own, 0.0) + own + self.project[t]
                plant = missing * where[r, sector] + gained * sites[t, r]
                jobs[r, sector] += plant
                extra[r] += plant * self.plant_wage[t]
            extra[r] += (
                storage * self.storage_wage + at_sites * self.site_wage - replaced * economy.wages[con]
            )
        work[:, local] = self._spread(work[:, local])
        for one, region in named:
            # What it buys itself does not come from elsewhere: what regions share of it is theirs no longer.
            here = int(np.argmax(region))
            for i, sector in enumerate(local):
                shared = one.demand[self.y, sector] * (1.0 - closure.retention[here, i])
                work[:, sector] += shared * (region - where[:, sector])
        public[:, local] = self._spread(public[:, local])

        by_place = (work + public) @ agents.household_wage_row + agents.spent_of_wages * extra
        induced = agents.household_row[self.y] @ self.household
        elsewhere = self.household_spending - induced - by_place.sum()
        handed = self.of("in_losing_regions")
        for effect in self.effects:
            if effect.household_regions is not None and effect.household_spending is not None:
                by_place = by_place + effect.household_spending[self.y] * (
                    effect.household_regions - closure.people
                )
        first_round = by_place + (elsewhere - handed) * closure.people + handed * losers
        spent = np.linalg.solve(np.eye(R) - self._households(), first_round)
        spending = self.household_spending * self.basket * where
        spending[:, local] = self._spread(np.outer(spent, self.basket[local]))
        return (work + public + spending) * self.labour + jobs

    def _local(self, made: Array, final: Array) -> Array:
        """(l,) local products a region asks for: q = A_LL q + A_LN x_N + f_L."""
        closure, A = self.base.regional, self.base.table.A[0]
        local, traded = closure.local, closure.traded
        asked = A[np.ix_(local, traded)] @ made[traded] + final[local]
        return np.linalg.solve(np.eye(len(local)) - A[np.ix_(local, local)], asked)

    def _spread(self, demand: Array) -> Array:
        """(R, l) own supply first, the rest shared by location."""
        closure = self.base.regional
        made = np.zeros_like(demand)
        for i, sector in enumerate(closure.local):
            kept = demand[:, i] * closure.retention[:, i]
            made[:, i] = kept + (demand[:, i] - kept).sum() * closure.location[:, sector]
        return made

    def _households(self) -> Array:
        """(R, R) H: spending in r called up by one unit of household spending in s."""
        closure, agents = self.base.regional, self.base.agents
        H = np.zeros((len(closure.people), len(closure.people)))
        wages = self.basket * agents.household_wage_row
        other = agents.household_row[self.y] @ self.basket - wages.sum()
        for s in range(len(H)):
            place = closure.location @ wages + other * closure.people
            for i, sector in enumerate(closure.local):
                kept = wages[sector] * closure.retention[s, i]
                place = place - kept * closure.location[:, sector]
                place[s] += kept
            H[:, s] = place
        return H

    def gdp_change(self) -> float:
        """By value added: what sectors add, taxes on final products, fuel sold above its average price."""
        base, y, agents = self.base, self.y, self.base.agents
        less = (self.saved.sectors[y] * base.energy.imported[y]).sum(axis=0)
        imported = base.table.import_row[y] - less
        now = (1.0 - self.A_changed.sum(axis=0) - imported) @ self.x
        then = base.table.gdp_row[y] @ base.table.x[y]
        taxes = (
            agents.households.taxes * self.household_spending + agents.government.taxes * self.public_spending
        )
        taxes += self.of("taxes_on_investment") - agents.investment.taxes * self.crowded_out
        return float(now - then + self.of("value") + taxes)

    def emissions(self) -> float:
        """Mt CO2e: plants and factories by output, homes, what does not follow output."""
        path, y = self.base.emissions, self.y
        burnt = path.combustion[y] * (1.0 - self.saved.burnt[y, :-1])
        return float(
            (burnt + path.process) @ self.x
            + path.households[y] * (1.0 - self.saved.burnt[y, -1])
            + self.of("emissions")
        )


def losing_regions(base: Prepared, years: Sequence[Year]) -> Array:
    """(R,) shares of the fossil jobs lost over all years, before siting; by people where none is lost."""
    closure = base.regional
    lost = np.zeros(len(closure.people))
    for year in years:
        change = year.job_change_before_siting()
        for i in np.flatnonzero(closure.fossil):
            lost += max(-change[i], 0.0) * closure.location[:, i]
    return lost / lost.sum() if lost.sum() > NO_JOB else closure.people


def women_stated(base: Prepared, year: Year, gains: Array) -> Array:
    """(R, n) women's share of jobs created: each sector's own, or a programme's for what it employs of them directly."""
    w = base.regional.women_cells
    con, tech = base.economy.construction, base.economy.technology_sector
    shares, posts = [], []
    for effect in year.effects:
        work = effect.work
        if work is None or (work.women is None and work.formal is None):
            continue
        jobs = work.demand[year.y] * year.labour
        if work.item >= 0:
            jobs[con] += work.site_jobs[year.y] - work.replaced[year.y] * year.labour[con]
            jobs[tech[work.item]] += work.running[year.y]
        place = base.regional.location if work.region is None else work.region[:, None]
        posts.append(np.maximum(jobs * place, 0.0))
        shares.append(w if work.women is None else np.full_like(w, work.women))
    if not posts:
        return w
    whole = sum(posts)
    fits = np.where(whole > gains, gains / np.maximum(whole, 1e-300), 1.0)
    found = w * gains
    for share, jobs in zip(shares, posts, strict=True):
        found = found + (share - w) * jobs * fits
    return np.where(gains > 0, found / np.maximum(gains, 1e-300), w)


def summed(base: Prepared, settings: Settings, years: Sequence[Year], cells: Array) -> Plain:
    """Totals and splits; `cells` (Y, R, n) before the floor at zero jobs."""
    w = base.regional.women_cells
    level = base.cells + cells
    floor = np.maximum(-level, 0.0) if level.min() < -1e-6 else np.zeros_like(level)
    change = cells + floor
    by_sex, by_channel = np.zeros((Y, 2)), np.zeros((Y, 3))
    for y, year in enumerate(years):
        gains = np.maximum(cells[y], 0.0)
        w_new = women_stated(base, year, gains)
        own = (gains * w_new).sum() / gains.sum() if gains.sum() > 0 else 1.0
        given = (
            min(max((settings.women - own) / (1.0 - own), 0.0), 1.0)
            if settings.women > 0 and own < 1
            else 0.0
        )
        women = np.where(change[y] > 0, w_new + (1.0 - w_new) * given, w)
        by_sex[y] = (change[y] * women).sum(), (change[y] * (1.0 - women)).sum()
        direct = year.direct_jobs().sum() + floor[y].sum()
        spending = ((year.household + year.public) * year.labour).sum()
        by_channel[y] = direct, change[y].sum() - direct - spending, spending
    return Plain(
        net=change.sum(axis=(1, 2)),
        created=np.maximum(change, 0.0).sum(axis=(1, 2)),
        lost=np.maximum(-change, 0.0).sum(axis=(1, 2)),
        by_sector=change.sum(axis=1),
        by_region=change.sum(axis=2),
        by_sex=by_sex,
        by_channel=by_channel,
        cells=change,
        gdp_change=np.array([year.gdp_change() for year in years]),
        output=np.stack([year.x for year in years]),
        emissions=np.array([year.emissions() for year in years]),
    )
