"""Stage 2, power: generation technologies as columns of their own, what is left is grid and supply.

The split adds nothing: over the grid column and all generation columns, inputs of every product, taxes, wages and surplus
add up to the electricity sector as it was, and the grid keeps the sector's whole row. Only the sale of generation to the
grid is new. One plant-gate price holds for all technologies (electricity is one product), so surplus differs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.builder.table.tableau import Array, Table

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
OWN = "35T39"
MARGINS = ("trade", "transport")


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
    technologies: list[Technology], purchases: Array, codes: tuple[str, ...], staff: float
) -> tuple[dict[str, Inputs], dict[str, float], list[str]]:
    """Operation and maintenance: purchases by technology, own wages by technology, and what was capped.

    The fixed cost of a technology is its capacity times US$ per kW, spread over ISIC groups by its cost vector. What the
    vector gives to utilities is done by the plant itself: ``staff`` of it are wages, the rest is spread over all that the
    electricity sector buys (``purchases`` (2, n), without fuels). Demand on a pool above that is scaled down.
    """
    cost = {t.name: t.om_usd_per_kw * t.capacity_mw / 1e3 for t in technologies}
    own = {t.name: cost[t.name] * t.om_shares.get(OWN, 0.0) for t in technologies}
    wages = {name: value * staff for name, value in own.items()}
    inputs = {t.name: np.zeros_like(purchases) for t in technologies}
    report = []
    for group, names in POOLS.items():
        pool = [codes.index(name) for name in names if name in codes]
        want = {t.name: cost[t.name] * t.om_shares.get(group, 0.0) for t in technologies}
        left = np.maximum(purchases - sum(inputs.values()), 0.0)
        have, total = left[:, pool].sum(), sum(want.values())
        factor = min(1.0, have / total) if total > 0 else 0.0
        if total > 0 and factor < 1:
            report.append(
                f"operation purchases from ISIC {group} capped at {factor:.0%} of {total:.4g} million US$: "
                "the electricity sector buys no more"
            )
        for t in technologies:
            inputs[t.name] += _draw(left, pool, want[t.name] * factor)
    left = np.maximum(purchases - sum(inputs.values()), 0.0)
    # Trade and transport come with the goods, at the sector's own rate.
    everything = [i for i, code in enumerate(codes) if code not in MARGINS]
    for t in technologies:
        inputs[t.name] += _draw(left, everything, own[t.name] * (1.0 - staff))
    return inputs, wages, report


def staff_share(table: Table, grid: str, without_fuels: Array) -> float:
    """Wages in what the electricity sector spends itself: wages over wages and purchases other than fuels."""
    wages = table.wages[table.codes.index(grid)]
    return float(wages / (wages + without_fuels.sum()))


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
    per_gwh = pattern.om_usd_per_kw * pattern.capacity_mw / 1e3 / pattern.generation_gwh
    staff = model[("wages", "value-added")] / (per_gwh * pattern.om_shares[OWN])
    own = t.om_shares.get(OWN, 0.0) * staff
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


def electricity_purchases(table: Table, grid: str) -> tuple[Array, Array]:
    """What the electricity sector buys (2, n) without its own product, and its own use (domestic, imported)."""
    e = table.codes.index(grid)
    purchases = np.vstack([table.domestic[:, e], table.imported[:, e]])
    own_use = purchases[:, e].copy()
    purchases[:, e] = 0.0
    return purchases, own_use


def generation_inputs(
    running: list[Technology], purchases: Array, table: Table, grid: str, goods: list[str]
) -> tuple[dict[str, Inputs], dict[str, float], list[str]]:
    """Fuel, operation and margins by technology, never more than the sector buys; own wages; lines of the report."""
    codes = table.codes
    fuels = fuel_inputs(running, purchases, codes)
    rest = purchases - sum(fuels.values())
    staff = staff_share(table, grid, rest)
    operation, wages, report = operation_inputs(running, rest, codes, staff)
    report.insert(
        0,
        "operation and maintenance at the low end of the register, which is its emerging-economy end; of what plants "
        f"spend themselves {staff:.0%} are wages, as in the whole sector without fuels",
    )
    good_rows = [codes.index(code) for code in goods if code in codes]
    margin_rows = [codes.index(code) for code in MARGINS]
    inputs = {
        t.name: with_margins(fuels[t.name] + operation[t.name], purchases, good_rows, margin_rows)
        for t in running
    }
    total = sum(inputs.values())
    over = total - purchases > 1e-9
    if over.any():
        # Operation and margins draw on the same services: rows that would pass the sector's own are scaled down.
        rows = ", ".join(codes[i] for i in np.unique(np.nonzero(over)[1]))
        report.append(f"generation's purchases from {rows} capped at what the electricity sector buys")
        factor = np.where(over, purchases / np.where(total > 0, total, 1.0), 1.0)
        inputs = {name: part * factor for name, part in inputs.items()}
    return inputs, wages, report


def plant_gate_price(table: Table, grid: str, generation_cost: float, gwh: float) -> float:
    """Million US$ per GWh: surplus is divided between generation and grid in proportion to cost.

    With C the cost of the sector (inputs without its own product, imported electricity, taxes, wages) and S its surplus,
    p = C_generation (1 + S / C) / GWh.
    """
    e = table.codes.index(grid)
    surplus = table.surplus[e] + table.production_taxes[e]
    cost = table.output[e] - table.domestic[e, e] - surplus
    return float(generation_cost * (1.0 + surplus / cost) / gwh)


def _place_inputs(block: Array, e: int, columns: list[Array]) -> Array:
    """Uses with a column and an empty row per technology after the grid; the grid loses what they take."""
    n, m = block.shape[0], len(columns)
    grid = block[:, e] - sum(columns)
    wide = np.column_stack([block[:, :e], grid, *columns, block[:, e + 1 :]])
    return np.insert(wide, [e + 1] * m, np.zeros((m, wide.shape[1])), axis=0) if m else wide[:n]


def _place(values: Array, e: int, parts: Array) -> Array:
    """A vector by sector with an entry per technology after the grid; the grid loses what they take."""
    rest = values.copy()
    rest[e] -= parts.sum()
    return np.insert(rest, e + 1, parts)


def split_power(
    table: Table, grid: str, technologies: list[Technology], goods: list[str], fuel_prices: dict[str, float]
) -> PowerSplit:
    """Divide the electricity sector into generation columns and grid."""
    e = table.codes.index(grid)
    running = [t for t in technologies if t.generation_gwh > 0]
    purchases, own_use = electricity_purchases(table, grid)
    inputs, wages, report = generation_inputs(running, purchases, table, grid, goods)
    staff = sum(wages.values())
    if staff > table.wages[e]:
        raise ValueError(
            f"Generation's own staff cost ({staff:.4g}) exceeds the wages of {grid} ({table.wages[e]:.4g})."
        )
    tax_rate = table.product_taxes[e] / purchases.sum()
    cost = sum(part.sum() for part in inputs.values()) * (1.0 + tax_rate) + staff
    price = plant_gate_price(table, grid, cost, sum(t.generation_gwh for t in running))

    nothing = np.zeros_like(purchases)
    columns = [inputs.get(t.name, nothing) for t in technologies]
    generation = np.array([t.generation_gwh * price for t in technologies])
    bought = np.array([part.sum() for part in columns])
    staff_by = np.array([wages.get(t.name, 0.0) for t in technologies])
    taxes_on_inputs = bought * tax_rate
    taxes_on_output = generation * table.production_taxes[e] / (table.output[e] - own_use[0])
    surplus = generation - bought - taxes_on_inputs - taxes_on_output - staff_by

    domestic = _place_inputs(table.domestic, e, [part[0] for part in columns])
    imported = _place_inputs(table.imported, e, [part[1] for part in columns])
    domestic[e + 1 : e + 1 + len(technologies), e] = generation
    result = Table(
        codes=table.codes[: e + 1] + tuple(t.sector for t in technologies) + table.codes[e + 1 :],
        domestic=domestic,
        imported=imported,
        product_taxes=_place(table.product_taxes, e, taxes_on_inputs),
        production_taxes=_place(table.production_taxes, e, taxes_on_output),
        wages=_place(table.wages, e, staff_by),
        surplus=_place(table.surplus, e, surplus),
    )
    report.insert(
        0,
        f"plant-gate price {price * 1e3:.1f} US$/MWh for all technologies; generation is "
        f"{generation.sum() / table.output[e]:.0%} of the electricity sector's sales and holds "
        f"{staff / table.wages[e]:.0%} of its wages",
    )
    return PowerSplit(result, price, _coefficients(result, technologies, price, fuel_prices), report)


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
