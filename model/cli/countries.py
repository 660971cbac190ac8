"""`countries`: every country and every preset pathway in one table."""

from __future__ import annotations

import math
import sys
from collections.abc import Sequence

from model.cli.table import digits, write_csv
from model.errors import InputError

# What a column is called in the table on the screen, and how many decimals it has there (None: words).
HEADS: dict[str, tuple[str, int | None]] = {
    "country": ("", None),
    "pathway": ("pathway", None),
    "year": ("year", 0),
    "created": ("created", 0),
    "lost": ("lost", 0),
    "net_per_1000": ("net/1000", 1),
    "mean_per_1000": ("mean/1000", 1),
    "unfilled": ("unfilled%", 0),
    "women_share": ("women%", 0),
    "worst_per_100": ("worst/100", 1),
    "worst_region": ("worst region", None),
    "emissions": ("CO2e%", 1),
    "gdp": ("GDP%", 2),
    "investment": ("invest%", 2),
    "public_cost": ("public%", 2),
    "warnings": ("warn", 0),
    "unusual": ("unusual", None),
}


def list_countries(countries: Sequence[str], presets: Sequence[str], out: str | None) -> int:
    """Run all presets, say on stderr how far it is, print a table, and write CSV to `out` if it is named."""
    from model.countries import COLUMNS, Indicators, indicators_of, with_unusual
    from model.load import available
    from model.pathway import preset_names

    chosen = list(countries) or list(available())
    for iso3 in chosen:
        if iso3 not in available():
            raise InputError(f"There is no country {iso3}. Countries: {', '.join(available())}.")
    known = {name for iso3 in chosen for name in preset_names(iso3)}
    for name in presets:
        if name not in known:
            raise InputError(f"No country has a pathway {name}. Choose: {', '.join(sorted(known))}.")
    rows: list[Indicators] = []
    for k, iso3 in enumerate(chosen, start=1):
        names = [n for n in preset_names(iso3) if n != "baseline" and (not presets or n in presets)]
        print(
            f"{k}/{len(chosen)} {iso3}: {', '.join(names) or 'nothing to run'}", file=sys.stderr, flush=True
        )
        rows += indicators_of(iso3, names) if names else []
    rows = with_unusual(rows)
    if out is not None:
        write_csv(COLUMNS, [[_exact(getattr(row, name)) for name in COLUMNS] for row in rows], out)
    print(text_table([[_shown(row, name) for name in HEADS] for row in rows]))
    return 0


def _exact(value: object) -> object:
    return digits(value) if isinstance(value, float) else value


def _shown(row: object, name: str) -> str:
    value, decimals = getattr(row, name), HEADS[name][1]
    if decimals is None:
        return str(value)
    if isinstance(value, float) and math.isnan(value):
        return "-"
    # An integer is a year or a count; only jobs are long enough to want separators.
    return str(value) if isinstance(value, int) else f"{value + 0.0:,.{decimals}f}"


def text_table(cells: Sequence[Sequence[str]]) -> str:
    """Columns under their heads, numbers to the right, words to the left."""
    heads = [head for head, _ in HEADS.values()]
    widths = [max(len(head), *(len(row[k]) for row in cells), 0) for k, head in enumerate(heads)]
    words = [decimals is None for _, decimals in HEADS.values()]

    def line(row: Sequence[str]) -> str:
        return "  ".join(
            cell.ljust(width) if left else cell.rjust(width)
            for cell, width, left in zip(row, widths, words, strict=True)
        ).rstrip()

    return "\n".join(line(row) for row in (heads, *cells))
