"""`multipliers`: Type I and Type II multipliers per sector, as CSV."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from model.cli.table import digits, write_csv


def print_multipliers(country: str, out: str | None) -> int:
    """Write a row per sector and a column per multiplier."""
    from model import MODEL_VERSION
    from model.load import load_economy
    from model.multipliers import multipliers

    economy = load_economy(country)
    table = {name: np.asarray(values, dtype=float) for name, values in multipliers(economy).items()}
    header = ("country", "sector", "label", *table, "grade", "model_version", "data_version")
    versions = (economy.grade, MODEL_VERSION, economy.data_version)
    rows = (
        (
            economy.iso3,
            code,
            economy.sector_labels[s],
            *(digits(values[s]) for values in table.values()),
            *versions,
        )
        for s, code in enumerate(economy.sectors)
    )
    write_csv(header, rows, out)
    return 0


def print_table_multipliers(path: str, out: str | None) -> int:
    """Write the multipliers of a bare table, a row per sector, to six digits."""
    from model.cli.bare_table import bare_multipliers, read_bare_table

    table = read_bare_table(Path(path))
    found = bare_multipliers(table)
    rows = (
        (
            code,
            *(
                format(float(values[s]) + 0.0, ".6g") if values[s] == values[s] else ""
                for values in found.values()
            ),
        )
        for s, code in enumerate(table.sectors)
    )
    write_csv(("sector", *found), rows, out)
    return 0
