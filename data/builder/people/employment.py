"""Employment by sector and sex: the control's sections split to the sectors of the table."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from . import power, said
from .apportion import whole
from .control import SEXES, Control, Persons
from .tables import Row, joined, read, table_columns

EMPLOYMENT_COLUMNS = ["sector", "women", "men", "source", "grade"]


@dataclass(frozen=True)
class Cell:
    """A piece of a survey section that goes to one sector, with the weight it takes inside the section."""

    section: str
    sector: str
    weight: float
    source: str


SHEET_COLUMNS = {"flab-p": 4, "flab-m": 5, "flab-s": 6, "flab-t": 7, "total": 8}


def workers_sheet(path: Path, unit: float) -> dict[str, dict[str, float]]:
    """Workers by activity code and schooling (flab-p, -m, -s, -t, total) of UNU-WIDER's sheet, persons."""
    out: dict[str, dict[str, float]] = {}
    with path.open(encoding="utf-8", newline="") as handle:
        for line in csv.reader(handle):
            if len(line) > 8 and line[0].isdigit() and line[2]:
                out[line[2]] = {name: unit * float(line[at]) for name, at in SHEET_COLUMNS.items()}
    return out


def listed_cells(recipe: dict[str, Any], workers: dict[str, dict[str, float]]) -> list[Cell]:
    """Cells from a published list of workers by fine activity (`recipe["split"]["rows"]`)."""
    split = recipe["split"]
    source = split["source"]
    return [Cell(r["section"], r["sector"], workers[r["code"]]["total"], source) for r in split["rows"]]


def donor_cells(recipe: dict[str, Any], sources: Path, pack: Path) -> list[Cell]:
    """Cells where no list is published: the pack's value added x a donor's workers per unit of value added.

    Only the donor's differences between branches are used; the level is the section's own. Grade C.
    """
    split = recipe["split"]
    donor = split["donor"]
    workers = workers_sheet(sources / donor["file"], donor["unit"])
    added = {row["code"]: float(row["va_total"]) for row in read(sources / donor["table"])}
    table = pack / "value_added.csv"
    own = {
        r["sector"]: sum(float(r[k]) for k in ("production_taxes", "wages", "surplus")) for r in read(table)
    }
    out = []
    for item in split["rows"]:
        codes = item["donor"]
        people = sum(workers["a" + code]["total"] for code in codes)
        intensity = people / sum(added[code] for code in codes)
        # Generation columns count with the grid: the survey has one section for both.
        added_here = sum(max(own.get(code, 0.0), 0.0) for code in (item["sector"], *item.get("beside", [])))
        out.append(Cell(item["section"], item["sector"], added_here * intensity, split["source"]))
    return out


def branch_file(path: Path, column: str) -> dict[str, float]:
    """Values of one column by branch code of a published list."""
    return {row["code"]: float(row[column] or 0.0) for row in read(path)}


def persons_cells(recipe: dict[str, Any], sources: Path) -> list[Cell]:
    """Cells from a published list of persons engaged by branch, one file with a column of codes."""
    split = recipe["split"]
    persons = branch_file(sources / split["file"], split["column"])
    return [
        Cell(r["section"], r["sector"], sum(persons[code] for code in r["codes"]), split["source"])
        for r in split["rows"]
    ]


def pay_cells(recipe: dict[str, Any], sources: Path, pack: Path) -> list[Cell]:
    """Cells by the pack's own compensation of employees over a donor's pay per person engaged in the branch.

    w = W / p, with W the table's compensation and p the donor's labour income per person: only the donor's differences of
    pay between branches are used; the level is the section's own. Generation columns count with the grid (`beside`).
    """
    split, own = recipe["split"], table_columns(pack)
    donor = split["donor"]
    persons = branch_file(sources / donor["persons_file"], donor["persons"])
    income = branch_file(sources / donor["income_file"], donor["income"])
    out = []
    for row in split["rows"]:
        pay = sum(income[code] for code in row["donor"]) / sum(persons[code] for code in row["donor"])
        wages = sum(own.get(code, {}).get("wages", 0.0) for code in (row["sector"], *row.get("beside", [])))
        out.append(Cell(row["section"], row["sector"], wages / pay, split["source"]))
    return out


def capped(pattern: dict[str, float], total: float, caps: dict[str, float]) -> dict[str, float]:
    """Share `total` by `pattern`, no sector above its cap; what a cap cuts off goes to the others."""
    out: dict[str, float] = {}
    free, left = dict(pattern), total
    while free:
        scale = left / sum(free.values())
        over = [sector for sector, weight in free.items() if weight * scale > caps.get(sector, 1.0)]
        if not over:
            return out | {sector: weight * scale for sector, weight in free.items()}
        for sector in over:
            out[sector] = caps[sector]
            left -= caps[sector]
            del free[sector]
    raise ValueError(f"The caps leave {left:.3f} of the area's jobs with nowhere to go.")


def branch_table(recipe: dict[str, Any], cells: list[Cell]) -> dict[str, dict[str, float]]:
    """Area -> sector -> persons of a section, where branches of some areas are published.

    A published share of an area stands; the rest of the area is shared among its other branches by the weights of
    `cells`, under the caps that the publication implies ("each other division not above 8 %").
    """
    split = recipe["split"]
    base = {c.sector: c.weight for c in cells if c.section == split["areas_section"]}
    out: dict[str, dict[str, float]] = {}
    for area in split["areas"]:
        known: dict[str, float] = area.get("shares", {})
        others = {sector: weight for sector, weight in base.items() if sector not in known}
        shares = known | capped(others, 1 - sum(known.values()), area.get("caps", {}))
        out[area["name"]] = {sector: area["persons"] * share for sector, share in shares.items()}
    return out


def with_areas(recipe: dict[str, Any], cells: list[Cell]) -> list[Cell]:
    """Cells with the weights of the section's branches replaced by the sum over areas."""
    split = recipe["split"]
    if "areas" not in split:
        return cells
    table = branch_table(recipe, cells)
    source = joined(split["areas_source"], split["source"])
    return [
        Cell(c.section, c.sector, sum(area[c.sector] for area in table.values()), source)
        if c.section == split["areas_section"]
        else c
        for c in cells
    ]


def single_cells(recipe: dict[str, Any]) -> list[Cell]:
    """Sections that are one sector, or one sector of several sections."""
    source = recipe["control"]["source"]
    return [Cell(section, sector, 1.0, source) for section, sector in recipe.get("sections", {}).items()]


def override(cells: Iterable[Cell], shares: list[dict[str, Any]]) -> list[Cell]:
    """Give sectors a published share of their section; the others keep their proportions in what is left."""
    out = list(cells)
    for section in dict.fromkeys(item["section"] for item in shares):
        stated = {item["sector"]: item for item in shares if item["section"] == section}
        left = 1 - sum(item["share"] for item in stated.values())
        inside = [n for n, cell in enumerate(out) if cell.section == section]
        weight: dict[str, float] = {}
        for n in inside:
            weight[out[n].sector] = weight.get(out[n].sector, 0.0) + out[n].weight
        rest = sum(value for sector, value in weight.items() if sector not in stated)
        for n in inside:
            cell = out[n]
            if cell.sector in stated:
                item, own = stated[cell.sector], weight[cell.sector]
                part = cell.weight / own if own > 0 else 1.0
                out[n] = Cell(cell.section, cell.sector, item["share"] * part, item["source"])
            else:
                out[n] = Cell(cell.section, cell.sector, left * cell.weight / rest, cell.source)
    return out


def allocate(survey: Control, cells: list[Cell]) -> Persons:
    """(sector, sex) -> persons of the base year; every section of the control must be given away whole."""
    sections = {section for section, _ in survey.base}
    missing = sections - {cell.section for cell in cells}
    if missing:
        raise ValueError(
            f"No sector takes survey section(s) {', '.join(sorted(missing))}: complete people.toml."
        )
    weight: dict[str, float] = {}
    for cell in cells:
        weight[cell.section] = weight.get(cell.section, 0.0) + cell.weight
    out: Persons = {}
    for cell in cells:
        for sex in SEXES:
            here = survey.base.get((cell.section, sex), 0.0) * cell.weight / weight[cell.section]
            out[cell.sector, sex] = out.get((cell.sector, sex), 0.0) + here
    return out


def take(persons: Persons, sector: str, out_of: str, share: float) -> None:
    """Move a share of the persons of `out_of` (both sexes alike) to `sector`, in place."""
    for sex in SEXES:
        moved = share * persons[out_of, sex]
        persons[out_of, sex] -= moved
        persons[sector, sex] = persons.get((sector, sex), 0.0) + moved


def persons(values: Persons, sectors: list[str]) -> dict[tuple[str, str], int]:
    """Whole persons, adding up by sex to the rounded total."""
    out: dict[tuple[str, str], int] = {}
    for sex in SEXES:
        column = np.array([values.get((sector, sex), 0.0) for sector in sectors])
        for sector, number in zip(sectors, whole(column), strict=True):
            out[sector, sex] = int(number)
    return out


def sector_rows(pack: Path) -> list[Row]:
    """sectors.csv of the pack, in table order."""
    return read(pack / "sectors.csv")


def by_sector(
    recipe: dict[str, Any], survey: Control, sectors: list[Row], sources: Path, pack: Path
) -> tuple[Persons, dict[str, tuple[str, str]], list[str]]:
    """Persons by (sector, sex), the source and grade of each sector, and report lines."""
    split, known = recipe["split"], {row["code"] for row in sectors}
    lines: list[str] = []
    if split["kind"] == "workers":
        workers = workers_sheet(sources / split["file"], split["unit"])
        fine = listed_cells(recipe, workers)
    elif split["kind"] in ("persons", "pay"):
        workers = {}
        fine = (
            persons_cells(recipe, sources) if split["kind"] == "persons" else pay_cells(recipe, sources, pack)
        )
    else:
        workers, donor = {}, donor_cells(recipe, sources, pack)
        fine = with_areas(recipe, donor)
        lines += said.branch_lines(recipe, donor, fine)
    cells = override(single_cells(recipe) + fine, recipe.get("override", []))
    strangers = {cell.sector for cell in cells} - known
    if strangers:
        raise ValueError(
            f"people.toml fills {', '.join(sorted(strangers))}, which sectors.csv does not have."
        )
    persons = allocate(survey, cells)
    base_source = recipe["control"]["source"]
    origin = {
        c.sector: (
            joined(base_source, c.source),
            recipe["control"].get("grade", "A") if c.source == base_source else split["grade"],
        )
        for c in cells
    }
    table = table_columns(pack)
    for item in recipe.get("by_wages", []):
        if item["sector"] not in known:
            continue
        group = item.get("within", [item["out_of"]])
        wages = {code: table.get(code, {}).get("wages", 0.0) for code in {*group, item["sector"]}}
        share = wages[item["sector"]] / sum(wages.values()) if sum(wages.values()) > 0 else 0.0
        take(persons, item["sector"], item["out_of"], share)
        origin[item["sector"]] = (joined(base_source, "pack-table"), "C")
    plants = power.jobs(recipe, persons, sectors, table, sources, pack)
    lines += power.spread(recipe, persons, plants, origin)
    empty = sorted(known - {code for code, _ in persons})
    if empty:
        raise ValueError(f"people.toml gives no employment to {', '.join(empty)}: add them to its rows.")
    lines += said.check_lines(recipe, persons, workers, sources)
    lines += said.published_lines(recipe, persons)
    return persons, origin, lines


def education(recipe: dict[str, Any], sources: Path, codes: list[str]) -> dict[str, list[float]]:
    """Sector -> persons by three levels of schooling, where the recipe names such a list; else nothing."""
    split = recipe["split"]
    if "education" not in split:
        return {}
    workers = workers_sheet(sources / split["file"], split["unit"])
    activities: dict[str, list[str]] = {k: list(v) for k, v in split.get("education_extra", {}).items()}
    for row in split["rows"]:
        activities.setdefault(row["sector"], []).append(row["code"])
    grid = recipe["power"]["grid"]
    for code in codes:
        if code.startswith("power-") or code == "gas-supply":
            activities.setdefault(code, activities[grid])
    activities.setdefault("oil-gas-extraction", activities.get("other-mining", []))
    return {
        code: [
            sum(workers[a][level] for a in activities[code] for level in levels)
            for levels in split["education"]
        ]
        for code in codes
        if activities.get(code)
    }
