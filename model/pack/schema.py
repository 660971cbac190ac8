"""The files of a country pack, one model per file: the validation, the messages and the documentation.

Money is million US$ at 2023 prices and market exchange rates, people are persons, power is MW and GWh.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

FORMAT = 1
BASE_YEAR = 2023
LAST_YEAR = 2050

FINAL_USES = ("households", "government", "investment", "stocks", "exports")
FINAL_USES_IMPORTED = FINAL_USES[:-1]
OTHER_USERS = ("other-industries", "households", "exports")
FILE_SIZE_LIMIT = 20_000_000
"""Bytes: the largest use table of 200 sectors is below 1 MB; what is larger is not a pack."""

CODE = r"^[a-z0-9]+(-[a-z0-9]+)*$"


def _empty_to_none(value: object) -> object:
    return None if isinstance(value, str) and not value.strip() else value


Code = Annotated[str, Field(pattern=CODE, max_length=60)]
RegionId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=40)]
LARGEST = 1e15
"""No figure in the format's units comes near it, and sums of such figures do not overflow."""
Number = Annotated[float, Field(ge=-LARGEST, le=LARGEST, allow_inf_nan=False)]
Positive = Annotated[float, Field(ge=0, le=LARGEST, allow_inf_nan=False)]
Share = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]
Optional = BeforeValidator(_empty_to_none)
Text = Annotated[str, Field(min_length=1, max_length=2000)]
Year = Annotated[int, Field(ge=1900, le=2150)]
Grade = Annotated[
    Literal["A", "B", "C"], Field(description="A official or published, B estimated, C modelled or borrowed")
]
SectorCode = Annotated[Code, Field(description="a code of sectors.csv")]
RegionCode = Annotated[RegionId, Field(description="a code of regions.csv")]
TechnologyCode = Annotated[Code, Field(description="a code of technologies.csv")]
SourceIds = Annotated[
    str, Field(min_length=1, max_length=400, description="ids of sources.csv, joined by a semicolon")
]


def _about(words: str) -> Any:
    """Return a field's description: what the column means, and its unit."""
    return Field(description=words)


class Row(BaseModel):
    """A row of a table: fields are columns, and no column stands for nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)
    KEY: ClassVar[tuple[str, ...]] = ()


class Graded(Row):
    """A row that says where its figures come from and how good they are."""

    source: SourceIds
    grade: Grade


class PackMeta(BaseModel):
    """pack.toml: what the pack is."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)

    iso3: Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 3166-1 alpha-3 code")]
    name: Text
    base_year: Literal[2023]
    format: Literal[1]
    data_version: Annotated[
        str, Field(pattern=r"^\d{4}\.\d{2}(\.\d+)?$", description='year.month: "2026.11"')
    ]
    money_unit: Text
    grade: Grade
    employment_control: Literal["survey", "ilo-model"]
    region_level: Literal["province", "macro-region"]
    table: Annotated[Text, Field(description="one sentence: which input-output table, and why this one")]
    boundaries: Annotated[Text, Field(description="the endorsement sentence and the attribution of the map")]


class SourceRow(Row):
    """sources.csv: a publication that figures come from."""

    KEY = ("id",)

    id: Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=80)]
    publisher: Text
    title: Text
    year: Annotated[str, Field(max_length=40, description="year or years of publication")]
    licence: Annotated[Text, Field(description="licence, or the terms in words where there is none")]
    url: Annotated[str, Field(max_length=500)]
    note: Annotated[str, Field(max_length=4000)]


class SectorRow(Graded):
    """sectors.csv: a sector, in table order."""

    KEY = ("code",)

    code: Code
    label: Text
    isic: Annotated[
        str, Field(pattern=r"^[A-U]( ?, ?[A-U])*$", description='ISIC Rev. 4 section letters: "B" or "O,P,Q"')
    ]
    divisions: Annotated[
        str,
        Field(
            pattern=r"^\d{2}(-\d{2})?( ?, ?\d{2}(-\d{2})?)*$",
            description='two-digit divisions: "24,25", "10-12"',
        ),
    ]
    group: Annotated[Code, Field(description="the sector's group in charts")]
    role: Literal[
        "", "coal", "oil-gas", "refining", "gas", "grid", "generation", "construction", "government"
    ]
    market: Literal["tradable", "local"]


class ValueAddedRow(Graded):
    """value_added.csv: output of a sector and what is paid beside its inputs, million US$."""

    KEY = ("sector",)

    sector: SectorCode
    output: Annotated[Positive, Field(description="output at basic prices, million US$")]
    product_taxes: Annotated[
        Number, Field(description="taxes less subsidies on the products used as inputs, million US$")
    ]
    production_taxes: Annotated[
        Number, Field(description="other taxes less subsidies on production, million US$")
    ]
    wages: Annotated[Positive, Field(description="compensation of employees, million US$")]
    surplus: Annotated[Number, Field(description="gross operating surplus and mixed income, million US$")]


class FinalTaxRow(Graded):
    """final_taxes.csv: taxes less subsidies on the products bought by a final use, million US$."""

    KEY = ("use",)

    use: Literal["households", "government", "investment", "stocks", "exports"]
    product_taxes: Annotated[Number, _about("million US$")]


class EmploymentRow(Graded):
    """employment.csv: persons employed in the base year, on the declared control."""

    KEY = ("sector",)

    sector: SectorCode
    women: Annotated[Positive, _about("persons")]
    men: Annotated[Positive, _about("persons")]


class EmploymentDetailRow(Graded):
    """employment_detail.csv: the share of a sector's workers in a category, 0 to 1."""

    KEY = ("sector", "sex", "dimension", "category")

    sector: SectorCode
    sex: Literal["women", "men", "all"]
    dimension: Literal["skill", "informal", "youth", "status"]
    category: Text
    share: Annotated[Share, _about("0 to 1 of the sector's workers of that sex")]
    year: Year


class RegionRow(Graded):
    """regions.csv: a region; names and figures are empty where unknown."""

    KEY = ("region",)

    region: RegionId
    name: Text
    name_fr: str
    name_es: str
    name_pt: str
    name_ru: str
    name_ar: str
    population: Annotated[Positive | None, Optional, _about("persons, empty where unknown")]
    rural_share: Annotated[Share | None, Optional, _about("0 to 1, empty where unknown")]


class RegionEmploymentRow(Graded):
    """employment_regions.csv: persons employed by region and sector; adds up to employment.csv."""

    KEY = ("region", "sector")

    region: RegionCode
    sector: SectorCode
    women: Annotated[Positive, _about("persons")]
    men: Annotated[Positive, _about("persons")]


class PlantRow(Graded):
    """plants.csv: capacity of a technology in a region by year of commissioning."""

    KEY = ("technology", "region", "commissioned", "status", "retires")

    technology: TechnologyCode
    region: RegionCode
    commissioned: Annotated[Year, _about("year of commissioning")]
    capacity_mw: Annotated[Positive, _about("MW")]
    status: Literal["operating", "construction", "announced"]
    retires: Annotated[Year | None, Optional, _about("year of a stated retirement, empty if none is stated")]


class TechnologyRow(Graded):
    """technologies.csv: a generation technology, its base-year capacity and generation."""

    KEY = ("technology",)

    technology: Annotated[Code, _about("coal, gas, oil, nuclear, hydro, solar, wind, ...")]
    sector: Annotated[Code, _about("its column in the table: power-<technology>")]
    capacity_mw: Annotated[Positive, _about("MW at the end of the base year")]
    generation_gwh: Annotated[Positive, _about("GWh in the base year")]
    capacity_factor_new: Annotated[Share, Field(description="capacity factor of a new plant, 0 to 1")]


class FuelUseRow(Graded):
    """fuel_use.csv: physical use of a fuel by origin and user; `user` is a sector, other-industries, ..."""

    KEY = ("fuel", "origin", "user")

    fuel: Literal["coal", "oil", "gas", "electricity"]
    origin: Literal["domestic", "imported"]
    user: Annotated[Code, _about("a sector, other-industries, households or exports")]
    quantity: Annotated[Positive, _about("in the unit of the row, in the base year")]
    unit: Literal["Mt", "PJ", "GWh"]


class EmissionRow(Graded):
    """emissions.csv: million tonnes of CO2 equivalent by emitter, gas and basis."""

    KEY = ("emitter", "gas", "basis")

    emitter: Annotated[Code, _about("a sector, or households")]
    gas: Literal["CO2", "CH4", "N2O", "F-gases"]
    basis: Literal["coal", "oil", "gas", "process"]
    mt_co2e: Annotated[Positive, _about("Mt of CO2 equivalent in the base year")]


class MacroRow(Graded):
    """macro.csv: a year from the base year on."""

    KEY = ("year",)

    year: Annotated[int, Field(ge=BASE_YEAR, le=LAST_YEAR)]
    gdp_growth_pct: Annotated[Number, Field(ge=-50, le=50, description="real growth over the year before, %")]
    population: Annotated[float, Field(gt=0, allow_inf_nan=False, description="persons")]
    working_age_women: Annotated[float, Field(gt=0, allow_inf_nan=False, description="women of 15 and over")]
    working_age_men: Annotated[float, Field(gt=0, allow_inf_nan=False, description="men of 15 and over")]


class FactRow(Graded):
    """facts.csv: a national figure."""

    KEY = ("id",)

    id: Annotated[str, Field(pattern=r"^[a-z0-9_]+$", max_length=80)]
    value: Number
    unit: Text
    year: Year


class HistoryRow(Graded):
    """history.csv: a year of a series of the past."""

    KEY = ("indicator", "year")

    indicator: Annotated[str, Field(min_length=1, max_length=120)]
    year: Year
    value: Number
    unit: Text


class TotalRow(Row):
    """totals.csv: a published total that the pack must reproduce at its own year."""

    KEY = ("indicator", "year")

    indicator: Annotated[str, Field(min_length=1, max_length=120)]
    year: Year
    published: Annotated[Number, _about("in the unit of the row")]
    unit: Text
    carried: Annotated[
        float, Field(gt=0, allow_inf_nan=False, description="pack's base-year figure x carried = published")
    ]
    rule: Annotated[Text, Field(description="how the base-year figure is carried to that year, in words")]
    tolerance_pct: Annotated[
        float, Field(ge=0, le=50, allow_inf_nan=False, description="% of the published figure")
    ]
    source: SourceIds


class TechnologyInputRow(Graded):
    """technology_inputs.csv: what a GWh of a technology buys, million US$ per GWh, basic prices."""

    KEY = ("technology", "sector", "origin")

    technology: TechnologyCode
    sector: Annotated[Code, Field(description="the supplying sector")]
    origin: Literal["domestic", "imported"]
    musd_per_gwh: Annotated[Positive, _about("million US$ per GWh")]


@dataclass(frozen=True)
class Table:
    """A file of the format: its name, the model of its rows, whether a pack may leave it out."""

    file: str
    row: type[Row]
    optional: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns in the order of the documentation: the figures, then source and grade."""
        own = [name for name in self.row.model_fields if name not in ("source", "grade")]
        tail = [name for name in ("source", "grade") if name in self.row.model_fields]
        return (*own, *tail)


TABLES: dict[str, Table] = {
    "sources": Table("sources.csv", SourceRow),
    "sectors": Table("sectors.csv", SectorRow),
    "value_added": Table("value_added.csv", ValueAddedRow),
    "final_taxes": Table("final_taxes.csv", FinalTaxRow),
    "employment": Table("employment.csv", EmploymentRow),
    "employment_detail": Table("employment_detail.csv", EmploymentDetailRow, optional=True),
    "regions": Table("regions.csv", RegionRow),
    "employment_regions": Table("employment_regions.csv", RegionEmploymentRow),
    "plants": Table("plants.csv", PlantRow),
    "technologies": Table("technologies.csv", TechnologyRow),
    "technology_inputs": Table("technology_inputs.csv", TechnologyInputRow, optional=True),
    "fuel_use": Table("fuel_use.csv", FuelUseRow),
    "emissions": Table("emissions.csv", EmissionRow),
    "macro": Table("macro.csv", MacroRow),
    "facts": Table("facts.csv", FactRow),
    "history": Table("history.csv", HistoryRow),
    "totals": Table("totals.csv", TotalRow),
}
"""Every table of rows; the two use tables have a column per sector and are read apart."""

USE_DOMESTIC = "use_domestic.csv"
USE_IMPORTED = "use_imported.csv"
GEOMETRY = "geometry.json"
META = "pack.toml"


def describe() -> list[dict[str, Any]]:
    """Return the format as rows (file, column, type, description), made from the models themselves."""
    return [
        {
            "file": table.file,
            "column": column,
            "kind": _kind(table.row.model_json_schema()["properties"][column]),
            "description": table.row.model_fields[column].description or "",
        }
        for table in TABLES.values()
        for column in table.columns
    ]


def _kind(schema: dict[str, Any]) -> str:
    """Return a JSON schema of one column in words."""
    if "enum" in schema:
        return "one of " + ", ".join(str(value) or "(empty)" for value in schema["enum"])
    if "anyOf" in schema:
        return " or ".join("empty" if part.get("type") == "null" else _kind(part) for part in schema["anyOf"])
    words = {"string": "text", "integer": "whole number", "number": "number"}.get(
        str(schema.get("type")), "text"
    )
    if schema.get("minimum", -LARGEST) > -LARGEST:
        words += f" from {schema['minimum']:g}"
    if "exclusiveMinimum" in schema:
        words += f" above {schema['exclusiveMinimum']:g}"
    if schema.get("maximum", LARGEST) < LARGEST:
        words += f" to {schema['maximum']:g}"
    return words
