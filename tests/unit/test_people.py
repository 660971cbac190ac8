"""People: margins, raking, crossing, wages, the search for jobs, green jobs."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from model.economy import YEARS
from model.errors import InputError
from model.parameters import DATA, read_rows
from model.pathway import Pathway
from model.people.crossing import cross, kernel
from model.people.ledger import (
    Policy,
    Posts,
    build_ledger,
    match_levels,
    move,
    posts_of,
    retire,
    search_jobs,
    spread,
    take_with_training,
)
from model.people.margins import build_margins
from model.people.parameters import people_parameters
from model.people.raking import rake
from model.people.wages import sector_wages, within_ratio
from tests.laws.worlds import economy, run

COAL = Pathway("coal", {"coal-exit-year": 2035.0})


@pytest.fixture(scope="module")
def south_africa():
    return run("ZAF", COAL)


# --- parameters and margins ---------------------------------------------------------------------------------------------


def test_every_people_parameter_has_a_source_a_grade_and_lies_in_its_range():
    for row in read_rows(DATA / "parameters" / "people.csv"):
        assert row["source"]
        assert row["grade"] in {"A", "B", "C"}
        if row["low"] and row["high"]:
            assert float(row["low"]) <= float(row["value"]) <= float(row["high"]), row["id"]
        if row["source"] == "assumption":
            assert row["grade"] == "C"
            assert row["verified"] == "n"


def test_a_country_has_its_own_value_else_the_worlds():
    assert people_parameters("THA").value("retirement_flow_men") != people_parameters("ZAF").value(
        "retirement_flow_men"
    )
    assert people_parameters("XTS").value("wage_scar") == people_parameters("ZAF").value("wage_scar")
    assert "earnings_ratio" not in people_parameters("XTS")


def test_an_edit_out_of_range_or_unknown_is_refused_in_a_sentence():
    with pytest.raises(InputError, match=r"from 7\.5 to 33"):
        people_parameters("ZAF", {"wage_scar": 90.0})
    with pytest.raises(InputError, match="no people parameter called scar"):
        people_parameters("ZAF", {"scar": 1.0})
    assert people_parameters("ZAF", {"wage_scar": 30.0}).share("wage_scar") == pytest.approx(0.3)


def test_raking_meets_both_margins_and_keeps_zeros():
    table = rake(
        np.array([[1.0, 2.0, 0.0], [3.0, 1.0, 1.0]]), np.array([10.0, 20.0]), np.array([9.0, 15.0, 6.0])
    )
    assert np.allclose(table.sum(axis=1), [10, 20])
    assert np.allclose(table.sum(axis=0), [9, 15, 6])
    assert table[0, 2] == 0.0
    # Odds ratios of the pattern stay (Deming and Stephan).
    assert table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0]) == pytest.approx(1 * 1 / (2 * 3))


def test_national_totals_of_skill_age_and_formality_come_out_as_published(south_africa):
    people, facts = south_africa.people, south_africa.economy.facts
    skill = people.baseline(by=("sex", "skill"))[0]
    for x, sex in enumerate(("women", "men")):
        published = [facts[f"skill_{k}_share_{sex}"] for k in ("low", "medium", "high")]
        assert np.allclose(100 * skill[x] / skill[x].sum(), published, atol=0.3)
        youth = people.baseline(by=("sex", "age"))[0, x]
        assert 100 * youth[0] / youth.sum() == pytest.approx(facts[f"youth_employment_share_{sex}"], rel=1e-9)


def test_skill_without_sector_detail_is_raked_to_the_national_shares():
    people = run("THA", Pathway("none")).people
    skill = people.baseline(by=("skill",))[0]
    facts = economy("THA").facts
    published = [facts[f"skill_{k}_share"] for k in ("low", "medium", "high")]
    assert np.allclose(100 * skill / skill.sum(), published, atol=1e-6)
    assert "modelled" in people.margins["skill"].note
    assert people.margins["skill"].grade == "C"
    farming, finance = (
        people.margins["skill"].shares[economy("THA").index(s), 0] for s in ("agriculture", "finance")
    )
    assert finance[2] > farming[2]


def test_what_a_pack_does_not_give_is_absent_and_says_why():
    people = run("tiny", Pathway("none")).people
    assert people.dimensions == ("sector", "sex", "region", "channel")
    assert "skill_low_share" in str(people.missing["skill"])
    assert "youth_employment_share" in str(people.missing["age"])
    assert "of 7 sectors" in str(people.missing["formality"])
    assert "no earnings by sex" in str(people.missing["wage-gap"])
    with pytest.raises(InputError, match="Skill is not shown"):
        people.change(by=("skill",))
    with pytest.raises(InputError, match="Decent green jobs cannot be counted"):
        people.green_jobs("decent")


def test_rows_for_both_sexes_stand_for_each_and_own_rows_go_first():
    e = economy("tiny")

    def row(sector, sex, share):
        return SimpleNamespace(sector=sector, sex=sex, dimension="informal", category="informal", share=share)

    rows = [row(s, "all", 0.5) for s in e.sectors] + [row("services", "women", 0.2)]
    shares = build_margins(e, rows, people_parameters(e.iso3)).known["formality"].shares
    at = e.index("services")
    assert shares[at, 0].tolist() == pytest.approx([0.8, 0.2])
    assert shares[at, 1].tolist() == pytest.approx([0.5, 0.5])


def test_where_one_sex_has_no_rate_the_others_stands_for_it_and_the_note_says_so():
    e = economy("tiny")
    rows = [
        SimpleNamespace(sector=s, sex="men", dimension="informal", category="informal", share=0.3)
        for s in e.sectors
    ]
    margin = build_margins(e, rows, people_parameters(e.iso3)).known["formality"]
    assert np.allclose(margin.shares[:, :, 1], 0.3)
    assert margin.grade == "C"
    assert "other sex" in margin.note


# --- crossing -----------------------------------------------------------------------------------------------------------


def test_crossing_equals_the_plain_sum_over_every_order_of_axes():
    random = np.random.default_rng(1)
    cells = random.normal(size=(3, 4, 5, 2))
    a, b = random.dirichlet(np.ones(3), size=(5, 2)), random.dirichlet(np.ones(2), size=(5, 2))
    joint = kernel([a, b])
    for by in (
        ("a", "b"),
        ("b", "region", "a"),
        ("sex", "a", "sector"),
        ("a", "sex", "b"),
        ("sector", "region", "a"),
        ("region", "sector", "sex"),
        ("sex",),
        (),
    ):
        persons = [d for d in by if d in "ab"]
        letters = {"region": "r", "sector": "s", "sex": "x", "a": "k", "b": "l"}
        want = np.einsum(f"yrsx,sxk,sxl->y{''.join(letters[d] for d in by)}", cells, a, b)
        tables, sizes = {"a": a, "b": b}, {"a": 3, "b": 2}
        own = kernel([tables[d] for d in persons]) if persons else joint
        assert np.allclose(cross(cells, by, persons, own, [sizes[d] for d in persons]), want), by


def test_dimensions_are_named_once_and_must_exist(south_africa):
    with pytest.raises(InputError, match="Each dimension can be named once"):
        south_africa.people.change(by=("skill", "skill"))
    with pytest.raises(InputError, match="no dimension called wealth"):
        south_africa.people.change(by=("wealth",))
    with pytest.raises(InputError, match="no dimension called channel"):
        south_africa.people.level(by=("channel",))
    assert south_africa.people.categories("age") == ("youth", "adult")
    assert len(south_africa.people.categories("region")) == 9


# --- wages --------------------------------------------------------------------------------------------------------------


def test_the_ratio_within_sectors_gives_the_published_ratio_of_means():
    paid, staff = np.array([100.0, 900.0]), np.array([[8.0, 2.0], [2.0, 8.0]])
    ratio = within_ratio(paid, staff, 0.6)
    wage = sector_wages(paid, staff, ratio)
    assert np.allclose((wage * staff).sum(axis=1), paid)
    mean = (wage * staff).sum(axis=0) / staff.sum(axis=0)
    assert mean[0] / mean[1] == pytest.approx(0.6)
    assert np.allclose(wage[:, 0] / wage[:, 1], ratio)


def test_wages_follow_productivity_and_the_gap_of_the_base_year_is_the_published_one(south_africa):
    wages = south_africa.people.wages
    assert wages.gap[0] == pytest.approx(1 - south_africa.people.parameters.share("earnings_ratio"), rel=1e-6)
    assert np.allclose(wages.bill_change.sum(axis=1), wages.bill_change_by_sector.sum(axis=(1, 2)))
    assert "Estimated" in wages.note


# --- the ledger ---------------------------------------------------------------------------------------------------------


def cell(*values):
    return np.array(values, float)[:, None, None, None]


def posts(lost, standing, falling=0.0):
    lost = cell(*lost)
    none = np.zeros_like(lost)
    return Posts(lost, none, none, none, np.full_like(lost, standing), np.full_like(lost, falling))


def test_a_post_that_only_fails_to_open_displaces_nobody():
    baseline = np.array([100.0, 110.0, 110.0])[:, None, None, None]
    change = np.array([0.0, -15.0, -20.0])[:, None, None, None]
    found = posts_of(change, baseline)
    assert found.unopened.ravel().tolist() == [0, 10, 0]
    assert found.lost.ravel().tolist() == [0, 5, 5]
    back = posts_of(np.array([0.0, -20.0, 10.0])[:, None, None, None], np.full((3, 1, 1, 1), 100.0))
    assert back.opened.ravel().tolist() == [0, 0, 30]
    gone = posts_of(np.array([0.0, 30.0, 10.0])[:, None, None, None], np.full((3, 1, 1, 1), 100.0))
    assert gone.ended.ravel().tolist() == [0, 0, 20]


def test_a_mine_that_is_closed_does_not_open_posts_because_it_would_have_shrunk_anyway():
    closed = posts_of(cell(0, -100, -90, -70), cell(100, 100, 90, 70))
    assert closed.lost.ravel().tolist() == [0, 100, 0, 0]
    assert not closed.opened.any()
    assert not closed.falling.any()
    # What the pathway brings only keeps posts that the baseline gives up; what is more than that opens.
    kept = posts_of(cell(0, 10, 40), cell(100, 90, 80))
    assert kept.opened.ravel().tolist() == [0, 0, 20]
    assert kept.falling.ravel().tolist() == [0, 0, 0]


def test_retirement_answers_losses_first_by_age_then_early_and_its_reserve_runs_out():
    in_time, early = retire(posts([10, 10, 100, 100], 1000.0), np.array([0.02]), 3.0, 0.5)
    gone = in_time + early
    assert in_time.ravel()[:2].tolist() == pytest.approx([10, 10])
    assert early.ravel()[0] == 0.0
    # About 60 people are within three years of pension age; what is left of them goes at once, then only newcomers.
    assert 40 < gone.ravel()[2] < 62
    assert in_time.ravel()[2] == pytest.approx(20, rel=0.15)
    assert gone.ravel()[3] == pytest.approx(20, rel=0.15)


def test_with_a_window_of_one_year_only_those_of_age_retire():
    in_time, early = retire(posts([50] * 4, 1000.0), np.array([0.02]), 1.0, 0.5)
    assert np.allclose(in_time.ravel()[1:], 20.0)
    assert not early.any()


def test_a_large_sector_that_replaces_fewer_of_its_pensioners_displaces_nobody():
    """Two posts a thousand go, and twelve in a thousand come of age: the end of a building boom is no wave of dismissals."""
    flat = np.full((4, 1, 1, 2), 100_000.0)
    change = np.zeros_like(flat)
    change[2:] = -200.0
    p = people_parameters("ZAF")
    pay, mean = np.full((4, 1, 2), 1000.0), np.full(4, 1000.0)
    ledger = build_ledger(posts_of(change, flat), None, (), pay, mean, Policy(1.0, 1.0), p)
    assert not ledger.by("displaced").any()
    assert not ledger.fund().total.any()
    assert ledger.not_hired.tolist() == [0.0, 0.0, 400.0, 0.0]


@pytest.mark.parametrize("window", [1.0, 3.0, 4.5])
def test_who_retires_from_a_post_that_goes_anyway_does_not_retire_from_one_that_the_pathway_closes(window):
    # About 20 of 1,000 come of age in a year, and the sector gives up 30 posts a year of itself.
    lost, flow = posts([10] * 6, 1000.0, falling=30.0), np.array([0.02])
    alone, _ = retire(lost, flow, window, 0.0)
    assert np.allclose(alone, 10.0)
    half, _ = retire(posts([10] * 6, 1000.0, falling=60.0), flow, window, 0.5)
    whole, early = retire(lost, flow, window, 1.0)
    assert not whole[: 6 - int(np.ceil(window))].any()
    assert not early[: 6 - int(np.ceil(window))].any()
    assert np.allclose(half, whole)


def test_steps_down_are_free_and_steps_up_need_training():
    left, free, able = np.array([10.0, 10.0, 10.0]), np.array([0.0, 15.0, 100.0]), np.array([4.0, 0.0, 0.0])
    placed = match_levels(left, free, able)
    # Low (trained: 4) steps up to medium; high steps down to what is left of medium; medium cannot reach high.
    assert placed.tolist() == [4.0, 0.0, 10.0]
    assert free.tolist() == [0.0, 1.0, 100.0]
    assert left.tolist() == [6.0, 10.0, 0.0]


def test_moving_takes_what_is_free_elsewhere_in_proportion_to_who_moves():
    movers = np.array([[[[6.0]], [[3.0]]]])
    free = np.array([[[[0.0]], [[6.0]]]])
    gone = move(movers, free, np.zeros_like(movers))
    assert gone.ravel().tolist() == pytest.approx([4.0, 2.0])
    assert free.sum() == pytest.approx(0.0)


def test_training_reaches_posts_for_which_others_come_first():
    left, spare, able = np.array([10.0]), np.array([100.0]), np.array([3.0])
    assert take_with_training(left, spare, able).tolist() == [3.0]
    assert (left[0], spare[0], able[0]) == (7.0, 97.0, 0.0)


def test_people_search_for_years_but_nobody_takes_a_post_of_the_past():
    p = people_parameters("ZAF", {"openings_for_displaced": 100.0, "moving_share": 0.0})
    seeking = np.zeros((8, 1, 1, 1))
    seeking[2] = 10.0

    def placed(year):
        opened = np.zeros_like(seeking)
        opened[year] = 50.0
        return search_jobs(seeking, opened, Policy(), p).placed["same-place-and-skill"].sum()

    assert [placed(year) for year in range(8)] == [0, 0, 10, 10, 10, 10, 0, 0]


def test_a_post_is_taken_once():
    random = np.random.default_rng(3)
    seeking, opened = (
        random.exponential(size=(2, 12, 3, 2, 3)) * np.array([9.0, 2.0])[:, None, None, None, None]
    )
    p = people_parameters("ZAF")
    found = search_jobs(seeking, opened, Policy(retraining=1.0), p)
    placed = sum(found.placed.values())
    assert np.allclose(placed + found.waiting[-1], seeking)
    assert placed.sum() <= opened.sum() + 1e-9
    # More people than posts and no limit on who comes first: every post of a year before the last is taken.
    everyone = people_parameters(
        "ZAF", {"openings_for_displaced": 100.0, "moving_share": 100.0, "moving_delay": 0.0}
    )
    full = search_jobs(seeking * 10, opened, Policy(), everyone)
    low = full.placed["same-place-and-skill"].sum() + full.placed["elsewhere"].sum()
    assert low + full.placed["same-place-other-skill"].sum() == pytest.approx(opened.sum())


def test_money_is_spread_over_the_years_after():
    assert spread(np.array([[2.0], [0.0], [1.0]]), np.array([1.0, 0.5])).ravel().tolist() == [2.0, 1.0, 1.0]


def test_coal_exit_displaces_most_where_coal_is_and_siting_brings_jobs_there(south_africa):
    ledger, e = south_africa.people.ledger, south_africa.economy
    coal = [e.index("coal-mining"), e.index("power-coal")]
    by = ledger.by("displaced", ("region", "sector"))[:, :, coal].sum(axis=(0, 2))
    assert by[e.regions.index("ZA-MP")] / by.sum() > 0.6
    sited = run("ZAF", Pathway("sited", {**COAL.levers, "siting-share": 100.0})).people.ledger
    at = e.regions.index("ZA-MP")

    def placed_at_home(one):
        return one.by("same-place-and-skill", ("region",))[:, at].sum()

    assert placed_at_home(sited) > placed_at_home(ledger)


def test_retraining_and_support_are_seen_in_the_ledger_and_in_its_cost(south_africa):
    people = south_africa.people
    none, trained = people.ledger, people.ledger_under(Policy(retraining=1.0))
    assert trained.by("retrained").sum() > 0
    assert trained.by("left-out").sum() < none.by("left-out").sum()
    assert trained.fund().retraining.sum() == pytest.approx(
        trained.by("retrained").sum() * people.parameters.value("retraining_cost") * 1e-6
    )
    supported = people.ledger_under(Policy(income_support=0.5))
    assert supported.fund().income_support.sum() == pytest.approx(none.fund_needed.income_support.sum() / 2)
    assert supported.by("left-out").sum() == none.by("left-out").sum()


def test_the_ledger_names_what_it_knows(south_africa):
    with pytest.raises(InputError, match="no dimension called age"):
        south_africa.people.ledger.by("displaced", ("age",))
    with pytest.raises(InputError, match="no stage called lost"):
        south_africa.people.ledger.by("lost")
    tiny = run("tiny", Pathway("x", {"renewable-share-2050": 90.0})).people.ledger
    with pytest.raises(InputError, match="region, sector, sex"):
        tiny.by("displaced", ("skill",))


# --- green jobs ---------------------------------------------------------------------------------------------------------


def test_green_definitions_explain_themselves_and_efficiency_work_is_by_process():
    people = run("ZAF", Pathway("save", {"building-retrofit": 20.0})).people
    for name in ("output", "process", "output-or-process", "decent"):
        green = people.green_jobs(name)
        assert green.sentence.endswith(".")
        assert len(green.level) == len(YEARS)
    assert people.green_jobs("process").change.sum() > 0
    assert people.green_jobs("process").baseline.sum() == 0
    with pytest.raises(InputError, match="Choose among: output, process"):
        people.green_jobs("blue")


def test_nothing_of_people_is_computed_by_a_plain_run(south_africa):
    fresh = run("ZAF", Pathway("fresh", {"coal-exit-year": 2036.0}))
    assert "people" not in vars(fresh)
    _ = fresh.people.change(by=("skill",))
    assert "ledger" not in vars(fresh.people)
