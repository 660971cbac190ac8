"""Stage 3: nested controls: the structure of finer, older years under the totals of newer years."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.builder.table.tableau import USES, Array


@dataclass(frozen=True)
class Expenditure:
    """GDP by expenditure at market prices, million US$ of 2023; ``final`` is in the order of ``USES``."""

    gdp: float
    final: Array
    imports: float
    product_taxes: float


def expenditure(gdp: float, shares: dict[str, float], value_added_share: float) -> Expenditure:
    """Expenditure side from national accounts shares (% of GDP); households take what rounding leaves."""
    part = {name: gdp * share / 100.0 for name, share in shares.items()}
    others = part["government"] + part["investment"] + part["stocks"] + part["exports"] - part["imports"]
    part["households"] = gdp - others
    final = np.array([part[use] for use in USES])
    return Expenditure(gdp, final, part["imports"], gdp * (1.0 - value_added_share))


def nested(finest: Array, levels: list[tuple[list[str], dict[str, float]]]) -> Array:
    """Scale ``finest`` (n,) so that it adds up, group by group, to each newer and coarser level in turn.

    ``levels`` goes from fine to coarse: the group of every sector and the total of every group. The last level's totals
    are met exactly; inside its groups the structure of the level before is kept, and so on.
    """
    values = finest.astype(float).copy()
    for groups, totals in levels:
        labels = np.array(groups)
        for group, total in totals.items():
            inside = labels == group
            if not inside.any() or values[inside].sum() <= 0:
                raise ValueError(
                    f"No sector stands under the control '{group}': give one its group in table.toml."
                )
            values[inside] *= total / values[inside].sum()
    return values
