"""Shared parameter tables of ``data/parameters``, read out of the project's parameter register.

``technologies.csv``, ``employment_factors.csv``, ``cost_structure.csv`` and ``women.csv`` are computed here
from the register of published values, so that each can be traced row by row; ``world.csv`` is a curated table
and is edited by hand. Nothing here is tuned to a country: where the register has no figure the row says
*assumption*, carries grade C and a wide range.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from statistics import mean

from .units import HOURS_PER_YEAR, capital_recovery_factor, parse_price_unit, to_usd_2023

Row = dict[str, str]

TECHNOLOGIES = (
    "coal",
    "gas",
    "oil",
    "nuclear",
    "hydro",
    "solar",
    "wind",
    "bioenergy",
    "geothermal",
    "storage",
    "grid",
)

# Name of each technology in the register (costs, lifetimes, building times, capacity factors).
REGISTER_NAME: dict[str, str] = {
    "coal": "coal",
    "gas": "gas combined cycle",
    "oil": "oil",
    "nuclear": "nuclear",
    "hydro": "hydro",
    "solar": "PV utility",
    "wind": "wind onshore",
    "bioenergy": "biomass",
    "geothermal": "geothermal",
    "storage": "battery (4 h system)",
}
# The register's medians mix places and years and lie above what was built around 2023: these three start at
# the low end of what was read.
LOW_END = ("solar", "wind", "hydro")
# Register rows of a later year exist only for these (Danish Energy Agency catalogue).
COST_INDEX_TECHNOLOGIES = ("solar", "wind", "storage")

COLUMNS_TECHNOLOGIES = (
    "id",
    "technology",
    "parameter",
    "central",
    "low",
    "high",
    "unit",
    "source",
    "year",
    "grade",
    "verified",
    "note",
)
COLUMNS_FACTORS = (
    "id",
    "source_set",
    "technology",
    "kind",
    "value",
    "unit",
    "scope",
    "source",
    "year",
    "grade",
    "verified",
    "borrowed_from",
    "note",
)
COLUMNS_STRUCTURE = (
    "id",
    "technology",
    "cost_type",
    "divisions",
    "share",
    "source",
    "year",
    "grade",
    "verified",
    "note",
)
COLUMNS_WOMEN = (
    "id",
    "technology",
    "phase",
    "share",
    "low",
    "high",
    "unit",
    "source",
    "year",
    "grade",
    "verified",
    "note",
)

ASSUMPTION = "assumption"
EIA_LCOE = (
    "U.S. Energy Information Administration, Levelized Costs of New Generation Resources in the "
    "Annual Energy Outlook 2022 (not read here)"
)


def read_rows(path: Path) -> list[Row]:
    """All rows of a CSV file as dictionaries."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write_rows(path: Path, columns: tuple[str, ...], rows: list[Row]) -> None:
    """Write rows with exactly these columns; a missing cell is written empty."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, fieldnames=columns, lineterminator="\n")
        writer.writeheader()
        for row in rows:
            writer.writerow({column: row.get(column, "") for column in columns})


def number(value: float, digits: int = 4) -> str:
    """Shortest decimal text of a number at ``digits`` significant decimals, without exponents."""
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def cited(row: Row) -> str:
    """Source of a register row; its own syntheses name the register from outside."""
    return row["source"].replace("of this register", "of the project's parameter register")


def find(register: list[Row], parameter: str, name: str, source_set: str | None = None) -> Row:
    """The one register row of a parameter and technology (and source set); refuses none or several."""
    hits = [
        row
        for row in register
        if row["parameter"] == parameter
        and row["technology_or_sector"] == name
        and (source_set is None or row["source_set"] == source_set)
    ]
    if len(hits) != 1:
        raise ValueError(
            f"The register has {len(hits)} rows for {parameter!r} of {name!r} in set {source_set!r}; "
            "exactly one is needed. Name the source set or correct the register."
        )
    return hits[0]


def technology_row(
    technology: str,
    parameter: str,
    central: float,
    low: float,
    high: float,
    unit: str,
    source: str,
    year: str,
    grade: str,
    verified: str,
    note: str,
    digits: int = 4,
) -> Row:
    """One long-format row of ``technologies.csv``; refuses a centre outside its own range."""
    if not low <= central <= high:
        raise ValueError(
            f"{technology} {parameter}: the centre {central} lies outside {low} to {high}; correct the range."
        )
    return {
        "id": f"{technology}-{parameter}".replace("_", "-"),
        "technology": technology,
        "parameter": parameter,
        "central": number(central, digits),
        "low": number(low, digits),
        "high": number(high, digits),
        "unit": unit,
        "source": source,
        "year": year,
        "grade": grade,
        "verified": verified,
        "note": note,
    }


def register_range(row: Row) -> tuple[float, float, float]:
    """(central, low, high) of a register row; an empty end takes the centre."""
    central = float(row["central"])
    return central, float(row["low"] or central), float(row["high"] or central)


def capital_cost(register: list[Row], technology: str) -> Row:
    """Overnight capital cost, US$2023/kW: the register's synthesis; the low end for sun, wind and water."""
    row = find(register, "capital cost", REGISTER_NAME[technology], "default-costs")
    central, low, high = register_range(row)
    note = "centre is the median of the verified rows"
    if technology in LOW_END:
        central = low
        note = "centre is the lowest verified row: medians over mixed places and years lie above recent costs"
        unverified = [
            r
            for r in register
            if r["parameter"] == "capital cost"
            and r["technology_or_sector"] == REGISTER_NAME[technology]
            and r["source_set"] == "irena-2023"
        ]
        if unverified:
            note += f"; IRENA world average 2023 {unverified[0]['central']} (not verified)"
    if technology == "gas":
        turbine = find(register, "capital cost", "gas turbine", "default-costs")
        low = float(turbine["low"])
        note += "; combined cycle, low end is an open-cycle turbine"
    if technology == "storage":
        note = "per kW of a battery with four hours; " + note
    return technology_row(
        technology,
        "capital_cost",
        central,
        low,
        high,
        "US$2023/kW",
        cited(row),
        "2023",
        "B",
        row["verified"],
        note,
        1,
    )


def cost_indices(register: list[Row], technology: str) -> list[Row]:
    """Capital cost of 2030 and 2050 over that of the first catalogue year; 1 where none is published."""
    rows = []
    for year in (2030, 2050):
        if technology in COST_INDEX_TECHNOLOGIES:
            name = REGISTER_NAME[technology]
            first = find(register, "capital cost", name, "dea-2025")
            later = find(register, f"capital cost {year}", name, "dea-2025")
            index = float(later["central"]) / float(first["central"])
            rows.append(
                technology_row(
                    technology,
                    f"cost_index_{year}",
                    index,
                    min(index, 0.75 * index),
                    1.0,
                    "1 = cost in 2023",
                    cited(later),
                    later["year"],
                    "B",
                    later["verified"],
                    "catalogue value of the year over the catalogue's first year (2025), taken as 2023; "
                    "high: no further fall; low: a quarter below the catalogue (assumption)",
                )
            )
        else:
            rows.append(
                technology_row(
                    technology,
                    f"cost_index_{year}",
                    1.0,
                    0.8,
                    1.2,
                    "1 = cost in 2023",
                    ASSUMPTION,
                    "",
                    "C",
                    "n",
                    "no later value in the register: real cost held constant, range of a fifth either way",
                )
            )
    return rows


def fixed_operation(register: list[Row], technology: str) -> Row:
    """Fixed operation and maintenance, US$2023 per kW and year."""
    name = REGISTER_NAME[technology]
    row = find(register, "fixed operation and maintenance cost", name, "default-costs")
    central, low, high = register_range(row)
    note = "median of the verified rows"
    grade = "B"
    if technology == "storage":
        grade = "C"
        note = "two sources that disagree by a factor of sixty; centre is their midpoint"
    return technology_row(
        technology,
        "fixed_om",
        central,
        low,
        high,
        "US$2023/kW/year",
        cited(row),
        "2023",
        grade,
        row["verified"],
        note,
        1,
    )


def lifetime(register: list[Row], technology: str) -> Row:
    """Technical lifetime in years."""
    name = "battery (storage)" if technology == "storage" else REGISTER_NAME[technology]
    row = find(register, "technical lifetime", name, "default-costs")
    central, low, high = register_range(row)
    note = row["note"]
    if technology == "storage":
        inverter = find(register, "technical lifetime", "battery (inverter)", "default-costs")
        low = float(inverter["central"])
        note = "one source; low end is the inverter"
    return technology_row(
        technology,
        "lifetime",
        central,
        low,
        high,
        "years",
        cited(row),
        row["year"],
        "B",
        row["verified"],
        note,
        1,
    )


def construction_years(register: list[Row], technology: str) -> Row:
    """Years of building over which capital spending and building jobs are spread."""
    if technology == "storage":
        return technology_row(
            technology,
            "construction_years",
            1,
            1,
            2,
            "years",
            ASSUMPTION,
            "",
            "C",
            "n",
            "the register gives no value for batteries; as solar",
            0,
        )
    row = find(register, "construction time", REGISTER_NAME[technology], "remind")
    central, low, high = register_range(row)
    return technology_row(
        technology,
        "construction_years",
        central,
        low,
        high,
        "years",
        cited(row),
        row["year"],
        "B",
        row["verified"],
        row["note"],
        0,
    )


def capacity_factors(register: list[Row], technology: str) -> list[Row]:
    """Default capacity factor of new plant, and the ceiling used only to check that supply meets demand."""
    row = find(register, "capacity factor", REGISTER_NAME[technology], "default-costs")
    central, low, high = register_range(row)
    rows = [
        technology_row(
            technology,
            "capacity_factor",
            central,
            low,
            high,
            "share of the year",
            cited(row),
            row["year"],
            "B",
            row["verified"],
            "a country's own capacity factor in its pack goes before this default",
        )
    ]
    # Thermal plant can run more than it does; sun, wind and water cannot: their ceiling is the best known.
    ceilings = {
        "coal": 0.85,
        "gas": 0.87,
        "oil": 0.87,
        "nuclear": 0.90,
        "bioenergy": 0.83,
        "geothermal": 0.90,
    }
    if technology in ceilings:
        ceiling = ceilings[technology]
        note = "used only for the check of supply; range is an assumption"
        if technology == "oil":
            note = "as gas; " + note
        rows.append(
            technology_row(
                technology,
                "max_capacity_factor",
                ceiling,
                max(ceiling - 0.15, high if high < ceiling else 0.0),
                0.95,
                "share of the year",
                EIA_LCOE,
                "2022",
                "C",
                "n",
                note,
            )
        )
    else:
        rows.append(
            technology_row(
                technology,
                "max_capacity_factor",
                high,
                central,
                high,
                "share of the year",
                cited(row),
                row["year"],
                "B",
                row["verified"],
                "highest published value of the register; used only for the check of supply",
            )
        )
    return rows


def efficiency(register: list[Row], technology: str) -> list[Row]:
    """Electric efficiency of plant that buys fuel (electricity out per fuel in, lower heating value)."""
    if technology == "storage":
        row = find(register, "round-trip efficiency", "battery (storage)", "dea-2025")
        central, low, high = register_range(row)
        return [
            technology_row(
                technology,
                "efficiency",
                central,
                low,
                high,
                "share",
                cited(row),
                row["year"],
                "B",
                row["verified"],
                "out per in over a full charge and discharge, inverter only",
            )
        ]
    values = [
        row
        for row in register
        if row["parameter"] == "electric efficiency"
        and row["technology_or_sector"] == REGISTER_NAME[technology]
    ]
    if not values:
        return []
    numbers = sorted(float(row["central"]) for row in values)
    low, note = numbers[0], "midpoint of the sources, which are its range"
    if technology == "gas":
        turbine = [r for r in register if r["parameter"] == "electric efficiency"]
        low = min(float(r["central"]) for r in turbine if r["technology_or_sector"] == "gas turbine")
        note = "combined cycle; low end is an open-cycle turbine"
    if technology == "coal":
        lignite = find(register, "electric efficiency", "lignite", "dea-2025")
        low = float(lignite["central"])
        note = "midpoint of standing and new hard coal; low end is lignite"
    return [
        technology_row(
            technology,
            "efficiency",
            mean(numbers),
            low,
            numbers[-1],
            "share",
            "; ".join(sorted({row["source"] for row in values})),
            values[0]["year"],
            "B",
            "y",
            note,
        )
    ]


def grid_rows(register: list[Row], real_rate: float) -> list[Row]:
    """Grid reinforcement per kW of new wind and solar.

    Centre: the literature's cost per MWh turned into capital at the rate of the world table,
    K = c * 8.76 * cf / crf(r, n), with c in US$/MWh, cf the mean default capacity factor of wind and solar,
    n = 40 years. High end: REMIND's capital cost of grid expansion for wind.
    """
    life = 40.0
    cost = find(register, "grid cost", "variable renewables", "general-literature")
    central, low, _ = register_range(cost)
    cf = mean(
        float(find(register, "capacity factor", REGISTER_NAME[t], "default-costs")["central"])
        for t in ("solar", "wind")
    )
    annuity = capital_recovery_factor(real_rate, life)
    per_kw = HOURS_PER_YEAR / 1000.0 * cf / annuity
    remind = find(register, "capital cost of grid expansion", "wind integration", "remind")
    high = to_usd_2023(float(remind["central"]), *parse_price_unit(remind["unit"]))
    capital = technology_row(
        "grid",
        "capital_cost",
        central * per_kw,
        low * per_kw,
        high,
        "US$2023/kW of new wind and solar",
        f"{cost['source']}; high end: {remind['source']}",
        cost["year"],
        "C",
        "n",
        f"{number(central, 0)} US$/MWh ({number(low, 0)} low) x "
        f"{number(cf * HOURS_PER_YEAR / 1000, 3)} MWh per kW, "
        f"divided by the annuity of {number(life, 0)} years at {number(100 * real_rate, 2)} % "
        f"({number(annuity)}); grid reinforcement and connection only",
        1,
    )
    return [
        capital,
        *cost_indices(register, "grid"),
        technology_row(
            "grid",
            "fixed_om",
            0.02 * central * per_kw,
            0.01 * low * per_kw,
            0.03 * high,
            "US$2023/kW/year",
            ASSUMPTION,
            "",
            "C",
            "n",
            "2 % of capital a year (1 to 3)",
            1,
        ),
        technology_row(
            "grid", "lifetime", 40, 30, 50, "years", ASSUMPTION, "", "C", "n", "lines and substations", 0
        ),
        technology_row(
            "grid",
            "construction_years",
            2,
            1,
            5,
            "years",
            ASSUMPTION,
            "",
            "C",
            "n",
            "connection to trunk line",
            0,
        ),
    ]


def technologies(register: list[Row], real_rate: float) -> list[Row]:
    """Rows of ``technologies.csv`` in the order of :data:`TECHNOLOGIES`."""
    rows: list[Row] = []
    for technology in TECHNOLOGIES:
        if technology == "grid":
            rows += grid_rows(register, real_rate)
            continue
        rows.append(capital_cost(register, technology))
        rows += cost_indices(register, technology)
        rows.append(fixed_operation(register, technology))
        rows.append(lifetime(register, technology))
        rows.append(construction_years(register, technology))
        if technology != "storage":
            rows += capacity_factors(register, technology)
        rows += efficiency(register, technology)
    return rows


# Names under which each set lists a technology, best first.
FACTOR_NAMES: dict[str, tuple[str, ...]] = {
    "coal": ("coal",),
    "gas": ("gas", "gas combined cycle"),
    "oil": (),
    "nuclear": ("nuclear",),
    "hydro": ("hydro", "hydro (large)"),
    "solar": ("PV utility",),
    "wind": ("wind onshore",),
    "bioenergy": ("biomass",),
    "geothermal": ("geothermal",),
    "storage": ("battery (Li-ion)", "battery (large)"),
}
FACTOR_KINDS: dict[str, tuple[str, ...]] = {
    "construction": ("employment factor construction", "employment factor construction and installation"),
    "operation": ("employment factor operation and maintenance",),
    "operation-variable": ("employment factor variable operation",),
}
FACTOR_UNITS = {"construction": "job-years/MW", "operation": "jobs/MW", "operation-variable": "jobs/GWh"}
FACTOR_SETS = ("rutovitz-2025", "jedi", "rutovitz-2015", "mayfield", "remind-irena", "ram")
DEFAULT_SET = "rutovitz-2025"


def find_factor(register: list[Row], source_set: str, technology: str, kind: str) -> Row | None:
    """The register row of one employment factor, or None where the set has none."""
    for name in FACTOR_NAMES[technology]:
        for parameter in FACTOR_KINDS[kind]:
            for row in register:
                key = (row["source_set"], row["technology_or_sector"], row["parameter"])
                if key == (source_set, name, parameter) and row["central"]:
                    return row
    return None


def factor_row(
    source_set: str, technology: str, kind: str, row: Row, grade: str, borrowed: str, note: str
) -> Row:
    """One row of ``employment_factors.csv``; jobs per MWh become jobs per GWh."""
    scale = 1000.0 if kind == "operation-variable" else 1.0
    return {
        "id": f"{source_set}-{technology}-{kind}",
        "source_set": source_set,
        "technology": technology,
        "kind": kind,
        "value": number(float(row["central"]) * scale, 5),
        "unit": FACTOR_UNITS[kind],
        "scope": row["region_scope"],
        "source": cited(row),
        "year": row["year"],
        "grade": grade,
        "verified": row["verified"],
        "borrowed_from": borrowed,
        "note": note,
    }


def employment_factors(register: list[Row]) -> list[Row]:
    """Every set made complete: a technology that a set lacks is borrowed from the default set and says so.

    Oil is in no set and takes the default set's gas factors. The grid has no factor per megawatt in any set:
    its jobs follow its spending vector.
    """
    rows: list[Row] = []
    for source_set in FACTOR_SETS:
        for technology in FACTOR_NAMES:
            for kind in FACTOR_KINDS:
                own = find_factor(register, source_set, technology, kind)
                if own is not None:
                    note = own["note"] if own["region_scope"] == "world" else f"{own['region_scope']} only"
                    rows.append(factor_row(source_set, technology, kind, own, "B", "", note))
                    continue
                donor_technology = "gas" if technology == "oil" else technology
                donor = find_factor(register, DEFAULT_SET, donor_technology, kind)
                # A variable part belongs to the set that splits it off: borrowed, it would count work twice.
                if donor is None or (kind == "operation-variable" and source_set != DEFAULT_SET):
                    continue
                where = "gas of " + DEFAULT_SET if technology == "oil" else DEFAULT_SET
                note = f"{source_set} has no value for {technology}: taken from {where}"
                rows.append(factor_row(source_set, technology, kind, donor, "C", where, note))
    return rows


# Our technology and cost type <- (source set, technology, cost type) of the spending vectors.
STRUCTURE: dict[tuple[str, str], tuple[str, str, str]] = {
    ("coal", "capex"): ("eps-india", "hard coal", "capex"),
    ("gas", "capex"): ("eps-india", "natural gas nonpeaker", "capex"),
    ("oil", "capex"): ("eps-india", "petroleum", "capex"),
    ("nuclear", "capex"): ("eps-india", "nuclear", "capex"),
    ("hydro", "capex"): ("eps-india", "hydro", "capex"),
    ("solar", "capex"): ("eps-india", "solar PV", "capex"),
    ("wind", "capex"): ("eps-india", "wind", "capex"),
    ("bioenergy", "capex"): ("eps-india", "biomass", "capex"),
    ("geothermal", "capex"): ("sisepuede-vectors", "Geothermal", "investment spending"),
    ("grid", "capex"): ("eps-india", "electricity transmission", "capex"),
    ("storage", "capex"): ("sisepuede-vectors", "Grid Upgrades", "investment spending"),
    ("efficiency-industry", "capex"): ("eps-india", "industry equipment retrofit", "capex"),
    ("building-retrofit", "capex"): (
        "sisepuede-vectors",
        "SCOE: Reduce end-use demand for heat energy by improving building shell",
        "investment spending",
    ),
    ("coal", "opex"): ("eps-india", "hard coal", "fixed O&M"),
    ("gas", "opex"): ("eps-india", "natural gas nonpeaker", "fixed O&M"),
    ("oil", "opex"): ("eps-india", "petroleum", "fixed O&M"),
    ("nuclear", "opex"): ("eps-india", "nuclear", "fixed O&M"),
    ("hydro", "opex"): ("eps-india", "hydro", "fixed O&M"),
    ("solar", "opex"): ("eps-india", "solar PV", "fixed O&M"),
    ("wind", "opex"): ("eps-india", "wind", "fixed O&M"),
    ("bioenergy", "opex"): ("eps-india", "biomass", "fixed O&M"),
    ("geothermal", "opex"): ("eps-india", "geothermal", "fixed O&M"),
    ("storage", "opex"): ("eps-india", "solar PV", "fixed O&M"),
}
# Divisions of the sectors of the second set that are used here.
EORA_DIVISIONS: dict[str, str] = {
    "Mining and Quarrying": "05-09",
    "Electrical and Machinery": "27-28",
    "Construction": "41-43",
    "Post and Telecommunications": "69-82",
}
STRUCTURE_NOTES: dict[tuple[str, str], str] = {
    (
        "storage",
        "capex",
    ): "no vector for batteries: grid upgrades borrowed (three quarters electrical equipment)",
    ("storage", "opex"): "no vector for batteries: solar borrowed",
    ("geothermal", "capex"): "the source's post and telecommunications reads as engineering services",
    ("gas", "capex"): "the same vector serves oil and gas plant in the source",
}
OWN_PLANT_NOTE = (
    "35-39 in operation is the plant itself: its own staff and margin, not a purchase from other utilities"
)
BUILDING_COMPONENTS = ("commercial", "urbanresidential")


def divisions_of(row: Row) -> str:
    """ISIC Rev. 4 divisions of a spending row: ``41T43`` -> ``41-43``."""
    if row["source_set"] == "eps-india":
        return row["sector_code"].replace("T", "-")
    if row["sector"] not in EORA_DIVISIONS:
        raise ValueError(f"No ISIC divisions are set for {row['sector']!r}; add it to EORA_DIVISIONS.")
    return EORA_DIVISIONS[row["sector"]]


def vector(vectors: list[Row], key: tuple[str, str, str]) -> tuple[dict[str, float], Row]:
    """Spending shares by divisions, scaled to sum to 1, and a row that carries the source."""
    rows = [row for row in vectors if (row["source_set"], row["technology"], row["cost_type"]) == key]
    if not rows:
        raise ValueError(f"No spending vector for {key}; correct STRUCTURE.")
    shares: dict[str, float] = defaultdict(float)
    for row in rows:
        shares[divisions_of(row)] += float(row["share"])
    total = sum(shares.values())
    return {division: share / total for division, share in shares.items()}, rows[0]


def mean_vector(parts: list[dict[str, float]]) -> dict[str, float]:
    """Simple mean of spending vectors."""
    divisions = sorted({division for part in parts for division in part})
    return {division: mean(part.get(division, 0.0) for part in parts) for division in divisions}


def exact_shares(shares: dict[str, float], digits: int = 4) -> dict[str, float]:
    """Round shares so that the printed shares still sum to exactly 1; the largest takes the difference."""
    rounded = {division: round(share, digits) for division, share in shares.items()}
    largest = max(rounded, key=lambda division: rounded[division])
    rounded[largest] = round(rounded[largest] + 1.0 - sum(rounded.values()), digits)
    return rounded


def structure_rows(
    technology: str, cost_type: str, shares: dict[str, float], source: Row, grade: str, note: str
) -> list[Row]:
    """Rows of one spending vector."""
    return [
        {
            "id": f"{technology}-{cost_type}-{divisions}",
            "technology": technology,
            "cost_type": cost_type,
            "divisions": divisions,
            "share": number(share),
            "source": cited(source),
            "year": source["year"],
            "grade": grade,
            "verified": source["verified"],
            "note": note,
        }
        for divisions, share in sorted(exact_shares(shares).items())
    ]


def cost_structure(vectors: list[Row]) -> list[Row]:
    """Rows of ``cost_structure.csv``: what a technology or programme buys, by ISIC Rev. 4 divisions."""
    rows: list[Row] = []
    for (technology, cost_type), key in STRUCTURE.items():
        shares, source = vector(vectors, key)
        borrowed = technology == "storage"
        note = STRUCTURE_NOTES.get((technology, cost_type), "whole cost, before any import share")
        if cost_type == "opex":
            note = f"{OWN_PLANT_NOTE}; {note}"
        rows += structure_rows(technology, cost_type, shares, source, "C" if borrowed else "B", note)
    own = {"source": ASSUMPTION, "year": "", "verified": "n"}
    rows += structure_rows("grid", "opex", {"35-39": 1.0}, own, "C", OWN_PLANT_NOTE)
    names = sorted(
        {
            row["technology"]
            for row in vectors
            if row["technology"].startswith(
                tuple(f"building components {part}" for part in BUILDING_COMPONENTS)
            )
        }
    )
    components = [vector(vectors, ("eps-india", name, "capex")) for name in names]
    equipment = mean_vector([shares for shares, _ in components])
    rows += structure_rows(
        "efficiency-buildings",
        "capex",
        equipment,
        components[0][1],
        "C",
        f"simple mean of {len(names)} vectors of building components, commercial and urban homes "
        "(equal weights: assumption)",
    )
    industry, source = vector(vectors, STRUCTURE["efficiency-industry", "capex"])
    shell, _ = vector(vectors, STRUCTURE["building-retrofit", "capex"])
    rows += structure_rows(
        "energy-efficiency",
        "capex",
        mean_vector([equipment, shell, industry]),
        source,
        "C",
        "a third each building equipment, building shell, industrial equipment (equal weights: assumption)",
    )
    return rows


# (technology or sector of the register) -> (our technology, phase)
WOMEN_ROWS: dict[str, tuple[str, str]] = {
    "renewable energy workforce": ("renewables", "all"),
    "renewable energy, administrative": ("renewables", "administration"),
    "renewable energy, STEM": ("renewables", "stem"),
    "oil and gas": ("oil-gas", "all"),
    "whole labour force": ("economy", "all"),
    "PV, all full-time": ("solar", "all"),
    "PV, administrative": ("solar", "administration"),
    "PV, non-STEM technical": ("solar", "technical-non-stem"),
    "PV, other non-technical": ("solar", "non-technical"),
    "PV, STEM": ("solar", "stem"),
    "PV, manufacturing": ("solar", "manufacturing"),
    "PV, installation": ("solar", "installation"),
    "PV, senior management": ("solar", "senior-management"),
    "wind, all": ("wind", "all"),
    "wind, administrative": ("wind", "administration"),
    "wind, STEM": ("wind", "stem"),
}


def women(register: list[Row]) -> list[Row]:
    """Rows of ``women.csv``: women's share of employment (%) by technology and phase where published."""
    rows: list[Row] = []
    for name, (technology, phase) in WOMEN_ROWS.items():
        row = find(register, "women share of employment", name)
        central, low, high = register_range(row)
        rows.append(
            {
                "id": f"women-{technology}-{phase}",
                "technology": technology,
                "phase": phase,
                "share": number(central),
                "low": number(low),
                "high": number(high),
                "unit": "%",
                "source": cited(row),
                "year": row["year"],
                "grade": "B" if row["verified"] == "y" else "C",
                "verified": row["verified"],
                "note": row["note"] or "world",
            }
        )
    return rows


def world_value(parameters: Path, identifier: str) -> float:
    """Central value of a row of ``world.csv`` with scope world."""
    for row in read_rows(parameters / "world.csv"):
        if row["id"] == identifier and row["scope"] == "world":
            return float(row["value"])
    raise ValueError(f"world.csv has no row {identifier!r} with scope 'world'; add it.")


def build_parameters(sources: Path, parameters: Path) -> list[str]:
    """Write the four computed tables beside ``world.csv`` and return a report line for each."""
    register = read_rows(sources / "parameters.csv")
    vectors = read_rows(sources / "economics" / "cost_structure.csv")
    real_rate = world_value(parameters, "cost_of_capital_real") / 100.0
    tables = (
        ("technologies.csv", COLUMNS_TECHNOLOGIES, technologies(register, real_rate)),
        ("employment_factors.csv", COLUMNS_FACTORS, employment_factors(register)),
        ("cost_structure.csv", COLUMNS_STRUCTURE, cost_structure(vectors)),
        ("women.csv", COLUMNS_WOMEN, women(register)),
    )
    report = []
    for name, columns, rows in tables:
        write_rows(parameters / name, columns, rows)
        assumed = sum(1 for row in rows if row["grade"] == "C")
        report.append(f"{name}: {len(rows)} rows, {assumed} of them borrowed or assumed (grade C).")
    return report
