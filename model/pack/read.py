"""Read a country pack: text in, typed rows and arrays out, and a finding for everything that cannot be read.

No pandas here: importing it costs more than reading a pack.
"""

from __future__ import annotations

import csv
import io
import json
import math
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from model.errors import InputError
from model.pack import schema
from model.pack.findings import Finding

Array = NDArray[np.float64]
Rings = dict[str, list[list[list[float]]]]
R = TypeVar("R", bound=schema.Row)


class PackError(InputError):
    """A pack that cannot be used; `findings` says everything that is wrong with it."""

    def __init__(self, folder: Path, findings: Sequence[Finding]) -> None:
        self.findings = list(findings)
        more = f" ({len(self.findings) - 1} more: run `check`.)" if len(self.findings) > 1 else ""
        super().__init__(f"The country pack {folder.name} cannot be used. {self.findings[0]}{more}")


@dataclass
class TableData:
    """The rows of one table, the line each stands on (the header is 1), and whether all of it was read."""

    rows: list[Any] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    complete: bool = False

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        """Yield (line, row)."""
        return iter(zip(self.lines, self.rows, strict=True))


@dataclass
class UseTable:
    """A use table: `values[s, u]` is product s used by user u, million US$; `lines[s]` is its line."""

    users: tuple[str, ...]
    values: Array
    lines: list[int]


@dataclass
class Draft:
    """What could be read of a folder. Parts that could not be read are None or incomplete."""

    folder: Path
    meta: schema.PackMeta | None = None
    tables: dict[str, TableData] = field(default_factory=dict)
    use_domestic: UseTable | None = None
    use_imported: UseTable | None = None
    geometry: Rings | None = None

    def complete(self, *names: str) -> bool:
        """Say whether all the tables named were read without a finding."""
        uses = {"use_domestic": self.use_domestic, "use_imported": self.use_imported}
        return all(
            uses[name] is not None if name in uses else name in self.tables and self.tables[name].complete
            for name in names
        )

    def codes(self) -> tuple[str, ...]:
        """Return the sector codes in table order."""
        return tuple(row.code for row in self.tables["sectors"].rows)


@dataclass(frozen=True)
class Pack:
    """A country pack in memory. S sectors, R regions; finals are households, government, investment, ...

    Attributes:
        intermediate_domestic: [S, S] million US$, supplying sector x using sector.
        final_domestic: [S, 5] million US$: households, government, investment, stocks, exports.
        intermediate_imported: [S, S] million US$.
        final_imported: [S, 4] million US$: the same uses without exports.
        value_added: rows in the order of `sectors`.
        employment: [S, 2] persons: women, men.
        employment_regions: [R, S, 2] persons; zero where the pack has no row.
    """

    folder: Path
    meta: schema.PackMeta
    sources: tuple[schema.SourceRow, ...]
    sectors: tuple[schema.SectorRow, ...]
    intermediate_domestic: Array
    final_domestic: Array
    intermediate_imported: Array
    final_imported: Array
    value_added: tuple[schema.ValueAddedRow, ...]
    final_taxes: tuple[schema.FinalTaxRow, ...]
    employment: Array
    employment_detail: tuple[schema.EmploymentDetailRow, ...]
    regions: tuple[schema.RegionRow, ...]
    geometry: Rings
    employment_regions: Array
    plants: tuple[schema.PlantRow, ...]
    technologies: tuple[schema.TechnologyRow, ...]
    technology_inputs: tuple[schema.TechnologyInputRow, ...]
    fuel_use: tuple[schema.FuelUseRow, ...]
    emissions: tuple[schema.EmissionRow, ...]
    macro: tuple[schema.MacroRow, ...]
    facts: dict[str, schema.FactRow]
    history: tuple[schema.HistoryRow, ...]
    totals: tuple[schema.TotalRow, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the sector codes in table order."""
        return tuple(sector.code for sector in self.sectors)

    @property
    def output(self) -> Array:
        """Return output by sector, [S], million US$."""
        return np.array([row.output for row in self.value_added])


def read_pack(folder: str | Path) -> Pack:
    """Return the pack in `folder`; raise `PackError` with every finding if a file cannot be read.

    Reading settles files, columns, kinds, ranges and what arrays need (keys, sectors, regions). Whether the
    figures add up is the business of `check_pack`.
    """
    draft, findings = read_draft(Path(folder))
    if findings:
        raise PackError(draft.folder, findings)
    return assemble(draft)


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
    findings += _check_keys(draft)
    return draft, findings


def assemble(draft: Draft) -> Pack:
    """Turn a draft without findings into a pack; see `Pack` for shapes."""
    assert draft.meta is not None
    assert draft.use_domestic is not None
    assert draft.use_imported is not None
    assert draft.geometry is not None
    codes = draft.codes()
    count = len(codes)

    def by_sector(name: str) -> list[Any]:
        found = {row.sector: row for row in draft.tables[name].rows}
        return [found[code] for code in codes]

    def rows(name: str, kind: type[R]) -> tuple[R, ...]:
        return tuple(cast(list[R], draft.tables[name].rows))

    regions = rows("regions", schema.RegionRow)
    return Pack(
        folder=draft.folder,
        meta=draft.meta,
        sources=rows("sources", schema.SourceRow),
        sectors=rows("sectors", schema.SectorRow),
        intermediate_domestic=draft.use_domestic.values[:, :count],
        final_domestic=draft.use_domestic.values[:, count:],
        intermediate_imported=draft.use_imported.values[:, :count],
        final_imported=draft.use_imported.values[:, count:],
        value_added=tuple(by_sector("value_added")),
        final_taxes=rows("final_taxes", schema.FinalTaxRow),
        employment=np.array([[row.women, row.men] for row in by_sector("employment")]),
        employment_detail=rows("employment_detail", schema.EmploymentDetailRow),
        regions=regions,
        geometry=draft.geometry,
        employment_regions=regional_employment(draft),
        plants=rows("plants", schema.PlantRow),
        technologies=rows("technologies", schema.TechnologyRow),
        technology_inputs=rows("technology_inputs", schema.TechnologyInputRow),
        fuel_use=rows("fuel_use", schema.FuelUseRow),
        emissions=rows("emissions", schema.EmissionRow),
        macro=tuple(sorted(rows("macro", schema.MacroRow), key=lambda row: row.year)),
        facts={row.id: row for row in rows("facts", schema.FactRow)},
        history=rows("history", schema.HistoryRow),
        totals=rows("totals", schema.TotalRow),
    )


def regional_employment(draft: Draft) -> Array:
    """Return persons employed by region, sector and sex, [R, S, 2]; cells without a row are zero."""
    region_at = {row.region: i for i, row in enumerate(draft.tables["regions"].rows)}
    sector_at = {code: i for i, code in enumerate(draft.codes())}
    people = np.zeros((len(region_at), len(sector_at), 2))
    for row in draft.tables["employment_regions"].rows:
        if row.region in region_at and row.sector in sector_at:
            people[region_at[row.region], sector_at[row.sector]] = row.women, row.men
    return people


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
        message = f"The format has no column {_quote(name)} here. Remove or rename it."
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
            findings.append(_ragged(table.file, line, len(cells), len(header)))
            continue
        try:
            row = table.row.model_validate(dict(zip(header, cells, strict=True)))
        except ValidationError as error:
            findings += [_explain(table.file, line, problem) for problem in error.errors()]
            continue
        data.rows.append(row)
        data.lines.append(line)
    data.complete = len(findings) == before
    return data


def _ragged(file: str, line: int, cells: int, columns: int) -> Finding:
    message = f"The row has {cells} cells and the header has {columns}. Quote cells that hold a comma."
    return Finding(file, line, "", "bad-value", message)


def _quote(value: object) -> str:
    """Return what the user wrote, short enough for a message."""
    text = str(value)
    return f'"{text[:40]}…"' if len(text) > 40 else f'"{text}"'


def _explain(file: str, line: int, problem: Any) -> Finding:
    """Turn a problem that pydantic found into a sentence that says what to do."""
    column = str(problem["loc"][0]) if problem["loc"] else ""
    kind, value, context = problem["type"], _quote(problem["input"]), problem.get("ctx", {})
    rule = "bad-value"
    if kind in ("float_parsing", "float_type", "finite_number"):
        rule = "not-a-number"
        message = (
            f"{value} is not a number. Write digits with a decimal point (1234.5), no thousands separator."
        )
    elif kind in ("int_parsing", "int_from_float", "int_type"):
        rule = "not-a-number"
        message = f"{value} is not a whole number. Write digits only (2035)."
    elif kind == "literal_error":
        message = f"{value} is not known here. Write {context['expected']}."
    elif kind == "greater_than_equal":
        rule = "negative-value" if context["ge"] == 0 else rule
        message = f"{value} is below {context['ge']:g}. Write a value from {context['ge']:g} up."
    elif kind == "greater_than":
        message = f"{value} is not above {context['gt']:g}. Write a value above {context['gt']:g}."
    elif kind == "less_than_equal":
        message = f"{value} is above {context['le']:g}. Write a value up to {context['le']:g}."
    elif kind == "string_too_short":
        message = "The cell is empty. Fill it in."
    elif kind == "string_too_long":
        message = f"The text is longer than {context['max_length']} characters. Shorten it."
    elif kind == "string_pattern_mismatch":
        message = f"{value} has not the form the format asks for ({context['pattern']}). Rewrite it."
    elif kind == "missing":
        message = "The value is missing. Add it."
    elif kind == "extra_forbidden":
        rule, message = "unknown-column", "The format has no such entry. Remove it."
    else:
        message = f"{problem['msg']}: {value}. Correct it."
    return Finding(file, line, column, rule, message)


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
            findings.append(_ragged(file, line, len(cells), len(header)))
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
    if not math.isfinite(value):
        message = f"{_quote(text)} is not a number. Write digits with a decimal point, and 0 for no use."
        findings.append(Finding(file, line, column, "not-a-number", message))
    return value


def _check_use_rows(file: str, seen: list[str], lines: list[int], codes: Sequence[str]) -> Iterator[Finding]:
    """Yield what is wrong with the row labels of a use table: unknown, twice, missing, out of order."""
    first: dict[str, int] = {}
    for line, code in zip(lines, seen, strict=True):
        if code not in codes:
            message = f"{_quote(code)} is no sector of sectors.csv. Correct the code, or add the sector."
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
        findings += [_explain(schema.META, 0, problem) for problem in error.errors()]
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


def _check_keys(draft: Draft) -> Iterator[Finding]:
    """Yield keys that stand twice, rows that are missing, and unknown sectors and regions.

    These are settled at reading, not in `check_pack`, because arrays cannot be built without them.
    """
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
                    f"{_quote(row.sector)} is no sector of sectors.csv. Correct the code, or add the sector."
                )
                yield Finding(schema.TABLES[name].file, line, "sector", "unknown-sector", message)
    users = codes | set(schema.OTHER_USERS)
    for line, row in draft.tables["fuel_use"]:
        if row.user not in users:
            message = (
                f"{_quote(row.user)} is neither a sector of sectors.csv nor {', '.join(schema.OTHER_USERS)}."
            )
            yield Finding("fuel_use.csv", line, "user", "unknown-sector", message + " Correct it.")
    for line, row in draft.tables["emissions"]:
        if row.emitter not in codes | {"households"}:
            message = f"{_quote(row.emitter)} is neither a sector of sectors.csv nor households. Correct it."
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
                message = f"{_quote(row.region)} is no region of regions.csv. Correct it, or add the region."
                yield Finding(schema.TABLES[name].file, line, "region", "unknown-region", message)
    for region in draft.geometry or {}:
        if region not in known:
            message = f"{_quote(region)} is no region of regions.csv. Rename or remove it."
            yield Finding(schema.GEOMETRY, 0, region[:40], "unknown-region", message)
