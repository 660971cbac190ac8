"""Read the files of a pack's folder: text in, typed rows out, and a finding for everything that cannot be read."""

from __future__ import annotations

import csv
import io
import json
import math
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import numpy as np
from pydantic import ValidationError

from model.errors import InputError
from model.pack import schema
from model.pack.draft import Draft, Rings, TableData, UseTable
from model.pack.findings import Finding
from model.pack.keys import check_keys
from model.pack.messages import explain, quote, ragged


def read_draft(folder: Path) -> tuple[Draft, list[Finding]]:
    """Return all that can be read in `folder`, and a finding for everything that cannot."""
    if not folder.is_dir():
        raise InputError(f"There is no folder {folder}. Name a country pack's folder.")
    draft = Draft(folder)
    findings: list[Finding] = []
    draft.meta = _read_meta(folder, findings)
    for name, table in schema.TABLES.items():
        if table.optional and not (folder / table.file).exists():
            draft.tables[name] = TableData(complete=True)
            continue
        draft.tables[name] = _read_table(folder, table, findings)
    if draft.complete("sectors"):
        codes = draft.codes()
        draft.use_domestic = _read_use(folder, schema.USE_DOMESTIC, codes, schema.FINAL_USES, findings)
        draft.use_imported = _read_use(
            folder, schema.USE_IMPORTED, codes, schema.FINAL_USES_IMPORTED, findings
        )
    else:
        for file in (schema.USE_DOMESTIC, schema.USE_IMPORTED):
            _read_text(folder, file, findings)
    draft.geometry = _read_geometry(folder, findings)
    findings += check_keys(draft)
    return draft, findings


def _read_text(folder: Path, file: str, findings: list[Finding]) -> str | None:
    """Return a file's text, or None with a finding."""
    path = folder / file
    if not path.is_file():
        findings.append(
            Finding(file, 0, "", "missing-file", "The file is not there. Add it; see the pack format.")
        )
        return None
    size = path.stat().st_size
    if size > schema.FILE_SIZE_LIMIT:
        limit = schema.FILE_SIZE_LIMIT // 1_000_000
        message = (
            f"The file has {size / 1e6:.0f} MB and the limit is {limit} MB. Leave only the format's columns."
        )
        findings.append(Finding(file, 0, "", "unreadable-file", message))
        return None
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        message = 'The file is not UTF-8 text. Save it as "CSV UTF-8".'
    except OSError as error:
        message = f"The file cannot be opened ({error.strerror}). Check its permissions."
    findings.append(Finding(file, 0, "", "unreadable-file", message))
    return None


def _records(text: str, file: str, findings: list[Finding]) -> list[tuple[int, list[str]]] | None:
    """Return (line as in a spreadsheet, cells) of every row that is not blank; the first is the header."""
    try:
        numbered = enumerate(csv.reader(io.StringIO(text), strict=True), start=1)
        records = [
            (line, [cell.strip() for cell in cells]) for line, cells in numbered if any(map(str.strip, cells))
        ]
    except csv.Error as error:
        message = f"The file is not comma separated text ({error}). Save it again as CSV."
        findings.append(Finding(file, 0, "", "unreadable-file", message))
        return None
    if len(records) < 2:
        findings.append(Finding(file, 0, "", "empty-file", "The table has no rows. Fill it in."))
        return None
    return records


def _check_header(
    header: list[str], wanted: Sequence[str], allowed: Sequence[str], file: str, findings: list[Finding]
) -> bool:
    """Hold a header to the columns of the format; return whether the table can be read."""
    if len(header) == 1 and ";" in header[0]:
        message = "Columns are separated by semicolons. Save the file with commas."
        findings.append(Finding(file, 1, "", "unreadable-file", message))
        return False
    missing = [name for name in wanted if name not in header]
    unknown = [name for name in header if name not in wanted and name not in allowed]
    repeated = sorted({name for name in header if header.count(name) > 1 and name not in unknown})
    for name in missing:
        findings.append(Finding(file, 1, name, "missing-column", f"The column {name} is missing. Add it."))
    for name in unknown:
        rule = "unknown-sector" if file in (schema.USE_DOMESTIC, schema.USE_IMPORTED) else "unknown-column"
        message = f"The format has no column {quote(name)} here. Remove or rename it."
        findings.append(Finding(file, 1, name[:60], rule, message))
    for name in repeated:
        message = f"The column {name} stands there twice. Keep one."
        findings.append(Finding(file, 1, name, "unknown-column", message))
    return not (missing or unknown or repeated)


def _read_table(folder: Path, table: schema.Table, findings: list[Finding]) -> TableData:
    """Return the rows of a table that can be read, and whether that is all of them."""
    data = TableData()
    text = _read_text(folder, table.file, findings)
    records = None if text is None else _records(text, table.file, findings)
    if not records:
        return data
    header = records[0][1]
    if not _check_header(header, table.columns, (), table.file, findings):
        return data
    before = len(findings)
    for line, cells in records[1:]:
        if len(cells) != len(header):
            findings.append(ragged(table.file, line, len(cells), len(header)))
            continue
        try:
            row = table.row.model_validate(dict(zip(header, cells, strict=True)))
        except ValidationError as error:
            findings += [explain(table.file, line, problem) for problem in error.errors()]
            continue
        data.rows.append(row)
        data.lines.append(line)
    data.complete = len(findings) == before
    return data


def _read_use(
    folder: Path, file: str, codes: Sequence[str], finals: Sequence[str], findings: list[Finding]
) -> UseTable | None:
    """Return a use table in the order of `codes`, or None with findings."""
    text = _read_text(folder, file, findings)
    records = None if text is None else _records(text, file, findings)
    if not records:
        return None
    users = (*codes, *finals)
    wanted = ("sector", *users)
    header = records[0][1]
    if not _check_header(header, wanted, ("source", "grade"), file, findings):
        return None
    order = [name for name in header if name in wanted]
    if order != list(wanted):
        at = next(i for i, (a, b) in enumerate(zip(order, wanted, strict=True)) if a != b)
        message = f"The column {order[at]} stands where {wanted[at]} belongs. Use the order of sectors.csv."
        findings.append(Finding(file, 1, order[at], "row-order", message))
        return None
    before = len(findings)
    at_column = [header.index(name) for name in users]
    values, lines, seen = [], [], []
    for line, cells in records[1:]:
        if len(cells) != len(header):
            findings.append(ragged(file, line, len(cells), len(header)))
            continue
        seen.append(cells[header.index("sector")])
        lines.append(line)
        values.append([_number(cells[at], file, line, header[at], findings) for at in at_column])
    findings += _check_use_rows(file, seen, lines, codes)
    if len(findings) > before:
        return None
    return UseTable(users, np.array(values, dtype=float), lines)


def _number(text: str, file: str, line: int, column: str, findings: list[Finding]) -> float:
    """Return a number; a finding and nan if the text is none."""
    try:
        value = float(text.replace("_", "x"))
    except ValueError:
        value = math.nan
    if not abs(value) <= schema.LARGEST:
        message = f"{quote(text)} is not a number. Write digits with a decimal point, and 0 for no use."
        findings.append(Finding(file, line, column, "not-a-number", message))
    return value


def _check_use_rows(file: str, seen: list[str], lines: list[int], codes: Sequence[str]) -> Iterator[Finding]:
    """Yield what is wrong with the row labels of a use table: unknown, twice, missing, out of order."""
    first: dict[str, int] = {}
    for line, code in zip(lines, seen, strict=True):
        if code not in codes:
            message = f"{quote(code)} is no sector of sectors.csv. Correct the code, or add the sector."
            yield Finding(file, line, "sector", "unknown-sector", message)
        elif code in first:
            message = f"{code} stands already in row {first[code]}. Keep one of the two rows."
            yield Finding(file, line, "sector", "duplicate-row", message)
        first.setdefault(code, line)
    missing = [code for code in codes if code not in first]
    for code in missing:
        yield Finding(
            file, 0, "sector", "missing-row", f"The sector {code} has no row. Add it, in table order."
        )
    if not missing and len(seen) == len(codes) and seen != list(codes):
        at = next(i for i, (a, b) in enumerate(zip(seen, codes, strict=True)) if a != b)
        message = f"{seen[at]} stands where {codes[at]} belongs. Use the order of sectors.csv."
        yield Finding(file, lines[at], "sector", "row-order", message)


def _read_meta(folder: Path, findings: list[Finding]) -> schema.PackMeta | None:
    """Return pack.toml, or None with findings."""
    text = _read_text(folder, schema.META, findings)
    if text is None:
        return None
    try:
        return schema.PackMeta.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        message = f'The file is not well formed ({error}). Write lines like: name = "South Africa".'
        findings.append(Finding(schema.META, 0, "", "unreadable-file", message))
    except ValidationError as error:
        findings += [explain(schema.META, 0, problem) for problem in error.errors()]
    return None


def _read_geometry(folder: Path, findings: list[Finding]) -> Rings | None:
    """Return the rings of each region, or None with a finding; their shape is judged by `check_pack`."""
    text = _read_text(folder, schema.GEOMETRY, findings)
    if text is None:
        return None
    try:
        rings = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        message = f"The file is not well formed JSON ({error}). Write it again."
        findings.append(Finding(schema.GEOMETRY, 0, "", "unreadable-file", message))
        return None
    if not _is_rings(rings):
        message = 'The file must hold {"region": [[[lon, lat], ...], ...]}: rings of number pairs per region.'
        findings.append(Finding(schema.GEOMETRY, 0, "", "bad-value", message))
        return None
    return cast(Rings, rings)


def _is_rings(value: object) -> bool:
    """Say whether a value is a dictionary of lists of rings of finite number pairs."""

    def number(x: object) -> bool:
        return isinstance(x, int | float) and not isinstance(x, bool) and math.isfinite(x)

    def point(p: object) -> bool:
        return isinstance(p, list) and len(p) == 2 and all(map(number, p))

    def ring(r: object) -> bool:
        return isinstance(r, list) and all(map(point, r))

    return isinstance(value, dict) and all(
        isinstance(rings, list) and all(map(ring, rings)) for rings in value.values()
    )
