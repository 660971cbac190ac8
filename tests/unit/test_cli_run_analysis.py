"""`run --draws --explain --world`: columns, sums, and settings that cannot be."""

from __future__ import annotations

import csv
from collections import defaultdict

import pytest

from model.cli.main import main
from tests.conftest import TINY

MOVED = ["renewable-share-2050=80", "building-retrofit=10", "budget-share=30"]


def run(tmp_path, *arguments):
    out = tmp_path / "rows.csv"
    assert main(["run", "--country", str(TINY), "--set", *MOVED, *arguments, "--out", str(out)]) == 0
    with out.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_draws_add_low_and_high_around_the_value(tmp_path):
    rows = run(tmp_path, "--draws", "40", "--by", "region")
    header = list(rows[0])
    assert header[header.index("value") :][:3] == ["value", "low", "high"]
    with_band = [row for row in rows if row["low"]]
    assert {row["variable"] for row in with_band} >= {"gdp", "emissions", "jobs_demanded"}
    for row in with_band:
        assert float(row["low"]) <= float(row["value"]) * (1 + 1e-9) + 1e-6
        assert float(row["value"]) <= float(row["high"]) * (1 + 1e-9) + 1e-6
    assert not any(row["low"] for row in rows if row["region"])


def test_explained_rows_add_up_to_the_change(tmp_path):
    rows = run(tmp_path, "--explain", "net,gdp", "--by", "channel")
    sums = defaultdict(float)
    for row in rows:
        sums[row["variable"], row["year"]] += float(row["value"])
    for year in range(2023, 2051):
        assert sums["explained_net", str(year)] == pytest.approx(
            sums["employment_change", str(year)], abs=1e-5
        )
    items = {row["item"] for row in rows if row["variable"] == "explained_net"}
    assert items == {"power:renewable-share-2050", "energy-use:building-retrofit", "who-pays:budget-share"}
    assert {row["channel"] for row in rows if row["variable"] == "explained_net"} == {
        "direct",
        "supply-chain",
        "spending",
    }
    assert {row["channel"] for row in rows if row["variable"] == "explained_gdp"} == {""}


def test_a_setting_of_the_world_changes_what_follows(tmp_path):
    plain = run(tmp_path)
    crowded = run(tmp_path, "--world", "crowding_out_share=0.5", "employment_factors=jedi")
    pick = [[r["value"] for r in rows if r["variable"] == "employment_change"] for rows in (plain, crowded)]
    assert pick[0] != pick[1]


@pytest.mark.parametrize(
    ("setting", "says"),
    [
        ("crowding_out_share", "no setting of the world"),
        ("crowding_out_share=much", "not a number"),
        ("crowding_out_share=nan", "finite"),
        ("crowding_out_share=1.5", "from 0 to 1"),
        ("loan_term=0", "more than 0"),
        ("happiness=1", "no setting called happiness"),
        ("employment_factors=mine", "Choose: rutovitz-2025"),
    ],
)
def test_a_world_that_cannot_be_is_refused_in_a_sentence(setting, says, capsys):
    assert main(["run", "--country", str(TINY), "--world", setting]) == 2
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--draws", "3"], "1,000 is usual"),
        (["--draws", "many"], "--draws"),
        (["--explain", "luck"], 'knows no "luck"'),
    ],
)
def test_draws_and_headlines_that_cannot_be(arguments, says, capsys):
    assert main(["run", "--country", str(TINY), *arguments]) == 2
    assert says in capsys.readouterr().err
