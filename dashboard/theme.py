"""The colours and sizes of the figures that the server draws for the first paint: those of the light theme.

assets/css/00-tokens.css holds them for every theme; the browser dresses the figures in the reader's own. A test holds the two
files to each other, text to its contrast, and the pathways' colours apart for every common colour vision.
"""

from __future__ import annotations

THEMES = ("light", "dark", "projector")
PATHWAYS = ("#1f5fa8", "#0f7b6c", "#bd4f1c", "#5e2b78")
LETTERS = ("A", "B", "C", "D")
INK = "#14202b"
MUTED = "#56616d"
BASELINE = "#66707b"
GRID = "#e4e2dc"
CREATED = "#0f7b6c"
LOST = "#bd4f1c"
FONT = (
    'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Noto Sans Arabic", "DejaVu Sans", sans-serif'
)
