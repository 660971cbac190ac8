"""What several countries share: how physical balances speak to the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.builder.table.balance import Known
from data.builder.table.fuels import FuelRow, share_out
from data.builder.table.power import PowerSplit
from data.builder.table.tableau import Array, Table

CIA = "cia-factbook-2025"


@dataclass(frozen=True)
class Physical:
    """What quantities fix before the balance: outputs and value added (n,), known cells, imports by product."""

    output: Array
    value_added: Array
    known: Known
    products: dict[str, float] = field(default_factory=dict)
    report: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Country:
    """What differs between countries.

    ``prepare`` reads, reclassifies and splits: the prior table and the finest value added (n,), in any unit of money.
    ``physical`` takes value added after nested controls. ``fuel_use`` says who burns what, after the balance.
    """

    prepare: Callable[[Path, dict[str, Any]], tuple[Table, Array, list[str]]]
    physical: Callable[[Path, dict[str, Any], Table, Array], Physical]
    fuel_use: Callable[[Path, dict[str, Any], PowerSplit], list[FuelRow]]


def electricity_use(
    full: Table, flows: dict[str, float], generation: float, published: tuple[float, str] | None = None
) -> list[FuelRow]:
    """Electricity by user in GWh: published totals; households by their ``published`` share and its source, if any.

    Without a published share all users at home pay one price, which gives households too much where they pay more than
    industry: graded C. What supply leaves after losses, exports and published consumption is the grid's own use.
    Cross-border supply to the grid is the fact ``electricity_net_imports_gwh``, not a use.
    """
    i = full.codes.index("electricity-supply")
    grid = full.index("electricity-supply")
    available = generation + flows["imports"] - flows["exports"] - flows["distribution losses"]
    used = min(flows["consumption"], available)
    money = {"households": float(full.domestic[i, full.index("households")])}
    money["other-industries"] = float(full.domestic[i, : full.n].sum() - full.domestic[i, grid])
    source, grade = f"{CIA};builder-table", "C"
    gwh = share_out(used, money)
    if published is not None:
        gwh = {"households": used * published[0], "other-industries": used * (1.0 - published[0])}
        source, grade = f"{CIA};{published[1]}", "B"
    lines = [
        FuelRow("electricity", "domestic", user, quantity, "GWh", source, grade, money[user])
        for user, quantity in gwh.items()
    ]
    sold = float(full.domestic[i, full.index("exports")])
    lines.append(FuelRow("electricity", "domestic", "exports", flows["exports"], "GWh", CIA, "A", sold))
    if available > used:
        rest = available - used
        lines.append(FuelRow("electricity", "domestic", "electricity-supply", rest, "GWh", source, "B"))
    return lines


def oil_use(
    full: Table, power_pj: float, final_pj: float, source: str, user_power: str = "power-oil"
) -> list[FuelRow]:
    """Oil products in PJ: ``power_pj`` for power, ``final_pj`` by the money that households and industries pay."""
    row, plant, house = (
        full.codes.index("refining"),
        full.index(user_power),
        full.index("households"),
    )
    blocks = {"domestic": full.domestic, "imported": full.imported}
    burned = {origin: float(block[row, plant]) for origin, block in blocks.items()}
    final = {}
    for origin, block in blocks.items():
        final[(origin, "households")] = float(block[row, house])
        final[(origin, "other-industries")] = float(block[row, : full.n].sum()) - burned[origin]
    lines = []
    for origin in blocks:
        share = burned[origin] / sum(burned.values()) if sum(burned.values()) > 0 else 0.0
        if share > 0:
            lines.append(
                FuelRow(
                    "oil",
                    origin,
                    user_power,
                    power_pj * share,
                    "PJ",
                    "builder-table",
                    "B",
                    burned[origin],
                )
            )
        for user in ("households", "other-industries"):
            money = final[(origin, user)]
            if money > 0:
                quantity = final_pj * money / sum(final.values())
                lines.append(
                    FuelRow("oil", origin, user, quantity, "PJ", f"{source};builder-table", "B", money)
                )
    return lines
