"""What the view "Heat" keeps: hours that heat takes from work, by sector, region and year, and what adaptation does."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dashboard.scenario import Scenario, ordered
from dashboard.summary import FIRST_SHOWN, Array

LEVER = "heat-adaptation"
TRIED = 50.0
"""% of the hours lost: what the view tries out where the lever is not moved"""


@dataclass(frozen=True)
class HeatSummary:
    """Full-time equivalents unless stated; Y years from the first shown one, S sectors, R regions, women before men."""

    years: tuple[int, ...]
    by_sector: Array
    """[Y, S] lost in this pathway"""
    by_sex: Array
    """[Y, 2]"""
    share_of_sector: Array
    """[Y, S] share of the working hours, 0..1"""
    without: Array
    """[Y] lost if nothing were done about it, the same jobs"""
    workers: Array
    """[Y] all jobs of the pathway"""
    by_region: Array
    """[Y, R]"""
    share_of_region: Array
    """[Y, R]"""
    regional: bool
    """False: one climate for the whole country"""
    warming: Array
    """[Y] degC above 1991-2020"""
    paths: Mapping[str, Array]
    """path of the world's climate -> [Y] lost in this pathway"""

    def at(self, year: int) -> int:
        """Return the position of a year on the axis."""
        return self.years.index(year)

    @property
    def total(self) -> Array:
        """[Y]"""
        return np.asarray(self.by_sector.sum(axis=1))


@dataclass(frozen=True)
class AdaptationSummary:
    """What adaptation does beside the same pathway without it; Y years. Persons, million US$ of 2023."""

    years: tuple[int, ...]
    percent: float
    """of the hours lost that are saved from 2035"""
    tried: bool
    """True: the pathway does not do it; this is what it would add"""
    saved: Array
    """[Y] full-time equivalents won back"""
    cost: Array
    """[Y]"""
    firms: Array
    """[Y] of it paid by employers"""
    gained: Array
    """[Y] work won back, at wages"""
    jobs: Array
    """[Y] net jobs"""
    public: Array
    """[Y] public cost"""


def summarise_heat(result: Any) -> HeatSummary:
    """Reduce the heat account of a result to what the view shows."""
    years = [int(year) for year in result.economy.years]
    start = years.index(FIRST_SHOWN)
    accounts = result.heat_by_path()
    central = next(iter(accounts.values()))
    return HeatSummary(
        years=tuple(years[start:]),
        by_sector=central.fte.sum(axis=2)[start:],
        by_sex=central.fte.sum(axis=1)[start:],
        share_of_sector=central.lost_hours[start:],
        without=(central.total / (1.0 - central.saved))[start:],
        workers=np.asarray(result.jobs_demanded, dtype=float)[start:],
        by_region=central.fte_by_region[start:],
        share_of_region=central.lost_hours_by_region[start:],
        regional=bool(central.regional),
        warming=np.asarray(central.warming, dtype=float)[start:],
        paths={name: account.total[start:] for name, account in accounts.items()},
    )


def with_adaptation(scenario: Scenario, percent: float) -> Scenario:
    """Return the scenario with so many per cent of the lost hours saved; 0: without adaptation."""
    moved = {name: value for name, value in scenario.levers if name != LEVER}
    return replace(scenario, levers=ordered(moved | ({LEVER: percent} if percent else {})))


def summarise_adaptation(result: Any, without: Any, percent: float, tried: bool) -> AdaptationSummary:
    """Reduce two results, with and without adaptation, to what it does."""
    years = [int(year) for year in result.economy.years]
    start = years.index(FIRST_SHOWN)
    effect = next(one for one in result.effects if one.name == LEVER)
    account = next(iter(result.heat_by_path().values()))
    firms = np.asarray(effect.sources["employers"], dtype=float)
    others = np.zeros_like(firms) if effect.spending is None else np.asarray(effect.spending, dtype=float)
    return AdaptationSummary(
        years=tuple(years[start:]),
        percent=percent,
        tried=tried,
        saved=(account.total * account.saved / (1.0 - account.saved))[start:],
        cost=(firms + others)[start:],
        firms=firms[start:],
        gained=(np.asarray(effect.value, dtype=float) + firms)[start:],
        jobs=np.asarray(result.net - without.net, dtype=float)[start:],
        public=np.asarray(result.public_cost - without.public_cost, dtype=float)[start:],
    )
