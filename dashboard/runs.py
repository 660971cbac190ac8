"""Runs of the model behind a bounded memory of each process. Nothing here is shared between processes or people."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import replace
from threading import BoundedSemaphore, Lock, local
from typing import Any, Generic, TypeVar

from dashboard.comparison import difference
from dashboard.engine import Engine, group_labels
from dashboard.memory import give_back
from dashboard.scenario import Scenario, ordered
from dashboard.state.model import PathwayState, ProgrammeState, State, WorldState
from dashboard.state.world import clamp_levers, clamp_world
from dashboard.summary import Summary, summarise

KEPT = 600
"""of each some 20 KB"""
KEPT_RESULTS = 8
"""of each up to 30 MB (India, once its people were asked for): whole results, for the views that cross what a summary does not keep"""
KEPT_ANALYSES = 200
"""of each some ten KB: what the views beside the overview show"""

ANALYSES_AT_ONCE = 2
"""an explanation works on some tens of MB and a whole core: more at once would not be sooner done, and hold up levers"""

T = TypeVar("T")
Key = tuple[str, str, Scenario]


class Memory(Generic[T]):
    """The last so many things that were worked out; the least recently used are forgotten first."""

    def __init__(self, kept: int, let_go: Callable[[T], object] = lambda forgotten: None) -> None:
        self._kept, self._let_go = kept, let_go
        self._known: OrderedDict[Hashable, T] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what is known under a key, else what `make` gives. Made outside the lock: a run may take a while."""
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
                return self._known[key]
        made = make()
        with self._lock:
            self._known[key] = made
            while len(self._known) > self._kept:
                self._let_go(self._known.popitem(last=False)[1])
        return made

    def __len__(self) -> int:
        return len(self._known)


def apart(result: Any) -> None:
    """Part a result from its people. Each holds the other, so that some 30 MB would wait for a full round of garbage collection,
    which hundreds of results may pass before it comes."""
    vars(result).pop("people", None)


class Runs:
    """Answers for scenarios, from memory or from a run."""

    def __init__(self, engine: Engine, kept: int = KEPT) -> None:
        self.engine = engine
        self._summaries: Memory[Summary] = Memory(kept)
        self._differences: Memory[Summary] = Memory(kept)
        self._results: Memory[Any] = Memory(KEPT_RESULTS, apart)
        self._analyses: Memory[Any] = Memory(KEPT_ANALYSES)
        self._turns = BoundedSemaphore(ANALYSES_AT_ONCE)
        self._thread = local()

    def scenario(
        self,
        country: str,
        levers: Mapping[str, float] | None = None,
        programmes: Iterable[ProgrammeState] = (),
        world: WorldState | None = None,
    ) -> Scenario:
        """Return what may be asked: levers and parameters that exist, inside their ranges, and differ from the default."""
        return self.clean(Scenario.of(country, levers, programmes, world))

    def of_pathway(self, state: State, pathway: PathwayState) -> Scenario:
        """Return the scenario of one pathway of a state, in the state's world."""
        return self.scenario(state.country, pathway.levers, pathway.programmes, state.world)

    def clean(self, scenario: Scenario) -> Scenario:
        """Return a scenario without what does not exist, does not apply or stands at its default."""
        registry = self.engine.levers(scenario.country)
        clamped = clamp_levers(scenario.moved, registry)
        moved = {key: value for key, value in clamped.items() if value != registry[key].default}
        cleaned = replace(scenario, levers=ordered(moved))
        if not scenario.edits and not scenario.factors:
            return cleaned
        sets = self.engine.factor_sets(scenario.country)
        world = clamp_world(scenario.world, self.engine.parameters(scenario.country), sets)
        return replace(cleaned, edits=ordered(world.edits), factors=world.factors)

    def key(self, scenario: Scenario) -> Key:
        """Return what a run depends on: the versions, the world and the pathway."""
        cleaned = self.clean(scenario)
        return (self.engine.model_version, self.engine.data_version(cleaned.country), cleaned)

    def summary(self, scenario: Scenario) -> Summary:
        """Return the summary of a scenario."""
        key = self.key(scenario)
        economy = self.engine.economy(scenario.country)
        return self._summaries.get(
            key, lambda: summarise(self.engine.simulate(key[2]), economy, tuple(group_labels()))
        )

    def difference(self, scenario: Scenario, reference: Scenario) -> Summary:
        """Return the summary of a scenario with its changes counted from another one. Both stand in the same world."""
        key, other = self.key(scenario), self.key(reference)
        return self._differences.get((key, other), lambda: self._difference(key, other))

    def _difference(self, key: Key, other: Key) -> Summary:
        economy, order = self.engine.economy(key[2].country), tuple(group_labels())
        result = self.engine.simulate(key[2])
        own = self._summaries.get(key, lambda: summarise(result, economy, order))
        return difference(own, self.summary(other[2]), result, self.result(other[2]), economy, order)

    def result(self, scenario: Scenario) -> Any:
        """Return the model's whole result: large, so only the last few are kept. Never on the hot path."""
        key = self.key(scenario)
        return self._results.get(key, lambda: self.engine.simulate(key[2]))

    def analysis(self, kind: str, scenario: Scenario, make: Callable[[], T]) -> T:
        """Return what `make` gives for a scenario, from memory if it was made before; `kind` says what it is."""
        found: T = self._analyses.get((kind, self.key(scenario)), lambda: self._in_turn(make))
        return found

    def _in_turn(self, make: Callable[[], T]) -> T:
        """Wait for a turn; what an analysis asks for itself belongs to its own turn."""
        if getattr(self._thread, "working", False):
            return make()
        with self._turns:
            self._thread.working = True
            try:
                return make()
            finally:
                self._thread.working = False
                give_back()

    def __len__(self) -> int:
        return len(self._summaries)
