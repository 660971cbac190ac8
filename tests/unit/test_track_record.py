"""The track record: a typed row per figure, kept figures that are today's, states that open."""

from __future__ import annotations

import dataclasses

import pytest

from dashboard.views.ids import VIEWS
from model.cases import load_cases, track_record
from model.cases.subject import Ours
from model.cases.track import keep, read_kept, rows_of
from model.errors import InputError
from model.load import available
from model.pathway import preset_names


def case(name):
    return next(c for c in load_cases() if c.id == name)


def test_every_figure_of_every_case_is_kept_and_has_a_row():
    rows = track_record()
    assert [(row.id, row.figure) for row in rows] == [(c.id, f.what) for c in load_cases() for f in c.figures]
    kept = read_kept()
    for c in load_cases():
        for figure in c.figures:
            assert any(key[:2] == (c.id, figure.what) for key in kept), (
                f"case {c.id}: run `python -m model cases {c.id} --keep`"
            )


def test_every_case_has_topics_and_a_state_that_opens():
    for c in load_cases():
        assert c.topics, c.id
        assert c.opens.view in VIEWS, c.id
        if not c.opens.country:
            assert c.country == "", c.id
            continue
        assert c.opens.country in available(), c.id
        assert 2024 <= c.opens.year <= 2050, c.id
        assert set(c.opens.presets) <= set(preset_names(c.opens.country)), c.id


def test_a_row_says_the_gap_and_what_would_close_it():
    outside = [row for row in track_record() if row.verdict == "outside"]
    assert outside
    for row in outside:
        assert row.gap
        assert row.gap_unit
        assert row.closes
    for row in track_record():
        assert (row.published is None) or row.verdict != "nothing published"
        assert row.verdict != "not shown" or row.closes


def test_figures_of_every_pack_become_their_median():
    kept = {("D", "ratio", iso3): Ours(float(i)) for i, iso3 in enumerate(available())}
    (row,) = rows_of(case("D"), kept)
    n = len(available())
    assert (row.ours, row.low, row.high) == ((n - 1) / 2, 0.0, n - 1)
    assert row.several
    assert row.countries == tuple(available())


def test_what_is_kept_is_read_again(tmp_path):
    path = tmp_path / "results.csv"
    assert keep([case("A"), case("C")], path) == 12
    kept = read_kept(path)
    fresh = {row.figure: row.ours for row in rows_of(case("C"))}
    for (name, figure, _), ours in kept.items():
        if name == "C":
            assert ours.value == pytest.approx(fresh[figure], rel=1e-5)
    path.write_text("id,figure\nA,x\n", encoding="utf-8")
    with pytest.raises(InputError, match="--keep"):
        read_kept(path)


def test_an_unknown_topic_is_refused(tmp_path):
    from model.cases.case import read_case

    path = tmp_path / "X.toml"
    path.write_text(
        'id = "X"\ntitle = "t"\ncountry = ""\nsource = "s"\ntopics = ["luck"]\n[[figure]]\nwhat = "w"\n',
        encoding="utf-8",
    )
    with pytest.raises(InputError, match="topic luck"):
        read_case(path)


@pytest.mark.parametrize("name", ["C", "D", "5", "9", "11"])
def test_kept_figures_are_what_the_model_says(name):
    """As the tables of docs/cases.md: within a tenth, so that a repair elsewhere does not ask for a renewal at once."""
    kept, fresh = (list(rows_of(case(name), of)) for of in (read_kept(), None))
    for was, now in zip(kept, fresh, strict=True):
        if now.ours is None:
            assert was.ours is None
        else:
            assert was.ours == pytest.approx(now.ours, rel=0.1), (
                f"{was.figure}: run `python -m model cases --keep`"
            )


def test_rows_are_plain_data():
    assert all(dataclasses.asdict(row)["id"] for row in track_record())
