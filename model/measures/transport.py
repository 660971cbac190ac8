"""Electric and public transport: road traffic leaves oil for electricity, and some of homes' driving for bus and rail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.measures.effect import Effect
from model.measures.efficiency import investment, towards
from model.measures.saved import Saved

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.settings import Settings


def clean_transport(base: Prepared, settings: Settings) -> Effect | None:
    """The share t of road transport's oil is given up by 2050: firms and the larger part of homes' driving turn to electricity,
    the part `public_transport_part` of homes' driving to bus and rail.

    Electricity bought = oil given up x `electric_per_fuel` at the average price of electricity, so that a GWh stays a GWh.
    Vehicles and chargers cost `electric_road_cost` per GJ of oil given up a year, paid by who drives; the part
    `electric_road_falling` of it falls with the cost of batteries. Homes pay fares of
    `fare_per_fuel` of the motor fuel they no longer buy. Rebound is not taken off: what is set is the share that is moved.
    """
    saved = saved_on_roads(base, settings)
    if saved is None:
        return None
    energy, reach, world = base.energy, base.reach, base.world
    moved = towards(settings.share("clean-transport"))
    public, life = world.share("public_transport_part"), world["vehicle_life"]
    homes = moved * energy.transport_cost[:, -1] * (1.0 - public)
    firms = moved * energy.transport_cost[:, :-1].sum(axis=1)
    fares = world["fare_per_fuel"] * public * reach.road_fuel_of_homes * moved
    paid = reach.land_transport.any()
    return Effect(
        name="clean-transport",
        quantity={
            "transport-homes": energy.road_cost_index * investment(homes, life),
            "transport-firms": energy.road_cost_index * investment(firms, life),
        },
        saved=saved,
        final=fares[:, None] * reach.land_transport if paid else None,
        household_spending=-fares if paid else None,
    )


def saved_on_roads(base: Prepared, settings: Settings) -> Saved | None:
    """What `clean_transport` saves of oil, and buys more of electricity (saved below zero)."""
    if not settings.moved("clean-transport"):
        return None
    energy, reach = base.energy, base.reach
    moved = towards(settings.share("clean-transport"))
    grid = int(np.flatnonzero(energy.products == base.economy.grid)[0])
    oil = moved[:, None] * reach.road
    electric = moved[:, None] * reach.road_electricity
    sectors, homes = np.zeros_like(energy.imported), np.zeros_like(energy.homes)
    sectors[:, energy.oil_products] = oil[:, None, :-1]
    homes[:, energy.oil_products] = oil[:, -1:]
    sectors[:, grid] = -electric[:, :-1]
    homes[:, grid] = -electric[:, -1]
    burnt = oil.copy()
    burnt[:, -1] = moved * reach.motor_part_of_burning
    return Saved(sectors, homes, burnt)
