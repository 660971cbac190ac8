"""Countries of which only sector totals are published: structure estimated on them, fuels by physical balances.

The source (Asian Development Bank) has 35 sectors with published totals: output, value added, sales at home, exports.
Imports by product and user and final uses come from donors. One mining and one utility sector are divided by what was
mined, pumped and distributed. Everything particular to a country stands in its recipe:

``[fuel]`` heat of coal, who burns coal and gas beside power and by which donor they share it, how much is exported or
bought abroad where a national figure replaces the balance. Sectors that the recipe leaves out (no wells, no pipes) are
not made.
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
from data.builder.table.readers.lent import (
    donors,
    final_shares,
    import_prior,
    margins,
    mean_over_donors,
)
from data.builder.table.reclassify import aggregation
from data.builder.table.tableau import USES, Array, Table
from data.builder.table.technologies import electricity_balance, generation_gwh

GRID, GAS, WATER, REFINING = "electricity-supply", "gas-supply", "water-waste", "refining"
COAL, WELLS, QUARRIES = "coal-mining", "oil-gas-extraction", "other-mining"
PIPED = ("C", "H")  # gas supply sells to industry and to transport
PUBLIC = ("public-administration", "education", "health")
TRACE = 1e-6
"""Share of a joint sector's row that keeps a cell open in the prior where quantities fix it."""
IPCC_BITUMINOUS = 25.8
"""GJ per tonne of other bituminous coal, the coal of the Pink Sheet's price (IPCC 2006 Guidelines, vol. 2, table 1.2)."""


def rows_to_sales(z: Array, sales: Array) -> Array:
    """Structure (n, n) with every row scaled to what the sector sells to producers (n,)."""
    have = z.sum(axis=1)
    return z * np.divide(sales, have, out=np.zeros_like(have), where=have > 0)[:, None]


def on_totals(
    codes: tuple[str, ...], z: Array, total: dict[str, Array], final_donor: Table, goods: Array, sign: float
) -> Table:
    """Prior table of domestic uses on published sector totals (n,); final uses at home by the donor's shares.

    Stocks: 1 % of each good's final use at home, with the ``sign`` of the national figure; only their total is controlled.
    """
    n = len(codes)
    domestic = np.zeros((n, n + len(USES)))
    domestic[:, :n] = z
    domestic[:, n : n + 3] = total["dom_final_sales"][:, None] * final_shares(final_donor)
    domestic[:, n + 3] = 0.01 * sign * total["dom_final_sales"] * goods
    domestic[:, n + 4] = total["exports_total"]
    nothing = np.zeros(n)
    return Table(
        codes,
        domestic,
        np.zeros_like(domestic),
        np.zeros(n + len(USES)),
        nothing,
        nothing,
        total["value_added"],
    )


def prepare(sources: Path, recipe: dict[str, Any]) -> tuple[Table, Array, list[str]]:
    """Stages 1 and 2: the prior in the pack's sectors; mining and utilities are weighed by :func:`physical`."""
    codes35, _, z = read.matrix(sources / recipe["input"]["folder"] / "Z_dom.csv")
    total = margins(sources, recipe, codes35)
    z = rows_to_sales(z, total["dom_intermediate_sales"])
    concordance = {s["code"]: s["from"] for s in recipe["sector"]}
    codes = tuple(concordance)
    n = len(codes)
    g = aggregation(tuple(codes35), concordance)
    total = {name: g @ values for name, values in total.items()}
    value_added = total["value_added"]
    given = donors(sources, recipe)
    goods = np.array([s["isic"] in ("A", "B", "C") for s in recipe["sector"]])
    sign = float(np.sign(recipe["controls"]["stocks_share_of_gdp"]))
    table = on_totals(codes, g @ z @ g.T, total, given[recipe["input"]["final_donor"]], goods, sign)
    table, value_added = without_output(table, value_added, recipe["fuel"].get("only_imported", []))
    table = divide_utilities(divide_mining(table), recipe)
    finals = table.domestic[:, n:].sum(axis=0)
    table = replace(
        table, imported=imports_with_stocks(import_prior(given, table.output, finals), goods, sign)
    )
    table, labour = with_wages(sources, table, given, recipe["pack"]["iso3"])
    names = " and ".join(recipe["input"]["donor_names"])
    lines = [
        f"1 reclassify: 35 source sectors to {n}; totals of {recipe['input']['year']}, structure of 2021 estimated on them "
        f"from {recipe['input']['prior']}; final uses by the shares of {recipe['input']['final_donor']}, imports by product "
        f"and user by the import coefficients of {names} (grade C by product)",
        f"1 wages: donors' wage shares by sector, scaled to {table.wages.sum() / value_added.sum():.1%} of value added "
        f"({labour} times employees in employment)",
    ]
    return table, value_added, lines


def imports_with_stocks(block: Array, goods: Array, sign: float) -> Array:
    """Imported goods go to stocks as domestic goods do: 1 % of what users at home take of each."""
    out = block.copy()
    out[:, -2] = 0.01 * sign * block.sum(axis=1) * goods
    return out


def without_output(table: Table, value_added: Array, only_imported: list[str]) -> tuple[Table, Array]:
    """Sectors whose product the country does not make: their traces in the source are taken out."""
    if not only_imported:
        return table, value_added
    keep = np.array([code not in only_imported for code in table.codes], dtype=float)
    columns = np.concatenate([keep, np.ones(len(USES))])
    table = replace(table, domestic=table.domestic * keep[:, None] * columns, surplus=table.surplus * keep)
    return table, value_added * keep


def divide_mining(table: Table) -> Table:
    """Rows of mining: what refining and utilities buy is fuel, what others buy and what is exported other minerals.

    Coal and wells get traces where quantities will stand; the columns are the source's mining column.
    """
    dom, mining = table.domestic.copy(), table.codes.index(QUARRIES)
    grid, refining = table.codes.index(GRID), table.codes.index(REFINING)
    fuels = [table.codes.index(code) for code in (COAL, WELLS) if code in table.codes]
    trace = TRACE * dom[mining].sum()
    if WELLS in table.codes:
        wells = table.codes.index(WELLS)
        dom[wells, refining] = max(dom[mining, refining], trace)
        dom[wells, grid] = trace
        if "chemicals" in table.codes:
            dom[wells, table.codes.index("chemicals")] = trace
    if COAL in table.codes:
        dom[table.codes.index(COAL), grid] = trace
    dom[mining, [grid, refining]] = 0.0
    for code in fuels:
        dom[:, code] += dom[:, mining] * 0.1
    return replace(table, domestic=dom)


def divide_utilities(table: Table, recipe: dict[str, Any]) -> Table:
    """Rows of utilities: water sells where electricity does, gas (if piped) to industry and transport; columns alike."""
    dom, grid = table.domestic.copy(), table.codes.index(GRID)
    fuels = [table.codes.index(code) for code in (WELLS, COAL, REFINING) if code in table.codes]
    row = dom[grid].copy()
    row[grid] = 0.0
    sold = {WATER: row * recipe["fuel"]["water_share_of_utilities"]}
    if GAS in table.codes:
        takes = np.array([s["isic"] in PIPED for s in recipe["sector"]] + [False] * len(USES))
        sold[GAS] = np.where(takes, row * 0.2, 0.0)
    for code, part in sold.items():
        new = table.codes.index(code)
        dom[grid] -= part
        dom[new] += part
        column = dom[:, grid] * 0.1
        column[[*fuels, grid]] = 0.0
        dom[:, new] += column
        dom[grid, new] += dom[grid, grid] * 0.005
    return replace(table, domestic=dom)


def national_wage_share(sources: Path, iso3: str) -> tuple[float, str]:
    """Wages over value added: labour share times employees in employment, and which labour share it is."""
    known = {
        row["indicator"]: float(row["value"])
        for row in read.rows(sources / "economics/macro_structure.csv")
        if row["iso3"] == iso3 and row["indicator"] in ("labour_share_of_gdp", "labour_share_sdg_10_4_1")
    }
    own = read.series(
        sources / "economics/self_employment_wages.csv", "indicator", iso3, ("self_employed_total",), 2023
    )
    employees = 1.0 - own["self_employed_total"] / 100.0
    if "labour_share_of_gdp" in known:
        return known["labour_share_of_gdp"] / 100.0 * employees, "labour share of the Penn World Table, 2019,"
    return known["labour_share_sdg_10_4_1"] / 100.0 * employees, "labour share of SDG 10.4.1, 2017,"


def with_wages(sources: Path, table: Table, given: dict[str, Table], iso3: str) -> tuple[Table, str]:
    """Wages by donors' shares of value added, scaled to the national share; the rest is surplus and mixed income.

    Taxes on production and on inputs are not known apart: they stay in surplus.
    """
    shares = mean_over_donors(
        [
            np.where(d.value_added > 0, d.wages / np.where(d.value_added > 0, d.value_added, 1), np.nan)
            for d in given.values()
        ]
    )
    value_added = np.where(table.surplus > 0, table.surplus, TRACE * table.output.sum())
    national, said = national_wage_share(sources, iso3)
    wages = shares * value_added
    public = np.array([code in PUBLIC for code in table.codes])
    # The self-employed work outside public services: there the donors' shares stand.
    scale = (national * value_added.sum() - wages[public].sum()) / wages[~public].sum()
    wages = np.where(public, wages, wages * scale)
    return replace(table, wages=wages, surplus=value_added - wages), said


def quantities(sources: Path, recipe: dict[str, Any]) -> dict[tuple[str, str], float]:
    """The published balance of the base year, with the national figures that the recipe prefers."""
    q = balances(sources, recipe["pack"]["iso3"])
    for name, value in recipe["fuel"].get("quantity", {}).items():
        fuel, flow = name.split(" ", 1)
        q[(fuel, flow)] = value
    return q


def burned_pj(sources: Path, recipe: dict[str, Any], fuel: str) -> float:
    """Fuel burned for power, PJ: generation over the efficiency of the recipe."""
    made = generation_gwh(
        sources, recipe["pack"]["iso3"], by_shares=recipe["power"].get("generation") == "shares"
    )
    return made.get(fuel, 0.0) * 3.6e-3 / recipe["power"]["efficiency"][fuel]


def donor_weights(donor: Table, products: list[str], users: list[str], table: Table) -> dict[str, float]:
    """Money per user if each bought a fuel as the donor's does: per output of a sector, per use of households."""

    def scale(t: Table, user: str) -> float:
        return float(t.output[t.codes.index(user)] if user in t.codes else t.domestic[:, t.index(user)].sum())

    rows = [donor.codes.index(product) for product in products]
    uses = donor.domestic + donor.imported
    return {
        user: float(uses[rows, donor.index(user)].sum()) / scale(donor, user) * scale(table, user)
        for user in users
    }


def fuel_by_user(
    sources: Path, recipe: dict[str, Any], table: Table, fuel: str, total: float, power: float
) -> dict[str, float]:
    """A fuel by user in its unit: power first, never more than there is; the rest as the donor's users share it."""
    settings = recipe["fuel"][f"{fuel}_users"]
    out = {GRID: min(power, total)}
    rest = total - out[GRID]
    if rest <= 0:
        return out
    if "shares" in settings:
        return out | share_out(rest, settings["shares"])
    donor = donors(sources, {"donor": {settings["donor"]: recipe["donor"][settings["donor"]]}})
    weight = donor_weights(donor[settings["donor"]], settings["products"], settings["users"], table)
    return out | share_out(rest, weight)


def coal_flows(sources: Path, recipe: dict[str, Any], table: Table) -> dict[str, dict[str, float]]:
    """Mt by origin and user; every user at home burns domestic and imported coal in the same proportion."""
    q, fuel = quantities(sources, recipe), recipe["fuel"]
    exports, imports = q.get(("coal", "exports"), 0.0), q.get(("coal", "imports"), 0.0)
    home = q.get(("coal", "production"), 0.0) - exports
    power = burned_pj(sources, recipe, "coal") / fuel["coal_gj_per_t"]
    users = fuel_by_user(sources, recipe, table, "coal", home + imports, power)
    share = imports / (home + imports)
    flows = {
        "domestic": {user: mt * (1.0 - share) for user, mt in users.items()},
        "imported": {user: mt * share for user, mt in users.items()},
    }
    if exports > 0:
        flows["domestic"]["exports"] = exports
    return flows


def coal_price(recipe: dict[str, Any], origin: str, user: str) -> float:
    """US$ per tonne: at home the recipe's price, abroad the Pink Sheet's by the heat of what is traded."""
    prices = recipe["prices"]
    if origin == "domestic" and user != "exports":
        return float(prices["coal_home_usd_per_t"])
    heat = prices.get(
        "coal_export_gj_per_t" if user == "exports" else "coal_import_gj_per_t", IPCC_BITUMINOUS
    )
    return float(prices["coal_usd_per_t"] * heat / IPCC_BITUMINOUS)


def gas_flows(sources: Path, recipe: dict[str, Any], table: Table) -> dict[str, dict[str, float]]:
    """PJ by origin and user, in the same proportion for every user; empty where the country has no gas."""
    if WELLS not in table.codes:
        return {}
    q = quantities(sources, recipe)
    home = q.get(("gas", "production"), 0.0) * PJ_PER_BCM
    imports = q.get(("gas", "imports"), 0.0) * PJ_PER_BCM
    if home + imports <= 0:
        return {}
    users = fuel_by_user(sources, recipe, table, "gas", home + imports, burned_pj(sources, recipe, "gas"))
    share = imports / (home + imports)
    return {
        "domestic": {user: pj * (1.0 - share) for user, pj in users.items()},
        "imported": {user: pj * share for user, pj in users.items()},
    }


def gas_prices(recipe: dict[str, Any]) -> dict[str, float]:
    """US$ per GJ of domestic and of imported gas."""
    prices = recipe["prices"]
    home = float(np.mean(prices["gas_usd_per_mmbtu"])) / GJ_PER_MMBTU
    border = float(np.mean(prices.get("gas_import_usd_per_mmbtu", prices["gas_usd_per_mmbtu"])))
    return {"domestic": home, "imported": border / GJ_PER_MMBTU}


def crude_musd(recipe: dict[str, Any], q: dict[tuple[str, str], float]) -> dict[str, float]:
    """Crude oil in million US$: refined at home of own wells, exported, imported.

    Imports are consumption less production, unless the recipe states what was paid (0 where nothing is refined).
    """
    prices, fuel = recipe["prices"], recipe["fuel"]
    per_kbd = 365e3 * prices["crude_usd_per_bbl"] / 1e6
    made = q.get(("oil", "production"), 0.0) * per_kbd * fuel.get("crude_carried", 1.0)
    exports = made * fuel.get("crude_exports_share", 0.0)
    need = max(q[("oil", "consumption")] - q.get(("oil", "production"), 0.0), 0.0) * per_kbd
    return {"home": made - exports, "exports": exports, "imports": fuel.get("crude_imports_musd", need)}


def donor_rates(sources: Path, recipe: dict[str, Any]) -> dict[str, float]:
    """Value added per output by sector of the donor of final uses."""
    name = recipe["input"]["final_donor"]
    donor = donors(sources, {"donor": {name: recipe["donor"][name]}})[name]
    rate = donor.value_added / np.where(donor.output > 0, donor.output, 1.0)
    return dict(zip(donor.codes, rate.tolist(), strict=True))


def output_per_value_added(sources: Path, recipe: dict[str, Any], code: str) -> float:
    """Output over value added of a joint sector, as published."""
    total = margins(sources, recipe, [code])
    return float(total["output"][0] / total["value_added"][0])


def room_for_fuels(known: Known, user: str, x: float, v: float, most: float) -> tuple[float, list[str]]:
    """Output of a sector that leaves room for the fuels that quantities put into it: at least v + c / ``most``.

    c is what the known fuels cost, ``most`` the highest share that they may have in the sector's purchases.
    """
    fuels = {COAL, WELLS, *(() if user == REFINING else (REFINING,))}
    bought = sum(money for (_, product, buyer), money in known.items() if buyer == user and product in fuels)
    need = v + bought / most
    if need <= x:
        return x, []
    return need, [
        f"2 {user}: output {need:,.0f} instead of {x:,.0f} million US$, so that the fuels bought ({bought:,.0f}) are at most "
        f"{most:.0%} of its purchases"
    ]


def physical(sources: Path, recipe: dict[str, Any], table: Table, value_added: Array) -> Physical:
    """Outputs, value added and known cells of mining, utilities and fuels, million US$ of 2023."""
    q, fuel = quantities(sources, recipe), recipe["fuel"]
    water_rate = donor_rates(sources, recipe)[WATER]
    at = {code: k for k, code in enumerate(table.codes)}
    v = value_added.copy()
    have = np.where(table.value_added > 0, table.value_added, 1.0)
    x = table.output * v / have
    coal, gas = coal_flows(sources, recipe, table), gas_flows(sources, recipe, table)
    crude, gas_price = crude_musd(recipe, q), gas_prices(recipe)

    known: Known = {("imported", COAL, ALONE): 0.0}
    for user in (*table.codes, *USES):
        known[("domestic", COAL, user)] = 0.0
    for origin, users in coal.items():
        for user, mt in users.items():
            known[(origin, COAL, user)] = mt * coal_price(recipe, origin, user)
    mining = v[at[QUARRIES]]
    ratio = output_per_value_added(sources, recipe, "MIN")
    x[at[COAL]] = sum(
        value for (origin, code, _), value in known.items() if (origin, code) == ("domestic", COAL)
    )
    v[at[COAL]] = x[at[COAL]] / ratio
    if WELLS in at:
        known[("imported", WELLS, ALONE)] = 0.0
        for user in (*table.codes, *USES):
            if user != REFINING:
                known[("domestic", WELLS, user)] = 0.0
        for origin, users in gas.items():
            for user, pj in users.items():
                known[(origin, WELLS, user)] = pj * gas_price[origin]
        known[("domestic", WELLS, "exports")] = crude["exports"]
        known[("domestic", WELLS, REFINING)] = known.get(("domestic", WELLS, REFINING), 0.0) + crude["home"]
        known[("imported", WELLS, REFINING)] = (
            known.get(("imported", WELLS, REFINING), 0.0) + crude["imports"]
        )
        x[at[WELLS]] = sum(
            value for (origin, code, _), value in known.items() if (origin, code) == ("domestic", WELLS)
        )
        v[at[WELLS]] = x[at[WELLS]] / ratio
    fuels = v[at[COAL]] + (v[at[WELLS]] if WELLS in at else 0.0)
    v[at[QUARRIES]] = mining - fuels
    if v[at[QUARRIES]] <= 0:
        raise ValueError(
            f"Coal, oil and gas at these prices leave {v[at[QUARRIES]]:,.0f} of {mining:,.0f} million US$ for other mining: "
            "correct prices or quantities in table.toml."
        )
    x[at[QUARRIES]] = v[at[QUARRIES]] * ratio

    utilities = v[at[GRID]]
    whole = utilities * output_per_value_added(sources, recipe, "UTL")
    x[at[WATER]] = whole * fuel["water_share_of_utilities"]
    v[at[WATER]] = water_rate * x[at[WATER]]
    if GAS in at:
        pool = sum(gas[origin][GAS] * gas_price[origin] for origin in gas)
        x[at[GAS]] = sum(gas[origin][GAS] for origin in gas) * gas_price["imported"]
        column = table.domestic[:, at[GRID]]
        own = [at[code] for code in (WELLS, COAL, REFINING, GRID)]
        beside = (column.sum() - column[own].sum()) / table.value_added[at[GRID]]
        v[at[GAS]] = (x[at[GAS]] - pool) / (1 + beside)
    x[at[GRID]] = whole - x[at[WATER]] - (x[at[GAS]] if GAS in at else 0.0)
    v[at[GRID]] = utilities - v[at[WATER]] - (v[at[GAS]] if GAS in at else 0.0)

    oil = burned_pj(sources, recipe, "oil") * recipe["prices"]["crude_usd_per_bbl"] / GJ_PER_BARREL
    if REFINING in fuel.get("only_imported", []):
        known[("imported", REFINING, GRID)] = oil
    else:
        known[("domestic", REFINING, GRID)] = oil
        known[("imported", REFINING, GRID)] = 0.0
    raised: list[str] = []
    for user in (REFINING, GRID):
        if user not in fuel.get("only_imported", []):
            x[at[user]], said = room_for_fuels(known, user, x[at[user]], v[at[user]], fuel["most_fuels"])
            raised += said
    report = physical_lines(recipe, coal, gas, gas_price, crude, x, v, at, mining, whole)
    return Physical(x, v, known, {}, report + raised)


def physical_lines(
    recipe: dict[str, Any],
    coal: dict[str, dict[str, float]],
    gas: dict[str, dict[str, float]],
    gas_price: dict[str, float],
    crude: dict[str, float],
    x: Array,
    v: Array,
    at: dict[str, int],
    mining: float,
    utilities: float,
) -> list[str]:
    """What quantities fixed, in words."""
    at_home = {user: sum(part.get(user, 0.0) for part in coal.values()) for user in coal["imported"]}
    said = ", ".join(
        f"{user} {mt:,.2f}" for user, mt in sorted(at_home.items(), key=lambda item: -item[1])[:5]
    )
    parts = [f"coal {x[at[COAL]]:,.0f} at {recipe['prices']['coal_home_usd_per_t']:.1f} US$/t at home"]
    if WELLS in at:
        parts.append(f"oil and gas {x[at[WELLS]]:,.0f}")
    parts.append(f"other minerals {x[at[QUARRIES]]:,.0f} (the rest of value added)")
    electricity = utilities - x[at[WATER]] - (x[at[GAS]] if GAS in at else 0.0)
    lines = [
        f"2 mining: value added {mining:,.0f} million US$ is divided by what was mined; output "
        + ", ".join(parts),
        f"2 coal: {sum(at_home.values()):,.2f} Mt burned at home at {recipe['fuel']['coal_gj_per_t']} GJ/t: {said}; "
        f"{coal['domestic'].get('exports', 0.0):,.2f} Mt exported at {coal_price(recipe, 'domestic', 'exports'):.0f} US$/t, "
        f"imports at {coal_price(recipe, 'imported', GRID):.0f} US$/t; every user burns domestic and imported coal alike",
        f"2 oil: crude of own wells {crude['home']:,.0f} to refining, {crude['exports']:,.0f} exported; imported "
        f"{crude['imports']:,.0f} million US$",
        f"2 utilities: output {utilities:,.0f} = electricity {electricity:,.0f} + water {x[at[WATER]]:,.0f} (water by "
        "Indonesia's share)" + (f" + gas {x[at[GAS]]:,.0f}" if GAS in at else ""),
    ]
    if gas:
        pj = {user: sum(part[user] for part in gas.values()) for user in gas["domestic"]}
        total = sum(pj.values())
        users = ", ".join(
            f"{user} {value:,.1f}" for user, value in sorted(pj.items(), key=lambda item: -item[1])[:5]
        )
        lines.append(
            f"2 gas: {total:,.0f} PJ, {sum(gas['domestic'].values()) / total:.0%} domestic at {gas_price['domestic']:.1f}, "
            f"imported at {gas_price['imported']:.1f} US$/GJ: {users}"
        )
    return lines + [f"2 note: {text}" for text in recipe["fuel"].get("notes", [])]


def plant_column(recipe: dict[str, Any], fuel: str) -> str:
    """Generation column that burns a fuel: its own, or the one it is joined with."""
    return "power-" + recipe["power"]["joined"].get(fuel, fuel)


def fuel_use(sources: Path, recipe: dict[str, Any], power: PowerSplit) -> list[FuelRow]:
    """``fuel_use.csv``: coal, oil, gas and electricity by user, with the money behind each in the report."""
    q, full = quantities(sources, recipe), power.table
    both = f"{CIA};builder-table"
    out = []
    gas_price = gas_prices(recipe)
    for fuel, product, unit, flows in (
        ("coal", COAL, "Mt", coal_flows(sources, recipe, full)),
        ("gas", WELLS, "PJ", gas_flows(sources, recipe, full)),
    ):
        for origin, users in flows.items():
            for user, estimate in users.items():
                name = plant_column(recipe, fuel) if user == GRID else user
                if estimate <= 0:
                    continue
                grade = "A" if user == "exports" else "B" if user == GRID else "C"
                # Refining buys crude and gas in one cell: that money has no price per GJ of gas.
                mixed = (product, name) == (WELLS, REFINING)
                money = None if mixed else cell(full, origin, product, name)
                price = coal_price(recipe, origin, user) if fuel == "coal" else gas_price[origin]
                quantity = estimate if money is None else money / price
                out.append(FuelRow(fuel, origin, name, quantity, unit, both, grade, money))
    burned = burned_pj(sources, recipe, "oil")
    final = q[("oil", "consumption")] * 365 * 1e3 * GJ_PER_BARREL / 1e6 - burned
    out += oil_use(full, burned, final, CIA, plant_column(recipe, "oil"))
    iso3 = recipe["pack"]["iso3"]
    made = generation_gwh(sources, iso3, by_shares=recipe["power"].get("generation") == "shares")
    share = recipe["fuel"].get("electricity_households")
    published = None if share is None else (share, recipe["fuel"]["electricity_households_source"])
    return out + electricity_use(full, electricity_balance(sources, iso3), sum(made.values()), published)


COUNTRY = Country(prepare, physical, fuel_use)
