"""The algebra of input-output analysis: small functions without side effects, one equation each.

Names follow Miller and Blair, *Input-Output Analysis*, 2nd ed. (2009): `Z` intermediate use, `A` coefficients,
`L` Leontief inverse, `x` output, `f` final demand.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def coefficients(Z: Array, x: Array) -> Array:
    """A = Z diag(x)^-1: inputs per unit of output; columns of sectors without output are zero.

    Shapes: Z (n, n) or (m, n), x (n,). Miller and Blair, eq. 2.4.
    """
    return np.asarray(np.divide(Z, x, out=np.zeros_like(Z, dtype=np.float64), where=x > 0))


def leontief_inverse(A: Array) -> Array:
    """L = (I - A)^-1. Shape (..., n, n). Miller and Blair, eq. 2.10."""
    return np.asarray(np.linalg.inv(np.eye(A.shape[-1]) - A), dtype=np.float64)


def output(L: Array, f: Array) -> Array:
    """x = L f. Shapes: L (..., n, n), f (..., n). Miller and Blair, eq. 2.11."""
    return np.einsum("...ij,...j->...i", L, f)


def rows_through(M: Array, rows: Array) -> Array:
    """M_y r_y for every row. Shapes: M (Y, a, b), rows (Y, b) -> (Y, a); one matrix (1, a, b) serves all rows at once."""
    return rows @ M[0].T if len(M) == 1 else np.matmul(M, rows[:, :, None])[:, :, 0]


def close_households(A: Array, household_income: Array, household_spending: Array) -> Array:
    """The closed coefficient matrix: households as one more sector.

    Shapes: A (n, n); `household_income` (n,), income per unit of output; `household_spending` (n,), spending per unit
    of income. Returns (n + 1, n + 1). Miller and Blair, eq. 2.20.
    """
    n = A.shape[0]
    closed = np.zeros((n + 1, n + 1))
    closed[:n, :n] = A
    closed[n, :n] = household_income
    closed[:n, n] = household_spending
    return closed


def low_rank_response(b: Array, W: Array) -> Array:
    """z = (I - W)^-1 b: the few endogenous totals (Woodbury identity). Shapes: b (..., q), W (..., q, q)."""
    return np.asarray(np.linalg.solve(np.eye(W.shape[-1]) - W, b[..., None])[..., 0], dtype=np.float64)


def regional_coefficients(located: Array, flegg_delta: float) -> Array:
    """Share of a region's demand for a local product that the region itself supplies.

    FLQ: min(1, LQ) * [log2(1 + E_r / E)]^delta, with LQ the location quotient of employment. Flegg and Webber (1997);
    delta about 0.25: Flegg and Tohmo (2013). Shapes: `located` (R, S) jobs; returns (R, S) in [0, 1].
    """
    total = located.sum()
    region_share = located.sum(axis=1, keepdims=True) / total
    sector_total = located.sum(axis=0, keepdims=True)
    sector_share = np.divide(sector_total, total)
    own = np.divide(located, located.sum(axis=1, keepdims=True))
    quotient = np.divide(own, sector_share, out=np.zeros_like(located), where=sector_share > 0)
    size = np.log2(1.0 + region_share) ** flegg_delta
    return np.clip(quotient, 0.0, 1.0) * size
