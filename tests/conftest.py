"""What every test may use: the repository's folder, the tiny pack and copies of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent
TINY = ROOT / "tests" / "packs" / "tiny"

# One profile everywhere: reproducible, and no time limit per example because two machines never agree on one.
settings.register_profile(
    "house", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.load_profile("house")


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the repository's folder."""
    return ROOT


@pytest.fixture(scope="session")
def tiny_folder() -> Path:
    """Return the invented pack of four sectors, for reading only."""
    return TINY


@pytest.fixture
def tiny_copy(tmp_path: Path) -> Path:
    """Return a copy of the invented pack that a test may break."""
    copy = tmp_path / "XTS"
    shutil.copytree(TINY, copy)
    return copy
