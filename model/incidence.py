"""Who bears a carbon price: fifths of the people by what they have to spend, and sectors.

A pack says which share of all spending each fifth has (facts.csv, `spending_share_quintile_1` the poorest to `_5`). What a
fifth buys follows from it by spending elasticities e_k of a few kinds of goods k:

    part of fifth q in the spending on k = s_q^e_k / sum over fifths,    everything else is what is left of its own total.

The cost is the rise of prices through the table (`carbon_price.burden_of`) on what is still bought, and the price of what
homes burn themselves. The revenue that goes back to households is the same for every head. Nothing here changes a run.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from model.economy import FIRST_YEAR, HOUSEHOLDS, LAST_YEAR, Array, Economy
from model.errors import InputError, Sentence
from model.measures.carbon_price import PRICES, burden_of
from model.measures.effect import saved_by
from model.settings import settings_of
from model.world import World

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.result import Result

FIFTHS = 5
KINDS = ("food", "home_energy", "motor_fuel")
"""kinds of goods whose share of spending differs between poor and rich; `spending_elasticity_<kind>` of the world"""
FOOD = frozenset({1, 2, 3, 10, 11, 12})
LEAST_REST = 0.1
"""least part of a fifth's spending that is neither food nor energy; elasticities give way before it is less (stated rule)"""


@dataclass(frozen=True)
class Group:
    """A fifth of the people in one year; million US$ of 2023."""

    quintile: int
    """1 the poorest, 5 the richest"""
    spending: float
    """in the baseline"""
    cost: float
    """of dearer products and of the price of what homes burn"""
    transfers: float
    """paid back, the same for every head"""
    people: float

    @property
    def cost_share(self) -> float:
        """Cost as a share of spending."""
        return self.cost / self.spending

    @property
    def net(self) -> float:
        """Transfers less cost."""
        return self.transfers - self.cost

    @property
    def net_share(self) -> float:
        """Transfers less cost as a share of spending."""
        return self.net / self.spending

    @property
    def net_per_head(self) -> float:
        """US$ a person and year."""
        return 1e6 * self.net / self.people


@dataclass(frozen=True)
class Incidence:
    """Who bears the price in one year."""

    year: int
    groups: tuple[Group, ...]
    """the five, or none where the pack has no shares: `refused` says why"""
    refused: Sentence | None
    sectors: tuple[str, ...]
    paid_by_sector: Array
    """(n,) million US$ paid on the fuel that each sector burns; the grid pays for power"""
    price_rise: Array
    """(n,) rise of each product's price at home, a share"""
    homes_cost: float
    """million US$ that all households bear"""
    grade: str = "C"


def incidence(result: Result, year: int) -> Incidence:
    """Cost by fifths of the people and by sector of the pathway's carbon price; all nothing where it sets none."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InputError(
            "{year} is not a year of the model. Give one from {first} to {last}.",
            year=year,
            first=FIRST_YEAR,
            last=LAST_YEAR,
        )
    base, y = result.base, year - FIRST_YEAR
    n = len(base.economy.sectors)
    settings = settings_of(base, result.pathway)
    by_product, own, paid, push, transfers = np.zeros(n), 0.0, np.zeros(n), np.zeros(n), 0.0
    if settings.moved(*PRICES):
        found = burden_of(base, settings, result.plan, saved_by(base, result.effects))
        by_product, own = found.homes_by_product[y], float(found.paid_by_homes[y])
        paid, push, transfers = found.paid_by_sector[y], found.push[y], float(found.parts[y, 0])
    refused = why_not(base.economy)
    groups = () if refused else _groups(base, y, by_product, own, transfers)
    return Incidence(
        year=year,
        groups=groups,
        refused=refused,
        sectors=base.economy.sectors,
        paid_by_sector=paid,
        price_rise=push,
        homes_cost=float(by_product.sum()) + own,
    )


def shares_of(economy: Economy) -> Array | None:
    """(5,) share of each fifth in all spending, the poorest first; None where the pack has none."""
    found = [economy.facts.get(f"spending_share_quintile_{q}") for q in range(1, FIFTHS + 1)]
    if any(value is None for value in found):
        return None
    shares = np.array(found, dtype=float)
    return shares / shares.sum()


def why_not(economy: Economy) -> Sentence | None:
    """Why a country cannot be split by income group, None if it can."""
    if shares_of(economy) is not None:
        return None
    return Sentence(
        "{country} has no shares of income or spending by fifths of the people, so nobody can say who bears the price. Add "
        "spending_share_quintile_1 to spending_share_quintile_5 to facts.csv.",
        {"country": economy.name},
    )


def kinds_of_goods(base: Prepared) -> dict[str, Array]:
    """Kind -> (n,) part of each product that is of this kind; what is left is everything else."""
    economy = base.economy
    food = np.array([len(d & FOOD) / max(len(d), 1) for d in economy.divisions])
    energy = np.zeros(len(economy.sectors))
    energy[base.energy.products] = 1.0
    motor = np.zeros_like(energy)
    motor[economy.with_role("refining")] = base.world.share("motor_fuel_of_homes_oil")
    return {"food": food * (1.0 - energy), "home_energy": energy - motor, "motor_fuel": motor}


def spread(shares: Array, of_kind: dict[str, float], world: World) -> dict[str, Array]:
    """Kind -> (5,) part of each fifth in the spending on it, and `rest`; each fifth's parts add up to its share of everything.

    `of_kind` is the share of each kind in all spending. Where little would be left for everything else, all elasticities are
    drawn towards 1 by the same part.
    """
    raw = {kind: shares ** world[f"spending_elasticity_{kind}"] for kind in of_kind}
    raw = {kind: weight / weight.sum() for kind, weight in raw.items()}
    wanted = sum((of_kind[kind] * raw[kind] for kind in of_kind), np.zeros(FIFTHS))
    even = sum(of_kind.values()) * shares
    room = (1.0 - LEAST_REST) * shares
    over = wanted > room
    kept = 1.0
    if over.any():
        kept = float(np.clip((room - even)[over] / (wanted - even)[over], 0.0, 1.0).min())
    parts = {kind: shares + kept * (weight - shares) for kind, weight in raw.items()}
    used = sum((of_kind[kind] * parts[kind] for kind in of_kind), np.zeros(FIFTHS))
    rest = 1.0 - sum(of_kind.values())
    parts["rest"] = (shares - used) / rest if rest > 1e-9 else shares
    return parts


def _groups(base: Prepared, y: int, by_product: Array, own: float, transfers: float) -> tuple[Group, ...]:
    economy = base.economy
    shares = shares_of(economy)
    assert shares is not None
    bought = economy.f_money[:, HOUSEHOLDS] + economy.f_imported[:, HOUSEHOLDS]
    spending = float(bought.sum() + economy.final_taxes[HOUSEHOLDS])
    kinds = kinds_of_goods(base)
    parts = spread(shares, {k: float(bought @ part) / spending for k, part in kinds.items()}, base.world)

    cost = sum((parts[k] * float(by_product @ part) for k, part in kinds.items()), np.zeros(FIFTHS))
    cost = cost + parts["rest"] * (by_product.sum() - sum(float(by_product @ p) for p in kinds.values()))
    driving = base.reach.motor_part_of_burning
    cost = cost + own * (driving * parts["motor_fuel"] + (1.0 - driving) * parts["home_energy"])
    whole = spending * float(base.demand[y])
    people = float(economy.population[y]) / FIFTHS
    return tuple(
        Group(q + 1, whole * float(shares[q]), float(cost[q]), transfers / FIFTHS, people)
        for q in range(FIFTHS)
    )
