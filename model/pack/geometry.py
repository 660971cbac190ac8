"""The shape of a pack's map: rings that are closed, clockwise and on the globe."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np

from model.pack import schema
from model.pack.draft import Draft
from model.pack.findings import Finding


def check_geometry(draft: Draft) -> Iterator[Finding]:
    """Rings are closed, clockwise and on the globe; every region has some, or none has."""
    if not draft.geometry:
        return
    if draft.complete("regions"):
        for line, row in draft.tables["regions"]:
            if not draft.geometry.get(row.region):
                message = f"The region {row.region} has no ring in geometry.json and others have. Add it."
                yield Finding("regions.csv", line, "region", "geometry", message)
    for region, rings in draft.geometry.items():
        for number, ring in enumerate(rings, start=1):
            fault = _ring_fault(ring, rings[: number - 1])
            if fault:
                yield Finding(schema.GEOMETRY, 0, region, "geometry", f"Ring {number} {fault}")


def _ring_fault(ring: list[list[float]], before: list[list[list[float]]]) -> str:
    """Return what is wrong with a ring, as the end of a sentence; a hole may run counter-clockwise."""
    if len(ring) < 4:
        return f"has {len(ring)} points. A ring needs four or more, the last equal to the first."
    if ring[0] != ring[-1]:
        return "is not closed. Repeat the first point at the end."
    if any(not (-180 <= lon <= 180 and -90 <= lat <= 90) for lon, lat in ring):
        return "leaves the globe. Write longitude, then latitude, in degrees."
    if any(round(number, 4) != number for point in ring for number in point):
        return "has more than four decimals. Round it."
    area = signed_area(ring)
    if area == 0:
        return "encloses nothing. Remove it."
    # A hole may touch the outline with some of its points, which then count as outside.
    outlines = [outer for outer in before if signed_area(outer) < 0]
    hole = any(_inside(point, outer) for outer in outlines for point in ring)
    if area > 0 and not hole:
        return "runs counter-clockwise. Reverse its points."
    return ""


def signed_area(ring: list[list[float]]) -> float:
    """Return the area of a ring in square degrees, negative when it runs clockwise (shoelace formula)."""
    lon, lat = np.array(ring, dtype=float).T
    return 0.5 * float(np.sum(lon[:-1] * lat[1:] - lon[1:] * lat[:-1]))


def _inside(point: list[float], ring: list[list[float]]) -> bool:
    """Say whether a point is inside a ring: a ray to the east crosses its edges an odd number of times."""
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in itertools.pairwise(ring):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1
