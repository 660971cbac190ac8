"""Energy saved in buildings and in industry: work that those who save pay for, bills that are lower, money spent again."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from model.economy import YEARS, Array, Economy
from model.finance import annuity
from model.measures.effect import Effect
from model.measures.saved import Saved, evenly, together
from model.power import POLICY_YEAR, smooth_path

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.power import PowerPlan
    from model.settings import Settings


BY_2035 = 0.4
"""part of the goal of 2050 that is reached in 2035, ten of the twenty-five years (stated rule)"""
PAYS = 2 / 3
"""part of its cost that saved energy must pay for not to be flagged; costs of saving are uncertain by half (assumption)"""
TRANSPORT = frozenset(range(49, 54))
BUILDINGS = frozenset((*range(45, 48), *range(55, 100)))
"""ISIC divisions whose energy is mostly used in buildings: trade, services, administration, schools, hospitals"""
INDUSTRY = frozenset(range(1, 44))
"""farms, mines, factories, water, building sites; the energy industries among them are never reached"""
LEVERS = ("building-retrofit", "industrial-efficiency", "clean-transport")


def towards(goal: float) -> Array:
    """(Y,) a smooth line from nothing before the policy year to the goal of 2050."""
    return smooth_path((POLICY_YEAR - 1, 2035, 2050), (0.0, BY_2035 * goal, goal))


def users_among(economy: Economy, divisions: frozenset[int]) -> Array:
    """(n + 1,) part of each sector's divisions that are among `divisions`; homes, the last, are not."""
    return _covered(economy.divisions, divisions)


@lru_cache(maxsize=256)
def _covered(of_sectors: tuple[frozenset[int], ...], divisions: frozenset[int]) -> Array:
    found = np.array([*(len(d & divisions) / max(len(d), 1) for d in of_sectors), 0.0])
    found.flags.writeable = False
    return found


def building_retrofit(base: Prepared, settings: Settings) -> Effect | None:
    """Homes, services and public buildings use the share s less energy in 2050; motor fuel of homes is not in it.

    Homes pay for their part of the work and firms for theirs, as far as nobody else does. Rebound is taken off what is saved.
    """
    if not settings.moved("building-retrofit"):
        return None
    measures = towards(settings.share("building-retrofit"))
    cost, users = base.energy.cost, users_among(base.economy, BUILDINGS)
    kept = measures * (1.0 - base.world["saving_rebound"])
    saved = together(base, [evenly(base, kept, users), homes_without_motor_fuel(base, kept)])
    stock = measures * (cost[:, -1] + cost @ users)
    return Effect(
        name="building-retrofit",
        quantity={
            "retrofit-homes": investment(measures * cost[:, -1], base.world["saving_measure_life"]),
            "retrofit-firms": investment(measures * (cost @ users), base.world["saving_measure_life"]),
        },
        saved=saved,
        alerts=_too_dear(base, settings, "building-retrofit", stock, saved),
    )


def industrial_efficiency(base: Prepared, settings: Settings) -> Effect | None:
    """Farms, mines, factories and building sites use the share s less energy in 2050 and pay for it out of profits."""
    if not settings.moved("industrial-efficiency"):
        return None
    measures = towards(settings.share("industrial-efficiency"))
    users = users_among(base.economy, INDUSTRY)
    stock = measures * (base.energy.cost @ users)
    saved = evenly(base, measures * (1.0 - base.world["saving_rebound"]), users)
    return Effect(
        name="industrial-efficiency",
        quantity={"industrial-efficiency": investment(stock, base.world["saving_measure_life"])},
        saved=saved,
        alerts=_too_dear(base, settings, "industrial-efficiency", stock, saved),
    )


def _too_dear(
    base: Prepared, settings: Settings, lever: str, stock: Array, saved: Saved
) -> tuple[tuple[str, int, dict[str, float | str]], ...]:
    """A warning where the energy saved in the last year pays for less than `PAYS` of what the measures in place cost a year."""
    world = base.world
    cost = stock[-1] * annuity(world.share("cost_of_capital_real"), world["saving_measure_life"])
    pays = float(saved.money(base)[-1] / cost) if cost > 0 else 1.0
    if pays >= PAYS:
        return ()
    return (("saving-dear", int(YEARS[-1]), {"lever": settings.levers[lever].label, "share": 100.0 * pays}),)


def homes_without_motor_fuel(base: Prepared, share: Array) -> Saved:
    """Homes save the share (Y,) of all energy but what their vehicles burn."""
    economy = base.economy
    at_home = np.zeros(len(economy.sectors) + 1)
    at_home[-1] = 1.0
    found = evenly(base, share, at_home)
    oil = base.energy.oil_products
    found.homes[:, oil] *= 1.0 - base.world.share("motor_fuel_of_homes_oil")
    found.burnt[:, -1] *= 1.0 - motor_part_of_burning(base)
    return found


def motor_part_of_burning(base: Prepared) -> float:
    """Part of the CO2 that homes burn which comes out of vehicles: oil x kg CO2 per GJ over all of it, at most 1."""
    economy, world = base.economy, base.world
    vehicles = world.share("motor_fuel_of_homes_oil") * economy.oil_users[-1] * world["co2_factor_oil"] * 1e-3
    burnt = economy.emissions_combustion[-1]
    return float(min(vehicles / burnt, 1.0)) if burnt > 0 else 0.0


def homes_save(base: Prepared, settings: Settings, plan: PowerPlan, saved: Saved) -> Effect | None:
    """Second round: what homes buy less of each energy product, whatever measures save it, they spend on the usual basket.

    Coal has a price of its own for homes: they keep what they paid, and miners earn so much more or less on it.
    """
    if not saved.homes.any():
        return None
    energy = base.energy
    at_home = saved.homes * energy.homes
    abroad = (saved.homes * energy.homes_imported).sum(axis=1)
    dearer = at_home @ (energy.homes_price - 1.0)
    agents = base.agents
    final = np.zeros_like(base.table.x)
    final[:, energy.products] = -at_home
    return Effect(
        name="energy-saved-at-home",
        final=final,
        final_imports=-abroad,
        household_spending=at_home.sum(axis=1) + dearer + abroad - agents.spent_of_profits * dearer,
        resource_revenue=-agents.direct_tax * dearer,
        value=-dearer,
    )


def investment(stock: Array, life: float) -> Array:
    """(Y,) million US$ a year for a stock (Y,) of measures in place: what is added, and the renewal of what stands.

    Measures of every age stand side by side, so that one part in `life` of them is renewed each year.
    """
    standing = np.concatenate([[0.0], stock[:-1]])
    return np.maximum(stock - standing, 0.0) + standing / life
