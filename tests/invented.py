"""Newland, a country that does not exist: the published figures its recipe asks for, written as small invented tables.

``publish`` writes a folder of figures in the layout that the builder reads (docs/country-packs.md, "Make one in an hour").
Every number is invented: round, and good for nothing but a test.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from pathlib import Path

ISO3 = "XNT"
INVENTED = "invented for a test"

SECTORS = [
    "farms",
    "mines",
    "wells",
    "works",
    "fuels",
    "power",
    "water",
    "build",
    "shops",
    "haul",
    "offices",
    "state",
]
USES = ["household", "government", "gfcf", "stocks", "exports"]

# Rows sell to columns: twelve sectors, then households, government, investment, stocks, exports. Million crowns of 2021.
DOMESTIC = """
20  0  0  60   0  0  0   1  10   0   2   2   100   0   2  1  30
 0  0  0   3   0 10  0   0   0   0   0   0     0   0   0  0  15
 0  0  0   4   8  0  0   6   0   0   0   0     0   0   0  0   6
15  3  2  80   2  3  3  60  15  10  15  12    90   0  30  2  80
 3  1  1   4   0  0  0   4   4  20   2   2    18   0   0  0   1
 2  2  1  12   1  1  2   2   8   3   6   4    14   0   0  0   0
 1  0  0   2   0  1  1   1   2   1   2   2     8   3   0  0   0
 1  0  0   2   0  1  1   5   3   2   8   5     0   0 110  0   0
 8  1  1  30   3  2  1  15  10   8   8   6   110   0  12  0  15
 5  3  1  18   2  2  1   8  20  15   8   5    45   0   3  0  15
 6  2  2  25   2  5  3  15  40  15  60  20   130   4  10  0  12
 0  0  0   1   0  0  0   1   1   0   3   2    25 150   0  0   0
"""
IMPORTED = """
 1  0  0   8   0  0  0   0   2   0   0   0    10   0   0  0   0
 0  0  0   0   0  0  0   0   0   0   0   0     0   0   0  0   0
 0  0  0   3  28  0  0   0   0   0   0   0     0   0   0  0   0
 6  2  1  50   0  3  1  15   6   8  10   6    60   0  40  0   0
 1  0  0   1   0  0  0   1   1   6   1   1     6   0   0  0   0
 0  0  0   0   0  0  0   0   0   0   0   0     0   0   0  0   0
 0  0  0   0   0  0  0   0   0   0   0   0     0   0   0  0   0
 0  0  0   0   0  0  0   0   0   0   0   0     0   0   0  0   0
 0  0  0   0   0  0  0   0   0   0   0   0     2   0   0  0   0
 0  0  0   2   0  0  0   0   1   3   1   0     3   0   0  0   0
 0  1  0   3   0  1  0   1   3   1   8   1     3   0   0  0   0
 0  0  0   0   0  0  0   0   0   0   0   0     0   0   0  0   0
"""
PERSONS = dict(zip(SECTORS, (1200, 40, 20, 500, 20, 40, 40, 280, 600, 240, 440, 580), strict=True))
"""Thousand persons by branch."""
SECTIONS = {
    "A": 1200,
    "B": 60,
    "C": 520,
    "D": 40,
    "E": 40,
    "F": 280,
    "G": 480,
    "H": 240,
    "I": 120,
    "K": 440,
    "O": 240,
    "P": 340,
}
"""Thousand persons by section of the labour force survey; two fifths are women."""
CAPACITY = {"coal": 1200.0, "hydro": 1000.0, "solar": 400.0}
"""MW at the end of 2023."""
GENERATION = {"coal": 5.0, "hydro": 3.6, "solar": 0.6}
"""TWh of 2023."""


def numbers(text: str) -> list[list[float]]:
    return [[float(cell) for cell in line.split()] for line in text.strip().splitlines()]


def table(path: Path, header: Iterable[str], rows: Iterable[Iterable[object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def publish(root: Path) -> None:
    """Write all figures of Newland under ``root``, step by step as the walk-through names them."""
    input_output(root / "io/XNT/TABLE_2021")
    national_accounts(root)
    population(root / "labour/macro")
    work(root)
    power(root)
    emissions(root)
    places(root / "labour/regions")


def input_output(folder: Path) -> None:
    """The table: four matrices, and a list of the sectors with taxes, wages and persons."""
    n, domestic, imported = len(SECTORS), numbers(DOMESTIC), numbers(IMPORTED)
    for name, block in (("dom", domestic), ("imp", imported)):
        table(
            folder / f"Z_{name}.csv",
            ["", *SECTORS],
            ([c, *r[:n]] for c, r in zip(SECTORS, block, strict=True)),
        )
        table(
            folder / f"FD_{name}.csv", ["", *USES], ([c, *r[n:]] for c, r in zip(SECTORS, block, strict=True))
        )
    rows = []
    for j, code in enumerate(SECTORS):
        output = sum(domestic[j])
        bought = sum(row[j] for row in domestic) + sum(row[j] for row in imported)
        taxes, production = 0.01 * bought, 0.005 * output
        wages = 0.55 * (output - bought - taxes - production)
        rows.append([code, taxes, production, wages, PERSONS[code]])
    table(folder / "sectors.csv",
          ["code", "net_product_taxes_on_inputs", "production_taxes", "wages", "persons"], rows)  # fmt: skip


def national_accounts(root: Path) -> None:
    """Product and growth, shares of the three sectors and of the uses, value added of the broad sectors."""
    weo = {
        "NGDPD": 18.0,
        "NGDP": 36.0,
        "GGR_NGDP": 25.0,
        "GGX_NGDP": 27.0,
        "NGSD_NGDP": 20.0,
        "NID_NGDP": 22.0,
    }
    rows = [[ISO3, code, 2023, value] for code, value in weo.items()]
    rows += [[ISO3, "NGDPD", 2021, 16.0]]
    for year in range(1999, 2030):
        rows += [[ISO3, "NGDP_R", year, 30.0 * 1.03 ** (year - 2015)], [ISO3, "NGDP_RPCH", year, 3.0]]
    table(root / "labour/macro/imf_weo_april2024.csv", ["iso3", "weo_code", "year", "value"], rows)
    shares = {"agriculture": 20.0, "industry": 28.0, "services": 46.0, "exports": 22.0, "imports": 28.0,
              "investments": 22.0}  # fmt: skip
    table(root / "labour/macro/macro_indicators_gapminder_wdi.csv", ["iso3", "indicator", "year", "value"],
          [[ISO3, f"{name}_percent_of_gdp", 2023, value] for name, value in shares.items()])  # fmt: skip
    structure = [("government_consumption", 18.0), ("labour_share_of_gdp", 50.0)]
    table(root / "economics/macro_structure.csv", ["iso3", "indicator", "year", "value"],
          [[ISO3, name, 2023, value] for name, value in structure])  # fmt: skip
    broad = {"Agriculture": 200, "Mining": 30, "Manufacturing": 130, "Utilities": 30, "Construction": 80,
             "Trade services": 150, "Transport services": 60, "Business services": 180,
             "Government services": 140}  # fmt: skip
    table(root / "labour/employment/etd_12sector_employment_va_1990_2018.csv",
          ["iso3", "variable", "sector", "year", "value"],
          [[ISO3, "VA", name, 2018, value] for name, value in (broad | {"Total": sum(broad.values())}).items()])  # fmt: skip


def population(folder: Path) -> None:
    """People in all and by age and sex, 2000 to 2060: two fifths under 15, one twentieth over 60, half of them women."""
    years = range(1999, 2061)
    table(folder / "population_total_1990_2070.csv", ["iso3", "year", "population"],
          [[ISO3, year, round(8_000_000 * 1.01 ** (year - 2023))] for year in years])  # fmt: skip
    ages = {"0_14_years": (30.0, 28.0, 32.0), "60plus_years": (8.0, 10.0, 6.0)}
    who = ("both_sexes", "female", "male")
    table(folder / "population_by_age_sex_groups_2000_2060.csv", ["iso3", "indicator", "year", "value"],
          [[ISO3, f"population_aged_{age}_{sex}_percent", year, share]
           for age, given in ages.items() for sex, share in zip(who, given, strict=True) for year in years])  # fmt: skip


def work(root: Path) -> None:
    """The labour force survey by section and sex, rates of participation and unemployment, three sectors over time."""
    folder = root / "labour/employment"
    survey = [[ISO3, 2023, "ECO_ISIC4", section, sex, thousand * share]
              for section, thousand in (SECTIONS | {"TOTAL": sum(SECTIONS.values())}).items()
              for sex, share in (("F", 0.4), ("M", 0.6))]  # fmt: skip
    table(folder / "employment_by_activity_section_and_sex_ILOSTAT.csv",
          ["iso3", "year", "classification", "activity", "sex", "employment_thousand"], survey)  # fmt: skip
    rates = {"unemployment_rate": (8.0, 9.0, 7.5), "labour_force_participation_rate": (77.5, 63.0, 92.0),
             "employment_rate": (71.0, 57.0, 85.0)}  # fmt: skip
    table(folder / "labour_indicators_by_sex_gapminder_ilo.csv", ["iso3", "indicator", "year", "value"],
          [[ISO3, f"{sex}aged_15plus_{name}_percent", year, value - 0.1 * (year - 2023) * (name[0] != "u")]
           for name, given in rates.items() for sex, value in zip(("", "females_", "males_"), given, strict=True)
           for year in range(2010, 2025)])  # fmt: skip
    three = {"agriculture": (35.0, 1200.0), "industry": (25.0, 900.0), "service": (40.0, 1900.0)}
    table(folder / "employment_3sector_by_sex_1991_2023_derived.csv",
          ["iso3", "year", "sex", "sector", "share_pct", "employment_thousand"],
          [[ISO3, year, sex, name, share, thousand * part]
           for name, (share, thousand) in three.items() for sex, part in (("T", 1.0), ("F", 0.4), ("M", 0.6))
           for year in range(2010, 2024)])  # fmt: skip
    table(root / "economics/self_employment_wages.csv", ["iso3", "indicator", "year", "value"],
          [[ISO3, f"self_employed_{sex}", 2023, 40.0] for sex in ("total", "women", "men")])  # fmt: skip
    long = ["iso3", "year", "sex", "classification", "code", "value"]
    more = root / "labour/more_labour"
    table(more / "informality_by_activity_sex.csv", long,
          [[ISO3, 2023, sex, "ECO_AGGREGATE", code, 60.0]
           for code in ("agr", "man", "mel", "con", "mkt", "pub") for sex in "FM"])  # fmt: skip
    for name in (
        "employment_by_activity_sex_modelled_2024",
        "skill_by_occupation_sex",
        "youth_employment_by_sex",
    ):
        table(more / f"{name}.csv", long, [])


def power(root: Path) -> None:
    """Capacity, generation, the balance of electricity and of fuels, plants with a place, and what plants cost to run."""
    energy, recent = root / "labour/energy", root / "energy2"
    table(energy / "installed_capacity_by_technology_electricitymaps_ember.csv",
          ["iso3", "zone", "technology", "valid_from", "capacity_mw"],
          [[ISO3, "XN", name, f"{year}-01-01", mw * (0.2 if name == "solar" and year == 2018 else 1.0)]
           for name, mw in CAPACITY.items() for year in (2018, 2023)])  # fmt: skip
    made = [[ISO3, name, "generation", 2023, twh, "TWh"] for name, twh in GENERATION.items()]
    flows = {"consumption": 8.2, "transmission/distribution losses": 1.0}
    table(recent / "generation_recent.csv", ["iso3", "source_or_technology", "measure", "year", "value", "unit"],
          made + [[ISO3, "all", name, 2023, twh, "TWh"] for name, twh in flows.items()])  # fmt: skip
    table(energy / "electricity_generation_by_source_owid_ember_to2021.csv", ["iso3", "year", "indicator", "value"],
          [[ISO3, 2021, "Electricity generation (TWh)", 8.5]])  # fmt: skip
    table(recent / "fuel_balances.csv", ["iso3", "fuel", "flow", "year", "value", "unit"],
          [[ISO3, "coal", "production", 2023, 5.5, "Mt"], [ISO3, "coal", "exports", 2023, 3.0, "Mt"],
           [ISO3, "oil", "consumption", 2023, 36.0, "kb/d"]])  # fmt: skip
    table(
        recent / "coal_units_gem.csv",
        ["iso3", "plant", "unit", "subnational_unit", "status", "capacity_mw"],
        [],
    )
    table(energy / "power_plants_gppd_reconstructed.csv",
          ["iso3", "name", "fuel", "capacity_mw", "year", "status", "region_id"],
          [[ISO3, "High dam", "Hydro", 1000, 1990, "Operational", "XN-HI"],
           [ISO3, "Sun park", "Solar", 80, 2017, "Operational", "XN-CO"]])  # fmt: skip
    cost = "fixed operation and maintenance cost"
    plants = {"coal": (40.0, 0.5, 4.0), "hydro": (30.0, 0.4, 0.2), "PV utility": (12.0, 0.17, 0.3),
              "wind onshore": (30.0, 0.3, 0.3)}  # fmt: skip
    register = []
    for name, (usd, factor, jobs) in plants.items():
        register += [
            [f"om-{name}-default", cost, name, "", usd, usd, usd, "default"],
            [f"cf-{name}-default-costs", "capacity factor", name, "share", factor - 0.1, factor, factor + 0.1, ""],
            [f"om-jobs-{name}", "employment factor operation and maintenance", name, "jobs/MW", jobs, jobs, jobs,
             "rutovitz-2025"],
        ]  # fmt: skip
    table(root / "parameters.csv",
          ["id", "parameter", "technology_or_sector", "unit", "low", "central", "high", "source_set"],
          register)  # fmt: skip
    shares = {"35T39": 0.6, "69T82": 0.25, "28": 0.15}
    table(root / "economics/cost_structure.csv", ["technology", "cost_type", "sector_code", "share"],
          [[name, "fixed O&M", group, share]
           for name in ("hard coal", "hydro", "solar PV", "wind") for group, share in shares.items()])  # fmt: skip


def emissions(root: Path) -> None:
    """Greenhouse gases by sector and gas, and two older publications to be held against."""
    gases = {("CO2", "Power Industry"): 9.0, ("CO2", "Industrial Combustion"): 2.0, ("CO2", "Buildings"): 1.0,
             ("CO2", "Transport"): 4.0, ("CO2", "Fuel Exploitation"): 0.4, ("CO2", "Processes"): 1.0,
             ("CH4", "Agriculture"): 6.0, ("CH4", "Waste"): 2.0, ("CH4", "Fuel Exploitation"): 0.8,
             ("N2O", "Agriculture"): 2.0, ("F-gases", "Processes"): 0.2}  # fmt: skip
    table(root / "energy2/emissions_recent.csv", ["iso3", "substance", "sector", "year", "value", "unit", "source"],
          [[ISO3, gas if gas == "CO2" else f"GWP_100_AR5_{gas}", sector, year, value, "MtCO2e", "EDGAR"]
           for (gas, sector), value in gases.items() for year in (2018, 2021, 2023)])  # fmt: skip
    carbon = sum(value for (gas, _), value in gases.items() if gas == "CO2")
    folder = root / "labour/emissions"
    table(folder / "co2_territorial_consumption_gcp_gapminder.csv", ["iso3", "indicator", "year", "value"],
          [[ISO3, "terr_emissions", 2021, carbon]])  # fmt: skip
    for gas, value in (("co2", carbon), ("ghg", sum(gases.values()))):
        table(folder / f"{gas}_by_sector_cait_1990_2018.csv", ["iso3", "sector", "year", "MtCO2e"],
              [[ISO3, "Total excluding LUCF", 2018, value]])  # fmt: skip


def places(folder: Path) -> None:
    """Two regions: their people, their names, their outlines (two squares side by side)."""
    regions = {"XN-CO": ("Coast", 0.0, 5_200_000), "XN-HI": ("Hills", 1.0, 2_800_000)}
    table(folder / "population_by_region.csv",
          ["iso3", "region_code", "name", "population", "joins_geometry", "region_id", "source"],
          [[ISO3, code, name, people, "True", code, INVENTED] for code, (name, _, people) in regions.items()])  # fmt: skip
    table(folder / "regions_model_list.csv", ["iso3", "region_id", "name", "name_en"],
          [[ISO3, code, name, name] for code, (name, _, _) in regions.items()])  # fmt: skip
    table(folder / "crosswalk_admin1_to_macro_region.csv", ["iso3", "region_id", "macro_region"], [])
    names = ["name_fr", "name_es", "name_pt", "name_ru", "name_ar"]
    table(folder / "admin1_names_codes_natural_earth.csv", ["iso3", "iso_3166_2", *names],
          [[ISO3, code, *([name] * len(names))] for code, (name, _, _) in regions.items()])  # fmt: skip
    shapes = [
        {"type": "Feature", "properties": {"id": code},
         "geometry": {"type": "Polygon", "coordinates": [[[x, 0], [x + 1, 0], [x + 1, 1], [x, 1], [x, 0]]]}}
        for code, (_, x, _) in regions.items()
    ]  # fmt: skip
    path = folder / "geojson/XNT.geojson"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"type": "FeatureCollection", "features": shapes}), encoding="utf-8")
