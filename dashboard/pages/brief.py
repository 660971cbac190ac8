"""/brief: what a state of the dashboard says, on two screens or two sheets of paper, made from the same numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dashboard.answer import answer, region_names
from dashboard.assumptions import set_name
from dashboard.boot import compared_with
from dashboard.engine import Analyst, group_labels
from dashboard.figures.jobs import unit_of, unit_words
from dashboard.figures.sectors import REST, rest_name, row_values
from dashboard.finding import NEGLIGIBLE_PER_HUNDRED, printed_jobs
from dashboard.headlines import headline_labels, payer_names
from dashboard.moved import changed_world, moved_levers, programme_line
from dashboard.pages import drawings
from dashboard.pages.brief_words import page_words
from dashboard.pages.words import grade_names
from dashboard.runs import Runs
from dashboard.scenario import Scenario
from dashboard.state import State
from dashboard.summary import Summary, per_hundred
from dashboard.text import Text
from dashboard.text.numbers import sensible_unit, to_unit
from dashboard.views import transition
from dashboard.views.blocks import money
from dashboard.views.question import Question
from dashboard.views.sure import band_of, nearest
from dashboard.views.sure import view as sure_view
from dashboard.views.sure_panel import conclusion_words

PATH = "/brief"
MOST_REGIONS = 8
MOST_WARNINGS = 4
NAMED_PUBLISHERS = 8
SURE_ENOUGH = 0.9
"""share of draws; a direction of net jobs that fewer bear out is said to be uncertain beside the finding"""
TABLE_YEARS = 5
"""years between two rows of the table behind jobs over time"""


def values(t: Text, runs: Runs, state: State) -> dict[str, Any]:
    """Return what the page shows of the chosen pathway of a state; RefusedError where the model refuses."""
    engine = runs.engine
    economy = engine.economy(state.country)
    chosen = state.pathways[state.active]
    scenario = runs.of_pathway(state, chosen)
    summary = runs.summary(scenario)
    said = answer(t, runs, scenario, state.year, chosen.name)
    question = Question(t, runs, scenario, state.year)
    analyses = isinstance(engine, Analyst)
    survives = band_of(question).survives if analyses else ()
    sured = sure_view(question) if analyses else {}
    in_year = t.numbers.year(state.year)
    moved = moved_levers(t, engine.levers(state.country), chosen)
    jobs = printed_jobs(summary, state.year)
    differs = bool(jobs.created or jobs.lost)
    named = publishers(economy)
    further = len(named) - NAMED_PUBLISHERS
    return {
        "kicker": " · ".join([t.label(str(economy.name)), t.name(chosen.name), in_year]),
        "finding": said["words"]["finding"],
        "second": said["words"]["second"] if differs else "",
        "compared": comparison(t, runs, state, scenario),
        "note": state.note,
        "headlines": [
            (label, *said["headlines"][key][:2], sured.get("ranges", {}).get(key, ""))
            for key, label in headline_labels(t).items()
        ],
        "moved": moved,
        "moved_lead": t.count(
            "{count} lever is moved from the baseline.", "{count} levers are moved from the baseline.", len(moved)
        ) if moved else t("No lever is moved from the baseline."),
        "programmes": [programme_line(t, economy, one) for one in chosen.programmes],
        "jobs": jobs_chart(t, runs, state, summary, sured) | {"title": said["words"]["jobs"]},
        "sectors": sectors_chart(t, said) | {"title": said["words"]["sectors"]},
        "women": [said["words"]["women"], said["words"]["sexes"]],
        "regions": regions_chart(t, summary, state.year, region_names(t, economy))
        | {"title": said["words"]["regions"], "boundaries": t.label(str(economy.boundaries))},
        "ledger": ledger_chart(question) if analyses else None,
        "pays": who_pays(t, summary, state.year, said),
        "unsure": unsure(t, survives, sured, state.year),
        "sure": sured.get("words", ""),
        "conclusions": conclusions(t, survives, economy, state.year) if sured.get("ranges") else [],
        "warnings": said["warnings"][:MOST_WARNINGS],
        "world": changed_world(t, engine, state),
        "beside": other_findings(t, runs, state),
        "grade": str(economy.grade)[:1].upper(),
        "grade_words": grade_names(t).get(str(economy.grade)[:1].upper(), ""),
        "publishers": named[:NAMED_PUBLISHERS],
        "further": t.count("and {count} further publisher", "and {count} further publishers", further) if further > 0 else "",
        "versions": t(
            "Model {model} · data {data}",
            model=engine.model_version, data=engine.data_version(state.country),
        ),
        "said": page_words(t, in_year),
    }  # fmt: skip


def jobs_chart(t: Text, runs: Runs, state: State, summary: Summary, sured: dict[str, Any]) -> dict[str, Any]:
    """Return net jobs over time of every pathway, with the range of the chosen one."""
    every = [runs.summary(runs.of_pathway(state, pathway)) for pathway in state.pathways]
    bounds = (sured["low"], sured["high"]) if sured.get("low") else None
    drawn = drawings.lines(summary.years, [one.net for one in every], state.year, bounds)
    unit = unit_of(drawn.axis)
    largest = [
        abs(value) for value in (*summary.net, *(bounds[0] if bounds else ()), *(bounds[1] if bounds else ()))
    ]
    rounded = sensible_unit(max(largest))

    def jobs(value: float) -> str:
        return t.numbers.signed(to_unit(float(value), rounded))

    shown = [at for at, year in enumerate(summary.years) if year % TABLE_YEARS == 0 or year == state.year]
    return {
        "unit": unit_words(t)[str(unit)],
        "drawn": drawn,
        "ticks": [(place, t.numbers.signed(value / unit)) for place, value in drawn.ticks],
        "years": [(place, t.numbers.year(year)) for place, year in drawn.years],
        "lines": [
            {"path": path, "name": pathway.name, "slot": slot, "chosen": slot == state.active}
            for slot, (path, pathway) in enumerate(zip(drawn.paths, state.pathways, strict=True))
        ],
        "legend_band": t("9 of 10 draws") if bounds else "",
        "baseline": t("Baseline"),
        "head": [t("Year"), t("Net jobs"), *([t("Range")] if bounds else [])],
        "table": [
            [
                t.numbers.year(summary.years[at]),
                jobs(summary.net[at]),
                *([t("{low} to {high}", low=jobs(bounds[0][at]), high=jobs(bounds[1][at]))] if bounds else []),
            ]
            for at in shown
        ],
    }  # fmt: skip


def sectors_chart(t: Text, said: dict[str, Any]) -> dict[str, Any]:
    """Return jobs created and lost by sector group, in the rows of the dashboard's own chart."""
    order = said["groups"]["rows"]
    names = [t.label(label) for label in group_labels().values()]
    up, down = (row_values(said["groups"][side], order) for side in ("created", "lost"))
    unit = sensible_unit(*up, *down)
    whole = t.numbers.whole
    return {
        "rows": [
            {
                "name": rest_name(t) if at == REST else names[at],
                "bar": bar,
                "created": whole(to_unit(more, unit)),
                "lost": whole(to_unit(less, unit)),
                "net": t.numbers.signed(to_unit(more, unit) - to_unit(less, unit)),
            }
            for at, bar, more, less in zip(order, drawings.bars(up, down), up, down, strict=True)
        ]
    }


def regions_chart(t: Text, summary: Summary, year: int, names: list[str]) -> dict[str, Any]:
    """Return the regions by change per 100 workers: where most is gained and where most is lost."""
    at = summary.at(year)
    rates, change = per_hundred(summary)[at], summary.change_by_region[at]
    if not len(rates) or float(abs(rates).max()) < NEGLIGIBLE_PER_HUNDRED:
        return {"rows": [], "left_out": ""}
    order, left_out = drawings.ends_of(rates.tolist(), MOST_REGIONS)
    shown = [float(rates[region]) for region in order]
    drawn = drawings.bars([max(rate, 0.0) for rate in shown], [max(-rate, 0.0) for rate in shown])
    unit = sensible_unit(*change.tolist())
    return {
        "rows": [
            {
                "name": names[region],
                "bar": bar,
                "rate": t.numbers.signed(rate, 1),
                "jobs": t.numbers.signed(to_unit(float(change[region]), unit)),
            }
            for region, bar, rate in zip(order, drawn, shown, strict=True)
        ],
        "left_out": t.count("{count} region between them is left out.", "{count} regions between them are left out.", left_out)
        if left_out
        else "",
    }  # fmt: skip


def ledger_chart(question: Question) -> dict[str, Any]:
    """Return what becomes of those whose job goes, and what it takes to help them, as the dashboard says it."""
    blocks = {block["id"]: block for block in transition.view(question)["blocks"]}
    block, fund = blocks["ledger"], blocks["fund"]
    return {
        "title": block["title"],
        "subtitle": block["subtitle"],
        "legend": block["legend"],
        "bars": block["rows"],
        "cost": fund["title"],
    }


def who_pays(t: Text, summary: Summary, year: int, said: dict[str, Any]) -> dict[str, Any]:
    """Return the public cost, and who pays how much of the year's money."""
    at = summary.at(year)
    amounts = {name: float(series[at]) for name, series in summary.money_sources.items() if series[at] > 0}
    total, names = sum(amounts.values()), payer_names(t)
    cost, _, _ = said["headlines"]["cost"]
    return {
        "cost": t("Public cost in {year}: {share}.", year=t.numbers.year(year), share=cost),
        "rows": [
            (names.get(name, t.label(name.replace("-", " "))), money(t, amounts[name]), t.numbers.percent(amounts[name] / total))
            for name in sorted(amounts, key=lambda name: -amounts[name])
        ],
        "head": [t("Who pays"), t("In {year}", year=t.numbers.year(year)), t("Part of it")],
        "none": t("Nothing is to be paid."),
    }  # fmt: skip


def unsure(t: Text, survives: Sequence[Any], sured: dict[str, Any], year: int) -> str:
    """Return the sentence beside the finding where the draws do not agree on more or fewer jobs, "" where they do."""
    span = sured.get("ranges", {}).get("jobs")
    if not span:
        return ""
    mark = nearest(year)
    sign = next((one for one in survives if one.id == "net-sign" and one.year == mark), None)
    if sign is None or (sign.every_set and sign.share >= SURE_ENOUGH):
        return ""
    return t("Whether jobs are gained or lost is uncertain: 9 of 10 draws lie in {range}.", range=span)


def conclusions(
    t: Text, survives: Sequence[Any], economy: Any, year: int
) -> list[tuple[str, str, str, bool]]:
    """Return each conclusion of the run near the year, the share of draws and the sources that bear it out."""
    names = dict(zip(economy.regions, region_names(t, economy), strict=True))
    found = []
    for one in survives:
        if one.year != nearest(year):
            continue
        against = ", ".join(set_name(t, name) for name in one.against)
        found.append(
            (
                conclusion_words(t, names, one),
                t("{share} of draws", share=t.numbers.percent(one.share)),
                t("every source") if one.every_set else t("not by {sources}", sources=against),
                bool(one.every_set),
            )
        )
    return found


def comparison(t: Text, runs: Runs, state: State, scenario: Scenario) -> str:
    """Return the finding against the pathway that the state compares with, "" where that is the baseline."""
    reference = compared_with(runs, state, state.active)
    if reference is None:
        return ""
    name = state.pathways[state.active].name
    words: str = answer(t, runs, scenario, state.year, name, reference)["words"]["finding"]
    return words


def other_findings(t: Text, runs: Runs, state: State) -> list[str]:
    """Return the finding of every pathway that the state holds beside the chosen one."""
    return [
        answer(t, runs, runs.of_pathway(state, pathway), state.year, pathway.name)["words"]["finding"]
        for at, pathway in enumerate(state.pathways)
        if at != state.active
    ]


def publishers(economy: Any) -> list[str]:
    """Return who published the figures of a country, each once, in the order of its pack."""
    return list(
        dict.fromkeys(str(source.get("publisher") or source.get("title") or "") for source in economy.sources)
    )


def title(t: Text, state: State) -> str:
    """Return the title of the browser's window."""
    pathway = state.pathways[state.active]
    return t("Brief: {pathway}, {year}", pathway=t.name(pathway.name), year=t.numbers.year(state.year))
