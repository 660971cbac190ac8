"""What the screen keeps of one run: small arrays over all years, from which any year can be answered at once.

The model's result has every crossing; the screen needs a few sums of it. A summary is some 20 KB, so that hundreds of
pathways stay in memory and scrubbing through the years never runs the model again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dashboard.text import Said

Array = NDArray[np.float64]

FIRST_SHOWN = 2024


@dataclass(frozen=True)
class Warned:
    """One of the model's warnings."""

    sentence: Said | str
    year: int | None


@dataclass(frozen=True)
class Summary:
    """One pathway of one country. Persons unless stated; Y years, G sector groups, R regions; women before men."""

    years: tuple[int, ...]
    net: Array
    """[Y]"""
    created: Array
    """[Y]"""
    lost: Array
    """[Y], positive"""
    created_by_group: Array
    """[Y, G]"""
    lost_by_group: Array
    """[Y, G], positive"""
    created_by_sex: Array
    """[Y, 2]"""
    lost_by_sex: Array
    """[Y, 2], positive"""
    change_by_region: Array
    """[Y, R]"""
    baseline_by_region: Array
    """[Y, R] employment in the baseline of the same year"""
    women_share: Array
    """[Y] women's share of all jobs, 0..1"""
    women_share_created: Array
    """[Y] women's share of the jobs created, 0..1; NaN where none is"""
    unfilled: Array
    """[Y] jobs created that find nobody"""
    gdp: Array
    gdp_baseline: Array
    """[Y] million US$ of 2023"""
    emissions: Array
    emissions_baseline: Array
    """[Y] Mt"""
    money_sources: Mapping[str, Array]
    """each [Y], million US$ of 2023"""
    public_cost: Array
    """[Y] million US$ of 2023"""
    warnings: tuple[Warned, ...]
    unfilled_known: bool = True
    """False: no record tells who could fill new jobs, so that `unfilled` is no figure"""
    net_low: Array | None = None
    net_high: Array | None = None

    def at(self, year: int) -> int:
        """Return the position of a year on the axis."""
        return self.years.index(year)


def add_up(cells: Array, groups: Sequence[str], order: Sequence[str]) -> Array:
    """Add sectors [Y, S] up to groups [Y, G] in the order of the charts."""
    return np.asarray(cells @ _membership(tuple(groups), tuple(order)))


@lru_cache(maxsize=128)
def _membership(groups: tuple[str, ...], order: tuple[str, ...]) -> Array:
    """Return [S, G] which sector belongs to which group, 1 or 0."""
    return np.array([[group == wanted for wanted in order] for group in groups], dtype=float)


def summarise(result: Any, economy: Any, order: Sequence[str]) -> Summary:
    """Reduce the model's result to what the screen shows, from the first shown year on."""
    all_years = [int(year) for year in economy.years]
    start = all_years.index(FIRST_SHOWN)
    groups = list(economy.sector_groups)

    def series(values: Any) -> Array:
        return np.asarray(values, dtype=float)[start:]

    return Summary(
        years=tuple(all_years[start:]),
        net=series(result.net),
        created=series(result.created),
        lost=np.abs(series(result.lost)),
        created_by_group=add_up(series(result.jobs_created(by=("sector",))), groups, order),
        lost_by_group=add_up(np.abs(series(result.jobs_lost(by=("sector",)))), groups, order),
        created_by_sex=series(result.jobs_created(by=("sex",))),
        lost_by_sex=np.abs(series(result.jobs_lost(by=("sex",)))),
        change_by_region=series(result.employment_change(by=("region",))),
        baseline_by_region=series(result.employment_baseline(by=("region",))),
        women_share=series(result.women_share),
        women_share_created=series(result.women_share_created),
        unfilled=series(result.jobs_unfilled),
        gdp=series(result.gdp),
        gdp_baseline=series(result.gdp_baseline),
        emissions=series(result.emissions),
        emissions_baseline=series(result.emissions_baseline),
        money_sources={name: series(values) for name, values in result.money_sources.items()},
        public_cost=series(result.public_cost),
        warnings=tuple(_warned(warning) for warning in result.warnings),
        unfilled_known=getattr(result, "unfilled_known", True),
        net_low=_bound(result, "low", start),
        net_high=_bound(result, "high", start),
    )


def _bound(result: Any, which: str, start: int) -> Array | None:
    companion = getattr(result, which, None)
    return None if companion is None else np.asarray(companion.net, dtype=float)[start:]


def _warned(warning: Any) -> Warned:
    year = getattr(warning, "year", None)
    return Warned(warning.sentence, int(year) if year is not None else None)


def per_hundred(summary: Summary) -> Array:
    """Return the change per 100 workers of the baseline by region, [Y, R]; 0 where nobody works."""
    level = summary.baseline_by_region
    return np.divide(100 * summary.change_by_region, level, out=np.zeros_like(level), where=level > 0)
