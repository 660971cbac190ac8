"""What the laws run on: every pack that comes with the program, the invented tiny one, and random pathways."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

import numpy as np
from hypothesis import strategies as st

from model.economy import Economy
from model.load import available, load_economy
from model.pathway import Pathway
from model.programme import KINDS, NO_SMALL_FIRMS, RECOVERED, SOURCES, Programme
from model.run import simulate
from model.settings import registry
from model.world import World, default_world, edited
from tests.conftest import TINY

PACKS = ("tiny", *available())
TOLERANCE = 1e-9
PATHWAYS = int(os.environ.get("LAW_PATHWAYS") or 0)
"""random pathways a law and pack, where the person at the keyboard asks for more than usual (`make laws`)"""
WORLDS = ("default", "closures", "factors")


@cache
def economy(name: str) -> Economy:
    return load_economy(TINY if name == "tiny" else name)


@cache
def world(name: str, kind: str = "default") -> World:
    """The default world, and two others: closures moved off their defaults, another set of employment factors."""
    plain = default_world(economy(name))
    if kind == "closures":
        return edited(
            plain,
            {
                "crowding_out_share": 0.4,
                "budget_displacement_share": 0.5,
                "public_revenue_respent": 0.6,
                "participation_response": 0.2,
            },
        )
    return edited(plain, {"employment_factors": "jedi"}) if kind == "factors" else plain


FINANCE = ("grants-share", "loans-share", "budget-share")


NOT_BY = {"transfer": RECOVERED, "enterprise": ("tariffs",)}
"""payers that a kind of programme cannot have"""
LARGEST_PROGRAMME = 0.01
"""of GDP, a year"""


@st.composite
def programmes(draw: st.DrawFn, pack: str) -> Programme:
    """A programme that may be: any kind, target, place, time, shares and payer that go together."""
    e = economy(pack)
    kind = draw(st.sampled_from(KINDS))
    first = draw(st.integers(2024, 2050))
    share = st.none() | st.integers(0, 100).map(float)
    common: dict[str, Any] = {
        "amount": draw(st.floats(0.0, LARGEST_PROGRAMME)) * e.facts["gdp_musd"],
        "first": first,
        "last": draw(st.integers(first, 2050)),
        "kind": kind,
        "region": draw(st.none() | st.sampled_from(e.regions)),
        "source": draw(st.sampled_from([s for s in SOURCES if s not in NOT_BY.get(kind, ())])),
    }
    if kind == "transfer":
        return Programme(sector=None, **common)
    technology = draw(st.none() | st.sampled_from(e.technologies)) if kind == "purchase" else None
    barred = ("generation",) if kind == "purchase" else ("generation", *NO_SMALL_FIRMS)
    sectors = [s for s, r in zip(e.sectors, e.roles, strict=True) if r not in barred]
    sector = None if technology else draw(st.sampled_from(sectors))
    makes = sector is None or e.x[e.index(sector)] > 0
    return Programme(
        sector=sector,
        technology=technology,
        local_content=draw(share) if makes else None,
        women_share=draw(share),
        formal_share=draw(share),
        **common,
    )


@st.composite
def pathways(draw: st.DrawFn, pack: str) -> Pathway:
    """A pathway that may be: any levers that apply, any value on their scale, shares that can be paid, up to three
    programmes."""
    levers = {}
    for name, lever in registry(economy(pack)).items():
        if lever.applies and draw(st.booleans()):
            steps = round((lever.maximum - lever.minimum) / lever.step)
            levers[name] = lever.minimum + lever.step * draw(st.integers(0, steps))
    total = sum(levers.get(n, 0.0) for n in FINANCE)
    if total > 100.0:
        for n in FINANCE:
            if n in levers:
                levers[n] = float(np.floor(levers[n] * 100.0 / total))
    return Pathway("random", levers, tuple(draw(st.lists(programmes(pack), max_size=3))))


def run(pack: str, pathway: Pathway, kind: str = "default"):
    """The result of a pathway in one of the worlds."""
    return simulate(economy(pack), world(pack, kind), pathway)
