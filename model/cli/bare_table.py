"""A bare input-output table as in a textbook or a training class: one CSV file, nothing else.

    ,agriculture,industry,final_demand,output
    agriculture,150,500,350,1000
    industry,200,100,1700,2000
    wages,300,500
    employment,300,500

The first column names the sectors. A column for each sector, in any order, then `final_demand` and `output`, optionally
`households` (what households buy: part of final demand,
or beside it where only then the rows add up to output). A row for each sector, then optional rows `wages` and
`employment`. Row `wages` may have figures in the last columns too: in `households` what households pay households, in
`final_demand` all that final users pay them (the former included, unless households stand beside), in `output` their whole
income. Spending coefficients are per unit of that whole income, as in Miller and Blair (2009), section 2.5.
"""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from model.economy import Array
from model.errors import InputError
from model.iomath import coefficients
from model.multipliers import multipliers_of

FINAL, OUTPUT, HOUSEHOLDS = "final_demand", "output", "households"
WAGES, EMPLOYMENT = "wages", "employment"
TOLERANCE = 5e-3
"""share of output by which a row may miss its sum: published tables are rounded"""


@dataclass(frozen=True)
class BareTable:
    """A table as it stands in the file; money in the file's own unit."""

    sectors: tuple[str, ...]
    Z: Array
    """(n, n) sales of row to column"""
    final: Array
    output: Array
    households: Array | None
    """(n,) the part of final demand that households buy"""
    wages: Array | None
    household_wages: float
    """wages paid by households"""
    income: float
    """all income of households"""
    employment: Array | None


def read_bare_table(path: Path) -> BareTable:
    """Read and check a table; every error names the row, the column and what to do."""
    rows = _rows(path)
    header = [name.strip() for name in rows[0]]
    columns = {name: i for i, name in enumerate(header) if i and name}
    twice = sorted({name for name in header[1:] if name and header[1:].count(name) > 1})
    if twice:
        raise InputError(f"{path.name} has two columns called {twice[0]}. Give every column its own name.")
    for needed in (FINAL, OUTPUT):
        if needed not in columns:
            raise InputError(
                f'{path.name} has no column "{needed}". Add one after the columns of the sectors.'
            )
    sectors = tuple(n for n in columns if n not in (FINAL, OUTPUT, HOUSEHOLDS))
    by_name: dict[str, list[str]] = {}
    for number, row in enumerate(rows[1:], start=2):
        name = row[0].strip()
        if name not in (*sectors, WAGES, EMPLOYMENT):
            raise InputError(
                f'{path.name}, line {number}: "{name}" is no sector of the header and neither wages nor employment. Name rows '
                "and columns alike."
            )
        if name in by_name:
            raise InputError(f"{path.name}, line {number}: {name} is there twice. Keep one row.")
        by_name[name] = row
    if not sectors:
        raise InputError(f"{path.name} names no sector. Give a column for each sector before final_demand.")
    missing = [name for name in sectors if name not in by_name]
    if missing:
        raise InputError(f"{path.name} has a column {missing[0]} but no row of that name. Add the row.")

    def number_at(name: str, column: str, needed: bool = True) -> float:
        row, at = by_name[name], columns[column]
        text = row[at].strip() if at < len(row) else ""
        if not text and not needed:
            return 0.0
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value):
            raise InputError(f'{path.name}, row {name}, column {column}: "{text}" is not a number. Give one.')
        return value

    def column(name: str) -> Array:
        return np.array([number_at(row, name) for row in sectors])

    def line(name: str) -> Array | None:
        return np.array([number_at(name, s) for s in sectors]) if name in by_name else None

    Z = np.array([[number_at(i, j) for j in sectors] for i in sectors])
    final, output = column(FINAL), column(OUTPUT)
    households = column(HOUSEHOLDS) if HOUSEHOLDS in columns else np.zeros(len(sectors))
    apart = not _adds_up(Z, final, output) and _adds_up(Z, final + households, output)
    paid = number_at(WAGES, HOUSEHOLDS, needed=False) if HOUSEHOLDS in columns and WAGES in by_name else 0.0
    wages, income = line(WAGES), 0.0
    if wages is not None:
        others = number_at(WAGES, FINAL, needed=False)
        others = others + paid if apart else others or paid
        income = number_at(WAGES, OUTPUT, needed=False) or float(wages.sum()) + others
    table = BareTable(
        sectors=sectors,
        Z=Z,
        final=final + households if apart else final,
        output=output,
        households=households if HOUSEHOLDS in columns else None,
        wages=wages,
        household_wages=paid,
        income=income,
        employment=line(EMPLOYMENT),
    )
    _check(path, table)
    return table


def _adds_up(Z: Array, final: Array, output: Array) -> bool:
    """Return whether every row's sales and final demand are its output, but for rounding."""
    return bool((np.abs(Z.sum(axis=1) + final - output) <= TOLERANCE * np.abs(output)).all())


def _rows(path: Path) -> list[list[str]]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = [row for row in csv.reader(handle) if any(cell.strip() for cell in row)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"The table {path} cannot be read: {_reason(error)}. Give a CSV file in UTF-8."
        ) from None
    if len(rows) < 2:
        raise InputError(f"{path.name} has no rows under a header. The first row names the columns.")
    return rows


def _reason(error: Exception) -> str:
    """Say why a file cannot be read, without the words of the machine."""
    if isinstance(error, UnicodeDecodeError):
        return "it is not text in UTF-8"
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


def _check(path: Path, table: BareTable) -> None:
    """Refuse what no table can be: no output, negative sales, rows that do not add up, inputs above output."""
    for i, name in enumerate(table.sectors):
        if table.output[i] <= 0:
            raise InputError(
                f"{path.name}: the output of {name} is {table.output[i]:g}. Give a figure above 0."
            )
        if (table.Z[i] < 0).any():
            j = table.sectors[int(np.argmin(table.Z[i]))]
            raise InputError(f"{path.name}: {name} sells a negative amount to {j}. Sales are 0 or more.")
        uses = table.Z[i].sum() + table.final[i]
        if abs(uses - table.output[i]) > TOLERANCE * table.output[i]:
            raise InputError(
                f"{path.name}, row {name}: sales to sectors and final demand add up to {uses:,.6g}, output is "
                f"{table.output[i]:,.6g}. They must agree; correct the row."
            )
        if table.Z[:, i].sum() >= table.output[i]:
            raise InputError(
                f"{path.name}, column {name}: inputs of {table.Z[:, i].sum():,.6g} leave nothing of an output of "
                f"{table.output[i]:,.6g} for value added. Correct the column."
            )
    if table.households is not None:
        if table.wages is None:
            raise InputError(
                f'{path.name} has a column households but no row "wages", which is what they spend. Add it.'
            )
        earned = float(table.wages.sum()) + table.household_wages
        if table.income <= 0 or table.income < earned * (1 - TOLERANCE):
            raise InputError(
                f"{path.name}, row wages: the whole income of households is {table.income:,.6g}, less than what they are paid "
                f"({earned:,.6g}). Correct the row; the column output holds the whole."
            )
        spent = table.households.sum() + table.household_wages
        if spent > table.income * (1 + TOLERANCE):
            raise InputError(
                f"{path.name}: households spend {spent:,.6g} out of an income of {table.income:,.6g}. Give their whole income "
                "in row wages, column output, or put what they spend out of other income in final_demand only."
            )


def bare_multipliers(table: BareTable) -> dict[str, Array]:
    """Type I multipliers of a bare table, and Type II where households are given; names as `multipliers` of a pack."""
    n = len(table.sectors)
    x = table.output
    spending = None
    own = 0.0
    if table.households is not None and table.wages is not None:
        spending, own = table.households / table.income, table.household_wages / table.income
    wages = table.wages / x if table.wages is not None else np.zeros(n)
    jobs = table.employment / x if table.employment is not None else np.zeros(n)
    found = multipliers_of(coefficients(table.Z, x), wages, jobs, spending, own)
    left_out = [] if table.wages is not None else ["income"]
    left_out += [] if table.employment is not None else ["employment"]
    return {
        name: values
        for name, values in vars(found).items()
        if values is not None and name.partition("_")[0] not in left_out
    }
