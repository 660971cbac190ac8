"""Physical balances: what they fix in the table before it is balanced, and ``fuel_use.csv`` after."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.builder.table.read import rows
from data.builder.table.tableau import Table

# Approximate conversion factors of the Energy Institute's Statistical Review and the US Energy Information Administration.
PJ_PER_BCM = 36.0
GJ_PER_MMBTU = 1.055056
GJ_PER_BARREL = 5.8 * GJ_PER_MMBTU


@dataclass(frozen=True)
class FuelRow:
    """One row of ``fuel_use.csv`` and the money that stands in the table for it (million US$; None: not in one cell)."""

    fuel: str
    origin: str
    user: str
    quantity: float
    unit: str
    source: str
    grade: str
    money: float | None = None

    @property
    def price(self) -> float | None:
        """Million US$ per unit: US$ per tonne for Mt, 1000 US$ per TJ for PJ (= US$ per GJ), US$ per kWh for GWh."""
        return self.money / self.quantity if self.money is not None and self.quantity > 0 else None


def balances(sources: Path, iso3: str, year: int = 2023) -> dict[tuple[str, str], float]:
    """Published quantities by fuel and flow, in the unit of the source (Mt, bcm, kb/d, PJ)."""
    out: dict[tuple[str, str], float] = {}
    for row in rows(sources / "energy2/fuel_balances.csv"):
        if row["iso3"] == iso3 and row["year"] == str(year):
            out[(row["fuel"], row["flow"])] = float(row["value"])
    return out


def share_out(total: float, money: dict[str, float]) -> dict[str, float]:
    """Quantities in proportion to money: one price for all of these users."""
    paid = sum(money.values())
    return {user: total * value / paid for user, value in money.items() if value > 0}


def cell(table: Table, origin: str, product: str, user: str) -> float:
    """Money in one cell; ``other-industries`` is every sector, without the grid and the generation columns."""
    block = table.domestic if origin == "domestic" else table.imported
    return float(block[table.codes.index(product), table.index(user)])
