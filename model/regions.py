"""Where the jobs are: located sectors by place, local trade and services by local income.

Traded sectors (mines, plants, factories) stand where employment stands; sectors with a local market follow the demand
of their own region as far as the region supplies itself (Flegg location quotients), the rest is shared by all regions.
Everything is linear, so regions always add up to the nation: no residual is spread.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.agents import Agents
from model.economy import FOSSIL, Array, Economy, Index
from model.iomath import regional_coefficients

FLEGG_DELTA = 0.25
"""Flegg and Tohmo (2013), Regional Studies 47(5): about 0.25 for Finnish regions"""
NO_JOB = 1e-6
"""persons; fewer are rounding, which must not decide where plants go"""


@dataclass(frozen=True)
class RegionalClosure:
    """Constant parts of the regional accounts. R regions, n sectors, l local, m traded."""

    local: Index
    traded: Index
    location: Array
    """(R, n) share of each sector's jobs"""
    women: Array
    """(n, R) women's share of each cell"""
    women_cells: Array
    """(R, n) the same, regions first"""
    people: Array
    """(R,) population shares"""
    sites: Array
    """(T, R) where new plants of each technology go when nothing is decided: where such plants stand"""
    local_location: Array
    """(R, l) `location` of the local sectors"""
    retention: Array
    """(R, l) share of local demand met in the region"""
    local_inverse: Array
    """(l, l) (I - A_LL)^-1"""
    technology_calls: Array
    """(T, l) local output called up by a unit of each technology's output: (I - A_LL)^-1 A_LT"""
    traded_outputs: Array
    """(m, R l) output of local sectors by region, from a unit of the nation's traded output that stands where its jobs do"""
    final_outputs: Array
    """(l, R l) the same from a unit of final demand for local output, bought where such sectors are"""
    demand_outputs: Array
    """(R, R l) the same from a unit of demand for each local product in one region: its own supply first, the rest shared"""
    spending_output: Array
    """(Y, n) output per unit of household spending: L c"""
    first_to_final: Array
    """(Y, R, R) household spending by region after all rounds, from its first round"""
    fossil: Array
    """(n,) 1 for coal, oil and gas extraction, refining and fossil power: whose losses siting answers"""


def regional_closure(economy: Economy, A: Array, L: Array, agents: Agents) -> RegionalClosure:
    """Prepare the regional accounts of a baseline."""
    jobs = economy.employment_regions.sum(axis=2)
    national = jobs.sum(axis=0)
    people = economy.population_regions / economy.population_regions.sum()
    location = np.divide(
        jobs, national, out=np.repeat(people[:, None], jobs.shape[1], axis=1), where=national > 0
    )
    women_all = economy.employment[:, 0] / np.maximum(economy.employment.sum(axis=1), 1e-9)
    women = np.divide(
        economy.employment_regions[:, :, 0],
        jobs,
        out=np.repeat(women_all[None], len(people), axis=0),
        where=jobs > 0,
    ).T
    local = np.flatnonzero(economy.local)
    traded = np.flatnonzero(~economy.local)
    inverse = np.linalg.inv(np.eye(len(local)) - A[0][np.ix_(local, local)])
    retention = regional_coefficients(jobs, FLEGG_DELTA)[:, local]
    spending = np.einsum("yij,j->yi", L, agents.households.domestic)
    fossil = np.array([r in ("coal", "oil-gas", "refining") for r in economy.roles], dtype=float)
    for t, sector in zip(economy.technologies, economy.technology_sector, strict=True):
        fossil[sector] = float(t in FOSSIL)
    calls = inverse @ A[0][np.ix_(local, traded)]
    at = {int(j): k for k, j in enumerate(traded)}
    local_location = np.ascontiguousarray(location[:, local])
    traded_demand = np.einsum("rm,lm->mrl", location[:, traded], calls)
    final_demand = np.einsum("rk,lk->krl", local_location, inverse)
    in_a_region = np.repeat(np.eye(len(people))[:, :, None], len(local), axis=2)

    def made(demand: Array) -> Array:
        return spread_local(retention, local_location, demand).reshape(len(demand), -1)

    return RegionalClosure(
        traded_outputs=made(traded_demand),
        final_outputs=made(final_demand),
        demand_outputs=made(in_a_region),
        technology_calls=calls[:, [at[int(j)] for j in economy.technology_sector]].T,
        local=local,
        traded=traded,
        location=location,
        women=women,
        women_cells=np.ascontiguousarray(women.T),
        people=people,
        sites=_sites(economy, people),
        local_location=local_location,
        retention=retention,
        local_inverse=inverse,
        spending_output=spending,
        first_to_final=_multiplier(agents, spending, location, retention, local, people),
        fossil=fossil,
    )


def _sites(economy: Economy, people: Array) -> Array:
    sites = np.zeros((len(economy.technologies), len(people)))
    np.add.at(sites, (economy.plants.technology, economy.plants.region), economy.plants.capacity)
    total = sites.sum(axis=1, keepdims=True)
    return np.divide(sites, total, out=np.repeat(people[None], len(sites), axis=0), where=total > 0)


def _multiplier(
    agents: Agents, spending: Array, location: Array, retention: Array, local: Index, people: Array
) -> Array:
    """(I - H)^-1, H[r, s]: spending in r called up by a unit of household spending in s; columns add up to the nation's.

    Wages are spent where the work is; profits and bills follow population.
    """
    wages = spending * agents.household_wage_row
    every = (spending * agents.household_row).sum(axis=1)
    located = wages.copy()
    located[:, local] = 0.0
    R = len(people)
    H = np.einsum("yn,rn->yr", located, location)[:, :, None].repeat(R, axis=2)
    w = wages[:, local]
    H = H + np.einsum("yl,sl,rl->yrs", w, 1.0 - retention, location[:, local])
    diagonal = np.einsum("yl,sl->ys", w, retention)
    H[:, np.arange(R), np.arange(R)] += diagonal
    H = H + (every - wages.sum(axis=1))[:, None, None] * people[None, :, None]
    return np.linalg.inv(np.eye(R) - H)


def spread_local(retention: Array, local_location: Array, demand: Array) -> Array:
    """Output of local sectors by region from demand by region: own supply first, the rest shared by location.

    Shapes: `retention`, `local_location` (R, l), `demand` (Y, R, l) -> (Y, R, l); sums over regions are kept.
    """
    kept = demand * retention
    pool = (demand - kept).sum(axis=1)
    kept += pool[:, None, :] * local_location
    return kept


def losing_regions(closure: RegionalClosure, job_change: Array, location: Array) -> Array:
    """(R,) shares of the fossil jobs lost over all years, before siting; population shares if none is lost.

    Shapes: `job_change` (Y, n), `location` (R, n).
    """
    lost = np.maximum(-(job_change * closure.fossil), 0.0).sum(axis=0) @ location.T
    total = lost.sum()
    return np.asarray(lost / total) if total > NO_JOB else closure.people
