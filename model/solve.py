"""The change of output that a pathway causes, exactly, by channel.

A pathway changes final demand (building, exports, saved energy) and a few coefficients (the generation mix in the
grid's column, the energy rows of its users), and two agents answer: households and the public budget. Each of these is
one number a year, so the new solution is the old inverse and a small system (Woodbury):

    dx = L (df + U z),     z = b + V L U z,     b = V L df + (what the numbers are at the old output)

L is the baseline's Leontief inverse, U the columns through which the numbers act, V the rows that make them from
output. L U is worked out once an economy and world, and V L U as far as the pathway does not change
it (`model.feedback`). Nothing is approximated: (I - A') x' = f' holds to rounding.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.baseline import Prepared
from model.economy import Array
from model.feedback import applied
from model.iomath import low_rank_response, rows_through


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
    economy, table, agents, feedback = base.economy, base.table, base.agents, base.feedback
    tech, energy = economy.technology_sector, base.energy.products
    T, E = len(tech), len(energy)
    h, g = 1 + E, 2 + E  # the numbers: the grid's output, energy bought, household spending, public spending
    kept = shock.energy_kept

    def numbers(grid: Array, bought: Array, household: Array, public: Array, less_paid: Array) -> Array:
        """(Y, 1 + E + 2, ...) V applied to something: what each row makes of it, a saved bill being profit to firms."""
        found = np.empty((len(shock.final), 1 + E + 2, *less_paid.shape[1:]))
        found[:, 0] = grid
        found[:, 1:h] = bought
        # Public spending follows revenue only in the stated shares; the rest is a change of the budget balance.
        found[:, h] = household + _like(agents.spent_of_profits, less_paid) * less_paid
        found[:, g] = public + _like(agents.respent * agents.direct_tax, less_paid) * less_paid
        return found

    kept_of_columns = applied(kept, feedback.columns)
    called = numbers(
        feedback.grid,
        shock.energy @ feedback.columns,
        feedback.household,
        feedback.public,
        kept_of_columns,
    )
    first_final = rows_through(table.L, shock.final)
    b = numbers(
        first_final[:, economy.grid],
        rows_through(shock.energy, first_final),
        (first_final * agents.household_row).sum(axis=1),
        (first_final * base.public_row).sum(axis=1),
        (first_final * kept).sum(axis=1),
    )
    b[:, :h] += called[:, :h, -1]
    energy_bill = kept_of_columns[:, -1]
    b[:, h] += shock.household_spending + agents.spent_of_profits * energy_bill
    b[:, g] += agents.respent * (shock.public_revenue + agents.direct_tax * energy_bill)
    b[:, g] += agents.respent_resources * base.resource_spent * shock.resource_revenue + shock.public_spending
    W = np.empty((len(b), 1 + E + 2, 1 + E + 2))
    W[:, :, 0] = rows_through(called[:, :, :T], shock.mix)
    W[:, :, 1:] = called[:, :, T:-1]
    W[:, g, h] += agents.respent * agents.households.taxes
    z = low_rank_response(b, W)

    changed = np.concatenate([shock.mix * z[:, :1], z[:, 1:h]], axis=1)
    structural = np.zeros_like(first_final)
    structural[:, tech] = changed[:, :T]
    structural[:, energy] += changed[:, T:]
    return Response(
        direct=shock.final + structural,
        first=first_final + rows_through(feedback.columns[:, :, : T + E], changed),
        household=feedback.columns[:, :, T + E] * z[:, h : h + 1],
        public=feedback.columns[:, :, T + E + 1] * z[:, g : g + 1],
        household_spending=z[:, h],
        public_spending=z[:, g],
        structural=structural,
    )


def _like(value: float | Array, other: Array) -> float | Array:
    """One value for all rows, or one a row, in the shape of `other`."""
    return value if np.ndim(value) == 0 else np.reshape(value, (-1, *[1] * (other.ndim - 1)))
