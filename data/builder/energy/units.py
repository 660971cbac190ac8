"""Price years, currencies and the two annuity formulas used by the parameter tables.

The consumer price index and the euro rate are those printed in the note of the register's own
synthesis rows, so that a cost converted here equals a cost converted there.
"""

from __future__ import annotations

# US consumer price index, annual mean (Bureau of Labor Statistics); 2025 as used by the register.
US_CPI: dict[int, float] = {
    2012: 229.6,
    2015: 237.0,
    2018: 251.1,
    2019: 255.7,
    2023: 304.7,
    2025: 322.0,
}
USD_PER_EUR = 1.13  # the rate of the register, applied to prices of 2025
BASE_YEAR = 2023
HOURS_PER_YEAR = 8760.0


def to_usd_2023(value: float, currency: str, price_year: int) -> float:
    """Convert a price to US$ of 2023: euros at the register's rate, then the US consumer price index."""
    if currency not in ("US$", "EUR"):
        raise ValueError(f"Currency {currency!r} is not known here; add its rate to units.py.")
    if price_year not in US_CPI:
        raise ValueError(f"No price index for {price_year}; add the year to US_CPI in units.py.")
    rate = USD_PER_EUR if currency == "EUR" else 1.0
    return value * rate * US_CPI[BASE_YEAR] / US_CPI[price_year]


def parse_price_unit(unit: str) -> tuple[str, int]:
    """Read currency and price year from a unit such as ``EUR2025/kW`` or ``US$2012/kW/year``."""
    head = unit.split("/")[0]
    for currency in ("US$", "EUR"):
        if head.startswith(currency):
            return currency, int(head[len(currency) : len(currency) + 4])
    raise ValueError(f"Unit {unit!r} names no currency and price year, such as 'US$2023/kW'.")


def capital_recovery_factor(rate: float, years: float) -> float:
    """Yearly payment per unit borrowed: r / (1 - (1 + r)^-n); ``rate`` as a share, not in per cent."""
    if rate == 0:
        return 1.0 / years
    return rate / (1.0 - (1.0 + rate) ** -years)
