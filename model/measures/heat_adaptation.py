"""Heat adaptation at work: water, shade, rest and cool air are bought, and hours that heat took are worked again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model import heat
from model.economy import Array, Economy
from model.measures.circular import output_shares
from model.measures.effect import Effect
from model.measures.own_share import split

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.settings import Settings


def heat_adaptation(base: Prepared, settings: Settings) -> Effect | None:
    """A share s of the hours lost to heat is saved; what that costs is paid year by year.

    With l the share of hours lost, an hour paid gives (1 - l + s l) / (1 - l) of the work it gave, so that work worth
    v = sum of wages s l / (1 - l) is regained: product that firms sell beyond what the table counts. It costs
    v / (1 + r), r the return on adaptation. Grants, loans and the budget pay the parts that the levers give them, firms
    the rest out of profits, as a running cost. Jobs per output stay: nobody is replaced by the hours regained.
    """
    if not settings.moved(heat.LEVER):
        return None
    if not heat.has_climate(base.economy):
        return None
    saved = heat.saved_share(settings.share(heat.LEVER))
    gain = regained(base, saved, heat.lost_by_sector(base))
    cost = gain / (1.0 + heat.parameter("adaptation_return") / 100.0)
    bought = purchases(base.economy, heat.shares("adaptation_buys"))
    home = bought * base.items.domestic_share
    agents = base.agents
    paid = split(cost, settings.finance)
    kept = gain - paid.own
    return Effect(
        name=heat.LEVER,
        final=cost[:, None] * home,
        final_imports=cost * float((bought - home).sum()),
        spending=paid.spending,
        paid_by=paid.paid_by,
        household_spending=agents.spent_of_profits * kept,
        public_revenue=agents.direct_tax * kept,
        value=kept,
        sources={"employers": paid.own},
        uses={heat.LEVER: paid.own},
    )


def regained(base: Prepared, saved: Array, lost: Array) -> Array:
    """(Y,) million US$: wages of the hours that are worked again; `saved` (Y,), `lost` (Y, n) shares."""
    wages = base.economy.wages * base.table.x
    return saved * (wages * lost / (1.0 - lost)).sum(axis=1)


def purchases(economy: Economy, parts: dict[frozenset[int], float]) -> Array:
    """(n,) what a dollar of adaptation buys; adds up to 1. A part whose divisions the table does not show is shared
    by the others."""
    found = np.zeros(len(economy.sectors))
    for divisions, share in parts.items():
        found += share * output_shares(economy, divisions)
    return found / found.sum()
