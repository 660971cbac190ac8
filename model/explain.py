"""Why a headline changes: which lever, in which group, through which channel. No order of the levers is preferred.

The levers that differ from the baseline are the players of a cooperative game whose worth v(S) is the headline's change
when only the levers in S are moved. Owen (1977) shares v of all players out: the Shapley value among the groups of
levers, and again among the levers inside a group. With m groups of sizes g_k, for a player i of group k,

    phi_i = sum over Q in groups without k, T in group k without i of
            q! (m - q - 1)! / m!  *  t! (g_k - t - 1)! / g_k!  *  [v(Q + T + i) - v(Q + T)]

so that the parts add up to v of all players (efficiency), two levers that do the same get the same (symmetry), and the
sum over a group is the group's own Shapley value. The value is exact, over every coalition that the sum names: no
sampling. What makes it quick is that a coalition is not a run. Each step of `run.nation_of` is taken once for each
distinct set of things it reads: two coalitions that differ in a lever which the step does not read share the step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import combinations, pairwise
from math import factorial
from typing import Any

import numpy as np

from model import labour
from model.baseline import Prepared, Y, prepare
from model.economy import FIRST_YEAR, YEARS, Array, Economy
from model.errors import InputError
from model.measures.just_transition import FUND_LEVERS
from model.parameters import DATA
from model.pathway import Pathway
from model.programme_jobs import women_of_gains
from model.regions_of_change import Cells, Located, Places, locate, places_of
from model.result import CHANNELS, Result
from model.run import Nation, job_change_before_siting, nation_of
from model.settings import Settings, settings_of
from model.slices import base_at, effect_at, located_at, response_at, shock_at, stacked
from model.solve import Response, Shock, respond
from model.world import World

NATIONAL = ("net", "gdp", "emissions")
REGIONAL = ("created", "lost", "women_share", "women_share_created", "unfilled")
HEADLINES = {
    "net": "persons",
    "created": "persons",
    "lost": "persons",
    "gdp": "million US$ 2023",
    "emissions": "Mt CO2e",
    "women_share": "share of all jobs",
    "women_share_created": "share of jobs created",
    "unfilled": "persons",
}
"""what can be explained, and its unit; each is a change against the baseline"""
PROGRAMMES = "programmes"
WHOLE_GROUP = "all"
"""the lever of a row that stands for its whole group"""
MAX_COALITIONS = 1024
"""some fifteen levers in seven groups; above it the largest groups are shared out as a whole, their part unchanged"""

MAX_WITH_FUND = 256
"""the same where a fund for the displaced is moved: a coalition with it is run twice, to know who is displaced"""


@dataclass(frozen=True)
class Player:
    """A lever that is moved, a programme, or a whole group of them."""

    group: str
    id: str
    levers: tuple[str, ...] = ()
    programmes: tuple[int, ...] = ()


@dataclass(frozen=True)
class Row:
    """What one lever contributes; arrays have one entry a year asked for."""

    group: str
    lever: str
    value: Array
    """change of the headline"""
    channels: Mapping[str, Array]
    """change of jobs by channel"""


@dataclass(frozen=True)
class Explanation:
    """A headline's change, shared out."""

    headline: str
    unit: str
    years: tuple[int, ...]
    rows: tuple[Row, ...]
    total: Array
    """the headline's change in the run itself"""
    channels: Mapping[str, Array]
    """change of jobs by channel in the run"""
    check: Array
    """total less the sum of the rows: rounding, unless a cell was held at zero"""
    coalitions: int

    @property
    def groups(self) -> dict[str, Array]:
        """Sum by lever group, in the order of the rows: the groups' own Shapley value."""
        found: dict[str, Array] = {}
        for row in self.rows:
            found[row.group] = found.get(row.group, np.zeros(len(self.years))) + row.value
        return found


# --- the value of the game ------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def owen_weights(sizes: tuple[int, ...]) -> tuple[tuple[tuple[int, ...], ...], Array]:
    """The coalitions that the Owen value of groups of these sizes needs, and the weight of each in each player's value.

    Players are numbered through the groups. Returns the coalitions (C) and W (players, C), so that phi = W v. Owen (1977).
    """
    starts = np.concatenate([[0], np.cumsum(sizes)])
    groups = [tuple(range(starts[k], starts[k + 1])) for k in range(len(sizes))]
    weights: dict[tuple[int, ...], dict[int, float]] = {}
    m = len(groups)
    for k, members in enumerate(groups):
        others = [g for j, g in enumerate(groups) if j != k]
        size = len(members)
        for q in range(m):
            among = factorial(q) * factorial(m - q - 1) / factorial(m)
            for chosen in combinations(others, q):
                outside = tuple(p for g in chosen for p in g)
                for t in range(size + 1):
                    joins = among * factorial(t - 1) * factorial(size - t) / factorial(size) if t else 0.0
                    stays = (
                        among * factorial(t) * factorial(size - t - 1) / factorial(size) if t < size else 0.0
                    )
                    for inside in combinations(members, t):
                        of = weights.setdefault(tuple(sorted(outside + inside)), {})
                        for p in members:
                            of[p] = of.get(p, 0.0) + (joins if p in inside else -stays)
    matrix = np.zeros((int(starts[-1]), len(weights)))
    for c, shares in enumerate(weights.values()):
        for p, weight in shares.items():
            matrix[p, c] = weight
    return tuple(weights), matrix


def owen_values(sizes: Sequence[int], worths: Callable[[Sequence[tuple[int, ...]]], Array]) -> Array:
    """(players, ...) Owen values; `worths` gives (C, ...) for C coalitions of players, numbered through the groups."""
    coalitions, weights = owen_weights(tuple(sizes))
    return np.tensordot(weights, worths(coalitions), axes=1)


def coalition_count(sizes: Sequence[int]) -> int:
    """Distinct coalitions that the Owen value needs: 2^m + sum over groups of 2^(m-1) (2^g - 2)."""
    m = len(sizes)
    return int(2**m + sum(2 ** (m - 1) * (2**g - 2) for g in sizes))


def few_enough(groups: list[list[Player]], most: int) -> list[list[Player]]:
    """The groups, the largest ones taken as one player each until no more than `most` coalitions are needed.

    The parts of groups stay exact: a group's Owen values add up to the group's own Shapley value.
    """
    groups = list(groups)
    while coalition_count([len(g) for g in groups]) > most:
        k = max(range(len(groups)), key=lambda i: len(groups[i]))
        if len(groups[k]) == 1:
            break
        members = groups[k]
        whole = Player(
            members[0].group,
            WHOLE_GROUP,
            levers=tuple(name for p in members for name in p.levers),
            programmes=tuple(i for p in members for i in p.programmes),
        )
        groups[k] = [whole]
    return groups


# --- steps that are taken once --------------------------------------------------------------------------------------

_ABSENT = object()


class _Watched(Mapping[str, float]):
    """Lever values that remember which of them were read, and what was found."""

    def __init__(self, watched: Mapping[str, float]) -> None:
        self.watched = watched
        self.reads: dict[str, object] = {}

    def _read(self, name: str) -> Any:
        if name not in self.reads:
            self.reads[name] = self.watched.get(name, _ABSENT)
        return self.reads[name]

    def __getitem__(self, name: str) -> float:
        if self._read(name) is _ABSENT:
            raise KeyError(name)
        return float(self._read(name))

    def __contains__(self, name: object) -> bool:
        return self._read(str(name)) is not _ABSENT

    def get(self, name: str, default: Any = None) -> Any:
        found = self._read(name)
        return default if found is _ABSENT else found

    def __iter__(self) -> Iterator[str]:
        raise TypeError("A step reads levers by name, so that an explanation knows which it read.")

    def __len__(self) -> int:
        raise TypeError("A step reads levers by name, so that an explanation knows which it read.")


@dataclass
class _Fork:
    """A step's next read, and where each answer leads: to the next read or to what the step gave."""

    lever: str
    to: dict[object, Any] = field(default_factory=dict)


@dataclass
class _Given:
    value: Any


class Once:
    """Takes a step only if it has not been taken with the same arguments and the same levers read.

    Steps are pure, so what a step reads first is always the same lever, what it reads next depends on the answer only:
    its reads form a tree whose leaves are results.
    """

    def __init__(self) -> None:
        self._trees: dict[tuple[object, ...], Any] = {}
        self._arrays: dict[tuple[object, ...], Array] = {}
        self._kept: list[object] = []
        self.taken = 0

    def __call__(self, step: Callable[..., Any], *arguments: object) -> Any:
        """Take the step, or give what it gave."""
        levers = next((a for a in arguments if isinstance(a, Settings)), None)
        key = (step, *(None if a is levers else _identity(a) for a in arguments))
        node = self._trees.get(key)
        while isinstance(node, _Fork):
            assert levers is not None
            node = node.to.get(levers.values.get(node.lever, _ABSENT))
        if node is not None:
            return node.value
        self.taken += 1
        self._kept.append(arguments)  # an id stays with its object only while the object lives
        if levers is None:
            self._trees[key] = _Given(self._shared(step(*arguments)))
            return self._trees[key].value
        watched = _Watched(levers.values)
        given = step(*(Settings(watched, levers.levers) if a is levers else a for a in arguments))
        given = self._shared(given)
        self._plant(key, list(watched.reads.items()), _Given(given))
        return given

    def _plant(self, key: tuple[object, ...], reads: list[tuple[str, object]], leaf: _Given) -> None:
        if not reads:
            self._trees[key] = leaf
            return
        node = self._trees.setdefault(key, _Fork(reads[0][0]))
        for (_, answer), (following, _) in pairwise(reads):
            node = node.to.setdefault(answer, _Fork(following))
        node.to[reads[-1][1]] = leaf

    def _shared(self, value: Any) -> Any:
        """One object for equal yearly series, so that what follows from them is shared too."""
        if isinstance(value, np.ndarray) and value.size <= Y:
            return self._arrays.setdefault((value.shape, value.tobytes()), value)
        return value


def _identity(argument: object) -> object:
    if isinstance(argument, list):
        return tuple(map(id, argument))
    return argument if isinstance(argument, int | float) else id(argument)


# --- the worth of a coalition ---------------------------------------------------------------------------------------


class Game:
    """The headline of one pathway as a game. Worth: (2 or 1 + channels, years) changes against the baseline."""

    def __init__(
        self,
        base: Prepared,
        settings: Settings,
        pathway: Pathway,
        headline: str,
        year: int | None,
        held: Sequence[str] = (),
    ):
        self.base, self.settings, self.pathway, self.headline = base, settings, pathway, headline
        self.at = None if year is None else year - FIRST_YEAR
        self.seen = base if self.at is None else base_at(base, self.at)
        self.held = {name: settings.values[name] for name in held if name in settings.values}
        """levers that every coalition has, and that change nothing by themselves: no players"""
        self.take = Once()
        self._pathways: dict[tuple[tuple[int, ...], tuple[tuple[str, float], ...]], Pathway] = {}
        self.nothing = np.zeros((self.entries, Y if year is None else 1))
        self.groups = self._players()
        self.numbered = [p for group in self.groups for p in group]

    @property
    def entries(self) -> int:
        """How many numbers the worth of a coalition has in a year."""
        return len(CHANNELS) + 1

    def _players(self) -> list[list[Player]]:
        """Moved levers by group, groups and levers in one fixed order."""
        by_group: dict[str, list[Player]] = {}
        for name in sorted(set(self.settings.values) - set(self.held)):
            group = self.settings.levers[name].group
            by_group.setdefault(group, []).append(Player(group, name, levers=(name,)))
        if self.pathway.programmes:
            by_group[PROGRAMMES] = [
                Player(PROGRAMMES, f"programme-{i + 1}", programmes=(i,))
                for i in range(len(self.pathway.programmes))
            ]
        order = group_labels()
        rank = {g: i for i, g in enumerate(order)}
        groups = [by_group[g] for g in sorted(by_group, key=lambda g: (rank.get(g, len(rank)), g))]
        fund = any(name in self.settings.values for name in FUND_LEVERS)
        return few_enough(groups, MAX_WITH_FUND if fund else MAX_COALITIONS)

    def worths(self, coalitions: Sequence[tuple[int, ...]]) -> Array:
        """(C, 1 + channels, years) worth of each coalition."""
        if self.headline != "net" or self.at is None:
            return np.stack([self.worth(c) for c in coalitions])
        # Net jobs of one year: all distinct nations are solved together, a row for each.
        nations = [self._setting_and_nation(c)[1] if c else None for c in coalitions]
        distinct = list({id(n): n for n in nations if n is not None}.values())
        if not distinct:
            return np.stack([self.nothing for _ in coalitions])
        base = base_at(self.base, self.at)
        shock = stacked([shock_at(n.shock, self.at) for n in distinct])
        placed = stacked([located_at(n.placed, self.at) for n in distinct])
        result = self._result(base, distinct[0], respond(base, shock), placed, cells=None, uplift=None)
        jobs = channel_jobs(result).T
        solved = {
            id(n): np.concatenate([[row.sum()], row])[:, None] for n, row in zip(distinct, jobs, strict=True)
        }
        return np.stack([self.nothing if n is None else solved[id(n)] for n in nations])

    def worth(self, coalition: tuple[int, ...]) -> Array:
        """Change of the headline and of jobs by channel if only the coalition's levers are moved."""
        if not coalition:
            return self.nothing
        settings, nation = self._setting_and_nation(coalition)
        if self.headline in NATIONAL:
            return self.take(self._national, nation)
        return self.take(self._regional, nation, settings.siting, settings.women)

    def _setting_and_nation(self, coalition: tuple[int, ...]) -> tuple[Settings, Nation]:
        players = [self.numbered[i] for i in coalition]
        values = self.held | {name: self.settings.values[name] for p in players for name in p.levers}
        chosen = tuple(i for p in players for i in p.programmes)
        settings = Settings(values, self.settings.levers)
        return settings, self.take(self._nation, settings, self._pathway(chosen, values))

    def _pathway(self, chosen: tuple[int, ...], values: Mapping[str, float]) -> Pathway:
        """The coalition as a pathway. Its levers are read from the settings; only the fund for the displaced, which must
        know how many people the rest of the coalition displaces, reads them from the pathway."""
        read = tuple(values.items()) if any(name in values for name in FUND_LEVERS) else ()
        key = (chosen, read)
        if key not in self._pathways:
            programmes = tuple(self.pathway.programmes[i] for i in chosen)
            self._pathways[key] = Pathway("part", dict(read), programmes)
        return self._pathways[key]

    def _nation(self, settings: Settings, pathway: Pathway) -> Nation:
        return nation_of(self.base, settings, pathway, self._without_response)

    def _without_response(self, step: Callable[..., Any], *arguments: object) -> Any:
        """A run's step, but for the response, which may be needed for one year only."""
        return None if step is respond else self.take(step, *arguments)

    def _result(
        self, base: Prepared, nation: Nation, response: Response, placed: Located, **placing: Any
    ) -> Result:
        return Result(
            base=base,
            pathway=self.pathway,
            effects=nation.effects,
            plan=nation.plan,
            built=nation.built,
            money=nation.money,
            shock=nation.shock,
            response=response,
            placed=placed,
            **placing,
        )

    def _national(self, nation: Nation) -> Array:
        response = self.take(respond, self.base, nation.shock)
        result = self._result(self.base, nation, response, nation.placed, cells=None, uplift=None)
        channels = channel_jobs(result)
        if self.headline == "net":
            change = channels.sum(axis=0)
        elif self.headline == "gdp":
            change = result.gdp_change
        else:
            change = result.emissions - result.emissions_baseline
        found = np.vstack([change[None], channels])
        return found if self.at is None else found[:, self.at : self.at + 1]

    def _this_year(self, shock: Shock) -> Response:
        assert self.at is not None
        return respond(self.seen, shock_at(shock, self.at))

    def _regional(self, nation: Nation, siting: float, women: float) -> Array:
        cells, response, placed, own = self.take(self._cells, nation, siting)
        created = np.maximum(cells.total, 0.0) if women else np.zeros((len(response.first), 1))
        uplift = labour.women_uplift(created, self.base.regional.women_cells if own is None else own, women)
        result = self._result(
            self.seen, nation, response, placed, cells=cells, uplift=uplift, women_gains=own
        )
        return self.worth_of(result)

    def worth_of(self, result: Result) -> Array:
        """(1 + channels, years) worth of a coalition whose jobs are placed in regions."""
        return np.vstack([self._change(result)[None], channel_jobs(result)])

    def _cells(self, nation: Nation, siting: float) -> tuple[Cells, Response, Located, Array | None]:
        # Which regions lose is found over all years; without siting or money for those regions nobody asks.
        whole = self.at is None or siting > 0 or any(e.in_losing_regions is not None for e in nation.effects)
        if whole:
            response = self.take(respond, self.base, nation.shock)
            places = self.take(_places, self.base, response, nation.placed, siting)
        else:
            people = self.base.regional.people
            places = Places(losers=people, sites=self.base.regional.sites)
            response = self.take(self._this_year, nation.shock)
        placed, effects = nation.placed, nation.effects
        if self.at is not None:
            response = response_at(response, self.at) if whole else response
            placed = self.take(located_at, placed, self.at)
            effects = [self.take(effect_at, e, self.at) for e in effects]
        cells = locate(self.seen, response, placed, places, effects)
        return cells, response, placed, women_of_gains(self.seen, effects, cells.total)

    def _change(self, result: Result) -> Array:
        match self.headline:
            case "created":
                return result.created
            case "lost":
                return result.lost
            case "unfilled":
                return np.asarray(result.jobs_unfilled)
            case "women_share":
                women = (result.base.cells * result.base.regional.women_cells[None]).sum(axis=(1, 2))
                return result.women_share - women / result.base.employment_total
            case _:
                # A share of nothing is nothing: without any job created there is no share to explain.
                return np.nan_to_num(result.women_share_created)


def _places(base: Prepared, response: Response, placed: Located, siting: float) -> Places:
    return places_of(base, job_change_before_siting(base, response, placed), siting)


def without_noise(shares: Array) -> Array:
    """A lever that does nothing gets nothing, not what rounding leaves of sums that cancel."""
    largest = np.abs(shares).max(axis=(0, 2), keepdims=True)
    return np.where(np.abs(shares) > 1e-12 * largest, shares, 0.0)


def channel_jobs(result: Result) -> Array:
    """(3, Y) change of jobs by channel, before any cell is held at zero."""
    response, jobs = result.response, result.base.labour
    direct = result._direct_jobs.sum(axis=1)
    chain = ((response.first - response.direct) * jobs).sum(axis=1)
    spending = ((response.household + response.public) * jobs).sum(axis=1)
    return np.stack([direct, chain, spending])


@lru_cache(maxsize=1)
def group_labels() -> dict[str, str]:
    """Lever group -> label, in the order of data/lever_groups.csv."""
    import csv

    with (DATA / "lever_groups.csv").open(encoding="utf-8", newline="") as handle:
        rows = sorted(csv.DictReader(handle), key=lambda r: float(r["order"]))
    return {r["id"]: r["label"] for r in rows} | {PROGRAMMES: "Programmes"}


def explain(
    economy: Economy, world: World, pathway: Pathway, headline: str = "net", year: int | None = None
) -> Explanation:
    """Share out a headline's change in `year` (all years if None) among the levers that are moved.

    Raises `InputError` for an unknown headline or a year outside the run.
    """
    if headline not in HEADLINES:
        raise InputError(
            "There is no headline called {given} to explain. Choose: {known}.",
            given=headline,
            known=", ".join(HEADLINES),
        )
    if year is not None and not YEARS[0] <= year <= YEARS[-1]:
        raise InputError(
            "There is no year {year} in a run. Choose one from {first} to {last}.",
            year=int(year), first=int(YEARS[0]), last=int(YEARS[-1]),
        )  # fmt: skip
    base = prepare(economy, world)
    game = Game(base, settings_of(base, pathway), pathway, headline, year)
    sizes = [len(g) for g in game.groups]
    count = coalition_count(sizes)
    shares = without_noise(owen_values(sizes, game.worths)) if sizes else ()
    whole = game.worths([tuple(range(sum(sizes)))])[0]
    rows = tuple(
        Row(p.group, p.id, share[0], dict(zip(CHANNELS, share[1:], strict=True)))
        for p, share in zip(game.numbered, shares, strict=True)
    )
    added = sum((row.value for row in rows), np.zeros(whole.shape[1]))
    return Explanation(
        headline=headline,
        unit=HEADLINES[headline],
        years=tuple(int(y) for y in (YEARS if year is None else [year])),
        rows=rows,
        total=whole[0],
        channels=dict(zip(CHANNELS, whole[1:], strict=True)),
        check=whole[0] - added,
        coalitions=count,
    )
