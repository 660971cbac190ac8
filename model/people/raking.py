"""Iterative proportional fitting (Deming and Stephan 1940): a table with given margins, as near a pattern as can be."""

from __future__ import annotations

import numpy as np

from model.economy import Array

ROUNDS = 500
CLOSE = 1e-12


def rake(pattern: Array, rows: Array, columns: Array) -> Array:
    """Rake `pattern` (m, k) >= 0 to row sums (m,) and column sums (k,) of the same total.

    The rows are met exactly (they are the employment control); the columns to rounding wherever the pattern allows it.
    """
    columns = columns * (rows.sum() / max(columns.sum(), 1e-300))
    table = _to_rows(pattern.astype(float), rows)
    for _ in range(ROUNDS):
        sums = table.sum(axis=0)
        factor = np.divide(columns, sums, out=np.ones_like(sums), where=sums > 0)
        if np.max(np.abs(factor - 1.0)) < CLOSE:
            break
        table = _to_rows(table * factor, rows)
    return table


def _to_rows(table: Array, rows: Array) -> Array:
    sums = table.sum(axis=1, keepdims=True)
    return np.divide(table, sums, out=np.zeros_like(table), where=sums > 0) * rows[:, None]
