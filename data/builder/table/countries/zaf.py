"""South Africa: Statistics South Africa's table for 2014, coal for power and for export apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from data.builder.table import read
from data.builder.table.balance import ALONE, Known
from data.builder.table.controls import Expenditure
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
from data.builder.table.reclassify import reclassify
from data.builder.table.split import carve_imported_fuel, move_row, replace_inputs, split_column
from data.builder.table.tableau import Array, Table
from data.builder.table.technologies import generation_gwh

CIA = "cia-factbook-2025"
MANUFACTURING = ("food-drink", "textiles-clothing", "wood-paper", "chemicals", "rubber-plastics", "mineral-products",
                 "basic-metals", "metal-products", "machinery", "electrical-equipment", "vehicles",
                 "other-manufacturing")  # fmt: skip


def gas_usd_per_gj(recipe: dict[str, Any]) -> float:
    """Price of gas, US$ per GJ: mean of the hubs named in the recipe."""
    return float(np.mean(recipe["prices"]["gas_usd_per_mmbtu"])) / GJ_PER_MMBTU


def prepare(sources: Path, recipe: dict[str, Any]) -> tuple[Table, Array, list[str]]:
    """Stages 1 and 2: reclassify, then oil and gas out of other mining and gas supply out of electricity and gas."""
    raw = read.official_table(sources / recipe["input"]["folder"])
    concordance = {s["code"]: s["from"] for s in recipe["sector"] if s["from"]}
    table = reclassify(raw, concordance)
    lines = [f"1 reclassify: {raw.n} source sectors to {table.n}; output multiplier as published 1.777"]
    quantity = balances(sources, "ZAF")
    # Money of the source per million US$ of 2023, by their shares in GDP.
    unit = (raw.value_added.sum() + raw.product_taxes.sum()) / recipe["_gdp"]
    domestic_gas = quantity[("gas", "production")] * PJ_PER_BCM * gas_usd_per_gj(recipe)
    table, share = carve_imported_fuel(
        table, "other-mining", "oil-gas-extraction", "refining", domestic_gas * unit
    )
    lines.append(
        "2 split oil and gas: what refining buys of other mining is crude oil and gas, imported but for "
        f"{quantity[('gas', 'production')]:.3f} bcm of domestic gas ({domestic_gas:.1f} million US$); synthetic liquids "
        f"from coal stay in refining; import share of other minerals {share:.0%} instead of 80 %"
    )
    table, part = split_gas_supply(table, recipe, unit)
    lines.append(
        f"2 split gas supply: {recipe['fuel']['gas_distributed_pj']} PJ at {gas_usd_per_gj(recipe):.2f} US$/GJ = {part:.1%} "
        "of electricity and gas, sold to manufacturing; its fuel is imported gas (grade C)"
    )
    return table, table.value_added, lines


def split_gas_supply(table: Table, recipe: dict[str, Any], unit: float) -> tuple[Table, float]:
    """Take gas supply out of electricity and gas: sold to manufacturing as electricity is, fuelled by imported gas."""
    money = recipe["fuel"]["gas_distributed_pj"] * gas_usd_per_gj(recipe) * unit
    mother, new = "electricity-supply", "gas-supply"
    share = money / table.output[table.codes.index(mother)]
    table = split_column(table, mother, new, share)
    a, j = table.codes.index(mother), table.codes.index(new)
    users = np.zeros(table.domestic.shape[1])
    for code in MANUFACTURING:
        users[table.codes.index(code)] = table.domestic[a, table.codes.index(code)]
    table = move_row(table, mother, new, users * (money / users.sum()), np.zeros_like(users))
    table = replace_inputs(table, new, ["coal-mining", "refining"], "oil-gas-extraction", "imported")
    # Order of the recipe: gas supply stands after the grid.
    return reorder(table, [s["code"] for s in recipe["sector"]]), float(
        money / (table.domestic[[a, j]].sum())
    )


def reorder(table: Table, codes: list[str]) -> Table:
    """Sectors in the order of the recipe."""
    return reclassify(table, {code: [code] for code in codes})


def known(
    sources: Path, recipe: dict[str, Any], table: Table, target: Expenditure
) -> tuple[Known, list[str]]:
    """Cells that quantity times price fixes: imported coal, and oil burned for power."""
    quantity = balances(sources, "ZAF")
    prices, fuel = recipe["prices"], recipe["fuel"]
    coal = quantity[("coal", "imports")] * prices["coal_usd_per_t"]
    pj = generation_gwh(sources, "ZAF")["oil"] * 3.6e-3 / recipe["power"]["efficiency"]["oil"]
    oil = pj * prices["crude_usd_per_bbl"] / GJ_PER_BARREL
    i = table.codes.index("refining")
    dom, imp = table.domestic[i].sum() - table.domestic[i, -1], table.imported[i].sum()
    cells: Known = {
        ("imported", "coal-mining", fuel["coal_import_user"]): coal,
        ("imported", "coal-mining", ALONE): 0.0,
        ("domestic", "refining", "electricity-supply"): oil * dom / (dom + imp),
        ("imported", "refining", "electricity-supply"): oil * imp / (dom + imp),
    }
    lines = [
        f"2 fuels: coal imports {quantity[('coal', 'imports')]} Mt at {prices['coal_usd_per_t']} US$/t = {coal:,.0f} million "
        f"US$, to {fuel['coal_import_user']}; oil for power {pj:.1f} PJ at the price of crude = {oil:,.0f} million US$, "
        f"{imp / (dom + imp):.0%} of it imported"
    ]
    return cells, lines


def fuel_use(
    sources: Path, recipe: dict[str, Any], table: Table, power: PowerSplit, flows: dict[str, float]
) -> tuple[list[FuelRow], list[str]]:
    """``fuel_use.csv``: coal, oil, gas and electricity by user, with the money behind each in the report."""
    q, fuel = balances(sources, "ZAF"), recipe["fuel"]
    full = power.table
    exports, imports = q[("coal", "exports")], q[("coal", "imports")]
    home = q[("coal", "production")] - exports - fuel["coal_power_mt"]
    i = full.codes.index("coal-mining")
    money = {code: float(full.domestic[i, full.index(code)]) for code in (*full.codes, "households")}
    plant = money.pop("power-coal")
    refining, households = money.pop("refining"), money.pop("households")
    industry = sum(value for code, value in money.items())
    rest = share_out(home, {"refining": refining, "households": households, "other-industries": industry})
    paid = {"refining": refining, "households": households, "other-industries": industry}
    out = [
        FuelRow("coal", "domestic", "power-coal", fuel["coal_power_mt"], "Mt", "opis-2025", "A", plant),
        FuelRow("coal", "domestic", "exports", exports, "Mt", CIA, "A", cell(full, "domestic", "coal-mining", "exports")),
        *(FuelRow("coal", "domestic", user, mt, "Mt", f"{CIA};builder-table", "B", paid[user]) for user, mt in rest.items()),
        FuelRow("coal", "imported", fuel["coal_import_user"], imports, "Mt", f"{CIA};builder-table", "C",
                cell(full, "imported", "coal-mining", fuel["coal_import_user"])),
    ]  # fmt: skip
    refined = full.codes.index("refining")
    oil_pj = generation_gwh(sources, "ZAF")["oil"] * 3.6e-3 / recipe["power"]["efficiency"]["oil"]
    dom, imp = (
        full.domestic[refined, full.index("power-oil")],
        full.imported[refined, full.index("power-oil")],
    )
    final = q[("oil", "final_consumption")]
    for origin, block, burned in (
        ("domestic", full.domestic, oil_pj * dom / (dom + imp)),
        ("imported", full.imported, oil_pj * imp / (dom + imp)),
    ):
        all_dom = full.domestic[refined, : full.n + 1].sum() + full.imported[refined, : full.n + 1].sum()
        all_dom -= dom + imp
        house = float(block[refined, full.index("households")])
        other = float(block[refined, : full.n].sum() - block[refined, full.index("power-oil")])
        out.append(FuelRow("oil", origin, "power-oil", burned, "PJ", "builder-table", "B",
                           float(block[refined, full.index("power-oil")])))  # fmt: skip
        for user, value in (("households", house), ("other-industries", other)):
            out.append(
                FuelRow(
                    "oil", origin, user, final * value / all_dom, "PJ", "iea-web;builder-table", "B", value
                )
            )
    distributed = fuel["gas_distributed_pj"]
    gas_pj = q[("gas", "imports")] * PJ_PER_BCM
    out.append(FuelRow("gas", "imported", "gas-supply", distributed, "PJ", "iea-web;builder-table", "B",
                       cell(full, "imported", "oil-gas-extraction", "gas-supply")))  # fmt: skip
    out.append(
        FuelRow("gas", "imported", "refining", gas_pj - distributed, "PJ", f"{CIA};builder-table", "B")
    )
    out.append(FuelRow("gas", "domestic", "refining", q[("gas", "production")] * PJ_PER_BCM, "PJ", CIA, "A",
                       cell(full, "domestic", "oil-gas-extraction", "refining")))  # fmt: skip
    out += electricity_use(full, flows, sum(generation_gwh(sources, "ZAF").values()))
    return out, []


def electricity_use(full: Table, flows: dict[str, float], generation: float) -> list[FuelRow]:
    """Electricity by user in GWh: published totals, users at home at one price; what is left is the grid's own use.

    Cross-border supply to the grid is the fact ``electricity_net_imports_gwh``, not a use.
    """
    i = full.codes.index("electricity-supply")
    grid = full.index("electricity-supply")
    available = generation + flows["imports"] - flows["exports"] - flows["distribution losses"]
    used = min(flows["consumption"], available)
    house = float(full.domestic[i, full.index("households")])
    other = float(full.domestic[i, : full.n].sum() - full.domestic[i, grid])
    shares = share_out(used, {"households": house, "other-industries": other})
    source = f"{CIA};builder-table"
    rows = [
        FuelRow(
            "electricity", "domestic", user, gwh, "GWh", source, "B", house if user == "households" else other
        )
        for user, gwh in shares.items()
    ]
    rows.append(FuelRow("electricity", "domestic", "exports", flows["exports"], "GWh", CIA, "A",
                        float(full.domestic[i, full.index("exports")])))  # fmt: skip
    if available - used > 0:
        rows.append(
            FuelRow("electricity", "domestic", "electricity-supply", available - used, "GWh", source, "B")
        )
    return rows
