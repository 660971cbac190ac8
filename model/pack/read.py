"""A country pack as typed rows and arrays. No pandas: importing it costs more than reading a pack."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar, cast

import numpy as np

from model.errors import InputError
from model.pack import schema
from model.pack.draft import Array, Draft, Rings, regional_employment
from model.pack.files import read_draft
from model.pack.findings import Finding

R = TypeVar("R", bound=schema.Row)


class PackError(InputError):
    """A pack that cannot be used; `findings` says everything that is wrong with it."""

    def __init__(self, folder: Path, findings: Sequence[Finding]) -> None:
        self.findings = list(findings)
        more = f" ({len(self.findings) - 1} more: run `check`.)" if len(self.findings) > 1 else ""
        super().__init__(f"The country pack {folder.name} cannot be used. {self.findings[0]}{more}")


@dataclass(frozen=True)
class Pack:
    """A country pack in memory. S sectors, R regions; finals are households, government, investment, ...

    Attributes:
        intermediate_domestic: [S, S] million US$, supplying sector x using sector.
        final_domestic: [S, 5] million US$: households, government, investment, stocks, exports.
        intermediate_imported: [S, S] million US$.
        final_imported: [S, 4] million US$: the same uses without exports.
        value_added: rows in the order of `sectors`.
        employment: [S, 2] persons: women, men.
        employment_regions: [R, S, 2] persons; zero where the pack has no row.
    """

    folder: Path
    meta: schema.PackMeta
    sources: tuple[schema.SourceRow, ...]
    sectors: tuple[schema.SectorRow, ...]
    intermediate_domestic: Array
    final_domestic: Array
    intermediate_imported: Array
    final_imported: Array
    value_added: tuple[schema.ValueAddedRow, ...]
    final_taxes: tuple[schema.FinalTaxRow, ...]
    employment: Array
    employment_detail: tuple[schema.EmploymentDetailRow, ...]
    regions: tuple[schema.RegionRow, ...]
    geometry: Rings
    employment_regions: Array
    plants: tuple[schema.PlantRow, ...]
    technologies: tuple[schema.TechnologyRow, ...]
    technology_inputs: tuple[schema.TechnologyInputRow, ...]
    fuel_use: tuple[schema.FuelUseRow, ...]
    emissions: tuple[schema.EmissionRow, ...]
    macro: tuple[schema.MacroRow, ...]
    facts: dict[str, schema.FactRow]
    history: tuple[schema.HistoryRow, ...]
    totals: tuple[schema.TotalRow, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the sector codes in table order."""
        return tuple(sector.code for sector in self.sectors)

    @property
    def output(self) -> Array:
        """Return output by sector, [S], million US$."""
        return np.array([row.output for row in self.value_added])


def read_pack(folder: str | Path) -> Pack:
    """Return the pack in `folder`; raise `PackError` with every finding if a file cannot be read.

    Reading settles files, columns, kinds, ranges and what arrays need (keys, sectors, regions). Whether the
    figures add up is the business of `check_pack`.
    """
    draft, findings = read_draft(Path(folder))
    if findings:
        raise PackError(draft.folder, findings)
    return assemble(draft)


def assemble(draft: Draft) -> Pack:
    """Turn a draft without findings into a pack; see `Pack` for shapes."""
    assert draft.meta is not None
    assert draft.use_domestic is not None
    assert draft.use_imported is not None
    assert draft.geometry is not None
    codes = draft.codes()
    count = len(codes)

    def by_sector(name: str) -> list[Any]:
        found = {row.sector: row for row in draft.tables[name].rows}
        return [found[code] for code in codes]

    def rows(name: str, kind: type[R]) -> tuple[R, ...]:
        return tuple(cast(list[R], draft.tables[name].rows))

    regions = rows("regions", schema.RegionRow)
    return Pack(
        folder=draft.folder,
        meta=draft.meta,
        sources=rows("sources", schema.SourceRow),
        sectors=rows("sectors", schema.SectorRow),
        intermediate_domestic=draft.use_domestic.values[:, :count],
        final_domestic=draft.use_domestic.values[:, count:],
        intermediate_imported=draft.use_imported.values[:, :count],
        final_imported=draft.use_imported.values[:, count:],
        value_added=tuple(by_sector("value_added")),
        final_taxes=rows("final_taxes", schema.FinalTaxRow),
        employment=np.array([[row.women, row.men] for row in by_sector("employment")]),
        employment_detail=rows("employment_detail", schema.EmploymentDetailRow),
        regions=regions,
        geometry=draft.geometry,
        employment_regions=regional_employment(draft),
        plants=rows("plants", schema.PlantRow),
        technologies=rows("technologies", schema.TechnologyRow),
        technology_inputs=rows("technology_inputs", schema.TechnologyInputRow),
        fuel_use=rows("fuel_use", schema.FuelUseRow),
        emissions=rows("emissions", schema.EmissionRow),
        macro=tuple(sorted(rows("macro", schema.MacroRow), key=lambda row: row.year)),
        facts={row.id: row for row in rows("facts", schema.FactRow)},
        history=rows("history", schema.HistoryRow),
        totals=rows("totals", schema.TotalRow),
    )
