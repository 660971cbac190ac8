"""Type I and Type II multipliers of output, income and employment. Miller and Blair (2009), chapter 6."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.economy import Array, Economy
from model.iomath import close_households, leontief_inverse


@dataclass(frozen=True)
class Multipliers:
    """One value a sector, arrays (n,). Effects are per unit of final demand; multipliers are effects over direct effects.

    Type II is None where no household account is given.
    """

    output_type_1: Array
    output_type_2: Array | None
    income_direct: Array
    income_effect_type_1: Array
    income_effect_type_2: Array | None
    income_type_1: Array
    income_type_2: Array | None
    employment_direct: Array
    employment_effect_type_1: Array
    employment_effect_type_2: Array | None
    employment_type_1: Array
    employment_type_2: Array | None


def multipliers_of(
    A: Array,
    income: Array,
    employment: Array,
    household_spending: Array | None = None,
    households_own: float = 0.0,
) -> Multipliers:
    """Multipliers of a coefficient table.

    `A` (n, n); `income` and `employment` (n,) per unit of output; `household_spending` (n,) domestic spending per unit of
    household income; `households_own`: what households pay households per unit of income (domestic service). Output and
    employment count the industries only (truncated Type II); income counts what households pay each other as well, so that
    Type II over Type I is the same in every sector (Miller and Blair 2009, section 6.2).
    """
    n = A.shape[0]
    L = leontief_inverse(A)
    closed = income_2 = None
    if household_spending is not None:
        coefficients = close_households(A, income, household_spending)
        coefficients[n, n] = households_own
        inverse = leontief_inverse(coefficients)
        closed, income_2 = inverse[:n, :n], inverse[n, :n]

    def effect(row: Array, inverse: Array) -> Array:
        return np.asarray(row @ inverse)

    def ratio(top: Array, bottom: Array) -> Array:
        return np.divide(top, bottom, out=np.full_like(top, np.nan), where=bottom != 0)

    ones = np.ones(n)
    income_1, jobs_1 = effect(income, L), effect(employment, L)
    jobs_2 = effect(employment, closed) if closed is not None else None
    return Multipliers(
        output_type_1=effect(ones, L),
        output_type_2=effect(ones, closed) if closed is not None else None,
        income_direct=income,
        income_effect_type_1=income_1,
        income_effect_type_2=income_2,
        income_type_1=ratio(income_1, income),
        income_type_2=ratio(income_2, income) if income_2 is not None else None,
        employment_direct=employment,
        employment_effect_type_1=jobs_1,
        employment_effect_type_2=jobs_2,
        employment_type_1=ratio(jobs_1, employment),
        employment_type_2=ratio(jobs_2, employment) if jobs_2 is not None else None,
    )


def multipliers(economy: Economy) -> dict[str, Array]:
    """Multipliers of an economy's base-year table: wages as income, household purchases as spending out of wages.

    Type II closes wages only (every unit of wages is spent as households spent in the base year, up to the whole of it),
    the textbook convention; the model itself taxes, saves and imports (docs/model.md).
    """
    jobs = np.divide(
        economy.employment.sum(axis=1), economy.x, out=np.zeros_like(economy.x), where=economy.x > 0
    )
    wages = float((economy.wages * economy.x).sum())
    spending = economy.f[:, 0] / max(
        float(economy.f_money[:, 0].sum() + economy.f_imported[:, 0].sum()), wages
    )
    found = multipliers_of(economy.A, economy.wages, jobs, spending)
    return {name: values for name, values in vars(found).items() if values is not None}
