"""Wages by sector and sex, the wage bill and the gap: estimated, for no statistic of wages by activity was at hand.

A sector's wage is its compensation of employees over its employees; employees are its jobs less the self-employed; women
and men are paid in one ratio in every sector, the one that makes the national ratio of earnings the published one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from model.baseline import Prepared
from model.economy import SEXES, Array, Economy
from model.errors import InputError, Sentence
from model.people.margins import Margins
from model.people.parameters import PeopleParameters

MOST_SELF_EMPLOYED = 0.95
"""a sector that pays wages has employees: the highest share of self-employed that scaling may give"""


@dataclass(frozen=True)
class BaseWages:
    """Base-year wages. n sectors, sexes women and men."""

    employees: Array
    """(n, 2) share of jobs that are employees'"""
    wage: Array
    """(n, 2) US$ a year per employee"""
    ratio: float | None
    """women's wage over men's within a sector; None where no earnings by sex are published (one wage for both)"""
    missing: Sentence | None
    """why there is no gap; None where there is"""
    note: str


@dataclass(frozen=True)
class Wages:
    """Wages of a pathway and of the baseline. Y years; money in million US$ of 2023, wages in US$ a year."""

    base: BaseWages
    index: Array
    """(Y, n) wage of a sector against the base year: compensation per unit of output over jobs per unit of output"""
    jobs: Array
    """(Y, n, 2) jobs of the pathway"""
    jobs_baseline: Array
    """(Y, n, 2)"""
    grade: str = "C"

    @property
    def missing(self) -> Sentence | None:
        return self.base.missing

    @property
    def note(self) -> str:
        return self.base.note

    @cached_property
    def by_sector(self) -> Array:
        """(Y, n, 2) US$ a year per employee."""
        return self.base.wage[None] * self.index[:, :, None]

    def _employees(self, jobs: Array) -> Array:
        return jobs * self.base.employees[None]

    @cached_property
    def bill_by_sector(self) -> Array:
        """(Y, n, 2) wage bill of the pathway."""
        return self._employees(self.jobs) * self.by_sector * 1e-6

    @cached_property
    def bill_change_by_sector(self) -> Array:
        """(Y, n, 2) against the baseline."""
        return self._employees(self.jobs - self.jobs_baseline) * self.by_sector * 1e-6

    @property
    def bill(self) -> Array:
        """(Y, 2) wage bill of women and men."""
        return self.bill_by_sector.sum(axis=1)

    @property
    def bill_change(self) -> Array:
        """(Y, 2) against the baseline."""
        return self.bill_change_by_sector.sum(axis=1)

    @property
    def mean(self) -> Array:
        """(Y, 2) mean wage of women and men employees."""
        return self.bill * 1e6 / self._employees(self.jobs).sum(axis=1)

    @property
    def mean_of_all(self) -> Array:
        """(Y,) mean wage of all employees of the baseline."""
        staff = self._employees(self.jobs_baseline)
        return (staff * self.by_sector).sum(axis=(1, 2)) / staff.sum(axis=(1, 2))

    @property
    def mean_baseline(self) -> Array:
        """(Y, 2)"""
        bill = (self._employees(self.jobs_baseline) * self.by_sector).sum(axis=1)
        return bill / self._employees(self.jobs_baseline).sum(axis=1)

    @property
    def mean_change(self) -> Array:
        """(Y, 2) US$ a year"""
        return self.mean - self.mean_baseline

    def _published(self) -> None:
        # With one wage for both, what is left of the gap is who works where: not what a reader takes it for.
        if self.missing:
            raise InputError(self.missing)

    @property
    def gap(self) -> Array:
        """(Y,) what women earn less than men, as a share of men's mean wage; a sentence where no earnings are published."""
        self._published()
        return 1.0 - self.mean[:, 0] / self.mean[:, 1]

    @property
    def gap_change(self) -> Array:
        """(Y,) against the baseline."""
        self._published()
        return self.gap - (1.0 - self.mean_baseline[:, 0] / self.mean_baseline[:, 1])


class _ByIdentity:
    """A baseline and parameters as a cache key; both are made once and not changed."""

    def __init__(self, base: Prepared, margins: Margins, parameters: PeopleParameters) -> None:
        self.base, self.margins, self.parameters = base, margins, parameters

    def __hash__(self) -> int:
        return hash((id(self.base), self.parameters.key))

    def __eq__(self, other: object) -> bool:
        return (
            isinstance(other, _ByIdentity)
            and other.base is self.base
            and other.margins is self.margins
            and other.parameters.key == self.parameters.key
        )


def wages_of(base: Prepared, margins: Margins, parameters: PeopleParameters) -> BaseWages:
    """`base_wages` from a bounded cache."""
    return _wages(_ByIdentity(base, margins, parameters))


@lru_cache(maxsize=24)
def _wages(key: _ByIdentity) -> BaseWages:
    return base_wages(key.base, key.margins, key.parameters)


def base_wages(base: Prepared, margins: Margins, parameters: PeopleParameters) -> BaseWages:
    """Employees and wages of the base year by sector and sex."""
    economy = base.economy
    employees, how = employee_shares(economy, margins)
    paid = base.agents.wage_rate * economy.employment.sum(axis=1)
    staff = economy.employment * employees
    published = parameters.share("earnings_ratio") if "earnings_ratio" in parameters else None
    ratio = 1.0 if published is None else within_ratio(paid, staff, published)
    wage = sector_wages(paid, staff, ratio) * 1e6
    missing = (
        None
        if published is not None
        else Sentence(
            "The wage gap is not shown: no earnings by sex are published for {country} in the tables at hand "
            "(data/parameters/people.csv, earnings_ratio). One wage stands for women and men of a sector.",
            {"country": economy.name},
        )
    )
    note = (
        "Estimated: compensation of employees over employees by sector; "
        f"{how}; women and men in one ratio in every sector"
        + (
            f" ({ratio:.2f}), so that the national ratio of earnings is the published {published:.2f}."
            if published
            else "."
        )
    )
    return BaseWages(employees, wage, None if published is None else ratio, missing, note)


def employee_shares(economy: Economy, margins: Margins) -> tuple[Array, str]:
    """(n, 2) share of jobs that are employees', and how it was found.

    The published share of self-employed by sex is spread over sectors as informal work is, where that is known.
    """
    n = len(economy.sectors)
    facts = [economy.facts.get(f"self_employed_share_{x}") for x in SEXES]
    if any(v is None for v in facts):
        return np.ones((n, 2)), "no share of self-employed at hand, so every job counts as an employee's"
    target = np.array(facts, dtype=float) / 100.0
    known = margins.known.get("formality")
    if known is None:
        return np.repeat(1.0 - target[None], n, axis=0), "the national share of self-employed in every sector"
    informal = known.shares[:, :, 1]
    own = np.stack([_scaled(informal[:, x], economy.employment[:, x], target[x]) for x in range(2)], axis=1)
    return 1.0 - own, "the self-employed spread over sectors as informal work is"


def _scaled(pattern: Array, jobs: Array, target: float) -> Array:
    """(n,) min(c pattern, most) with the c that makes the mean over jobs `target`, by halving."""
    low, high = 0.0, MOST_SELF_EMPLOYED / max(float(pattern[pattern > 0].min(initial=1.0)), 1e-3)
    for _ in range(60):
        c = (low + high) / 2.0
        mean = float((np.minimum(c * pattern, MOST_SELF_EMPLOYED) * jobs).sum() / jobs.sum())
        low, high = (c, high) if mean < target else (low, c)
    return np.minimum(high * pattern, MOST_SELF_EMPLOYED)


def sector_wages(paid: Array, staff: Array, ratio: float) -> Array:
    """(n, 2) wages w with w_women = ratio w_men and w . staff = paid, in the unit of `paid`; 0 where nobody is employed."""
    heads = ratio * staff[:, 0] + staff[:, 1]
    men = np.divide(paid, heads, out=np.zeros_like(paid), where=heads > 0)
    # A technology that does not run yet pays what the sectors around it pay on average.
    men = np.where(heads > 0, men, paid.sum() / heads.sum())
    return np.stack([ratio * men, men], axis=1)


def within_ratio(paid: Array, staff: Array, published: float) -> float:
    """The ratio within sectors that makes the ratio of national means `published`, by halving (the mean rises with it)."""
    low, high = 1e-3, 20.0
    for _ in range(60):
        ratio = (low + high) / 2.0
        wage = sector_wages(paid, staff, ratio)
        mean = (wage * staff).sum(axis=0) / staff.sum(axis=0)
        low, high = (ratio, high) if mean[0] / mean[1] < published else (low, ratio)
    return (low + high) / 2.0


def wage_index(base: Prepared) -> Array:
    """(Y, n) wage per job against the base year: wages per unit of output are constant, jobs per unit of output fall.

    Generation has no jobs per output; its wage follows productivity.
    """
    labour, productivity = base.labour, 1.0 / base.productivity
    own = np.divide(labour[:1], labour, out=np.zeros_like(labour), where=labour > 0)
    return np.where(labour > 0, own, productivity[:, None])
