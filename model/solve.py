"""The change of output that a pathway causes, exactly, by channel.

A pathway changes final demand (building, exports, saved energy) and a few coefficients (the generation mix in the
grid's column, the energy rows of its users), and two agents answer: households and the public budget. Each of these is
one number a year, so the new solution is the old inverse and a small system (Woodbury):

    dx = L (df + U z),     z = b + V L U z,     b = V L df + (what the numbers are at the old output)

L is the baseline's Leontief inverse, U the columns through which the numbers act, V the rows that make them from
output. Nothing is approximated: (I - A') x' = f' holds to rounding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.baseline import Prepared
from model.economy import Array
from model.iomath import low_rank_response


@dataclass(frozen=True)
class Shock:
    """What the pathway does before anything answers. Arrays (Y, ...), volume or million US$."""

    final: Array
    """(Y, n) change of domestic final demand"""
    mix: Array
    """(Y, T) change of each technology's part in a unit of the grid's output"""
    energy: Array
    """(Y, E, n) change of the energy products that sectors buy at home per unit of output"""
    energy_kept: Array
    """(Y, n) money per unit of output that sectors no longer pay for energy, from home or abroad"""
    energy_imports: Array
    """(Y, n) the imported part of it"""
    burnt: Array
    """(Y, n + 1) share by which CO2 from burning fuel falls, by sector and homes (last)"""
    household_spending: Array
    """(Y,) spending that households gain or lose outside the table (bills, wages set by megawatts, saved energy)"""
    public_revenue: Array
    """(Y,) the same for the public budget, before its own spending"""
    resource_revenue: Array
    """(Y,) public revenue from exported fuel at its price above the average"""
    public_spending: Array
    """(Y,) spending that the budget gives up (or gains) for the pathway's finance"""


@dataclass(frozen=True)
class Response:
    """Change of output against the baseline. Arrays (Y, n), volume."""

    direct: Array
    first: Array
    """direct and supply chain: L times direct"""
    household: Array
    """called up by the change of household spending"""
    public: Array
    """called up by the change of public spending"""
    household_spending: Array
    """(Y,) million US$"""
    public_spending: Array
    """(Y,) million US$"""
    structural: Array
    """(Y, n) the part of `direct` that comes from changed coefficients"""

    @property
    def x(self) -> Array:
        return self.first + self.household + self.public


def respond(base: Prepared, shock: Shock) -> Response:
    """Solve the pathway's change of output; exact in the changed coefficients."""
    economy, table, agents = base.economy, base.table, base.agents
    n, tech, grid = len(economy.sectors), economy.technology_sector, economy.grid
    energy = base.energy.products
    E = len(energy)
    q = 1 + E + 2
    Y = len(shock.final)  # years, or the draws of one year (model.ensemble)
    h, g = 1 + E, 2 + E
    kept = shock.energy_kept

    V = np.empty((Y, q, n))
    V[:, 0] = 0.0
    V[:, 0, grid] = 1.0
    V[:, 1:h] = shock.energy
    V[:, h] = agents.household_row + _column(agents.spent_of_profits) * kept
    # Public spending follows revenue only in the stated shares; the rest is a change of the budget balance.
    # What mines and wells no longer pay can be missed only as far as the budget spends what it takes in.
    spendable = 1.0 - agents.mining * (1.0 - _column(base.resource_spent))
    V[:, g] = agents.respent_row * agents.government_row * spendable
    V[:, g] += _column(agents.respent * agents.direct_tax) * kept

    LU = np.empty((Y, n, q))
    LU[:, :, 0] = np.matmul(table.L[:, :, tech], shock.mix[:, :, None])[:, :, 0]
    LU[:, :, 1:h] = table.L[:, :, energy]
    LU[:, :, h] = base.regional.spending_output
    LU[:, :, g] = base.public_output

    W = V @ LU
    first_final = np.matmul(table.L, shock.final[:, :, None])[:, :, 0]
    b = np.matmul(V, first_final[:, :, None])[:, :, 0]
    b[:, :h] += np.matmul(V[:, :h], table.x[:, :, None])[:, :, 0]
    energy_bill = (kept * table.x).sum(axis=1)
    b[:, h] += shock.household_spending + agents.spent_of_profits * energy_bill
    b[:, g] += agents.respent * (shock.public_revenue + agents.direct_tax * energy_bill)
    b[:, g] += agents.respent_resources * base.resource_spent * shock.resource_revenue + shock.public_spending
    W[:, g, h] += agents.respent * agents.households.taxes
    z = low_rank_response(b, W)

    structural = np.zeros((Y, n))
    structural[:, tech] += shock.mix * z[:, :1]
    structural[:, energy] += z[:, 1:h]
    first = first_final + np.matmul(LU[:, :, :h], z[:, :h, None])[:, :, 0]
    return Response(
        direct=shock.final + structural,
        first=first,
        household=LU[:, :, h] * z[:, h : h + 1],
        public=LU[:, :, g] * z[:, g : g + 1],
        household_spending=z[:, h],
        public_spending=z[:, g],
        structural=structural,
    )


def _column(value: float | Array) -> Array:
    """One value for all rows, or one a row, as a column."""
    return np.reshape(np.asarray(value, dtype=float), (-1, 1))
