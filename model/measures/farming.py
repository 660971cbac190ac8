"""Sustainable farming and forests: less mineral fertiliser and pesticide, more of the farm's own inputs, work on land and trees."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from model.measures.effect import Effect
from model.measures.own_share import split
from model.power import POLICY_YEAR, straight
from model.reach import users_among

if TYPE_CHECKING:
    from model.baseline import Prepared
    from model.settings import Settings

LEVER = "sustainable-farming"
FARMS = frozenset({1, 2})
CHEMICALS = frozenset({20})


def sustainable_farming(base: Prepared, settings: Settings) -> Effect | None:
    """The share s of farming and forestry changes its practice by 2050, in a straight line.

    There, `farm_chemicals_replaced` of the chemicals that farms buy at home and abroad gives way to the farm's own inputs, which
    cost `farm_inputs_cost` of what is replaced (compost, seed, hoeing: farming's own product); the rest is farmers' profit.
    Restoration and planting cost `land_work` of farming's output a year and buy farm and forest work, by the country's own jobs
    per output. Yields do not change. Farm emissions follow output; the packs tell neither fertiliser's part in them nor land.
    """
    if not settings.moved(LEVER):
        return None
    economy, agents, world = base.economy, base.agents, base.world
    farms, chemicals = users_among(economy, FARMS)[:-1], users_among(economy, CHEMICALS)[:-1]
    changed = straight(POLICY_YEAR - 1, {2050: settings.share(LEVER)})[:, None] * farms * base.table.x

    given_up = changed * world.share("farm_chemicals_replaced")
    at_home = np.matmul(base.table.A, given_up[:, :, None])[:, :, 0] * chemicals
    abroad = (given_up @ economy.M.T * chemicals).sum(axis=1)
    replaced = at_home.sum(axis=1) + abroad
    own = world["farm_inputs_cost"] * replaced
    work = world.share("land_work") * changed.sum(axis=1)

    land = farms * economy.x
    bought = base.items.bought_beside[LEVER]
    land = land / land.sum() if land.sum() > 0 else bought
    home = bought * base.items.domestic_share
    paid = split(work, settings.finance)
    gain = replaced - own - paid.own
    on_land = own[:, None] * land + work[:, None] * home
    called = np.matmul(base.table.L, on_land[:, :, None])[:, :, 0]
    return Effect(
        name=LEVER,
        final=on_land - at_home,
        final_imports=work * float((bought - home).sum()) - abroad,
        spending=paid.spending,
        paid_by=paid.paid_by,
        household_spending=agents.spent_of_profits * gain,
        public_revenue=agents.direct_tax * gain,
        value=gain,
        # Compost, hoeing and planting give off none of what herds, rice and fields give off in the table's farming sector.
        emissions=-(called @ (base.emissions.process * (farms > 0))),
        sources={"farms": paid.own},
        uses={LEVER: paid.own},
    )
