"""`run` and `multipliers` on the real model: sums, the baseline, the books, and input that cannot be used."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from model.cli.main import main
from model.levers import load_levers
from model.load import available, load_economy
from model.pathway import preset_names
from tests.conftest import TINY

PACKS = [str(TINY), *available()]
MOVED = ["coal-exit-year=2040", "renewable-share-2050=80", "budget-share=30", "building-retrofit=10"]
Rows = list[dict[str, str]]


@pytest.fixture(params=PACKS, ids=lambda pack: Path(pack).name)
def country(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def run(tmp_path: Path, *arguments: str) -> Rows:
    out = tmp_path / f"rows-{len(list(tmp_path.iterdir()))}.csv"
    assert main(["run", *arguments, "--out", str(out)]) == 0
    with out.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def movable(country: str) -> list[str]:
    """Return settings that move this country's levers away from the baseline."""
    levers = load_levers(load_economy(country))
    return [setting for setting in MOVED if levers[setting.partition("=")[0]].applies]


def totals(rows: Rows) -> dict[tuple[str, str], float]:
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for row in rows:
        sums[row["variable"], row["year"]] += float(row["value"])
    return sums


@pytest.mark.parametrize("by", ["sector,sex,region", "channel", "region,channel,sector,sex"])
def test_splits_add_up_to_the_totals(country: str, by: str, tmp_path: Path) -> None:
    settings = movable(country)
    whole = totals(run(tmp_path, "--country", country, "--set", *settings))
    parts = totals(run(tmp_path, "--country", country, "--set", *settings, "--by", by))
    assert parts.keys() == whole.keys()
    for key, total in whole.items():
        # A net change is a small difference of large cells: 1e-9 of what is summed, the level of employment.
        scale = whole["employment", key[1]] if "change" in key[0] else abs(total)
        assert abs(parts[key] - total) <= 1e-9 * max(scale, 1.0), key


def test_every_lever_at_its_default_is_the_baseline_exactly(country: str, tmp_path: Path) -> None:
    levers = load_levers(load_economy(country))
    defaults = [f"{lever.id}={lever.default!r}" for lever in levers.values()]
    by = ("--by", "sector,sex,region")
    baseline = run(tmp_path, "--country", country, *by)
    same = run(tmp_path, "--country", country, *by, "--set", *defaults)
    assert [row["value"] for row in same] == [row["value"] for row in baseline]
    changes = [
        row for row in baseline if row["variable"] in ("employment_change", "jobs_created", "jobs_lost")
    ]
    assert {row["value"] for row in changes} == {"0"}


def test_sources_of_money_equal_uses_each_year(country: str, tmp_path: Path) -> None:
    rows = run(tmp_path, "--country", country, "--set", *movable(country))
    sums = totals(rows)
    gross = totals([{**row, "value": str(abs(float(row["value"])))} for row in rows])
    used = [value for (variable, _), value in sums.items() if variable == "money_uses"]
    assert max(map(abs, used)) > 0
    for year in range(2023, 2051):
        sources, uses = sums["money_sources", str(year)], sums["money_uses", str(year)]
        # Uses of either sign nearly cancel in some years: 1e-9 of what is summed, since every row is rounded when printed.
        assert abs(sources - uses) <= 1e-9 * max(gross["money_uses", str(year)], 1.0), year


def test_every_variable_of_the_contract_is_there_with_its_unit(country: str, tmp_path: Path) -> None:
    rows = run(tmp_path, "--country", country)
    units = {row["variable"]: row["unit"] for row in rows}
    assert units == {
        "employment": "persons",
        "employment_change": "persons",
        "jobs_created": "persons",
        "jobs_lost": "persons",
        "jobs_demanded": "persons",
        "jobs_filled": "persons",
        "jobs_unfilled": "persons",
        "building_job_years": "job-years",
        "gdp": "million US$ 2023",
        "value_added": "million US$ 2023",
        "output": "million US$ 2023",
        "emissions": "Mt CO2e",
        "generation": "GWh",
        "capacity": "MW",
        "money_sources": "million US$ 2023",
        "money_uses": "million US$ 2023",
    }
    assert {row["model_version"] for row in rows} != {""}
    assert {row["data_version"] for row in rows} != {""}
    assert {int(row["year"]) for row in rows} == set(range(2023, 2051))


def test_presets_run(country: str, tmp_path: Path) -> None:
    for name in preset_names(load_economy(country).iso3):
        rows = run(tmp_path, "--country", country, "--pathway", name)
        assert {row["pathway"] for row in rows} == {name}


def test_a_pathway_file_runs(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('name = "Mine"\n[levers]\ncoal-exit-year = 2040\n')
    rows = run(tmp_path, "--country", str(TINY), "--pathway", str(file))
    same = run(tmp_path, "--country", str(TINY), "--set", "coal-exit-year=2040")
    assert {row["pathway"] for row in rows} == {"Mine"}
    assert [row["value"] for row in rows] == [row["value"] for row in same]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--country", "ATLANTIS"], ["ATLANTIS", "pack"]),
        (["--country", "{tiny}", "--pathway", "paradise"], ["paradise", "baseline"]),
        (["--country", "{tiny}", "--pathway", "{tiny}"], ["cannot be read"]),
        (["--country", "{tiny}", "--pathway", "{tiny}/sectors.csv"], ["TOML"]),
        (["--country", "{tiny}", "--set", "coal-exit=2035"], ["coal-exit-year"]),
        (["--country", "{tiny}", "--set", "coal-exit-year=1999"], ["1999", "2060"]),
        (["--country", "{tiny}", "--set", "coal-exit-year=nan"], ["nan", "2060"]),
        (["--country", "{tiny}", "--set", "grants-share=60", "loans-share=60"], ["120", "100"]),
        (["--country", "{tiny}", "--by", "sector,age"], ["age"]),
        (["--country", "{tiny}", "--out", "{tiny}/nowhere/rows.csv"], ["nowhere"]),
        (["--country", "{empty}"], ["pack.toml"]),
    ],
)
def test_input_that_cannot_be_used_is_refused_in_one_sentence(
    arguments: list[str], words: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    filled = [argument.format(tiny=TINY, empty=tmp_path) for argument in arguments]
    assert main(["run", *filled]) != 0
    printed = capsys.readouterr()
    assert printed.out == ""
    assert len(printed.err.strip().splitlines()) == 1, printed.err
    assert "Traceback" not in printed.err
    for word in words:
        assert word in printed.err


def test_multipliers_of_every_sector(country: str, tmp_path: Path) -> None:
    out = tmp_path / "multipliers.csv"
    assert main(["multipliers", "--country", country, "--out", str(out)]) == 0
    with out.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    economy = load_economy(country)
    assert [row["sector"] for row in rows] == list(economy.sectors)
    direct = ["income_direct", "employment_direct", "output_type_1", "output_type_2"]
    ratios = [f"{kind}_type_{number}" for kind in ("income", "employment") for number in (1, 2)]
    for row in rows:
        assert all(np.isfinite(float(row[name])) for name in direct), row["sector"]
        assert 1.0 - 1e-9 <= float(row["output_type_1"]) <= float(row["output_type_2"])
        for name in ratios:
            # A ratio to the sector's own wages or jobs is undefined where it has none, and only there.
            kind = name.partition("_")[0]
            assert (row[name] == "") == (float(row[f"{kind}_direct"]) == 0), (row["sector"], name)


def test_packs_lists_what_there_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["packs"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [row["iso3"] for row in rows] == available()
    assert all(int(row["sectors"]) > 0 and int(row["regions"]) > 0 for row in rows)
