"""What a change of version moves: a few hundred pathways per country, run by one version, kept, and held against another.

A snapshot holds the headlines of the same random pathways at three years. Levers are named by id and drawn from the
registry with a fixed seed, one lever at a time by its own name, so that a lever that a new version adds does not change what
the others are set to.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from model.economy import FIRST_YEAR, Economy
from model.errors import InputError
from model.levers import Lever
from model.pathway import Pathway
from model.settings import registry
from model.version import MODEL_VERSION
from model.world import default_world

YEARS_KEPT = (2030, 2035, 2050)
SEED = 7
MOVED = 0.35
"""chance of each lever to be moved: most pathways move a few"""
FINANCE = ("grants-share", "loans-share", "budget-share")
UNITS = {
    "net_jobs": "persons",
    "jobs_created": "persons",
    "jobs_lost": "persons",
    "women_share": "%",
    "unfilled": "persons",
    "gdp_change": "million US$ 2023",
    "emissions_change": "Mt CO2e",
    "investment": "million US$ 2023",
}
FORMAT = 1


def random_pathways(levers: Mapping[str, Lever], count: int, seed: int = SEED) -> Iterator[Pathway]:
    """`count` pathways that may be: levers that apply, values on their scale, shares that can be paid."""
    for i in range(count):
        values = {}
        for name, lever in sorted(levers.items()):
            rng = np.random.default_rng([seed, i, zlib.crc32(name.encode())])
            if not lever.applies or rng.random() > MOVED:
                continue
            steps = round((lever.maximum - lever.minimum) / lever.step)
            values[name] = float(lever.minimum + lever.step * rng.integers(0, steps + 1))
        paid = sum(values.get(n, 0.0) for n in FINANCE)
        if paid > 100.0:
            values |= {n: float(np.floor(values[n] * 100.0 / paid)) for n in FINANCE if n in values}
        yield Pathway(f"random {i + 1}", values)


def headlines_of(economy: Economy, pathway: Pathway) -> dict[str, list[float]]:
    """Headline -> values at the kept years, of one pathway in the default world."""
    from model.run import simulate

    result = simulate(economy, default_world(economy), pathway)
    at = [y - FIRST_YEAR for y in YEARS_KEPT]
    found = {
        "net_jobs": result.net,
        "jobs_created": result.created,
        "jobs_lost": result.lost,
        "women_share": 100.0 * result.women_share,
        "unfilled": result.jobs_unfilled,
        "gdp_change": result.gdp_change,
        "emissions_change": result.emissions - result.emissions_baseline,
        "investment": (result.built.by_item - result.base.spending.by_item).sum(axis=1),
    }
    # Twelve digits: what two machines may compute differently is not a change of version.
    return {
        name: [float(format(v, ".12g")) for v in np.asarray(values)[at]] for name, values in found.items()
    }


def snapshot(economies: Sequence[Economy], pathways: int) -> dict[str, Any]:
    """Headlines of the presets' common ground, random pathways, of every economy."""
    if not 1 <= pathways <= 2000:
        raise InputError(f"{pathways} pathways cannot be compared. Ask for 1 to 2,000; 200 is usual.")
    countries = {}
    for economy in economies:
        runs = []
        for pathway in random_pathways(registry(economy), pathways):
            runs.append({"levers": dict(pathway.levers), "headlines": headlines_of(economy, pathway)})
        countries[economy.iso3] = {"data_version": economy.data_version, "runs": runs}
    return {
        "format": FORMAT,
        "model_version": MODEL_VERSION,
        "years": list(YEARS_KEPT),
        "seed": SEED,
        "countries": countries,
    }


def read_snapshot(path: Path) -> dict[str, Any]:
    """A snapshot file; errors are sentences."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text in UTF-8"
        raise InputError(f"The snapshot {path} cannot be read: {reason}. Write one with --write.") from None
    except ValueError as error:
        raise InputError(f"The snapshot {path} is not JSON ({error}). Write one with --write.") from None
    if not isinstance(found, dict) or found.get("format") != FORMAT or "countries" not in found:
        raise InputError(
            f"{path} is no snapshot of this format. Write one with: python -m model compare --write FILE"
        )
    return found


@dataclass(frozen=True)
class Move:
    """How far one headline moved in one country, and where most."""

    country: str
    headline: str
    unit: str
    pathways: int
    """compared"""
    moved: int
    """pathways in which it moved at all in the printed digits"""
    largest: float
    """new less old, where it moved most"""
    largest_pct: float
    """the same against the largest value that the headline has in any pathway, %"""
    year: int
    old: float
    new: float
    levers: str
    """the pathway that shows it"""


def compare(old: Mapping[str, Any], new: Mapping[str, Any]) -> tuple[list[Move], list[str]]:
    """The largest move per country and headline, and sentences on what cannot be compared.

    Pathways are the same if their levers are; a pathway whose levers differ (the registry changed) is left out.
    """
    moves, notes = [], []
    for iso3 in sorted(set(old["countries"]) ^ set(new["countries"])):
        notes.append(f"{iso3} is in one of the snapshots only.")
    for iso3 in sorted(set(old["countries"]) & set(new["countries"])):
        before, after = old["countries"][iso3]["runs"], new["countries"][iso3]["runs"]
        pairs = [(a, b) for a, b in zip(before, after, strict=False) if a["levers"] == b["levers"]]
        left = max(len(before), len(after)) - len(pairs)
        if left:
            notes.append(
                f"{iso3}: {left} pathways are left out, because their levers differ between the snapshots."
            )
        if not pairs:
            continue
        for headline in old_and_new(pairs):
            one = np.array([a["headlines"][headline] for a, _ in pairs], dtype=float)
            two = np.array([b["headlines"][headline] for _, b in pairs], dtype=float)
            moves.append(_move(iso3, headline, one, two, pairs, old["years"]))
    return moves, notes


def old_and_new(pairs: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> list[str]:
    """Headlines that both snapshots have, in the order of the older."""
    return [name for name in pairs[0][0]["headlines"] if name in pairs[0][1]["headlines"]]


def _move(
    iso3: str, headline: str, one: np.ndarray, two: np.ndarray, pairs: Sequence[Any], years: Sequence[int]
) -> Move:
    gap = two - one
    scale = max(float(np.abs(one).max()), float(np.abs(two).max()))
    # Six digits of the largest value are what a reader sees.
    seen = np.abs(gap) > 1e-6 * scale
    i, j = np.unravel_index(int(np.argmax(np.abs(gap))), gap.shape)
    levers = pairs[int(i)][0]["levers"]
    return Move(
        country=iso3,
        headline=headline,
        unit=UNITS.get(headline, ""),
        pathways=len(pairs),
        moved=int(seen.any(axis=1).sum()),
        largest=float(gap[i, j]),
        largest_pct=100.0 * float(abs(gap[i, j])) / scale if scale else 0.0,
        year=int(years[int(j)]),
        old=float(one[i, j]),
        new=float(two[i, j]),
        levers=" ".join(f"{k}={v:g}" for k, v in sorted(levers.items())),
    )
