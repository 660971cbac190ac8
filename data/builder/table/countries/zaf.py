"""South Africa: Statistics South Africa's table for 2014, coal for power and for export apart."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from data.builder.table import read
from data.builder.table.balance import ALONE, Known
from data.builder.table.countries.common import CIA, Country, Physical, electricity_use, oil_use
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
from data.builder.table.technologies import electricity_balance, generation_gwh

MANUFACTURING = (
    "food-drink",
    "textiles-clothing",
    "wood-paper",
    "chemicals",
    "rubber-plastics",
    "mineral-products",
    "basic-metals",
    "metal-products",
    "machinery",
    "electrical-equipment",
    "vehicles",
    "other-manufacturing",
)


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


def physical(sources: Path, recipe: dict[str, Any], table: Table, value_added: Array) -> Physical:
    """Cells that quantity times price fixes: imported coal, and oil burned for power. Outputs follow value added."""
    quantity = balances(sources, "ZAF")
    prices, user = recipe["prices"], recipe["fuel"]["coal_import_user"]
    coal = quantity[("coal", "imports")] * prices["coal_usd_per_t"]
    pj = generation_gwh(sources, "ZAF")["oil"] * 3.6e-3 / recipe["power"]["efficiency"]["oil"]
    oil = pj * prices["crude_usd_per_bbl"] / GJ_PER_BARREL
    i = table.codes.index("refining")
    dom, imp = table.domestic[i].sum() - table.domestic[i, -1], table.imported[i].sum()
    known: Known = {
        ("imported", "coal-mining", user): coal,
        ("imported", "coal-mining", ALONE): 0.0,
        # Tonnes mined and imported are tonnes burned and exported: nothing went to stock.
        ("domestic", "coal-mining", "stocks"): 0.0,
        ("domestic", "refining", "electricity-supply"): oil * dom / (dom + imp),
        ("imported", "refining", "electricity-supply"): oil * imp / (dom + imp),
    }
    report = [
        f"2 fuels: coal imports {quantity[('coal', 'imports')]} Mt at {prices['coal_usd_per_t']} US$/t = {coal:,.0f} "
        f"million US$, to {user}; oil for power {pj:.1f} PJ at the price of crude = {oil:,.0f} million US$, "
        f"{imp / (dom + imp):.0%} of it imported"
    ]
    output = table.output * value_added / table.value_added
    return Physical(output, value_added, known, report=report)


def fuel_use(sources: Path, recipe: dict[str, Any], power: PowerSplit) -> list[FuelRow]:
    """``fuel_use.csv``: coal, oil, gas and electricity by user, with the money behind each in the report."""
    q, fuel, full = balances(sources, "ZAF"), recipe["fuel"], power.table
    i = full.codes.index("coal-mining")
    paid = {code: float(full.domestic[i, full.index(code)]) for code in (*full.codes, "households")}
    plant = paid.pop("power-coal")
    users = {"refining": paid.pop("refining"), "households": paid.pop("households")}
    users["other-industries"] = sum(paid.values())
    exports, user = q[("coal", "exports")], fuel["coal_import_user"]
    home = share_out(q[("coal", "production")] - exports - fuel["coal_power_mt"], users)
    sold = cell(full, "domestic", "coal-mining", "exports")
    bought = cell(full, "imported", "coal-mining", user)
    both = f"{CIA};builder-table"
    out = [
        FuelRow("coal", "domestic", "power-coal", fuel["coal_power_mt"], "Mt", "opis-2025", "B", plant),
        FuelRow("coal", "domestic", "exports", exports, "Mt", CIA, "A", sold),
        *(FuelRow("coal", "domestic", name, mt, "Mt", both, "B", users[name]) for name, mt in home.items()),
        FuelRow("coal", "imported", user, q[("coal", "imports")], "Mt", both, "C", bought),
    ]
    generated = generation_gwh(sources, "ZAF")
    oil_pj = generated["oil"] * 3.6e-3 / recipe["power"]["efficiency"]["oil"]
    out += oil_use(full, oil_pj, q[("oil", "final_consumption")], "iea-web")
    distributed = fuel["gas_distributed_pj"]
    beyond = q[("gas", "imports")] * PJ_PER_BCM - distributed
    piped = cell(full, "imported", "oil-gas-extraction", "gas-supply")
    own = cell(full, "domestic", "oil-gas-extraction", "refining")
    own_pj = q[("gas", "production")] * PJ_PER_BCM
    out += [
        FuelRow("gas", "imported", "gas-supply", distributed, "PJ", "iea-web;builder-table", "B", piped),
        FuelRow("gas", "imported", "refining", beyond, "PJ", both, "B"),
        FuelRow("gas", "domestic", "refining", own_pj, "PJ", CIA, "A", own),
    ]
    return out + electricity_use(full, electricity_balance(sources, "ZAF"), sum(generated.values()))


COUNTRY = Country(prepare, physical, fuel_use)
