"""The People view: which kinds of people gain and lose jobs. Everything here is modelled."""

from __future__ import annotations

from typing import Any

import numpy as np

from dashboard.finding import printed_jobs
from dashboard.summary import Summary
from dashboard.text import Text
from dashboard.text.numbers import sensible_unit, to_unit
from dashboard.views.blocks import Block, apportion, printed_unit, share_of, table
from dashboard.views.people_summary import PeopleSummary, modelled, people_of
from dashboard.views.question import Question, answer_of


def dimension_names(t: Text) -> dict[str, str]:
    """Return the names of the kinds of people that jobs are split by."""
    return {
        "skill": t("Skill level of the job"),
        "age": t("Age"),
        "formality": t("Formal and informal"),
    }


def category_names(t: Text) -> dict[str, str]:
    """Return the names of the categories along each of them."""
    return {
        "low": t("Low skill"),
        "medium": t("Medium skill"),
        "high": t("High skill"),
        "youth": t("Under 25"),
        "adult": t("25 and older"),
        "formal": t("Formal"),
        "informal": t("Informal"),
    }


def green_names(t: Text) -> dict[str, str]:
    """Return the names of the definitions of green jobs."""
    return {
        "output": t("By what is made"),
        "process": t("By saving energy"),
        "decent": t("Both, and decent"),
    }


def view(question: Question) -> dict[str, Any]:
    """Return the answer of the view."""
    people = people_of(question)
    return answer_of([kinds_block(question.t, people, question.summary, question.year)], modelled(question.t))


def kinds_block(t: Text, people: PeopleSummary, summary: Summary, year: int) -> Block:
    """Return the change of jobs by skill, age and formality, and of green jobs, in the year."""
    at = people.at(year)
    names, kinds = category_names(t), dimension_names(t)
    net = printed_jobs(summary, year).net
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
        women = [to_unit(value, unit) for value in values[at][0].tolist()]
        rows = []
        for i, category in enumerate(categories):
            label = names.get(category, t.label(category))
            rows.append([label, t.numbers.signed(printed[i]), share_of(float(both[i]), largest)])
            men = printed[i] - women[i]
            cells.append([label, *[t.numbers.signed(value) for value in (women[i], men, printed[i])]])
        groups.append({"name": words, "rows": rows})
    groups.append(_green(t, people, at, largest, cells))
    return {
        "id": "kinds",
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
