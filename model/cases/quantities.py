"""What a case asks for, one function each: arithmetic, an economy's table, or a pathway's result with its band.

A function takes a `Run` and what the case file gives under `with`, and returns ours with its low and high end (None where
the figure has no band). To add a case, write its file; to add a quantity, write a function here.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from model.cases.people_quantities import PEOPLE
from model.cases.programme_quantities import PROGRAMMES
from model.cases.subject import NO_PATHWAY, NO_PROJECT, Ours, Run
from model.economy import FIRST_YEAR, RENEWABLE, SEXES, Array, Economy
from model.errors import InputError
from model.explain import explain
from model.heat import has_climate, heat_of
from model.investment import EFFICIENCY, vector_of
from model.iomath import close_households, coefficients, leontief_inverse
from model.world import default_world

# --- arithmetic -----------------------------------------------------------------------------------------------------


def product(run: Run, factors: list[float], amount: float) -> Ours:
    """An amount times the sum of factors: megawatts times job-years or jobs per megawatt."""
    return Ours(float(amount) * float(sum(factors)))


def table_entry(run: Run, sales: list[list[float]], output: list[float], row: int, column: int) -> Ours:
    """An entry of the Leontief inverse of a table; rows and columns count from 1."""
    L = leontief_inverse(coefficients(np.array(sales, dtype=float), np.array(output, dtype=float)))
    return Ours(float(L[row - 1, column - 1]))


def table_output(
    run: Run,
    sales: list[list[float]],
    output: list[float],
    demand: list[float],
    row: int,
    per_unit: float = 1.0,
) -> Ours:
    """Output of a sector for a new final demand, or labour at so much per unit of it."""
    L = leontief_inverse(coefficients(np.array(sales, dtype=float), np.array(output, dtype=float)))
    return Ours(per_unit * float((L @ np.array(demand, dtype=float))[row - 1]))


def _closed(
    sales: list[list[float]], output: list[float], income: list[float], spending: list[float]
) -> Array:
    x = np.array(output, dtype=float)
    n = len(x) - 1
    A = coefficients(np.array(sales, dtype=float), x[:n])
    closed = close_households(A, np.array(income[:n]) / x[:n], np.array(spending) / x[n])
    closed[n, n] = income[n] / x[n]
    return leontief_inverse(closed)


def closed_entry(
    run: Run,
    sales: list[list[float]],
    output: list[float],
    income: list[float],
    spending: list[float],
    row: int,
    column: int,
) -> Ours:
    """An entry of the inverse closed for households, whose total stands last in `output`."""
    return Ours(float(_closed(sales, output, income, spending)[row - 1, column - 1]))


def type_2_over_type_1(
    run: Run,
    sales: list[list[float]],
    output: list[float],
    income: list[float],
    spending: list[float],
    column: int,
) -> Ours:
    """Type II over Type I income multiplier of a sector."""
    x = np.array(output, dtype=float)
    n = len(x) - 1
    L = leontief_inverse(coefficients(np.array(sales, dtype=float), x[:n]))
    one = (np.array(income[:n]) / x[:n]) @ L
    return Ours(float(_closed(sales, output, income, spending)[n, column - 1] / one[column - 1]))


# --- a table --------------------------------------------------------------------------------------------------------


def _jobs_row(economy: Economy) -> Array:
    """(n,) direct and supply-chain jobs at home per million US$ of a sector's output."""
    jobs = np.divide(
        economy.employment.sum(axis=1), economy.x, out=np.zeros_like(economy.x), where=economy.x > 0
    )
    return np.asarray(jobs @ leontief_inverse(economy.A))


def _building_jobs(economy: Economy, item: str) -> float:
    """Jobs at home per million US$ spent on building an item; what is imported brings none."""
    from model.baseline import prepare

    items = prepare(economy, default_world(economy)).items
    return float(_jobs_row(economy) @ (vector_of(economy, item) * items.domestic_share))


def _fossil_jobs(economy: Economy) -> float:
    """Jobs per million US$ of the economy's own coal, oil, gas and refined products; 0 where it has none."""
    rows = [i for role in ("coal", "oil-gas", "refining") for i in economy.with_role(role)]
    made = economy.x[rows]
    return float(_jobs_row(economy)[rows] @ made / made.sum()) if made.sum() > 0 else 0.0


def jobs_per_million(run: Run, item: str) -> Ours:
    """Jobs per million US$ of building one technology, by its spending vector."""
    if item not in (*run.pack.technologies, EFFICIENCY, "storage", "grid"):
        return Ours(None, none=f"no {item} in this pack")
    return Ours(_building_jobs(run.pack, item))


def clean_over_fossil(run: Run) -> Ours:
    """Jobs per million US$ of renewables and efficiency, mean of the items, over those of fossil fuels."""
    economy = run.pack
    items = [t for t in economy.technologies if t in RENEWABLE] + [EFFICIENCY]
    clean, fossil = float(np.mean([_building_jobs(economy, i) for i in items])), _fossil_jobs(economy)
    return Ours(clean / fossil) if fossil > 0 else Ours(None, none="no fossil fuel is made here")


def renewable_jobs_share(run: Run, technology: str) -> Ours:
    """Share of one technology in the base-year jobs that run renewable plant, %."""
    economy = run.pack
    jobs = economy.employment.sum(axis=1)[economy.technology_sector]
    renewable = np.array([t in RENEWABLE for t in economy.technologies])
    if technology not in economy.technologies or not jobs[renewable].sum():
        return Ours(None, none=f"no {technology} in this pack")
    return Ours(100.0 * float(jobs[economy.technologies.index(technology)] / jobs[renewable].sum()))


# --- a result -------------------------------------------------------------------------------------------------------


def headline(run: Run, name: str, year: int) -> Ours:
    """A headline's change in one year, with its band."""
    if run.band is None:
        return NO_PATHWAY
    series, at = run.band[name], year - FIRST_YEAR
    return Ours(float(series.central[at]), float(series.low[at]), float(series.high[at]))


def channel_jobs(run: Run, channels: list[str], year: int) -> Ours:
    """Net jobs of some channels (direct, supply-chain, spending), with their band."""
    if run.samples is None:
        return NO_PATHWAY
    jobs = np.sum([run.samples.at(c, year) for c in channels], axis=0)
    low, high = np.percentile(jobs[run.samples.draws.first :], [5.0, 95.0])
    return Ours(float(jobs[0]), min(float(low), float(jobs[0])), max(float(high), float(jobs[0])))


def lever_jobs(run: Run, levers: list[str], channels: list[str], year: int) -> Ours:
    """What some levers contribute to net jobs through some channels (Owen values)."""
    if run.pathway is None:
        return NO_PATHWAY
    found = explain(run.pack, run.world, run.pathway, "net", year)
    missing = set(levers) - {row.lever for row in found.rows}
    if missing:
        raise InputError(
            f"A case asks what {sorted(missing)[0]} contributes, which its pathway does not move."
        )
    return Ours(float(sum(row.channels[c][0] for row in found.rows if row.lever in levers for c in channels)))


def gdp_percent(run: Run, year: int) -> Ours:
    """Change of GDP against the baseline, %, with its band."""
    if run.band is None or run.result is None:
        return NO_PATHWAY
    series, at = run.band["gdp"], year - FIRST_YEAR
    whole = 0.01 * float(run.result.gdp_baseline[at])
    return Ours(
        float(series.central[at]) / whole, float(series.low[at]) / whole, float(series.high[at]) / whole
    )


def created_over_lost(run: Run, year: int) -> Ours:
    """Jobs created for each job lost."""
    if run.result is None:
        return NO_PATHWAY
    lost = float(run.result.lost[year - FIRST_YEAR])
    return Ours(float(run.result.created[year - FIRST_YEAR]) / lost if lost else None, none="no job is lost")


def jobs_in_sectors(run: Run, sectors: list[str], year: int) -> Ours:
    """Change of jobs in sectors given by code or by role."""
    if run.result is None:
        return NO_PATHWAY
    at = [i for s in sectors for i in _sectors(run.pack, s)]
    return Ours(float(run.result.employment_change(by=("sector",))[year - FIRST_YEAR, at].sum()))


def jobs_outside(run: Run, sectors: list[str], year: int) -> Ours:
    """Change of jobs in all other sectors."""
    inside, net = jobs_in_sectors(run, sectors, year), run.result
    if net is None or inside.value is None:
        return NO_PATHWAY
    return Ours(float(net.net[year - FIRST_YEAR]) - inside.value)


def _sectors(economy: Economy, name: str) -> list[int]:
    found = [economy.sectors.index(name)] if name in economy.sectors else economy.with_role(name)
    if not found:
        raise InputError(f"{economy.iso3} has no sector or role {name}, which a case asks for.")
    return list(found)


def region_share_of_loss(run: Run, region: str, sectors: list[str], year: int) -> Ours:
    """A region's share of the jobs that sectors lose, %."""
    if run.result is None:
        return NO_PATHWAY
    at = [i for s in sectors for i in _sectors(run.pack, s)]
    change = run.result.employment_change(by=("region", "sector"))[year - FIRST_YEAR][:, at].sum(axis=1)
    whole = float(change.sum())
    return Ours(
        100.0 * float(change[run.pack.regions.index(region)]) / whole if whole else None,
        none="no job is lost",
    )


def _spread(values: list[float]) -> Ours:
    """The first value, between the least and the most of all."""
    return Ours(values[0], min(values), max(values)) if values else NO_PROJECT


def project_jobs_in(
    run: Run, scope: str, year: int, items: list[str] | None = None, most: bool = False
) -> Ours:
    """Gross jobs of the export project within a scope (`model.cases.project_jobs`), the range over all sets of employment
    factors; of some items only; `most`: the most of any year until then."""
    found = []
    for jobs in run.projects:
        at = [k for k, name in enumerate(jobs.items) if items is None or name in items]
        path = jobs.total(scope)[: year - FIRST_YEAR + 1, at].sum(axis=1)
        found.append(float(path.max() if most else path[-1]))
    return _spread(found)


def project_share(run: Run, scope: str, year: int, items: list[str]) -> Ours:
    """Share of some items in the export project's jobs, %, the range over all sets of employment factors."""
    found = []
    for jobs in run.projects:
        of_items = jobs.total(scope)[year - FIRST_YEAR]
        at = [k for k, name in enumerate(jobs.items) if name in items]
        found.append(100.0 * float(of_items[at].sum() / of_items.sum()))
    return _spread(found)


def jobs_outside_project(run: Run, sectors: list[str], year: int) -> Ours:
    """Change of jobs outside some sectors and the export project's own (plants, sites, first suppliers). The band is that of
    net jobs, less the central run's jobs inside."""
    net = headline(run, "net", year)
    inside = jobs_in_sectors(run, sectors, year)
    if net.value is None or net.low is None or net.high is None or inside.value is None:
        return NO_PATHWAY
    own = project_jobs_in(run, "direct", year).value or 0.0
    less = inside.value + own
    return Ours(net.value - less, net.low - less, net.high - less)


def first_loss_year(run: Run, percent: float) -> Ours:
    """The first year in which GDP is more than so many percent below the baseline."""
    if run.result is None:
        return NO_PATHWAY
    below = 100.0 * run.result.gdp_change / run.result.gdp_baseline < -percent
    return Ours(float(run.result.years[below][0])) if below.any() else Ours(None, none="no loss")


def share_of_created(run: Run, dimension: str, category: str, year: int) -> Ours:
    """Share of one category (women, informal, youth ...) in the jobs created, %."""
    if run.result is None:
        return NO_PATHWAY
    people = run.result.people
    if dimension not in people.dimensions:
        return Ours(None, none=f"no figures on {dimension} in this pack")
    made = people.created((dimension,))[year - FIRST_YEAR]
    whole = float(made.sum())
    at = list(people.categories(dimension)).index(category)
    return Ours(100.0 * float(made[at]) / whole if whole else None, none="no job is created")


def green_jobs(run: Run, definition: str, year: int) -> Ours:
    """Change of green jobs by one of the definitions of `model.people.green`."""
    if run.result is None:
        return NO_PATHWAY
    return Ours(float(run.result.people.green_jobs(definition).change[year - FIRST_YEAR]))


def hours_lost_to_heat(run: Run, year: int, sector: str = "", baseline: bool = False) -> Ours:
    """Share of working hours lost to heat, %, in one sector or in all; under the pathway or in the baseline."""
    result = run.result
    if result is None:
        return NO_PATHWAY
    if not has_climate(run.pack):
        return Ours(None, none="no climate in this pack")
    at, account = year - FIRST_YEAR, heat_of(result.base if baseline else result)
    if sector:
        return Ours(100.0 * float(account.lost_hours[at, run.pack.sectors.index(sector)]))
    return Ours(
        100.0
        * float(account.total[at] / (result.base.employment_total if baseline else result.jobs_demanded)[at])
    )


def heat_share_of_divisions(run: Run, year: int, divisions: list[int]) -> Ours:
    """Share of the hours lost to heat that falls in sectors which cover some ISIC divisions, %."""
    if run.result is None:
        return NO_PATHWAY
    if not has_climate(run.pack):
        return Ours(None, none="no climate in this pack")
    lost = heat_of(run.result).fte.sum(axis=2)[year - FIRST_YEAR]
    inside = [bool(covered & set(divisions)) for covered in run.pack.divisions]
    whole = float(lost.sum())
    return Ours(100.0 * float(lost[inside].sum()) / whole if whole else None, none="no hour is lost")


def heat_jobs(run: Run, year: int, sector: str, sex: str) -> Ours:
    """Hours lost to heat in the baseline in one sector by women or men, full-time equivalents."""
    if run.result is None or not has_climate(run.pack):
        return NO_PATHWAY
    fte = heat_of(run.result.base).fte[year - FIRST_YEAR, run.pack.sectors.index(sector)]
    return Ours(float(fte[SEXES.index(sex)]))


Quantity = Callable[..., Ours]
QUANTITIES: dict[str, Quantity] = {
    f.__name__.replace("_", "-"): f
    for f in (
        product,
        table_entry,
        table_output,
        closed_entry,
        type_2_over_type_1,
        jobs_per_million,
        clean_over_fossil,
        renewable_jobs_share,
        headline,
        channel_jobs,
        lever_jobs,
        gdp_percent,
        created_over_lost,
        jobs_in_sectors,
        jobs_outside,
        region_share_of_loss,
        project_jobs_in,
        project_share,
        jobs_outside_project,
        first_loss_year,
        share_of_created,
        green_jobs,
        hours_lost_to_heat,
        heat_share_of_divisions,
        heat_jobs,
        *PEOPLE,
        *PROGRAMMES,
    )
}
