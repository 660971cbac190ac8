"""Snapshots of two versions: same pathways, largest moves, errors in words."""

from __future__ import annotations

import copy
import csv
import io
import json

import pytest

from model.cli.main import main
from model.compare import compare, random_pathways, snapshot
from model.errors import InputError
from model.pathway import validate
from model.settings import registry
from tests.conftest import TINY
from tests.laws.worlds import economy


@pytest.fixture(scope="module")
def taken():
    return snapshot([economy("tiny")], 4)


def test_pathways_are_the_same_every_time_and_can_be(taken):
    levers = registry(economy("tiny"))
    one, two = (list(random_pathways(levers, 30)) for _ in range(2))
    assert [p.levers for p in one] == [p.levers for p in two]
    assert len({tuple(sorted(p.levers.items())) for p in one}) > 20
    for pathway in one:
        validate(pathway, levers)


def test_a_lever_that_is_new_does_not_change_what_the_others_are_set_to():
    levers = registry(economy("tiny"))
    fewer = {
        k: v
        for k, v in levers.items()
        if k not in ("building-retrofit", "grants-share", "loans-share", "budget-share")
    }
    for whole, part in zip(random_pathways(levers, 20), random_pathways(fewer, 20), strict=True):
        assert {k: v for k, v in whole.levers.items() if k in fewer} == dict(part.levers)


def test_the_same_version_moves_nothing(taken):
    moves, notes = compare(taken, json.loads(json.dumps(taken)))
    assert not notes
    assert {m.headline for m in moves} >= {"net_jobs", "jobs_created", "gdp_change", "emissions_change"}
    assert all(m.moved == 0 and m.largest == 0.0 for m in moves)


def test_the_largest_move_and_its_pathway_are_named(taken):
    other = copy.deepcopy(taken)
    run = other["countries"][economy("tiny").iso3]["runs"][2]
    run["headlines"]["net_jobs"][1] += 1000.0
    moves, _ = compare(taken, other)
    (move,) = [m for m in moves if m.headline == "net_jobs"]
    assert (move.moved, move.largest, move.year) == (1, pytest.approx(1000.0), 2035)
    assert all(name in move.levers for name in run["levers"])
    assert [m.moved for m in moves if m.headline != "net_jobs"] == [0] * (len(moves) - 1)


def test_what_cannot_be_compared_is_said(taken):
    other = copy.deepcopy(taken)
    other["countries"]["XXX"] = other["countries"][economy("tiny").iso3]
    other["countries"][economy("tiny").iso3] = copy.deepcopy(other["countries"]["XXX"])
    other["countries"][economy("tiny").iso3]["runs"][0]["levers"]["new-lever"] = 1.0
    _, notes = compare(taken, other)
    assert any("XXX" in n for n in notes)
    assert any("1 pathways are left out" in n for n in notes)


def test_the_command_writes_and_reports(tmp_path, capsys):
    one, two = str(tmp_path / "one.json"), str(tmp_path / "two.json")
    for path in (one, two):
        assert main(["compare", "--write", path, "--pathways", "2", "--country", str(TINY)]) == 0
    capsys.readouterr()
    assert main(["compare", one, two]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["moved"] for row in rows} == {"0"}


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["compare"], "Name two snapshots"),
        (["compare", "one"], "Name two snapshots"),
        (["compare", "one", "two", "--write", "x"], "Name two snapshots"),
        (["compare", "nowhere.json", "nowhere.json"], "cannot be read"),
    ],
)
def test_wrong_use_is_one_sentence(arguments, says, capsys):
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert says in said
    assert said.count("\n") == 1


def test_files_that_are_no_snapshots_are_refused(tmp_path, capsys):
    for text, says in (("{", "not JSON"), ("{}", "no snapshot of this format"), ("[1]", "no snapshot")):
        path = tmp_path / "x.json"
        path.write_text(text, encoding="utf-8")
        assert main(["compare", str(path), str(path)]) == 2
        assert says in capsys.readouterr().err
    with pytest.raises(InputError, match="200 is usual"):
        snapshot([economy("tiny")], 0)
