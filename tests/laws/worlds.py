"""What the laws run on: every pack that comes with the program, the invented tiny one, and random pathways."""

from __future__ import annotations

from functools import cache

import numpy as np
from hypothesis import strategies as st

from model.economy import Economy
from model.load import available, load_economy
from model.pathway import Pathway
from model.run import simulate
from model.settings import registry
from model.world import World, default_world, edited
from tests.conftest import TINY

PACKS = ("tiny", *available())
TOLERANCE = 1e-9
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


@st.composite
def pathways(draw: st.DrawFn, pack: str) -> Pathway:
    """A pathway that may be: any levers that apply, any value on their scale, shares that can be paid."""
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
    return Pathway("random", levers)


def run(pack: str, pathway: Pathway, kind: str = "default"):
    """The result of a pathway in one of the worlds."""
    return simulate(economy(pack), world(pack, kind), pathway)
