"""Region outlines: light, closed, clockwise, with shared borders that stay shared."""

import itertools
import json

import pytest

shapely = pytest.importorskip(
    "shapely", reason="shapely builds region outlines; the program does not need it"
)

from shapely.geometry import MultiPolygon, Polygon, box  # noqa: E402

from data.builder.people import geometry  # noqa: E402


def signed_area(ring):
    return 0.5 * sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in itertools.pairwise(ring))


def test_rings_are_closed_and_clockwise_whatever_the_input():
    for shape in (box(0, 0, 2, 1), Polygon([(0, 0), (0, 1), (2, 1), (2, 0)])):
        (ring,) = geometry.rings_of(shape)
        assert ring[0] == ring[-1]
        assert signed_area(ring) == pytest.approx(-2)


def test_a_hole_runs_the_other_way_round_and_no_cut_is_drawn_to_it():
    frame = Polygon(box(0, 0, 4, 4).exterior, [box(1, 1, 2, 2).exterior])
    outer, hole = geometry.rings_of(frame)
    assert (signed_area(outer), signed_area(hole)) == (pytest.approx(-16), pytest.approx(1))
    assert len(outer) == len(hole) == 5


def test_specks_go_and_the_mainland_stays():
    outline = geometry.drop_specks(
        MultiPolygon([box(0, 0, 10, 10), box(20, 0, 20.5, 0.5), box(30, 0, 32, 2)])
    )
    assert [round(part.area, 2) for part in outline.geoms] == [100, 4]


def test_neighbours_keep_their_common_border(tmp_path):
    wiggle = [(5, y / 10 + 0.0) if y % 2 else (5.01, y / 10) for y in range(101)]
    west = Polygon([(0, 0), *wiggle, (0, 10)])
    east = Polygon([(10, 0), (10, 10), *reversed(wiggle)])
    rings = geometry.simplify({"W": MultiPolygon([west]), "E": MultiPolygon([east])}, 0.5)
    a, b = (Polygon(rings[key][0]) for key in ("W", "E"))
    assert a.intersection(b).area == pytest.approx(0, abs=1e-9)
    assert a.union(b).area == pytest.approx(100, abs=0.1)
    assert len(rings["W"][0]) < len(wiggle)


def test_a_region_without_an_outline_is_named(tmp_path):
    path = tmp_path / "x.geojson"
    feature = {
        "type": "Feature",
        "properties": {"id": "A"},
        "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]},
    }
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), encoding="utf-8")
    content, lines = geometry.build(path, ["A"])
    assert set(json.loads(content)) == {"A"}
    assert "kB" in lines[0]
    with pytest.raises(ValueError, match="no outline for B"):
        geometry.build(path, ["A", "B"])
