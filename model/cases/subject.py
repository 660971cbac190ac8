"""What a case is asked about: an economy, if it has one, and the case's pathway in its default world."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from model.cases.project_jobs import ProjectJobs, project_jobs
from model.economy import Economy
from model.ensemble import Band
from model.ensemble.band import Samples, band_of
from model.ensemble.run import samples_of
from model.errors import InputError
from model.parameters import factor_sets
from model.pathway import Pathway, Programme, load_preset, preset_names
from model.result import Result
from model.run import simulate
from model.world import World, default_world, edited

DRAWS = 400


@dataclass(frozen=True)
class Ours:
    """Our figure; `none` says in words why there is none."""

    value: float | None
    low: float | None = None
    high: float | None = None
    none: str = ""


@dataclass
class Run:
    """An economy, if the case has one, and the case's pathway in its default world; run only if asked."""

    economy: Economy | None
    levers: dict[str, float]
    preset: str = ""
    programmes: tuple[Programme, ...] = ()

    @property
    def pack(self) -> Economy:
        if self.economy is None:
            raise InputError("This case names no country, but its quantity needs one.")
        return self.economy

    @cached_property
    def world(self) -> World:
        return default_world(self.pack)

    @cached_property
    def pathway(self) -> Pathway | None:
        """The preset, with the case's levers on top; None where the country has no such preset."""
        if not self.preset:
            return Pathway("case", self.levers, self.programmes)
        if self.preset not in preset_names(self.pack.iso3):
            return None
        preset = load_preset(self.pack.iso3, self.preset)
        return Pathway(preset.name, {**preset.levers, **self.levers}, (*preset.programmes, *self.programmes))

    @cached_property
    def result(self) -> Result | None:
        return None if self.pathway is None else simulate(self.pack, self.world, self.pathway)

    @cached_property
    def projects(self) -> tuple[ProjectJobs, ...]:
        """The export project's jobs under every set of employment factors, the world's own set first."""
        if self.pathway is None or self.result is None:
            return ()
        worlds = [
            edited(self.world, {"employment_factors": name})
            for name in factor_sets()
            if name != self.world.employment_factors
        ]
        runs = [self.result, *(simulate(self.pack, world, self.pathway) for world in worlds)]
        return tuple(found for run in runs if (found := project_jobs(run)) is not None)

    @cached_property
    def samples(self) -> Samples | None:
        return None if self.pathway is None else samples_of(self.pack, self.world, self.pathway, DRAWS)

    @cached_property
    def band(self) -> Band | None:
        return None if self.samples is None else band_of(self.samples)


NO_PATHWAY = Ours(None, none="no such pathway yet")
NO_PROJECT = Ours(None, none="the pathway has no export project")
