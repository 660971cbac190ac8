"""The views of money, power and heat: what is printed adds up, titles say the sign, and nothing moved is said as nothing."""

from __future__ import annotations

import re
from functools import cache

import pytest

from dashboard.model_engine import ModelEngine
from dashboard.runs import Runs
from dashboard.text import text_for
from dashboard.views.amounts import add_up, figures
from dashboard.views.answers import view_answer
from dashboard.views.question import Question

COUNTRIES = ("ZAF", "THA", "GUY", "KHM")
LEVERS = {"renewable-share-2035": 60.0, "building-retrofit": 15.0, "loans-share": 30.0}
NEW_VIEWS = ("pays", "power", "heat")


@cache
def runs():
    return Runs(ModelEngine())


def ask(view, iso3, levers=None, year=2035, language="en"):
    scenario = runs().scenario(iso3, LEVERS if levers is None else levers)
    return view_answer(view, Question(text_for(language), runs(), scenario, year))


def block(answer, name):
    return next(one for one in answer["blocks"] if one["id"] == name)


def figure(words):
    found = re.sub(r"[^\d.−]", "", words).replace("−", "-")
    return float(found)


def rows(one):
    return {row["key"]: [figure(words) for words in row["words"]] for row in one["rows"]}


@pytest.mark.parametrize("iso3", COUNTRIES)
@pytest.mark.parametrize("year", [2030, 2050])
def test_printed_sources_and_uses_add_up_to_the_same(iso3, year):
    found = [
        (row["key"], figure(row["words"][0])) for row in block(ask("pays", iso3, year=year), "money")["rows"]
    ]
    heads = [at for at, (key, _) in enumerate(found) if key.startswith("all-")]
    assert len(heads) == 2
    paid, spent = found[: heads[1]], found[heads[1] :]
    assert paid[0][1] == spent[0][1]
    for side in (paid, spent):
        assert sum(value for _, value in side[1:]) == pytest.approx(side[0][1], abs=1e-6)


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_printed_imports_power_and_capacity_add_up(iso3):
    abroad = rows(block(ask("pays", iso3), "abroad"))
    whole = abroad.pop("all")[0]
    assert sum(value for (value,) in abroad.values()) == pytest.approx(whole, abs=1e-6)
    change = rows(block(ask("power", iso3), "power-change"))
    whole = change.pop("all")[0]
    assert sum(value for (value,) in change.values()) == pytest.approx(whole, abs=1e-6)
    capacity = rows(block(ask("power", iso3), "capacity"))
    whole = capacity.pop("all")
    for column in range(3):
        assert sum(values[column] for values in capacity.values()) == pytest.approx(whole[column], abs=1e-6)


@pytest.mark.parametrize("iso3", ["THA", "GUY", "KHM"])
def test_printed_heat_adds_up_by_sector_and_inside_each(iso3):
    one = block(ask("heat", iso3), "heat-sectors")
    found = {row["key"]: figure(row["words"][1]) for row in one["rows"]}
    whole = found.pop("all")
    assert sum(found.values()) == whole > 0
    for row in one["rows"]:
        if row.get("rows"):
            assert sum(figure(part["words"][1]) for part in row["rows"]) == figure(row["words"][1])


def test_the_title_of_paying_is_the_difference_of_its_two_figures():
    title = block(ask("pays", "ZAF"), "paying")["title"]
    cost, _, without, with_it = (figure(words) for words in re.findall(r"[−+]?\d[\d,]*", title))
    assert title.startswith("Paying for it costs")
    assert without - with_it == cost > 0


def test_a_donor_for_everything_leaves_no_difference_to_paying():
    one = block(ask("pays", "ZAF", {**LEVERS, "loans-share": 0.0, "grants-share": 100.0}), "paying")
    assert next(series["name"] for series in one["series"]) == "As it is paid for"


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_nothing_moved_is_said_as_nothing(iso3):
    pays = ask("pays", iso3, {})
    assert block(pays, "money")["title"] == "Nothing is spent beyond the baseline, so nobody has to pay"
    assert block(pays, "cost")["rows"] == []
    assert block(pays, "abroad")["rows"] == []
    power = ask("power", iso3, {})
    assert "as in the baseline" in block(power, "generation")["title"]
    assert block(power, "power-change")["rows"] == []


def test_a_budget_that_is_worse_off_is_said_so():
    title = block(ask("pays", "ZAF", year=2050), "balance")["title"]
    balance = next(
        one for one in block(ask("pays", "ZAF", year=2050), "balance")["series"] if one["name"] == "Balance"
    )
    assert ("worse off" in title) == (balance["values"][-1] < 0)


def test_emissions_are_said_against_2023_and_their_table_adds_up():
    one = block(ask("power", "ZAF"), "emissions")
    assert "against 2023" in one["title"]
    cells = [[figure(words) for words in row[1:]] for row in one["table"]["rows"]]
    for column in range(3):
        assert sum(row[column] for row in cells[:-1]) == pytest.approx(cells[-1][column], abs=0.05)


def test_adaptation_that_is_not_moved_is_tried_and_said_so():
    tried = block(ask("heat", "KHM", {}), "heat-adaptation")
    assert tried["title"].startswith("Not part of this pathway")
    moved = block(ask("heat", "KHM", {"heat-adaptation": 50.0}), "heat-adaptation")
    assert moved["title"].startswith("Adaptation wins back")
    assert tried["rows"][0] == moved["rows"][0]


def test_every_number_of_the_views_is_said_in_every_language():
    for language in ("fr", "ar", "ru"):
        for view in NEW_VIEWS:
            for one in ask(view, "THA", language=language)["blocks"]:
                assert one["title"]
                assert "{" not in one["title"] + one["subtitle"]


@pytest.mark.parametrize("amounts", [[0.04, 0.31, -0.2], [12.3, 4.0, 7.7], [2204.0, 1031.0, -17.0]])
def test_amounts_are_rounded_so_that_they_add_up(amounts):
    rounded = add_up(amounts)
    assert sum(rounded) == pytest.approx(round(sum(rounded), 1))
    assert all(
        abs(a - b) <= max(0.2, abs(sum(amounts)) / 50 + 10) for a, b in zip(rounded, amounts, strict=True)
    )
    assert len(figures(text_for("en"), rounded)) == len(amounts)


@pytest.mark.parametrize("iso3", ["ZAF", "ARG", "KHM"])
def test_whoever_pays_and_whatever_for_has_a_name_in_every_language(iso3):
    from dashboard.headlines import payer_names
    from dashboard.state.model import ProgrammeState
    from dashboard.views.pays import source_names, use_names

    registry = runs().engine.levers(iso3)
    half = {key: (one.minimum + one.maximum) / 2 for key, one in registry.items() if one.applies}
    shares = {"grants-share": 20.0, "loans-share": 20.0, "budget-share": 20.0}
    bought = ProgrammeState(
        name="p", sector="construction", amount=50.0, first=2026, last=2040, source="private"
    )
    result = runs().result(runs().scenario(iso3, half | shares, [bought]))
    t = text_for("en")
    assert set(result.money_sources) <= set(source_names(t)), "the view of who pays"
    assert set(result.money_sources) <= set(payer_names(t)), "the headline"
    assert set(result.money_uses) <= set(use_names(t))
