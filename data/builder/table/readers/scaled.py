"""No table for the year: published totals by sector with the structure of donors, and of the country's own older table.

The recipe says where the totals come from and who lends what:

* totals: the Asian Development Bank's margins by sector (``[input] margins``), or workers by sector times a donor's value
  added and output per worker (``workers`` of a sector), both under published value added where the recipe states it;
* ``[[part]]``: what a joint sector holds, by quantity times price or by share;
* ``[[donor]]``: tables that lend input structure, imports and final uses, by column;
* ``[own]``: an older, coarser table of the country itself. Between its sectors its own coefficients stand, and the donors
  only say how they are spread inside a block.

With a_IJ the own table's coefficient between blocks I and J, x_j output and c_ij the donors' coefficients,

    z_ij = a_IJ x_J * c_ij x_j / sum over (i in I, j in J) of c_ij x_j

Quantities, known cells and ``fuel_use.csv`` are those of the reader ``published``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from data.builder.table import read
from data.builder.table.readers import published
from data.builder.table.readers.common import Country, Physical
from data.builder.table.reclassify import reclassify
from data.builder.table.tableau import USES, Array, Table

WDI = "labour/macro/macro_indicators_gapminder_wdi.csv"
YEAR = "2023"
FINALS = ("households", "government", "investment")
MARGINS = ("output", "value_added", "dom_final_sales", "exports_total")


@dataclass(frozen=True)
class Totals:
    """By sector of the pack (n,): output, value added, final use at home (NaN: by the donor's share), exports."""

    output: Array
    value_added: Array
    home_final: Array
    exports: Array


@dataclass(frozen=True)
class Donor:
    """A table that lends structure, in the pack's sectors; imports by product are unknown where ``bought`` is given.

    ``bought`` (n,) imported inputs by user, ``persons`` (n,) where the source counts them, ``columns`` whom it lends to.
    """

    name: str
    table: Table
    columns: tuple[str, ...]
    bought: Array | None
    persons: Array | None


def read_donor(sources: Path, spec: dict[str, Any], codes: tuple[str, ...]) -> Donor:
    """One donor of the recipe; sectors it does not have are empty."""
    raw = published.read_table(sources, spec)
    concordance = {code: spec["from"].get(code, []) for code in codes}
    left_out = set(raw.codes) - {name for names in concordance.values() for name in names}
    if left_out:
        raise ValueError(
            f"Donor {spec['name']}: no sector takes {', '.join(sorted(left_out))}; complete [[donor]]."
        )
    beside = {}
    if "beside" in spec:
        beside = {row["code"]: row for row in read.rows(sources / spec["folder"] / spec["beside"])}

    def joined(column: str) -> Array:
        return np.array([sum(float(beside[c][column] or 0.0) for c in concordance[code]) for code in codes])

    bought = joined(spec["imports_by_user"][0]) if "imports_by_user" in spec else None
    persons = joined(spec["persons"]) if "persons" in spec else None
    return Donor(
        spec["name"], reclassify(raw, concordance), tuple(spec.get("columns", codes)), bought, persons
    )


def over(top: Array, bottom: Array) -> Array:
    """Quotient, nil where there is nothing below."""
    return np.divide(
        top, bottom, out=np.zeros_like(np.asarray(top, dtype=float)), where=np.asarray(bottom) != 0
    )


def pick(donors: list[Donor], codes: tuple[str, ...], values: dict[str, Array]) -> Array:
    """From arrays (..., n) by donor, the column of the donor that lends to each sector; the first named stands."""
    out = np.zeros_like(next(iter(values.values())))
    for j, code in enumerate(codes):
        lender = next((d.name for d in donors if code in d.columns), None)
        if lender is None:
            raise ValueError(f"No donor lends a structure to {code}: name it in the columns of a [[donor]].")
        out[..., j] = values[lender][..., j]
    return out


def split_joint_rows(block: Array, pattern: Array, groups: list[list[int]]) -> Array:
    """Rows that a donor joins are divided, user by user, as another donor buys them.

    ``block`` (n, m) has the joint purchases in any rows of a group; ``pattern`` (n, m). Where the pattern is empty for a
    user, the group's own distribution stays.
    """
    out = block.copy()
    for rows in groups:
        have, like = block[rows].sum(axis=0), pattern[rows]
        total = like.sum(axis=0)
        known = total > 0
        out[np.ix_(rows, known.nonzero()[0])] = like[:, known] / total[known] * have[known]
    return out


def within_blocks(
    fine: Array, target: Array, rows: list[int], columns: list[int], sizes: tuple[Array, Array]
) -> Array:
    """Scale cells so that every block of an older, coarser table holds its target.

    ``rows`` and ``columns`` give the block of each row and column, -1 for those that the older table does not guide. A
    block that the donors leave empty is filled in proportion to ``sizes`` (outputs of rows and columns).
    """
    out = fine.copy()
    at_row, at_column = np.array(rows), np.array(columns)
    for i in range(target.shape[0]):
        for j in range(target.shape[1]):
            here = np.ix_((at_row == i).nonzero()[0], (at_column == j).nonzero()[0])
            if not out[here].size:
                continue
            cells = out[here] if out[here].sum() > 0 or target[i, j] <= 0 else np.outer(*(s[h.ravel()] for s, h in zip(sizes, here, strict=True)))  # fmt: skip  # noqa: E501
            out[here] = cells * (target[i, j] / cells.sum()) if cells.sum() > 0 else 0.0
    return out


def broad_value_added(sources: Path, iso3: str, gdp: float, industry: bool) -> float:
    """Value added of industry in the base year, million US$: its share of GDP (World Bank)."""
    name = "industry_percent_of_gdp" if industry else "services_percent_of_gdp"
    return read.series(sources / WDI, "indicator", iso3, (name,), int(YEAR))[name] / 100.0 * gdp


def margin_totals(sources: Path, recipe: dict[str, Any], codes: tuple[str, ...]) -> Totals:
    """Totals by sector of the Asian Development Bank, joined to the pack's sectors, million US$ of the source's year."""
    given = recipe["input"]
    rows = {
        row["sector_code"]: row
        for row in read.rows(sources / given["margins"])
        if row["year"] == str(given["year"]) and row["edition"] == given["edition"]
    }
    where = {s["code"]: s["from"] for s in recipe["sector"]}
    missing = set(rows) - {name for names in where.values() for name in names}
    if missing:
        raise ValueError(f"No sector takes {', '.join(sorted(missing))} of the margins; complete table.toml.")
    found = [np.array([sum(float(rows[c][m]) for c in where[code]) for code in codes]) for m in MARGINS]
    return Totals(*found)


def worker_totals(recipe: dict[str, Any], donors: list[Donor], codes: tuple[str, ...]) -> Totals:
    """Workers by sector x the donor's value added per worker; output by the donor's value added per output.

    ``value_added_musd`` and ``output_musd`` of a sector are published and stand; ``[[group_total]]`` scales the others of
    a group to a published or derived sum.
    """
    lender = next(d for d in donors if d.persons is not None)
    assert lender.persons is not None
    per_worker = over(lender.table.value_added, lender.persons)
    rate = over(lender.table.value_added, lender.table.output)
    spec = {s["code"]: s for s in recipe["sector"]}
    v = np.array(
        [
            spec[c].get("value_added_musd", spec[c].get("workers", 0.0) * per_worker[i])
            for i, c in enumerate(codes)
        ]
    )
    for group in recipe.get("group_total", []):
        at = [codes.index(code) for code in group["codes"]]
        v[at] *= group["musd"] / v[at].sum()
    x = np.array([spec[c].get("output_musd", over(v[i], rate[i])) for i, c in enumerate(codes)], dtype=float)
    exports = np.array([spec[c].get("exports_musd", 0.0) for c in codes], dtype=float)
    return Totals(x, v, np.full(len(codes), np.nan), exports)


def with_parts(
    totals: Totals, recipe: dict[str, Any], rate: Array, codes: tuple[str, ...], unit: float
) -> tuple[Totals, list[str]]:
    """Divide joint sectors: ``output_musd`` (base year; ``unit`` is the source's money for one) or ``share`` of output.

    Value added of a part is its output times ``rate`` (the donor's); the mother keeps the rest. Exports are stated for the
    part, in million US$ of the base year or as a share of the mother's; final use at home stands in ``home_of_output``.
    """
    x, v, home, exports = (
        a.copy() for a in (totals.output, totals.value_added, totals.home_final, totals.exports)
    )
    lines = []
    for spec in recipe.get("part", []):
        a, b = codes.index(spec["mother"]), codes.index(spec["code"])
        x[b] = spec["output_musd"] * unit if "output_musd" in spec else spec["share"] * x[a]
        v[b] = x[b] * spec.get("value_added_rate", rate[b])
        home[b] = 0.0
        exports[b] = (
            spec["exports_musd"] * unit
            if "exports_musd" in spec
            else spec.get("export_share", 0.0) * exports[a]
        )
        for values in (x, v, home):
            values[a] -= values[b]
        exports[a] = max(exports[a] - exports[b], spec.get("mother_exports_musd", 0.0) * unit)
        if min(x[a], v[a]) <= 0:
            raise ValueError(
                f"{spec['code']} leaves nothing of {spec['mother']}: correct its quantity or price."
            )
        lines.append(
            f"2 split {spec['code']} from {spec['mother']}: {x[b] / unit:,.0f} of {(x[a] + x[b]) / unit:,.0f} "
            f"million US$: {spec['why']}"
        )
    return Totals(x, v, home, exports), lines


def own_table(sources: Path, spec: dict[str, Any], codes: tuple[str, ...]) -> tuple[Table, list[int]]:
    """The country's own older table joined to blocks, and the block of every sector of the pack (-1: none)."""
    raw = published.read_table(sources, spec)
    blocks = {b["name"]: b["from"] for b in spec["block"]}
    of = {code: i for i, b in enumerate(spec["block"]) for code in b["sectors"]}
    return reclassify(raw, blocks), [of.get(code, -1) for code in codes]


def import_mix(donor: Donor, lender: Donor) -> Array:
    """Imports per unit of output (n, n + 5): published by product, else the user's total by another donor's mix."""
    n, x = donor.table.n, donor.table.output
    block = donor.table.imported
    per = over(block[:, :n], np.broadcast_to(x, (n, n)))
    if donor.bought is not None:
        mix = lender.table.imported[:, :n]
        total = mix.sum(axis=0)
        mean = over(mix.sum(axis=1), np.full(n, mix.sum()))
        mix = np.where(total > 0, mix / np.where(total > 0, total, 1.0), mean[:, None])
        per = mix * over(donor.bought, x)
    source = lender if donor.bought is not None else donor
    home = source.table.domestic[:, n:].sum(axis=0)
    return np.hstack(
        [per, np.maximum(over(source.table.imported[:, n:], np.broadcast_to(home, (n, len(USES)))), 0.0)]
    )


def final_shares(donor: Table) -> Array:
    """Shares (n, 3) of household, government and investment use in the final use of each product, of any origin."""
    n = donor.n
    at = [n + USES.index(use) for use in FINALS]
    block = np.maximum(donor.domestic[:, at] + donor.imported[:, at], 0.0)
    total = block.sum(axis=1, keepdims=True)
    return np.where(total > 0, block / np.where(total > 0, total, 1.0), np.array([1.0, 0.0, 0.0]))


def home_use(donor: Table) -> Array:
    """Final use at home over all uses at home of each domestic product (n,)."""
    n = donor.n
    final = np.maximum(donor.domestic[:, n : n + 3], 0.0).sum(axis=1)
    return over(final, final + donor.domestic[:, :n].sum(axis=1))


def wages_of(
    recipe: dict[str, Any],
    donors: list[Donor],
    codes: tuple[str, ...],
    v: Array,
    own: tuple[Table, list[int]] | None,
) -> Array:
    """Compensation of employees (n,): shares of value added of the own table by block, else of the donors (``by_donors``).

    ``[wages] share`` is the national share of compensation in value added, to which all are scaled but public services and
    the sectors of ``fixed`` (sector -> million US$).
    """
    shares = pick(donors, codes, {d.name: over(d.table.wages, d.table.value_added) for d in donors})
    if own is not None:
        table, block = own
        coarse, apart = over(table.wages, table.value_added), recipe["wages"].get("by_donors", [])
        shares = np.array(
            [shares[i] if b < 0 or codes[i] in apart else coarse[b] for i, b in enumerate(block)]
        )
    wages = np.clip(shares, 0.0, 0.98) * v
    spec = recipe["wages"]
    fixed = {codes.index(code): value for code, value in spec.get("fixed", {}).items()}
    for i, value in fixed.items():
        wages[i] = value
    held = np.array([code in published.PUBLIC or i in fixed for i, code in enumerate(codes)])
    if "share" in spec:
        base = v.sum() - sum(v[i] for i in fixed)
        target = spec["share"] * base - sum(wages[i] for i in range(len(codes)) if held[i] and i not in fixed)
        wages = np.where(held, wages, wages * target / wages[~held].sum())
    return np.minimum(wages, 0.98 * np.maximum(v, 0.0))


def to_output(domestic: Array, output: Array) -> Array:
    """Rows (n, n + 5) scaled to output: exports stand, uses at home are scaled; what nobody at home buys goes abroad."""
    out = domestic.copy()
    home, left = out[:, :-1].sum(axis=1), output - out[:, -1]
    out[:, :-1] *= over(np.maximum(left, 0.0), np.where(home > 0, home, 0.0))[:, None]
    out[:, -1] = output - out[:, :-1].sum(axis=1)
    return out


def by_commodity_balance(
    recipe: dict[str, Any], inputs: Array, lender: Table, totals: Totals
) -> tuple[Array, Array, str]:
    """Use of any origin divided by what supply at home leaves: (n, n + 5) domestic, the same imported, and a line.

    ``inputs`` (n, n) are the donors' coefficients times output, scaled to output less value added; final uses are national
    accounts totals in the composition of ``lender``. Imports of a product are as in the reader ``donor``:
    m = max(use + exports - output, s use), local services the second term alone; ``imported_services`` are traded.
    """
    x, v, exports = totals.output, totals.value_added, totals.exports
    n, shares, gdp = x.size, recipe["controls"]["shares"], recipe["_gdp"]
    inputs = inputs * over(x - v, inputs.sum(axis=0))
    uses = {"government": shares["government_consumption"], "investment": shares["investments"]}
    uses["households"] = 100.0 - sum(uses.values()) - shares["exports"] + shares["imports"]
    block = np.maximum(lender.domestic + lender.imported, 0.0)
    at = [n + USES.index(use) for use in FINALS]
    finals = block[:, at] / block[:, at].sum(axis=0) * np.array([uses[use] * gdp / 100.0 for use in FINALS])
    use = np.hstack([inputs, finals])
    home = use.sum(axis=1)
    traded = recipe["input"].get("imported_services", [])
    local = np.array([s["market"] == "local" and s["code"] not in traded for s in recipe["sector"]])
    bought = over(np.maximum(lender.imported, 0.0).sum(axis=1), block[:, :-1].sum(axis=1))
    imports = np.maximum(np.where(local, 0.0, home + exports - x), bought * home)
    share = np.broadcast_to(np.clip(over(imports, home), 0.0, 1.0)[:, None], use.shape).copy()
    for code, users in recipe["input"].get("abroad_first", {}).items():
        # What a branch at home does not make (machines, where it makes food) its users buy abroad before others do.
        i = [s["code"] for s in recipe["sector"]].index(code)
        first = [n + FINALS.index(user) if user in FINALS else i for user in users]
        taken = use[i, first].sum()
        share[i] = max(imports[i] - taken, 0.0) / max(home[i] - taken, 1e-9)
        share[i, first] = min(1.0, imports[i] / max(taken, 1e-9))
    wide = np.zeros((n, 2))
    domestic = np.hstack([use * (1.0 - share), wide])
    domestic[:, -1] = exports
    said = (
        f"1 imports: what use leaves of supply at home, {imports.sum():,.0f} million US$ before the balance; "
        f"{recipe['input']['imports_from']} for the smallest share and the composition of final uses"
    )
    return domestic, np.hstack([use * share, wide]), said


def physical(sources: Path, recipe: dict[str, Any], table: Table, value_added: Array) -> Physical:
    """Outputs and known cells as in ``published``; ``[[enclave]]`` fixes how much a sector buys at home.

    What it buys at home is published, what it buys of whom is the donor's; the rest of its inputs is imported.
    """
    fixed = published.physical(sources, recipe, table, value_added)
    known, report = dict(fixed.known), list(fixed.report)
    n = table.n
    for spec in recipe.get("enclave", []):
        j = table.codes.index(spec["user"])
        inputs = fixed.output[j] - fixed.value_added[j] - table.product_taxes[j]
        column = table.domestic[:, j] / table.domestic[:, j].sum() * spec["domestic_musd"]
        known |= {("domestic", table.codes[i], spec["user"]): float(column[i]) for i in range(n)}
        report.append(
            f"2 enclave: {spec['user']} buys {spec['domestic_musd']:,.0f} of {inputs:,.0f} million US$ of inputs at home: "
            f"{spec['why']}"
        )
    return replace(fixed, known=known, report=report)


def prepare(sources: Path, recipe: dict[str, Any]) -> tuple[Table, Array, list[str]]:
    """Stages 1 and 2: totals by sector, parts of joint sectors, donors' structure, the own table between blocks."""
    iso3 = recipe["pack"]["iso3"]
    codes = tuple(s["code"] for s in recipe["sector"])
    n, lines = len(codes), list[str]()
    donors = [read_donor(sources, spec, codes) for spec in recipe["donor"]]
    pattern = next(d for d in donors if d.bought is None)  # imports by product are published
    rate = pick(donors, codes, {d.name: over(d.table.value_added, d.table.output) for d in donors})
    if "margins" in recipe["input"]:
        totals, unit = margin_totals(sources, recipe, codes), 0.0
        made = [
            i
            for i, s in enumerate(recipe["sector"])
            if s["control"] in ("Mining", "Manufacturing", "Utilities", "Construction")
        ]
        # Money of the source's year for one of the base year, in industry: parts then come out at quantity times price.
        unit = totals.value_added[made].sum() / broad_value_added(sources, iso3, recipe["_gdp"], True)
        totals, said = with_parts(totals, recipe, rate, codes, unit)
        lines += said
        lines.insert(0, f"1 totals: {n} sectors by the Asian Development Bank's margins of {recipe['input']['year']}; "
                        f"value added {totals.value_added.sum():,.0f} million US$ of that year")  # fmt: skip
    else:
        totals, unit = worker_totals(recipe, donors, codes), 1.0
        counted = next(d.name for d in donors if d.persons is not None)
        lines.append(f"1 totals: workers by sector x value added per worker of {counted}, under published "
                     f"value added; value added {totals.value_added.sum():,.0f} million US$ before the controls")  # fmt: skip
    x, v = totals.output, totals.value_added
    groups = [[codes.index(c) for c in group] for group in recipe["input"].get("joint_rows", [])]
    like = pattern.table.domestic + pattern.table.imported
    lender = next((d for d in donors if d.name == recipe["input"].get("imports_from")), pattern)
    inputs, imports = {}, {}
    for d in donors:
        per = over(d.table.domestic[:, :n], np.broadcast_to(d.table.output, (n, n)))
        inputs[d.name] = per if d is pattern else split_joint_rows(per, like[:, :n], groups)
        imports[d.name] = import_mix(d, lender)
    dom = pick(donors, codes, inputs) * x
    imp_all = pick(donors, codes, {k: block[:, :n] for k, block in imports.items()}) * x
    main = donors[-1]
    finals = final_shares(main.table)
    home = np.where(
        np.isnan(totals.home_final), (x - totals.exports) * home_use(main.table), totals.home_final
    )
    for code, share in recipe.get("home_of_output", {}).items():
        home[codes.index(code)] = share * x[codes.index(code)]
    domestic = np.zeros((n, n + len(USES)))
    domestic[:, :n] = dom
    domestic[:, n : n + 3] = np.maximum(home, 0.0)[:, None] * finals
    if recipe["controls"].get("stocks_share_of_gdp", 0.0) != 0.0:
        goods = np.array([s["isic"] in ("A", "B", "C") for s in recipe["sector"]])
        sign = np.sign(recipe["controls"]["stocks_share_of_gdp"])
        domestic[:, n + 3] = 0.01 * sign * np.maximum(x - totals.exports, 0.0) * goods
    domestic[:, n + 4] = totals.exports
    imported = np.zeros_like(domestic)
    imported[:, :n] = imp_all
    final_imports = imports[lender.name][:, n : n + 3]
    imported[:, n : n + 3] = final_imports * domestic[:, n : n + 3].sum(axis=0)
    if recipe["input"].get("imports") == "balance":
        domestic, imported, balanced = by_commodity_balance(recipe, dom + imp_all, lender.table, totals)
        lines.append(balanced)
    taxes = pick(donors, codes, {d.name: over(d.table.product_taxes[:n], d.table.output) for d in donors}) * x
    own = own_table(sources, recipe["own"], codes) if "own" in recipe else None
    if own is not None:
        table, block = own
        b = table.n
        size = np.array([x[[i for i in range(n) if block[i] == k]].sum() for k in range(b)])
        columns = [
            -1 if code in recipe["own"].get("not_columns", []) else block[i] for i, code in enumerate(codes)
        ]
        scale = over(size, table.output)
        domestic[:, :n] = within_blocks(
            domestic[:, :n], table.domestic[:, :b] * scale, block, columns, (x, x)
        )
        imported[:, :n] = within_blocks(
            imported[:, :n], table.imported[:, :b] * scale, block, columns, (x, x)
        )
        whole = imported[:, :n].sum() / max(table.imported[:, :b].sum(), 1e-9)
        imported[:, n : n + 3] = within_blocks(
            imported[:, n : n + 3], table.imported[:, b : b + 3] * whole, block, [0, 1, 2], (x, np.ones(3))
        )
        coarse = over(table.product_taxes[:b], table.output)
        taxes = np.array([coarse[k] * x[i] if k >= 0 else taxes[i] for i, k in enumerate(columns)])
        lines.append(f"1 own table: {recipe['own']['said']}")
    for code, users in recipe.get("only", {}).items():
        i, keep = codes.index(code), [USES.index(u) + n if u in USES else codes.index(u) for u in users]
        for rows in (domestic, imported):
            rows[i, [j for j in range(n + len(USES)) if j not in keep]] = 0.0
            rows[i, keep] = np.maximum(rows[i, keep], 1e-6 * max(x[i], 1.0))
        imported[i, n + 3 :] = 0.0
        domestic[i, n + 4] = totals.exports[i]
    wages = wages_of(recipe, donors, codes, v, own)
    lines.append(f"1 wages: {recipe['wages']['said']} {wages.sum() / v.sum():.1%} of value added")
    lines += [f"1 donors: {line}" for line in recipe["input"].get("said", [])]
    domestic = to_output(domestic, x)
    levied = recipe.get("production_taxes", {})
    production = np.array([float(levied.get(code, 0.0)) * unit for code in codes])
    table = Table(
        codes=codes,
        domestic=domestic,
        imported=imported,
        product_taxes=np.concatenate([taxes, np.zeros(len(USES))]),
        production_taxes=production,
        wages=wages,
        surplus=v - wages - production,
    )
    return table, v, lines


COUNTRY = Country(prepare, physical, published.fuel_use)
