"""Keys of tables: rows that stand twice or are missing, and codes that no table explains.

These are settled at reading, not in `check_pack`, because arrays cannot be built without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from model.pack import schema
from model.pack.draft import Draft
from model.pack.findings import Finding
from model.pack.messages import quote


def check_keys(draft: Draft) -> Iterator[Finding]:
    """Yield keys that stand twice, rows that are missing, and unknown sectors and regions."""
    for name, table in schema.TABLES.items():
        first: dict[tuple[Any, ...], int] = {}
        for line, row in draft.tables[name]:
            key = tuple(getattr(row, part) for part in table.row.KEY)
            if key in first:
                words = ", ".join("empty" if part is None else str(part) for part in key)
                message = f"{words} stands already in row {first[key]}. Keep one of the two rows."
                yield Finding(table.file, line, table.row.KEY[0], "duplicate-row", message)
            first.setdefault(key, line)
    if draft.complete("sectors"):
        yield from _check_sectors(draft)
    if draft.complete("regions"):
        yield from _check_regions(draft)
    if draft.complete("final_taxes"):
        missing = set(schema.FINAL_USES) - {row.use for row in draft.tables["final_taxes"].rows}
        for use in sorted(missing):
            yield Finding(
                "final_taxes.csv", 0, "use", "missing-row", f"The final use {use} has no row. Add it."
            )
    if draft.complete("macro"):
        missing_years = set(range(schema.BASE_YEAR, schema.LAST_YEAR + 1)) - {
            row.year for row in draft.tables["macro"].rows
        }
        for year in sorted(missing_years):
            yield Finding("macro.csv", 0, "year", "missing-row", f"The year {year} has no row. Add it.")


def _check_sectors(draft: Draft) -> Iterator[Finding]:
    """Yield rows whose sector is none, and sectors that a table by sector leaves out."""
    codes = set(draft.codes())
    for name in ("value_added", "employment", "employment_detail", "employment_regions", "technologies",
                 "technology_inputs"):  # fmt: skip
        for line, row in draft.tables[name]:
            if row.sector not in codes:
                message = (
                    f"{quote(row.sector)} is no sector of sectors.csv. Correct the code, or add the sector."
                )
                yield Finding(schema.TABLES[name].file, line, "sector", "unknown-sector", message)
    users = codes | set(schema.OTHER_USERS)
    for line, row in draft.tables["fuel_use"]:
        if row.user not in users:
            message = (
                f"{quote(row.user)} is neither a sector of sectors.csv nor {', '.join(schema.OTHER_USERS)}."
            )
            yield Finding("fuel_use.csv", line, "user", "unknown-sector", message + " Correct it.")
    for line, row in draft.tables["emissions"]:
        if row.emitter not in codes | {"households"}:
            message = f"{quote(row.emitter)} is neither a sector of sectors.csv nor households. Correct it."
            yield Finding("emissions.csv", line, "emitter", "unknown-sector", message)
    for name in ("value_added", "employment"):
        if not draft.complete(name):
            continue
        present = {row.sector for row in draft.tables[name].rows}
        for code in draft.codes():
            if code not in present:
                message = f"The sector {code} has no row. Add it."
                yield Finding(schema.TABLES[name].file, 0, "sector", "missing-row", message)


def _check_regions(draft: Draft) -> Iterator[Finding]:
    """Yield rows whose region is none."""
    known = {row.region for row in draft.tables["regions"].rows}
    for name in ("employment_regions", "plants"):
        for line, row in draft.tables[name]:
            if row.region not in known:
                message = f"{quote(row.region)} is no region of regions.csv. Correct it, or add the region."
                yield Finding(schema.TABLES[name].file, line, "region", "unknown-region", message)
    for region in draft.geometry or {}:
        if region not in known:
            message = f"{quote(region)} is no region of regions.csv. Rename or remove it."
            yield Finding(schema.GEOMETRY, 0, region[:40], "unknown-region", message)
