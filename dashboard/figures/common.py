"""What all charts share: axes with round ticks, a lean layout, and the configuration of the chart frame."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dashboard import theme

Figure = dict[str, Any]

# A cloud button is plotly's default; nothing on this page leaves for anybody else's server.
CONFIG = {"displayModeBar": False, "showSendToCloud": False, "scrollZoom": False, "doubleClick": False}


# A line may stand out of its axis by this part of the whole: three pixels are no reason for a further tick.
SLACK = 0.02


@dataclass(frozen=True)
class Axis:
    """An axis that holds its values, with round ticks."""

    low: float
    high: float
    step: float

    @property
    def ticks(self) -> list[float]:
        count = round((self.high - self.low) / self.step)
        return [self.low + index * self.step for index in range(count + 1)]


def round_axis(values: Iterable[float | None], ticks: int = 4, smallest: float = 10.0) -> Axis:
    """Return the axis with zero and all values on it, its ends on round ticks (1, 2 or 5 times a power of ten).

    `assets/js/scale.js` has the same rule, for the moment a lever is released.

    >>> round_axis([12_000, -3_000]).ticks
    [-5000, 0, 5000, 10000, 15000]
    """
    known = [value for value in values if value is not None and math.isfinite(value)]
    low, high = min([0.0, *known]), max([0.0, *known])
    if high - low < smallest:
        high = low + smallest
    rough = (high - low) / ticks
    power = 10 ** math.floor(math.log10(rough))
    step = next(times * power for times in (1, 2, 5, 10) if times * power >= rough * 0.9999)
    out = SLACK * (high - low) / step
    return Axis(math.floor(low / step + out) * step, math.ceil(high / step - out) * step, step)


def layout(margin: tuple[int, int, int, int], separators: str) -> Figure:
    """Return the layout of a lean chart. Margins are left, right, top, bottom in pixels and never adapt."""
    left, right, top, bottom = margin
    return {
        "autosize": True,
        "margin": {"l": left, "r": right, "t": top, "b": bottom, "pad": 0, "autoexpand": False},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "hovermode": "closest",
        "dragmode": False,
        "separators": separators,
        "font": {"family": theme.FONT, "size": 12, "color": theme.MUTED},
        "hoverlabel": {"font": {"family": theme.FONT, "size": 12}},
        "uirevision": "held",
    }


def axis(kind: str, **more: Any) -> Figure:
    """Return the settings of one axis: nobody zooms, nothing adapts by itself."""
    shared = {
        "fixedrange": True,
        "automargin": False,
        "ticklabeloverflow": "allow",
        "ticklabelstandoff": 4,
        "zeroline": False,
        "ticks": "",
        "showline": False,
    }
    grid = {"showgrid": kind == "value", "gridcolor": theme.GRID, "gridwidth": 1}
    return {**shared, **grid, **more}


def years_axis(years: Iterable[int], words: Iterable[str]) -> Figure:
    """Return the axis of years, labelled at its ends and at the decades between."""
    all_years = list(years)
    label = dict(zip(all_years, words, strict=True))
    shown = [all_years[0], *[y for y in all_years[3:-3] if y % 10 == 0 or y == 2035], all_years[-1]]
    return axis("year", range=[all_years[0], all_years[-1]], tickmode="array", tickvals=shown,
                ticktext=[label[year] for year in shown])  # fmt: skip
