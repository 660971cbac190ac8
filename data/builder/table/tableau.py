"""The input-output table while it is being built: plain arrays with their labels."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

USES = ("households", "government", "investment", "stocks", "exports")


@dataclass(frozen=True)
class Table:
    """An industry-by-industry table with domestic and imported uses apart.

    Shapes, with n sectors and the 5 final uses of ``USES``: ``domestic`` and ``imported`` (n, n + 5) hold uses of
    products in basic prices, sectors first; ``product_taxes`` (n + 5,) are taxes less subsidies on the products bought;
    ``production_taxes``, ``wages``, ``surplus`` (n,) are value added. Money is in the unit of the source until the
    balance stage, in million US$ of 2023 after it.
    """

    codes: tuple[str, ...]
    domestic: Array
    imported: Array
    product_taxes: Array
    production_taxes: Array
    wages: Array
    surplus: Array

    @property
    def n(self) -> int:
        """Number of sectors."""
        return len(self.codes)

    @property
    def output(self) -> Array:
        """Output by sector (n,), from the rows: everything sold at home and abroad."""
        return self.domestic.sum(axis=1)

    @property
    def value_added(self) -> Array:
        """Value added at basic prices by sector (n,)."""
        return self.production_taxes + self.wages + self.surplus

    @property
    def column_total(self) -> Array:
        """Output by sector (n,), from the columns: inputs, taxes on them and value added."""
        n = self.n
        inputs = self.domestic[:, :n].sum(axis=0) + self.imported[:, :n].sum(axis=0)
        return inputs + self.product_taxes[:n] + self.value_added

    @property
    def gdp(self) -> float:
        """GDP at market prices by value added and taxes on products."""
        return float(self.value_added.sum() + self.product_taxes.sum())

    @property
    def gdp_by_expenditure(self) -> float:
        """GDP at market prices by final uses less imports."""
        n = self.n
        final = self.domestic[:, n:].sum() + self.imported[:, n:].sum() + self.product_taxes[n:].sum()
        return float(final - self.imported.sum())

    def index(self, code: str) -> int:
        """Position of a sector or of a final use among the columns."""
        if code in self.codes:
            return self.codes.index(code)
        return self.n + USES.index(code)


def output_multipliers(table: Table) -> Array:
    """Type I output multipliers (n,): column sums of (I - A)^-1, Miller and Blair 2009, chapter 6."""
    n, x = table.n, table.output
    a = np.divide(table.domestic[:, :n], x, out=np.zeros((n, n)), where=x > 0)
    return np.linalg.inv(np.eye(n) - a).sum(axis=0)


def mean_multiplier(table: Table) -> float:
    """Output-weighted mean of the Type I output multipliers."""
    return float(output_multipliers(table) @ table.output / table.output.sum())
