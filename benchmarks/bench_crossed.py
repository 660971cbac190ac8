"""Every three dimensions of people crossed, for the largest pack: `python -m benchmarks.bench_crossed`.

The budget (10 ms) is for a crossing on demand after a run. Each is timed on a result that has remembered nothing yet; wages,
the transition ledger, and the fund's extra run are printed beside it.
"""

from __future__ import annotations

import time
from itertools import combinations
from statistics import median

from benchmarks.model_speed import busiest_preset, largest_pack
from model.load import load_economy
from model.pathway import Pathway
from model.people import People
from model.run import simulate
from model.world import default_world

BUDGET_MS = 10.0
REPEATS = 5
WAYS = ("change", "level", "created", "lost")


def milliseconds(run) -> float:
    start = time.perf_counter()
    run()
    return 1e3 * (time.perf_counter() - start)


def main() -> None:
    iso3 = largest_pack()
    economy = load_economy(iso3)
    world, pathway = default_world(economy), busiest_preset(iso3)
    formal = Pathway("formal", {**pathway.levers, "formalisation": 50.0})
    simulate(economy, world, pathway).people.change(by=("sex",))
    size = f"{iso3}, {len(economy.sectors)} sectors, {len(economy.regions)} regions"
    found, processor = {}, []
    dimensions = simulate(economy, world, pathway).people.dimensions
    for by in combinations(dimensions, 3):
        for way in WAYS:
            if "channel" in by and way != "change":
                continue
            times, worked = [], []
            for _ in range(REPEATS):
                result = simulate(economy, world, formal)
                start = time.process_time()
                times.append(milliseconds(lambda r=result, w=way, b=by: getattr(r.people, w)(by=b)))
                worked.append(1e3 * (time.process_time() - start))
            processor.append(median(worked))
            found[way, by] = median(times)
    for (way, by), took in sorted(found.items(), key=lambda item: -item[1])[:8]:
        print(f"{took:7.2f} ms  {way:8s} {' x '.join(by)}")
    worst = max(found.values())
    print(
        f"crossed {worst:.2f} {BUDGET_MS:g} {'ok' if worst <= BUDGET_MS else 'short'}  ({size}; {len(found)} "
        f"crossings; slowest in processor time {max(processor):.2f} ms)"
    )
    for name in ("wages", "ledger"):
        times = []
        for _ in range(REPEATS):
            people = People(simulate(economy, world, pathway))
            times.append(milliseconds(lambda p=people, n=name: getattr(p, n)))
        print(f"{median(times):7.2f} ms  {name}")
    for share in ({}, {"retraining-coverage": 50.0}):
        times = []
        for year in range(2030, 2030 + REPEATS):
            moved = Pathway("fund", {**pathway.levers, "coal-exports-2050": float(year - 2000), **share})
            if "coal-exports-2050" not in pathway.levers:
                moved = Pathway("fund", {**pathway.levers, "building-retrofit": float(year - 2020), **share})
            times.append(milliseconds(lambda m=moved: simulate(economy, world, m)))
        print(f"{median(times):7.2f} ms  one run, new settings, {'with' if share else 'without'} the fund")


if __name__ == "__main__":
    main()
