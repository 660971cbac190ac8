"""Report lines on employment by sector: other lists, other figures, and value added per worker."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .control import SEXES, Persons
from .tables import read, table_columns

if TYPE_CHECKING:
    from .employment import Cell


def check_lines(
    recipe: dict[str, Any], persons: Persons, workers: dict[str, dict[str, float]], sources: Path
) -> list[str]:
    """How another published list would have split the same sections, the largest differences first."""
    split = recipe["split"]
    if "check_file" not in split or not workers:
        return []
    other = {
        r["code"]: float(r["employment_persons_QLFS2014Q4"]) for r in read(sources / split["check_file"])
    }
    pairs: dict[str, tuple[str, float]] = {}
    for row in split["rows"]:
        have = pairs.get(row["sector"], (row["section"], 0.0))[1]
        pairs[row["sector"]] = (row["section"], have + sum(other[code] for code in row.get("check", [])))
    apart = []
    for sector, (section, count) in pairs.items():
        inside = [s for s, (letter, _) in pairs.items() if letter == section]
        theirs = count / sum(pairs[s][1] for s in inside)
        section_total = sum(persons[s, sex] for s in inside for sex in SEXES)
        ours = sum(persons[sector, sex] for sex in SEXES) / section_total
        if len(inside) > 1:
            apart.append((abs(ours - theirs) * section_total, sector, ours, theirs))
    worst = sorted(apart, reverse=True)[:5]
    said = "; ".join(f"{s} {100 * a:.1f} % of its section, {100 * b:.1f} % there" for _, s, a, b in worst)
    return [f"Against the employment list of Stats SA's table of 2014 the sectors differ most in {said}."]


def published_lines(recipe: dict[str, Any], persons: Persons) -> list[str]:
    """Figures of others that were not used, beside ours."""
    out = []
    for check in recipe.get("checks", []):
        ours = sum(persons[sector, sex] for sector in check["sectors"] for sex in SEXES) / check.get("per", 1)
        out.append(f"Check: {check['what']}: {check['value']:,}; here {ours:,.{check.get('digits', 0)}f}.")
    return out


def productivity_lines(counted: dict[tuple[str, str], int], pack: Path) -> list[str]:
    """Value added per worker and wages per worker by sector, thousand US$: the table that shows absurd values."""
    table = table_columns(pack)
    if not table:
        return []
    out = ["Value added and wages per person employed, thousand US$ of 2023 (persons employed in brackets):"]
    cells = []
    for sector, row in table.items():
        people = sum(counted[sector, sex] for sex in SEXES)
        added = row["production_taxes"] + row["wages"] + row["surplus"]
        if people > 0:
            cells.append(
                f"{sector} {1000 * added / people:,.1f} / {1000 * row['wages'] / people:,.1f} ({people:,})"
            )
        elif added != 0:
            cells.append(f"{sector} no one")
    return [out[0] + " " + "; ".join(cells) + "."]


def branch_lines(recipe: dict[str, Any], before: list[Cell], after: list[Cell]) -> list[str]:
    """What the published areas changed: shares of the section before and after."""
    split = recipe["split"]
    if "areas" not in split:
        return []
    section = split["areas_section"]
    parts = []
    totals = [sum(c.weight for c in cells if c.section == section) for cells in (before, after)]
    for old, new in zip(before, after, strict=True):
        if old.section == section:
            parts.append(
                f"{old.sector} {100 * old.weight / totals[0]:.1f} to {100 * new.weight / totals[1]:.1f}"
            )
    return [
        f"Branches of section {section}, % by value added and a donor's workers, and once published areas stand: "
        + "; ".join(parts)
        + "."
    ]
