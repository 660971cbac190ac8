"""Published beside ours: within, outside with what would close the gap, or nothing published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from model.cases.case import EVERY_PACK, Case, Figure
from model.cases.quantities import QUANTITIES, Ours, Run
from model.load import available, load_economy
from model.pathway import Programme


@dataclass(frozen=True)
class Line:
    """One figure of one case in one country."""

    id: str
    country: str
    title: str
    figure: str
    published: str
    ours: float | None
    low: float | None
    high: float | None
    unit: str
    """of ours, low and high"""
    verdict: str
    """in a word, by how much, and what would close the gap"""


Verdict = Literal["within", "outside", "comparator", "nothing published", "not shown"]


def lines_of(case: Case) -> Iterator[Line]:
    """Every figure of a case; of every pack where the case asks for all."""
    for country in countries_of(case):
        for figure, ours in zip(case.figures, figures_of(case, country), strict=True):
            yield Line(
                id=case.id,
                country=country,
                title=f"{case.title}: {figure.what}" if figure.what else case.title,
                figure=figure.what,
                published=published_text(figure),
                ours=ours.value,
                low=ours.low,
                high=ours.high,
                unit=figure.unit,
                verdict=verdict(figure, ours),
            )


def countries_of(case: Case) -> tuple[str, ...]:
    """The packs that a case is run on; an empty code for arithmetic."""
    return tuple(available()) if case.country == EVERY_PACK else (case.country,)


def figures_of(case: Case, country: str) -> Iterator[Ours]:
    """Our figures in one country in the order of the file, each a number or in words why there is none."""
    runs: dict[str, Run] = {}
    for figure in case.figures:
        if country and country not in available():
            yield Ours(None, none="no pack yet")
        elif not figure.quantity:
            yield Ours(None, none=figure.missing or "not replayed yet")
        else:
            run = runs.setdefault(figure.preset, run_of(case, country, figure.preset))
            yield QUANTITIES[figure.quantity](run, **figure.takes)


def run_of(case: Case, country: str, preset: str = "") -> Run:
    """What a case runs in a country (an empty code: arithmetic): its own pathway, or another preset of the country."""
    return Run(
        load_economy(country) if country else None,
        {} if preset else dict(case.pathway.get("levers", {})),
        preset or str(case.pathway.get("preset", "")),
        () if preset else tuple(Programme(**entry) for entry in case.pathway.get("programmes", ())),
    )


def published_text(figure: Figure) -> str:
    """The published figure with its unit, or the words that stand for it."""
    if figure.published is None:
        return figure.published_words or "nothing published"
    if figure.unit == "year":
        return f"{figure.published:.0f}"
    return f"{figure.published:,.10g} {figure.unit}".strip()


def verdict_of(figure: Figure, ours: Ours) -> Verdict:
    """What the rule says, in a word."""
    if ours.value is None:
        return "not shown"
    if figure.published is None:
        return "nothing published"
    if figure.rule == "comparator":
        return "comparator"
    return "within" if within(figure, ours) else "outside"


def gap_of(figure: Figure, ours: Ours) -> tuple[float, str]:
    """Ours less published: in the figure's own unit under the rule `absolute`, else in % of the published."""
    assert ours.value is not None
    assert figure.published is not None
    off = ours.value - figure.published
    if figure.rule == "absolute":
        return off, "years" if figure.unit == "year" else figure.unit
    return 100.0 * off / abs(figure.published) if figure.published else float("nan"), "%"


def verdict(figure: Figure, ours: Ours) -> str:
    """The verdict as a sentence; a figure that we do not have says why."""
    said = verdict_of(figure, ours)
    if said == "not shown":
        return ours.none
    if said != "outside":
        return said
    gap, unit = gap_of(figure, ours)
    return _outside(
        f"{gap:+g} {unit}".rstrip() if figure.rule == "absolute" else f"{gap:+.0f} {unit}", figure
    )


def _outside(gap: str, figure: Figure) -> str:
    return f"outside by {gap}{f'; {figure.closes}' if figure.closes else ''}"


def within(figure: Figure, ours: Ours) -> bool:
    """Whether our figure (or its band, under the rule `band`) meets the published one."""
    assert ours.value is not None
    assert figure.published is not None
    if figure.rule == "digits":
        return abs(ours.value - figure.published) <= 0.5 * 10.0**-figure.tolerance * (1 + 1e-9)
    if figure.rule == "absolute":
        return abs(ours.value - figure.published) <= figure.tolerance
    if figure.rule == "percent":
        return abs(ours.value - figure.published) <= 0.01 * figure.tolerance * abs(figure.published)
    low, high = (
        ours.low if ours.low is not None else ours.value,
        ours.high if ours.high is not None else ours.value,
    )
    return low <= figure.published <= high
