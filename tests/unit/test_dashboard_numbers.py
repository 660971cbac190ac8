"""From the model's result to what is printed and drawn."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import finding
from dashboard.answer import answer
from dashboard.boot import boot
from dashboard.engine import group_labels
from dashboard.figures import jobs, regions, sectors, women
from dashboard.figures.common import round_axis
from dashboard.headlines import HEADLINES, headlines
from dashboard.runs import Runs
from dashboard.scenario import Scenario
from dashboard.state.address import decode
from dashboard.text import text_for
from tests.fakes import PRESETS, FakeEngine

T = text_for("en")
ENGINE = FakeEngine()
RUNS = Runs(ENGINE)
PEOPLE = PRESETS["people-first"][1]


def summary(levers=PEOPLE, iso3="ZAF"):
    return RUNS.summary(Scenario.of(iso3, levers))


def test_a_summary_keeps_the_models_totals():
    one = summary()
    result = ENGINE.simulate(Scenario.of("ZAF", PEOPLE))
    assert one.years[0] == 2024
    np.testing.assert_allclose(one.net, result.net[1:])
    np.testing.assert_allclose(one.created_by_group.sum(axis=1), one.created)
    np.testing.assert_allclose(one.lost_by_group.sum(axis=1), one.lost)
    np.testing.assert_allclose(one.created_by_sex.sum(axis=1), one.created)
    np.testing.assert_allclose(one.change_by_region.sum(axis=1), one.net)


def test_runs_are_remembered_within_bounds_and_by_what_matters():
    engine = FakeEngine()
    runs = Runs(engine, kept=2)
    runs.summary(Scenario.of("ZAF", {"coal-exit-year": 2040}))
    runs.summary(Scenario.of("ZAF", {"coal-exit-year": 2040.0, "grants-share": 0, "unknown": 4}))
    assert engine.runs == 1
    for year in (2041, 2042, 2043):
        runs.summary(Scenario.of("ZAF", {"coal-exit-year": year}))
    assert len(runs) == 2
    runs.summary(Scenario.of("ZAF", {"coal-exit-year": 2040}))
    assert engine.runs == 5


def test_the_finding_adds_up_and_names_the_pathway():
    words = finding.finding(T, summary(), 2035, "People first")
    net, created, lost = (int(part.replace(",", "")) for part in re.findall(r"\d[\d,]*", words)[1:])
    assert net == created - lost
    assert "\u2068People first\u2069 has" in words
    assert finding.finding(T, summary({}), 2035, "X") == "In 2035, \u2068X\u2069 is the same as the baseline."


def test_the_second_line_names_the_region_and_the_missing_people():
    words = finding.second_line(
        T, summary({"coal-exit-year": 2030}), 2035, [f"R{index}" for index in range(9)]
    )
    assert words.startswith("\u2068R5\u2069 loses most: ")
    assert "find nobody to fill them" in finding.second_line(T, summary(), 2035, [str(i) for i in range(9)])


def test_where_no_record_tells_who_could_fill_new_jobs_no_number_is_shown():
    unknown = dataclasses.replace(summary(), unfilled_known=False)
    assert "find nobody" not in finding.second_line(T, unknown, 2035, [str(i) for i in range(9)])
    card = headlines(T, unknown, 2035)["unfilled"]
    assert (card.value, card.exact) == ("–", None)


def shaped(values):
    net = np.interp(np.arange(27), np.linspace(0, 26, len(values)), values)
    return dataclasses.replace(summary(), net=net.astype(float))


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ([0, 0], "No difference from the baseline in any year"),
        ([0, 100], "More jobs than the baseline, growing to the end"),
        ([0, 100, 50], "More jobs than the baseline, most in 2037"),
        ([0, -100], "Fewer jobs than the baseline, falling to the end"),
        ([0, -100, -50], "Fewer jobs than the baseline, fewest in 2037"),
        ([0, -100, 100], "Fewer jobs at first, more than the baseline from 2044"),
        ([0, 100, -100], "More jobs at first, fewer than the baseline from 2044"),
        ([0, 100, -100, 100], "Jobs move above and below the baseline"),
    ],
)
def test_the_title_of_jobs_says_the_shape(values, title):
    assert finding.jobs_title(T, shaped(values)) == title


def test_there_are_six_headlines_with_the_exact_number_behind_each():
    six = headlines(T, summary(), 2035)
    assert tuple(six) == HEADLINES
    one = summary()
    assert six["jobs"].exact == round(one.net[one.at(2035)])
    assert six["unfilled"].exact == round(one.unfilled[one.at(2035)])
    baseline = headlines(T, summary({}), 2035)
    assert baseline["women"].value == "–"
    assert baseline["unfilled"].beside == "all can be filled"


@given(
    st.lists(st.floats(-1e9, 1e9), max_size=30),
    st.sampled_from([10.0, 60.0]),
)
def test_an_axis_holds_zero_and_nearly_everything_on_round_ticks(values, smallest):
    axis = round_axis(values, smallest=smallest)
    room = 0.08 * axis.step
    assert axis.low <= 0 <= axis.high
    assert all(axis.low - room <= value <= axis.high + room for value in values)
    assert len(axis.ticks) <= 8
    assert axis.ticks[-1] == pytest.approx(axis.high)


def test_rows_of_sectors_add_up_to_all_jobs():
    one = summary()
    created, lost = one.created_by_group[11], one.lost_by_group[11]
    order = sectors.rows(created, lost)
    assert len(order) == sectors.ROWS
    assert sum(sectors.row_values(created, order)) == pytest.approx(created.sum())
    assert sectors.rows(created * 0, lost * 0) == []


def test_figures_are_plain_and_their_bars_differ_in_pattern_too():
    state = decode("", ENGINE).state
    start = boot(T, RUNS, state)
    series = [one["series"] for one in start["answers"]]
    groups = start["answers"][2]["groups"]
    drawn = [
        jobs.figure(T, start["years"], series, 2),
        women.figure(T, start["years"], series, 2, start["baseline"]["women"]),
        sectors.figure(T, groups["created"], groups["lost"], groups["rows"]),
    ]
    for figure in drawn:
        orjson.dumps(figure)
    created, lost = drawn[2]["data"]
    assert "dash" not in created["line"]
    assert lost["line"]["dash"]
    assert len(drawn[0]["data"]) == 7


def test_outlines_keep_to_the_box_and_the_order_of_the_compass():
    drawing = regions.drawing(
        {"north": [[[0, 1], [1, 1], [1, 2], [0, 1]]], "south": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    )
    numbers = [float(part) for path in drawing["paths"].values() for part in re.findall(r"[\d.]+", path)]
    assert max(numbers) <= max(drawing["box"])
    first_y = {name: float(path.split("L")[1].split(" ")[1]) for name, path in drawing["paths"].items()}
    assert first_y["north"] < first_y["south"]
    assert regions.drawing({})["paths"] == {}


@pytest.mark.parametrize("iso3", ["ZAF", "THA"])
def test_the_answer_is_small(iso3):
    body = answer(T, RUNS, Scenario.of(iso3, PEOPLE), 2035, "N" * 40)
    assert len(orjson.dumps(body)) <= 8_000


def test_every_sector_group_has_a_label():
    assert set(ENGINE.economy("ZAF").sector_groups) <= set(group_labels())


needs_node = pytest.mark.skipif(
    shutil.which("node") is None, reason="node runs the browser's code; not installed"
)


@needs_node
def test_the_browser_makes_the_same_axes(root: Path):
    cases: list[list[float]] = [[12_000, -3_000], [0, 0], [440_000, -1], [0.3], [-5e6, 2e6], [59.2, 12.0]]
    script = (
        "global.window={cockpit:{}};require(process.argv[1]);const c=JSON.parse(process.argv[2]);"
        "console.log(JSON.stringify(c.map(v=>window.cockpit.roundAxis(v,10).ticks)));"
    )
    file = str(root / "assets" / "js" / "scale.js")
    done = subprocess.run(
        ["node", "-e", script, file, json.dumps(cases)], capture_output=True, text=True, check=True
    )
    assert json.loads(done.stdout) == [pytest.approx(round_axis(case).ticks) for case in cases]


@needs_node
def test_the_gate_lets_one_request_fly_and_the_newest_follow(root: Path):
    script = """
    const marks = [];
    global.document = {body: {classList: {toggle: (name, on) => marks.push(on)}}};
    global.window = {cockpit: {}, setTimeout: (f) => setTimeout(f, 1), requestAnimationFrame: (f) => setTimeout(f, 1),
      clearTimeout};
    require(process.argv[1]);
    const gate = window.cockpit.gate, sent = [], taken = [], troubles = [];
    let fail = 1;
    const sender = (request) => {
      sent.push(request);
      return fail-- === 0 ? Promise.reject(new Error("away")) : Promise.resolve(request);
    };
    gate.start(sender, (answer) => taken.push(answer.value), (late) => troubles.push(late));
    for (const value of [1, 2, 3]) gate.ask(0, () => ({value}));
    const first = sent.length;
    setTimeout(() => console.log(JSON.stringify({first, taken, troubles, idle: gate.idle(), busy: marks.at(-1),
      rising: sent.every((one, at) => one.seq === at + 1)})), 100);
    """
    file = str(root / "assets" / "js" / "gate.js")
    done = subprocess.run(["node", "-e", script, file], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == {
        "first": 1,
        "taken": [1, 3],
        "troubles": [False, True, False],
        "idle": True,
        "busy": False,
        "rising": True,
    }


def test_a_year_before_the_first_difference_says_where_to_look():
    names = [str(index) for index in range(9)]
    assert finding.second_line(T, summary(), 2024, names).startswith("It makes a difference in other years")
    assert finding.second_line(T, summary({}), 2024, names).startswith("Move a lever")


def test_a_loss_that_prints_as_nil_is_not_called_a_gain():
    """A programme in one region costs the others a few hundred jobs each: 0.0 in every 100."""
    one = summary()
    at, change = one.at(2030), one.change_by_region.copy()
    change[at] = -0.0003 * one.baseline_by_region[at]
    change[at, 0] *= -10
    small = dataclasses.replace(one, change_by_region=change)
    names = [f"R{index}" for index in range(change.shape[1])]
    assert finding.second_line(T, small, 2030, names).startswith(
        "No region loses as many as 1 in 1,000 jobs."
    )
    assert "gains most, no region loses 1 in 1,000 jobs" in finding.regions_title(T, small, 2030, names)


@pytest.mark.parametrize(
    ("value", "russian"),
    [(5e9, "5 миллиардов"), (5.1e9, "5,1 миллиарда"), (175e6, "175 миллионов"), (1e9, "1 миллиард"), (-2.04e9, "−2 миллиарда")],
)  # fmt: skip
def test_a_large_amount_has_the_plural_form_of_what_is_written(value, russian):
    assert text_for("ru").numbers.compact(value).replace("\u00a0", " ") == russian
