"""`run`: a pathway to 2050 as long CSV rows."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from model.cli import DIMENSIONS
from model.cli.incidence import incidence_rows
from model.cli.programmes import parse_programmes, programme_rows
from model.cli.table import digits, write_csv
from model.errors import InputError

if TYPE_CHECKING:
    from model.economy import Economy
    from model.pathway import Pathway
    from model.world import World

MONEY = "million US$ 2023"
SEXES = ("women", "men")
CHANNELS = ("direct", "supply-chain", "spending")
REGIONAL_GRADE = "C"
"""Regional detail is modelled whatever the national table is."""

PEOPLE = ("sector", "sex", "region")
"""What people are split by; `employment_change` by channel as well, building job-years by sector only."""


def run_pathway(
    country: str,
    pathway_name: str,
    settings: Sequence[str],
    by: str,
    out: str | None,
    world_settings: Sequence[str] = (),
    draws: int | None = None,
    explained: str | None = None,
    programmes: Sequence[str] = (),
    incidence: bool = False,
) -> int:
    """Run one pathway of one country and write its rows; see `long_rows` for what a row is.

    `draws` adds columns low and high, `explained` (headlines joined by commas) rows that say which lever does what,
    `programmes` (see `cli.programmes`) spending beside the pathway's own, `incidence` rows that say who bears the carbon price.
    """
    dimensions = parse_dimensions(by)
    levers_set = parse_settings(settings)
    headlines = parse_headlines(explained)
    added = parse_programmes(programmes)

    from model import MODEL_VERSION, simulate
    from model.levers import load_levers
    from model.load import load_economy
    from model.pathway import validate
    from model.world import default_world

    economy = load_economy(country)
    pathway = with_settings(find_pathway(economy, pathway_name), levers_set)
    pathway = replace(pathway, programmes=(*pathway.programmes, *added))
    validate(pathway, load_levers(economy))
    world = world_with(default_world(economy), world_settings)
    result = simulate(economy, world, pathway)
    header = ("country", "pathway", "year", "variable", "item", *dimensions)
    versions = (MODEL_VERSION, economy.data_version)
    long = chain(
        long_rows(economy, result, dimensions),
        programme_rows(economy, result, dimensions),
        explained_rows(economy, world, pathway, headlines, dimensions),
        incidence_rows(result, dimensions) if incidence else (),
    )
    rows: Iterator[tuple[str, ...]] = ((economy.iso3, pathway.name, *row, *versions) for row in long)
    value: tuple[str, ...] = ("value",)
    if draws is not None:
        rows = with_band(rows, bands(economy, world, pathway, draws, result), len(header))
        value = ("value", "low", "high")
    write_csv((*header, *value, "unit", "grade", "model_version", "data_version"), rows, out)
    for sentence in dict.fromkeys(str(warning.sentence) for warning in result.warnings):
        print(f"note: {sentence}", file=sys.stderr)
    return 0


def parse_dimensions(text: str) -> tuple[str, ...]:
    """Return the dimensions of `--by` in the order given; refuse what is unknown or named twice."""
    names = tuple(part.strip() for part in text.split(",")) if text.strip() else ()
    for name in names:
        if name not in DIMENSIONS:
            raise InputError(
                f'--by knows no "{name}". Give any of {", ".join(DIMENSIONS)}, joined by commas.'
            )
        if names.count(name) > 1:
            raise InputError(f"--by names {name} twice. Name it once.")
    return names


def parse_settings(settings: Sequence[str]) -> dict[str, float]:
    """Return lever settings from `lever=value`; whether levers and range are right, the model says."""
    levers: dict[str, float] = {}
    for setting in settings:
        name, equals, text = setting.partition("=")
        if not equals or not name:
            raise InputError(
                f'"{setting}" is no setting. Write lever=value, for example coal-exit-year=2035.'
            )
        try:
            value = float(text)
        except ValueError:
            raise InputError(f'"{text}" is not a number. Write {name}= and a number.') from None
        if name in levers:
            raise InputError(f"{name} is set twice. Set it once.")
        levers[name] = value
    return levers


def parse_headlines(text: str | None) -> tuple[str, ...]:
    """Return the headlines of `--explain`; refuse what is unknown."""
    if text is None:
        return ()
    from model.explain import HEADLINES

    names = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    for name in names:
        if name not in HEADLINES:
            raise InputError(
                f'--explain knows no "{name}". Give any of {", ".join(HEADLINES)}, joined by commas.'
            )
    return names


def world_with(world: World, settings: Sequence[str]) -> World:
    """Return the world with `key=value` settings; refuse what is no number or cannot be."""
    from model.parameters import world_parameters
    from model.world import edited

    units = {name: row.unit for (name, scope), row in world_parameters().items() if scope == "world"}
    changes: dict[str, str | float] = {}
    for setting in settings:
        name, equals, text = setting.partition("=")
        if not equals or not name:
            raise InputError(
                f'"{setting}" is no setting of the world. Write key=value: crowding_out_share=0.3.'
            )
        if name in changes:
            raise InputError(f"{name} is set twice in --world. Set it once.")
        if name == "employment_factors":
            changes[name] = text
            continue
        try:
            value = float(text)
        except ValueError:
            raise InputError(f'"{text}" is not a number. Write --world {name}= and a number.') from None
        if not math.isfinite(value):
            raise InputError(f"{name}={text} cannot be. Give a finite number.")
        if units.get(name) == "share" and not 0.0 <= value <= 1.0:
            raise InputError(f"{name}={text} cannot be: it is a share. Give a value from 0 to 1.")
        if units.get(name, "").startswith("years") and value <= 0:
            raise InputError(f"{name}={text} cannot be: it is a number of years. Give more than 0.")
        changes[name] = value
    return edited(world, changes)


def explained_rows(
    economy: Economy, world: World, pathway: Pathway, headlines: Sequence[str], asked: Sequence[str]
) -> Iterator[tuple[str, ...]]:
    """Yield rows like `long_rows`: variable `explained_<headline>`, item `group:lever`; jobs by channel if asked for.

    Over the items of a year they add up to the headline's change.
    """
    if not headlines:
        return
    from model.explain import explain

    for headline in headlines:
        found = explain(economy, world, pathway, headline)
        by_channel = headline == "net" and "channel" in asked
        for row in found.rows:
            parts = row.channels if by_channel else {"": row.value}
            for channel, values in parts.items():
                cells = tuple(channel if name == "channel" else "" for name in asked)
                for year, value in zip(found.years, values, strict=True):
                    yield (
                        str(year),
                        f"explained_{headline}",
                        f"{row.group}:{row.lever}",
                        *cells,
                        digits(value),
                        found.unit,
                        economy.grade,
                    )


def bands(
    economy: Economy, world: World, pathway: Pathway, draws: int, result: Any
) -> dict[tuple[str, str], tuple[float, float]]:
    """Return (variable, year) -> 5th and 95th percentile of the totals that have a band."""
    from model.ensemble import ensemble

    band = ensemble(economy, world, pathway, draws)
    levels = {
        "employment": ("net", result.base.employment_total),
        "jobs_demanded": ("net", result.base.employment_total),
        "employment_change": ("net", 0.0),
        "jobs_created": ("created", 0.0),
        "jobs_lost": ("lost", 0.0),
        "jobs_unfilled": ("unfilled", 0.0),
        "gdp": ("gdp", result.gdp_baseline),
        "emissions": ("emissions", result.emissions_baseline),
    }
    found = {}
    for variable, (headline, level) in levels.items():
        low, high = band[headline].low + level, band[headline].high + level
        for year, a, b in zip(economy.years, low, high, strict=True):
            found[variable, str(int(year))] = (float(a), float(b))
    return found


def with_band(
    rows: Iterable[tuple[str, ...]], found: dict[tuple[str, str], tuple[float, float]], at: int
) -> Iterator[tuple[str, ...]]:
    """Put low and high behind the value at position `at`; empty where a row is a part of a total or has no band."""
    for row in rows:
        whole = not any(row[4:at])
        low, high = found.get((row[3], row[2]), (math.nan, math.nan)) if whole else (math.nan, math.nan)
        yield (*row[: at + 1], digits(low), digits(high), *row[at + 1 :])


def find_pathway(economy: Economy, name: str) -> Pathway:
    """Return a preset of the country by name, or a pathway file by path."""
    from model.pathway import load_preset, preset_names, read_pathway

    names = preset_names(economy.iso3)
    if name in names:
        # Rows carry the id that was asked for, not the title, which may be translated.
        return replace(load_preset(economy.iso3, name), name=name)
    path = Path(name)
    if path.exists():
        return read_pathway(path)
    raise InputError(
        f"There is no pathway {name} for {economy.iso3}. Choose {', '.join(names)}, or name a TOML file."
    )


def with_settings(pathway: Pathway, levers: dict[str, float]) -> Pathway:
    """Return the pathway with levers set on top, and a name that says so."""
    if not levers:
        return pathway
    words = ", ".join(f"{name}={value:g}" for name, value in levers.items())
    return replace(pathway, name=f"{pathway.name} with {words}", levers={**pathway.levers, **levers})


@dataclass(frozen=True)
class Block:
    """One variable of a result: `values` is [years, *dimensions]; `item` is a technology, source or use."""

    variable: str
    unit: str
    values: np.ndarray
    dimensions: tuple[str, ...] = ()
    item: str = ""


def blocks_of(economy: Any, result: Any, asked: Sequence[str]) -> list[Block]:
    """Return every variable of a result, split by those of the dimensions asked for that it has."""

    def split(variable: str, unit: str, allowed: Sequence[str]) -> Block:
        own = tuple(name for name in asked if name in allowed)
        return Block(variable, unit, getattr(result, variable)(by=own), own)

    def by_sector(variable: str, unit: str) -> Block:
        values = np.asarray(getattr(result, variable))
        return (
            Block(variable, unit, values, ("sector",))
            if "sector" in asked
            else Block(variable, unit, values.sum(axis=1))
        )

    blocks = [
        split("employment", "persons", PEOPLE),
        split("employment_change", "persons", (*PEOPLE, "channel")),
        split("jobs_created", "persons", PEOPLE),
        split("jobs_lost", "persons", PEOPLE),
        *(
            Block(name, "persons", getattr(result, name))
            for name in ("jobs_demanded", "jobs_filled", "jobs_unfilled")
        ),
        split("building_job_years", "job-years", ("sector",)),
        Block("gdp", MONEY, result.gdp),
        by_sector("value_added", MONEY),
        by_sector("output", MONEY),
        Block("emissions", "Mt CO2e", result.emissions),
    ]
    for variable, unit in (("generation", "GWh"), ("capacity", "MW")):
        values = np.asarray(getattr(result, variable))
        blocks += [
            Block(variable, unit, values[:, t], (), name) for t, name in enumerate(economy.technologies)
        ]
    for variable in ("money_sources", "money_uses"):
        blocks += [
            Block(variable, MONEY, values, (), name) for name, values in getattr(result, variable).items()
        ]
    return blocks


def long_rows(economy: Any, result: Any, asked: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """Yield (year, variable, item, *asked, value, unit, grade) for every variable of a result.

    A variable that does not have a dimension leaves its cell empty and is summed over it, so rows of one
    variable and year always add up to its total.
    """
    labels = {"sector": economy.sectors, "sex": SEXES, "region": economy.regions, "channel": CHANNELS}
    years = [str(int(year)) for year in economy.years]
    for block in blocks_of(economy, result, asked):
        values = np.asarray(block.values, dtype=float)
        grade = max(economy.grade, REGIONAL_GRADE) if "region" in block.dimensions else economy.grade
        cells = [_cells(asked, block.dimensions, labels, index) for index in np.ndindex(values.shape[1:])]
        for year, numbers in zip(years, values.reshape(len(years), -1), strict=True):
            for cell, number in zip(cells, numbers, strict=True):
                yield (year, block.variable, block.item, *cell, digits(number), block.unit, grade)


def _cells(
    asked: Sequence[str], own: Sequence[str], labels: dict[str, Sequence[str]], index: tuple[int, ...]
) -> tuple[str, ...]:
    """Return the labels of one cell in the columns asked for; empty where it has no such dimension."""
    at = dict(zip(own, index, strict=True))
    return tuple(labels[name][at[name]] if name in at else "" for name in asked)
