"""A stand-in for the model, for tests of the dashboard only. EVERY NUMBER HERE IS INVENTED.

It satisfies the dashboard's `Engine` protocol (dashboard/engine.py) with arithmetic that merely moves when a lever
moves. It lives under tests/, nothing in the program imports it, and no environment variable reaches it.
`python -m tests.fakes` serves the dashboard on it, with "FAKE" in the country's name.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np

from dashboard.scenario import Scenario

YEARS = np.arange(2023, 2051)
SECTORS = {
    "agriculture": "farming", "coal-mining": "coal-mining", "metal-ores": "other-extraction",
    "refining": "fuels", "power-coal": "coal-power", "power-gas": "other-power", "power-solar": "wind-solar",
    "power-wind": "wind-solar", "electricity-supply": "grid", "machinery": "equipment",
    "food-drink": "manufacturing", "construction": "construction", "trade": "trade-tourism",
    "transport": "transport", "business-services": "business-services", "education": "public-services",
    "other-services": "other-services",
}  # fmt: skip
# Persons by sector at level (invented), and what one unit of "transition" and one of "coal exit" change.
LEVEL = np.array([930, 90, 300, 40, 30, 5, 4, 4, 50, 200, 250, 1300, 3200, 950, 1900, 2400, 1500.0]) * 1000
GAIN = np.array([22, 0, 4, 0, 0, 1, 40, 31, 14, 26, 9, 92, 41, 12, 48, 18, 7.0]) * 1000
LOSS = np.array([1, 63, 2, 14, 27, 2, 0, 0, 3, 4, 2, 6, 9, 5, 6, 2, 3.0]) * 1000
WOMEN = np.array([31, 14, 15, 22, 20, 24, 30, 28, 25, 22, 45, 12, 48, 20, 44, 62, 55.0]) / 100


def _squares(names: Iterable[str]) -> dict[str, list[list[list[float]]]]:
    """Return one invented square per region, in rows of three."""
    shapes = {}
    for index, region in enumerate(names):
        x, y = 20.0 + 3 * (index % 3), -25.0 - 3 * (index // 3)
        shapes[region] = [[[x, y], [x + 2.9, y], [x + 2.9, y - 2.9], [x, y - 2.9], [x, y]]]
    return shapes


@dataclass(frozen=True)
class FakeLever:
    """A lever of the registry's shape."""

    id: str
    group: str
    label: str
    unit: str
    minimum: float
    maximum: float
    step: float
    default: float
    description: str = "Moves invented numbers in the test engine."
    source: str = "Invented for tests"
    applies: bool = True
    why_not: str = ""


LEVERS = [
    FakeLever("coal-exit-year", "power", "Coal exit year", "year", 2026, 2060, 1, 2060),
    FakeLever("renewable-share-2035", "power", "Renewable share in 2035", "%", 5, 95, 1, 22),
    FakeLever("renewable-share-2050", "power", "Renewable share in 2050", "%", 5, 100, 1, 41),
    FakeLever("solar-share", "power", "Solar in new solar and wind", "%", 0, 100, 1, 55),
    FakeLever("coal-exports-2050", "fuels", "Coal exports in 2050", "% of 2023", 0, 100, 1, 80),
    FakeLever("building-retrofit", "energy-use", "Buildings retrofitted", "%", 0, 40, 1, 0),
    FakeLever("grants-share", "who-pays", "International grants", "%", 0, 100, 1, 0),
    FakeLever("loans-share", "who-pays", "International loans", "%", 0, 100, 1, 0),
    FakeLever("budget-share", "who-pays", "Public budget", "%", 0, 100, 1, 0),
    FakeLever("local-content", "who-pays", "Made here", "points", 0, 40, 1, 0),
    FakeLever("women-share-new-jobs", "just-transition", "Women in new jobs, at least", "%", 0, 60, 1, 0),
    FakeLever("siting-share", "just-transition", "New sites where jobs are lost", "%", 0, 100, 1, 0),
]


@dataclass
class FakeEconomy:
    """The attributes of an economy that the dashboard reads."""

    iso3: str
    name: str
    grade: str
    region_names: dict[str, dict[str, str]]
    technologies: tuple[str, ...] = ("coal", "solar", "wind")
    technology_sector: tuple[int, ...] = (0, 1, 2)
    data_version: str = "fake.1"
    boundaries: str = "The boundaries and names shown do not imply endorsement."
    years: np.ndarray = field(default_factory=lambda: YEARS)
    sectors: tuple[str, ...] = tuple(SECTORS)
    sector_labels: tuple[str, ...] = tuple(code.replace("-", " ") for code in SECTORS)
    sector_groups: tuple[str, ...] = tuple(SECTORS.values())
    geometry: dict[str, Any] = field(default_factory=dict)
    sources: tuple[dict[str, Any], ...] = (
        {
            "id": "fake", "publisher": "Nobody", "title": "Invented numbers for tests", "year": 2026,
            "licence": "none", "url": "", "note": "",
        },
    )  # fmt: skip

    @property
    def regions(self) -> tuple[str, ...]:
        return tuple(self.region_names)


ZAF = {
    "ZA-EC": "Eastern Cape", "ZA-FS": "Free State", "ZA-GT": "Gauteng", "ZA-NL": "KwaZulu-Natal",
    "ZA-LP": "Limpopo", "ZA-MP": "Mpumalanga", "ZA-NW": "North West", "ZA-NC": "Northern Cape",
    "ZA-WC": "Western Cape",
}  # fmt: skip
THA = {"THA-NORTHEAST": "Northeast", "THA-CENTRAL": "Central", "THA-BKK": "Bangkok", "THA-NORTH": "North",
       "THA-SOUTH": "South"}  # fmt: skip


class FakeResult:
    """A result of the model's shape, persons, [Y] or [Y, dimension]."""

    low = None
    high = None

    def __init__(self, economy: FakeEconomy, levers: Mapping[str, float]) -> None:
        value = {lever.id: levers.get(lever.id, lever.default) for lever in LEVERS}
        self.years = YEARS
        time = np.clip((YEARS - 2025) / 25, 0, 1)
        exit_year = value["coal-exit-year"]
        green = (value["renewable-share-2035"] - 22) / 60 + (value["renewable-share-2050"] - 41) / 120
        green += value["building-retrofit"] / 60 + value["local-content"] / 80
        coal = np.clip((YEARS - 2026) / max(exit_year - 2026, 1), 0, 1) if exit_year < 2060 else time * 0
        coal = np.maximum(coal, time * (80 - value["coal-exports-2050"]) / 100)
        self._up = np.outer(time**0.7 * max(green, 0), GAIN)
        self._down = np.outer(coal, LOSS) + np.outer(time * max(-green, 0), GAIN)
        share = np.maximum(WOMEN, 0.25) * (1 - value["women-share-new-jobs"] / 100) + (
            value["women-share-new-jobs"] / 100
        )
        self._women_up = self._up * np.minimum(share, 0.6)
        self._women_down = self._down * WOMEN
        count = len(economy.regions)
        weight = np.linspace(1, 2, count)
        self._gain_at = weight / weight.sum()
        hit = np.full(count, 0.15 / max(count - 1, 1))
        hit[min(5, count - 1)] = 0.85
        self._loss_at = hit
        siting = value["siting-share"] / 100
        self._gain_at = self._gain_at * (1 - siting) + hit * siting
        self._region_level = self._gain_at[None, :] * LEVEL.sum()
        self.gdp_baseline = 400e3 * 1.018 ** (YEARS - 2023)
        self.gdp = self.gdp_baseline * (1 + 0.012 * green * time)
        self.emissions_baseline = 420 - 3.0 * (YEARS - 2023)
        self.emissions = (
            self.emissions_baseline * (1 - 0.7 * coal) * (1 - 0.25 * time * min(max(green, 0), 1))
        )
        cost = 9000 * max(green, 0) * time
        grants, loans, budget = (value[f"{name}-share"] / 100 for name in ("grants", "loans", "budget"))
        total = max(grants + loans + budget, 1)
        shares = {"grants": grants / total, "loans": loans / total, "budget": budget / total}
        shares["tariffs"] = max(0.0, 1 - sum(shares.values()))
        self.money_sources = {name: cost * part for name, part in shares.items()}
        self.money_uses = {"investment": cost}
        self.public_cost = cost * (shares["budget"] + shares["loans"])
        self.warnings = []
        if self.jobs_unfilled[12] > 0:
            sentence = "In 2035, more jobs are asked for than there are people to take them."
            self.warnings.append(SimpleNamespace(sentence=sentence, year=2035))

    def _by(self, cells: np.ndarray, women: np.ndarray, place: np.ndarray, by: tuple[str, ...]) -> np.ndarray:
        if by == ("sector",):
            return cells
        if by == ("sex",):
            first = women.sum(axis=1)
            return np.stack([first, cells.sum(axis=1) - first], axis=1)
        if by == ("region",):
            return np.outer(cells.sum(axis=1), place)
        raise KeyError(by)

    def jobs_created(self, by: tuple[str, ...]) -> np.ndarray:
        return self._by(self._up, self._women_up, self._gain_at, by)

    def jobs_lost(self, by: tuple[str, ...]) -> np.ndarray:
        return self._by(self._down, self._women_down, self._loss_at, by)

    def employment_change(self, by: tuple[str, ...]) -> np.ndarray:
        return self.jobs_created(by) - self.jobs_lost(by)

    def employment_baseline(self, by: tuple[str, ...]) -> np.ndarray:
        if by == ("region",):
            return np.broadcast_to(self._region_level, self._up.shape[:1] + self._region_level.shape[1:])
        raise KeyError(by)

    created = property(lambda self: self._up.sum(axis=1))
    lost = property(lambda self: self._down.sum(axis=1))
    net = property(lambda self: self.created - self.lost)
    women_share = property(
        lambda self: (
            (LEVEL @ WOMEN + (self._women_up - self._women_down).sum(axis=1)) / (LEVEL.sum() + self.net)
        )
    )

    @property
    def women_share_created(self) -> np.ndarray:
        with np.errstate(invalid="ignore", divide="ignore"):
            return self._women_up.sum(axis=1) / self.created

    jobs_demanded = property(lambda self: LEVEL.sum() + self.net)
    jobs_filled = property(lambda self: np.minimum(self.jobs_demanded, LEVEL.sum() + 180_000))
    jobs_unfilled = property(lambda self: self.jobs_demanded - self.jobs_filled)

    def building_job_years(self) -> np.ndarray:
        return self._up[:, 11]


PARAMETERS = {
    one.id: one
    for one in (
        SimpleNamespace(id="crowding_out_share", label="Other investment displaced", value=0.0, low=0.0, high=1.0,
                        unit="share", source="Invented for tests", year="", grade="C", note="", scope="world"),
        SimpleNamespace(id="loan_term", label="Years of a loan", value=14.0, low=12.0, high=15.0, unit="years",
                        source="Invented for tests", year="2023", grade="B", note="", scope="world"),
    )
}  # fmt: skip

PRESETS: dict[str, Any] = {
    "stated": ("Stated targets", {"renewable-share-2035": 38, "renewable-share-2050": 55, "coal-exit-year": 2055}),
    "net-zero": (
        "Net zero",
        {"renewable-share-2035": 58, "renewable-share-2050": 92, "coal-exit-year": 2042, "coal-exports-2050": 30},
    ),
    "people-first": (
        "People first",
        {
            "renewable-share-2035": 62, "renewable-share-2050": 92, "coal-exit-year": 2040, "grants-share": 25,
            "local-content": 15, "siting-share": 60, "women-share-new-jobs": 44, "building-retrofit": 15,
        },
    ),
}  # fmt: skip


class FakeEngine:
    """The dashboard's view of a model, on invented numbers."""

    model_version = "fake"

    def __init__(self, shapes: Mapping[str, Mapping[str, Any]] | None = None) -> None:
        self._economies = {
            "ZAF": FakeEconomy("ZAF", "South Africa (FAKE)", "A", {k: {"en": v} for k, v in ZAF.items()}),
            "THA": FakeEconomy("THA", "Thailand (FAKE)", "B", {k: {"en": v} for k, v in THA.items()}),
        }
        for iso3, economy in self._economies.items():
            economy.geometry = dict((shapes or {}).get(iso3) or _squares(economy.region_names))
        self.runs = 0

    def countries(self) -> tuple[str, ...]:
        return tuple(self._economies)

    def country_name(self, iso3: str) -> str:
        return self._economies[iso3].name

    def data_version(self, iso3: str) -> str:
        return self._economies[iso3].data_version

    def economy(self, iso3: str) -> FakeEconomy:
        return self._economies[iso3]

    def levers(self, iso3: str) -> dict[str, FakeLever]:
        levers = {lever.id: lever for lever in LEVERS}
        if iso3 == "THA":
            lever = levers["coal-exports-2050"]
            reason = "Thailand exports no coal."
            levers[lever.id] = FakeLever(**{**lever.__dict__, "applies": False, "why_not": reason})
        return levers

    def presets(self, iso3: str) -> tuple[SimpleNamespace, ...]:
        return tuple(
            SimpleNamespace(id=key, name=name, note="Invented.", levers=dict(levers), programmes=())
            for key, (name, levers) in PRESETS.items()
        )

    def parameters(self, iso3: str) -> Mapping[str, SimpleNamespace]:
        return PARAMETERS

    def factor_sets(self, iso3: str) -> tuple[str, ...]:
        return ("one-set", "other-set")

    def simulate(self, scenario: Scenario) -> FakeResult:
        self.runs += 1
        return FakeResult(self._economies[scenario.country], scenario.moved)


if __name__ == "__main__":
    from app import create_app, serve

    serve(create_app(FakeEngine()), host="127.0.0.1", port=int(os.environ.get("PORT", "8059")))
