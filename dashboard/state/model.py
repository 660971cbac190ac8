"""The state of one screen, as pydantic models: validation, limits and documentation in one place."""

from __future__ import annotations

import unicodedata
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

SCHEMA_VERSION = 1
MAX_PATHWAYS = 4
MAX_NAME = 40
MAX_LEVERS = 60
FIRST_YEAR, LAST_YEAR = 2024, 2050
DEFAULT_YEAR = 2035
VIEWS = ("overview", "people", "why")

LeverId = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
Version = Annotated[str, Field(max_length=30, pattern=r"^[0-9A-Za-z._-]*$")]


def clean_name(words: str) -> str:
    """Return a name without control or invisible characters, without doubled spaces, cut to the limit.

    >>> clean_name("  People \\u202e first ")
    'People first'
    """
    visible = "".join(
        char if unicodedata.category(char) not in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"} else " "
        for char in words
    )
    return " ".join(visible.split())[:MAX_NAME].strip()


class PathwayState(BaseModel):
    """A named pathway: only the levers that differ from the baseline."""

    model_config = ConfigDict(extra="ignore")

    name: str = Field(max_length=400)
    levers: dict[LeverId, Annotated[float, Field(allow_inf_nan=False)]] = Field(
        default_factory=dict, max_length=MAX_LEVERS
    )

    @field_validator("name")
    @classmethod
    def _clean(cls, words: str) -> str:
        return clean_name(words) or "?"


class Made(BaseModel):
    """What a link was made with, so that a newer version can say by how much it differs."""

    model_config = ConfigDict(extra="ignore")

    model_version: Version = ""
    data_version: Version = ""
    net: int | None = Field(default=None, ge=-(10**10), le=10**10)
    """net jobs of the chosen pathway in the chosen year"""


class State(BaseModel):
    """Everything an address carries."""

    model_config = ConfigDict(extra="ignore")

    country: str = Field(pattern=r"^[A-Z]{3}$")
    language: str = Field(default="en", max_length=10)
    view: str = Field(default=VIEWS[0], max_length=20)
    year: int = Field(default=DEFAULT_YEAR, ge=FIRST_YEAR, le=LAST_YEAR)
    active: int = Field(default=0, ge=0, lt=MAX_PATHWAYS)
    pathways: list[PathwayState] = Field(min_length=1, max_length=MAX_PATHWAYS)
    made: Made | None = None
