"""What stands on the page before any script runs: the finding of the address, so that a slow phone has its figures at once."""

from __future__ import annotations

import logging

from dashboard.answer import answer
from dashboard.boot import compared_with
from dashboard.runs import Runs
from dashboard.state.accept import accept
from dashboard.state.address import read
from dashboard.store import Store
from dashboard.text import text_for

log = logging.getLogger(__name__)


def first_words(runs: Runs, store: Store, query: str, accepted_languages: str) -> list[str]:
    """Return the finding and its second line for an address; [] where there is nothing to say, which the page itself explains."""
    try:
        decoded = read(query, runs.engine, store, accepted_languages)
        t = text_for(decoded.state.language)
        state = accept(t, runs, decoded).state
        pathway = state.pathways[state.active]
        reference = compared_with(runs, state, state.active)
        words = answer(t, runs, runs.of_pathway(state, pathway), state.year, pathway.name, reference)["words"]
    except Exception:
        log.warning("An address has no first words; the page says why", exc_info=True)
        return []
    return [words["finding"], words["second"]]
