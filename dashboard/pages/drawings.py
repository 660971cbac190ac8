"""Charts of pages without a script: numbers in, places on a drawing out, in percent of its width and height.

Lines are paths of an inline SVG of 100 by 100 that stretches with the page; words stand beside it as HTML, so that they keep
their size on a phone and on paper. Bars are table cells, which are their own table.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.figures.common import Axis, round_axis
from dashboard.summary import Array

FULL = 100.0
LABELLED_YEARS = 5
"""years between two labels of the time axis"""


@dataclass(frozen=True)
class Lines:
    """Lines over the years: paths, and where the axes' words stand (percent from the top, percent from the left)."""

    axis: Axis
    ticks: list[tuple[float, float]]
    """(place, value)"""
    years: list[tuple[float, int]]
    zero: float
    band: str
    """outline of the range of the chosen line, "" without one"""
    paths: list[str]
    marker: float
    """place of the chosen year"""


def lines(
    years: Sequence[int],
    series: Sequence[Array],
    year: int,
    bounds: tuple[Sequence[float], Sequence[float]] | None = None,
) -> Lines:
    """Return the drawing of lines over the years with the range `bounds` (low, high) of one of them."""
    everything = [float(value) for one in series for value in one]
    axis = round_axis([*everything, *(bounds[0] if bounds else ()), *(bounds[1] if bounds else ())])
    span = max(years[-1] - years[0], 1)

    def across(one: int) -> float:
        return round(FULL * (one - years[0]) / span, 2)

    def down(value: float) -> float:
        return round(FULL * (axis.high - value) / (axis.high - axis.low), 2)

    def path(values: Sequence[float], order: Sequence[int]) -> str:
        return "L".join(f"{across(years[at])} {down(float(values[at]))}" for at in order)

    forth = range(len(years))
    band = ""
    if bounds:
        band = f"M{path(bounds[1], forth)}L{path(bounds[0], list(reversed(forth)))}Z"
    labelled = [one for one in years if one % LABELLED_YEARS == 0]
    return Lines(
        axis=axis,
        ticks=[(down(tick), tick) for tick in axis.ticks],
        years=[(across(one), one) for one in labelled],
        zero=down(0.0),
        band=band,
        paths=["M" + path(list(one), forth) for one in series],
        marker=across(year),
    )


@dataclass(frozen=True)
class Bar:
    """A bar to both sides of zero, in percent of its cell: where zero stands, how far it reaches."""

    zero: float
    lost: float
    created: float


def bars(created: Sequence[float], lost: Sequence[float]) -> list[Bar]:
    """Return bars on one scale: `lost` to the start of zero, `created` to the end; both positive.

    >>> bars([30.0, 0.0], [0.0, 10.0])
    [Bar(zero=25.0, lost=0.0, created=75.0), Bar(zero=25.0, lost=25.0, created=0.0)]
    """
    up, down = max(created, default=0.0), max(lost, default=0.0)
    span = max(up + down, 1e-12)
    zero = round(FULL * down / span, 2)
    return [
        Bar(zero, round(FULL * less / span, 2), round(FULL * more / span, 2))
        for more, less in zip(created, lost, strict=True)
    ]


def ends_of(values: Sequence[float], most: int) -> tuple[list[int], int]:
    """Return the places of the largest and the smallest values, largest first, and how many between are left out.

    >>> ends_of([3.0, 1.0, 2.0, 5.0, 4.0], 4)
    ([3, 4, 2, 1], 1)
    """
    order = [int(at) for at in np.argsort(-np.asarray(values, dtype=float), kind="stable")]
    if len(order) <= most:
        return order, 0
    head = most // 2
    return [*order[:head], *order[-(most - head) :]], len(order) - most


def parts(values: Sequence[float]) -> list[float]:
    """Return the lengths of the pieces of one stacked bar; they fill it."""
    total = float(sum(values))
    return [round(FULL * value / total, 2) if total > 0 else 0.0 for value in values]
