"""Numbers of one locale, by Babel (CLDR). The browser uses Intl with the same locale, so both write alike."""

from __future__ import annotations

import math

from babel import Locale
from babel.numbers import format_compact_decimal, format_decimal, format_percent, get_group_symbol
from babel.numbers import get_decimal_symbol as decimal_symbol

MINUS = "−"
LEFT_TO_RIGHT = "\u200e"


class Numbers:
    """Formats what the dashboard prints: people, shares, money, years."""

    def __init__(self, locale: str, direction: str = "ltr") -> None:
        self.locale = Locale.parse(locale)
        # In a line that runs from right to left a sign would jump behind its number without this invisible mark.
        self._mark = LEFT_TO_RIGHT if direction == "rtl" else ""

    @property
    def separators(self) -> str:
        """Return the decimal sign and the group sign, as plotly's layout wants them."""
        return decimal_symbol(self.locale) + get_group_symbol(self.locale)

    def _minus(self, words: str) -> str:
        # A hyphen is not a minus sign: it breaks lines and is read aloud as a dash.
        return words.replace("-", MINUS)

    def whole(self, value: float) -> str:
        """Return a count: 212,000."""
        return self._minus(format_decimal(round(value), locale=self.locale))

    def decimal(self, value: float, digits: int = 1) -> str:
        """Return a number with up to so many decimals: 3.1."""
        return self._minus(format_decimal(value, format=f"#,##0.{'#' * digits}", locale=self.locale))

    def signed(self, value: float, digits: int = 0) -> str:
        """Return a change with its sign; nothing changed is a plain 0: +212,000."""
        rounded = round(value, digits)
        if rounded == 0:
            return "0"
        places = "." + "0" * digits if digits else ""
        pattern = f"+#,##0{places};-#,##0{places}"
        return self._mark + self._minus(format_decimal(rounded, format=pattern, locale=self.locale))

    def led_by_sign(self, change: float, words: str) -> str:
        """Return words for the size of a change behind its sign: +US$ 3.2 billion."""
        return self._mark + (MINUS if change < 0 else "+") + words

    def percent(self, share: float, digits: int = 0) -> str:
        """Return a share of one in percent: 0.412 -> 41%."""
        return self._minus(format_percent(share, format=_percent_pattern(digits), locale=self.locale))

    def signed_percent(self, share: float, digits: int = 1) -> str:
        """Return a relative change with its sign: +1.1%."""
        if round(share * 100, digits) == 0:
            return self.percent(0.0)
        pattern = _percent_pattern(digits)
        return self._mark + self._minus(
            format_percent(share, format=f"+{pattern};-{pattern}", locale=self.locale)
        )

    def compact(self, value: float, digits: int = 1) -> str:
        """Return a large amount in words: 3.2 billion."""
        words = format_compact_decimal(value, format_type="long", fraction_digits=digits, locale=self.locale)
        return self._minus(str(words))

    def year(self, value: int) -> str:
        """Return a year, without group signs."""
        return format_decimal(value, format="0", locale=self.locale)


def _percent_pattern(digits: int) -> str:
    return f"#,##0{'.' + '0' * digits if digits else ''}%"


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
