"""The view "Power and climate": what generates, what is built and closed, what is emitted, and what replaces what."""

from __future__ import annotations

from typing import Any

import numpy as np

from dashboard.summary import Array
from dashboard.text import Text
from dashboard.text.numbers import apportion, to_unit
from dashboard.views.blocks import Block, line, row, table
from dashboard.views.power_summary import (
    FARMING,
    FUELS,
    HOMES,
    INDUSTRY,
    MEASURES,
    POWER,
    REST,
    TRANSPORT,
    PowerSummary,
    summarise_power,
)
from dashboard.views.question import Question, answer_of

PER_TERA = 1_000.0
"""GWh in a TWh, MW in a GW"""
LARGE = 2_000.0
"""GWh or MW from which TWh or GW are printed"""
SAME = 1e-3
"""share of all power; a smaller difference is none"""
FUEL_COLOURS = {
    "coal": "fuel-coal",
    "oil": "fuel-oil",
    "gas": "fuel-gas",
    "nuclear": "fuel-nuclear",
    "hydro": "fuel-hydro",
    "wind": "fuel-wind",
    "solar": "fuel-solar",
    "bioenergy": "fuel-biomass",
}
SOURCE_COLOURS = {
    POWER: "fuel-coal",
    FUELS: "fuel-oil",
    INDUSTRY: "fuel-nuclear",
    TRANSPORT: "fuel-hydro",
    FARMING: "fuel-biomass",
    HOMES: "fuel-solar",
    REST: "fuel-other",
    MEASURES: "fuel-wind",
}


def view(question: Question) -> dict[str, Any]:
    """Return the answer of the view."""
    t, year, runs, scenario = question.t, question.year, question.runs, question.scenario
    power = runs.analysis("power", scenario, lambda: summarise_power(runs.result(scenario)))
    blocks = [
        generation_block(t, power, year),
        emissions_block(t, power, year),
        change_block(t, power, year),
        capacity_block(t, power, year),
    ]
    return answer_of(
        blocks,
        t(
            "Modelled from plants that stand (register of plants), power balances and EDGAR emissions of 2023. Land use and forests "
            "are not counted. A year is balanced as a whole, no hour is simulated."
        ),
    )


def technology_names(t: Text) -> dict[str, str]:
    """Return the names of the technologies, by the model's ids."""
    return {
        "coal": t("Coal"),
        "oil": t("Oil"),
        "gas": t("Gas"),
        "nuclear": t("Nuclear"),
        "hydro": t("Water"),
        "wind": t("Wind"),
        "solar": t("Sun"),
        "bioenergy": t("Biomass, geothermal"),
    }


def source_names(t: Text) -> dict[str, str]:
    """Return the sources of emissions."""
    return {
        POWER: t("Power"),
        FUELS: t("Mining and fuels"),
        INDUSTRY: t("Industry and building"),
        TRANSPORT: t("Transport firms"),
        FARMING: t("Farming"),
        HOMES: t("Homes and private cars"),
        REST: t("Services and waste"),
        MEASURES: t("Changes by measures"),
    }


def _name(t: Text, technology: str) -> str:
    return technology_names(t).get(technology) or t.label(technology.capitalize())


def _colour(technology: str) -> str:
    return FUEL_COLOURS.get(technology, "fuel-other")


def generation_block(t: Text, power: PowerSummary, year: int) -> Block:
    """Return generation by technology over the years, and the baseline's total over it."""
    at = power.at(year)
    size = PER_TERA if power.generation.sum(axis=1).max() >= LARGE else 1.0
    digits = 0 if size == 1.0 else 1 if power.generation.sum(axis=1).max() >= 20 * PER_TERA else 2
    kept = [k for k in range(len(power.technologies)) if power.generation[:, k].max() >= 0.5]
    series = [
        line(_name(t, power.technologies[k]), _colour(power.technologies[k]), power.generation[:, k] / size, digits)
        for k in kept
    ]  # fmt: skip
    baseline = power.generation_baseline.sum(axis=1) / size
    series.append(line(t("Baseline, all"), "baseline", baseline, digits, dash=True, over=True))
    return {
        "id": "generation",
        "kind": "lines",
        "stacked": True,
        "title": _generation_title(t, power, at, year),
        "subtitle": t("Power generated, TWh a year") if size > 1 else t("Power generated, GWh a year"),
        "years": list(power.years),
        "series": series,
        "digits": digits,
    }


def _generation_title(t: Text, power: PowerSummary, at: int, year: int) -> str:
    def renewable(generation: Array) -> float:
        return float(generation[at, power.renewable].sum() / max(generation[at].sum(), 1e-9))

    mine, theirs = renewable(power.generation), renewable(power.generation_baseline)
    percent, in_year = t.numbers.percent, t.numbers.year(year)
    if round(100 * mine) == round(100 * theirs):
        return t(
            "Renewables give {share} of power in {year}, as in the baseline",
            share=percent(mine),
            year=in_year,
        )
    return t("Renewables give {share} of power in {year}, {baseline} in the baseline", share=percent(mine),
             baseline=percent(theirs), year=in_year)  # fmt: skip


def _fine(amounts: Array) -> tuple[float, int]:
    """The size of the unit and the decimals in which the amounts (GWh or MW) of one year are printed."""
    largest = float(np.abs(amounts).max(initial=0.0))
    return (PER_TERA, 1) if largest >= LARGE else (1.0, 0)


def _printed(amounts: Array, size: float, digits: int, total: float | None = None) -> list[float]:
    """Return amounts rounded to the printed digit, so that they add up."""
    scale = 10**digits
    whole = None if total is None else round(total * scale / size)
    return [value / scale for value in apportion((amounts * scale / size).tolist(), 1, whole)]


def change_block(t: Text, power: PowerSummary, year: int) -> Block:
    """Return what generates more and what less than in the baseline, in the year."""
    at = power.at(year)
    change = power.generation[at] - power.generation_baseline[at]
    size, digits = _fine(change)
    amounts = _printed(change, size, digits)
    in_year, unit = t.numbers.year(year), t("TWh") if size > 1 else t("GWh")

    def words(value: float) -> str:
        return t.numbers.signed(value, digits)

    order = [int(k) for k in np.argsort(-change, kind="stable") if amounts[k]]
    rows = [
        row(power.technologies[k], _name(t, power.technologies[k]), [amounts[k]], [words(amounts[k])])
        for k in order
    ]
    total = sum(amounts)
    best, worst = int(np.argmax(amounts)), int(np.argmin(amounts))
    if not rows or float(np.abs(change).max()) < SAME * float(power.generation_baseline[at].sum()):
        title = t("Power comes from the same plants as in the baseline")
    elif amounts[worst] < 0 < amounts[best]:
        title = t("{gainer} {gain} {unit}, {loser} {loss} {unit} against the baseline in {year}",
                  gainer=_name(t, power.technologies[best]), gain=words(amounts[best]), unit=unit, year=in_year,
                  loser=_name(t, power.technologies[worst]), loss=words(amounts[worst]))  # fmt: skip
    else:
        one = best if amounts[best] > 0 else worst
        title = t("{technology} {change} {unit} against the baseline in {year}", unit=unit, year=in_year,
                  technology=_name(t, power.technologies[one]), change=words(amounts[one]))  # fmt: skip
    if rows:
        rows.append(row("all", t("All power"), [total], [words(total)]) | {"strong": True})
    return {
        "id": "power-change",
        "kind": "bars",
        "title": title,
        "subtitle": t("What replaces what, {year} · {unit} against the baseline", year=in_year, unit=unit),
        "head": t("Power from"),
        "columns": [unit],
        "parts": [],
        "rows": rows,
        "note": t("All power changes with what is used: saving energy lowers it, more activity raises it.")
        if rows
        else "",
    }


def capacity_block(t: Text, power: PowerSummary, year: int) -> Block:
    """Return plant that is new and that has closed since 2023, and what stands in the year."""
    at = power.at(year)
    size, digits = _fine(np.concatenate([power.new[at], power.closed[at], power.capacity[at]]))
    new, closed = (_printed(values[at], size, digits) for values in (power.new, power.closed))
    stands = _printed(power.capacity[at], size, digits)
    unit = t("GW") if size > 1 else t("MW")
    in_year = t.numbers.year(year)

    def words(*values: float) -> list[str]:
        up, down, left = values
        return [
            t.numbers.signed(up, digits),
            t.numbers.signed(-down, digits),
            t.numbers.decimal(left, digits),
        ]

    rows = [
        row(name, _name(t, name), [new[k], -closed[k]], words(new[k], closed[k], stands[k]))
        for k, name in enumerate(power.technologies)
        if new[k] or closed[k] or stands[k]
    ]
    rows.sort(key=lambda one: -sum(one["values"]))
    ups, downs, sums = sum(new), sum(closed), sum(stands)
    rows.append(row("all", t("All plants"), [ups, -downs], words(ups, downs, sums)) | {"strong": True})
    return {
        "id": "capacity",
        "kind": "bars",
        "title": t("{new} {unit} of plant are new by {year}, and {closed} {unit} have closed", unit=unit, year=in_year,
                   new=t.numbers.decimal(ups, digits), closed=t.numbers.decimal(downs, digits)),
        "subtitle": t("Capacity since 2023, {unit}", unit=unit),
        "head": t("Plant"),
        "columns": [t("New"), t("Closed"), t("Stands in {year}", year=in_year)],
        "parts": [[t("New"), "created"], [t("Closed"), "lost"]],
        "rows": rows,
    }  # fmt: skip


def emissions_block(t: Text, power: PowerSummary, year: int) -> Block:
    """Return emissions by source over the years, and the baseline's total over them."""
    at = power.at(year)
    theirs = power.emitted_baseline
    digits = 1
    names = source_names(t)
    series = [
        line(names[name], SOURCE_COLOURS[name], values, digits)
        for name, values in power.emissions.items()
        if np.abs(values).max() >= 0.05
    ]
    series.append(line(t("Baseline, all"), "baseline", theirs, digits, dash=True, over=True))
    return {
        "id": "emissions",
        "kind": "lines",
        "stacked": True,
        "title": _emissions_title(t, power, at, year),
        "subtitle": t("Greenhouse gases, Mt CO₂e a year, without land use"),
        "years": list(power.years),
        "series": series,
        "digits": digits,
        "note": t(
            "Emissions follow what is produced, at the factors of 2023. Farming grows with the whole economy here, which overstates "
            "its gases where people grow richer; pathways are compared with a baseline that does the same."
        ),
        "table": _emissions_table(t, power, at, year),
    }


def _emissions_title(t: Text, power: PowerSummary, at: int, year: int) -> str:
    first = max(power.emissions_first, 1e-9)
    mine, theirs = float(power.emitted[at]) / first - 1, float(power.emitted_baseline[at]) / first - 1
    in_year = t.numbers.year(year)
    signed = t.numbers.signed_percent
    if round(100 * mine) == round(100 * theirs):
        return t("Greenhouse gases in {year}: {change} against 2023, as in the baseline", change=signed(mine, 0),
                 year=in_year)  # fmt: skip
    return t("Greenhouse gases in {year}: {change} against 2023; {baseline} in the baseline", change=signed(mine, 0),
             baseline=signed(theirs, 0), year=in_year)  # fmt: skip


def _emissions_table(t: Text, power: PowerSummary, at: int, year: int) -> dict[str, Any]:
    """The year by source: pathway, baseline and difference; columns add up."""
    names = list(power.emissions)
    columns = [
        [to_unit(10 * float(part[name][at]), 1) / 10 for name in names]
        for part in (power.emissions, power.emissions_baseline)
    ]
    rows = [
        [source_names(t)[name], t.numbers.fixed(a, 1), t.numbers.fixed(b, 1), t.numbers.signed(a - b, 1)]
        for name, a, b in zip(names, *columns, strict=True)
    ]
    a, b = (sum(column) for column in columns)
    return table(
        t("Greenhouse gases, {year}, Mt CO₂e", year=t.numbers.year(year)),
        [t("Source"), t("Pathway"), t("Baseline"), t("Difference")],
        [*rows, [t("All"), t.numbers.fixed(a, 1), t.numbers.fixed(b, 1), t.numbers.signed(a - b, 1)]],
    )
