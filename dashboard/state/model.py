"""The state of one screen, as pydantic models: validation, limits and documentation in one place."""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from dashboard.views.ids import VIEWS as VIEWS

SCHEMA_VERSION = 2
MAX_PATHWAYS = 4
MAX_NAME = 40
MAX_LEVERS = 60
MAX_PROGRAMMES = 12
MAX_EDITS = 60
MAX_NOTE = 280
MAX_AMOUNT = 1e7
"""million US$ a year; more than any country's GDP is refused by the model in its own words"""
FIRST_YEAR, LAST_YEAR = 2024, 2050
DEFAULT_YEAR = 2035

LeverId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
ParameterId = Annotated[str, Field(pattern=r"^[a-z0-9]+([_:.-][a-z0-9]+)*$", max_length=80)]
SetId = Annotated[str, Field(pattern=r"^([a-z0-9]+(-[a-z0-9]+)*)?$", max_length=40)]
Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9 ._-]*$", max_length=60)]
"""of a sector, a technology or a region"""
ChoiceId = Annotated[str, Field(pattern=r"^[a-z]+$", max_length=12)]
ChoiceValue = Annotated[str, Field(pattern=r"^[a-z0-9-]*$", max_length=80)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Percent = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Version = Annotated[str, Field(max_length=30, pattern=r"^[0-9A-Za-z._-]*$")]


def clean_name(words: str, limit: int = MAX_NAME) -> str:
    """Return a name without control or invisible characters, without doubled spaces, cut to the limit.

    >>> clean_name("  People \\u202e first ")
    'People first'
    """
    visible = "".join(
        char if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} else " "
        for char in words
    )
    return " ".join(visible.split())[:limit].strip()


class ProgrammeState(BaseModel):
    """A spending programme that a user made. Frozen, so that a scenario can carry it; the model judges what it says."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    name: str = Field(max_length=400)
    kind: Literal["purchase", "enterprise", "transfer"] = "purchase"
    sector: Code | None = None
    technology: Code | None = None
    region: Code | None = None
    amount: float = Field(gt=0, le=MAX_AMOUNT, allow_inf_nan=False)
    """million US$ of 2023 a year"""
    first: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    last: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    local_content: Percent | None = None
    """% bought at home; None as today"""
    women_share: Percent | None = None
    """% of the jobs that it creates directly"""
    formal_share: Percent | None = None
    source: Literal["grants", "loans", "budget", "private", "tariffs"] = "budget"

    @field_validator("name")
    @classmethod
    def _clean(cls, words: str) -> str:
        return clean_name(words) or "?"

    @model_validator(mode="after")
    def _whole(self) -> ProgrammeState:
        if self.sector and self.technology:
            raise ValueError("A programme buys from a sector or builds a technology, not both.")
        if self.last < self.first:
            raise ValueError("A programme ends after it begins.")
        return self


class WorldState(BaseModel):
    """What a user changed in the world: parameters by id in their own unit, and the set of employment factors."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    edits: dict[ParameterId, Finite] = Field(default_factory=dict, max_length=MAX_EDITS)
    factors: SetId = ""
    """"" is the model's own choice"""


class PathwayState(BaseModel):
    """A named pathway: only the levers that differ from the baseline, and the programmes made for it."""

    model_config = ConfigDict(extra="ignore")

    name: str = Field(max_length=400)
    levers: dict[LeverId, Finite] = Field(default_factory=dict, max_length=MAX_LEVERS)
    programmes: list[ProgrammeState] = Field(default_factory=list, max_length=MAX_PROGRAMMES)

    @field_validator("name")
    @classmethod
    def _clean(cls, words: str) -> str:
        return clean_name(words) or "?"


Dimension = Literal["skill", "age", "formality", "sex", "region"]


class Choices(BaseModel):
    """What is chosen inside the views, by the controls that their blocks have (`choices` of a block)."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    rows: Dimension = "skill"
    columns: Dimension = "sex"
    by: Literal["lever", "channel"] = "lever"
    """how the waterfall is read"""
    paying: Literal["with", "without"] = "with"
    """whether the effects of paying are in the waterfall"""
    whose: str = Field(default="", max_length=80, pattern=r"^[a-z0-9-]*$")
    """lever or group whose people are shown; "" is the whole pathway"""


class Made(BaseModel):
    """What a link was made with, so that a newer version can say by how much it differs."""

    model_config = ConfigDict(extra="ignore")

    model_version: Version = ""
    data_version: Version = ""
    net: int | None = Field(default=None, ge=-(10**10), le=10**10)
    """net jobs of the chosen pathway in the chosen year"""
    nets: list[Annotated[int, Field(ge=-(10**10), le=10**10)]] = Field(
        default_factory=list, max_length=MAX_PATHWAYS
    )
    """the same of every pathway, in their order"""


class State(BaseModel):
    """Everything an address carries."""

    model_config = ConfigDict(extra="ignore")

    country: str = Field(pattern=r"^[A-Z]{3}$")
    language: str = Field(default="en", max_length=10)
    view: str = Field(default=VIEWS[0], max_length=20)
    year: int = Field(default=DEFAULT_YEAR, ge=FIRST_YEAR, le=LAST_YEAR)
    active: int = Field(default=0, ge=0, lt=MAX_PATHWAYS)
    pathways: list[PathwayState] = Field(min_length=1, max_length=MAX_PATHWAYS)
    compare: int | None = Field(default=None, ge=0, lt=MAX_PATHWAYS)
    """the pathway that the chosen one is compared with; None is the baseline"""
    choices: dict[ChoiceId, ChoiceValue] = Field(default_factory=dict, max_length=8)
    """what was chosen inside the views: fields of `Choices`"""
    world: WorldState = Field(default_factory=WorldState)
    note: str = Field(default="", max_length=4_000)
    """what the sender wrote, plain text"""
    made: Made | None = None

    @field_validator("choices")
    @classmethod
    def _possible(cls, choices: dict[str, str]) -> dict[str, str]:
        Choices.model_validate(choices)
        return choices

    @field_validator("note")
    @classmethod
    def _clean_note(cls, words: str) -> str:
        return clean_name(words, MAX_NOTE)
