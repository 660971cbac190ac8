"""The indicator table: figures that agree with the result, progress apart from the table, outliers named."""

from __future__ import annotations

import csv

import pytest

from model import simulate
from model.cli.main import main
from model.countries import FENCED, Indicators, indicators_of, with_unusual
from model.load import available, load_economy
from model.pathway import first_sentence, load_preset, preset_names
from model.world import default_world
from tests.conftest import ROOT


def row(**changes):
    plain = dict.fromkeys(FENCED, 0.0) | {"women_share": 40.0, "unfilled": 0.0}
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
    assert at_2035.mean_per_1000 == pytest.approx(at_2050.mean_per_1000)
    assert at_2050.net_per_1000 < at_2035.mean_per_1000 < at_2035.net_per_1000
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


def test_unfilled_is_named_where_it_is_more_than_half_whatever_the_others_have():
    rows = [row(unfilled=0.0) for _ in range(20)]
    assert [r.unusual for r in with_unusual([*rows, row(unfilled=49.0), row(unfilled=51.0)])][-2:] == [
        "",
        "unfilled",
    ]


def test_where_nothing_changes_no_region_is_the_worst():
    still = [r for r in indicators_of("BRA", ["stated"]) if not r.created + r.lost]
    assert [r.worst_region for r in still] == [""] * len(still)


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


def test_every_preset_has_its_line_in_the_document_and_what_moves_nothing_says_so():
    """The figures drift with the model and are not held here; that a row is missing or moves by now is."""
    text = (ROOT / "docs" / "countries.md").read_text(encoding="utf-8")
    lines = {line.split("|")[1].strip(): line for line in text.splitlines() if line.startswith("| ")}
    for iso3 in available():
        for name in preset_names(iso3)[1:]:
            assert f"{iso3} {name}" in lines, (
                f"run python -m model.cases.indicators --into docs/countries.md: {iso3} {name}"
            )
            still = not load_preset(iso3, name).levers and not load_preset(iso3, name).programmes
            assert ("moves nothing" in lines[f"{iso3} {name}"]) == still


def test_a_preset_that_moves_nothing_says_why_in_its_first_sentence():
    for iso3 in available():
        for name in preset_names(iso3)[1:]:
            preset = load_preset(iso3, name)
            if not preset.levers and not preset.programmes:
                assert "equals the baseline: " in first_sentence(preset.note), (iso3, name)


def test_a_preset_is_stated_or_says_that_it_is_an_illustration():
    for iso3 in available():
        for name in preset_names(iso3)[1:]:
            preset = load_preset(iso3, name)
            cited = {*preset.sources.values(), *(one.citation for one in preset.programmes)}
            if name == "stated":
                assert not [text for text in cited if "illustration" in text], iso3
                assert not preset.programmes, iso3
            else:
                words = preset.note.casefold()
                assert "illustration" in words or "what organised business has published" in words, (
                    iso3,
                    name,
                )
            assert set(preset.levers) <= set(preset.sources), (iso3, name)
