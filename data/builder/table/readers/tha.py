"""Thailand: sector totals by the Asian Development Bank, imports and final uses by donors, fuels by balances.

The source estimate has 35 sectors with real totals (output, value added, sales at home, exports) and estimated
structure. One mining sector and one utility sector are divided by the value of what was mined and burned.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from data.builder.table import read
from data.builder.table.balance import ALONE, Known
from data.builder.table.fuels import (
    GJ_PER_BARREL,
    GJ_PER_MMBTU,
    PJ_PER_BCM,
    FuelRow,
    balances,
    cell,
    share_out,
)
from data.builder.table.power import PowerSplit
from data.builder.table.readers.common import CIA, Country, Physical, electricity_use, oil_use
from data.builder.table.reclassify import aggregation, reclassify
from data.builder.table.tableau import USES, Array, Table
from data.builder.table.technologies import electricity_balance, generation_gwh

GRID, GAS, WATER = "electricity-supply", "gas-supply", "water-waste"
COAL, WELLS, QUARRIES = "coal-mining", "oil-gas-extraction", "other-mining"
MARGINS = ("output", "value_added", "dom_intermediate_sales", "dom_final_sales", "exports_total")
GAS_USERS = ("C", "H")  # industry and vehicles
PUBLIC = ("public-administration", "education", "health")
FINALS = ("households", "government", "investment")


def margins(sources: Path, recipe: dict[str, Any], codes: list[str]) -> dict[str, Array]:
    """Published totals by sector of the source, million US$ of the table's year."""
    given = recipe["input"]
    found = {
        row["sector_code"]: row
        for row in read.rows(sources / given["margins"])
        if row["year"] == str(given["year"]) and row["edition"] == given["edition"]
    }
    return {name: np.array([float(found[code][name]) for code in codes]) for name in MARGINS}


def donors(sources: Path, recipe: dict[str, Any]) -> dict[str, Table]:
    """Donor tables in the pack's sectors; a sector that a donor does not have is empty there."""
    out = {}
    for name, donor in recipe["donor"].items():
        out[name] = reclassify(read.official_table(sources / donor["folder"]), donor["from"])
    return out


def mean_over_donors(parts: list[Array]) -> Array:
    """Mean of donors' coefficients, leaving out donors that do not have the sector (NaN)."""
    stacked = np.array(parts)
    count = (~np.isnan(stacked)).sum(axis=0)
    return np.divide(np.nansum(stacked, axis=0), count, out=np.zeros_like(stacked[0]), where=count > 0)


def import_prior(given: dict[str, Table], output: Array, finals: Array) -> Array:
    """Imports by product and user (n, n + 5): donors' imports per unit of output, and per unit of final use at home."""
    inputs, uses = [], []
    for donor in given.values():
        n, x = donor.n, donor.output
        inputs.append(np.where(x > 0, donor.imported[:, :n] / np.where(x > 0, x, 1.0), np.nan))
        total = donor.domestic[:, n:].sum(axis=0)
        uses.append(donor.imported[:, n:] / np.where(total > 0, total, 1.0))
    block = np.hstack([mean_over_donors(inputs) * output, np.maximum(mean_over_donors(uses), 0.0) * finals])
    block[:, -2:] = 0.0  # stocks and re-exports are not carried for imports
    return block


def final_shares(donor: Table) -> Array:
    """Shares (n, 3) of household, government and investment use in the domestic final use of each product."""
    n = donor.n
    block = np.maximum(donor.domestic[:, [n + USES.index(use) for use in FINALS]], 0.0)
    total = block.sum(axis=1, keepdims=True)
    only_households = np.array([1.0, 0.0, 0.0])
    return np.where(total > 0, block / np.where(total > 0, total, 1.0), only_households)


def prepare(sources: Path, recipe: dict[str, Any]) -> tuple[Table, Array, list[str]]:
    """Stages 1 and 2: the prior in the pack's sectors, mining and utilities still to be weighed by ``physical``."""
    codes35, _, z = read.matrix(sources / recipe["input"]["folder"] / "Z_dom.csv")
    total = margins(sources, recipe, codes35)
    have = z.sum(axis=1)
    z = z * np.divide(total["dom_intermediate_sales"], have, out=np.zeros_like(have), where=have > 0)[:, None]
    concordance = {s["code"]: s["from"] for s in recipe["sector"]}
    codes = tuple(concordance)
    n = len(codes)
    g = aggregation(tuple(codes35), concordance)
    z = g @ z @ g.T
    at_home, exports, value_added = (
        g @ total[name] for name in ("dom_final_sales", "exports_total", "value_added")
    )
    given = donors(sources, recipe)
    domestic = np.zeros((n, n + len(USES)))
    domestic[:, :n] = z
    domestic[:, n : n + 3] = at_home[:, None] * final_shares(given["KAZ"])
    # Stocks: spread over goods at home; only their total is controlled.
    goods = np.array([s["isic"] in ("A", "B", "C") for s in recipe["sector"]])
    domestic[:, n + 3] = -0.01 * np.maximum(at_home, 0.0) * goods
    domestic[:, n + 4] = exports
    table = Table(
        codes,
        domestic,
        np.zeros_like(domestic),
        np.zeros(n + len(USES)),
        np.zeros(n),
        np.zeros(n),
        value_added,
    )
    table = divide_mining(table)
    table = divide_utilities(table, recipe)
    x = table.output
    table = replace(table, imported=import_prior(given, x, table.domestic[:, n:].sum(axis=0)))
    table = with_wages(sources, table, given)
    lines = [
        f"1 reclassify: 35 source sectors to {n}; totals of {recipe['input']['year']}, structure of 2021 (output multiplier "
        "1.738); final uses by Kazakhstan's shares, imports by product and user by Kazakhstan's and South Africa's import "
        "coefficients (grade C by product)",
        f"1 wages: donors' wage shares by sector, scaled to {table.wages.sum() / value_added.sum():.1%} of value added "
        "(labour share of the Penn World Table times employees in employment)",
    ]
    return table, value_added, lines


def divide_mining(table: Table) -> Table:
    """Rows of mining: what refining and utilities buy is oil and gas, what others buy is other minerals.

    Lignite is sold to power only; its cell is known by quantity, a trace keeps it open in the prior.
    """
    wells, quarries, coal = (table.codes.index(code) for code in (WELLS, QUARRIES, COAL))
    grid, refining = table.codes.index(GRID), table.codes.index("refining")
    dom = table.domestic.copy()
    others = dom[wells].copy()
    others[[grid, refining]] = 0.0
    dom[quarries] += others
    dom[wells] -= others
    dom[coal, grid] = dom[wells, grid] * 0.01
    # Liquids from wells go to refining and to petrochemicals; the source has nearly all in refining, the balance decides.
    chemicals = table.codes.index("chemicals")
    half = dom[wells, refining] / 2.0
    dom[wells, refining] -= half
    dom[wells, chemicals] += half
    # Columns: the source's mining column for all three; the balance scales it to each one's own inputs.
    for code in (coal, quarries):
        dom[:, code] += dom[:, wells] * 0.1
    return replace(table, domestic=dom)


def divide_utilities(table: Table, recipe: dict[str, Any]) -> Table:
    """Rows of utilities: water sells where electricity does, gas to industry and transport. Columns alike, fuels apart."""
    grid, gas, water = (table.codes.index(code) for code in (GRID, GAS, WATER))
    dom = table.domestic.copy()
    fuels = [table.codes.index(code) for code in (WELLS, COAL, "refining")]
    row = dom[grid].copy()
    row[grid] = 0.0
    sold_by_water = row * recipe["fuel"]["water_share_of_utilities"]
    takes_gas = np.array([s["isic"] in GAS_USERS for s in recipe["sector"]] + [False] * len(USES))
    sold_by_gas = np.where(takes_gas, row * 0.2, 0.0)
    dom[grid] -= sold_by_water + sold_by_gas
    dom[water] += sold_by_water
    dom[gas] += sold_by_gas
    for code in (gas, water):
        column = dom[:, grid] * 0.1
        column[[*fuels, grid]] = 0.0
        dom[:, code] += column
        dom[grid, code] += dom[grid, grid] * 0.005
    return replace(table, domestic=dom)


def with_wages(sources: Path, table: Table, given: dict[str, Table]) -> Table:
    """Wages by donors' shares of value added, scaled to the national share; the rest is surplus and mixed income.

    Taxes on production and on inputs are not known apart: they stay in surplus.
    """
    shares = mean_over_donors(
        [
            np.where(
                donor.value_added > 0,
                donor.wages / np.where(donor.value_added > 0, donor.value_added, 1),
                np.nan,
            )
            for donor in given.values()
        ]
    )
    value_added = np.where(table.surplus > 0, table.surplus, 1e-6 * table.output.sum())
    indicator = "indicator"
    labour = read.series(
        sources / "economics/macro_structure.csv", indicator, "THA", ("labour_share_of_gdp",), 2019
    )
    own = read.series(
        sources / "economics/self_employment_wages.csv", indicator, "THA", ("self_employed_total",), 2023
    )
    national = labour["labour_share_of_gdp"] / 100.0 * (1.0 - own["self_employed_total"] / 100.0)
    donor_wages = shares * value_added
    public = np.array([code in PUBLIC for code in table.codes])
    # The self-employed work outside public services: there the donors' shares stand.
    scale = (national * value_added.sum() - donor_wages[public].sum()) / donor_wages[~public].sum()
    wages = np.where(public, donor_wages, donor_wages * scale)
    return replace(table, wages=wages, surplus=value_added - wages)


def gas_prices(recipe: dict[str, Any]) -> tuple[float, float]:
    """Price of domestic and of imported gas, US$ per GJ."""
    prices = recipe["prices"]
    return (
        float(np.mean(prices["gas_usd_per_mmbtu"])) / GJ_PER_MMBTU,
        prices["lng_usd_per_mmbtu"] / GJ_PER_MMBTU,
    )


def gas_by_user(sources: Path, recipe: dict[str, Any]) -> dict[str, float]:
    """Gas in PJ: to power by efficiency, the rest to separation plants (chemicals) and to gas supply."""
    q, fuel = balances(sources, "THA"), recipe["fuel"]
    total = (q[("gas", "production")] + q[("gas", "imports")]) * PJ_PER_BCM
    power = generation_gwh(sources, "THA")["gas"] * 3.6e-3 / recipe["power"]["efficiency"]["gas"]
    beside = fuel["gas_separation"] + fuel["gas_industry"] + fuel["gas_vehicles"]
    feedstock = (total - power) * fuel["gas_separation"] / beside
    return {GRID: power, "chemicals": feedstock, GAS: total - power - feedstock}


def coal_by_user(sources: Path, recipe: dict[str, Any], table: Table) -> tuple[float, dict[str, float]]:
    """Lignite mined and imported coal by user, Mt. Lignite goes to power; imports fill what power burns beyond it."""
    q, fuel = balances(sources, "THA"), recipe["fuel"]
    lignite = q[("coal", "production")]
    burned = generation_gwh(sources, "THA")["coal"] * 3.6e-3 / recipe["power"]["efficiency"]["coal"]
    to_power = (burned - lignite * fuel["lignite_gj_per_t"]) / fuel["coal_gj_per_t"]
    zaf = donors(sources, {"donor": {"ZAF": recipe["donor"]["ZAF"]}})["ZAF"]
    i = zaf.codes.index(COAL)
    x = dict(zip(table.codes, table.output, strict=True))
    weight = {
        code: (zaf.domestic[i, zaf.codes.index(code)] / zaf.output[zaf.codes.index(code)]) * x[code]
        for code in fuel["coal_industries"]
    }
    industry = share_out(q[("coal", "imports")] - to_power, weight)
    return lignite, {GRID: to_power, **industry}


def oil_net_imports_gj(q: dict[tuple[str, str], float]) -> float:
    """Oil used less oil produced, in PJ: what refining has to import as crude, net."""
    return (q[("oil", "consumption")] - q[("oil", "production")]) * 365 * 1e3 * GJ_PER_BARREL / 1e6


def physical(sources: Path, recipe: dict[str, Any], table: Table, value_added: Array) -> Physical:
    """Outputs, value added and known cells of mining, utilities and fuels, million US$ of 2023."""
    q, prices, fuel = balances(sources, "THA"), recipe["prices"], recipe["fuel"]
    kaz = donors(sources, {"donor": {"KAZ": recipe["donor"]["KAZ"]}})["KAZ"]
    rate = dict(zip(kaz.codes, kaz.value_added / np.where(kaz.output > 0, kaz.output, 1.0), strict=True))
    at = {code: table.codes.index(code) for code in table.codes}
    v = value_added.copy()
    x = table.output * v / table.value_added

    lignite, imported = coal_by_user(sources, recipe, table)
    mining = v[[at[COAL], at[WELLS], at[QUARRIES]]].sum()
    x[at[COAL]] = lignite * fuel["lignite_gj_per_t"] * prices["lignite_usd_per_gj"]
    x[at[QUARRIES]] = table.output[at[QUARRIES]]
    for code in (COAL, QUARRIES):
        v[at[code]] = rate[code] * x[at[code]]
    v[at[WELLS]] = mining - v[at[COAL]] - v[at[QUARRIES]]
    x[at[WELLS]] = v[at[WELLS]] / rate[WELLS]

    gas = gas_by_user(sources, recipe)
    home_price, border_price = gas_prices(recipe)
    home = q[("gas", "production")] / (q[("gas", "production")] + q[("gas", "imports")])
    pool = home * home_price + (1 - home) * border_price
    ratio = (
        table.output[[at[GRID], at[GAS], at[WATER]]].sum()
        / table.value_added[[at[GRID], at[GAS], at[WATER]]].sum()
    )
    v_utilities = v[[at[GRID], at[GAS], at[WATER]]].sum()
    x_utilities = v_utilities * ratio
    x[at[GAS]] = gas[GAS] * border_price
    column = table.domestic[:, at[GRID]]
    fuels = [at[WELLS], at[COAL], at["refining"], at[GRID]]
    beside = (column.sum() - column[fuels].sum()) / table.value_added[at[GRID]]
    v[at[GAS]] = gas[GAS] * (border_price - pool) / (1 + beside)
    x[at[WATER]] = x_utilities * fuel["water_share_of_utilities"]
    v[at[WATER]] = rate[WATER] * x[at[WATER]]
    x[at[GRID]] = x_utilities - x[at[GAS]] - x[at[WATER]]
    v[at[GRID]] = v_utilities - v[at[GAS]] - v[at[WATER]]

    crude = oil_net_imports_gj(q) * prices["crude_usd_per_bbl"] / GJ_PER_BARREL
    oil = generation_gwh(sources, "THA")["oil"] * 3.6e-3 / recipe["power"]["efficiency"]["oil"]
    known: Known = {("domestic", COAL, GRID): float(x[at[COAL]])}
    for user in (*table.codes, *USES):
        if user != GRID:
            known[("domestic", COAL, user)] = 0.0
    for user, mt in imported.items():
        known[("imported", COAL, user)] = mt * prices["coal_usd_per_t"]
    for user, pj in gas.items():
        if user != "chemicals":  # it takes gas liquids and condensate as well: the balance says how much
            known[("domestic", WELLS, user)] = pj * home * home_price
        known[("imported", WELLS, user)] = pj * (1 - home) * border_price
    known[("imported", WELLS, "refining")] = crude
    known[("imported", COAL, ALONE)] = known[("imported", WELLS, ALONE)] = 0.0
    known[("domestic", "refining", GRID)] = oil * prices["crude_usd_per_bbl"] / GJ_PER_BARREL
    known[("imported", "refining", GRID)] = 0.0
    trade = recipe["trade"]
    products = {code: share * trade["goods_2023_musd"] for code, share in trade["shares_2021"].items()}
    report = [
        f"2 mining: value added {mining:,.0f} million US$ is divided by what was mined: lignite {lignite} Mt at "
        f"{prices['lignite_usd_per_gj'] * fuel['lignite_gj_per_t']:.1f} US$/t, other minerals as the source sells them "
        f"({x[at[QUARRIES]]:,.0f}), oil and gas the rest ({x[at[WELLS]]:,.0f}, of which gas "
        f"{q[('gas', 'production')] * PJ_PER_BCM * home_price:,.0f})",
        f"2 gas: {sum(gas.values()):,.0f} PJ, {home:.0%} domestic, at {pool:.1f} US$/GJ on average: power {gas[GRID]:,.0f}, "
        f"separation plants {gas['chemicals']:,.0f}, gas supply {gas[GAS]:,.0f} PJ sold at the price of imports",
        f"2 coal: power burns {lignite} Mt of lignite and {imported[GRID]:.1f} Mt imported, industry the other "
        f"{sum(imported.values()) - imported[GRID]:.1f} Mt; 0.065 Mt of exports are not carried",
        f"2 oil: net imports {crude:,.0f} million US$ as crude; {oil:.1f} PJ of oil burned in plants counted as gas",
        f"2 utilities: output {x_utilities:,.0f} = electricity {x[at[GRID]]:,.0f} + gas {x[at[GAS]]:,.0f} + water "
        f"{x[at[WATER]]:,.0f} (water by Indonesia's share)",
    ]
    return Physical(x, v, known, products, report)


def fuel_use(sources: Path, recipe: dict[str, Any], power: PowerSplit) -> list[FuelRow]:
    """``fuel_use.csv``: coal, oil, gas and electricity by user, with the money behind each in the report."""
    q, full = balances(sources, "THA"), power.table
    lignite, imported = coal_by_user(sources, recipe, full)
    both = f"{CIA};builder-table"
    out = [
        FuelRow(
            "coal",
            "domestic",
            "power-coal",
            lignite,
            "Mt",
            CIA,
            "A",
            cell(full, "domestic", COAL, "power-coal"),
        )
    ]
    for user, mt in imported.items():
        name = "power-coal" if user == GRID else user
        out.append(FuelRow("coal", "imported", name, mt, "Mt", both, "C", cell(full, "imported", COAL, name)))
    home = q[("gas", "production")] / (q[("gas", "production")] + q[("gas", "imports")])
    for user, pj in gas_by_user(sources, recipe).items():
        name = "power-gas" if user == GRID else user
        grade = "B" if user == GRID else "C"
        for origin, share in (("domestic", home), ("imported", 1 - home)):
            # What chemicals buy of domestic wells holds liquids too: that money has no price per GJ of gas.
            money = None if (origin, name) == ("domestic", "chemicals") else cell(full, origin, WELLS, name)
            out.append(FuelRow("gas", origin, name, pj * share, "PJ", f"{both};gem-wiki", grade, money))
    generated = generation_gwh(sources, "THA")
    burned = generated["oil"] * 3.6e-3 / recipe["power"]["efficiency"]["oil"]
    final = q[("oil", "consumption")] * 365 * 1e3 * GJ_PER_BARREL / 1e6 - burned
    out += oil_use(full, burned, final, CIA, "power-gas")
    households = (recipe["fuel"]["electricity_households"], "dede-pv-2023")
    return out + electricity_use(
        full, electricity_balance(sources, "THA"), sum(generated.values()), households
    )


COUNTRY = Country(prepare, physical, fuel_use)
