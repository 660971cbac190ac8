"""Base-year figures of a pack, computed from its tables and never stored, by the names that totals.csv uses.

A name is a measure, or a measure and a selector joined by a colon:

    gdp, exports, imports, households, government, investment          million US$
    employment, employment_women, employment_men [:sector or ISIC section letters]   persons
    women_share [:sector or ISIC section letters]                      % of persons employed
    generation, capacity [:technology]                                 GWh, MW
    co2, ch4, n2o, f_gases, ghg [:emitter]                             Mt CO2e
    coal, oil, gas, electricity [:domestic, imported or a user]        the unit of fuel_use.csv
    population, working_age_women, working_age_men                     persons
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from model.pack import schema
from model.pack.draft import Draft

SCALES = {"thousand": 1e3, "thousands": 1e3, "1000": 1e3, "million": 1e6, "millions": 1e6, "billion": 1e9}
PREFIXED = {"gw": 1e3, "mw": 1.0, "twh": 1e3, "gwh": 1.0, "kt": 1e-3, "mt": 1.0, "gt": 1e3}
GASES: dict[str, tuple[str, ...]] = {
    "co2": ("CO2",),
    "ch4": ("CH4",),
    "n2o": ("N2O",),
    "f_gases": ("F-gases",),
}
GASES["ghg"] = tuple(gas for gases in list(GASES.values()) for gas in gases)
FUELS = ("coal", "oil", "gas", "electricity")


def unit_scale(unit: str) -> float:
    """Return how many of the pack's units one published unit is: 1000 for GW, TWh or thousand persons.

    Money in the pack is million US$ already: "million US$" is 1 and "billion US$" is 1000.
    """
    words = unit.lower().replace("(", " ").replace(")", " ").split()
    scale = next((SCALES[word] for word in words if word in SCALES), 1.0)
    if any("us$" in word or "usd" in word for word in words):
        return scale / 1e6
    return scale * next((PREFIXED[word] for word in words if word in PREFIXED), 1.0)


@dataclass(frozen=True)
class Measure:
    """How a measure is computed: from which tables, and by what; None says that the selector is unknown."""

    needs: tuple[str, ...]
    compute: Callable[[Draft, str], float | None]


def indicator(draft: Draft, name: str) -> float | None:
    """Return the pack's base-year figure for a name; None if the measure or the selector is unknown."""
    measure, selector = _split(name)
    return measure.compute(draft, selector) if measure else None


def computable(draft: Draft, name: str) -> bool:
    """Say whether the tables that a name needs were read without a finding (so for an unknown name, too)."""
    measure, _ = _split(name)
    return measure is None or draft.complete(*measure.needs)


def _split(name: str) -> tuple[Measure | None, str]:
    measure, _, selector = name.partition(":")
    return MEASURES.get(measure.strip().lower()), selector.strip()


def gdp_by_value_added(draft: Draft) -> float:
    """Return GDP as value added at basic prices plus taxes less subsidies on products, million US$."""
    rows = draft.tables["value_added"].rows
    added = sum(row.production_taxes + row.wages + row.surplus + row.product_taxes for row in rows)
    return float(added + _final_taxes(draft))


def gdp_by_expenditure(draft: Draft) -> float:
    """Return GDP as final uses at purchasers' prices less imports, million US$."""
    assert draft.use_domestic is not None
    assert draft.use_imported is not None
    sectors = len(draft.codes())
    finals = draft.use_domestic.values[:, sectors:].sum() + draft.use_imported.values[:, sectors:].sum()
    return float(finals + _final_taxes(draft) - draft.use_imported.values.sum())


def sector_selection(draft: Draft, selector: str) -> set[str] | None:
    """Return the sectors that a selector names: codes, or ISIC section letters, joined by commas."""
    if not selector:
        return set(draft.codes())
    parts = {part.strip() for part in selector.replace("+", ",").split(",")}
    if parts <= set(draft.codes()):
        return parts
    letters = {
        row.code: {part.strip() for part in row.isic.split(",")} for row in draft.tables["sectors"].rows
    }
    inside = {code for code, own in letters.items() if own <= parts}
    covered = {letter for code in inside for letter in letters[code]}
    # A sector that lies only partly in the selection cannot be cut in two, so the figure cannot be computed.
    partly = any(own & parts and not own <= parts for own in letters.values())
    return inside if covered == parts and not partly else None


def _final_taxes(draft: Draft) -> float:
    return float(sum(row.product_taxes for row in draft.tables["final_taxes"].rows))


def _gdp(draft: Draft, selector: str) -> float | None:
    return None if selector else gdp_by_value_added(draft)


def _final_use(use: str) -> Measure:
    """Return the measure of a final use at purchasers' prices, domestic and imported, million US$."""

    def compute(draft: Draft, selector: str) -> float | None:
        tables = [table for table in (draft.use_domestic, draft.use_imported) if table and use in table.users]
        bought = sum(table.values[:, table.users.index(use)].sum() for table in tables)
        taxes = sum(row.product_taxes for row in draft.tables["final_taxes"].rows if row.use == use)
        return None if selector else float(bought + taxes)

    return Measure(("use_domestic", "use_imported", "final_taxes"), compute)


def _imports(draft: Draft, selector: str) -> float | None:
    if selector or draft.use_imported is None:
        return None
    return float(draft.use_imported.values.sum())


def _employment(*sexes: str) -> Measure:
    """Return the measure of persons employed of the sexes named."""

    def compute(draft: Draft, selector: str) -> float | None:
        chosen = sector_selection(draft, selector)
        if chosen is None:
            return None
        rows = [row for row in draft.tables["employment"].rows if row.sector in chosen]
        return float(sum(getattr(row, sex) for row in rows for sex in sexes))

    return Measure(("sectors", "employment"), compute)


def _women_share(draft: Draft, selector: str) -> float | None:
    women = _employment("women").compute(draft, selector)
    everyone = _employment("women", "men").compute(draft, selector)
    return None if women is None or not everyone else 100.0 * women / everyone


def _of_rows(table: str, key: str, value: str, chosen: Callable[[Any], bool] = lambda row: True) -> Measure:
    """Return the measure that adds `value` over the chosen rows whose `key` is the selector (all if none)."""

    def compute(draft: Draft, selector: str) -> float | None:
        parts = {part.strip() for part in selector.split(",")} if selector else set()
        rows = draft.tables[table].rows
        if not parts <= {getattr(row, key) for row in rows}:
            return None
        wanted = [row for row in rows if chosen(row) and (not parts or getattr(row, key) in parts)]
        return float(sum(getattr(row, value) for row in wanted))

    return Measure((table,), compute)


def _emissions(gases: tuple[str, ...]) -> Measure:
    return _of_rows("emissions", "emitter", "mt_co2e", lambda row: row.gas in gases)


def _fuel(fuel: str) -> Measure:
    """Return the measure of a fuel's quantity; the selector is an origin or a user."""

    def compute(draft: Draft, selector: str) -> float | None:
        rows = [row for row in draft.tables["fuel_use"].rows if row.fuel == fuel]
        wanted = [row.quantity for row in rows if not selector or selector in (row.origin, row.user)]
        return float(sum(wanted)) if wanted else None

    return Measure(("fuel_use",), compute)


def _macro(column: str) -> Measure:
    def compute(draft: Draft, selector: str) -> float | None:
        rows = [row for row in draft.tables["macro"].rows if row.year == schema.BASE_YEAR]
        return None if selector or not rows else float(getattr(rows[0], column))

    return Measure(("macro",), compute)


MEASURES: dict[str, Measure] = {
    "gdp": Measure(("value_added", "final_taxes"), _gdp),
    **{use: _final_use(use) for use in schema.FINAL_USES},
    "imports": Measure(("use_imported",), _imports),
    "employment": _employment("women", "men"),
    "employment_women": _employment("women"),
    "employment_men": _employment("men"),
    "women_share": Measure(("sectors", "employment"), _women_share),
    "generation": _of_rows("technologies", "technology", "generation_gwh"),
    "capacity": _of_rows("technologies", "technology", "capacity_mw"),
    **{measure: _emissions(gases) for measure, gases in GASES.items()},
    **{fuel: _fuel(fuel) for fuel in FUELS},
    "population": _macro("population"),
    "working_age_women": _macro("working_age_women"),
    "working_age_men": _macro("working_age_men"),
}
"""Measure name -> how it is computed."""
