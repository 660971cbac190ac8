"""What a person has set: the browser owns it, the address carries it, the store keeps what outgrows an address."""

from dashboard.state.model import (
    MAX_NAME,
    MAX_PATHWAYS,
    Made,
    PathwayState,
    ProgrammeState,
    State,
    WorldState,
)

__all__ = ["MAX_NAME", "MAX_PATHWAYS", "Made", "PathwayState", "ProgrammeState", "State", "WorldState"]
