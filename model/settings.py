"""From lever values to what the model works with: shares, typed settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from model.baseline import Prepared, default_power_levers
from model.economy import YEARS, Array, Economy
from model.finance import Shares
from model.levers import Lever, load_levers
from model.pathway import Pathway, validate
from model.power import POLICY_YEAR, PowerLevers
from model.programme import validate_programmes

IN_POLICY_YEARS = (YEARS >= POLICY_YEAR).astype(float)
"""(Y,) 1 from the first year that a pathway can differ from the baseline"""


@dataclass(frozen=True)
class Settings:
    """A pathway's lever values. What stands at its default does not count as moved."""

    values: Mapping[str, float]
    """levers that differ from the baseline, in their own unit"""
    levers: Mapping[str, Lever]

    def moved(self, *names: str) -> bool:
        """Say whether any of these levers differs from the baseline."""
        return any(name in self.values for name in names)

    def value(self, name: str) -> float:
        """A lever's value in its own unit."""
        return self.values.get(name, self.levers[name].default)

    def share(self, name: str) -> float:
        """A lever given in %, as a share."""
        return self.value(name) / 100.0

    def power(self, base: Prepared, saved: Array) -> PowerLevers:
        """The power levers with the share `saved` (Y,) of power demand; one that is not moved has exactly the baseline's value (not
        the rounded default)."""
        default = default_power_levers(base.power.system)

        def share(name: str, otherwise: float) -> float:
            return self.values[name] / 100.0 if name in self.values else otherwise

        return PowerLevers(
            coal_exit_year=self.values.get("coal-exit-year", default.coal_exit_year),
            renewable_2035=share("renewable-share-2035", default.renewable_2035),
            renewable_2050=share("renewable-share-2050", default.renewable_2050),
            solar_share=share("solar-share", default.solar_share),
            saved=saved,
        )

    @property
    def finance(self) -> Shares:
        """Who pays for the pathway's building."""
        return Shares(self.share("grants-share"), self.share("loans-share"), self.share("budget-share"))

    @property
    def local_content(self) -> Array:
        """(Y,) added to the domestic share of equipment."""
        return self.share("local-content") * IN_POLICY_YEARS

    @property
    def women(self) -> float:
        """Least share of women in the jobs created."""
        return self.share("women-share-new-jobs")

    @property
    def siting(self) -> float:
        """Share of new sites in the regions that lose."""
        return self.share("siting-share")


class _ById:
    """An economy as a cache key: packs are loaded once, and comparing their arrays would cost more than a run."""

    def __init__(self, economy: Economy) -> None:
        self.economy = economy

    def __hash__(self) -> int:
        return id(self.economy)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ById) and other.economy is self.economy


@lru_cache(maxsize=64)
def _registry(economy: _ById) -> dict[str, Lever]:
    return load_levers(economy.economy)


def registry(economy: Economy) -> dict[str, Lever]:
    """The lever registry of an economy, read once."""
    return _registry(_ById(economy))


def settings_of(base: Prepared, pathway: Pathway) -> Settings:
    """Validate a pathway and keep what it moves."""
    levers = registry(base.economy)
    validate(pathway, levers)
    validate_programmes(pathway.programmes, base.economy)
    return Settings({k: v for k, v in pathway.levers.items() if v != levers[k].default}, levers)
