"""A programme that names a region is there with all it does directly; its supply chain starts from there.

Everything here moves work from where it would be to the region named: every array adds up to zero over regions.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.baseline import Prepared
from model.economy import Array
from model.measures.effect import DirectWork, Effect


@dataclass(frozen=True)
class Moved:
    """What changes place. Y years, R regions, l local sectors, m traded sectors."""

    demand: Array
    """(Y, R, l) demand for local products, before regions supply one another"""
    local: Array
    """(Y, R, l) output of local sectors that is bought directly: it is made in the region, not shared by all"""
    traded: Array
    """(Y, R, m) output of traded sectors"""
    sites: Array
    """(Y, R) jobs on building sites"""
    replaced: Array
    """(Y, R) construction money that they stand for"""
    running: Array
    """(Y, R) jobs that run the plants"""
    item: int
    """position of their technology; -1: none"""


def run_by_programmes(effects: Sequence[Effect], new_jobs: Array) -> Array:
    """(Y, T) the part of `new_jobs` on plants that programmes bought: they stand although the plan may build less."""
    own = np.zeros_like(new_jobs)
    for effect in effects:
        if effect.work is not None and effect.work.item >= 0:
            own[:, effect.work.item] += effect.work.running
    return own


def moves_of(base: Prepared, effects: Sequence[Effect], items: Array) -> list[Moved]:
    """What every programme that names a region moves there. `items` (K, R): where building and new plants are."""
    named = [e.work for e in effects if e.work is not None and e.work.region is not None]
    return [moved(base, work, items) for work in named]


def moved(base: Prepared, work: DirectWork, items: Array) -> Moved:
    """What `work` moves."""
    closure, con = base.regional, base.economy.construction
    region = work.region
    assert region is not None
    local, traded = closure.local, closure.traded
    to_region = region[:, None] - closure.location
    first = work.demand[:, None, :] * to_region
    built_at = items[work.item] if work.item >= 0 else region
    from_sites = work.replaced[:, None] * (region - built_at)
    if con in local:
        # The construction money that sites stand for is at the sites already, not where builders are today.
        first[:, :, con] += from_sites - work.replaced[:, None] * to_region[:, con]
    else:
        from_sites = work.replaced[:, None] * to_region[:, con]
    calls = closure.local_inverse @ base.table.A[0][np.ix_(local, traded)]
    leaves = region @ (1.0 - closure.retention)
    return Moved(
        demand=first[:, :, local] @ closure.local_inverse.T + first[:, :, traded] @ calls.T,
        local=work.demand[:, None, local] * leaves * to_region[:, local],
        traded=first[:, :, traded],
        sites=work.site_jobs[:, None] * (region - built_at),
        replaced=from_sites,
        running=work.running[:, None] * (region - built_at),
        item=work.item,
    )
