"""What a measure does before anything answers: the one form in which every lever but power reaches the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from model.economy import YEARS, Array
from model.finance import Shares
from model.measures.saved import Saved, together

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.power import PowerPlan
    from model.settings import Settings

Y = len(YEARS)


@dataclass(frozen=True)
class DirectWork:
    """The jobs that a programme creates directly: what it buys, the site it builds on, the plants it runs."""

    demand: Array
    """(Y, n) domestic demand, million US$; its makers' jobs are the direct ones"""
    site_jobs: Array
    """(Y,) persons on building sites, at that year's productivity"""
    replaced: Array
    """(Y,) construction money in `demand` whose own direct jobs the sites' jobs stand for"""
    running: Array
    """(Y,) persons who run the plants"""
    item: int = -1
    """position of what is built among the items, which is the technology's; -1: nothing"""
    region: Array | None = None
    """(R,) where all of this is; None: where such work is"""
    women: float | None = None
    """share of these jobs, 0..1; None: as each sector employs women"""
    formal: float | None = None


@dataclass(frozen=True)
class Effect:
    """Changes against the baseline, by year; what is None is not touched. Y years, n sectors, R regions.

    Money is million US$ of 2023. A measure states the whole of what it does: what it buys at home and abroad, who gains
    or loses income by it, what has to be financed.
    """

    name: str
    final: Array | None = None
    """(Y, n) domestic final demand, volume"""
    final_imports: Array | None = None
    """(Y,) imported final goods"""
    quantity: dict[str, Array] = field(default_factory=dict)
    """item of `investment.Items` -> (Y,) MW, or million US$ for items that are counted in money; financed like the pathway"""
    spending: Array | None = None
    """(Y,) money that somebody must pay beyond `quantity`; its purchases are in `final` and `final_imports`"""
    paid_by: Shares | None = None
    """who pays for `spending` and `own`; None: the pathway's own shares"""
    own: dict[str, Array] = field(default_factory=dict)
    """item -> (Y,) MW that `paid_by` pays for, beside the nation's plan"""
    homes_pay: float | None = None
    """share that homes, as buyers, pay of the returns on private money in `spending`, 0..1; None: electricity bills pay them"""
    household_spending: Array | None = None
    """(Y,) what households gain or lose to spend, outside the table"""
    household_regions: Array | None = None
    """(R,) where `household_spending` is received; None: where people live"""
    in_losing_regions: Array | None = None
    """(Y,) the part of `household_spending` that is paid to people in the regions that lose fossil jobs"""
    public_revenue: Array | None = None
    """(Y,) general revenue outside the table"""
    resource_revenue: Array | None = None
    """(Y,) revenue from fuels sold above their average price"""
    balance: Array | None = None
    """(Y,) what the public budget keeps or pays without its spending in volume changing"""
    public_spending: Array | None = None
    """(Y,) change of public spending that the measure itself decides"""
    value: Array | None = None
    """(Y,) GDP at base-year prices that is not in output: fuel sold abroad above or below its average price"""
    taxes_on_investment: Array | None = None
    """(Y,) product taxes on investment that the measure takes away or adds"""
    saved: Saved | None = None
    """energy that users buy less of (only measures of the first round: the power plan needs it)"""
    project: dict[str, Array] = field(default_factory=dict)
    """item -> (Y,) MW or money that an export project builds with its own capital: not paid by users' bills"""
    project_jobs: dict[str, Array] = field(default_factory=dict)
    """technology -> (Y,) MW that the project runs beside the national plan"""
    work: DirectWork | None = None
    """a programme's direct jobs: where they are and who holds them"""
    emissions: Array | None = None
    """(Y,) Mt CO2e that do not follow output"""
    sources: dict[str, Array] = field(default_factory=dict)
    """further money received, by who pays; adds up to `uses`"""
    uses: dict[str, Array] = field(default_factory=dict)
    alerts: tuple[tuple[str, int, dict[str, float | str]], ...] = ()
    """warnings that the measure itself raises: code of `model.alerts`, year, values"""


Measure = Callable[["Prepared", "Settings"], Effect | None]
PlannedMeasure = Callable[["Prepared", "Settings", "PowerPlan", Saved], Effect | None]
"""a measure that must see the power plan and the energy saved"""


def total(effects: Sequence[Effect], part: str, rows: int = Y) -> Array:
    """(Y,) sum of one yearly part over all effects; `rows` where it is not asked for all years (`model.slices`)."""
    found = np.zeros(rows)
    for effect in effects:
        value = getattr(effect, part)
        if value is not None:
            found = found + value
    return found


def total_final(effects: Sequence[Effect], n: int) -> Array:
    """(Y, n) sum of the changes of domestic final demand."""
    found = np.zeros((Y, n))
    for effect in effects:
        if effect.final is not None:
            found += effect.final
    return found


def saved_by(base: Prepared, effects: Sequence[Effect]) -> Saved:
    """Energy saved by all measures together."""
    return together(base, [effect.saved for effect in effects if effect.saved is not None])


def yearly(amount: float, first: int, last: int) -> Array:
    """(Y,) `amount` in the years first..last."""
    return np.where((first <= YEARS) & (last >= YEARS), amount, 0.0)
