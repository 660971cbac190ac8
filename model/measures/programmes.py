"""Spending programmes that a user makes: what each buys or pays, where, and who pays for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.errors import InputError
from model.finance import Shares
from model.measures.effect import Effect, Y, yearly

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.economy import Array
    from model.programme import Programme


def programme_effect(base: Prepared, programme: Programme) -> Effect:
    """What one programme does."""
    if programme.kind == "transfer":
        return transfer(base, programme)
    if programme.kind == "purchase" and programme.sector is not None:
        return purchase(base, programme)
    raise InputError("Programmes that build a technology or green small firms cannot be run.")


def paid_by(programme: Programme) -> Shares:
    """One source pays the whole; what no other pays is private."""
    return Shares(**{k: float(programme.source == k) for k in ("grants", "loans", "budget")})


def home_share(base: Prepared, programme: Programme) -> Array:
    """(n,) share of each product that the programme buys at home: today's, or what it asks for up to what can be made.

    Manufactured goods are made at home up to `local_content_max_share`, or what is made today where that is more;
    other products as far as asked. What is not made at all is not bought at home.
    """
    today = base.items.domestic_share
    if programme.local_content is None:
        return today
    most = np.where(
        base.items.equipment > 0, np.maximum(today, base.world.share("local_content_max_share")), 1.0
    )
    return np.minimum(programme.local_content / 100.0, most) * (base.economy.x > 0)


def purchase(base: Prepared, programme: Programme) -> Effect:
    """A sector's product, bought at home in the stated share."""
    economy = base.economy
    assert programme.sector is not None
    i = economy.index(programme.sector)
    spent = yearly(programme.amount, programme.first, programme.last)
    home = home_share(base, programme)[i]
    final = np.zeros((Y, len(economy.sectors)))
    final[:, i] = spent * home
    return Effect(
        name="programmes",
        final=final,
        final_imports=spent * (1.0 - home),
        spending=spent,
        paid_by=paid_by(programme),
    )


def transfer(base: Prepared, programme: Programme) -> Effect:
    """Money paid to households, untaxed; what they do not save buys their usual basket."""
    spent = yearly(programme.amount, programme.first, programme.last)
    return Effect(
        name="programmes",
        spending=spent,
        household_spending=base.agents.propensity * spent,
        paid_by=paid_by(programme),
    )
