"""A pack that is broken in one way: `check` must name the file, the row and the rule, and nothing else."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from model.pack import Finding, PackError, check_pack, read_pack
from model.pack.check import CHECKS, FINDINGS_PER_RULE
from model.pack.findings import RULES
from model.pack.geometry import signed_area
from model.pack.indicators import unit_scale
from model.pack.schema import TABLES, describe

Table = list[list[str]]


def read(path: Path) -> Table:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def write(path: Path, table: Table) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows(table)


def edit(file: str, row: int, column: str, value: str) -> Callable[[Path], None]:
    """Return a change of one cell; rows count as in a spreadsheet, the header is 1."""

    def change(folder: Path) -> None:
        table = read(folder / file)
        table[row - 1][table[0].index(column)] = value
        write(folder / file, table)

    return change


def copy_row(file: str, row: int) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        table = read(folder / file)
        write(folder / file, [*table, table[row - 1]])

    return change


def drop_row(file: str, row: int) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        table = read(folder / file)
        write(folder / file, table[: row - 1] + table[row:])

    return change


def drop_column(file: str, column: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        table = read(folder / file)
        at = table[0].index(column)
        write(folder / file, [cells[:at] + cells[at + 1 :] for cells in table])

    return change


def swap_rows(file: str, one: int, other: int) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        table = read(folder / file)
        table[one - 1], table[other - 1] = table[other - 1], table[one - 1]
        write(folder / file, table)

    return change


def move_use(folder: Path) -> None:
    """Move a purchase of manufacturing to another product: rows break, columns do not."""
    edit("use_domestic.csv", 2, "coal-mining", "59")(folder)
    edit("use_domestic.csv", 8, "coal-mining", "81")(folder)


def reverse_ring(folder: Path) -> None:
    rings = json.loads((folder / "geometry.json").read_text())
    rings["XT-N"][0].reverse()
    (folder / "geometry.json").write_text(json.dumps(rings))


def drop_region_rings(folder: Path) -> None:
    rings = json.loads((folder / "geometry.json").read_text())
    del rings["XT-S"]
    (folder / "geometry.json").write_text(json.dumps(rings))


def sell_generation(folder: Path) -> None:
    """Let coal power sell 10 to services past the grid, which then buys 10 less: its column breaks too."""
    edit("use_domestic.csv", 5, "electricity-supply", "470")(folder)
    edit("use_domestic.csv", 5, "services", "10")(folder)


def remove(file: str) -> Callable[[Path], None]:
    return lambda folder: (folder / file).unlink()


def replace(file: str, old: str, new: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        text = (folder / file).read_text(encoding="utf-8")
        assert old in text
        (folder / file).write_text(text.replace(old, new), encoding="utf-8")

    return change


def semicolons(folder: Path) -> None:
    replace("macro.csv", ",", ";")(folder)


def latin_1(folder: Path) -> None:
    text = (folder / "regions.csv").read_text(encoding="utf-8").replace("Nord", "Région")
    (folder / "regions.csv").write_bytes(text.encode("latin-1"))


BROKEN = {
    "a file is missing": (remove("macro.csv"), ("macro.csv", 0, "missing-file")),
    "a column is missing": (drop_column("employment.csv", "men"), ("employment.csv", 1, "missing-column")),
    "text stands in a number": (
        edit("employment.csv", 4, "women", "2 000"),
        ("employment.csv", 4, "not-a-number"),
    ),
    "a decimal comma": (edit("value_added.csv", 3, "wages", "200,5"), ("value_added.csv", 3, "not-a-number")),
    "text stands in a use": (
        edit("use_domestic.csv", 3, "services", "ten"),
        ("use_domestic.csv", 3, "not-a-number"),
    ),
    "a number is not finite": (
        edit("use_imported.csv", 3, "services", "nan"),
        ("use_imported.csv", 3, "not-a-number"),
    ),
    "an unknown sector": (
        edit("emissions.csv", 2, "emitter", "power-cole"),
        ("emissions.csv", 2, "unknown-sector"),
    ),
    "an unknown sector heads a column": (
        replace("use_domestic.csv", "sector,manufacturing", "sector,manufakturing"),
        ("use_domestic.csv", 1, "unknown-sector"),
    ),
    "a use is negative": (
        edit("use_domestic.csv", 3, "manufacturing", "-80"),
        ("use_domestic.csv", 3, "negative-value"),
    ),
    "a row does not add up": (move_use, ("use_domestic.csv", 2, "row-sum")),
    "a column does not add up": (
        edit("value_added.csv", 3, "wages", "201"),
        ("value_added.csv", 3, "column-sum"),
    ),
    "the regions do not add up": (
        edit("employment_regions.csv", 3, "men", "8001"),
        ("employment.csv", 3, "regions-sum"),
    ),
    "an unknown source": (edit("plants.csv", 3, "source", "somewhere"), ("plants.csv", 3, "unknown-source")),
    "an unknown region": (edit("plants.csv", 4, "region", "XT-W"), ("plants.csv", 4, "unknown-region")),
    "a row stands twice": (copy_row("fuel_use.csv", 2), ("fuel_use.csv", 9, "duplicate-row")),
    "a total is not reproduced": (
        edit("totals.csv", 5, "published", "11"),
        ("totals.csv", 5, "total-not-reproduced"),
    ),
    "a grade is missing": (edit("employment.csv", 2, "grade", ""), ("employment.csv", 2, "bad-value")),
    "a sector has no row": (drop_row("employment.csv", 5), ("employment.csv", 0, "missing-row")),
    "a year has no row": (drop_row("macro.csv", 5), ("macro.csv", 0, "missing-row")),
    "rows of a use table are out of order": (
        swap_rows("use_domestic.csv", 2, 3),
        ("use_domestic.csv", 2, "row-order"),
    ),
    "a ring runs the wrong way": (reverse_ring, ("geometry.json", 0, "geometry")),
    "a region has no ring": (drop_region_rings, ("regions.csv", 3, "geometry")),
    "generation is sold past the grid": (sell_generation, ("use_domestic.csv", 5, "generation-buyer")),
    "plants are not the capacity": (
        edit("plants.csv", 2, "capacity_mw", "900"),
        ("technologies.csv", 2, "plants-capacity"),
    ),
    "electricity does not balance": (
        edit("fuel_use.csv", 8, "quantity", "3000"),
        ("fuel_use.csv", 0, "electricity-balance"),
    ),
    "a recipe is not the table's": (
        edit("technology_inputs.csv", 2, "musd_per_gwh", "0.01"),
        ("technology_inputs.csv", 2, "generation-recipe"),
    ),
    "a fact is missing": (drop_row("facts.csv", 13), ("facts.csv", 0, "missing-fact")),
    "a published total is missing": (drop_row("totals.csv", 2), ("totals.csv", 0, "missing-total")),
    "an indicator nobody knows": (
        edit("totals.csv", 2, "indicator", "happiness"),
        ("totals.csv", 2, "unknown-indicator"),
    ),
    "a group nobody knows": (edit("sectors.csv", 2, "group", "things"), ("sectors.csv", 2, "unknown-group")),
    "no grid": (edit("sectors.csv", 4, "role", ""), ("sectors.csv", 0, "sector-role")),
    "semicolons": (semicolons, ("macro.csv", 1, "unreadable-file")),
    "another encoding": (latin_1, ("regions.csv", 0, "unreadable-file")),
    "pack.toml says another format": (
        replace("pack.toml", "format = 1", "format = 9"),
        ("pack.toml", 0, "bad-value"),
    ),
    "a row has a cell too many": (
        replace("plants.csv", "coal,XT-N,1988,", "coal,XT-N,1988,,"),
        ("plants.csv", 2, "bad-value"),
    ),
}


def test_the_tiny_pack_is_sound(tiny_folder: Path) -> None:
    assert check_pack(tiny_folder) == []


@pytest.mark.parametrize("kind", BROKEN)
def test_a_broken_pack_names_file_row_and_rule(kind: str, tiny_copy: Path) -> None:
    spoil, expected = BROKEN[kind]
    spoil(tiny_copy)
    findings = check_pack(tiny_copy)
    assert expected in [(finding.file, finding.row, finding.rule) for finding in findings], findings
    for finding in findings:
        assert finding.message.endswith("."), finding
        assert str(tiny_copy) not in str(finding), "a finding must not show where an upload was unpacked"


# A mistake in one place should not be reported in ten: these have one finding each.
ALONE = [
    "a file is missing",
    "a column is missing",
    "text stands in a number",
    "an unknown source",
    "an unknown region",
    "a row stands twice",
    "a total is not reproduced",
    "a grade is missing",
    "a ring runs the wrong way",
    "plants are not the capacity",
    "a number is not finite",
]


@pytest.mark.parametrize("kind", ALONE)
def test_one_mistake_is_one_finding(kind: str, tiny_copy: Path) -> None:
    BROKEN[kind][0](tiny_copy)
    others = [
        finding for finding in check_pack(tiny_copy) if finding.rule not in ("missing-total", "regions-sum")
    ]
    assert len(others) == 1, others


def test_the_numbers_stand_in_the_message(tiny_copy: Path) -> None:
    edit("value_added.csv", 3, "wages", "201")(tiny_copy)
    message = next(finding for finding in check_pack(tiny_copy) if finding.rule == "column-sum").message
    assert "coal-mining" in message
    assert "701.000" in message
    assert "700.000" in message


def test_every_rule_that_is_checked_is_documented_and_tried() -> None:
    tried = {expected[2] for _, expected in BROKEN.values()}
    untried = set(RULES) - tried
    # Left to the tests below, or a consequence of another rule.
    assert untried == {"unknown-column", "empty-file", "unknown-technology", "shares-sum", "gdp-identity"}
    assert len(CHECKS) == len(set(CHECKS))


def test_columns_nobody_knows_and_tables_without_rows(tiny_copy: Path) -> None:
    replace("employment.csv", "women,men", "women,males,men")(tiny_copy)
    (tiny_copy / "plants.csv").write_text(",".join(TABLES["plants"].columns) + "\n")
    rules = {finding.rule for finding in check_pack(tiny_copy)}
    assert {"unknown-column", "empty-file"} <= rules


def test_gdp_by_value_added_and_by_expenditure(tiny_copy: Path) -> None:
    edit("use_imported.csv", 2, "households", "901")(tiny_copy)
    assert [
        finding.rule for finding in check_pack(tiny_copy)
    ] == []  # imports for final use leave both sides alike
    edit("value_added.csv", 2, "wages", "1901")(tiny_copy)
    assert "gdp-identity" in [finding.rule for finding in check_pack(tiny_copy)]


def test_technologies_and_shares(tiny_copy: Path) -> None:
    edit("plants.csv", 4, "technology", "tidal")(tiny_copy)
    edit("employment_detail.csv", 4, "share", "0.9")(tiny_copy)
    found = [(finding.file, finding.row, finding.rule) for finding in check_pack(tiny_copy)]
    assert ("plants.csv", 4, "unknown-technology") in found
    assert any(file == "employment_detail.csv" and rule == "shares-sum" for file, _, rule in found)


def test_many_findings_of_a_kind_are_counted_not_listed(tiny_copy: Path) -> None:
    table = read(tiny_copy / "macro.csv")
    for row in table[1:]:
        row[table[0].index("source")] = "nowhere"
    write(tiny_copy / "macro.csv", table)
    findings = check_pack(tiny_copy)
    assert len(findings) == FINDINGS_PER_RULE + 1
    assert any("8 more" in finding.message for finding in findings)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert [finding.rule for finding in check_pack(tmp_path / "nowhere")] == ["missing-file"]


def test_an_empty_folder_names_every_file(tmp_path: Path) -> None:
    files = {finding.file for finding in check_pack(tmp_path)}
    needed = {table.file for table in TABLES.values() if not table.optional}
    assert files == needed | {"pack.toml", "use_domestic.csv", "use_imported.csv", "geometry.json"}


def test_a_pack_that_cannot_be_read_is_refused_in_one_sentence(tiny_copy: Path) -> None:
    edit("employment.csv", 4, "women", "many")(tiny_copy)
    with pytest.raises(PackError, match=r"employment\.csv, row 4, column women: .*not a number") as caught:
        read_pack(tiny_copy)
    assert len(caught.value.findings) == 1


def test_reading_gives_arrays_in_table_order(tiny_folder: Path) -> None:
    pack = read_pack(tiny_folder)
    sectors = len(pack.sectors)
    assert pack.intermediate_domestic.shape == (sectors, sectors)
    assert pack.final_domestic.shape == (sectors, 5)
    assert pack.final_imported.shape == (sectors, 4)
    assert pack.employment_regions.shape == (2, sectors, 2)
    assert pack.employment_regions.sum(axis=0) == pytest.approx(pack.employment, rel=1e-12)
    assert (
        pack.intermediate_domestic[pack.codes.index("power-coal"), pack.codes.index("electricity-supply")]
        == 480
    )


def test_spreadsheets_put_marks_and_blank_rows_that_do_no_harm(tiny_copy: Path) -> None:
    file = tiny_copy / "employment.csv"
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("\ufeff" + "\r\n".join([*lines[:3], "", *lines[3:], ",,,,"]), encoding="utf-8")
    assert check_pack(tiny_copy) == []
    edit_line = file.read_text(encoding="utf-8-sig").replace("2000,5000", "2000,x")
    file.write_text(edit_line, encoding="utf-8")
    assert [(f.row, f.rule) for f in check_pack(tiny_copy)][:1] == [(5, "not-a-number")]


@pytest.mark.parametrize(
    ("unit", "scale"),
    [
        ("million US$", 1),
        ("billion US$ at 2023 prices", 1000),
        ("persons", 1),
        ("thousand persons", 1000),
        ("million persons", 1e6),
        ("GWh", 1),
        ("TWh", 1000),
        ("GW", 1000),
        ("Mt CO2e", 1),
        ("%", 1),
    ],
)
def test_units_of_published_totals(unit: str, scale: float) -> None:
    assert unit_scale(unit) == scale


def test_a_clockwise_square_has_a_negative_area() -> None:
    assert signed_area([[0, 0], [0, 1], [1, 1], [1, 0], [0, 0]]) == -1.0


def test_findings_read_like_sentences() -> None:
    finding = Finding("a.csv", 7, "men", "bad-value", "It is wrong. Correct it.")
    assert str(finding) == "a.csv, row 7, column men: It is wrong. Correct it. [bad-value]"


def test_the_format_documents_itself(root: Path) -> None:
    document = (root / "docs" / "country-packs.md").read_text(encoding="utf-8")
    for table in TABLES.values():
        assert f"`{table.file}`" in document, f"docs/country-packs.md says nothing of {table.file}"
    for column in describe():
        assert column["kind"]
