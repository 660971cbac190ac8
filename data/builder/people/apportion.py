"""Sharing totals out: iterative proportional fitting and whole persons that still add up."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def shares(weights: Array) -> Array:
    """Weights (n) scaled to one; weights that are all zero are refused, not turned into equal shares."""
    total = float(weights.sum())
    if (weights < 0).any() or total <= 0:
        raise ValueError("Weights to share a total out must be positive somewhere and negative nowhere.")
    return weights / total


def fit(seed: Array, rows: Array, columns: Array, rounds: int = 2000, tolerance: float = 1e-10) -> Array:
    """Iterative proportional fitting (Deming and Stephan 1940).

    `seed` (n x m) is scaled by rows to `rows` (n) and by columns to `columns` (m) in turn until both hold;
    the two margins must have the same sum. A row or column whose seed is zero cannot be filled.
    """
    if not np.isclose(rows.sum(), columns.sum(), rtol=1e-9):
        raise ValueError(f"Margins differ: rows sum to {rows.sum():.6g}, columns to {columns.sum():.6g}.")
    table = seed.astype(float).copy()
    for _ in range(rounds):
        table *= _ratio(rows, table.sum(axis=1))[:, None]
        table *= _ratio(columns, table.sum(axis=0))[None, :]
        if np.allclose(table.sum(axis=1), rows, rtol=tolerance, atol=1e-9):
            return table
    worst = float(np.max(np.abs(table.sum(axis=1) / np.where(rows > 0, rows, 1) - 1)))
    raise ValueError(f"Proportional fitting did not close after {rounds} rounds: worst row {worst:.2e} off.")


def _ratio(wanted: Array, have: Array) -> Array:
    if ((have <= 0) & (wanted > 0)).any():
        raise ValueError(
            "A margin is positive where the seed has nothing: proportional fitting cannot fill it."
        )
    return np.where(have > 0, wanted / np.where(have > 0, have, 1.0), 0.0)


def whole(values: Array, total: int | None = None) -> NDArray[np.int64]:
    """Whole persons by largest remainder: `values` (n) rounded so that they add to `total`."""
    target = round(float(values.sum())) if total is None else total
    floor = np.floor(values + 1e-9).astype(np.int64)
    missing = int(target - floor.sum())
    if not 0 <= missing <= len(values):
        raise ValueError(f"Values sum to {values.sum():.3f}, too far from {target} to be rounding.")
    order = np.argsort(-(values - floor), kind="stable")
    floor[order[:missing]] += 1
    return floor
