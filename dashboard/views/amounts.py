"""Money as the views print it: one unit for all figures of a block, so that what is printed adds up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dashboard.summary import Array
from dashboard.text import Text
from dashboard.text.numbers import apportion, sensible_unit
from dashboard.views.blocks import money

NOTHING = 0.05
"""million US$; less is printed as nothing"""
FINE_BELOW = 20.0
"""million US$: amounts below it are printed with one decimal"""
BILLION = 1_000.0
IN_BILLIONS_FROM = 2_000.0


@dataclass(frozen=True)
class Unit:
    """The unit of amounts over the years: million US$ in one of it, decimals, and its name."""

    size: float
    digits: int
    name: str


def unit_of(t: Text, *amounts: Array) -> Unit:
    """Return the unit in which amounts (million US$) over the years are drawn."""
    largest = max((float(np.abs(values).max(initial=0.0)) for values in amounts), default=0.0)
    if largest >= IN_BILLIONS_FROM:
        return Unit(BILLION, 1 if largest >= 10 * BILLION else 2, t("billion US$ of 2023"))
    return Unit(1.0, 0 if largest >= 100 else 1 if largest >= 10 else 2, t("million US$ of 2023"))


def add_up(amounts: Sequence[float], *others: float) -> list[float]:
    """Return million US$, rounded alike, so that they add up to their rounded sum; `others` only help to set the unit."""
    largest = max((abs(value) for value in (*amounts, *others)), default=0.0)
    if largest < FINE_BELOW:
        return [value / 10 for value in apportion([10 * value for value in amounts], 1)]
    return [float(value) for value in apportion(amounts, sensible_unit(largest))]


def printed(t: Text, amount: float, fine: bool, signed: bool = False) -> str:
    """Return million US$ as a figure; `fine` gives one decimal."""
    digits = 1 if fine else 0
    if signed or amount < 0:
        return t.numbers.signed(amount, digits)
    return t.numbers.decimal(amount, digits) if fine else t.numbers.whole(amount)


def figures(t: Text, amounts: Sequence[float], signed: bool = False) -> list[str]:
    """Return amounts that add up, as they are printed in one column."""
    fine = any(value != round(value) for value in amounts)
    return [printed(t, value, fine, signed) for value in amounts]


def signed_money(t: Text, million: float) -> str:
    """Return a change of an amount of million US$ in words, with its sign."""
    return (
        t.numbers.led_by_sign(million, money(t, abs(million))) if abs(million) >= NOTHING else money(t, 0.0)
    )
