"""The People view: which kinds of people gain and lose jobs. Everything here is modelled."""

from __future__ import annotations

from typing import Any

import numpy as np

from dashboard.finding import printed_jobs, printed_net_sexes
from dashboard.summary import Summary
from dashboard.text import Text
from dashboard.text.numbers import apportion, sensible_unit, to_unit
from dashboard.views.blocks import (
    Block,
    apportion_table,
    digits_of,
    line,
    printed_unit,
    share_of,
    table,
    thousands,
)
from dashboard.views.crossed import crossed_block
from dashboard.views.people_summary import DIMENSIONS, PeopleSummary, modelled, people_of
from dashboard.views.people_words import category_names, dimension_names, green_names
from dashboard.views.question import Question, answer_of


def view(question: Question) -> dict[str, Any]:
    """Return the answer of the view."""
    t, year = question.t, question.year
    people = people_of(question)
    blocks = [
        kinds_block(t, people, question.summary, year),
        crossed_block(question, people),
        filled_block(t, question.summary, year),
    ]
    return answer_of(blocks, modelled(t))


def kinds_block(t: Text, people: PeopleSummary, summary: Summary, year: int) -> Block:
    """Return the change of jobs by skill, age and formality, and of green jobs, in the year."""
    at = people.at(year)
    names = category_names(t)
    kinds = {kind: words for kind, words in dimension_names(t).items() if kind in DIMENSIONS}
    net, sexes_net = printed_jobs(summary, year).net, printed_net_sexes(summary, year)
    biggest = [np.abs(values[at].sum(axis=0)).max(initial=0.0) for _, values in people.change.values()]
    biggest += [abs(float(values[at])) for values in people.green.values()]
    largest = float(max(biggest, default=0.0))
    unit = printed_unit(summary, year)
    groups: list[dict[str, Any]] = []
    cells: list[list[str]] = []
    for kind, words in kinds.items():
        if kind not in people.change:
            groups.append({"name": words, "note": t.sentence(people.missing.get(kind, "")), "rows": []})
            continue
        categories, values = people.change[kind]
        both = values[at].sum(axis=0)
        printed = apportion(both.tolist(), unit, net)
        sexes = apportion_table(values[at].T, unit, printed, sexes_net)
        rows = []
        for i, category in enumerate(categories):
            label = names.get(category, t.label(category))
            rows.append([label, t.numbers.signed(printed[i]), share_of(float(both[i]), largest)])
            cells.append([label, *[t.numbers.signed(value) for value in (*sexes[i], printed[i])]])
        groups.append({"name": words, "rows": rows})
    groups.append(_green(t, people, at, largest, cells))
    return {
        "id": "kinds",
        "side": "start",
        "kind": "change",
        "title": _kinds_title(t, people, at, names),
        "subtitle": t("Change in jobs against the baseline, {year} · modelled", year=t.numbers.year(year)),
        "groups": groups,
        "table": table(
            t("Change in jobs, {year}", year=t.numbers.year(year)),
            [t("Jobs"), t("Women"), t("Men"), t("All")],
            cells,
        ),
    }


def _green(t: Text, people: PeopleSummary, at: int, largest: float, cells: list[list[str]]) -> Block:
    rows = []
    for name, words in green_names(t).items():
        if name in people.green:
            value = float(people.green[name][at])
            printed = t.numbers.signed(to_unit(value, sensible_unit(value)))
            rows.append([words, printed, share_of(value, largest)])
            cells.append([t("Green jobs: {definition}", definition=words), "–", "–", printed])
    return {"name": t("Green jobs"), "rows": rows}  # fmt: skip


def _kinds_title(t: Text, people: PeopleSummary, at: int, names: dict[str, str]) -> str:
    """Name the skill level that gains most and the one that loses most; without skill, the kind that is known."""
    known = next(iter(people.change.values()), None)
    if known is None:
        return t("Which jobs change")
    categories, values = known
    change = values[at].sum(axis=0)
    best, worst = int(np.argmax(change)), int(np.argmin(change))
    gainer, loser = (names.get(categories[i], t.label(categories[i])) for i in (best, worst))
    if np.abs(change).max() < 1:
        return t("No kind of job differs from the baseline")
    if change[worst] < 0 < change[best]:
        return t("Most jobs gained: {gainer} · most lost: {loser}", gainer=gainer, loser=loser)
    if change[best] > 0:
        return t("Most jobs gained: {gainer}", gainer=gainer)
    return t("Most jobs lost: {loser}", loser=loser)


def filled_block(t: Text, summary: Summary, year: int) -> Block:
    """Return the jobs that the pathway adds on balance, and those of them that find somebody, over the years."""
    demanded, filled = summary.net, summary.net - summary.unfilled
    unit = thousands(demanded)
    digits = digits_of(unit, demanded)
    unfilled = float(summary.unfilled[summary.at(year)])
    net = printed_jobs(summary, year).net
    if unfilled >= 1 and not summary.unfilled_known:
        title = t("How many new jobs find people is not known: no record")
    elif unfilled >= 1:
        title = t("In {year}, {unfilled} jobs find nobody to fill them", year=t.numbers.year(year),
                  unfilled=t.numbers.whole(to_unit(unfilled, sensible_unit(unfilled))))  # fmt: skip
    elif net > 0:
        title = t("In {year}, there are people for all {net} added jobs", year=t.numbers.year(year),
                  net=t.numbers.whole(net))  # fmt: skip
    else:
        title = t(
            "In {year}, no job is added on balance that would have to be filled", year=t.numbers.year(year)
        )
    return {
        "id": "filled",
        "side": "end",
        "kind": "lines",
        "title": title,
        "subtitle": {
            1: t("Net jobs against the baseline: demanded, and filled by people"),
            1_000: t("Net jobs against the baseline, thousand: demanded, and filled by people"),
            1_000_000: t("Net jobs against the baseline, million: demanded, and filled by people"),
        }[unit],
        "years": list(summary.years),
        "series": [
            line(t("Demanded"), "baseline", demanded / unit, digits, dash=True),
            line(t("Filled"), "created", filled / unit, digits, strong=True, ink="created-ink"),
            line(t("Unfilled"), "lost", summary.unfilled / unit, digits, ink="lost-ink"),
        ],
        "digits": digits,
        "signed": True,
        "smallest": 10 / unit,
        "note": t(
            "Jobs are filled by the unemployed, and by some of those who do not look for work today, until none are left."
        ),
    }
