"""What a server process keeps of runs: bounded, and let go of without waiting for a garbage collection."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from time import sleep

import numpy as np
import pytest

from dashboard.model_engine import ModelEngine
from dashboard.runs import ANALYSES_AT_ONCE, KEPT_RESULTS, Runs
from dashboard.summary import Summary

SUMMARY_BYTES = 60_000


@pytest.fixture(scope="module")
def runs() -> Runs:
    return Runs(ModelEngine())


@pytest.fixture
def no_collection() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def memory_of(summary: Summary) -> int:
    """Bytes that the arrays of a summary keep alive: a slice keeps the whole array that it was cut from."""
    arrays = [one for one in vars(summary).values() if isinstance(one, np.ndarray)]
    arrays += summary.money_sources.values()
    owners = {}
    for array in arrays:
        while isinstance(array.base, np.ndarray):
            array = array.base
        owners[id(array)] = array.nbytes
    return sum(owners.values())


def test_a_summary_of_the_country_with_most_regions_keeps_little(runs):
    levers = dict(max(runs.engine.presets("IND"), key=lambda one: len(one.levers)).levers)
    assert memory_of(runs.summary(runs.scenario("IND", levers))) <= SUMMARY_BYTES


def test_a_result_that_is_forgotten_leaves_memory_at_once(runs, no_collection):
    def coal_exit(year: int) -> object:
        result = runs.result(runs.scenario("ZAF", {"coal-exit-year": float(year)}))
        result.people.change(by=("skill",))
        return result

    first = weakref.ref(coal_exit(2030))
    for year in range(2031, 2031 + KEPT_RESULTS):
        assert first() is not None
        coal_exit(year)
    assert first() is None


def test_no_more_than_two_analyses_work_at_once_and_one_may_ask_for_another(runs: Runs):
    scenario, working, most = runs.scenario("ZAF"), [], []
    started = Barrier(4)

    def one(number: int) -> int:
        def make() -> int:
            working.append(number)
            most.append(len(working))
            inner = runs.analysis(f"inner-{number}", scenario, lambda: number)
            sleep(0.02)
            working.remove(number)
            return inner

        started.wait()
        return runs.analysis(f"outer-{number}", scenario, make)

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(one, range(4))) == [0, 1, 2, 3]
    assert max(most) <= ANALYSES_AT_ONCE
