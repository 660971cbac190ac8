"""The stages of the input-output part, in their order, each with a line in the report."""

from __future__ import annotations

import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.builder.table import files, read
from data.builder.table.balance import ALONE, balance
from data.builder.table.checks import checks
from data.builder.table.controls import Expenditure, expenditure, nested
from data.builder.table.fuels import GJ_PER_BARREL, GJ_PER_MMBTU
from data.builder.table.power import PowerSplit, Technology, split_power
from data.builder.table.readers.common import Country
from data.builder.table.tableau import USES, Array, Table, mean_multiplier
from data.builder.table.technologies import electricity_balance, technologies

ETD = "labour/employment/etd_12sector_employment_va_1990_2018.csv"
WEO = "labour/macro/imf_weo_april2024.csv"
WDI = "labour/macro/macro_indicators_gapminder_wdi.csv"
MACRO = "economics/macro_structure.csv"
YEAR = 2023
READERS = Path(__file__).resolve().parent / "readers"
NO_READERS = ("__init__", "common", "lent")
INDUSTRY = ("Mining", "Manufacturing", "Utilities", "Construction")
ROUNDS = 6
"""Passes for the plant-gate price: cross-border electricity is valued at it, and it depends on the balanced table."""


def country_of(recipe: dict[str, Any]) -> Country:
    """The reader that the recipe names: how its kind of table becomes a prior, and what quantities fix in it."""
    name = recipe["input"].get("reader", "")
    known = sorted(path.stem for path in READERS.glob("*.py") if path.stem not in NO_READERS)
    if name not in known:
        raise SystemExit(
            f"The recipe of {recipe['pack']['iso3']} names no reader of its table. Set reader in [input] of table.toml: "
            f"{', '.join(known)}."
        )
    found: Country = importlib.import_module(f"data.builder.table.readers.{name}").COUNTRY
    return found


@dataclass(frozen=True)
class Built:
    """What the stages hand to the files: the split table, its controls, technologies and electricity flows (GWh)."""

    power: PowerSplit
    target: Expenditure
    technologies: list[Technology]
    report: list[str]


def national_accounts(
    sources: Path, iso3: str, controls: dict[str, Any], table: Table, own_tax_share: float
) -> tuple[Expenditure, dict[str, float]]:
    """GDP by expenditure and value added of three broad sectors, million US$ of 2023.

    Where the three sectors add up to all of GDP, taxes on products are inside them; the part that rests on final uses is
    then ``own_tax_share`` (of the table's own year), else it is what the three sectors leave.
    """
    gdp = weo(sources, iso3, "NGDPD") * 1e3
    names = ("agriculture", "industry", "services", "exports", "imports", "investments")
    # Shares of GDP that the World Bank has not, stated by the recipe with their source.
    stated: dict[str, float] = controls.get("shares", {})
    asked = tuple(name for name in names if name not in stated)
    wdi = read.series(
        sources / WDI, "indicator", iso3, tuple(f"{name}_percent_of_gdp" for name in asked), YEAR
    )
    share = {name: wdi[f"{name}_percent_of_gdp"] for name in asked} | stated
    if "government_consumption" in stated:
        government = {"government_consumption": stated["government_consumption"]}
    else:
        year = controls["expenditure_year"]
        government = read.series(sources / MACRO, "indicator", iso3, ("government_consumption",), year)
    three = {name: share[name] for name in ("agriculture", "industry", "services")}
    taxes = own_tax_share if controls.get("product_taxes") == "table" else 1.0 - sum(three.values()) / 100.0
    scale = gdp * (1.0 - taxes) / sum(three.values())
    investment, stocks = (table.domestic[:, table.index(u)] + table.imported[:, table.index(u)]
                          for u in ("investment", "stocks"))  # fmt: skip
    own = share["investments"] * stocks.sum() / (investment.sum() + stocks.sum())
    change = controls.get("stocks_share_of_gdp", own)
    if "households_share_of_gdp" in controls:
        # Published uses that do not add up: what is imported and leaves again unrecorded is taken off imports.
        uses = controls["households_share_of_gdp"] + government["government_consumption"]
        share["imports"] = uses + share["investments"] + share["exports"] - 100.0
    target = expenditure(
        gdp,
        {
            "government": government["government_consumption"],
            "investment": share["investments"] - change,
            "stocks": change,
            "exports": share["exports"],
            "imports": share["imports"],
        },
        1.0 - taxes,
    )
    return target, {name: value * scale for name, value in three.items()}


def weo(sources: Path, iso3: str, code: str, year: int = YEAR) -> float:
    """A figure of the World Economic Outlook."""
    for row in read.rows(sources / WEO):
        if row["iso3"] == iso3 and row["weo_code"] == code and row["year"] == str(year):
            return float(row["value"])
    raise KeyError(f"The World Economic Outlook file has no {code} for {iso3} in {year}.")


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
    stated = recipe["controls"].get("value_added_shares", {})
    if stated:
        # Shares of GDP of the base year by the statistical office; the broad sector they lie in must be stated whole.
        levels.append((groups, {name: share / 100.0 * recipe["_gdp"] for name, share in stated.items()}))
    levels.append(([broad(name) for name in groups], three))
    return nested(finest, levels)


def build_table(iso3: str, recipe: dict[str, Any], sources: Path) -> Built:
    """All stages up to the split of power."""
    country = country_of(recipe)
    recipe = recipe | {"_gdp": weo(sources, iso3, "NGDPD") * 1e3}
    table, finest, report = country.prepare(sources, recipe)
    own_tax_share = 1.0 - finest.sum() / (weo(sources, iso3, "NGDPD", recipe["input"]["year"]) * 1e3)
    target, three = national_accounts(sources, iso3, recipe["controls"], table, own_tax_share)
    value_added = value_added_2023(sources, iso3, recipe, table, finest, three)
    report.append(
        f"3 nested controls: value added {value_added.sum():,.0f} million US$ ("
        + ", ".join(f"{name} {value:,.0f}" for name, value in three.items())
        + f"); taxes on products {target.product_taxes / target.gdp:.1%} of GDP beside it"
    )
    fixed = country.physical(sources, recipe, table, value_added)
    report += fixed.report
    techs = technologies(sources, iso3, recipe["power"] | {"capacity": recipe.get("capacity", {})})
    goods = [s["code"] for s in recipe["sector"] if s["isic"] in ("A", "B", "C")]
    flows = electricity_balance(sources, iso3)
    grid = "electricity-supply"
    # Where electricity is cheap the first guess must not cost more than the sector buys.
    price = recipe["power"].get("first_price", 0.05)
    for _ in range(ROUNDS):
        cells = dict(fixed.known)
        cells[("imported", grid, grid)] = flows["imports"] * price
        cells[("imported", grid, ALONE)] = 0.0
        cells[("domestic", grid, "exports")] = flows["exports"] * price
        balanced = balance(table, fixed.output, fixed.value_added, target, cells, fixed.products)
        power = split_power(balanced, grid, techs, goods, country_fuel_prices(recipe))
        if abs(power.price / price - 1) < 1e-6:
            break
        price = power.price
    report.append(
        f"4 balance: GRAS over {2 * table.n + 1} x {table.n + len(USES)} cells, {len(cells)} known; mean Type I output "
        f"multiplier {mean_multiplier(table):.3f} before, {mean_multiplier(balanced):.3f} after"
    )
    report.append(
        f"5 rebase: GDP {balanced.gdp:,.1f} million US$ of 2023 (World Economic Outlook, April 2024: {target.gdp:,.1f}); "
        f"by expenditure {balanced.gdp_by_expenditure:,.1f}; cross-border electricity at the plant-gate price"
    )
    report += [f"2 power: {line}" for line in (*power.report, *recipe["power"].get("notes", ()))]
    return Built(power, target, techs, report)


def country_fuel_prices(recipe: dict[str, Any]) -> dict[str, float]:
    """US$ per GJ by technology for plant that does not run yet."""
    prices = recipe["prices"]
    gas = float(np.mean(prices["gas_usd_per_mmbtu"])) / GJ_PER_MMBTU
    return {"gas": gas, "oil": prices["crude_usd_per_bbl"] / GJ_PER_BARREL}


def build(iso3: str, recipe: dict[str, Any], sources: Path, pack: Path) -> list[str]:
    """Make the input-output files of one pack and return the report's lines."""
    built = build_table(iso3, recipe, sources)
    fuels = country_of(recipe).fuel_use(sources, recipe, built.power)
    files.write_pack(pack, recipe, built.power, built.technologies, fuels)
    in_order = sorted(built.report, key=lambda line: line[0])
    return in_order + checks(built.power.table, built.target, fuels)
