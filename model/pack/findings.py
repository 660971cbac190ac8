"""What `check` says: a finding names the file, the row, the column and the rule, and what to do."""

from __future__ import annotations

from dataclasses import dataclass

RULES: dict[str, str] = {
    "missing-file": "Every file of the format is there, unless the format calls it optional.",
    "unreadable-file": "Files are UTF-8 text below 20 MB: comma separated, or well-formed TOML and JSON.",
    "missing-column": "Every column of the format is there (use tables: in the order of sectors.csv).",
    "unknown-column": "No column stands in a file that the format does not know.",
    "empty-file": "A table has at least one row.",
    "bad-value": "Each value is of the kind, and within the range, that the format states.",
    "not-a-number": "Numbers are digits with a decimal point and without thousands separators.",
    "duplicate-row": "A row's key (for example region and sector) stands once in a table.",
    "missing-row": "Tables by sector, by final use, by region and by year have a row for each of them.",
    "row-order": "Rows of the use tables stand in the order of sectors.csv.",
    "unknown-sector": "Sector codes are those of sectors.csv.",
    "unknown-region": "Region codes are those of regions.csv.",
    "unknown-technology": "Technologies are those of technologies.csv.",
    "unknown-source": "Every source id stands in sources.csv.",
    "unknown-group": "Groups are those of the classification of chart groups.",
    "sector-role": "One grid; a generation sector per technology, named power-<technology>.",
    "negative-value": "Nothing is negative but changes in stocks, net taxes and surplus.",
    "row-sum": "Domestic uses of a product add up to its output (1e-6 relative).",
    "column-sum": "Inputs, taxes, wages and surplus of a sector add up to its output (1e-6 relative).",
    "gdp-identity": "GDP by value added equals GDP by expenditure (1e-6 relative).",
    "generation-buyer": "Generation sells to the grid sector only.",
    "regions-sum": "Employment by region adds up to the national table, by sector and sex (1e-6 relative).",
    "shares-sum": "Shares of one sector, sex and dimension add up to at most 1.",
    "geometry": "Rings are closed, clockwise, on the globe, to four decimals; all regions have some or none.",
    "electricity-balance": "Generation plus net imports is electricity used plus losses.",
    "generation-recipe": "technology_inputs.csv agrees with the use tables for what generates (1 %).",
    "plants-capacity": "Plants operating in the base year add up to the capacity of technologies.csv (1 %).",
    "missing-fact": "The facts without which the model cannot start are there.",
    "missing-total": "There are totals for GDP, employment, women's share, generation, capacity and CO2.",
    "unknown-indicator": "totals.csv names indicators that can be computed from the pack.",
    "total-not-reproduced": "The pack's figure, carried to the published total's year, is within tolerance.",
}
"""Rule id -> what holds in a sound pack."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing wrong with a pack. `row` is the line as a spreadsheet counts it: the header is row 1."""

    file: str
    row: int
    column: str
    rule: str
    message: str

    def __post_init__(self) -> None:
        """A rule that is not documented is a mistake of ours, not of the person who made the pack."""
        assert self.rule in RULES, self.rule

    def __str__(self) -> str:
        """Return the finding as one line: where, what, which rule."""
        where = self.file
        if self.row:
            where += f", row {self.row}"
        if self.column:
            where += f", column {self.column}"
        return f"{where}: {self.message} [{self.rule}]"
