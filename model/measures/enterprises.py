"""Greening of small enterprises: advice, training and better machines for small firms, in the manner of the ILO's SCORE.

One pure function serves the lever (manufacturing and services) and a programme that a user makes for one sector.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.economy import ENERGY_ROLES, Array, Economy
from model.finance import Shares
from model.measures.effect import Effect
from model.measures.efficiency import investment
from model.measures.own_share import split
from model.measures.saved import evenly
from model.power import POLICY_YEAR, straight
from model.reach import users_among

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.settings import Settings

LEVER = "enterprise-greening"
FIRMS = frozenset((*range(10, 34), *range(45, 97)))
"""ISIC divisions that the lever reaches: manufacturing and services"""
GOODS = frozenset(range(1, 34))
REACHED_BY = 2035
"""year in which the coverage that the lever sets is reached; it is kept from then on (stated rule)"""


def enterprise_greening(base: Prepared, settings: Settings) -> Effect | None:
    """The lever: a share of the small firms in manufacturing and services, reached in a straight line by 2035."""
    if not settings.moved(LEVER):
        return None
    coverage = straight(POLICY_YEAR - 1, {REACHED_BY: settings.share(LEVER)})
    sectors = users_among(base.economy, FIRMS)[:-1]
    return greening(base, sectors, coverage, settings.finance, LEVER)


def greening(
    base: Prepared,
    sectors: Array,
    coverage: Array,
    shares: Shares,
    name: str,
    cost: Array | None = None,
    home_share: Array | None = None,
) -> Effect:
    """What reaching small firms does. `sectors` (n,) 0..1 says which sectors, `coverage` (Y,) 0..1 which part of their small firms.

    Reached firms use `enterprise_energy_saving` less energy and `enterprise_material_saving` fewer goods, and what they make per
    hour is worth `enterprise_productivity` more: all of it is profit, nobody is dismissed and nothing is sold cheaper. It costs
    `enterprise_cost` of a year's GDP per worker for each worker reached, renewed as energy measures are; `shares` say who pays,
    the private part being the firms' own. Counted on the baseline's output. A programme states its own `cost` (Y,) and what
    of each product is bought at home, `home_share` (n,).
    """
    economy, agents, world = base.economy, base.agents, base.world
    sectors = sectors * reachable(economy)
    if cost is None:
        cost = investment(coverage * cost_of_all(base, sectors), world["saving_measure_life"])
    paid = split(cost, shares)
    bought = base.items.bought_beside[LEVER]
    home = bought * (base.items.domestic_share if home_share is None else home_share)

    small = coverage[:, None] * sectors * world.share("small_firms_of_output")
    fewer = small * world.share("enterprise_material_saving")
    goods = users_among(economy, GOODS)[:-1] * reachable(economy)
    at_home = np.matmul(base.table.A, (base.table.x * fewer)[:, :, None])[:, :, 0] * goods
    abroad = ((base.table.x * fewer) @ economy.M.T * goods).sum(axis=1)
    worth = (small * world.share("enterprise_productivity") * economy.wages * base.table.x).sum(axis=1)
    gain = at_home.sum(axis=1) + abroad + worth
    energy = coverage * world.share("small_firms_of_output") * world.share("enterprise_energy_saving")
    return Effect(
        name=name,
        final=cost[:, None] * home - at_home,
        final_imports=cost * float((bought - home).sum()) - abroad,
        spending=paid.spending,
        paid_by=paid.paid_by,
        household_spending=agents.spent_of_profits * (gain - paid.own),
        public_revenue=agents.direct_tax * (gain - paid.own),
        value=gain - paid.own,
        saved=evenly(base, energy, np.append(sectors, 0.0)),
        sources={"firms": paid.own},
        uses={name: paid.own},
    )


def cost_of_all(base: Prepared, sectors: Array) -> Array:
    """(Y,) million US$ to reach every small firm of `sectors` (n,) once; a programme of a given amount divides by it.

    Workers are the sectors' part of all jobs in the base year, at the GDP per worker of the year.
    """
    jobs = base.economy.employment.sum(axis=1)
    workers = float(jobs @ sectors / jobs.sum()) * base.world.share("small_firms_of_jobs")
    return base.world.share("enterprise_cost") * workers * base.table.gdp


def reachable(economy: Economy) -> Array:
    """(n,) 1 for sectors that have small firms to reach: not the energy industries, which sell to them."""
    return np.array([0.0 if r in ENERGY_ROLES or r == "generation" else 1.0 for r in economy.roles])
