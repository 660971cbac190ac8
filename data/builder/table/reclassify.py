"""Stage 1: join source sectors into the pack's sectors by the concordance of the recipe."""

from __future__ import annotations

import numpy as np

from data.builder.table.tableau import USES, Array, Table


def aggregation(codes: tuple[str, ...], concordance: dict[str, list[str]]) -> Array:
    """Matrix G (pack sectors, source sectors) of ones; every source sector must go to exactly one pack sector."""
    g = np.array([[1.0 if code in sources else 0.0 for code in codes] for sources in concordance.values()])
    wrong = [code for code, total in zip(codes, g.sum(axis=0), strict=True) if total != 1.0]
    if wrong:
        raise ValueError(
            f"These source sectors go to none or several pack sectors: {', '.join(wrong)}. Fix table.toml."
        )
    return g


def reclassify(table: Table, concordance: dict[str, list[str]]) -> Table:
    """Aggregate rows and columns: Z* = G Z G' (Miller and Blair 2009, 4.9)."""
    g = aggregation(table.codes, concordance)
    across = np.block(
        [[g.T, np.zeros((table.n, len(USES)))], [np.zeros((len(USES), g.shape[0])), np.eye(len(USES))]]
    )
    return Table(
        codes=tuple(concordance),
        domestic=g @ table.domestic @ across,
        imported=g @ table.imported @ across,
        product_taxes=table.product_taxes @ across,
        production_taxes=g @ table.production_taxes,
        wages=g @ table.wages,
        surplus=g @ table.surplus,
    )
