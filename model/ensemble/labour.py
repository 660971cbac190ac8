"""Jobs per unit of output in each draw: other employment factors mean other jobs on the baseline's own sites and plant.

Total employment is the people's, so what sites and plants take, the others do not have: `baseline._employment` with a
row for each draw, on the baseline's table.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.baseline import Prepared
from model.economy import Array
from model.ensemble.build import Built, Factors
from model.ensemble.draws import Draws


@dataclass(frozen=True)
class Work:
    """(D, Y), ratios of a draw to the central row: exactly 1 there."""

    productivity: Array
    """of everybody's labour per unit"""
    construction: Array
    """of construction's own jobs per unit of output, productivity included"""


def work_of(base: Prepared, built: Built, factors: Factors, draws: Draws) -> Work:
    """How jobs per unit of output move so that the base year and the total stay the people's."""
    con, economy = base.economy.construction, base.economy
    plan = base.power.plan
    own = base.labour / base.productivity[:, None]
    worked = base.table.x.copy()
    worked[:, con] = 0.0
    others = (own * worked).sum(axis=1)
    # The drift between sectors: construction's jobs per unit against its base year, productivity apart.
    drift = own[:, con] / own[0, con]
    output = base.table.x[:, con] - built.baseline_replaced
    jobs = np.maximum(economy.employment[con].sum() - built.baseline_site[:, :1], 0.0)
    rate = jobs / output[:, :1] * drift
    plant = factors.standing @ (plan.standing_in_use * base.power.standing_rate).T
    plant = plant + (plan.new_capacity * factors.operation).sum(axis=2)
    storage = np.cumsum(plan.storage_additions) * _storage_rate(factors, draws)[:, None]
    unscaled = others + rate * output + built.baseline_site + plant + storage
    productivity = base.employment_total / unscaled
    productivity = productivity / productivity[:, :1]
    return Work(productivity / productivity[:1], (rate * productivity) / (rate * productivity)[:1])


def _storage_rate(factors: Factors, draws: Draws) -> Array:
    ratio = draws.of("storage_mw_per_vre_mw")
    return factors.storage * ratio / ratio[0]


def labour_at(base: Prepared, work: Work, year: int) -> Array:
    """(D, n) jobs per unit of output in one year."""
    con = base.economy.construction
    labour = base.labour[year] * work.productivity[:, year, None]
    labour[:, con] = base.labour[year, con] * work.construction[:, year]
    return labour
