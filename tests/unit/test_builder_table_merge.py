"""The frame of the builder: recipes, and what the stages write side by side."""

import pytest

from data.builder.__main__ import main, merge
from data.builder.recipe import recipe


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_sources_of_all_stages_are_joined_in_the_order_of_the_stages(tmp_path, capsys):
    write(tmp_path / "sources.d/people.csv", "id,title\nb,People\na,Other words\n")
    write(tmp_path / "sources.d/table.csv", "id,title\na,Table\n")
    merge(tmp_path)
    assert (tmp_path / "sources.csv").read_text() == "id,title\na,Table\nb,People\n"
    assert "a is there already; the first stays" in capsys.readouterr().out


def test_tables_with_other_columns_are_refused(tmp_path):
    write(tmp_path / "totals.d/table.csv", "indicator,year\ngdp,2023\n")
    write(tmp_path / "totals.d/energy.csv", "indicator,when\nco2,2023\n")
    with pytest.raises(SystemExit, match="has other columns than its neighbours"):
        merge(tmp_path)


def test_the_report_follows_the_stages(tmp_path):
    for stage in ("people", "energy", "table"):
        write(tmp_path / f"report.d/{stage}.md", f"## {stage}\n")
    merge(tmp_path)
    text = (tmp_path / "report.md").read_text()
    assert text.index("table") < text.index("energy") < text.index("people")


def test_a_country_without_a_recipe_is_named_with_those_that_have_one():
    with pytest.raises(SystemExit, match=r"no recipe for XXX: there are recipes for .*THA.*ZAF"):
        recipe("XXX")


def test_a_missing_folder_of_sources_is_said(capsys):
    with pytest.raises(SystemExit):
        main(["ZAF", "--sources", "no-such-folder"])
    assert "name the folder of the published figures" in capsys.readouterr().err


@pytest.mark.parametrize("iso3", ["ZAF", "THA"])
def test_recipes_name_every_source_they_use(iso3):
    given = recipe(iso3)
    known = {s["id"] for s in given["source"]}
    assert len(known) == len(given["source"])
    named = [given["pack"]["source"], *given["pack"].get("donors", "").split(";")]
    assert {name for name in named if name} <= known
    assert {t["source"] for t in given["total"]} <= known
