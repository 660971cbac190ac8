"""Lines over the years, one a pathway, drawn lean: the frame shared by jobs over time and women's share.

Traces: 0 and 1 the range of the chosen pathway (empty until there is one), 2 the baseline, 3 to 6 the pathways.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard import theme
from dashboard.figures.common import Axis, Figure, axis, layout, years_axis

LOW, HIGH, BASELINE, FIRST_PATHWAY = 0, 1, 2, 3
MARGIN = (52, 112, 9, 20)
"""the end labels, written by the browser, stand in the margin on the right"""
WIDTH, WIDTH_CHOSEN = 1.75, 3
FAINT = 0.12


def colour(slot: int, alpha: float = 1.0) -> str:
    """Return a pathway's colour, as plotly takes it."""
    code = theme.PATHWAYS[slot]
    red, green, blue = (int(code[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha})"


def line(
    name: str, slot: int, x: Sequence[int], y: Sequence[float | None] | None, chosen: bool, hover: str
) -> Figure:
    """Return the trace of one pathway; without numbers it is there but empty, so that positions hold.

    By its uid the browser finds the drawn line again, to bend it while a lever moves.
    """
    return {
        "uid": f"{name}-{slot}",
        "type": "scatter",
        "mode": "lines",
        "x": list(x) if y is not None else [],
        "y": list(y) if y is not None else [],
        "line": {
            "color": theme.PATHWAYS[slot],
            "width": WIDTH_CHOSEN if chosen else WIDTH,
            "simplify": False,
        },
        "hovertemplate": hover,
        "connectgaps": False,
        "cliponaxis": False,
    }


def band(
    slot: int, x: Sequence[int], low: Sequence[float] | None, high: Sequence[float] | None
) -> list[Figure]:
    """Return the two traces of a range: its lower edge, and the fill up to its upper edge."""
    edge = {"type": "scatter", "mode": "lines", "line": {"width": 0, "simplify": False}, "hoverinfo": "skip"}
    has = low is not None and high is not None
    # By their uids the style sheet hides both while a lever moves.
    lower = {**edge, "uid": "band-low", "x": list(x) if has else [], "y": list(low or []) if has else []}
    upper = {**edge, "uid": "band-high", "x": list(x) if has else [], "y": list(high or []) if has else [], "fill": "tonexty",
             "fillcolor": colour(slot, FAINT)}  # fmt: skip
    return [lower, upper]


def chart(
    name: str,
    years: Sequence[int],
    year_words: Sequence[str],
    pathways: Sequence[Sequence[float | None] | None],
    active: int,
    baseline: Sequence[float],
    value_axis: Axis,
    tick_words: Sequence[str],
    hover: str,
    separators: str,
    bounds: tuple[Sequence[float], Sequence[float]] | None = None,
) -> Figure:
    """Return a line chart with all its traces in their places."""
    low, high = bounds if bounds else (None, None)
    base: Figure = {
        "type": "scatter",
        "mode": "lines",
        "x": list(years),
        "y": list(baseline),
        "line": {"color": theme.BASELINE, "width": 1.5, "dash": "4px,3px", "simplify": False},
        "hoverinfo": "skip",
    }
    slots: list[Any] = list(pathways) + [None] * (len(theme.PATHWAYS) - len(pathways))
    lines = [line(name, slot, years, values, slot == active, hover) for slot, values in enumerate(slots)]
    return {
        "data": [*band(active, years, low, high), base, *lines],
        "layout": {
            **layout(MARGIN, separators),
            "xaxis": years_axis(years, year_words),
            "yaxis": axis(
                "value",
                range=[value_axis.low, value_axis.high],
                tickmode="array",
                tickvals=value_axis.ticks,
                ticktext=list(tick_words),
            ),
        },
    }
