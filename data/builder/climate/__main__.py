"""``python -m data.builder.climate --sources DIR``: write data/climate from a monthly climatology.

Hours lost at a place, in a month, at a warming, for a class of work:

    e    = RH(T) e_s(T)                         vapour pressure, the same all day; RH does not change with warming
    T_h  = T + D/2, T + D/4, T                  four hours near the warmest, four half-way, four near the mean of the day
    WBGT = 0.67 Tw(T_h, e) + 0.33 T_h           in the shade (Bernard and Pourmoghani 1999)
    lost = mean of 0.9 - 0.9 / (1 + (WBGT / a1)^a2)        (Kjellstrom et al. 2018)

The twelve hours are the "4 + 4 + 4" of Kjellstrom et al. 2018, which the ILO (2019) and the Lancet Countdown use. Tw is
Stull's formula (2011), e_s Magnus'. Humidity is an estimate from maps of water vapour, so all results have grade C.
"""

from __future__ import annotations

import argparse
import csv
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from data.builder.energy.plants import region_map

Array = NDArray[np.float64]
DATA = Path(__file__).resolve().parents[2]
RECIPES = Path(__file__).resolve().parents[1] / "recipes"
WORK = ("200", "300", "400")
WARMING = (0.0, 1.0, 2.0, 3.0)
SOURCE = "Computed: Copernicus Climate Change Service, ERA5 1991-2020; ITU-R P.836-6 (water vapour)"


def read(path: Path) -> list[dict[str, str]]:
    """Rows of a table."""
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def write(path: Path, columns: list[str], rows: Iterable[list[object]]) -> None:
    """Write a table with Unix line ends."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        out = csv.writer(handle, lineterminator="\n")
        out.writerow(columns)
        out.writerows(rows)


def saturation_pressure(t: Array) -> Array:
    """Saturation vapour pressure over water, hPa, of air at `t` degC (Magnus formula, coefficients of WMO No. 8)."""
    return 6.112 * np.exp(17.62 * t / (243.12 + t))


def wet_bulb(t: Array, humidity: Array) -> Array:
    """Psychrometric wet bulb, degC, from air temperature and relative humidity in % (Stull 2011, equation 1)."""
    rh = np.clip(humidity, 5.0, 99.0)
    return (
        t * np.arctan(0.151977 * np.sqrt(rh + 8.313659))
        + np.arctan(t + rh)
        - np.arctan(rh - 1.676331)
        + 0.00391838 * rh**1.5 * np.arctan(0.023101 * rh)
        - 4.686035
    )


def wbgt_in_shade(t: Array, humidity: Array, weight: float) -> Array:
    """Wet bulb globe temperature without sun, degC: `weight` on the wet bulb, the rest on air temperature."""
    return weight * wet_bulb(t, humidity) + (1.0 - weight) * t


def lost(wbgt: Array, a1: float, a2: float, floor: float) -> Array:
    """Share of an hour that cannot be worked (Kjellstrom et al. 2018): 1 - (floor + (1 - floor) / (1 + (WBGT/a1)^a2))."""
    heat = np.maximum(wbgt, 0.0) / a1
    return (1.0 - floor) * (1.0 - 1.0 / (1.0 + heat**a2))


def working_hours(t: Array, humidity: Array, diurnal_range: float) -> tuple[Array, Array]:
    """Temperature and humidity (3, ...) of the three thirds of twelve working hours; vapour pressure as the day's mean."""
    vapour = humidity * saturation_pressure(t)
    hours = np.stack([t + diurnal_range / 2.0, t + diurnal_range / 4.0, t])
    return hours, vapour / saturation_pressure(hours)


def lost_by_month(t: Array, humidity: Array, p: Mapping[tuple[str, str], float]) -> Array:
    """(work, warming, months) share of hours lost where the months have mean temperature `t` and humidity in %."""
    out = np.empty((len(WORK), len(WARMING), len(t)))
    for j, warming in enumerate(WARMING):
        hours, rh = working_hours(t + warming, humidity, p["diurnal_range", "all"])
        heat = wbgt_in_shade(hours, rh, p["wbgt_wet_bulb", "shade"])
        for i, work in enumerate(WORK):
            share = lost(heat, p["capacity_a1", work], p["capacity_a2", work], p["capacity_floor", "all"])
            out[i, j] = share.mean(axis=0)
    return out


def regions_of(sources: Path, iso3: str) -> dict[str, str]:
    """Province -> region of the pack, as the pack's own recipe joins them."""
    recipe = RECIPES / iso3
    energy = tomllib.loads((recipe / "energy.toml").read_text(encoding="utf-8"))
    people = tomllib.loads((recipe / "people.toml").read_text(encoding="utf-8"))
    joined = people.get("regions", {}).get("list", [])
    parts = {area["id"]: area["parts"] for area in joined if "parts" in area}
    return region_map(sources, iso3, energy["plants"]["region_column"], parts)


def country(
    sources: Path, iso3: str, rows: list[dict[str, str]], p: Mapping[tuple[str, str], float]
) -> list[list[object]]:
    """Rows of one country: each region of the pack (plain mean of its provinces), and the nation by population."""
    months: dict[str, dict[int, tuple[float, float]]] = defaultdict(dict)
    for row in rows:
        months[row["region_id"]][int(row["month"])] = (float(row["t_1991_2020_c"]), float(row["rh_est_pct"]))
    inside = regions_of(sources, iso3)
    provinces = defaultdict(list)
    for province, by_month in months.items():
        climate = np.array([by_month[m] for m in range(1, 13)])
        table = lost_by_month(climate[:, 0], climate[:, 1], p).mean(axis=2)
        provinces[inside.get(province, province)].append(table)
    listed = [r for r in read(DATA / "countries" / iso3 / "regions.csv") if r["region"] in provinces]
    found = {r["region"]: np.mean(provinces[r["region"]], axis=0) for r in listed}
    people = [float(r["population"] or 0.0) for r in listed]
    if not found:  # no province joins a region of the pack: the nation is the plain mean of its provinces
        nation = np.mean([table for tables in provinces.values() for table in tables], axis=0)
    else:
        nation = np.average(np.stack(list(found.values())), axis=0, weights=people)
    return [
        [iso3, region, work, *(f"{v:.5f}" for v in table[i]), SOURCE, "C"]
        for region, table in [("", nation), *found.items()]
        for i, work in enumerate(WORK)
    ]


def main() -> None:
    """Write heat_by_region.csv and warming.csv."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sources", type=Path, required=True)
    sources = parser.parse_args().sources
    p = {(r["parameter"], r["scope"]): float(r["value"]) for r in read(DATA / "parameters" / "heat.csv")}
    by_country: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in read(sources / "energy2" / "heat_climatology_region_month.csv"):
        by_country[row["iso3"]].append(row)
    write(
        DATA / "climate" / "heat_by_region.csv",
        ["country", "region", "work_w", *(f"lost_{w:.0f}" for w in WARMING), "source", "grade"],
        [line for iso3 in sorted(by_country) for line in country(sources, iso3, by_country[iso3], p)],
    )
    write(
        DATA / "climate" / "warming.csv",
        ["country", "scenario", "year", "warming", "low", "high", "source", "grade"],
        sorted(
            [
                r["iso3"],
                r["scenario"],
                r["horizon"],
                r["local_warming_vs_1991_2020_c"],
                r["local_warming_low_c"],
                r["local_warming_high_c"],
                "CMIP6 multi-model mean (Hauser, CC BY-SA 4.0); local ratio from ERA5 1980-2023",
                "C",
            ]
            for r in read(sources / "energy2" / "heat_warming.csv")
        ),
    )


if __name__ == "__main__":
    main()
