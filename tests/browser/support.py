"""The running app and the browser, as the browser tests use them."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CANDIDATES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
HOW_TO_GET_ONE = "Install one (Debian, Ubuntu: apt-get install chromium) or set CHROMIUM to its path."
LAUNCH_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--no-default-browser-check",
    "--force-color-profile=srgb",
]


def find_chromium() -> str | None:
    """Return the path of an installed Chromium (`CHROMIUM`, then the usual names), None if there is none."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next((path for name in CANDIDATES if (path := shutil.which(name))), None)


def free_port() -> int:
    """Return a port on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


class AppServer:
    """The real app in a process of its own, on a free port, with its data in a folder that the test owns.

    `workers=0` runs `python app.py`; more runs gunicorn with as many processes. `stop()` and `start()` again
    is a restart: the port and the folder stay.
    """

    def __init__(self, data_dir: Path, workers: int = 0, environment: dict[str, str] | None = None) -> None:
        self.data_dir = data_dir
        self.workers = workers
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = environment or {}
        self.log = data_dir / "server.log"
        self._process: subprocess.Popen[bytes] | None = None

    def command(self) -> list[str]:
        """Return the command that serves the app."""
        if not self.workers:
            return [sys.executable, "app.py"]
        gunicorn = [sys.executable, "-m", "gunicorn", "app:server", "--bind", f"127.0.0.1:{self.port}"]
        gunicorn.append("--no-control-socket")
        return [*gunicorn, "--worker-class", "gthread", "--threads", "4", "--workers", str(self.workers)]

    def start(self, patience_seconds: float = 60.0) -> AppServer:
        """Start the server and wait until it answers; raise with its last words if it does not."""
        self.data_dir.mkdir(parents=True, exist_ok=True)
        environment = {
            **os.environ,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "DATA_DIR": str(self.data_dir),
            "PYTHONUNBUFFERED": "1",
            **self.environment,
        }
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                self.command(), cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT
            )
        end = time.monotonic() + patience_seconds
        while time.monotonic() < end and self._process.poll() is None:
            if self.answers():
                return self
            time.sleep(0.2)
        self.stop()
        raise RuntimeError(f"The app did not answer on {self.url}. Its last words:\n{self.last_words()}")

    @property
    def pid(self) -> int:
        """The server's process; its workers are children of it."""
        if self._process is None:
            raise RuntimeError("The server is not running.")
        return self._process.pid

    def answers(self) -> bool:
        """Say whether the server answers its health check."""
        with (
            contextlib.suppress(urllib.error.URLError, ConnectionError, TimeoutError),
            urllib.request.urlopen(f"{self.url}/healthz", timeout=5) as answer,
        ):
            return bool(answer.status == 200)
        return False

    def stop(self) -> None:
        """End the server's own process, and wait for its end."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(timeout=15)
        self._process = None

    def last_words(self, lines: int = 40) -> str:
        """Return the end of the server's log."""
        text = self.log.read_text(errors="replace") if self.log.exists() else "(no log)"
        return "\n".join(text.splitlines()[-lines:])
