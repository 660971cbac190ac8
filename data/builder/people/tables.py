"""Small tables in and out: the only place of this package that touches files."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from pathlib import Path

Row = dict[str, str]


def read(path: Path) -> list[Row]:
    """Rows of a CSV file as text; a missing file is a sentence, not a traceback of the csv module."""
    if not path.exists():
        raise FileNotFoundError(f"{path.name} is missing in {path.parent.name}: the people stage reads it.")
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write(path: Path, columns: list[str], rows: Iterable[Mapping[str, object]]) -> None:
    """Write rows in the order of `columns`, numbers in their shortest faithful form."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        out = csv.writer(handle, lineterminator="\n")
        out.writerow(columns)
        for row in rows:
            out.writerow([plain(row.get(column, "")) for column in columns])


def plain(value: object) -> str:
    """A number without noise digits (10 significant), anything else as text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        text = f"{value:.10g}"
        return f"{value:.6f}".rstrip("0").rstrip(".") if "e" in text else text
    return "" if value is None else str(value)


def series(rows: Iterable[Row], year: str = "year", value: str = "value") -> dict[int, float]:
    """Year -> value of rows that have both."""
    return {int(row[year]): float(row[value]) for row in rows if row[value] not in ("", None)}


def joined(*ids: str) -> str:
    """Source ids joined by a semicolon, each once."""
    parts = [part for text in ids for part in text.split(";")]
    return ";".join(dict.fromkeys(parts))


def table_columns(pack: Path) -> dict[str, dict[str, float]]:
    """value_added.csv by sector, or nothing when the table is not there yet."""
    path = pack / "value_added.csv"
    if not path.exists():
        return {}
    keys = ("output", "production_taxes", "wages", "surplus")
    return {row["sector"]: {key: float(row[key]) for key in keys} for row in read(path)}
