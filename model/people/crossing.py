"""Jobs crossed by any dimensions: cells by region, sector and sex, times shares of persons within sector and sex.

Raking a table whose margins are the sector-by-sex employment and, for each further dimension, shares within sector and
sex, from a pattern without interaction, has a closed form: within a sector and sex the dimensions are independent
(Bishop, Fienberg and Holland 1975, ch. 3). So crossing is a product and adds up by construction.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from model.economy import Array

PLACES = ("region", "sector", "sex")
"""axes 1, 2 and 3 of cells"""


def kernel(tables: Sequence[Array]) -> Array:
    """(n, 2, k1 k2 ...) joint shares within sector and sex of independent tables (n, 2, k)."""
    joint = np.ones((*tables[0].shape[:2], 1)) if tables else np.ones((1, 1, 1))
    for table in tables:
        joint = (joint[..., None] * table[:, :, None, :]).reshape(*table.shape[:2], -1)
    return joint


def cross(
    cells: Array, by: Sequence[str], persons: Sequence[str], joint: Array, sizes: Sequence[int]
) -> Array:
    """Sum `cells` (Y, R, n, 2) over what was not asked for and split it by person dimensions; axes in the order of `by`.

    `persons` names the dimensions of `joint` (n, 2, K) with their `sizes`, in order; empty: no split.
    """
    regions, sectors, sexes = (name in by for name in PLACES)
    if not regions:
        cells = cells.sum(axis=1, keepdims=True)
    Y, R, n, _ = cells.shape
    if not persons:
        axes = tuple(i for i, kept in ((2, sectors), (3, sexes)) if not kept)
        found = cells.sum(axis=axes, keepdims=True)[..., None]
    elif sectors:
        parts = [cells[..., x, None] * joint[:, x] for x in range(2)]
        found = np.stack(parts, axis=3) if sexes else (parts[0] + parts[1])[:, :, :, None, :]
    elif sexes:
        parts = [(cells[..., x].reshape(Y * R, n) @ joint[:, x]).reshape(Y, R, 1, -1) for x in range(2)]
        found = np.stack(parts, axis=3)
    else:
        flat = cells.reshape(Y * R, n * 2) @ joint.reshape(n * 2, -1)
        found = flat.reshape(Y, R, 1, 1, -1)
    kept = [d for d, size in zip(PLACES, (regions, sectors, sexes), strict=True) if size]
    shape = [s for s, keep in zip(found.shape[1:4], (regions, sectors, sexes), strict=True) if keep]
    order = [*kept, *persons]
    found = found.reshape(Y, *shape, *sizes)
    return found.transpose(0, *(1 + order.index(d) for d in by))
