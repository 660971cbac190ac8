"""Countries without a published table: donors' coefficients under the country's own totals, fuels by quantities.

What is the country's own: GDP by expenditure, value added of three sectors (2023) over twelve (2018) or over employment,
exports and imports of the products that are published, fuels and electricity in physical units. What is borrowed, as the
mean of the donors that have the sector: input coefficients, value added per output, the composition of each final use, the
share of output exported where nothing is published. Grade C.

Symbols, with n sectors: output ``x`` (n,), value added ``v`` (n,), total use of products ``A`` (n, n) per unit of output
without regard to origin, taxes on inputs ``t`` (n,); for every donor column A'1 + t + v/x = 1. Imports of product i are what
use leaves of supply at home (commodity balance):

    m[i] = max( sum_u U[i, u] + e[i] - x[i],  s[i] sum_u U[i, u] )

with U use at home, e exports and s the smallest import share among the donors; local services take the second term alone,
because nobody fetches them from abroad to fill a gap. Imports are scaled to the national total.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from data.builder.table import read
from data.builder.table.balance import ALONE, Known
from data.builder.table.fuels import GJ_PER_BARREL, PJ_PER_BCM, FuelRow, balances, cell, share_out
from data.builder.table.power import PowerSplit
from data.builder.table.readers.common import CIA, Country, Physical, electricity_use, oil_use
from data.builder.table.reclassify import aggregation
from data.builder.table.tableau import USES, Array, Table
from data.builder.table.technologies import electricity_balance, generation_gwh

COAL, WELLS, MINES, REFINING, GRID = (
    "coal-mining",
    "oil-gas-extraction",
    "other-mining",
    "refining",
    "electricity-supply",
)
FUELS = (COAL, WELLS, REFINING)
PUBLIC = ("O", "P", "Q")
FINALS = ("households", "government", "investment")
FOOD = ("agriculture", "food-drink")
INDUSTRY = ("B", "C", "D", "E", "F")
MODELLED = "labour/more_labour/employment_by_activity_sex_modelled_2024.csv"
ETD = "labour/employment/etd_12sector_employment_va_1990_2018.csv"
# Sections that the ILO's modelled activities join.
ACTIVITIES = ("A", "B", "C", "DE", "F", "G", "HJ", "I", "K", "LMN", "O", "P", "QRSTU")
WAGES = ("va_compensation", "va_wages", "va_labour_comp")


@dataclass(frozen=True)
class Donor:
    """A donor in the pack's sectors, per unit of output; columns of sectors that it has not apart are NaN.

    ``inputs`` (n, n) without regard to origin, ``taxes``, ``value_added``, ``wages`` (share of value added), ``exports``
    (share of output), ``import_share`` (of use at home), ``weight`` (share of total value added), ``workers`` (persons per
    unit of value added) (n,); ``finals`` (n, 3) shares of each final use, NaN where imports are not shown apart.
    """

    inputs: Array
    taxes: Array
    value_added: Array
    wages: Array
    exports: Array
    import_share: Array
    weight: Array
    workers: Array
    finals: Array


def ratio(part: Array, whole: Array) -> Array:
    """part / whole, NaN where the whole is nothing."""
    return np.where(whole > 0, part / np.where(whole > 0, whole, 1.0), np.nan)


def raw_donor(folder: Path) -> tuple[tuple[str, ...], dict[str, Array]]:
    """A donor in its own sectors and money: all that the coefficients need."""
    codes, _, z = read.matrix(folder / "Z_dom.csv")
    _, _, z_imported = read.matrix(folder / "Z_imp.csv")
    rows = {row["code"]: row for row in read.rows(folder / "sectors.csv")}
    columns = list(next(iter(rows.values())))

    def column(*names: str) -> Array:
        return np.array([sum(float(rows[code][name] or 0.0) for name in names) for code in codes])

    labour = [name for name in columns if name in WAGES or name.startswith("va_flab")]
    uses, imported = read.final_uses(folder / "FD_dom.csv"), read.final_uses(folder / "FD_imp.csv")
    taxes, bought_abroad, workers = (
        column("net_product_taxes_on_inputs"),
        z_imported.sum(axis=0),
        np.full(len(codes), np.nan),
    )
    beside = folder / "imports_by_using_sector.csv"
    if beside.exists() and bought_abroad.sum() == 0:
        found = {row["code"]: row for row in read.rows(beside)}
        take = [found[code] for code in codes]
        names = ("imported_intermediates", "intl_trade_transport_margins")
        bought_abroad = np.array([sum(float(r[name]) for name in names) for r in take])
        taxes = np.array([float(r["net_product_taxes"]) for r in take])
        workers = np.array([float(r["persons_engaged_thousand"]) * 1e3 for r in take])
    return tuple(codes), {
        "domestic": z,
        "imported": z_imported,
        "abroad": bought_abroad,
        "taxes": taxes,
        "wages": column(*labour),
        "value_added": column("va_total"),
        "output": z.sum(axis=1) + uses.sum(axis=1),
        "uses": uses,
        "uses_imported": imported,
        "workers": workers,
    }


def donor(sources: Path, spec: dict[str, Any], codes: tuple[str, ...], pattern: Donor | None) -> Donor:
    """One donor in the pack's sectors. ``pattern`` divides what this one joins and spreads its imports over products."""
    own, raw = raw_donor(sources / spec["folder"])
    concordance = {code: spec["from"].get(code, []) for code in codes}
    g = aggregation(own, concordance)
    z, z_imported = g @ raw["domestic"] @ g.T, g @ raw["imported"] @ g.T
    x, v, abroad = g @ raw["output"], g @ raw["value_added"], g @ raw["abroad"]
    uses, imported = g @ raw["uses"], g @ raw["uses_imported"]
    shown = imported.sum() > 0
    missing = np.array([not concordance[code] for code in codes])
    if not shown and pattern is not None:
        shares = pattern.inputs * pattern.import_share[:, None]
        total = np.nansum(shares, axis=0)
        shares = np.nan_to_num(shares) / np.where(total > 0, total, 1.0)
        z_imported = shares * abroad
    total_use = z + z_imported
    inside = [USES.index(use) for use in FINALS]
    final = np.maximum(uses[:, inside] + imported[:, inside], 0.0)
    at_home = total_use.sum(axis=1) + final.sum(axis=1)
    import_share = ratio(z_imported.sum(axis=1) + imported.sum(axis=1), at_home)
    for parts in spec.get("joint", []):
        # One row of the donor stands for several sectors: its buyers divide it as the pattern's buyers do.
        if pattern is None:
            raise ValueError(
                "The first donor of a recipe cannot join sectors: put one with all of them first."
            )
        at = [codes.index(part) for part in parts]
        missing[at] = True
        bought = np.hstack([pattern.inputs[at], pattern.finals[at]])
        mean = np.nansum(pattern.inputs[at] * pattern.weight, axis=1)
        block = np.where(np.isnan(bought).any(axis=0), mean[:, None], bought)
        block = np.where(block.sum(axis=0) > 0, block, mean[:, None])
        share = block / block.sum(axis=0)
        total_use[at] = share[:, : len(codes)] * total_use[at].sum(axis=0)
        final[at] = share[:, len(codes) :] * final[at].sum(axis=0)
        import_share[at] = np.nan
    x_known = np.where(missing, 0.0, x)

    def per_output(values: Array) -> Array:
        return ratio(values, np.broadcast_to(x_known, values.shape))

    finals = final / final.sum(axis=0)
    return Donor(
        inputs=per_output(total_use),
        taxes=per_output(g @ raw["taxes"]),
        value_added=per_output(v),
        wages=np.where(missing, np.nan, ratio(g @ raw["wages"], v)),
        exports=per_output(uses[:, USES.index("exports")]),
        import_share=import_share if shown else np.full(len(codes), np.nan),
        weight=np.where(missing, np.nan, v / v.sum()),
        workers=ratio(g @ raw["workers"], v),
        # Without imports shown apart, what is invested lacks the machines from abroad.
        finals=finals if shown else np.where(np.array(FINALS) == "investment", np.nan, finals),
    )


def mean(parts: list[Array]) -> Array:
    """Mean of donors, without those that have no figure; NaN where none has."""
    stacked = np.array(parts)
    count = (~np.isnan(stacked)).sum(axis=0)
    return np.where(count > 0, np.nansum(stacked, axis=0) / np.where(count > 0, count, 1), np.nan)


def mean_donor(sources: Path, recipe: dict[str, Any]) -> Donor:
    """The mean of the recipe's donors, in the order written: the first may serve the others as pattern."""
    codes = tuple(s["code"] for s in recipe["sector"])
    out: list[Donor] = []
    for name in recipe["input"]["donors"]:
        out.append(donor(sources, recipe["donor"][name], codes, out[0] if out else None))
    fields = Donor.__dataclass_fields__
    joined = Donor(**{field: mean([getattr(d, field) for d in out]) for field in fields})
    # Columns are means over the donors that have the sector, rows that a donor has not count as nothing.
    return replace(
        joined,
        inputs=np.nan_to_num(joined.inputs),
        finals=np.nan_to_num(joined.finals),
        exports=np.nan_to_num(joined.exports),
        import_share=np.nan_to_num(smallest([d.import_share for d in out])),
    )


def food_share(sources: Path, iso3: str) -> float | None:
    """Food in household expenditure, as a share; None where it is not published here."""
    for row in read.rows(sources / "economics/household_consumption_split.csv"):
        if row["iso3"] == iso3 and row["indicator"] == "food_share":
            return float(row["value"]) / 100.0
    return None


def with_food(sources: Path, recipe: dict[str, Any], finals: Array) -> tuple[Array, str]:
    """Household use (first column of ``finals``) with food scaled from the donors' share to the country's own."""
    iso3 = recipe["pack"]["iso3"]
    own = recipe["controls"].get("food_share", food_share(sources, iso3))
    theirs = [food_share(sources, name) for name in recipe["input"]["donors"]]
    known = [share for share in theirs if share is not None]
    if own is None or not known:
        return finals, "1 food: no share of food in household expenditure is at hand; the donors' stands"
    at = [i for i, code in enumerate(sector_of(recipe, "code")) if code in FOOD]
    out, factor = finals.copy(), own / (sum(known) / len(known))
    food = min(out[at, 0].sum() * factor, 0.9)
    out[:, 0] *= (1.0 - food) / (1.0 - out[at, 0].sum())
    out[at, 0] = finals[at, 0] * food / finals[at, 0].sum()
    return out, (
        f"1 food: {own:.1%} of household expenditure against {sum(known) / len(known):.1%} in the donors; farm and food "
        f"products {food:.1%} of household use at basic prices"
    )


def smallest(parts: list[Array]) -> Array:
    """Smallest figure among the donors, NaN where none has one."""
    stacked = np.array(parts)
    return np.where(
        np.isnan(stacked).all(axis=0), np.nan, np.nanmin(np.where(np.isnan(stacked), np.inf, stacked), axis=0)
    )


def sector_of(recipe: dict[str, Any], key: str) -> list[str]:
    """One property of every sector, in table order."""
    return [str(s[key]) for s in recipe["sector"]]


def branches(weight: Array, given: Donor, recipe: dict[str, Any]) -> Array:
    """Value added weights with published figures of branches inside their group.

    ``measure`` is "sales" (x donors' value added per output) or "persons" (value added per worker alike inside the group).
    A part may cover several sectors, which share it by the donors' weights; what is left of the total goes to the group's
    other sectors in the same way.
    """
    out, codes, control = weight.copy(), sector_of(recipe, "code"), sector_of(recipe, "control")
    for spec in recipe.get("branches", []):
        group = [i for i, name in enumerate(control) if name == spec["control"] and weight[i] > 0]
        parts = [([codes.index(c) for c in part["sectors"]], part["value"]) for part in spec["parts"]]
        named = {i for inside, _ in parts for i in inside}
        rest = [i for i in group if i not in named]
        parts.append((rest, spec["total"] - sum(value for _, value in parts)))
        for inside, value in parts:
            live = [i for i in inside if i in group]
            if live:
                if spec.get("measure", "sales") == "persons":
                    out[live] = value * weight[live] / weight[live].sum()
                    continue
                sales = weight[live] / given.value_added[live]
                out[live] = value * sales / sales.sum() * given.value_added[live]
        out[group] *= weight[group].sum() / out[group].sum()
    return out


def value_added_prior(sources: Path, recipe: dict[str, Any], given: Donor) -> tuple[Array, str]:
    """Value added before the newest controls (n,), and where its structure comes from."""
    weight = np.nan_to_num(given.weight)
    weight[[i for i, code in enumerate(sector_of(recipe, "code")) if code in recipe["input"]["closed"]]] = 0.0
    weight = branches(weight, given, recipe)
    iso3 = recipe["pack"]["iso3"]
    year = str(recipe["controls"]["etd_year"])
    etd = {
        row["sector"]: float(row["value"])
        for row in read.rows(sources / ETD)
        if row["iso3"] == iso3 and row["variable"] == "VA" and row["year"] == year
    }
    if etd:
        control = np.array(sector_of(recipe, "control"))
        for name in dict.fromkeys(control):
            weight[control == name] *= etd[name] / weight[control == name].sum()
        return weight, (
            f"value added of 12 sectors ({year}); inside a sector donors' shares, and published sales of branches"
        )
    people: dict[str, float] = {}
    for row in read.rows(sources / MODELLED):
        if row["iso3"] == iso3 and row["sex"] in ("F", "M") and row["code"] in ACTIVITIES:
            people[row["code"]] = people.get(row["code"], 0.0) + 1e3 * float(row["value"])
    isic = [text.split(",")[0] for text in sector_of(recipe, "isic")]
    out = np.zeros_like(weight)
    like = recipe["input"].get("productivity_of", {})
    for activity, count in people.items():
        inside = np.array([letter in activity for letter in isic]) & (weight > 0)
        if inside.any():
            pattern = np.array([letter in like.get(activity, activity) for letter in isic]) & (weight > 0)
            workers = np.nansum((given.workers * given.weight)[pattern]) / np.nansum(given.weight[pattern])
            out[inside] = count / workers * weight[inside] / weight[inside].sum()
    return (
        out,
        "employment by activity (ILO, 2024) x a donor's value added per worker; no value added by 12 sectors is at hand",
    )


def employees(sources: Path, iso3: str) -> float:
    """Employees in employment, as a share."""
    path = sources / "economics/self_employment_wages.csv"
    found = read.series(path, "indicator", iso3, ("self_employed_total",), 2023)
    return 1.0 - found["self_employed_total"] / 100.0


def wages_share(
    sources: Path, recipe: dict[str, Any], given: Donor, value_added: Array
) -> tuple[Array, float, str]:
    """Wages as a share of value added (n,), the national share and how it came about.

    In public services everybody is an employee: there the donors' shares stand. Elsewhere they are scaled so that all
    wages are the labour share times employees in employment, which takes a self-employed person to earn what an employee
    earns. Where most work for themselves that leaves private employees next to nothing; ``wages = "employees"`` then scales
    the donors' shares by the country's employees in employment over the donors'.
    """
    iso3 = recipe["pack"]["iso3"]
    share = np.nan_to_num(given.wages)
    public = np.array([text.split(",")[0] in PUBLIC for text in sector_of(recipe, "isic")])
    wages = share * value_added
    own = employees(sources, iso3)
    if recipe["input"].get("wages") == "employees":
        theirs = sum(employees(sources, name) for name in recipe["input"]["donors"])
        scale = own / (theirs / len(recipe["input"]["donors"]))
        how = (
            f"donors' shares outside public services x {scale:.2f}, employees in employment over the donors'"
        )
    else:
        name, year = recipe["input"].get("labour_share", ["labour_share_of_gdp", 2019])
        labour = read.series(sources / "economics/macro_structure.csv", "indicator", iso3, (name,), year)
        national = labour[name] / 100.0 * own
        scale = (national * value_added.sum() - wages[public].sum()) / wages[~public].sum()
        how = f"donors' shares scaled to {name} times employees in employment"
    out = np.where(public, share, np.minimum(share * scale, 0.95))
    return out, float((out * value_added).sum() / value_added.sum()), how


def use_prior(
    given: Donor, x: Array, finals: Array, exports: Array, stocks: float, goods: Array, local: Array
) -> tuple[Array, Array]:
    """Domestic and imported use (n, n + 5) before the balance: donors' use, imports by the commodity balance."""
    n = x.size
    use = np.hstack([given.inputs * x, finals])
    at_home = use.sum(axis=1)
    imports = np.maximum(np.where(local, 0.0, at_home + exports - x), given.import_share * at_home)
    share = np.where(x > 0, np.minimum(ratio(imports, at_home), 1.0), 1.0)
    share = np.nan_to_num(share)
    spread = stocks * goods * at_home / (goods * at_home).sum()
    block = np.column_stack([use, spread])
    imported = np.hstack([block * share[:, None], np.zeros((n, 1))])
    domestic = np.hstack([block * (1.0 - share)[:, None], exports[:, None]])
    return domestic, imported


def prepare(sources: Path, recipe: dict[str, Any]) -> tuple[Table, Array, list[str]]:
    """The prior table in million US$ of 2023 and value added before the newest controls."""
    given = mean_donor(sources, recipe)
    codes = tuple(sector_of(recipe, "code"))
    finest, where = value_added_prior(sources, recipe, given)
    gdp = recipe["_gdp"]
    v = finest / finest.sum() * gdp * 0.9
    ratio_v = np.where(np.isnan(given.value_added), 1.0, given.value_added)
    shares, national, how = wages_share(sources, recipe, given, v)
    table = Table(
        codes,
        np.zeros((len(codes), len(codes) + len(USES))),
        np.zeros((len(codes), len(codes) + len(USES))),
        np.concatenate([np.nan_to_num(given.taxes) * v / ratio_v, np.zeros(len(USES))]),
        np.zeros(len(codes)),
        shares * v,
        v - shares * v,
    )
    lines = [
        f"1 donors: {', '.join(recipe['input']['donors'])}, mean of input coefficients, value added per output and "
        f"composition of final uses in {len(codes)} sectors; value added from {where}",
        f"1 wages: {national:.1%} of value added: {how}",
    ]
    lines += [f"note: {line}" for line in recipe.get("notes", [])]
    return table, finest, lines


def known_exports(recipe: dict[str, Any]) -> dict[str, float]:
    """Published exports by product, million US$ of 2023."""
    return dict(recipe.get("trade", {}).get("exports_musd", {}))


@dataclass(frozen=True)
class Burned:
    """Fuels by origin and user, in Mt (coal) and PJ (oil, gas); ``oil`` is what power and all others burn."""

    coal: dict[tuple[str, str], float]
    gas: dict[tuple[str, str], float]
    oil_power: float
    oil_final: float
    crude_home: float
    crude_exported: float
    crude_imported: float
    products_imported: float


def burned(sources: Path, recipe: dict[str, Any], output: dict[str, float]) -> Burned:
    """Who burns what: power by generation and efficiency within what the balance has, the rest by donors or the recipe.

    ``output`` by sector (million US$) times the donors' coal per output divides coal among industries.
    """
    iso3, fuel, power = recipe["pack"]["iso3"], recipe["fuel"], recipe["power"]
    q = balances(sources, iso3)
    made = generation_gwh(sources, iso3, by_shares=power.get("generation") == "shares")
    for small, large in power["joined"].items():
        made[large] = made.get(large, 0.0) + made.pop(small, 0.0)
    need = {name: made.get(name, 0.0) * 3.6e-3 / power["efficiency"][name] for name in power["efficiency"]}
    codes = sector_of(recipe, "code")
    coal_per_output = mean_donor(sources, recipe).inputs[codes.index(COAL)]

    coal: dict[tuple[str, str], float] = {}
    home = max(q.get(("coal", "consumption"), 0.0) - q.get(("coal", "imports"), 0.0), 0.0)
    home = home if fuel.get("coal_at_home") else 0.0
    abroad = min(q.get(("coal", "imports"), 0.0), q.get(("coal", "consumption"), 0.0))
    to_power = min(need.get("coal", 0.0) / fuel["coal_gj_per_t"], home + abroad)
    left = {"domestic": home, "imported": abroad}
    for origin in ("domestic", "imported"):
        take = min(to_power, left[origin])
        if take > 0:
            coal[origin, GRID] = take
        to_power -= take
        left[origin] -= take
        weight = {
            code: float(coal_per_output[codes.index(code)]) * output[code]
            for code in fuel.get("coal_industries", [])
        }
        if left[origin] > 1e-6 and weight:
            coal |= {(origin, user): mt for user, mt in share_out(left[origin], weight).items()}

    gas: dict[tuple[str, str], float] = {}
    produced, came = (q.get(("gas", name), 0.0) * PJ_PER_BCM for name in ("production", "imports"))
    sold = q.get(("gas", "exports"), 0.0) * PJ_PER_BCM
    at_home = {"domestic": produced - sold, "imported": came}
    total = sum(at_home.values())
    to_power = min(need.get("gas", 0.0), total) if not fuel.get("gas_all_to_power") else total
    users = {GRID: to_power} | {
        user: (total - to_power) * share for user, share in fuel.get("gas_users", {}).items()
    }
    for origin, quantity in at_home.items():
        for user, pj in users.items():
            if quantity > 0 and pj > 0:
                gas[origin, user] = pj * quantity / sum(users.values())
    if sold > 0:
        gas["domestic", "exports"] = sold

    pj_per_kbd = 365.0 * GJ_PER_BARREL / 1e3
    used = q[("oil", "consumption")] * pj_per_kbd
    refined = fuel.get("refined_kbd", 0.0) * pj_per_kbd
    crude = min(fuel.get("crude_kbd", 0.0) * pj_per_kbd, refined)
    exported = known_exports(recipe).get(REFINING, 0.0) / oil_price(recipe)
    return Burned(
        coal=coal,
        gas=gas,
        oil_power=need.get("oil", 0.0),
        oil_final=used - need.get("oil", 0.0),
        crude_home=crude,
        crude_exported=q.get(("oil", "production"), 0.0) * pj_per_kbd - crude
        if fuel.get("sells_crude")
        else 0.0,
        crude_imported=refined - crude,
        products_imported=used - refined + exported,
    )


def oil_price(recipe: dict[str, Any]) -> float:
    """US$ per GJ of oil and oil products: crude at the world price, or what the recipe states for products."""
    prices = recipe["prices"]
    return float(prices.get("products_usd_per_bbl", prices["crude_usd_per_bbl"])) / GJ_PER_BARREL


def coal_price(recipe: dict[str, Any], origin: str) -> float:
    """US$ per tonne."""
    prices = recipe["prices"]
    return float(
        prices.get("coal_home_usd_per_t", prices["coal_usd_per_t"])
        if origin == "domestic"
        else prices["coal_usd_per_t"]
    )


def gas_price(recipe: dict[str, Any], origin: str, user: str) -> float:
    """US$ per GJ: what users at home pay for domestic gas, what exports fetch, what imports cost."""
    prices = recipe["prices"]
    if origin == "imported":
        return float(prices["gas_import_usd_per_gj"])
    return float(prices["gas_export_usd_per_gj" if user == "exports" else "gas_home_usd_per_gj"])


def fuel_cells(recipe: dict[str, Any], table: Table, b: Burned) -> Known:
    """Known cells of the fuel rows, million US$: coal and gas by user, crude to refining; no other users."""
    known: Known = {}
    for (origin, user), mt in b.coal.items():
        known[origin, COAL, user] = mt * coal_price(recipe, origin)
    for (origin, user), pj in b.gas.items():
        known[origin, WELLS, user] = pj * gas_price(recipe, origin, user)
    crude = float(recipe["prices"].get("crude_home_usd_per_bbl", recipe["prices"]["crude_usd_per_bbl"]))
    if b.crude_home > 0:
        known["domestic", WELLS, REFINING] = (
            known.get(("domestic", WELLS, REFINING), 0.0) + b.crude_home * crude / GJ_PER_BARREL
        )
    if b.crude_exported > 0:
        known["domestic", WELLS, "exports"] = (
            known.get(("domestic", WELLS, "exports"), 0.0)
            + b.crude_exported * float(recipe["prices"]["crude_usd_per_bbl"]) / GJ_PER_BARREL
        )
    if b.crude_imported > 0:
        known["imported", WELLS, REFINING] = (
            b.crude_imported * float(recipe["prices"]["crude_usd_per_bbl"]) / GJ_PER_BARREL
        )
    for product in (COAL, WELLS):
        known["imported", product, ALONE] = 0.0
        for user in (*table.codes, *USES):
            known.setdefault(("domestic", product, user), 0.0)
    return known


def physical(sources: Path, recipe: dict[str, Any], table: Table, value_added: Array) -> Physical:
    """Outputs, value added, the prior's uses and the known cells, million US$ of 2023."""
    given = mean_donor(sources, recipe)
    at = {code: i for i, code in enumerate(table.codes)}
    v = value_added.copy()
    rate = np.where(np.isnan(given.value_added), 1.0, given.value_added)
    x = v / rate
    b = burned(sources, recipe, dict(zip(table.codes, x, strict=True)))
    known = fuel_cells(recipe, table, b)
    report = []

    # Fuels made at home: output is quantity times price, value added follows; the group's main branch takes the rest.
    def set_output(code: str, money: float, mother: str) -> None:
        x[at[code]] = money
        taken = rate[at[code]] * money
        group = [at[code], at[mother]]
        total = v[group].sum()
        v[at[code]] = taken
        v[at[mother]] = total - taken
        x[at[mother]] = v[at[mother]] / rate[at[mother]]

    for code in (COAL, WELLS):
        money = sum(
            value for (origin, row, _), value in known.items() if origin == "domestic" and row == code
        )
        if money > 0:
            set_output(code, money, MINES)
    exports = known_exports(recipe)
    refined = (b.crude_home + b.crude_imported) * oil_price(recipe)
    if refined > 0:
        crude = sum(known.get((origin, WELLS, REFINING), 0.0) for origin in ("domestic", "imported"))
        margin = recipe["fuel"].get("refining_output_per_crude", 1.0 / given.inputs[at[WELLS], at[REFINING]])
        set_output(REFINING, max(refined, crude * margin), recipe["fuel"]["refining_beside"])

    for origin, share in (("domestic", refined), ("imported", b.products_imported * oil_price(recipe))):
        whole = refined + b.products_imported * oil_price(recipe)
        known[origin, REFINING, GRID] = b.oil_power * oil_price(recipe) * share / whole
    fuels = sum(value for (_, row, user), value in known.items() if user == GRID and row in FUELS)
    inputs, own = given.inputs[:, at[GRID]], given.inputs[at[GRID], at[GRID]]
    others = (
        inputs.sum() - own - inputs[[at[code] for code in FUELS]].sum() + np.nan_to_num(given.taxes)[at[GRID]]
    )
    per_added = others / rate[at[GRID]]
    used = electricity_balance(sources, recipe["pack"]["iso3"])["consumption"]
    x[at[GRID]] = (fuels + v[at[GRID]] * (1.0 + per_added)) / (1.0 - own)
    price = x[at[GRID]] * (1.0 - own) / used * 1e3
    report.append(
        f"2 electricity: fuels {fuels:,.0f} million US$ and value added {v[at[GRID]]:,.0f} make {price:.0f} US$/MWh used"
    )
    if "electricity_usd_per_kwh" in recipe["fuel"]:
        sales = recipe["fuel"]["electricity_usd_per_kwh"] * used
        before = v[at[GRID]]
        v[at[GRID]] = (sales - fuels) / (1.0 + per_added)
        x[at[GRID]] = sales / (1.0 - own)
        industry = np.array([text.split(",")[0] in INDUSTRY for text in sector_of(recipe, "isic")])
        industry[at[GRID]] = False
        moves = industry & ~np.isin(table.codes, FUELS)
        factor = 1.0 + (before - v[at[GRID]]) / v[moves].sum()
        v[moves] *= factor
        x[moves] *= factor
        report.append(
            f"2 electricity: held to the published price of {recipe['fuel']['electricity_usd_per_kwh'] * 1e3:.0f} US$/MWh: "
            f"value added {v[at[GRID]]:,.0f}; the other industries carry the difference ({factor - 1.0:+.1%})"
        )
    report.append(fill_uses(sources, recipe, table, given, x, v))
    for name, money in exports.items():
        if "+" not in name:
            known["domestic", name, "exports"] = float(money)
    products = {REFINING: b.products_imported * oil_price(recipe)} | recipe.get("trade", {}).get(
        "imports_musd", {}
    )
    report += fuel_lines(b, products, exports)
    return Physical(x, v, known, products, report)


def fill_uses(
    sources: Path,
    recipe: dict[str, Any],
    table: Table,
    given: Donor,
    x: Array,
    v: Array,
) -> str:
    """Write the prior's uses into the table, in place before the balance reads them; returns a line of the report."""
    gdp, names = recipe["_gdp"], ("exports", "investments")
    wdi = read.series(
        sources / "labour/macro/macro_indicators_gapminder_wdi.csv",
        "indicator",
        recipe["pack"]["iso3"],
        tuple(f"{name}_percent_of_gdp" for name in names),
        2023,
    )
    government = read.series(
        sources / "economics/macro_structure.csv",
        "indicator",
        recipe["pack"]["iso3"],
        ("government_consumption", "household_consumption"),
        recipe["controls"]["expenditure_year"],
    )
    stocks = recipe["controls"]["stocks_share_of_gdp"]
    finals = np.array(
        [
            government["household_consumption"],
            government["government_consumption"],
            wdi["investments_percent_of_gdp"] - stocks,
        ]
    )
    # Taxes on products rest on households: what is bought at basic prices is less.
    taxes = max(gdp - v.sum(), 0.0)
    finals = finals * gdp / 100.0 - np.array([taxes, 0.0, 0.0])
    exports = exports_prior(recipe, given, x, wdi["exports_percent_of_gdp"] * gdp / 100.0)
    goods = np.array([text.split(",")[0] in ("A", "C") for text in sector_of(recipe, "isic")], dtype=float)
    goods[table.codes.index(REFINING)] = 0.0
    local = np.array([market == "local" for market in sector_of(recipe, "market")])
    shares, line = with_food(sources, recipe, given.finals)
    domestic, imported = use_prior(given, x, shares * finals, exports, stocks * gdp / 100.0, goods, local)
    table.domestic[:] = domestic
    table.imported[:] = imported
    return line


def exports_prior(recipe: dict[str, Any], given: Donor, x: Array, total: float) -> Array:
    """Exports by product (n,) before the balance: published products, groups of products, donors' shares for the rest.

    A group ("agriculture+food-drink") is shared by output times the donors' share exported, no product above its output.
    """
    codes = sector_of(recipe, "code")
    out, weight = np.zeros_like(x), given.exports * x
    weight[[codes.index(code) for code in (*FUELS, GRID) if code in codes]] = 0.0
    taken = np.zeros(len(x), dtype=bool)
    for name, money in known_exports(recipe).items():
        at = [codes.index(code) for code in name.split("+")]
        taken[at] = True
        left, open_ = float(money), at
        while left > 1e-9 and open_:
            share = weight[open_] / weight[open_].sum() * left
            room = x[open_] - out[open_] if len(at) > 1 else np.full(len(open_), np.inf)
            out[open_] += np.minimum(share, room)
            left -= np.minimum(share, room).sum()
            open_ = [i for i, full in zip(open_, share >= room, strict=True) if not full]
    rest = np.where(taken, 0.0, weight)
    return out + rest * (max(total - out.sum(), 0.0) / rest.sum()) if rest.sum() > 0 else out


def fuel_lines(b: Burned, products: dict[str, float], exports: dict[str, float]) -> list[str]:
    """What the balances gave, in words."""

    def said(uses: dict[tuple[str, str], float], unit: str) -> str:
        return (
            ", ".join(f"{origin} to {user} {value:.4g} {unit}" for (origin, user), value in uses.items())
            or "none"
        )

    return [
        f"2 coal: {said(b.coal, 'Mt')}",
        f"2 gas: {said(b.gas, 'PJ')}",
        f"2 oil: power {b.oil_power:.4g} PJ, others {b.oil_final:.4g} PJ; crude {b.crude_home + b.crude_imported:.4g} PJ refined "
        f"at home; products imported {products[REFINING]:,.0f} million US$",
        "2 exports published by product, million US$: "
        + (", ".join(f"{code} {money:,.0f}" for code, money in exports.items()) or "none"),
    ]


def fuel_use(sources: Path, recipe: dict[str, Any], power: PowerSplit) -> list[FuelRow]:
    """``fuel_use.csv``: coal, gas, oil and electricity by user, with the money behind each in the report."""
    full, iso3 = power.table, recipe["pack"]["iso3"]
    b = burned(sources, recipe, dict(zip(full.codes, full.output, strict=True)))
    both = f"{CIA};builder-table"
    out = []
    for fuel, row, plant, uses, unit in (
        ("coal", COAL, "power-coal", b.coal, "Mt"),
        ("gas", WELLS, "power-gas", b.gas, "PJ"),
    ):
        for (origin, user), quantity in uses.items():
            name = plant if user == GRID else user
            grade = "B" if user in (GRID, "exports") else "C"
            out.append(
                FuelRow(fuel, origin, name, quantity, unit, both, grade, cell(full, origin, row, name))
            )
    out += oil_use(full, b.oil_power, b.oil_final, CIA)
    made = generation_gwh(sources, iso3, by_shares=recipe["power"].get("generation") == "shares")
    return out + electricity_use(full, electricity_balance(sources, iso3), sum(made.values()))


COUNTRY = Country(prepare, physical, fuel_use)
