"""The pathway's change of jobs by region and sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from model.baseline import Prepared
from model.economy import Array
from model.investment import PROJECT_ITEMS, SAVING_ITEMS
from model.iomath import rows_through
from model.measures.effect import Effect
from model.measures.effect import total as total_of
from model.regions import RegionalClosure, losing_regions, spread_local
from model.regions_of_programmes import Moved, moves_of, run_by_programmes
from model.solve import Response


@dataclass(frozen=True)
class Located:
    """Work that stands where it is decided to stand: plants, sites, storage."""

    standing_jobs: Array
    """(Y, T) change of jobs on plant of the base year"""
    new_jobs: Array
    """(Y, T) change of jobs on new plant"""
    project_jobs: Array
    """(Y, T) jobs on plant that export projects run"""
    storage_jobs: Array
    """(Y,)"""
    site_jobs: Array
    """(Y, K)"""
    replaced: Array
    """(Y, K) construction money on sites"""
    wages: Array
    """(Y, 3): wages of plants, of storage, of sites per job (million US$), at that year's productivity"""


@dataclass(frozen=True)
class Cells:
    """Change of jobs by region and sector, (Y, R, n). The parts are put together only when somebody asks for them."""

    total: Array
    base: Prepared
    response: Response
    household_spending: Array
    """(Y, R) million US$, change of household spending that answers, by where it is spent"""

    @cached_property
    def public(self) -> Array:
        """Called up by the public spending that answers."""
        return self._jobs(self.response.public, self._public_local())

    @cached_property
    def spending(self) -> Array:
        """Called up by the household spending that answers."""
        return self._jobs(
            self.response.household, household_local(self.base.regional, self.household_spending)
        )

    @property
    def answers(self) -> Array:
        """Both together, in one go."""
        local = household_local(self.base.regional, self.household_spending)
        local += self._public_local()
        return self._jobs(self.response.household + self.response.public, local)

    @property
    def work(self) -> Array:
        """Direct and supply chain: what is left of the total."""
        return self.total - self.answers

    def _public_local(self) -> Array:
        closure, national = self.base.regional, self.response.public
        made = national[:, closure.traded] @ closure.traded_outputs
        made += _public_local(self.base, self.response) @ closure.final_outputs
        return by_region(closure, made)

    def _jobs(self, national: Array, local: Array) -> Array:
        closure, labour = self.base.regional, self.base.labour
        jobs = (national * labour)[:, None, :] * closure.location
        jobs[:, :, closure.local] = local * labour[:, None, closure.local]
        return jobs


@dataclass(frozen=True)
class Places:
    """Where the pathway's new work goes."""

    losers: Array
    """(R,) shares of the fossil jobs lost"""
    sites: Array
    """(T, R) where new plants go"""


def places_of(base: Prepared, job_change: Array, siting: float) -> Places:
    """New plants: `siting` of them in the regions that lose, found before siting is applied; the rest as today."""
    closure = base.regional
    losers = losing_regions(closure, job_change, closure.location)
    return Places(losers, siting * losers[None, :] + (1.0 - siting) * closure.sites)


def item_regions(base: Prepared, sites: Array) -> Array:
    """(K, R) where building work is: plants at their sites, grid, storage and export projects with sun and wind, efficiency by
    people."""
    variable = sites[base.power.system.variable].mean(axis=0)
    others = [variable] * len(PROJECT_ITEMS)
    return np.vstack([sites, variable, variable, *[base.regional.people] * len(SAVING_ITEMS), *others])


def locate(
    base: Prepared, response: Response, located: Located, places: Places, effects: Sequence[Effect] = ()
) -> Cells:
    """Jobs by region and sector; sums over regions equal the nation's change sector by sector."""
    closure, labour = base.regional, base.labour
    con, tech, grid = base.economy.construction, base.economy.technology_sector, base.economy.grid
    local = closure.local
    decided = decided_of(base, located, places, effects)
    outputs = local_outputs(base, response, located, decided)
    spent = spent_by_region(base, response, located, decided, outputs, places, effects)

    # Where a sector's jobs stand; what is not built after all is missing where the baseline has it.
    national = (response.first + response.public + response.household) * labour
    national[:, tech] += decided.given_up
    national[:, grid] += decided.not_stored
    jobs = national[:, None, :] * closure.location
    outputs += household_local(closure, spent)
    outputs *= labour[:, None, local]
    jobs[:, :, local] = outputs
    # Sites, new plant and storage stand where the pathway puts them.
    jobs[:, :, con] += decided.at_sites - labour[:, con, None] * decided.replaced
    for t in np.flatnonzero(decided.gained.any(axis=0)):
        jobs[:, :, tech[t]] += decided.gained[:, t, None] * decided.items[t]
    jobs[:, :, grid] += decided.stored[:, None] * decided.items[len(tech)]
    for move in decided.moves:
        jobs[:, :, closure.traded] += move.traded * labour[:, None, closure.traded]
        if move.item >= 0:
            jobs[:, :, tech[move.item]] += move.running
    return Cells(jobs, base, response, spent)


@dataclass(frozen=True)
class Decided:
    """Work whose place is decided, apart by what decides it. T technologies, K items."""

    items: Array
    """(K, R) where building work is; the first T rows are the sites of new plant, the next is storage's"""
    gained: Array
    """(Y, T) jobs on new plant, at the pathway's sites"""
    given_up: Array
    """(Y, T) jobs on plant that closes or is not built, where such plant stands"""
    stored: Array
    """(Y,) jobs on storage, gained"""
    not_stored: Array
    """(Y,) given up"""
    at_sites: Array
    """(Y, R) jobs on building sites"""
    replaced: Array
    """(Y, R) construction money whose direct jobs they stand for"""
    moves: Sequence[Moved] = ()
    """what programmes take to the regions they name; of it, sites are in `at_sites` and `replaced` already"""


def decided_of(base: Prepared, located: Located, places: Places, effects: Sequence[Effect] = ()) -> Decided:
    """New plant goes to the pathway's sites; what is not built after all is missing where the baseline has it."""
    closure, con = base.regional, base.economy.construction
    items = item_regions(base, places.sites)
    stays = located.replaced.sum(axis=1)[:, None] * closure.location[:, con]
    at_sites = located.site_jobs @ items
    replaced = located.replaced @ items if con in closure.local else stays
    moves = moves_of(base, effects, items)
    for move in moves:
        at_sites += move.sites
        replaced = replaced + move.replaced
    planned, apart = located.new_jobs, located.project_jobs
    if any(e.work is not None and e.work.item >= 0 for e in effects):
        own = run_by_programmes(effects, planned)
        planned, apart = planned - own, apart + own
    return Decided(
        items=items,
        gained=np.maximum(planned, 0.0) + apart,
        given_up=located.standing_jobs + np.minimum(planned, 0.0),
        stored=np.maximum(located.storage_jobs, 0.0),
        not_stored=np.minimum(located.storage_jobs, 0.0),
        at_sites=at_sites,
        replaced=replaced,
        moves=moves,
    )


def local_outputs(base: Prepared, response: Response, located: Located, decided: Decided) -> Array:
    """(Y, R, l) output of local sectors that the pathway and the public budget call up, by region.

    Traded output calls where its jobs stand and final demand where such sectors are; what new plants make and what is
    built calls where the pathway puts it (`moved`, the difference of the two places).
    """
    economy, closure = base.economy, base.regional
    tech, con = economy.technology_sector, economy.construction
    moved = [decided.items[: len(tech)] - closure.location[:, tech].T]
    calls, by = [closure.technology_calls], [np.maximum(response.first[:, tech], 0.0)]
    if con in closure.local:
        moved.append(decided.items - closure.location[:, con])
        one = closure.local_inverse[:, int(np.flatnonzero(closure.local == con)[0])]
        calls.append(np.broadcast_to(one, (len(decided.items), len(one))))
        by.append(located.replaced)
    placed = by_region(closure, np.vstack(moved) @ closure.demand_outputs)
    placed *= np.vstack(calls)[:, None, :]
    made = np.hstack(by) @ placed.reshape(len(placed), -1)
    made += (response.first + response.public)[:, closure.traded] @ closure.traded_outputs
    made += (response.direct[:, closure.local] + _public_local(base, response)) @ closure.final_outputs
    outputs = by_region(closure, made)
    for move in decided.moves:
        outputs += spread_local(closure.retention, closure.local_location, move.demand) + move.local
    return outputs


def spent_by_region(
    base: Prepared,
    response: Response,
    located: Located,
    decided: Decided,
    outputs: Array,
    places: Places,
    effects: Sequence[Effect],
) -> Array:
    """(Y, R) the change of household spending by where it is spent, all rounds: wages where the work is, the rest by people.

    First round y0 = wages of the pathway's work + the rest; then y = (I - H)^-1 y0 (`regions._multiplier`).
    """
    economy, closure, agents = base.economy, base.regional, base.agents
    tech, grid, con, T = (
        economy.technology_sector,
        economy.grid,
        economy.construction,
        len(economy.technologies),
    )
    wages, share = located.wages, agents.spent_of_wages
    standing = (response.first + response.public) * agents.household_wage_row
    standing[:, closure.local] = 0.0
    standing[:, tech] += share * decided.given_up * wages[:, :T]
    standing[:, grid] += share * decided.not_stored * wages[:, T]
    by_place = standing @ closure.location.T + outputs @ agents.household_wage_row[closure.local]
    at_sites = wages[:, T + 1, None] * decided.at_sites - economy.wages[con] * decided.replaced
    by_place += share * (
        (decided.gained * wages[:, :T]) @ decided.items[:T]
        + (decided.stored * wages[:, T])[:, None] * decided.items[T]
        + at_sites
    )
    for move in decided.moves:
        by_place += move.traded @ agents.household_wage_row[closure.traded]
        if move.item >= 0:
            by_place += share * wages[:, move.item, None] * move.running
    whole = response.household_spending
    induced = (response.household * agents.household_row).sum(axis=1)
    rest = whole - induced - by_place.sum(axis=1)
    first_round = by_place + rest[:, None] * closure.people
    paid = total_of(effects, "in_losing_regions", len(whole))
    if paid.any():
        first_round += paid[:, None] * (places.losers - closure.people)
    for effect in effects:
        if effect.household_regions is not None and effect.household_spending is not None:
            first_round += effect.household_spending[:, None] * (effect.household_regions - closure.people)
    spent = rows_through(closure.first_to_final, first_round)
    spent += (whole - spent.sum(axis=1))[:, None] * closure.people
    return spent


def household_local(closure: RegionalClosure, spent: Array) -> Array:
    """(Y, R, l) output of local sectors called up by household spending (Y, R) in each region."""
    made = by_region(closure, spent @ closure.demand_outputs)
    made *= closure.spending_output[:, None, closure.local]
    return made


def by_region(closure: RegionalClosure, made: Array) -> Array:
    """(Y, R l) as (Y, R, l)."""
    return made.reshape(len(made), *closure.local_location.shape)


def _public_local(base: Prepared, response: Response) -> Array:
    """(Y, l) what public spending that answers buys of local sectors."""
    return response.public_spending[:, None] * base.agents.government.domestic[base.regional.local]
