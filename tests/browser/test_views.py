"""The views and How sure?: on the real screen, by mouse and keyboard, on the desk, the phone and from right to left."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from dashboard.views.ids import VIEWS
from tests.browser.cockpit import Cockpit, expected, query
from tests.browser.conftest import Conduct, watch

SETTINGS = {"coal-exit-year": 2035.0, "renewable-share-2035": 60.0, "building-retrofit": 20.0}
OTHER = {"renewable-share-2035": 40.0}
PATHWAYS = {"One": OTHER, "Two": SETTINGS}
ASKED = "store-view-request"
PHONE = ViewportSize(width=390, height=844)


def address(view: str, language: str = "en") -> str:
    return query("ZAF", PATHWAYS, language=language, active=2) + f"&view={view}"


def settled(page: Page, view: str) -> None:
    """Wait until the view shows the answer to the present settings."""
    detail = page.locator("#view-detail")
    expect(detail).to_have_attribute("data-shows", view)
    expect(detail).to_have_attribute("aria-busy", "false", timeout=15_000)
    expect(detail.locator(".block").first).to_be_visible()


def whole(words: str) -> int:
    return int(words.replace(",", "").replace("−", "-").replace("+", ""))


def asked(page: Page) -> list[str]:
    """Return a list that grows with every request for a view."""
    found: list[str] = []
    page.on("request", lambda r: found.append(r.post_data or "") if ASKED in (r.post_data or "") else None)
    return found


def test_the_views_are_native_buttons_and_the_address_keeps_the_view(
    page: Page, conduct: Conduct, base_url: str
) -> None:
    cockpit = Cockpit(page, base_url).open(query("ZAF", PATHWAYS, active=2))
    expect(page.locator("#view-overview")).to_be_visible()
    expect(page.locator("#view-detail")).to_be_hidden()
    expect(page.locator("#views [aria-current]")).to_have_text("Overview")
    page.locator("#view-button-people").focus()
    page.keyboard.press("Enter")
    settled(page, "people")
    expect(page.locator("#views [aria-current]")).to_have_text("People")
    expect(page.locator("#view-overview")).to_be_hidden()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    settled(page, "why")
    page.wait_for_url("**view=why**")
    page.reload()
    cockpit.ready()
    settled(page, "why")
    page.locator("#view-button-overview").click()
    cockpit.shows("ZAF", 2035, SETTINGS)
    area = page.locator("#labels-jobs").bounding_box()
    mark = page.locator("#mark-jobs").bounding_box()
    assert area is not None
    assert mark is not None
    assert area["width"] > 300
    assert area["x"] + 60 < mark["x"] < area["x"] + area["width"] - 120
    drawn = page.locator("#chart-jobs .main-svg").first.bounding_box()
    assert drawn is not None
    assert abs(drawn["width"] - area["width"]) < 3
    conduct.assert_clean()


def test_why_adds_up_to_the_headline(page: Page, conduct: Conduct, base_url: str) -> None:
    Cockpit(page, base_url).open(address("why"))
    settled(page, "why")
    nets = [whole(words) for words in page.locator(".waterfall .is-net").all_inner_texts()]
    *parts, total = nets
    assert sum(parts) == total
    assert (
        page.locator("#figure-jobs").inner_text() == page.locator(".waterfall .is-total .is-net").inner_text()
    )
    assert expected("ZAF", 2035, SETTINGS).printed == page.locator(".is-total .is-net").inner_text()
    for row in page.locator(".waterfall tbody tr").all():
        net, *channels = [whole(words) for words in row.locator("td:not(.is-drawing)").all_inner_texts()]
        assert sum(channels) == net
    conduct.assert_clean()


def test_a_view_is_asked_for_on_release_and_never_while_dragging(
    page: Page, conduct: Conduct, base_url: str
) -> None:
    cockpit = Cockpit(page, base_url).open(address("transition"))
    settled(page, "transition")
    before = page.locator(".block-ledger .chart-title").inner_text()
    requests = asked(page)
    value = cockpit.grab("building-retrofit", 0.2)
    expect(page.locator("#view-detail")).to_have_class("detail is-old")
    cockpit.shows("ZAF", 2035, {**SETTINGS, "building-retrofit": value})
    assert page.locator(".block-ledger .chart-title").inner_text() == before
    assert requests == []
    cockpit.release()
    settled(page, "transition")
    assert page.locator(".block-ledger .chart-title").inner_text() != before
    assert len(requests) == 1
    conduct.assert_clean()


def test_a_cheap_view_follows_the_drag_and_nothing_jumps(page: Page, conduct: Conduct, base_url: str) -> None:
    cockpit = Cockpit(page, base_url).open(address("sectors"))
    settled(page, "sectors")
    opener = page.locator(".block-sectors-change .opener").first
    opener.click()
    page.locator(".block-sectors-change summary").click()
    page.locator("#view-detail").evaluate("(box) => { box.scrollTop = 40; }")
    order = (
        "() => [...document.querySelectorAll('.block-sectors-change tbody th')].map((one) => one.textContent)"
    )
    axis = "() => document.querySelector('.block-sectors-years .line-plot')._fullLayout.yaxis.range.join()"
    page.evaluate("() => { window.first = document.querySelector('.block-sectors-change tbody tr'); }")
    before, rows, range_ = (
        page.locator("#view-detail").inner_text(),
        page.evaluate(order),
        page.evaluate(axis),
    )
    requests = asked(page)
    value = cockpit.grab("building-retrofit", 0.15)
    cockpit.shows("ZAF", 2035, {**SETTINGS, "building-retrofit": value})
    expect(page.locator("#view-detail")).not_to_have_class("detail is-old")
    page.wait_for_function(
        "(words) => document.getElementById('view-detail').innerText !== words", arg=before
    )
    assert requests
    assert page.evaluate(order)[: len(rows)] == rows
    assert page.evaluate(axis) == range_
    cockpit.release()
    settled(page, "sectors")
    page.wait_for_function("() => window.cockpit.detail.idle() && window.cockpit.gate.idle()")
    assert page.evaluate("() => window.first.isConnected")
    assert page.locator("#view-detail").evaluate("(box) => box.scrollTop") == 40
    expect(opener).to_have_attribute("aria-expanded", "true")
    assert page.locator(".block-sectors-change details").get_attribute("open") is not None
    conduct.assert_clean()


def test_two_kinds_of_people_are_crossed_by_two_selects(page: Page, conduct: Conduct, base_url: str) -> None:
    cockpit = Cockpit(page, base_url).open(address("people"))
    settled(page, "people")
    rows = page.get_by_label("Rows")
    rows.focus()
    rows.select_option("region")
    expect(page.locator(".matrix tbody tr")).to_have_count(10)
    settled(page, "people")
    expect(page.get_by_label("Rows")).to_be_focused()
    for row in page.locator(".matrix tbody tr").all():
        words = row.evaluate(
            "(row) => [...row.querySelectorAll('td')].map((cell) => cell.firstChild.textContent)"
        )
        *cells, total = map(whole, words)
        assert sum(cells) == total
    assert whole(page.locator(".matrix .is-total td").last.inner_text()) == whole(
        page.locator("#figure-jobs").inner_text()
    )
    page.wait_for_url("**c=rows:region,columns:sex**")
    page.reload()
    cockpit.ready()
    settled(page, "people")
    expect(page.get_by_label("Rows")).to_have_value("region")
    conduct.assert_clean()


def test_the_ledger_adds_up_and_says_that_it_is_modelled(page: Page, conduct: Conduct, base_url: str) -> None:
    Cockpit(page, base_url).open(address("transition"))
    settled(page, "transition")
    ledger = page.locator(".block-ledger")
    expect(ledger.locator(".chart-subtitle")).to_contain_text("modelled")
    ledger.locator("summary").click()
    rows = [
        [whole(words) for words in row.locator("td").all_inner_texts()]
        for row in ledger.locator(".block-table tbody tr").all()
    ]
    displaced, *stages = rows
    for column, people in enumerate(displaced):
        assert sum(stage[column] for stage in stages) == people
    assert displaced[0] == displaced[1] + displaced[2]
    page.locator("#year").focus()
    page.keyboard.press("ArrowRight")
    expect(ledger.locator(".chart-subtitle")).to_contain_text("2036")
    settled(page, "transition")
    assert ledger.locator("details").get_attribute("open") is not None
    conduct.assert_clean()


def test_how_sure_shows_the_band_and_hides_it_while_dragging(
    page: Page, conduct: Conduct, base_url: str
) -> None:
    cockpit = Cockpit(page, base_url).open(query("ZAF", PATHWAYS, active=2))
    requests = asked(page)
    cockpit.shows("ZAF", 2035, SETTINGS)
    assert requests == []
    page.locator("#sure").click()
    expect(page.locator("#second")).to_contain_text("9 of 10 draws", timeout=15_000)
    expect(page.locator("#sure")).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#beside-jobs")).to_contain_text(" to ")
    low, high = (whole(part) for part in page.locator("#beside-jobs").inner_text().split(" to "))
    assert low <= whole(page.locator("#figure-jobs").inner_text()) <= high
    band = "() => document.querySelector('#chart-jobs .js-plotly-plot').data[1].y.length"
    assert page.evaluate(band) == 27
    value = cockpit.grab("renewable-share-2035", 0.3)
    expect(page.locator("body")).to_have_class("is-ready is-moving")
    expect(page.locator("#beside-jobs")).to_contain_text("created")
    assert len(requests) == 1
    cockpit.release()
    expect(page.locator("#beside-jobs")).to_contain_text(" to ", timeout=15_000)
    assert page.evaluate(band) == 27
    page.locator("#sure").click()
    cockpit.shows("ZAF", 2035, {**SETTINGS, "renewable-share-2035": value})
    assert page.evaluate(band) == 0
    assert len(requests) == 2
    conduct.assert_clean()


def test_another_pathway_and_undo_bring_their_own_view(page: Page, conduct: Conduct, base_url: str) -> None:
    cockpit = Cockpit(page, base_url).open(address("why"))
    settled(page, "why")
    # Two of the three levers are in one group, which starts closed.
    assert page.locator(".waterfall tbody tr").count() == len(SETTINGS)
    cockpit.choose(0)
    expect(page.locator(".waterfall tbody tr")).to_have_count(len(OTHER) + 1)
    cockpit.set("building-retrofit", 10)
    expect(page.locator(".waterfall tbody tr")).to_have_count(len(OTHER) + 2)
    page.locator("#undo").click()
    expect(page.locator(".waterfall tbody tr")).to_have_count(len(OTHER) + 1)
    page.locator("#reset").click()
    expect(page.locator(".block-why .chart-subtitle")).to_contain_text("Move a lever")
    conduct.assert_clean()


def test_a_group_opens_into_its_levers_and_a_bar_into_its_people(
    page: Page, conduct: Conduct, base_url: str
) -> None:
    Cockpit(page, base_url).open(address("why"))
    settled(page, "why")
    group = page.locator("[data-fall='group-power']")
    expect(group).to_have_attribute("aria-expanded", "false")
    group.focus()
    page.keyboard.press("Enter")
    expect(page.locator("[data-fall='group-power']")).to_have_attribute("aria-expanded", "true")
    expect(page.locator(".waterfall tbody .is-part")).to_have_count(2)
    expect(page.locator("[data-choice='whose']")).to_have_value("group-power")
    page.locator("[data-fall='coal-exit-year']").click()
    settled(page, "why")
    expect(page.locator("[data-choice='whose']")).to_have_value("coal-exit-year")
    expect(page.locator(".block-why-people .chart-title")).to_contain_text("Coal exit year")
    expect(page.locator("[data-fall='coal-exit-year']")).to_be_focused()
    page.locator("[data-choice='by']").select_option("channel")
    settled(page, "why")
    nets = [whole(words) for words in page.locator(".waterfall .is-net").all_inner_texts()]
    assert sum(nets[:-1]) == nets[-1] == whole(expected("ZAF", 2035, SETTINGS).printed)
    conduct.assert_clean()


@pytest.mark.parametrize("view", VIEWS[1:])
@pytest.mark.parametrize("language", ["en", "ar-XB"])
@pytest.mark.parametrize("size", [ViewportSize(width=1280, height=720), PHONE], ids=["desk", "phone"])
def test_every_view_fits_and_axe_finds_nothing(
    browser: Browser,
    base_url: str,
    assert_accessible: Callable[..., None],
    view: str,
    language: str,
    size: ViewportSize,
) -> None:
    context = browser.new_context(viewport=size, locale="en-GB", base_url=base_url)
    page = context.new_page()
    conduct = watch(page, base_url)
    cockpit = Cockpit(page, base_url).open(address(view, language))
    settled(page, view)
    assert cockpit.width_beyond() <= 0
    if size is not PHONE:
        beyond = page.evaluate("() => document.documentElement.scrollHeight - window.innerHeight")
        assert beyond <= 0
    for behind in page.locator("#view-detail summary:visible").all():
        behind.click()
    assert cockpit.width_beyond() <= 0
    assert_accessible(page)
    page.locator("#sure").click()
    expect(page.locator("#sure")).not_to_have_class("is-busy", timeout=15_000)
    assert_accessible(page)
    conduct.assert_clean()
    context.close()


def test_a_server_that_is_away_leaves_the_last_view_greyed(page: Page, base_url: str) -> None:
    cockpit = Cockpit(page, base_url).open(address("transition"))
    settled(page, "transition")
    page.route("**/_dash-update-component", lambda route: route.abort())
    cockpit.set("renewable-share-2035", 30)
    expect(page.locator("#trouble")).to_be_visible()
    expect(page.locator("#view-detail")).to_have_class("detail is-old")
    expect(page.locator(".block-ledger")).to_be_visible()
    page.unroute("**/_dash-update-component")
    settled(page, "transition")
    expect(page.locator("#trouble")).to_be_hidden()
    cockpit.shows("ZAF", 2035, {**SETTINGS, "renewable-share-2035": 30})


def test_behind_the_ranges_stands_a_panel_that_leads_to_the_assumptions(
    page: Page, conduct: Conduct, base_url: str, assert_accessible: Callable[..., None]
) -> None:
    Cockpit(page, base_url).open(query("ZAF", PATHWAYS, active=2))
    expect(page.locator("#sure-more")).to_be_hidden()
    page.locator("#sure").click()
    expect(page.locator("#sure-more")).to_be_visible(timeout=15_000)
    page.locator("#sure-more").focus()
    page.keyboard.press("Enter")
    panel = page.locator("#sure-panel")
    expect(panel).to_be_visible()
    expect(panel.locator(".sure-section")).to_have_count(3)
    expect(panel).to_contain_text("every source")
    assert_accessible(page)
    panel.locator("button", has_text="Change assumptions").click()
    expect(panel).to_be_hidden()
    expect(page.locator("dialog[open]")).to_contain_text("Jobs a megawatt")
    conduct.assert_clean()
