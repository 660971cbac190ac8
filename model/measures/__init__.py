"""The measures: one file each, one function from settings to an `Effect`. The registry is the list below.

Power (coal exit, renewables, solar share), siting and women's share are not here: they change the plan, the places and
the people, not demand.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from model.measures.carbon_price import carbon_price, carbon_saving
from model.measures.circular import circular_economy
from model.measures.effect import Effect, Measure, PlannedMeasure, saved_by
from model.measures.efficiency import building_retrofit, homes_save, industrial_efficiency
from model.measures.enterprises import enterprise_greening
from model.measures.farming import sustainable_farming
from model.measures.fuel_exports import coal_exports, oil_gas_exports
from model.measures.heat_adaptation import heat_adaptation
from model.measures.hydrogen import green_hydrogen
from model.measures.just_transition import transition_fund
from model.measures.programmes import programme_effect
from model.measures.saved import Saved
from model.measures.transport import clean_transport

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.pathway import Pathway
    from model.power import PowerPlan
    from model.settings import Settings

MEASURES: tuple[Measure, ...] = (
    coal_exports,
    oil_gas_exports,
    building_retrofit,
    industrial_efficiency,
    clean_transport,
    green_hydrogen,
    circular_economy,
    carbon_saving,
    heat_adaptation,
    sustainable_farming,
    enterprise_greening,
)
"""first round: what is bought, sold and saved"""
PLANNED: tuple[PlannedMeasure, ...] = (homes_save, carbon_price)
"""second round: what depends on the power plan"""


def _take(step: Callable[..., Any], *arguments: object) -> Any:
    return step(*arguments)


def effects_of(
    base: Prepared, settings: Settings, pathway: Pathway, take: Callable[..., Any] = _take
) -> list[Effect]:
    """Every measure of the first round that the pathway moves, and its programmes. For `take` see `run.nation_of`."""
    found = [effect for measure in MEASURES if (effect := take(measure, base, settings)) is not None]
    return (
        found
        + [take(programme_effect, base, settings, p) for p in pathway.programmes]
        + transition_fund(base, settings, pathway)
    )


def planned_effects(
    base: Prepared, settings: Settings, plan: PowerPlan, saved: Saved, take: Callable[..., Any] = _take
) -> list[Effect]:
    """Every measure of the second round that the pathway moves."""
    return [e for measure in PLANNED if (e := take(measure, base, settings, plan, saved)) is not None]


__all__ = ["Effect", "effects_of", "planned_effects", "saved_by"]
