"""Region outlines light enough for a page: simplified, without specks, clockwise rings and holes the other way round.

Neighbours are simplified together (a coverage), so that shared borders stay shared and no gaps open between
provinces. shapely is a tool of the builder only; the program reads the finished rings.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import shapely
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.polygon import orient

DECIMALS = 3
SMALLEST_ISLAND = 0.01  # parts below this share of the region's largest part are dropped
BUDGET = 25_000  # bytes of the finished file
TOLERANCES = (
    0.0,
    0.01,
    0.02,
    0.03,
    0.05,
    0.08,
    0.12,
    0.18,
    0.27,
    0.4,
)  # degrees; the last for the largest countries

Ring = list[list[float]]


def load(path: Path) -> dict[str, MultiPolygon]:
    """Region id -> outline, from a GeoJSON feature collection."""
    collection = json.loads(path.read_text(encoding="utf-8"))
    out: dict[str, MultiPolygon] = {}
    for feature in collection["features"]:
        outline = shape(feature["geometry"])
        if not outline.is_valid:
            outline = outline.buffer(0)
        parts = list(outline.geoms) if isinstance(outline, MultiPolygon) else [outline]
        out[feature["properties"]["id"]] = MultiPolygon([p for p in parts if isinstance(p, Polygon)])
    return out


def drop_specks(outline: MultiPolygon, smallest: float = SMALLEST_ISLAND) -> MultiPolygon:
    """Without parts smaller than `smallest` of the largest part."""
    largest = max(part.area for part in outline.geoms)
    return MultiPolygon([part for part in outline.geoms if part.area >= smallest * largest])


def rings_of(part: Polygon) -> list[Ring]:
    """The exterior, clockwise, and after it its holes, counter-clockwise, so that a filled outline leaves enclaves empty."""
    turned = orient(part, sign=-1.0)
    found = [rounded(turned.exterior.coords), *(rounded(hole.coords) for hole in turned.interiors)]
    return [points for points in found if len(points) >= 4 and encloses(points)]


def rounded(coordinates: Iterable[Sequence[float]]) -> Ring:
    """A closed ring with rounded coordinates and no repeated points."""
    points: Ring = []
    for lon, lat in coordinates:
        point = [round(lon, DECIMALS), round(lat, DECIMALS)]
        if not points or points[-1] != point:
            points.append(point)
    if points[0] != points[-1]:
        points.append(points[0])
    return points


def encloses(points: Ring) -> bool:
    """False for a ring that rounding has flattened to a line."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(points))) > 1e-9


def simplify(outlines: dict[str, MultiPolygon], tolerance: float) -> dict[str, list[Ring]]:
    """Simplified rings per region; `tolerance` is in degrees (the square root of the area a corner may lose)."""
    ids = list(outlines)
    shapes = shapely.coverage_simplify([drop_specks(outlines[i]) for i in ids], tolerance)
    out: dict[str, list[Ring]] = {}
    for region, outline in zip(ids, shapes, strict=True):
        parts = list(outline.geoms) if isinstance(outline, MultiPolygon) else [outline]
        pieces = [rings for part in parts if (rings := rings_of(part))]
        pieces.sort(key=lambda rings: len(rings[0]), reverse=True)
        out[region] = [points for rings in pieces for points in rings]
    return out


def text(rings: dict[str, list[Ring]]) -> str:
    """One region a line: small, and still a readable difference when a border changes."""
    lines = [
        f"{json.dumps(region)}:{json.dumps(parts, separators=(',', ':'))}" for region, parts in rings.items()
    ]
    return "{\n" + ",\n".join(lines) + "\n}\n"


def joined(outlines: dict[str, MultiPolygon], parts: dict[str, list[str]]) -> dict[str, MultiPolygon]:
    """Outlines with the regions that are made up of several added: their parts dissolved into one."""
    out = dict(outlines)
    for region, inside in parts.items():
        whole = shapely.union_all([outlines[part] for part in inside])
        pieces = list(whole.geoms) if isinstance(whole, MultiPolygon) else [whole]
        out[region] = MultiPolygon([piece for piece in pieces if isinstance(piece, Polygon)])
    return out


def build(path: Path, order: list[str], parts: dict[str, list[str]] | None = None) -> tuple[str, list[str]]:
    """Text of geometry.json within the budget, finest tolerance first, and the report line."""
    outlines = joined(load(path), parts or {})
    missing = [region for region in order if region not in outlines]
    if missing:
        raise ValueError(
            f"{path.name} has no outline for {', '.join(missing)}: check the region ids of the recipe."
        )
    outlines = {region: outlines[region] for region in order}
    before = sum(len(part.exterior.coords) for outline in outlines.values() for part in outline.geoms)
    for tolerance in TOLERANCES:
        rings = simplify(outlines, tolerance)
        content = text(rings)
        if len(content) <= BUDGET:
            points = sum(len(r) for parts in rings.values() for r in parts)
            line = (
                f"Geometry: {before} points to {points} in {sum(map(len, rings.values()))} rings, "
                f"{len(content) / 1000:.1f} kB (coverage simplified at {tolerance} degrees; parts under "
                f"{SMALLEST_ISLAND:.0%} of a region's largest are dropped)."
            )
            return content, [line]
    raise ValueError(
        f"{path.name}: no tolerance up to {TOLERANCES[-1]} degrees brings the outlines under {BUDGET} bytes."
    )
