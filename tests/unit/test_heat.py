"""Heat at work: the functions of work capacity, the account, the lever."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from data.builder.climate.__main__ import lost, saturation_pressure, wbgt_in_shade, wet_bulb, working_hours
from model.economy import YEARS
from model.errors import InputError
from model.heat import WARMING, WORK, heat_of, intensity, lost_by_cell, warming_path
from model.measures.heat_adaptation import purchases
from model.parameters import DATA
from model.pathway import Pathway
from tests.laws.worlds import economy, run


def test_wet_bulb_and_vapour_pressure_meet_published_points():
    # Stull (2011) prints 13.7 degC for 20 degC and 50 %; saturated air at 20 degC holds 23.4 hPa.
    assert wet_bulb(np.array(20.0), np.array(50.0)) == pytest.approx(13.7, abs=0.05)
    assert saturation_pressure(np.array(20.0)) == pytest.approx(23.4, abs=0.1)


def test_air_without_sun_or_dryness_has_a_wbgt_near_its_temperature():
    assert wbgt_in_shade(np.array(30.0), np.array(99.0), 0.67) == pytest.approx(30.0, abs=0.3)


def test_half_of_what_can_be_lost_is_lost_at_a1():
    assert lost(np.array(30.94), 30.94, 16.64, 0.1) == pytest.approx(0.45)
    assert lost(np.array(-20.0), 30.94, 16.64, 0.1) == 0.0
    assert lost(np.array(60.0), 30.94, 16.64, 0.1) == pytest.approx(0.9, abs=1e-4)


def test_warm_hours_keep_the_vapour_of_the_day():
    t, humidity = np.array([28.0]), np.array([75.0])
    hours, rh = working_hours(t, humidity, 10.0)
    assert hours[:, 0] == pytest.approx([33.0, 30.5, 28.0])
    assert rh * saturation_pressure(hours) == pytest.approx(
        np.tile(humidity * saturation_pressure(t), (3, 1))
    )


def test_more_warming_and_harder_work_lose_more_everywhere():
    with (DATA / "climate" / "heat_by_region.csv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    table = {}
    for row in rows:
        table.setdefault((row["country"], row["region"]), {})[row["work_w"]] = [
            float(row[f"lost_{w:.0f}"]) for w in WARMING
        ]
    assert len({country for country, _ in table}) == 18
    for place in table.values():
        found = np.array([place[str(w)] for w in WORK])
        assert (np.diff(found, axis=0) >= 0).all()
        assert (np.diff(found, axis=1) >= 0).all()
        assert found.min() >= 0
        assert found.max() < 0.9


@pytest.mark.parametrize("pack", ["ZAF", "THA", "KHM", "IND"])
def test_every_region_of_the_pack_has_its_climate(pack):
    with (DATA / "climate" / "heat_by_region.csv").open(encoding="utf-8", newline="") as handle:
        known = {row["region"] for row in csv.DictReader(handle) if row["country"] == pack}
    assert set(economy(pack).regions) <= known


def test_work_is_heavy_on_farms_and_sites_and_light_in_services():
    e = economy("THA")
    found = intensity(e)
    assert found.sum(axis=1) == pytest.approx(1.0)
    watts = found @ np.array(WORK)
    assert watts[e.index("agriculture")] == 400
    assert watts[e.construction] == 400
    assert watts[e.index("textiles-clothing")] == 300
    assert watts[e.index("trade")] == 200


def test_the_warming_path_meets_2030_and_2050():
    path = warming_path("THA")
    assert path[2030 - YEARS[0]] == pytest.approx(0.78)
    assert path[-1] == pytest.approx(1.41)
    assert (warming_path("THA", "SSP5-8.5")[-1]) > path[-1]
    with pytest.raises(InputError, match=r"SSP2-4\.5"):
        warming_path("THA", "SSP9")


def test_a_country_without_climate_is_told_so_and_has_no_lever():
    with pytest.raises(InputError, match="no climate"):
        heat_of(run("tiny", Pathway("none")))
    with pytest.raises(InputError, match="No record of heat"):
        run("tiny", Pathway("moved", {"heat-adaptation": 80.0}))


@pytest.mark.parametrize(
    ("pack", "year", "published", "within"),
    [
        # ILO, Working on a warmer planet (2019), % of hours in 2030. Only India's figure was read in a source that names it.
        ("IND", 2030, 5.8, 0.25),
        # Lancet Countdown 2020, 2019, billion hours over twelve hours a day, as % of the baseline's hours of 2023.
        ("IDN", 2023, 2.5, 0.35),
    ],
)
def test_the_account_is_near_what_others_report(pack, year, published, within):
    base = run(pack, Pathway("none")).base
    ours = 100.0 * heat_of(base).total[year - YEARS[0]] / base.employment_total[year - YEARS[0]]
    assert ours == pytest.approx(published, rel=within)


def test_cold_highlands_lose_nothing():
    assert lost_by_cell(economy("MNG")).max() < 1e-3


def test_purchases_are_what_the_dollar_buys():
    e = economy("tiny")
    assert purchases(e, {frozenset({41, 42, 43}): 0.5, frozenset({86}): 0.5}).sum() == pytest.approx(1.0)


def test_the_lever_saves_its_share_by_2035_and_costs_something():
    plain, moved = run("THA", Pathway("a")), run("THA", Pathway("b", {"heat-adaptation": 50.0}))
    before, after = heat_of(plain), heat_of(moved)
    at = 2035 - YEARS[0]
    assert after.lost_hours[at] == pytest.approx(0.5 * before.lost_hours[at], rel=1e-3)
    assert after.lost_hours[:2] == pytest.approx(before.lost_hours[:2])
    cost = moved.money_uses["heat-adaptation"]
    assert cost[at] > 0
    assert moved.money_sources["employers"] == pytest.approx(cost)
    assert moved.imports_change[at] > 0


def test_a_return_of_nothing_leaves_firms_with_nothing(monkeypatch):
    from model import heat

    central = heat.parameter
    monkeypatch.setattr(heat, "parameter", lambda name: 0.0 if name == "adaptation_return" else central(name))
    effect = run("THA", Pathway("b", {"heat-adaptation": 50.0})).effects[0]
    assert np.abs(effect.value).max() < 1e-9
    assert np.abs(effect.household_spending).max() < 1e-9
    assert effect.final.sum() > 0


def test_the_table_of_the_docs_is_what_the_model_says():
    lines = (DATA.parent / "docs" / "heat.md").read_text(encoding="utf-8").splitlines()
    rows = [[c.strip() for c in line.strip("|").split("|")] for line in lines if line[:5] in PRINTED]
    assert len(rows) == 10
    for iso3, measure, theirs, ours, ratio in rows:
        base = run(iso3, Pathway("none")).base
        lost_posts = heat_of(base).total
        if measure == "billion hours":
            found = lost_posts[0] * 12 * 365 / 1e9
        else:
            found = 100.0 * (lost_posts / base.employment_total)[2030 - YEARS[0]]
        assert f"{found:.1f}" == ours.split()[0], (iso3, measure)
        assert f"{found / float(theirs.split()[0]):.2f}" == ratio, (iso3, measure)


PRINTED = {f"| {iso3}" for iso3 in ("IND", "CHN", "IDN", "VNM", "THA", "BRA", "KHM")}
