"""From draws to what is shown: percentiles, what drives them, what survives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model.economy import FIRST_YEAR, YEARS, Array, Index
from model.ensemble.draws import SOURCE_SET, Draws

PERCENTILES = (5.0, 25.0, 50.0, 75.0, 95.0)
MARKS = (2030, 2035, 2050)
"""years at which conclusions are drawn and the spread is explained"""
DRIVEN = ("net", "created", "lost", "gdp", "emissions", "investment")
Key = tuple[str, int]
"""headline and year"""


@dataclass(frozen=True)
class Samples:
    """Every headline in every draw: what the run of an ensemble gives."""

    pathway: str
    iso3: str
    grade: str
    regions: tuple[str, ...]
    draws: Draws
    national: Mapping[str, Array]
    """(D, Y)"""
    regional: Mapping[str, Array]
    """(D, years placed in regions)"""
    region_years: tuple[int, ...]
    worst: Index
    """(D, years placed in regions) region that loses most"""
    central: Mapping[str, Array]
    """(Y,) the run itself"""

    def at(self, headline: str, year: int) -> Array:
        """(D,) a headline in one year."""
        if headline in self.national:
            return self.national[headline][:, year - FIRST_YEAR]
        return self.regional[headline][:, self.region_years.index(year)]


@dataclass(frozen=True)
class Series:
    """A headline's band, arrays (Y,). Changes against the baseline."""

    low: Array
    """5th percentile; never above the central run"""
    central: Array
    """the run itself"""
    high: Array
    """95th percentile; never below the central run"""
    percentiles: Array
    """(5, Y): 5, 25, 50, 75, 95, as drawn"""
    years: tuple[int, ...]
    """years that were drawn; between them the band is a straight line around the central run"""


@dataclass(frozen=True)
class Driver:
    """One thing that was drawn and what it does to a headline's spread."""

    id: str
    label: str
    rank_correlation: float
    """Spearman; nan for the source sets, which have no order"""
    share: float
    """of the variance of ranks: squared correlation, or the variance between source sets"""


@dataclass(frozen=True)
class Survives:
    """A conclusion of the central run, and how often it holds."""

    id: str
    year: int
    holds: str
    """what the central run says"""
    share: float
    """of the draws that say the same"""
    every_set: bool
    """whether every source set says the same with all else central"""
    against: tuple[str, ...]
    """source sets that do not"""


@dataclass(frozen=True)
class Band:
    """How sure a pathway's headlines are."""

    pathway: str
    headlines: Mapping[str, Series]
    drivers: Mapping[Key, tuple[Driver, ...]]
    """(headline, year) -> what drives the spread, most first"""
    survives: tuple[Survives, ...]
    by_set: Mapping[str, Mapping[str, Array]]
    """source set -> headline -> (Y,), all else central (national headlines)"""
    draws: int

    def __getitem__(self, headline: str) -> Series:
        return self.headlines[headline]


def band_of(samples: Samples) -> Band:
    """Percentiles, drivers and surviving conclusions of an ensemble."""
    draws = samples.draws
    headlines = {name: _series(samples, name) for name in samples.central}
    drivers = drivers_of({(name, year): samples.at(name, year) for name in DRIVEN for year in MARKS}, draws)
    return Band(
        pathway=samples.pathway,
        headlines=headlines,
        drivers=drivers,
        survives=tuple(survives_of(samples)),
        by_set={
            s: {name: values[i] for name, values in samples.national.items()}
            for i, s in enumerate(draws.sets)
        },
        draws=len(draws) - draws.first,
    )


def _series(samples: Samples, name: str) -> Series:
    first, central = samples.draws.first, samples.central[name]
    if name in samples.national:
        years = tuple(int(y) for y in YEARS)
        drawn = np.percentile(samples.national[name][first:], PERCENTILES, axis=0)
    else:
        years = samples.region_years
        at = [y - FIRST_YEAR for y in years]
        # Where no job is created in any draw there is no share of it.
        found = np.nan_to_num(samples.regional[name][first:])
        there = np.percentile(found, PERCENTILES, axis=0) - np.nan_to_num(central[at])
        drawn = central + np.stack([np.interp(YEARS, years, row, left=0.0) for row in there])
    low, high = np.fmin(drawn[0], central), np.fmax(drawn[-1], central)
    return Series(low=low, central=central, high=high, percentiles=drawn, years=years)


def _ranks(values: Array) -> Array:
    """Ranks along the first axis, centred; ties in their order (draws of a continuous range have none)."""
    ranks = np.empty(values.shape)
    order = np.argsort(values, axis=0)
    np.put_along_axis(
        ranks, order, np.arange(len(values), dtype=float).reshape(-1, *[1] * (values.ndim - 1)), axis=0
    )
    return ranks - (len(values) - 1) / 2.0


def drivers_of(values: Mapping[Key, Array], draws: Draws) -> dict[Key, tuple[Driver, ...]]:
    """What drives the spread of each headline: key -> (D,) values. Shares are of the variance of ranks."""
    first, keys = draws.first, [k for k, v in values.items() if np.ptp(v[draws.first :]) > 0]
    if not keys:
        return {}
    out = _ranks(np.stack([values[k][first:] for k in keys], axis=1))
    moved = np.ptp(draws.values[first:], axis=0) > 0
    inputs = np.where(moved, _ranks(draws.values[first:]), 0.0)
    # Ranks of one length have one variance.
    whole = float((out[:, 0] ** 2).sum())
    rho = inputs.T @ out / whole
    source = draws.source[first:]
    member = (source[None] == np.arange(len(draws.sets))[:, None]).astype(float)
    count = np.maximum(member.sum(axis=1), 1.0)
    between = ((member @ out) ** 2 / count[:, None]).sum(axis=0) / whole
    label = "Source of employment factors"
    found = {}
    for j, key in enumerate(keys):
        mine = [
            Driver(c.id, c.label, float(rho[p, j]), float(rho[p, j] ** 2))
            for p, c in enumerate(draws.columns)
            if moved[p]
        ]
        mine.append(Driver(SOURCE_SET, label, float("nan"), float(between[j])))
        found[key] = tuple(sorted(mine, key=lambda d: -d.share))
    return found


def survives_of(samples: Samples) -> list[Survives]:
    """The sign of net jobs and of GDP, more created than lost, and the region that loses most."""
    found = []
    for headline in ("net", "gdp"):
        for year in MARKS:
            values = samples.at(headline, year)
            says = np.sign(np.round(values, 6))
            word = {1.0: "gain", -1.0: "loss", 0.0: "no change"}[float(says[0])]
            found.append(_survives(samples, f"{headline}-sign", year, word, says == says[0]))
    for year in MARKS:
        worst = samples.worst[:, samples.region_years.index(year)]
        region = samples.regions[int(worst[0])]
        found.append(_survives(samples, "worst-region", year, region, worst == worst[0]))
    return found


def _survives(samples: Samples, name: str, year: int, holds: str, same: np.ndarray) -> Survives:
    draws = samples.draws
    against = tuple(s for s, ok in zip(draws.sets, same[: draws.first], strict=True) if not ok)
    return Survives(name, year, holds, float(same[draws.first :].mean()), not against, against)
