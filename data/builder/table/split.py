"""Stage 2: divide a sector that joins several, with physical balances behind the shares."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from data.builder.table.tableau import Array, Table


def split_column(table: Table, code: str, new: str, share: float) -> Table:
    """Take ``share`` of a sector's column (inputs and value added) out into a new sector placed right before it.

    The new sector has the mother's input structure until the balance; its row is empty until ``set_row`` fills it.
    """
    at = table.codes.index(code)

    def column(block: Array) -> Array:
        part = block[:, at] * share
        rest = block.copy()
        rest[:, at] -= part
        return np.insert(rest, at, part, axis=1)

    def vector(values: Array) -> Array:
        rest = values.copy()
        rest[at] *= 1.0 - share
        return np.insert(rest, at, values[at] * share)

    def row(block: Array) -> Array:
        return np.insert(block, at, 0.0, axis=0)

    return Table(
        codes=table.codes[:at] + (new,) + table.codes[at:],
        domestic=row(column(table.domestic)),
        imported=row(column(table.imported)),
        product_taxes=vector(table.product_taxes),
        production_taxes=vector(table.production_taxes),
        wages=vector(table.wages),
        surplus=vector(table.surplus),
    )


def move_row(table: Table, source: str, target: str, domestic: Array, imported: Array) -> Table:
    """Move uses (n + 5,) from the row of ``source`` to the row of ``target``, domestic and imported."""
    a, b = table.codes.index(source), table.codes.index(target)
    dom, imp = table.domestic.copy(), table.imported.copy()
    dom[a] -= domestic
    dom[b] += domestic
    imp[a] -= imported
    imp[b] += imported
    return replace(table, domestic=dom, imported=imp)


def carve_imported_fuel(
    table: Table, mother: str, fuel: str, user: str, domestic_output: float
) -> tuple[Table, float]:
    """Take crude oil and gas out of a joint mining row in which domestic and imported shares were proportional.

    A table whose import split is proportional gives every user of mining products the refinery's import share. Here all
    that ``user`` (refining) buys of the row becomes the fuel, imported but for ``domestic_output``; the other users keep
    what they buy in total, and the domestic and imported totals of the row are kept, so that they now share one
    proportion without the fuel. Returns the table and the import share of the other users.
    """
    n, a = table.n, table.codes.index(mother)
    share = domestic_output / table.output[a]
    table = split_column(table, mother, fuel, share)
    n, a, j = table.n, table.codes.index(mother), table.codes.index(user)
    dom, imp = table.domestic.copy(), table.imported.copy()
    fuel_use = dom[a, j] + imp[a, j]
    uses = np.r_[0 : n + 4]  # all but exports, which are domestic
    others = np.setdiff1d(uses, [j])
    total_dom, total_imp = (
        dom[a, uses].sum() - domestic_output,
        imp[a, uses].sum() - (fuel_use - domestic_output),
    )
    if min(total_dom, total_imp) < 0:
        raise ValueError(
            f"{user} buys more of {mother} ({fuel_use:.6g}) than is supplied without other users."
        )
    import_share = total_imp / (total_dom + total_imp)
    bought = dom[a, others] + imp[a, others]
    dom[a, others], imp[a, others] = bought * (1 - import_share), bought * import_share
    dom[a, j] = imp[a, j] = 0.0
    b = table.codes.index(fuel)
    dom[b, j], imp[b, j] = domestic_output, fuel_use - domestic_output
    return replace(table, domestic=dom, imported=imp), float(import_share)


def replace_inputs(table: Table, code: str, products: list[str], product: str, origin: str) -> Table:
    """In one column, turn what is bought of ``products`` into purchases of one ``product`` of one origin."""
    j = table.codes.index(code)
    at = [table.codes.index(p) for p in products]
    dom, imp = table.domestic.copy(), table.imported.copy()
    money = dom[at, j].sum() + imp[at, j].sum()
    dom[at, j] = imp[at, j] = 0.0
    (dom if origin == "domestic" else imp)[table.codes.index(product), j] += money
    return replace(table, domestic=dom, imported=imp)
