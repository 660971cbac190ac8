"""The colours that charts draw with. assets/css/00-tokens.css holds the same values for everything else.

Pathway colours are told apart with every common colour vision (blue, teal, vermilion, purple differ in lightness too);
created and lost differ in pattern as well.
"""

from __future__ import annotations

PATHWAYS = ("#1f5fa8", "#0f7b6c", "#bd4f1c", "#77479c")
LETTERS = ("A", "B", "C", "D")
INK = "#14202b"
MUTED = "#56616d"
BASELINE = "#6b7480"
GRID = "#e4e2dc"
CREATED = "#0f7b6c"
LOST = "#bd4f1c"
FONT = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", "DejaVu Sans", sans-serif'
)
