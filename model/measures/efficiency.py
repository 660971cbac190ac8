"""Energy saved in industry, services and homes: work that is paid for, bills that are lower, money that is spent again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.economy import HOUSEHOLDS, Array
from model.investment import EFFICIENCY
from model.measures.effect import Effect
from model.power import POLICY_YEAR, smooth_path

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.power import PowerPlan
    from model.settings import Settings


BY_2035 = 0.4
"""part of the goal of 2050 that is reached in 2035, ten of the twenty-five years (stated rule)"""


def energy_efficiency(base: Prepared, settings: Settings) -> Effect | None:
    """A smooth line from nothing before the policy year to the set share in 2050; rebound is taken off.

    Firms' savings raise their profits through the table's energy rows; homes' savings are spent on their usual basket.
    """
    if not settings.moved("energy-efficiency"):
        return None
    goal = settings.share("energy-efficiency")
    measures = smooth_path((POLICY_YEAR - 1, 2035, 2050), (0.0, BY_2035 * goal, goal))
    return Effect(
        name="energy-efficiency",
        quantity={EFFICIENCY: efficiency_investment(base, measures)},
        saved=measures * (1.0 - base.world["saving_rebound"]),
    )


def homes_save(base: Prepared, settings: Settings, plan: PowerPlan, saved: Array) -> Effect | None:
    """Second round: homes buy the share `saved` (Y,) less energy, whatever measures save it, and spend the rest."""
    if not saved.any():
        return None
    economy, energy = base.economy, base.energy
    paid, average = economy.f_money[:, HOUSEHOLDS], economy.f[:, HOUSEHOLDS]
    dearer = np.divide(paid, average, out=np.ones_like(paid), where=average > 0) - 1.0
    return Effect(
        name="energy-saved-at-home",
        final=-saved[:, None] * energy.households,
        final_imports=-saved * energy.households_imported,
        household_spending=saved * (energy.households.sum(axis=1) + energy.households_imported),
        value=-saved * (energy.households * dearer).sum(axis=1),
    )


def efficiency_investment(base: Prepared, measures: Array) -> Array:
    """(Y,) million US$: each year's further saving at the cost of saved energy, and the renewal of what stands.

    Measures of every age stand side by side, so that one part in `saving_measure_life` of them is renewed each year.
    """
    stock = measures * base.energy.cost_of_all
    added = np.maximum(np.diff(stock, prepend=0.0), 0.0)
    standing = np.concatenate([[0.0], stock[:-1]])
    return added + standing / base.world["saving_measure_life"]
