"""Checks of the committed energy tables: parameters, plants, emissions, pathways against their own rules."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from data.builder.energy import targets

DATA = Path(__file__).resolve().parents[2] / "data"
PARAMETERS = DATA / "parameters"
COUNTRIES = ("ZAF", "THA")
TABLES = ("technologies", "employment_factors", "cost_structure", "women", "world")
GENERATION = ("coal", "gas", "oil", "nuclear", "hydro", "solar", "wind", "bioenergy", "geothermal")
LEVER_RANGES = {
    row["id"]: row for row in csv.DictReader((DATA / "levers.csv").open(encoding="utf-8", newline=""))
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@pytest.mark.parametrize("table", TABLES)
def test_every_parameter_has_an_id_a_source_and_a_grade(table):
    found = rows(PARAMETERS / f"{table}.csv")
    assert found
    for row in found:
        assert row["source"].strip(), row
        assert row["grade"] in {"A", "B", "C"}, row
        assert row["verified"] in {"y", "n"}, row
    keys = [(row["id"], row.get("scope", "")) for row in found]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("table", TABLES)
def test_an_assumption_is_never_graded_above_c(table):
    for row in rows(PARAMETERS / f"{table}.csv"):
        if row["source"].startswith("assumption"):
            assert row["grade"] == "C", row


@pytest.mark.parametrize(
    ("table", "centre"), [("technologies", "central"), ("world", "value"), ("women", "share")]
)
def test_centres_lie_in_their_ranges(table, centre):
    for row in rows(PARAMETERS / f"{table}.csv"):
        assert float(row["low"]) <= float(row[centre]) <= float(row["high"]), row


def test_every_technology_has_what_a_new_plant_needs():
    have = {(row["technology"], row["parameter"]) for row in rows(PARAMETERS / "technologies.csv")}
    need = (
        "capital_cost",
        "cost_index_2030",
        "cost_index_2050",
        "fixed_om",
        "lifetime",
        "construction_years",
    )
    for technology in (*GENERATION, "storage", "grid"):
        for parameter in need:
            assert (technology, parameter) in have
    for technology in GENERATION:
        assert (technology, "capacity_factor") in have
        assert (technology, "max_capacity_factor") in have


def test_the_default_set_of_employment_factors_is_complete_and_borrowing_is_said():
    found = rows(PARAMETERS / "employment_factors.csv")
    for source_set in {row["source_set"] for row in found}:
        have = {(row["technology"], row["kind"]) for row in found if row["source_set"] == source_set}
        for technology in (*GENERATION, "storage"):
            assert {(technology, "construction"), (technology, "operation")} <= have, (source_set, technology)
    own = [row for row in found if row["source_set"] == "rutovitz-2025" and not row["borrowed_from"]]
    assert {row["technology"] for row in own} == {*GENERATION, "storage"} - {"oil"}
    assert all(row["grade"] == "C" and "no value" in row["note"] for row in found if row["borrowed_from"])


def test_spending_vectors_add_up():
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for row in rows(PARAMETERS / "cost_structure.csv"):
        sums[row["technology"], row["cost_type"]] += float(row["share"])
    for technology in (*GENERATION, "storage", "grid"):
        assert (technology, "capex") in sums
        assert (technology, "opex") in sums
    assert all(total == pytest.approx(1.0, abs=1e-9) for total in sums.values())


def test_solar_wind_and_hydro_start_at_the_low_end():
    found = {(row["technology"], row["parameter"]): row for row in rows(PARAMETERS / "technologies.csv")}
    for technology in ("solar", "wind", "hydro"):
        row = found[technology, "capital_cost"]
        assert row["central"] == row["low"]


def test_no_table_holds_a_path_of_a_machine():
    files = [*PARAMETERS.glob("*.csv"), *(DATA / "pathways").rglob("*.toml")]
    for path in files:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"(?<![\w.:/%)])/[a-z]+/", text), path.name


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_plants_add_up_to_the_published_capacity(iso3):
    pack = DATA / "countries" / iso3
    standing: dict[str, float] = defaultdict(float)
    for row in rows(pack / "plants.csv"):
        assert float(row["capacity_mw"]) > 0
        assert row["status"] in {"operating", "construction", "announced"}
        assert not row["retires"] or int(row["retires"]) > max(2023, int(row["commissioned"]))
        if row["status"] == "operating":
            assert int(row["commissioned"]) <= 2023
            standing[row["technology"]] += float(row["capacity_mw"])
    published = {
        row["indicator"].partition(":")[2]: float(row["published"])
        for row in rows(pack / "totals.d" / "energy.csv")
        if row["indicator"].startswith("capacity:") and row["year"] == "2023"
    }
    assert standing == pytest.approx(published, abs=0.05)


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_plants_stand_in_regions_of_the_pack(iso3):
    pack = DATA / "countries" / iso3
    assert {row["region"] for row in rows(pack / "plants.csv")} <= {
        row["region"] for row in rows(pack / "regions.csv")
    }


@pytest.mark.parametrize("iso3", COUNTRIES)
def test_emissions_add_up_to_edgar(iso3):
    pack = DATA / "countries" / iso3
    found = rows(pack / "emissions.csv")
    names = {"co2": "CO2", "ch4": "CH4", "n2o": "N2O", "f_gases": "F-gases"}
    published = {
        row["indicator"]: float(row["published"])
        for row in rows(pack / "totals.d" / "energy.csv")
        if row["indicator"] in names and row["year"] == "2023"
    }
    assert set(published) == set(names)
    for indicator, gas in names.items():
        ours = sum(float(row["mt_co2e"]) for row in found if row["gas"] == gas)
        assert ours == pytest.approx(published[indicator], rel=1e-4)
    emitters = {row["code"] for row in rows(pack / "sectors.csv")} | {"households"}
    assert {row["emitter"] for row in found} <= emitters


@pytest.mark.parametrize(
    "path", sorted((DATA / "pathways").rglob("*.toml")), ids=lambda p: f"{p.parent.name}-{p.stem}"
)
def test_pathways_name_levers_of_the_registry_with_a_source_each(path):
    pathway = tomllib.loads(path.read_text(encoding="utf-8"))
    assert pathway["name"]
    assert pathway["note"].strip()
    assert set(pathway["levers"]) == set(pathway["sources"])
    for name, value in pathway["levers"].items():
        lever = LEVER_RANGES[name]
        assert float(lever["minimum"]) <= value <= float(lever["maximum"]), name
    # What a document states, by the government or by a published study, is no illustration of ours; all else says it is.
    if path.stem not in {"stated", "employers"}:
        assert "illustration" in pathway["note"]


def stated_base(iso3: str) -> tuple[float, float]:
    """Generation and renewable generation of the base year, TWh."""
    found = rows(DATA / "countries" / iso3 / "technologies.csv")
    generated = {row["technology"]: float(row["generation_gwh"]) / 1000 for row in found}
    return sum(generated.values()), sum(v for k, v in generated.items() if k in targets.RENEWABLE)


def stated_demand(iso3: str, year: int) -> float:
    pack = DATA / "countries" / iso3
    base, _ = stated_base(iso3)
    return targets.demand(base, targets.gdp_index(pack, year), targets.elasticity(PARAMETERS, iso3))


def test_stated_pathway_of_south_africa_is_its_plan():
    levers = tomllib.loads((DATA / "pathways/ZAF/stated.toml").read_text(encoding="utf-8"))["levers"]
    plan = {"wind": (7.34, 34.0), "solar": (11.27, 25.0), "distributed": (5.4, 16.0)}
    factors = {"wind": 0.3504, "solar": 0.20, "distributed": 0.20}
    _, renewable = stated_base("ZAF")
    share = (
        100
        * (sum(targets.plan_energy(plan, factors, 2035).values()) + renewable)
        / stated_demand("ZAF", 2035)
    )
    assert levers["renewable-share-2035"] == pytest.approx(share, abs=1.0)
    new = targets.plan_energy(plan, factors, 2039)
    sun = 100 * (new["solar"] + new["distributed"]) / sum(new.values())
    assert levers["solar-share"] == pytest.approx(sun, abs=0.5)
    assert set(levers) == {"renewable-share-2035", "solar-share"}


def test_stated_pathway_of_thailand_is_its_draft_plan():
    levers = tomllib.loads((DATA / "pathways/THA/stated.toml").read_text(encoding="utf-8"))["levers"]
    base, renewable = stated_base("THA")
    net_imports, clean_imports_2037 = 33.549, targets.energy(16.0, 0.484)
    clean_imports_2023 = 0.20 * (base + net_imports) - renewable
    home = {}
    for year in (2035, 2037):
        share = targets.between((2023, 0.20), (2037, 0.51), year)
        clean = targets.between((2023, clean_imports_2023), (2037, clean_imports_2037), year)
        home[year] = 100 * targets.domestic_share(share, stated_demand("THA", year), net_imports, clean)
    assert levers["renewable-share-2035"] == pytest.approx(home[2035], abs=1.0)
    assert levers["renewable-share-2050"] == pytest.approx(home[2037], abs=1.0)
    # Biomass and water of the baseline take some 15 TWh of what is new (the pathway's note says so).
    new = home[2037] / 100 * stated_demand("THA", 2037) - renewable - 14.9
    assert levers["solar-share"] == pytest.approx(100 * targets.energy(20.0, 0.174) / new, abs=1.0)
