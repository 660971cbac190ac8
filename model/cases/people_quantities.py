"""What a case asks about people: the transition ledger, its fund, and who works in small firms."""

from __future__ import annotations

import numpy as np

from model.cases.subject import NO_PATHWAY, Ours, Run
from model.economy import FIRST_YEAR, SEXES


def people_of_the_ledger(run: Run, stage: str, last: int, region: str = "", sex: str = "") -> Ours:
    """People in one stage of the transition ledger (displaced, retired, re-employed, left-out), sum of the years to `last`."""
    if run.result is None:
        return NO_PATHWAY
    counted = run.result.people.ledger.by(stage, ("region", "sex"))[: last - FIRST_YEAR + 1].sum(axis=0)
    regions = [run.pack.regions.index(region)] if region else list(range(len(run.pack.regions)))
    sexes = [SEXES.index(sex)] if sex else list(range(len(SEXES)))
    return Ours(float(counted[np.ix_(regions, sexes)].sum()))


def cost_of_the_fund(run: Run, last: int) -> Ours:
    """What retraining, income support and the bridge to retirement cost, million US$ of 2023, sum of the years to `last`."""
    if run.result is None:
        return NO_PATHWAY
    return Ours(float(run.result.people.ledger.fund().total[: last - FIRST_YEAR + 1].sum()))


def outside_larger_firms(run: Run, larger_firms: float, public: list[str]) -> Ours:
    """Share of all jobs of the base year that are not in medium and large firms, %.

    `larger_firms` is their published headcount. The low end also takes public services (sectors by code) for large
    employers; the high end and the centre do not.
    """
    jobs = run.pack.employment.sum(axis=1)
    whole = float(jobs.sum())
    offices = float(sum(jobs[run.pack.sectors.index(code)] for code in public))
    share = 100.0 * (whole - larger_firms) / whole
    return Ours(share, 100.0 * (whole - larger_firms - offices) / whole, share)


PEOPLE = (people_of_the_ledger, cost_of_the_fund, outside_larger_firms)
