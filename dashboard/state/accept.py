"""What the model refuses is taken out of an address and said, so that a page always opens on numbers that are right."""

from __future__ import annotations

from dashboard.engine import RefusedError
from dashboard.runs import Runs
from dashboard.state.address import Decoded
from dashboard.state.model import PathwayState, State
from dashboard.text import Said, Text


def accept(t: Text, runs: Runs, decoded: Decoded) -> Decoded:
    """Return the state with every pathway as far as the model takes it, and a sentence for what it does not."""
    state = decoded.state
    registry = runs.engine.levers(state.country)
    for pathway in state.pathways:
        if not refused(runs, state, pathway):
            continue
        kept = PathwayState(name=pathway.name)
        dropped: list[str] = []
        refusal: Said | str = ""
        for lever_id, value in pathway.levers.items():
            tried = kept.model_copy(update={"levers": {**kept.levers, lever_id: value}})
            words = refused(runs, state, tried)
            if words:
                refusal = words
                dropped.append(t.label(registry[lever_id].label))
            else:
                kept = tried
        for programme in pathway.programmes:
            tried = kept.model_copy(update={"programmes": [*kept.programmes, programme]})
            words = refused(runs, state, tried)
            if words:
                refusal = words
                dropped.append(t.name(programme.name))
            else:
                kept = tried
        pathway.levers, pathway.programmes = kept.levers, kept.programmes
        decoded.notes.append(
            t(
                "{name} is shown without {levers}: {reason}",
                name=t.name(pathway.name),
                levers=", ".join(dropped),
                reason=t.sentence(refusal),
            )
        )
    return decoded


def refused(runs: Runs, state: State, pathway: PathwayState) -> Said | str:
    """Return the model's sentence against a pathway, "" if it takes it."""
    try:
        runs.summary(runs.of_pathway(state, pathway))
    except RefusedError as refusal:
        return refusal.sentence
    return ""
