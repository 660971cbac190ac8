"""Green jobs by a definition that the reader chooses; each says in a sentence what it counts and what not.

After the ICLS guidelines on work in the environmental sector (19th International Conference of Labour Statisticians,
2013): jobs in the production of environmental *outputs*, and jobs in environmental *processes*; a green job is one of
them that is decent work.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from model.economy import RENEWABLE, Array
from model.errors import InputError
from model.investment import SAVING_ITEMS, Spending

if TYPE_CHECKING:
    from model.people.view import People
    from model.result import Result

WASTE_AND_WATER = frozenset(range(36, 40))
"""ISIC Rev. 4 divisions: water, sewerage, waste, remediation"""
OUTPUT_ITEMS = (*RENEWABLE, "storage", "grid", "electrolyser", "ammonia")
"""what is built for environmental output: plants, storage, lines that connect sun and wind, hydrogen made with their power"""
PROCESS_ITEMS = tuple(SAVING_ITEMS)
"""what is built to use less energy in homes, services, industry and traffic"""
NOT_GREEN_ITEMS = ("coal", "gas", "oil", "nuclear")

DEFINITIONS = {
    "output": (
        "By output: jobs in renewable power, in water, sewerage and waste (ISIC 36-39), and on the sites where renewable "
        "plants, storage, their lines and plants for green hydrogen are built. Nuclear power, organic farming, and green "
        "products made inside other sectors are not counted: the tables do not show them."
    ),
    "process": (
        "By process: jobs in the work that makes buildings and machines use less energy, at those whom it pays directly. The "
        "baseline has none, because tables do not show such work; so the level is what the pathway adds."
    ),
    "output-or-process": "By output or by process: the sum of both; no job is in both.",
    "decent": (
        "Green and decent: jobs green by output or by process that are formal and whose sector pays women or men (each looked "
        "at apart) at least two thirds of the mean wage. Hours, safety and rights are not measured. Wages are estimated."
    ),
}


@dataclass(frozen=True)
class Green:
    """Green jobs by one definition; (Y,) each, (Y, n) by sector."""

    definition: str
    sentence: str
    level: Array
    baseline: Array
    level_by_sector: Array
    change_by_sector: Array
    grade: str = "C"

    @property
    def change(self) -> Array:
        return self.level - self.baseline


def green_jobs(people: People, definition: str) -> Green:
    """Count the green jobs of a result by a definition; decent work needs figures on formality."""
    if definition not in DEFINITIONS:
        raise InputError(
            "There is no definition of green jobs called {given}. Choose among: {known}.",
            given=definition,
            known=", ".join(DEFINITIONS),
        )
    result = people.result
    before, after = (_by_sector(result, definition, pathway) for pathway in (False, True))
    change = after - before
    if definition == "decent":
        if "formality" in people.missing:
            raise InputError(
                "Decent green jobs cannot be counted. {reason}", reason=people.missing["formality"]
            )
        before, change = _decent(people, before, change)
        after = before + change
    return Green(definition, DEFINITIONS[definition], after.sum(axis=1), before.sum(axis=1), after, change)


def _by_sector(result: Result, definition: str, pathway: bool) -> Array:
    """(Y, n) jobs of a definition, in the pathway or in the baseline."""
    counted: dict[str, tuple[Callable[[Result, bool], Array], ...]] = {
        "output": (output_jobs,),
        "process": (process_jobs,),
    }
    parts = counted.get(definition, (output_jobs, process_jobs))
    return np.sum([part(result, pathway) for part in parts], axis=0)


def _spending(result: Result, pathway: bool) -> Spending:
    return result.built if pathway else result.base.spending


def output_jobs(result: Result, pathway: bool) -> Array:
    """(Y, n): renewable generation, water and waste, and building sites of plants, storage and lines."""
    economy = result.economy
    jobs = result.employment(by=("sector",)) if pathway else result.base.employment
    renewable = [
        s for t, s in zip(economy.technologies, economy.technology_sector, strict=True) if t in RENEWABLE
    ]
    green = np.array([bool(d) and d <= WASTE_AND_WATER for d in economy.divisions])
    green[renewable] = True
    found = np.where(green, jobs, 0.0)
    found[:, economy.construction] += _sites(result, pathway, OUTPUT_ITEMS)
    return found


def _sites(result: Result, pathway: bool, items: tuple[str, ...]) -> Array:
    """(Y,) jobs on the sites of items, and of builders where the item has no site factor of its own."""
    base, spending = result.base, _spending(result, pathway)
    at = [i for i, name in enumerate(base.items.names) if name in items]
    sites = spending.site_jobs[:, at].sum(axis=1) * base.productivity
    con = result.economy.construction
    own = base.items.vectors[at, con] * (1.0 - base.items.has_factor[at]) * base.items.domestic_share[con]
    return sites + spending.by_item[:, at] @ own * base.labour[:, con]


def process_jobs(result: Result, pathway: bool) -> Array:
    """(Y, n): jobs at those whom energy efficiency work pays directly: what it buys at home times jobs per output."""
    base, spending = result.base, _spending(result, pathway)
    at = [i for i, name in enumerate(base.items.names) if name in PROCESS_ITEMS]
    bought = spending.by_item[:, at] @ base.items.vectors[at] * base.items.domestic_share
    jobs = bought * base.labour
    # Energy bought with the work is not efficiency work; generation has no jobs per output.
    jobs[:, base.energy.products] = 0.0
    return jobs


def _decent(people: People, baseline: Array, change: Array) -> tuple[Array, Array]:
    """The formal and well enough paid part of (Y, n) green jobs, baseline and change.

    New jobs are split as the pathway's new jobs of the sector are; the bar follows wages, so it holds in every year.
    """
    wages = people.wages.base
    staff = people.result.economy.employment * wages.employees
    mean = (wages.wage * staff).sum() / staff.sum()
    paid = (wages.wage >= people.parameters.share("decent_wage") * mean).astype(float)
    jobs = people.result.economy.employment
    women = np.divide(jobs[:, 0], jobs.sum(axis=1), out=np.full(len(jobs), 0.5), where=jobs.sum(axis=1) > 0)
    sexes = np.stack([women, 1.0 - women], axis=1)

    def part(new: bool) -> Array:
        return (sexes * people._shares("formality", new)[:, :, 0] * paid).sum(axis=1)

    gains, losses = np.maximum(change, 0.0), np.maximum(-change, 0.0)
    return baseline * part(False), gains * part(True) - losses * part(False)
