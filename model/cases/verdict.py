"""Published beside ours: within, outside with what would close the gap, or nothing published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

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
    verdict: str


def lines_of(case: Case) -> Iterator[Line]:
    """Every figure of a case; of every pack where the case asks for all."""
    packs = available()
    if case.country == EVERY_PACK:
        countries: tuple[str, ...] = tuple(packs)
    else:
        countries = (case.country,)
    for country in countries:
        run = None
        if country in ("", *packs):
            run = Run(
                load_economy(country) if country else None,
                dict(case.pathway.get("levers", {})),
                str(case.pathway.get("preset", "")),
                tuple(Programme(**entry) for entry in case.pathway.get("programmes", ())),
            )
        for figure in case.figures:
            ours = _ours(figure, run)
            title = f"{case.title}: {figure.what}" if figure.what else case.title
            yield Line(
                id=case.id,
                country=country,
                title=title,
                figure=figure.what,
                published=published_text(figure),
                ours=ours.value,
                low=ours.low,
                high=ours.high,
                verdict=verdict(figure, ours),
            )


def _ours(figure: Figure, run: Run | None) -> Ours:
    if run is None:
        return Ours(None, none="no pack yet")
    if not figure.quantity:
        return Ours(None, none="not replayed yet")
    return QUANTITIES[figure.quantity](run, **figure.takes)


def published_text(figure: Figure) -> str:
    """The published figure with its unit, or the words that stand for it."""
    if figure.published is None:
        return figure.published_words or "nothing published"
    if figure.unit == "year":
        return f"{figure.published:.0f}"
    return f"{figure.published:,.10g} {figure.unit}".strip()


def verdict(figure: Figure, ours: Ours) -> str:
    """What the rule says; a figure that we do not have says why."""
    if ours.value is None:
        return ours.none
    if figure.published is None:
        return "nothing published"
    if figure.rule == "comparator":
        return "comparator"
    if within(figure, ours):
        return "within"
    if figure.rule == "absolute":
        unit = "years" if figure.unit == "year" else figure.unit
        return _outside(f"{ours.value - figure.published:+g} {unit}".rstrip(), figure)
    gap = (
        100.0 * (ours.value - figure.published) / abs(figure.published) if figure.published else float("nan")
    )
    return _outside(f"{gap:+.0f} %", figure)


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
