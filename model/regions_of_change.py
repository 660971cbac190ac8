"""The pathway's change of jobs by region and sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.baseline import Prepared
from model.economy import VARIABLE, Array
from model.investment import PROJECT_ITEMS
from model.measures.effect import Effect
from model.measures.effect import total as total_of
from model.regions import losing_regions, spread_local
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
    """Change of jobs by region and sector, (Y, R, n), in three parts that add up to the total."""

    work: Array
    """direct and supply chain"""
    public: Array
    """public spending that answers"""
    spending: Array
    """household spending that answers"""

    @property
    def total(self) -> Array:
        return self.work + self.public + self.spending


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
    economy, closure = base.economy, base.regional
    con, tech, grid = economy.construction, economy.technology_sector, economy.grid
    sites = places.sites
    items = item_regions(base, sites)
    replaced = located.replaced @ items
    at_sites = located.site_jobs @ items

    first = response.first
    outputs = first[:, None, :] * closure.location[None]
    grown = np.maximum(first[:, tech], 0.0)
    outputs[:, :, tech] = (
        np.minimum(first[:, tech], 0.0)[:, None, :] * closure.location[None][:, :, tech]
        + grown[:, None, :] * sites.T[None]
    )
    final_local = response.direct[:, None, closure.local] * closure.local_location[None]
    for effect in effects:
        if effect.final is not None and effect.final_regions is not None:
            # Bought where the measure is, not where such sectors are.
            elsewhere = effect.final_regions[:, None] - closure.local_location
            final_local += effect.final[:, None, closure.local] * elsewhere[None]
    at = int(np.flatnonzero(closure.local == con)[0]) if con in closure.local else -1
    if at >= 0:
        moved = replaced - located.replaced.sum(axis=1)[:, None] * closure.location[None, :, con]
        final_local[:, :, at] += moved
    _local_outputs(base, outputs, final_local)

    jobs = outputs * base.labour[:, None, :]
    if at < 0:
        replaced = located.replaced.sum(axis=1)[:, None] * closure.location[None, :, con]
    jobs[:, :, con] += at_sites - base.labour[:, None, con] * replaced
    # New plant goes to the pathway's sites; what is not built after all is missing where the baseline has it.
    gained = np.maximum(located.new_jobs, 0.0) + located.project_jobs
    given_up = located.standing_jobs + np.minimum(located.new_jobs, 0.0)
    plants = given_up[:, None, :] * closure.location[None][:, :, tech] + gained[:, None, :] * sites.T[None]
    jobs[:, :, tech] += plants
    stored, not_stored = np.maximum(located.storage_jobs, 0.0), np.minimum(located.storage_jobs, 0.0)
    storage = stored[:, None] * items[len(tech)][None] + not_stored[:, None] * closure.location[None, :, grid]
    jobs[:, :, grid] += storage

    public_outputs = response.public[:, None, :] * closure.location[None]
    public_local = (response.public_spending[:, None] * base.agents.government.domestic[closure.local])[
        :, None, :
    ] * closure.local_location[None]
    _local_outputs(base, public_outputs, public_local)

    wage_row = base.agents.household_wage_row
    own = base.agents.spent_of_wages
    earned = (outputs + public_outputs) @ wage_row
    extra = (
        np.matmul(plants, located.wages[:, : len(tech), None])[:, :, 0]
        + storage * located.wages[:, len(tech)][:, None]
        + (at_sites * located.wages[:, len(tech) + 1][:, None] - replaced * economy.wages[con])
    )
    by_place = earned + own * extra
    whole = response.household_spending
    induced = (response.household * base.agents.household_row).sum(axis=1)
    rest = whole - induced - by_place.sum(axis=1)
    first_round = by_place + rest[:, None] * closure.people[None]
    paid = total_of(effects, "in_losing_regions", len(first))
    first_round += paid[:, None] * (places.losers - closure.people)[None]
    spent = np.matmul(closure.first_to_final, first_round[:, :, None])[:, :, 0]
    spent = spent + (whole - spent.sum(axis=1))[:, None] * closure.people[None]

    household = whole[:, None, None] * closure.location[None] * closure.spending_output[:, None, :]
    demand = spent[:, :, None] * closure.spending_output[:, None, closure.local]
    household[:, :, closure.local] = spread_local(closure, demand)
    return Cells(
        work=jobs,
        public=public_outputs * base.labour[:, None, :],
        spending=household * base.labour[:, None, :],
    )


def _local_outputs(base: Prepared, outputs: Array, final_local: Array) -> None:
    """Fill the local sectors of `outputs` (Y, R, n) in place: called up by the region's traded output and final demand."""
    closure = base.regional
    demand = outputs[:, :, closure.traded] @ closure.local_calls.T + final_local @ closure.local_inverse.T
    outputs[:, :, closure.local] = spread_local(closure, demand)
