"""Whom a pathway sets in motion: the few numbers a year that answer it, and what they make of output in the baseline.

Each of them is one number a year, made from output by a row of V and acting through a column of U (`model.solve`): the
output of the grid, the energy that users buy, household spending, public spending. What a column calls up does not depend
on the pathway, so it is worked out once an economy and world: L u for every column, and v L u for the rows that no
pathway changes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from model.agents import Agents
from model.economy import Array, Index
from model.iomath import rows_through


@dataclass(frozen=True)
class Feedback:
    """Columns C: the T technologies, E energy products, household and public spending, and the baseline's output.

    Rows, applied to each column: Y years, or the draws of one year where a row is drawn.
    """

    columns: Array
    """(Y, n, C) output called up by a unit of each: L u; the last is output itself, x"""
    grid: Array
    """(Y, C) output of the grid"""
    household: Array
    """(Y, C) household spending"""
    public: Array
    """(Y, C) public spending"""


def feedback_of(columns: Array, grid: int, household: Array, public: Array) -> Feedback:
    """Every row that no pathway changes applied to every column. Shapes: `columns` (Y, n, C), rows (Y, n)."""
    return Feedback(columns, columns[:, grid], applied(household, columns), applied(public, columns))


def with_rows(feedback: Feedback, household: Array, public: Array) -> Feedback:
    """The same columns under other rows of households and the budget, (D, n)."""
    columns = feedback.columns
    return replace(feedback, household=applied(household, columns), public=applied(public, columns))


def public_row(agents: Agents, resource_spent: Array) -> Array:
    """(Y, n) public spending per unit of output: revenue, in the shares that spending follows.

    What mines and wells no longer pay can be missed only as far as the budget spends what it takes in.
    """
    spendable = 1.0 - agents.mining * (1.0 - resource_spent[:, None])
    return agents.respent_row * agents.government_row * spendable


def applied(rows: Array, columns: Array) -> Array:
    """(Y, C) v_y . u_y for every column u."""
    return rows_through(columns.swapaxes(1, 2), rows)


def stacked_columns(
    L: Array, technology: Index, energy: Index, household: Array, public: Array, x: Array
) -> Array:
    """(Y, n, C) columns in the order of `Feedback`. Shapes: L (Y, n, n), indices (T,) and (E,), the rest (Y, n)."""
    return np.concatenate(
        [L[:, :, technology], L[:, :, energy], household[:, :, None], public[:, :, None], x[:, :, None]],
        axis=2,
    )
