"""What the views are made of: plain dictionaries that the browser draws (assets/js/blocks.js), and figures that add up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from dashboard.summary import Summary
from dashboard.text import Text
from dashboard.text.numbers import sensible_unit

Block = dict[str, Any]


def apportion(values: Sequence[float], unit: int, total: int | None = None) -> list[int]:
    """Return values rounded to a unit so that they add up to `total` (by default their own rounded sum).

    The largest-remainder method: everything is rounded down, and what is then missing goes to those who lost most by it.

    >>> apportion([14.6, 14.6, -9.2], 10)
    [20, 10, -10]
    """
    exact = np.asarray(values, dtype=float) / unit
    wanted = round(float(exact.sum())) if total is None else round(total / unit)
    if not len(exact):
        return []
    whole = np.floor(exact)
    missing = wanted - int(whole.sum())
    order = np.argsort(whole - exact, kind="stable")
    turns, rest = divmod(missing, len(exact))
    whole += turns
    whole[order[:rest]] += 1
    return [int(value) * unit for value in whole]


def share_of(value: float, largest: float) -> float:
    """Return a bar's length as a share of the longest, to three digits."""
    return round(float(value) / largest, 4) if largest > 0 else 0.0


def printed_unit(summary: Summary, year: int) -> int:
    """Return the unit in which net jobs of the year are printed, so that what is shared out adds up to them."""
    at = summary.at(year)
    return sensible_unit(summary.created[at], summary.lost[at])


def money(t: Text, million: float) -> str:
    """Return an amount of million US$ in words."""
    return "US$ " + t.numbers.compact(million * 1e6) if abs(million) >= 0.05 else "US$ " + t.numbers.whole(0)


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return the table behind a drawing."""
    return {"caption": caption, "head": list(head), "rows": [list(row) for row in rows]}
