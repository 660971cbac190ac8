"""Green hydrogen for export: electrolysers, their own wind and sun, ammonia plants; an enclave with foreign capital."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.economy import YEARS, Array
from model.measures.effect import Effect, Y
from model.parameters import technology_parameters
from model.power import HOURS, POLICY_YEAR

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.settings import Settings

LEVERS = ("hydrogen-exports-2035", "hydrogen-exports-2050")
FIRST_EXPORT = 2028
"""first year in which a project started in the policy year can deliver (REMIND: two years to build an electrolyser)"""


def green_hydrogen(base: Prepared, settings: Settings) -> Effect | None:
    """Exports in Mt a year, straight between the set years; plants are built in the years before.

    Power for electrolysis = tonnes x heating value / efficiency, from own wind and sun in the share of the solar lever;
    electrolysers in a fixed ratio to them; all hydrogen leaves as ammonia. Jobs on plants by employment factors, what is
    bought through the table. The sale abroad less what running costs is GDP; wages and the part of profits that stays are
    spent, profits are taxed, the rest goes to the owners of the capital.
    """
    if not settings.moved(*LEVERS):
        return None
    economy, agents = base.economy, base.agents
    p = {k: v.value for k, v in technology_parameters().items()}
    target = [settings.value(name) for name in LEVERS]
    exports = np.interp(YEARS, [FIRST_EXPORT - 1, 2035, 2050], [0.0, *target])
    power = exports * 1e3 * p["hydrogen", "heating_value"] / p["electrolyser", "efficiency"]
    split = {"solar": settings.power(base, np.zeros(Y)).solar_share}
    split["wind"] = 1.0 - split["solar"]
    names = [t for t in split if t in economy.technologies]
    # A country that has only one of the two builds that one, whatever the solar lever says.
    split = split if len(names) == 2 else dict.fromkeys(names, 1.0)
    scale = sum(split[t] for t in names)
    running = {
        t: power * split[t] / scale / (HOURS * economy.capacity_factor_new[economy.technologies.index(t)])
        for t in names
    }
    electrolysers = sum(running.values()) * p["electrolyser", "per_renewable_mw"]
    ammonia = exports * 1e6 * p["hydrogen", "heating_value"] / p["ammonia", "hydrogen_input"] / 8760.0
    stock: dict[str, Array] = {**running, "electrolyser": electrolysers, "ammonia": ammonia}
    project = {name: ahead(mw) for name, mw in stock.items()}

    items = base.items
    at = items.names.index("electrolyser")
    upkeep = electrolysers * items.unit_cost[:, at] * p["electrolyser", "operation_share"] / 100.0
    for t in names:
        fixed = p[t, "fixed_om"] * 1e-3
        upkeep = upkeep + running[t] * fixed
    vector = items.vectors[at]
    home = vector * items.domestic_share
    revenue = exports * 1e3 * p["hydrogen", "price"]
    jobs = sum(
        running[t]
        * base.power.new_rate[k]
        * base.power.new_learning[:, k]
        * agents.wage_rate[economy.technology_sector[k]]
        for t in names
        for k in [economy.technologies.index(t)]
    )
    # The owners first get their capital back with its cost; only what is left is taxed and stays in part at home.
    capital = sum(
        base.money.capital[items.names.index(name)] @ (mw * items.unit_cost[:, items.names.index(name)])
        for name, mw in project.items()
    )
    before = revenue - upkeep - jobs
    profit = np.maximum(before - capital, 0.0)
    return Effect(
        name="green-hydrogen",
        final=upkeep[:, None] * home,
        final_imports=upkeep * float((vector - home).sum()),
        project=project,
        project_jobs=running,
        household_spending=agents.spent_of_profits * p["hydrogen", "home_share"] * profit,
        public_revenue=agents.direct_tax * profit,
        value=revenue - upkeep,
        sources={"hydrogen-buyers": revenue},
        alerts=_needed_price(exports, upkeep + jobs + capital, p["hydrogen", "price"]),
        uses={"hydrogen-upkeep": upkeep, "hydrogen-wages-and-profits": revenue - upkeep},
    )


def _needed_price(
    exports: Array, cost: Array, price: float
) -> tuple[tuple[str, int, dict[str, float | str]], ...]:
    """A warning where the price abroad does not pay for plants, upkeep and wages in the last year."""
    needed = cost[-1] / (exports[-1] * 1e3) if exports[-1] > 0 else 0.0
    if needed <= price:
        return ()
    return (("hydrogen-price", int(YEARS[-1]), {"needed": float(needed), "price": price}),)


def ahead(stock: Array) -> Array:
    """(Y,) what must be built each year for a stock that is to stand a year later; nothing before the policy year."""
    added = np.maximum(np.diff(stock, append=stock[-1] + (stock[-1] - stock[-2])), 0.0)
    return np.where(YEARS >= POLICY_YEAR, added, 0.0)
