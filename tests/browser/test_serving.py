"""The ways to serve the app: each answers, opens without an error, asks no other server, and stops when told."""

from __future__ import annotations

import re
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote_plus

from playwright.sync_api import Browser, Page, expect

from dashboard.text import text_for
from tests.browser.cockpit import Cockpit, expected, query
from tests.browser.conftest import Conduct, watch
from tests.browser.support import AppServer
from tests.browser.test_stories import ledger
from tests.browser.test_views import settled


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


def read(page: Page, server: AppServer, link: str) -> tuple[str, ...]:
    """Return what a link shows: the figures, a view, and the brief, as text."""
    cockpit = Cockpit(page, server.url)
    page.goto(link)
    cockpit.ready()
    settled(page, "transition")
    screen = [cockpit.net.get_attribute("data-exact") or ""]
    screen += [page.locator(part).inner_text() for part in ("#finding", "#headlines", "#view-detail")]
    return (*screen, *briefs(link, 1))


def briefs(link: str, count: int) -> set[str]:
    """Return the different texts of a link's brief, asked for so many times, each over a connection of its own."""
    found = set()
    for _ in range(count):
        with urllib.request.urlopen(link.replace("/?", "/brief?"), timeout=60) as answer:
            found.add(re.sub(r"<[^>]+>", "", answer.read().decode().partition("<main")[2]))
    return found


def test_a_link_gives_the_same_numbers_after_a_restart_and_on_every_worker(
    page: Page, start_app: Callable[..., AppServer]
) -> None:
    server = start_app(workers=2)
    settings = {"coal-exit-year": 2034.0, "retraining-coverage": 80.0}
    # So many programmes with names that the link is kept in the store, which is all that workers share.
    lines = [
        f"purchase~s:construction~~{100 + n}~2026~2035~~~~budget~{'A long name ' * 3}{n}"
        for n in range(1, 12)
    ]
    programmes = "".join(
        f"&g{slot}.{n}={quote_plus(line)}" for slot in (1, 2) for n, line in enumerate(lines, start=1)
    )
    address = (
        query("ZAF", {"Kept": settings, "Other": {"coal-exit-year": 2040.0}})
        + programmes
        + "&view=transition"
    )
    page.goto(f"{server.url}/?{address}")
    Cockpit(page, server.url).ready()
    page.locator("#share").click()
    expect(page.locator("#share-link")).to_have_value(re.compile(r"[?&]s="))
    link = page.locator("#share-link").input_value()
    first = read(page, server, link)
    assert len(briefs(link, 8)) == 1, "every worker says the same"
    server.stop()
    server.start()
    assert read(page, server, link) == first
    assert briefs(link, 8) == {first[-1]}


def test_two_people_in_views_and_briefs_on_two_workers_do_not_see_each_other(
    browser: Browser, start_app: Callable[..., AppServer]
) -> None:
    server, t = start_app(workers=2), text_for("en")
    contexts = [
        browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 720}) for _ in range(2)
    ]
    years = {"Anna": 2035, "Badu": 2038}
    people = {
        name: Cockpit(context.new_page(), server.url).open(
            query("ZAF", {name: {}}, year=years[name]) + "&view=transition"
        )
        for name, context in zip(years, contexts, strict=True)
    }
    for step in range(3):
        moved = {"Anna": {"coal-exit-year": 2031.0 + step}, "Badu": {"coal-exit-year": 2036.0 - step}}
        for name, cockpit in people.items():
            cockpit.set("coal-exit-year", moved[name]["coal-exit-year"])
        for name, cockpit in people.items():
            book, whole = ledger(moved[name], years[name]), t.numbers.whole
            sentence = f"Of {whole(book.displaced)} people whose job goes by {years[name]}, {whole(book.left)} are left out"
            expect(cockpit.page.locator(".block-ledger .chart-title")).to_have_text(sentence, timeout=20_000)
            cockpit.shows("ZAF", years[name], moved[name])
    for name, other in (("Anna", "Badu"), ("Badu", "Anna")):
        expect(people[name].page).to_have_url(re.compile(f"coal-exit-year:{moved[name]['coal-exit-year']:g}"))
        (said,) = briefs(people[name].page.url, 4)
        assert expected("ZAF", years[name], moved[name]).printed.lstrip("+\u2212") in said
        assert name in said
        assert other not in said
    for context in contexts:
        context.close()
