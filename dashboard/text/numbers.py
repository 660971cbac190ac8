"""Numbers of one locale, by Babel (CLDR). The browser uses Intl with the same locale, so both write alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal

from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal, format_percent, get_group_symbol
from babel.numbers import get_decimal_symbol as decimal_symbol

MINUS = "−"
LEFT_TO_RIGHT = "\u200e"


class Numbers:
    """Formats what the dashboard prints: people, shares, money, years.

    Babel is asked once for the locale's signs and patterns; figures are then put together here, because the live answer
    prints forty of them and Babel takes fifteen times as long for each (a test holds the two to each other).
    """

    def __init__(self, locale: str, direction: str = "ltr") -> None:
        self.locale = Locale.parse(locale)
        self._group, self._point = get_group_symbol(self.locale), decimal_symbol(self.locale)
        # Spanish and Portuguese write 1234 but 12 345: whether four digits are grouped is the locale's own.
        self._grouped_from = 1_000 if self._group in format_decimal(1234, locale=self.locale) else 10_000
        self._percent_head, _, self._percent_tail = format_percent(0.5, locale=self.locale).partition("50")
        # In a line that runs from right to left a sign would jump behind its number without this invisible mark.
        self._mark = LEFT_TO_RIGHT if direction == "rtl" else ""

    @property
    def separators(self) -> str:
        """Return the decimal sign and the group sign, as plotly's layout wants them."""
        return self._point + self._group

    def _figure(self, value: float, digits: int) -> str:
        """Return a number without sign, with exactly so many decimals, in the locale's signs."""
        size = abs(value)
        words = f"{size:,.{digits}f}" if round(size, digits) >= self._grouped_from else f"{size:.{digits}f}"
        if self._point == "." and self._group == ",":
            return words
        return words.replace(",", "\0").replace(".", self._point).replace("\0", self._group)

    def whole(self, value: float) -> str:
        """Return a count: 212,000."""
        rounded = round(value)
        return (self._mark + MINUS if rounded < 0 else "") + self._figure(rounded, 0)

    def decimal(self, value: float, digits: int = 1) -> str:
        """Return a number with up to so many decimals: 3.1, 3."""
        rounded = round(value, digits)
        needed = digits
        while needed and round(rounded, needed - 1) == rounded:
            needed -= 1
        return (self._mark + MINUS if rounded < 0 else "") + self._figure(rounded, needed)

    def fixed(self, value: float, digits: int = 1) -> str:
        """Return a number with exactly so many decimals, for columns: 3.1, 3.0."""
        rounded = round(value, digits)
        return (self._mark + MINUS if rounded < 0 else "") + self._figure(rounded, digits)

    def signed(self, value: float, digits: int = 0) -> str:
        """Return a change with its sign; nothing changed is a plain 0: +212,000."""
        rounded = round(value, digits)
        if rounded == 0:
            return "0"
        return self.led_by_sign(rounded, self._figure(rounded, digits))

    def led_by_sign(self, change: float, words: str) -> str:
        """Return words for the size of a change behind its sign: +US$ 3.2 billion."""
        return self._mark + (MINUS if change < 0 else "+") + words

    def percent(self, share: float, digits: int = 0) -> str:
        """Return a share of one in percent: 0.412 -> 41%."""
        rounded = round(100 * share, digits)
        return (self._mark + MINUS if rounded < 0 else "") + self._percent(rounded, digits)

    def with_percent(self, figure: str) -> str:
        """Return a written figure with the percent sign where and as the locale puts it: 45%, 45 %."""
        return self._percent_head + figure + self._percent_tail

    def _percent(self, hundredths: float, digits: int) -> str:
        return self.with_percent(self._figure(hundredths, digits))

    def signed_percent(self, share: float, digits: int = 1) -> str:
        """Return a relative change with its sign: +1.1%."""
        rounded = round(share * 100, digits)
        return (
            self.percent(0.0) if rounded == 0 else self.led_by_sign(rounded, self._percent(rounded, digits))
        )

    def compact(self, value: float, digits: int = 1) -> str:
        """Return a large amount in words: 3.2 billion."""
        # A word that follows a whole number has the whole number's form: пять миллиардов, but 5,1 миллиарда.
        unit = 10.0 ** (3 * (int(math.log10(abs(value))) // 3)) if abs(value) >= 1 else 1.0
        rounded = round(value / unit, digits)
        patterns = self.locale.compact_decimal_formats["long"]
        if rounded in (1, -1) and "1" in patterns and str(int(unit)) in patterns["one"]:
            # Babel finds no word for exactly one where a locale has such words for some powers of ten only (French).
            one = patterns["one"][str(int(unit))].pattern.replace("0", self._figure(1, 0))
            return (self._mark + MINUS if rounded < 0 else "") + one
        # Babel reads a float as having decimals, whatever is written of them.
        amount = Decimal(str(rounded)).normalize() * Decimal(int(unit))
        words = format_compact_decimal(amount, format_type="long", fraction_digits=digits, locale=self.locale)
        return str(words).replace("-", self._mark + MINUS)

    def year(self, value: int) -> str:
        """Return a year, without group signs."""
        return str(value)


def sensible_unit(*values: float) -> int:
    """Return the power of ten to which figures are rounded so that the largest keeps three digits.

    >>> sensible_unit(331_442, -119_204), sensible_unit(4_217), sensible_unit(38)
    (1000, 10, 1)
    """
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    return 10 ** max(math.floor(math.log10(largest)) - 2, 0) if largest >= 1 else 1


def to_unit(value: float, unit: int) -> int:
    """Return the value rounded to a unit.

    >>> to_unit(331_442, 1000)
    331000
    """
    return round(value / unit) * unit


def apportion(values: Sequence[float], unit: int, total: int | None = None) -> list[int]:
    """Return values rounded to a unit so that they add up to `total` (by default their own rounded sum).

    The largest-remainder method: everything is rounded down, and what is then missing goes to those who lost most by it.

    >>> apportion([14.6, 14.6, -9.2], 10)
    [20, 10, -10]
    """
    exact = [float(value) / unit for value in values]
    if not exact:
        return []
    wanted = round(sum(exact) if total is None else total / unit)
    whole = [math.floor(value) for value in exact]
    turns, rest = divmod(wanted - sum(whole), len(exact))
    order = sorted(range(len(exact)), key=lambda at: whole[at] - exact[at])
    favoured = set(order[:rest])
    return [(value + turns + (at in favoured)) * unit for at, value in enumerate(whole)]
