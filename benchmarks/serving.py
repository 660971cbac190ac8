"""Servers in processes of their own, for as long as a measurement takes."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.support import AppServer


class FloorServer(AppServer):
    """The page of benchmarks/floor.py, served exactly as the app is."""

    def command(self) -> list[str]:
        """Return the command that serves the floor."""
        command = super().command()
        if not self.workers:
            return [sys.executable, "-m", "benchmarks.floor"]
        return ["benchmarks.floor:server" if part == "app:server" else part for part in command]


@contextmanager
def serving(kind: type[AppServer] = AppServer, workers: int = 0, **environment: str) -> Iterator[AppServer]:
    """Serve the app (or the floor) until the block is left."""
    with tempfile.TemporaryDirectory() as folder:
        # One client measures alone: what a real one may ask is not what is measured.
        server = kind(Path(folder), workers, {"RATE_LIMITS": "off", **environment})
        try:
            yield server.start()
        finally:
            server.stop()
