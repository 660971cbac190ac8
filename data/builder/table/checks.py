"""The checks that every build prints: identities, GDP both ways, multipliers, fuel prices, trade."""

from __future__ import annotations

import numpy as np

from data.builder.table.controls import Expenditure
from data.builder.table.fuels import FuelRow
from data.builder.table.tableau import Table, mean_multiplier

UNIT = {"Mt": ("US$/t", 1.0), "PJ": ("US$/GJ", 1.0), "GWh": ("US$/MWh", 1000.0)}
TOLERANCE = 1e-6


def checks(table: Table, target: Expenditure, fuels: list[FuelRow]) -> list[str]:
    """Lines of the report; raises if an identity does not hold."""
    output = table.output
    gap = np.abs(table.column_total - output)
    worst = int(np.argmax(gap / np.maximum(output, 1.0)))
    relative = gap[worst] / max(output[worst], 1.0)
    if relative > TOLERANCE:
        raise ValueError(
            f"The column of {table.codes[worst]} misses its output by {gap[worst]:.4g} million US$."
        )
    both = abs(table.gdp / table.gdp_by_expenditure - 1)
    if both > TOLERANCE:
        raise ValueError(
            f"GDP by value added {table.gdp:.1f} and by expenditure {table.gdp_by_expenditure:.1f} differ."
        )
    for name, block in (("domestic", table.domestic), ("imported", table.imported)):
        stocks = table.index("stocks")
        low = np.delete(block, stocks, axis=1).min()
        if low < -TOLERANCE:
            raise ValueError(f"A {name} use other than stocks is negative ({low:.4g} million US$).")
    n = table.n
    exports, imports = table.domestic[:, n + 4].sum(), table.imported.sum()
    lines = [
        f"check: columns meet output to {relative:.1e}; GDP by both sides to {both:.1e}",
        f"check: Type I output multiplier with power columns {mean_multiplier(table):.3f}",
        f"check: exports {exports:,.0f} and imports {imports:,.0f} million US$ "
        f"({exports / target.gdp:.1%} and {imports / target.gdp:.1%} of GDP)",
    ]
    for fuel in ("coal", "oil", "gas", "electricity"):
        parts = []
        for row in fuels:
            if row.fuel == fuel and row.price is not None:
                unit, scale = UNIT[row.unit]
                parts.append(
                    f"{row.origin} to {row.user} {row.quantity:,.4g} {row.unit} at {row.price * scale:,.1f} {unit}"
                )
        lines.append(f"check: {fuel}: " + "; ".join(parts))
    return lines
