"""For everyone: screen readers, phones, right-to-left, long languages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.cockpit import Cockpit, economy, levers, query
from tests.browser.conftest import Conduct, watch

SETTINGS = {"coal-exit-year": 2035.0, "renewable-share-2035": 60.0}
PHONE = ViewportSize(width=390, height=844)

# Everything a reader can see, box by box: text, and what is read aloud instead of it.
VISIBLE_WORDS = """
() => {
  const found = [];
  const seen = (element) => {
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    return box.width > 0 && box.height > 0 && style.visibility !== "hidden";
  };
  const holdsText = (element) => Array.from(element.childNodes).some((node) => node.nodeType === 3 && node.data.trim());
  document.querySelectorAll("#page *").forEach((element) => {
    if (element.closest("option, bdi, script, style") || !seen(element)) return;
    ["aria-label", "title", "placeholder", "alt"].forEach((name) => {
      if (element.getAttribute(name)) found.push(name + ": " + element.getAttribute(name));
    });
    if (!holdsText(element)) return;
    const copy = element.cloneNode(true);
    copy.querySelectorAll("bdi").forEach((name) => name.remove());
    found.push(copy.textContent.trim());
  });
  return found;
}
"""


@pytest.fixture
def phone(browser: Browser, base_url: str) -> Iterator[Page]:
    context = browser.new_context(
        viewport=PHONE,
        device_scale_factor=2,
        is_mobile=True,
        has_touch=True,
        locale="en-GB",
        base_url=base_url,
    )
    yield context.new_page()
    context.close()


def test_axe_finds_nothing_on_the_first_screen(
    page: Page, conduct: Conduct, base_url: str, assert_accessible: Callable[..., None]
) -> None:
    cockpit = Cockpit(page, base_url).open(query("ZAF", {"One": SETTINGS, "Two": {}}))
    cockpit.shows("ZAF", 2035, SETTINGS)
    assert_accessible(page)
    page.locator(".lever-drawer > summary").first.click()
    page.locator("#table-button-jobs").click()
    page.locator("[data-lever=coal-exit-year] .lever-info").click()
    assert_accessible(page)
    page.locator("#sources-button").click()
    expect(page.locator("#sources-panel")).to_be_visible()
    expect(page.locator("#sources-panel")).to_have_class(re.compile(r"(^| )show( |$)"))
    assert_accessible(page)
    conduct.assert_clean()


def test_the_first_screen_fits_without_scrolling(page: Page, conduct: Conduct, base_url: str) -> None:
    cockpit = Cockpit(page, base_url).open(query("ZAF", {"One": SETTINGS}))
    cockpit.shows("ZAF", 2035, SETTINGS)
    beyond = page.evaluate(
        "() => document.documentElement.scrollHeight - document.documentElement.clientHeight"
    )
    assert beyond <= 0
    assert cockpit.width_beyond() <= 0
    for part in (
        "#finding",
        "#headlines",
        "#year",
        "#card-jobs",
        "#card-regions",
        "#card-women",
        "#card-sectors",
    ):
        box = page.locator(part).bounding_box()
        assert box is not None, part
        assert box["y"] + box["height"] <= 720.5, part
        assert box["height"] > 10, part
    conduct.assert_clean()


@pytest.mark.parametrize("iso3", ["ZAF", "THA"])
def test_a_phone_shows_it_all_and_its_levers_work(
    phone: Page, base_url: str, iso3: str, assert_accessible: Callable[..., None]
) -> None:
    conduct = watch(phone, base_url)
    cockpit = Cockpit(phone, base_url).open(query(iso3, {"One": SETTINGS}))
    cockpit.shows(iso3, 2035, SETTINGS)
    assert cockpit.width_beyond() <= 0
    assert_accessible(phone)
    phone.locator("#levers-open").tap()
    expect(phone.locator("#levers")).to_have_class(re.compile("is-open"))
    cockpit.set("coal-exit-year", 2045)
    cockpit.shows(iso3, 2035, {**SETTINGS, "coal-exit-year": 2045})
    assert cockpit.width_beyond() <= 0
    assert_accessible(phone)
    phone.locator("#levers-close").tap()
    for card in ("jobs", "sectors", "women", "regions"):
        box = phone.locator(f"#card-{card}").bounding_box()
        assert box is not None
        assert box["x"] >= -0.5, card
        assert box["x"] + box["width"] <= PHONE["width"] + 0.5, card
    conduct.assert_clean()


def test_right_to_left_turns_the_page_and_its_sliders(
    page: Page, conduct: Conduct, base_url: str, assert_accessible: Callable[..., None]
) -> None:
    cockpit = Cockpit(page, base_url).open(query("ZAF", {"One": SETTINGS}, language="ar-XB"))
    cockpit.shows("ZAF", 2035, SETTINGS, "ar-XB")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    panel, main = page.locator("#levers").bounding_box(), page.locator("#main").bounding_box()
    assert panel is not None
    assert main is not None
    assert panel["x"] > main["x"], "the levers stand where reading begins: on the right"
    control = cockpit.range("renewable-share-2035")
    assert control.evaluate("(one) => getComputedStyle(one).direction") == "rtl"
    place = control.bounding_box()
    assert place is not None
    # A click near the right end is near the minimum, near the left end near the maximum.
    control.click(position={"x": place["width"] - 6, "y": place["height"] / 2})
    assert float(control.input_value()) < 15
    cockpit.shows("ZAF", 2035, {**SETTINGS, "renewable-share-2035": float(control.input_value())}, "ar-XB")
    control.click(position={"x": 6, "y": place["height"] / 2})
    assert float(control.input_value()) > 85
    cockpit.shows("ZAF", 2035, {**SETTINGS, "renewable-share-2035": float(control.input_value())}, "ar-XB")
    assert cockpit.width_beyond() <= 0
    assert_accessible(page)
    conduct.assert_clean()


def test_right_to_left_fits_a_phone(phone: Page, base_url: str) -> None:
    conduct = watch(phone, base_url)
    cockpit = Cockpit(phone, base_url).open(query("THA", {"One": SETTINGS}, language="ar-XB"))
    cockpit.shows("THA", 2035, SETTINGS, "ar-XB")
    assert cockpit.width_beyond() <= 0
    phone.locator("#levers-open").tap()
    expect(phone.locator("#levers")).to_have_class(re.compile("is-open"))
    assert cockpit.width_beyond() <= 0
    conduct.assert_clean()


def untranslated(words: str, names: set[str]) -> str:
    """Return what is left of a text without its translated parts, names, numbers and units."""
    before = None
    while before != words:
        before, words = words, re.sub(r"⟦[^⟦⟧]*⟧", " ", words)
    for name in sorted(names, key=len, reverse=True):
        words = words.replace(name, " ")
    # Units and codes that are the same in every language, and Babel's own words for large numbers.
    words = re.sub(r"\b(US(?=\$)|CO₂|GDP|GWh|MW|Mt|billion|million|thousand|trillion)\b", " ", words)
    words = re.sub(r"^(aria-label|title|placeholder|alt): ", "", words)
    return " ".join(re.findall(r"[^\W\d_]{2,}", words))


def test_a_pseudo_language_shows_no_word_that_is_not_translated(
    page: Page, conduct: Conduct, base_url: str
) -> None:
    cockpit = Cockpit(page, base_url).open(query("ZAF", {"QQ": SETTINGS}, language="en-XA"))
    cockpit.shows("ZAF", 2035, SETTINGS, "en-XA")
    page.locator(".lever-drawer > summary").first.click()
    page.locator("#table-button-regions").click()
    page.locator("[data-lever=coal-exit-year] .lever-info").click()
    sources = {str(source["title"]) for source in economy("ZAF").sources}
    names = {"QQ", levers("ZAF")["coal-exit-year"].source, *sources}
    plain = {untranslated(words, names) for words in page.evaluate(VISIBLE_WORDS)}
    assert not plain - {""}, f"Never went through the catalogue: {sorted(plain)}"
    conduct.assert_clean()


# The smallest letters that anybody sees, with the words that are written in them.
SMALLEST = """
() => {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || element.closest("script, style, option, .visually-hidden")) continue;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    if (box.width < 2 || box.height < 2 || style.visibility === "hidden") continue;
    found.push([parseFloat(style.fontSize), walker.currentNode.data.trim()]);
  }
  return found.sort((one, other) => one[0] - other[0]).slice(0, 5);
}
"""


@pytest.mark.parametrize("view", ["overview", "transition", "sectors"])
def test_on_the_projector_nothing_is_smaller_than_eighteen_points(
    page: Page, conduct: Conduct, base_url: str, assert_accessible: Callable[..., None], view: str
) -> None:
    page.add_init_script("localStorage.setItem('theme', 'projector')")
    cockpit = Cockpit(page, base_url).open(
        query("ZAF", {"One": SETTINGS, "Two": {}}, active=1) + f"&view={view}"
    )
    cockpit.shows("ZAF", 2035, SETTINGS)
    if view == "overview":
        expect(page.locator("#view-overview .chart:visible")).to_have_count(1)
        expect(page.locator("#card-jobs")).to_be_visible()
        page.keyboard.press("PageDown")
        expect(page.locator("#card-sectors")).to_be_visible()
        expect(page.locator("#labels-sectors .row-name").first).to_be_visible()
        page.locator("#slide-previous").click()
        expect(page.locator("#card-jobs")).to_be_visible()
        page.locator("#levers-open").click()
        expect(page.locator("#lever-coal-exit-year")).to_be_in_viewport()
    else:
        expect(page.locator("#view-detail .block").first).to_be_visible()
    assert cockpit.width_beyond() == 0
    for size, words in page.evaluate(SMALLEST):
        assert size >= 24, (size, words)
    assert_accessible(page)
    conduct.assert_clean()


def test_on_the_projector_no_button_covers_another(page: Page, base_url: str) -> None:
    page.add_init_script("localStorage.setItem('theme', 'projector')")
    Cockpit(page, base_url).open(query("ZAF", {"One": SETTINGS, "Two": {}, "Three": {}, "Four": {}}))
    places = [
        box
        for one in page.locator(
            "#view-overview :is(button, a):visible, .topbar :is(button, select):visible"
        ).all()
        if (box := one.bounding_box()) and not one.evaluate("(it) => it.matches('.chip, .chip-menu')")
    ]
    assert len(places) >= 7
    for at, one in enumerate(places):
        for other in places[at + 1 :]:
            apart = (
                one["x"] + one["width"] <= other["x"] + 1
                or other["x"] + other["width"] <= one["x"] + 1
                or one["y"] + one["height"] <= other["y"] + 1
                or other["y"] + other["height"] <= one["y"] + 1
            )
            assert apart, (one, other)
