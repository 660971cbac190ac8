"""A nineteenth country: Newland (invented) goes from figures to results by the steps of docs/country-packs.md."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import data.builder.__main__ as builder
from data.builder.recipe import RECIPES
from model.cli import main as model
from model.load import load_economy
from model.pack.check import check_pack
from model.pack.totals import totals_beside_published
from tests import invented
from tests.conftest import ROOT
from tests.laws import test_laws as laws

RECIPE = ROOT / "tests" / "packs" / "invented" / "recipe"
PROGRAMS: dict[str, Callable[[list[str]], int]] = {"data.builder": builder.main, "model": model.main}


def commands() -> list[list[str]]:
    """The commands of the walk-through, as its reader would type them."""
    text = (ROOT / "docs" / "country-packs.md").read_text(encoding="utf-8")
    section = text.split("## Make one in an hour")[1].split("\n## ")[0]
    return [line.split() for line in re.findall(r"^    python -m (.+)$", section, re.MULTILINE)]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A newcomer's folder after all steps: figures, recipes, packs, and what the run wrote."""
    folder = tmp_path_factory.mktemp("newland")
    invented.publish(folder / "figures")
    shutil.copytree(RECIPE, folder / "recipes" / "XNT")
    assert len(commands()) == 5
    with pytest.MonkeyPatch.context() as here:
        here.chdir(folder)
        for program, *arguments in commands():
            assert PROGRAMS[program](arguments) == 0, (program, arguments)
    return folder


@pytest.fixture(scope="module")
def pack(desk: Path) -> Path:
    return desk / "packs" / "XNT"


def test_the_folder_of_inputs_is_all_there_is(desk: Path) -> None:
    """No recipe, register or list of the builder knows the country."""
    assert not (RECIPES / "XNT").exists()
    for path in (ROOT / "data").rglob("*"):
        if path.suffix in (".py", ".toml"):
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"XNT|newland", text), path


def test_the_pack_is_sound_and_meets_every_published_total(pack: Path) -> None:
    assert check_pack(pack) == []
    totals = totals_beside_published(pack)
    assert len(totals) > 15
    assert [row.total.indicator for row in totals if not row.within] == []


def test_what_was_typed_in_comes_out(pack: Path) -> None:
    e = load_economy(str(pack))
    assert e.employment.sum() == pytest.approx(1000 * sum(invented.SECTIONS.values()), abs=1)
    assert e.employment[:, 0].sum() / e.employment.sum() == pytest.approx(0.4, abs=1e-4)
    with (pack / "technologies.csv").open(encoding="utf-8", newline="") as handle:
        made = {row["technology"]: float(row["generation_gwh"]) for row in csv.DictReader(handle)}
    assert made == pytest.approx(
        {name: 1e3 * twh for name, twh in invented.GENERATION.items()} | {"wind": 0.0}
    )


def test_sources_of_the_recipe_travel_with_the_pack(pack: Path) -> None:
    with (pack / "sources.csv").open(encoding="utf-8", newline="") as handle:
        known = {row["id"] for row in csv.DictReader(handle)}
    assert {"newland-table", "newland-survey"} <= known


def test_a_source_that_nobody_describes_is_refused(desk: Path, tmp_path: Path) -> None:
    shutil.copytree(desk / "recipes", tmp_path / "recipes")
    people = tmp_path / "recipes" / "XNT" / "people.toml"
    people.write_text(
        people.read_text(encoding="utf-8").replace("newland-survey", "hearsay"), encoding="utf-8"
    )
    with pytest.raises(ValueError, match=r"hearsay.*add a \[\[source\]\] to the recipe"):
        builder.build("XNT", desk / "figures", tmp_path / "pack", recipes=tmp_path / "recipes")


def test_leaving_coal_is_felt_where_the_mine_is(desk: Path) -> None:
    with (desk / "newland.csv").open(encoding="utf-8", newline="") as handle:
        rows = [
            row for row in csv.DictReader(handle) if row["year"] == "2036" and row["sector"] == "power-coal"
        ]
    jobs = [float(row["value"]) for row in rows if row["variable"] == "employment"]
    assert jobs
    assert not any(jobs)


@pytest.mark.parametrize("kind", ["default", "closures", "factors"])
def test_levers_at_default_are_the_baseline(pack: Path, kind: str) -> None:
    laws.test_law_1_levers_at_default_are_the_baseline_bit_for_bit(str(pack), kind)


def test_base_year_employment_is_the_survey_and_no_money_is_counted_twice(pack: Path) -> None:
    laws.test_law_6_base_year_employment_is_the_declared_control_by_sector_and_sex(str(pack))
    laws.test_law_6_no_money_is_counted_by_an_employment_factor_and_by_the_chain(str(pack))


@pytest.mark.parametrize(
    "law",
    [
        laws.test_law_2_every_split_of_jobs_adds_to_the_same_total_and_no_level_is_negative,
        laws.test_law_3_sources_equal_uses_in_every_year,
        laws.test_law_4_commodities_balance_in_money_tonnes_and_gigawatt_hours,
        laws.test_law_4_gdp_by_value_added_is_gdp_by_expenditure,
        laws.test_nothing_reports_more_than_the_economy_can_be,
    ],
    ids=lambda law: law.__name__.removeprefix("test_"),
)
@settings(max_examples=8)
@given(data=st.data())
def test_the_laws_hold(pack: Path, law: Any, data: st.DataObject) -> None:
    """Eight random pathways a law."""
    law.hypothesis.inner_test(pack=str(pack), data=data)


def test_the_same_recipe_makes_the_same_pack(desk: Path, tmp_path: Path, pack: Path) -> None:
    builder.build("XNT", desk / "figures", tmp_path / "again", recipes=desk / "recipes")
    for path in sorted(pack.rglob("*.csv")):
        again = tmp_path / "again" / path.relative_to(pack)
        assert again.read_bytes() == path.read_bytes(), path.name
    assert np.isfinite(load_economy(str(tmp_path / "again")).employment).all()
