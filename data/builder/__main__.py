"""``python -m data.builder ZAF THA --sources DIR``: make country packs from published figures.

``python -m data.builder rebuild-test --sources DIR`` measures how far off the methods are.
"""

from __future__ import annotations

import argparse
import csv
import importlib
import sys
from collections.abc import Iterable
from pathlib import Path

from data.builder.recipe import RECIPES, recipe

ROOT = Path(__file__).resolve().parents[1]
STAGES = ("table", "energy", "people")


def merge_csv(parts: Iterable[Path], out: Path, key: tuple[str, ...]) -> None:
    """Join tables with the same header in the order of the stages; of a key that stands twice the first stays."""
    header: list[str] | None = None
    lines: dict[tuple[str, ...], list[str]] = {}
    for path in sorted(parts, key=lambda path: (position(path), path.name)):
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.reader(handle)
            head = next(reader)
            if header is not None and head != header:
                raise SystemExit(
                    f"{path.name} in {path.parent.name} has other columns than its neighbours: make them equal."
                )
            header = head
            at = [head.index(name) for name in key]
            for line in reader:
                name = tuple(line[i] for i in at)
                if name in lines and lines[name] != line:
                    print(
                        f"  note: {path.parent.name}/{path.name}: {', '.join(name)} is there already; the first stays"
                    )
                lines.setdefault(name, line)
    if header is None:
        return
    with out.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(lines.values())


def position(path: Path) -> int:
    """Place of a stage's file among the stages; files of others come last."""
    return STAGES.index(path.stem) if path.stem in STAGES else len(STAGES)


def merge(pack: Path) -> None:
    """Join what the stages wrote side by side: sources, totals and the report."""
    merge_csv(pack.glob("sources.d/*.csv"), pack / "sources.csv", ("id",))
    merge_csv(pack.glob("totals.d/*.csv"), pack / "totals.csv", ("indicator", "year"))
    parts = sorted(pack.glob("report.d/*.md"), key=lambda path: (position(path), path.name))
    if parts:
        text = "\n".join(path.read_text(encoding="utf-8").strip() + "\n" for path in parts)
        (pack / "report.md").write_text(text, encoding="utf-8")


def build(
    iso3: str, sources: Path, pack: Path, stages: Iterable[str] = STAGES, recipes: Path = RECIPES
) -> list[str]:
    """Run the stages of one country in their order and merge; returns the report's lines."""
    lines: list[str] = []
    settings = recipe(iso3, recipes)
    for stage in stages:
        module = importlib.import_module(f"data.builder.{stage}")
        said = module.build(iso3, settings, sources, pack)
        report = pack / "report.d" / f"{stage}.md"
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(
            f"## {stage.capitalize()}\n\n" + "\n".join(f"- {x}" for x in said) + "\n", encoding="utf-8"
        )
        lines += said
    notes = recipes / iso3 / "notes.md"
    if notes.exists():
        (pack / "report.d" / "notes.md").write_text(notes.read_text(encoding="utf-8"), encoding="utf-8")
    merge(pack)
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Command line."""
    arguments = sys.argv[1:] if arguments is None else arguments
    if arguments[:1] == ["rebuild-test"]:
        from data.builder import rebuild

        return rebuild.main(arguments[1:])
    parser = argparse.ArgumentParser(prog="python -m data.builder", description=__doc__)
    parser.add_argument(
        "countries", nargs="+", metavar="ISO3", help="countries to build, for example ZAF THA"
    )
    parser.add_argument("--sources", type=Path, required=True, help="folder of the published figures")
    parser.add_argument("--out", type=Path, default=ROOT / "countries", help="folder of the packs")
    parser.add_argument("--recipes", type=Path, default=RECIPES, help="folder of the countries' recipes")
    parser.add_argument("--stages", default=",".join(STAGES), help="stages to run, comma separated")
    given = parser.parse_args(arguments)
    if not given.sources.is_dir():
        parser.error(
            f"{given.sources} is not a folder: name the folder of the published figures with --sources."
        )
    for iso3 in given.countries:
        print(iso3)
        for line in build(iso3, given.sources, given.out / iso3, given.stages.split(","), given.recipes):
            print(f"  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
