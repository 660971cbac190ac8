"""`check`: hold packs to the format, and print the base year beside published totals."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from model.cli.table import write_csv
from model.errors import InputError
from model.pack.check import check_pack
from model.pack.findings import RULES
from model.pack.schema import describe
from model.pack.totals import totals_beside_published


def check_packs(names: Sequence[str], totals: bool) -> int:
    """Print every finding of the packs named (of all packs if none is); return 1 if there is one."""
    folders = [_folder(name) for name in names] or _all_folders()
    faults = 0
    for folder in folders:
        findings = check_pack(folder)
        faults += len(findings)
        for finding in findings:
            print(f"{folder.name}/{finding}")
        if not totals:
            count = "sound" if not findings else f"{len(findings)} finding{'s' * (len(findings) > 1)}"
            print(f"{folder.name}: {count}")
    if totals:
        header = (
            "pack",
            "indicator",
            "year",
            "ours",
            "published",
            "unit",
            "gap_pct",
            "tolerance_pct",
            "verdict",
        )
        rows = [(folder.name, *row.cells()) for folder in folders for row in totals_beside_published(folder)]
        write_csv((*header, "source", "rule"), rows, None)
    return 1 if faults else 0


def print_rules() -> int:
    """Print the rules a pack is held to."""
    width = max(map(len, RULES))
    for rule, sentence in RULES.items():
        print(f"{rule:{width}}  {sentence}")
    return 0


def print_format() -> int:
    """Print the columns of the format as CSV; the two use tables have a column per sector and are not listed."""
    rows = [tuple(column.values()) for column in describe()]
    write_csv(("file", "column", "kind", "description"), rows, None)
    return 0


def _all_folders() -> list[Path]:
    from model.load import COUNTRIES, available

    folders = [COUNTRIES / iso3 for iso3 in available()]
    if not folders:
        raise InputError("There is no country pack to check. Name a folder that holds one.")
    return folders


def _folder(name: str) -> Path:
    """Return the folder of a pack's code, or the folder itself."""
    from model.load import COUNTRIES, available

    if name in available():
        return COUNTRIES / name
    folder = Path(name)
    if not folder.is_dir():
        codes = ", ".join(available()) or "none yet"
        raise InputError(f"There is no country pack {name}. Packs: {codes}; or name a folder that holds one.")
    return folder.resolve()
