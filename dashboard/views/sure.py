"""How sure: the band of an ensemble around the headlines and around jobs over time, and what drives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from dashboard.summary import FIRST_SHOWN, Array, Summary
from dashboard.text import Text
from dashboard.text.numbers import sensible_unit, to_unit
from dashboard.views.question import Question
from dashboard.views.sure_panel import panel

DRAWS = 300
MARKS = (2030, 2035, 2050)
"""years whose drivers the ensemble keeps"""
COST, COST_PATH, SOURCES, SUPPLY = "capital_cost", "cost_path", "employment_factors", "supply_chain"


@dataclass(frozen=True)
class BandSummary:
    """5th and 95th percentile by headline, each [Y] from the first shown year; changes but for the women's share."""

    years: tuple[int, ...]
    low: dict[str, Array]
    high: dict[str, Array]
    drivers: dict[int, tuple[str, str, float]]
    """year -> id, label and share of what drives the spread of net jobs most"""
    draws: int
    ranking: Mapping[int, tuple[tuple[str, str, float], ...]] = field(default_factory=dict)
    """year -> every driver: id, label, share; most first"""
    by_set: Mapping[str, Array] = field(default_factory=dict)
    """source set of job factors -> [Y] net jobs, all else central"""
    survives: tuple[Any, ...] = ()
    """conclusions of the run: id, year, what holds, share of draws, whether every source set says the same"""


def view(question: Question) -> dict[str, Any]:
    """Return the answer: it has no blocks, but what is drawn over the overview."""
    band = band_of(question)
    found = sure_answer(question.t, band, question.summary, question.year)
    if found["low"] is None:
        return found
    return found | {"panel": panel(question, band, nearest(question.year))}


def nearest(year: int) -> int:
    """Return the year nearest to one whose drivers the ensemble keeps."""
    return min(MARKS, key=lambda one: (abs(one - year), one))


def band_of(question: Question) -> BandSummary:
    """Return the band of the scenario, from memory if it was drawn before."""
    analyst, scenario = question.analyst, question.scenario
    years = tuple(int(one) for one in question.economy.years)
    return question.runs.analysis(
        "sure", scenario, lambda: summarise_band(analyst.band(scenario, DRAWS), years)
    )


def summarise_band(band: Any, years: tuple[int, ...]) -> BandSummary:
    """Reduce the model's band to what is drawn; `years` are all years of the model."""
    start = years.index(FIRST_SHOWN)
    ranking = {
        year: tuple(
            (str(one.id), str(one.label), float(one.share)) for one in band.drivers.get(("net", year), ())
        )
        for year in MARKS
    }
    return BandSummary(
        years=years[start:],
        low={name: np.asarray(one.low, dtype=float)[start:] for name, one in band.headlines.items()},
        high={name: np.asarray(one.high, dtype=float)[start:] for name, one in band.headlines.items()},
        drivers={year: found[0] for year, found in ranking.items() if found},
        ranking=ranking,
        by_set={name: np.asarray(values["net"], dtype=float)[start:] for name, values in band.by_set.items()},
        draws=int(band.draws),
        survives=tuple(band.survives),
    )


def driver_words(t: Text, driver_id: str, label: str) -> str:
    """Return the name of what is drawn, in the reader's language."""
    kind, _, item = driver_id.partition(":")
    if kind == COST:
        return t("what {technology} costs to build", technology=t.label(item.replace("-", " ")))
    if kind == COST_PATH:
        return t("how fast {technology} becomes cheaper", technology=t.label(item.replace("-", " ")))
    known = {
        SOURCES: t("which source of jobs a megawatt is used"),
        SUPPLY: t("jobs in supply chains"),
        "employment_factor_multiplier": t("how many more jobs a megawatt takes here"),
        "crowding_out_share": t("how much investment is displaced"),
        "saved_fuel_cost": t("what saving fuel costs"),
        "saved_electricity_cost": t("what saving power costs"),
        "distributed_profit_share": t("how much profit reaches households"),
        "resource_revenue_respent": t("how public spending follows mining"),
    }
    return known.get(driver_id) or t.label(label)


def sure_answer(t: Text, band: BandSummary, summary: Summary, year: int) -> dict[str, Any]:
    """Return the band for the chart, the range of each headline, and the sentence."""
    at = summary.at(year)
    low, high = band.low["net"], band.high["net"]
    moved = float(np.max(np.abs(summary.created) + np.abs(summary.lost), initial=0.0)) >= 1
    return {
        "low": np.rint(low).astype(int).tolist() if moved else None,
        "high": np.rint(high).astype(int).tolist() if moved else None,
        "ranges": ranges(t, band, summary, at) if moved else {},
        "holds": every_source(t, band, at) if moved else None,
        "words": sentence(t, band, year)
        if moved
        else t("Nothing is moved, so there is nothing to be unsure of."),
    }


def every_source(t: Text, band: BandSummary, at: int) -> str | None:
    """Return the mark of net jobs: whether every source of jobs a megawatt says that there are more, or fewer.

    None for one source, and where they agree but the range beside the mark does not: a tick there would say too much.
    """
    if len(band.by_set) < 2:
        return None
    signs = {float(np.sign(np.rint(net[at]))) for net in band.by_set.values()}
    if len(signs) > 1:
        return t("not every source")
    agrees = np.sign(np.rint(band.low["net"][at])) == np.sign(np.rint(band.high["net"][at]))
    return "✓ " + t("every source") if agrees else None


def sentence(t: Text, band: BandSummary, year: int) -> str:
    """Return the line under the finding: what the ranges are, and what drives that of net jobs most."""
    mark = nearest(year)
    words = t("Ranges hold 9 of 10 draws.")
    if mark not in band.drivers:
        return words
    driver_id, label, _ = band.drivers[mark]
    return f"{words} " + t("Most depends on {driver}.", driver=driver_words(t, driver_id, label))


def ranges(t: Text, band: BandSummary, summary: Summary, at: int) -> dict[str, str]:
    """Return the 5-95 % range of each headline, printed as the headline is."""
    low = {name: float(values[at]) for name, values in band.low.items()}
    high = {name: float(values[at]) for name, values in band.high.items()}

    def span(one: str, other: str) -> str:
        if one == other:
            return t("{value} in 9 of 10 draws", value=one)
        return t("{low} to {high}", low=one, high=other)

    def counted(name: str, signed: bool) -> str:
        write = t.numbers.signed if signed else t.numbers.whole
        unit = sensible_unit(low[name], high[name])
        return span(write(to_unit(low[name], unit)), write(to_unit(high[name], unit)))

    def relative(name: str, baseline: float) -> str:
        ends = [(low[name] / baseline), (high[name] / baseline)] if baseline > 0 else [0.0, 0.0]
        digits = 0 if max(map(abs, ends)) >= 0.1 else 1 if max(map(abs, ends)) >= 0.01 else 2
        return span(*(t.numbers.signed_percent(end, digits) for end in ends))

    found = {
        "jobs": counted("net", signed=True),
        "emissions": relative("emissions", float(summary.emissions_baseline[at])),
        "gdp": relative("gdp", float(summary.gdp_baseline[at])),
    }
    if summary.unfilled_known:
        found["unfilled"] = counted("unfilled", signed=False)
    if np.isfinite(low["women_share_created"]) and summary.created[at] >= 1:
        found["women"] = span(*(t.numbers.percent(end["women_share_created"]) for end in (low, high)))
    gdp = float(summary.gdp[at])
    if gdp > 0:
        found["cost"] = span(*(t.numbers.percent(end["public_cost"] / gdp, 2) for end in (low, high)))
    return found
