"""Published cases: files that load, verdicts that say what they should, errors in words."""

from __future__ import annotations

import csv
import io

import pytest

from model.cases import lines_of, load_cases
from model.cases.case import Figure, read_case
from model.cases.quantities import QUANTITIES, Ours, Run
from model.cases.verdict import published_text, verdict, within
from model.cli.main import main
from model.errors import InputError
from model.load import available
from tests.laws.worlds import economy


def figure(**changes):
    found = {
        "what": "",
        "unit": "jobs",
        "published": 100.0,
        "published_words": "",
        "quantity": "product",
        "rule": "band",
        "tolerance": 0.0,
        "closes": "",
        "takes": {},
    }
    return Figure(**{**found, **changes})


def rows(capsys, *arguments):
    assert main(["cases", *arguments]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_every_case_of_the_published_list_has_a_file():
    ids = {case.id for case in load_cases()}
    assert ids >= {str(i) for i in range(1, 19)} | set("ABCDEFGH")


def test_every_case_names_its_source_and_known_quantities():
    for case in load_cases():
        assert case.source, case.id
        for f in case.figures:
            assert not f.quantity or f.quantity in QUANTITIES


def test_numbered_cases_come_first_and_in_order():
    ids = [case.id for case in load_cases()]
    assert ids.index("9") < ids.index("9b") < ids.index("10") < ids.index("A") < ids.index("H")


@pytest.mark.parametrize("case", ["A", "B", "C"])
def test_arithmetic_is_within(case, capsys):
    found = rows(capsys, case)
    assert {row["verdict"] for row in found} == {"within"}
    assert list(found[0]) == ["id", "country", "title", "published", "ours", "low", "high", "verdict"]


def test_rajasthan_is_within_two_percent(capsys):
    for row in rows(capsys, "C"):
        published = float(row["published"].split()[0].replace(",", ""))
        assert abs(float(row["ours"]) / published - 1.0) <= 0.02


def test_a_country_without_a_pack_says_so(capsys):
    for row in rows(capsys, "13", "17b"):
        expected = "nothing published" if row["country"] in available() else "no pack yet"
        assert row["verdict"] in (expected, "no such pathway yet")


def test_comparators_have_a_row_for_every_pack_and_no_verdict(capsys):
    found = rows(capsys, "D")
    assert [row["country"] for row in found] == list(available())
    assert {row["verdict"] for row in found} <= {"comparator", "no fossil fuel is made here"}
    assert all(0.1 < float(row["ours"]) < 100 for row in found if row["ours"])


@pytest.mark.parametrize(
    ("f", "ours", "says"),
    [
        (figure(), Ours(50.0, 40.0, 120.0), "within"),
        (
            figure(closes="higher local content"),
            Ours(50.0, 40.0, 60.0),
            "outside by -50 %; higher local content",
        ),
        (figure(rule="percent", tolerance=2.0), Ours(101.9), "within"),
        (figure(rule="percent", tolerance=2.0), Ours(103.0), "outside by +3 %"),
        (figure(rule="digits", tolerance=1.0), Ours(100.04), "within"),
        (figure(rule="digits", tolerance=1.0), Ours(100.06), "outside by +0 %"),
        (figure(rule="comparator"), Ours(3.0), "comparator"),
        (figure(published=None), Ours(3.0), "nothing published"),
        (figure(), Ours(None, none="no pack yet"), "no pack yet"),
    ],
)
def test_verdicts(f, ours, says):
    assert verdict(f, ours) == says


def test_a_figure_without_a_band_is_held_to_its_point():
    assert within(figure(published=5.0), Ours(5.0))
    assert not within(figure(published=5.0), Ours(4.9))
    assert published_text(figure(published=-34.0, unit="%")) == "-34 %"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('id = "X"', 'no "title"'),
        ("id = ", "cannot be read"),
        ('id = "X"\ntitle = "t"\ncountry = ""\nsource = "s"', "no \\[\\[figure\\]\\]"),
        ('id = "X"\ntitle = "t"\ncountry = ""\nsource = "s"\n[[figure]]\nrule = "vibes"', "rule vibes"),
        ('id = "X"\ntitle = "t"\ncountry = ""\nsource = "s"\n[[figure]]\nquantity = "luck"', "quantity luck"),
    ],
)
def test_a_broken_case_file_says_what_is_wrong(text, says, tmp_path):
    path = tmp_path / "X.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        read_case(path)


def test_an_unknown_case_is_refused(capsys):
    assert main(["cases", "zz"]) == 2
    assert "There is no case zz" in capsys.readouterr().err


def test_notes_list_inputs_and_assumptions_apart(capsys):
    assert main(["cases", "C", "--notes"]) == 0
    said = capsys.readouterr().out
    assert "published input: 4,000 MW" in said
    assert "our assumption:" in said


def test_channels_and_levers_of_a_run_are_parts_of_its_net_jobs():
    run = Run(economy("tiny"), {"renewable-share-2050": 80.0, "energy-efficiency": 10.0})
    every = ["direct", "supply-chain", "spending"]
    whole = QUANTITIES["headline"](run, name="net", year=2035)
    parts = QUANTITIES["channel-jobs"](run, channels=every, year=2035)
    assert parts.value == pytest.approx(whole.value, abs=1e-6)
    assert parts.low <= parts.value <= parts.high
    levers = [
        QUANTITIES["lever-jobs"](run, levers=[name], channels=every, year=2035).value
        for name in ("renewable-share-2050", "energy-efficiency")
    ]
    assert sum(levers) == pytest.approx(whole.value, abs=1e-6)
    with pytest.raises(InputError, match="does not move"):
        QUANTITIES["lever-jobs"](run, levers=["solar-share"], channels=every, year=2035)


def test_a_case_of_a_pack_has_a_band():
    (case,) = [c for c in load_cases() if c.id == "18"]
    (line,) = lines_of(case)
    assert line.low is not None
    assert line.low <= line.ours <= line.high
