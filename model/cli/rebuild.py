"""`rebuild-test`: how far off the methods behind estimated tables are, as measured by the builder.

The measurement needs the published tables, which are not part of the program: `python -m data.builder rebuild-test` makes
`data/rebuild_test.csv`, and this command prints it.
"""

from __future__ import annotations

import csv

from model.cli.table import write_csv
from model.errors import InputError
from model.load import COUNTRIES

RESULT = COUNTRIES.parent / "rebuild_test.csv"


def print_rebuild_test(out: str | None) -> int:
    """Print a row per method, rebuilt table and measure: mean, weighted and worst error in %, the worst sector."""
    try:
        with RESULT.open(encoding="utf-8", newline="") as handle:
            header, *rows = list(csv.reader(handle))
    except (OSError, ValueError) as error:
        raise InputError(
            f"data/{RESULT.name} cannot be read: make it with python -m data.builder rebuild-test --write."
        ) from error
    write_csv(tuple(header), rows, out)
    return 0
