"""A circular economy: goods are used longer and repaired, materials are recycled instead of dug and imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.economy import HOUSEHOLDS, Array, Economy
from model.measures.effect import Effect
from model.power import POLICY_YEAR, straight

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.settings import Settings

DURABLES = frozenset({13, 14, 15, 25, 26, 27, 28, 29, 30, 31, 32})
"""ISIC divisions whose goods are kept longer: clothing, appliances, machines, vehicles, furniture"""
MATERIALS = frozenset({7, 8, 16, 17, 20, 22, 23, 24})
"""divisions whose products recycling replaces: ores, wood, paper, plastics, glass and cement, metals"""
RECYCLING = frozenset({37, 38, 39})
REPAIR = frozenset({33, 45, 46, 47, 95})


def circular_economy(base: Prepared, settings: Settings) -> Effect | None:
    """A share of durable goods is repaired instead of bought, and the same share of materials is recycled, by 2050.

    Homes: what is not bought is paid for repair to the part `repair_cost_share` of its price; the rest is spent on the
    usual basket. Industry: recycled material costs what new material costs, so that money moves from mines, makers and
    imports to recycling, and nobody's costs change. Counted on the baseline's output.
    """
    if not settings.moved("circular-economy"):
        return None
    economy, table = base.economy, base.table
    share = straight(POLICY_YEAR - 1, {2050: settings.share("circular-economy")})
    durables, materials = cover(economy, DURABLES), cover(economy, MATERIALS)
    repair, recycling = output_shares(economy, REPAIR), output_shares(economy, RECYCLING)

    scale = share * base.growth
    given_up = scale[:, None] * economy.f[:, HOUSEHOLDS] * durables
    given_up_abroad = scale * float((economy.f_imported[:, HOUSEHOLDS] * durables).sum())
    money = given_up.sum(axis=1) + given_up_abroad
    repaired = base.world["repair_cost_share"] * money

    used = np.matmul(table.A, table.x[:, :, None])[:, :, 0] * materials * share[:, None]
    used_abroad = ((economy.M * materials[:, None]).sum(axis=0) * table.x).sum(axis=1) * share
    recycled = used.sum(axis=1) + used_abroad

    final = -given_up - used + repaired[:, None] * repair + recycled[:, None] * recycling
    return Effect(
        name="circular-economy",
        final=final,
        final_imports=-given_up_abroad - used_abroad,
        household_spending=money - repaired,
    )


def cover(economy: Economy, divisions: frozenset[int]) -> Array:
    """(n,) part of each sector's ISIC divisions that are among `divisions`."""
    return np.array([len(d & divisions) / max(len(d), 1) for d in economy.divisions])


def output_shares(economy: Economy, divisions: frozenset[int]) -> Array:
    """(n,) how spending on `divisions` falls on the sectors that cover them, by output."""
    weight = cover(economy, divisions) * economy.x
    return weight / weight.sum() if weight.sum() > 0 else np.zeros(len(economy.sectors))
