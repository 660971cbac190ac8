"""The ways to serve the app: each answers, opens without an error, asks no other server, and stops when told."""

from __future__ import annotations

import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Conduct, watch
from tests.browser.support import AppServer


def test_the_page_opens_clean(page: Page, conduct: Conduct) -> None:
    page.goto("/")
    expect(page.get_by_role("heading").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    conduct.assert_clean()


def test_production_workers_serve_the_same_page(page: Page, start_app: Callable[..., AppServer]) -> None:
    server = start_app(workers=2)
    conduct = watch(page, server.url)
    page.goto(server.url)
    expect(page.get_by_role("heading").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    conduct.assert_clean()


def test_a_restart_keeps_the_address(start_app: Callable[..., AppServer], tmp_path: Path) -> None:
    server = start_app()
    with urllib.request.urlopen(f"{server.url}/version", timeout=10) as answer:
        before = answer.read()
    server.stop()
    assert not server.answers()
    server.start()
    with urllib.request.urlopen(f"{server.url}/version", timeout=10) as answer:
        assert answer.read() == before
