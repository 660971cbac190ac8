"""A circular economy: goods are used longer and repaired, materials are recycled instead of dug and imported."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.baseline import exports_of
from model.economy import HOUSEHOLDS, Array, Economy
from model.measures.effect import Effect
from model.power import POLICY_YEAR, straight

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.settings import Settings

DURABLES = frozenset({13, 14, 15, 25, 26, 27, 28, 29, 30, 31, 32})
"""ISIC divisions whose goods are kept longer: clothing, appliances, machines, vehicles, furniture"""
RAW = frozenset({7, 8})
"""divisions whose products recycling replaces wherever they come from: ores, stone and sand"""
MADE = frozenset({16, 17, 22, 23, 24})
"""divisions whose imports recycling replaces: wood and paper, plastics, glass, metals. Makers at home stay: they melt scrap"""
RECYCLING = frozenset({37, 38, 39})
REPAIR = frozenset({33, 95})
TRADE = frozenset({45, 46, 47})
GOODS = frozenset(range(1, 34))


def circular_economy(base: Prepared, settings: Settings) -> Effect | None:
    """A share of durable goods is repaired instead of bought, and the same share of materials is recycled, by 2050.

    Homes: what is not bought is paid for repair to the part `repair_cost_share` of its price; the rest is spent on the
    usual basket. Industry: recycled material costs what new material costs, so that money moves from mines and
    imports to recycling, and nobody's costs change. Scrap comes from what the country itself uses up: material that leaves
    in exports is none (`kept_at_home`). Counted on the baseline's output.
    """
    if not settings.moved("circular-economy"):
        return None
    economy, table = base.economy, base.table
    share = straight(POLICY_YEAR - 1, {2050: settings.share("circular-economy")})
    durables = cover(economy, DURABLES)
    repair, recycling = output_shares(economy, REPAIR), output_shares(economy, RECYCLING)

    scale = share * base.demand
    given_up = scale[:, None] * economy.f[:, HOUSEHOLDS] * durables
    given_up_abroad = scale * float((economy.f_imported[:, HOUSEHOLDS] * durables).sum())
    # What is not bought is not sold either: the traders' margin on it goes with it.
    trade = cover(economy, TRADE)
    goods = cover(economy, GOODS)
    sold = float((economy.f[:, HOUSEHOLDS] * goods).sum() + (economy.f_imported[:, HOUSEHOLDS] * goods).sum())
    margin = economy.f[:, HOUSEHOLDS] * (trade > 0) / max(sold, 1e-9)
    given_up += (given_up.sum(axis=1) + given_up_abroad)[:, None] * margin
    money = given_up.sum(axis=1) + given_up_abroad
    repaired = base.world["repair_cost_share"] * money

    # Raw material, from home or abroad, gives way to scrap at the same cost. Imported paper, plastics, glass and metals give way to
    # those made at home from scrap: the part `scrap_value_share` of their price is the scrap, the rest is the making.
    raw, made = cover(economy, RAW), cover(economy, MADE)
    at_home = np.matmul(table.A, table.x[:, :, None])[:, :, 0]
    from_abroad = table.x @ economy.M.T
    stays = kept_at_home(base, at_home + from_abroad)
    dug = stays * at_home * raw * share[:, None]
    bought = stays * from_abroad * share[:, None]
    abroad_raw, abroad_made = bought * raw, bought * made
    scrap = base.world["scrap_value_share"]
    recycled = dug.sum(axis=1) + abroad_raw.sum(axis=1) + scrap * abroad_made.sum(axis=1)
    final = -given_up - dug + (1.0 - scrap) * abroad_made
    final += repaired[:, None] * repair + recycled[:, None] * recycling
    return Effect(
        name="circular-economy",
        final=final,
        final_imports=-given_up_abroad - abroad_raw.sum(axis=1) - abroad_made.sum(axis=1),
        household_spending=money - repaired,
        # Sorting and recycling give off none of the methane of dumps that the table's waste sector carries.
        emissions=-recycled * ((table.L @ recycling) * base.emissions.process * (recycling > 0)).sum(axis=1),
    )


def kept_at_home(base: Prepared, used: Array) -> Array:
    """(Y, n) part of each material `used` (Y, n) by industry, of home or foreign make, that does not leave the country in exports.

    What exports called up goes with them: (A + M) L e, with e exports.
    """
    economy, table = base.economy, base.table
    exports = exports_of(base)
    called = np.matmul(table.L, exports[:, :, None])[:, :, 0]
    leaves = np.matmul(table.A, called[:, :, None])[:, :, 0] + called @ economy.M.T
    return np.clip(1.0 - np.divide(leaves, used, out=np.zeros_like(used), where=used > 0), 0.0, 1.0)


def cover(economy: Economy, divisions: frozenset[int]) -> Array:
    """(n,) part of each sector's ISIC divisions that are among `divisions`."""
    return np.array([len(d & divisions) / max(len(d), 1) for d in economy.divisions])


def output_shares(economy: Economy, divisions: frozenset[int]) -> Array:
    """(n,) how spending on `divisions` falls on the sectors that cover them, by output."""
    weight = cover(economy, divisions) * economy.x
    return weight / weight.sum() if weight.sum() > 0 else np.zeros(len(economy.sectors))
