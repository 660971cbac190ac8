"""The levers for people: what they move, which way, and who pays."""

from __future__ import annotations

import numpy as np
import pytest

from model.economy import YEARS
from model.measures.just_transition import training
from model.pathway import Pathway
from model.people.green import NOT_GREEN_ITEMS, OUTPUT_ITEMS, PROCESS_ITEMS
from tests.laws.worlds import PACKS, economy, run

COAL = {"coal-exit-year": 2035.0}


def coal(**levers):
    return run("ZAF", Pathway("coal", {**COAL, **{k.replace("_", "-"): float(v) for k, v in levers.items()}}))


def spent(result, name):
    return sum((e.spending.sum() for e in result.effects if e.name == name), 0.0)


def test_retraining_lowers_who_is_left_out_and_costs_money():
    few, many = coal(retraining_coverage=20), coal(retraining_coverage=100)
    assert 0 < spent(few, "retraining") < spent(many, "retraining")
    left = [one.people.ledger.by("left-out").sum() for one in (coal(), few, many)]
    assert left[0] > left[1] > left[2]


def test_income_support_is_paid_and_spent_and_does_not_place_anybody_by_itself():
    none, half, full = coal(), coal(income_support=50), coal(income_support=100)
    assert spent(full, "income-support") == pytest.approx(2 * spent(half, "income-support"), rel=1e-9)
    more = full.shock.household_spending.sum() - none.shock.household_spending.sum()
    assert more == pytest.approx(full.base.agents.propensity * spent(full, "income-support"), rel=1e-6)


def test_the_budget_gives_up_as_much_as_it_pays_and_grants_give_up_nothing():
    none, budget = coal(), coal(income_support=100)
    grants_without, grants = coal(grants_share=100), coal(income_support=100, grants_share=100)
    given_up = none.shock.public_spending.sum() - budget.shock.public_spending.sum()
    assert given_up == pytest.approx(spent(budget, "income-support"), rel=1e-6)
    assert grants.shock.public_spending.sum() == pytest.approx(
        grants_without.shock.public_spending.sum(), abs=1e-6
    )
    assert grants.gdp_change.sum() > grants_without.gdp_change.sum()


def test_what_the_fund_pays_is_close_to_what_the_ledger_then_asks_for():
    both = coal(income_support=100, retraining_coverage=100)
    paid = spent(both, "income-support") + spent(both, "retraining")
    assert both.people.ledger.fund().total.sum() == pytest.approx(paid, rel=0.02)


def test_formalisation_raises_formal_jobs_by_the_stated_share_of_informal_new_ones():
    none, half = coal(), coal(formalisation=50)
    before, after = (one.people.created(by=("formality",)) for one in (none, half))
    assert np.allclose(after[:, 1], before[:, 1] / 2)
    assert np.allclose(after.sum(axis=1), before.sum(axis=1))
    assert spent(half, "retraining") == 0


@pytest.mark.parametrize("pack", PACKS)
def test_training_is_bought_from_the_sector_that_teaches(pack):
    base = run(pack, Pathway("none")).base
    bought = training(base)
    assert bought.sum() == pytest.approx(1.0)
    for i in np.flatnonzero(bought):
        assert 85 in economy(pack).divisions[i]


@pytest.mark.parametrize("pack", PACKS)
def test_everything_that_can_be_built_is_classed_as_green_or_not(pack):
    items = run(pack, Pathway("none")).base.items.names
    known = {*OUTPUT_ITEMS, *PROCESS_ITEMS, *NOT_GREEN_ITEMS}
    assert set(items) <= known, (
        "Add the item to model/people/green.py, and to the sentence of its definition."
    )


def test_the_fund_starts_when_somebody_is_displaced_and_not_before():
    both = coal(income_support=100, retraining_coverage=100)
    for effect in both.effects:
        if effect.name in ("retraining", "income-support"):
            assert not effect.spending[: 2026 - YEARS[0]].any()
            assert effect.spending.min() >= 0
