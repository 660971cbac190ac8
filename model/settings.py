"""From lever values to what the model works with: shares, paths, typed settings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from model.baseline import Prepared, Y, default_power_levers
from model.economy import YEARS, Array, Economy
from model.finance import Shares
from model.levers import Lever, load_levers
from model.pathway import Pathway, validate
from model.power import POLICY_YEAR, PowerLevers, straight


@dataclass(frozen=True)
class Settings:
    """A pathway's settings in the model's units."""

    power: PowerLevers
    measures: Array
    """(Y,) share of energy that the measures paid for save"""
    saved: Array
    """(Y,) what is saved in the end, rebound taken off"""
    coal_exports: Array
    """(Y,) change of exported coal against the base year, share"""
    local_content: Array
    """(Y,) added to the domestic share of equipment"""
    shares: Shares
    women: float
    siting: float


@lru_cache(maxsize=64)
def _registry(key: int, economy: _ById) -> dict[str, Lever]:
    return load_levers(economy.economy)


class _ById:
    def __init__(self, economy: Economy):
        self.economy = economy

    def __hash__(self) -> int:
        return id(self.economy)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.economy is self.economy


def registry(economy: Economy) -> dict[str, Lever]:
    """The lever registry of an economy, read once."""
    return _registry(id(economy), _ById(economy))


def settings_of(base: Prepared, pathway: Pathway) -> Settings:
    """Validate a pathway and translate it. A lever at its default gives exactly the baseline's value."""
    levers = registry(base.economy)
    validate(pathway, levers)
    moved = {k: v for k, v in pathway.levers.items() if v != levers[k].default}
    default = default_power_levers(base.power.system)
    measures = straight(POLICY_YEAR - 1, {2050: moved.get("energy-efficiency", 0.0) / 100.0})
    saved = measures * (1.0 - base.world["saving_rebound"])
    exports = straight(POLICY_YEAR - 1, {2050: moved.get("coal-exports-2050", 100.0) / 100.0 - 1.0})

    def share(name: str, otherwise: float) -> float:
        return moved[name] / 100.0 if name in moved else otherwise

    return Settings(
        power=PowerLevers(
            coal_exit_year=moved.get("coal-exit-year", default.coal_exit_year),
            renewable_2035=share("renewable-share-2035", default.renewable_2035),
            renewable_2050=share("renewable-share-2050", default.renewable_2050),
            solar_share=share("solar-share", default.solar_share),
            saved=saved * base.energy.reach,
        ),
        measures=measures,
        saved=saved,
        coal_exports=exports,
        local_content=np.where(YEARS >= POLICY_YEAR, moved.get("local-content", 0.0) / 100.0, 0.0)
        * np.ones(Y),
        shares=Shares(share("grants-share", 0.0), share("loans-share", 0.0), share("budget-share", 0.0)),
        women=moved.get("women-share-new-jobs", 0.0) / 100.0,
        siting=moved.get("siting-share", 0.0) / 100.0,
    )
