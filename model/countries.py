"""Every country and every preset pathway in one table, to catch nonsense before somebody else does.

A row is a pathway in one year, set against the baseline of its own country. `unusual` names the figures that lie beyond Tukey's
outer fences (1977: three times the distance between the quartiles, from the nearer quartile) of all rows of that year, and
says where more than half of the jobs created find nobody: a pointer for a reader, not a verdict. docs/countries.md says of each
why it is right, or what was mended.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

import numpy as np

from model.economy import FIRST_YEAR, Economy
from model.load import load_economy
from model.pathway import load_preset, preset_names
from model.result import Result
from model.run import simulate
from model.world import default_world

YEARS_SHOWN = (2035, 2050)
OUTER_FENCE = 3.0
PAID_ON = (
    "loan-service",
    "debt-service",
    "investor-returns",
    "transfers",
    "lower-labour-tax",
    "transition-fund",
    "less-deficit",
    "income-support",
    "hydrogen-wages-and-profits",
)
"""uses of money that hand it to somebody else and buy nothing themselves"""
MOST_UNFILLED = 50.0
"""% of the jobs created: most rows have none unfilled, so that quartiles say nothing; half is the mark instead"""
LEAST_ROWS = 8
"""quartiles of fewer rows say nothing"""


@dataclass(frozen=True)
class Indicators:
    """One pathway of one country in one year, changes against the baseline of that year."""

    country: str
    pathway: str
    year: int
    workers: float
    """jobs of the baseline in that year"""
    created: float
    lost: float
    net: float
    net_per_1000: float
    """net jobs per 1,000 jobs of the baseline"""
    mean_per_1000: float
    """the same, mean of all years to 2050: building comes first and is paid for later, so that no single year tells"""
    unfilled: float
    """jobs created that find nobody, % of those created; nan where none is created"""
    women_share: float
    """women, % of the jobs created; nan where none is created"""
    worst_region: str
    worst_per_100: float
    """net jobs of the hardest-hit region per 100 of its jobs in the baseline; no region where nothing changes"""
    emissions: float
    """%"""
    gdp: float
    """%"""
    investment: float
    """what plants, grids, projects, savings of energy, programmes and other measures buy beyond the baseline, % of its GDP"""
    public_cost: float
    """what the public budget pays for the pathway, % of baseline GDP"""
    warnings: int
    unusual: str = ""
    """figures beyond the outer fences of all rows of that year"""


COLUMNS = tuple(field.name for field in fields(Indicators))
FENCED = (
    "net_per_1000",
    "mean_per_1000",
    "women_share",
    "worst_per_100",
    "emissions",
    "gdp",
    "investment",
    "public_cost",
)


def indicators_of(iso3: str, presets: Sequence[str] = ()) -> Iterator[Indicators]:
    """Rows of one country, of some of its presets or of all (the baseline, which is nothing against itself, left out)."""
    economy = load_economy(iso3)
    world = default_world(economy)
    for name in presets or [n for n in preset_names(iso3) if n != "baseline"]:
        result = simulate(economy, world, load_preset(iso3, name))
        for year in YEARS_SHOWN:
            yield _row(economy, name, result, year)


def _row(economy: Economy, pathway: str, result: Result, year: int) -> Indicators:
    at = year - FIRST_YEAR
    workers, created = float(result.base.employment_total[at]), float(result.created[at])
    region, worst = _worst(result, at)
    gdp = float(result.gdp_baseline[at])
    bought = sum(float(path[at]) for use, path in result.money_uses.items() if use not in PAID_ON)
    some = created > 0.5
    return Indicators(
        country=economy.iso3,
        pathway=pathway,
        year=year,
        workers=workers,
        created=created,
        lost=float(result.lost[at]),
        net=float(result.net[at]),
        net_per_1000=1000.0 * float(result.net[at]) / workers,
        mean_per_1000=1000.0 * float(np.mean(result.net / result.base.employment_total)),
        unfilled=100.0 * float(result.jobs_unfilled[at]) / created if some else float("nan"),
        women_share=100.0 * float(result.women_share_created[at]) if some else float("nan"),
        worst_region=region if created + float(result.lost[at]) > 0.5 else "",
        worst_per_100=worst,
        emissions=100.0 * float(result.emissions[at] / result.emissions_baseline[at] - 1.0),
        gdp=100.0 * float(result.gdp_change[at]) / gdp,
        investment=100.0 * bought / gdp,
        public_cost=100.0 * float(result.public_cost[at]) / gdp,
        warnings=len(result.warnings),
    )


def _worst(result: Result, at: int) -> tuple[str, float]:
    """The region with the lowest net jobs per 100 jobs of the baseline, and that figure."""
    change = result.employment_change(by=("region",))[at]
    level = result.base.cells[at].sum(axis=1)
    per = 100.0 * np.divide(change, level, out=np.zeros_like(change), where=level > 0.5)
    worst = int(np.argmin(per))
    code = result.economy.regions[worst]
    return result.economy.region_names[code].get("en", code), float(per[worst])


def with_unusual(rows: Sequence[Indicators]) -> list[Indicators]:
    """The same rows with `unusual` filled in, each year against its own quartiles."""
    found = []
    fences = {
        (year, name): _fences([getattr(r, name) for r in rows if r.year == year and _moves(r)])
        for year in {row.year for row in rows}
        for name in FENCED
    }
    for row in rows:
        names = [name for name in FENCED if _beyond(getattr(row, name), fences[row.year, name])]
        names += ["unfilled"] if row.unfilled > MOST_UNFILLED else []
        found.append(replace(row, unusual=" ".join(names)))
    return found


def _moves(row: Indicators) -> bool:
    """A pathway equal to the baseline is no measure of what is usual."""
    return row.created + row.lost > 0.5


def _beyond(value: float, fences: tuple[float, float]) -> bool:
    return bool(np.isfinite(value)) and not fences[0] <= value <= fences[1]


def _fences(values: Sequence[float]) -> tuple[float, float]:
    finite = [v for v in values if np.isfinite(v)]
    if len(finite) < LEAST_ROWS:
        return -np.inf, np.inf
    low, high = np.percentile(finite, [25.0, 75.0])
    reach = OUTER_FENCE * (high - low)
    return min(0.0, low - reach), max(0.0, high + reach)
