"""The rebuild test: on small tables, where the answer is known, and the committed result."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from data.builder.rebuild import (
    COLUMNS,
    OUT,
    Truth,
    by_broad_sector,
    by_foreign,
    by_margins,
    coefficients,
    compare,
    errors,
    jobs_by_branch,
)
from data.builder.table.tableau import Table
from model.cli.main import main

CODES = ("agriculture", "machinery", "trade")
RECIPE = {"sector": [{"code": code, "isic": isic} for code, isic in zip(CODES, "ACG", strict=True)]}


def small(seed: int) -> Table:
    """A table of three sectors whose rows and columns add up."""
    random = np.random.default_rng(seed)
    inputs = random.uniform(2.0, 12.0, (3, 3))
    finals = np.column_stack([random.uniform(5.0, 40.0, (3, 3)), np.array([0.4, 0.3, 0.0]), [9.0, 6.0, 3.0]])
    imported = np.hstack(
        [random.uniform(0.5, 4.0, (3, 3)), random.uniform(0.5, 3.0, (3, 3)), np.zeros((3, 2))]
    )
    domestic = np.hstack([inputs, finals])
    taxes = np.concatenate([random.uniform(0.1, 1.0, 3), np.zeros(5)])
    left = domestic.sum(axis=1) - domestic[:, :3].sum(axis=0) - imported[:, :3].sum(axis=0) - taxes[:3]
    return Table(CODES, domestic, imported, taxes, np.zeros(3), 0.4 * left, 0.6 * left)


def truth(table: Table) -> Truth:
    return Truth("AAA", 2023, table, np.array([30.0, 4.0, 12.0]))


def test_a_table_rebuilt_from_its_own_structure_comes_out_as_it_was() -> None:
    true = truth(small(1))
    made = by_margins(true, {"KAZ": true.table}, RECIPE)
    assert made.domestic[:, :3] == pytest.approx(true.table.domestic[:, :3], rel=0.02)
    found = compare(true, coefficients(made))
    assert found["output"].worst < 1.0
    assert compare(true, coefficients(true.table))["employment"].worst == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize("seed", range(2, 8))
def test_totals_of_the_country_bring_a_foreign_structure_nearer(seed: int) -> None:
    true, lender = truth(small(1)), small(seed)
    lenders = {"KAZ": lender}
    foreign = compare(true, by_foreign(lenders))
    held = compare(true, coefficients(by_margins(true, lenders, RECIPE)))
    assert 0.0 < held["output"].weighted < foreign["output"].weighted


def test_what_is_published_is_kept() -> None:
    true = truth(small(1))
    made = by_margins(true, {"KAZ": small(4)}, RECIPE)
    assert made.output == pytest.approx(true.table.output)
    assert made.value_added == pytest.approx(true.table.value_added)
    assert made.gdp == pytest.approx(true.table.gdp)
    assert made.imported.sum() == pytest.approx(true.table.imported.sum())


def test_broad_sectors_keep_their_value_added_and_refining_its_output() -> None:
    table = small(1)
    refining = Table(("agriculture", "refining", "trade"), *(getattr(table, f) for f in (
        "domestic", "imported", "product_taxes", "production_taxes", "wages", "surplus")))  # fmt: skip
    rate = np.array([0.5, 0.2, 0.6])
    v = by_broad_sector(refining, np.array([0.7, 0.1, 0.2]), rate, ["one", "one", "two"])
    assert v[1] / rate[1] == pytest.approx(refining.output[1])
    assert v[:2].sum() == pytest.approx(refining.value_added[:2].sum())
    assert v[2] == pytest.approx(refining.value_added[2])


def test_errors_and_jobs_of_branches() -> None:
    e = errors(np.array([1.1, 1.8, 9.0]), np.array([1.0, 2.0, 1.0]), np.array([1.0, 3.0, 0.0]), CODES)
    assert (e.mean, e.weighted, e.worst, e.sectors) == pytest.approx((10.0, 10.0, 10.0, 2))
    true = truth(small(1))
    direct = jobs_by_branch(true, true.table, ["one", "one", "two"])
    assert direct is not None
    jobs = direct * true.table.output
    assert jobs[:2].sum() == pytest.approx(34.0)
    assert jobs[2] == pytest.approx(12.0)
    assert jobs[0] / jobs[1] == pytest.approx(true.table.value_added[0] / true.table.value_added[1])


def test_the_committed_result_is_whole_and_printed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rebuild-test"]) == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    with OUT.open(encoding="utf-8", newline="") as handle:
        assert rows == list(csv.DictReader(handle))
    assert tuple(rows[0]) == COLUMNS
    have = {(row["method"], row["table"], row["measure"]) for row in rows}
    for method in ("foreign", "margins", "donor"):
        assert {(method, t, "output") for t in ("ZAF 2014", "KAZ 2024", "BRA 2014")} <= have
        assert {(method, t, "employment") for t in ("ZAF 2014", "BRA 2014")} <= have
    error = {(row["method"], row["table"], row["measure"]): float(row["mean_error_pct"]) for row in rows}
    for row in rows:
        assert 0.0 < float(row["mean_error_pct"]) <= float(row["worst_error_pct"])
        assert 0.0 < float(row["weighted_error_pct"]) <= float(row["worst_error_pct"])
    for table in ("ZAF 2014", "KAZ 2024", "BRA 2014"):
        assert error["margins", table, "output"] < error["foreign", table, "output"]
