"""What may be asked of the model: levers and parameters that exist, inside their ranges."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.state.model import WorldState


def clamp_levers(levers: Mapping[str, float], registry: Mapping[str, Any]) -> dict[str, float]:
    """Return the levers that exist and apply, inside their ranges."""
    return {
        lever_id: min(max(float(value), registry[lever_id].minimum), registry[lever_id].maximum)
        for lever_id, value in levers.items()
        if lever_id in registry and registry[lever_id].applies and math.isfinite(value)
    }


def bounds(parameter: Any) -> tuple[float, float]:
    """Return the range in which a parameter may be set: the published one, and always its own value."""
    low = parameter.value if parameter.low is None else min(parameter.low, parameter.value)
    high = parameter.value if parameter.high is None else max(parameter.high, parameter.value)
    return float(low), float(high)


def clamp_world(world: WorldState, parameters: Mapping[str, Any], sets: Sequence[str]) -> WorldState:
    """Return the edits of parameters that exist, inside their ranges, without those that change nothing.

    The first of `sets` is the model's own choice of employment factors and is written as "".
    """
    edits = {}
    for name, value in world.edits.items():
        if name not in parameters or not math.isfinite(value):
            continue
        low, high = bounds(parameters[name])
        kept = min(max(float(value), low), high)
        if kept != parameters[name].value:
            edits[name] = kept
    factors = world.factors if world.factors in sets[1:] else ""
    return WorldState(edits=edits, factors=factors)
