"""Up to four pathways: add, rename, copy, reset, delete, undo and redo; and the link that carries them."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Dialog, Page, expect

from model.pathway import load_preset
from model.version import MODEL_VERSION
from tests.browser.cockpit import Cockpit, economy, expected, query
from tests.browser.conftest import Conduct, watch

NASTY = """<script>alert(1)</script> "It's" & <b>'ok'"""


@pytest.fixture
def cockpit(page: Page, base_url: str) -> Cockpit:
    return Cockpit(page, base_url)


def test_four_pathways_each_with_its_own_levers(cockpit: Cockpit, conduct: Conduct) -> None:
    cockpit.open(query("ZAF", {"One": {"coal-exit-year": 2040}}))
    cockpit.add_blank()
    cockpit.shows("ZAF", 2035, {})
    cockpit.set("coal-exit-year", 2032)
    cockpit.shows("ZAF", 2035, {"coal-exit-year": 2032})
    cockpit.menu()
    cockpit.page.get_by_role("button", name="Copy", exact=True).click()
    cockpit.set("building-retrofit", 20)
    cockpit.shows("ZAF", 2035, {"coal-exit-year": 2032, "building-retrofit": 20})
    cockpit.page.locator("#pathway-add").click()
    preset = load_preset("ZAF", "net-zero")
    cockpit.page.locator(".menu-entry", has_text=preset.name).click()
    cockpit.shows("ZAF", 2035, preset.levers)
    expect(cockpit.names()).to_have_count(4)
    cockpit.page.locator("#pathway-add").click()
    expect(cockpit.page.locator(".menu")).to_contain_text("Four pathways are the most that fit")
    cockpit.page.keyboard.press("Escape")
    cockpit.choose(0)
    cockpit.shows("ZAF", 2035, {"coal-exit-year": 2040})
    expect(cockpit.box("coal-exit-year")).to_have_value("2040")
    conduct.assert_clean()


def test_a_name_is_text_whatever_is_in_it(cockpit: Cockpit, conduct: Conduct) -> None:
    alerts: list[str] = []

    def on_dialog(dialog: Dialog) -> None:
        alerts.append(dialog.message)
        dialog.dismiss()

    cockpit.page.on("dialog", on_dialog)
    cockpit.open(query("ZAF", {"One": {"coal-exit-year": 2040}}))
    cockpit.rename(NASTY)
    kept = NASTY[:40].strip()
    expect(cockpit.names().first).to_have_text(kept)
    expect(cockpit.page.locator("#finding")).to_contain_text(kept)
    expect(cockpit.page.locator("#labels-jobs")).to_contain_text(kept)
    expect(cockpit.page).to_have_url(re.compile("p1=%3Cscript%3E"))
    cockpit.page.reload()
    cockpit.ready()
    expect(cockpit.names().first).to_have_text(kept)
    expect(cockpit.page.locator("#finding")).to_contain_text(kept)
    assert cockpit.page.locator("#page script").count() == 0
    assert not alerts
    conduct.assert_clean()


def test_delete_keeps_the_others_and_the_last_one_stays(cockpit: Cockpit, conduct: Conduct) -> None:
    cockpit.open(query("ZAF", {"One": {"coal-exit-year": 2040}, "Two": {"coal-exit-year": 2030}}, active=2))
    cockpit.shows("ZAF", 2035, {"coal-exit-year": 2030})
    cockpit.menu()
    cockpit.page.get_by_role("button", name="Delete", exact=True).click()
    expect(cockpit.names()).to_have_text(["One"])
    cockpit.shows("ZAF", 2035, {"coal-exit-year": 2040})
    cockpit.menu()
    expect(cockpit.page.get_by_role("button", name="Delete", exact=True)).to_be_disabled()
    conduct.assert_clean()


def test_reset_undo_and_redo_by_button_and_by_key(cockpit: Cockpit, conduct: Conduct) -> None:
    cockpit.open(query("ZAF", {"One": {}}))
    undo, redo, reset = (cockpit.page.locator(f"#{name}") for name in ("undo", "redo", "reset"))
    expect(undo).to_be_disabled()
    expect(reset).to_be_disabled()
    cockpit.set("coal-exit-year", 2035)
    cockpit.set("solar-share", 90)
    both = {"coal-exit-year": 2035, "solar-share": 90}
    cockpit.shows("ZAF", 2035, both)
    reset.click()
    cockpit.shows("ZAF", 2035, {})
    undo.click()
    cockpit.shows("ZAF", 2035, both)
    undo.click()
    cockpit.shows("ZAF", 2035, {"coal-exit-year": 2035})
    redo.click()
    cockpit.shows("ZAF", 2035, both)
    cockpit.page.locator("#finding").click()
    cockpit.page.keyboard.press("Control+z")
    cockpit.shows("ZAF", 2035, {"coal-exit-year": 2035})
    cockpit.page.keyboard.press("Control+z")
    cockpit.shows("ZAF", 2035, {})
    expect(undo).to_be_disabled()
    cockpit.page.keyboard.press("Control+Shift+z")
    cockpit.shows("ZAF", 2035, {"coal-exit-year": 2035})
    cockpit.page.keyboard.press("Control+y")
    cockpit.shows("ZAF", 2035, both)
    # The reset that was undone first is what is left to redo.
    cockpit.page.keyboard.press("Control+y")
    cockpit.shows("ZAF", 2035, {})
    expect(redo).to_be_disabled()
    conduct.assert_clean()


def test_a_drag_is_one_step_of_undo(cockpit: Cockpit, conduct: Conduct) -> None:
    cockpit.open(query("ZAF", {"One": {}}))
    held = cockpit.grab("coal-exit-year", 0.3)
    cockpit.release()
    cockpit.shows("ZAF", 2035, {"coal-exit-year": held})
    cockpit.page.locator("#undo").click()
    cockpit.shows("ZAF", 2035, {})
    expect(cockpit.page.locator("#undo")).to_be_disabled()
    conduct.assert_clean()


def test_the_address_carries_everything_to_another_browser(
    cockpit: Cockpit, conduct: Conduct, browser: Browser
) -> None:
    cockpit.open(query("THA", {"Première vague": {"renewable-share-2035": 55}}, year=2040))
    cockpit.add_blank()
    cockpit.rename("ทางเลือก B: 50% & more")
    cockpit.set("coal-exit-year", 2033)
    cockpit.shows("THA", 2040, {"coal-exit-year": 2033})
    # The address is written at most once a second, so the last change is awaited.
    expect(cockpit.page).to_have_url(re.compile(r"l2=coal-exit-year:2033"))
    context = browser.new_context(locale="fr-FR", viewport={"width": 1280, "height": 720})
    try:
        there = Cockpit(context.new_page(), cockpit.url)
        other = watch(there.page, cockpit.url)
        there.page.goto(cockpit.page.url)
        there.ready()
        there.shows("THA", 2040, {"coal-exit-year": 2033})
        expect(there.names()).to_have_text(["Première vague", "ทางเลือก B: 50% & more"])
        expect(there.page.locator("#year-words")).to_have_text("2040")
        expect(there.page.locator("#country")).to_have_value("THA")
        expect(there.page.locator("#page")).to_have_attribute("lang", "en")
        expect(there.page.locator("#notes")).to_be_hidden()
        there.choose(0)
        there.shows("THA", 2040, {"renewable-share-2035": 55})
        other.assert_clean()
    finally:
        context.close()
    conduct.assert_clean()


def test_share_gives_a_link_with_versions_and_headline(cockpit: Cockpit, conduct: Conduct) -> None:
    settings = {"coal-exit-year": 2035.0}
    cockpit.open(query("ZAF", {"One": settings}))
    cockpit.page.locator("#share").click()
    expect(cockpit.page.locator("#share-link")).to_have_value(re.compile("net="))
    link = cockpit.page.locator("#share-link").input_value()
    fields = parse_qs(urlsplit(link).query)
    assert fields["model"] == [MODEL_VERSION]
    assert fields["data"] == [economy("ZAF").data_version]
    assert fields["net"] == [expected("ZAF", 2035, settings).exact]
    cockpit.page.goto(link)
    cockpit.ready()
    cockpit.shows("ZAF", 2035, settings)
    expect(cockpit.page.locator("#notes")).to_be_hidden()
    # A link from another version says by how much it differs.
    older = re.sub(
        r"net=-?\d+", "net=987654", link.partition("?")[2].replace(f"model={MODEL_VERSION}", "model=0.0.1")
    )
    cockpit.open(older)
    expect(cockpit.page.locator("#notes")).to_contain_text("The link was made with model 0.0.1")
    expect(cockpit.page.locator("#notes")).to_contain_text("which gave +988,000 jobs in 2035")
    conduct.assert_clean()


def test_another_country_and_another_language_keep_the_year(cockpit: Cockpit, conduct: Conduct) -> None:
    cockpit.open(query("ZAF", {"One": {"coal-exit-year": 2035}}, year=2044))
    cockpit.page.locator("#country").select_option("THA")
    expect(cockpit.page).to_have_url(re.compile("country=THA"))
    cockpit.ready()
    expect(cockpit.page.locator("#country")).to_have_value("THA")
    expect(cockpit.page.locator("#year-words")).to_have_text("2044")
    cockpit.open(query("ZAF", {"One": {"coal-exit-year": 2035}}, year=2044, language="en-XA"))
    cockpit.page.locator("#language").select_option("en")
    expect(cockpit.page).to_have_url(re.compile("lang=en&"))
    cockpit.ready()
    cockpit.shows("ZAF", 2044, {"coal-exit-year": 2035})
    conduct.assert_clean()
