"""The engine of the running program: the questions of `Engine`, answered by the package `model`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dashboard.engine import RefusedError

KEPT_COUNTRIES = 64


@dataclass(frozen=True)
class ShippedPathway:
    """A pathway that ships with a country."""

    id: str
    name: str
    note: str
    levers: Mapping[str, float]


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
        self._world = lru_cache(maxsize=KEPT_COUNTRIES)(self._default_world)

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
        from model.errors import InputError
        from model.load import load_economy

        try:
            return load_economy(iso3)
        except InputError as error:
            raise RefusedError(error.sentence) from error

    def _default_world(self, iso3: str) -> Any:
        from model.world import default_world

        return default_world(self.economy(iso3))

    def _levers(self, iso3: str) -> Mapping[str, Any]:
        from model.levers import load_levers

        return load_levers(self.economy(iso3))

    def _presets(self, iso3: str) -> tuple[ShippedPathway, ...]:
        from model.pathway import load_preset, preset_names

        loaded = {name: load_preset(iso3, name) for name in preset_names(iso3) if name != "baseline"}
        return tuple(ShippedPathway(key, one.name, one.note, dict(one.levers)) for key, one in loaded.items())

    def simulate(self, iso3: str, levers: Mapping[str, float]) -> Any:
        from model import simulate
        from model.errors import InputError
        from model.pathway import Pathway

        try:
            return simulate(self.economy(iso3), self._world(iso3), Pathway("dashboard", dict(levers)))
        except InputError as error:
            raise RefusedError(error.sentence) from error

    def explain(self, iso3: str, levers: Mapping[str, float], year: int) -> Any:
        from model.errors import InputError
        from model.explain import explain
        from model.pathway import Pathway

        try:
            pathway = Pathway("dashboard", dict(levers))
            return explain(self.economy(iso3), self._world(iso3), pathway, "net", year)
        except InputError as error:
            raise RefusedError(error.sentence) from error

    def band(self, iso3: str, levers: Mapping[str, float], draws: int) -> Any:
        from model.ensemble import ensemble
        from model.errors import InputError
        from model.pathway import Pathway

        try:
            return ensemble(self.economy(iso3), self._world(iso3), Pathway("dashboard", dict(levers)), draws)
        except InputError as error:
            raise RefusedError(error.sentence) from error
