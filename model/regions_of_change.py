"""The pathway's change of jobs by region and sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from model.baseline import Prepared
from model.economy import VARIABLE, Array
from model.investment import PROJECT_ITEMS
from model.measures.effect import Effect
from model.measures.effect import total as total_of
from model.regions import RegionalClosure, losing_regions, spread_local
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
    household_local: Array
    """(Y, R, l) output of local sectors that household spending calls up"""

    @cached_property
    def public(self) -> Array:
        """Called up by the public spending that answers."""
        closure, national = self.base.regional, self.response.public
        demand = _calls(closure, national[:, closure.traded])
        demand += _final_calls(closure, _public_local(self.base, self.response))
        return self._jobs(national, spread_local(closure, demand))

    @cached_property
    def spending(self) -> Array:
        """Called up by the household spending that answers."""
        return self._jobs(self.response.household, self.household_local)

    @property
    def work(self) -> Array:
        """Direct and supply chain: what is left of the total."""
        return self.total - self.public - self.spending

    def _jobs(self, national: Array, local: Array) -> Array:
        closure, labour = self.base.regional, self.base.labour
        jobs = (national * labour)[:, None, :] * closure.location[None]
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
    variable = sites[[i for i, t in enumerate(base.economy.technologies) if t in VARIABLE]].mean(axis=0)
    others = [variable] * len(PROJECT_ITEMS)
    return np.vstack([sites, variable, variable, base.regional.people, *others])


def locate(
    base: Prepared, response: Response, located: Located, places: Places, effects: Sequence[Effect] = ()
) -> Cells:
    """Jobs by region and sector; sums over regions equal the nation's change sector by sector."""
    economy, closure, labour = base.economy, base.regional, base.labour
    con, tech, grid = economy.construction, economy.technology_sector, economy.grid
    local, traded, T = closure.local, closure.traded, len(tech)
    sites = places.sites
    items = item_regions(base, sites)
    at_sites = located.site_jobs @ items
    at = int(np.flatnonzero(local == con)[0]) if con in local else -1
    by_location = located.replaced.sum(axis=1)[:, None] * closure.location[None, :, con]
    replaced = located.replaced @ items if at >= 0 else by_location

    # Traded output stands where its jobs stand; what new plants make stands at the pathway's sites.
    first = response.first + response.public
    moved_plants = np.maximum(response.first[:, tech], 0.0)[:, None, :] * (
        sites.T - closure.location[:, tech]
    )
    demand = _calls(closure, first[:, traded])
    demand += moved_plants @ closure.technology_calls
    demand += _final_calls(closure, response.direct[:, local] + _public_local(base, response))
    for effect in effects:
        if effect.final is not None and effect.final_regions is not None:
            # Bought where the measure is, not where such sectors are.
            elsewhere = effect.final_regions[:, None] - closure.local_location
            demand += (effect.final[:, None, local] * elsewhere[None]) @ closure.local_inverse.T
    if at >= 0:
        demand += (replaced - by_location)[:, :, None] * closure.local_inverse[:, at]
    outputs = spread_local(closure, demand)

    # New plant goes to the pathway's sites; what is not built after all is missing where the baseline has it.
    gained = np.maximum(located.new_jobs, 0.0) + located.project_jobs
    given_up = located.standing_jobs + np.minimum(located.new_jobs, 0.0)
    plants = given_up[:, None, :] * closure.location[None][:, :, tech] + gained[:, None, :] * sites.T[None]
    stored, not_stored = np.maximum(located.storage_jobs, 0.0), np.minimum(located.storage_jobs, 0.0)
    storage = stored[:, None] * items[T][None] + not_stored[:, None] * closure.location[None, :, grid]

    # Households spend where they earn: wages where the work is, the rest by population.
    wage = base.agents.household_wage_row
    earned = (first[:, traded] * wage[traded]) @ closure.location[:, traded].T + outputs @ wage[local]
    extra = (
        np.matmul(plants, located.wages[:, :T, None])[:, :, 0]
        + storage * located.wages[:, T][:, None]
        + (at_sites * located.wages[:, T + 1][:, None] - replaced * economy.wages[con])
    )
    by_place = earned + base.agents.spent_of_wages * extra
    whole = response.household_spending
    induced = (response.household * base.agents.household_row).sum(axis=1)
    rest = whole - induced - by_place.sum(axis=1)
    first_round = by_place + rest[:, None] * closure.people[None]
    paid = total_of(effects, "in_losing_regions", len(first))
    first_round += paid[:, None] * (places.losers - closure.people)[None]
    spent = np.matmul(closure.first_to_final, first_round[:, :, None])[:, :, 0]
    spent = spent + (whole - spent.sum(axis=1))[:, None] * closure.people[None]
    household = spread_local(closure, spent[:, :, None] * closure.spending_output[:, None, local])

    jobs = ((first + response.household) * labour)[:, None, :] * closure.location[None]
    jobs[:, :, local] = (outputs + household) * labour[:, None, local]
    jobs[:, :, con] += at_sites - labour[:, None, con] * replaced
    jobs[:, :, tech] += plants
    jobs[:, :, grid] += storage
    return Cells(jobs, base, response, household)


def _public_local(base: Prepared, response: Response) -> Array:
    """(Y, l) what public spending that answers buys of local sectors."""
    return response.public_spending[:, None] * base.agents.government.domestic[base.regional.local]


def _calls(closure: RegionalClosure, traded: Array) -> Array:
    """(Y, R, l) demand for local output in each region by traded output (Y, m) that stands where its jobs stand."""
    regions, local = closure.local_location.shape
    return (traded @ closure.traded_calls).reshape(len(traded), regions, local)


def _final_calls(closure: RegionalClosure, final: Array) -> Array:
    """(Y, R, l) the same by final demand (Y, l) for local output, where such sectors are."""
    regions, local = closure.local_location.shape
    return (final @ closure.final_calls).reshape(len(final), regions, local)
