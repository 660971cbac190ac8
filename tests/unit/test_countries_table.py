"""The indicator table: figures that agree with the result, progress apart from the table, outliers named."""

from __future__ import annotations

import csv

import pytest

from model import simulate
from model.cli.main import main
from model.countries import FENCED, Indicators, indicators_of, with_unusual
from model.load import load_economy
from model.pathway import load_preset
from model.world import default_world


def row(**changes):
    plain = dict.fromkeys(FENCED, 0.0) | {"women_share": 40.0}
    return Indicators(
        **(
            {
                "country": "AAA",
                "pathway": "p",
                "year": 2035,
                "workers": 1000.0,
                "created": 10.0,
                "lost": 5.0,
                "net": 5.0,
                "worst_region": "R",
                "warnings": 0,
            }
            | plain
            | changes
        )
    )


def test_a_row_is_the_result():
    (at_2035, at_2050) = indicators_of("ZAF", ["coal-exit"])
    assert (at_2035.year, at_2050.year) == (2035, 2050)
    economy = load_economy("ZAF")
    result = simulate(economy, default_world(economy), load_preset("ZAF", "coal-exit"))
    assert at_2035.net == pytest.approx(float(result.net[12]))
    assert at_2035.created - at_2035.lost == pytest.approx(at_2035.net)
    assert at_2035.net_per_1000 == pytest.approx(1000 * at_2035.net / at_2035.workers)
    assert at_2035.worst_region == "Mpumalanga"
    assert at_2035.worst_per_100 < at_2035.net_per_1000 / 10
    assert at_2035.emissions < 0


def test_what_lies_far_from_all_others_is_named():
    rows = [row(gdp=0.1 * k, net_per_1000=float(k)) for k in range(12)]
    far = row(gdp=-30.0, net_per_1000=6.0)
    assert [r.unusual for r in with_unusual([*rows, far])] == [""] * 12 + ["gdp"]


def test_a_pathway_that_changes_nothing_does_not_draw_the_fences():
    rows = [row(gdp=1.0 + 0.1 * k) for k in range(9)]
    still = [row(created=0.0, lost=0.0, net=0.0, women_share=float("nan")) for _ in range(30)]
    assert {r.unusual for r in with_unusual([*rows, *still])} == {""}
    assert with_unusual([*rows, *still, row(gdp=9.0)])[-1].unusual == "gdp"


def test_the_command_prints_a_table_says_how_far_it_is_and_writes_csv(tmp_path, capsys):
    path = tmp_path / "table.csv"
    assert main(["countries", "GUY", "KHM", "--pathway", "stated", "net-zero", "--out", str(path)]) == 0
    said = capsys.readouterr()
    assert "1/2 GUY: stated, net-zero" in said.err
    lines = said.out.splitlines()
    assert len(lines) == 9
    assert lines[0].split()[:3] == ["pathway", "year", "created"]
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["country"], r["pathway"], r["year"]) for r in rows][:2] == [
        ("GUY", "stated", "2035"),
        ("GUY", "stated", "2050"),
    ]
    assert float(rows[0]["net"]) == pytest.approx(
        float(rows[0]["created"]) - float(rows[0]["lost"]), rel=1e-9
    )


@pytest.mark.parametrize(
    ("arguments", "says"), [(["XYZ"], "no country XYZ"), (["--pathway", "luck"], "a pathway luck")]
)
def test_what_is_not_there_is_refused(arguments, says, capsys):
    assert main(["countries", *arguments]) == 2
    assert says in capsys.readouterr().err
