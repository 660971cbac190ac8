"""The power plan: which technology generates how much, on what capacity, and what must be built for it.

Physical units throughout: GWh and MW. The plan is made on planned demand (baseline demand less what efficiency saves);
generation itself follows the demand that the input-output solution asks for, in the shares planned here.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from model.economy import FOSSIL, RENEWABLE, VARIABLE, YEARS, Array, Economy
from model.errors import InputError

HOURS = 8.760
"""GWh a year from one MW that never stops, per unit of capacity factor"""
POLICY_YEAR = 2026
"""the first year that a pathway can differ from the baseline"""
NO_EXIT = 2060
BUILD_WINDOW = 7
"""years over which the baseline builds for a gap (stated rule)"""
SMOOTH_FROM = 0.10
"""share points by which a renewable target must be moved for the baseline's shape to be left (stated rule)"""
CLOSING_YEARS = 5.0
"""a cohort is a station of several units or many small plants: it closes over five years around its date (stated rule)"""


@dataclass(frozen=True)
class Fleet:
    """What stands and what the baseline adds. Arrays (Y, T)."""

    standing: Array
    """MW of plant commissioned up to the base year (or under construction then) that is still in service"""
    generation: Array
    """GWh of the baseline"""
    demand: Array
    """(Y,) GWh of domestic generation planned for"""
    ceiling: Array
    """(T,) highest yearly capacity factor the standing plant can be run at"""
    new_part: Array
    """part of the baseline's generation that comes from plant built for a gap, 0..1"""
    new_mix_solar: float
    """share of solar in the output of the new solar and wind plants of the baseline"""


@dataclass(frozen=True)
class PowerPlan:
    """A pathway's plan. Arrays (Y, T) unless said."""

    generation: Array
    shares: Array
    capacity: Array
    new_capacity: Array
    """MW not standing in the base year"""
    standing_in_use: Array
    additions: Array
    """MW commissioned in the year"""
    storage_additions: Array
    """(Y,) MW of storage commissioned"""
    grid_additions: Array
    """(Y,) MW of variable plant newly connected"""
    renewable_share: Array
    """(Y,)"""
    shortfall: Array
    """(Y,) GWh of demand that the plan cannot meet"""


def surviving(economy: Economy, lifetime: Array, grace: float) -> Array:
    """Standing MW by year and technology.

    A plant runs to its stated retirement, else to the end of its technical lifetime, and closes unit by unit around
    that year; plant that is already older in the base year leaves in a straight line over `grace` years (a stated rule:
    the registers show such plant running). Plant under construction enters in its year. Shapes: `lifetime` (T,) years; returns (Y, T).
    """
    p = economy.plants
    end_of_life = p.commissioned + lifetime[p.technology]
    overdue = (p.retires == 0) & (end_of_life <= YEARS[0])
    ends = np.where(p.retires > 0, p.retires, end_of_life)
    years = YEARS[:, None]
    alive = np.clip((ends + CLOSING_YEARS / 2 - years) / CLOSING_YEARS, 0.0, 1.0)
    fading = np.clip(1.0 - (years - YEARS[0]) / grace, 0.0, 1.0)
    alive = np.where(overdue, fading, alive) * (years >= p.commissioned)
    result = np.zeros((len(YEARS), len(economy.technologies)))
    np.add.at(result.T, p.technology, (alive * p.capacity).T)
    return result


def baseline_fleet(
    economy: Economy,
    lifetime: Array,
    ceiling: Array,
    most: Array,
    grace: float,
    demand: Array,
    recent_from: int,
) -> Fleet:
    """Baseline generation: standing plant first, then the recent mix of new plant for what is missing.

    Clean plant runs at its base-year factor; coal, gas and oil fill the rest in proportion to what they can give up to
    `ceiling`; what is still missing is built in the mix commissioned since `recent_from`. `demand` (Y,) GWh;
    `most` (T,) the availability no plant exceeds.
    """
    names = economy.technologies
    standing = surviving(economy, lifetime, grace)
    base_mw = np.maximum(economy.capacity, 1e-9)
    base_factor = np.where(
        economy.generation > 0, economy.generation / (HOURS * base_mw), economy.capacity_factor_new
    )
    scale = np.where(standing[0] > 0, economy.capacity / np.maximum(standing[0], 1e-9), 1.0)
    standing = standing * scale
    fossil = np.array([t in FOSSIL for t in names])
    highest = np.maximum(base_factor, ceiling)
    mix = recent_mix(economy, recent_from)
    factor_new = economy.capacity_factor_new
    mix_energy = mix * factor_new
    mix_energy = mix_energy / mix_energy.sum()

    def dispatch(y: int, new: Array, factor: Array) -> tuple[Array, float]:
        """Generation (T,) with `new` energy from new plant, and the energy still missing."""
        clean = np.where(fossil, 0.0, standing[y] * base_factor * HOURS) + new
        can = np.where(fossil, standing[y] * factor * HOURS, 0.0)
        want = max(demand[y] - clean.sum(), 0.0)
        burn = _fill(np.where(fossil, economy.generation, 0.0), can, min(want, can.sum()))
        return clean + burn, max(want - can.sum(), 0.0)

    needed = np.zeros(len(YEARS))
    for y in range(len(YEARS)):
        before = needed[y - 1] if y else 0.0
        needed[y] = before + dispatch(y, before * mix_energy, highest)[1]
    # A gap does not open and close in a year: new plant comes evenly around it, and standing plant runs harder meanwhile.
    even = _evenly(needed)
    hardest = np.maximum(highest, most)
    generation = np.stack([dispatch(y, even[y] * mix_energy, hardest)[0] for y in range(len(YEARS))])
    new_part = np.minimum(_ratio(even[:, None] * mix_energy, generation), 1.0)
    generation *= (demand / np.maximum(generation.sum(axis=1), 1e-9))[:, None]
    solar = mix_energy[names.index("solar")] if "solar" in names else 0.0
    wind = mix_energy[names.index("wind")] if "wind" in names else 0.0
    return Fleet(
        standing, generation, demand, hardest, new_part, solar / (solar + wind) if solar + wind > 0 else 0.5
    )


def _evenly(needed: Array) -> Array:
    """A cumulative need (Y,) met evenly around the years in which it arises; nothing before the policy year.

    The centred mean over `BUILD_WINDOW` years; beyond the horizon the need goes on as in its last years.
    """
    half = BUILD_WINDOW // 2
    slope = (needed[-1] - needed[-1 - BUILD_WINDOW]) / BUILD_WINDOW
    path = np.concatenate([np.full(half, needed[0]), needed, needed[-1] + slope * np.arange(1, half + 1)])
    smooth = np.convolve(path, np.ones(BUILD_WINDOW) / BUILD_WINDOW, mode="valid")
    return np.where(YEARS < POLICY_YEAR, needed, smooth)


def recent_mix(economy: Economy, recent_from: int) -> Array:
    """Shares (T,) of the MW commissioned since `recent_from`; falls back to what stands if nothing was built.

    Coal and oil are left out: the baseline adds none beyond what is under construction (a stated rule).
    """
    p = economy.plants
    recent = np.zeros(len(economy.technologies))
    np.add.at(recent, p.technology, np.where(p.commissioned >= recent_from, p.capacity, 0.0))
    recent *= [t not in ("coal", "oil") for t in economy.technologies]
    total = recent if recent.sum() > 0 else economy.capacity
    return np.asarray(total / total.sum())


def _fill(preference: Array, can: Array, want: float) -> Array:
    """Share `want` over plants in proportion to `preference`, none above what it `can` give."""
    given = np.zeros_like(can)
    for _ in range(len(can) + 1):
        open_ = (given < can - 1e-9) & (can > 0)
        missing = want - given.sum()
        if missing <= 1e-9 or not open_.any():
            break
        weight = np.where(open_, np.maximum(preference, 1e-9), 0.0)
        given = np.minimum(given + missing * weight / weight.sum(), can)
    return given


def straight(from_year: int, knots: dict[int, float]) -> Array:
    """A path (Y,) that is 0 up to `from_year` and straight between the knots, level after the last."""
    years = [from_year, *knots]
    return np.interp(YEARS, years, [0.0, *knots.values()])


def smooth_path(knots: tuple[int, int, int], values: tuple[float, float, float]) -> Array:
    """A path (Y,) through three points without a bend: monotone cubic interpolation (Fritsch and Carlson 1980).

    It starts level, has the harmonic mean of the two slopes in the middle (0 where they disagree), and ends with the
    last slope. Before the first point it is level.
    """
    (a, b, c), (p, q, r) = knots, values
    first, last = (q - p) / (b - a), (r - q) / (c - b)
    middle = 2.0 * first * last / (first + last) if first * last > 0 else 0.0
    return p + _hermite(knots) @ np.array([q - p, r - q, middle, last])


@cache
def _hermite(knots: tuple[int, int, int]) -> Array:
    """(Y, 4) the cubic through three points in its two steps and the slopes in the middle and at the end; level before."""
    a, b, c = knots
    u = np.clip((YEARS - a) / (b - a), 0.0, 1.0)
    v = np.clip((YEARS - b) / (c - b), 0.0, 1.0)
    return np.stack(
        [
            3 * u**2 - 2 * u**3,
            3 * v**2 - 2 * v**3,
            (u**3 - u**2) * (b - a) + (v**3 - 2 * v**2 + v) * (c - b),
            (v**3 - v**2) * (c - b),
        ],
        axis=1,
    )


@dataclass(frozen=True)
class PowerLevers:
    """What a pathway sets in power; shares in 0..1. `renewable_*` are floors."""

    coal_exit_year: float
    renewable_2035: float
    renewable_2050: float
    solar_share: float
    saved: Array
    """(Y,) share of planned demand that efficiency saves; below zero where traffic turns to electricity"""


class PowerSystem:
    """The fixed parts of the plan, prepared once an economy and world, so that a plan is a few array operations."""

    def __init__(self, economy: Economy, fleet: Fleet, storage_per_variable: float):
        names = economy.technologies
        self.economy, self.fleet = economy, fleet
        self.storage_per_variable = storage_per_variable
        self.T = len(names)
        self.coal = names.index("coal") if "coal" in names else None
        if not any(t in names for t in VARIABLE):
            raise InputError(
                f"{economy.iso3}: technologies.csv has neither solar nor wind, so no new renewable plant can be built. Add one of "
                "them, with capacity 0 if none stands today."
            )
        # A country with only one of the two puts all new output there.
        self.solar = names.index("solar" if "solar" in names else "wind")
        self.wind = names.index("wind" if "wind" in names else "solar")
        self.renewable = np.array([t in RENEWABLE for t in names])
        self.variable = np.array([t in VARIABLE for t in names])
        self.fossil = np.array([t in FOSSIL for t in names])
        self.firm_clean = ~self.fossil & ~self.renewable
        base_mw = np.maximum(economy.capacity, 1e-9)
        self.factor_standing = np.where(
            economy.generation > 0, economy.generation / (HOURS * base_mw), economy.capacity_factor_new
        )
        self.factor_new = economy.capacity_factor_new
        # Sun and wind of the year before a pathway can act stay (renewed in kind) in every pathway.
        at_start = fleet.generation[YEARS == POLICY_YEAR - 1]
        kept = np.where(
            YEARS[:, None] >= POLICY_YEAR, np.minimum(at_start, fleet.generation), fleet.generation
        )
        self.kept_variable = kept * self.variable
        self.other_renewable = fleet.generation * (self.renewable & ~self.variable)
        self.clean = fleet.generation * self.firm_clean
        self.burn = fleet.generation * self.fossil
        self.all_kept_variable, self.all_other_renewable, self.all_clean = (
            part.sum(axis=1) for part in (self.kept_variable, self.other_renewable, self.clean)
        )
        total = fleet.generation.sum(axis=1)
        self.renewable_baseline = (fleet.generation * self.renewable).sum(axis=1) / total
        new_variable = (fleet.generation * self.variable - self.kept_variable).sum(axis=1)
        new_solar = (fleet.generation - self.kept_variable)[:, self.solar].sum()
        self.solar_share_baseline = (
            float(new_solar / new_variable.sum()) if new_variable.sum() > 0 else fleet.new_mix_solar
        )

    def at(self, year: int) -> int:
        return int(year - YEARS[0])

    def renewable_floor(self, share_2035: float, share_2050: float) -> Array:
        """(Y,) the least share of renewables: through the two set points.

        Set points are floors: one at or below the baseline leaves the baseline's own path. The further the points are
        moved, the more the path becomes a smooth line through them (wholly so from `SMOOTH_FROM` on), so that building
        goes on evenly between 2035 and 2050 instead of waiting for the baseline to catch up, and what is reached in 2035
        is not taken down again. Continuous in both shares.
        """
        at_35, at_50 = (self.renewable_baseline[self.at(y)] for y in (2035, 2050))
        share_2035, share_2050 = max(share_2035, at_35), max(share_2050, at_50)
        by_35, by_50 = share_2035 - at_35, share_2050 - at_50
        shifted = self.renewable_baseline + straight(POLICY_YEAR - 1, {2035: by_35, 2050: by_50})
        start = self.renewable_baseline[self.at(POLICY_YEAR - 1)]
        even = smooth_path((POLICY_YEAR - 1, 2035, 2050), (start, share_2035, max(share_2050, share_2035)))
        even = np.where(YEARS < POLICY_YEAR, self.renewable_baseline, np.maximum.accumulate(even))
        weight = min(max(by_35, by_50) / SMOOTH_FROM, 1.0)
        return shifted + weight * (even - shifted)

    def plan(self, levers: PowerLevers, beside: Array | None = None) -> PowerPlan:
        """The plan of a pathway. Every step is continuous in the levers, and the default levers give the baseline.

        `beside` (Y, T) MW stand beside the plan and are not in its `additions`: what they generate takes the place first of
        coal, gas and oil, then of sun and wind that the plan would have built, then of all else in proportion.
        """
        f = self.fleet
        demand = f.demand * (1.0 - levers.saved)
        floor = self.renewable_floor(levers.renewable_2035, levers.renewable_2050)
        # Gas and oil are not raised above the baseline, whatever is added to demand.
        allowed = self.burn * np.minimum(1.0 - levers.saved, 1.0)[:, None]
        if self.coal is not None and levers.coal_exit_year < NO_EXIT:
            start = allowed[self.at(POLICY_YEAR - 1), self.coal]
            left = (levers.coal_exit_year - YEARS) / (levers.coal_exit_year - (POLICY_YEAR - 1))
            left = np.clip(left, 0.0, 1.0)
            # Closing starts slowly, runs, and ends slowly: 3u^2 - 2u^3 of what is left.
            cap = np.where(YEARS < POLICY_YEAR, np.inf, start * left**2 * (3.0 - 2.0 * left))
            # An exit after the horizon fades into no exit at all, so that the last step of the lever is no cliff.
            meant = min((NO_EXIT - levers.coal_exit_year) / (NO_EXIT - YEARS[-1]), 1.0)
            allowed = allowed.copy()
            allowed[:, self.coal] -= meant * np.maximum(allowed[:, self.coal] - cap, 0.0)
        clean = self.all_clean
        fossil = allowed.sum(axis=1)
        share_needed = np.maximum(np.clip(floor, 0.0, 1.0), 1.0 - (clean + fossil) / demand)
        renewable = np.minimum(share_needed * demand, demand)
        fixed_renewable = self.all_other_renewable
        variable = np.maximum(renewable - fixed_renewable, 0.0)
        renewable = variable + fixed_renewable
        rest = np.maximum(demand - renewable, 0.0)
        clean_used = np.minimum(clean, rest)
        burn_used = np.minimum(rest - clean_used, fossil)
        shortfall = rest - clean_used - burn_used

        kept = self.all_kept_variable
        kept_used = np.minimum(kept, variable)
        new = variable - kept_used
        generation = self.other_renewable.copy()
        generation += self.clean * _ratio(clean_used, clean)[:, None]
        generation += allowed * _ratio(burn_used, fossil)[:, None]
        generation += self.kept_variable * _ratio(kept_used, kept)[:, None]
        generation[:, self.solar] += new * levers.solar_share
        generation[:, self.wind] += new * (1.0 - levers.solar_share)
        total = generation.sum(axis=1)
        whole = generation
        if beside is not None:
            generation, given = self._make_room(generation, beside * self.factor_new * HOURS)
            whole = generation + given
        shares = whole / total[:, None]

        standing_energy = np.minimum(generation, f.standing * self.factor_standing * HOURS)
        closing = np.where(self.fossil, _ratio2(generation, f.generation), 1.0)
        standing_in_use = f.standing * np.minimum(closing, 1.0)
        # New gas plant takes its part as the baseline builds it, not only when standing plant can give no more: the gap would
        # else be met at once in the year in which that happens.
        by_standing = np.minimum(generation * (1.0 - f.new_part), f.standing * f.ceiling * HOURS)
        standing_energy = np.where(self.fossil, by_standing, standing_energy)
        new_capacity = np.maximum(generation - standing_energy, 0.0) / (HOURS * self.factor_new)
        capacity = standing_in_use + new_capacity
        built = np.maximum.accumulate(new_capacity, axis=0)
        additions = _yearly_change(built)
        connected = (additions * self.variable).sum(axis=1)
        if beside is not None:
            new_capacity, capacity = new_capacity + beside, capacity + beside
            more = np.maximum(np.diff(beside, axis=0, prepend=beside[:1]), 0.0)
            connected = connected + (more * self.variable).sum(axis=1)
        storage = np.maximum.accumulate(self.storage_per_variable * (new_capacity @ self.variable))
        return PowerPlan(
            generation=whole,
            shares=shares,
            capacity=capacity,
            new_capacity=new_capacity,
            standing_in_use=standing_in_use,
            additions=additions,
            storage_additions=_yearly_change(storage),
            grid_additions=connected,
            renewable_share=(whole * self.renewable).sum(axis=1) / total,
            shortfall=shortfall,
        )

    def _make_room(self, generation: Array, given: Array) -> tuple[Array, Array]:
        """Take out of `generation` (Y, T) what plants beside the plan give; of these, what finds no demand is not generated."""
        total = generation.sum(axis=1)
        wanted = given.sum(axis=1)
        given = given * _ratio(np.minimum(wanted, total), wanted)[:, None]
        left = given.sum(axis=1)
        for part in (
            generation * self.fossil,
            np.maximum(generation - self.kept_variable, 0.0) * self.variable,
            generation,
        ):
            part = np.minimum(part, generation)
            there = part.sum(axis=1)
            taken = np.minimum(left, there)
            generation = generation - part * _ratio(taken, there)[:, None]
            left = left - taken
        return np.maximum(generation, 0.0), given


def _yearly_change(level: Array) -> Array:
    """(Y, ...) rise over the year before; 0 in the first year."""
    change = np.zeros_like(level)
    change[1:] = level[1:] - level[:-1]
    return change


def _ratio(part: Array, whole: Array) -> Array:
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


def _ratio2(part: Array, whole: Array) -> Array:
    return np.divide(part, whole, out=np.ones_like(part), where=whole > 0)
