"""The house around the program: what its files promise each other."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest


def test_the_small_bundle_is_the_version_inside_the_plotly_package(root: Path) -> None:
    spec = find_spec("plotly")
    assert spec is not None
    assert spec.origin is not None
    bundle = Path(spec.origin).parent / "package_data" / "plotly.min.js"
    with bundle.open(encoding="utf-8") as file:
        shipped = re.search(r"plotly\.js v([\d.]+)", file.read(200))
    pinned = re.search(r"^PLOTLY_JS\s*:=\s*(\S+)", (root / "Makefile").read_text(), re.MULTILINE)
    assert shipped is not None
    assert pinned is not None
    assert pinned[1] == shipped[1]


def tracked(root: Path) -> list[Path]:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("this is not a git checkout")
    return [root / name for name in done.stdout.decode().split("\0") if name]


def test_requirements_are_pinned(root: Path) -> None:
    for file in ("requirements.txt", "requirements-dev.txt"):
        lines = (root / file).read_text(encoding="utf-8").splitlines()
        wanted = [line.split("#")[0].strip() for line in lines]
        loose = [line for line in wanted if line and not line.startswith("-r ") and "==" not in line]
        assert not loose, f"{file} does not pin {loose}"


def test_nothing_committed_is_a_large_or_third_party_bundle(root: Path) -> None:
    large = [path for path in tracked(root) if path.is_file() and path.stat().st_size > 3_000_000]
    assert not large
    assert not [path for path in tracked(root) if "vendor" in path.parts]


def test_no_file_names_the_machine_it_was_written_on(root: Path) -> None:
    """Absolute home and build paths in committed text would be wrong everywhere else."""
    suffixes = {".py", ".md", ".toml", ".csv", ".js", ".css", ".json", ".txt", ""}
    pattern = re.compile(r"(?<![\w.])/(?:home|Users|root)/\w")
    named = [
        str(path.relative_to(root))
        for path in tracked(root)
        if path.is_file() and path.suffix in suffixes and path != Path(__file__)
        if pattern.search(path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not named
