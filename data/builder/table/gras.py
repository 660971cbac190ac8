"""Stage 4: balancing by GRAS, with cells that are known held fixed.

Junius and Oosterhaven 2003 (Economic Systems Research 15), with the objective corrected by Lenzen, Wood and Gallego 2007
(Economic Systems Research 19); a row or column without positive cells after Temurshoev, Miller and Bouwmeester 2013.
Known cells are taken out of the matrix and of its margins (modified RAS, Paelinck and Waelbroeck 1963).
"""

from __future__ import annotations

import numpy as np

from data.builder.table.tableau import Array


def _multiplier(target: Array, positive: Array, negative: Array) -> Array:
    """Root of p r^2 - u r - n = 0 for each margin u; with no positive cells it is -n / u, with no cells 1."""
    p_safe = np.where(positive > 0, positive, 1.0)
    root = (target + np.sqrt(target**2 + 4.0 * positive * negative)) / (2.0 * p_safe)
    only_negative = np.where(target < 0, -negative / np.where(target < 0, target, -1.0), 1.0)
    return np.where(positive > 0, root, np.where(negative > 0, only_negative, 1.0))


def gras(prior: Array, row: Array, column: Array, tolerance: float = 1e-11, rounds: int = 20000) -> Array:
    """Matrix nearest to ``prior`` whose rows add up to ``row`` and columns to ``column``; signs are kept."""
    if abs(row.sum() - column.sum()) > 1e-8 * max(1.0, abs(row).sum()):
        raise ValueError(
            f"Row totals ({row.sum():.6g}) and column totals ({column.sum():.6g}) differ: no table exists."
        )
    p, n = np.maximum(prior, 0.0), np.maximum(-prior, 0.0)
    s = np.ones(prior.shape[1])
    scale = max(1.0, float(np.abs(row).sum()))
    for _ in range(rounds):
        r = np.maximum(_multiplier(row, p @ s, n @ (1.0 / s)), 1e-300)
        s = np.maximum(_multiplier(column, r @ p, (1.0 / r) @ n), 1e-300)
        x = r[:, None] * p * s - n / (r[:, None] * s)
        gap = np.abs(x.sum(axis=1) - row).max() / scale
        if gap < tolerance:
            return x
    worst = int(np.abs(x.sum(axis=1) - row).argmax())
    raise ValueError(f"GRAS did not converge: row {worst} is off by {x.sum(axis=1)[worst] - row[worst]:.6g}.")


def gras_with_known(prior: Array, row: Array, column: Array, known: Array) -> Array:
    """GRAS in which cells of ``known`` that are not NaN keep their value."""
    fixed = ~np.isnan(known)
    values = np.where(fixed, known, 0.0)
    free_row, free_column = row - values.sum(axis=1), column - values.sum(axis=0)
    return gras(np.where(fixed, 0.0, prior), free_row, free_column) + values
