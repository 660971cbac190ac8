"""Fixtures of the browser tests: the system's Chromium, the running app, axe-core, a page's conduct.

Without a Chromium the tests are skipped, and the end of the run says so; `REQUIRE_BROWSER=1` makes that a
failure.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page, Request

from tests.browser.support import HOW_TO_GET_ONE, LAUNCH_ARGUMENTS, AppServer, find_chromium

HERE = Path(__file__).resolve().parent


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what lives here as `browser`, and skip it where there is no Chromium."""
    here = [item for item in items if HERE in item.path.parents]
    missing = find_chromium() is None
    if missing and here and os.environ.get("REQUIRE_BROWSER"):
        raise pytest.UsageError(f"REQUIRE_BROWSER is set, but no Chromium was found. {HOW_TO_GET_ONE}")
    for item in here:
        item.add_marker(pytest.mark.browser)
        if missing:
            item.add_marker(pytest.mark.skip(reason=f"no Chromium was found. {HOW_TO_GET_ONE}"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's Chromium instead of a downloaded one."""
    return {
        **browser_type_launch_args,
        "executable_path": find_chromium(),
        "args": [*browser_type_launch_args.get("args", []), *LAUNCH_ARGUMENTS],
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Give every page the size of the design, and one language and clock."""
    return {
        **browser_context_args,
        "viewport": {"width": 1280, "height": 720},
        "locale": "en-GB",
        "timezone_id": "UTC",
    }


@pytest.fixture(scope="session")
def app_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppServer]:
    """Return the app, running for the whole session in one process."""
    server = AppServer(tmp_path_factory.mktemp("data"))
    try:
        yield server.start()
    finally:
        server.stop()


@pytest.fixture
def start_app(tmp_path: Path) -> Iterator[Callable[..., AppServer]]:
    """Return a function that starts a further app: `start_app(workers=2)`; all are stopped after the test."""
    servers: list[AppServer] = []

    def start(workers: int = 0, data_dir: Path | None = None, **environment: str) -> AppServer:
        server = AppServer(data_dir or tmp_path / f"data-{len(servers)}", workers, environment)
        servers.append(server)
        return server.start()

    yield start
    for server in servers:
        server.stop()


@pytest.fixture(scope="session")
def base_url(app_server: AppServer) -> str:
    """Let `page.goto("/")` mean the running app."""
    return app_server.url


@dataclass
class Conduct:
    """What a page did that a good page does not do."""

    console_errors: list[str] = field(default_factory=list)
    page_errors: list[str] = field(default_factory=list)
    failed_requests: list[str] = field(default_factory=list)
    foreign_requests: list[str] = field(default_factory=list)

    def assert_clean(self) -> None:
        """Fail with everything that went wrong on the page."""
        assert not self.page_errors, f"Uncaught errors on the page: {self.page_errors}"
        assert not self.console_errors, f"Errors in the console: {self.console_errors}"
        assert not self.failed_requests, f"Requests that failed: {self.failed_requests}"
        assert not self.foreign_requests, f"Requests to other servers: {self.foreign_requests}"


def watch(page: Page, own: str) -> Conduct:
    """Record what `page` does from now on; `own` is the address of our server."""
    conduct = Conduct()
    server = urlsplit(own).netloc

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error":
            conduct.console_errors.append(f"{message.text} ({message.location.get('url', '')})")

    def on_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https", "ws", "wss"} and address.netloc != server:
            conduct.foreign_requests.append(request.url)

    def on_failure(request: Request) -> None:
        # A page that is left while it loads aborts its own requests: that is no failure.
        if "ERR_ABORTED" not in (request.failure or ""):
            conduct.failed_requests.append(f"{request.url}: {request.failure}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: conduct.page_errors.append(str(error)))
    page.on("request", on_request)
    page.on("requestfailed", on_failure)
    return conduct


@pytest.fixture
def conduct(page: Page, base_url: str) -> Conduct:
    """Return the record of this test's page; end a test with `conduct.assert_clean()`."""
    return watch(page, base_url)


@pytest.fixture(scope="session")
def assert_accessible() -> Callable[..., None]:
    """Return a check that axe-core finds nothing on a page (or in `context`, a CSS selector of it)."""
    axe = Axe()

    def check(page: Page, context: str | None = None) -> None:
        report = axe.run(page, context=context)
        assert not report.violations_count, report.generate_report()

    return check
