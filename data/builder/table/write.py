"""Writes the pack's tables as CSV: readable numbers, a source and a grade on every row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from data.builder.table.tableau import USES, Array, Table

NOISE = 1e-9
"""Million US$: what is left in a cell by rounding is written as nil."""


def number(value: float) -> str:
    """Ten significant digits: identities hold to 1e-9 after reading back."""
    return "0" if abs(value) < NOISE else f"{value:.10g}"


def write_csv(path: Path, header: Sequence[str], lines: Iterable[Sequence[str]]) -> None:
    """One header row, LF line ends."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines)


def write_uses(
    path: Path, table: Table, block: Array, uses: Sequence[str], source: str, grades: list[str]
) -> None:
    """``use_domestic.csv`` or ``use_imported.csv``."""
    columns = list(table.codes) + list(uses)
    positions = [table.index(column) for column in columns]
    lines = [
        [code, *(number(block[i, j]) for j in positions), source, grades[i]]
        for i, code in enumerate(table.codes)
    ]
    write_csv(path, ["sector", *columns, "source", "grade"], lines)


def write_table(pack: Path, table: Table, source: str, grades: list[str]) -> None:
    """The four money files of the pack."""
    write_uses(pack / "use_domestic.csv", table, table.domestic, USES, source, grades)
    write_uses(pack / "use_imported.csv", table, table.imported, USES[:-1], source, grades)
    write_csv(
        pack / "value_added.csv",
        ["sector", "output", "product_taxes", "production_taxes", "wages", "surplus", "source", "grade"],
        [
            [
                code,
                *(
                    number(values[i])
                    for values in (
                        table.output,
                        table.product_taxes,
                        table.production_taxes,
                        table.wages,
                        table.surplus,
                    )
                ),
                source,
                grades[i],
            ]
            for i, code in enumerate(table.codes)
        ],
    )
    taxes = table.product_taxes[table.n :]
    write_csv(
        pack / "final_taxes.csv",
        ["use", "product_taxes", "source", "grade"],
        [[use, number(taxes[k]), source, max(["B", min(grades)])] for k, use in enumerate(USES)],
    )


def clean(values: Array) -> Array:
    """Cells that rounding made negative or tiny are nil."""
    return np.where(np.abs(values) < NOISE, 0.0, values)
