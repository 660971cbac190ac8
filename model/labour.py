"""People behind the posts: created and lost, women and men, filled and unfilled."""

from __future__ import annotations

import numpy as np

from model.economy import Array


def women_uplift(created: Array, women_share: Array, target: float) -> Array:
    """The part a_t of men's new jobs that must go to women so that at least `target` of the jobs created are theirs.

    Every sector keeps its own share first: w' = w + (1 - w) a. Shapes: `created` (Y, R, S) positive changes,
    `women_share` (R, S) or (Y, R, S); returns (Y,) in [0, 1].
    """
    if target <= 0:
        return np.zeros(len(created))
    flat = created.reshape(len(created), -1)
    total = flat @ np.ones(flat.shape[1])
    own = flat @ women_share.ravel() if women_share.ndim == 2 else (created * women_share).sum(axis=(1, 2))
    share = np.divide(own, total, out=np.ones_like(total), where=total > 0)
    return np.clip(
        np.divide(target - share, 1.0 - share, out=np.zeros_like(share), where=share < 1), 0.0, 1.0
    )


def labour_reserve(
    working_age: Array,
    participation: Array,
    unemployment: Array,
    floor: Array,
    record: Array,
    response: float,
) -> Array:
    """Persons (Y, 2) who could take a further job: the unemployed above the lowest rate on record, and a response of
    those outside the labour force up to the highest participation on record.

    Rates are shares (2,). The reserve follows working-age population.
    """
    idle = np.maximum(unemployment - floor, 0.0) * participation
    outside = response * np.maximum(record - participation, 0.0)
    return working_age * (idle + outside)


def fill(change: Array, reserve: Array) -> tuple[Array, Array]:
    """Filled and unfilled part of the demanded change by sex; shapes (Y, 2) -> (Y, 2), (Y, 2).

    Jobs that go away are always 'filled' (nobody is needed); added jobs are filled up to the reserve.
    """
    filled = np.minimum(change, reserve)
    return filled, change - filled
