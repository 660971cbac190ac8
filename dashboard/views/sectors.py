"""The Sectors view: where jobs are created and lost, through which channel, and how the largest changes run over time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.engine import group_labels
from dashboard.finding import printed_jobs, sectors_title
from dashboard.runs import Runs
from dashboard.scenario import Scenario
from dashboard.summary import FIRST_SHOWN, Array, Summary, add_up
from dashboard.text import Text
from dashboard.text.numbers import apportion
from dashboard.views.blocks import (
    Block,
    apportion_table,
    digits_of,
    line,
    printed_unit,
    row,
    table,
    thousands,
)
from dashboard.views.question import Question, answer_of
from dashboard.views.why import channel_names

CHANNELS = 3
MOVERS = 6
"""lines"""


@dataclass(frozen=True)
class SectorSummary:
    """Persons, Y years from the first shown one, S sectors."""

    codes: tuple[str, ...]
    labels: tuple[str, ...]
    groups: tuple[str, ...]
    created: Array
    """[Y, S]"""
    lost: Array
    """[Y, S], positive"""
    channels: Array
    """[Y, S, 3] change by channel: direct, supply chain, spending"""

    @property
    def change(self) -> Array:
        """[Y, S]"""
        return self.created - self.lost


def sectors_of(runs: Runs, scenario: Scenario) -> SectorSummary:
    """Return the summary of a scenario, from memory where it was made before."""
    return runs.analysis("sectors", scenario, lambda: _summarise(runs, scenario))


def _summarise(runs: Runs, scenario: Scenario) -> SectorSummary:
    economy, result = runs.engine.economy(scenario.country), runs.result(scenario)
    start = [int(year) for year in economy.years].index(FIRST_SHOWN)
    return SectorSummary(
        codes=tuple(economy.sectors),
        labels=tuple(economy.sector_labels),
        groups=tuple(economy.sector_groups),
        created=np.asarray(result.jobs_created(by=("sector",)), dtype=float)[start:],
        lost=np.abs(np.asarray(result.jobs_lost(by=("sector",)), dtype=float))[start:],
        channels=np.asarray(result.employment_change(by=("sector", "channel")), dtype=float)[start:],
    )


def view(question: Question) -> dict[str, Any]:
    """Return the answer of the view."""
    t, year, summary = question.t, question.year, question.summary
    sectors = sectors_of(question.runs, question.scenario)
    blocks = [
        change_block(t, sectors, summary, year),
        years_block(t, summary),
        channels_block(t, sectors, summary, year),
    ]
    return answer_of(
        blocks,
        t("A job is created or lost where a sector of a region has more or fewer of them than the baseline."),
    )


def group_names(t: Text) -> dict[str, str]:
    """Return the names of the sector groups, in the order of the charts."""
    return {group: t.label(label) for group, label in group_labels().items()}


def printed_groups(summary: Summary, year: int) -> tuple[list[int], list[int]]:
    """Return jobs created and lost by sector group as every view prints them: they add up to the headline's."""
    at, jobs, unit = summary.at(year), printed_jobs(summary, year), printed_unit(summary, year)
    created = apportion(summary.created_by_group[at].tolist(), unit, jobs.created)
    return created, apportion(summary.lost_by_group[at].tolist(), unit, jobs.lost)


def printed_net_groups(summary: Summary, year: int) -> list[int]:
    """Return net jobs by sector group as every view prints them."""
    return [up - down for up, down in zip(*printed_groups(summary, year), strict=True)]


def change_block(t: Text, sectors: SectorSummary, summary: Summary, year: int) -> Block:
    """Return jobs created and lost by sector group, best net first; a group opens into its sectors."""
    at, jobs, unit = summary.at(year), printed_jobs(summary, year), printed_unit(summary, year)
    created, lost = printed_groups(summary, year)
    rows = []
    for index, (group, name) in enumerate(group_names(t).items()):
        members = [i for i, one in enumerate(sectors.groups) if one == group]
        if not members or summary.created_by_group[at, index] + summary.lost_by_group[at, index] < 0.5:
            continue
        up, down = sectors.created[at, members], sectors.lost[at, members]
        ups, downs = apportion(up.tolist(), unit, created[index]), apportion(down.tolist(), unit, lost[index])
        parts = [
            row(sectors.codes[i], t.label(sectors.labels[i]), [u, -d], created_lost_words(t, a, b))
            for i, u, d, a, b in zip(members, up, down, ups, downs, strict=True)
        ]  # fmt: skip
        values = [summary.created_by_group[at, index], -summary.lost_by_group[at, index]]
        words = created_lost_words(t, created[index], lost[index])
        rows.append(
            (created[index] - lost[index], row(group, name, values, words, parts if len(parts) > 1 else ()))
        )
    rows.sort(key=lambda one: -one[0])
    return {
        "id": "sectors-change",
        "kind": "bars",
        "title": sectors_title(t, summary, year, list(group_names(t).values())),
        "subtitle": t("Jobs created and lost against the baseline, {year}", year=t.numbers.year(year)),
        "side": "start",
        "head": t("Sector"),
        "columns": [t("Created"), t("Lost"), t("Net")],
        "parts": [[t("Created"), "created"], [t("Lost"), "lost"]],
        "rows": [one for _, one in rows],
        "table": _change_table(t, [one for _, one in rows], jobs.created, jobs.lost, year),
    }


def created_lost_words(t: Text, created: int, lost: int) -> list[str]:
    """Return created, lost and net as they are printed in three columns."""
    return [t.numbers.signed(created), t.numbers.signed(-lost), t.numbers.signed(created - lost)]


def _change_table(t: Text, rows: list[dict[str, Any]], created: int, lost: int, year: int) -> dict[str, Any]:
    cells = [[one["name"], *one["words"]] for parent in rows for one in (parent, *parent.get("rows", ()))]
    return table(
        t("Jobs created and lost, {year}", year=t.numbers.year(year)),
        [t("Sector"), t("Created"), t("Lost"), t("Net")],
        [*cells, [t("All sectors"), *created_lost_words(t, created, lost)]],
    )


def channels_block(t: Text, sectors: SectorSummary, summary: Summary, year: int) -> Block:
    """Return the change by sector group and channel; rows and columns add up to the printed net jobs."""
    at, net, unit = summary.at(year), printed_jobs(summary, year).net, printed_unit(summary, year)
    names = group_names(t)
    cells = np.stack(
        [add_up(sectors.channels[:, :, c], sectors.groups, tuple(names))[at] for c in range(CHANNELS)], axis=1
    )
    totals = printed_net_groups(summary, year)
    sums = apportion(cells.sum(axis=0).tolist(), unit, net)
    printed = apportion_table(cells, unit, totals, sums)
    signed = t.numbers.signed
    rows = [
        row(group, name, cells[i].tolist(), [*map(signed, printed[i]), signed(totals[i])])
        for i, (group, name) in enumerate(names.items())
        if any(printed[i])
    ]
    order = sorted(range(len(rows)), key=lambda i: -sum(rows[i]["values"]))
    return {
        "id": "sectors-channels",
        "side": "end",
        "kind": "bars",
        "title": channels_title(t, sums),
        "subtitle": t("Net jobs by what brings them about, {year}", year=t.numbers.year(year)),
        "head": t("Sector"),
        "columns": [*channel_names(t), t("Net")],
        "parts": [[name, f"channel-{c}"] for c, name in enumerate(channel_names(t))],
        "rows": [rows[i] for i in order],
        "table": table(
            t("Net jobs by channel, {year}", year=t.numbers.year(year)),
            [t("Sector"), *channel_names(t), t("Net")],
            [
                *[[rows[i]["name"], *rows[i]["words"]] for i in order],
                [t("All sectors"), *map(signed, sums), signed(net)],
            ],
        ),
    }  # fmt: skip


def channels_title(t: Text, sums: list[int]) -> str:
    """Say what each channel brings in all."""
    if not any(sums):
        return t("No channel brings or takes jobs")
    signed = t.numbers.signed
    return t("{direct} directly, {chain} at suppliers, {spending} through spending",
             direct=signed(sums[0]), chain=signed(sums[1]), spending=signed(sums[2]))  # fmt: skip


def years_block(t: Text, summary: Summary) -> Block:
    """Return the net jobs of the sector groups that move most in any year, over all years."""
    net = summary.created_by_group - summary.lost_by_group
    names = list(group_names(t).values())
    largest = np.abs(net).max(axis=0)
    sums = net.sum(axis=0)
    named = [int(np.argmax(sums)), int(np.argmin(sums))]
    busiest = [*named, *np.argsort(-largest, kind="stable").tolist()]
    kept = [i for i in dict.fromkeys(busiest) if largest[i] >= 1][:MOVERS]
    unit = thousands(net)
    digits = digits_of(unit, net)
    looks = {i: ends_look(bool(sums[i] >= 0)) for i in named}
    series = [
        line(names[i], values=net[:, i] / unit, digits=digits, **looks.get(i, GREY))
        for i in sorted(kept, key=lambda i: i in named)
    ]
    return {
        "id": "sectors-years",
        "side": "end",
        "kind": "lines",
        "title": years_title(t, net, names),
        "subtitle": jobs_over_time(t, unit),
        "years": list(summary.years),
        "series": series,
        "digits": digits,
        "signed": True,
        "smallest": 10 / unit,
    }


def ends_look(gains: bool) -> dict[str, Any]:
    """Return the look of a line at either end of a ranking, which the title names; the others stay grey."""
    colour = "created" if gains else "lost"
    return {"color": colour, "dash": not gains, "strong": True, "ink": f"{colour}-ink"}


GREY: dict[str, Any] = {"color": "tick", "ink": "muted"}


def jobs_over_time(t: Text, unit: int) -> str:
    """Return the line under a chart of net jobs over the years."""
    return {
        1: t("Jobs against the baseline, per year"),
        1_000: t("Thousand jobs against the baseline, per year"),
        1_000_000: t("Million jobs against the baseline, per year"),
    }[unit]


def years_title(t: Text, net: Array, names: list[str]) -> str:
    """Name the groups that gain and lose most job-years over all years together."""
    sums = net.sum(axis=0)
    if np.abs(net).max() < 1:
        return t("No sector gains or loses jobs in any year")
    gainer, loser = names[int(np.argmax(sums))], names[int(np.argmin(sums))]
    if sums.min() < 0 < sums.max():
        return t("Over the years {gainer} gains most, {loser} loses most", gainer=gainer, loser=loser)
    if sums.max() > 0:
        return t("Over the years {gainer} gains most, none loses", gainer=gainer)
    return t("Over the years {loser} loses most, none gains", loser=loser)
