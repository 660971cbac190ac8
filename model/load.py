"""From a country pack to an economy: labels stay outside, arrays go in."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np

from model.economy import ENERGY_ROLES, HOUSEHOLDS, YEARS, Array, Economy, Plants
from model.errors import InputError
from model.pack.read import Pack, read_pack
from model.parameters import DATA, divisions_of

COUNTRIES = DATA / "countries"
MAKERS = {"coal": ("coal",), "oil": ("refining",), "gas": ("gas", "oil-gas"), "electricity": ("grid",)}
"""roles of the sectors whose product a fuel is"""
GJ_PER_TONNE_COAL = 25.8
"""used only where a pack gives coal in PJ: GJ per tonne, IPCC 2006 Guidelines vol. 2 table 1.2, other bituminous coal"""


def available() -> list[str]:
    """ISO codes of the packs that come with the program."""
    return sorted(p.parent.name for p in COUNTRIES.glob("*/pack.toml"))


def load_economy(country: str | Path) -> Economy:
    """The economy of a country code or of a pack folder; unreadable packs raise a sentence."""
    text = str(country)
    known = text.upper() in available() and not Path(text).is_dir()
    folder = COUNTRIES / text.upper() if known else Path(text)
    if not folder.is_dir():
        raise InputError(
            f"There is no country pack {text}. Packs: {', '.join(available())}; or name a folder that holds one."
        )
    return _load(folder.resolve(), max((p.stat().st_mtime_ns for p in folder.iterdir()), default=0))


@lru_cache(maxsize=32)
def _load(folder: Path, stamp: int) -> Economy:
    return economy_of(read_pack(folder))


def economy_of(pack: Pack) -> Economy:
    """Arrays of a pack that has been read; the identities are `check`'s business, not repeated here."""
    codes = pack.codes
    n = len(codes)
    va = pack.value_added
    x = pack.output
    roles = tuple(s.role for s in pack.sectors)
    technologies = tuple(t.technology for t in pack.technologies)
    tech_sector = np.array([codes.index(t.sector) for t in pack.technologies])
    generation = np.array([t.generation_gwh for t in pack.technologies])
    price = float(x[tech_sector].sum() / generation.sum())
    grid = roles.index("grid")

    relative = _relative_prices(pack, codes, roles)
    money = pack.intermediate_domestic
    volume = money / relative[:, :n]
    finals_money = pack.final_domestic
    finals = finals_money / relative[:, n:]
    per_unit = np.divide(1.0, x, out=np.zeros(n), where=x > 0)
    A, A_money, M = volume * per_unit, money * per_unit, pack.intermediate_imported * per_unit
    taxes = np.array([v.product_taxes for v in va]) * per_unit
    production = np.array([v.production_taxes for v in va]) * per_unit
    wages = np.array([v.wages for v in va]) * per_unit
    surplus = np.array([v.surplus for v in va]) * per_unit
    _new_technologies(pack, technologies, tech_sector, x, price, relative, A, A_money, M, wages, surplus)

    facts = {k: f.value for k, f in pack.facts.items()}
    coal_mt, coal_exports = _coal_tonnes(pack, roles, x)
    combustion, process = _emissions(pack, codes)
    macro = sorted(pack.macro, key=lambda m: m.year)
    if [m.year for m in macro] != list(YEARS):
        raise InputError(
            f"{pack.folder.name}/macro.csv must have one row for every year {YEARS[0]}-{YEARS[-1]}."
        )
    regions = tuple(r.region for r in pack.regions)
    share = pack.employment_regions.sum(axis=(1, 2)) / pack.employment_regions.sum()
    population = np.array([r.population or 0.0 for r in pack.regions])
    if population.sum() == 0:
        population = share
    energy_users = _energy_users(pack, codes, roles)
    return Economy(
        iso3=pack.meta.iso3,
        name=pack.meta.name,
        grade=pack.meta.grade,
        data_version=pack.meta.data_version,
        boundaries=pack.meta.boundaries,
        meta=pack.meta.model_dump(),
        sectors=codes,
        sector_labels=tuple(s.label for s in pack.sectors),
        sector_groups=tuple(s.group for s in pack.sectors),
        roles=roles,
        divisions=tuple(divisions_of(s.divisions) for s in pack.sectors),
        # Energy is carried by wire and pipe: its jobs stand where the plants stand, whatever the market.
        local=np.array(
            [s.market == "local" and s.role in ("", "construction", "government") for s in pack.sectors]
        ),
        x=x,
        A=A,
        A_money=A_money,
        M=M,
        f=finals,
        f_money=finals_money,
        f_imported=pack.final_imported,
        product_taxes=taxes,
        production_taxes=production,
        wages=wages,
        surplus=surplus,
        final_taxes=_final_taxes(pack),
        employment=pack.employment,
        employment_regions=pack.employment_regions,
        regions=regions,
        region_names={r.region: _names(r) for r in pack.regions},
        population_regions=population,
        geometry=pack.geometry,
        technologies=technologies,
        technology_sector=tech_sector,
        generation=generation,
        capacity=np.array([t.capacity_mw for t in pack.technologies]),
        capacity_factor_new=np.array([t.capacity_factor_new for t in pack.technologies]),
        price_of_generation=price,
        grid=grid,
        plants=_plants(pack, technologies, regions),
        coal_mt=coal_mt,
        coal_exports_mt=coal_exports,
        electricity_users=energy_users["electricity"],
        fuel_users=energy_users["coal"] + energy_users["oil"] + energy_users["gas"],
        oil_users=energy_users["oil"],
        emissions_combustion=combustion,
        emissions_process=process,
        gdp_growth=np.array([m.gdp_growth_pct for m in macro]) / 100.0,
        population=np.array([m.population for m in macro]),
        working_age=np.array([[m.working_age_women, m.working_age_men] for m in macro]),
        facts=facts,
        trend=_trend(pack, codes),
        sources=tuple(s.model_dump() for s in pack.sources),
        employment_detail=pack.employment_detail,
    )


def _names(region: object) -> dict[str, str]:
    names = {"en": getattr(region, "name", "")}
    for lang in ("fr", "es", "pt", "ru", "ar"):
        if text := getattr(region, f"name_{lang}", ""):
            names[lang] = text
    return names


def _relative_prices(pack: Pack, codes: tuple[str, ...], roles: tuple[str, ...]) -> Array:
    """(n, n + 5) price of each domestic product for each user against the product's average price.

    1 everywhere but in the coal row, where `fuel_use.csv` gives tonnes by user: price per use = money / tonnes.
    """
    n = len(codes)
    relative = np.ones((n, n + 5))
    for i, role in enumerate(roles):
        if role != "coal":
            continue
        users = [u for u in pack.fuel_use if u.fuel == "coal" and u.origin == "domestic"]
        money = np.concatenate([pack.intermediate_domestic[i], pack.final_domestic[i]])
        tonnes = np.zeros_like(money)
        finals = {"households": n, "exports": n + 4}
        named = set()
        for use in users:
            if use.user == "other-industries":
                continue
            at = finals[use.user] if use.user in finals else codes.index(use.user)
            tonnes[at] = use.quantity
            named.add(at)
        rest = [k for k in range(n + 5) if k not in named and money[k] != 0]
        quantity = sum(u.quantity for u in users if u.user == "other-industries")
        if rest and quantity > 0:
            total = money[rest].sum()
            for k in rest:
                tonnes[k] = quantity * money[k] / total
        ok = (tonnes > 0) & (money > 0)
        if not ok.any():
            continue
        average = money[ok].sum() / tonnes[ok].sum()
        price = np.where(ok, np.divide(money, tonnes, out=np.ones_like(money), where=tonnes > 0), average)
        relative[i] = price / average
        # Volume adds up to output exactly: what has money but no tonnes is carried at the average price.
    return relative


def _new_technologies(
    pack: Pack,
    technologies: tuple[str, ...],
    tech_sector: np.ndarray,
    x: Array,
    price: float,
    relative: Array,
    A: Array,
    A_money: Array,
    M: Array,
    wages: Array,
    surplus: Array,
) -> None:
    """Columns of technologies that do not generate yet, from technology_inputs.csv (million US$ per GWh)."""
    codes = pack.codes
    for t, sector in zip(technologies, tech_sector, strict=True):
        if x[sector] > 0:
            continue
        inputs = [r for r in pack.technology_inputs if r.technology == t]
        if not inputs:
            raise InputError(
                f"{pack.folder.name}: {t} generates nothing in the base year and has no rows in technology_inputs.csv. "
                "Add what a GWh of it buys, or remove the technology."
            )
        for row in inputs:
            i = codes.index(row.sector)
            if row.origin == "domestic":
                A_money[i, sector] = row.musd_per_gwh / price
                A[i, sector] = A_money[i, sector] / relative[i, sector]
            else:
                M[i, sector] += row.musd_per_gwh / price
        rest = 1.0 - A_money[:, sector].sum() - M[:, sector].sum()
        wages[sector] = 0.0
        surplus[sector] = rest


def _final_taxes(pack: Pack) -> Array:
    by_use = {t.use: t.product_taxes for t in pack.final_taxes}
    return np.array(
        [by_use.get(u, 0.0) for u in ("households", "government", "investment", "stocks", "exports")]
    )


def _plants(pack: Pack, technologies: tuple[str, ...], regions: tuple[str, ...]) -> Plants:
    rows = [p for p in pack.plants if p.status != "announced" and p.technology in technologies]
    return Plants(
        technology=np.array([technologies.index(p.technology) for p in rows], dtype=np.int64),
        region=np.array([regions.index(p.region) for p in rows], dtype=np.int64),
        commissioned=np.array([p.commissioned for p in rows], dtype=np.int64),
        retires=np.array([p.retires or 0 for p in rows], dtype=np.int64),
        capacity=np.array([p.capacity_mw for p in rows], dtype=float),
    )


def _coal_tonnes(pack: Pack, roles: tuple[str, ...], x: Array) -> tuple[float, float]:
    """Mt per million US$ of coal volume, and Mt exported."""
    rows = [u for u in pack.fuel_use if u.fuel == "coal" and u.origin == "domestic"]
    tonnes = sum(u.quantity if u.unit == "Mt" else u.quantity / GJ_PER_TONNE_COAL for u in rows)
    exported = sum(u.quantity for u in rows if u.user == "exports" and u.unit == "Mt")
    if "coal" not in roles or tonnes == 0:
        return 0.0, 0.0
    return float(tonnes / x[roles.index("coal")]), float(exported)


def _energy_users(pack: Pack, codes: tuple[str, ...], roles: tuple[str, ...]) -> dict[str, Array]:
    """Fuel -> (n + 1,) coal, oil and gas in PJ, electricity in GWh, bought in the base year, households last.

    What is given for `other-industries` follows the money that sectors without a figure of their own spend on the product.
    Energy industries buy no fuel here, it is their raw material; gas that goes to gas supply reaches its buyers by money.
    """
    n = len(codes)
    bought = np.column_stack(
        [
            pack.intermediate_domestic + pack.intermediate_imported,
            pack.final_domestic[:, HOUSEHOLDS] + pack.final_imported[:, HOUSEHOLDS],
        ]
    )
    energy = np.array([r in ENERGY_ROLES or r == "generation" for r in roles])
    found = {}
    for fuel, makers in MAKERS.items():
        users, rest, handed_on = np.zeros(n + 1), 0.0, 0.0
        for use in pack.fuel_use:
            amount = use.quantity * (GJ_PER_TONNE_COAL if use.unit == "Mt" else 1.0)
            at = codes.index(use.user) if use.user in codes else -1
            if use.fuel != fuel or use.user == "exports":
                continue
            if use.user == "households":
                users[n] += amount
            elif use.user == "other-industries":
                rest += amount
            elif at >= 0 and fuel == "gas" and roles[at] == "gas":
                handed_on += amount
            elif at >= 0 and (fuel == "electricity" or not energy[at]):
                users[at] += amount
        spent = bought[[r in makers for r in roles]].sum(axis=0)
        if fuel != "electricity":
            spent[:n][energy] = 0.0
        others = np.where(users[:n] > 0, 0.0, spent[:n])
        for amount, weight in ((rest, np.append(others, 0.0)), (handed_on, spent)):
            if amount > 0 and weight.sum() > 0:
                users += amount * weight / weight.sum()
        found[fuel] = users
    return found


def _emissions(pack: Pack, codes: tuple[str, ...]) -> tuple[Array, Array]:
    combustion, process = np.zeros(len(codes) + 1), np.zeros(len(codes) + 1)
    for row in pack.emissions:
        at = len(codes) if row.emitter == "households" else codes.index(row.emitter)
        (process if row.basis == "process" else combustion)[at] += row.mt_co2e
    return combustion, process


BROAD = {"A": "agriculture", **dict.fromkeys("BCDEF", "industry")}


def _trend(pack: Pack, codes: tuple[str, ...]) -> Array:
    """Yearly log change of the employment share of each sector's broad sector, first to last year of the record.

    history.csv carries `employment_share_agriculture`, `_industry`, `_services` (% of employment).
    """
    rates = {}
    for broad in ("agriculture", "industry", "services"):
        series = sorted(
            (h.year, h.value)
            for h in pack.history
            if h.indicator == f"employment_share_{broad}" and h.value > 0
        )
        series = [p for p in series if p[0] >= series[-1][0] - 10] if series else []
        rates[broad] = (
            float(np.log(series[-1][1] / series[0][1]) / (series[-1][0] - series[0][0]))
            if len(series) > 1
            else 0.0
        )
    return np.array([rates[BROAD.get(s.isic[:1], "services")] for s in pack.sectors])
