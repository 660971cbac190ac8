"""Whose jobs each lever changes: net jobs of a year by sector, region and sex, shared out among the levers.

The same game as in `model.explain`, whose worth is here not one number but the change of jobs in every sector, in every region,
of women and of men, and by channel. Owen's value is linear in the worth, so each of these splits of a lever's part adds up to
the lever's part, and the parts of all levers add up to the run, split by split. Cells that are held at zero are held in the
worth too, so nothing is left over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.baseline import prepare
from model.economy import YEARS, Array, Economy
from model.errors import InputError
from model.explain import Game, coalition_count, owen_values, without_noise
from model.pathway import Pathway
from model.result import CHANNELS, Result
from model.settings import settings_of
from model.world import World

NET, SEXES = 1, 2


@dataclass(frozen=True)
class Part:
    """What one lever (or all of them) changes; persons."""

    group: str
    lever: str
    value: float
    channels: Array
    """(C,) direct, supply chain, spending"""
    sectors: Array
    """(S,)"""
    regions: Array
    """(R,)"""
    sexes: Array
    """(2,) women, men"""


@dataclass(frozen=True)
class PeopleExplanation:
    """Net jobs of one year against the baseline, shared out; the sum of the rows is `whole`, entry by entry."""

    year: int
    rows: tuple[Part, ...]
    whole: Part
    coalitions: int


class PeopleGame(Game):
    """Net jobs of one year by channel, sector, region and sex as a game."""

    @property
    def entries(self) -> int:
        economy = self.base.economy
        return NET + len(CHANNELS) + len(economy.sectors) + len(economy.regions) + SEXES

    def worth_of(self, result: Result) -> Array:
        """(entries, 1): net, then its splits."""
        splits = [result.employment_change(by=(by,))[0] for by in ("channel", "sector", "region", "sex")]
        return np.concatenate([result.net, *splits])[:, None]

    def part(self, group: str, lever: str, worth: Array) -> Part:
        """Name the entries of a worth (entries, 1)."""
        economy = self.base.economy
        ends = np.cumsum([NET, len(CHANNELS), len(economy.sectors), len(economy.regions)])
        net, channels, sectors, regions, sexes = np.split(worth[:, 0], ends)
        return Part(group, lever, float(net[0]), channels, sectors, regions, sexes)


def explain_people(
    economy: Economy, world: World, pathway: Pathway, year: int, held: Sequence[str] = ()
) -> PeopleExplanation:
    """Share out net jobs of `year`, with their splits, among the levers that are moved.

    `held` are levers that stand where the pathway has them in every coalition and get no part: such as change nothing alone,
    as who pays does. Raises `InputError` for a year outside the run.
    """
    if not YEARS[0] <= year <= YEARS[-1]:
        raise InputError(
            "There is no year {year} in a run. Choose one from {first} to {last}.",
            year=int(year), first=int(YEARS[0]), last=int(YEARS[-1]),
        )  # fmt: skip
    base = prepare(economy, world)
    # Created jobs are a headline that needs regions: the game then places the work of every coalition.
    game = PeopleGame(base, settings_of(base, pathway), pathway, "created", year, held)
    sizes = [len(members) for members in game.groups]
    shares = without_noise(owen_values(sizes, game.worths)) if sizes else ()
    whole = game.worths([tuple(range(sum(sizes)))])[0]
    return PeopleExplanation(
        year=year,
        rows=tuple(
            game.part(player.group, player.id, share)
            for player, share in zip(game.numbered, shares, strict=True)
        ),
        whole=game.part("", "", whole),
        coalitions=coalition_count(sizes),
    )
