"""What a link brought: the sender's note, only what was moved, and by how much a newer version differs."""

from __future__ import annotations

from typing import Any

from dashboard.moved import Moved, changed_world, moved_levers, programme_line
from dashboard.runs import Runs
from dashboard.state import PathwayState, State
from dashboard.state.address import stamp
from dashboard.text import Text
from dashboard.text.numbers import sensible_unit, to_unit


def what_was_sent(t: Text, runs: Runs, state: State) -> dict[str, Any] | None:
    """Return what the browser shows of a state that came by a link; None where nobody sent it.

    A link that somebody made carries versions; one copied from the address bar may still carry a note.
    """
    if state.made is None and not state.note:
        return None
    engine = runs.engine
    economy, registry = engine.economy(state.country), engine.levers(state.country)
    return {
        "note": state.note,
        "stamp": stamp(state.made) if state.made else "",
        "pathways": [
            {
                "name": pathway.name,
                "moved": rows(moved_levers(t, registry, pathway)),
                "programmes": [programme_line(t, economy, one) for one in pathway.programmes],
            }
            for pathway in state.pathways
        ],
        "compared": shown_against(t, state),
        "world": rows(changed_world(t, engine, state)),
        "versions": made_with(t, state),
        "differences": version_notes(t, runs, state),
        "words": words(t),
    }


def rows(moved: list[Moved]) -> list[list[str]]:
    """Return rows of a table: name, default, setting, unit."""
    return [[one.label, one.default, one.value, one.unit] for one in moved]


def words(t: Text) -> dict[str, str]:
    """Return the words around it."""
    return {
        "title": t("What was sent"),
        "to": t("Sent to you"),
        "note": t("Note from the sender"),
        "show": t("What was moved"),
        "back": t("Return to what was sent"),
        "changed": t("You have changed what was sent to you. The link itself stays as it was."),
        "same": t(
            "This is what was sent. Move anything: the link stays as it was, and one button returns to it."
        ),
        "left": t("A link was sent to you in this tab."),
        "nothing": t("No lever is moved from the baseline."),
        "world": t("Assumptions that were changed, for the baseline and every pathway alike"),
        "programmes": t("Programmes"),
        "lever": t("Lever"),
        "assumption": t("Assumption"),
        "baseline": t("Baseline"),
        "usual": t("Usual"),
        "here": t("Sent"),
        "close": t("Close"),
    }


def shown_against(t: Text, state: State) -> str:
    """Return which pathway the link shows and what it compares it with, where that is not the baseline."""
    if state.compare is None or state.compare == state.active:
        return ""
    name, other = (t.name(state.pathways[slot].name) for slot in (state.active, state.compare))
    return t("{name} is shown against {other}.", name=name, other=other)


def made_with(t: Text, state: State) -> str:
    """Return the versions that a link was made with, "" where it does not say."""
    made = state.made
    if made is None:
        return ""
    return t(
        "Made with model {model} and data {data}.",
        model=made.model_version or "?",
        data=made.data_version or "?",
    )


def version_notes(t: Text, runs: Runs, state: State) -> list[str]:
    """Say by how much this version differs from the one a link was made with, pathway by pathway; [] where nothing does."""
    made, engine = state.made, runs.engine
    if made is None or made.net is None:
        return []
    if (made.model_version, made.data_version) == (
        engine.model_version,
        engine.data_version(state.country),
    ):
        return []
    year = t.numbers.year(state.year)
    found = []
    chosen = state.pathways[state.active]
    if pair := _then_and_now(t, runs, state, chosen, made.net):
        found.append(
            t(
                "The link was made with model {model} and data {data}, which gave {then} jobs in {year}; it is {now} now.",
                model=made.model_version or "?", data=made.data_version or "?", then=pair[0], now=pair[1], year=year,
            )
        )  # fmt: skip
    if len(made.nets) != len(state.pathways):
        return found
    for pathway, then in zip(state.pathways, made.nets, strict=True):
        pair = None if pathway is chosen else _then_and_now(t, runs, state, pathway, then)
        if pair:
            found.append(
                t("{name} had {then} jobs in {year} then; it has {now} now.", name=t.name(pathway.name), then=pair[0],
                  now=pair[1], year=year)
            )  # fmt: skip
    return found


def _then_and_now(
    t: Text, runs: Runs, state: State, pathway: PathwayState, then: int
) -> tuple[str, str] | None:
    """Return net jobs as the link has them and as they are now, printed alike; None where they are the same."""
    summary = runs.summary(runs.of_pathway(state, pathway))
    now = float(summary.net[summary.at(state.year)])
    if abs(now - then) < 1:
        return None
    unit = sensible_unit(now, then)
    return t.numbers.signed(to_unit(then, unit)), t.numbers.signed(to_unit(now, unit))


def share_words(t: Text, note: int) -> dict[str, Any]:
    """Return the words of the panel that makes a link; `{places}` are filled in the browser."""
    return {
        "title": t("Share this screen"),
        "about": t("The link opens exactly this screen, on any device, and says what was moved. Nothing about you is in it."),
        "sends": t("What will be sent"),
        "where": t("{country}, {year}", country="{country}", year="{year}"),
        "pathway": t("{name}: levers moved: {levers}", name="{name}", levers="{levers}"),
        "withProgrammes": t("{name}: levers moved: {levers}, programmes: {programmes}", name="{name}", levers="{levers}",
                            programmes="{programmes}"),
        "world": t("Assumptions changed: {count}", count="{count}"),
        "note": t("A note to whoever opens it"),
        "left": t("{count} of {most} characters", count="{count}", most=str(note)),
        "most": note,
        "link": t("Link to this screen"),
        "copy": t("Copy the link"),
        "copied": t("The link is copied."),
        "byHand": t("Copy this link:"),
        "making": t("The link is being made…"),
        "ready": t("The link is ready."),
        "brief": t("Brief, to read or print"),
        "copyLink": t("Link to this screen…"),
        "close": t("Close"),
        "sent": words(t),
    }  # fmt: skip


def page_names(t: Text) -> dict[str, str]:
    """Return the pages that the last line of the screen leads to, by address."""
    return {
        "track-record": t("Track record"),
        "sources": t("Where figures come from"),
        "explained": t("Explained"),
        "accessibility": t("Accessibility"),
    }
