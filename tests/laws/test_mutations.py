"""A law that sees no fault is no law: each mutation of the model must make one fail (`python -m tests.laws.mutations`)."""

from __future__ import annotations

import pytest

from tests.laws.mutations import MUTATIONS, caught

pytestmark = pytest.mark.laws


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda m: m.name)
def test_a_fault_in_the_model_makes_a_law_fail(mutation):
    mutation.law()
    assert caught(mutation), f"{mutation.law.__name__} does not see: {mutation.name}"
    mutation.law()
