"""The People view: what becomes of those whose job goes, and which kinds of jobs change. Everything here is modelled."""

from __future__ import annotations

from typing import Any

import numpy as np

from dashboard.finding import printed_jobs
from dashboard.summary import Summary
from dashboard.text import Text
from dashboard.text.numbers import sensible_unit, to_unit
from dashboard.views.blocks import Block, apportion, money, printed_unit, share_of, table
from dashboard.views.people_summary import STAGES, PeopleSummary

NOBODY = 0.5


def stage_names(t: Text) -> dict[str, str]:
    """Return what becomes of the displaced, by the ledger's stages."""
    return {
        "retired": t("Retire"),
        "same-place-and-skill": t("New job, same region and skill"),
        "same-place-other-skill": t("New job, same region, other skill"),
        "elsewhere": t("New job in another region"),
        "left-out": t("Left out"),
    }


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


def people_view(t: Text, people: PeopleSummary, summary: Summary, year: int) -> dict[str, Any]:
    """Return the view for one year."""
    return {
        "note": t(
            "Modelled (grade C): shares within sector and sex are those of the base year. People are counted in the year in "
            "which their job goes."
        ),
        "blocks": [ledger_block(t, people, year), cost_block(t, people, year), kinds_block(t, people, summary, year)],
    }  # fmt: skip


def ledger_rows(people: PeopleSummary, year: int) -> tuple[int, list[list[int]]]:
    """Return the unit, and the printed people by stage for women and men, who add up to the printed displaced."""
    at = people.at(year)
    displaced = people.displaced[at]
    unit = sensible_unit(float(displaced.sum()))
    cells = np.array([people.stages[stage][at] for stage in STAGES])
    return unit, [apportion(cells[:, sex].tolist(), unit) for sex in (0, 1)]


def ledger_block(t: Text, people: PeopleSummary, year: int) -> Block:
    """Return what becomes of the displaced, summed to the year: one bar each for all, women, men."""
    _, (women, men) = ledger_rows(people, year)
    everybody = [one + other for one, other in zip(women, men, strict=True)]
    total = sum(everybody)
    names = list(stage_names(t).values())
    in_year, first = t.numbers.year(year), t.numbers.year(people.years[0])
    if total < NOBODY:
        title = t("Nobody loses a job that is held today, by {year}", year=in_year)
    elif everybody[-1] == 0:
        title = t("Of {displaced} people whose job goes by {year}, nobody is left out", displaced=t.numbers.whole(total),
                  year=in_year)  # fmt: skip
    else:
        title = t(
            "Of {displaced} people whose job goes by {year}, {left} are left out",
            displaced=t.numbers.whole(total), year=in_year, left=t.numbers.whole(everybody[-1]),
        )  # fmt: skip
    rows = [(t("All"), everybody), (t("Women"), women), (t("Men"), men)]
    whole = t.numbers.whole
    return {
        "id": "ledger",
        "kind": "stack",
        "title": title,
        "subtitle": t(
            "What becomes of the displaced, {first} to {year} · modelled", first=first, year=in_year
        ),
        "legend": [
            [name, whole(count), t.numbers.percent(count / total) if total else "–"]
            for name, count in zip(names, everybody, strict=True)
        ],
        "rows": [
            [name, whole(sum(parts)), [share_of(part, total) for part in parts]]
            for name, parts in rows
            if total
        ],
        "table": table(
            t("People displaced, {first} to {year}", first=first, year=in_year),
            [t("What becomes of them"), *[name for name, _ in rows]],
            [
                [t("Displaced"), *[whole(sum(parts)) for _, parts in rows]],
                *[[name, *[whole(parts[i]) for _, parts in rows]] for i, name in enumerate(names)],
            ],
        ),
    }


def cost_block(t: Text, people: PeopleSummary, year: int) -> Block:
    """Return what it costs to help them, summed to the year, and who is not in the ledger."""
    at = people.at(year)
    paid, needed = float(people.fund[at]), float(people.fund_needed[at])
    retrained, not_hired = float(people.retrained[at]), float(people.not_hired[at])

    def persons(value: float) -> str:
        return t.numbers.whole(to_unit(value, sensible_unit(value)))

    if needed < 0.05:
        title = t("Nothing to pay for")
    elif paid < 0.05:
        title = t(
            "Helping all of them would take {amount}; this pathway pays nothing", amount=money(t, needed)
        )
    else:
        title = t("This pathway pays {paid} of the {needed} that helping all would take", paid=money(t, paid),
                  needed=money(t, needed))  # fmt: skip
    return {
        "id": "cost",
        "kind": "list",
        "title": title,
        "subtitle": t("Retraining, income support and early pensions, {first} to {year} · US$ of 2023 · modelled",
                      first=t.numbers.year(people.years[0]), year=t.numbers.year(year)),
        "rows": [
            [t("Paid by this pathway"), money(t, paid)],
            [t("Needed to retrain and support everybody"), money(t, needed)],
            [t("Retrained"), persons(retrained)],
            [t("Lower earnings of those who find work"), money(t, float(people.earnings_lost[at]))],
            [t("Not displaced, but never hired: posts that do not open or are not filled again"), persons(not_hired)],
        ],
    }  # fmt: skip


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
