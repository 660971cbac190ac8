"""What a run gives: levels, changes against the baseline, and any crossing of them on demand.

Persons, million US$ of 2023, Mt CO2e, GWh and MW. Axes: Y years, S sectors, R regions, X women and men, C channels.
`low` and `high` stand beside every headline; they are None until an ensemble has been run.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from model import finance, labour
from model.alerts import Warning
from model.baseline import Prepared
from model.economy import SEXES, YEARS, Array, Economy
from model.errors import InputError
from model.investment import PROJECT_ITEMS, SAVING_USES, Spending
from model.measures.effect import Effect, total
from model.pathway import Pathway
from model.power import HOURS, PowerPlan
from model.regions_of_change import Cells, Located
from model.solve import Response, Shock
from model.version import MODEL_VERSION

if TYPE_CHECKING:
    from model.heat import HeatAccount
    from model.incidence import Incidence
    from model.people import People

CHANNELS = ("direct", "supply-chain", "spending")
DIMENSIONS = ("sector", "sex", "region", "channel")


@dataclass
class Result:
    """One pathway of one economy in one world."""

    base: Prepared
    pathway: Pathway
    effects: list[Effect]
    plan: PowerPlan
    built: Spending
    money: finance.Ledger
    shock: Shock
    response: Response
    placed: Located
    cells: Cells
    uplift: Array
    """(Y,) part of men's new jobs that goes to women under the pathway's target"""
    women_gains: Array | None = None
    """(Y, R, S) women's part of jobs created before that, where programmes state one; None: each sector's own"""
    warnings: list[Warning] = field(default_factory=list)
    low: None = None
    high: None = None

    @property
    def economy(self) -> Economy:
        return self.base.economy

    @property
    def model_version(self) -> str:
        return MODEL_VERSION

    @property
    def years(self) -> np.ndarray:
        return YEARS

    # --- jobs -------------------------------------------------------------------------------------------------------

    @property
    def baseline_cells(self) -> Array:
        """(Y, R, S) jobs of the baseline."""
        return self.base.cells

    @cached_property
    def _floor(self) -> Array | None:
        """What must be given back where a change is larger than what is there; None almost always."""
        level = self.base.cells + self.cells.total
        return None if level.min() >= -1e-6 else np.maximum(-level, 0.0)

    @cached_property
    def floored(self) -> tuple[int, int] | None:
        """(year, sector) of the worst cell held at zero; None where less than one job is at stake."""
        if self._floor is None or self._floor.sum(axis=1).max() < 1.0:
            return None
        by = self._floor.sum(axis=1)
        year, sector = np.unravel_index(int(np.argmax(by)), by.shape)
        return int(year), int(sector)

    @cached_property
    def change_cells(self) -> Array:
        """(Y, R, S) change against the baseline, held where a level would be negative."""
        return self.cells.total if self._floor is None else self.cells.total + self._floor

    @cached_property
    def _gains(self) -> Array:
        return np.maximum(self.change_cells, 0.0)

    @cached_property
    def women_part(self) -> Array:
        """(Y, R, S) women's part of each cell's change: today's share of losses, the pathway's of gains."""
        w = self.base.regional.women_cells[None]
        own = w if self.women_gains is None else self.women_gains
        if not self.uplift.any() and own is w:
            return np.broadcast_to(w, self.change_cells.shape)
        gain = own + (1.0 - own) * self.uplift[:, None, None]
        return np.where(self.change_cells > 0, gain, w)

    def _own(self, cells: Array, by: Sequence[str]) -> Array:
        """Women's part of (Y, R, S) cells at today's share of each, (Y, *by)."""
        w = self.base.regional.women_cells
        return cells.reshape(len(cells), -1) @ w.ravel() if not by else _reduce(cells * w, by)

    def _handed_over(self, by: Sequence[str]) -> Array | float:
        """Men's new jobs that go to women, (Y, *by): as programmes state, then under the pathway's target a_t (G - w G)."""
        stated: Array | float = 0.0
        if self.women_gains is not None:
            stated = _reduce(self._gains * (self.women_gains - self.base.regional.women_cells), by)
        if not self.uplift.any():
            return stated
        if by:
            men = _reduce(self._gains, by) - self._own(self._gains, by) - stated
        else:
            men = self.created - self._women_of_gains - stated
        return stated + self.uplift.reshape(-1, *[1] * (men.ndim - 1)) * men

    @cached_property
    def _direct_jobs(self) -> Array:
        """(Y, S) change of jobs where the pathway itself spends, builds, runs and closes."""
        base = self.base
        con, tech = self.economy.construction, self.economy.technology_sector
        jobs = self.response.direct * base.labour
        jobs[:, con] -= base.labour[:, con] * self.placed.replaced.sum(axis=1)
        jobs[:, con] += self.placed.site_jobs.sum(axis=1)
        np.add.at(
            jobs.T, tech, (self.placed.standing_jobs + self.placed.new_jobs + self.placed.project_jobs).T
        )
        jobs[:, self.economy.grid] += self.placed.storage_jobs
        return jobs

    @cached_property
    def _channels(self) -> tuple[Array, ...]:
        """Channel parts of the cells, each (Y, R, S); they add up to `change_cells`."""
        closure, jobs = self.base.regional, self._direct_jobs
        work = self.cells.work
        national = work.sum(axis=1)
        share = np.divide(jobs, national, out=np.zeros_like(jobs), where=np.abs(national) > 1e-9)
        # Within a sector the direct part is spread over regions as the sector's work is; where the sector's direct and
        # supply-chain changes cancel nationally, by location instead.
        cancel = (np.abs(national) <= 1e-9) | (np.abs(share) > 3.0)
        direct = np.where(
            cancel[:, None, :], jobs[:, None, :] * closure.location[None], work * share[:, None, :]
        )
        spending = self.cells.public + self.cells.spending
        if self._floor is not None:
            direct = direct + self._floor
        return direct, self.change_cells - direct - spending, spending

    def employment_change(self, by: Sequence[str] = ()) -> Array:
        """Change of jobs demanded against the baseline, (Y, *by). Dimensions: sector, sex, region, channel."""
        _check(by)
        if tuple(by) in ((), ("sex",)):
            return (self._change_by_sex if by else self.net).copy()
        if "channel" not in by:
            return self._change(by)
        rest = [d for d in by if d != "channel"]
        axis = 1 + list(by).index("channel")
        if rest in ([], ["sector"]):
            direct = self._direct_jobs if self._floor is None else self._direct_jobs + self._floor.sum(axis=1)
            spending = (self.response.public + self.response.household) * self.base.labour
            if not rest:
                direct, spending = direct.sum(axis=1), spending.sum(axis=1)
            return np.stack([direct, self._change(rest) - direct - spending, spending], axis=axis)
        return np.stack([self._crossed(part, rest) for part in self._channels], axis=axis)

    @cached_property
    def _women_of_change(self) -> Array:
        """(Y,) at today's shares; the warnings, the headlines and three splits ask for these sums."""
        return self._own(self.change_cells, ())

    @cached_property
    def _women_of_gains(self) -> Array:
        """(Y,) at today's shares."""
        return self._own(self._gains, ())

    @cached_property
    def _change_by_sex(self) -> Array:
        """(Y, X)"""
        return _with_men(self._women_of_change + self._handed_over(()), self.net, ("sex",))

    @cached_property
    def _created_by_sex(self) -> Array:
        """(Y, X)"""
        return _with_men(self._women_of_gains + self._handed_over(()), self.created, ("sex",))

    def _change(self, by: Sequence[str]) -> Array:
        rest = _without_sex(by)
        total = _reduce(self.change_cells, rest)
        if "sex" not in by:
            return total
        return _with_men(self._own(self.change_cells, rest) + self._handed_over(rest), total, by)

    def _crossed(self, cells: Array, by: Sequence[str]) -> Array:
        """Sum a part of the change, (Y, R, S), over what was not asked for; `sex` splits by `women_part`."""
        rest = _without_sex(by)
        total = _reduce(cells, rest)
        return total if "sex" not in by else _with_men(_reduce(cells * self.women_part, rest), total, by)

    def employment(self, by: Sequence[str] = ()) -> Array:
        """Jobs demanded, (Y, *by), without `channel` (channels belong to changes)."""
        return self.employment_baseline(by) + self.employment_change(by)

    def employment_baseline(self, by: Sequence[str] = ()) -> Array:
        """Jobs of the baseline, (Y, *by), without `channel`."""
        _check(by, without="channel")
        rest = _without_sex(by)
        if tuple(by) == ("region",):
            return self.base.jobs_by_region.copy()
        level = _reduce(self.base.cells, rest)
        return level if "sex" not in by else _with_men(self._own(self.base.cells, rest), level, by)

    def jobs_created(self, by: Sequence[str] = ()) -> Array:
        """Sum of the positive changes over sector x region cells, (Y, *by)."""
        _check(by, without="channel")
        if tuple(by) in ((), ("sex",)):
            return (self._created_by_sex if by else self.created).copy()
        rest = _without_sex(by)
        total = _reduce(self._gains, rest)
        if "sex" not in by:
            return total
        return _with_men(self._own(self._gains, rest) + self._handed_over(rest), total, by)

    def jobs_lost(self, by: Sequence[str] = ()) -> Array:
        """Sum of the negative changes over sector x region cells, as a positive number, (Y, *by): gains less net."""
        _check(by, without="channel")
        if tuple(by) == ("sex",):
            return _with_men(self._women_of_gains - self._women_of_change, self.lost, by)
        rest = _without_sex(by)
        total = _reduce(self._gains, rest) - _reduce(self.change_cells, rest)
        if "sex" not in by:
            return total
        return _with_men(self._own(self._gains, rest) - self._own(self.change_cells, rest), total, by)

    @cached_property
    def net(self) -> Array:
        return _reduce(self.change_cells, ())

    @cached_property
    def created(self) -> Array:
        return _reduce(self._gains, ())

    @cached_property
    def lost(self) -> Array:
        return self.created - self.net

    @cached_property
    def women_share_created(self) -> Array:
        """(Y,) women's share of the jobs created, 0..1; nan where none is created."""
        women = self._created_by_sex[:, 0]
        return np.divide(women, self.created, out=np.full_like(women, np.nan), where=self.created > 0.5)

    @cached_property
    def women_share(self) -> Array:
        """(Y,) women's share of all jobs."""
        return (self.base.employment_women + self._change_by_sex[:, 0]) / self.jobs_demanded

    @cached_property
    def jobs_demanded(self) -> Array:
        """(Y,) jobs that firms and the state want to fill."""
        return self.base.employment_total + self.net

    @cached_property
    def _filled(self) -> tuple[Array, Array]:
        return labour.fill(self._change_by_sex, self.base.reserve)

    @property
    def jobs_filled(self) -> Array:
        """(Y,) jobs for which there are people."""
        return self.base.employment_total + self._filled[0].sum(axis=1)

    @cached_property
    def jobs_unfilled(self) -> Array:
        """(Y,) jobs created beyond the reserve: an upper bound, and no figure where it is not `unfilled_known`."""
        return self._filled[1].sum(axis=1)

    @property
    def unfilled_known(self) -> bool:
        """False where the base year is the year of the lowest unemployment on record: the reserve is then empty by its own
        definition, which says nothing about who could work."""
        return bool(self.base.reserve.any())

    def building_job_years(self, by: Sequence[str] = ()) -> Array:
        """Change of job-years in building: on sites and in what building buys. (Y,) or by sector (Y, S).

        They are part of employment only in the years of building.
        """
        if tuple(by) not in ((), ("sector",)):
            raise InputError("Building job-years can be given in total or by sector.")
        base, con = self.base, self.economy.construction
        demand = self.built.domestic - base.spending.domestic
        jobs = np.matmul(base.table.L, demand[:, :, None])[:, :, 0] * base.labour
        jobs[:, con] += self.placed.site_jobs.sum(axis=1) - base.labour[:, con] * self.placed.replaced.sum(
            axis=1
        )
        return jobs if by else jobs.sum(axis=1)

    @cached_property
    def people(self) -> People:
        """Skill, age and formality of the jobs, wages, the transition ledger, green jobs: computed when asked."""
        from model.people import People

        return People(self)

    def heat_by_path(self) -> dict[str, HeatAccount]:
        """Hours lost to heat on every path of the world's climate, the central one first. See `model.heat`."""
        from model.heat import heat_by_path

        return heat_by_path(self)

    def incidence(self, year: int) -> Incidence:
        """Who bears the carbon price in one year: fifths of the people by spending, and sectors (`model.incidence`)."""
        from model.incidence import incidence

        return incidence(self, year)

    # --- economy ----------------------------------------------------------------------------------------------------

    @cached_property
    def output(self) -> Array:
        """(Y, S) million US$ at average base-year prices."""
        return self.base.table.x + self.response.x

    @cached_property
    def value_added(self) -> Array:
        """(Y, S) million US$, taxes on products used included, at base-year prices."""
        return self.base.table.gdp_row * self.output + self.shock.energy_kept * self.output

    @cached_property
    def gdp_change(self) -> Array:
        """(Y,) by value added: what sectors add, taxes on final products, and the premium of dearer exports."""
        agents = self.base.agents
        taxes = (
            agents.households.taxes * self.response.household_spending
            + agents.government.taxes * self.response.public_spending
            - agents.investment.taxes * self.money.crowded_out
            + total(self.effects, "taxes_on_investment")
        )
        own = self.value_added.sum(axis=1) - (self.base.table.gdp_row * self.base.table.x).sum(axis=1)
        return own + total(self.effects, "value") + taxes

    @property
    def gdp_baseline(self) -> Array:
        return self.base.table.gdp

    @property
    def gdp(self) -> Array:
        return self.base.table.gdp + self.gdp_change

    @cached_property
    def imports_change(self) -> Array:
        """(Y,) million US$: imported inputs and imported final goods."""
        base, agents = self.base, self.base.agents
        inputs = (base.table.import_row * self.response.x).sum(axis=1)
        inputs = inputs - (self.shock.energy_imports * self.output).sum(axis=1)
        final = (
            self.built.imports
            - base.spending.imports
            + agents.households.imports * self.response.household_spending
            + agents.government.imports * self.response.public_spending
            - agents.investment.imports * self.money.crowded_out
            + total(self.effects, "final_imports")
        )
        return inputs + final

    # --- power and climate ------------------------------------------------------------------------------------------

    @cached_property
    def generation(self) -> Array:
        """(Y, T) GWh that the table asks for, in the shares of the plan."""
        tech = self.economy.technology_sector
        return self.output[:, tech] / self.economy.price_of_generation

    @cached_property
    def power_short(self) -> Array:
        """(Y,) GWh used beyond what the plants can give: sun, wind and water as planned, fuels up to their availability."""
        system = self.base.power.system
        most = self.plan.capacity * self.base.power.fleet.ceiling * HOURS
        can = np.where(system.fossil, most, self.plan.generation).sum(axis=1)
        return np.maximum(
            self.generation.sum(axis=1) - np.maximum(can, self.plan.generation.sum(axis=1)), 0.0
        )

    @property
    def capacity(self) -> Array:
        """(Y, T) MW"""
        return self.plan.capacity

    @cached_property
    def emissions(self) -> Array:
        """(Y,) Mt CO2e"""
        path = self.base.emissions
        burnt = path.combustion * (1.0 - self.shock.burnt[:, :-1])
        by_sector = (burnt + path.process) * self.output
        households = path.households * (1.0 - self.shock.burnt[:, -1])
        return by_sector.sum(axis=1) + households + total(self.effects, "emissions")

    @property
    def emissions_baseline(self) -> Array:
        return self.base.emissions.total

    # --- money ------------------------------------------------------------------------------------------------------

    @cached_property
    def running_costs_saved(self) -> Array:
        """(Y,) change of what the power sector keeps at unchanged bills: fuel and running costs saved."""
        e, a = self.economy, self.base.agents
        power = [*e.technology_sector.tolist(), e.grid]
        tech = e.technology_sector
        paid = (
            (self.placed.standing_jobs + self.placed.new_jobs) @ a.wage_rate[tech]
            + self.placed.storage_jobs * a.wage_rate[e.grid]
        ) / self.base.productivity
        return (a.surplus_row[:, power] * self.response.x[:, power]).sum(axis=1) - paid

    @cached_property
    def money_uses(self) -> dict[str, Array]:
        """Million US$ a year beyond the baseline, by what it is spent on."""
        names = self.base.items.names
        extra = self.built.by_item - self.base.spending.by_item
        T = len(self.economy.technologies)
        projects = self.money.projects
        own = extra[:, [names.index(item) for item in PROJECT_ITEMS]].sum(axis=1)
        uses = {
            "power-plants": extra[:, :T].sum(axis=1) - (projects - own),
            "storage": extra[:, names.index("storage")],
            "grid": extra[:, names.index("grid")],
        }
        for measure, items in SAVING_USES.items():
            uses[measure] = extra[:, [names.index(item) for item in items]].sum(axis=1)
        if projects.any():
            uses["export-projects"] = projects
        for effect in self.effects:
            if effect.spending is not None:
                uses[effect.name] = uses.get(effect.name, 0.0) + effect.spending
            for name, amount in effect.uses.items():
                uses[name] = uses.get(name, 0.0) + amount
        uses["loan-service"] = self.money.loan_service
        uses["debt-service"] = self.money.debt_service
        uses["investor-returns"] = self.money.investor_returns
        return uses

    @cached_property
    def money_sources(self) -> dict[str, Array]:
        """Million US$ a year beyond the baseline, by who pays; adds up to the uses in every year."""
        m = self.money
        sources = {
            "international-grants": m.grants,
            "international-loans": m.loans,
            "public-budget": self.public_cost,
            "private-capital": m.private,
            "project-capital": m.projects,
            "electricity-bills": m.returns_on_bills + self._loans_on_bills - self.running_costs_saved,
            "homes-for-energy-saved": m.returns_of_homes,
            "firms-for-energy-saved": m.returns_of_firms,
            "running-costs-saved": self.running_costs_saved,
        }
        if m.on_buyers.any():
            sources["buyers"] = m.on_buyers
        for effect in self.effects:
            for name, amount in effect.sources.items():
                sources[name] = sources.get(name, 0.0) + amount
        return sources

    @cached_property
    def public_revenue_change(self) -> Array:
        """(Y,) million US$: taxes and resource revenue against the baseline."""
        a = self.base.agents
        bill = (self.shock.energy_kept * self.output).sum(axis=1)
        return (
            (a.government_row * self.response.x).sum(axis=1)
            + a.households.taxes * self.response.household_spending
            + a.direct_tax * bill
            + self.shock.public_revenue
            + self.shock.resource_revenue
            + total(self.effects, "balance")
        )

    @property
    def public_balance_change(self) -> Array:
        """(Y,) revenue less spending of the public budget against the baseline; minus means more debt.

        What it pays for the pathway counts as spending, what it gives up elsewhere as saving.
        """
        return self.public_revenue_change - self.response.public_spending - self.public_cost

    @property
    def public_cost(self) -> Array:
        """(Y,) what the public budget pays: its part of the investment and the service of debt."""
        return self.money.budget + self.money.loan_service - self._loans_on_bills + self.money.debt_service

    @property
    def _loans_on_bills(self) -> Array:
        return self.base.money.loans_by_users * self.money.loan_service


def _check(by: Sequence[str], without: str = "") -> None:
    for d in by:
        if d not in DIMENSIONS or d == without:
            known = ", ".join(x for x in DIMENSIONS if x != without)
            raise InputError(f"There is no dimension called {d} here. Choose among: {known}.")
    if len(set(by)) != len(by):
        raise InputError("Each dimension can be named once.")


def _without_sex(by: Sequence[str]) -> list[str]:
    return [d for d in by if d != "sex"]


def _with_men(women: Array, total: Array, by: Sequence[str]) -> Array:
    """Women, and men as the rest of the total, on the axis that `by` gives to sex."""
    return np.stack([women, total - women], axis=1 + list(by).index("sex"))


@lru_cache(maxsize=64)
def _ones(n: int) -> Array:
    found = np.ones(n)
    found.flags.writeable = False
    return found


def _reduce(cells: Array, by: Sequence[str]) -> Array:
    """Sum (Y, R, S) over what was not asked for, axes in the order asked; products with ones, quicker than sums."""
    match list(by):
        case []:
            return cells.reshape(len(cells), -1) @ _ones(cells[0].size)
        case ["region"]:
            return cells @ _ones(cells.shape[2])
        case ["sector"]:
            return np.matmul(_ones(cells.shape[1]), cells)
        case ["sector", "region"]:
            return np.ascontiguousarray(cells.swapaxes(1, 2))
        case _:
            return cells


__all__ = ["CHANNELS", "DIMENSIONS", "SEXES", "Result"]
