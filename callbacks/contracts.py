"""What the browser may ask, as pydantic models: checked by type and size before anything else happens."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from dashboard.comparison import Reference
from dashboard.runs import Runs
from dashboard.scenario import Scenario
from dashboard.state.model import (
    FIRST_YEAR,
    LAST_YEAR,
    MAX_LEVERS,
    MAX_PATHWAYS,
    MAX_PROGRAMMES,
    Choices,
    Finite,
    LeverId,
    ProgrammeState,
    State,
    WorldState,
    clean_name,
)
from dashboard.text import text_for
from dashboard.views.answers import VIEWS
from dashboard.views.question import Question

Language = Annotated[str, Field(max_length=10, pattern=r"^[A-Za-z-]*$")]


class Asked(BaseModel):
    """What every question about a pathway says: the pathway, its world, the year, the reader's language."""

    model_config = ConfigDict(extra="forbid")

    seq: int = Field(ge=0, le=10**15)
    """rises with every request; the answer carries it back"""
    country: str = Field(pattern=r"^[A-Z]{3}$")
    language: Language = "en"
    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    levers: dict[LeverId, Finite] = Field(default_factory=dict, max_length=MAX_LEVERS)
    programmes: list[ProgrammeState] = Field(default_factory=list, max_length=MAX_PROGRAMMES)
    world: WorldState = Field(default_factory=WorldState)

    def scenario(self, runs: Runs) -> Scenario:
        """Return what the model is asked: only what exists, inside its range."""
        return runs.scenario(self.country, self.levers, self.programmes, self.world)


class Against(BaseModel):
    """The pathway that another one is compared with; it stands in the same world."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(max_length=400)
    levers: dict[LeverId, Finite] = Field(default_factory=dict, max_length=MAX_LEVERS)
    programmes: list[ProgrammeState] = Field(default_factory=list, max_length=MAX_PROGRAMMES)


class PathwayRequest(Asked):
    """The hot request: one pathway of one country in one year."""

    slot: int = Field(ge=0, lt=MAX_PATHWAYS)
    name: str = Field(max_length=400)
    against: Against | None = None
    """None is the baseline"""

    def reference(self, runs: Runs) -> Reference | None:
        """Return what the pathway is compared with, None for the baseline."""
        if self.against is None:
            return None
        scenario = runs.scenario(self.country, self.against.levers, self.against.programmes, self.world)
        return Reference(clean_name(self.against.name), scenario)


class ViewRequest(Asked):
    """A view beside the overview, or the band."""

    view: str = Field(max_length=20)
    choices: Choices = Field(default_factory=Choices)

    @field_validator("view")
    @classmethod
    def _known(cls, view: str) -> str:
        if view not in VIEWS:
            raise ValueError("There is no such view.")
        return view

    def question(self, runs: Runs) -> Question:
        """Return what the view is asked."""
        return Question(text_for(self.language), runs, self.scenario(runs), self.year, self.choices)


class ShareRequest(BaseModel):
    """A state that somebody wants a link to."""

    model_config = ConfigDict(extra="forbid")

    seq: int = Field(ge=0, le=10**15)
    state: State
