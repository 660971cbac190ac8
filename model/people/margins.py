"""Who holds the jobs of a sector: shares by skill, age and formality from published margins.

Every table is (n, 2, k): sector, sex (women, men), category; entries of a sector and sex add up to one. A dimension for
which the country has no figure is absent and `missing` says why.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from model.economy import SEXES, Array, Economy
from model.errors import Sentence
from model.load import COUNTRIES, available
from model.pack.read import read_pack
from model.people.parameters import PeopleParameters, people_parameters
from model.people.raking import rake

Mask = NDArray[np.bool_]
SKILLS = ("low", "medium", "high")
AGES = ("youth", "adult")
FORMALITY = ("formal", "informal")
CATEGORIES = {"skill": SKILLS, "age": AGES, "formality": FORMALITY}

ACTIVITIES = {
    "A": "agr",
    "C": "man",
    **dict.fromkeys("BDE", "mel"),
    "F": "con",
    **dict.fromkeys("GHIJKLMN", "mkt"),
}
"""ILO's aggregate of an ISIC section; what is not named is public and other services (`pub`)"""


class DetailRow(Protocol):
    """A row of employment_detail.csv."""

    @property
    def sector(self) -> str: ...
    @property
    def sex(self) -> str: ...
    @property
    def dimension(self) -> str: ...
    @property
    def category(self) -> str: ...
    @property
    def share(self) -> float: ...


@dataclass(frozen=True)
class Margin:
    """Shares of one dimension and how they came about."""

    shares: Array
    """(n, 2, k)"""
    categories: tuple[str, ...]
    grade: str
    note: str


@dataclass(frozen=True)
class Margins:
    """The dimensions a country has figures for, and a sentence for each it has not."""

    known: Mapping[str, Margin]
    missing: Mapping[str, Sentence]


class _ById:
    """An economy as a cache key: comparing its arrays would cost more than the margins."""

    def __init__(self, economy: Economy) -> None:
        self.economy = economy

    def __hash__(self) -> int:
        return id(self.economy)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.economy is self.economy


def margins_of(economy: Economy) -> Margins:
    """The margins of an economy, from a bounded cache."""
    return _margins(_ById(economy))


@lru_cache(maxsize=24)
def _margins(key: _ById) -> Margins:
    return build_margins(key.economy, detail_rows(key.economy), people_parameters(key.economy.iso3))


def detail_rows(economy: Economy) -> Sequence[DetailRow]:
    """Rows of employment_detail.csv: carried by the economy, or those of the shipped pack it is.

    A private pack that shares the country's code but not its employment does not get the shipped pack's figures.
    """
    carried = getattr(economy, "employment_detail", None)
    if carried is not None:
        return tuple(carried)
    if economy.iso3 not in available():
        return ()
    pack = read_pack(COUNTRIES / economy.iso3)
    same = pack.codes == economy.sectors and np.array_equal(pack.employment, economy.employment)
    return pack.employment_detail if same else ()


def build_margins(economy: Economy, rows: Iterable[DetailRow], parameters: PeopleParameters) -> Margins:
    """Every dimension from sector detail where it is complete, else from national shares."""
    rows = tuple(rows)
    found = {
        "skill": skill_margin(economy, rows, parameters),
        "age": age_margin(economy, rows),
        "formality": formality_margin(economy, rows),
    }
    known = {d: m for d, m in found.items() if isinstance(m, Margin)}
    return Margins(known, {d: m for d, m in found.items() if isinstance(m, Sentence)})


def sector_shares(
    economy: Economy, rows: Iterable[DetailRow], dimension: str, categories: Sequence[str]
) -> tuple[Array, Mask]:
    """(n, 2, k) published shares and (n, 2) whether all of a cell's categories are given; `all` stands for both sexes."""
    shares = np.full((len(economy.sectors), 2, len(categories)), np.nan)
    named = [r for r in rows if r.dimension == dimension and r.category in categories]
    for row in sorted(named, key=lambda r: r.sex != "all"):
        at = economy.sectors.index(row.sector)
        sexes = [0, 1] if row.sex == "all" else [SEXES.index(row.sex)]
        shares[at, sexes, categories.index(row.category)] = row.share
    return shares, ~np.isnan(shares).any(axis=2)


def _complete(economy: Economy, given: Mask) -> bool:
    """Say whether every sector and sex with workers has a figure."""
    return bool(given[economy.employment > 0].all())


def _fill(economy: Economy, shares: Array, given: Mask) -> Array:
    """Cells without workers take the nation's shares, so that jobs to come there have some."""
    jobs = np.where(given, economy.employment, 0.0)
    national = np.einsum("nx,nxk->xk", jobs, np.nan_to_num(shares))
    national = national / national.sum(axis=1, keepdims=True)
    filled = np.where(given[:, :, None], np.nan_to_num(shares), national[None])
    return filled / filled.sum(axis=2, keepdims=True)


def skill_margin(
    economy: Economy, rows: Sequence[DetailRow], parameters: PeopleParameters
) -> Margin | Sentence:
    """Skill (ISCO 9 low, 4-8 medium, 1-3 high) by sector and sex.

    With national shares only, the ILO pattern of other countries by broad activity is raked to them: modelled.
    """
    shares, given = sector_shares(economy, rows, "skill", SKILLS)
    if given.any() and _complete(economy, given):
        return Margin(
            _fill(economy, shares, given), SKILLS, "C", "pack: pattern by sector raked to published totals"
        )
    columns = _national_skill(economy)
    if columns is None:
        return Sentence(
            "Skill is not shown: the pack gives neither skill for every sector (employment_detail.csv) nor national "
            "skill shares (facts skill_low_share, skill_medium_share, skill_high_share)."
        )
    seed = np.array([_skill_seed(_activity(isic), parameters) for isic in _sections(economy)])
    table = np.empty((len(economy.sectors), 2, len(SKILLS)))
    if columns.ndim == 2:
        for x in range(2):
            table[:, x] = _raked_shares(seed, economy.employment[:, x], columns[x])
    else:
        flat = np.repeat(seed, 2, axis=0)
        table[:] = _raked_shares(flat, economy.employment.ravel(), columns).reshape(table.shape)
    return Margin(
        table, SKILLS, "C", "national skill shares; pattern by activity of other countries (modelled)"
    )


def _raked_shares(seed: Array, jobs: Array, columns: Array) -> Array:
    """(m, k) shares after raking; rows without workers keep the seed times what raking did to the columns."""
    table = rake(seed, jobs, columns)
    filled = np.divide(table, jobs[:, None], out=np.zeros_like(table), where=jobs[:, None] > 0)
    return np.where(jobs[:, None] > 0, filled, seed / seed.sum(axis=1, keepdims=True))


def _national_skill(economy: Economy) -> Array | None:
    """(2, 3) shares by sex, or (3,) of both together, or None."""
    f = economy.facts
    by_sex = [[f.get(f"skill_{k}_share_{x}") for k in SKILLS] for x in SEXES]
    if all(v is not None for row in by_sex for v in row):
        return np.array(by_sex, dtype=float)
    both = [f.get(f"skill_{k}_share") for k in SKILLS]
    return np.array(both, dtype=float) if all(v is not None for v in both) else None


def _skill_seed(activity: str, parameters: PeopleParameters) -> list[float]:
    return [parameters.value(f"skill_seed_{activity}_{k}") for k in SKILLS]


def _sections(economy: Economy) -> list[str]:
    """ISIC section letter of each sector, from the first division it covers."""
    starts = ((1, "A"), (5, "B"), (10, "C"), (35, "D"), (36, "E"), (41, "F"), (45, "G"), (84, "O"))
    return [
        [letter for first, letter in starts if first <= min(d, default=99)][-1] for d in economy.divisions
    ]


def _activity(section: str) -> str:
    return ACTIVITIES.get(section, "pub")


def age_margin(economy: Economy, rows: Sequence[DetailRow]) -> Margin | Sentence:
    """Youth (15-24) by sex: sector detail if complete, else the national share in every sector."""
    shares, given = sector_shares(economy, rows, "youth", ("youth",))
    if given.any() and _complete(economy, given):
        youth = np.where(given, shares[:, :, 0], np.nan)
        pair = np.stack([youth, 1.0 - youth], axis=2)
        return Margin(_fill(economy, pair, given), AGES, "B", "youth share by sector")
    facts = [economy.facts.get(f"youth_employment_share_{x}") for x in SEXES]
    if any(v is None for v in facts):
        return Sentence(
            "Age is not shown: the pack gives no youth share of employment by sex (facts youth_employment_share_women "
            "and youth_employment_share_men)."
        )
    share = np.array(facts, dtype=float) / 100.0
    table = np.broadcast_to(np.stack([share, 1.0 - share], axis=1)[None], (len(economy.sectors), 2, 2))
    return Margin(table.copy(), AGES, "C", "national youth share by sex in every sector (modelled)")


def formality_margin(economy: Economy, rows: Sequence[DetailRow]) -> Margin | Sentence:
    """Informal employment by sector and sex: the published rate of the activity that the sector lies in."""
    shares, given = sector_shares(economy, rows, "informal", ("informal",))
    own = given
    # Too few women (or men) in a sample to publish their rate: the rate of the other sex in the activity stands for it.
    shares = np.where(given[:, :, None], shares, shares[:, ::-1])
    given = given | given[:, ::-1]
    borrowed = float(np.where(given & ~own, economy.employment, 0.0).sum() / economy.employment.sum())
    if not (given.any() and _complete(economy, given)):
        return Sentence(
            "Formality is not shown: employment_detail.csv gives informal employment for {given} of {all} sectors. Add the "
            "rest, or the rate of the activity they lie in.",
            {"given": int(given.any(axis=1).sum()), "all": len(economy.sectors)},
        )
    informal = shares[:, :, 0]
    pair = np.stack([1.0 - informal, informal], axis=2)
    note = "published rate of the ILO activity by sex"
    if borrowed > 0:
        note += f"; for {100 * borrowed:.0f} % of workers only the rate of the other sex is published and stands for theirs"
    return Margin(_fill(economy, pair, given), FORMALITY, "B" if borrowed == 0 else "C", note)
