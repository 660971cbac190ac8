"""Runs of the model behind a bounded memory of each process. Nothing here is shared between processes or people."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Mapping
from threading import Lock
from typing import TypeVar

from dashboard.engine import Engine, group_labels
from dashboard.summary import Summary, summarise

KEPT = 600
KEPT_ANALYSES = 200
"""of each some ten KB: what the views beside the overview show"""

T = TypeVar("T")

Levers = Mapping[str, float]
Key = tuple[str, str, str, str, tuple[tuple[str, float], ...]]


class Runs:
    """Answers for pathways; the least recently used are forgotten first."""

    def __init__(self, engine: Engine, kept: int = KEPT) -> None:
        self.engine = engine
        self._kept = kept
        self._memory: OrderedDict[Key, Summary] = OrderedDict()
        self._analyses: OrderedDict[tuple[str, Key], object] = OrderedDict()
        self._lock = Lock()

    def moved(self, iso3: str, levers: Levers) -> dict[str, float]:
        """Return only the levers that apply and differ from their default, in the registry's order."""
        registry = self.engine.levers(iso3)
        return {
            lever_id: float(levers[lever_id])
            for lever_id, lever in registry.items()
            if lever.applies and lever_id in levers and float(levers[lever_id]) != lever.default
        }

    def key(self, iso3: str, levers: Levers, world: str = "default") -> Key:
        """Return what a run depends on: the versions, the world and the pathway."""
        data_version = self.engine.data_version(iso3)
        moved = tuple(sorted(self.moved(iso3, levers).items()))
        return (self.engine.model_version, f"{iso3}@{data_version}", world, iso3, moved)

    def summary(self, iso3: str, levers: Levers) -> Summary:
        """Return the summary of one pathway of one country, from memory or from a run."""
        key = self.key(iso3, levers)
        with self._lock:
            known = self._memory.get(key)
            if known is not None:
                self._memory.move_to_end(key)
                return known
        economy = self.engine.economy(iso3)
        result = self.engine.simulate(iso3, self.moved(iso3, levers))
        summary = summarise(result, economy, tuple(group_labels()))
        with self._lock:
            self._memory[key] = summary
            while len(self._memory) > self._kept:
                self._memory.popitem(last=False)
        return summary

    def analysis(self, kind: str, iso3: str, levers: Levers, make: Callable[[], T]) -> T:
        """Return what `make` gives for a pathway, from memory if it was made before; `kind` says what it is."""
        key = (kind, self.key(iso3, levers))
        with self._lock:
            if key in self._analyses:
                self._analyses.move_to_end(key)
                return self._analyses[key]  # type: ignore[return-value]
        made = make()
        with self._lock:
            self._analyses[key] = made
            while len(self._analyses) > KEPT_ANALYSES:
                self._analyses.popitem(last=False)
        return made

    def __len__(self) -> int:
        return len(self._memory)
