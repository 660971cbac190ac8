"""Electric and public transport: road traffic leaves oil for electricity, and some of homes' driving for bus and rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.baseline import LAND_TRANSPORT, road_share
from model.economy import HOUSEHOLDS
from model.measures.effect import Effect
from model.measures.efficiency import investment, motor_part_of_burning, towards
from model.measures.saved import Saved

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.economy import Array
    from model.settings import Settings

GWH_PER_PJ = 1000.0 / 3.6


def clean_transport(base: Prepared, settings: Settings) -> Effect | None:
    """The share t of road transport's oil is given up by 2050: firms and the larger part of homes' driving turn to electricity,
    the part `public_transport_part` of homes' driving to bus and rail.

    Electricity bought = oil given up x `electric_per_fuel` at the average price of electricity, so that a GWh stays a GWh.
    Vehicles and chargers cost `electric_road_cost` per GJ of oil given up a year, paid by who drives; the part
    `electric_road_falling` of it falls with the cost of batteries. Homes pay fares of
    `fare_per_fuel` of the motor fuel they no longer buy. Rebound is not taken off: what is set is the share that is moved.
    """
    if not settings.moved("clean-transport"):
        return None
    economy, energy, world = base.economy, base.energy, base.world
    moved = towards(settings.share("clean-transport"))
    public = world.share("public_transport_part")
    road = road_share(economy, world) * np.append(energy.users, 1.0)
    oil = energy.oil_products
    grid = energy.products == economy.grid

    saved = Saved(
        np.zeros_like(energy.imported), np.zeros_like(energy.homes), np.zeros((len(moved), len(road)))
    )
    saved.sectors[:, oil] = (moved[:, None] * road[:-1])[:, None, :]
    saved.homes[:, oil] = (moved * road[-1])[:, None]
    saved.burnt[:, :-1] = moved[:, None] * road[:-1]
    saved.burnt[:, -1] = moved * motor_part_of_burning(base)

    electric = moved[:, None] * road * energy.oil * world["electric_per_fuel"] * GWH_PER_PJ
    electric[:, -1] *= 1.0 - public
    more = electric * price_of_electricity(base)
    bought = (base.energy_rows[:, grid] + energy.imported[:, grid])[:, 0] * base.table.x
    at_home = (energy.homes[:, grid] + energy.homes_imported[:, grid])[:, 0]
    saved.sectors[:, grid] = -_per(more[:, :-1], bought)[:, None, :]
    saved.homes[:, grid] = -_per(more[:, -1], at_home)[:, None]

    fuel = (energy.homes + energy.homes_imported)[:, oil].sum(axis=1) * moved * road[-1]
    fares = world["fare_per_fuel"] * public * fuel
    land = np.array([LAND_TRANSPORT in d for d in economy.divisions]) * economy.x
    final = fares[:, None] * land / land.sum() if land.any() else None
    stock = moved[:, None] * energy.transport_cost
    stock[:, -1] *= 1.0 - public
    life = world["vehicle_life"]
    return Effect(
        name="clean-transport",
        quantity={
            "transport-homes": energy.road_cost_index * investment(stock[:, -1], life),
            "transport-firms": energy.road_cost_index * investment(stock[:, :-1].sum(axis=1), life),
        },
        saved=saved,
        final=final,
        household_spending=None if final is None else -fares,
    )


def price_of_electricity(base: Prepared) -> float:
    """Million US$ per GWh, mean of all users at home: what a GWh is in the table, whoever buys it."""
    economy, grid = base.economy, base.economy.grid
    paid = economy.A[grid] @ economy.x + economy.f[grid, HOUSEHOLDS]
    return float(paid / max(economy.electricity_users.sum(), 1e-9))


def _per(part: Array, whole: Array) -> Array:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
