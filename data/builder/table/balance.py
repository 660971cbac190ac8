"""Stages 4 and 5: the table of the base year in million US$ of 2023, balanced on its controls."""

from __future__ import annotations

import numpy as np

from data.builder.table.controls import Expenditure
from data.builder.table.gras import gras_with_known
from data.builder.table.tableau import USES, Array, Table

Known = dict[tuple[str, str, str], float]
"""Known cells in million US$: (origin "domestic" or "imported", product, user) -> value. An import written for the user
``ALONE`` says that the known cells are all there is of that import."""

ALONE = "no-other-user"


def known_matrix(table: Table, known: Known) -> Array:
    """Matrix (2n + 1, n + 5) of known cells, NaN where free."""
    out = np.full((2 * table.n + 1, table.n + len(USES)), np.nan)
    for (origin, product, user), value in sorted(known.items(), key=lambda item: item[0][2] == ALONE):
        row = table.codes.index(product) + (table.n if origin == "imported" else 0)
        if user == ALONE:
            out[row] = np.where(np.isnan(out[row]), 0.0, out[row])
        else:
            out[row, table.index(user)] = value
    return out


def rescale_columns(block: Array, total: Array) -> Array:
    """Scale each column of a prior to its total, so that the prior is in money of the base year."""
    now = block.sum(axis=0)
    return block * np.divide(total, now, out=np.ones_like(total), where=np.abs(now) > 1e-9)


def household_taxes(target: Expenditure, taxes_on_inputs: Array) -> Array:
    """Taxes on products by final use (5,): what taxes on inputs leave of the total falls on households.

    Value added tax, fuel levies and excises are meant to rest on consumers; exports are zero-rated, government buys from
    itself, and taxes on investment are mostly deducted.
    """
    out = np.zeros(len(USES))
    out[USES.index("households")] = target.product_taxes - taxes_on_inputs.sum()
    return out


def import_targets(
    table: Table, imports: float, prior: Array, cells: Array, products: dict[str, float]
) -> Array:
    """Imports by product (n,): published products and those with every use known; the others share the rest."""
    lines = cells[table.n : 2 * table.n]
    whole = np.array(~np.isnan(lines).any(axis=1))
    fixed = np.where(whole, np.nansum(lines, axis=1), 0.0)
    for code, value in products.items():
        position = table.codes.index(code)
        fixed[position], whole[position] = value, True
    rest = np.where(whole, 0.0, prior.sum(axis=1))
    return fixed + rest * (imports - fixed.sum()) / rest.sum()


def balance(
    table: Table,
    x: Array,
    value_added: Array,
    target: Expenditure,
    known: Known,
    products: dict[str, float] | None = None,
) -> Table:
    """Balance all uses, domestic and imported, and taxes on inputs at once.

    Rows: domestic products (n) to output ``x``, imported products (n), taxes on products (1). Columns: inputs of
    sectors (n) to output less value added, final uses (5) to national accounts at market prices. ``products`` are
    published imports of some products, million US$; the components of value added keep each sector's own shares.
    """
    n = table.n
    inputs = x - value_added
    column = np.concatenate([inputs, target.final])
    prior = np.vstack([table.domestic, table.imported, table.product_taxes[None, :]])
    sectors = rescale_columns(prior[:, :n], inputs)
    taxes_final = household_taxes(target, sectors[2 * n])
    finals = rescale_columns(prior[: 2 * n, n:], target.final - taxes_final)
    prior = np.hstack([sectors, np.vstack([finals, taxes_final[None, :]])])
    cells = known_matrix(table, known)
    imports = import_targets(table, target.imports, prior[n : 2 * n], cells, products or {})
    row = np.concatenate([x, imports, [target.product_taxes]])
    balanced = gras_with_known(prior, row, column, cells)
    # A sector without output at home (a fuel that is only imported) has no value added to scale.
    have = table.value_added
    share = np.divide(value_added, have, out=np.zeros_like(value_added), where=have != 0)
    return Table(
        codes=table.codes,
        domestic=balanced[:n],
        imported=balanced[n : 2 * n],
        product_taxes=balanced[2 * n],
        production_taxes=table.production_taxes * share,
        wages=table.wages * share,
        surplus=table.surplus * share,
    )
