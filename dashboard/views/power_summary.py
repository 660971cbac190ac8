"""What the view "Power and climate" keeps of a run: generation and capacity by technology, emissions by source."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.summary import FIRST_SHOWN, Array

POWER, FUELS, INDUSTRY, TRANSPORT, FARMING, REST, HOMES, MEASURES = (
    "power", "fuels", "industry", "transport", "farming", "rest", "homes", "measures",
)  # fmt: skip
SOURCE_OF_GROUP = {
    "coal-power": POWER,
    "other-power": POWER,
    "wind-solar": POWER,
    "grid": POWER,
    "coal-mining": FUELS,
    "fuels": FUELS,
    "other-extraction": FUELS,
    "equipment": INDUSTRY,
    "manufacturing": INDUSTRY,
    "construction": INDUSTRY,
    "transport": TRANSPORT,
    "farming": FARMING,
}
"""sector group -> source of emissions; groups that are not named are services"""


@dataclass(frozen=True)
class PowerSummary:
    """T technologies in the order of the country, Y years from the first shown one. GWh, MW, Mt CO2e."""

    years: tuple[int, ...]
    technologies: tuple[str, ...]
    generation: Array
    """[Y, T] GWh"""
    generation_baseline: Array
    """[Y, T] GWh"""
    capacity: Array
    """[Y, T] MW"""
    capacity_baseline: Array
    """[Y, T] MW"""
    capacity_first: Array
    """[T] MW in 2023"""
    new: Array
    """[Y, T] MW that came after 2023"""
    closed: Array
    """[Y, T] MW that stood in 2023 or came later and no longer stands"""
    renewable: Array
    """[T] whether the technology is renewable"""
    emissions: Mapping[str, Array]
    """source -> [Y]; they add up to the country's"""
    emissions_baseline: Mapping[str, Array]
    emissions_first: float
    """2023"""

    def at(self, year: int) -> int:
        """Return the position of a year on the axis."""
        return self.years.index(year)

    @property
    def emitted(self) -> Array:
        """[Y] all sources together."""
        return np.asarray(sum(self.emissions.values()))

    @property
    def emitted_baseline(self) -> Array:
        """[Y] the same in the baseline."""
        return np.asarray(sum(self.emissions_baseline.values()))


def summarise_power(result: Any) -> PowerSummary:
    """Reduce a result to what the view shows."""
    economy, base, plan = result.economy, result.base, result.plan
    years = [int(year) for year in economy.years]
    start = years.index(FIRST_SHOWN)
    tech = economy.technology_sector
    first = np.asarray(plan.capacity[0], dtype=float)
    # Plant that was under construction in 2023 enters the standing fleet in its year.
    entered = np.cumsum(
        np.maximum(np.diff(base.power.fleet.standing, axis=0, prepend=base.power.fleet.standing[:1]), 0.0),
        axis=0,
    )
    new = np.asarray(plan.new_capacity, dtype=float) + entered
    now, then = emissions_by_source(result)
    return PowerSummary(
        years=tuple(years[start:]),
        technologies=tuple(economy.technologies),
        generation=np.asarray(result.generation, dtype=float)[start:],
        generation_baseline=np.asarray(base.table.x[:, tech] / economy.price_of_generation)[start:],
        capacity=np.asarray(plan.capacity, dtype=float)[start:],
        capacity_baseline=np.asarray(base.power.plan.capacity, dtype=float)[start:],
        capacity_first=first,
        new=new[start:],
        closed=(first + new - plan.capacity)[start:],
        renewable=np.asarray(base.power.system.renewable, dtype=bool),
        emissions={name: values[start:] for name, values in now.items()},
        emissions_baseline={name: values[start:] for name, values in then.items()},
        emissions_first=float(result.emissions_baseline[0]),
    )


def emissions_by_source(result: Any) -> tuple[dict[str, Array], dict[str, Array]]:
    """Return Mt CO2e by source, each [all years], of the pathway and of the baseline; both add up to the totals."""
    base, path = result.base, result.base.emissions
    sources = np.array([SOURCE_OF_GROUP.get(group, REST) for group in result.economy.sector_groups])
    left = 1.0 - result.shock.burnt[:, :-1]
    now = (path.combustion * left + path.process) * result.output
    then = (path.combustion + path.process) * base.table.x
    order = (POWER, FUELS, INDUSTRY, TRANSPORT, FARMING, REST)
    mine = {name: now[:, sources == name].sum(axis=1) for name in order}
    theirs = {name: then[:, sources == name].sum(axis=1) for name in order}
    mine[HOMES] = path.households * (1.0 - result.shock.burnt[:, -1])
    theirs[HOMES] = path.households
    beside = result.emissions - sum(mine.values())
    if np.abs(beside).max() > 1e-6:
        mine[MEASURES], theirs[MEASURES] = beside, np.zeros_like(beside)
    return mine, theirs
