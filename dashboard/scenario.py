"""One question to the model: a country, what a pathway moves, and the world it happens in. Frozen: a key of every cache."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from dashboard.state.model import PathwayState, ProgrammeState, WorldState

Settings = tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Scenario:
    """Only what differs from the country's defaults; `Runs.scenario` makes one that the model can be asked."""

    country: str
    """ISO 3166-1 alpha-3"""
    levers: Settings = ()
    """(id, value) by id, in the lever's own unit"""
    programmes: tuple[ProgrammeState, ...] = ()
    edits: Settings = ()
    """(parameter, value) by id, in the unit of data/parameters"""
    factors: str = ""
    """set of employment factors; "" is the model's own choice"""

    @classmethod
    def of(
        cls,
        country: str,
        levers: Mapping[str, float] | None = None,
        programmes: Iterable[ProgrammeState] = (),
        world: WorldState | None = None,
    ) -> Scenario:
        """Return a scenario from what a state or a request holds; nothing is checked."""
        return cls(
            country=country,
            levers=ordered(levers or {}),
            programmes=tuple(programmes),
            edits=ordered(world.edits if world else {}),
            factors=world.factors if world else "",
        )

    @classmethod
    def of_pathway(cls, country: str, pathway: PathwayState, world: WorldState) -> Scenario:
        """Return the scenario of one pathway of a state."""
        return cls.of(country, pathway.levers, pathway.programmes, world)

    @property
    def moved(self) -> dict[str, float]:
        """The levers, by id."""
        return dict(self.levers)

    @property
    def baseline(self) -> Scenario:
        """The same world without a pathway."""
        return replace(self, levers=(), programmes=())

    @property
    def usual(self) -> Scenario:
        """The same pathway in the usual world."""
        return replace(self, edits=(), factors="")

    @property
    def world(self) -> WorldState:
        """What is changed in the world."""
        return WorldState(edits=dict(self.edits), factors=self.factors)


def ordered(values: Mapping[str, float]) -> Settings:
    """Return settings as a tuple sorted by id: equal settings are equal keys.

    >>> ordered({"b": 2, "a": 1.5})
    (('a', 1.5), ('b', 2.0))
    """
    return tuple(sorted((key, float(value)) for key, value in values.items()))
