"""A published table with domestic and imported uses: the recipe says what is particular, no country code is needed.

Steps of ``prepare``, each asked for by the recipe: read (with the publisher's own names of columns), put re-exports and
imports that the balance knows to be domestic in order, divide final consumption, reclassify, take fuels out of joint
sectors, estimate imports by product where only their total by user is published, and wages where the source counts the
labour of the self-employed. ``physical`` fixes outputs and cells that quantity times price gives; ``fuel_use`` puts
quantities beside the money.
"""

from __future__ import annotations

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from data.builder.table import read
from data.builder.table.balance import ALONE, Known
from data.builder.table.fuels import FuelRow, share_out
from data.builder.table.power import PowerSplit
from data.builder.table.readers.common import CIA, Country, Physical, electricity_use, oil_use
from data.builder.table.reclassify import reclassify
from data.builder.table.split import carve_imported_fuel, move_row, replace_inputs, split_column
from data.builder.table.tableau import USES, Array, Table
from data.builder.table.technologies import electricity_balance, generation_gwh

RECIPES = Path(__file__).resolve().parents[2] / "recipes"
GRID = "electricity-supply"
FINAL_COLUMNS = {
    "household": "households",
    "npish": "households",
    "final_consumption_hh_plus_gov": "households",
    "government": "government",
    "gfcf": "investment",
    "stocks": "stocks",
    "valuables": "stocks",
    "exports": "exports",
    "re_exports": "exports",
}


def column_sum(rows: dict[str, dict[str, str]], codes: list[str], names: list[str]) -> Array:
    """Sum of named columns of a table's sector list, (n,)."""
    return np.array([sum(float(rows[code][name] or 0.0) for name in names) for code in codes])


def final_uses(path: Path) -> Array:
    """Final uses (n, 5) in the order of ``USES``; consumption that is published together stands under households."""
    _, header, values = read.matrix(path)
    out = np.zeros((values.shape[0], len(USES)))
    for position, name in enumerate(header):
        out[:, USES.index(FINAL_COLUMNS[name])] += values[:, position]
    return out


def read_table(sources: Path, given: dict[str, Any]) -> Table:
    """The published table in its own sectors and money; surplus is what the column leaves.

    ``given`` names the columns of wages and of production taxes. Re-exports (imports sold abroad again) are left out of
    imports and of exports.
    """
    folder = sources / given["folder"]
    codes, _, z_dom = read.matrix(folder / "Z_dom.csv")
    _, _, z_imp = read.matrix(folder / "Z_imp.csv")
    sectors = {row["code"]: row for row in read.rows(folder / "sectors.csv")}
    domestic = np.hstack([z_dom, final_uses(folder / "FD_dom.csv")])
    imported = np.hstack([z_imp, final_uses(folder / "FD_imp.csv")])
    imported[:, -1] = 0.0
    extra, tax_name = sectors, given.get("product_taxes", ["net_product_taxes_on_inputs"])
    if "beside" in given:
        extra = {row["code"]: row for row in read.rows(folder / given["beside"])}
    taxes = np.concatenate([column_sum(extra, codes, tax_name), np.zeros(len(USES))])
    wages = column_sum(sectors, codes, given["wages"])
    other = column_sum(sectors, codes, given.get("production_taxes", []))
    n, output = len(codes), domestic.sum(axis=1)
    # Imports that are published by user only wait in ``imports_by_user``; they are no surplus.
    bought = column_sum(extra, codes, given.get("imports_by_user", []))
    inputs = domestic[:, :n].sum(axis=0) + imported[:, :n].sum(axis=0) + bought
    surplus = output - inputs - taxes[:n] - wages - other
    return Table(tuple(codes), domestic, imported, taxes, other, wages, surplus)


def donor_recipe(name: str) -> dict[str, Any]:
    """``table.toml`` of another country whose published table lends a structure."""
    return tomllib.loads((RECIPES / name / "table.toml").read_text(encoding="utf-8"))


def donor_table(sources: Path, name: str) -> Table:
    """Another country's published table in the sectors of its own recipe, before any fuel is taken out."""
    recipe = donor_recipe(name)
    given = recipe["input"]
    return reclassify(
        read_table(sources, given), {s["code"]: s["from"] for s in recipe["sector"] if s["from"]}
    )


def joined_as(donor: Table, joined: dict[str, list[str]]) -> Table:
    """A donor in fewer sectors: those that the receiving table has in one."""
    inside = {code for codes in joined.values() for code in codes}
    names = {code: [code] for code in donor.codes if code not in inside}
    return reclassify(
        donor, names | {new: [c for c in codes if c in donor.codes] for new, codes in joined.items()}
    )


def government_share(sources: Path, names: list[str], codes: tuple[str, ...]) -> Array:
    """Share (n,) of government in the final consumption of each product: mean of donors; none where no donor has it."""
    found: list[list[float]] = [[] for _ in codes]
    for name in names:
        donor = donor_table(sources, name)
        for i, code in enumerate(codes):
            if code in donor.codes:
                j = donor.codes.index(code)
                both = (donor.domestic + donor.imported)[j, donor.n : donor.n + 2]
                if both.sum() > 0:
                    found[i].append(float(both[1] / both.sum()))
    return np.array([float(np.mean(part)) if part else 0.0 for part in found])


def divide_consumption(table: Table, share: Array) -> Table:
    """Give government its ``share`` (n,) of consumption that is published together with households'."""
    n, blocks = table.n, []
    for block in (table.domestic, table.imported):
        out = block.copy()
        out[:, n + 1] = block[:, n] * share
        out[:, n] = block[:, n] * (1.0 - share)
        blocks.append(out)
    return replace(table, domestic=blocks[0], imported=blocks[1])


def as_domestic(table: Table, product: str) -> Table:
    """Count imported uses of a product as domestic, and its exports lower by as much: exchange that nets out.

    Stocks on both sides are joined. Output and the trade balance stay.
    """
    i, e = table.codes.index(product), table.index("exports")
    dom, imp = table.domestic.copy(), table.imported.copy()
    dom[i] += imp[i]
    dom[i, e] -= imp[i].sum()
    imp[i] = 0.0
    if dom[i, e] < 0:
        raise ValueError(f"{product}: imports exceed exports by {-dom[i, e]:.6g}; it cannot be netted out.")
    return replace(table, domestic=dom, imported=imp)


def place_imports(table: Table, product: str, user: str) -> Table:
    """An import that the source spreads in proportion goes to one ``user``; the others buy the domestic product instead.

    The user gives up as much of the domestic product, as far as it has it. Rows and columns are closed by the balance.
    """
    i, j = table.codes.index(product), table.index(user)
    dom, imp = table.domestic.copy(), table.imported.copy()
    total = imp[i].sum()
    dom[i] += imp[i]
    dom[i, j] = max(dom[i, j] - total, 0.0)
    imp[i] = 0.0
    imp[i, j] = total
    return replace(table, domestic=dom, imported=imp)


def carve(table: Table, spec: dict[str, Any], unit: float) -> Table:
    """Take a sector out of a joint one: its column by its share in output, its row by what the recipe says it sells.

    ``output_musd`` (or ``quantity`` and ``price``) is the new sector's output in million US$ of the base year and ``unit``
    the source's money per million US$ (by shares in GDP). Of the output, ``exports`` (a share) goes abroad; the rest goes
    to ``users`` in proportion to what they buy of the joint row, times their weight; ``share`` gives the share of output
    directly. ``imports_as_domestic`` divides each user's imports as its domestic purchases; ``imports_of`` (user -> share of
    its imports of the joint row) are imports of the new product. ``imported_but_for`` names the one user of a fuel whose
    import split is proportional in the source (:func:`carve_imported_fuel`); ``fuelled_by`` turns what the new column buys
    ``instead_of`` its fuel into one ``product`` of one ``origin``.
    """
    mother, code = spec["mother"], spec["code"]
    a = table.codes.index(mother)
    share = spec["share"] if "share" in spec else quantity_money(spec) * unit / table.output[a]
    if not 0.0 < share < 1.0:
        raise ValueError(f"{code} would be {share:.0%} of {mother}: correct its quantity or price.")
    if "imported_but_for" in spec:
        return carve_imported_fuel(table, mother, code, spec["imported_but_for"], share * table.output[a])[0]
    money = share * table.output[a]
    table = split_column(table, mother, code, share)
    a = table.codes.index(mother)
    moved = np.zeros(table.domestic.shape[1])
    for user, weight in spec["users"].items():
        moved[table.index(user)] = weight * max(table.domestic[a, table.index(user)], 0.0)
    moved *= money * (1.0 - spec.get("exports", 0.0)) / moved.sum()
    moved[table.index("exports")] += money * spec.get("exports", 0.0)
    imported = np.zeros_like(moved)
    if spec.get("imports_as_domestic"):
        bought = np.maximum(table.domestic[a], 0.0)
        imported = table.imported[a] * np.divide(moved, bought, out=np.zeros_like(moved), where=bought > 0)
        imported = np.minimum(imported, table.imported[a])
    for user, part in spec.get("imports_of", {}).items():
        imported[table.index(user)] = part * table.imported[a, table.index(user)]
    left = table.domestic[a] - moved
    # A user can need more of the new product than it bought of the joint row in the older year: what is missing is bought
    # less of by all others of the joint row; the balance closes the columns.
    short = np.minimum(left[: table.n], 0.0)
    moved_table = move_row(table, mother, code, moved, imported)
    if short.sum() < 0:
        dom = moved_table.domestic.copy()
        rest = np.maximum(left, 0.0)
        dom[a] = rest * (left.sum() / rest.sum())
        moved_table = replace(moved_table, domestic=dom)
    if "fuelled_by" in spec:
        fuel = spec["fuelled_by"]
        return replace_inputs(moved_table, code, fuel["instead_of"], fuel["product"], fuel["origin"])
    return moved_table


def order(table: Table, codes: list[str]) -> Table:
    """Sectors in the order of the recipe."""
    return reclassify(table, {code: [code] for code in codes})


def import_coefficients(donors: list[Table], codes: tuple[str, ...], finals: Array, output: Array) -> Array:
    """Imports by product and user (n, n + 5) by donors' coefficients; products and users that no donor has get none.

    Inputs: donors' imports per unit of the user's output; final uses: per unit of that use at home.
    """
    n = len(codes)
    total, count = np.zeros((n, n + len(USES))), np.zeros((n, n + len(USES)))
    for donor in donors:
        at = [donor.codes.index(code) if code in donor.codes else -1 for code in codes]
        here = [i for i, k in enumerate(at) if k >= 0]
        there = [at[i] for i in here]
        x = donor.output[there]
        per = donor.imported[np.ix_(there, there)] / np.where(x > 0, x, 1.0)
        home = donor.domestic[:, donor.n :].sum(axis=0)
        final = donor.imported[there, donor.n :] / np.where(home > 0, home, 1.0)
        total[np.ix_(here, here)] += per
        total[np.ix_(here, range(n, n + len(USES)))] += np.maximum(final, 0.0)
        count[np.ix_(here, here)] += 1
        count[np.ix_(here, range(n, n + len(USES)))] += 1
    mean = np.divide(total, count, out=np.zeros_like(total), where=count > 0)
    out = mean * np.concatenate([output, np.maximum(finals, 0.0)])
    out[:, -2:] = 0.0
    return out


def with_imports(table: Table, donors: list[Table], bought: Array) -> Table:
    """Imports by product from donors, scaled to what each sector is published to import (n,)."""
    n = table.n
    block = import_coefficients(donors, table.codes, table.domestic[:, n:].sum(axis=0), table.output)
    have = block[:, :n].sum(axis=0)
    block[:, :n] *= np.divide(bought, have, out=np.zeros_like(bought), where=have > 0)
    return replace(table, imported=block)


def employees_only(sources: Path, iso3: str, table: Table, public: tuple[str, ...]) -> Table:
    """Wages where the source counts the labour of the self-employed: scaled so that employees' pay remains.

    The national labour income of the source is taken times employees in employment (ILO); the self-employed work outside
    public services, whose wages stand. The rest is mixed income and joins surplus.
    """
    own = read.series(
        sources / "economics/self_employment_wages.csv", "indicator", iso3, ("self_employed_total",), 2023
    )["self_employed_total"]
    fixed = np.array([code in public for code in table.codes])
    target = table.wages.sum() * (1.0 - own / 100.0)
    scale = (target - table.wages[fixed].sum()) / table.wages[~fixed].sum()
    wages = np.where(fixed, table.wages, table.wages * scale)
    return replace(table, wages=wages, surplus=table.surplus + table.wages - wages)


PUBLIC = ("public-administration", "education", "health", "public-services")


def prepare(sources: Path, recipe: dict[str, Any]) -> tuple[Table, Array, list[str]]:
    """Stages 1 and 2: read, reclassify, and divide what the source joins."""
    given, iso3 = recipe["input"], recipe["pack"]["iso3"]
    raw = read_table(sources, given)
    for product in given.get("net_out", []):
        raw = as_domestic(raw, product)
    concordance = {s["code"]: s["from"] for s in recipe["sector"] if s["from"]}
    table = reclassify(raw, concordance)
    lines = [
        f"1 reclassify: {raw.n} source sectors to {table.n}; output multiplier as published {given['multiplier']}"
    ]
    if given.get("net_out"):
        lines.append(
            f"1 trade: imports of {', '.join(given['net_out'])} counted as domestic and exports lower by as much: "
            + given["net_out_why"]
        )
    if "government_from" in given:
        share = government_share(sources, given["government_from"], table.codes)
        table = divide_consumption(table, share)
        lines.append(
            "1 consumption: the source joins households and government; government's share by product is the mean of "
            f"{', '.join(given['government_from'])}, both totals are controlled (grade C by product)"
        )
    for spec in recipe.get("value_added_rate", []):
        own = (
            table.value_added[table.codes.index(spec["code"])] / table.output[table.codes.index(spec["code"])]
        )
        table = with_value_added(table, spec["code"], spec["rate"])
        lines.append(
            f"1 value added of {spec['code']}: {spec['rate']:.3f} of output instead of {own:.3f}: {spec['why']}"
        )
    unit = (raw.value_added.sum() + raw.product_taxes.sum()) / recipe["_gdp"]
    if "imports_by_user" in given:
        rows = {row["code"]: row for row in read.rows(sources / given["folder"] / given["beside"])}
        by_user = dict(
            zip(raw.codes, column_sum(rows, list(raw.codes), given["imports_by_user"]), strict=True)
        )
        bought = np.array([sum(by_user[code] for code in concordance[sector]) for sector in table.codes])
        joined = given.get("imports_joined", {})
        donors = [joined_as(donor_table(sources, name), joined) for name in given["imports_from"]]
        table = with_imports(table, donors, bought)
        lines.append(
            f"1 imports: {bought.sum() / unit:,.0f} million US$ (2023) of imported inputs by using sector as published; "
            f"products by the import coefficients of {', '.join(given['imports_from'])} (grade C by product)"
        )
    for spec in recipe.get("carve", []):
        before = table.output[table.codes.index(spec["mother"])]
        table = carve(table, spec, unit)
        lines.append(
            f"2 split {spec['code']}: {spec['share'] if 'share' in spec else quantity_money(spec) * unit / before:.1%} of "
            f"what is left of {spec['mother']}: {spec['why']}"
        )
    for spec in recipe.get("imports_to", []):
        table = place_imports(table, spec["product"], spec["user"])
        lines.append(f"2 imports of {spec['product']} go to {spec['user']}: {spec['why']}")
    table = order(table, [s["code"] for s in recipe["sector"]])
    if given.get("wages_of_all_workers"):
        before = table.wages.sum()
        table = employees_only(sources, iso3, table, PUBLIC)
        lines.append(
            f"1 wages: the source's labour income is {before / table.value_added.sum():.1%} of value added with the labour "
            f"of the self-employed; employees' part is {table.wages.sum() / table.value_added.sum():.1%}, the rest is mixed "
            "income"
        )
    lines += [f"note: {text}" for text in recipe.get("notes", [])]
    return table, table.value_added, lines


def with_value_added(table: Table, code: str, rate: float) -> Table:
    """Give a sector the value added per output of a newer year: surplus takes the difference, the balance the inputs."""
    i = table.codes.index(code)
    surplus = table.surplus.copy()
    surplus[i] = rate * table.output[i] - table.wages[i] - table.production_taxes[i]
    return replace(table, surplus=surplus)


def quantity_money(spec: dict[str, Any]) -> float:
    """Million US$ of a cell or an output: given, or quantity times price (Mt x US$/t, PJ x US$/GJ)."""
    for name in ("musd", "output_musd"):
        if name in spec:
            return float(spec[name])
    return float(spec["quantity"]) * float(spec["price"])


def physical(sources: Path, recipe: dict[str, Any], table: Table, value_added: Array) -> Physical:
    """Outputs follow value added, but those that quantity times price gives; cells of the recipe are known.

    A sector with ``output_musd`` keeps its own value added per output; the others of its ``within`` give up as much value
    added as it takes, so that the group's control stands.
    """
    v = value_added.copy()
    rate = table.value_added / np.where(table.output > 0, table.output, 1.0)
    report: list[str] = []
    for spec in recipe.get("output", []):
        at, group = table.codes.index(spec["code"]), [table.codes.index(code) for code in spec["within"]]
        wanted = quantity_money(spec) * rate[at]
        others = [i for i in group if i != at]
        left = v[group].sum() - wanted
        if left <= 0:
            raise ValueError(
                f"{spec['code']} at {quantity_money(spec):,.0f} million US$ leaves nothing of {', '.join(spec['within'])}."
            )
        v[others] *= left / v[others].sum()
        v[at] = wanted
        report.append(f"2 output of {spec['code']}: {quantity_money(spec):,.0f} million US$: {spec['why']}")
    known: Known = {}
    for spec in recipe.get("known", []):
        if spec.get("alone"):
            known[("imported", spec["product"], ALONE)] = 0.0
            continue
        for origin, part in origins(table, spec).items():
            known[(origin, spec["product"], spec["user"])] = part * quantity_money(spec)
        report.append(
            f"2 known: {spec['origin']} {spec['product']} to {spec['user']} {quantity_money(spec):,.0f} million US$: "
            + spec["why"]
        )
    return Physical(rate_output(v, rate), v, known, recipe.get("product_imports", {}), report)


def origins(table: Table, spec: dict[str, Any]) -> dict[str, float]:
    """Shares of the origins of a known cell; ``as-supplied`` is the mix of what users at home get of the product."""
    if spec["origin"] != "as-supplied":
        return {spec["origin"]: 1.0}
    i = table.codes.index(spec["product"])
    home, abroad = table.domestic[i, :-1].sum(), table.imported[i].sum()
    return {"domestic": float(home / (home + abroad)), "imported": float(abroad / (home + abroad))}


def rate_output(value_added: Array, rate: Array) -> Array:
    """Output (n,) at the table's value added per output."""
    return value_added / np.where(rate > 0, rate, 1.0)


def fuel_lines(full: Table, spec: dict[str, Any]) -> list[FuelRow]:
    """Rows of one fuel and origin: stated quantities, and the rest of ``total`` in proportion to money.

    ``fixed`` holds users whose quantity is known (``grades`` and ``sources`` where theirs differ); ``apart`` sectors that
    are named beside ``other-industries``.
    """
    block = full.domestic if spec["origin"] == "domestic" else full.imported
    i = full.codes.index(spec["row"])
    source, grade = spec["source"], spec.get("grade", "B")
    fixed: dict[str, float] = spec.get("fixed", {})
    grades: dict[str, str] = spec.get("grades", {})
    named_in: dict[str, str] = spec.get("sources", {})

    def money(user: str) -> float | None:
        # Where the row sells another product too (crude oil beside gas), a cell has no price of this fuel.
        if user in spec.get("no_price", []):
            return None
        paid = float(block[i, full.index(user)]) if user != "other-industries" else 0.0
        return paid if paid > 0 else None

    out = [
        FuelRow(
            spec["fuel"],
            spec["origin"],
            user,
            q,
            spec["unit"],
            named_in.get(user, source),
            grades.get(user, grade),
            money(user),
        )
        for user, q in fixed.items()
        if q > 0
    ]
    rest = float(spec.get("total", 0.0)) - sum(fixed.values())
    if rest > 1e-9:
        paid = {
            user: money(user) or 0.0 for user in ("households", *spec.get("apart", [])) if user not in fixed
        }
        if not spec.get("households", True):
            paid.pop("households", None)
        named = {*fixed, *paid, *spec.get("without", [])}
        others = [full.index(code) for code in full.codes if code not in named]
        paid["other-industries"] = float(block[i, others].sum())
        out += [
            FuelRow(
                spec["fuel"],
                spec["origin"],
                user,
                q,
                spec["unit"],
                f"{source};builder-table",
                max(grade, "B"),
                paid[user],
            )
            for user, q in share_out(rest, paid).items()
        ]
    return out


def fuel_use(sources: Path, recipe: dict[str, Any], power: PowerSplit) -> list[FuelRow]:
    """``fuel_use.csv``: coal, oil, gas and electricity by user, with the money behind each in the report."""
    iso3, full, fuel = recipe["pack"]["iso3"], power.table, recipe["fuel"]
    out = [row for spec in recipe.get("fuel_rows", []) for row in fuel_lines(full, spec)]
    if "oil_final_pj" in fuel:
        out += oil_use(
            full,
            fuel["oil_power_pj"],
            fuel["oil_final_pj"],
            fuel.get("oil_source", CIA),
            fuel["oil_power_user"],
        )
    share = None
    if "electricity_households" in fuel:
        share = (fuel["electricity_households"], fuel["electricity_source"])
    how = recipe["power"].get("generation")
    generated = generation_gwh(sources, iso3, by_shares=how == "shares", completed=how == "completed")
    return out + electricity_use(full, electricity_balance(sources, iso3), sum(generated.values()), share)


COUNTRY = Country(prepare, physical, fuel_use)
