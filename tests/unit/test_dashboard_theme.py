"""The tokens of the style sheet: whole in every theme, legible, told apart without colour vision, and the server's own."""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest

from dashboard import theme
from dashboard.components.topbar import grade_words
from dashboard.text import text_for

TOKEN = re.compile(r"--([a-z0-9-]+): ([^;]+);")
SELECTORS = {
    "light": ':root, :root[data-theme="light"] {',
    "system dark": ":root:not([data-theme]) {",
    "dark": ':root[data-theme="dark"] {',
    "projector": ':root[data-theme="projector"] {',
}
TEXT = ("ink", "muted", "created-ink", "lost-ink", "baseline", "warn", "focus", "deep", "women", "men",
        *(f"pathway-{slot}" for slot in range(len(theme.PATHWAYS))))  # fmt: skip
PAIRS = (
    *((words, paper) for words in TEXT for paper in ("paper", "surface")),
    ("ink", "sunken"),
    ("muted", "sunken"),
    ("deep-ink", "deep"),
    ("deep-ink", "deep-hover"),
    ("warn", "warn-paper"),
    ("warn-ink", "warn-paper"),
    *((f"grade-{grade.lower()}", f"grade-{grade.lower()}-paper") for grade in grade_words(text_for("en"))),
    *(("on-pathway", f"pathway-{slot}") for slot in range(len(theme.PATHWAYS))),
)
GRAPHICS = ("created", "lost", "tick", "outline", "fuel-")
"""what has no words on it needs a contrast of three (WCAG 1.4.11)"""
# Machado, Oliveira and Fernandes (2009), full severity, on linear red, green and blue.
VISIONS = {
    "all cones": np.eye(3),
    "no red cones": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]),
    "no green cones": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]),
    "no blue cones": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
APART = 12.0
"""CIE 1976 difference between two pathways' colours; their letters and names tell them apart without any"""


@pytest.fixture(scope="module")
def tokens() -> dict[str, dict[str, str]]:
    sheet = (Path(__file__).resolve().parents[2] / "assets" / "css" / "00-tokens.css").read_text()
    return {
        name: dict(TOKEN.findall(sheet.split(head, 1)[1].split("}", 1)[0]))
        for name, head in SELECTORS.items()
    }


def linear(colour: str) -> np.ndarray:
    parts = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    xyz = to_xyz @ np.clip(rgb, 0, 1) / [0.9505, 1.0, 1.089]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_every_theme_has_every_colour(tokens):
    for name, own in tokens.items():
        assert set(own) >= set(tokens["light"]), name
        assert all(re.fullmatch("#[0-9a-f]{6}", own[token]) for token in tokens["light"]), name
    assert {key: tokens["dark"][key] for key in tokens["light"]} == {
        key: tokens["system dark"][key] for key in tokens["light"]
    }


@pytest.mark.parametrize("name", theme.THEMES)
def test_words_can_be_read_and_shapes_be_seen(tokens, name):
    own = tokens[name]
    pale = {pair: round(contrast(own[pair[0]], own[pair[1]]), 2) for pair in PAIRS}
    assert not {pair: ratio for pair, ratio in pale.items() if ratio < 4.5}
    shapes = {
        token: round(contrast(own[token], own["paper"]), 2) for token in own if token.startswith(GRAPHICS)
    }
    assert not {token: ratio for token, ratio in shapes.items() if ratio < 3}


@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("name", theme.THEMES)
def test_pathways_differ_for_every_colour_vision(tokens, name, vision):
    seen = {
        slot: lab(VISIONS[vision] @ linear(tokens[name][f"pathway-{slot}"]))
        for slot in range(len(theme.PATHWAYS))
    }
    near = {
        pair: round(float(np.linalg.norm(seen[pair[0]] - seen[pair[1]])), 1) for pair in combinations(seen, 2)
    }
    assert min(near.values()) >= APART, near


def test_the_figures_of_the_server_wear_the_light_theme(tokens):
    light = tokens["light"]
    assert tuple(light[f"pathway-{slot}"] for slot in range(len(theme.PATHWAYS))) == theme.PATHWAYS
    named = {"ink": theme.INK, "muted": theme.MUTED, "baseline": theme.BASELINE, "line": theme.GRID,
             "created": theme.CREATED, "lost": theme.LOST}  # fmt: skip
    assert {token: light[token] for token in named} == named


def test_styles_and_scripts_name_no_colour_of_their_own():
    assets = Path(__file__).resolve().parents[2] / "assets"
    files = [
        *(assets / "js").glob("*.js"),
        *(path for path in (assets / "css").glob("*.css") if path.name != "00-tokens.css"),
    ]
    literal = re.compile(r"#[0-9a-f]{6}\b|#[0-9a-f]{3}\b(?=[;,) ])|\brgba?\(\s*\d", re.IGNORECASE)
    found = {path.name: literal.findall(path.read_text()) for path in files}
    assert not {name: colours for name, colours in found.items() if colours}
