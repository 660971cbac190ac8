"""National figures (facts.csv) and the past from which trends are computed (history.csv).

A figure without a source is left out; the report says which.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from data.builder.generation import national_generation

from .macro import LONG_RUN, SHORT_RUN, indicator, long_run_growth, people_by_year, weo
from .tables import read

BASE = 2023
RECORD_FROM = (
    1991  # the ILO's comparable series begin; older surveys counted otherwise (Thailand 1971: 0.2 %)
)
LAST_OBSERVED = 2024  # later years of the ILO series are projections: no record is taken from them
HISTORY_FROM = 2000
RECENT_SURVEY = 2015
"""a survey of incomes before this year is graded B for the base year (stated rule)"""

FACT_COLUMNS = ["id", "value", "unit", "year", "source", "grade"]
HISTORY_COLUMNS = ["indicator", "year", "value", "unit", "source", "grade"]

Fact = dict[str, object]


def fact(name: str, value: float, unit: str, year: int, source: str, grade: str) -> Fact:
    """One row of facts.csv; six significant digits, or whole numbers where they are large."""
    rounded = round(value) if abs(value) >= 1e5 else float(f"{value:.6g}")
    return {"id": name, "value": rounded, "unit": unit, "year": year, "source": source, "grade": grade}


def _observed(values: dict[int, float]) -> dict[int, float]:
    """Years in which a record may stand: comparable and not projected."""
    return {year: value for year, value in values.items() if RECORD_FROM <= year <= LAST_OBSERVED}


def nearest(values: dict[int, float], year: int = BASE) -> int:
    """The year that stands for ``year``: itself, else the last one observed before it, else the first after it."""
    before = [y for y in values if y <= year]
    return max(before) if before else min(values)


def labour_facts(iso3: str, sources: Path) -> list[Fact]:
    """Unemployment and participation by sex now, the lowest unemployment and highest participation on record."""
    out: list[Fact] = []
    for sex, prefix in (("women", "females_"), ("men", "males_")):
        jobless = indicator(iso3, f"{prefix}aged_15plus_unemployment_rate_percent", sources)
        active = indicator(iso3, f"{prefix}aged_15plus_labour_force_participation_rate_percent", sources)
        observed = _observed(active)
        best = max(observed, key=lambda year: observed[year])
        then, when = nearest(jobless), nearest(active)
        out += [
            fact(f"unemployment_rate_{sex}", jobless[then], "% of labour force", then, "ilo-wdi", "A"),
            fact(f"participation_rate_{sex}", active[when], "% of 15+", when, "ilo-wdi", "A"),
            fact(f"participation_record_{sex}", observed[best], "% of 15+", best, "ilo-wdi", "A"),
        ]
    national = _observed(indicator(iso3, "aged_15plus_unemployment_rate_percent", sources))
    floor = min(national, key=lambda year: national[year])
    out.append(fact("unemployment_rate_floor", national[floor], "% of labour force", floor, "ilo-wdi", "A"))
    then = nearest(national)
    out.append(fact("unemployment_rate", national[then], "% of labour force", then, "ilo-wdi", "A"))
    return out


def national_accounts_facts(iso3: str, sources: Path) -> list[Fact]:
    """GDP, exchange rate, government revenue and national saving of the IMF, base year."""
    nominal_usd = weo(iso3, "NGDPD", sources)[BASE]
    nominal_lcu = weo(iso3, "NGDP", sources)[BASE]
    weo_id = "weo-2024-04"
    return [
        fact("gdp_musd", 1000 * nominal_usd, "million US$ at 2023 prices", BASE, weo_id, "A"),
        fact("exchange_rate_2023", nominal_lcu / nominal_usd, "local currency per US$", BASE, weo_id, "A"),
        fact("government_revenue_share", weo(iso3, "GGR_NGDP", sources)[BASE], "% of GDP", BASE, weo_id, "A"),
        fact(
            "government_spending_share", weo(iso3, "GGX_NGDP", sources)[BASE], "% of GDP", BASE, weo_id, "A"
        ),
        fact("national_saving_rate", weo(iso3, "NGSD_NGDP", sources)[BASE], "% of GDP", BASE, weo_id, "A"),
        fact("investment_rate", weo(iso3, "NID_NGDP", sources)[BASE], "% of GDP", BASE, weo_id, "A"),
    ]


def structure_facts(iso3: str, sources: Path) -> list[Fact]:
    """Labour share candidates and self-employment."""
    wanted = {
        "labour_share_sdg_10_4_1": ("labour_share_sdg", "un-sdg-10-4-1"),
        "labour_share_of_gdp": ("labour_share_pwt", "pwt-10"),
    }
    out = []
    for row in read(sources / "economics" / "macro_structure.csv"):
        if row["iso3"] == iso3 and row["indicator"] in wanted:
            label, source = wanted[row["indicator"]]
            out.append(fact(label, float(row["value"]), "% of GDP", int(row["year"]), source, "A"))
    for row in read(sources / "economics" / "self_employment_wages.csv"):
        if row["iso3"] == iso3 and row["indicator"] in ("self_employed_women", "self_employed_men"):
            sex = row["indicator"].removeprefix("self_employed_")
            out.append(
                fact(
                    f"self_employed_share_{sex}",
                    float(row["value"]),
                    "% of employment",
                    int(row["year"]),
                    "ilo-wdi",
                    "A",
                )
            )
    return out


def electricity_facts(iso3: str, sources: Path, of_generation: bool = False) -> list[Fact]:
    """Grid losses as a share of supply and net imports.

    Supply is consumption plus losses, or (``of_generation``) what was generated and imported on balance: where power
    stations' own use is large the two differ.
    """
    found = {
        row["measure"]: float(row["value"])
        for row in read(sources / "energy2" / "generation_recent.csv")
        if row["iso3"] == iso3 and row["year"] == str(BASE) and row["source_or_technology"] == "all"
    }
    losses, used = found["transmission/distribution losses"], found["consumption"]
    net = 1000 * (found.get("imports", 0.0) - found.get("exports", 0.0))
    supply = losses + used
    if of_generation:
        supply = (sum(national_generation(sources, iso3, BASE).values()) + net) / 1000
    return [
        fact(
            "electricity_losses_share",
            100 * losses / supply,
            "% of supply",
            BASE,
            "cia-factbook-2025",
            "B",
        ),
        fact("electricity_net_imports_gwh", net, "GWh", BASE, "cia-factbook-2025", "A"),
    ]


def direct_tax_fact(recipe: dict[str, Any], pack: Path) -> list[Fact]:
    """Direct taxes and contributions as a share of the factor income they fall on (wages and surplus), %.

    The recipe states direct taxes as a share of GDP from published tax statistics; the pack's table gives factor
    income as a share of GDP. Corporate taxes are in: the rate is what the government takes of all factor income.
    Returned only when the table is there.
    """
    table, final = pack / "value_added.csv", pack / "final_taxes.csv"
    if not (table.exists() and final.exists()):
        return []
    spec, rows = recipe["direct_taxes"], read(table)
    income = sum(float(r["wages"]) + float(r["surplus"]) for r in rows)
    indirect = sum(float(r["product_taxes"]) + float(r["production_taxes"]) for r in rows)
    indirect += sum(float(r["product_taxes"]) for r in read(final))
    rate = spec["share_of_gdp"] * (income + indirect) / income
    source = f"{spec['source']};pack-table"
    return [fact("direct_tax_rate", rate, "% of factor income", spec["year"], source, "B")]


def growth_facts(iso3: str, sources: Path) -> list[Fact]:
    """The long-run growth used by macro.csv and what a shorter window would give."""
    people, gdp = people_by_year(iso3, sources), weo(iso3, "NGDP_R", sources)
    unit = "% a year, GDP per person of working age"
    return [
        fact(name, long_run_growth(gdp, people, span), unit, span[1], "weo-2024-04;un-wpp", "B")
        for name, span in (
            (f"output_growth_per_working_age_{LONG_RUN[0]}_{LONG_RUN[1]}", LONG_RUN),
            (f"output_growth_per_working_age_{SHORT_RUN[0]}_{SHORT_RUN[1]}", SHORT_RUN),
        )
    ]


def recipe_facts(recipe: dict[str, Any]) -> list[Fact]:
    """Facts that a recipe states with their source (figures read in a publication)."""
    return [
        fact(item["id"], item["value"], item["unit"], item["year"], item["source"], item["grade"])
        for item in recipe.get("facts", [])
    ]


def fact_rows(iso3: str, recipe: dict[str, Any], sources: Path, pack: Path) -> tuple[list[Fact], list[str]]:
    """All rows of facts.csv, and the report lines about what is missing."""
    rows = labour_facts(iso3, sources) + national_accounts_facts(iso3, sources)
    rows += (
        structure_facts(iso3, sources)
        + electricity_facts(iso3, sources, bool(recipe.get("losses_of_generation")))
        + growth_facts(iso3, sources)
    )
    rows += recipe_facts(recipe)
    rows += direct_tax_fact(recipe, pack)
    have = {str(row["id"]) for row in rows}
    lines = [f"Facts: {len(rows)} figures."]
    for name, why in recipe.get("left_out", {}).items():
        lines.append(f"Left out of the facts: {name}: {why}")
    if "direct_tax_rate" not in have:
        lines.append(
            "Left out of the facts: direct_tax_rate: the pack's table was not there when this was built."
        )
    return rows, lines


def survey_shares(recipe: dict[str, Any], now: dict[str, float], sources: Path) -> list[dict[str, object]]:
    """Shares of three sectors by the national survey: an earlier list of the recipe and the control's own year.

    Used instead of the ILO's model where the model contradicts the survey in level and in direction.
    """
    spec = recipe["trend"]
    listed = {row[spec["code"]]: float(row[spec["value"]]) for row in read(sources / spec["file"])}
    then = {name: sum(listed[code] for code in spec[name]) for name in ("agriculture", "industry")}
    then["services"] = sum(listed.values()) - sum(then.values())
    out: list[dict[str, object]] = []
    current = (int(recipe["control"]["year"]), now, recipe["control"]["source"], "A")
    for year, values, source, grade in ((int(spec["year"]), then, spec["source"], "A"), current):
        for name, value in values.items():
            row = {"indicator": f"employment_share_{name}", "year": year, "unit": "% of employment"}
            share = round(100 * value / sum(values.values()), 4)
            out.append(row | {"value": share, "source": source, "grade": grade})
    return out


def history_rows(iso3: str, recipe: dict[str, Any], sources: Path) -> list[dict[str, object]]:
    """Series from which stated trends are computed, from 2000 on.

    `employment_share_*` is the series the baseline's structural trend reads: the ILO's model, unless the recipe
    states a survey trend, in which case the model's series is named `employment_share_ilo_model_*`.
    """
    out: list[dict[str, object]] = []

    def add(name: str, year: int, value: float, unit: str, source: str, grade: str = "A") -> None:
        if HISTORY_FROM <= year <= LAST_OBSERVED:
            row = {"indicator": name, "year": year, "value": float(f"{value:.7g}"), "unit": unit}
            out.append(row | {"source": source, "grade": grade})

    growth = weo(iso3, "NGDP_RPCH", sources)
    for year, value in growth.items():
        if year <= BASE:
            add("gdp_growth", year, value, "% a year", "weo-2024-04")
    people, real = people_by_year(iso3, sources), weo(iso3, "NGDP_R", sources)
    for year in range(HISTORY_FROM + 1, BASE + 1):
        now, before = (real[y] / people[y].working_age for y in (year, year - 1))
        add(
            "output_per_working_age_growth",
            year,
            100 * (now / before - 1),
            "% a year",
            "weo-2024-04;un-wpp",
            "B",
        )
    _employment_history(
        iso3, sources, add, "employment_share_ilo_model" if "trend" in recipe else "employment_share"
    )
    for label, prefix in (("", ""), ("_women", "females_"), ("_men", "males_")):
        for name, series_name in (
            ("unemployment_rate", "unemployment_rate_percent"),
            ("participation_rate", "labour_force_participation_rate_percent"),
            ("employment_rate", "employment_rate_percent"),
        ):
            for year, value in indicator(iso3, f"{prefix}aged_15plus_{series_name}", sources).items():
                add(name + label, year, value, "%", "ilo-wdi")
    return out


def _employment_history(iso3: str, sources: Path, add: Any, prefix: str) -> None:
    """ILO modelled employment by three broad sectors and sex: shares (%) and persons."""
    path = sources / "labour" / "employment" / "employment_3sector_by_sex_1991_2023_derived.csv"
    suffix = {"T": "", "F": "_women", "M": "_men"}
    sector = {"agriculture": "agriculture", "industry": "industry", "service": "services"}
    totals: dict[tuple[str, int], float] = {}
    for row in read(path):
        if row["iso3"] != iso3:
            continue
        name, year = f"{sector[row['sector']]}{suffix[row['sex']]}", int(row["year"])
        add(f"{prefix}_{name}", year, float(row["share_pct"]), "% of employment", "ilo-modelled-2023")
        key = (suffix[row["sex"]], year)
        totals[key] = totals.get(key, 0.0) + 1000 * float(row["employment_thousand"])
    for (label, year), value in sorted(totals.items()):
        add(f"employment_ilo_model{label}", year, value, "persons", "ilo-modelled-2023")


def income_facts(iso3: str, sources: Path) -> list[Fact]:
    """Share of each fifth of the people in all income or consumption, the poorest first; none where none is published.

    Surveys of the year that the source names; an old one stands with its year and grade B.
    """
    path = sources / "economics" / "income_distribution.csv"
    rows = [row for row in read(path) if row["iso3"] == iso3] if path.exists() else []
    out: list[Fact] = []
    for row in sorted(rows, key=lambda row: row["indicator"]):
        fifth = row["indicator"].removeprefix("share_quintile_")
        if fifth == row["indicator"]:
            continue
        year = int(row["year"])
        grade = "A" if year >= RECENT_SURVEY else "B"
        name = f"spending_share_quintile_{fifth}"
        out.append(fact(name, float(row["value"]), "% of income or consumption", year, "wb-pip", grade))
    return out


def trend_lines(rows: Iterable[dict[str, object]]) -> list[str]:
    """The structural trend that the baseline reads, and the ILO's model beside it where another series is used."""
    value = {(str(r["indicator"]), int(str(r["year"]))): float(str(r["value"])) for r in rows}

    def said(prefix: str) -> str:
        years = sorted(year for name, year in value if name == f"{prefix}_agriculture")
        first, last = max(years[0], years[-1] - 10), years[-1]
        changes = [
            f"{name} {value[f'{prefix}_{name}', first]:.1f} to {value[f'{prefix}_{name}', last]:.1f} %"
            for name in ("agriculture", "industry", "services")
        ]
        return f"{first} to {last}: " + ", ".join(changes)

    lines = [f"Structure of employment for the baseline's trend, {said('employment_share')}."]
    if any(name.startswith("employment_share_ilo_model") for name, _ in value):
        lines.append(
            f"The ILO's model says {said('employment_share_ilo_model')}; it is not used, because it contradicts the "
            "survey in level and its farming rises while the survey's hardly moves."
        )
    return lines
