"""Jobs created and lost by sector group in one year, as bars to the right and to the left of zero.

Bars are thick lines: plotly moves a line in a third of the time of a bar, and the dash makes the stripes that tell lost
from created without colour. The rows, chosen on the server, hold while a lever is dragged.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dashboard import theme
from dashboard.figures.common import Axis, Figure, axis, layout, round_axis
from dashboard.summary import Array
from dashboard.text import Text

ROWS = 9
MARGIN = (148, 40, 2, 4)
BAR = 11
CREATED, LOST = 0, 1
PAD = 0.18
"""room for the numbers beyond the bars, as a share of the axis"""
REST = -1
"""the row that adds up all groups without a row of their own"""


def rows(created: Array, lost: Array, count: int = ROWS) -> list[int]:
    """Return the groups that get a row, best net first; REST last where groups are left over.

    The groups that gain and lose most, net, always have a row: the title names them.

    >>> rows(np.array([5.0, 0, 9, 1]), np.array([0.0, 8, 1, 0]), count=3)
    [2, 1, -1]
    """
    size = created + lost
    busy = [int(index) for index in np.argsort(-size, kind="stable") if size[index] >= 0.5]
    net = created - lost
    named = {int(np.argmax(net)), int(np.argmin(net))} & set(busy)
    kept = busy if len(busy) <= count else [*named, *[i for i in busy if i not in named]][: count - 1]
    ordered = sorted(kept, key=lambda index: -(created[index] - lost[index]))
    return ordered + ([REST] if len(busy) > count else [])


def row_values(values: Sequence[float], order: Sequence[int]) -> list[float]:
    """Return one value per row; REST is what the other rows leave."""
    shown = {index for index in order if index != REST}
    rest = sum(value for index, value in enumerate(values) if index not in shown)
    return [rest if index == REST else values[index] for index in order]


def segments(values: Sequence[float], sign: int) -> tuple[list[float | None], list[float | None]]:
    """Return the points of bars from zero: two points a row, and a gap between rows."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row, value in enumerate(values):
        x += [0, sign * value, None]
        y += [row, row, None]
    return x, y


def bars(values: Sequence[float], sign: int) -> Figure:
    """Return the trace of the jobs created (sign 1) or lost (sign -1)."""
    x, y = segments(values, sign)
    stripes = {"color": theme.LOST, "dash": "3px,1.5px"} if sign < 0 else {"color": theme.CREATED}
    return {
        "type": "scatter",
        "mode": "lines",
        "uid": "sectors-lost" if sign < 0 else "sectors-created",
        "x": x,
        "y": y,
        "line": {"width": BAR, "simplify": False, **stripes},
        "connectgaps": False,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def figure(t: Text, created: Sequence[float], lost: Sequence[float], order: Sequence[int]) -> Figure:
    """Return the chart for the rows in `order`; the browser writes their names beside it (assets/js/sectors.js)."""
    up, down = row_values(created, order), row_values(lost, order)
    value_axis = round_axis([*up, *[-value for value in down]])
    return {
        "data": [bars(up, 1), bars(down, -1)],
        "layout": {
            **layout(MARGIN, t.numbers.separators),
            "xaxis": axis(
                "value",
                showgrid=False,
                range=list(padded(value_axis)),
                tickmode="array",
                tickvals=value_axis.ticks,
                ticktext=[""] * len(value_axis.ticks),
                zeroline=True,
                zerolinecolor=theme.INK,
                zerolinewidth=1,
            ),
            "yaxis": axis(
                "row",
                range=[max(len(order), 1) - 0.4, -0.6],
                showticklabels=False,
            ),
        },
    }


def padded(value_axis: Axis) -> tuple[float, float]:
    """Return the range that is drawn: the axis, and room for numbers on the sides that have bars."""
    room = PAD * (value_axis.high - value_axis.low)
    low = value_axis.low - room if value_axis.low < 0 else value_axis.low
    return low, value_axis.high + room


def unit_words(t: Text) -> dict[str, str]:
    """Return the line under the title by unit; the browser picks one as the axis settles."""
    return {
        "1": t("Jobs created and lost, {year}", year="{year}"),
        "1000": t("Thousand jobs created and lost, {year}", year="{year}"),
        "1000000": t("Million jobs created and lost, {year}", year="{year}"),
    }


def rest_name(t: Text) -> str:
    """Return the name of the row that adds up the rest."""
    return t("All other sectors")
