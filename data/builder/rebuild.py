"""How far off the builder's methods are: published tables made anew from other countries' structure and their own totals.

Three tables with a known inside (South Africa 2014, Kazakhstan 2024, Brazil 2014) are treated as if they had none. Every
method sees what it sees for a country of its grade, and no more:

* ``foreign``: nothing but output; the others' mean input coefficients as they are. The floor that the methods must beat.
* ``margins`` (grade B): output, value added, sales to producers, final sales and exports of every sector, national final
  uses and imports; the inside is the mean of the other two tables, then GRAS (reader ``margins``).
* ``donor`` (grade C): value added of 12 broad sectors, national final uses, exports and imports, output of refining (in
  a pack it is quantity times price), exports of the five largest products as far as the estimated branch can make them;
  all else is the mean of the others and of Indonesia's table (reader ``donor``).

What is compared are Type I multipliers by sector, m = 1'L and e'L with L = (I - A)^-1 (Miller and Blair 2009, chapter 6),
in the sectors of ``recipes/common/donor.toml`` with mining in one, as the sector totals publish it. Purchases
of fuels, which both methods hold fixed at quantity times price in a pack, are left free here: errors are an upper bound.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from data.builder.recipe import COMMON, layered, over
from data.builder.table import read
from data.builder.table.balance import Known, balance
from data.builder.table.controls import Expenditure
from data.builder.table.readers import donor, margins, published
from data.builder.table.reclassify import reclassify
from data.builder.table.tableau import USES, Array, Table

OUT = Path(__file__).resolve().parents[1] / "rebuild_test.csv"
COLUMNS = (
    "method", "grade", "table", "measure", "mean_error_pct", "weighted_error_pct", "worst_error_pct",
    "worst_sector", "sectors",
)  # fmt: skip
GRADES = {"foreign": "", "margins": "B", "donor": "C"}
MINING = {"coal-mining": "other-mining", "oil-gas-extraction": "other-mining"}
KNOWN_EXPORTS = 5
MOST_EXPORTED = 0.9
"""Of the estimated output of a branch, so that something is left for users at home."""
LENDERS = ("ZAF", "KAZ", "BRA", "IDN")
FINAL_DONORS = ("KAZ", "BRA")
"""Who lends the split of final uses: Kazakhstan as in the packs, for itself Brazil (South Africa's government has schools
and hospitals inside)."""


@dataclass(frozen=True)
class Truth:
    """A published table and its jobs.

    ``table`` in the common sectors and the publisher's money; ``jobs`` (n,) persons or None; ``bought`` (n,) imported
    inputs where the table has them by user only (final uses are then domestic ones, in the rebuilt table too).
    """

    iso3: str
    year: int
    table: Table
    jobs: Array | None
    bought: Array | None = None

    @property
    def name(self) -> str:
        """Name in the result."""
        return f"{self.iso3} {self.year}"

    @property
    def expenditure(self) -> Expenditure:
        """National totals that both methods are given."""
        t, n = self.table, self.table.n
        final = t.domestic[:, n:].sum(axis=0) + t.imported[:, n:].sum(axis=0) + t.product_taxes[n:]
        imports = float(t.imported.sum() if self.bought is None else self.bought.sum())
        return Expenditure(float(final.sum() - imports), final, imports, float(t.product_taxes.sum()))


def common_recipe() -> dict[str, Any]:
    """Sectors and donors that the countries without a table share, with mining in one sector."""
    recipe = over(layered(COMMON / "donor.toml"), {"without": MINING})
    for spec in recipe["donor"].values():
        spec["joint"] = [group for group in spec.get("joint", []) if not set(group) & set(MINING)]
    return recipe


def inputs_of(iso3: str) -> dict[str, Any]:
    """How the country's own recipe reads its published table."""
    given: dict[str, Any] = published.donor_recipe(iso3)["input"]
    return given


def jobs_of(sources: Path, folder: str) -> dict[str, float] | None:
    """Persons by the publisher's sector, where the table comes with them."""
    for name, column, unit in (
        ("employment.csv", "employment_persons_QLFS2014Q4", 1.0),
        ("imports_by_using_sector.csv", "persons_engaged_thousand", 1e3),
    ):
        path = sources / folder / name
        if path.exists():
            return {row["code"]: unit * float(row[column] or 0.0) for row in read.rows(path)}
    return None


def truth(sources: Path, recipe: dict[str, Any], iso3: str) -> Truth:
    """One published table in the common sectors."""
    given = inputs_of(iso3)
    raw = published.read_table(sources, given)
    concordance = {s["code"]: recipe["donor"][iso3]["from"][s["code"]] for s in recipe["sector"]}
    people = jobs_of(sources, given["folder"])

    def joined(values: dict[str, float]) -> Array:
        return np.array([sum(values[code] for code in parts) for parts in concordance.values()])

    bought = None
    if "imports_by_user" in given:
        beside = {row["code"]: row for row in read.rows(sources / given["folder"] / given["beside"])}
        codes = list(raw.codes)
        by_user = published.column_sum(beside, codes, given["imports_by_user"])
        bought = joined(dict(zip(codes, by_user.tolist(), strict=True)))
    jobs = None if people is None else joined(people)
    return Truth(iso3, int(given["year"]), reclassify(raw, concordance), jobs, bought)


def coefficients(table: Table) -> Array:
    """Domestic input coefficients (n, n); NaN in columns without output."""
    x = table.output
    return np.where(x > 0, table.domestic[:, : table.n] / np.where(x > 0, x, 1.0), np.nan)


def by_foreign(lenders: dict[str, Table]) -> Array:
    """Input coefficients (n, n): the lenders' mean."""
    return margins.mean_over_donors([coefficients(table) for table in lenders.values()])


def by_margins(true: Truth, lenders: dict[str, Table], recipe: dict[str, Any]) -> Table:
    """The table from its sector totals and the lenders' structure, as the reader ``margins`` makes it."""
    t, n = true.table, true.table.n
    totals = {
        "dom_intermediate_sales": t.domestic[:, :n].sum(axis=1),
        "dom_final_sales": t.domestic[:, n:-1].sum(axis=1),
        "exports_total": t.domestic[:, -1],
        "value_added": t.value_added,
    }
    showing = {name: table for name, table in lenders.items() if table.imported.sum() > 0}
    final_donor = lenders[next(name for name in FINAL_DONORS if name in lenders)]
    goods = np.array([s["isic"] in ("A", "B", "C") for s in recipe["sector"]])
    sign = float(np.sign(true.expenditure.final[USES.index("stocks")]))
    z = margins.rows_to_sales(by_foreign(lenders) * t.output, totals["dom_intermediate_sales"])
    table = margins.on_totals(t.codes, z, totals, final_donor, goods, sign)
    finals = table.domestic[:, n:].sum(axis=0)
    imports = margins.imports_with_stocks(margins.import_prior(showing, t.output, finals), goods, sign)
    if true.bought is not None:
        imports[:, n:] = 0.0
    taxes = margins.mean_over_donors([d.product_taxes[:n] / d.output for d in lenders.values()]) * t.output
    table = Table(
        t.codes, table.domestic, imports, np.concatenate([taxes, np.zeros(len(USES))]),
        t.production_taxes, t.wages, t.surplus,
    )  # fmt: skip
    return balance(table, t.output, t.value_added, true.expenditure, {})


def by_broad_sector(true: Table, weight: Array, rate: Array, control: list[str]) -> Array:
    """Value added (n,): true in each of 12 broad sectors, inside them by donors' ``weight``; refining by its true output."""
    groups, v = np.array(control), np.where(true.output > 0, weight, 0.0)
    fixed = np.array([code == donor.REFINING for code in true.codes])
    v[fixed] = (rate * true.output)[fixed]
    for name in dict.fromkeys(control):
        free = (groups == name) & ~fixed
        held = v[(groups == name) & fixed].sum()
        v[free] *= (true.value_added[groups == name].sum() - held) / v[free].sum()
    return v


def by_donor(sources: Path, true: Truth, recipe: dict[str, Any]) -> Table:
    """The table from 12 broad sectors, national totals and donors' coefficients, as the reader ``donor`` makes it."""
    t, codes = true.table, true.table.codes
    names = [name for name in LENDERS if name != true.iso3]
    own = {
        **recipe,
        "pack": {"iso3": true.iso3},
        "input": recipe["input"] | {"donors": names},
    }
    given = donor.mean_donor(sources, own)
    rate = np.where(np.isnan(given.value_added), 1.0, given.value_added)
    v = by_broad_sector(t, np.nan_to_num(given.weight), rate, donor.sector_of(recipe, "control"))
    x = v / rate
    largest = np.argsort(-t.domestic[:, -1])[:KNOWN_EXPORTS]
    exports = {codes[i]: min(float(t.domestic[i, -1]), MOST_EXPORTED * float(x[i])) for i in largest}
    own["trade"] = {"exports_musd": exports}
    target = true.expenditure
    taxes = max(target.product_taxes - float(np.nan_to_num(given.taxes) @ x), 0.0)
    finals = target.final[:3] - np.array([taxes, 0.0, 0.0])
    shares, _ = donor.with_food(sources, own, given.finals)
    goods = np.array([s["isic"].split(",")[0] in ("A", "C") for s in recipe["sector"]], dtype=float)
    local = np.array([s["market"] == "local" for s in recipe["sector"]])
    prior = donor.exports_prior(own, given, x, float(target.final[4]))
    domestic, imported = donor.use_prior(
        given, x, shares * finals, prior, float(target.final[3]), goods, local
    )
    if true.bought is not None:
        imported[:, t.n :] = 0.0
    table = Table(
        codes, domestic, imported, np.concatenate([np.nan_to_num(given.taxes) * x, np.zeros(len(USES))]),
        np.zeros(t.n), 0.5 * v, 0.5 * v,
    )  # fmt: skip
    known: Known = {("domestic", code, "exports"): money for code, money in exports.items()}
    return balance(table, x, v, target, known)


def multipliers(a: Array, direct: Array) -> Array:
    """Type I effects (n,) per unit of final demand: direct' (I - A)^-1."""
    return direct @ np.asarray(np.linalg.inv(np.eye(len(a)) - a), dtype=float)


@dataclass(frozen=True)
class Errors:
    """Errors of one measure, %: simple and output-weighted mean, worst sector, number of sectors compared."""

    mean: float
    weighted: float
    worst: float
    sector: str
    sectors: int


def errors(found: Array, right: Array, weight: Array, codes: tuple[str, ...]) -> Errors:
    """Absolute differences in % of what is right, over sectors that have output."""
    here = np.flatnonzero((weight > 0) & (right > 0))
    off = 100.0 * np.abs(found[here] / right[here] - 1.0)
    worst = int(off.argmax())
    return Errors(
        float(off.mean()),
        float(off @ weight[here] / weight[here].sum()),
        float(off[worst]),
        codes[here[worst]],
        len(here),
    )


def compare(true: Truth, a: Array, jobs: Array | None = None) -> dict[str, Errors]:
    """Errors of output multipliers and, where jobs are known, of jobs per unit of final demand.

    ``employment`` takes the true jobs per output, so that it shows the structure alone. ``employment-branches`` takes the
    jobs per output that a pack would have: ``jobs`` (n,) over the rebuilt output.
    """
    t = true.table
    x, right = t.output, np.nan_to_num(coefficients(t))
    a = np.where(x > 0, a, 0.0)
    out = {"output": errors(multipliers(a, np.ones(t.n)), multipliers(right, np.ones(t.n)), x, t.codes)}
    if true.jobs is not None:
        direct = true.jobs / np.where(x > 0, x, 1.0)
        exact = multipliers(right, direct)
        out["employment"] = errors(multipliers(a, direct), exact, x, t.codes)
        if jobs is not None:
            out["employment-branches"] = errors(multipliers(a, jobs), exact, x, t.codes)
    return out


def jobs_by_branch(true: Truth, made: Table, control: list[str]) -> Array | None:
    """Jobs per output (n,) if only 12 broad sectors are counted: inside them they follow value added, as in a pack."""
    if true.jobs is None:
        return None
    groups, out = np.array(control), np.zeros(made.n)
    for name in dict.fromkeys(control):
        inside = groups == name
        out[inside] = true.jobs[inside].sum() * made.value_added[inside] / made.value_added[inside].sum()
    return out / np.where(made.output > 0, made.output, 1.0)


def rebuild(sources: Path) -> list[tuple[object, ...]]:
    """All rows of the result: every method on every table."""
    recipe = common_recipe()
    known = [truth(sources, recipe, iso3) for iso3 in ("ZAF", "KAZ", "BRA")]
    control = donor.sector_of(recipe, "control")
    rows: list[tuple[object, ...]] = []
    for true in known:
        lenders = {other.iso3: other.table for other in known if other is not true}
        on_totals = by_margins(true, lenders, recipe)
        modelled = by_donor(sources, true, recipe)
        for method, found in (
            ("foreign", compare(true, by_foreign(lenders))),
            ("margins", compare(true, coefficients(on_totals), jobs_by_branch(true, on_totals, control))),
            ("donor", compare(true, coefficients(modelled), jobs_by_branch(true, modelled, control))),
        ):
            rows += [
                (method, GRADES[method], true.name, measure, f"{e.mean:.1f}", f"{e.weighted:.1f}",
                 f"{e.worst:.1f}", e.sector, e.sectors)
                for measure, e in found.items()
            ]  # fmt: skip
    return sorted(rows, key=lambda row: list(GRADES).index(str(row[0])))


def write(rows: Iterable[tuple[object, ...]], handle: Any) -> None:
    """The result as CSV."""
    writer = csv.writer(handle, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)


def main(arguments: list[str]) -> int:
    """``python -m data.builder rebuild-test --sources DIR [--write]``."""
    parser = argparse.ArgumentParser(prog="python -m data.builder rebuild-test", description=__doc__)
    parser.add_argument("--sources", type=Path, required=True, help="folder of the published figures")
    parser.add_argument("--write", action="store_true", help=f"write data/{OUT.name} instead of printing")
    given = parser.parse_args(arguments)
    if not given.sources.is_dir():
        parser.error(f"{given.sources} is not a folder: name the folder of the published figures.")
    rows = rebuild(given.sources)
    if given.write:
        with OUT.open("w", encoding="utf-8", newline="") as handle:
            write(rows, handle)
        print(f"data/{OUT.name}: {len(rows)} rows")
    else:
        write(rows, sys.stdout)
    return 0
