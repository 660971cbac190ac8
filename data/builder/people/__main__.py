"""``python -m data.builder.people ZAF --sources DIR``: this stage alone, for work on it."""

from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

from . import build

DATA = Path(__file__).resolve().parents[2]


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m data.builder.people", description=__doc__)
    parser.add_argument("countries", nargs="+", metavar="ISO3")
    parser.add_argument("--sources", type=Path, required=True, help="folder of the published figures")
    parser.add_argument("--out", type=Path, default=DATA / "countries", help="folder of the packs")
    given = parser.parse_args()
    for iso3 in given.countries:
        path = DATA / "builder" / "recipes" / iso3 / "people.toml"
        lines = build(iso3, tomllib.loads(path.read_text(encoding="utf-8")), given.sources, given.out / iso3)
        report = given.out / iso3 / "report.d" / "people.md"
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text("## People\n\n" + "\n".join(f"- {line}" for line in lines) + "\n", encoding="utf-8")
        print("\n".join(lines))


if __name__ == "__main__":
    main()
