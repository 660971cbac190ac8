"""Heat at work: the hours that are lost to it, by sector, sex, region and year.

What is lost at a place depends on the work: a work-capacity function turns wet bulb globe temperature in the shade into
the share of an hour that can be worked (data/builder/climate). Here that share meets the people who work there.

It is an account beside the run: jobs, output and GDP of the baseline already have the hours lost by 2023 in their
productivity, and no later loss is taken from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from model.baseline import Prepared
from model.economy import YEARS, Array, Economy
from model.errors import InputError
from model.parameters import DATA, divisions_of, read_rows
from model.power import POLICY_YEAR, straight

if TYPE_CHECKING:
    from model.result import Result

LEVER = "heat-adaptation"
WORK = (200, 300, 400)
"""classes of work intensity, W of metabolic rate: light, moderate, heavy"""
WARMING = (0.0, 1.0, 2.0, 3.0)
"""degC above 1991-2020 at which losses are tabulated"""
REFERENCE_YEAR = 2005.5
"""middle of 1991-2020"""
CENTRAL = "SSP2-4.5"


@dataclass(frozen=True)
class HeatAccount:
    """Hours lost to heat. Y years, S sectors, R regions, X women and men."""

    scenario: str
    warming: Array
    """(Y,) degC of the country above 1991-2020"""
    lost_hours: Array
    """(Y, S) share of working hours lost, 0..1"""
    fte: Array
    """(Y, S, X) hours lost as full-time equivalents: persons"""
    lost_hours_by_region: Array
    """(Y, R) share of working hours lost, 0..1"""
    fte_by_region: Array
    """(Y, R)"""
    regional: bool
    """False: one climate for the whole country"""
    saved: Array
    """(Y,) share of the hours that adaptation won back; what is lost above is what is left"""
    grade: str = "C"

    @property
    def total(self) -> Array:
        """(Y,) full-time equivalents lost in the country."""
        return self.fte.sum(axis=(1, 2))


def heat_of(of: Result | Prepared, scenario: str = CENTRAL) -> HeatAccount:
    """The account of a pathway's result, or of the baseline alone.

    A pathway's adaptation lever takes its share off what is lost. Raises `InputError` for a scenario or a country that
    has no climate table.
    """
    base = of if isinstance(of, Prepared) else of.base
    economy = base.economy
    if not has_climate(economy):
        raise InputError(
            "There is no climate for {country}: data/climate/heat_by_region.csv has no row of {code}.",
            country=economy.name,
            code=economy.iso3,
        )
    lost, saved = lost_by_cell(economy, scenario), np.zeros(len(YEARS))
    if isinstance(of, Prepared):
        women = base.cells * base.regional.women_cells[None]
        people = np.stack([women, base.cells - women], axis=-1)
    else:
        people = of.employment(by=("region", "sector", "sex"))
        saved = saved_share(of.pathway.levers.get(LEVER, 0.0) / 100.0)
        lost = lost * (1.0 - saved)[:, None, None]
    persons = people.sum(axis=3)
    fte = lost[..., None] * people
    return HeatAccount(
        scenario=scenario,
        warming=warming_path(economy.iso3, scenario),
        lost_hours=_mean(lost, persons, axis=1),
        fte=fte.sum(axis=1),
        lost_hours_by_region=_mean(lost, persons, axis=2),
        fte_by_region=fte.sum(axis=(2, 3)),
        regional=_regional(economy),
        saved=saved,
    )


def heat_by_path(of: Result | Prepared) -> dict[str, HeatAccount]:
    """The account on every path of the world's climate that is at hand for the country, the central one first."""
    iso3 = (of if isinstance(of, Prepared) else of.base).economy.iso3
    paths = sorted(
        {path for code, path in _warming() if code == iso3}, key=lambda path: (path != CENTRAL, path)
    )
    return {path: heat_of(of, path) for path in paths}


def saved_share(goal: float) -> Array:
    """(Y,) share of the hours lost that adaptation saves: straight from the policy year to the year it is complete."""
    complete = int(parameter("adaptation_complete"))
    return straight(POLICY_YEAR - 1, {complete: goal})


def lost_by_cell(economy: Economy, scenario: str = CENTRAL) -> Array:
    """(Y, R, S) share of working hours lost without adaptation."""
    return _lost_by_cell(_ById(economy), scenario)


class _ById:
    """An economy as a cache key: packs are loaded once, and what they lose to heat changes with no lever."""

    def __init__(self, economy: Economy) -> None:
        self.economy = economy

    def __hash__(self) -> int:
        return id(self.economy)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.economy is self.economy


@lru_cache(maxsize=32)
def _lost_by_cell(key: _ById, scenario: str) -> Array:
    economy = key.economy
    at = warming_path(economy.iso3, scenario)
    table = _table()[economy.iso3]
    places = np.stack([table.get(region, table[""]) for region in economy.regions])
    by_year = np.empty((len(YEARS), len(places), len(WORK)))
    for r, place in enumerate(places):
        for k in range(len(WORK)):
            by_year[:, r, k] = np.interp(at, WARMING, place[k])
    found = by_year @ intensity(economy).T
    found.setflags(write=False)
    return found


def lost_by_sector(base: Prepared, scenario: str = CENTRAL) -> Array:
    """(Y, S) share of working hours lost without adaptation, with the baseline's jobs in each region."""
    return _mean(lost_by_cell(base.economy, scenario), base.cells, axis=1)


def intensity(economy: Economy) -> Array:
    """(S, W) part of each sector's work in each class of `WORK`: by the ISIC divisions that it covers."""
    classes = [(divisions_of(row["scope"]), WORK.index(int(row["value"]))) for row in _rows("work_w")]
    found = np.zeros((len(economy.sectors), len(WORK)))
    for i, divisions in enumerate(economy.divisions):
        for covered, k in classes:
            found[i, k] += len(divisions & covered)
    total = found.sum(axis=1, keepdims=True)
    return np.divide(found, total, out=np.zeros_like(found), where=total > 0)


def warming_path(iso3: str, scenario: str = CENTRAL) -> Array:
    """(Y,) degC above 1991-2020: straight from the middle of that period to 2030 and on to 2050."""
    rows = _warming().get((iso3, scenario))
    if rows is None:
        known = ", ".join(sorted({s for _, s in _warming()}))
        raise InputError(f"There is no warming path {scenario} for {iso3}. Scenarios: {known}.")
    years = [REFERENCE_YEAR, *rows]
    return np.interp(YEARS, years, [0.0, *rows.values()])


def has_climate(economy: Economy) -> bool:
    """Say whether the climate of a country is known."""
    return economy.iso3 in _table()


def parameter(name: str) -> float:
    """A value of data/parameters/heat.csv that stands alone."""
    return float(_rows(name)[0]["value"])


def shares(name: str) -> dict[frozenset[int], float]:
    """Shares by ISIC divisions of data/parameters/heat.csv, adding up to 1."""
    rows = {divisions_of(row["scope"]): float(row["value"]) for row in _rows(name)}
    total = sum(rows.values())
    return {divisions: value / total for divisions, value in rows.items()}


def _regional(economy: Economy) -> bool:
    return any(region in _table()[economy.iso3] for region in economy.regions)


def _mean(share: Array, weight: Array, axis: int) -> Array:
    """Mean of `share` over an axis, weighted; where nobody works, the plain mean."""
    total = weight.sum(axis=axis)
    plain = share.mean(axis=axis)
    return np.divide((share * weight).sum(axis=axis), total, out=plain, where=total > 0)


@lru_cache(maxsize=1)
def _all_rows() -> list[dict[str, str]]:
    return read_rows(DATA / "parameters" / "heat.csv")


def _rows(name: str) -> list[dict[str, str]]:
    return [row for row in _all_rows() if row["parameter"] == name]


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Mapping[str, Array]]:
    """Country -> region ("" is the nation) -> (W, warming) share of hours lost."""
    found: dict[str, dict[str, Array]] = {}
    for row in read_rows(DATA / "climate" / "heat_by_region.csv"):
        place = found.setdefault(row["country"], {}).setdefault(
            row["region"], np.zeros((len(WORK), len(WARMING)))
        )
        place[WORK.index(int(row["work_w"]))] = [float(row[f"lost_{w:.0f}"]) for w in WARMING]
    return found


@lru_cache(maxsize=1)
def _warming() -> Mapping[tuple[str, str], dict[int, float]]:
    """(country, scenario) -> year -> degC above 1991-2020."""
    found: dict[tuple[str, str], dict[int, float]] = {}
    for row in read_rows(DATA / "climate" / "warming.csv"):
        found.setdefault((row["country"], row["scenario"]), {})[int(row["year"])] = float(row["warming"])
    return found
