"""What a case asks about spending programmes: what they cost, how many jobs they can reach, what becomes of a region."""

from __future__ import annotations

from model.cases.subject import NO_PATHWAY, Ours, Run
from model.economy import FIRST_YEAR


def cost_of_programmes(run: Run, last: int) -> Ours:
    """What the pathway's programmes spend, million US$ of 2023, sum of the years to `last`."""
    if run.pathway is None:
        return NO_PATHWAY
    return Ours(sum(p.amount * max(min(p.last, last) - p.first + 1, 0) for p in run.pathway.programmes))


def jobs_reached(run: Run) -> Ours:
    """Jobs of the base year in the sectors that the pathway's programmes help: the most that they can cover."""
    if run.pathway is None:
        return NO_PATHWAY
    reached = {p.sector for p in run.pathway.programmes if p.sector is not None}
    jobs = run.pack.employment.sum(axis=1)
    return Ours(float(sum(jobs[run.pack.sectors.index(code)] for code in reached)))


def net_jobs_in_region(run: Run, region: str, year: int) -> Ours:
    """Net jobs in one region; regional detail is modelled."""
    if run.result is None:
        return NO_PATHWAY
    change = run.result.employment_change(by=("region",))[year - FIRST_YEAR]
    return Ours(float(change[run.pack.regions.index(region)]))


def net_jobs_per_million(run: Run, last: int) -> Ours:
    """Job-years in sum over what the programmes spend, per million US$, to `last`; what comes later is not in it."""
    cost = cost_of_programmes(run, last).value
    if run.result is None or not cost:
        return NO_PATHWAY
    return Ours(float(run.result.net[: last - FIRST_YEAR + 1].sum()) / cost)


PROGRAMMES = (cost_of_programmes, jobs_reached, net_jobs_in_region, net_jobs_per_million)
