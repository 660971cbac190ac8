"""The Transition view: what becomes of those whose job goes, and what helping them costs. Everything here is modelled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from dashboard.answer import region_names
from dashboard.text import Text
from dashboard.text.numbers import apportion, sensible_unit, to_unit
from dashboard.views.blocks import Block, digits_of, line, money, row, share_of, table, thousands
from dashboard.views.people_summary import STAGES, PeopleSummary, modelled, people_of, printed_stages
from dashboard.views.question import Question, answer_of

NOBODY = 0.5


def view(question: Question) -> dict[str, Any]:
    """Return the answer of the view."""
    t, year = question.t, question.year
    people = people_of(question)
    blocks = [
        ledger_block(t, people, year),
        fund_block(t, people, year),
        years_block(t, people),
        regions_block(t, people, year, region_names(t, question.economy)),
    ]
    return answer_of(blocks, modelled(t))


def stage_names(t: Text) -> dict[str, str]:
    """Return what becomes of the displaced, by the ledger's stages."""
    return {
        "retired": t("Retire"),
        "same-place-and-skill": t("New job, same region and skill"),
        "same-place-other-skill": t("New job, same region, other skill"),
        "elsewhere": t("New job in another region"),
        "left-out": t("Left out"),
    }


def ledger_block(t: Text, people: PeopleSummary, year: int) -> Block:
    """Return what becomes of the displaced, summed to the year: one bar each for all, women, men."""
    _, (women, men) = printed_stages(people.stages, people.at(year))
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
        "side": "start",
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
        "side": "start",
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


def years_block(t: Text, people: PeopleSummary) -> Block:
    """Return the displaced of every year by what becomes of them, as areas that add up."""
    yearly = {stage: np.diff(people.stages[stage].sum(axis=1), prepend=0.0) for stage in STAGES}
    # What was summed before the first shown year belongs to no year on the axis.
    displaced = np.diff(people.displaced.sum(axis=1), prepend=0.0)
    unit = thousands(displaced)
    digits = digits_of(unit, displaced)
    names = stage_names(t)
    most = int(np.argmax(displaced))
    if displaced[most] < NOBODY:
        title = t("Nobody loses a job that is held today")
    else:
        number = t.numbers.whole(to_unit(float(displaced[most]), sensible_unit(float(displaced[most]))))
        title = t(
            "Most jobs go in {year}: {number} people", year=t.numbers.year(people.years[most]), number=number
        )
    return {
        "id": "ledger-years",
        "side": "end",
        "kind": "lines",
        "title": title,
        "subtitle": people_over_time(t, unit),
        "years": list(people.years),
        # The left out lie on the axis, where their number can be read off.
        "series": [
            line(
                names[stage],
                f"stage-{STAGES.index(stage)}",
                yearly[stage] / unit,
                digits,
                pattern=stage == STAGES[-1],
            )
            for stage in reversed(STAGES)
            if yearly[stage].max(initial=0.0) >= NOBODY
        ],
        "stacked": True,
        "legend": True,
        "digits": digits,
        "smallest": 10 / unit,
    }


def people_over_time(t: Text, unit: int) -> str:
    """Return the line under the chart by its unit."""
    return {
        1: t("People whose job goes, by year, and what becomes of them · modelled"),
        1_000: t("Thousand people whose job goes, by year, and what becomes of them · modelled"),
        1_000_000: t("Million people whose job goes, by year, and what becomes of them · modelled"),
    }[unit]


def regions_block(t: Text, people: PeopleSummary, year: int, regions: Sequence[str]) -> Block:
    """Return the displaced by region and what becomes of them, most left out first."""
    at = people.at(year)
    unit, sexes = printed_stages(people.stages, at)
    totals = [women + men for women, men in zip(*sexes, strict=True)]
    cells = np.stack([people.stages_at[stage][at] for stage in STAGES], axis=1)
    displaced = apportion(people.displaced_at[at].tolist(), unit, sum(totals))
    left = apportion(cells[:, -1].tolist(), unit, totals[-1])
    whole = t.numbers.whole
    order = [int(i) for i in np.lexsort((-cells.sum(axis=1), -cells[:, -1])) if displaced[i] or left[i]]
    names = list(stage_names(t).values())
    if not sum(displaced):
        title = t("Nobody loses a job that is held today, by {year}", year=t.numbers.year(year))
    elif not sum(left):
        title = t("Nobody is left out in any region by {year}", year=t.numbers.year(year))
    else:
        title = t("{region} has {left} of the {all} left out by {year}", region=t.name(regions[order[0]]),
                  left=whole(left[order[0]]), all=whole(sum(left)), year=t.numbers.year(year))  # fmt: skip
    head = [t("Region"), t("Displaced"), t("Left out")]
    rows = [row(str(i), regions[i], cells[i].tolist(), [whole(displaced[i]), whole(left[i])]) for i in order]
    return {
        "id": "ledger-regions",
        "side": "end",
        "kind": "bars",
        "title": title,
        "subtitle": t("People by region, {first} to {year} · modelled", first=t.numbers.year(people.years[0]),
                      year=t.numbers.year(year)),
        "head": head[0],
        "columns": head[1:],
        "parts": [[name, f"stage-{stage}"] for stage, name in enumerate(names)],
        "rows": rows,
        "table": table(
            t("People by region, {year}", year=t.numbers.year(year)),
            head,
            [*[[one["name"], *one["words"]] for one in rows],
             [t("All regions"), whole(sum(displaced)), whole(sum(left))]],
        ),
    }  # fmt: skip
