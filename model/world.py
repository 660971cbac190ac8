"""The world: what no ministry sets, shared by the baseline and every pathway (parameters, source sets, closures)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from model.economy import Economy
from model.errors import InputError
from model.parameters import Parameter, factor_sets, world_parameters

DEFAULT_FACTORS = "rutovitz-2025"


@dataclass(frozen=True)
class World:
    """Assumptions by id (units as in data/parameters/world.csv), and the set of employment factors in use."""

    values: Mapping[str, float]
    employment_factors: str = DEFAULT_FACTORS
    edits: Mapping[str, float | str] = field(default_factory=dict)
    """what a user changed from the default, listed in links and briefs"""

    def __getitem__(self, name: str) -> float:
        return self.values[name]

    def share(self, name: str) -> float:
        """A value that the table gives in %, as a share."""
        return self.values[name] / 100.0

    @cached_property
    def key(self) -> tuple[object, ...]:
        """What two equal worlds share; a cache key."""
        return (self.employment_factors, *sorted(self.values.items()))


def default_world(economy: Economy) -> World:
    """The cited central value of every assumption: the country's own where the table has one, else the world's."""
    return World({name: one.value for name, one in parameters_of(economy).items()})


def parameters_of(economy: Economy) -> dict[str, Parameter]:
    """Every assumption by id with range, unit and source: the country's own row where there is one, else the world's."""
    table = world_parameters()
    names = dict.fromkeys(name for name, _ in table)
    found = {n: table.get((n, economy.iso3), table.get((n, "world"))) for n in names}
    missing = [n for n, p in found.items() if p is None]
    if missing:
        raise InputError(f"world.csv has no world value for {missing[0]}. Add a row with scope world.")
    return {n: p for n, p in found.items() if p is not None}


def edited(world: World, changes: Mapping[str, str | float]) -> World:
    """A world with some values changed; unknown names and values out of range are refused with a sentence."""
    values = dict(world.values)
    factors = world.employment_factors
    for name, raw in changes.items():
        if name == "employment_factors":
            if raw not in factor_sets():
                raise InputError(
                    "There is no set of employment factors called {given}. Choose: {sets}.",
                    given=raw,
                    sets=", ".join(factor_sets()),
                )
            factors = str(raw)
            continue
        if name not in values:
            raise InputError(
                "The world has no setting called {name}. Settings: {settings}.",
                name=name,
                settings=", ".join(sorted(values)),
            )
        values[name] = float(raw)
    return World(values, factors, {**world.edits, **changes})
