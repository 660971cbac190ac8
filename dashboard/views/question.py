"""What a view is asked: a scenario in a year, in a reader's language, and what the reader chose in the view itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from dashboard.engine import Analyst, RefusedError
from dashboard.runs import Runs
from dashboard.scenario import Scenario
from dashboard.state.model import Choices
from dashboard.summary import Summary
from dashboard.text import Text
from dashboard.views.blocks import Block


@dataclass(frozen=True)
class Question:
    """One question to a view."""

    t: Text
    runs: Runs
    scenario: Scenario
    """as `Runs.clean` leaves it"""
    year: int
    choices: Choices = field(default_factory=Choices)

    @property
    def summary(self) -> Summary:
        """What the overview keeps of the run."""
        return self.runs.summary(self.scenario)

    @property
    def economy(self) -> Any:
        """The country's economy."""
        return self.runs.engine.economy(self.scenario.country)

    @property
    def analyst(self) -> Analyst:
        """The engine, if it can say why and how sure."""
        engine = self.runs.engine
        if not isinstance(engine, Analyst):
            raise RefusedError("This model cannot explain itself. Use one that can.")
        return engine


def answer_of(blocks: list[Block], note: str = "") -> dict[str, Any]:
    """Return a view's answer: its blocks in the order of the screen, and a note under them."""
    return {"note": note, "blocks": blocks}
