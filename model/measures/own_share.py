"""What those who gain from a measure pay themselves, year by year out of profits, where grants, loans and the budget do not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.finance import Shares

if TYPE_CHECKING:
    from model.economy import Array


@dataclass(frozen=True)
class Split:
    """A cost, divided. Million US$ a year."""

    own: Array
    """(Y,) paid out of profits"""
    spending: Array | None
    """(Y,) paid by others, None where nobody else pays; `paid_by` says who"""
    paid_by: Shares | None


def split(cost: Array, shares: Shares) -> Split:
    """Divide `cost` (Y,) by who pays: the private share is the gainers' own."""
    outside = 1.0 - shares.private
    if outside <= 0.0:
        return Split(cost, None, None)
    paid_by = Shares(shares.grants / outside, shares.loans / outside, shares.budget / outside)
    return Split(cost * shares.private, cost * outside, paid_by)
