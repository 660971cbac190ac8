"""Energy saved in buildings and in industry: work that those who save pay for, bills that are lower, money spent again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.economy import YEARS, Array
from model.finance import annuity
from model.measures.effect import Effect
from model.measures.saved import Saved, evenly
from model.power import POLICY_YEAR, smooth_path

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.power import PowerPlan
    from model.settings import Settings


BY_2035 = 0.4
"""part of the goal of 2050 that is reached in 2035, ten of the twenty-five years (stated rule)"""
PAYS = 2 / 3
"""part of its cost that saved energy must pay for not to be flagged; costs of saving are uncertain by half (assumption)"""
LEVERS = ("building-retrofit", "industrial-efficiency", "clean-transport")


def towards(goal: float) -> Array:
    """(Y,) a smooth line from nothing before the policy year to the goal of 2050."""
    return smooth_path((POLICY_YEAR - 1, 2035, 2050), (0.0, BY_2035 * goal, goal))


def building_retrofit(base: Prepared, settings: Settings) -> Effect | None:
    """Homes, services and public buildings use the share s less energy in 2050; motor fuel of homes is not in it.

    Homes pay for their part of the work and firms for theirs, as far as nobody else does. Rebound is taken off what is saved.
    """
    saved = saved_in_buildings(base, settings)
    if saved is None:
        return None
    measures = towards(settings.share("building-retrofit"))
    cost, life = base.energy.cost, base.world["saving_measure_life"]
    homes, firms = measures * cost[:, -1], measures * (cost @ base.reach.buildings)
    return Effect(
        name="building-retrofit",
        quantity={"retrofit-homes": investment(homes, life), "retrofit-firms": investment(firms, life)},
        saved=saved,
        alerts=_too_dear(base, settings, "building-retrofit", homes[-1] + firms[-1], saved),
    )


def saved_in_buildings(base: Prepared, settings: Settings) -> Saved | None:
    """What `building_retrofit` saves: firms as far as they are in buildings, homes all but what their vehicles burn."""
    if not settings.moved("building-retrofit"):
        return None
    reach = base.reach
    kept = towards(settings.share("building-retrofit")) * (1.0 - base.world["saving_rebound"])
    found = evenly(base, kept, reach.buildings)
    np.multiply(kept[:, None], reach.homes_but_motor_fuel, out=found.homes)
    found.burnt[:, -1] = kept * (1.0 - reach.motor_part_of_burning)
    return found


def industrial_efficiency(base: Prepared, settings: Settings) -> Effect | None:
    """Farms, mines, factories and building sites use the share s less energy in 2050 and pay for it out of profits."""
    saved = saved_in_industry(base, settings)
    if saved is None:
        return None
    measures = towards(settings.share("industrial-efficiency"))
    stock = measures * (base.energy.cost @ base.reach.industry)
    return Effect(
        name="industrial-efficiency",
        quantity={"industrial-efficiency": investment(stock, base.world["saving_measure_life"])},
        saved=saved,
        alerts=_too_dear(base, settings, "industrial-efficiency", stock[-1], saved),
    )


def saved_in_industry(base: Prepared, settings: Settings) -> Saved | None:
    """What `industrial_efficiency` saves."""
    if not settings.moved("industrial-efficiency"):
        return None
    measures = towards(settings.share("industrial-efficiency"))
    return evenly(base, measures * (1.0 - base.world["saving_rebound"]), base.reach.industry)


def _too_dear(
    base: Prepared, settings: Settings, lever: str, stock: float, saved: Saved
) -> tuple[tuple[str, int, dict[str, float | str]], ...]:
    """A warning where the energy saved in the last year pays for less than `PAYS` of what the measures in place, `stock`
    million US$, cost a year."""
    world = base.world
    cost = stock * annuity(world.share("cost_of_capital_real"), world["saving_measure_life"])
    pays = saved.money(base, -1) / cost if cost > 0 else 1.0
    if pays >= PAYS:
        return ()
    return (("saving-dear", int(YEARS[-1]), {"lever": settings.levers[lever].label, "share": 100.0 * pays}),)


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
    standing = np.zeros_like(stock)
    standing[1:] = stock[:-1]
    return np.maximum(stock - standing, 0.0) + standing / life
