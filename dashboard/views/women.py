"""The Women and men view: jobs by sex, women's share of new jobs, where women gain and lose, and what work pays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from dashboard.finding import printed_net_sexes, printed_sexes, women_title
from dashboard.runs import Runs
from dashboard.scenario import Scenario
from dashboard.summary import FIRST_SHOWN, Array, Summary, add_up
from dashboard.text import Said, Text
from dashboard.text.money import dollars
from dashboard.text.numbers import apportion
from dashboard.views.blocks import Block, line, money, printed_unit, row, table
from dashboard.views.question import Question, answer_of
from dashboard.views.sectors import created_lost_words, group_names, printed_net_groups

WOMEN, MEN = 0, 1
MILLION = 1e6


@dataclass(frozen=True)
class WomenSummary:
    """Y years from the first shown one, S sectors; women before men."""

    groups: tuple[str, ...]
    change: Array
    """[Y, S, 2] change of jobs"""
    bill_change: Array
    """[Y, 2] million US$ of 2023 a year: change of the wage bill"""
    wage: Array
    wage_baseline: Array
    """[Y, 2] US$ of 2023 a year: mean wage of employees"""
    missing: Said | None
    """why no gap can be shown; None where it can"""

    def gap(self, wage: Array) -> Array:
        """[Y] what women earn less than men, as a share of men's mean wage."""
        return np.asarray(1.0 - wage[:, WOMEN] / wage[:, MEN])


def women_of(runs: Runs, scenario: Scenario) -> WomenSummary:
    """Return the summary of a scenario, from memory where it was made before."""
    return runs.analysis("women", scenario, lambda: _summarise(runs, scenario))


def _summarise(runs: Runs, scenario: Scenario) -> WomenSummary:
    economy, result = runs.engine.economy(scenario.country), runs.result(scenario)
    start = [int(year) for year in economy.years].index(FIRST_SHOWN)
    wages = result.people.wages
    return WomenSummary(
        groups=tuple(economy.sector_groups),
        change=np.asarray(result.employment_change(by=("sector", "sex")), dtype=float)[start:],
        bill_change=np.asarray(wages.bill_change, dtype=float)[start:],
        wage=np.asarray(wages.mean, dtype=float)[start:],
        wage_baseline=np.asarray(wages.mean_baseline, dtype=float)[start:],
        missing=wages.missing,
    )


def view(question: Question) -> dict[str, Any]:
    """Return the answer of the view."""
    t, year, summary = question.t, question.year, question.summary
    women = women_of(question.runs, question.scenario)
    baseline = question.runs.summary(question.scenario.baseline)
    blocks = [
        jobs_block(t, summary, year),
        sectors_block(t, women, summary, year),
        share_block(t, summary, baseline, year),
        wages_block(t, women, summary, year),
    ]
    note = t(
        "Losses fall on women and men as they hold the jobs of a sector and region today; new jobs do as well, unless the "
        "lever “Women in new jobs” asks for more."
    )
    return answer_of(blocks, note)


def jobs_block(t: Text, summary: Summary, year: int) -> Block:
    """Return jobs created and lost of women, men and all."""
    at = summary.at(year)
    created, lost = printed_sexes(summary, year)
    up, down = summary.created_by_sex[at], summary.lost_by_sex[at]
    net = printed_net_sexes(summary, year)
    rows = [
        row("women", t("Women"), [up[WOMEN], -down[WOMEN]], created_lost_words(t, created[WOMEN], lost[WOMEN])),
        row("men", t("Men"), [up[MEN], -down[MEN]], created_lost_words(t, created[MEN], lost[MEN])),
        row("all", t("All"), [up.sum(), -down.sum()], created_lost_words(t, sum(created), sum(lost))),
    ]  # fmt: skip
    title = (
        t("Neither women nor men gain or lose jobs")
        if not any((*created, *lost))
        else t(
            "Net jobs: women {women}, men {men}",
            women=t.numbers.signed(net[WOMEN]),
            men=t.numbers.signed(net[MEN]),
        )
    )
    return {
        "id": "women-jobs",
        "side": "start",
        "kind": "bars",
        "title": title,
        "subtitle": t("Jobs created and lost against the baseline, {year}", year=t.numbers.year(year)),
        "head": t("Who"),
        "columns": [t("Created"), t("Lost"), t("Net")],
        "parts": [[t("Created"), "created"], [t("Lost"), "lost"]],
        "rows": rows,
    }


def share_block(t: Text, summary: Summary, baseline: Summary, year: int) -> Block:
    """Return women's share of the jobs created over the years, one line a pathway, beside their share of all jobs."""
    return {
        "id": "women-share",
        "side": "end",
        "kind": "lines",
        "title": women_title(t, summary, year),
        "subtitle": t("Women’s share of jobs created, percent"),
        "years": list(summary.years),
        "series": [line(t("All jobs"), "baseline", 100 * baseline.women_share, 1, dash=True)],
        "pathways": "women",
        "digits": 1,
        "suffix": t.numbers.with_percent(""),
        "smallest": 60,
    }


def sectors_block(t: Text, women: WomenSummary, summary: Summary, year: int) -> Block:
    """Return the change of women's and men's jobs by sector group, women's best first."""
    at, unit = summary.at(year), printed_unit(summary, year)
    names = group_names(t)
    cells = np.stack(
        [add_up(women.change[:, :, sex], women.groups, tuple(names))[at] for sex in (WOMEN, MEN)], axis=1
    )
    totals = printed_net_groups(summary, year)
    hers = apportion(cells[:, WOMEN].tolist(), unit, printed_net_sexes(summary, year)[WOMEN])
    signed = t.numbers.signed
    order = [int(i) for i in np.argsort(-cells[:, WOMEN], kind="stable") if hers[i] or totals[i]]
    keys, labels = list(names), list(names.values())
    rows = [
        row(keys[i], labels[i], cells[i].tolist(), [signed(hers[i]), signed(totals[i] - hers[i]), signed(totals[i])])
        for i in order
    ]  # fmt: skip
    head = [t("Sector"), t("Women"), t("Men"), t("All")]
    sums = [sum(hers), sum(totals) - sum(hers), sum(totals)]
    return {
        "id": "women-sectors",
        "side": "start",
        "kind": "bars",
        "title": _sectors_title(t, cells[:, WOMEN], hers, labels),
        "subtitle": t("Change in jobs against the baseline, {year}", year=t.numbers.year(year)),
        "head": head[0],
        "columns": head[1:],
        "bold": 0,
        "parts": [[t("Women"), "women"], [t("Men"), "men"]],
        "rows": rows,
        "table": table(
            t("Change in jobs, {year}", year=t.numbers.year(year)),
            head,
            [*[[one["name"], *one["words"]] for one in rows], [t("All sectors"), *map(signed, sums)]],
        ),
    }


def _sectors_title(t: Text, exact: Array, printed: list[int], names: list[str]) -> str:
    best, worst = int(np.argmax(exact)), int(np.argmin(exact))
    gain, loss = printed[best], printed[worst]
    gains = {"gainer": names[best], "gain": t.numbers.signed(gain)}
    losses = {"loser": names[worst], "loss": t.numbers.signed(loss)}
    if gain > 0 > loss:
        return t("Women gain most in {gainer} ({gain}) and lose most in {loser} ({loss})", **gains, **losses)
    if gain > 0:
        return t("Women gain most in {gainer} ({gain}) and lose in no sector", **gains)
    if loss < 0:
        return t("Women lose most in {loser} ({loss}) and gain in no sector", **losses)
    return t("Women neither gain nor lose in any sector")


def wages_block(t: Text, women: WomenSummary, summary: Summary, year: int) -> Block:
    """Return the wage bill and the wages of women and men; the gap, or the reason why there is none."""
    at = summary.at(year)

    def change(million: float) -> str:
        return (
            t.numbers.led_by_sign(million, money(t, abs(million))) if abs(million) >= 0.05 else money(t, 0.0)
        )

    def wage(value: float) -> str:
        return dollars(t, t.numbers.whole(value))

    hers, his = (float(value) for value in women.bill_change[at])
    rows = [
        [t("Women’s wage bill, against the baseline"), change(hers)],
        [t("Men’s wage bill, against the baseline"), change(his)],
    ]
    title = t("Wage bill: women {women}, men {men}", women=change(hers), men=change(his))
    if women.missing is None:
        now, then = (float(women.gap(values)[at]) for values in (women.wage, women.wage_baseline))
        rows += [
            [t("Mean wage of women employees"), wage(women.wage[at, WOMEN])],
            [t("Mean wage of men employees"), wage(women.wage[at, MEN])],
            [t("Women earn less than men by, in the baseline"), t.numbers.percent(then, 1)],
            [t("Women earn less than men by, in this pathway"), t.numbers.percent(now, 1)],
        ]
        title = _gap_title(t, now, then)
    return {
        "id": "women-wages",
        "side": "end",
        "kind": "list",
        "title": title,
        "subtitle": t("Wages of employees a year, {year} · US$ of 2023 · modelled", year=t.numbers.year(year)),
        "rows": rows,
        "note": t.sentence(women.missing)
        if women.missing is not None
        else t("One ratio of women’s to men’s pay stands for every sector, so the gap moves only with who works where."),
        "table": table(t("Wages, {year}", year=t.numbers.year(year)), [t("What"), t("Amount")], rows),
    }  # fmt: skip


def _gap_title(t: Text, now: float, then: float) -> str:
    """Say the gap and whether it is wider, as it is printed."""
    points = round(100 * now, 1) - round(100 * then, 1)
    gap = t.numbers.percent(now, 1)
    if abs(points) < 0.05:
        return t("The pay gap stays at {gap}", gap=gap)
    size = t.numbers.decimal(abs(points), 1)
    if points > 0:
        return t("The pay gap is {gap}, {points} points wider than in the baseline", gap=gap, points=size)
    return t("The pay gap is {gap}, {points} points narrower than in the baseline", gap=gap, points=size)
