"""A moved lever changes the number on screen to what the model says: by mouse, by keyboard, by typing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from model.economy import FIRST_YEAR
from model.load import available
from tests.browser.cockpit import Cockpit, expected, levers, query, run
from tests.browser.conftest import Conduct


@pytest.fixture
def cockpit(page: Page, base_url: str) -> Cockpit:
    return Cockpit(page, base_url)


def test_a_drag_changes_the_number_while_it_moves_and_ends_on_the_models(
    cockpit: Cockpit, conduct: Conduct
) -> None:
    cockpit.open(query("ZAF", {"Mine": {}}))
    cockpit.shows("ZAF", 2035, {})
    held = cockpit.grab("coal-exit-year", 0.5)
    assert 2028 < held < 2060
    # Not let go yet: the numbers are there already, to the last job.
    expect(cockpit.net).to_have_attribute("data-exact", expected("ZAF", 2035, {"coal-exit-year": held}).exact)
    cockpit.release()
    cockpit.shows("ZAF", 2035, {"coal-exit-year": held})
    expect(cockpit.box("coal-exit-year")).to_have_value(f"{held:g}")
    conduct.assert_clean()


def test_a_drag_in_thailand_ends_on_the_models_number(cockpit: Cockpit, conduct: Conduct) -> None:
    cockpit.open(query("THA", {"Mine": {}}, year=2040))
    held = cockpit.grab("renewable-share-2035", 0.7)
    cockpit.release()
    cockpit.shows("THA", 2040, {"renewable-share-2035": held})
    conduct.assert_clean()


def test_arrow_keys_move_a_lever_by_its_step(cockpit: Cockpit, conduct: Conduct) -> None:
    cockpit.open(query("ZAF", {"Mine": {}}))
    control = cockpit.range("coal-exit-year")
    control.focus()
    for _ in range(5):
        control.press("ArrowLeft")
    cockpit.shows("ZAF", 2035, {"coal-exit-year": 2055})
    control.press("Home")
    cockpit.shows("ZAF", 2035, {"coal-exit-year": 2028})
    control.press("End")
    cockpit.shows("ZAF", 2035, {})
    conduct.assert_clean()


def test_the_number_box_sets_a_lever_and_is_held_to_its_range(cockpit: Cockpit, conduct: Conduct) -> None:
    cockpit.open(query("ZAF", {"Mine": {}}))
    cockpit.set("renewable-share-2035", 60)
    cockpit.shows("ZAF", 2035, {"renewable-share-2035": 60})
    expect(cockpit.range("renewable-share-2035")).to_have_value("60")
    cockpit.set("renewable-share-2035", 900)
    cockpit.shows("ZAF", 2035, {"renewable-share-2035": 100})
    expect(cockpit.box("renewable-share-2035")).to_have_value("100")
    cockpit.set("coal-exports-2050", 30)
    cockpit.shows("ZAF", 2035, {"renewable-share-2035": 100, "coal-exports-2050": 30})
    conduct.assert_clean()


def test_every_lever_of_the_country_is_there_or_says_why_not(cockpit: Cockpit, conduct: Conduct) -> None:
    without = {
        iso3: {lever.why_not for lever in levers(iso3).values() if not lever.applies} for iso3 in available()
    }
    no_coal = [iso3 for iso3 in available() if not levers(iso3)["coal-exit-year"].applies]
    assert without["THA"], "Thailand sells no coal abroad"
    for iso3 in ["THA", *no_coal[:1]]:
        cockpit.open(f"country={iso3}&lang=en")
        for lever in levers(iso3).values():
            expect(cockpit.page.locator(f"#lever-{lever.id}")).to_have_count(1 if lever.applies else 0)
            if not lever.applies:
                said = cockpit.page.locator(".lever-absent", has_text=lever.label)
                expect(said).to_contain_text(lever.why_not)
    conduct.assert_clean()


def test_a_lever_explains_itself_and_goes_back_to_its_default(cockpit: Cockpit, conduct: Conduct) -> None:
    cockpit.open(query("ZAF", {"Mine": {"coal-exit-year": 2035}}))
    row = cockpit.page.locator("[data-lever=coal-exit-year]")
    row.locator(".lever-info").click()
    lever = levers("ZAF")["coal-exit-year"]
    expect(row.locator(".lever-about")).to_contain_text(lever.description)
    expect(row.locator(".lever-about")).to_contain_text(lever.source)
    row.locator(".lever-default").click()
    cockpit.shows("ZAF", 2035, {})
    conduct.assert_clean()


def test_the_year_moves_every_figure(cockpit: Cockpit, conduct: Conduct) -> None:
    settings = {"coal-exit-year": 2035.0, "renewable-share-2050": 90.0}
    cockpit.open(query("ZAF", {"Mine": settings}, year=2030))
    cockpit.shows("ZAF", 2030, settings)
    year = cockpit.page.locator("#year")
    year.focus()
    for _ in range(10):
        year.press("ArrowRight")
    cockpit.shows("ZAF", 2040, settings)
    expect(cockpit.page.locator("#year-words")).to_have_text("2040")
    result, at = run("ZAF", settings), 2040 - FIRST_YEAR
    for figure, number in {
        "emissions": result.emissions[at] - result.emissions_baseline[at],
        "gdp": result.gdp[at] - result.gdp_baseline[at],
        "cost": result.public_cost[at],
    }.items():
        shown = cockpit.page.locator(f"#figure-{figure}").get_attribute("data-exact")
        assert float(shown or "nan") == pytest.approx(number, abs=0.06), figure
    conduct.assert_clean()


def test_jobs_that_nobody_can_fill_are_said_in_thailand(cockpit: Cockpit, conduct: Conduct) -> None:
    settings = {
        "coal-exit-year": 2030.0,
        "renewable-share-2035": 100.0,
        "renewable-share-2050": 100.0,
        "grants-share": 100.0,
    }
    result = run("THA", settings)
    at = int(result.jobs_unfilled.argmax())
    unfilled = float(result.jobs_unfilled[at])
    assert unfilled > 1_000, "Thailand has about 1 % unemployment: a rush to build finds too few people"
    cockpit.open(query("THA", {"Rush": settings}, year=FIRST_YEAR + at))
    expect(cockpit.page.locator("#figure-unfilled")).to_have_attribute("data-exact", str(round(unfilled)))
    expect(cockpit.page.locator("#second")).to_contain_text("find nobody to fill them")
    conduct.assert_clean()


def test_the_tables_behind_the_charts_hold_the_models_numbers(cockpit: Cockpit, conduct: Conduct) -> None:
    settings = {"coal-exit-year": 2035.0}
    cockpit.open(query("ZAF", {"Mine": settings}))
    cockpit.shows("ZAF", 2035, settings)
    cockpit.page.locator("#table-button-regions").click()
    result, at = run("ZAF", settings), 2035 - FIRST_YEAR
    position = result.economy.regions.index("ZA-MP")
    change = round(float(result.employment_change(by=("region",))[at, position]))
    assert change < 0
    row = cockpit.page.locator("#table-regions tr", has_text="Mpumalanga")
    expect(row.locator("td").first).to_have_text(f"{change:,}".replace("-", "\u2212"))
    cockpit.page.locator("#table-button-jobs").click()
    row = cockpit.page.locator("#table-jobs tr", has=cockpit.page.get_by_role("rowheader", name="2035"))
    expect(row.locator("td").first).to_have_text(f"{round(float(result.net[at])):+,}".replace("-", "\u2212"))
    conduct.assert_clean()
