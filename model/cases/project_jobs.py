"""Jobs of an export project by what it builds and runs: plant and sites, what these buy at home, and the chain behind it.

A result knows jobs by sector; the published cases give them by technology of the project (onshore wind, electrolysis,
ammonia). The split is exact: every purchase of the project belongs to one item, and jobs are linear in purchases.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from model.economy import Array
from model.measures.effect import Effect
from model.parameters import technology_parameters
from model.result import Result

PLACES, SUPPLIERS, CHAIN = range(3)
SCOPES = ("plants-and-sites", "direct", "with-supply-chain")


@dataclass(frozen=True)
class ProjectJobs:
    """Gross jobs of one project, before households and the budget answer. Y years, K items."""

    items: tuple[str, ...]
    running: Array
    """(Y, K) people who run the plant, by employment factors"""
    sites: Array
    """(Y, K) job-years on building sites, by employment factors"""
    suppliers: Array
    """(Y, K) jobs at those who sell to the project at home"""
    chain: Array
    """(Y, K) jobs further up their supply chains"""
    spending: Array
    """(Y,) what building costs, million US$"""

    def total(self, scope: str) -> Array:
        """(Y, K) jobs within a scope: plants-and-sites, direct (with first suppliers), with-supply-chain."""
        jobs = self.running + self.sites
        jobs = jobs + self.suppliers if SCOPES.index(scope) >= SUPPLIERS else jobs
        return jobs + self.chain if SCOPES.index(scope) >= CHAIN else jobs


def project_of(result: Result) -> Effect | None:
    """The export project of a result, if it has one."""
    return next((effect for effect in result.effects if effect.project), None)


def project_jobs(result: Result, made_here: Mapping[str, float] | None = None) -> ProjectJobs | None:
    """Jobs of the result's hydrogen project. With q what is built, c unit cost, v spending vector, d domestic share:

    suppliers = l (q c v d + upkeep), less the construction jobs that site factors replace; chain = l (L - I) of the same.
    `made_here` multiplies d of the manufactured goods of an item: 0 asks what is left if its equipment comes from abroad.
    """
    effect = project_of(result)
    if effect is None:
        return None
    base, items = result.base, result.base.items
    names = tuple(effect.project)
    at = [items.names.index(name) for name in names]
    con, n = result.economy.construction, len(result.economy.sectors)
    Y = len(result.years)
    share, penalty = _bought_at_home(result)
    scale = made_here or {}
    running, sites, suppliers, chain = (np.zeros((Y, len(names))) for _ in range(4))
    whole = np.zeros(Y)
    upkeep = _upkeep(result, effect, names)
    for k, name in enumerate(names):
        cost = effect.project[name] * items.unit_cost[:, at[k]]
        demand = cost[:, None] * items.vectors[at[k]] * (share + penalty) + upkeep[name]
        demand = demand * (1.0 - (1.0 - scale.get(name, 1.0)) * items.equipment)
        assert demand.shape == (Y, n)
        replaced = cost * items.has_factor[at[k]] * items.vectors[at[k], con] * items.domestic_share[con]
        x = np.matmul(base.table.L, demand[:, :, None])[:, :, 0]
        suppliers[:, k] = (demand * base.labour).sum(axis=1) - replaced * base.labour[:, con]
        chain[:, k] = ((x - demand) * base.labour).sum(axis=1)
        sites[:, k] = effect.project[name] * items.site_factor[:, at[k]] * base.productivity
        whole += cost * (1.0 + penalty @ items.vectors[at[k]])
        if name in effect.project_jobs:
            t = result.economy.technologies.index(name)
            rate = base.power.new_rate[t] * base.power.new_learning[:, t]
            running[:, k] = effect.project_jobs[name] * rate * base.productivity
    return ProjectJobs(names, running, sites, suppliers, chain, whole)


def _bought_at_home(result: Result) -> tuple[Array, Array]:
    """(Y, n) share of each product bought at home under the pathway's local content, and what it costs more."""
    from model.settings import settings_of

    base, items, world = result.base, result.base.items, result.base.world
    extra = settings_of(base, result.pathway).local_content
    ceiling = np.maximum(items.domestic_share, world.share("local_content_max_share"))
    share = np.minimum(items.domestic_share + extra[:, None] * items.equipment, ceiling)
    return share, world.share("local_content_cost_penalty") * (share - items.domestic_share)


def _upkeep(result: Result, effect: Effect, names: tuple[str, ...]) -> dict[str, Array]:
    """Item -> (Y, n) what running it buys at home: the project's upkeep, shared as its parts cost."""
    assert effect.final is not None
    items, table = result.base.items, technology_parameters()
    cost = {name: np.zeros(len(result.years)) for name in names}
    for name, running in effect.project_jobs.items():
        cost[name] = running * table[name, "fixed_om"].value * 1e-3
    power = sum(effect.project_jobs.values())
    at = items.names.index("electrolyser")
    cost["electrolyser"] = (
        power
        * table["electrolyser", "per_renewable_mw"].value
        * items.unit_cost[:, at]
        * table["electrolyser", "operation_share"].value
        / 100.0
    )
    whole = sum(cost.values())
    return {
        name: effect.final * np.divide(c, whole, out=np.zeros_like(c), where=whole > 0)[:, None]
        for name, c in cost.items()
    }
