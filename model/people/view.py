"""What `Result.people` gives: jobs by any dimensions of persons, wages, the transition ledger, green jobs.

Modelled wherever more is crossed than was published: within a sector and sex the further dimensions are independent, and
the shares within sector and sex are the base year's in every year (new jobs may be more formal if a lever says so).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from model.economy import SEXES, Array
from model.errors import InputError, Sentence
from model.people.crossing import PLACES, cross, kernel
from model.people.green import Green, green_jobs
from model.people.ledger import Ledger, Policy, build_ledger, posts_of
from model.people.margins import CATEGORIES, Margin, Margins, margins_of
from model.people.parameters import PeopleParameters, people_parameters
from model.people.wages import BaseWages, Wages, wage_index, wages_of
from model.programme_jobs import held
from model.settings import settings_of

if TYPE_CHECKING:
    from model.result import Result

DIMENSIONS = ("sector", "sex", "region", "skill", "age", "formality", "channel")
CELLS = ("region", "sector", "sex")


class People:
    """The people of one result. Everything is computed when first asked for."""

    grade = "C"
    note = (
        "Modelled: shares within sector and sex are those of the base year; crossed, the dimensions are independent within "
        "sector and sex (raked from published margins)."
    )

    def __init__(self, result: Result, edits: Mapping[str, float] | None = None) -> None:
        """`edits` replace people parameters (data/parameters/people.csv) within their range."""
        self.result = result
        self.parameters: PeopleParameters = people_parameters(result.economy.iso3, edits)

    # --- dimensions -------------------------------------------------------------------------------------------------

    @cached_property
    def _margins(self) -> Margins:
        return margins_of(self.result.economy)

    @property
    def margins(self) -> Mapping[str, Margin]:
        """Shares within sector and sex of each dimension there is a figure for, with grade and origin."""
        return self._margins.known

    @cached_property
    def missing(self) -> Mapping[str, Sentence]:
        """What cannot be shown -> the sentence that says why."""
        wages = self._base_wages.missing
        return {**self._margins.missing, **({"wage-gap": wages} if wages else {})}

    @cached_property
    def dimensions(self) -> tuple[str, ...]:
        """Dimensions that this country's jobs can be split by."""
        return tuple(d for d in DIMENSIONS if d not in CATEGORIES or d in self._margins.known)

    def categories(self, dimension: str) -> tuple[str, ...]:
        """Labels along an axis."""
        economy = self.result.economy
        fixed = {"sector": economy.sectors, "sex": SEXES, "region": economy.regions}
        if dimension in fixed:
            return fixed[dimension]
        if dimension == "channel":
            return ("direct", "supply-chain", "spending")
        self._check((dimension,))
        return self._margins.known[dimension].categories

    def _check(self, by: Sequence[str], without: Sequence[str] = ()) -> None:
        for name in by:
            if name in self._margins.missing:
                raise InputError(self._margins.missing[name])
            if name not in DIMENSIONS or name in without:
                known = ", ".join(d for d in self.dimensions if d not in without)
                raise InputError(f"There is no dimension called {name} here. Choose among: {known}.")
        if len(set(by)) != len(by):
            raise InputError("Each dimension can be named once.")

    # --- jobs -------------------------------------------------------------------------------------------------------

    @cached_property
    def _formal_gain(self) -> float:
        """Share of new jobs, informal by today's habits, that are formal under the pathway."""
        return settings_of(self.result.base, self.result.pathway).share("formalisation")

    @cached_property
    def _baseline(self) -> Array:
        """(Y, R, n, 2)"""
        cells = self.result.base.cells
        women = cells * self.result.base.regional.women_cells[None]
        return np.stack([women, cells - women], axis=3)

    @cached_property
    def _gains(self) -> Array:
        """(Y, R, n, 2) jobs created by cell."""
        return np.maximum(self.result.jobs_created(by=CELLS), 0.0)

    @cached_property
    def _losses(self) -> Array:
        """(Y, R, n, 2) jobs lost by cell, positive."""
        return np.maximum(self.result.jobs_lost(by=CELLS), 0.0)

    @cached_property
    def _change(self) -> Array:
        return self._gains - self._losses

    @cached_property
    def _kernels(self) -> dict[tuple[tuple[str, ...], bool], Array]:
        return {}

    def _joint(self, persons: tuple[str, ...], new: bool) -> Array:
        """(n, 2, K) joint shares of the person dimensions; `new`: of jobs created."""
        key = (persons, new)
        if key not in self._kernels:
            self._kernels[key] = kernel([self._shares(d, new) for d in persons])
        return self._kernels[key]

    @cached_property
    def _programmes(self) -> list[tuple[float, Array]]:
        """Programmes that say how formal their jobs are: formal share, and jobs (Y, R, n, 2) that they create directly."""
        result = self.result
        stated = held(result.base, result.effects, np.maximum(result.change_cells, 0.0))
        found = []
        for work, jobs in stated:
            if work.formal is not None:
                own = result.base.regional.women_cells if work.women is None else work.women
                women = jobs * (own + (1.0 - own) * result.uplift[:, None, None])
                found.append((work.formal, np.stack([women, jobs - women], axis=3)))
        return found

    @property
    def _new_differ(self) -> bool:
        """Say whether jobs created are formal in other shares than the jobs of today."""
        return bool(self._formal_gain or self._programmes)

    def _cross_gains(self, gains: Array, by: Sequence[str]) -> Array:
        """Jobs created, (Y, R, n, 2), by the shares of new jobs; the part of them that programmes create by what these state."""
        if "formality" not in by or not self._programmes:
            return self._cross(gains, by, new=True)
        own = np.sum([jobs for _, jobs in self._programmes], axis=0)
        found = self._cross(np.maximum(gains - own, 0.0), by, new=True)
        persons = tuple(d for d in by if d not in PLACES)
        for formal, jobs in self._programmes:
            stated = np.broadcast_to(np.array([formal, 1.0 - formal]), self._shares("formality", True).shape)
            joint = kernel([stated if d == "formality" else self._shares(d, True) for d in persons])
            found = found + cross(jobs, by, persons, joint, [len(CATEGORIES[d]) for d in persons])
        return found

    def _shares(self, dimension: str, new: bool) -> Array:
        shares = self._margins.known[dimension].shares
        if not (new and dimension == "formality" and self._formal_gain):
            return shares
        formal = shares[:, :, 0] + self._formal_gain * shares[:, :, 1]
        return np.stack([formal, 1.0 - formal], axis=2)

    def _cross(self, cells: Array, by: Sequence[str], new: bool = False) -> Array:
        persons = tuple(d for d in by if d not in PLACES)
        sizes = [len(CATEGORIES[d]) for d in persons]
        return cross(cells, by, persons, self._joint(persons, new), sizes)

    def _signed(self, gains: Array, losses: Array, by: Sequence[str]) -> Array:
        """Gains by the shares of new jobs less losses by today's."""
        if self._new_differ and "formality" in by:
            return self._cross_gains(gains, by) - self._cross(losses, by)
        return self._cross(gains - losses, by)

    def change(self, by: Sequence[str] = ()) -> Array:
        """Change of jobs demanded against the baseline, (Y, *by); any of `dimensions`, in any order."""
        self._check(by)
        if "channel" not in by:
            if "formality" in by and self._new_differ:
                return self._signed(self._gains, self._losses, by)
            return self._cross(self._change, by)
        return self._by_channel(by)

    def _by_channel(self, by: Sequence[str]) -> Array:
        rest = [d for d in by if d != "channel"]
        at = 1 + list(by).index("channel")
        if "formality" in by and self._new_differ:
            # New jobs have other shares than lost ones: a cell's sign decides for all its channels.
            cells, up = self.result.employment_change(by=("channel", *CELLS)), self._change > 0
            parts = [
                self._cross(np.where(up, cells[:, c], 0.0), rest, new=True)
                - self._cross(np.where(up, 0.0, -cells[:, c]), rest)
                for c in range(cells.shape[1])
            ]
            # What programmes state is about their direct jobs.
            parts[0] = (
                parts[0] + self._cross_gains(self._gains, rest) - self._cross(self._gains, rest, new=True)
            )
            return np.stack(parts, axis=at)
        persons = set(rest) - set(PLACES)
        wanted = [d for d in CELLS if d in rest or (persons and d != "region")]
        cells = self.result.employment_change(by=("channel", *wanted))
        full = cells.reshape(-1, *(cells.shape[2 + wanted.index(d)] if d in wanted else 1 for d in CELLS))
        if persons:
            found = self._cross(full, rest)
        else:
            order = [d for d in CELLS if d in rest]
            kept = full.reshape(len(full), *cells.shape[2:])
            found = kept.transpose(0, *(1 + order.index(d) for d in rest))
        return np.moveaxis(found.reshape(*cells.shape[:2], *found.shape[1:]), 1, at)

    def baseline(self, by: Sequence[str] = ()) -> Array:
        """Jobs of the baseline, (Y, *by), without `channel`."""
        self._check(by, without=("channel",))
        return self._cross(self._baseline, by)

    def level(self, by: Sequence[str] = ()) -> Array:
        """Jobs demanded, (Y, *by), without `channel`."""
        self._check(by, without=("channel",))
        if "formality" in by and self._new_differ:
            # What is left of the baseline, then what is new: no level can be negative.
            return self._cross(self._kept, by) + self._cross_gains(self._gains, by)
        return self._cross(self._level, by)

    @cached_property
    def _kept(self) -> Array:
        """(Y, R, n, 2) the baseline's jobs that stay."""
        return np.maximum(self._baseline - self._losses, 0.0)

    @cached_property
    def _level(self) -> Array:
        """(Y, R, n, 2)"""
        return self._kept + self._gains

    def created(self, by: Sequence[str] = ()) -> Array:
        """Sum of the positive changes over sector x region cells, (Y, *by), without `channel`."""
        self._check(by, without=("channel",))
        return self._cross_gains(self._gains, by)

    def lost(self, by: Sequence[str] = ()) -> Array:
        """Sum of the negative changes over sector x region cells, positive, (Y, *by), without `channel`."""
        self._check(by, without=("channel",))
        return self._cross(self._losses, by)

    # --- wages, ledger, green ---------------------------------------------------------------------------------------

    @cached_property
    def _base_wages(self) -> BaseWages:
        return wages_of(self.result.base, self._margins, self.parameters)

    @cached_property
    def wages(self) -> Wages:
        """Wages by sector and sex, the wage bill and the gap: estimated."""
        return Wages(
            base=self._base_wages,
            index=wage_index(self.result.base),
            jobs=self._level.sum(axis=1),
            jobs_baseline=self._baseline.sum(axis=1),
        )

    @property
    def policy(self) -> Policy:
        """What the pathway does for the displaced."""
        settings = settings_of(self.result.base, self.result.pathway)
        return Policy(settings.share("retraining-coverage"), settings.share("income-support"))

    @cached_property
    def ledger(self) -> Ledger:
        """The transition ledger under the pathway's own policy."""
        return self.ledger_under(self.policy)

    def ledger_under(self, policy: Policy) -> Ledger:
        """The transition ledger if the displaced of this pathway met another policy."""
        skill = self._margins.known.get("skill")
        return build_ledger(
            posts_of(self._change, self._baseline),
            skill.shares if skill else None,
            skill.categories if skill else (),
            self.wages.by_sector,
            self.wages.mean_of_all,
            policy,
            self.parameters,
        )

    def green_jobs(self, definition: str) -> Green:
        """Jobs that count as green by one of `green.DEFINITIONS`: level, baseline, change and the sentence."""
        return green_jobs(self, definition)
