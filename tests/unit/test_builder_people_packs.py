"""The people and places that stand in the packs: they add up, lie where they should, and nothing is absurd."""

import csv
import itertools
import json
from collections import defaultdict
from pathlib import Path

import pytest

COUNTRIES = Path(__file__).resolve().parents[2] / "data" / "countries"
PACKS = [iso3 for iso3 in ("ZAF", "THA") if (COUNTRIES / iso3 / "employment.csv").exists()]


def rows(iso3, name):
    with (COUNTRIES / iso3 / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.fixture(params=PACKS)
def iso3(request):
    return request.param


def people(row):
    return float(row["women"]) + float(row["men"])


def test_regions_add_up_to_the_nation_by_sector_and_sex(iso3):
    summed = defaultdict(float)
    for row in rows(iso3, "employment_regions"):
        for sex in ("women", "men"):
            summed[row["sector"], sex] += float(row[sex])
    for row in rows(iso3, "employment"):
        for sex in ("women", "men"):
            assert summed[row["sector"], sex] == float(row[sex]), (row["sector"], sex)


def test_every_region_has_people_jobs_and_an_outline(iso3):
    population = {row["region"]: float(row["population"]) for row in rows(iso3, "regions")}
    jobs = defaultdict(float)
    for row in rows(iso3, "employment_regions"):
        jobs[row["region"]] += people(row)
    outline = json.loads((COUNTRIES / iso3 / "geometry.json").read_text(encoding="utf-8"))
    assert set(outline) == set(population) == set(jobs)
    national = sum(jobs.values()) / sum(population.values())
    for region, count in population.items():
        # no region with less than half or more than twice the nation's jobs per head
        assert 0.5 < jobs[region] / count / national < 2, region


def test_outlines_are_light_and_their_population_is_the_nations(iso3):
    assert (COUNTRIES / iso3 / "geometry.json").stat().st_size < 25_500
    total = sum(float(row["population"]) for row in rows(iso3, "regions"))
    first = rows(iso3, "macro")[0]
    assert total == float(first["population"])


def test_employment_is_within_the_labour_force_of_the_base_year(iso3):
    facts = {row["id"]: float(row["value"]) for row in rows(iso3, "facts")}
    first = rows(iso3, "macro")[0]
    for sex in ("women", "men"):
        jobs = sum(float(row[sex]) for row in rows(iso3, "employment"))
        able = float(first[f"working_age_{sex}"]) * facts[f"participation_rate_{sex}"] / 100
        assert 0.5 * able < jobs < 1.02 * able


def test_published_totals_of_people_are_met(iso3):
    employed = rows(iso3, "employment")
    for row in rows(iso3, "totals.d/people"):
        if row["indicator"] in ("employment", "employment_women", "employment_men"):
            sexes = (
                [row["indicator"].removeprefix("employment_")]
                if "_" in row["indicator"]
                else ["women", "men"]
            )
            ours = sum(float(r[sex]) for r in employed for sex in sexes) / 1000
            assert ours * float(row["carried"]) == pytest.approx(float(row["published"]), rel=1e-4)


def test_every_source_that_is_named_is_registered(iso3):
    known = {row["id"] for row in rows(iso3, "sources.d/people")}
    for name in ("macro", "facts", "history", "regions", "employment", "employment_regions"):
        for row in rows(iso3, name):
            assert set(row["source"].split(";")) <= known, (name, row)


def test_growth_has_every_year_and_no_leap(iso3):
    growth = [float(row["gdp_growth_pct"]) for row in rows(iso3, "macro")]
    assert [int(row["year"]) for row in rows(iso3, "macro")] == list(range(2023, 2051))
    assert all(abs(b - a) < 1.0 for a, b in itertools.pairwise(growth[1:]))
    assert all(-1 < g < 5 for g in growth)


def test_records_are_records(iso3):
    facts = {row["id"]: float(row["value"]) for row in rows(iso3, "facts")}
    for sex in ("women", "men"):
        assert facts[f"participation_record_{sex}"] >= facts[f"participation_rate_{sex}"]
    assert facts["unemployment_rate_floor"] <= facts["unemployment_rate"]


@pytest.mark.skipif("ZAF" not in PACKS, reason="the pack of South Africa is not built")
def test_south_africas_coal_jobs_are_in_mpumalanga():
    coal = [
        row for row in rows("ZAF", "employment_regions") if row["sector"] in ("coal-mining", "power-coal")
    ]
    there = sum(people(row) for row in coal if row["region"] == "ZA-MP")
    assert there / sum(map(people, coal)) > 0.7


@pytest.mark.skipif("ZAF" not in PACKS, reason="the pack of South Africa is not built")
def test_south_africas_farming_is_the_surveys_and_the_gap_is_shown():
    history = {(row["indicator"], row["year"]): float(row["value"]) for row in rows("ZAF", "history")}
    farming = next(people(row) for row in rows("ZAF", "employment") if row["sector"] == "agriculture")
    assert farming == pytest.approx(931_426, rel=0.01)
    assert history["employment_ilo_model_2023:agriculture", "2023"] == pytest.approx(3_489_631, rel=1e-5)
