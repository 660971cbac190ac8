"""The engine of the running program: the questions of `Engine`, answered by the package `model`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dashboard.engine import RefusedError
from dashboard.scenario import Scenario, Settings
from dashboard.state.model import ProgrammeState

KEPT_COUNTRIES = 64
KEPT_WORLDS = 64
"""a world is a table of some forty numbers; the baselines solved in them are kept by the model, within its own bound"""


@dataclass(frozen=True)
class ShippedPathway:
    """A pathway that ships with a country."""

    id: str
    name: str
    note: str
    levers: Mapping[str, float]
    programmes: tuple[ProgrammeState, ...] = ()


class ModelEngine:
    """Country packs and the model. What is loaded stays loaded; runs are remembered elsewhere (runs.py)."""

    def __init__(self) -> None:
        from model.load import available

        found = tuple(available())
        if not found:
            raise RuntimeError(
                "There is no country pack in data/countries. Build one: see docs/country-packs.md."
            )
        # South Africa first: its official table is the fullest, so a newcomer starts on grade A.
        self._countries = tuple(sorted(found, key=lambda iso3: (iso3 != "ZAF", iso3)))
        self._pack = lru_cache(maxsize=KEPT_COUNTRIES)(self._read_pack)
        self.economy = lru_cache(maxsize=KEPT_COUNTRIES)(self._economy)
        self.levers = lru_cache(maxsize=KEPT_COUNTRIES)(self._levers)
        self.presets = lru_cache(maxsize=KEPT_COUNTRIES)(self._presets)
        self._parameters = lru_cache(maxsize=KEPT_COUNTRIES)(self._read_parameters)
        self._sets = lru_cache(maxsize=KEPT_COUNTRIES)(self._read_sets)
        self._world = lru_cache(maxsize=KEPT_WORLDS)(self._make_world)

    @property
    def model_version(self) -> str:
        from model import MODEL_VERSION

        return MODEL_VERSION

    def countries(self) -> tuple[str, ...]:
        return self._countries

    def country_name(self, iso3: str) -> str:
        return str(self._pack(iso3)["name"])

    def data_version(self, iso3: str) -> str:
        return str(self._pack(iso3)["data_version"])

    def _read_pack(self, iso3: str) -> dict[str, Any]:
        from model.parameters import DATA

        with (DATA / "countries" / iso3 / "pack.toml").open("rb") as file:
            return tomllib.load(file)

    def _economy(self, iso3: str) -> Any:
        from model.load import load_economy

        with refusals():
            return load_economy(iso3)

    def _levers(self, iso3: str) -> Mapping[str, Any]:
        from model.levers import load_levers

        return load_levers(self.economy(iso3))

    def _presets(self, iso3: str) -> tuple[ShippedPathway, ...]:
        from model.pathway import load_preset, preset_names

        loaded = {name: load_preset(iso3, name) for name in preset_names(iso3) if name != "baseline"}
        return tuple(
            ShippedPathway(key, one.name, one.note, dict(one.levers), tuple(map(state_of, one.programmes)))
            for key, one in loaded.items()
        )

    def parameters(self, iso3: str) -> Mapping[str, Any]:
        return self._parameters(iso3)

    def _read_parameters(self, iso3: str) -> Mapping[str, Any]:
        from model.world import parameters_of

        return parameters_of(self.economy(iso3))

    def factor_sets(self, iso3: str) -> tuple[str, ...]:
        return self._sets(iso3)

    def _read_sets(self, iso3: str) -> tuple[str, ...]:
        from model.ensemble.draws import competing_sets
        from model.run import prepare

        return competing_sets(prepare(self.economy(iso3), self._world(iso3, (), "")))

    def _make_world(self, iso3: str, edits: Settings, factors: str) -> Any:
        from model.world import default_world, edited

        changes: dict[str, str | float] = dict(edits)
        if factors:
            changes["employment_factors"] = factors
        world = default_world(self.economy(iso3))
        return edited(world, changes) if changes else world

    def _asked(self, scenario: Scenario) -> tuple[Any, Any, Any]:
        """Return economy, world and pathway of a scenario, as the model takes them."""
        from model.pathway import Pathway

        economy = self.economy(scenario.country)
        world = self._world(scenario.country, scenario.edits, scenario.factors)
        programmes = tuple(programme_of(one) for one in scenario.programmes)
        return economy, world, Pathway("dashboard", scenario.moved, programmes)

    def simulate(self, scenario: Scenario) -> Any:
        from model import simulate

        with refusals():
            return simulate(*self._asked(scenario))

    def explain(self, scenario: Scenario, year: int, held: Sequence[str] = ()) -> Any:
        from model.explain_people import explain_people

        with refusals():
            return explain_people(*self._asked(scenario), year, held)

    def band(self, scenario: Scenario, draws: int) -> Any:
        from model.ensemble import ensemble

        with refusals():
            return ensemble(*self._asked(scenario), draws)


def programme_of(one: ProgrammeState) -> Any:
    """Return a programme as the model takes it."""
    from model.pathway import Programme

    return Programme(**one.model_dump())


def state_of(one: Any) -> ProgrammeState:
    """Return a programme of the model as the screen takes it; where it is announced stays in its file."""
    return ProgrammeState.model_validate(
        {name: getattr(one, name) for name in ProgrammeState.model_fields} | {"name": one.name or "?"}
    )


@contextmanager
def refusals() -> Iterator[None]:
    """Turn what the model refuses into the dashboard's own refusal; the sentence stays."""
    from model.errors import InputError

    try:
        yield
    except InputError as error:
        raise RefusedError(error.sentence) from error
