"""What stands behind the ranges: what drives their spread, which conclusions hold, and what each source of job factors says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.answer import region_names
from dashboard.assumptions import set_name
from dashboard.summary import Summary
from dashboard.text import Text
from dashboard.text.numbers import sensible_unit, to_unit
from dashboard.views.blocks import Block, row
from dashboard.views.question import Question

if TYPE_CHECKING:
    from dashboard.views.sure import BandSummary

MOST_DRIVERS = 6
CHANCE = 12.0
"""a squared correlation below this over the number of draws cannot be told from chance (3.5 standard errors)"""


def panel(question: Question, band: BandSummary, mark: int) -> list[Block]:
    """Return the blocks of the panel; drivers and conclusions are those of the nearest year that is kept, `mark`."""
    t = question.t
    return [
        drivers_block(t, band, mark),
        conclusions_block(question, band),
        sets_block(t, band, question.summary, question.year),
    ]


def drivers_block(t: Text, band: BandSummary, mark: int) -> Block:
    """Return what drives the spread of net jobs, most first, as shares of the spread."""
    from dashboard.views.sure import driver_words

    chance = CHANCE / band.draws
    ranking = [one for one in band.ranking.get(mark, ()) if one[2] >= chance][:MOST_DRIVERS]
    rows = []
    for driver_id, label, share in ranking:
        words = driver_words(t, driver_id, label)
        rows.append(row(driver_id, words[:1].upper() + words[1:], [100 * share], [t.numbers.percent(share)]))
    return {
        "id": "sure-drivers",
        "kind": "bars",
        "title": t("What the range of net jobs depends on"),
        "subtitle": t("Part of the spread in {year} that goes with each assumption", year=t.numbers.year(mark)),
        "head": t("Assumption"),
        "columns": [t("Part")],
        "parts": [[t("Part"), "sum"]],
        "rows": rows,
        "note": t(
            "Squared rank correlation over {count} draws; less than {share} cannot be told from chance and is not shown.",
            count=t.numbers.whole(band.draws),
            share=t.numbers.percent(chance),
        ),
    }  # fmt: skip


def conclusion_words(t: Text, names: dict[str, str], one: Any) -> str:
    """Return what a conclusion of the run says."""
    year = t.numbers.year(int(one.year))
    if one.id == "worst-region":
        return t(
            "{region} loses most jobs, or gains fewest, in {year}",
            region=t.name(names.get(one.holds, one.holds)),
            year=year,
        )
    return {
        ("net-sign", "gain"): t("More jobs than the baseline in {year}", year=year),
        ("net-sign", "loss"): t("Fewer jobs than the baseline in {year}", year=year),
        ("net-sign", "no change"): t("As many jobs as the baseline in {year}", year=year),
        ("gdp-sign", "gain"): t("Higher GDP than the baseline in {year}", year=year),
        ("gdp-sign", "loss"): t("Lower GDP than the baseline in {year}", year=year),
        ("gdp-sign", "no change"): t("The same GDP as the baseline in {year}", year=year),
    }[one.id, one.holds]


def conclusions_block(question: Question, band: BandSummary) -> Block:
    """Return each conclusion with the share of draws that agree, marked where every source set does."""
    t, economy = question.t, question.economy
    names = dict(zip(economy.regions, region_names(t, economy), strict=True))
    firm = sum(bool(one.every_set) for one in band.survives)
    rows = []
    for one in band.survives:
        if one.every_set:
            sources = "✓ " + t("every source")
        else:
            sources = t("not by {sources}", sources=", ".join(set_name(t, name) for name in one.against))
        said = conclusion_words(t, names, one)
        rows.append(row(f"{one.id}-{one.year}", said, [], [t.numbers.percent(one.share), sources]))
    return {
        "id": "sure-conclusions",
        "kind": "matrix",
        "title": t("{firm} of {all} conclusions hold under every source", firm=t.numbers.whole(firm), all=t.numbers.whole(len(rows))),
        "subtitle": t("How many of the draws say the same, and whether every source of jobs a megawatt does"),
        "head": [t("Conclusion"), t("Draws"), t("Sources")],
        "rows": rows,
    }  # fmt: skip


def sets_block(t: Text, band: BandSummary, summary: Summary, year: int) -> Block:
    """Return net jobs of the year under each source of job factors, all else as it is."""
    at = summary.at(year)
    values = {name: float(net[at]) for name, net in band.by_set.items()}
    unit = sensible_unit(*values.values())
    rows = [
        row(name, set_name(t, name), [value], [t.numbers.signed(to_unit(value, unit))])
        for name, value in sorted(values.items(), key=lambda one: -one[1])
    ]
    return {
        "id": "sure-sets",
        "kind": "bars",
        "title": t("Net jobs in {year}, by the source of jobs a megawatt", year=t.numbers.year(year)),
        "subtitle": t("Published sets of employment factors, everything else the same"),
        "head": t("Source"),
        "columns": [t("Net jobs")],
        "parts": [],
        "rows": rows,
    }
