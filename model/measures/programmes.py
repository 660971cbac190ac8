"""Spending programmes that a user makes: what each buys, builds, saves or pays, where, and who pays for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from model.economy import HOUSEHOLDS, VARIABLE, YEARS, Array, Economy
from model.finance import Shares
from model.investment import vector_of
from model.measures.effect import DirectWork, Effect, Y, yearly
from model.measures.enterprises import LEVER as GREENING
from model.measures.enterprises import cost_of_all, greening
from model.power import HOURS

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.programme import Programme
    from model.settings import Settings

Values = dict[str, float | str]
NAME = "programmes"
UNNAMED = "A programme"
REACHED = 0.005
"""a home share that falls short of what was asked by more than this is said"""


def programme_effect(base: Prepared, settings: Settings, programme: Programme) -> Effect:
    """What one programme does."""
    if programme.kind == "transfer":
        return transfer(base, programme)
    if programme.kind == "enterprise":
        return enterprise(base, programme)
    if programme.technology is not None:
        return plants(base, settings, programme)
    return purchase(base, programme)


# --- what all kinds share -------------------------------------------------------------------------------------------


def paid_by(programme: Programme) -> Shares:
    """One source pays the whole; what no other pays is private."""
    return Shares(**{k: float(programme.source == k) for k in ("grants", "loans", "budget")})


def homes_pay(economy: Economy, sector: int) -> float:
    """Part of a sector's sales at home that homes buy: their part of what private money gets back as buyers' prices."""
    sold = economy.f[sector, HOUSEHOLDS]
    return float(min(max(sold / economy.x[sector], 0.0), 1.0)) if economy.x[sector] > 0 else 0.0


def region_of(base: Prepared, programme: Programme) -> Array | None:
    """(R,) 1 in the programme's region; None where it names none."""
    if programme.region is None:
        return None
    return np.array([float(code == programme.region) for code in base.economy.regions])


def share_of(percent: float | None) -> float | None:
    """A share given in %, 0..1."""
    return None if percent is None else percent / 100.0


def home_share(base: Prepared, bought: Array, wanted: float | None) -> Array:
    """(n,) share bought at home of each product, so that `wanted` % of the whole is: today's where nothing is wanted.

    Manufactured goods are moved if there are any among what is `bought` (n,), up to `local_content_max_share` or what is
    made today where that is more; else every product. What the economy does not make is not bought at home.
    """
    today = base.items.domestic_share
    if wanted is None:
        return today
    goods = base.items.equipment > 0
    moved = goods if (bought * goods).sum() > 0 else np.ones_like(goods)
    most = np.where(goods, np.maximum(today, base.world.share("local_content_max_share")), 1.0)
    most = most * (base.economy.x > 0)
    left = wanted / 100.0 * bought.sum() - (bought * today)[~moved].sum()
    even = float(np.clip(left / bought[moved].sum(), 0.0, 1.0))
    return np.where(moved, np.minimum(even, most), today)


def alerts_of(
    base: Prepared, programme: Programme, bought: Array, home: Array
) -> list[tuple[str, int, Values]]:
    """A warning where less can be bought at home than is wanted."""
    found = float((bought * home).sum() / bought.sum())
    if programme.local_content is None or found >= programme.local_content / 100.0 - REACHED:
        return []
    values: Values = {
        "programme": programme.name or UNNAMED,
        "most": 100.0 * found,
        "asked": programme.local_content,
    }
    return [("programme-local", programme.first, values)]


def _work(base: Prepared, programme: Programme, demand: Array) -> DirectWork:
    """Direct jobs at the makers of `demand` (Y, n)."""
    none = np.zeros(Y)
    return DirectWork(
        demand,
        none,
        none,
        none,
        region=region_of(base, programme),
        women=share_of(programme.women_share),
        formal=share_of(programme.formal_share),
    )


# --- the kinds ------------------------------------------------------------------------------------------------------


def purchase(base: Prepared, programme: Programme) -> Effect:
    """A sector's product, bought at home in the stated share."""
    assert programme.sector is not None
    i = base.economy.index(programme.sector)
    bought = np.eye(len(base.economy.sectors))[i]
    spent = yearly(programme.amount, programme.first, programme.last)
    home = home_share(base, bought, programme.local_content)
    final = spent[:, None] * (bought * home)
    return Effect(
        name=NAME,
        final=final,
        final_imports=spent * float(1.0 - home[i]),
        spending=spent,
        paid_by=paid_by(programme),
        homes_pay=homes_pay(base.economy, i) if programme.source == "private" else None,
        work=_work(base, programme, final),
        alerts=tuple(alerts_of(base, programme, bought, home)),
    )


def transfer(base: Prepared, programme: Programme) -> Effect:
    """Money paid to households, untaxed; what they do not save buys their usual basket."""
    spent = yearly(programme.amount, programme.first, programme.last)
    return Effect(
        name=NAME,
        spending=spent,
        household_spending=base.agents.propensity * spent,
        household_regions=region_of(base, programme),
        paid_by=paid_by(programme),
    )


def plants(base: Prepared, settings: Settings, programme: Programme) -> Effect:
    """Megawatts of a technology, bought at their cost; they stand beside the nation's plan and run to the end of their life.

    MW = amount / (unit cost x (1 + what home-made equipment costs more)). The lines that connect sun and wind, and their
    storage, are built and paid like the pathway's own.
    """
    economy, items = base.economy, base.items
    assert programme.technology is not None
    k = economy.technologies.index(programme.technology)
    vector, today = items.vectors[k], items.domestic_share
    spent = yearly(programme.amount, programme.first, programme.last)
    penalty = base.world.share("local_content_cost_penalty")
    ceiling = np.maximum(today, base.world.share("local_content_max_share"))
    by_lever = np.minimum(today + settings.local_content[:, None] * items.equipment, ceiling)
    home = by_lever
    if programme.local_content is not None:
        home = np.repeat(home_share(base, vector, programme.local_content)[None], Y, axis=0)
    switched = np.maximum(home - today, 0.0)
    dearer_by_lever = penalty * (by_lever - today) @ vector
    dearer = np.maximum(penalty * switched @ vector, dearer_by_lever)
    megawatts = spent / (items.unit_cost[:, k] * (1.0 + dearer))
    products = (megawatts * items.unit_cost[:, k])[:, None] * vector
    built_at_home = products * by_lever + penalty * products * (by_lever - today)
    # What the programme's own local content makes dearer beyond the lever is earned by those who make more at home.
    extra = np.maximum(spent - (megawatts * items.unit_cost[:, k]) * (1.0 + dearer_by_lever), 0.0)
    weight = switched * vector
    weight = weight / np.maximum(weight.sum(axis=1, keepdims=True), 1e-12)
    moved = products * (home - by_lever) + extra[:, None] * weight
    standing = in_use(megawatts, items.lives[k])
    con, work = economy.construction, base.productivity
    own = programme.local_content is not None
    return Effect(
        name=NAME,
        own={programme.technology: megawatts},
        quantity={"grid": megawatts} if programme.technology in VARIABLE else {},
        final=moved if own else None,
        final_imports=-(products * (home - by_lever)).sum(axis=1) if own else None,
        spending=extra if own else None,
        paid_by=paid_by(programme),
        work=DirectWork(
            built_at_home + moved,
            megawatts * items.site_factor[:, k] * work,
            products[:, con] * items.has_factor[k] * today[con],
            standing * base.power.new_rate[k] * base.power.new_learning[:, k] * work,
            item=k,
            region=region_of(base, programme),
            women=share_of(programme.women_share),
            formal=share_of(programme.formal_share),
        ),
        alerts=(*alerts_of(base, programme, vector, home[-1]), *_too_many(base, programme, standing, k)),
    )


def in_use(megawatts: Array, life: float) -> Array:
    """(Y,) MW that stand, of MW bought each year: from the year in which they are bought to the end of their life."""
    lag = np.arange(Y)[:, None] - np.arange(Y)[None, :]
    return np.where((lag >= 0) & (lag < life), 1.0, 0.0) @ megawatts


def _too_many(base: Prepared, programme: Programme, standing: Array, k: int) -> list[tuple[str, int, Values]]:
    """A warning where the plants could give more than the country uses."""
    gives = standing * base.economy.capacity_factor_new[k] * HOURS
    worst = int(np.argmax(gives / base.power.fleet.demand))
    if gives[worst] <= base.power.fleet.demand[worst]:
        return []
    values: Values = {"programme": programme.name or UNNAMED, "most": float(base.power.fleet.demand[worst])}
    return [("programme-power", int(YEARS[worst]), {**values, "gives": float(gives[worst])})]


def beside_the_plan(base: Prepared, effects: Sequence[Effect]) -> Array | None:
    """(Y, T) MW of programmes that stand beside the power plan; None where none does."""
    names = base.economy.technologies
    megawatts: Array | None = None
    for effect in effects:
        for name, bought in effect.own.items():
            k = names.index(name)
            megawatts = np.zeros((Y, len(names))) if megawatts is None else megawatts
            megawatts[:, k] += in_use(bought, base.items.lives[k])
    return megawatts


def enterprise(base: Prepared, programme: Programme) -> Effect:
    """Small firms of a sector are trained, advised and equipped (`measures.enterprises.greening`, which the lever uses too).

    The amount reaches amount / (cost of reaching all of them) of the sector's small firms a year; what is reached lasts
    `saving_measure_life` years. Private money is the firms' own.
    """
    economy = base.economy
    assert programme.sector is not None
    j = economy.index(programme.sector)
    sector = np.eye(len(economy.sectors))[j]
    spent = yearly(programme.amount, programme.first, programme.last)
    reached = in_use(spent, base.world["saving_measure_life"]) / np.maximum(cost_of_all(base, sector), 1e-9)
    bought = vector_of(economy, GREENING)
    home = home_share(base, bought, programme.local_content)
    effect = greening(base, sector, np.minimum(reached, 1.0), paid_by(programme), NAME, spent, home)
    alerts = alerts_of(base, programme, bought, home)
    if reached.max() > 1.0:
        at = int(np.argmax(reached > 1.0))
        said: Values = {"programme": programme.name or UNNAMED, "sector": economy.sector_labels[j]}
        alerts.append(("programme-firms", int(YEARS[at]), said))
    return replace(
        effect, work=_work(base, programme, spent[:, None] * (bought * home)), alerts=tuple(alerts)
    )
