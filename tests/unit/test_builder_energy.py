"""Unit tests of the energy stage: conversions, vectors, cohorts, emission splits. No source files are needed."""

from __future__ import annotations

import pytest

from data.builder.energy import emissions, parameters, plants, targets, units


def test_prices_convert_as_the_register_does():
    # Register: PV utility, Danish Energy Agency, 594.87 EUR2025/kW is 636.1 US$2023/kW.
    currency, year = units.parse_price_unit("EUR2025/kW")
    assert units.to_usd_2023(594.87, currency, year) == pytest.approx(636.1, abs=0.1)


def test_price_unit_without_currency_is_refused_in_words():
    with pytest.raises(ValueError, match="names no currency and price year"):
        units.parse_price_unit("kW")


def test_annuity_pays_back_the_loan():
    rate, years = 0.05, 20
    payment = units.capital_recovery_factor(rate, years)
    assert sum(payment / (1 + rate) ** y for y in range(1, years + 1)) == pytest.approx(1.0)
    assert units.capital_recovery_factor(0.0, 10) == pytest.approx(0.1)


def test_number_keeps_whole_numbers_whole():
    assert parameters.number(40.0, 0) == "40"
    assert parameters.number(0.5) == "0.5"


def test_rounded_shares_still_add_up():
    shares = parameters.exact_shares({"28": 1 / 3, "41-43": 1 / 3, "69-82": 1 / 3})
    assert sum(shares.values()) == pytest.approx(1.0, abs=1e-12)


def test_a_centre_outside_its_range_is_refused():
    with pytest.raises(ValueError, match="lies outside"):
        parameters.technology_row("coal", "lifetime", 50, 30, 40, "years", "x", "2023", "B", "y", "")


@pytest.mark.parametrize(
    ("text", "year"), [("1964-1996", 1980), ("2013/09", 2013), ("1984", 1984), ("", None), ("unknown", None)]
)
def test_years_of_commissioning(text, year):
    assert plants.parse_year(text) == year


def test_additions_count_rises_only():
    assert plants.additions({2020: 100.0, 2021: 130.0, 2022: 120.0, 2023: 125.0}) == {2021: 30.0, 2023: 5.0}


def test_regional_totals_scale_the_list_or_add_the_rest():
    listed = [
        {"region": "A", "capacity_mw": 30.0, "year": None, "new": False},
        {"region": "B", "capacity_mw": 10.0, "year": None, "new": False},
    ]
    assert plants.regional_totals(listed, 80.0, None) == {"A": 60.0, "B": 20.0}
    assert plants.regional_totals(listed, 80.0, {"A": 0.5, "C": 0.5}) == {"A": 50.0, "B": 10.0, "C": 20.0}


def test_cohorts_keep_the_national_total_and_its_newest_years():
    listed = [
        {"region": "A", "capacity_mw": 60.0, "year": 2010, "new": False},
        {"region": "B", "capacity_mw": 40.0, "year": 2015, "new": False},
    ]
    series = {2017: 100.0, 2018: 100.0, 2019: 150.0, 2020: 150.0, 2021: 150.0, 2022: 150.0, 2023: 200.0}
    cohorts = plants.listed_cohorts("wind", series, listed, None, {}, "s")
    assert sum(p.capacity_mw for p in cohorts) == pytest.approx(200.0)
    by_year = {y: sum(p.capacity_mw for p in cohorts if p.commissioned == y) for y in (2019, 2023)}
    assert by_year == pytest.approx({2019: 50.0, 2023: 50.0})
    assert sum(p.capacity_mw for p in cohorts if p.region == "A") == pytest.approx(120.0)


def test_rounding_keeps_the_total():
    cohorts = [plants.Plant("solar", r, 2020, 100.0 / 3) for r in "ABC"]
    out = plants.rounded(cohorts, {"solar": 100.0})
    assert sum(p.capacity_mw for p in out) == pytest.approx(100.0, abs=1e-9)


def test_splits_keep_their_total_and_refuse_nothing_to_split_by():
    cells = emissions.spread(10.0, {("a", "coal"): 3.0, ("b", "oil"): 1.0}, "CO2")
    assert cells == {("a", "CO2", "coal"): 7.5, ("b", "CO2", "oil"): 2.5}
    with pytest.raises(ValueError, match="nothing to split"):
        emissions.spread(10.0, {("a", "coal"): 0.0}, "CO2")


def emitters() -> emissions.Emitters:
    return emissions.Emitters(
        generation={"coal": "power-coal"},
        coal="coal-mining",
        oil_gas="oil-gas-extraction",
        refining="refining",
        gas="gas-supply",
        grid="electricity-supply",
        agriculture="agriculture",
        waste="water-waste",
        transport="transport",
        industry=("chemicals", "mineral-products", "basic-metals"),
        services=("trade",),
        feedstock=("chemicals",),
        process=("mineral-products", "basic-metals", "chemicals"),
        chemicals="chemicals",
    )


USED = {
    ("transport", "oil"): 300.0,
    ("households", "oil"): 300.0,
    ("households", "coal"): 20.0,
    ("trade", "oil"): 30.0,
    ("agriculture", "oil"): 40.0,
    ("mineral-products", "coal"): 60.0,
    ("basic-metals", "coal"): 120.0,
    ("chemicals", "oil"): 500.0,
    ("chemicals", "gas"): 30.0,
    ("refining", "coal"): 400.0,
}
FACTORS = {"coal": 0.0934, "oil": 0.0714, "gas": 0.055, "lignite": 0.113}
PRODUCED = {"coal": 1000.0, "oil": 0.0, "gas": 10.0, "refined": 800.0}
TOTALS = {
    ("Power Industry", "CO2"): 100.0,
    ("Transport", "CO2"): 40.0,
    ("Transport", "N2O"): 0.4,
    ("Industrial Combustion", "CO2"): 30.0,
    ("Buildings", "CO2"): 12.0,
    ("Buildings", "CH4"): 2.0,
    ("Fuel Exploitation", "CO2"): 50.0,
    ("Fuel Exploitation", "CH4"): 20.0,
    ("Processes", "CO2"): 15.0,
    ("Processes", "F-gases"): 8.0,
    ("Processes", "N2O"): 1.0,
    ("Agriculture", "CH4"): 25.0,
    ("Waste", "CH4"): 21.0,
}


@pytest.fixture
def cells():
    power = {("power-coal", "coal"): 90.0}
    balance = {"Residential": 6.0, "Agriculture/Forestry": 3.0, "Commercial and Public Services": 3.0}
    balance["Other energy industries"] = 40.0
    return emissions.split(
        TOTALS, USED, power, balance, PRODUCED, {"households": 3.0, "trade": 1.0}, emitters(), FACTORS
    )


def test_every_edgar_sector_and_gas_is_kept(cells):
    for (sector, gas), total in TOTALS.items():
        kept = sum(v for (_, g, _), v in cells[sector].items() if g == gas)
        assert kept == pytest.approx(total), (sector, gas)


def test_no_emission_is_negative(cells):
    assert all(value >= 0 for part in cells.values() for value in part.values())


def test_feedstock_is_not_burnt(cells):
    assert ("chemicals", "CO2", "oil") not in cells["Industrial Combustion"]
    assert cells["Industrial Combustion"]["chemicals", "CO2", "gas"] > 0


def test_synthetic_fuels_are_combustion_of_refining_and_its_process(cells):
    made = cells["Fuel Exploitation"]
    assert made["refining", "CO2", "coal"] == pytest.approx(40.0)
    assert made["refining", "CO2", "process"] == pytest.approx(10.0)


def test_methane_of_mines_follows_energy_produced(cells):
    assert cells["Fuel Exploitation"]["coal-mining", "CH4", "process"] == pytest.approx(20.0 * 1000 / 1010)


def test_an_edgar_sector_without_a_rule_is_refused():
    with pytest.raises(ValueError, match="has no rule"):
        emissions.split(
            {**TOTALS, ("Space", "CO2"): 1.0},
            USED,
            {("power-coal", "coal"): 1.0},
            {},
            PRODUCED,
            {"trade": 1.0},
            emitters(),
            FACTORS,
        )


def test_a_plan_in_megawatts_becomes_energy():
    plan = {"wind": (7.34, 34.0)}
    in_2035 = targets.plan_energy(plan, {"wind": 0.3504}, 2035)["wind"]
    assert in_2035 == pytest.approx((7.34 + (34 - 7.34) * 5 / 9) * 0.3504 * 8.76)
    assert targets.plan_energy(plan, {"wind": 0.3504}, 2050) == targets.plan_energy(
        plan, {"wind": 0.3504}, 2039
    )


def test_share_with_imports_becomes_share_at_home():
    assert targets.domestic_share(0.5, 80.0, 20.0, 10.0) == pytest.approx(0.5)
    assert targets.domestic_share(0.5, 80.0, 20.0, 0.0) == pytest.approx(0.625)
