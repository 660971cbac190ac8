"""What the browser may ask, as pydantic models: checked by type and size before anything else happens."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from dashboard.state.model import FIRST_YEAR, LAST_YEAR, MAX_LEVERS, MAX_PATHWAYS, LeverId, State

Language = Annotated[str, Field(max_length=10, pattern=r"^[A-Za-z-]*$")]


class PathwayRequest(BaseModel):
    """The hot request: one pathway of one country in one year."""

    model_config = ConfigDict(extra="forbid")

    seq: int = Field(ge=0, le=10**15)
    """rises with every request; the answer carries it back"""
    slot: int = Field(ge=0, lt=MAX_PATHWAYS)
    country: str = Field(pattern=r"^[A-Z]{3}$")
    language: Language = "en"
    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    name: str = Field(max_length=400)
    levers: dict[LeverId, Annotated[float, Field(allow_inf_nan=False)]] = Field(
        default_factory=dict, max_length=MAX_LEVERS
    )


class ViewRequest(BaseModel):
    """A view beside the overview, or the band: asked for once a lever rests."""

    model_config = ConfigDict(extra="forbid")

    seq: int = Field(ge=0, le=10**15)
    view: Literal["people", "why", "sure"]
    country: str = Field(pattern=r"^[A-Z]{3}$")
    language: Language = "en"
    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    levers: dict[LeverId, Annotated[float, Field(allow_inf_nan=False)]] = Field(
        default_factory=dict, max_length=MAX_LEVERS
    )


class ShareRequest(BaseModel):
    """A state that somebody wants a link to."""

    model_config = ConfigDict(extra="forbid")

    seq: int = Field(ge=0, le=10**15)
    state: State
