"""Who pays: sources and uses of a pathway's money, year by year, each source an agent whose demand it changes.

Sources of investment: international grants, international loans, the public budget, and private capital for the rest.
Loans (and budget debt) are served by the public budget; private capital in power is recovered from users' bills over the life of
what it bought at the cost of capital, less what the power sector saves on fuel and running costs; what saves energy is paid back
by those who save, homes out of income and firms out of profits, and what a programme buys by those who buy the sector's product.
What investors earn
beyond the money they put in is spent like other profits.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.economy import Array
from model.iomath import rows_through

BILLS, HOMES, FIRMS = range(3)
"""who pays back private capital: all users of electricity on their bills, or those who save energy"""


@dataclass(frozen=True)
class Shares:
    """Shares of the additional investment (0..1); private capital is what is left."""

    grants: float
    loans: float
    budget: float

    @property
    def private(self) -> float:
        return 1.0 - self.grants - self.loans - self.budget


@dataclass(frozen=True)
class Ledger:
    """Million US$ a year, arrays (Y,)."""

    grants: Array
    loans: Array
    budget: Array
    private: Array
    loan_service: Array
    debt_service: Array
    investor_returns: Array
    """what is paid back to private capital, principal and income"""
    returns_of_homes: Array
    """the part of it that homes pay for energy that they save"""
    returns_of_firms: Array
    """the part that firms pay for energy that they save, out of profits"""
    investor_income: Array
    """the part of it that is income"""
    displaced_spending: Array
    """public spending given up because the budget pays"""
    crowded_out: Array
    """other private investment given up; below zero where more is paid back than is put in"""

    projects: Array
    """what export projects build with their own capital"""
    on_buyers: Array
    """the part of the returns that the buyers of a product pay in its price"""
    on_homes: Array
    """the part of it that homes pay as buyers"""

    @property
    def returns_on_bills(self) -> Array:
        """What all users of electricity pay back on their bills."""
        return self.investor_returns - self.returns_of_homes - self.returns_of_firms - self.on_buyers

    def __add__(self, other: Ledger) -> Ledger:
        return Ledger(*(a + b for a, b in zip(vars(self).values(), vars(other).values(), strict=True)))


def annuity(rate: float, years: float) -> float:
    """Yearly payment per unit lent: r / (1 - (1 + r)^-N); 1/N without interest."""
    return 1.0 / years if rate == 0 else rate / (1.0 - (1.0 + rate) ** -years)


def repayment_matrix(rate: float, term: float, years: int, grace: float = 0.0) -> Array:
    """K (Y, Y): payment in year t on one unit spent in year u, from the year after until `term` years are over.

    During `grace` years only interest is paid; the rest is an annuity over what is left of the term. A term that is not
    a whole number pays its fraction in the last year.
    """
    lag = (np.arange(years)[:, None] - np.arange(years)[None, :]).astype(float)
    repaying = np.clip(term - lag + 1.0, 0.0, 1.0) * (lag > grace)
    return np.where(lag < 1, 0.0, np.where(lag <= grace, rate, annuity(rate, term - grace) * repaying))


def income_matrix(rate: float, term: float, years: int) -> Array:
    """The part of `repayment_matrix` that is income: the rate on what is still owed the year before."""
    lag = (np.arange(years)[:, None] - np.arange(years)[None, :]).astype(float)
    left = term - lag + 1.0
    owed = left / term if rate == 0 else (1.0 - (1.0 + rate) ** -left) / (1.0 - (1.0 + rate) ** -term)
    return np.where((lag >= 1) & (left > 0), rate * np.clip(owed, 0.0, 1.0), 0.0)


def ledger(
    by_item: Array,
    shares: Shares,
    loan_matrix: Array,
    debt_matrix: Array,
    capital_matrices: Array,
    income_matrices: Array,
    payer: Sequence[int],
    displacement: float,
    crowding: float,
) -> Ledger:
    """Who pays for `by_item` (Y, K), the pathway's building less the baseline's.

    A year in which the pathway builds less than the baseline saves private capital: nobody's grant becomes negative.
    `capital_matrices` (K, Y, Y) recover private capital over the life of each item; `income_matrices` are their income
    part; `payer` (K,) says who pays it back.
    """
    investment = by_item.sum(axis=1)
    positive = np.maximum(investment, 0.0)
    grants = shares.grants * positive
    loans = shares.loans * positive
    budget = shares.budget * positive
    private = investment - grants - loans - budget
    displaced = displacement * budget
    part = np.divide(private, investment, out=np.ones_like(investment), where=np.abs(investment) > 1e-9)
    back = rows_through(
        capital_matrices, by_item.T * part
    )  # (K, Y) what each item's private capital is paid back
    by = np.asarray(payer)
    returns = back.sum(axis=0)
    income = rows_through(income_matrices, by_item.T * part).sum(axis=0)
    return Ledger(
        grants=grants,
        loans=loans,
        budget=budget,
        private=private,
        loan_service=loan_matrix @ loans,
        debt_service=debt_matrix @ (budget - displaced),
        investor_returns=returns,
        investor_income=income,
        returns_of_homes=back[by == HOMES].sum(axis=0),
        returns_of_firms=back[by == FIRMS].sum(axis=0),
        displaced_spending=displaced,
        # Where savings are scarce, what is paid back is savings again and finds other investment in the same share.
        crowded_out=crowding * (private - (returns - income)),
        projects=np.zeros_like(investment),
        on_buyers=np.zeros_like(investment),
        on_homes=np.zeros_like(investment),
    )
