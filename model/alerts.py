"""What cannot happen, or needs a second look, in a sentence with a way out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from model.economy import YEARS
from model.errors import Sentence
from model.settings import Settings

if TYPE_CHECKING:
    from model.result import Result


@dataclass(frozen=True)
class Warning:
    """A message by code; `values` fill the sentence, so that a screen can say it in another language."""

    code: str
    year: int
    values: dict[str, float | str] = field(default_factory=dict)

    @property
    def sentence(self) -> Sentence:
        return Sentence(SENTENCES[self.code], {"year": self.year, **self.values})


SENTENCES = {
    "labour-short": (
        "In {year}, {unfilled:,.0f} of the jobs that would be created find nobody among the unemployed, if unemployment cannot fall "
        "below its lowest on record. Spread the building over more years, or expect people to leave farming and informal work, "
        "wages to rise and migrants to come."
    ),
    "labour-unknown": (
        "In the base year unemployment was the lowest on record, so that nobody is counted who could fill new jobs: read the jobs "
        "left unfilled as not known."
    ),
    "power-short": (
        "In {year} the plants of this pathway give {missing:,.0f} GWh less than is used. Raise the share of renewables or "
        "leave coal later."
    ),
    "negative-jobs": (
        "In {year} the change in {sector} is larger than the sector itself; the result is held at zero there. Move the levers "
        "back a little."
    ),
    "local-limit": (
        "The economy cannot make more than {most:.0f} % of the equipment at home; what is asked above that is bought abroad."
    ),
    "women-limit": (
        "In {year} the jobs created would have to change hands in every sector to reach {target:.0f} % women."
    ),
    "hydrogen-price": (
        "In {year} green hydrogen would have to sell for US$ {needed:.1f} a kilogram to pay for its plants; {price:.1f} is assumed. "
        "Somebody would have to carry the loss: lower the exports, or count on a grant."
    ),
    "saving-dear": (
        "{lever}: the energy saved in {year} pays for {share:.0f} % of what saving it costs, because energy is cheap here. Somebody "
        "must carry the rest: count on grants, dearer energy or cheaper measures."
    ),
    "programme-local": (
        "{programme}: no more than {most:.0f} % of what it buys can be made at home; the rest is bought abroad. Lower local "
        "content from {asked:.0f} %."
    ),
    "programme-power": (
        "{programme}: in {year} its plants could give {gives:,.0f} GWh, more than the {most:,.0f} GWh that the country uses; the "
        "rest finds nobody. Lower the amount."
    ),
    "programme-firms": (
        "{programme}: from {year} on all small firms of {sector} are reached, and more money changes nothing in them. Lower the "
        "amount or help another sector too."
    ),
    "fast-build": (
        "In {year} this pathway connects {mw:,.0f} MW of sun and wind in one year, more than {share:.0f} % of all plant that "
        "stands today. Spread the change over more years."
    ),
}
UNFILLED_SHOWN = 500.0
"""persons; fewer are not worth a warning in a national total"""
POWER_SHORT_SHOWN = 0.02
"""share of demand; what building booms use beyond the plan stays below this and inside any planning reserve"""
FAST_BUILD = 0.15
"""share of the plant standing in the base year that is connected in one year, above which the pace is flagged (assumption)"""


def warnings_of(result: Result, settings: Settings) -> list[Warning]:
    """Every warning of a run, each named once at its worst year."""
    found: list[Warning] = []
    base = result.base
    unfilled = result.jobs_unfilled
    worst = int(np.argmax(unfilled))
    if unfilled[worst] > UNFILLED_SHOWN:
        found.append(
            Warning("labour-short", int(YEARS[worst]), {"unfilled": float(unfilled[worst])})
            if result.unfilled_known
            else Warning("labour-unknown", int(YEARS[worst]))
        )
    short = result.power_short
    worst = int(np.argmax(short))
    if short[worst] > POWER_SHORT_SHOWN * base.power.fleet.demand[worst]:
        found.append(Warning("power-short", int(YEARS[worst]), {"missing": float(short[worst])}))
    if result.floored is not None:
        year, sector = result.floored
        found.append(
            Warning("negative-jobs", int(YEARS[year]), {"sector": base.economy.sector_labels[sector]})
        )
    most = base.world["local_content_max_share"]
    if more := float(settings.local_content.max()):
        asked = base.items.domestic_share + more
        if bool(np.any((asked > most / 100.0) & (base.items.equipment > 0))):
            found.append(Warning("local-limit", int(YEARS[-1]), {"most": most}))
    if settings.women > 0 and result.uplift.max() > 0.75:
        worst = int(np.argmax(result.uplift))
        found.append(Warning("women-limit", int(YEARS[worst]), {"target": 100 * settings.women}))
    connected = result.plan.grid_additions
    worst = int(np.argmax(connected))
    total = base.economy.capacity.sum()
    if connected[worst] > FAST_BUILD * total and connected[worst] > base.power.plan.grid_additions[worst]:
        found.append(
            Warning(
                "fast-build", int(YEARS[worst]), {"mw": float(connected[worst]), "share": 100 * FAST_BUILD}
            )
        )
    for effect in result.effects:
        found.extend(Warning(code, year, values) for code, year, values in effect.alerts)
    return found
