"""Two pseudo-locales: `en-XA` (accented and a third longer) and `ar-XB` (right-to-left) show what is not ready.

A string that appears plain on an `en-XA` screen never went through the catalogue; a box that cuts it off is too small
for German or Russian. `ar-XB` turns the page round without needing to read Arabic.
"""

from __future__ import annotations

import re

_ACCENTS = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")
_PLACE = re.compile(r"(\{[^{}]*\})")
_VOWEL = re.compile(r"([áéíóú])")
RIGHT_TO_LEFT, POP = "\u202e", "\u202c"


def pseudo(words: str, tag: str) -> str:
    """Return the words as the pseudo-locale shows them; `{named}` places stay as they are.

    >>> pseudo("Coal exit in {year}", "en-XA")
    '⟦Çóóáál ééxíít íín {year}⟧'
    """
    parts = _PLACE.split(words)
    if tag == "ar-XB":
        return "".join(part if _PLACE.fullmatch(part) else _turned(part) for part in parts)
    changed = [
        part if _PLACE.fullmatch(part) else _VOWEL.sub(r"\1\1", part.translate(_ACCENTS)).replace("ñ", "n")
        for part in parts
    ]
    return "⟦" + "".join(changed) + "⟧"


def _turned(part: str) -> str:
    return f"{RIGHT_TO_LEFT}{part}{POP}" if part.strip() else part
