"""Reads published tables and series from the sources folder into arrays."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from data.builder.table.tableau import USES, Array, Table

_FINAL_COLUMNS = {
    "household": "households",
    "government": "government",
    "npish": "households",
    "gfcf": "investment",
    "stocks": "stocks",
    "valuables": "stocks",
    "exports": "exports",
    "re_exports": "exports",
}


def rows(path: Path) -> Iterator[dict[str, str]]:
    """Rows of a CSV file as dictionaries."""
    if not path.exists():
        raise FileNotFoundError(
            f"The source file {path.name} is missing in {path.parent}: pass the folder with --sources."
        )
    with path.open(encoding="utf-8", newline="") as handle:
        yield from csv.DictReader(handle)


def matrix(path: Path) -> tuple[list[str], list[str], Array]:
    """Row labels, column labels and numbers of a labelled matrix."""
    with path.open(encoding="utf-8", newline="") as handle:
        reader = csv.reader(handle)
        header = next(reader)[1:]
        labels, values = [], []
        for line in reader:
            labels.append(line[0])
            values.append([float(v or 0.0) for v in line[1:]])
    return labels, header, np.array(values)


def final_uses(path: Path) -> Array:
    """Final uses (n, 5) in the order of ``USES``."""
    _, header, values = matrix(path)
    out = np.zeros((values.shape[0], len(USES)))
    for position, name in enumerate(header):
        out[:, USES.index(_FINAL_COLUMNS[name])] += values[:, position]
    return out


def official_table(folder: Path) -> Table:
    """A published table with domestic and imported uses and final uses apart; taxes on final uses are not in it."""
    codes, _, z_dom = matrix(folder / "Z_dom.csv")
    _, _, z_imp = matrix(folder / "Z_imp.csv")
    sectors = {row["code"]: row for row in rows(folder / "sectors.csv")}

    def column(name: str) -> Array:
        return np.array([float(sectors[code][name]) for code in codes])

    domestic = np.hstack([z_dom, final_uses(folder / "FD_dom.csv")])
    imported = np.hstack([z_imp, final_uses(folder / "FD_imp.csv")])
    taxes = np.concatenate([column("net_product_taxes_on_inputs"), np.zeros(len(USES))])
    wages = column("va_compensation" if "va_compensation" in next(iter(sectors.values())) else "va_wages")
    other = column("va_other_net_prod_taxes")
    output = domestic.sum(axis=1)
    inputs = domestic[:, : len(codes)].sum(axis=0) + imported[:, : len(codes)].sum(axis=0)
    # Surplus is what the column leaves: it closes the published rounding (1e-7 of output).
    surplus = output - inputs - taxes[: len(codes)] - wages - other
    return Table(tuple(codes), domestic, imported, taxes, other, wages, surplus)


def series(path: Path, key: str, iso3: str, names: tuple[str, ...], year: int) -> dict[str, float]:
    """Values of one country and year from a long table; ``key`` is the column that names the indicator."""
    found = {
        row[key]: float(row["value"])
        for row in rows(path)
        if row["iso3"] == iso3 and row[key] in names and int(row["year"]) == year and row["value"]
    }
    missing = [name for name in names if name not in found]
    if missing:
        raise KeyError(
            f"{path.name} has no {', '.join(missing)} for {iso3} in {year}: choose another year in table.toml."
        )
    return found
