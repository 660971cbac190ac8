"""Spending programmes that a user makes: a sector's product bought for some years, paid by one source."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.finance import Shares
from model.measures.effect import Effect, Y, yearly

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.pathway import Programme


def programme_effect(base: Prepared, programme: Programme) -> Effect:
    """What one programme buys, at home as far as the sector is bought at home today."""
    economy = base.economy
    i = economy.index(programme.sector)
    spent = yearly(programme.amount, programme.first, programme.last)
    home = base.items.domestic_share[i]
    final = np.zeros((Y, len(economy.sectors)))
    final[:, i] = spent * home
    return Effect(
        name="programmes",
        final=final,
        final_imports=spent * (1.0 - home),
        spending=spent,
        paid_by=Shares(**{k: float(programme.source == k) for k in ("grants", "loans", "budget")}),
    )
