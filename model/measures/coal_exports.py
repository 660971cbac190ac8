"""Coal sold abroad: tonnes, at the price foreign buyers pay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.economy import EXPORTS
from model.measures.effect import Effect, Y
from model.power import POLICY_YEAR, straight

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.settings import Settings


def coal_exports(base: Prepared, settings: Settings) -> Effect | None:
    """Exports follow a straight line from the policy year to the set share of 2023's tonnes in 2050.

    What the price abroad lies above the average adds to miners' profits: households and the budget lose their part of it.
    """
    if not settings.moved("coal-exports-2050"):
        return None
    economy, agents = base.economy, base.agents
    change = straight(POLICY_YEAR - 1, {2050: settings.share("coal-exports-2050") - 1.0})
    final = np.zeros((Y, len(economy.sectors)))
    premium = np.zeros(Y)
    for i in economy.with_role("coal"):
        final[:, i] = change * economy.f[i, EXPORTS]
        premium = premium + change * (economy.f_money[i, EXPORTS] - economy.f[i, EXPORTS])
    return Effect(
        name="coal-exports",
        final=final,
        household_spending=agents.spent_of_profits * premium,
        resource_revenue=agents.direct_tax * premium,
        value=premium,
    )
