"""The jobs that programmes create directly: how many, where, and who holds them.

A stated share of women or of formal work belongs to those jobs only, and only as far as the cell they are in gains jobs at
all: what the programme does not add to a cell keeps the cell's own shares. So totals stay what they are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from model.baseline import Prepared
from model.economy import Array
from model.measures.effect import DirectWork, Effect
from model.measures.programmes import NAME

if TYPE_CHECKING:
    from model.result import Result


def direct_jobs(base: Prepared, work: DirectWork) -> Array:
    """(Y, n) persons: makers of what is bought, builders on sites, those who run the plants."""
    jobs = work.demand * base.labour
    if work.item >= 0:
        con = base.economy.construction
        jobs[:, con] += work.site_jobs - base.labour[:, con] * work.replaced
        jobs[:, base.economy.technology_sector[work.item]] += work.running
    return jobs


def jobs_by_region(base: Prepared, work: DirectWork) -> Array:
    """(Y, R, n) the same in the programme's region, or where such work is today."""
    where = base.regional.location if work.region is None else work.region[:, None]
    return direct_jobs(base, work)[:, None, :] * where


@dataclass(frozen=True)
class Answer:
    """What one programme does directly. Arrays (Y,), persons."""

    name: str
    direct: Array
    """jobs that it creates directly"""
    small_firms: Array | None
    """jobs of the baseline in the small firms of the sector that it helps; None for other kinds"""


def answers(result: Result) -> list[Answer]:
    """Every programme of a result, in the pathway's order."""
    base, found = result.base, []
    effects = [effect for effect in result.effects if effect.name == NAME]
    for number, (one, effect) in enumerate(zip(result.pathway.programmes, effects, strict=True), start=1):
        jobs = (
            np.zeros(len(base.employment))
            if effect.work is None
            else direct_jobs(base, effect.work).sum(axis=1)
        )
        small = None
        if one.kind == "enterprise" and one.sector is not None:
            part = base.world.share("small_firms_of_jobs")
            small = part * base.employment[:, base.economy.index(one.sector)]
        found.append(Answer(one.name or f"programme-{number}", jobs, small))
    return found


def held(base: Prepared, effects: Sequence[Effect], gains: Array) -> list[tuple[DirectWork, Array]]:
    """Programmes that say who works for them, and their part (Y, R, n) of the jobs created by cell."""
    stated = [w for e in effects if (w := e.work) is not None and not (w.women is None and w.formal is None)]
    if not stated:
        return []
    jobs = [np.maximum(jobs_by_region(base, work), 0.0) for work in stated]
    whole = np.sum(jobs, axis=0)
    part = np.divide(np.minimum(whole, gains), whole, out=np.zeros_like(whole), where=whole > 0)
    return [(work, one * part) for work, one in zip(stated, jobs, strict=True)]


def women_of_gains(base: Prepared, effects: Sequence[Effect], change: Array) -> Array | None:
    """(Y, R, n) women's part of the jobs created in each cell; None where no programme states one."""
    if not any(e.work is not None and e.work.women is not None for e in effects):
        return None
    own = base.regional.women_cells
    gains = np.maximum(change, 0.0)
    found = np.repeat(own[None], len(gains), axis=0)
    for work, jobs in held(base, effects, gains):
        if work.women is not None:
            part = np.divide(jobs, gains, out=np.zeros_like(jobs), where=gains > 0)
            found += (work.women - own) * part
    return found
