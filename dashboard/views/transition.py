"""The Transition view: what becomes of those whose job goes, and what helping them costs. Everything here is modelled."""

from __future__ import annotations

from typing import Any

import numpy as np

from dashboard.text import Text
from dashboard.text.numbers import sensible_unit, to_unit
from dashboard.views.blocks import Block, apportion, money, share_of, table
from dashboard.views.people_summary import STAGES, PeopleSummary, modelled, people_of
from dashboard.views.question import Question, answer_of

NOBODY = 0.5


def view(question: Question) -> dict[str, Any]:
    """Return the answer of the view."""
    t, year = question.t, question.year
    people = people_of(question)
    return answer_of([ledger_block(t, people, year), fund_block(t, people, year)], modelled(t))


def stage_names(t: Text) -> dict[str, str]:
    """Return what becomes of the displaced, by the ledger's stages."""
    return {
        "retired": t("Retire"),
        "same-place-and-skill": t("New job, same region and skill"),
        "same-place-other-skill": t("New job, same region, other skill"),
        "elsewhere": t("New job in another region"),
        "left-out": t("Left out"),
    }


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


def fund_block(t: Text, people: PeopleSummary, year: int) -> Block:
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
        "id": "fund",
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
