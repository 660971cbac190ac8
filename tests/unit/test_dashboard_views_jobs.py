"""Sectors, women and men, regions, people, transition: what is printed adds up to the headline, and titles agree with it."""

from __future__ import annotations

import itertools
from functools import cache

import numpy as np
import pytest

from dashboard.finding import printed_jobs, printed_net_sexes
from dashboard.model_engine import ModelEngine
from dashboard.runs import Runs
from dashboard.state.model import Choices
from dashboard.text import text_for
from dashboard.text.numbers import apportion
from dashboard.views import answers, crossed, regions
from dashboard.views.blocks import apportion_table
from dashboard.views.ids import CHARTS
from dashboard.views.people_summary import people_of
from dashboard.views.question import Question
from tests.unit.test_dashboard_views import block, figure

OURS = ("sectors", "women", "regions", "people", "transition")
MORE = {
    "coal-exit-year": 2035.0,
    "renewable-share-2035": 60.0,
    "building-retrofit": 20.0,
    "retraining-coverage": 40.0,
}
LESS = {"renewable-share-2035": 25.0, "coal-exports-2050": 30.0}
PATHWAYS = {"more": MORE, "less": LESS, "nothing": {}}
CASES = [*itertools.product(("ZAF", "THA", "IND"), PATHWAYS, (2030, 2040))]


@cache
def runs():
    return Runs(ModelEngine())


def question(iso3="ZAF", pathway="more", year=2035, language="en", choices=None):
    scenario = runs().scenario(iso3, PATHWAYS[pathway])
    return Question(text_for(language), runs(), scenario, year, choices or Choices())


def ask(view, *about, **more):
    return answers.view_answer(view, question(*about, **more))


def columns(rows):
    """Return the printed columns of rows as numbers."""
    return [
        [figure(words) for words in column] for column in zip(*(row["words"] for row in rows), strict=True)
    ]


def jobs(iso3, pathway, year):
    return printed_jobs(question(iso3, pathway).summary, year)


@pytest.mark.parametrize("view", OURS)
@pytest.mark.parametrize("pathway", PATHWAYS)
def test_a_view_makes_the_charts_of_the_list_in_its_order(view, pathway):
    assert tuple(one["id"] for one in ask(view, "ZAF", pathway)["blocks"]) == CHARTS[view]


@pytest.mark.parametrize(("iso3", "pathway", "year"), CASES)
def test_sectors_add_up_and_open_into_what_they_are_made_of(iso3, pathway, year):
    answer, headline = ask("sectors", iso3, pathway, year), jobs(iso3, pathway, year)
    rows = block(answer, "sectors-change")["rows"]
    created, lost, net = columns(rows) or ([], [], [])
    assert (sum(created), -sum(lost), sum(net)) == (headline.created, headline.lost, headline.net)
    for row in rows:
        assert figure(row["words"][0]) + figure(row["words"][1]) == figure(row["words"][2])
        if row.get("rows"):
            assert [sum(column) for column in columns(row["rows"])] == [
                figure(words) for words in row["words"]
            ]
    *parts, total = block(answer, "sectors-channels")["table"]["rows"]
    for row in (*parts, total):
        assert sum(map(figure, row[1:4])) == figure(row[4])
    for column in range(1, 5):
        assert sum(figure(row[column]) for row in parts) == figure(total[column])
    nets = {row["name"]: figure(row["words"][2]) for row in rows}
    assert all(nets.get(row[0], 0) == figure(row[4]) for row in parts)


@pytest.mark.parametrize(("iso3", "pathway", "year"), CASES)
def test_women_and_men_add_up(iso3, pathway, year):
    answer, headline = ask("women", iso3, pathway, year), jobs(iso3, pathway, year)
    women, men, both = [list(map(figure, row["words"])) for row in block(answer, "women-jobs")["rows"]]
    assert [a + b for a, b in zip(women, men, strict=True)] == both
    assert both == [headline.created, -headline.lost, headline.net]
    *rows, total = block(answer, "women-sectors")["table"]["rows"]
    for column in (1, 2, 3):
        assert sum(figure(row[column]) for row in rows) == figure(total[column])
    assert [figure(words) for words in total[1:]] == [women[2], men[2], both[2]]


@pytest.mark.parametrize(("iso3", "pathway", "year"), CASES)
def test_regions_add_up_and_leave_out_as_many_as_the_ledger(iso3, pathway, year):
    answer, headline = ask("regions", iso3, pathway, year), jobs(iso3, pathway, year)
    ranked, people = block(answer, "regions-ranked"), block(answer, "regions-people")
    assert sum(figure(row["words"][0]) for row in ranked["rows"]) == headline.net
    assert [row["values"][0] for row in ranked["rows"]] == sorted((v for v in ranked["values"]), reverse=True)
    *rows, total = people["table"]["rows"]
    for column in range(1, 6):
        assert sum(figure(row[column]) for row in rows) == figure(total[column])
    assert all(figure(row[5]) >= 0 for row in rows)
    ledger = block(ask("transition", iso3, pathway, year), "ledger")["table"]["rows"]
    assert (figure(total[4]), figure(total[5])) == (figure(ledger[0][1]), figure(ledger[-1][1]))
    assert figure(total[1]) == printed_net_sexes(question(iso3, pathway).summary, year)[0]


@pytest.mark.parametrize(
    ("rows", "columns_"), [*itertools.permutations(("skill", "age", "formality", "sex", "region"), 2)]
)
def test_any_two_kinds_of_people_crossed_add_up(rows, columns_):
    chosen = Choices(rows=rows, columns=columns_)
    matrix = block(ask("people", choices=chosen), "crossed")
    for row in matrix["rows"]:
        *cells, across = map(figure, row["words"])
        assert sum(cells) == across
    for column, printed in zip(columns(matrix["rows"]), matrix["total"]["words"], strict=True):
        assert sum(column) == figure(printed)
    assert figure(matrix["total"]["words"][-1]) == jobs("ZAF", "more", 2035).net
    shown = {choice["id"]: choice["value"] for choice in matrix["choices"]}
    assert set(shown.values()) == {rows, columns_}
    assert shown["columns"] != "region"
    for choice in matrix["choices"]:
        offered = [value for value, _ in choice["options"]]
        assert choice["value"] in offered
        assert not (set(shown.values()) - {choice["value"]}) & set(offered)


def test_a_kind_that_a_country_has_no_figures_on_is_not_offered():
    for iso3 in runs().engine.countries():
        asked = question(iso3, "nothing", choices=Choices(rows="formality", columns="skill"))
        people = people_of(asked)
        pair = crossed.chosen(asked, people)
        assert len(set(pair)) == 2
        assert set(pair) <= {*people.change, "sex", "region"}
        assert not set(pair) & set(people.missing)


def test_the_group_that_is_hit_hardest_is_the_one_that_loses_most_of_its_jobs():
    matrix = block(
        ask("people", "ZAF", "less", 2045, choices=Choices(rows="region", columns="formality")), "crossed"
    )
    worst = min(matrix["rows"], key=lambda row: min(row["values"]))
    assert worst["name"] in matrix["title"]
    assert matrix["title"].startswith("Hit hardest")


@pytest.mark.parametrize(("iso3", "pathway"), [*itertools.product(("ZAF", "IND"), PATHWAYS)])
def test_titles_agree_with_the_signs_of_the_numbers(iso3, pathway):
    for year in (2030, 2035, 2045):
        sectors, women = ask("sectors", iso3, pathway, year), ask("women", iso3, pathway, year)
        net = {row["name"]: figure(row["words"][2]) for row in block(sectors, "sectors-change")["rows"]}
        title = block(sectors, "sectors-change")["title"]
        if "most lost in" in title.lower():
            assert min(net.values()) <= 0
        if "ost gained in" in title:
            assert max(net.values()) >= 0
        hers = {row["name"]: figure(row["words"][0]) for row in block(women, "women-sectors")["rows"]}
        said = block(women, "women-sectors")["title"]
        assert ("gain most" in said) == (max(hers.values(), default=0) > 0)
        assert ("ose most" in said) == (min(hers.values(), default=0) < 0)
        gap = block(women, "women-wages")
        printed = [float(words.rstrip("%")) for _, words in gap["rows"] if words.endswith("%")]
        if len(printed) == 2:
            wider = printed[1] > printed[0]
            assert ("wider" in gap["title"]) == wider
            assert ("narrower" in gap["title"]) == (printed[1] < printed[0])


def test_the_ledger_of_the_years_adds_up_to_the_ledger():
    answer = ask("transition", year=2050)
    years = block(answer, "ledger-years")
    unit = 1_000 if years["subtitle"].startswith("Thousand") else 1
    summed = unit * sum(value for one in years["series"] for value in one["values"])
    displaced = figure(block(answer, "ledger")["table"]["rows"][0][1])
    assert summed == pytest.approx(displaced, rel=0.02)
    *rows, total = block(answer, "ledger-regions")["table"]["rows"]
    assert sum(figure(row[1]) for row in rows) == figure(total[1]) == displaced
    assert sum(figure(row[2]) for row in rows) == figure(total[2])


def test_what_no_country_can_know_is_said_instead_of_shown():
    t = text_for("en")
    for iso3 in runs().engine.countries():
        wages = block(ask("women", iso3), "women-wages")
        missing = runs().result(question(iso3).scenario).people.wages.missing
        assert ("gap" in wages["title"]) == (missing is None)
        if missing is not None:
            assert wages["note"] == t.sentence(missing)
    without = regions.ranked_block(t, question().summary, 2035, [f"R{i}" for i in range(9)], "")
    assert "no outlines" in without["missing"]
    assert len(without["rows"]) == 9


def test_unfilled_jobs_are_the_headline():
    for iso3 in ("THA", "ZAF"):
        summary = question(iso3).summary
        filled = block(ask("people", iso3), "filled")
        demanded, met, unfilled = (np.array(one["values"]) for one in filled["series"])
        assert demanded == pytest.approx(met + unfilled, abs=0.02 * max(1.0, float(np.abs(demanded).max())))
        assert ("find nobody" in filled["title"]) == (summary.unfilled[summary.at(2035)] >= 1)


@pytest.mark.parametrize("view", OURS)
def test_everything_said_is_in_the_readers_language(view):
    answer = ask(view, language="en-XA")
    for one in answer["blocks"]:
        spoken = [
            one["title"],
            one["subtitle"],
            *one.get("columns", ()),
            *(name for name, _ in one.get("parts", ())),
        ]
        spoken += [row["name"] for row in one.get("rows", ()) if isinstance(row, dict)]
        spoken += [series["name"] for series in one.get("series", ())]
        spoken += [words for choice in one.get("choices", ()) for _, words in choice["options"]]
        for words in spoken:
            assert "⟦" in words, (one["id"], words)


@pytest.mark.parametrize("seed", range(12))
def test_a_table_is_rounded_so_that_rows_and_columns_add_up(seed):
    cells = np.random.default_rng(seed).normal(0, 5_000, (6, 4))
    down = apportion(cells.sum(axis=0).tolist(), 100)
    across = apportion(cells.sum(axis=1).tolist(), 100, sum(down))
    printed = np.array(apportion_table(cells, 100, across, down))
    assert printed.sum(axis=0).tolist() == down
    assert printed.sum(axis=1).tolist() == across
    assert np.abs(printed - cells).max() <= 300
