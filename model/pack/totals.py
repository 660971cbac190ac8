"""Published totals beside the pack's own figures, each carried to the year of the published one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from model.pack import schema
from model.pack.draft import Draft
from model.pack.files import read_draft
from model.pack.findings import Finding
from model.pack.indicators import MEASURES, computable, indicator, unit_scale

NEEDED_TOTALS = ("gdp", "employment", "women_share", "generation", "capacity", "co2")
ELECTRICITY_BALANCE = "electricity_balance"
"""The row of totals.csv that states the tolerance of the electricity balance."""


def check_totals(draft: Draft) -> Iterator[Finding]:
    """The pack's figure x carried is the published total of its own year, within the stated tolerance."""
    if not draft.complete("totals"):
        return
    named = {row.indicator.partition(":")[0].strip() for row in draft.tables["totals"].rows}
    for measure in NEEDED_TOTALS:
        if measure not in named:
            message = f"No published total is given for {measure}. Add one with its year and source."
            yield Finding("totals.csv", 0, "indicator", "missing-total", message)
    for line, row in draft.tables["totals"]:
        if row.indicator == ELECTRICITY_BALANCE or not computable(draft, row.indicator):
            continue
        comparison = compare(draft, row)
        if comparison is None:
            message = (
                f'"{row.indicator}" cannot be computed from this pack. Correct the name or the selector;'
            )
            message += f" known are {', '.join(sorted(MEASURES))}."
            yield Finding("totals.csv", line, "indicator", "unknown-indicator", message)
            continue
        if not comparison.within:
            message = (
                f"{row.indicator} of {row.year}: the pack gives {comparison.ours:,.6g} and published are"
                f" {row.published:,.6g} {row.unit} (gap {comparison.gap_pct:+.2f} %,"
                f" tolerance {row.tolerance_pct:g} %)."
                " Correct the pack, or the rule by which the figure is carried."
            )
            yield Finding("totals.csv", line, "published", "total-not-reproduced", message)


@dataclass(frozen=True)
class Comparison:
    """A published total beside the pack's figure, carried to the same year, in the published unit."""

    total: schema.TotalRow
    ours: float

    @property
    def gap_pct(self) -> float:
        """How far the pack's figure is from the published one, in per cent of the published one."""
        if self.total.published == 0:
            return 0.0 if self.ours == 0 else float("inf")
        return 100.0 * (self.ours - self.total.published) / abs(self.total.published)

    @property
    def within(self) -> bool:
        """Whether the gap is within the stated tolerance."""
        return abs(self.gap_pct) <= self.total.tolerance_pct + 1e-9

    def cells(self) -> tuple[str, ...]:
        """Return the cells of a table: indicator, year, ours, published, unit, gap, verdict, ..."""
        row = self.total
        figures = (f"{self.ours:.6g}", f"{row.published:.6g}", row.unit, f"{self.gap_pct:+.2f}")
        verdict = "within" if self.within else "outside"
        return (
            row.indicator,
            str(row.year),
            *figures,
            f"{row.tolerance_pct:g}",
            verdict,
            row.source,
            row.rule,
        )


def compare(draft: Draft, row: schema.TotalRow) -> Comparison | None:
    """Return a published total beside ours; None if the pack cannot give that indicator."""
    figure = indicator(draft, row.indicator)
    return None if figure is None else Comparison(row, figure / unit_scale(row.unit) * row.carried)


def totals_beside_published(folder: str | Path) -> list[Comparison]:
    """Return every published total of a pack beside the pack's own figure at the same year."""
    draft, _ = read_draft(Path(folder))
    rows = [row for row in draft.tables["totals"].rows if computable(draft, row.indicator)]
    return [comparison for row in rows if (comparison := compare(draft, row)) is not None]
