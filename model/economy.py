"""One economy: a country pack turned into arrays. Nothing below this module reads a file.

Money is million US$ of 2023; *volume* is money at the average base-year price of a product, so that a row whose users
pay different prices (coal for power, coal for export) is carried in constant tonnes. Axes: n sectors, R regions,
T generation technologies, Y years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Index = NDArray[np.int64]

USES = ("households", "government", "investment", "stocks", "exports")
HOUSEHOLDS, GOVERNMENT, INVESTMENT, STOCKS, EXPORTS = range(5)
SEXES = ("women", "men")
FIRST_YEAR, LAST_YEAR = 2023, 2050
YEARS = np.arange(FIRST_YEAR, LAST_YEAR + 1)
RENEWABLE = ("hydro", "solar", "wind", "bioenergy", "geothermal")
VARIABLE = ("solar", "wind")
FOSSIL = ("coal", "gas", "oil")
ENERGY_ROLES = ("coal", "oil-gas", "refining", "gas", "grid")
"""roles of the sectors whose products are energy"""


@dataclass(frozen=True)
class Plants:
    """Standing plant in cohorts. All arrays have one entry a cohort."""

    technology: Index
    """index into Economy.technologies"""
    region: NDArray[np.int64]
    commissioned: NDArray[np.int64]
    retires: Index
    """stated year, or 0 where none is stated"""
    capacity: Array
    """MW"""


@dataclass(frozen=True)
class Economy:
    """A country in its base year, with the paths that no lever sets. Built by `model.load.load_economy`."""

    iso3: str
    name: str
    grade: str
    data_version: str
    boundaries: str
    meta: Mapping[str, Any]

    sectors: tuple[str, ...]
    sector_labels: tuple[str, ...]
    sector_groups: tuple[str, ...]
    roles: tuple[str, ...]
    divisions: tuple[frozenset[int], ...]
    local: NDArray[np.bool_]
    """(n,) bought where people live: jobs follow local income"""

    x: Array
    """(n,) output, volume"""
    A: Array
    """(n, n) domestic products per unit of output, volume"""
    A_money: Array
    """(n, n) the same in money at the price each user pays"""
    M: Array
    """(n, n) imported products per unit of output, money"""
    f: Array
    """(n, 5) domestic final demand by use, volume"""
    f_money: Array
    """(n, 5) the same in money"""
    f_imported: Array
    """(n, 4) imported final demand by use, money"""
    product_taxes: Array
    """(n,) net taxes on products used, per unit of output"""
    production_taxes: Array
    wages: Array
    surplus: Array
    final_taxes: Array
    """(5,) net taxes on products by final use, million US$"""

    employment: Array
    """(n, 2) women, men; persons on the declared control"""
    employment_regions: Array
    """(R, n, 2)"""

    regions: tuple[str, ...]
    region_names: Mapping[str, Mapping[str, str]]
    population_regions: Array
    geometry: Mapping[str, list[list[list[float]]]]

    technologies: tuple[str, ...]
    technology_sector: Index
    """(T,) column of each technology"""
    generation: Array
    """(T,) GWh in the base year"""
    capacity: Array
    """(T,) MW at the end of the base year"""
    capacity_factor_new: Array
    price_of_generation: float
    """million US$ per GWh at the plant gate, the same for all technologies"""
    grid: int
    """index of grid and supply"""
    plants: Plants

    coal_mt: float
    """Mt of domestic coal per million US$ of volume; 0 without coal mining"""
    coal_exports_mt: float
    electricity_users: Array
    """(n,) and households last: (n + 1,) GWh bought in the base year"""

    fuel_users: Array
    """(n + 1,) PJ of coal, oil and gas bought by users other than the energy industries, households last"""
    oil_users: Array
    """(n + 1,) PJ, the oil in it"""

    emissions_combustion: Array
    """(n + 1,) Mt CO2e from burning fuel, households last"""
    emissions_process: Array
    """(n + 1,) Mt CO2e not from burning fuel"""

    gdp_growth: Array
    """(Y,) real growth over the year before; entry 0 is not used"""
    population: Array
    working_age: Array
    """(Y, 2) women, men aged 15 and over"""
    facts: Mapping[str, float]
    trend: Array
    """(n,) yearly change of the sector's employment share against output, as a growth rate, from its broad sector"""
    sources: tuple[Mapping[str, str], ...]
    employment_detail: tuple[Any, ...] = ()
    """rows of employment_detail.csv (model.pack.schema.EmploymentDetailRow): skill, formality, youth by sector and sex"""
    years: NDArray[np.int64] = field(default_factory=lambda: YEARS)

    def index(self, code: str) -> int:
        return self.sectors.index(code)

    def with_role(self, role: str) -> list[int]:
        """Positions of the sectors that carry a role."""
        return [i for i, r in enumerate(self.roles) if r == role]

    @cached_property
    def construction(self) -> int:
        """Position of the sector that builds."""
        return self.with_role("construction")[0]

    @cached_property
    def under_way(self) -> Array:
        """(Y, T) MW of the register that enters service in each year: commissioned or under construction in the base year."""
        p = self.plants
        found = np.zeros((len(YEARS), len(self.technologies)))
        rows = (p.commissioned >= FIRST_YEAR) & (p.commissioned <= YEARS[-1])
        np.add.at(found, (p.commissioned[rows] - FIRST_YEAR, p.technology[rows]), p.capacity[rows])
        return found
