"""Retraining and income support for the displaced: a fund that somebody pays, and what it buys.

Who is displaced follows from everything else that the pathway does, so the pathway is run once without the fund; its
ledger says how many people there are. The fund's own demand is not looked at again: `People.ledger` of the final result
counts a few people more or fewer than were planned for.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from model.finance import Shares
from model.measures.effect import Effect
from model.pathway import Pathway

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.economy import Array, Economy
    from model.people import Fund, People
    from model.settings import Settings

FUND_LEVERS = ("retraining-coverage", "income-support")
EDUCATION = 85
"""ISIC Rev. 4 division that sells training"""


def transition_fund(base: Prepared, settings: Settings, pathway: Pathway) -> list[Effect]:
    """Training bought and support paid, year by year; nothing where neither lever is moved.

    What grants and loans do not pay, the public budget pays: a fund for people is not recovered from electricity bills.
    Support is not taxed and is spent as after-tax wages are; what goes to people of fossil sectors is spent where these
    lose jobs.
    """
    if not settings.moved(*FUND_LEVERS):
        return []
    fund = planned_fund(base, settings, pathway)
    shares = settings.finance
    paid_by = Shares(shares.grants, shares.loans, 1.0 - shares.grants - shares.loans)
    effects = []
    if fund.retraining.any():
        bought = training(base)
        home = bought * base.items.domestic_share
        effects.append(
            Effect(
                name="retraining",
                final=fund.retraining[:, None] * home,
                final_imports=fund.retraining * float((bought - home).sum()),
                spending=fund.retraining,
                paid_by=paid_by,
            )
        )
    support = fund.income_support + fund.bridge
    if support.any():
        spent = base.agents.propensity
        effects.append(
            Effect(
                name="income-support",
                spending=support,
                paid_by=paid_by,
                household_spending=spent * support,
                in_losing_regions=spent * fund.support_by_sector @ base.regional.fossil,
            )
        )
    return effects


def training(base: Prepared) -> Array:
    """(n,) what a dollar of training buys: the sector that covers education, by output where several do."""
    economy = base.economy
    covers = np.array([EDUCATION in d for d in economy.divisions], dtype=float) * economy.x
    if not covers.any():
        # A table without education as such: the sector that holds public services.
        covers[economy.with_role("government")] = 1.0
    return covers / covers.sum()


def planned_fund(base: Prepared, settings: Settings, pathway: Pathway) -> Fund:
    """What the fund pays out, from the ledger of the same pathway without it."""
    from model.people.ledger import Policy

    without = {k: v for k, v in pathway.levers.items() if k not in FUND_LEVERS}
    people = _people(_Case(base, Pathway(pathway.name, without, pathway.programmes)))
    policy = Policy(settings.share(FUND_LEVERS[0]), settings.share(FUND_LEVERS[1]))
    return people.ledger_under(policy).fund()


class _Case:
    """A baseline and a pathway as a cache key, so that dragging a lever of the fund does not run the rest again."""

    def __init__(self, base: Prepared, pathway: Pathway) -> None:
        self.base, self.pathway = base, pathway

    def __hash__(self) -> int:
        return hash((id(self.base), self.pathway.key))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Case) and other.base is self.base and other.pathway.key == self.pathway.key


@lru_cache(maxsize=8)
def _people(case: _Case) -> People:
    # The run needs the measures and the measures need the run: the import waits until both are there.
    from model.people import People
    from model.run import simulate

    economy: Economy = case.base.economy
    return People(simulate(economy, case.base.world, case.pathway))
