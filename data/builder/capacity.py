"""Installed capacity of a country by technology, out of Ember's series of its electricity zones."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

BASE_YEAR = 2023
FILE = "labour/energy/installed_capacity_by_technology_electricitymaps_ember.csv"
Series = dict[int, float]


def carried(series: Series, last: int) -> Series:
    """Every year from the first to ``last``; a value is written only when it changes and holds until then."""
    out, value = {}, 0.0
    for year in range(min(series), last + 1):
        value = series.get(year, value)
        out[year] = value
    return out


def national_capacity(sources: Path, iso3: str) -> dict[str, Series]:
    """Technology (name of the source) -> year -> MW at year end, for years in which a value is written.

    Large countries are written zone by zone: their dated zones are added up. A national figure without a date is
    taken for the base year, and only where no zone is dated.
    """
    zones: dict[tuple[str, bool], dict[str, Series]] = defaultdict(lambda: defaultdict(dict))
    undated: dict[str, float] = {}
    with (sources / FILE).open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["iso3"] != iso3:
                continue
            part, value = "-" in row["zone"], float(row["capacity_mw"])
            if row["valid_from"]:
                key = (row["technology"], part)
                zones[key][row["zone"]][int(row["valid_from"][:4])] = value
            elif not part:
                undated[row["technology"]] = value
    out: dict[str, Series] = {name: {BASE_YEAR: value} for name, value in undated.items()}
    for (name, part), series in sorted(zones.items(), key=lambda item: item[0][1]):
        if not part:
            out[name] = dict(next(iter(series.values())))
            continue
        years = sorted({year for zone in series.values() for year in zone})
        full = [carried(zone, years[-1]) for zone in series.values()]
        out[name] = {year: sum(zone.get(year, 0.0) for zone in full) for year in years}
    return out
