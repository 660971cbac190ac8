"""Replay, the way back of one lever, order of pathways, keys, numbers as people write them, and what can be taken away."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Page, expect

from model import MODEL_VERSION
from tests.browser.cockpit import Cockpit, expected, query
from tests.browser.conftest import Conduct

RECORD = """() => {
  window.seen = [];
  const figure = document.getElementById("figure-jobs");
  new MutationObserver(() => window.seen.push(figure.dataset.exact)).observe(figure, {attributes: true});
}"""


@pytest.fixture
def cockpit(page: Page, base_url: str) -> Cockpit:
    return Cockpit(page, base_url)


def replayed(cockpit: Cockpit) -> list[str]:
    """Replay the last change to its end; return the exact net jobs that were shown on the way."""
    page = cockpit.page
    page.evaluate(RECORD)
    page.locator("#replay").click()
    expect(page.locator("#replay-words")).to_be_visible()
    expect(page.locator("#replay-words")).to_be_hidden()
    cockpit.is_at_rest()
    return list(page.evaluate("() => window.seen"))


def test_replay_shows_the_old_value_and_the_new_one_again_and_leaves_all_as_it_was(
    cockpit: Cockpit, conduct: Conduct
) -> None:
    before, after = {"coal-exit-year": 2050.0}, {"coal-exit-year": 2034.0}
    cockpit.open(query("ZAF", {"Mine": before}))
    cockpit.set("coal-exit-year", 2034)
    cockpit.shows("ZAF", 2035, after)
    for _ in range(2):
        seen = replayed(cockpit)
        cockpit.shows("ZAF", 2035, after)
        assert seen[0] == expected("ZAF", 2035, before).exact
        assert len(set(seen)) >= 3, "the change is seen on its way, not only its ends"
    cockpit.page.locator("#undo").click()
    cockpit.shows("ZAF", 2035, before)
    expect(cockpit.page.locator("#undo")).to_be_disabled()
    expect(cockpit.page.locator("#replay")).to_be_disabled()
    conduct.assert_clean()


def test_replay_stops_at_a_touch_and_takes_two_steps_where_motion_is_unwelcome(
    cockpit: Cockpit, conduct: Conduct
) -> None:
    before, after = {"renewable-share-2035": 30.0}, {"renewable-share-2035": 70.0}
    cockpit.page.emulate_media(reduced_motion="reduce")
    cockpit.open(query("ZAF", {"Mine": before}))
    cockpit.set("renewable-share-2035", 70)
    cockpit.shows("ZAF", 2035, after)
    seen = replayed(cockpit)
    assert set(seen) == {expected("ZAF", 2035, one).exact for one in (before, after)}
    cockpit.page.locator("#finding").click()
    cockpit.page.keyboard.press("r")
    expect(cockpit.page.locator(".lever.is-replayed #lever-renewable-share-2035")).to_be_visible()
    cockpit.page.keyboard.press("Escape")
    expect(cockpit.page.locator(".lever.is-replayed")).to_have_count(0)
    expect(cockpit.range("renewable-share-2035")).to_have_value("70")
    cockpit.shows("ZAF", 2035, after)
    conduct.assert_clean()


def test_one_lever_goes_back_by_its_button_or_by_its_tick(cockpit: Cockpit, conduct: Conduct) -> None:
    moved = {"coal-exit-year": 2035.0, "renewable-share-2035": 60.0}
    cockpit.open(query("ZAF", {"Mine": moved}))
    back = cockpit.page.locator("[data-lever=coal-exit-year] .lever-back")
    back.focus()
    back.press("Enter")
    cockpit.shows("ZAF", 2035, {"renewable-share-2035": 60})
    expect(back).to_be_hidden()
    expect(cockpit.range("coal-exit-year")).to_be_focused()
    # The default of the share, 0 to 100, as the screen draws its tick.
    control = cockpit.range("renewable-share-2035")
    place = control.bounding_box()
    assert place is not None
    tick = float(control.evaluate("(one) => one.parentElement.style.getPropertyValue('--default')"))
    thumb = float(control.evaluate("(one) => parseFloat(getComputedStyle(one).getPropertyValue('--thumb'))"))
    x = place["x"] + thumb / 2 + tick * (place["width"] - thumb)
    cockpit.page.mouse.dblclick(x + 6, place["y"] + place["height"] / 2)
    cockpit.shows("ZAF", 2035, {})
    conduct.assert_clean()


@pytest.mark.parametrize(
    ("language", "typed", "value"), [("en", "1,000", 100), ("en", "62.4", 62), ("ru", "62,4", 62)]
)
def test_a_number_is_read_as_people_write_it(
    cockpit: Cockpit, conduct: Conduct, language: str, typed: str, value: int
) -> None:
    cockpit.open(query("ZAF", {"Mine": {}}, language=language))
    box = cockpit.box("renewable-share-2035")
    box.fill(typed)
    box.press("Enter")
    expect(cockpit.range("renewable-share-2035")).to_have_value(str(value))
    box.fill("a lot")
    box.press("Enter")
    expect(box).to_have_value(str(value))
    box.press("ArrowUp")
    expect(box).to_have_value(str(min(value + 1, 100)))
    conduct.assert_clean()


def test_numbers_with_signs_of_thousands_and_decimals_in_every_writing(cockpit: Cockpit) -> None:
    cockpit.open("country=ZAF&lang=en")
    readings: dict[str, dict[str, float | None]] = {
        "en": {"1,234.5": 1234.5, "2,5": 2.5, "1,234": 1234, "\u22123": -3, "12 000": 12000, "x": None},
        "fr": {"1,234": 1.234, "1\u202f234,5": 1234.5, "2.5": 2.5, "1.234,5": 1234.5, "1.234.567": 1234567},
        "ar": {"\u0661\u0662\u066b\u0665": 12.5, "1,5": 1.5},
    }
    for locale, cases in readings.items():
        for words, number in cases.items():
            read = cockpit.page.evaluate(
                """([locale, words]) => {
                    window.cockpit.numbers.start(locale, "ltr");
                    const number = window.cockpit.numbers.read(words);
                    return Number.isNaN(number) ? null : number;
                }""",
                [locale, words],
            )
            assert read == number, (locale, words)


def test_pathways_change_places_and_keep_their_numbers(cockpit: Cockpit, conduct: Conduct) -> None:
    pathways = {"One": {"coal-exit-year": 2035.0}, "Two": {"renewable-share-2035": 60.0}, "Three": {}}
    cockpit.open(query("ZAF", pathways, active=1))
    cockpit.menu()
    cockpit.page.get_by_role("button", name="Move one place back").click()
    expect(cockpit.names()).to_have_text(["Two", "One", "Three"])
    cockpit.shows("ZAF", 2035, pathways["One"])
    cockpit.choose(0)
    cockpit.shows("ZAF", 2035, pathways["Two"])
    cockpit.page.locator("#undo").click()
    cockpit.page.locator("#undo").click()
    expect(cockpit.names()).to_have_text(["One", "Two", "Three"])
    conduct.assert_clean()


def test_four_pathways_keep_names_that_say_something(cockpit: Cockpit) -> None:
    names = ["Stated targets", "Net zero", "People first", "A name that is as long as it may be"]
    cockpit.open(query("ZAF", {name: {} for name in names}))
    for name, shown in zip(names, cockpit.names().all(), strict=True):
        room = shown.evaluate("(one) => one.clientWidth / one.scrollWidth")
        assert room == 1 or room * len(name) >= 12, name
        expect(shown).to_have_attribute("title", name)


def test_keys_do_what_the_mouse_does_and_can_be_switched_off(
    cockpit: Cockpit, conduct: Conduct, assert_accessible: Callable[..., None]
) -> None:
    page = cockpit.page
    cockpit.open(query("ZAF", {"One": {"coal-exit-year": 2035}, "Two": {}}))
    page.keyboard.press("2")
    cockpit.shows("ZAF", 2035, {})
    page.keyboard.press(".")
    expect(page.locator("#year-words")).to_have_text("2036")
    page.keyboard.press("?")
    panel = page.locator("#keys-panel")
    expect(panel).to_contain_text("Replay the last change")
    assert_accessible(page, "#keys-panel")
    panel.get_by_role("checkbox").uncheck()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    page.keyboard.press("1")
    page.keyboard.press(",")
    expect(page.locator("#year-words")).to_have_text("2036")
    expect(page.locator("[data-choose='1']")).to_have_attribute("aria-pressed", "true")
    conduct.assert_clean()


def taken(cockpit: Cockpit, chart: str, entry: int) -> bytes:
    """Return what the download menu of a chart or a block gives: 0 PNG, 1 SVG, 2 CSV."""
    cockpit.page.locator(f"[data-download='{chart}']").click()
    with cockpit.page.expect_download() as download:
        cockpit.page.locator(".menu .menu-entry").nth(entry).click()
    return Path(download.value.path()).read_bytes()


def test_the_data_of_a_chart_come_with_units_versions_and_link_and_run_nothing(
    cockpit: Cockpit, conduct: Conduct
) -> None:
    settings = {"coal-exit-year": 2035.0}
    cockpit.open(query("ZAF", {'=HYPERLINK("x")': settings, "Two": {}}))
    cockpit.shows("ZAF", 2035, settings)
    given = taken(cockpit, "jobs", 2)
    assert given.startswith(b"\xef\xbb\xbf"), "spreadsheets take it for UTF-8 by its mark"
    rows = list(csv.reader(io.StringIO(given.decode("utf-8-sig"))))
    cells = {row[0]: row[1:] for row in rows if row}
    assert cells["2035"] == [expected("ZAF", 2035, settings).exact, "0"]
    assert not [cell for row in rows for cell in row if re.match(r"[=+@]|-\D", cell)]
    assert MODEL_VERSION in cells["Versions"][0]
    assert cells["Unit"] == ["Net jobs against the baseline"]
    cockpit.page.goto(cells["Link"][0])
    cockpit.ready()
    cockpit.shows("ZAF", 2035, settings)
    conduct.assert_clean()


def test_pictures_carry_title_pathway_versions_and_link(cockpit: Cockpit, conduct: Conduct) -> None:
    cockpit.open(query("ZAF", {"Sonne & Wind <b>": {"coal-exit-year": 2035}, "Two": {}}))
    title = cockpit.page.locator("#title-sectors").text_content()
    drawn = ElementTree.fromstring(taken(cockpit, "sectors", 1))
    words = [(one.text or "") for one in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert " ".join(words).startswith(str(title))
    everything = "".join(words)
    for part in (
        "Coal mining",
        "South Africa",
        "Sonne & Wind <b>",
        f"Model {MODEL_VERSION}",
        "coal-exit-year:2035",
    ):
        assert part in everything, part
    assert "p2=" not in everything, "the link says no more than the chart shows"
    picture = taken(cockpit, "regions", 0)
    assert picture.startswith(b"\x89PNG")
    width = int.from_bytes(picture[16:20], "big")
    assert width >= 1900, "sharp on a projector"
    cockpit.page.locator("#view-button-people").click()
    block = cockpit.page.locator("#view-detail [data-download]").first
    expect(block).to_be_visible()
    name = str(block.get_attribute("data-download"))
    assert ElementTree.fromstring(taken(cockpit, name, 1)).tag.endswith("svg")
    assert b"South Africa" in taken(cockpit, name, 2)
    conduct.assert_clean()
