"""What a carbon price costs those who answer it, and where the money of a lower labour tax ends."""

from __future__ import annotations

import numpy as np
import pytest

from model.economy import STOCKS
from model.measures.carbon_price import USES, burden_of, cost_of_answer, sold_to
from model.measures.effect import saved_by
from model.pathway import Pathway
from model.run import simulate
from model.settings import settings_of
from model.world import edited
from tests.laws.worlds import economy, run, world


@pytest.mark.parametrize("dearer", [0.05, 0.5, 3.0])
@pytest.mark.parametrize("response", [-0.2, -0.6, -1.0])
def test_saving_costs_the_area_between_the_old_and_the_new_price(dearer, response):
    price = np.linspace(1.0, 1.0 + dearer, 20001)
    bought = price**response
    middle = (price[1:] + price[:-1]) / 2
    area = float((middle * -np.diff(bought)).sum())
    assert float(cost_of_answer(np.array(dearer), np.array(response))) == pytest.approx(area, rel=1e-6)
    saved = 1.0 - bought[-1]
    assert saved < area < saved * (1.0 + dearer)


LABOUR = {"carbon-price-2030": 30.0, "carbon-price-2035": 50.0, "carbon-price-2050": 80.0} | {
    name: 100.0 * (name == "revenue-labour-tax") for name in USES
}


def burden(result):
    return burden_of(
        result.base,
        settings_of(result.base, result.pathway),
        result.plan,
        saved_by(result.base, result.effects),
    )


@pytest.mark.parametrize("pack", ["THA", "ZAF", "KAZ"])
def test_a_lower_labour_tax_that_does_not_lower_prices_abroad_is_profit_at_home(pack):
    found = {}
    for exposure in (0.0, 0.5, 1.0):
        result = simulate(
            economy(pack), edited(world(pack), {"export_exposure": exposure}), Pathway("tax", LABOUR)
        )
        (effect,) = [one for one in result.effects if one.name == "carbon-revenue"]
        kept, agents = burden(result).kept_by_exporters, result.base.agents
        assert effect.public_revenue == pytest.approx(agents.direct_tax * kept)
        found[exposure] = kept[-1]
    assert found[0.0] > found[0.5] > found[1.0] == 0.0


@pytest.mark.parametrize("pack", ["GUY", "KAZ", "MNG"])
def test_who_bears_a_price_is_who_buys_in_that_year(pack):
    """Guyana's oil goes abroad in amounts that grow and fall on their own path."""
    base = run(pack, Pathway("none")).base
    bought, e = sold_to(base), base.economy
    fuel = base.fuel_exports.sum(axis=0) > 0
    assert bought[:, fuel, 3] == pytest.approx(base.fuel_exports[:, fuel])
    goods = [i for i in range(len(e.sectors)) if i not in base.energy.products and not fuel[i]]
    plants = base.spending.domestic - base.spending.domestic[0] * base.demand[:, None]
    whole = bought.sum(axis=2) + e.f[:, STOCKS] * base.demand[:, None] + plants
    assert whole[:, goods] == pytest.approx(base.table.final[:, goods], rel=1e-9, abs=1e-6)
