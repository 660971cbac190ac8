"""Hold a country pack to everything the format promises; one small function per promise.

`check_pack` never raises for what a pack contains: it returns findings. Each check needs tables that were
read without a finding; where they were not, the check waits until they are.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from model.errors import InputError
from model.pack import schema
from model.pack.draft import Draft, UseTable, regional_employment
from model.pack.files import read_draft
from model.pack.findings import Finding
from model.pack.geometry import check_geometry
from model.pack.indicators import gdp_by_expenditure, gdp_by_value_added
from model.pack.totals import ELECTRICITY_BALANCE, check_totals

IDENTITY_TOLERANCE = 1e-6
"""Relative; tables are written with enough digits that sums hold to a dollar in a million."""
DERIVED_TOLERANCE = 0.01
"""Relative, between two files that state one thing in two ways and are rounded apart."""
FINDINGS_PER_RULE = 20
"""Of one rule in one file: a wrong code in a whole column should not hide what else is wrong."""

NEEDED_FACTS = (
    "gdp_musd",
    "unemployment_rate_women",
    "unemployment_rate_men",
    "participation_rate_women",
    "participation_rate_men",
    "electricity_losses_share",
    "electricity_net_imports_gwh",
    "exchange_rate_2023",
)

GROUPS_FILE = Path(__file__).resolve().parents[2] / "data" / "classification" / "groups.csv"


def check_pack(folder: str | Path) -> list[Finding]:
    """Return all that is wrong with the pack in `folder`, by file and row; an empty list if it is sound."""
    try:
        draft, findings = read_draft(Path(folder))
    except InputError as error:
        return [Finding(str(folder), 0, "", "missing-file", str(error))]
    for check in CHECKS:
        findings += check(draft)
    return _shorten(sorted(set(findings)))


def _shorten(findings: list[Finding]) -> list[Finding]:
    """Keep the first findings of each rule in each file, and say how many more there are."""
    kept: list[Finding] = []
    counts = Counter((finding.file, finding.rule) for finding in findings)
    seen: Counter[tuple[str, str]] = Counter()
    for finding in findings:
        kind = (finding.file, finding.rule)
        seen[kind] += 1
        if seen[kind] <= FINDINGS_PER_RULE:
            kept.append(finding)
        elif seen[kind] == counts[kind]:
            more = counts[kind] - FINDINGS_PER_RULE
            kept.append(
                Finding(*kind[:1], 0, "", kind[1], f"and {more} more of this kind. Correct those too.")
            )
    return kept


def check_sources(draft: Draft) -> Iterator[Finding]:
    """Every figure names sources that stand in sources.csv."""
    if not draft.complete("sources"):
        return
    known = {row.id for row in draft.tables["sources"].rows}
    for name, table in schema.TABLES.items():
        if "source" not in table.row.model_fields:
            continue
        for line, row in draft.tables[name]:
            for part in row.source.split(";"):
                if part.strip() not in known:
                    message = (
                        f'The source "{part.strip()}" is not in sources.csv. Add it there, or correct the id.'
                    )
                    yield Finding(table.file, line, "source", "unknown-source", message)


def check_roles(draft: Draft) -> Iterator[Finding]:
    """One grid and one construction sector; generation columns and technologies name each other."""
    if not draft.complete("sectors"):
        return
    sectors = draft.tables["sectors"]
    for role in ("grid", "construction"):
        lines = [line for line, row in sectors if row.role == role]
        if len(lines) != 1:
            message = (
                f"{len(lines)} sectors carry the role {role} and the model needs one. Set it on one sector."
            )
            yield Finding("sectors.csv", lines[1] if lines else 0, "role", "sector-role", message)
    columns = {row.code for _, row in sectors if row.role == "generation"}
    for line, row in sectors:
        if (row.role == "generation") != row.code.startswith("power-"):
            message = (
                f"{row.code}: sectors with the role generation, and only those, are named power-<technology>."
            )
            yield Finding("sectors.csv", line, "role", "sector-role", message + " Rename it or set the role.")
    if not draft.complete("technologies"):
        return
    technologies = draft.tables["technologies"]
    for line, row in technologies:
        if row.sector != f"power-{row.technology}" or row.sector not in columns:
            message = f"{row.technology} needs a sector power-{row.technology} with the role generation"
            yield Finding(
                "technologies.csv", line, "sector", "sector-role", message + f", not {row.sector}. Add it."
            )
    unnamed = columns - {row.sector for _, row in technologies}
    for line, row in sectors:
        if row.code in unnamed:
            message = f"The generation sector {row.code} has no row in technologies.csv. Add it."
            yield Finding("sectors.csv", line, "code", "unknown-technology", message)


def check_groups(draft: Draft) -> Iterator[Finding]:
    """A sector's chart group is one of the classification."""
    with GROUPS_FILE.open(encoding="utf-8", newline="") as file:
        known = [row["id"] for row in csv.DictReader(file)]
    for line, row in draft.tables["sectors"]:
        if row.group not in known:
            message = f'"{row.group}" is no chart group. Write one of {", ".join(known)}.'
            yield Finding("sectors.csv", line, "group", "unknown-group", message)


def check_technologies(draft: Draft) -> Iterator[Finding]:
    """Plants and recipes are of technologies that the country has in technologies.csv."""
    if not draft.complete("technologies"):
        return
    known = {row.technology for row in draft.tables["technologies"].rows}
    for name in ("plants", "technology_inputs"):
        for line, row in draft.tables[name]:
            if row.technology not in known:
                message = f"{row.technology} is not in technologies.csv. Add it there, or correct it."
                yield Finding(schema.TABLES[name].file, line, "technology", "unknown-technology", message)


def check_signs(draft: Draft) -> Iterator[Finding]:
    """Nothing in the use tables is negative but changes in stocks."""
    for file, table in _use_tables(draft):
        for s, u in np.argwhere(table.values < 0):
            user, value = table.users[u], table.values[s, u]
            if user != "stocks":
                message = (
                    f"The use is {value:,.6g}; only stocks may be negative. Correct it or move it there."
                )
                yield Finding(file, table.lines[s], user, "negative-value", message)


def check_rows(draft: Draft) -> Iterator[Finding]:
    """Domestic uses of each product add up to its output: sum_u U[s, u] = x[s]."""
    if draft.use_domestic is None or not _sound(draft, "value_added"):
        return
    output = {row.sector: row.output for row in draft.tables["value_added"].rows}
    for s, code in enumerate(draft.codes()):
        used = float(draft.use_domestic.values[s].sum())
        if not _close(used, output[code]):
            message = (
                f"The uses of {code} add up to {used:,.3f} and its output in value_added.csv is"
                f" {output[code]:,.3f} (difference {used - output[code]:+,.3f}). Balance the table."
            )
            yield Finding(schema.USE_DOMESTIC, draft.use_domestic.lines[s], code, "row-sum", message)


def check_columns(draft: Draft) -> Iterator[Finding]:
    """Inputs, taxes, wages and surplus of each sector add up to its output: sum_s U[s, j] + v[j] = x[j]."""
    if draft.use_domestic is None or draft.use_imported is None or not _sound(draft, "value_added"):
        return
    sectors = len(draft.codes())
    inputs = (draft.use_domestic.values + _without_exports(draft.use_imported))[:, :sectors].sum(axis=0)
    position = {code: j for j, code in enumerate(draft.codes())}
    for line, row in draft.tables["value_added"]:
        bought = float(inputs[position[row.sector]])
        added = row.product_taxes + row.production_taxes + row.wages + row.surplus
        if not _close(bought + added, row.output):
            message = (
                f"{row.sector} buys inputs of {bought:,.3f} and pays {added:,.3f} in taxes, wages and"
                f" surplus: together {bought + added:,.3f}, and its output is {row.output:,.3f} (difference"
                f" {bought + added - row.output:+,.3f} million US$). Balance the column."
            )
            yield Finding("value_added.csv", line, "output", "column-sum", message)


def check_gdp(draft: Draft) -> Iterator[Finding]:
    """GDP by value added equals GDP by expenditure."""
    if (
        draft.use_domestic is None
        or draft.use_imported is None
        or not _sound(draft, "value_added", "final_taxes")
    ):
        return
    added, spent = gdp_by_value_added(draft), gdp_by_expenditure(draft)
    if not _close(added, spent):
        message = (
            f"GDP by value added is {added:,.3f} and by expenditure {spent:,.3f} million US$ (difference"
            f" {added - spent:+,.3f}). Correct the rows and columns that do not add up."
        )
        yield Finding("value_added.csv", 0, "", "gdp-identity", message)


def check_generation_buyer(draft: Draft) -> Iterator[Finding]:
    """A generation sector sells its whole output to the grid."""
    if draft.use_domestic is None:
        return
    roles = [row.role for row in draft.tables["sectors"].rows]
    if roles.count("grid") != 1:
        return
    grid, table = roles.index("grid"), draft.use_domestic
    for s, role in enumerate(roles):
        if role != "generation":
            continue
        for u in np.flatnonzero(table.values[s]):
            if u != grid:
                message = (
                    f"{draft.codes()[s]} sells {table.values[s, u]:,.3f} to {table.users[u]}; generation"
                )
                message += f" sells to {draft.codes()[grid]} only. Move the sale there."
                yield Finding(
                    schema.USE_DOMESTIC, table.lines[s], table.users[u], "generation-buyer", message
                )


def check_regions_sum(draft: Draft) -> Iterator[Finding]:
    """Employment by region adds up to the national table, by sector and sex."""
    if not (_sound(draft, "employment", "employment_regions") and draft.complete("sectors", "regions")):
        return
    regional = regional_employment(draft).sum(axis=0)
    position = {code: s for s, code in enumerate(draft.codes())}
    for line, row in draft.tables["employment"]:
        for sex, national in enumerate((row.women, row.men)):
            summed = float(regional[position[row.sector], sex])
            if not _close(summed, national):
                name = ("women", "men")[sex]
                message = (
                    f"The regions of employment_regions.csv have {summed:,.2f} {name} in {row.sector} and the"
                    f" country has {national:,.2f} (difference {summed - national:+,.2f}). Correct one."
                )
                yield Finding("employment.csv", line, name, "regions-sum", message)


def check_shares(draft: Draft) -> Iterator[Finding]:
    """Shares of one sector, sex and dimension add up to at most 1."""
    sums: dict[tuple[str, str, str], float] = defaultdict(float)
    last: dict[tuple[str, str, str], int] = {}
    for line, row in draft.tables["employment_detail"]:
        key = (row.sector, row.sex, row.dimension)
        sums[key] += row.share
        last[key] = line
    for key, total in sums.items():
        if total > 1 + 0.001:  # published shares are rounded to a tenth of a per cent
            message = f"The shares of {', '.join(key)} add up to {total:.3f}. Correct them to at most 1."
            yield Finding("employment_detail.csv", last[key], "share", "shares-sum", message)


def check_electricity(draft: Draft) -> Iterator[Finding]:
    """(generation + net imports) (1 - losses) = electricity used, within the tolerance of totals.csv."""
    if not draft.complete("technologies", "fuel_use", "facts"):
        return
    facts = {row.id: row.value for row in draft.tables["facts"].rows}
    users = [
        row for row in draft.tables["fuel_use"].rows if row.fuel == "electricity" and row.user != "exports"
    ]
    if not users or not {"electricity_losses_share", "electricity_net_imports_gwh"} <= set(facts):
        return
    stated = [row for row in draft.tables["totals"].rows if row.indicator == ELECTRICITY_BALANCE]
    tolerance = stated[0].tolerance_pct / 100 if stated else DERIVED_TOLERANCE
    made = sum(row.generation_gwh for row in draft.tables["technologies"].rows)
    supplied = made + facts["electricity_net_imports_gwh"]
    delivered = supplied * (1 - facts["electricity_losses_share"] / 100)
    used = sum(row.quantity for row in users)
    if abs(used - delivered) > tolerance * supplied:
        message = (
            f"Generation of {made:,.0f} GWh with net imports and after losses delivers {delivered:,.0f} GWh,"
            f" and fuel_use.csv has {used:,.0f} GWh used (difference {used - delivered:+,.0f}, tolerance"
            f" {tolerance:.1%} of supply). Correct the uses, the losses or the net imports."
        )
        yield Finding("fuel_use.csv", 0, "quantity", "electricity-balance", message)


def check_recipes(draft: Draft) -> Iterator[Finding]:
    """What a technology buys a GWh, times its generation, is its column in the use tables."""
    data = draft.tables["technology_inputs"]
    usable = draft.complete("technology_inputs", "technologies", "sectors")
    if not data.rows or not usable or draft.use_domestic is None or draft.use_imported is None:
        return
    position = {code: s for s, code in enumerate(draft.codes())}
    generation = {row.technology: row for row in draft.tables["technologies"].rows}
    tables = {"domestic": draft.use_domestic, "imported": draft.use_imported}
    outputs = {row.sector: row.output for row in draft.tables["value_added"].rows}
    given: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for line, row in data:
        technology = generation.get(row.technology)
        if technology is None or technology.generation_gwh <= 0 or row.sector not in position:
            continue
        if technology.sector not in position:
            continue
        given[row.technology].add((row.sector, row.origin))
        recipe = row.musd_per_gwh * technology.generation_gwh
        table = float(tables[row.origin].values[position[row.sector], position[technology.sector]])
        scale = max(abs(recipe), abs(table), 0.001 * outputs.get(technology.sector, 0.0))
        if abs(recipe - table) > DERIVED_TOLERANCE * scale:
            message = (
                f"{row.technology} would buy {recipe:,.3f} million US$ of {row.sector} ({row.origin}) for its"
                f" {technology.generation_gwh:,.0f} GWh and the use table has {table:,.3f}. Correct one."
            )
            yield Finding("technology_inputs.csv", line, "musd_per_gwh", "generation-recipe", message)


def check_plants(draft: Draft) -> Iterator[Finding]:
    """Plants that operate in the base year add up to each technology's capacity."""
    if not draft.complete("plants", "technologies"):
        return
    standing: dict[str, float] = defaultdict(float)
    for row in draft.tables["plants"].rows:
        retired = row.retires is not None and row.retires <= schema.BASE_YEAR
        if row.status == "operating" and row.commissioned <= schema.BASE_YEAR and not retired:
            standing[row.technology] += row.capacity_mw
    for line, row in draft.tables["technologies"]:
        plants = standing[row.technology]
        if abs(plants - row.capacity_mw) > max(DERIVED_TOLERANCE * row.capacity_mw, 1.0):
            message = (
                f"The plants of {row.technology} that operate in {schema.BASE_YEAR} have {plants:,.0f} MW and"
                f" the capacity here is {row.capacity_mw:,.0f} MW. Correct plants.csv or the capacity."
            )
            yield Finding("technologies.csv", line, "capacity_mw", "plants-capacity", message)


def check_facts(draft: Draft) -> Iterator[Finding]:
    """The facts without which the model cannot start are there."""
    if not draft.complete("facts"):
        return
    known = {row.id for row in draft.tables["facts"].rows}
    for name in NEEDED_FACTS:
        if name not in known:
            yield Finding(
                "facts.csv", 0, "id", "missing-fact", f"The fact {name} is missing. Add it with its source."
            )


def _use_tables(draft: Draft) -> list[tuple[str, UseTable]]:
    both = ((schema.USE_DOMESTIC, draft.use_domestic), (schema.USE_IMPORTED, draft.use_imported))
    return [(file, table) for file, table in both if table is not None]


def _without_exports(imported: UseTable) -> np.ndarray:
    """Return imported uses with a zero column of exports, so that both use tables have one shape."""
    return np.hstack([imported.values, np.zeros((len(imported.values), 1))])


def _sound(draft: Draft, *names: str) -> bool:
    """Say whether tables were read in full and cover every sector once, so that their sums mean something."""
    if not draft.complete("sectors", *names):
        return False
    codes = Counter(draft.codes())
    return all(
        Counter(row.sector for row in draft.tables[name].rows) == codes
        for name in names
        if name in ("value_added", "employment")
    )


def _close(a: float, b: float) -> bool:
    """Say whether two sums agree to 1e-6 relative (and to a dollar where they are near zero)."""
    return abs(a - b) <= max(IDENTITY_TOLERANCE * max(abs(a), abs(b)), IDENTITY_TOLERANCE)


CHECKS: tuple[Callable[[Draft], Iterator[Finding]], ...] = (
    check_sources,
    check_roles,
    check_groups,
    check_technologies,
    check_signs,
    check_rows,
    check_columns,
    check_gdp,
    check_generation_buyer,
    check_regions_sum,
    check_shares,
    check_geometry,
    check_electricity,
    check_recipes,
    check_plants,
    check_facts,
    check_totals,
)
