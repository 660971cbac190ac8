"""The measures: one file each, one function from settings to an `Effect`. The registry is the list below.

Power (coal exit, renewables, solar share), siting and women's share are not here: they change the plan, the places and
the people, not demand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.measures.coal_exports import coal_exports
from model.measures.effect import Effect, Measure
from model.measures.efficiency import energy_efficiency
from model.measures.programmes import programme_effect

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.pathway import Pathway
    from model.settings import Settings

MEASURES: tuple[Measure, ...] = (coal_exports, energy_efficiency)


def effects_of(base: Prepared, settings: Settings, pathway: Pathway) -> list[Effect]:
    """Every measure that the pathway moves, and its programmes."""
    found = [effect for measure in MEASURES if (effect := measure(base, settings)) is not None]
    return found + [programme_effect(base, p) for p in pathway.programmes]
