"""The algebra against Miller and Blair (2009): published cases A and B, and what each function promises."""

from __future__ import annotations

import numpy as np
import pytest

from model.finance import BILLS, Shares, annuity, income_matrix, ledger, repayment_matrix
from model.iomath import (
    close_households,
    coefficients,
    leontief_inverse,
    low_rank_response,
    regional_coefficients,
)
from model.labour import fill, labour_reserve, women_uplift
from model.multipliers import multipliers_of
from model.power import smooth_path

Z = np.array([[150.0, 500.0], [200.0, 100.0]])
X = np.array([1000.0, 2000.0])


def test_case_a_leontief_inverse_output_and_labour_to_four_digits():
    A = coefficients(Z, X)
    L = leontief_inverse(A)
    assert np.allclose(L, [[1.2541, 0.3300], [0.2640, 1.1221]], atol=5e-5)
    x = L @ [600.0, 1500.0]
    assert np.allclose(x, [1247.5, 1841.6], atol=0.05)
    assert np.allclose(np.array([0.30, 0.25]) * x, [374.25, 460.4], atol=0.05)


def test_case_b_closed_inverse_and_type_two_over_type_one():
    A = coefficients(Z, X)
    closed = close_households(A, np.array([300.0, 500.0]) / X, np.array([50.0, 400.0]) / 1000.0)
    closed[2, 2] = 50.0 / 1000.0
    inverse = leontief_inverse(closed)
    assert np.allclose(np.diag(inverse), [1.3651, 1.3481, 1.2885], atol=5e-5)
    one = (np.array([300.0, 500.0]) / X) @ leontief_inverse(A)
    assert np.allclose(inverse[2, :2] / one, 1.2885, atol=5e-5)


def test_a_sector_without_output_has_no_inputs():
    A = coefficients(np.array([[1.0, 2.0], [3.0, 0.0]]), np.array([10.0, 0.0]))
    assert np.array_equal(A[:, 1], [0.0, 0.0])


def test_low_rank_response_is_the_full_solution():
    rng = np.random.default_rng(0)
    A = rng.uniform(0, 0.1, (6, 6))
    U, V, f = rng.uniform(0, 0.1, (6, 2)), rng.uniform(0, 0.5, (2, 6)), rng.uniform(0, 1, 6)
    L = leontief_inverse(A)
    z = low_rank_response(V @ L @ f, V @ L @ U)
    full = np.linalg.solve(np.eye(6) - A - U @ V, f)
    assert np.allclose(L @ (f + U @ z), full)


def test_multipliers_without_households_leave_type_two_out():
    found = multipliers_of(coefficients(Z, X), np.array([0.3, 0.25]), np.array([0.3, 0.25]))
    assert found.output_type_2 is None
    assert np.allclose(found.output_type_1, [1.5182, 1.4521], atol=1e-3)


def test_a_region_supplies_itself_no_more_than_wholly_and_small_regions_less():
    jobs = np.array([[10.0, 90.0], [450.0, 450.0]])
    share = regional_coefficients(jobs, 0.25)
    assert ((share >= 0) & (share <= 1)).all()
    assert share[0, 1] < share[1, 1] or share[0, 1] < 1.0
    assert (regional_coefficients(jobs, 0.5) <= share + 1e-12).all()


def test_an_annuity_pays_back_what_was_lent():
    assert annuity(0.0, 20) == pytest.approx(0.05)
    pays = annuity(0.06, 20)
    assert sum(pays / 1.06**t for t in range(1, 21)) == pytest.approx(1.0)


@pytest.mark.parametrize(("term", "grace"), [(14, 4), (14, 0), (28.5, 0), (3, 2)])
def test_repayment_is_worth_the_loan_at_its_own_interest(term, grace):
    paid = repayment_matrix(0.04, term, 40, grace)[:, 0]
    assert paid[0] == 0.0
    worth = sum(p / 1.04**t for t, p in enumerate(paid))
    assert worth == pytest.approx(1.0, rel=0.01)


def test_income_and_principal_together_are_what_is_paid_back():
    income, paid = income_matrix(0.05, 20, 30)[:, 0], repayment_matrix(0.05, 20, 30)[:, 0]
    assert income[1] == pytest.approx(0.05)
    assert (paid - income).sum() == pytest.approx(1.0)


def test_scarce_savings_that_are_paid_back_find_other_investment_again():
    """One unit put in displaces one unit; until it is paid back in full, other investment has made all of it good."""
    years, life = 30, 20
    K, income = repayment_matrix(0.05, life, years), income_matrix(0.05, life, years)
    by_item = np.zeros((years, 1))
    by_item[0] = 100.0
    found = ledger(by_item, Shares(0.0, 0.0, 0.0), K, K, K[None], income[None], (BILLS,), 1.0, 1.0)
    assert found.crowded_out[0] == pytest.approx(100.0)
    assert (found.crowded_out[1 : life + 1] < 0).all()
    assert found.crowded_out.sum() == pytest.approx(0.0, abs=1e-9)


def test_every_source_pays_its_share_and_nobody_gives_a_negative_grant():
    K = repayment_matrix(0.05, 20, 3)
    by_item = np.array([[100.0], [0.0], [-40.0]])
    found = ledger(
        by_item, Shares(0.2, 0.3, 0.1), K, K, K[None], income_matrix(0.05, 20, 3)[None], (BILLS,), 0.5, 0.25
    )
    assert np.allclose(found.grants, [20, 0, 0])
    assert np.allclose(found.loans, [30, 0, 0])
    assert np.allclose(found.private, [40, 0, -40])
    assert np.allclose(found.displaced_spending, [5, 0, 0])
    principal = found.investor_returns - found.investor_income
    assert np.allclose(found.crowded_out, 0.25 * (np.array([40, 0, -40]) - principal))
    assert found.investor_returns[1] == pytest.approx(40 * annuity(0.05, 20))
    assert found.investor_income[1] == pytest.approx(40 * 0.05)


def test_the_womens_share_asked_for_is_met_exactly_and_never_lowered():
    created = np.array([[[100.0, 50.0]], [[10.0, 0.0]]])
    share = np.array([[0.2, 0.6]])
    uplift = women_uplift(created, share, 0.5)
    women = (created * (share + (1 - share) * uplift[:, None, None])).sum(axis=(1, 2))
    assert np.allclose(women / created.sum(axis=(1, 2)), 0.5)
    assert not women_uplift(created, share, 0.1)[0]
    assert not women_uplift(created, share, 0.0).any()


def test_jobs_are_filled_up_to_the_people_there_are():
    people = np.array([[1000.0, 1000.0]])
    reserve = labour_reserve(
        people, np.array([0.5, 0.7]), np.array([0.1, 0.08]), np.array([0.06, 0.09]), np.array([0.6, 0.7]), 0.5
    )
    assert np.allclose(reserve, [[1000 * (0.04 * 0.5 + 0.5 * 0.1), 0.0]])
    filled, unfilled = fill(np.array([[100.0, -20.0]]), reserve)
    assert np.allclose(filled, [[70.0, -20.0]])
    assert np.allclose(unfilled, [[30.0, 0.0]])


def test_a_smooth_path_meets_its_points_and_never_turns_back():
    path = smooth_path((2025, 2035, 2050), (0.1, 0.5, 0.9))
    years = np.arange(2023, 2051)
    assert path[years == 2025] == pytest.approx(0.1)
    assert path[years == 2035] == pytest.approx(0.5)
    assert path[years == 2050] == pytest.approx(0.9)
    assert (np.diff(path[2:]) >= -1e-12).all()
    flat = smooth_path((2025, 2035, 2050), (0.1, 0.5, 0.5))
    assert flat.max() <= 0.5 + 1e-12
