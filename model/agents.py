"""The agents whose demand closes the accounts: households, the public budget, firms' profits.

Each closure is linear: a row that turns output into what the agent can spend, and a basket that turns spending into
demand. One direct rate of tax stands for taxes on wages and profits; profits are distributed in a stated share; what
is neither taxed nor distributed stays with firms and is not spent again.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from model.economy import GOVERNMENT, HOUSEHOLDS, INVESTMENT, Array, Economy
from model.world import World


@dataclass(frozen=True)
class Basket:
    """What one unit of spending buys."""

    domestic: Array
    """(n,) volume"""
    imports: float
    taxes: float


@dataclass(frozen=True)
class Agents:
    """Rows are (Y, n), per unit of output."""

    household_row: Array
    """household spending called up by a unit of output (after tax and saving)"""
    household_wage_row: Array
    """(n,) the part that comes from wages paid where the work is"""
    surplus_row: Array
    """what a sector keeps of a unit of output: GDP less taxes, wages and the premium of dearer coal that its buyers pay"""
    government_row: Array
    """public revenue from a unit of output"""
    respent_row: Array
    """(n,) share of that revenue that public spending follows: all of it from mines and wells, else the general share"""
    mining: Array
    """(n,) 1 for mines and wells"""
    respent: float
    respent_resources: float
    households: Basket
    government: Basket
    investment: Basket
    wage_rate: Array
    """(n,) wages per job, million US$"""
    direct_tax: float
    spent_of_wages: float
    """(1 - direct tax)(1 - saving)"""
    spent_of_profits: float
    """the same of a unit of operating surplus"""
    spent_of_bills: float
    """household spending lost by one unit on all users' electricity bills"""
    revenue_of_bills: float
    """public revenue lost by one unit on all bills (firms' taxable profit)"""
    propensity: float
    """1 - saving"""


def basket(economy: Economy, use: int) -> Basket:
    """The base-year basket of a final use."""
    domestic, imported = economy.f[:, use], float(economy.f_imported[:, use].sum())
    total = float(economy.f_money[:, use].sum()) + imported + float(economy.final_taxes[use])
    return Basket(domestic / total, imported / total, float(economy.final_taxes[use]) / total)


def agents_of(economy: Economy, world: World, gdp_row: Array) -> Agents:
    """Rows and baskets of an economy. `gdp_row` (Y, n)."""
    f = economy.facts
    tax = f["direct_tax_rate"] / 100.0
    propensity = 1.0 - f["household_saving_rate"] / 100.0
    distributed = world["distributed_profit_share"]
    power = np.zeros(len(economy.sectors), dtype=bool)
    power[economy.technology_sector] = True
    generation = power.copy()
    power[economy.grid] = True

    # Own surplus is what is left of GDP; coal sold above its average price adds to the miners' surplus, credited to the
    # column that buys it so that every closure stays one row over output.
    premium = (economy.A_money - economy.A).sum(axis=0)
    taxes = economy.product_taxes + economy.production_taxes
    wages = np.where(generation, 0.0, economy.wages)
    own = gdp_row - premium - taxes - wages

    bill_share = economy.electricity_users[-1] / max(economy.electricity_users.sum(), 1e-9)
    spent_wages = (1.0 - tax) * propensity
    spent_profits = (1.0 - tax) * propensity * distributed
    spent_bills = bill_share * propensity + (1.0 - bill_share) * spent_profits
    revenue_bills = (1.0 - bill_share) * tax

    # The power sector earns no excess profit: what it keeps lowers users' bills.
    household = (
        np.where(power, spent_bills * own, spent_profits * own)
        + spent_profits * premium
        + spent_wages * wages
    )
    government = taxes + tax * wages + tax * premium + np.where(power, revenue_bills * own, tax * own)
    jobs = economy.employment.sum(axis=1)
    rate = np.divide(economy.wages * economy.x, jobs, out=np.zeros_like(jobs), where=jobs > 0)
    # Tables split the wages of power by technology only roughly: one wage for everyone who runs a plant.
    rate[generation] = float(
        (economy.wages * economy.x)[generation].sum() / max(jobs[generation].sum(), 1e-9)
    )
    mining = np.array([bool(d & set(range(5, 10))) for d in economy.divisions])
    respent = np.where(mining, world["resource_revenue_respent"], world["public_revenue_respent"])
    return Agents(
        household_row=household,
        household_wage_row=spent_wages * wages,
        surplus_row=own,
        government_row=government,
        respent_row=respent,
        mining=mining.astype(float),
        respent=world["public_revenue_respent"],
        respent_resources=world["resource_revenue_respent"],
        households=basket(economy, HOUSEHOLDS),
        government=basket(economy, GOVERNMENT),
        investment=basket(economy, INVESTMENT),
        wage_rate=rate,
        direct_tax=tax,
        spent_of_wages=spent_wages,
        spent_of_profits=spent_profits,
        spent_of_bills=spent_bills,
        revenue_of_bills=revenue_bills,
        propensity=propensity,
    )
