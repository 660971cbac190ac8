"""Whom the measures that save energy reach, and what road traffic would need: what no lever changes, once an economy and world."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from model.economy import HOUSEHOLDS, Array, Economy

if TYPE_CHECKING:
    from model.baseline import EnergyUse
    from model.world import World

LAND_TRANSPORT = 49
"""ISIC division of road and rail"""
BUILDINGS = frozenset((*range(45, 48), *range(55, 100)))
"""ISIC divisions whose energy is mostly used in buildings: trade, services, administration, schools, hospitals"""
INDUSTRY = frozenset(range(1, 44))
"""farms, mines, factories, water, building sites; the energy industries among them are never reached"""
GWH_PER_PJ = 1000.0 / 3.6


@dataclass(frozen=True)
class Reach:
    """Users are n sectors, and homes last; the energy industries themselves are in none."""

    buildings: Array
    """(n + 1,) part of each sector that uses its energy in buildings; homes are not in it"""
    industry: Array
    """(n + 1,) part of each sector that farms, digs, makes or builds"""
    homes_but_motor_fuel: Array
    """(E,) part of each energy product of homes that their vehicles do not burn"""
    motor_part_of_burning: float
    """part of the CO2 that homes burn which comes out of vehicles"""
    road: Array
    """(n + 1,) part of each user's oil that road traffic burns"""
    road_electricity: Array
    """(Y, n + 1) what all its road traffic would need if it left oil, as a part of the electricity that each user buys; of homes'
    without what goes to bus and rail"""
    road_fuel_of_homes: Array
    """(Y,) million US$ that homes pay for motor fuel"""
    land_transport: Array
    """(n,) where fares go, shares by output; zero where no sector covers road and rail"""


def reach_of(economy: Economy, world: World, energy: EnergyUse, energy_rows: Array, x: Array) -> Reach:
    """Prepare the reach of the measures. Shapes: `energy_rows` (Y, E, n) domestic energy per unit of output, `x` (Y, n)."""
    users = np.append(energy.users, 1.0)
    road = road_share(economy, world) * users
    motor = np.where(energy.oil_products, world.share("motor_fuel_of_homes_oil"), 0.0)
    grid = energy.products == economy.grid
    bought = np.column_stack(
        [
            (energy_rows[:, grid] + energy.imported[:, grid])[:, 0] * x,
            (energy.homes + energy.homes_imported)[:, grid],
        ]
    )
    electric = road * energy.oil * world["electric_per_fuel"] * GWH_PER_PJ * price_of_electricity(economy)
    electric[:, -1] *= 1.0 - world.share("public_transport_part")
    land = np.array([LAND_TRANSPORT in d for d in economy.divisions]) * economy.x
    return Reach(
        buildings=users_among(economy, BUILDINGS) * users,
        industry=users_among(economy, INDUSTRY) * users,
        homes_but_motor_fuel=1.0 - motor,
        motor_part_of_burning=_motor_part_of_burning(economy, world),
        road=road,
        road_electricity=np.divide(electric, bought, out=np.zeros_like(electric), where=bought > 0),
        road_fuel_of_homes=(energy.homes + energy.homes_imported)[:, energy.oil_products].sum(axis=1)
        * road[-1],
        land_transport=land / land.sum() if land.any() else land,
    )


def users_among(economy: Economy, divisions: frozenset[int]) -> Array:
    """(n + 1,) part of each sector's divisions that are among `divisions`; homes, the last, are not."""
    return _covered(economy.divisions, divisions)


@lru_cache(maxsize=256)
def _covered(of_sectors: tuple[frozenset[int], ...], divisions: frozenset[int]) -> Array:
    found = np.array([*(len(d & divisions) / max(len(d), 1) for d in of_sectors), 0.0])
    found.flags.writeable = False
    return found


def road_share(economy: Economy, world: World) -> Array:
    """(n + 1,) part of each user's oil that road traffic burns: of transport sectors, and of homes (last)."""
    part = np.zeros(len(economy.sectors) + 1)
    for i, divisions in enumerate(economy.divisions):
        if LAND_TRANSPORT in divisions:
            part[i] = 1.0 if divisions == {LAND_TRANSPORT} else world.share("road_of_transport_oil")
    part[-1] = world.share("motor_fuel_of_homes_oil")
    return part


def price_of_electricity(economy: Economy) -> float:
    """Million US$ per GWh, mean of all users at home: what a GWh is in the table, whoever buys it."""
    grid = economy.grid
    paid = economy.A[grid] @ economy.x + economy.f[grid, HOUSEHOLDS]
    return float(paid / max(economy.electricity_users.sum(), 1e-9))


def _motor_part_of_burning(economy: Economy, world: World) -> float:
    """Oil x kg CO2 per GJ over all that homes burn, at most 1."""
    vehicles = world.share("motor_fuel_of_homes_oil") * economy.oil_users[-1] * world["co2_factor_oil"] * 1e-3
    burnt = economy.emissions_combustion[-1]
    return float(min(vehicles / burnt, 1.0)) if burnt > 0 else 0.0
