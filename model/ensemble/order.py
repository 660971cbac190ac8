"""Whether the order of pathways survives the draws: compared draw by draw, under the same parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.economy import Economy
from model.ensemble.band import MARKS
from model.ensemble.run import samples_of
from model.pathway import Pathway
from model.world import World


@dataclass(frozen=True)
class Order:
    """Two pathways in one headline and year: which has more, and how often it does."""

    headline: str
    year: int
    more: str
    less: str
    share: float
    """of the draws"""
    against: tuple[str, ...]
    """source sets that say the opposite with all else central"""


def order_of(
    economy: Economy, world: World, pathways: Sequence[Pathway], draws: int = 1000, headline: str = "net"
) -> tuple[Order, ...]:
    """Every pair of pathways at the marked years, the larger of the central run first."""
    samples = [samples_of(economy, world, p, draws) for p in pathways]
    found = []
    for year in MARKS:
        for i, one in enumerate(samples):
            for other in samples[i + 1 :]:
                gap = one.at(headline, year) - other.at(headline, year)
                more, less = (one, other) if gap[0] >= 0 else (other, one)
                same = np.sign(gap) == np.sign(gap[0])
                sets = one.draws.sets
                against = tuple(s for s, ok in zip(sets, same[: len(sets)], strict=True) if not ok)
                share = float(same[one.draws.first :].mean())
                found.append(Order(headline, year, more.pathway, less.pathway, share, against))
    return tuple(found)
