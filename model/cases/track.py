"""The track record: a typed row per figure of every case, ready for a page.

Running all cases takes some twenty seconds, so their figures are kept in data/cases/results.csv, which
`python -m model cases --keep` renews. Verdicts are never kept: they follow from the kept figure and the case file.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from model.cases.case import FOLDER, Case, Figure, Opens, load_cases
from model.cases.subject import Ours
from model.cases.verdict import Verdict, countries_of, figures_of, gap_of, published_text, verdict_of
from model.errors import InputError
from model.version import MODEL_VERSION

KEPT = FOLDER / "results.csv"
COLUMNS = ("id", "figure", "country", "ours", "low", "high", "none", "model_version")

Key = tuple[str, str, str]
"""a case's id, what the figure is, a country"""


@dataclass(frozen=True)
class TrackRow:
    """One figure of one case. Words are in English and in the catalogue of texts."""

    id: str
    title: str
    countries: tuple[str, ...]
    """codes of packs; none where the case is arithmetic alone"""
    topics: tuple[str, ...]
    source: str
    inputs: tuple[str, ...]
    """as published, a sentence each"""
    assumptions: tuple[str, ...]
    """ours, where the source is silent"""
    figure: str
    unit: str
    published: float | None
    published_text: str
    ours: float | None
    """of several countries the median"""
    low: float | None
    """5th percentile of the draws; of several countries the least"""
    high: float | None
    """95th percentile of the draws; of several countries the most"""
    several: bool
    """ours is a median over the packs"""
    verdict: Verdict
    gap: float | None
    """ours less published in `gap_unit`, where the verdict is outside"""
    gap_unit: str
    closes: str
    """what would close the gap, or why there is no figure of ours"""
    opens: Opens


def track_record(cases: Sequence[Case] | None = None, path: Path = KEPT) -> list[TrackRow]:
    """Every row from the kept figures, in milliseconds; what is not kept is run."""
    kept = read_kept(path)
    return [row for case in (load_cases() if cases is None else cases) for row in rows_of(case, kept)]


def rows_of(case: Case, kept: dict[Key, Ours] | None = None) -> Iterator[TrackRow]:
    """A row per figure of a case; figures of every pack become one row with their median, least and most."""
    kept = kept or {}
    found: dict[str, list[Ours]] = {}
    for country in countries_of(case):
        keys = [(case.id, figure.what, country) for figure in case.figures]
        found[country] = (
            [kept[key] for key in keys]
            if all(key in kept for key in keys)
            else list(figures_of(case, country))
        )
    for i, figure in enumerate(case.figures):
        yield _row(case, figure, {country: ours[i] for country, ours in found.items()})


def _row(case: Case, figure: Figure, found: dict[str, Ours]) -> TrackRow:
    several = len(found) > 1
    ours = _over_packs(list(found.values())) if several else next(iter(found.values()))
    said = verdict_of(figure, ours)
    gap, unit = gap_of(figure, ours) if said == "outside" else (None, "")
    return TrackRow(
        id=case.id,
        title=case.title,
        countries=tuple(country for country in found if country),
        topics=case.topics,
        source=case.source,
        inputs=case.inputs,
        assumptions=case.assumptions,
        figure=figure.what,
        unit=figure.unit,
        published=figure.published,
        published_text=published_text(figure),
        ours=ours.value,
        low=ours.low,
        high=ours.high,
        several=several,
        verdict=said,
        gap=gap,
        gap_unit=unit,
        closes=ours.none if said == "not shown" else figure.closes if said == "outside" else "",
        opens=case.opens,
    )


def _over_packs(found: Sequence[Ours]) -> Ours:
    values = [ours.value for ours in found if ours.value is not None]
    if not values:
        return Ours(None, none=found[0].none)
    return Ours(float(np.median(values)), min(values), max(values))


# --- what is kept ---------------------------------------------------------------------------------------------------


def keep(cases: Iterable[Case], path: Path = KEPT) -> int:
    """Run cases and keep their figures beside those of the others; return how many figures were run."""
    kept = read_kept(path)
    count = 0
    for case in cases:
        kept = {key: ours for key, ours in kept.items() if key[0] != case.id}
        for country in countries_of(case):
            for figure, ours in zip(case.figures, figures_of(case, country), strict=True):
                kept[case.id, figure.what, country] = ours
                count += 1
    order = {case.id: i for i, case in enumerate(load_cases(path.parent))}
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(COLUMNS)
        for key in sorted((k for k in kept if k[0] in order), key=lambda k: order[k[0]]):
            ours = kept[key]
            writer.writerow(
                (*key, _cell(ours.value), _cell(ours.low), _cell(ours.high), ours.none, MODEL_VERSION)
            )
    return count


def _cell(value: float | None) -> str:
    return "" if value is None else format(value, ".6g")


def read_kept(path: Path = KEPT) -> dict[Key, Ours]:
    """The kept figures; none where the file is not there."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        try:
            return {
                (row["id"], row["figure"], row["country"]): Ours(
                    _number(row["ours"]), _number(row["low"]), _number(row["high"]), row["none"]
                )
                for row in csv.DictReader(file)
            }
        except (KeyError, ValueError, TypeError) as error:
            raise InputError(
                f"{path.name} cannot be read ({error}). Renew it: python -m model cases --keep."
            ) from None


def _number(cell: str) -> float | None:
    return float(cell) if cell else None
