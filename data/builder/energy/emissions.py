"""Emissions of the base year by emitter, gas and basis, on the totals of EDGAR by its sectors.

EDGAR gives eight sectors; the table has many emitters. Every EDGAR sector and gas is split by one rule and its
total kept. Where the rule is fuel burnt, the weight of emitter u and fuel f is

    w[u, f] = q[u, f] * c[f]          (Mt CO2 = PJ x Mt CO2 per PJ)

with q the fuel the emitter uses: named in ``fuel_use.csv``, else its share by money of ``other-industries``.

| EDGAR sector | emitters | rule |
|---|---|---|
| Power Industry | power-<technology> | fuel estimated from generation x factor |
| Transport | transport, households | oil bought |
| Industrial Combustion | mining, manufacturing, construction | fuel burnt, without oil of chemicals (feedstock) |
| Buildings | households, services, farming | national energy balance where there is one, else fuel burnt |
| Fuel Exploitation | coal mining, oil and gas, refining | CO2: fuel burnt or handled; CH4: energy produced |
| Processes | minerals, metals, chemicals; F-gases: who cools | coal burnt; electricity bought |
| Agriculture, Waste | agriculture, water-waste | direct |
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .parameters import Row, number, read_rows, write_rows
from .units import BASE_YEAR

COLUMNS = ("emitter", "gas", "basis", "mt_co2e", "source", "grade")
SUBSTANCES = {
    "CO2": "CO2",
    "GWP_100_AR5_CH4": "CH4",
    "GWP_100_AR5_N2O": "N2O",
    "GWP_100_AR5_F-gases": "F-gases",
}
BURNT = ("coal", "oil", "gas")
GJ_PER_BCM_MILLION = 36.0  # PJ per bcm, as in the table stage
GJ_PER_BARREL = 5.8 * 1.055056
# Mt CO2 per PJ; PyPSA technology-data, May 2026 (113.0 kg/GJ). Only the split of coal power needs it, so it is no
# parameter of the model.
LIGNITE_MT_PER_PJ = 0.113
HOUSEHOLDS = "households"
# Key of a cell: emitter, gas, basis.
Cell = tuple[str, str, str]
Weights = dict[tuple[str, str], float]


@dataclass(frozen=True)
class Emitters:
    """The pack's sectors by what they are to the rules."""

    generation: dict[str, str]
    coal: str | None
    oil_gas: str | None
    refining: str | None
    gas: str | None
    grid: str
    agriculture: str
    waste: str
    transport: str
    industry: tuple[str, ...]
    services: tuple[str, ...]
    feedstock: tuple[str, ...]
    process: tuple[str, ...]
    chemicals: str


def divisions(text: str) -> set[int]:
    """Two-digit divisions named by ``24,25`` or ``10-12``."""
    found: set[int] = set()
    for part in text.replace(" ", "").split(","):
        first, _, last = part.partition("-")
        if first:
            found |= set(range(int(first), int(last or first) + 1))
    return found


def read_emitters(pack: Path) -> Emitters:
    """Sort the pack's sectors; refuses a table without farming, transport, water and waste, or grid."""
    rows = read_rows(pack / "sectors.csv")
    role: dict[str, str] = {row["role"]: row["code"] for row in rows if row["role"] not in ("", "generation")}
    generation = {
        row["code"].removeprefix("power-"): row["code"] for row in rows if row["role"] == "generation"
    }
    fuel_roles = {"coal", "oil-gas", "refining", "gas", "grid", "generation"}
    plain = [(row["code"], divisions(row["divisions"])) for row in rows if row["role"] not in fuel_roles]

    def at(division: int, what: str) -> str:
        hits = [code for code, own in plain if division in own]
        if not hits:
            raise ValueError(
                f"sectors.csv of {pack.name} has no sector with division {division:02d} ({what})."
            )
        return hits[0]

    agriculture, waste = at(1, "agriculture"), at(38, "waste")
    transport, chemicals = at(49, "transport"), at(20, "chemicals")
    industry = tuple(code for code, own in plain if own & {*range(5, 34), *range(41, 44)})
    kept = {agriculture, waste, transport, *industry}
    return Emitters(
        generation=generation,
        coal=role.get("coal"),
        oil_gas=role.get("oil-gas"),
        refining=role.get("refining"),
        gas=role.get("gas"),
        grid=role["grid"],
        agriculture=agriculture,
        waste=waste,
        transport=transport,
        industry=industry,
        services=tuple(code for code, _ in plain if code not in kept),
        feedstock=tuple(code for code, own in plain if own & {20, 21, 22}),
        process=tuple(dict.fromkeys((at(23, "minerals"), at(24, "metals"), chemicals))),
        chemicals=chemicals,
    )


def edgar(sources: Path, iso3: str, year: int = BASE_YEAR) -> dict[tuple[str, str], float]:
    """(EDGAR sector, gas) -> Mt CO2e."""
    return {
        (row["sector"], SUBSTANCES[row["substance"]]): float(row["value"])
        for row in read_rows(sources / "energy2" / "emissions_recent.csv")
        if row["iso3"] == iso3
        and row["year"] == str(year)
        and row["substance"] in SUBSTANCES
        and row["source"].startswith("EDGAR")
    }


def iea(sources: Path, iso3: str) -> dict[str, float]:
    """CO2 of fuel combustion by IEA sector, Mt; empty where the sources have none."""
    return {
        row["sector"].removeprefix("IEA: "): float(row["value"])
        for row in read_rows(sources / "energy2" / "emissions_recent.csv")
        if row["iso3"] == iso3 and row["year"] == str(BASE_YEAR) and row["sector"].startswith("IEA: ")
    }


def carbon(parameters: Path) -> dict[str, float]:
    """Mt CO2 per PJ by fuel (kg per GJ over a thousand)."""
    return {
        row["id"].removeprefix("co2_factor_"): float(row["value"]) / 1000.0
        for row in read_rows(parameters / "world.csv")
        if row["id"].startswith("co2_factor_")
    }


def purchases(pack: Path, product: str) -> dict[str, float]:
    """Money (million US$) spent on one product, domestic and imported, by sector and households."""
    spent: dict[str, float] = defaultdict(float)
    for name in ("use_domestic.csv", "use_imported.csv"):
        for row in read_rows(pack / name):
            if row["sector"] != product:
                continue
            for user, value in row.items():
                if user not in ("sector", "source", "grade") and value:
                    spent[user] += float(value)
    return spent


def fuel_burnt(pack: Path, emitters: Emitters, coal_gj_per_t: float) -> dict[tuple[str, str], float]:
    """PJ by (user, fuel): named users as they stand, ``other-industries`` by what each spends on the fuel."""
    product = {"coal": emitters.coal, "oil": emitters.refining, "gas": emitters.gas or emitters.oil_gas}
    scale = {"Mt": coal_gj_per_t, "PJ": 1.0}
    used: dict[tuple[str, str], float] = defaultdict(float)
    rest: dict[str, float] = defaultdict(float)
    named: dict[str, set[str]] = defaultdict(set)
    for row in read_rows(pack / "fuel_use.csv"):
        if row["fuel"] not in BURNT or row["user"] == "exports":
            continue
        quantity = float(row["quantity"]) * scale[row["unit"]]
        # What is sold on to users through pipes is burnt by them.
        if row["user"] in ("other-industries", emitters.gas):
            rest[row["fuel"]] += quantity
        else:
            used[row["user"], row["fuel"]] += quantity
            if not (row["fuel"] == "coal" and row["origin"] == "imported"):
                named[row["fuel"]].add(row["user"])
    makers = {
        *emitters.generation.values(),
        emitters.grid,
        emitters.coal,
        emitters.oil_gas,
        emitters.refining,
    }
    makers |= {emitters.gas, "government", "investment", "stocks", "exports"}
    for fuel, quantity in rest.items():
        if product[fuel] is None:
            continue
        paid = {
            user: money
            for user, money in purchases(pack, str(product[fuel])).items()
            if user not in makers and user not in named[fuel] and money > 0
        }
        total = sum(paid.values())
        for user, money in paid.items():
            used[user, fuel] += quantity * money / total
    return used


def spread(total: float, weights: Weights, gas: str) -> dict[Cell, float]:
    """A total over (emitter, basis) in proportion to weights; refuses weights that are all nothing."""
    mass = sum(weights.values())
    if mass <= 0:
        raise ValueError(
            f"There is nothing to split {total:g} Mt of {gas} by; correct the rule or the fuel balance."
        )
    return {
        (who, gas, basis): total * weight / mass for (who, basis), weight in weights.items() if weight > 0
    }


def power_weights(
    sources: Path, iso3: str, emitters: Emitters, c: dict[str, float], lignite: float
) -> Weights:
    """Fuel burnt in power (PJ, from generation) x CO2 per PJ; ``lignite`` is its share in coal."""
    c_coal = (1.0 - lignite) * c["coal"] + lignite * LIGNITE_MT_PER_PJ
    factor = {"coal": c_coal, "oil": c["oil"], "gas": c["gas"]}
    return {
        (emitters.generation[row["fuel"]], row["fuel"]): float(row["value"]) * factor[row["fuel"]]
        for row in read_rows(sources / "energy2" / "fuel_balances.csv")
        if row["iso3"] == iso3 and row["flow"] == "power_use_estimate" and row["fuel"] in emitters.generation
    }


def pack_power_weights(
    used: dict[tuple[str, str], float], emitters: Emitters, c: dict[str, float]
) -> Weights:
    """CO2 of the fuel that ``fuel_use.csv`` gives to power plants."""
    plants = set(emitters.generation.values())
    return {(user, fuel): q * c[fuel] for (user, fuel), q in used.items() if user in plants and q > 0}


def makes_nothing(pack: Path, sector: str | None) -> bool:
    """True where a sector of the pack has no output: its product is only imported."""
    return any(
        row["sector"] == sector and float(row["output"]) <= 0 for row in read_rows(pack / "value_added.csv")
    )


def energy_produced(
    sources: Path, iso3: str, coal_gj_per_t: float, synthetic_oil: bool = False
) -> dict[str, float]:
    """PJ of coal, oil and gas produced and of oil consumed, from the published balance.

    Where the oil produced is made from coal (``synthetic_oil``) no well stands behind it, and it counts as none.
    """
    scale = {"Mt": coal_gj_per_t, "bcm": GJ_PER_BCM_MILLION, "kb/d": 365.0 * GJ_PER_BARREL / 1000.0}
    flows = {
        (row["fuel"], row["flow"]): float(row["value"]) * scale[row["unit"]]
        for row in read_rows(sources / "energy2" / "fuel_balances.csv")
        if row["iso3"] == iso3
        and row["year"] == str(BASE_YEAR)
        and row["flow"] in ("production", "consumption")
        and row["unit"] in scale
    }
    return {
        "coal": flows.get(("coal", "production"), 0.0),
        "oil": 0.0 if synthetic_oil else flows.get(("oil", "production"), 0.0),
        "gas": flows.get(("gas", "production"), 0.0),
        "refined": flows.get(("oil", "consumption"), 0.0),
    }


def burnt_weights(used: dict[tuple[str, str], float], c: dict[str, float], users: tuple[str, ...]) -> Weights:
    """CO2 of the fuels that some users burn."""
    return {(user, fuel): q * c[fuel] for (user, fuel), q in used.items() if user in users and q > 0}


def mixed(emitter: str, weights: Weights, fallback: str) -> dict[str, float]:
    """Shares of the bases of one emitter; all of ``fallback`` where it burns nothing."""
    own = {basis: w for (who, basis), w in weights.items() if who == emitter}
    total = sum(own.values())
    return {basis: w / total for basis, w in own.items()} if total > 0 else {fallback: 1.0}


def buildings_weights(burnt: Weights, balance: dict[str, float], emitters: Emitters) -> Weights:
    """Buildings and farms: the national balance's sectors where there is one, fuels as each burns them."""
    if not balance:
        return burnt
    services = {k: w for k, w in burnt.items() if k[0] in emitters.services}
    farming = balance.get("Agriculture/Forestry", 0.0) + balance.get("Fishing", 0.0)
    offices = balance.get("Commercial and Public Services", 0.0) + balance.get("Non-specified (Other)", 0.0)
    weights: Weights = {}
    for basis, share in mixed(HOUSEHOLDS, burnt, "oil").items():
        weights[HOUSEHOLDS, basis] = balance["Residential"] * share
    for basis, share in mixed(emitters.agriculture, burnt, "oil").items():
        weights[emitters.agriculture, basis] = farming * share
    total = sum(services.values())
    weights |= {key: offices * w / total for key, w in services.items()}
    return weights


def exploitation(
    co2: float,
    used: dict[tuple[str, str], float],
    balance: dict[str, float],
    produced: dict[str, float],
    emitters: Emitters,
    c: dict[str, float],
) -> dict[Cell, float]:
    """CO2 of making fuels.

    Where refining burns coal (synthetic fuels), what the energy balance calls other energy industries is its
    combustion and the rest its process. Else it is shared by energy handled: gas and oil produced, oil refined.
    """
    if (
        emitters.refining
        and used.get((emitters.refining, "coal"), 0.0) > 0
        and "Other energy industries" in balance
    ):
        burning = min(balance["Other energy industries"], co2)
        own = burnt_weights(used, c, (emitters.refining,))
        return {**spread(burning, own, "CO2"), (emitters.refining, "CO2", "process"): co2 - burning}
    weights: Weights = {}
    if emitters.oil_gas:
        weights[emitters.oil_gas, "gas"] = produced["oil"] + produced["gas"]
    if emitters.refining:
        weights[emitters.refining, "oil"] = produced["refined"]
    if not any(weights.values()):
        # Neither wells nor a refinery: what little there is comes from making charcoal, as the methane does.
        weights[HOUSEHOLDS, "process"] = 1.0
    return spread(co2, weights, "CO2")


def split(
    totals: dict[tuple[str, str], float],
    used: dict[tuple[str, str], float],
    power: Weights,
    balance: dict[str, float],
    produced: dict[str, float],
    electricity: dict[str, float],
    emitters: Emitters,
    c: dict[str, float],
    process_fuels: tuple[str, ...] = ("coal",),
) -> dict[str, dict[Cell, float]]:
    """Every EDGAR sector over emitters, gases and bases (rules in the module's docstring)."""
    out: dict[str, dict[Cell, float]] = defaultdict(lambda: defaultdict(float))

    def put(sector: str, cells: dict[Cell, float]) -> None:
        for cell, value in cells.items():
            out[sector][cell] += value

    oil = {u: used.get((u, "oil"), 0.0) for u in (emitters.transport, HOUSEHOLDS)}
    transport = {(u, "oil"): q * c["oil"] for u, q in oil.items()}
    moved = spread(totals["Transport", "CO2"], transport, "CO2")
    industry = {
        key: w
        for key, w in burnt_weights(used, c, emitters.industry).items()
        if not (key[0] in emitters.feedstock and key[1] == "oil")
    }
    homes = burnt_weights(used, c, (HOUSEHOLDS, emitters.agriculture, emitters.waste, *emitters.services))
    # Motor fuel of households is counted under transport already.
    homes[HOUSEHOLDS, "oil"] = max(
        transport[HOUSEHOLDS, "oil"] - moved.get((HOUSEHOLDS, "CO2", "oil"), 0.0), 0.0
    )
    buildings = buildings_weights(homes, balance, emitters)
    by_rule = {
        "Power Industry": power,
        "Transport": transport,
        "Industrial Combustion": industry,
        "Buildings": buildings,
    }
    for (sector, gas), total in totals.items():
        if sector in by_rule:
            # Methane and nitrous oxide of homes come from wood and charcoal, which have no fuel row.
            wood = sector == "Buildings" and gas != "CO2"
            put(
                sector, {(HOUSEHOLDS, gas, "process"): total} if wood else spread(total, by_rule[sector], gas)
            )
        elif sector == "Agriculture":
            put(sector, {(emitters.agriculture, gas, "process"): total})
        elif sector == "Waste":
            put(sector, {(emitters.waste, gas, "process"): total})
        elif sector == "Fuel Exploitation":
            if gas == "CH4":
                fossil: Weights = {}
                if emitters.coal:
                    fossil[emitters.coal, "process"] = produced["coal"]
                if emitters.oil_gas:
                    fossil[emitters.oil_gas, "process"] = produced["oil"] + produced["gas"]
                if not any(fossil.values()):
                    fossil[HOUSEHOLDS, "process"] = 1.0  # making charcoal
                put(sector, spread(total, fossil, gas))
            else:
                if not totals[sector, "CO2"]:
                    # No fossil fuel is made: what is left comes from making charcoal.
                    put(sector, {(HOUSEHOLDS, gas, "process"): total})
                    continue
                cells = exploitation(totals[sector, "CO2"], used, balance, produced, emitters, c)
                scale = total / totals[sector, "CO2"]
                put(sector, {(who, gas, basis): v * scale for (who, _, basis), v in cells.items()})
        elif sector == "Processes":
            if gas == "CO2":
                kilns = {
                    (u, "process"): sum(used.get((u, fuel), 0.0) for fuel in process_fuels)
                    for u in emitters.process
                }
                if not any(kilns.values()):
                    # Industry burns no coal: what processes give off is mostly lime and cement.
                    kilns = {(emitters.process[0], "process"): 1.0}
                put(sector, spread(total, kilns, gas))
            elif gas == "F-gases":
                coolers = {(u, "process"): m for u, m in electricity.items() if m > 0}
                put(sector, spread(total, coolers, gas))
            else:
                put(sector, {(emitters.chemicals, gas, "process"): total})
        else:
            raise ValueError(f"EDGAR sector {sector!r} has no rule in emissions.py; add one.")
    return out


# The rest rests on what an estimated table says that sectors buy: modelled.
GRADES = {"Power Industry": "B", "Agriculture": "A", "Waste": "A"}


def lignite_share(pack: Path, recipe: dict[str, Any]) -> float:
    """Share of lignite in coal capacity: the regions whose stations stand on lignite mines."""
    regions = set(recipe.get("lignite_regions", []))
    coal = [
        (row["region"], float(row["capacity_mw"]))
        for row in read_rows(pack / "plants.csv")
        if row["technology"] == "coal" and row["status"] == "operating"
    ]
    total = sum(mw for _, mw in coal)
    return sum(mw for region, mw in coal if region in regions) / total if total else 0.0


def build_emissions(
    iso3: str, recipe: dict[str, Any], sources: Path, pack: Path, parameters: Path
) -> tuple[dict[tuple[str, str], float], list[str]]:
    """Write ``emissions.csv``; returns the EDGAR totals and report lines."""
    rule = recipe["emissions"]
    emitters = read_emitters(pack)
    c = carbon(parameters)
    totals = edgar(sources, iso3)
    used = fuel_burnt(pack, emitters, rule["coal_gj_per_t"])
    cooling = {*emitters.services, HOUSEHOLDS, emitters.transport}
    electricity = {u: m for u, m in purchases(pack, emitters.grid).items() if u in cooling}
    lignite = lignite_share(pack, rule)
    if rule.get("power_fuel") == "pack":
        power = pack_power_weights(used, emitters, c)
    else:
        power = power_weights(sources, iso3, emitters, c, lignite)
    balance = iea(sources, iso3)
    produced = energy_produced(sources, iso3, rule["coal_gj_per_t"], rule.get("synthetic_oil", False))
    if makes_nothing(pack, emitters.refining):
        produced["refined"] = 0.0
    if makes_nothing(pack, emitters.coal):
        produced["coal"] = 0.0
    cells = split(
        totals,
        used,
        power,
        balance,
        produced,
        electricity,
        emitters,
        c,
        tuple(rule.get("process_fuels", ("coal",))),
    )
    joined: dict[Cell, float] = defaultdict(float)
    grades: dict[Cell, str] = {}
    balanced: set[Cell] = set()
    for sector, parts in cells.items():
        for cell, value in parts.items():
            joined[cell] += value
            grades[cell] = max(grades.get(cell, "A"), GRADES.get(sector, "C"))
            if sector in ("Buildings", "Fuel Exploitation") and balance and cell[1] == "CO2":
                balanced.add(cell)
    rows: list[Row] = [
        {
            "emitter": who,
            "gas": gas,
            "basis": basis,
            "mt_co2e": number(value, 6),
            "source": "edgar-2024;iea-ghg;builder-energy"
            if (who, gas, basis) in balanced
            else "edgar-2024;builder-energy",
            "grade": grades[who, gas, basis],
        }
        for (who, gas, basis), value in sorted(joined.items())
        if value >= 5e-7
    ]
    write_rows(pack / "emissions.csv", COLUMNS, rows)
    return totals, report_lines(totals, cells, power, lignite)


def report_lines(
    totals: dict[tuple[str, str], float], cells: dict[str, dict[Cell, float]], power: Weights, lignite: float
) -> list[str]:
    """What each EDGAR sector became, largest emitters first, and fuel x factor beside EDGAR in power."""
    lines = []
    for sector in sorted({sector for sector, _ in totals}):
        total = sum(value for (name, _), value in totals.items() if name == sector)
        by: dict[str, float] = defaultdict(float)
        for (who, _, _), value in cells[sector].items():
            by[who] += value
        top = ", ".join(f"{who} {v:.1f}" for who, v in sorted(by.items(), key=lambda item: -item[1])[:4])
        lines.append(f"Emissions, {sector}: {total:.1f} Mt CO2e in EDGAR; {top}.")
    bottom_up = sum(power.values())
    lines.append(
        f"Emissions of power from fuel x factor {bottom_up:.1f} Mt CO2 against "
        f"{totals['Power Industry', 'CO2']:.1f} in EDGAR; lignite {100 * lignite:.0f} % of coal capacity."
    )
    return lines
