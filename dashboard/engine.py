"""The model as the dashboard sees it: a handful of questions, answered by `model` or, in tests, by a stand-in."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from dashboard.scenario import Scenario
from dashboard.state.model import ProgrammeState
from dashboard.text import Said

GROUPS_FILE = Path(__file__).resolve().parent.parent / "data" / "classification" / "groups.csv"


class RefusedError(ValueError):
    """The model refuses what was set; `sentence` is for the person who set it, in no language yet (`Text.sentence`)."""

    def __init__(self, sentence: Said | str) -> None:
        self.sentence = sentence
        super().__init__(str(sentence))


class Preset(Protocol):
    """A pathway that ships with a country."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def note(self) -> str: ...
    @property
    def levers(self) -> Mapping[str, float]: ...
    @property
    def programmes(self) -> Sequence[ProgrammeState]: ...


class Engine(Protocol):
    """What the dashboard asks of a model. Everything else about the model is none of its business."""

    @property
    def model_version(self) -> str: ...
    def countries(self) -> tuple[str, ...]:
        """Return the countries there are, by ISO code."""
        ...

    def country_name(self, iso3: str) -> str:
        """Return a country's name without loading its tables: the picker names them all."""
        ...

    def data_version(self, iso3: str) -> str:
        """Return the version of a country's data without loading its tables."""
        ...

    def economy(self, iso3: str) -> Any:
        """Return the country's economy: names, regions, sectors, sources."""
        ...

    def levers(self, iso3: str) -> Mapping[str, Any]:
        """Return the registry of levers, in the order in which they are shown."""
        ...

    def presets(self, iso3: str) -> tuple[Preset, ...]:
        """Return the pathways that ship with the country."""
        ...

    def parameters(self, iso3: str) -> Mapping[str, Any]:
        """Return what the world of a country is made of, by id: value, range, unit, source, year, grade."""
        ...

    def factor_sets(self, iso3: str) -> Sequence[str]:
        """Return the competing sets of employment factors, the model's own choice first."""
        ...

    def simulate(self, scenario: Scenario) -> Any:
        """Run one pathway (only what differs) in its world."""
        ...


@runtime_checkable
class Analyst(Protocol):
    """An engine that also says why, and how sure. Asked for on release, never while a lever is dragged."""

    def explain(self, scenario: Scenario, year: int, held: Sequence[str] = ()) -> Any:
        """Return net jobs of a year, and whose they are, shared out among what the scenario moves but for `held`."""
        ...

    def band(self, scenario: Scenario, draws: int) -> Any:
        """Return the band of a pathway over so many draws of the parameters."""
        ...


@cache
def group_labels() -> dict[str, str]:
    """Return the label of each sector group, in the order of the charts."""
    with GROUPS_FILE.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: int(row["order"]))
    return {row["id"]: row["label"] for row in rows}
