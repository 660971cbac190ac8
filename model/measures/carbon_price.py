"""A carbon price: what it saves, what it makes dearer, who bears it, and what its revenue does.

The price is paid on CO2 from burning fuel. It raises costs through the table (cost-push: every sector passes its cost
on), users answer by saving energy, buyers abroad by buying less, households, the budget and investors by buying less
with the same money. The revenue goes back in up to five ways. At base-year prices the price itself is a transfer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from model.baseline import exports_of
from model.economy import EXPORTS, GOVERNMENT, HOUSEHOLDS, INVESTMENT, YEARS, Array
from model.measures.effect import Effect, Y
from model.measures.efficiency import saved_in_buildings, saved_in_industry
from model.measures.saved import Saved, evenly, together
from model.measures.transport import saved_on_roads
from model.power import POLICY_YEAR

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.power import PowerPlan
    from model.settings import Settings

PRICES = ("carbon-price-2030", "carbon-price-2035", "carbon-price-2050")
USES = (
    "revenue-transfers",
    "revenue-labour-tax",
    "revenue-green",
    "revenue-transition-fund",
    "revenue-deficit",
)
MOST_SAVED = 0.4
"""share of energy that money can save at the stated cost; the range of the efficiency lever"""
ADJUSTMENT_YEARS = 10.0
"""years until users have answered a price in full; short- and long-run elasticities meet there (stated rule)"""


def price_path(settings: Settings) -> Array:
    """(Y,) US$ per tonne: nothing before the policy year, straight between the set years."""
    knots = [settings.value(name) for name in PRICES]
    return np.interp(YEARS, [POLICY_YEAR - 1, 2030, 2035, 2050], [0.0, *knots])


def revenue_shares(settings: Settings) -> Array:
    """(5,) shares of the revenue, in proportion to the parts that the levers give each use."""
    parts = np.array([settings.value(name) for name in USES])
    return parts / parts.sum() if parts.sum() > 0 else np.array([0.0, 0.0, 0.0, 0.0, 1.0])


def carbon_saving(base: Prepared, settings: Settings) -> Effect | None:
    """First round: the share of energy that users save because it is dearer, and what saving costs them.

    saved = 1 - (1 + tax per energy bill)^elasticity, the elasticity growing from the short to the long run over
    `ADJUSTMENT_YEARS`. Users save until the last unit saved costs what energy now costs, the first cost the old price: what
    measures cost is the area under the demand curve (`cost_of_answer`), bought from the efficiency basket. Green investment
    out of the revenue saves more.
    """
    if not settings.moved(*PRICES):
        return None
    price = price_path(settings)
    measures = [one(base, settings) for one in (saved_in_buildings, saved_in_industry, saved_on_roads)]
    other = together(base, [saved for saved in measures if saved is not None])
    homes_bill, firms_bill = other.left_at_home(base), other.left_of_firms(base)
    # What is taxed is what the pathway still burns: its own power plan, made without the price.
    plan = base.power.system.plan(settings.power(base, other.of_power(base)))
    taxed = burnt_by_users(base, other) + burnt_for_power(base, plan)
    dearer = price * taxed / (homes_bill + firms_bill)
    response = elasticity(base)
    saved = 1.0 - (1.0 + dearer) ** response
    homes, firms = saved * homes_bill, saved * firms_bill
    paid = np.divide(cost_of_answer(dearer, response), saved, out=np.ones(Y), where=saved > 0)
    cost = (homes + firms) * paid
    green = saved_by_green_investment(base, price * taxed * (1.0 - saved) * revenue_shares(settings)[2])
    vector = base.energy.vector
    home_made = vector * base.items.domestic_share
    agents = base.agents
    return Effect(
        name="carbon-price",
        final=cost[:, None] * home_made,
        final_imports=cost * float((vector - home_made).sum()),
        household_spending=-homes * paid - agents.spent_of_profits * firms * paid,
        public_revenue=-agents.direct_tax * firms * paid,
        saved=evenly(base, 1.0 - (1.0 - saved) * (1.0 - green), np.ones(len(vector) + 1)),
        sources={"users-of-energy": cost},
        uses={"energy-saving": cost},
    )


def elasticity(base: Prepared) -> Array:
    """(Y,) response of energy use to its price, from the short to the long run over `ADJUSTMENT_YEARS`."""
    short, long = base.world["energy_price_elasticity_short"], base.world["energy_price_elasticity_long"]
    return np.asarray(short + (long - short) * adjusted())


def cost_of_answer(dearer: Array, response: Array) -> Array:
    """(Y,) what users pay not to buy energy that is `dearer` (a share), per unit of the bill: the area under the demand curve.

    With p^e bought at price p, between the old price 1 and the new 1 + d:  -e / (1 + e) [ (1 + d)^(1 + e) - 1 ].
    """
    power = 1.0 + response
    even = np.abs(power) < 1e-9
    area = np.expm1(power * np.log1p(dearer)) / np.where(even, 1.0, power)
    return np.asarray(-response * np.where(even, np.log1p(dearer), area))


def adjusted() -> Array:
    """(Y,) part of the long run that is reached."""
    return np.clip((YEARS - POLICY_YEAR + 1) / ADJUSTMENT_YEARS, 0.0, 1.0)


def saved_by_green_investment(base: Prepared, money: Array) -> Array:
    """(Y,) share of energy that measures bought with `money` (Y,) save, at the cost of saved energy and its life."""
    stock = np.zeros(Y)
    for y in range(1, Y):
        stock[y] = stock[y - 1] * (1.0 - 1.0 / base.world["saving_measure_life"]) + money[y]
    return np.minimum(stock / base.energy.cost_of_all, MOST_SAVED)


def burnt_by_users(base: Prepared, saved: Saved) -> Array:
    """(Y,) Mt from burning fuel outside power at the baseline's output, with `saved`: sectors and homes."""
    outside = base.emissions.combustion * (1.0 - saved.burnt[:, :-1])
    outside[:, base.economy.technology_sector] = 0.0
    return (outside * base.table.x).sum(axis=1) + base.emissions.households * (1.0 - saved.burnt[:, -1])


def burnt_for_power(base: Prepared, plan: PowerPlan) -> Array:
    """(Y,) Mt from burning fuel in the planned generation."""
    tech = base.economy.technology_sector
    return (plan.generation * base.economy.price_of_generation * base.emissions.combustion[:, tech]).sum(
        axis=1
    )


@dataclass(frozen=True)
class Burden:
    """Who bears the price in money, and what its revenue does. Y years, n sectors; million US$."""

    paid_by_sector: Array
    """(Y, n) on fuel burnt by each sector; the grid pays for power"""
    paid_by_homes: Array
    """(Y,) on fuel that homes burn themselves"""
    push: Array
    """(Y, n) rise of each product's price at home, a share, lower labour tax counted"""
    by_use: Array
    """(Y, 4) borne by households, the budget, investors, exporters through dearer products, lower labour tax counted"""
    homes_by_product: Array
    """(Y, n) the households' part by product"""
    revenue: Array
    """(Y,) what is left after the rebate of exporters"""
    parts: Array
    """(Y, 5) of the revenue by use, in the order of `USES`"""
    kept_by_exporters: Array
    """(Y,) lower labour tax that does not lower prices abroad: exporters' profit"""


def burden_of(base: Prepared, settings: Settings, plan: PowerPlan, saved: Saved) -> Burden:
    """Cost-push prices through the table, and who bears them."""
    economy, table = base.economy, base.table
    price = price_path(settings)
    tech, grid = economy.technology_sector, economy.grid
    per_output = base.emissions.combustion * (1.0 - saved.burnt[:, :-1]) * price[:, None]
    # Power's tax is the grid's cost: plants sell to nobody else.
    power_tax = price * burnt_for_power(base, plan)
    per_output[:, tech] = 0.0
    per_output[:, grid] += np.divide(power_tax, table.x[:, grid] * (1.0 - saved.of_power(base)))
    homes = price * base.emissions.households * (1.0 - saved.burnt[:, -1])
    paid = per_output * table.x * left_of_grid(base, saved)
    firms = paid.sum(axis=1)

    transposed = table.L.swapaxes(1, 2)
    uses = sold_to(base)

    def borne(per_unit: Array, amount: Array) -> tuple[Array, Array, Array]:
        """Price push (Y, n) of a cost per unit of output, what each use bears of `amount` (Y, 4), households by product (Y, n)."""
        push = np.matmul(transposed, per_unit[:, :, None])[:, :, 0]
        by_use = np.matmul(push[:, None, :], uses)[:, 0]
        whole = by_use.sum(axis=1)
        scale = np.divide(amount, whole, out=np.zeros(Y), where=whole > 1e-9)[:, None]
        return push, by_use * scale, push * uses[:, :, 0] * scale

    dearer, burden, by_product = borne(per_output, firms)
    # What exporters would bear is given back at the border but for the part that stays exposed.
    rebate = (1.0 - base.world["export_exposure"]) * burden[:, 3]
    revenue = firms + homes - rebate
    parts = revenue[:, None] * revenue_shares(settings)
    # A lower tax on labour lowers costs where wages are paid.
    wages = (economy.wages * table.x).sum(axis=1)
    relief, relieved, cheaper = borne(economy.wages * np.divide(parts[:, 1], wages)[:, None], parts[:, 1])
    return Burden(
        paid_by_sector=paid,
        paid_by_homes=homes,
        push=dearer - relief,
        by_use=burden - relieved,
        homes_by_product=by_product - cheaper,
        revenue=revenue,
        parts=parts,
        kept_by_exporters=(1.0 - base.world["export_exposure"]) * relieved[:, 3],
    )


def sold_to(base: Prepared) -> Array:
    """(Y, n, 4) what households, the budget, investors and buyers abroad buy of each product: who bears its price."""
    economy = base.economy
    growing = np.stack([economy.f[:, use] for use in (HOUSEHOLDS, GOVERNMENT, INVESTMENT, EXPORTS)], axis=1)
    uses = growing * base.demand[:, None, None]
    uses[:, :, 3] = exports_of(base)
    return uses


def carbon_price(base: Prepared, settings: Settings, plan: PowerPlan, saved: Saved) -> Effect | None:
    """Second round: cost-push prices, who bears them, and the use of the revenue."""
    if not settings.moved(*PRICES):
        return None
    agents, n = base.agents, len(base.economy.sectors)
    found = burden_of(base, settings, plan, saved)
    burden, parts = found.by_use, found.parts
    push = base.world["export_exposure"] * found.push

    final = np.zeros((Y, n))
    fuel = base.fuel_exports.sum(axis=0) > 0
    exported = np.where(fuel, 0.0, sold_to(base)[:, :, 3])
    final += exported * (np.maximum(1.0 + push, 0.2) ** (base.export_elasticity * adjusted()[:, None]) - 1.0)
    final -= burden[:, 2:3] * agents.investment.domestic
    green = parts[:, 2]
    vector = base.energy.vector
    final += green[:, None] * vector * base.items.domestic_share
    imports = (
        green * float((vector * (1.0 - base.items.domestic_share)).sum())
        - burden[:, 2] * agents.investment.imports
    )
    handed = parts[:, 0] + parts[:, 3]
    return Effect(
        name="carbon-revenue",
        final=final,
        final_imports=imports,
        household_spending=agents.propensity * (handed - found.paid_by_homes - burden[:, 0])
        + agents.spent_of_profits * found.kept_by_exporters,
        public_revenue=agents.direct_tax * found.kept_by_exporters,
        in_losing_regions=agents.propensity * parts[:, 3],
        balance=parts[:, 4] - burden[:, 1],
        public_spending=-burden[:, 1],
        taxes_on_investment=-burden[:, 2] * agents.investment.taxes,
        sources={"carbon-price": found.revenue},
        uses={
            "transfers": parts[:, 0],
            "lower-labour-tax": parts[:, 1],
            "green-investment": green,
            "transition-fund": parts[:, 3],
            "less-deficit": parts[:, 4],
        },
    )


def left_of_grid(base: Prepared, saved: Saved) -> Array:
    """(Y, n) part of each sector's output that is left when users save: 1 but for the grid."""
    left = np.ones((Y, len(base.economy.sectors)))
    left[:, base.economy.grid] = 1.0 - saved.of_power(base)
    return left
