"""`multipliers --table`: the textbook's table, with and without households, and files that cannot be used."""

from __future__ import annotations

import csv
import io

import pytest

from model.cli.main import main

OPEN = """sector,one,two,final_demand,output
one,150,500,350,1000
two,200,100,1700,2000
wages,300,500
employment,300,500
"""
CLOSED = """sector,one,two,final_demand,output,households
one,150,500,350,1000,50
two,200,100,1700,2000,400
wages,300,500,200,1000,50
employment,300,500
"""


@pytest.fixture
def multipliers(tmp_path, capsys):
    def run(text, *arguments):
        path = tmp_path / "table.csv"
        path.write_text(text, encoding="utf-8")
        code = main(["multipliers", "--table", str(path), *arguments])
        said = capsys.readouterr()
        return code, {r["sector"]: r for r in csv.DictReader(io.StringIO(said.out))}, said.err

    return run


def test_miller_and_blair_open(multipliers):
    code, rows, _ = multipliers(OPEN)
    assert code == 0
    assert [rows[s]["output_type_1"] for s in ("one", "two")] == ["1.51815", "1.45215"]
    assert rows["one"]["income_effect_type_1"] == "0.442244"
    assert rows["one"]["income_type_1"] == "1.47415"
    assert rows["two"]["employment_effect_type_1"] == "0.379538"
    assert not any("type_2" in name for name in rows["one"])


def test_miller_and_blair_closed(multipliers):
    _, rows, _ = multipliers(CLOSED)
    for row in rows.values():
        assert float(row["income_type_2"]) / float(row["income_type_1"]) == pytest.approx(1.2885, abs=5e-5)
        assert float(row["output_type_2"]) > float(row["output_type_1"])
        assert float(row["employment_effect_type_2"]) > float(row["employment_effect_type_1"])


def test_without_the_whole_income_of_households_it_is_what_the_row_adds_up_to(multipliers):
    text = CLOSED.replace("wages,300,500,200,1000,50", "wages,300,500,,,50")
    code, rows, _ = multipliers(text)
    assert code == 0
    assert float(rows["one"]["income_type_2"]) / float(rows["one"]["income_type_1"]) > 1.2885


def test_what_households_buy_may_stand_beside_final_demand(multipliers):
    beside = CLOSED.replace("350,1000,50", "300,1000,50").replace("1700,2000,400", "1300,2000,400")
    for wages, same in (("200,1000,50", "150,1000,50"), ("200,,50", "150,,50")):
        _, within, _ = multipliers(CLOSED.replace("200,1000,50", wages))
        code, rows, _ = multipliers(beside.replace("200,1000,50", same))
        assert code == 0
        assert rows == within


def test_a_file_that_cannot_be_read_is_told_without_the_words_of_the_machine(multipliers, tmp_path, capsys):
    (tmp_path / "old.csv").write_bytes(OPEN.replace("two", "\u00e9nergie").encode("latin-1"))
    for name, says in (("old.csv", "it is not text in UTF-8"), ("nowhere.csv", "No such file")):
        assert main(["multipliers", "--table", str(tmp_path / name)]) == 2
        said = capsys.readouterr().err
        assert says in said
        assert "codec" not in said
        assert "Errno" not in said


def test_optional_rows_may_be_left_out_and_order_is_free(multipliers):
    code, rows, _ = multipliers(
        "x,output,two,one,final_demand\ntwo,2000,100,200,1700\none,1000,500,150,350\n"
    )
    assert code == 0
    assert list(rows["one"]) == ["sector", "output_type_1"]
    assert rows["one"]["output_type_1"] == "1.51815"


def test_a_file_is_written_with_out(multipliers, tmp_path):
    out = tmp_path / "out.csv"
    code, rows, _ = multipliers(OPEN, "--out", str(out))
    assert code == 0
    assert not rows
    assert "1.51815" in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "has no rows"),
        ("sector,one,final_demand\none,1,2\n", 'no column "output"'),
        (OPEN.replace("two,200,100,1700,2000\n", ""), "a column two but no row"),
        (OPEN.replace("two,200", "three,200"), '"three" is no sector'),
        (OPEN + "one,150,500,350,1000\n", "one is there twice"),
        (OPEN.replace("sector,one,two", "sector,one,one"), "two columns called one"),
        (OPEN.replace("150", "abc"), '"abc" is not a number'),
        (OPEN.replace("150", "nan"), '"nan" is not a number'),
        (OPEN.replace("150", "-150"), "negative amount"),
        (OPEN.replace("350", "700"), "add up to 1,350"),
        (OPEN.replace("one,150,500,350,1000", "one,150,500,-650,0"), "output of one is 0"),
        (CLOSED.replace("wages,300,500,200,1000,50\n", ""), 'no row "wages"'),
        (CLOSED.replace("wages,300,500,200,1000,50", "wages,30,50,0,80,0"), "households spend"),
        (
            CLOSED.replace("wages,300,500,200,1000,50", "wages,300,500,200,100,50"),
            "less than what they are paid",
        ),
        (OPEN.replace("two,200,100,1700,2000", "two,990,100,910,2000"), "leave nothing"),
    ],
)
def test_a_table_that_cannot_be_used_is_one_sentence(multipliers, text, says):
    code, rows, said = multipliers(text)
    assert code == 2
    assert not rows
    assert says in said
    assert said.count("\n") == 1


def test_a_country_or_a_table_and_not_both(capsys, tmp_path):
    assert main(["multipliers"]) == 2
    assert main(["multipliers", "--country", "ZAF", "--table", "x.csv"]) == 2
    assert main(["multipliers", "--table", str(tmp_path / "none.csv")]) == 2
    assert "cannot be read" in capsys.readouterr().err
