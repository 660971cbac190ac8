"""Spending programmes are made and edited where every figure is seen; the model is the judge of what it shows."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from model.economy import FIRST_YEAR
from model.pathway import Pathway, Programme
from model.run import simulate
from model.world import default_world
from tests.browser.cockpit import Cockpit, economy, query
from tests.browser.conftest import Conduct


@pytest.fixture
def cockpit(page: Page, base_url: str) -> Cockpit:
    return Cockpit(page, base_url)


def net_of(iso3: str, year: int, *programmes: Programme) -> str:
    """Return net jobs of a pathway of programmes alone, to the last job."""
    result = simulate(economy(iso3), default_world(economy(iso3)), Pathway("judge", {}, programmes))
    return str(round(float(result.net[year - FIRST_YEAR])))


def field(cockpit: Cockpit, name: str, at: int = 0) -> Locator:
    return cockpit.page.locator(f"#programme-{at}-{name}")


def wrong(cockpit: Cockpit, name: str) -> Locator:
    return cockpit.page.locator(f"#programme-0-{name}-wrong")


def test_a_programme_moves_every_figure_while_it_is_edited(
    cockpit: Cockpit, conduct: Conduct, assert_accessible: Callable[..., None]
) -> None:
    page = cockpit.page
    cockpit.open(query("ZAF", {"Mine": {}}, year=2030))
    page.locator("#programmes-open").click()
    page.locator("#programmes-add").click()
    net = cockpit.net
    expect(net).to_have_attribute(
        "data-exact", net_of("ZAF", 2030, Programme("construction", 100, 2026, 2035, "budget"))
    )
    field(cockpit, "name").fill("Warm schools, 50% & more")
    field(cockpit, "amount").fill("1,250.5")
    field(cockpit, "source").select_option("grants")
    field(cockpit, "target").select_option("s:public-services")
    wanted = net_of("ZAF", 2030, Programme("public-services", 1250.5, 2026, 2035, "grants"))
    expect(net).to_have_attribute("data-exact", wanted)
    expect(page.locator("#programmes-open")).to_have_text("Programmes: 1")
    assert_accessible(page)
    # In the link, to the last job.
    expect(page).to_have_url(re.compile("public-services~~1250.5~2026~2035~~~~grants~Warm"))
    page.goto(page.url)
    cockpit.ready()
    expect(net).to_have_attribute("data-exact", wanted)
    page.locator("#programmes-open").click()
    expect(page.locator(".programme-name")).to_have_text("Warm schools, 50% & more")
    expect(page.locator(".programme-summary")).to_contain_text("US$ 1,250.5 million a year")
    page.keyboard.press("Escape")
    expect(page.locator("#programmes-open")).to_be_focused()
    expect(page.locator("#lever-coal-exit-year")).to_be_visible()
    conduct.assert_clean()


def test_what_cannot_be_is_said_at_its_field_and_changes_nothing(cockpit: Cockpit, conduct: Conduct) -> None:
    cockpit.open(query("ZAF", {"Mine": {}}, year=2030, language="ru"))
    cockpit.page.locator("#programmes-open").click()
    cockpit.page.locator("#programmes-add").click()
    field(cockpit, "amount").fill("250,5")
    wanted = net_of("ZAF", 2030, Programme("construction", 250.5, 2026, 2035, "budget"))
    expect(cockpit.net).to_have_attribute("data-exact", wanted)
    for name, given in {"amount": "a lot", "local_content": "120", "name": "  "}.items():
        field(cockpit, name).fill(given)
        expect(wrong(cockpit, name)).not_to_be_empty()
        expect(field(cockpit, name)).to_have_attribute("aria-invalid", "true")
    field(cockpit, "last").select_option("2024")
    expect(wrong(cockpit, "last")).not_to_be_empty()
    cockpit.is_at_rest()
    expect(cockpit.net).to_have_attribute("data-exact", wanted)
    field(cockpit, "last").select_option("2030")
    expect(wrong(cockpit, "last")).to_be_empty()
    conduct.assert_clean()


def test_programmes_are_copied_paid_to_people_deleted_and_brought_back(
    cockpit: Cockpit, conduct: Conduct
) -> None:
    page = cockpit.page
    first = Programme("construction", 100, 2026, 2035, "budget")
    cockpit.open(query("ZAF", {"Mine": {}}, year=2030))
    page.locator("#programmes-open").click()
    page.locator("#programmes-add").click()
    page.get_by_role("button", name="Duplicate").click()
    expect(page.locator(".programme-name")).to_have_text(["Programme 1", "Programme 1 (copy)"])
    expect(cockpit.net).to_have_attribute("data-exact", net_of("ZAF", 2030, first, first))
    # What is paid to people buys nothing from a sector.
    page.locator("#programme-1-kind").select_option("transfer")
    expect(page.locator("#programme-1-target")).to_have_count(0)
    expect(page.locator("#programme-1-local_content")).to_have_count(0)
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".programme-name")).to_have_text(["Programme 1"])
    expect(cockpit.net).to_have_attribute("data-exact", net_of("ZAF", 2030, first))
    for _ in range(2):
        page.locator("#undo").click()
    expect(page.locator(".programme-name")).to_have_text(["Programme 1", "Programme 1 (copy)"])
    expect(cockpit.net).to_have_attribute("data-exact", net_of("ZAF", 2030, first, first))
    conduct.assert_clean()
