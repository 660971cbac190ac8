"""The map of regions: outlines as paths of an inline drawing, which the browser only recolours.

A map of plotly's would fetch its background from a foreign server, and costs ten times the time to repaint.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

Ring = Sequence[Sequence[float]]
WIDTH = 400.0


def drawing(geometry: Mapping[str, Sequence[Ring]]) -> dict[str, Any]:
    """Return the outlines of all regions: `box` (width, height) and `paths` by region, empty without geometry.

    Equirectangular at the middle latitude: degrees of longitude shrink by its cosine, which is all a country needs.
    """
    points = [point for rings in geometry.values() for ring in rings for point in ring]
    if not points:
        return {"box": [WIDTH, WIDTH], "paths": {}}
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = WIDTH / max((east - west) * squeeze, (north - south), 1e-9)

    def place(point: Sequence[float]) -> str:
        x, y = (point[0] - west) * squeeze * scale, (north - point[1]) * scale
        return f"{x:.1f} {y:.1f}"

    def outline(ring: Ring) -> str:
        places: list[str] = []
        for point in ring:
            spot = place(point)
            if not places or places[-1] != spot:
                places.append(spot)
        return "M" + "L".join(places) + "Z"

    return {
        "box": [round((east - west) * squeeze * scale, 1), round((north - south) * scale, 1)],
        "paths": {region: "".join(outline(ring) for ring in rings) for region, rings in geometry.items()},
    }
