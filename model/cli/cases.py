"""`cases`: published results beside ours."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from model.cli.table import write_csv
from model.errors import InputError

if TYPE_CHECKING:
    from model.cases import Case


def print_cases(ids: Sequence[str], out: str | None) -> int:
    """Write a row per published figure; return 0 whatever the verdicts: a shortfall is shown, not hidden."""
    from model.cases import lines_of

    def short(value: float | None) -> str:
        return "" if value is None else format(value, ".6g")

    rows = [
        (
            line.id,
            line.country,
            line.title,
            line.published,
            short(line.ours),
            short(line.low),
            short(line.high),
            line.verdict,
            line.unit,
        )
        for case in _chosen(ids)
        for line in lines_of(case)
    ]
    write_csv(("id", "country", "title", "published", "ours", "low", "high", "verdict", "unit"), rows, out)
    return 0


def keep_results(ids: Sequence[str]) -> int:
    """Run the cases and keep their figures in data/cases/results.csv, which the track record reads."""
    from model.cases.track import KEPT, keep

    for case in _chosen(ids):
        print(f"case {case.id}: {keep([case])} figures kept", file=sys.stderr)
    print(f"Wrote {KEPT.name}.")
    return 0


def print_notes(ids: Sequence[str]) -> int:
    """Print each case's source, inputs as published, and our assumptions where the source is silent."""
    for case in _chosen(ids):
        print(f"{case.id}  {case.title}\n    source: {case.source}")
        for word, sentences in (("published input", case.inputs), ("our assumption", case.assumptions)):
            for sentence in sentences:
                print(f"    {word}: {sentence}")
    return 0


def _chosen(ids: Sequence[str]) -> list[Case]:
    from model.cases import load_cases

    cases = load_cases()
    known = {case.id.lower(): case for case in cases}
    for name in ids:
        if name.lower() not in known:
            raise InputError(f"There is no case {name}. Cases: {', '.join(c.id for c in cases)}.")
    return [known[name.lower()] for name in ids] or cases
