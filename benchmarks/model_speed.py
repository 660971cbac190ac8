"""The model by itself: one run with its splits, the same against a plain reading, and what is asked for on demand."""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from benchmarks.budgets import Line
from benchmarks.plain import plain_run
from benchmarks.timing import median_ms, where_time_goes
from model.economy import YEARS, Economy
from model.load import available, load_economy
from model.pathway import Pathway, load_preset, preset_names
from model.run import simulate
from model.settings import registry
from model.world import World, default_world

SPLITS = ("sector", "region", "sex", "channel")


def largest_pack() -> str:
    """Return the country with the most sectors times regions."""
    sizes = {
        iso3: len(one.sectors) * len(one.regions) for iso3 in available() for one in [load_economy(iso3)]
    }
    return max(sizes, key=lambda iso3: sizes[iso3])


def busiest_preset(iso3: str) -> Pathway:
    """Return the shipped pathway that moves the most levers."""
    presets = [load_preset(iso3, name) for name in preset_names(iso3)]
    return max(presets, key=lambda one: len(one.levers))


def twelve_levers(economy: Economy) -> Pathway:
    """Return a pathway that moves twelve levers (as many as there are): each a third of its way from the default."""
    moved: dict[str, float] = {}
    for lever in registry(economy).values():
        if lever.applies and len(moved) < 12 and not lever.id.endswith("-share"):
            far = (
                lever.maximum
                if lever.maximum - lever.default >= lever.default - lever.minimum
                else lever.minimum
            )
            value = lever.default + round((far - lever.default) / 3 / lever.step) * lever.step
            if value != lever.default:
                moved[lever.id] = value
    return Pathway("twelve", moved)


def one_run(economy: Economy, world: World, pathway: Pathway) -> Any:
    """Run one pathway to 2050 with net, created, lost, and every split once."""
    result = simulate(economy, world, pathway)
    for part in (result.net, result.created, result.lost):
        assert len(part) == len(YEARS)
    for split in SPLITS:
        result.employment_change(by=(split,))
    return result


def model_lines() -> Iterator[Line]:
    """Measure everything that needs no browser and no server."""
    iso3 = largest_pack()
    economy = load_economy(iso3)
    world, pathway = default_world(economy), busiest_preset(iso3)
    size = f"{iso3}, {len(economy.sectors)} sectors, {len(economy.regions)} regions, {len(pathway.levers)} levers moved"

    def run() -> Any:
        return one_run(economy, world, pathway)

    fast = median_ms(run, 1.5, least=50)
    plain = median_ms(lambda: plain_run(economy, world, pathway), 2.0, least=3)
    fast = min(fast, median_ms(run, 1.5, least=50))
    alone = median_ms(run, 1.0, least=50, clock=time.process_time)
    where = where_time_goes(run, 100, "model", most=8)
    yield Line("model-run", fast, f"({size}; {alone:.2f} ms of processor time)", where)
    yield Line("model-ratio", plain / fast, f"(plain {plain:.0f} ms)", where)
    for name in ON_DEMAND:
        yield _on_demand(name, economy, world, pathway)


def _crossed(economy: Economy, world: World, pathway: Pathway) -> Line:
    result = simulate(economy, world, pathway)
    people = result.people
    triples = [t for t in TRIPLES if not set(t) & set(getattr(people, "missing", ()))]
    slowest = {}
    for triple in triples:
        slowest[triple] = median_ms(partial(simulate_people, economy, world, pathway, triple), 0.2, least=5)
    alone = median_ms(lambda: simulate(economy, world, pathway).net, 0.3)
    worst = max(slowest, key=lambda t: slowest[t])
    return Line(
        "crossed", slowest[worst] - alone, f"(slowest of {len(triples)}: {' x '.join(worst)}, on a fresh run)"
    )


TRIPLES = (
    ("skill", "age", "formality"),
    ("sector", "region", "sex"),
    ("sector", "region", "skill"),
    ("region", "sex", "skill"),
    ("sector", "sex", "formality"),
    ("region", "age", "formality"),
)


def simulate_people(economy: Economy, world: World, pathway: Pathway, by: tuple[str, ...]) -> Any:
    """Run and cross once, nothing remembered from before."""
    return simulate(economy, world, pathway).people.change(by=by)


def _explain(economy: Economy, world: World, pathway: Pathway) -> Line:
    explain = importlib.import_module("model.explain").explain
    twelve = twelve_levers(economy)

    def run() -> Any:
        return explain(economy, world, twelve, "net", 2035)

    note = f"(net jobs in 2035, {len(twelve.levers)} levers moved, {economy.iso3})"
    return Line("explain", median_ms(run, 1.0, least=3), note, where_time_goes(run, 1, "model"))


def _ensemble(economy: Economy, world: World, pathway: Pathway) -> Line:
    ensemble = importlib.import_module("model.ensemble").ensemble

    def run() -> Any:
        return ensemble(economy, world, pathway, draws=1000)

    took = median_ms(run, 2.0, least=3)
    return Line("ensemble", took / 1e3, f"(1,000 draws, {economy.iso3})", where_time_goes(run, 1, "model"))


ON_DEMAND: dict[str, tuple[str, Callable[[Economy, World, Pathway], Line]]] = {
    "crossed": ("model.people", _crossed),
    "explain": ("model.explain", _explain),
    "ensemble": ("model.ensemble", _ensemble),
}


def _on_demand(name: str, economy: Economy, world: World, pathway: Pathway) -> Line:
    """Measure a part of the model that may not be there yet."""
    module, measure = ON_DEMAND[name]
    try:
        importlib.import_module(module)
    except ModuleNotFoundError as missing:
        return Line(name, None, f"not yet ({missing})")
    return measure(economy, world, pathway)
