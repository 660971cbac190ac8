"""One pathway against another instead of against the baseline: the same summary, and sentences that name the other one.

Cells are sector x region, as in every count of created and lost: where the pathway has more jobs than the other, and where
fewer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dashboard.finding import NEGLIGIBLE_PER_HUNDRED, printed_jobs, shape
from dashboard.headlines import Headline, headlines
from dashboard.scenario import Scenario
from dashboard.summary import FIRST_SHOWN, Summary, add_up, per_hundred
from dashboard.text import Text


@dataclass(frozen=True)
class Reference:
    """What a pathway is compared with."""

    name: str
    scenario: Scenario


def difference(
    own: Summary, other: Summary, result: Any, reference: Any, economy: Any, order: Sequence[str]
) -> Summary:
    """Return `own` with every change counted from `other`; `result` and `reference` are the runs behind the two.

    Levels (women's share, jobs unfilled, cost) stay the pathway's own. Jobs by sex stay changes against the baseline: they
    belong to the chart of women and men, which compares with all jobs.
    """
    start = [int(year) for year in economy.years].index(FIRST_SHOWN)
    by = ("sector", "region")
    cells = (result.employment_change(by=by) - reference.employment_change(by=by))[start:]
    more, fewer = np.maximum(cells, 0.0), np.maximum(-cells, 0.0)
    groups = list(economy.sector_groups)
    return replace(
        own,
        net=cells.sum(axis=(1, 2)),
        created=more.sum(axis=(1, 2)),
        lost=fewer.sum(axis=(1, 2)),
        created_by_group=add_up(more.sum(axis=2), groups, order),
        lost_by_group=add_up(fewer.sum(axis=2), groups, order),
        change_by_region=cells.sum(axis=1),
        baseline_by_region=other.baseline_by_region + other.change_by_region,
        gdp_baseline=other.gdp,
        emissions_baseline=other.emissions,
    )


def sentences(
    t: Text, diff: Summary, year: int, name: str, other: str, regions: Sequence[str]
) -> dict[str, str]:
    """Return the finding, its second line and the titles that differ from those against the baseline."""
    return {
        "finding": finding(t, diff, year, name, other),
        "second": second_line(t, diff, year, other, regions),
        "jobs": jobs_title(t, diff, other),
        "regions": regions_title(t, diff, year, other, regions),
    }


def finding(t: Text, diff: Summary, year: int, name: str, other: str) -> str:
    """Return the sentence at the top: how many more or fewer jobs than the other pathway."""
    jobs = printed_jobs(diff, year)
    parts = {"year": t.numbers.year(year), "name": t.name(name), "other": t.name(other)}
    if jobs.created == jobs.lost == 0:
        return t("In {year}, {name} is the same as {other}.", **parts)
    parts |= {
        "net": t.numbers.whole(abs(jobs.net)),
        "more": t.numbers.whole(jobs.created),
        "fewer": t.numbers.whole(jobs.lost),
    }
    if jobs.net > 0:
        return t(
            "In {year}, {name} has {net} more jobs than {other}: {more} more in some places, {fewer} fewer in others.",
            **parts,
        )
    if jobs.net < 0:
        return t(
            "In {year}, {name} has {net} fewer jobs than {other}: {more} more in some places, {fewer} fewer in others.",
            **parts,
        )
    return t(
        "In {year}, {name} has as many jobs as {other}: {more} more in some places, {fewer} fewer in others.",
        **parts,
    )


def second_line(t: Text, diff: Summary, year: int, other: str, regions: Sequence[str]) -> str:
    """Return the line under the finding: where the pathway has fewest jobs against the other."""
    jobs = printed_jobs(diff, year)
    if jobs.created == jobs.lost == 0:
        return t("The two may differ in other years: move the year below.")
    rates = per_hundred(diff)[diff.at(year)]
    worst = int(np.argmin(rates))
    if rates[worst] > -NEGLIGIBLE_PER_HUNDRED:
        return t("No region has fewer jobs than under {other}.", other=t.name(other))
    return t(
        "{region} falls furthest behind: {rate} fewer in every 100 jobs under {other}.",
        region=t.name(regions[worst]),
        rate=t.numbers.decimal(-rates[worst], 1),
        other=t.name(other),
    )


def jobs_title(t: Text, diff: Summary, other: str) -> str:
    """Return the title of jobs over time."""
    kind, year = shape(diff)
    named = {"other": t.name(other), "year": t.numbers.year(year)}
    if kind == "same":
        return t("No difference from {other} in any year", **named)
    if kind == "growing":
        return t("More jobs than {other}, growing to the end", **named)
    if kind == "more":
        return t("More jobs than {other}, most in {year}", **named)
    if kind == "falling":
        return t("Fewer jobs than {other}, falling to the end", **named)
    if kind == "fewer":
        return t("Fewer jobs than {other}, fewest in {year}", **named)
    if kind == "up":
        return t("Fewer jobs at first, more than {other} from {year}", **named)
    if kind == "down":
        return t("More jobs at first, fewer than {other} from {year}", **named)
    return t("Jobs move above and below {other}", **named)


def regions_title(t: Text, diff: Summary, year: int, other: str, regions: Sequence[str]) -> str:
    """Return the title of the map: where there are fewer jobs than under the other pathway."""
    rates = per_hundred(diff)[diff.at(year)]
    named = {"other": t.name(other)}
    if float(np.max(np.abs(rates), initial=0.0)) < NEGLIGIBLE_PER_HUNDRED:
        return t("No region differs from {other}", **named)
    fewer = int(np.sum(rates <= -NEGLIGIBLE_PER_HUNDRED))
    if fewer == 0:
        return t("No region has fewer jobs than under {other}", **named)
    named["worst"] = t.name(regions[int(np.argmin(rates))])
    if fewer == len(rates):
        return t("Every region has fewer jobs than under {other}, {worst} most so", **named)
    return t.count(
        "{count} region has fewer jobs than under {other}, {worst} most so",
        "{count} regions have fewer jobs than under {other}, {worst} most so",
        fewer,
        **named,
    )


def figures(t: Text, own: Summary, diff: Summary, other: Summary, year: int) -> dict[str, Headline]:
    """Return the six figures: changes against the other pathway, levels with the other's beside."""
    found, ours, theirs = (headlines(t, one, year) for one in (diff, own, other))
    jobs = printed_jobs(diff, year)
    beside = t(
        "{more} more, {fewer} fewer", more=t.numbers.whole(jobs.created), fewer=t.numbers.whole(jobs.lost)
    )
    found["jobs"] = replace(found["jobs"], beside=beside)
    # The finding has named the other pathway: its name again would be cut here.
    for name in ("women", "unfilled", "cost"):
        found[name] = replace(ours[name], beside=t("{value} there", value=theirs[name].value))
    return found
