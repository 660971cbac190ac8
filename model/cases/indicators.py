"""The indicator table in short, for docs/countries.md: `python -m model.cases.indicators [--into docs/countries.md]`.

One line a preset, figures of 2035 and of 2050; `python -m model countries` prints all of it.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Sequence
from pathlib import Path

from model.cases.probes import Table, put_into
from model.countries import Indicators, indicators_of, with_unusual
from model.load import available

TITLE = "Indicators of 2035 and 2050"
HEADS = (
    "pathway",
    "net per 1,000: 2035",
    "2050",
    "mean",
    "unfilled %",
    "women %",
    "worst region, per 100",
    "CO2e %: 2035",
    "2050",
    "GDP %: 2035",
    "2050",
    "invest % of GDP",
    "public %",
    "unusual",
)


def short_table(countries: Sequence[str] = ()) -> Table:
    """All presets of all countries (or of those named); a pathway that moves nothing says so in one word."""
    rows = with_unusual([row for iso3 in countries or available() for row in indicators_of(iso3)])
    pairs = zip(rows[::2], rows[1::2], strict=True)
    return Table(TITLE, HEADS, tuple(_line(first, last) for first, last in pairs))


def _line(first: Indicators, last: Indicators) -> tuple[str, ...]:
    name = f"{first.country} {first.pathway}"
    if max(row.created + row.lost for row in (first, last)) <= 0.5:
        return (name, "moves nothing", *[""] * (len(HEADS) - 2))
    worst = f"{first.worst_region} {first.worst_per_100:+.1f}" if first.worst_region else "-"
    return (
        name,
        f"{first.net_per_1000:+.1f}",
        f"{last.net_per_1000:+.1f}",
        f"{first.mean_per_1000:+.1f}",
        _or_dash(first.unfilled),
        _or_dash(first.women_share),
        worst,
        f"{first.emissions:+.1f}",
        f"{last.emissions:+.1f}",
        f"{first.gdp:+.2f}",
        f"{last.gdp:+.2f}",
        f"{first.investment:.2f}",
        f"{first.public_cost:.2f}",
        " ".join(dict.fromkeys((first.unusual + " " + last.unusual).split())),
    )


def _or_dash(value: float) -> str:
    return "-" if math.isnan(value) else f"{value:.0f}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table as Markdown, or renew it in a file."""
    parser = argparse.ArgumentParser(
        prog="python -m model.cases.indicators", description=__doc__.splitlines()[0]
    )
    parser.add_argument("countries", nargs="*", metavar="ISO3", help="countries (all if none is named)")
    parser.add_argument("--into", metavar="FILE", type=Path, help="replace the table of this Markdown file")
    given = parser.parse_args(argv)
    table = short_table(given.countries)
    if given.into:
        put_into(given.into, [table])
        return 0
    print(table.markdown())
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
