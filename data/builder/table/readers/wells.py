"""Sector totals alone, as the reader ``margins``, where mining is mostly wells: they are what the other minerals leave.

Lignite goes to power only, other minerals are as the source sells them, oil and gas take the rest of mining at a donor's value
added per output; gas is parted between power, separation plants and pipes, and imports of some products are published.
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
from data.builder.table.readers.lent import donors, import_prior, margins
from data.builder.table.readers.margins import (
    COAL,
    GAS,
    GRID,
    QUARRIES,
    WATER,
    WELLS,
    divide_utilities,
    on_totals,
    rows_to_sales,
    with_wages,
)
from data.builder.table.reclassify import aggregation
from data.builder.table.tableau import USES, Array, Table
from data.builder.table.technologies import electricity_balance, generation_gwh


def prepare(sources: Path, recipe: dict[str, Any]) -> tuple[Table, Array, list[str]]:
    """Stages 1 and 2: the prior in the pack's sectors, mining and utilities still to be weighed by ``physical``."""
    given = recipe["input"]
    codes35, _, z = read.matrix(sources / given["folder"] / "Z_dom.csv")
    total = margins(sources, recipe, codes35)
    concordance = {s["code"]: s["from"] for s in recipe["sector"]}
    g = aggregation(tuple(codes35), concordance)
    z = g @ rows_to_sales(z, total["dom_intermediate_sales"]) @ g.T
    total = {name: g @ values for name, values in total.items()}
    lent = donors(sources, recipe)
    goods = np.array([s["isic"] in ("A", "B", "C") for s in recipe["sector"]])
    sign = float(np.sign(recipe["controls"]["stocks_share_of_gdp"]))
    table = on_totals(tuple(concordance), z, total, lent[given["final_donor"]], goods, sign)
    table = divide_utilities(divide_mining(table), recipe)
    finals = table.domestic[:, table.n :].sum(axis=0)
    table = replace(table, imported=import_prior(lent, table.output, finals))
    table, labour = with_wages(sources, table, lent, recipe["pack"]["iso3"])
    names = " and ".join(given["donor_names"])
    lines = [
        f"1 reclassify: 35 source sectors to {table.n}; totals of {given['year']}, structure of 2021 estimated on them from "
        f"{given['prior']}; final uses by the shares of {given['final_donor']}, imports by product and user by the import "
        f"coefficients of {names} (grade C by product)",
        f"1 wages: donors' wage shares by sector, scaled to {table.wages.sum() / total['value_added'].sum():.1%} of value "
        f"added ({labour} times employees in employment)",
    ]
    return table, total["value_added"], lines


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


def gas_prices(recipe: dict[str, Any]) -> tuple[float, float]:
    """Price of domestic and of imported gas, US$ per GJ."""
    prices = recipe["prices"]
    return (
        float(np.mean(prices["gas_usd_per_mmbtu"])) / GJ_PER_MMBTU,
        prices["lng_usd_per_mmbtu"] / GJ_PER_MMBTU,
    )


def gas_by_user(sources: Path, recipe: dict[str, Any]) -> dict[str, float]:
    """Gas in PJ: to power by efficiency, the rest to separation plants (chemicals) and to gas supply."""
    q, fuel = balances(sources, recipe["pack"]["iso3"]), recipe["fuel"]
    total = (q[("gas", "production")] + q[("gas", "imports")]) * PJ_PER_BCM
    power = (
        generation_gwh(sources, recipe["pack"]["iso3"])["gas"] * 3.6e-3 / recipe["power"]["efficiency"]["gas"]
    )
    beside = fuel["gas_separation"] + fuel["gas_industry"] + fuel["gas_vehicles"]
    feedstock = (total - power) * fuel["gas_separation"] / beside
    return {GRID: power, "chemicals": feedstock, GAS: total - power - feedstock}


def coal_by_user(sources: Path, recipe: dict[str, Any], table: Table) -> tuple[float, dict[str, float]]:
    """Lignite mined and imported coal by user, Mt. Lignite goes to power; imports fill what power burns beyond it."""
    q, fuel = balances(sources, recipe["pack"]["iso3"]), recipe["fuel"]
    lignite = q[("coal", "production")]
    burned = (
        generation_gwh(sources, recipe["pack"]["iso3"])["coal"]
        * 3.6e-3
        / recipe["power"]["efficiency"]["coal"]
    )
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
    q, prices, fuel = balances(sources, recipe["pack"]["iso3"]), recipe["prices"], recipe["fuel"]
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
    oil = (
        generation_gwh(sources, recipe["pack"]["iso3"])["oil"] * 3.6e-3 / recipe["power"]["efficiency"]["oil"]
    )
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
    q, full = balances(sources, recipe["pack"]["iso3"]), power.table
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
    generated = generation_gwh(sources, recipe["pack"]["iso3"])
    burned = generated["oil"] * 3.6e-3 / recipe["power"]["efficiency"]["oil"]
    final = q[("oil", "consumption")] * 365 * 1e3 * GJ_PER_BARREL / 1e6 - burned
    out += oil_use(full, burned, final, CIA, "power-gas")
    households = (recipe["fuel"]["electricity_households"], "dede-pv-2023")
    return out + electricity_use(
        full, electricity_balance(sources, recipe["pack"]["iso3"]), sum(generated.values()), households
    )


COUNTRY = Country(prepare, physical, fuel_use)
