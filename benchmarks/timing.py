"""Medians of repeated runs, and where the time of a function goes."""

from __future__ import annotations

import cProfile
import pstats
import statistics
import time
from collections.abc import Callable


def median_ms(
    run: Callable[[], object],
    seconds: float,
    least: int = 5,
    clock: Callable[[], float] = time.perf_counter,
) -> float:
    """Return the median of repeated runs in ms: for about so many seconds, at least `least` times, after one warm-up.

    With `clock=time.process_time` it is processor time, which says more where others use the machine too.
    """
    run()
    times: list[float] = []
    end = time.perf_counter() + seconds
    while len(times) < least or time.perf_counter() < end:
        start = clock()
        run()
        times.append(1e3 * (clock() - start))
    return statistics.median(times)


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def where_time_goes(run: Callable[[], object], times: int, within: str, most: int = 6) -> list[str]:
    """Return the functions of a package in which `run` spends its own and its callees' time, dearest first.

    The profiler slows small calls down, so shares are given and not times.
    """
    profile = cProfile.Profile()
    profile.enable()
    for _ in range(times):
        run()
    profile.disable()
    stats = pstats.Stats(profile)
    whole = stats.total_tt  # type: ignore[attr-defined]
    rows = []
    for (file, _, name), (_, calls, own, cumulative, _) in stats.stats.items():  # type: ignore[attr-defined]
        if f"/{within}/" in file.replace("\\", "/") and name != "<module>":
            place = file.replace("\\", "/").rpartition(f"/{within}/")[2].removesuffix(".py")
            rows.append((cumulative, f"{within}.{place.replace('/', '.')}.{name}", own, calls))
    rows.sort(reverse=True)
    return [
        f"{100 * cumulative / whole:3.0f} % in {name} (own {100 * own / whole:.0f} %, {calls / times:.0f} calls a run)"
        for cumulative, name, own, calls in rows[1 : most + 1]
    ]
