"""A link that explains itself: what was sent, a lever tried, and the way back; and the pages beside the dashboard."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from dashboard.pages.frame import pages
from dashboard.text import text_for
from tests.browser.cockpit import Cockpit, expected, query
from tests.browser.conftest import Conduct
from tests.browser.test_everyone import phone  # noqa: F401  (a fixture)

SETTINGS = {"coal-exit-year": 2040.0, "renewable-share-2035": 55.0}
NOTE = "Look at Mpumalanga first: <b>2035</b>"
PATHS = ("/brief", *pages(text_for("en")), "/nope")


@pytest.fixture
def link(page: Page, base_url: str) -> str:
    """Make a link with a note, as a person does."""
    cockpit = Cockpit(page, base_url).open(query("ZAF", {"One": SETTINGS, "Two": {}}))
    page.locator("#share").click()
    page.locator("#share-note").fill(NOTE)
    expect(page.locator("#share-link")).to_have_value(re.compile("note=Look"))
    address = page.locator("#share-link").input_value()
    page.evaluate("() => window.sessionStorage.clear()")
    cockpit.page.goto("about:blank")
    return address


def test_a_link_says_what_was_sent_and_one_button_returns_to_it(
    page: Page, conduct: Conduct, base_url: str, link: str, assert_accessible: Callable[..., None]
) -> None:
    cockpit = Cockpit(page, base_url)
    page.goto(link)
    cockpit.ready()
    expect(page.locator("#sent")).to_contain_text(NOTE)
    expect(page.locator("#sent-back")).to_be_disabled()
    page.locator("#sent-show").click()
    panel = page.locator("#sent-panel")
    expect(panel.locator("tbody tr")).to_have_count(2)
    expect(panel.locator("tbody tr").first).to_have_text(re.compile("Coal exit year.*none.*2040"))
    expect(panel).to_contain_text("No lever is moved from the baseline.")
    assert_accessible(page)
    page.keyboard.press("Escape")

    cockpit.set("coal-exit-year", 2033)
    cockpit.shows("ZAF", 2035, {**SETTINGS, "coal-exit-year": 2033})
    expect(page).to_have_url(re.compile(r"^(?!.*(note|model)=)"))
    expect(page.locator("#sent-back")).to_be_enabled()
    assert_accessible(page)
    page.locator("#sent-back").click()
    cockpit.shows("ZAF", 2035, SETTINGS)
    expect(page.locator("#sent-back")).to_be_disabled()
    expect(page).to_have_url(re.compile(r"note=Look.*model=.*net="))
    # Another year is a change too.
    page.locator("#year").focus()
    page.keyboard.press("ArrowRight")
    cockpit.shows("ZAF", 2036, SETTINGS)
    page.locator("#sent-back").click()
    cockpit.shows("ZAF", 2035, SETTINGS)
    # The way back is a step of undo like any other.
    page.locator("#undo").click()
    cockpit.shows("ZAF", 2035, {**SETTINGS, "coal-exit-year": 2033})
    page.locator("#share").focus()
    page.keyboard.press("b")
    cockpit.shows("ZAF", 2035, SETTINGS)
    conduct.assert_clean()


def test_the_way_back_outlives_a_reload_and_another_language(
    page: Page, conduct: Conduct, base_url: str, link: str
) -> None:
    cockpit = Cockpit(page, base_url)
    page.goto(link)
    cockpit.ready()
    cockpit.set("coal-exit-year", 2033)
    expect(page).to_have_url(re.compile("coal-exit-year:2033"))
    page.reload()
    cockpit.ready()
    cockpit.shows("ZAF", 2035, {**SETTINGS, "coal-exit-year": 2033})
    page.locator("#sent-back").click()
    expect(page.locator("#sent-show")).to_be_visible()
    cockpit.ready()
    cockpit.shows("ZAF", 2035, SETTINGS)
    page.locator("#sent-close").click()
    expect(page.locator("#sent")).to_be_hidden()
    page.reload()
    cockpit.ready()
    conduct.assert_clean()


def test_a_screen_that_nobody_sent_says_nothing_of_it(page: Page, conduct: Conduct, base_url: str) -> None:
    Cockpit(page, base_url).open(query("ZAF", {"One": SETTINGS}))
    expect(page.locator("#sent")).to_be_hidden()
    conduct.assert_clean()


def test_the_first_screen_still_fits_with_the_line(page: Page, base_url: str, link: str) -> None:
    page.goto(link)
    Cockpit(page, base_url).ready()
    beyond = page.evaluate(
        "() => document.documentElement.scrollHeight - document.documentElement.clientHeight"
    )
    assert beyond <= 0
    box = page.locator("#card-regions").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] <= 720.5


def test_a_phone_opens_a_link_and_reads_the_brief(
    phone: Page,  # noqa: F811
    base_url: str,
    link: str,
    assert_accessible: Callable[..., None],
) -> None:
    cockpit = Cockpit(phone, base_url)
    phone.goto(link)
    cockpit.ready()
    expect(phone.locator("#sent")).to_contain_text("Look at Mpumalanga first")
    assert cockpit.width_beyond() <= 0
    phone.locator("#share").tap()
    expect(phone.locator("#share-link")).not_to_have_value("")
    assert_accessible(phone)
    phone.locator("#share-brief").tap()
    expect(phone.locator("h1")).to_contain_text(expected("ZAF", 2035, SETTINGS).printed.lstrip("+−") + " ")
    assert cockpit.width_beyond() <= 0
    assert_accessible(phone)


def test_the_brief_says_what_the_screen_says_and_leads_back(
    page: Page, conduct: Conduct, base_url: str
) -> None:
    cockpit = Cockpit(page, base_url).open(query("ZAF", {"One": SETTINGS}, year=2040))
    cockpit.shows("ZAF", 2040, SETTINGS)
    finding = page.locator("#finding").text_content()
    titles = [
        page.locator(f"#title-{chart}").text_content() for chart in ("jobs", "sectors", "regions", "women")
    ]
    figures = page.locator("#headlines .figure").all_text_contents()
    page.locator("#take-away").click()
    page.locator(".menu .menu-entry").first.click()
    bare = str.maketrans("", "", "\u2068\u2069")
    expect(page).to_have_url(re.compile(r"/brief\?"))
    assert (page.locator("h1").text_content() or "").translate(bare) == (finding or "").translate(bare)
    shown = (page.locator("main").text_content() or "").translate(bare)
    for title in titles:
        assert (title or "").translate(bare) in shown
    assert page.locator(".brief-figures dd b").all_text_contents() == figures
    page.locator(".doc-back").click()
    cockpit.ready()
    cockpit.shows("ZAF", 2040, SETTINGS)
    conduct.assert_clean()


def test_a_chart_leads_to_its_explanation_and_back(page: Page, conduct: Conduct, base_url: str) -> None:
    cockpit = Cockpit(page, base_url).open(query("ZAF", {"One": SETTINGS}))
    page.locator("#card-regions .chart-explained").click()
    expect(page).to_have_url(re.compile(r"/explained\?.*coal-exit-year:2040.*#regions$"))
    expect(page.locator("#regions h3")).to_be_in_viewport()
    page.locator(".doc-back").click()
    cockpit.ready()
    cockpit.shows("ZAF", 2035, SETTINGS)
    for page_name in ("track-record", "sources", "explained", "accessibility"):
        address = page.locator(f"#method-links a[data-page={page_name}]").get_attribute("href") or ""
        assert "coal-exit-year:2040" in parse_qs(urlsplit(address).query)["l1"][0]
    conduct.assert_clean()


@pytest.mark.parametrize("theme", ["light", "dark", "projector"])
@pytest.mark.parametrize("language", ["en", "ar-XB"])
def test_every_page_fits_and_axe_finds_nothing(
    page: Page, base_url: str, assert_accessible: Callable[..., None], theme: str, language: str
) -> None:
    page.add_init_script(f"window.localStorage.setItem('theme', '{theme}')")
    for path in PATHS:
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 720})
            page.goto(f"{base_url}{path}?{query('ZAF', {'One': SETTINGS}, language=language)}")
            expect(page.locator("html")).to_have_attribute("data-theme", theme)
            expect(page.locator("html")).to_have_attribute("lang", language)
            beyond = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
            assert beyond <= 0, (path, width)
            assert_accessible(page)


def test_a_page_is_whole_without_a_script(page: Page, base_url: str) -> None:
    page.route("**/_own/*.js", lambda route: route.abort())
    page.goto(f"{base_url}/brief?{query('ZAF', {'One': SETTINGS})}")
    expect(page.locator("h1")).to_contain_text("In 2035")
    expect(page.locator(".brief-line").first).to_be_visible()
