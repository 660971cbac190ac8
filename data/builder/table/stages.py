"""The stages of the input-output part, in their order, each with a line in the report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.builder.table import files, read
from data.builder.table.balance import ALONE, Known, balance
from data.builder.table.checks import checks
from data.builder.table.controls import Expenditure, expenditure, nested
from data.builder.table.countries import tha, zaf
from data.builder.table.power import PowerSplit, split_power
from data.builder.table.tableau import USES, Array, Table, mean_multiplier
from data.builder.table.technologies import electricity_balance, technologies

ETD = "labour/employment/etd_12sector_employment_va_1990_2018.csv"
WEO = "labour/macro/imf_weo_april2024.csv"
WDI = "labour/macro/macro_indicators_gapminder_wdi.csv"
MACRO = "economics/macro_structure.csv"
YEAR = 2023
INDUSTRY = ("Mining", "Manufacturing", "Utilities", "Construction")
ROUNDS = 6
"""Passes for the plant-gate price: cross-border electricity is valued at it, and it depends on the balanced table."""


@dataclass(frozen=True)
class Country:
    """What differs between countries: how the table is read and divided, and what physical balances fix."""

    prepare: Callable[[Path, dict[str, Any]], tuple[Table, Array, list[str]]]
    known: Callable[[Path, dict[str, Any], Table, Expenditure], tuple[Known, list[str]]]
    fuel_use: Callable[..., tuple[list[Any], list[str]]]


COUNTRIES = {
    "ZAF": Country(zaf.prepare, zaf.known, zaf.fuel_use),
    "THA": Country(tha.prepare, tha.known, tha.fuel_use),
}


def national_accounts(
    sources: Path, iso3: str, controls: dict[str, Any]
) -> tuple[Expenditure, dict[str, float], float]:
    """GDP by expenditure, value added of three broad sectors (million US$ of 2023) and the share of taxes in GDP."""
    gdp = weo(sources, iso3, "NGDPD") * 1e3
    names = ("agriculture", "industry", "services", "exports", "imports", "investments")
    wdi = read.series(
        sources / WDI, "indicator", iso3, tuple(f"{name}_percent_of_gdp" for name in names), YEAR
    )
    share = {name: wdi[f"{name}_percent_of_gdp"] for name in names}
    cia = read.series(
        sources / MACRO,
        "indicator",
        iso3,
        ("government_consumption", "inventories"),
        controls["expenditure_year"],
    )
    stocks = controls.get("stocks_share_of_gdp", cia["inventories"])
    three = {name: share[name] for name in ("agriculture", "industry", "services")}
    taxes = controls.get("product_taxes_share_of_gdp", 1.0 - sum(three.values()) / 100.0)
    scale = gdp * (1.0 - taxes) / sum(three.values())
    target = expenditure(
        gdp,
        {
            "government": cia["government_consumption"],
            "investment": share["investments"] - stocks,
            "stocks": stocks,
            "exports": share["exports"],
            "imports": share["imports"],
        },
        1.0 - taxes,
    )
    return target, {name: value * scale for name, value in three.items()}, taxes


def weo(sources: Path, iso3: str, code: str) -> float:
    """A figure of the World Economic Outlook for the base year."""
    for row in read.rows(sources / WEO):
        if row["iso3"] == iso3 and row["weo_code"] == code and row["year"] == str(YEAR):
            return float(row["value"])
    raise KeyError(f"The World Economic Outlook file has no {code} for {iso3} in {YEAR}.")


def broad(group: str) -> str:
    """Broad sector of an ETD sector."""
    return "agriculture" if group == "Agriculture" else "industry" if group in INDUSTRY else "services"


def value_added_2023(
    sources: Path, iso3: str, recipe: dict[str, Any], table: Table, finest: Array, three: dict[str, float]
) -> Array:
    """Stage 3: the table's own structure, under 12 sectors where the recipe asks for them, under three of 2023."""
    group = {sector["code"]: sector["control"] for sector in recipe["sector"]}
    groups = [group[code] for code in table.codes]
    levels: list[tuple[list[str], dict[str, float]]] = []
    wanted = recipe["controls"].get("etd_sectors")
    etd = {
        row["sector"]: float(row["value"])
        for row in read.rows(sources / ETD)
        if row["iso3"] == iso3
        and row["variable"] == "VA"
        and row["year"] == str(recipe["controls"]["etd_year"])
    }
    if wanted is None:
        levels.append((groups, {name: etd[name] for name in dict.fromkeys(groups)}))
    else:
        # Only some sectors take their share from the 12 sectors: the finest year contradicts itself there.
        total = finest.sum()
        levels.append((groups, {name: etd[name] / etd["Total"] * total for name in wanted}))
    levels.append(([broad(name) for name in groups], three))
    return nested(finest, levels)


def build_table(
    iso3: str, recipe: dict[str, Any], sources: Path
) -> tuple[Table, PowerSplit, Expenditure, list[str], Any]:
    """All stages up to the split of power."""
    country = COUNTRIES[iso3]
    report: list[str] = []
    target, three, taxes = national_accounts(sources, iso3, recipe["controls"])
    table, finest, lines = country.prepare(sources, recipe | {"_gdp": target.gdp})
    report += lines
    value_added = value_added_2023(sources, iso3, recipe, table, finest, three)
    report.append(
        f"3 nested controls: value added {value_added.sum():,.0f} million US$ "
        + ", ".join(f"{name} {value:,.0f}" for name, value in three.items())
        + f"; taxes on products {taxes:.1%} of GDP"
    )
    known, lines = country.known(sources, recipe, table, target)
    report += lines
    techs = technologies(sources, iso3, recipe["power"])
    goods = [s["code"] for s in recipe["sector"] if s["isic"] in ("A", "B", "C")]
    flows = electricity_balance(sources, iso3)
    grid = "electricity-supply"
    price = 0.05
    prices = country_fuel_prices(recipe)
    for _ in range(ROUNDS):
        cells = dict(known)
        cells[("imported", grid, grid)] = flows["imports"] * price
        cells[("imported", grid, ALONE)] = 0.0
        cells[("domestic", grid, "exports")] = flows["exports"] * price
        balanced = balance(table, value_added, target, cells)
        power = split_power(balanced, grid, techs, goods, prices)
        if abs(power.price / price - 1) < 1e-6:
            break
        price = power.price
    report.append(
        f"4 balance: GRAS over {2 * table.n + 1} x {table.n + len(USES)} cells, {len(cells)} known; mean output multiplier "
        f"{mean_multiplier(table):.3f} in the source classification, {mean_multiplier(balanced):.3f} balanced"
    )
    report.append(
        f"5 rebase: GDP {balanced.gdp:,.1f} million US$ of 2023 (World Economic Outlook, April 2024, {target.gdp:,.1f}); by "
        f"expenditure {balanced.gdp_by_expenditure:,.1f}"
    )
    report += [f"2 power: {line}" for line in power.report]
    return balanced, power, target, report, (techs, flows)


def country_fuel_prices(recipe: dict[str, Any]) -> dict[str, float]:
    """US$ per GJ by technology for plant that does not run yet."""
    from data.builder.table.fuels import GJ_PER_BARREL, GJ_PER_MMBTU

    prices = recipe["prices"]
    gas = float(np.mean(prices["gas_usd_per_mmbtu"])) / GJ_PER_MMBTU
    return {"gas": gas, "oil": prices["crude_usd_per_bbl"] / GJ_PER_BARREL}


def build(iso3: str, recipe: dict[str, Any], sources: Path, pack: Path) -> list[str]:
    """Make the input-output files of one pack and return the report's lines."""
    balanced, power, target, report, (techs, flows) = build_table(iso3, recipe, sources)
    fuel_rows, lines = COUNTRIES[iso3].fuel_use(sources, recipe, balanced, power, flows)
    report += lines
    report += checks(power.table, target, fuel_rows)
    files.write_pack(pack, recipe, power, techs, fuel_rows)
    return report
