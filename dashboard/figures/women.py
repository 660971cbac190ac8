"""Women and men: women's share of the jobs that each pathway creates, against their share of all jobs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.figures import lines
from dashboard.figures.common import Figure, round_axis
from dashboard.text import Text

SMALLEST = 60.0
"""the axis never covers less than 0 to 60 %, so that a small difference does not look like a large one"""


def figure(
    t: Text, years: Sequence[int], series: Sequence[dict[str, Any]], active: int, every: Sequence[float]
) -> Figure:
    """Return the chart; `every` is women's share of all jobs in the baseline, in percent by year."""
    shares = [one["women"] for one in series]
    axis = round_axis([*[value for values in shares for value in values], *every], smallest=SMALLEST)
    return lines.chart(
        name="women",
        years=years,
        year_words=[t.numbers.year(year) for year in years],
        pathways=shares,
        active=active,
        baseline=list(every),
        value_axis=axis,
        tick_words=[t.numbers.percent(tick / 100) for tick in axis.ticks],
        hover="%{x}: %{y:.1f} %<extra></extra>",
        separators=t.numbers.separators,
    )
