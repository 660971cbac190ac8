"""`--programme` of the command line: a spending programme in one word, `key=value` joined by commas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from model.cli.table import digits
from model.errors import InputError

if TYPE_CHECKING:
    from model.economy import Economy
    from model.programme import Programme
    from model.result import Result

EXAMPLE = "kind=enterprise,sector=textiles-clothing,amount=50,first=2026,last=2035,source=grants"


def parse_programmes(words: Sequence[str]) -> tuple[Programme, ...]:
    """Return the programmes of `--programme`, one a word; whether the country has what they name, the model says."""
    from model.programme import programme_from

    found = []
    for text in words:
        values: dict[str, object] = {}
        for part in text.split(","):
            key, equals, value = part.strip().partition("=")
            if not equals or not key or not value:
                raise InputError(
                    f'"{part.strip()}" says nothing of a programme. Write for example {EXAMPLE}.'
                )
            if key in values:
                raise InputError(f"--programme says {key} twice. Say it once.")
            values[key] = value
        found.append(programme_from(values, f"The programme {text}"))
    return tuple(found)


def programme_rows(economy: Economy, result: Result, asked: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield rows like `run.long_rows`: each programme's direct jobs, and the jobs in the small firms of the sector it helps."""
    from model.programme_jobs import answers

    empty = ("",) * len(asked)
    for one in answers(result):
        series = {"programme_direct_jobs": one.direct, "small_firm_jobs_of_the_sector": one.small_firms}
        for variable, values in series.items():
            if values is not None:
                for year, value in zip(economy.years, values, strict=True):
                    yield (
                        str(int(year)),
                        variable,
                        one.name,
                        *empty,
                        digits(value),
                        "persons",
                        economy.grade,
                    )
