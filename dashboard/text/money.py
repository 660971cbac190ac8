"""Money in words: the currency stands where the language puts it."""

from __future__ import annotations

from dashboard.text.translate import Text


def dollars(t: Text, amount: str) -> str:
    """Return an amount that is already written, with its currency: US$ 3.2 billion."""
    return t("US$\u00a0{amount}", amount=amount)
