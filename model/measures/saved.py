"""Energy that users buy less of, by product and user: the form in which every measure that saves energy reaches the model."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from model.economy import Array

if TYPE_CHECKING:
    from model.baseline import Prepared


@dataclass(frozen=True, eq=False)
class Saved:
    """Shares against the baseline. E energy products, n sectors, n + 1 users with homes last."""

    sectors: Array
    """(Y, E, n) share of each product that each sector buys less; below zero: more"""
    homes: Array
    """(Y, E) the same of homes"""
    burnt: Array
    """(Y, n + 1) share by which each user's CO2 from burning fuel falls"""

    @property
    def any(self) -> bool:
        """Say whether anybody buys another amount of energy."""
        return bool(self.burnt.any() or self.sectors.any() or self.homes.any())

    def of_power(self, base: Prepared) -> Array:
        """(Y,) share of the power demand of the baseline that is saved."""
        at = int(np.flatnonzero(base.energy.products == base.economy.grid)[0])
        share = base.energy.power_share
        return (share[:, :-1] * self.sectors[:, at]).sum(axis=1) + share[:, -1] * self.homes[:, at]

    def money(self, base: Prepared, y: int) -> float:
        """Million US$ that homes and sectors no longer pay in the year at position `y`, at the baseline's output."""
        energy = base.energy
        homes = self.homes[y] @ (energy.homes[y] * energy.homes_price + energy.homes_imported[y])
        bought = base.energy_rows[y] * energy.firms_price + energy.imported[y]
        return float(homes + ((self.sectors[y] * bought) @ base.table.x[y]).sum())

    def left_at_home(self, base: Prepared) -> Array:
        """(Y,) million US$ that homes still spend on energy."""
        energy = base.energy
        return ((1.0 - self.homes) * (energy.homes * energy.homes_price + energy.homes_imported)).sum(axis=1)

    def left_of_firms(self, base: Prepared) -> Array:
        """(Y,) million US$ that sectors still spend on energy, at the baseline's output."""
        bought = base.energy_rows * base.energy.firms_price + base.energy.imported
        left = (1.0 - self.sectors) * bought
        return np.matmul(left, base.table.x[:, :, None])[:, :, 0].sum(axis=1)


def nothing(base: Prepared) -> Saved:
    """No energy is saved."""
    Y, E, n = base.energy.imported.shape
    return Saved(np.zeros((Y, E, n)), np.zeros((Y, E)), np.zeros((Y, n + 1)))


def evenly(base: Prepared, share: Array, users: Array) -> Saved:
    """The same `share` (Y,) of every product for `users` (n + 1,), 0..1 each; the energy industries are never among them."""
    burnt = share[:, None] * users
    burnt[:, :-1] *= base.energy.users
    sectors, homes = np.empty_like(base.energy.imported), np.empty_like(base.energy.homes)
    sectors[:] = burnt[:, None, :-1]
    homes[:] = burnt[:, -1:]
    return Saved(sectors, homes, burnt)


def together(base: Prepared, parts: Iterable[Saved]) -> Saved:
    """All measures at once: each saves a share of what the others leave."""
    found = list(parts)
    if not found:
        return nothing(base)
    if len(found) == 1:
        return found[0]

    def left(arrays: list[Array]) -> Array:
        whole = 1.0 - arrays[0]
        for array in arrays[1:]:
            whole *= 1.0 - array
        return np.subtract(1.0, whole, out=whole)

    return Saved(
        left([s.sectors for s in found]), left([s.homes for s in found]), left([s.burnt for s in found])
    )
