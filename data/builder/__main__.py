"""``python -m data.builder ZAF THA --sources DIR``: make country packs from published figures."""

from __future__ import annotations

import argparse
import csv
import importlib
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
RECIPES = Path(__file__).resolve().parent / "recipes"
COMMON = RECIPES / "common"
STAGES = ("table", "energy", "people")


def layered(path: Path) -> dict[str, Any]:
    """A recipe file over the common one that it names with ``based_on``, if any."""
    with path.open("rb") as handle:
        own = tomllib.load(handle)
    name = own.pop("based_on", None)
    if name is None:
        return own
    base = COMMON / f"{name}.toml"
    if not base.exists():
        known = ", ".join(sorted(p.stem for p in COMMON.glob("*.toml")))
        raise SystemExit(f"{path.parent.name}/{path.name} is based on {name!r}: there are {known}.")
    return over(layered(base), own)


def over(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Settings of ``own`` over ``base``: tables are joined, lists of sources and totals added, all else replaced.

    ``without`` names sectors of the base that the country does not have, and the sector that takes a donor's part of each;
    rows of a split that fill them go as well.
    """
    out = dict(base)
    for key, value in own.items():
        if isinstance(value, dict) and isinstance(out.get(key), dict):
            out[key] = over(out[key], value)
        elif key in ("source", "total") and isinstance(value, list) and isinstance(out.get(key), list):
            out[key] = [*value, *out[key]]
        elif key != "without":
            out[key] = value
    for code, into in own.get("without", {}).items():
        for key in ("sector", "rows"):
            if isinstance(out.get(key), list):
                out[key] = [row for row in out[key] if code not in (row.get("code"), row.get("sector"))]
        for donor in out.get("donor", {}).values():
            if isinstance(donor, dict) and code in donor.get("from", {}):
                parts = dict(donor["from"])
                parts[into] = [*parts[into], *parts.pop(code)]
                donor["from"] = parts
    return out


def recipe(iso3: str) -> dict[str, Any]:
    """All recipe files of a country, joined; each stage reads its own keys.

    ``table.toml`` stands at the top, the others under their own name; sources that several countries use are added.
    """
    out: dict[str, Any] = {}
    folder = RECIPES / iso3
    if not folder.is_dir():
        known = ", ".join(sorted(p.name for p in RECIPES.iterdir() if p.is_dir() and p != COMMON))
        raise SystemExit(f"There is no recipe for {iso3}: there are recipes for {known}.")
    for path in sorted(folder.glob("*.toml")):
        part = layered(path)
        if path.stem == "table":
            out |= part
        else:
            out[path.stem] = part
    with (COMMON / "table.toml").open("rb") as handle:
        shared = tomllib.load(handle)["source"]
    out["source"] = [*out.get("source", []), *shared]
    return out


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


def build(iso3: str, sources: Path, pack: Path, stages: Iterable[str]) -> list[str]:
    """Run the stages of one country in their order and merge; returns the report's lines."""
    lines: list[str] = []
    settings = recipe(iso3)
    for stage in stages:
        module = importlib.import_module(f"data.builder.{stage}")
        said = module.build(iso3, settings, sources, pack)
        report = pack / "report.d" / f"{stage}.md"
        report.parent.mkdir(parents=True, exist_ok=True)
        report.write_text(
            f"## {stage.capitalize()}\n\n" + "\n".join(f"- {x}" for x in said) + "\n", encoding="utf-8"
        )
        lines += said
    notes = RECIPES / iso3 / "notes.md"
    if notes.exists():
        (pack / "report.d" / "notes.md").write_text(notes.read_text(encoding="utf-8"), encoding="utf-8")
    merge(pack)
    return lines


def main(arguments: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m data.builder", description=__doc__)
    parser.add_argument(
        "countries", nargs="+", metavar="ISO3", help="countries to build, for example ZAF THA"
    )
    parser.add_argument("--sources", type=Path, required=True, help="folder of the published figures")
    parser.add_argument("--out", type=Path, default=ROOT / "countries", help="folder of the packs")
    parser.add_argument("--stages", default=",".join(STAGES), help="stages to run, comma separated")
    given = parser.parse_args(arguments)
    if not given.sources.is_dir():
        parser.error(
            f"{given.sources} is not a folder: name the folder of the published figures with --sources."
        )
    for iso3 in given.countries:
        print(iso3)
        for line in build(iso3, given.sources, given.out / iso3, given.stages.split(",")):
            print(f"  {line}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
