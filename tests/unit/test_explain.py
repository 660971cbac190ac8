"""Owen values: exact against enumeration, symmetric, and shared steps that change no number."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from model import simulate
from model.errors import InputError
from model.explain import HEADLINES, Once, coalition_count, explain, owen_values, owen_weights
from model.pathway import Pathway, Programme
from model.settings import Settings
from tests.laws.worlds import economy, world

LEVERS = {"renewable-share-2050": 80.0, "solar-share": 30.0, "building-retrofit": 10.0, "budget-share": 40.0}


def by_permutation(groups, worth):
    """Owen's own definition: the mean marginal contribution over all orders in which groups stay together."""
    players = [p for g in groups for p in g]
    found, count = dict.fromkeys(players, 0.0), 0
    for order_of_groups in permutations(groups):
        orders = [()]
        for group in order_of_groups:
            orders = [o + inner for o in orders for inner in permutations(group)]
        for order in orders:
            count += 1
            for i, player in enumerate(order):
                found[player] += worth(frozenset(order[: i + 1])) - worth(frozenset(order[:i]))
    return {p: v / count for p, v in found.items()}


@pytest.mark.parametrize("sizes", [(1,), (3,), (1, 1, 1), (2, 1), (2, 2, 1), (3, 1, 2)])
def test_owen_values_equal_the_enumeration_of_all_orders(sizes):
    starts = np.concatenate([[0], np.cumsum(sizes)])
    groups = [tuple(range(starts[k], starts[k + 1])) for k in range(len(sizes))]
    rng = np.random.default_rng(sum(sizes))
    table = {}

    def worth(coalition):
        key = frozenset(coalition)
        return table.setdefault(key, float(rng.normal()) if key else 0.0)

    expected = by_permutation(groups, worth)
    found = owen_values(sizes, lambda coalitions: np.array([worth(c) for c in coalitions]))
    assert np.allclose(found, [expected[p] for p in range(sum(sizes))], atol=1e-12)
    assert np.isclose(found.sum(), worth(range(sum(sizes))), atol=1e-12)


@pytest.mark.parametrize("sizes", [(4, 1, 1, 4, 2), (2, 3), (1,), (5,)])
def test_only_the_coalitions_that_the_value_needs_are_run(sizes):
    coalitions, weights = owen_weights(sizes)
    assert len(set(coalitions)) == len(coalitions) == coalition_count(sizes)
    assert weights.shape == (sum(sizes), len(coalitions))
    assert np.allclose(weights.sum(axis=1), 0.0)


@pytest.mark.parametrize("headline", ["net", "created", "gdp"])
def test_the_explanation_of_a_pathway_equals_enumeration_by_whole_runs(headline):
    e, w = economy("tiny"), world("tiny")
    groups = [("renewable-share-2050", "solar-share"), ("building-retrofit",), ("budget-share",)]
    year = 2040 - 2023
    runs = {}

    def worth(coalition):
        if coalition not in runs:
            result = simulate(e, w, Pathway("part", {k: LEVERS[k] for k in coalition}))
            runs[coalition] = {"net": result.net, "created": result.created, "gdp": result.gdp_change}[
                headline
            ][year]
        return runs[coalition]

    expected = by_permutation(groups, worth)
    found = explain(e, w, Pathway("whole", LEVERS), headline, 2040)
    scale = max(abs(v) for v in expected.values())
    for row in found.rows:
        assert abs(row.value[0] - expected[row.lever]) <= 1e-9 * scale, row.lever


def test_groups_come_in_the_order_of_the_lever_table_and_sum_their_levers():
    found = explain(economy("tiny"), world("tiny"), Pathway("x", LEVERS), "net", 2035)
    assert list(found.groups) == ["power", "energy-use", "who-pays"]
    power = [row.value[0] for row in found.rows if row.group == "power"]
    assert np.isclose(found.groups["power"][0], sum(power))


def test_programmes_are_players_and_an_untouched_pathway_explains_nothing():
    e, w = economy("tiny"), world("tiny")
    programme = Programme("construction", 10.0, 2028, 2032, "grants")
    found = explain(e, w, Pathway("x", {"building-retrofit": 10.0}, (programme, programme)), "net", 2030)
    values = {row.lever: row.value[0] for row in found.rows}
    assert set(values) == {"building-retrofit", "programme-1", "programme-2"}
    assert np.isclose(values["programme-1"], values["programme-2"], rtol=1e-12)
    assert values["programme-1"] > 0
    assert explain(e, w, Pathway("nothing"), "net", 2030).rows == ()


def test_all_years_at_once_are_the_years_one_by_one():
    e, w, p = economy("tiny"), world("tiny"), Pathway("x", LEVERS)
    every = explain(e, w, p, "created")
    one = explain(e, w, p, "created", 2035)
    at = every.years.index(2035)
    for whole, single in zip(every.rows, one.rows, strict=True):
        assert np.isclose(whole.value[at], single.value[0], rtol=1e-9, atol=1e-6)


def test_what_cannot_be_explained_is_refused():
    e, w = economy("tiny"), world("tiny")
    with pytest.raises(InputError, match="Choose: net"):
        explain(e, w, Pathway("x"), "happiness", 2030)
    with pytest.raises(InputError, match="2023 to 2050"):
        explain(e, w, Pathway("x"), "net", 1999)
    assert set(HEADLINES) >= {"net", "created", "lost", "gdp", "emissions", "women_share", "unfilled"}


def test_a_step_is_taken_once_for_each_distinct_set_of_what_it_reads():
    take, calls = Once(), []

    def step(settings: Settings, factor: int) -> float:
        calls.append(1)
        a = settings.values.get("a", 0.0)
        return factor * (a + (settings.values["b"] if a > 1 and "b" in settings.values else 0.0))

    def settings(**values: float) -> Settings:
        return Settings(values, {})

    assert take(step, settings(a=1.0), 2) == 2.0
    assert take(step, settings(a=1.0, b=5.0, c=9.0), 2) == 2.0
    assert len(calls) == 1  # with a = 1 neither b nor c is read
    assert take(step, settings(a=2.0, b=5.0), 2) == 14.0
    assert take(step, settings(a=2.0), 2) == 4.0
    assert take(step, settings(a=2.0, b=5.0, c=1.0), 2) == 14.0
    assert take(step, settings(a=2.0, b=5.0), 3) == 21.0
    assert len(calls) == 4


def test_a_group_with_too_many_levers_is_shared_out_as_a_whole(monkeypatch):
    e, w, p = economy("tiny"), world("tiny"), Pathway("x", LEVERS)
    single = explain(e, w, p, "net", 2035)
    monkeypatch.setattr("model.explain.MAX_COALITIONS", 8)
    whole = explain(e, w, p, "net", 2035)
    assert [row.lever for row in whole.rows] == ["all", "building-retrofit", "budget-share"]
    for group, value in single.groups.items():
        assert np.isclose(whole.groups[group][0], value[0], rtol=1e-9)
    programmes = tuple(Programme("construction", 1.0, 2030, 2030, "grants") for _ in range(20))
    (row,) = explain(e, w, Pathway("x", {}, programmes), "net", 2030).rows
    assert (row.group, row.lever) == ("programmes", "all")
