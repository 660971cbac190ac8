"""axe-core finds nothing: every view, theme and language of the dashboard, what opens over it, and the pages beside it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from dashboard.views.ids import OVERVIEW, VIEWS
from tests.browser.cockpit import Cockpit, query
from tests.browser.conftest import Conduct
from tests.browser.test_sent import PATHS
from tests.browser.test_views import PATHWAYS, SETTINGS, settled

THEMES = ("light", "dark", "projector")
LANGUAGES = ("en", "fr", "ar", "ar-XB")
Check = Callable[..., None]


def wear(page: Page, theme: str) -> None:
    """Put on a theme as the menu does, without a new page."""
    page.evaluate("(name) => window.cockpit.theme.choose(name)", theme)
    expect(page.locator("html")).to_have_attribute("data-theme", theme)


def looked_at(page: Page, view: str) -> None:
    button = page.locator(f"#view-button-{view}")
    button.click()
    expect(button).to_have_attribute("aria-current", "true")
    if view != OVERVIEW:
        settled(page, view)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_view_in_every_theme(
    page: Page, conduct: Conduct, base_url: str, assert_accessible: Check, language: str
) -> None:
    cockpit = Cockpit(page, base_url).open(query("ZAF", PATHWAYS, language=language, active=2))
    cockpit.shows("ZAF", 2035, SETTINGS, language)
    for view in VIEWS:
        looked_at(page, view)
        for theme in THEMES:
            wear(page, theme)
            assert_accessible(page)
    conduct.assert_clean()


def opened(page: Page, name: str) -> str:
    """Open something over the dashboard as a person does; return where it is."""
    if name == "share":
        page.locator("#share").click()
        expect(page.locator("#share-link")).not_to_have_value("")
        return "#share-panel"
    if name == "take-away":
        page.locator("#take-away").click()
        return ".menu"
    if name == "keys":
        page.locator("#keys-button").click()
        return "#keys-panel"
    if name == "assumptions":
        page.locator("#world-button").click()
        return "dialog[open]"
    if name == "sure":
        page.locator("#sure").click()
        expect(page.locator("#sure-more")).to_be_visible(timeout=20_000)
        page.locator("#sure-more").click()
        return "#sure-panel"
    if page.locator("#levers-open").is_visible():
        page.locator("#levers-open").click()
    page.locator("#programmes-open").click()
    page.locator("#programmes-add").click()
    return "#levers"


# Programmes come last: the drawer of levers that they are in stays open.
OPENED = ("share", "take-away", "keys", "assumptions", "sure", "programmes")


@pytest.mark.parametrize(
    ("language", "theme"),
    [
        ("en", "light"),
        ("en", "dark"),
        ("en", "projector"),
        ("fr", "projector"),
        ("ar", "dark"),
        ("ar-XB", "light"),
    ],
)
def test_what_opens_over_the_dashboard(
    page: Page, conduct: Conduct, base_url: str, assert_accessible: Check, language: str, theme: str
) -> None:
    page.add_init_script(f"window.localStorage.setItem('theme', '{theme}')")
    Cockpit(page, base_url).open(query("ZAF", PATHWAYS, language=language, active=2))
    for name in OPENED:
        place = opened(page, name)
        expect(page.locator(place)).to_be_visible()
        assert_accessible(page, place)
        page.keyboard.press("Escape")
    conduct.assert_clean()


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_the_pages_beside_it_in_every_theme(
    page: Page, base_url: str, assert_accessible: Check, language: str
) -> None:
    for path in PATHS:
        page.goto(f"{base_url}{path}?{query('ZAF', {'One': SETTINGS}, language=language)}")
        expect(page.locator("html")).to_have_attribute("lang", language)
        for theme in THEMES:
            page.evaluate("(name) => { document.documentElement.dataset.theme = name; }", theme)
            assert_accessible(page)
