"""/sources: where a country's figures come from, how good they are, and its structure beside another country's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from dashboard.components.panels import web_address
from dashboard.engine import Engine, group_labels
from dashboard.pages import records
from dashboard.pages.words import figure, grade_names, technology_names, tiny, unit_names
from dashboard.summary import Array, add_up
from dashboard.text import Text, text_for
from model.economy import EXPORTS, Economy
from model.pack.totals import Comparison

PATH = "/sources"
MAIN_USERS = 6
"""users of a fuel that are named; the others are summed"""


def table_names(t: Text) -> dict[str, str]:
    """Return what the tables of a pack hold, in the order of the page."""
    return {
        "value_added": t("Input-output table: value added and output"),
        "employment": t("Jobs by sector, women and men"),
        "employment_regions": t("Jobs by region"),
        "employment_detail": t("Skill, age and formality of jobs"),
        "technologies": t("Power: capacity and generation"),
        "plants": t("Power plants: place and age"),
        "fuel_use": t("Fuels: who uses how much"),
        "emissions": t("Emissions"),
        "macro": t("Growth and population to 2050"),
        "facts": t("Labour market and finance"),
    }


def total_names(t: Text) -> dict[str, str]:
    """Return the published totals that the page names."""
    return {
        "gdp": t("GDP"),
        "exports": t("Exports"),
        "imports": t("Imports"),
        "employment": t("People employed"),
        "women_share": t("Women’s share of people employed"),
        "generation": t("Power generated"),
        "ghg": t("Greenhouse gases"),
        "co2": t("Carbon dioxide"),
    }


def fuel_names(t: Text) -> dict[str, str]:
    """Return the fuels, and electricity."""
    return {"coal": t("Coal"), "oil": t("Oil"), "gas": t("Gas"), "electricity": t("Electricity")}


def user_names(t: Text) -> dict[str, str]:
    """Return the users of fuels that are no sector."""
    return {
        "households": t("Households"),
        "exports": t("Exports"),
        "other-industries": t("Other industries"),
    }


def values(t: Text, engine: Engine, iso3: str, other: str) -> dict[str, Any]:
    """Return what the page shows of a country, beside another one if that is known."""
    record = records.pack(iso3)
    economy = record.economy
    names = {code: t.label(engine.country_name(code)) for code in engine.countries() if records.known(code)}
    other = other if other in names and other != iso3 else ""
    publishers = {str(one["id"]): _publisher(one) for one in economy.sources}
    within = sum(one.within for one in record.totals)
    return {
        "grade": economy.grade,
        "grade_words": grade_names(t)[economy.grade[:1]],
        "table": t.label(str(economy.meta.get("table", ""))),
        "country": names[iso3],
        "filters": _pickers(t, names, iso3, other),
        "action": PATH,
        "show": t("Show"),
        "said": _said(t, names[iso3]),
        "grades_note": t("Grades: A official or published, B estimated from published totals, C modelled or borrowed."),
        "grades": _grades(t, record),
        "totals_lead": t(
            "{within} of {all} published totals are met within the tolerance stated for each. Where a total is of another "
            "year, our figure is carried to it by a stated rule.",
            within=t.numbers.whole(within), all=t.numbers.whole(len(record.totals)),
        ),
        "totals_head": [t("Total"), t("Year"), t("Published"), t("Ours"), t("Gap"), t("Publisher")],
        "totals": _totals(t, record.totals, publishers),
        "balance": t(
            "Every column of the table meets its output to {columns} of it, and GDP by income meets GDP by expenditure to "
            "{gdp}.",
            columns=tiny(record.balance[0]), gdp=tiny(record.balance[1]),
        ) if record.balance[0] else "",
        "methods_lead": _method(t, economy.grade),
        "methods_head": [t("Method"), t("Measure"), t("Table"), t("Mean error"), t("Worst sector")],
        "methods": _methods(t, economy),
        "power_head": [t("Technology"), t("Capacity, MW"), t("Generation, GWh"), t("Share of generation")],
        "power": _power(t, economy),
        "fuels_head": [t("Fuel"), t("Who uses it"), t("Amount"), t("Part of it"), t("Grade")],
        "fuels": _fuels(t, record),
        "imports": [
            t("{fuel}: {share} from abroad", fuel=fuel_names(t)[fuel], share=t.numbers.percent(share))
            for fuel, share in record.imported.items() if fuel in fuel_names(t)
        ],
        "control": t("The count of jobs is the national labour force survey’s.")
        if economy.meta.get("employment_control") == "survey"
        else t("The count of jobs is the ILO’s modelled estimate: no survey with sectors and sexes was at hand."),
        "gap_head": [t("Sector"), t("Survey, million"), t("ILO model, million"), t("Gap")],
        "gap": _gap(t, record.employment_gap),
        "sources": [_source(t, one) for one in economy.sources],
        "report": record.report,
        "compared": _compared(t, economy, records.pack(other).economy, names[iso3], names[other]) if other else [],
        "compared_names": [names[iso3], names[other]] if other else [],
    }  # fmt: skip


def _said(t: Text, country: str) -> dict[str, str]:
    return {
        "table": t("The table it rests on"),
        "grades": t("How good the figures are"),
        "grades_head": t("What"),
        "rows": t("Rows of grade {grade}", grade="{grade}"),
        "totals": t("Published totals met again"),
        "methods": t("What was estimated, and how far off the method is"),
        "power": t("Power, split by technology"),
        "fuels": t("Fuels, split by user"),
        "jobs": t("The count of jobs"),
        "gap": t("Survey beside the ILO’s model, 2023"),
        "sources": t("Every source"),
        "report": t("The builder’s own report (in English)"),
        "compare": t("{country} beside another country", country=country),
        "opens": t("opens the publisher’s page"),
    }


def _pickers(t: Text, names: Mapping[str, str], iso3: str, other: str) -> list[dict[str, Any]]:
    return [
        {
            "label": t("Country"),
            "key": "country",
            "options": [(code, name, code == iso3) for code, name in names.items()],
        },
        {
            "label": t("Beside"),
            "key": "with",
            "options": [
                ("", t("no other country"), not other),
                *((code, name, code == other) for code, name in names.items() if code != iso3),
            ],
        },
    ]


def _publisher(source: Mapping[str, Any]) -> str:
    return f"{source.get('publisher') or ''} {source.get('year') or ''}".strip()


def _grades(t: Text, record: records.PackRecord) -> list[tuple[str, ...]]:
    rows = []
    for name, words in table_names(t).items():
        counted = record.grades.get(name)
        if counted:
            whole = sum(counted.values())
            rows.append((words, *(t.numbers.percent(counted[grade] / whole) for grade in "ABC")))
    return rows


def _totals(t: Text, totals: Sequence[Comparison], publishers: Mapping[str, str]) -> list[tuple[str, ...]]:
    names, units = total_names(t), unit_names(t)
    rows: list[tuple[str, ...]] = []
    for one in totals:
        row = one.total
        if row.indicator not in names:
            continue
        gap = t.numbers.signed_percent(one.gap_pct / 100, 2 if abs(one.gap_pct) < 1 else 1)
        rows.append(
            (
                names[row.indicator],
                t.numbers.year(row.year),
                f"{figure(t, row.published)} {units.get(row.unit, row.unit)}",
                f"{figure(t, one.ours)} {units.get(row.unit, row.unit)}",
                gap if one.within else t("{gap}, outside", gap=gap),
                "; ".join(publishers.get(part, part) for part in row.source.split(";")),
            )
        )
    return rows


def _method(t: Text, grade: str) -> str:
    if grade == "A":
        return t(
            "The table is published; what was estimated is its move to 2023 and the split of fuels and power. The errors below "
            "are of harder work: whole tables of other countries made anew from sector totals and compared with the published ones."
        )
    if grade == "B":
        return t(
            "The table is estimated from published totals by sector and the structure of other countries (method: margins). The "
            "errors below are those of the same method on countries whose table is published."
        )
    return t(
        "The table borrows its structure from other countries (method: donor) under the country’s own totals of broad sectors. "
        "The errors below are those of the same method on countries whose table is published."
    )


def method_names(t: Text) -> dict[str, str]:
    """Return the methods of the rebuild test."""
    return {
        "foreign": t("others’ coefficients as they are"),
        "margins": t("margins: own totals by sector (grade B)"),
        "donor": t("donor: own totals of broad sectors (grade C)"),
    }


def measure_names(t: Text) -> dict[str, str]:
    """Return what the rebuild test measures."""
    return {
        "output": t("Output multipliers"),
        "employment": t("Jobs per unit of final demand"),
        "employment-branches": t("Jobs per unit of final demand, jobs of branches estimated too"),
    }


def _methods(t: Text, economy: Economy) -> list[tuple[str, ...]]:
    """Return the errors of the method by which this country's table was made; of both where it is published."""
    labels = dict(zip(economy.sectors, economy.sector_labels, strict=True))
    methods, measures = method_names(t), measure_names(t)
    return [
        (
            methods.get(row.method, t.label(row.method)),
            measures.get(row.measure, t.label(row.measure)),
            row.table,
            t.numbers.percent(row.mean_error / 100),
            t("{error} ({sector})", error=t.numbers.percent(row.worst_error / 100),
              sector=t.label(labels.get(row.worst_sector, row.worst_sector.replace("-", " ")))),
        )
        for row in records.rebuild_test()
        if row.grade and (economy.grade[:1] == "A" or row.grade == economy.grade[:1])
    ]  # fmt: skip


def _power(t: Text, economy: Economy) -> list[tuple[str, ...]]:
    names, whole = technology_names(t), float(economy.generation.sum())
    order = np.argsort(-economy.generation, kind="stable")
    return [
        (
            names.get(economy.technologies[i], economy.technologies[i]),
            figure(t, float(economy.capacity[i])),
            figure(t, float(economy.generation[i])),
            t.numbers.percent(float(economy.generation[i]) / whole if whole else 0.0, 1),
        )
        for i in order.tolist()
    ]


def _fuels(t: Text, record: records.PackRecord) -> list[tuple[str, ...]]:
    economy = record.economy
    users = user_names(t) | {
        code: t.label(label) for code, label in zip(economy.sectors, economy.sector_labels, strict=True)
    }
    units = unit_names(t)
    rows: list[tuple[str, ...]] = []
    for fuel, name in fuel_names(t).items():
        used = [
            (user, amount, unit, grade)
            for (one, user), (amount, unit, grade) in record.fuels.items()
            if one == fuel
        ]
        whole = sum(amount for _, amount, _, _ in used)
        used.sort(key=lambda one: -one[1])
        for user, amount, unit, grade in used[:MAIN_USERS]:
            share = t.numbers.percent(amount / whole if whole else 0.0)
            rows.append(
                (
                    name,
                    users.get(user, t.label(user)),
                    f"{figure(t, amount)} {units.get(unit, unit)}",
                    share,
                    grade,
                )
            )
        rest = sum(amount for _, amount, _, _ in used[MAIN_USERS:])
        if rest:
            words = f"{figure(t, rest)} {units.get(used[0][2], used[0][2])}"
            rows.append(
                (name, t("all others"), words, t.numbers.percent(rest / whole), max(one[3] for one in used))
            )
    return rows


def _gap(t: Text, gap: Mapping[str, tuple[float, float]]) -> list[tuple[str, ...]]:
    names = {"agriculture": t("Farming"), "industry": t("Industry"), "service": t("Services")}
    return [
        (
            names[sector],
            t.numbers.decimal(survey, 2),
            t.numbers.decimal(modelled, 2),
            t.numbers.signed_percent(survey / modelled - 1 if modelled else 0.0, 0),
        )
        for sector, (survey, modelled) in gap.items()
    ]


def _source(t: Text, source: Mapping[str, Any]) -> dict[str, str]:
    """Return a source: titles and publishers are names and stay as they are, what is said about them is translated."""
    url = str(source.get("url") or "")
    licence = t.label(str(source.get("licence") or ""))
    return {
        "title": str(source.get("title") or source.get("id") or ""),
        "url": url if web_address(url) else "",
        "publisher": str(source.get("publisher") or ""),
        "details": " · ".join(part for part in (str(source.get("year") or ""), licence) if part),
        "note": t.label(str(source.get("note") or "")),
    }


# --- two countries side by side -----------------------------------------------------------------------------------------


def _compared(t: Text, one: Economy, other: Economy, name: str, other_name: str) -> list[dict[str, Any]]:
    """Return the two countries' structure, a table a subject; each cell is a share and the length of its bar."""
    groups = {key: t.label(label) for key, label in group_labels().items()}
    keys = tuple(groups)

    def by_group(economy: Economy, values: Array) -> Array:
        return add_up(np.asarray(values, dtype=float)[None, :], economy.sector_groups, keys)[0]

    def shares(values: Array) -> Array:
        return values / values.sum() if values.sum() else values

    def women(economy: Economy) -> Array:
        both = by_group(economy, economy.employment.sum(axis=1))
        return np.divide(
            by_group(economy, economy.employment[:, 0]), both, out=np.zeros_like(both), where=both > 0
        )

    names = list(groups.values())
    subjects = [
        (t("Jobs by sector"), names, [shares(by_group(e, e.employment.sum(axis=1))) for e in (one, other)]),
        (t("Output by sector"), names, [shares(by_group(e, e.x)) for e in (one, other)]),
        (t("Women’s share of jobs"), names, [women(e) for e in (one, other)]),
        (t("Power by technology"), list(technology_names(t).values()), [_mix(e) for e in (one, other)]),
        (t("Exports by sector"), names, [shares(by_group(e, e.f_money[:, EXPORTS])) for e in (one, other)]),
    ]
    return [
        {
            "title": title,
            "heads": [name, other_name],
            "rows": _bars(t, labels, first, second),
        }
        for title, labels, (first, second) in subjects
    ]


def _mix(economy: Economy) -> Array:
    """Return the shares of generation in the order of the technologies' names."""
    order = list(technology_names(text_for("en")))
    by = dict(zip(economy.technologies, economy.generation.tolist(), strict=True))
    values = np.array([by.get(technology, 0.0) for technology in order])
    return values / values.sum() if values.sum() else values


def _bars(t: Text, labels: Sequence[str], first: Array, second: Array) -> list[dict[str, Any]]:
    longest = float(max(first.max(initial=0.0), second.max(initial=0.0))) or 1.0
    return [
        {
            "name": label,
            "cells": [
                (t.numbers.percent(float(value), 1), f"{100 * float(value) / longest:.1f}")
                for value in (a, b)
            ],
        }
        for label, a, b in zip(labels, first.tolist(), second.tolist(), strict=True)
        if max(a, b) >= 0.0005
    ]
