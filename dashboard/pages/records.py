"""What pages ask beside runs of the model: the kept figures of the cases, and what a country's pack says of itself.

Read from the shipped tables at the first ask and kept for the life of the process; each takes some milliseconds.
"""

from __future__ import annotations

from functools import cache

from model.cases import TrackRow, load_cases, track_record


@cache
def cases() -> tuple[TrackRow, ...]:
    """Return a row per figure of every case, from the figures kept in data/cases/results.csv."""
    return tuple(track_record())


@cache
def _pathways_by_case() -> dict[str, tuple[str, dict[str, float]]]:
    return {
        case.id: (str(case.pathway.get("preset", "")), dict(case.pathway.get("levers", {})))
        for case in load_cases()
    }


def pathway_of_case(case_id: str) -> tuple[str, dict[str, float]]:
    """Return the preset that a case starts from and the levers that it sets itself; "" and none where it has no pathway."""
    return _pathways_by_case().get(case_id, ("", {}))
