"""What the views are made of: plain dictionaries that the browser draws (assets/js/blocks.js), and figures that add up.

Every block has

- `id` (ids.py: also of its explanation, picture and data), `kind`, `title` (the finding, made from the numbers), `subtitle`
  (what is drawn, the unit, “modelled” where it is), and, where needed, `note` (a sentence under the drawing), `wide` (takes
  the whole width) or `side` ("start", "end": the column it stands in; without one blocks take turns), `table` (the table
  behind it; lines, bars, map and matrix get theirs from what is drawn), and `choices`: selects above the drawing, each
  {id, label, value, options: [[value, words], ...]}; what is chosen comes back in the request (question.py, `Choices`).

Kinds:

- `lines`: over the years. {years, series: [{name, color, values, dash?, strong?, quiet?, ink?, pattern?, over?}], digits,
  signed?, suffix?, smallest?, stacked?, legend?, pathways?}. `values` stand in the unit that the subtitle names, None where
  there is none; `color` (and `ink`, of the name, where the colour is too faint for letters) is a token of
  assets/css/00-tokens.css; `quiet` lines are thin and nameless; `stacked` draws areas that add up (striped where `pattern`),
  under the series that say `over`; with `legend` they are named above instead of at their ends; `smallest` is the least span of
  the axis; `pathways` names a series of the overview's answer ("women", "net"), of which the browser adds one line a pathway.
- `bars`: ranked. {head, columns, bold?, parts: [[name, style], ...], rows: [{key, name, values, words, rows?}]}. `values` are
  signed, one a part, drawn from zero to either side; without parts a bar's sign decides its look. `words` are printed in the
  columns, the last one bold, or that of `bold`. A row with `rows` opens into them; a `strong` row is a sum. Styles: created,
  lost, women, men, channel-0..2, stage-0..4, sum (55-views.css).
- `map`: as bars, and {values, words, boundaries, missing}: a number and its words by region, in the order of the economy's
  regions; `missing` is said where a country has no outlines. With `losses` values are sizes of a loss, from 0 up; `suffix`
  is the unit behind the end of the scale.
- `matrix`: two dimensions crossed. {head, rows: [{name, values, words, beside?}], total?}. `beside` is a second line of a
  cell. More `words` than `values` in a row are sums without a shade.
- `stack`: shares of a whole. {rows: [[name, words, shares]], legend: [[name, words, share]]}.
- `change`: groups of single bars. {groups: [{name, note?, rows: [[name, words, share]]}]}.
- `list`: names and figures. {rows: [[name, words]]}.
- `waterfall`: see why.py.

While a lever is dragged the scales, axes and the order of rows hold; they settle when it rests.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from dashboard.finding import printed_jobs
from dashboard.summary import Array, Summary
from dashboard.text import Text
from dashboard.text.money import dollars
from dashboard.text.numbers import apportion

Block = dict[str, Any]


def apportion_table(
    cells: Array, unit: int, row_totals: Sequence[int], column_totals: Sequence[int]
) -> list[list[int]]:
    """Return cells [a, b] rounded to a unit so that rows and columns add up to given totals, which have one sum.

    Rows are apportioned first; then units move within a row, from a column with too much to one with too little, where the
    rounding suffers least.
    """
    printed = [apportion(list(parts), unit, total) for parts, total in zip(cells, row_totals, strict=True)]
    table = np.array(printed, dtype=float).reshape(cells.shape)
    wanted = np.asarray(column_totals, dtype=float)
    while table.size:
        off = table.sum(axis=0) - wanted
        high, low = int(np.argmax(off)), int(np.argmin(off))
        if off[high] < unit / 2 or off[low] > -unit / 2:
            break
        error = table - cells
        at = int(np.argmax(error[:, high] - error[:, low]))
        table[at, high] -= unit
        table[at, low] += unit
    return [[int(value) for value in parts] for parts in table.tolist()]


def share_of(value: float, largest: float) -> float:
    """Return a bar's length as a share of the longest, to three digits."""
    return round(float(value) / largest, 4) if largest > 0 else 0.0


def printed_unit(summary: Summary, year: int) -> int:
    """Return the unit in which net jobs of the year are printed, so that what is shared out adds up to them."""
    return printed_jobs(summary, year).unit


def money(t: Text, million: float) -> str:
    """Return an amount of million US$ in words."""
    return dollars(t, t.numbers.compact(million * 1e6) if abs(million) >= 0.05 else t.numbers.whole(0))


def line(
    name: str, color: str, values: Iterable[float | None], digits: int = 1, **look: object
) -> dict[str, Any]:
    """Return a series of a `lines` block; what is no number (NaN) is a gap."""
    rounded = [None if value is None or value != value else round(float(value), digits) for value in values]
    return {"name": name, "color": color, "values": rounded, **look}


def row(
    key: str, name: str, values: Sequence[float], words: Sequence[str], rows: Sequence[Any] = ()
) -> dict[str, Any]:
    """Return a row of `bars` or `map`, or of `matrix` (whose key nobody reads)."""
    made = {
        "key": key,
        "name": name,
        "values": [round(float(value), 3) for value in values],
        "words": list(words),
    }
    return {**made, "rows": list(rows)} if rows else made


def thousands(values: Sequence[float] | np.ndarray[Any, Any]) -> int:
    """Return the unit of people over the years: 1, 1,000 or 1,000,000, so that axes carry short numbers."""
    largest = float(np.max(np.abs(values), initial=0.0))
    return next((unit for unit in (1_000_000, 1_000) if largest >= 2 * unit), 1)


def digits_of(unit: int, values: Sequence[float] | np.ndarray[Any, Any]) -> int:
    """Return how many decimals figures over the years need in their unit."""
    largest = float(np.max(np.abs(values), initial=0.0)) / unit
    return 0 if unit == 1 or largest >= 100 else 1 if largest >= 10 else 2


def table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    """Return the table behind a drawing."""
    return {"caption": caption, "head": list(head), "rows": [list(row) for row in rows]}
