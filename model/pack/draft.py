"""What could be read of a pack's folder, sound or not: the common ground of reading and checking."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.pack import schema

Array = NDArray[np.float64]
Rings = dict[str, list[list[list[float]]]]


@dataclass
class TableData:
    """The rows of one table, the line each stands on (the header is 1), and whether all of it was read."""

    rows: list[Any] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    complete: bool = False

    def __iter__(self) -> Iterator[tuple[int, Any]]:
        """Yield (line, row)."""
        return iter(zip(self.lines, self.rows, strict=True))


@dataclass
class UseTable:
    """A use table: `values[s, u]` is product s used by user u, million US$; `lines[s]` is its line."""

    users: tuple[str, ...]
    values: Array
    lines: list[int]


@dataclass
class Draft:
    """What could be read of a folder. Parts that could not be read are None or incomplete."""

    folder: Path
    meta: schema.PackMeta | None = None
    tables: dict[str, TableData] = field(default_factory=dict)
    use_domestic: UseTable | None = None
    use_imported: UseTable | None = None
    geometry: Rings | None = None

    def complete(self, *names: str) -> bool:
        """Say whether all the tables named were read without a finding."""
        uses = {"use_domestic": self.use_domestic, "use_imported": self.use_imported}
        return all(
            uses[name] is not None if name in uses else name in self.tables and self.tables[name].complete
            for name in names
        )

    def codes(self) -> tuple[str, ...]:
        """Return the sector codes in table order."""
        return tuple(row.code for row in self.tables["sectors"].rows)


def regional_employment(draft: Draft) -> Array:
    """Return persons employed by region, sector and sex, [R, S, 2]; cells without a row are zero."""
    region_at = {row.region: i for i, row in enumerate(draft.tables["regions"].rows)}
    sector_at = {code: i for i, code in enumerate(draft.codes())}
    people = np.zeros((len(region_at), len(sector_at), 2))
    for row in draft.tables["employment_regions"].rows:
        if row.region in region_at and row.sector in sector_at:
            people[region_at[row.region], sector_at[row.sector]] = row.women, row.men
    return people
