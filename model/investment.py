"""What building costs, buys and employs: spending vectors, domestic shares, site job-years.

An *item* is something built: each generation technology, storage, grid, and what saves energy. Its cost is split over products
by a spending vector; each product is bought at home or abroad. Jobs on the building site come from an employment
factor (job-years per MW) where one exists, and then the construction sector's own direct jobs on that money are taken
out again, so that no money is counted twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model.economy import INVESTMENT, YEARS, Array, Economy
from model.errors import InputError
from model.finance import BILLS, FIRMS, HOMES
from model.parameters import divisions_of, employment_factors, spending_vector, technology_parameters
from model.world import World

SAVING_ITEMS = {
    "retrofit-homes": ("retrofit", HOMES),
    "retrofit-firms": ("retrofit", FIRMS),
    "industrial-efficiency": ("efficiency-industry", FIRMS),
    "transport-homes": ("clean-transport", HOMES),
    "transport-firms": ("clean-transport", FIRMS),
}
"""item of energy saved -> its spending vector, who pays; counted in million US$"""
SAVING_USES = {
    "building-retrofit": ("retrofit-homes", "retrofit-firms"),
    "industrial-efficiency": ("industrial-efficiency",),
    "clean-transport": ("transport-homes", "transport-firms"),
}
"""measure -> its items"""
EFFICIENCY = "energy-efficiency"
"""the mean vector of saving energy: carbon price and its revenue"""
BESIDE = (EFFICIENCY, "sustainable-farming", "enterprise-greening")
PROJECT_ITEMS = ("electrolyser", "ammonia")
KW_PER_MW, USD_PER_MUSD = 1e3, 1e6


@dataclass(frozen=True)
class Items:
    """Everything that can be built. K items, n sectors, Y years."""

    names: tuple[str, ...]
    vectors: Array
    """(K, n) shares of spending by product, rows sum to 1"""
    unit_cost: Array
    """(Y, K) million US$ per MW (energy saved: 1, quantities are money)"""
    site_factor: Array
    """(Y, K) job-years per MW on site, before productivity; 0 where the table's own jobs are used"""
    has_factor: Array
    """(K,) 1 where a site factor replaces the construction sector's direct jobs"""
    lives: tuple[float, ...]
    """years over which each item serves, and over which private capital in it is recovered"""
    domestic_share: Array
    """(n,) share of each product bought at home today"""
    payer: tuple[int, ...]
    """(K,) who pays back private capital in it"""
    bought_beside: Mapping[str, Array]
    """(n,) spending vectors of what measures buy that are no items: `BESIDE`"""
    equipment: Array
    """(n,) 1 for manufactured goods, which local content can move"""


@dataclass(frozen=True)
class Spending:
    """One pathway's building. Arrays (Y, ...)."""

    domestic: Array
    """(Y, n) bought at home, million US$"""
    imports: Array
    """(Y,)"""
    by_item: Array
    """(Y, K) whole cost"""
    site_jobs: Array
    """(Y, K) job-years on building sites, at base-year productivity"""
    replaced: Array
    """(Y, K) construction output whose direct jobs the factors replace, million US$"""
    penalty: Array
    """(Y,) part of the cost that comes from buying dearer at home"""


def spend(
    items: Items, quantity: Array, construction: int, extra_share: Array, most: float, penalty: float
) -> Spending:
    """Spending on `quantity` (Y, K) of each item.

    `extra_share` (Y,) raises the domestic share of equipment (0..1), up to `most`; what is switched costs `penalty`
    more (a share of its price; Probst et al. 2020).
    """
    d0 = items.domestic_share
    ceiling = np.maximum(d0, most)
    d1 = np.minimum(d0 + extra_share[:, None] * items.equipment, ceiling)
    switched = d1 - d0
    cost = quantity * items.unit_cost
    products = cost @ items.vectors
    extra = penalty * products * switched
    domestic = products * d1 + extra
    imports = (products * (1.0 - d1)).sum(axis=1)
    per_item = cost * (1.0 + penalty * (switched @ items.vectors.T))
    site = cost * items.has_factor * items.vectors[:, construction]
    return Spending(
        domestic=domestic,
        imports=imports,
        by_item=per_item,
        site_jobs=quantity * items.site_factor,
        replaced=site * d0[construction],
        penalty=extra.sum(axis=1),
    )


def items_of(economy: Economy, world: World) -> Items:
    """Everything this country can build: its technologies, storage, grid, what saves energy."""
    table = technology_parameters()
    factors = employment_factors(world.employment_factors)
    names = (*economy.technologies, "storage", "grid", *SAVING_ITEMS, *PROJECT_ITEMS)
    unit_cost, site = [], []
    for name in names:
        if name in SAVING_ITEMS:
            unit_cost.append(np.ones(len(YEARS)))
            site.append(np.zeros(len(YEARS)))
            continue
        knots = [1.0, table[name, "cost_index_2030"].value, table[name, "cost_index_2050"].value]
        index = np.interp(YEARS, [2023, 2030, 2050], knots)
        unit_cost.append(table[name, "capital_cost"].value * KW_PER_MW / USD_PER_MUSD * index)
        factor = factors.get((name, "construction"), 0.0) * world["employment_factor_multiplier"]
        site.append(factor * index ** world["employment_factor_learning"])
    site_factor = np.stack(site, axis=1)
    bought = economy.f_money[:, INVESTMENT] + economy.A_money @ economy.x
    imported = economy.f_imported[:, INVESTMENT] + economy.M @ economy.x
    use = bought + imported
    return Items(
        names=names,
        vectors=np.stack([vector_of(economy, SAVING_ITEMS.get(name, (name,))[0]) for name in names]),
        unit_cost=np.stack(unit_cost, axis=1),
        site_factor=site_factor,
        has_factor=(site_factor[0] > 0).astype(float),
        lives=tuple(_life(name, world) for name in names),
        payer=tuple(SAVING_ITEMS[n][1] if n in SAVING_ITEMS else BILLS for n in names),
        bought_beside={name: vector_of(economy, name) for name in BESIDE},
        domestic_share=_domestic_share(economy, bought, use),
        equipment=np.array([bool(d & set(range(10, 34))) for d in economy.divisions], dtype=float),
    )


def _life(item: str, world: World) -> float:
    """Years that an item serves."""
    if item not in SAVING_ITEMS:
        return technology_parameters()[item, "lifetime"].value
    return world["vehicle_life" if SAVING_ITEMS[item][0] == "clean-transport" else "saving_measure_life"]


def _domestic_share(economy: Economy, bought: Array, use: Array) -> Array:
    """(n,) share bought at home: of investment goods where the table has any, else of all uses."""
    home = economy.f_money[:, INVESTMENT]
    total = home + economy.f_imported[:, INVESTMENT]
    fallback = np.divide(bought, use, out=np.ones_like(use), where=use > 0)
    return np.divide(home, total, out=fallback.copy(), where=total > 0.001 * max(total.sum(), 1e-9))


def vector_of(economy: Economy, item: str) -> Array:
    """(n,) spending vector of an item in the sectors of this economy: each ISIC division finds the sectors that cover it,
    by output where several do. Public administration's part (permits) stays; electricity's goes to the grid."""
    vector = np.zeros(len(economy.sectors))
    generation = set(economy.technology_sector.tolist())
    for text, share in spending_vector(item, "capex").items():
        wanted = divisions_of(text)
        weight = np.array(
            [
                0.0 if i in generation else economy.x[i] * len(d & wanted) / max(len(d), 1)
                for i, d in enumerate(economy.divisions)
            ]
        )
        if weight.sum() == 0:
            raise InputError(
                f"{economy.iso3}: no sector covers ISIC divisions {text}, which building {item} buys from. Add the divisions to "
                "the sector in sectors.csv that includes them."
            )
        vector += share * weight / weight.sum()
    return vector
