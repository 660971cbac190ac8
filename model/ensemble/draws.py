"""What is drawn: parameters with a published range, and the set of employment factors, swapped whole.

A Latin hypercube (McKay, Beckman and Conover 1979) gives every parameter each of its N equal slices of probability once.
Values are triangular between the low and the high end of the parameter table with the central value as mode: the
distribution that needs nothing but what the table gives. The seed is fixed, and the columns are the same for every
pathway of a country, so that two pathways can be compared draw by draw.

Row 0 is the central case; the next rows swap nothing but the set of employment factors; then come the draws.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model.baseline import Prepared
from model.economy import Array, Index
from model.errors import InputError
from model.parameters import (
    DATA,
    Parameter,
    employment_factors,
    factor_sets,
    read_rows,
    technology_parameters,
    world_parameters,
)

SEED = 20231127
"""fixed: the same draws on every machine"""
CLOSURES = (
    "crowding_out_share",
    "budget_displacement_share",
    "public_revenue_respent",
    "resource_revenue_respent",
    "loans_served_by_users",
    "participation_response",
)
WORLD = (
    "cost_of_capital_real",
    "loan_interest_real",
    "loan_term",
    "loan_grace",
    "distributed_profit_share",
    "local_content_cost_penalty",
    "local_content_max_share",
    "employment_factor_learning",
    "storage_mw_per_vre_mw",
    "saved_electricity_cost",
    "saved_fuel_cost",
    "electric_road_cost",
    *CLOSURES,
)
"""world parameters that are drawn. What would change the table, the plan or the fleet (growth of power demand, lifetimes,
the mix of new plant, rebound, price elasticities) is held at its central value: the baseline's table stays as it is."""
REGIONAL_MULTIPLIER = "employment_factor_multiplier"
MULTIPLIER_SET = "rutovitz-2015"
"""the multiplier belongs to the method of this set, whose factors are those of OECD countries; other sets are used as published"""
SOURCE_SET = "employment_factors"
COST, COST_PATH, SUPPLY_CHAIN = "capital_cost", "cost_path", "supply_chain"


@dataclass(frozen=True)
class Column:
    """One thing that is drawn."""

    id: str
    label: str
    low: float
    central: float
    high: float


@dataclass(frozen=True)
class Draws:
    """D rows: the central case, a row for each other source set, and the draws."""

    columns: tuple[Column, ...]
    values: Array
    """(D, P)"""
    sets: tuple[str, ...]
    """source sets; the world's own first"""
    source: Index
    """(D,) position in `sets`"""
    first: int
    """the first row that is a draw"""

    def of(self, name: str) -> Array:
        """(D,) values of one column."""
        return self.values[:, [c.id for c in self.columns].index(name)]

    def shift(self, name: str) -> Array:
        """(D,) values of one column less its central value: exactly 0 in the central row."""
        return self.of(name) - self.values[0, [c.id for c in self.columns].index(name)]

    def __len__(self) -> int:
        return len(self.values)


def columns_of(base: Prepared) -> tuple[Column, ...]:
    """Everything that is drawn for a country, in a fixed order."""
    world, iso3 = base.world, base.economy.iso3
    found = [_world_column(name, world.values, iso3) for name in (*WORLD, REGIONAL_MULTIPLIER)]
    table = technology_parameters()
    for item in base.items.names:
        if (item, COST) in table:
            found.append(_column(f"{COST}:{item}", f"Capital cost of {item}", table[item, COST]))
            # One quantile for the cost of 2030 and of 2050: a technology that learns fast learns fast all along.
            found.append(Column(f"{COST_PATH}:{item}", f"Fall of the cost of {item}", -1.0, 0.0, 1.0))
    grade = grade_factor(base.economy.grade)
    found.append(_column(SUPPLY_CHAIN, "Jobs in supply chains (grade of the table)", grade))
    return tuple(found)


def _world_column(name: str, values: Mapping[str, float], iso3: str) -> Column:
    table = world_parameters()
    row = table.get((name, iso3), table.get((name, "world")))
    if row is None:
        raise InputError(
            f"world.csv has no row {name}, which the uncertainty band draws. Add it with low and high."
        )
    low, high = (v if v is not None else row.value for v in (row.low, row.high))
    # A value that a user set outside the published range widens it.
    central = values[name]
    return Column(name, row.label, min(low, central), central, max(high, central))


def _column(name: str, label: str, row: Parameter) -> Column:
    low, high = (v if v is not None else row.value for v in (row.low, row.high))
    return Column(name, label, min(low, row.value), row.value, max(high, row.value))


def grade_factor(grade: str) -> Parameter:
    """The range of jobs in supply chains that a pack's grade stands for (data/parameters/grades.csv)."""
    for row in read_rows(DATA / "parameters" / "grades.csv"):
        if row["grade"] == grade:
            return Parameter(
                id=row["id"],
                value=float(row["value"]),
                low=float(row["low"]),
                high=float(row["high"]),
                unit=row["unit"],
                source=row["source"],
                grade=row["grade"],
                note=row["note"],
            )
    raise InputError(f"grades.csv has no row for grade {grade}. Add its range.")


def competing_sets(base: Prepared) -> tuple[str, ...]:
    """The world's own set first, then those that differ from it and from each other in a technology of the country.

    Two sets that hold the same values are one voice, not two: which of the labels is right is not known.
    """
    own = base.world.employment_factors
    names, seen = [], set()
    for name in (own, *(s for s in factor_sets() if s != own)):
        factors = employment_factors(name)
        voice = tuple(
            factors.get((t, kind))
            for t in base.economy.technologies
            for kind in ("construction", "operation")
        )
        if voice not in seen:
            seen.add(voice)
            names.append(name)
    return tuple(names)


def latin_hypercube(rows: int, columns: int, rng: np.random.Generator) -> Array:
    """(rows, columns) in (0, 1): every column has one value in each of `rows` equal slices."""
    slices = np.argsort(rng.random((columns, rows)), axis=1).T
    return np.asarray((slices + rng.random((rows, columns))) / rows)


def triangular(u: Array, low: float, mode: float, high: float) -> Array:
    """Quantiles of a triangular distribution; `mode` everywhere if the range is empty."""
    if high <= low:
        return np.full_like(u, mode)
    turn = (mode - low) / (high - low)
    rising = low + np.sqrt(u * (high - low) * (mode - low))
    falling = high - np.sqrt((1.0 - u) * (high - low) * (high - mode))
    return np.where(u < turn, rising, falling)


def draw(base: Prepared, draws: int) -> Draws:
    """`draws` draws behind the central row and a row for each other source set."""
    if not 20 <= draws <= 20_000:
        raise InputError(f"{draws} draws cannot be made. Ask for 20 to 20,000; 1,000 is usual.")
    columns, sets = columns_of(base), competing_sets(base)
    rng = np.random.default_rng(SEED)
    u = latin_hypercube(draws, len(columns), rng)
    drawn = np.stack([triangular(u[:, p], c.low, c.central, c.high) for p, c in enumerate(columns)], axis=1)
    source = np.arange(draws) % len(sets)
    rng.shuffle(source)
    multiplier = [c.id for c in columns].index(REGIONAL_MULTIPLIER)
    own = np.array([s == MULTIPLIER_SET for s in sets])[source]
    drawn[:, multiplier] = np.where(own, drawn[:, multiplier], columns[multiplier].central)
    central = np.array([c.central for c in columns])
    return Draws(
        columns=columns,
        values=np.vstack([np.repeat(central[None], len(sets), axis=0), drawn]),
        sets=sets,
        source=np.concatenate([np.arange(len(sets)), source]),
        first=len(sets),
    )
