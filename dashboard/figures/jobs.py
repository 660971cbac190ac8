"""Jobs over time: each pathway's net jobs against the baseline, which is the line at zero."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.figures import lines
from dashboard.figures.common import Axis, Figure, round_axis
from dashboard.text import Text

UNITS = (1, 1_000, 1_000_000)


def unit_of(axis: Axis) -> int:
    """Return the unit in which ticks are written: jobs, thousand jobs or million jobs."""
    largest = max(abs(axis.low), abs(axis.high))
    return next((unit for unit in reversed(UNITS) if axis.step >= unit and largest >= 2 * unit), 1)


def unit_words(t: Text) -> dict[str, str]:
    """Return the line under the title by unit; the browser picks one as the axis settles."""
    return {
        "1": t("Jobs against the baseline, per year"),
        "1000": t("Thousand jobs against the baseline, per year"),
        "1000000": t("Million jobs against the baseline, per year"),
    }


def figure(t: Text, years: Sequence[int], series: Sequence[dict[str, Any]], active: int) -> Figure:
    """Return the chart for the pathways' series (answer.series), in the order of their colours."""
    net = [one["net"] for one in series]
    chosen = series[active]
    bounds = (chosen["low"], chosen["high"]) if chosen["low"] is not None else None
    everything = [value for values in net for value in values]
    axis = round_axis([*everything, *(bounds[0] if bounds else ()), *(bounds[1] if bounds else ())])
    unit = unit_of(axis)
    return lines.chart(
        name="jobs",
        years=years,
        year_words=[t.numbers.year(year) for year in years],
        pathways=net,
        active=active,
        baseline=[0.0] * len(years),
        value_axis=axis,
        tick_words=[t.numbers.signed(tick / unit) for tick in axis.ticks],
        hover="%{x}: %{y:+,.0f}<extra></extra>",
        separators=t.numbers.separators,
        bounds=bounds,
    )
