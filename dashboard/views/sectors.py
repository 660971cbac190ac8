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
from dashboard.text.numbers import to_unit
from dashboard.views.blocks import Block, apportion, digits_of, line, printed_unit, row, table, thousands
from dashboard.views.question import Question, answer_of
from dashboard.views.why import channel_names

CHANNELS = 3
MOVERS = 3
"""lines on either side of zero"""


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
        channels_block(t, sectors, summary, year),
        years_block(t, summary),
    ]
    return answer_of(
        blocks,
        t("A job is created or lost where a sector of a region has more or fewer of them than the baseline."),
    )


def group_names(t: Text) -> dict[str, str]:
    """Return the names of the sector groups, in the order of the charts."""
    return {group: t.label(label) for group, label in group_labels().items()}


def change_block(t: Text, sectors: SectorSummary, summary: Summary, year: int) -> Block:
    """Return jobs created and lost by sector group, best net first; a group opens into its sectors."""
    at, jobs, unit = summary.at(year), printed_jobs(summary, year), printed_unit(summary, year)
    created = apportion(summary.created_by_group[at].tolist(), unit, jobs.created)
    lost = apportion(summary.lost_by_group[at].tolist(), unit, jobs.lost)
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
    totals = apportion(cells.sum(axis=1).tolist(), unit, net)
    printed = [apportion(parts.tolist(), unit, total) for parts, total in zip(cells, totals, strict=True)]
    signed = t.numbers.signed
    rows = [
        row(group, name, cells[i].tolist(), [*map(signed, printed[i]), signed(totals[i])])
        for i, (group, name) in enumerate(names.items())
        if np.abs(cells[i]).max() >= unit / 2
    ]
    order = sorted(range(len(rows)), key=lambda i: -sum(rows[i]["values"]))
    sums = [sum(column) for column in zip(*printed, strict=True)]
    return {
        "id": "sectors-channels",
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
    kept = [int(i) for i in np.argsort(-largest, kind="stable")[: 2 * MOVERS] if largest[i] >= 1]
    unit = thousands(net)
    digits = digits_of(unit, net)
    series = [
        line(names[i], "created" if net[:, i].sum() >= 0 else "lost", net[:, i] / unit, digits,
             dash=bool(net[:, i].sum() < 0), ink="created-ink" if net[:, i].sum() >= 0 else "lost-ink")
        for i in kept
    ]  # fmt: skip
    return {
        "id": "sectors-years",
        "kind": "lines",
        "title": years_title(t, net, summary.years, names),
        "subtitle": jobs_over_time(t, unit),
        "years": list(summary.years),
        "series": series,
        "digits": digits,
        "signed": True,
        "smallest": 10 / unit,
    }


def jobs_over_time(t: Text, unit: int) -> str:
    """Return the line under a chart of net jobs over the years."""
    return {
        1: t("Jobs against the baseline, per year"),
        1_000: t("Thousand jobs against the baseline, per year"),
        1_000_000: t("Million jobs against the baseline, per year"),
    }[unit]


def years_title(t: Text, net: Array, years: tuple[int, ...], names: list[str]) -> str:
    """Name the largest gain and the largest loss of any group in any year."""
    if np.abs(net).max() < 1:
        return t("No sector gains or loses jobs in any year")
    top, bottom = (
        np.unravel_index(int(np.argmax(net)), net.shape),
        np.unravel_index(int(np.argmin(net)), net.shape),
    )
    gain, loss = float(net[top]), float(net[bottom])

    def words(value: float) -> str:
        return t.numbers.signed(to_unit(value, 10 ** max(len(str(int(abs(value)))) - 2, 0)))

    best = {"gainer": names[int(top[1])], "gain": words(gain), "peak": t.numbers.year(years[int(top[0])])}
    worst = {
        "loser": names[int(bottom[1])],
        "loss": words(loss),
        "low": t.numbers.year(years[int(bottom[0])]),
    }
    if gain >= 1 and loss <= -1:
        return t("{gainer} peaks at {gain} in {peak}; {loser} falls to {loss} in {low}", **best, **worst)
    if gain >= 1:
        return t("{gainer} peaks at {gain} in {peak}", **best)
    return t("{loser} falls to {loss} in {low}", **worst)
