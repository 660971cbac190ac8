"""Write rows as CSV, to a file or to standard output."""

from __future__ import annotations

import csv
import math
import sys
from collections.abc import Iterable, Sequence

from model.errors import InputError


def write_csv(header: Sequence[str], rows: Iterable[Sequence[object]], out: str | None) -> None:
    """Write a header and rows to the file `out`, or to standard output if there is none."""
    if out is None:
        _write(sys.stdout, header, rows)
        sys.stdout.flush()
        return
    try:
        with open(out, "w", newline="", encoding="utf-8") as file:
            _write(file, header, rows)
    except OSError as error:
        raise InputError(
            f"The file {out} cannot be written ({error.strerror}). Name another with --out."
        ) from error


def _write(file: object, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    writer = csv.writer(file, lineterminator="\n")  # type: ignore[arg-type]
    writer.writerow(header)
    writer.writerows(rows)


def digits(value: float) -> str:
    """Return a number with twelve significant digits.

    Sums of printed parts then agree with printed totals to better than 1e-9, and the last bits, in which two
    machines may differ, are not shown. What is undefined (a ratio to nothing) is an empty cell.
    """
    if math.isnan(value):
        return ""
    return format(float(value) + 0.0, ".12g")
