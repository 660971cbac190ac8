"""Published totals that the energy part of a pack must reproduce, and the sources that it cites."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from data.builder.generation import national_generation

from .emissions import edgar
from .parameters import Row, number, read_rows, write_rows
from .plants import capacity_source
from .units import BASE_YEAR

PEOPLE_SOURCES = Path(__file__).resolve().parents[1] / "people" / "sources.toml"
SOURCE_COLUMNS = ("id", "publisher", "title", "year", "licence", "url", "note")
TOTAL_COLUMNS = ("indicator", "year", "published", "unit", "carried", "rule", "tolerance_pct", "source")

# id -> publisher, title, year, licence, url, note
SOURCES: dict[str, tuple[str, str, str, str, str, str]] = {
    "ember-capacity": (
        "Ember",
        "Yearly electricity data: installed capacity",
        "2026",
        "CC BY 4.0",
        "https://ember-energy.org/data/yearly-electricity-data/",
        "Capacity of 2023; a value is carried forward until it changes.",
    ),
    "ember-generation": (
        "Ember and Energy Institute, by way of Our World in Data",
        "Electricity production by source",
        "2024",
        "CC BY 4.0",
        "https://ourworldindata.org/electricity-mix",
        "Generation 2023.",
    ),
    "owid-2022": (
        "Our World in Data (BP Statistical Review and Ember)",
        "Electricity mix data, 2022 edition",
        "2022",
        "CC BY 4.0",
        "https://github.com/owid/owid-datasets",
        "Generation to 2021.",
    ),
    "gem-coal-plants": (
        "Global Energy Monitor",
        "Global Coal Plant Tracker, about 2023",
        "2023",
        "CC BY 4.0",
        "https://globalenergymonitor.org/projects/global-coal-plant-tracker/",
        "Coal units with status and province; an undated copy.",
    ),
    "wri-gppd": (
        "World Resources Institute",
        "Global Power Plant Database, version 1.3",
        "2022",
        "CC BY 4.0",
        "https://datasets.wri.org/dataset/globalpowerplantdatabase",
        "Place and year of plants; wind and solar end about 2017-2019.",
    ),
    "nnr-koeberg": (
        "National Nuclear Regulator, South Africa",
        "Long-term operation licences of Koeberg units 1 (July 2024) and 2 (November 2025)",
        "2025",
        "Facts with citation",
        "https://nnr.co.za",
        "Unit 1 to July 2044, unit 2 to November 2045 (allAfrica 2024-07-16; TechCentral 2025-11-07).",
    ),
    "eskom-kusile": (
        "Eskom",
        "Commercial operation of Kusile units 5 (June 2024) and 6 (September 2025)",
        "2025",
        "Facts with citation",
        "https://www.eskom.co.za",
        "IOL 2024-07-01; MyBroadband 2025-09-29.",
    ),
    "ipp-peakers": (
        "Independent Power Producers Office, South Africa",
        "Avon (670 MW, 2016) and Dedisa (335 MW, 2015) peaking plants",
        "2016",
        "Facts with citation",
        "https://www.ipp-projects.co.za",
        "Africa Energy; Fin24 2016-07-25.",
    ),
    "eskom-closures": (
        "Eskom",
        "Coal stations to be decommissioned in 2030; closure of Komati in 2022",
        "2025",
        "Facts with citation",
        "https://www.businesslive.co.za",
        "BusinessLIVE 2022-09-25 and 2025-07-20.",
    ),
    "omvs-shares": (
        "Senelec, Senegal",
        "Shares of Senegal in Manantali, Félou and Gouina",
        "2017",
        "Facts with citation",
        "https://www.senelec.sn",
        "Dakaractu 2017-10: 33 % of Manantali, 25 % of Félou and of Gouina.",
    ),
    "jorf-contract": (
        "TAQA Morocco and the national electricity office (ONEE)",
        "Power purchase agreement of Jorf Lasfar units 1-4, extended to 2044 (1,356 MW)",
        "2020",
        "Facts with citation",
        "https://www.taqamorocco.ma",
        "Middle East Economic Survey 2020-01-31.",
    ),
    "irp-2025": (
        "Department of Electricity and Energy, South Africa",
        "Integrated Resource Plan 2025",
        "2025",
        "Facts with citation",
        "https://www.dee.gov.za",
        "Coal 45.3 GW to 40.9 GW by 2039 (OPIS 2025-10).",
    ),
    "edgar-2024": (
        "European Commission Joint Research Centre and International Energy Agency",
        "EDGAR: GHG emissions of all world countries, 2024 report",
        "2024",
        "CC BY 4.0",
        "https://edgar.jrc.ec.europa.eu/report_2024",
        "By sector and gas to 2023, global warming potentials AR5, without land use.",
    ),
    "iea-ghg": (
        "International Energy Agency",
        "Greenhouse Gas Emissions from Energy (highlights)",
        "2025",
        "CC BY 4.0",
        "https://www.iea.org/data-and-statistics",
        "CO2 of fuel combustion by sector 2023.",
    ),
    "cait-2021": (
        "Climate Watch (World Resources Institute)",
        "CAIT country greenhouse gas emissions, by way of Our World in Data",
        "2021",
        "CC BY 4.0",
        "https://www.climatewatchdata.org",
        "To 2018, without land use; other boundaries than EDGAR.",
    ),
    "gcp-2022": (
        "Global Carbon Project",
        "Territorial CO2 emissions, by way of Gapminder",
        "2022",
        "CC BY 4.0",
        "https://www.globalcarbonproject.org",
        "Fossil fuels and cement.",
    ),
    "cammesa-renewables-2023": (
        "CAMMESA, by way of Infoenergia (2024), ACR Latinoamerica (2024) and Revista Nuevas Energias (2023)",
        "Renewable plant of Argentina by region at the end of 2023 and by province in 2022",
        "2024",
        "Figures used as facts with citation",
        "https://cammesaweb.cammesa.com",
        "Wind 3,706 MW and solar 1,366 MW by region of the system operator.",
    ),
    "gas-to-energy-guy": (
        "Government of Guyana, by way of Guyana Standard (January 2024) and NewsBase (2022)",
        "Gas-to-Energy project: 300 MW combined cycle at Wales, pipeline from the Liza field",
        "2024",
        "Facts with citation",
        "https://guyanastandard.com",
        "Under construction in 2024; first planned for 2024 to 2025, taken here for 2026.",
    ),
    "builder-energy": (
        "This project",
        "Country-pack builder: energy stage",
        "2026",
        "As the project",
        "",
        "Estimated: split and scaled as the pack's report says.",
    ),
}


def cited(pack: Path) -> list[str]:
    """Ids of the sources that the energy tables and totals of a pack cite, in the order of :data:`SOURCES`."""
    used: set[str] = set()
    for name in ("plants.csv", "emissions.csv", "totals.d/energy.csv"):
        if (pack / name).exists():
            for row in read_rows(pack / name):
                used |= set(row["source"].split(";"))
    table = pack / "sources.d" / "table.csv"
    elsewhere = {row["id"] for row in read_rows(table)} if table.exists() else set()
    elsewhere |= set(tomllib.loads(PEOPLE_SOURCES.read_text(encoding="utf-8")))
    unknown = sorted(name for name in used if name not in SOURCES and name not in elsewhere)
    if unknown:
        raise ValueError(
            f"{pack.name} cites {unknown[0]!r}, which nobody describes: add a [[source]] to the recipe."
        )
    return [identifier for identifier in SOURCES if identifier in used]


def write_sources(pack: Path) -> None:
    """Write ``sources.d/energy.csv``."""
    rows = [
        dict(zip(SOURCE_COLUMNS, (identifier, *SOURCES[identifier]), strict=True))
        for identifier in cited(pack)
    ]
    write_rows(pack / "sources.d" / "energy.csv", SOURCE_COLUMNS, rows)


def total(
    indicator: str, year: int, value: float, unit: str, carried: float, rule: str, within: float, source: str
) -> Row:
    """One row of ``totals.csv``."""
    return {
        "indicator": indicator,
        "year": str(year),
        "published": number(value, 4),
        "unit": unit,
        "carried": number(carried, 6),
        "rule": rule,
        "tolerance_pct": number(within, 3),
        "source": source,
    }


def carbon_project(sources: Path, iso3: str) -> dict[int, float]:
    """Territorial CO2 by year, Mt."""
    path = sources / "labour" / "emissions" / "co2_territorial_consumption_gcp_gapminder.csv"
    return {
        int(row["year"]): float(row["value"])
        for row in read_rows(path)
        if row["iso3"] == iso3 and row["indicator"] == "terr_emissions"
    }


def climate_watch(sources: Path, iso3: str, gas: str) -> dict[int, float]:
    """Total without land use by year, Mt CO2e."""
    path = sources / "labour" / "emissions" / f"{gas}_by_sector_cait_1990_2018.csv"
    return {
        int(row["year"]): float(row["MtCO2e"])
        for row in read_rows(path)
        if row["iso3"] == iso3 and row["sector"] == "Total excluding LUCF"
    }


def generation_series(sources: Path, iso3: str, completed: bool = False) -> dict[int, float]:
    """Generation by year summed over sources, TWh; ``completed`` adds what the base year's quantities lack."""
    series: dict[int, float] = {}
    for row in read_rows(sources / "energy2" / "generation_recent.csv"):
        if row["iso3"] == iso3 and row["measure"] == "generation":
            series[int(row["year"])] = series.get(int(row["year"]), 0.0) + float(row["value"])
    if BASE_YEAR not in series or completed:
        made = national_generation(sources, iso3, BASE_YEAR, completed=completed)
        series[BASE_YEAR] = sum(made.values()) / 1e3
    return series


def generation_totals(sources: Path, iso3: str, completed: bool = False, within: float = 12.0) -> list[Row]:
    """Generation of the base year, and an older edition's total at its own last year."""
    series = generation_series(sources, iso3, completed)
    path = sources / "labour" / "energy" / "electricity_generation_by_source_owid_ember_to2021.csv"
    older = {
        int(row["year"]): float(row["value"])
        for row in read_rows(path)
        if row["iso3"] == iso3 and row["indicator"] == "Electricity generation (TWh)"
    }
    now = series[BASE_YEAR]
    rows = [
        total("generation", BASE_YEAR, now, "TWh", 1.0, "base year, sum of sources", 0.1, "ember-generation")
    ]
    year = max(older)
    if year in series:
        rule = f"carried by the newer edition's change from {BASE_YEAR} to {year}"
        rows.append(
            total("generation", year, older[year], "TWh", series[year] / now, rule, within, "owid-2022")
        )
    return rows


LARGEST_GAP = 50.0
"""Per cent: a publisher that differs by more is named in the report and is no total of the pack."""


def write_totals(
    iso3: str,
    sources: Path,
    pack: Path,
    capacity: dict[str, float],
    totals: dict[tuple[str, str], float],
    gaps: dict[str, float] | None = None,
    completed: bool = False,
    stated: dict[str, Any] | None = None,
) -> list[str]:
    """Write ``totals.d/energy.csv``: capacity by technology, EDGAR, and two other publishers at their own year.

    ``gaps`` (source -> %) are wider tolerances that a recipe states for publishers whose boundaries differ more; ``completed`` and
    ``stated`` say how the recipe has generation and capacity.
    """
    mt = "Mt CO2e"
    rows = [
        total(
            f"capacity:{name}",
            BASE_YEAR,
            mw,
            "MW",
            1.0,
            "base year",
            0.01,
            capacity_source({"capacity": stated or {}}, name),
        )
        for name, mw in sorted(capacity.items())
        if mw > 0
    ]
    rows += generation_totals(
        sources,
        iso3,
        completed,
        (gaps or {}).get("owid-2022", 12.0),
    )
    gases = {"co2": "CO2", "ch4": "CH4", "n2o": "N2O", "f_gases": "F-gases"}
    for indicator, gas in gases.items():
        value = sum(v for (_, g), v in totals.items() if g == gas)
        rows.append(
            total(
                indicator,
                BASE_YEAR,
                value,
                mt,
                1.0,
                "base year, sum of EDGAR sectors",
                # Emissions are written to a gram a tonne: small totals lose more by it.
                0.01 if value >= 0.05 else 0.1,
                "edgar-2024",
            )
        )
    rows.append(
        total(
            "ghg",
            BASE_YEAR,
            sum(totals.values()),
            mt,
            1.0,
            "base year, sum of EDGAR sectors",
            0.01,
            "edgar-2024",
        )
    )
    present = {row["emitter"] for row in read_rows(pack / "emissions.csv") if row["gas"] == "CO2"}
    power = ",".join(sorted(name for name in present if name.startswith("power-")))
    direct = {
        f"co2:{power}": ("Power Industry", "CO2"),
        "ch4:agriculture": ("Agriculture", "CH4"),
        "n2o:agriculture": ("Agriculture", "N2O"),
    }
    for indicator, key in direct.items():
        rows.append(
            total(
                indicator,
                BASE_YEAR,
                totals[key],
                mt,
                1.0,
                f"base year, EDGAR sector {key[0]}",
                0.01,
                "edgar-2024",
            )
        )
    lines = []
    others = (
        ("co2", 2018, climate_watch(sources, iso3, "co2"), "cait-2021", 10.0),
        ("ghg", 2018, climate_watch(sources, iso3, "ghg"), "cait-2021", 20.0),
        ("co2", 2021, carbon_project(sources, iso3), "gcp-2022", 10.0),
    )
    for indicator, year, published, source, within in others:
        then = edgar(sources, iso3, year)
        keep = [g for g in gases.values() if indicator == "ghg" or g == "CO2"]
        before = sum(v for (_, g), v in then.items() if g in keep)
        now = sum(v for (_, g), v in totals.items() if g in keep)
        gap = 100.0 * (before / published[year] - 1.0)
        rule = (
            f"carried by EDGAR's change from {BASE_YEAR} to {year}; another publisher with other boundaries"
        )
        # Publishers differ: the tolerance is wide, and the gap itself is printed in the report.
        within = (gaps or {}).get(f"{indicator}:{source}", (gaps or {}).get(source, within))
        if within <= LARGEST_GAP:
            rows.append(total(indicator, year, published[year], mt, before / now, rule, within, source))
        lines.append(
            f"Check against {SOURCES[source][0]}: {indicator} {year} {published[year]:.1f} Mt published, EDGAR {before:.1f} "
            f"({gap:+.1f} %)."
        )
    write_rows(pack / "totals.d" / "energy.csv", TOTAL_COLUMNS, rows)
    return lines
