"""Stage 2, power: generation technologies as columns of their own, what is left is grid and supply.

The split adds nothing: over the grid column and all generation columns, inputs of every product, taxes, wages and surplus
add up to the electricity sector as it was, and the grid keeps the sector's whole row. Only the sale of generation to the
grid is new. One plant-gate price holds for all technologies (electricity is one product), so surplus differs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.builder.table.tableau import USES, Array, Table

VALUE_ADDED = ("product_taxes", "production_taxes", "wages", "surplus")

# ISIC groups of the operation cost vectors -> which purchases of the electricity sector they are drawn from. A group is
# spread over the sectors of its pool as the electricity sector itself buys from them, so that no purchase is invented.
POOLS = {
    "20": ("chemicals",),
    "25": ("metals", "metal-products", "machinery", "electrical-equipment", "other-manufacturing"),
    "26": ("electrical-equipment", "machinery", "other-manufacturing"),
    "27": ("electrical-equipment", "machinery", "other-manufacturing"),
    "28": ("machinery", "electrical-equipment", "metals", "metal-products", "other-manufacturing"),
    "31T33": ("other-manufacturing", "machinery", "electrical-equipment", "metals", "metal-products"),
    "41T43": ("construction",),
    "45T47": ("trade",),
    "49T53": ("transport",),
    "64T66": ("finance",),
    "69T82": ("business-services",),
    "84": ("public-administration", "public-services"),
}
OWN_STAFF = "35T39"
MARGINS = ("trade", "transport")
_NOT_GOODS_DIVISIONS_FROM = 35


@dataclass(frozen=True)
class Technology:
    """A generation technology in the base year; costs in US$ of 2023."""

    name: str
    capacity_mw: float
    generation_gwh: float
    fuels: tuple[str, ...]
    om_usd_per_kw: float
    om_shares: dict[str, float]
    capacity_factor_new: float
    fuel_gj_per_mwh: float = 0.0
    stands_for: str = ""

    @property
    def sector(self) -> str:
        """The column in the table."""
        return f"power-{self.name}"


@dataclass(frozen=True)
class PowerSplit:
    """The table with generation columns, the plant-gate price (million US$ per GWh) and inputs per GWh."""

    table: Table
    price: float
    coefficients: dict[str, dict[tuple[str, str], float]]
    report: list[str]


Inputs = Array
"""(2, n): domestic and imported inputs of one technology, million US$."""


def _draw(purchases: Array, pool: list[int], money: float) -> Array:
    """Spread ``money`` over the rows of a pool, domestic and imported, as ``purchases`` (2, n) are; zero if empty."""
    out = np.zeros_like(purchases)
    have = purchases[:, pool].sum()
    if have > 0:
        out[:, pool] = purchases[:, pool] * (money / have)
    return out


def operation_inputs(
    technologies: list[Technology], purchases: Array, codes: tuple[str, ...]
) -> tuple[dict[str, Inputs], dict[str, float], list[str]]:
    """Operation and maintenance: purchases by technology, own wages by technology, and what was capped.

    The fixed cost of a technology is its capacity times US$ per kW; the ISIC group of utilities in its cost vector is the
    plant's own staff (wages), the others are purchases. Demand on a pool above what the sector buys is scaled down.
    """
    wages = {
        t.name: t.om_usd_per_kw * t.capacity_mw / 1e3 * t.om_shares.get(OWN_STAFF, 0.0) for t in technologies
    }
    inputs = {t.name: np.zeros_like(purchases) for t in technologies}
    report = []
    for group, names in POOLS.items():
        pool = [codes.index(name) for name in names if name in codes]
        want = {
            t.name: t.om_usd_per_kw * t.capacity_mw / 1e3 * t.om_shares.get(group, 0.0) for t in technologies
        }
        used = sum(part[:, pool].sum() for part in inputs.values())
        have = max(purchases[:, pool].sum() - used, 0.0)
        total = sum(want.values())
        factor = min(1.0, have / total) if total > 0 else 0.0
        if 0 < factor < 1 or (total > 0 and have == 0):
            report.append(
                f"operation purchases from ISIC {group} capped at {factor:.0%} of {total:.4g} million US$: "
                "the electricity sector buys no more"
            )
        left = purchases - sum(inputs.values())
        for t in technologies:
            inputs[t.name] += _draw(np.maximum(left, 0.0), pool, want[t.name] * factor)
    return inputs, wages, report


def fuel_inputs(
    technologies: list[Technology], purchases: Array, codes: tuple[str, ...]
) -> dict[str, Inputs]:
    """All that the electricity sector buys of a fuel goes to the technology that burns it."""
    out = {}
    for t in technologies:
        part = np.zeros_like(purchases)
        for fuel in t.fuels if t.generation_gwh > 0 else ():
            part[:, codes.index(fuel)] = purchases[:, codes.index(fuel)]
        out[t.name] = part
    return out


def with_margins(inputs: Inputs, purchases: Array, goods: list[int], margins: list[int]) -> Inputs:
    """Add trade and transport on goods at the electricity sector's own rate of margins on goods."""
    rate = inputs[:, goods].sum() / purchases[:, goods].sum()
    out = inputs.copy()
    out[:, margins] += purchases[:, margins] * rate
    return out


def _new_build(
    t: Technology,
    pattern: Technology,
    model: dict[tuple[str, str], float],
    price: float,
    prices: dict[str, float],
) -> dict[tuple[str, str], float]:
    """Inputs per GWh of a technology that does not generate yet: fuel by heat rate and price, operation by its own cost.

    Purchases for operation follow the mix of ``pattern`` (a technology that runs), scaled to this one's cost per GWh.
    """
    hours = t.capacity_factor_new * 8760.0
    om = t.om_usd_per_kw / hours  # million US$ per GWh: US$/kW over hours, 1e3 kW/MW x 1e3 MWh/GWh / 1e6
    out: dict[tuple[str, str], float] = {}
    own = t.om_shares.get(OWN_STAFF, 0.0)
    left_out = (*pattern.fuels, *MARGINS)  # trade and transport go with the pattern's own fuel
    bought = {k: v for k, v in model.items() if k[1] in ("domestic", "imported") and k[0] not in left_out}
    total = sum(bought.values())
    for key, value in bought.items():
        out[key] = value / total * om * (1.0 - own) if total > 0 else 0.0
    for fuel in t.fuels:
        out[(fuel, "imported")] = t.fuel_gj_per_mwh * prices[t.name] / 1e3
    out[("wages", "value-added")] = om * own
    out[("production_taxes", "value-added")] = model[("production_taxes", "value-added")]
    out[("product_taxes", "value-added")] = 0.0
    out[("surplus", "value-added")] = price - sum(out.values())
    return out


def split_power(
    table: Table, grid: str, technologies: list[Technology], goods: list[str], fuel_prices: dict[str, float]
) -> PowerSplit:
    """Divide the electricity sector into generation columns and grid.

    Surplus is divided in proportion to cost (inputs, taxes, wages): that fixes the plant-gate price
    p = sum of generation costs x (1 + rate) / GWh, with one rate for generation and grid together.
    """
    e, n = table.codes.index(grid), table.n
    purchases = np.vstack([table.domestic[:, e], table.imported[:, e]])
    own_use = purchases[:, e].copy()
    purchases[:, e] = 0.0
    running = [t for t in technologies if t.generation_gwh > 0]
    fuels = fuel_inputs(running, purchases, table.codes)
    rest = purchases - sum(fuels.values())
    operation, wages, report = operation_inputs(running, rest, table.codes)
    staff = sum(wages.values())
    if staff > table.wages[e]:
        raise ValueError(
            f"Generation's own staff cost ({staff:.4g}) exceeds the wages of {grid} ({table.wages[e]:.4g})."
        )
    good_rows = [table.codes.index(c) for c in goods if c in table.codes]
    margin_rows = [table.codes.index(c) for c in MARGINS]
    inputs = {}
    for t in running:
        bare = fuels[t.name] + operation[t.name]
        inputs[t.name] = with_margins(bare, purchases, good_rows, margin_rows)
    total = sum(inputs.values())
    over = total - purchases
    if (over > 1e-9).any():
        # Margins on top of operation purchases from the same rows may pass what the sector buys: scale those rows down.
        factor = np.where(total > purchases, purchases / np.where(total > 0, total, 1.0), 1.0)
        rows = [table.codes[i] for i in np.unique(np.nonzero(over > 1e-9)[1])]
        report.append(
            f"generation's purchases from {', '.join(rows)} capped at what the electricity sector buys"
        )
        inputs = {name: part * factor for name, part in inputs.items()}
    tax_rate = table.product_taxes[e] / purchases.sum()
    cost = {t.name: inputs[t.name].sum() * (1 + tax_rate) + wages[t.name] for t in running}
    output = table.output[e]
    surplus = table.surplus[e] + table.production_taxes[e]
    spent = output - own_use.sum() - surplus + own_use[1]  # imported electricity is a cost of the grid
    gwh = sum(t.generation_gwh for t in running)
    price = sum(cost.values()) * (1.0 + surplus / spent) / gwh

    m = len(technologies)
    generation = np.array([t.generation_gwh * price for t in technologies])

    def place(block: Array, row: int) -> Array:
        out = np.zeros((n + m, n + m + len(USES)))
        out[:n, : e + 1] = block[:, : e + 1]
        out[:n, e + 1 + m :] = block[:, e + 1 :]
        for k, t in enumerate(technologies):
            if t.generation_gwh > 0:
                out[:n, e + 1 + k] = inputs[t.name][row]
                out[:n, e] -= inputs[t.name][row]
        # New rows stand after the grid.
        order = np.r_[0 : e + 1, n : n + m, e + 1 : n]
        return out[order]

    domestic, imported = place(table.domestic, 0), place(table.imported, 1)
    for k in range(m):
        domestic[e + 1 + k, e] = generation[k]

    def vector(values: Array, parts: Array) -> Array:
        rest = values.copy()
        rest[e] -= parts.sum()
        return np.insert(rest, e + 1, parts)

    def per_technology(values: dict[str, float]) -> Array:
        return np.array([values.get(t.name, 0.0) for t in technologies])

    taxes_p = per_technology({t.name: inputs[t.name].sum() * tax_rate for t in running})
    other_rate = table.production_taxes[e] / (output - own_use.sum())
    taxes_o = generation * other_rate
    wage = per_technology(wages)
    used = per_technology({t.name: inputs[t.name].sum() for t in running})
    margin = generation - used - taxes_p - taxes_o - wage
    result = Table(
        codes=table.codes[: e + 1] + tuple(t.sector for t in technologies) + table.codes[e + 1 :],
        domestic=domestic,
        imported=imported,
        product_taxes=vector(table.product_taxes, taxes_p),
        production_taxes=vector(table.production_taxes, taxes_o),
        wages=vector(table.wages, wage),
        surplus=vector(table.surplus, margin),
    )
    coefficients = _coefficients(result, technologies, price, fuel_prices)
    report.insert(
        0,
        f"plant-gate price {price * 1e3:.1f} US$/MWh for all technologies; generation is "
        f"{generation.sum() / output:.0%} of the electricity sector's sales and holds {staff / table.wages[e]:.0%} of its wages",
    )
    return PowerSplit(result, price, coefficients, report)


def _coefficients(
    table: Table, technologies: list[Technology], price: float, fuel_prices: dict[str, float]
) -> dict[str, dict[tuple[str, str], float]]:
    """Inputs, taxes, wages and surplus per GWh of every technology; each set adds up to the plant-gate price."""
    out: dict[str, dict[tuple[str, str], float]] = {}
    for t in technologies:
        if t.generation_gwh <= 0:
            continue
        j = table.codes.index(t.sector)
        part: dict[tuple[str, str], float] = {}
        for origin, block in (("domestic", table.domestic), ("imported", table.imported)):
            for i in np.nonzero(block[:, j])[0]:
                part[(table.codes[i], origin)] = float(block[i, j]) / t.generation_gwh
        for name in VALUE_ADDED:
            part[(name, "value-added")] = float(getattr(table, name)[j]) / t.generation_gwh
        out[t.name] = part
    by_name = {t.name: t for t in technologies}
    for t in technologies:
        if t.generation_gwh <= 0:
            out[t.name] = _new_build(t, by_name[t.stands_for], out[t.stands_for], price, fuel_prices)
    return out
