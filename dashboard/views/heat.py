"""The view "Heat": working hours that heat takes, from whom, when and where, and what adaptation at work does about it."""

from __future__ import annotations

from typing import Any

import numpy as np

from dashboard.answer import region_names
from dashboard.runs import Runs
from dashboard.scenario import Scenario
from dashboard.text import Text
from dashboard.text.numbers import apportion, sensible_unit, to_unit
from dashboard.views.amounts import NOTHING, signed_money
from dashboard.views.blocks import Block, digits_of, line, money, row, table, thousands
from dashboard.views.heat_summary import (
    LEVER,
    TRIED,
    AdaptationSummary,
    HeatSummary,
    summarise_adaptation,
    summarise_heat,
    with_adaptation,
)
from dashboard.views.question import Question, answer_of
from dashboard.views.sectors import group_names

LITTLE = 0.001
"""share of all hours; less is next to nothing"""
MILD, HARSH = "SSP1-2.6", "SSP5-8.5"


def view(question: Question) -> dict[str, Any]:
    """Return the answer of the view; where no climate is at hand, the reason."""
    t, runs, scenario, year = question.t, question.runs, question.scenario, question.year
    lever = runs.engine.levers(scenario.country).get(LEVER)
    if lever is None or not lever.applies:
        return answer_of([nothing_known(t, "" if lever is None else str(lever.why_not))])
    heat = runs.analysis("heat", scenario, lambda: summarise_heat(runs.result(scenario)))
    adaptation = adaptation_of(runs, scenario)
    blocks = [
        sectors_block(question, heat),
        years_block(t, heat, year),
        adaptation_block(t, adaptation, heat, year),
    ]
    if heat.regional:
        blocks.append(regions_block(question, heat))
    note = t(
        "Modelled (grade C): temperature is measured, humidity and the course of the day are not. All work in the shade. Hours lost "
        "are an account beside the run: they are not taken from jobs or GDP."
    )
    if not heat.regional:
        note += " " + t("One climate stands for the whole country: none is at hand by region.")
    return answer_of(blocks, note)


def nothing_known(t: Text, why: str) -> Block:
    """Return the block that says why there is no account of heat."""
    return {
        "id": "heat-years",
        "kind": "list",
        "title": t("What heat takes from work is not known here"),
        "subtitle": t.label(why) or t("No record of heat is at hand for this country."),
        "rows": [],
    }


def adaptation_of(runs: Runs, scenario: Scenario) -> AdaptationSummary:
    """Return what adaptation does in the scenario; where it is not moved, what half of the hours saved would do."""
    percent = scenario.moved.get(LEVER, 0.0)

    def work_out() -> AdaptationSummary:
        on, off = with_adaptation(scenario, percent or TRIED), with_adaptation(scenario, 0.0)
        return summarise_adaptation(runs.result(on), runs.result(off), percent or TRIED, tried=not percent)

    return runs.analysis("heat-adaptation", scenario, work_out)


def persons(t: Text, value: float) -> str:
    """Return a number of people, rounded to three figures."""
    return t.numbers.whole(to_unit(value, sensible_unit(value)))


def sectors_block(question: Question, heat: HeatSummary) -> Block:
    """Return hours lost by sector group in the year, as full-time equivalents and as a share of the group's hours."""
    t, year, economy = question.t, question.year, question.economy
    at = heat.at(year)
    lost, share = heat.by_sector[at], heat.share_of_sector[at]
    unit = sensible_unit(float(lost.sum()))
    names, groups = group_names(t), list(economy.sector_groups)
    members = {group: [i for i, one in enumerate(groups) if one == group] for group in names}
    kept = [group for group in names if members[group] and float(lost[members[group]].sum()) >= unit / 2]
    left = [i for group in names if group not in kept for i in members[group]]
    sums = [float(lost[members[group]].sum()) for group in kept]
    printed = apportion([*sums, float(lost[left].sum())], unit)
    hours = np.divide(lost, share, out=np.zeros_like(lost), where=share > 0)

    def words(who: list[int], amount: int) -> list[str]:
        whole = float(hours[who].sum())
        part = float(lost[who].sum()) / whole if whole > 0 else 0.0
        return [t.numbers.percent(part, 1), t.numbers.whole(amount)]

    rows = []
    for group, amount in zip(kept, printed, strict=False):
        who = members[group]
        parts = apportion(lost[who].tolist(), unit, amount)
        inside = [
            row(economy.sectors[i], t.label(str(economy.sector_labels[i])), [float(lost[i])], words([i], part))
            for i, part in zip(who, parts, strict=True)
        ]  # fmt: skip
        rows.append(
            row(
                group,
                names[group],
                [float(lost[who].sum())],
                words(who, amount),
                inside if len(inside) > 1 else (),
            )
        )
    rows.sort(key=lambda one: -one["values"][0])
    total, everybody = sum(printed), float(heat.workers[at])
    in_year = t.numbers.year(year)
    if float(lost.sum()) < LITTLE * everybody:
        title = t("Heat takes next to nothing from work in {year}: the hours of {people} of {all} workers", year=in_year,
                  people=t.numbers.whole(total), all=persons(t, everybody))  # fmt: skip
    else:
        title = t("In {year}, heat takes as many hours as {people} people work, most from {sector}", year=in_year,
                  people=t.numbers.whole(total), sector=rows[0]["name"])  # fmt: skip
    if printed and printed[-1]:
        rows.append(row("rest", t("All other sectors"), [float(lost[left].sum())], words(left, printed[-1])))
    if rows:
        share_of_all = t.numbers.percent(float(lost.sum()) / everybody, 1)
        rows.append(
            row("all", t("All sectors"), [float(lost.sum())], [share_of_all, t.numbers.whole(total)])
            | {"strong": True}
        )
    women, men = (t.numbers.whole(value) for value in apportion(heat.by_sex[at].tolist(), unit, total))
    return {
        "id": "heat-sectors",
        "kind": "bars",
        "side": "start",
        "title": title,
        "subtitle": t("Hours lost to heat, {year} · share of working hours, and as full-time equivalents", year=in_year),
        "head": t("Sector"),
        "columns": [t("Of its hours"), t("Full-time equivalents")],
        "parts": [[t("Lost to heat"), "lost"]],
        "rows": rows,
        "note": t("Women {women}, men {men}.", women=women, men=men),
    }  # fmt: skip


def years_block(t: Text, heat: HeatSummary, year: int) -> Block:
    """Return hours lost over the years: this pathway, without adaptation, and on a milder and a harsher climate path."""
    at, in_year = heat.at(year), t.numbers.year(year)
    every = np.concatenate([heat.without, *heat.paths.values()])
    unit = thousands(every)
    digits = digits_of(unit, every)
    adapted = bool(np.abs(heat.without - heat.total).max() >= 0.5)
    series = [line(t("This pathway"), "lost", heat.total / unit, digits, strong=True, ink="lost-ink")]
    if adapted:
        series.append(line(t("Without adaptation"), "ink", heat.without / unit, digits))
    for path, name in ((MILD, t("If the world acts early")), (HARSH, t("If the world does not act"))):
        if path in heat.paths:
            series.append(line(name, "muted", heat.paths[path] / unit, digits, dash=True))
    share, first = float(heat.total[at] / heat.workers[at]), float(heat.total[0] / heat.workers[0])
    percent = t.numbers.percent
    start = t.numbers.year(heat.years[0])
    if max(share, first) < LITTLE:
        title = t("Heat takes less than one working hour in a thousand")
    elif percent(share, 1) == percent(first, 1):
        title = t("Heat takes {share} of working hours in {year}, as in {start}", share=percent(share, 1), year=in_year,
                  start=start)  # fmt: skip
    else:
        title = t("Heat takes {share} of working hours in {year}, {first} in {start}", share=percent(share, 1), year=in_year,
                  first=percent(first, 1), start=start)  # fmt: skip
    return {
        "id": "heat-years",
        "kind": "lines",
        "side": "end",
        "title": title,
        "subtitle": {
            1: t("Hours lost to heat, full-time equivalents"),
            1_000: t("Hours lost to heat, thousand full-time equivalents"),
            1_000_000: t("Hours lost to heat, million full-time equivalents"),
        }[unit],
        "years": list(heat.years),
        "series": series,
        "digits": digits,
        "note": t(
            "{warming} °C above 1991–2020 in {year}, on the middle path (SSP2-4.5); the other two are SSP1-2.6 and SSP5-8.5. More "
            "people at work lose more hours, too.", year=in_year, warming=t.numbers.decimal(float(heat.warming[at]), 1),
        ),
    }  # fmt: skip


def regions_block(question: Question, heat: HeatSummary) -> Block:
    """Return hours lost by region in the year: the share of working hours, and full-time equivalents."""
    t, year, economy = question.t, question.year, question.economy
    at, in_year = heat.at(year), t.numbers.year(year)
    share, lost = 100 * heat.share_of_region[at], heat.by_region[at]
    printed = apportion(lost.tolist(), sensible_unit(float(lost.sum())))
    names = region_names(t, economy)
    percent = [t.numbers.percent(value / 100, 1) for value in share]
    rows = [
        row(economy.regions[r], names[r], [float(share[r])], [t.numbers.whole(printed[r]), percent[r]])
        for r in np.argsort(-share, kind="stable")
    ]
    worst = int(np.argmax(share))
    title = (
        t("No region loses as much as one hour in a thousand")
        if share[worst] < 0.1
        else t(
            "{region} loses most: {share} of its working hours",
            region=t.name(names[worst]),
            share=percent[worst],
        )
    )
    return {
        "id": "heat-regions",
        "kind": "map",
        "title": title,
        "subtitle": t("Share of working hours lost to heat, {year}", year=in_year),
        "head": t("Region"),
        "columns": [t("Full-time equivalents"), t("Of its hours")],
        "parts": [[t("Lost to heat"), "lost"]],
        "rows": rows,
        "values": [round(float(value), 3) for value in share],
        "losses": True,
        "suffix": t.numbers.with_percent(""),
        "words": percent,
        "boundaries": t.label(str(economy.boundaries)),
        "missing": t("There are no outlines for this country: the list says the same."),
        "wide": True,
    }  # fmt: skip


def adaptation_block(t: Text, found: AdaptationSummary, heat: HeatSummary, year: int) -> Block:
    """Return what adaptation at work saves, costs and does to jobs; tried out at half of the hours where it is not moved."""
    at, in_year = heat.at(year), t.numbers.year(year)
    saved, cost, jobs = float(found.saved[at]), float(found.cost[at]), float(found.jobs[at])
    change = t.numbers.signed(to_unit(jobs, sensible_unit(jobs)))
    percent = t.numbers.percent(found.percent / 100)
    if cost < NOTHING:
        title = t("There is next to nothing to adapt to in {year}", year=in_year)
    elif found.tried:
        title = t("Not part of this pathway. Saving {percent} of the hours would cost {cost} in {year}; jobs: {jobs}",
                  percent=percent, cost=money(t, cost), year=in_year, jobs=change)  # fmt: skip
    else:
        title = t("Adaptation wins back the hours of {people} people for {cost} in {year}; jobs: {jobs}",
                  people=persons(t, saved), cost=money(t, cost), year=in_year, jobs=change)  # fmt: skip
    rows = [
        [t("Won back, full-time equivalents"), persons(t, saved)],
        [t("Worth of that work, at today’s wages"), money(t, float(found.gained[at]))],
        [t("What it costs"), money(t, cost)],
        [t("of which employers pay"), money(t, float(found.firms[at]))],
        [t("Change of public cost"), signed_money(t, float(found.public[at]))],
        [t("Change of net jobs"), change],
    ]
    return {
        "id": "heat-adaptation",
        "kind": "list",
        "side": "end",
        "title": title,
        "subtitle": t("The lever “Heat adaptation at work” at {percent}, {year}", percent=percent, year=in_year)
        if not found.tried
        else t("What the lever “Heat adaptation at work” would do at {percent}, {year}", percent=percent, year=in_year),
        "rows": rows,
        "table": table(t("Heat adaptation at work, {year}", year=in_year), [t("What"), t("Amount")], rows),
        "note": t(
            "Cost follows from one published return (60 % in a Nicaraguan sugar mill), used for all work: an assumption. Nobody is "
            "replaced by the hours won back, which firms could do."
        ),
    }  # fmt: skip
