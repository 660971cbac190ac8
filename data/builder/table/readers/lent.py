"""What donors' tables lend to a country of which only sector totals are published: imports, final uses, coefficients."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from data.builder.table import read
from data.builder.table.reclassify import reclassify
from data.builder.table.tableau import USES, Array, Table

MARGINS = ("output", "value_added", "dom_intermediate_sales", "dom_final_sales", "exports_total")
FINALS = ("households", "government", "investment")


def margins(sources: Path, recipe: dict[str, Any], codes: list[str]) -> dict[str, Array]:
    """Published totals by sector of the source, million US$ of the table's year."""
    given = recipe["input"]
    found = {
        row["sector_code"]: row
        for row in read.rows(sources / given["margins"])
        if row["year"] == str(given["year"]) and row["edition"] == given["edition"]
    }
    return {name: np.array([float(found[code][name]) for code in codes]) for name in MARGINS}


def donors(sources: Path, recipe: dict[str, Any]) -> dict[str, Table]:
    """Donor tables in the pack's sectors; a sector that a donor does not have is empty there."""
    out = {}
    for name, donor in recipe["donor"].items():
        out[name] = reclassify(read.official_table(sources / donor["folder"]), donor["from"])
    return out


def mean_over_donors(parts: list[Array]) -> Array:
    """Mean of donors' coefficients, leaving out donors that do not have the sector (NaN)."""
    stacked = np.array(parts)
    count = (~np.isnan(stacked)).sum(axis=0)
    return np.divide(np.nansum(stacked, axis=0), count, out=np.zeros_like(stacked[0]), where=count > 0)


def import_prior(given: dict[str, Table], output: Array, finals: Array) -> Array:
    """Imports by product and user (n, n + 5): donors' imports per unit of output, and per unit of final use at home."""
    inputs, uses = [], []
    for donor in given.values():
        n, x = donor.n, donor.output
        inputs.append(np.where(x > 0, donor.imported[:, :n] / np.where(x > 0, x, 1.0), np.nan))
        total = donor.domestic[:, n:].sum(axis=0)
        uses.append(donor.imported[:, n:] / np.where(total > 0, total, 1.0))
    block = np.hstack([mean_over_donors(inputs) * output, np.maximum(mean_over_donors(uses), 0.0) * finals])
    block[:, -2:] = 0.0  # stocks and re-exports are not carried for imports
    return block


def final_shares(donor: Table) -> Array:
    """Shares (n, 3) of household, government and investment use in the domestic final use of each product."""
    n = donor.n
    block = np.maximum(donor.domestic[:, [n + USES.index(use) for use in FINALS]], 0.0)
    total = block.sum(axis=1, keepdims=True)
    only_households = np.array([1.0, 0.0, 0.0])
    return np.where(total > 0, block / np.where(total > 0, total, 1.0), only_households)
