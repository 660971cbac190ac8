"""Programmes as they are written: in a pathway file, on the command line, in a link; and what is refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dashboard.model_engine import programme_of, state_of
from dashboard.state import ProgrammeState
from model.cli.main import main
from model.cli.programmes import parse_programmes
from model.errors import InputError
from model.load import load_economy
from model.pathway import read_pathway
from model.programme import Programme, validate_programmes
from tests.conftest import TINY

FILE = """
name = "With a programme"
[levers]
building-retrofit = 10
[[programme]]
name = "Warm schools"
kind = "purchase"
sector = "construction"
region = "{region}"
amount = 50
first = 2026
last = 2030
local_content = 40
women_share = 30.5
source_of_money = "grants"
source = "illustration of the test"
"""


@pytest.fixture(scope="module")
def tiny():
    return load_economy(TINY)


def written(tmp_path, text):
    path = tmp_path / "one.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_pathway_file_carries_programmes(tmp_path, tiny):
    region = tiny.regions[0]
    (found,) = read_pathway(written(tmp_path, FILE.format(region=region))).programmes
    assert found == Programme(
        "construction", 50.0, 2026, 2030, "grants", region=region, local_content=40.0, women_share=30.5
    )
    assert (found.name, found.citation) == ("Warm schools", "illustration of the test")
    validate_programmes((found,), tiny)


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('source = "illustration of the test"', ""), "does not say its name and source"),
        (('name = "Warm schools"', ""), "does not say its name and source"),
        (("amount = 50", 'amount = "much"'), "amount = 'much'. Give a number"),
        (("amount = 50", ""), "does not say its amount"),
        (("first = 2026", "first = 2026.5"), "Give a year"),
        (("women_share", "womens_share"), "Did you mean: women_share"),
        (("[[programme]]", "[programme]"), "Begin each with"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(tmp_path, change, says):
    with pytest.raises(InputError, match=says.replace("[", r"\[")):
        read_pathway(written(tmp_path, FILE.format(region="X").replace(*change)))


GOOD = Programme("construction", 50.0, 2026, 2030, "grants", name="Warm schools")


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"sector": "constuction"}, "Warm schools: .* has no sector called constuction. Did you mean: construction"),
        ({"sector": None, "technology": "solr"}, "no technology called solr. Did you mean: solar"),
        ({"region": "nowhere"}, "no region called nowhere. Did you mean: "),
        ({"sector": None}, "Give one of the two"),
        ({"technology": "solar"}, "Give one of the two"),
        ({"first": 2031}, "ends in 2030 before it begins in 2031"),
        ({"first": 2023}, "outside the years that can be decided"),
        ({"last": 2060}, "outside the years that can be decided"),
        ({"amount": float("nan")}, "give an amount"),
        ({"local_content": 120.0}, "from 0 to 100 %"),
        ({"women_share": -1.0}, "from 0 to 100 %"),
        ({"kind": "gift"}, "no kind of programme called gift"),
        ({"source": "nobody"}, "nobody called nobody pays"),
        ({"kind": "enterprise", "sector": None, "technology": "solar"}, "in which sector small firms"),
        ({"kind": "transfer"}, "Leave sector and technology empty"),
        ({"kind": "transfer", "sector": None, "source": "private"}, "private capital does not pay transfers"),
        ({"kind": "transfer", "sector": None, "women_share": 40.0}, "Leave local content"),
    ],
)  # fmt: skip
def test_a_programme_that_cannot_be_is_refused_in_a_sentence(tiny, changes, says):
    validate_programmes((GOOD,), tiny)
    with pytest.raises(InputError, match=says):
        validate_programmes((replace(GOOD, **changes),), tiny)


def test_a_programme_without_a_name_is_called_by_its_number(tiny):
    with pytest.raises(InputError, match=r"^Programme 2: "):
        validate_programmes((GOOD, replace(GOOD, name="", last=2000)), tiny)


def test_screen_and_model_say_the_same_programme():
    state = ProgrammeState(
        name="Sewing", kind="enterprise", sector="textiles-clothing", region="A", amount=5, first=2026, last=2030,
        local_content=20, women_share=60, formal_share=80, source="loans",
    )  # fmt: skip
    assert state_of(programme_of(state)) == state


def test_the_command_line_takes_programmes(capsys):
    (one,) = parse_programmes(
        ["sector=construction,amount=5,first=2026,last=2030,source=grants,women_share=40"]
    )
    assert one == Programme("construction", 5.0, 2026, 2030, "grants", women_share=40.0)
    wanted = ["run", "--country", str(TINY), "--programme"]
    for text, says in (
        ("sector=construction,amount", '"amount" says nothing of a programme'),
        ("sector=a,sector=b", "says sector twice"),
        ("sektor=construction,amount=5,first=2026,last=2030,source=grants", "Did you mean: sector"),
        ("sector=constuction,amount=5,first=2026,last=2030,source=grants", "Did you mean: construction"),
        ("sector=construction,amount=5,first=2026,last=2030", "does not say its source"),
    ):
        assert main([*wanted, text]) == 2
        assert says in capsys.readouterr().err
    assert main([*wanted, "sector=construction,amount=5,first=2026,last=2030,source=grants"]) == 0
    assert "programme_direct_jobs,programme-1" in capsys.readouterr().out
