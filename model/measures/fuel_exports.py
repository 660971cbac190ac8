"""Coal, and oil and gas, sold abroad: tonnes and barrels, at the price foreign buyers pay."""

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
    """Coal exports in 2050 against the tonnes of 2023."""
    return _exports(base, settings, "coal-exports-2050", "coal")


def oil_gas_exports(base: Prepared, settings: Settings) -> Effect | None:
    """Oil and gas exports in 2050 against the baseline's own."""
    return _exports(base, settings, "oil-gas-exports-2050", "oil-gas")


def _exports(base: Prepared, settings: Settings, lever: str, role: str) -> Effect | None:
    """Exports follow a straight line from the policy year to the set share of the baseline's in 2050.

    What the price abroad lies above the average adds to the producers' profits: households and the budget lose their part
    of it. Output, inputs, wages, profits, royalties and imports follow through the table.
    """
    if not settings.moved(lever):
        return None
    economy, agents = base.economy, base.agents
    change = straight(POLICY_YEAR - 1, {2050: settings.share(lever) - 1.0})
    final = np.zeros((Y, len(economy.sectors)))
    premium = np.zeros(Y)
    for i in economy.with_role(role):
        volume = base.fuel_exports[:, i]
        final[:, i] = change * volume
        dearer = (
            economy.f_money[i, EXPORTS] / economy.f[i, EXPORTS] - 1.0 if economy.f[i, EXPORTS] > 0 else 0.0
        )
        premium = premium + change * volume * dearer
    return Effect(
        name=lever.removesuffix("-2050"),
        final=final,
        household_spending=agents.spent_of_profits * premium,
        resource_revenue=agents.direct_tax * premium,
        value=premium,
    )
