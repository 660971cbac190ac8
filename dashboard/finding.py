"""Sentences made from the numbers: the finding, its second line, and the title of each chart.

Pure functions of a summary, a year and a language. Figures in one sentence are rounded to one unit, and the net figure
is the difference of the two rounded ones, so that what is printed adds up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.summary import Array, Summary, per_hundred
from dashboard.text import Text
from dashboard.text.numbers import apportion, sensible_unit, to_unit

# A change below one in two hundred of the largest is not worth a word in a title: the pixel it moves is not visible.
INVISIBLE = 1 / 200
# Per 100 workers; smaller changes print as 0.0.
NEGLIGIBLE_PER_HUNDRED = 0.05
TRACE_PER_HUNDRED = 1e-4
"""less than a job in a million is no loss; between this and the other, a region loses jobs at a rate that prints as nil"""


@dataclass(frozen=True)
class Jobs:
    """Net, created and lost of one year as they are printed: rounded alike, so that they add up."""

    net: int
    created: int
    lost: int
    unit: int = 1

    @property
    def fine(self) -> int:
        """The unit of small parts, of which there are many: a tenth, so that a small region is not printed as nothing."""
        return max(self.unit // 10, 1)


def printed_jobs(summary: Summary, year: int) -> Jobs:
    """Return the year's jobs rounded to one unit."""
    at = summary.at(year)
    # The unit keeps three figures of the larger side, and two of a small difference between two large sides.
    unit = min(
        sensible_unit(summary.created[at], summary.lost[at]), max(sensible_unit(10 * summary.net[at]), 1)
    )
    created, lost = to_unit(summary.created[at], unit), to_unit(summary.lost[at], unit)
    return Jobs(created - lost, created, lost, unit)


def printed_sexes(summary: Summary, year: int) -> tuple[list[int], list[int]]:
    """Return jobs created and lost of women and men as they are printed: they add up to the headline's."""
    at, jobs = summary.at(year), printed_jobs(summary, year)
    created = apportion(summary.created_by_sex[at].tolist(), jobs.unit, jobs.created)
    return created, apportion(summary.lost_by_sex[at].tolist(), jobs.unit, jobs.lost)


def printed_net_sexes(summary: Summary, year: int) -> list[int]:
    """Return net jobs of women and men as they are printed."""
    return [up - down for up, down in zip(*printed_sexes(summary, year), strict=True)]


def printed_regions(summary: Summary, year: int) -> list[int]:
    """Return net jobs by region as every view prints them: they add up to the headline's."""
    jobs = printed_jobs(summary, year)
    return apportion(summary.change_by_region[summary.at(year)].tolist(), jobs.fine, jobs.net)


def finding(t: Text, summary: Summary, year: int, name: str) -> str:
    """Return the sentence at the top: how many more or fewer jobs than the baseline in the year."""
    jobs = printed_jobs(summary, year)
    who = t.name(name)
    in_year = t.numbers.year(year)
    if jobs.created == jobs.lost == 0:
        return t("In {year}, {name} is the same as the baseline.", year=in_year, name=who)
    parts = {
        "year": in_year,
        "name": who,
        "net": t.numbers.whole(abs(jobs.net)),
        "created": t.numbers.whole(jobs.created),
        "lost": t.numbers.whole(jobs.lost),
    }
    if jobs.net > 0:
        return t(
            "In {year}, {name} has {net} more jobs than the baseline: {created} created, {lost} lost.",
            **parts,
        )
    if jobs.net < 0:
        return t(
            "In {year}, {name} has {net} fewer jobs than the baseline: {created} created, {lost} lost.",
            **parts,
        )
    return t("In {year}, {name} has as many jobs as the baseline: {created} created, {lost} lost.", **parts)


def second_line(t: Text, summary: Summary, year: int, regions: Sequence[str]) -> str:
    """Return the line under the finding: the worst-hit region, and jobs that nobody is there to fill."""
    at = summary.at(year)
    rates = per_hundred(summary)[at]
    jobs = printed_jobs(summary, year)
    if jobs.created == jobs.lost == 0:
        if float(np.max(summary.created + summary.lost)) < 1:
            return t("Move a lever to see who gains, who loses, and where.")
        return t("It makes a difference in other years: move the year below.")
    sentences = []
    if len(rates):
        worst = int(np.argmin(rates))
        region = t.name(regions[worst])
        if rates[worst] <= -NEGLIGIBLE_PER_HUNDRED:
            rate = t.numbers.decimal(-rates[worst], 1)
            sentences.append(t("{region} loses most: {rate} in every 100 jobs.", region=region, rate=rate))
        elif rates[worst] < -TRACE_PER_HUNDRED:
            sentences.append(t("No region loses as many as 1 in 1,000 jobs."))
        else:
            sentences.append(t("No region has fewer jobs; {region} gains least.", region=region))
    unfilled = summary.unfilled[at]
    if unfilled >= 1 and summary.unfilled_known:
        number = t.numbers.whole(to_unit(unfilled, sensible_unit(unfilled)))
        sentences.append(t("{number} jobs find nobody to fill them.", number=number))
    return " ".join(sentences)


def jobs_title(t: Text, summary: Summary) -> str:
    """Return the title of jobs over time: the shape of the whole path in words."""
    kind, at = shape(summary)
    year = t.numbers.year(at)
    if kind == "same":
        return t("No difference from the baseline in any year")
    if kind == "growing":
        return t("More jobs than the baseline, growing to the end")
    if kind == "more":
        return t("More jobs than the baseline, most in {year}", year=year)
    if kind == "falling":
        return t("Fewer jobs than the baseline, falling to the end")
    if kind == "fewer":
        return t("Fewer jobs than the baseline, fewest in {year}", year=year)
    if kind == "up":
        return t("Fewer jobs at first, more than the baseline from {year}", year=year)
    if kind == "down":
        return t("More jobs at first, fewer than the baseline from {year}", year=year)
    return t("Jobs move above and below the baseline")


def shape(summary: Summary) -> tuple[str, int]:
    """Return the shape of the whole path of net jobs in a word, and the year that belongs to it."""
    net = summary.net
    largest = float(np.max(np.abs(net))) if len(net) else 0.0
    if largest < 1:
        return "same", summary.years[-1]
    sign = np.where(np.abs(net) < INVISIBLE * largest, 0, np.sign(net))
    years = np.array(summary.years)
    peak, trough, last = int(np.argmax(net)), int(np.argmin(net)), len(net) - 1
    if (sign >= 0).all():
        return "growing" if peak == last else "more", int(years[peak])
    if (sign <= 0).all():
        return "falling" if trough == last else "fewer", int(years[trough])
    if _changes(sign) == 1:
        return "up" if sign[sign != 0][0] < 0 else "down", int(_first_after_turn(sign, years))
    return "both", int(years[last])


def _changes(sign: Array) -> int:
    visible = sign[sign != 0]
    return int(np.sum(visible[1:] != visible[:-1]))


def _first_after_turn(sign: Array, years: Array) -> float:
    visible = sign != 0
    first = sign[visible][0]
    return float(years[visible][np.argmax(sign[visible] != first)])


def sectors_title(t: Text, summary: Summary, year: int, groups: Sequence[str]) -> str:
    """Return the title of the sector chart: who gains most and who loses most, net."""
    at = summary.at(year)
    net = summary.created_by_group[at] - summary.lost_by_group[at]
    largest = float(np.max(np.abs(net)))
    if largest < 1:
        return t("No sector gains or loses jobs")
    best, worst = int(np.argmax(net)), int(np.argmin(net))
    gains, loses = net[best] > INVISIBLE * largest, net[worst] < -INVISIBLE * largest
    if gains and loses:
        return t("Most gained in {gainer}, most lost in {loser}", gainer=groups[best], loser=groups[worst])
    if gains:
        return t("Most gained in {gainer}, none lost", gainer=groups[best])
    return t("Most lost in {loser}, none gained", loser=groups[worst])


def women_title(t: Text, summary: Summary, year: int) -> str:
    """Return the title of women and men: women's share of new jobs beside their share of all jobs."""
    at = summary.at(year)
    share, whole = summary.women_share_created[at], summary.women_share[at]
    everywhere = t.numbers.whole(100 * whole)
    if not np.isfinite(share) or summary.created[at] < 1:
        return t("Women hold {all} of every 100 jobs", all=everywhere)
    return t("Women get {new} of 100 new jobs, and hold {all} of 100 in all", new=t.numbers.whole(100 * share),
             all=everywhere)  # fmt: skip


def women_subtitle(t: Text, summary: Summary, year: int) -> str:
    """Return the counts behind the title: women and men, created and lost."""
    (women_up, men_up), (women_down, men_down) = printed_sexes(summary, year)
    return t(
        "Women {women_net} ({women_up} − {women_down} jobs) · Men {men_net} ({men_up} − {men_down} jobs)",
        women_net=t.numbers.signed(women_up - women_down), men_net=t.numbers.signed(men_up - men_down),
        women_up=t.numbers.whole(women_up), women_down=t.numbers.whole(women_down),
        men_up=t.numbers.whole(men_up), men_down=t.numbers.whole(men_down),
    )  # fmt: skip


def regions_title(t: Text, summary: Summary, year: int, regions: Sequence[str]) -> str:
    """Return the title of the map: where most is lost and most is gained, per 100 workers."""
    rates = per_hundred(summary)[summary.at(year)]
    largest = float(np.max(np.abs(rates), initial=0.0))
    if largest < TRACE_PER_HUNDRED:
        return t("No region differs from the baseline")
    if largest < NEGLIGIBLE_PER_HUNDRED:
        return t("No region changes by 1 in 1,000 jobs")
    best, worst = int(np.argmax(rates)), int(np.argmin(rates))
    losers = int(np.sum(rates <= -NEGLIGIBLE_PER_HUNDRED))
    if losers == 0 and rates[worst] < -TRACE_PER_HUNDRED:
        return t("{best} gains most, no region loses 1 in 1,000 jobs", best=t.name(regions[best]))
    if losers == 0:
        return t("Every region gains, {best} most", best=t.name(regions[best]))
    if losers == 1:
        return t("{worst} is the only region that loses", worst=t.name(regions[worst]))
    if losers == len(rates):
        return t("Every region loses, {worst} most", worst=t.name(regions[worst]))
    return t.count(
        "{count} region loses, {worst} most", "{count} regions lose, {worst} most", losers,
        worst=t.name(regions[worst]),
    )  # fmt: skip
