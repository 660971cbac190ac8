"""The command line: rows that add up, and one sentence for whatever is wrong with the input."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from model.cli.main import main
from model.cli.run import long_rows, parse_dimensions, parse_settings
from model.cli.table import digits
from model.errors import InputError
from model.pack.findings import RULES
from model.pack.schema import TABLES

AXES = ("sector", "sex", "region", "channel")


class InventedResult:
    """Random numbers in the shapes of a real result: what rows are made of, not what they mean."""

    def __init__(self, years: int, sizes: dict[str, int], technologies: int) -> None:
        random = np.random.default_rng(1)
        national = [sizes[name] for name in AXES[:3]]
        self.cells = {
            "employment": random.random((years, *national)),
            "employment_change": random.normal(size=(years, *national, sizes["channel"])),
            "jobs_created": random.random((years, *national)),
            "jobs_lost": random.random((years, *national)),
        }
        self.building = random.normal(size=(years, sizes["sector"]))
        self.jobs_demanded = self.jobs_filled = self.jobs_unfilled = random.random(years)
        self.gdp = self.emissions = random.random(years)
        self.value_added = self.output = random.random((years, sizes["sector"]))
        self.generation = self.capacity = random.random((years, technologies))
        self.money_sources = {"grants": random.random(years), "budget": random.random(years)}
        self.money_uses = {"plants": random.random(years)}

    def building_job_years(self, by: tuple[str, ...]) -> np.ndarray:
        return self.building if by == ("sector",) else self.building.sum(axis=1)

    def __getattr__(self, name: str) -> Any:
        if name == "cells" or name not in self.cells:
            raise AttributeError(name)
        array = self.cells[name]

        def split(by: tuple[str, ...] = ()) -> np.ndarray:
            axes = list(AXES[: array.ndim - 1])
            summed = array.sum(axis=tuple(1 + axes.index(axis) for axis in axes if axis not in by))
            kept = [axis for axis in axes if axis in by]
            return np.transpose(summed, [0, *(1 + kept.index(axis) for axis in by)])

        return split


SIZES = {"sector": 4, "sex": 2, "region": 3, "channel": 3}
ECONOMY = SimpleNamespace(
    iso3="XTS",
    grade="B",
    sectors=("a", "b", "c", "d"),
    regions=("N", "S", "W"),
    technologies=("coal", "solar"),
    years=np.arange(2023, 2051),
)
RESULT = InventedResult(28, SIZES, 2)


def totals(dimensions: tuple[str, ...]) -> dict[tuple[str, str], float]:
    """Return the sum of each variable's printed rows by year."""
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for row in long_rows(ECONOMY, RESULT, dimensions):
        sums[row[1], row[0]] += float(row[3 + len(dimensions)])
    return sums


@pytest.mark.parametrize(
    "dimensions",
    [("sector",), ("sex", "region"), ("sector", "sex", "region"), ("channel", "region", "sector", "sex")],
)
def test_every_split_adds_up_to_the_total(dimensions: tuple[str, ...]) -> None:
    whole = totals(())
    parts = totals(dimensions)
    assert parts.keys() == whole.keys()
    for key, total in whole.items():
        assert parts[key] == pytest.approx(total, rel=1e-9, abs=1e-9)


def test_every_cell_stands_once_with_its_own_labels() -> None:
    dimensions = ("region", "channel", "sector")
    rows = list(long_rows(ECONOMY, RESULT, dimensions))
    keys = [row[:6] for row in rows]
    assert len(set(keys)) == len(keys)
    change = [row for row in rows if row[1] == "employment_change" and row[0] == "2030"]
    assert len(change) == 3 * 3 * 4
    cell = next(row for row in change if row[3:6] == ("S", "supply-chain", "c"))
    assert float(cell[6]) == pytest.approx(RESULT.cells["employment_change"][7, 2, :, 1, 1].sum(), rel=1e-11)


def test_a_variable_without_a_dimension_leaves_it_empty() -> None:
    rows = list(long_rows(ECONOMY, RESULT, ("sector", "channel")))
    assert {row[3:5] for row in rows if row[1] == "gdp"} == {("", "")}
    assert {row[4] for row in rows if row[1] == "employment"} == {""}
    assert {row[3] for row in rows if row[1] == "output"} == set(ECONOMY.sectors)


def test_regional_rows_say_that_they_are_modelled() -> None:
    rows = list(long_rows(ECONOMY, RESULT, ("region",)))
    assert {row[-1] for row in rows if row[1] == "employment"} == {"C"}
    assert {row[-1] for row in rows if row[1] == "gdp"} == {"B"}


def test_items_are_technologies_and_sources_of_money() -> None:
    items = defaultdict(set)
    for row in long_rows(ECONOMY, RESULT, ()):
        items[row[1]].add(row[2])
    assert items["generation"] == {"coal", "solar"}
    assert items["money_sources"] == {"grants", "budget"}
    assert items["employment"] == {""}


@pytest.mark.parametrize(
    ("value", "text"), [(0.0, "0"), (-0.0, "0"), (1 / 3, "0.333333333333"), (123456789.0, "123456789")]
)
def test_digits(value: float, text: str) -> None:
    assert digits(value) == text


def test_dimensions_in_the_order_asked() -> None:
    assert parse_dimensions("sex, sector") == ("sex", "sector")
    assert parse_dimensions("") == ()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("colour", 'knows no "colour"'), ("sex,sex", "names sex twice"), ("sex,", 'knows no ""')],
)
def test_dimensions_that_are_none(text: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        parse_dimensions(text)


def test_settings() -> None:
    assert parse_settings(["coal-exit-year=2035", "local-content=2.5"]) == {
        "coal-exit-year": 2035.0,
        "local-content": 2.5,
    }


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        (["coal-exit-year"], "Write lever=value"),
        (["=3"], "Write lever=value"),
        (["coal-exit-year=soon"], '"soon" is not a number'),
        (["a=1", "a=2"], "set twice"),
    ],
)
def test_settings_that_are_none(settings: list[str], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        parse_settings(settings)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that must be refused; return its one sentence."""
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    lines = printed.err.strip().splitlines()
    assert len(lines) == 1, lines
    return lines[0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["dance"], ["dance", "packs", "--help"]),
        (["run"], ["--country"]),
        (["run", "--country", "ZAF", "--colour"], ["--colour"]),
        (["run", "--country", "ZAF", "--by", "age"], ["age", "sector", "channel"]),
        (["check", "ATLANTIS"], ["ATLANTIS"]),
    ],
)
def test_arguments_that_cannot_be_used(
    capsys: pytest.CaptureFixture[str], arguments: list[str], words: list[str]
) -> None:
    sentence = refused(capsys, *arguments)
    for word in words:
        assert word in sentence


def test_no_command_prints_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    assert "multipliers" in capsys.readouterr().out


def test_check_passes_on_a_sound_pack(capsys: pytest.CaptureFixture[str], tiny_folder: Path) -> None:
    assert main(["check", str(tiny_folder)]) == 0
    assert capsys.readouterr().out == "tiny: sound\n"


def test_check_prints_findings_and_fails(capsys: pytest.CaptureFixture[str], tiny_copy: Path) -> None:
    (tiny_copy / "macro.csv").unlink()
    assert main(["check", str(tiny_copy)]) == 1
    printed = capsys.readouterr().out
    assert "XTS/macro.csv: The file is not there." in printed
    assert "[missing-file]" in printed
    assert "XTS: 1 finding\n" in printed


def test_check_prints_the_base_year_beside_published_totals(
    capsys: pytest.CaptureFixture[str], tiny_folder: Path
) -> None:
    assert main(["check", str(tiny_folder), "--totals"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    employment = next(row for row in rows if row["indicator"] == "employment")
    assert employment["verdict"] == "within"
    assert float(employment["ours"]) == pytest.approx(499.3 * 1.02, rel=1e-5)
    assert employment["source"] == "invented"


def test_check_prints_its_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--rules"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == len(RULES)


def test_check_prints_the_format(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--format"]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["file"] for row in rows} == {table.file for table in TABLES.values()}
    capacity = next(row for row in rows if (row["file"], row["column"]) == ("plants.csv", "capacity_mw"))
    assert capacity["kind"] == "number from 0"
    assert capacity["description"] == "MW"


def test_the_help_is_quick(root: Path) -> None:
    """Nothing heavy is imported before it is needed."""
    code = (
        "import sys; from model.cli.main import main; main([]);"
        "print(sorted({'pandas', 'dash', 'plotly', 'scipy', 'pydantic'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


def test_a_reader_that_leaves_early_is_no_error(root: Path, tiny_folder: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "model", "check", "--rules"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    error = process.stderr.read().decode()
    assert process.wait(timeout=30) == 0, error
    assert "Traceback" not in error


def test_rows_come_year_by_year() -> None:
    years = [int(row[0]) for row in long_rows(ECONOMY, RESULT, ("sex",)) if row[1] == "employment"]
    assert all(one <= other for one, other in pairwise(years))
