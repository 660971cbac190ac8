"""Rows of `run --incidence`: who bears the carbon price, by fifths of the people and by sector."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from model.cli.table import digits

if TYPE_CHECKING:
    from model.result import Result

MONEY = "million US$ 2023"


def incidence_rows(result: Result, asked: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield rows like `run.long_rows`: `incidence_cost`, `_transfers`, `_net`, `_spending` by `quintile-1` (the poorest) to
    `quintile-5`, and `carbon_price_paid` by sector. Where a pack has no shares a note on stderr says so.
    """
    cells = tuple("" for _ in asked)
    refused = None
    for year in result.years:
        found = result.incidence(int(year))
        refused = found.refused
        for group in found.groups:
            item = f"quintile-{group.quintile}"
            amounts = {
                "spending": group.spending,
                "cost": group.cost,
                "transfers": group.transfers,
                "net": group.net,
            }
            for name, amount in amounts.items():
                yield (
                    str(year),
                    f"incidence_{name}",
                    item,
                    *cells,
                    digits(amount),
                    MONEY,
                    found.grade,
                )
        for sector, amount in zip(found.sectors, found.paid_by_sector, strict=True):
            yield (
                str(year),
                "carbon_price_paid",
                sector,
                *cells,
                digits(amount),
                MONEY,
                result.economy.grade,
            )
    if refused:
        print(f"note: {refused}", file=sys.stderr)
