"""What goes wrong in a room: two people at once, a server that restarts, a network that is cut."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.cockpit import Cockpit, query
from tests.browser.conftest import Conduct, watch
from tests.browser.support import AppServer

AWAY = "The server does not answer. Your settings are safe; trying again…"


def only_refusals(conduct: Conduct) -> None:
    """A browser writes a lost connection into its console by itself; nothing else may stand there."""
    rest = [words for words in conduct.console_errors if "net::ERR_" not in words]
    assert not rest, rest
    assert not conduct.page_errors, conduct.page_errors
    assert not conduct.foreign_requests, conduct.foreign_requests


def test_two_people_on_two_workers_do_not_see_each_other(
    browser: Browser, start_app: Callable[..., AppServer]
) -> None:
    server = start_app(workers=2)
    contexts = [
        browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 720}) for _ in range(2)
    ]
    try:
        anna, badu = (Cockpit(context.new_page(), server.url) for context in contexts)
        conducts = [watch(one.page, server.url) for one in (anna, badu)]
        anna.open(query("ZAF", {"Anna": {}}))
        badu.open(query("ZAF", {"Badu": {}}, year=2040))
        # In turns, several times, so that both workers have answered both.
        for step in range(4):
            anna.set("coal-exit-year", 2030 + step)
            badu.set("coal-exit-year", 2050 - step)
            anna.shows("ZAF", 2035, {"coal-exit-year": 2030 + step})
            badu.shows("ZAF", 2040, {"coal-exit-year": 2050 - step})
        expect(anna.names()).to_have_text(["Anna"])
        expect(badu.names()).to_have_text(["Badu"])
        assert "Badu" not in anna.page.content()
        assert "Anna" not in badu.page.content()
        anna.open("country=ZAF")
        assert "Badu" not in anna.page.content()
        for conduct in conducts:
            conduct.assert_clean()
    finally:
        for context in contexts:
            context.close()


def test_the_page_recovers_from_a_restart(page: Page, start_app: Callable[..., AppServer]) -> None:
    server = start_app()
    conduct = watch(page, server.url)
    cockpit = Cockpit(page, server.url).open(query("ZAF", {"Mine": {}}))
    cockpit.set("coal-exit-year", 2040)
    cockpit.shows("ZAF", 2035, {"coal-exit-year": 2040})
    server.stop()
    cockpit.set("coal-exit-year", 2034)
    expect(page.locator("#trouble")).to_have_text(AWAY, timeout=15_000)
    server.start()
    expect(page.locator("#trouble")).to_be_hidden(timeout=20_000)
    cockpit.shows("ZAF", 2035, {"coal-exit-year": 2034})
    cockpit.set("solar-share", 10)
    cockpit.shows("ZAF", 2035, {"coal-exit-year": 2034, "solar-share": 10})
    only_refusals(conduct)


def test_a_cut_network_is_said_and_the_newest_setting_is_sent_again(
    context: BrowserContext, page: Page, conduct: Conduct, base_url: str
) -> None:
    cockpit = Cockpit(page, base_url).open(query("THA", {"Mine": {}}))
    context.set_offline(True)
    cockpit.set("coal-exit-year", 2040)
    expect(page.locator("#trouble")).to_have_text(AWAY, timeout=15_000)
    cockpit.set("coal-exit-year", 2031)
    context.set_offline(False)
    expect(page.locator("#trouble")).to_be_hidden(timeout=20_000)
    cockpit.shows("THA", 2035, {"coal-exit-year": 2031})
    only_refusals(conduct)


def test_a_refused_request_is_a_sentence_and_the_page_goes_on(
    page: Page, conduct: Conduct, base_url: str
) -> None:
    cockpit = Cockpit(page, base_url).open(query("ZAF", {"Mine": {}}))
    cockpit.set("grants-share", 60)
    cockpit.set("loans-share", 60)
    expect(page.locator("#trouble")).to_contain_text("Lower one of them", timeout=10_000)
    cockpit.set("loans-share", 20)
    expect(page.locator("#trouble")).to_be_hidden()
    cockpit.shows("ZAF", 2035, {"grants-share": 60, "loans-share": 20})
    conduct.assert_clean()


@pytest.mark.parametrize("iso3", ["ZAF", "THA"])
def test_the_sources_panel_names_every_publisher(
    page: Page, conduct: Conduct, base_url: str, iso3: str
) -> None:
    from tests.browser.cockpit import economy

    cockpit = Cockpit(page, base_url).open(f"country={iso3}&lang=en")
    cockpit.page.locator("#sources-button").click()
    panel = cockpit.page.locator("#sources-panel")
    expect(panel).to_be_visible()
    publishers = {str(source["publisher"]) for source in economy(iso3).sources}
    assert len(publishers) > 3
    text = panel.inner_text()
    missing = [publisher for publisher in publishers if publisher not in text]
    assert not missing, f"Not named: {missing}"
    expect(panel.locator("li")).to_have_count(len(economy(iso3).sources))
    for link in panel.locator("a").all():
        assert (link.get_attribute("rel") or "") == "noopener noreferrer"
        assert (link.get_attribute("href") or "").startswith(("http://", "https://"))
    conduct.assert_clean()
