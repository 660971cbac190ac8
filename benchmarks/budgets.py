"""The budgets: what each line measures, what it may be, and how the lines are printed."""

from __future__ import annotations

import operator
from dataclasses import dataclass, field

AT_MOST, AT_LEAST = "≤", "≥"
_HOLDS = {AT_MOST: operator.le, AT_LEAST: operator.ge}


@dataclass(frozen=True)
class Budget:
    """One limit: `model-run ≤ 1.5 ms`."""

    id: str
    side: str
    limit: float
    unit: str
    digits: int = 1

    def holds(self, value: float) -> bool:
        """Say whether a measured value keeps the budget."""
        return bool(_HOLDS[self.side](value, self.limit))

    def words(self, value: float) -> str:
        """Return a value with the budget's unit."""
        return f"{value:,.{self.digits}f} {self.unit}".strip()


BUDGETS = {
    budget.id: budget
    for budget in (
        Budget("model-run", AT_MOST, 1.5, "ms", 2),
        Budget("model-ratio", AT_LEAST, 20, "x"),
        Budget("crossed", AT_MOST, 10, "ms"),
        Budget("ensemble", AT_MOST, 0.5, "s", 2),
        Budget("explain", AT_MOST, 300, "ms", 0),
        Budget("paint-median", AT_MOST, 2.5, "x the floor", 2),
        Budget("paint-p95", AT_MOST, 4.0, "x the floor", 2),
        Budget("drag-rate", AT_LEAST, 12, "repaints/s"),
        Budget("settle", AT_MOST, 150, "ms", 0),
        Budget("payload", AT_MOST, 8 * 1024, "bytes", 0),
        Budget("throughput", AT_LEAST, 0.4, "x an empty callback", 2),
        Budget("first-chart", AT_MOST, 2.0, "s", 2),
        Budget("slow-phone", AT_MOST, 5.0, "s", 2),
        Budget("script-weight", AT_MOST, 750, "KB gzip", 0),
        Budget("foreign-requests", AT_MOST, 0, "requests", 0),
    )
}


@dataclass
class Line:
    """One measured budget. `value` None: not measured, and `note` says why."""

    id: str
    value: float | None
    note: str = ""
    where: list[str] = field(default_factory=list)
    """where the time goes, printed where the budget is not kept"""

    @property
    def short(self) -> bool:
        """Say whether the budget is missed."""
        return self.value is not None and not BUDGETS[self.id].holds(self.value)

    def __str__(self) -> str:
        budget = BUDGETS[self.id]
        limit = f"{budget.side} {budget.words(budget.limit)}"
        if self.value is None:
            return f"{self.id:<17} {'not measured':<24} {limit:<30} {self.note}"
        verdict = "short" if self.short else "ok"
        line = f"{self.id:<17} {budget.words(self.value):<24} {limit:<30} {verdict:<6} {self.note}".rstrip()
        return "\n".join([line, *(f"    {words}" for words in self.where if self.short)])
