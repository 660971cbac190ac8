"""What the view "Who pays?" keeps of a run: sources and uses of money, the public budget, and what is bought abroad."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from dashboard.scenario import Scenario, ordered
from dashboard.summary import FIRST_SHOWN, Array

PAID_BY = ("grants-share", "loans-share", "budget-share")
"""levers that say who pays for what is built; private capital and tariffs pay the rest"""
SCARCE = "crowding_out_share"
"""parameter of the world: other investment given up per unit of private capital"""


@dataclass(frozen=True)
class PaysSummary:
    """Million US$ of 2023 against the baseline unless stated; Y years from the first shown one."""

    years: tuple[int, ...]
    sources: Mapping[str, Array]
    """who pays -> [Y]"""
    uses: Mapping[str, Array]
    """what it is spent on -> [Y]; the sums of both are the same in every year"""
    invested: Array
    """[Y] what is built and bought at first hand: all uses but the service of what was borrowed or put in"""
    public_cost: Array
    """[Y] what the public budget pays: its part of the investment, the service of loans and of its own debt"""
    budget_part: Array
    """[Y] of it what the budget pays at once"""
    debt_part: Array
    """[Y] of it the service of loans and debt"""
    revenue: Array
    """[Y] change of taxes and resource revenue"""
    other_spending: Array
    """[Y] change of all other public spending"""
    balance: Array
    """[Y] revenue less other spending less public cost"""
    gdp: Array
    """[Y] of the pathway"""
    net: Array
    """[Y] jobs"""
    building: Array
    """[Y] jobs of them that building needs, on sites and in what sites buy"""
    abroad: Mapping[str, Array]
    """what is bought -> [Y] change of imports; they add up to `imports`"""
    imports: Array
    """[Y]"""
    built_abroad: Array
    """[Y] imported part of what is built beyond the baseline"""
    built: Array
    """[Y] all that is built beyond the baseline"""

    def at(self, year: int) -> int:
        """Return the position of a year on the axis."""
        return self.years.index(year)

    @property
    def lasting(self) -> Array:
        """[Y] net jobs without those that building needs."""
        return self.net - self.building


REPAID = ("loan-service", "debt-service", "investor-returns")
"""uses that pay for what was spent before"""


def summarise_pays(result: Any) -> PaysSummary:
    """Reduce a result to what the view shows."""
    years = [int(year) for year in result.economy.years]
    start = years.index(FIRST_SHOWN)

    def series(values: Any) -> Array:
        return np.asarray(values, dtype=float)[start:]

    uses = {name: series(values) for name, values in result.money_uses.items()}
    money = result.money
    return PaysSummary(
        years=tuple(years[start:]),
        sources={name: series(values) for name, values in result.money_sources.items()},
        uses=uses,
        invested=np.sum([values for name, values in uses.items() if name not in REPAID], axis=0),
        public_cost=series(result.public_cost),
        budget_part=series(money.budget),
        debt_part=series(result.public_cost - money.budget),
        revenue=series(result.public_revenue_change),
        other_spending=series(result.response.public_spending),
        balance=series(result.public_balance_change),
        gdp=series(result.gdp),
        net=series(result.net),
        building=series(result.building_job_years()),
        abroad={name: series(values) for name, values in imports_by_use(result).items()},
        imports=series(result.imports_change),
        built_abroad=series(result.built.imports - result.base.spending.imports),
        built=series((result.built.by_item - result.base.spending.by_item).sum(axis=1)),
    )


def imports_by_use(result: Any) -> dict[str, Array]:
    """Share out the change of imports by what is bought; the parts add up to `result.imports_change`.

    Inputs of firms are split in fuel and power, and everything else. Coefficients of other inputs stay those of the base
    year, so what is left of the imported inputs is energy.
    """
    base, agents, response = result.base, result.base.agents, result.response
    fuel = np.zeros(len(base.economy.sectors), dtype=bool)
    fuel[base.energy.products] = True
    other_row = base.economy.M[~fuel].sum(axis=0)
    inputs = response.x @ other_row
    energy = ((base.table.import_row - other_row) * response.x).sum(axis=1)
    energy = energy - (result.shock.energy_imports * result.output).sum(axis=1)
    parts = {
        "equipment": result.built.imports - base.spending.imports,
        "inputs": inputs,
        "energy": energy,
        "households": agents.households.imports * response.household_spending,
        "public": agents.government.imports * response.public_spending,
        "other-investment": -agents.investment.imports * result.money.crowded_out,
    }
    parts["measures"] = result.imports_change - np.sum(list(parts.values()), axis=0)
    return parts


def unpaid(scenario: Scenario) -> Scenario:
    """Return the scenario in which a donor abroad pays for everything that is built, bought and supported.

    Nobody at home then pays bills, taxes or debt for it and no other spending makes room: what is left is what the
    pathway does by itself. A carbon price stays, because its revenue is spent again at home.
    """
    moved = {name: value for name, value in scenario.levers if name not in PAID_BY} | {PAID_BY[0]: 100.0}
    programmes = tuple(one.model_copy(update={"source": "grants"}) for one in scenario.programmes)
    return replace(scenario, levers=ordered(moved), programmes=programmes)


def scarce(scenario: Scenario) -> Scenario:
    """Return the scenario in which every dollar of private capital is taken from other investment."""
    return replace(scenario, edits=ordered(dict(scenario.edits) | {SCARCE: 1.0}))
