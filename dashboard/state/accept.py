"""What the model refuses is taken out of an address and said, so that a page always opens on numbers that are right."""

from __future__ import annotations

from dashboard.engine import RefusedError
from dashboard.runs import Runs
from dashboard.state.address import Decoded
from dashboard.text import Said, Text


def accept(t: Text, runs: Runs, decoded: Decoded) -> Decoded:
    """Return the state with every pathway as far as the model takes it, and a sentence for what it does not."""
    iso3 = decoded.state.country
    registry = runs.engine.levers(iso3)
    for pathway in decoded.state.pathways:
        kept: dict[str, float] = {}
        dropped: list[str] = []
        refusal: Said | str = ""
        if not _refused(runs, iso3, pathway.levers):
            continue
        for lever_id, value in pathway.levers.items():
            words = _refused(runs, iso3, {**kept, lever_id: value})
            if words:
                refusal = words
                dropped.append(t.label(registry[lever_id].label))
            else:
                kept[lever_id] = value
        pathway.levers = kept
        decoded.notes.append(
            t(
                "{name} is shown without {levers}: {reason}",
                name=t.name(pathway.name),
                levers=", ".join(dropped),
                reason=t.sentence(refusal),
            )
        )
    return decoded


def _refused(runs: Runs, iso3: str, levers: dict[str, float]) -> Said | str:
    try:
        runs.summary(iso3, levers)
    except RefusedError as refusal:
        return refusal.sentence
    return ""
