"""A pathway compared with another one: the model is the judge of sign, size and words."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from model.economy import FIRST_YEAR
from tests.browser.cockpit import Cockpit, query, run
from tests.browser.conftest import Conduct

PATHWAYS = {"Early": {"coal-exit-year": 2032.0}, "Late": {"coal-exit-year": 2045.0, "grants-share": 40.0}}
YEAR = 2038


@pytest.fixture
def cockpit(page: Page, base_url: str) -> Cockpit:
    return Cockpit(page, base_url)


def apart(year: int, one: dict[str, float], other: dict[str, float]) -> int:
    """Return by how many net jobs one pathway is above another."""
    at = year - FIRST_YEAR
    return round(float(run("ZAF", one).net[at] - run("ZAF", other).net[at]))


def compare_with(cockpit: Cockpit, name: str) -> None:
    cockpit.page.locator("#compare").click()
    cockpit.page.locator(".menu .menu-entry", has_text=name).first.click()


def test_finding_figures_and_chart_are_against_the_other_pathway(
    cockpit: Cockpit, conduct: Conduct, assert_accessible: Callable[..., None]
) -> None:
    page = cockpit.page
    cockpit.open(query("ZAF", PATHWAYS, year=YEAR, active=1))
    compare_with(cockpit, "Late")
    net = apart(YEAR, PATHWAYS["Early"], PATHWAYS["Late"])
    assert abs(net) > 1000
    expect(cockpit.net).to_have_attribute("data-exact", str(net))
    expect(page.locator("#finding")).to_contain_text(("more" if net > 0 else "fewer") + " jobs than Late")
    expect(page.locator("#finding bdi.of-1")).to_have_text("Late")
    for part in ("#subtitle-jobs", "#subtitle-sectors", "#subtitle-regions"):
        expect(page.locator(part)).to_contain_text(re.compile("against B.Late"))
    # A lever that moves is still against it.
    cockpit.set("coal-exit-year", 2036)
    expect(cockpit.net).to_have_attribute(
        "data-exact", str(apart(YEAR, {"coal-exit-year": 2036}, PATHWAYS["Late"]))
    )
    expect(page).to_have_url(re.compile("coal-exit-year:2036.*cmp=2"))
    assert_accessible(page)
    page.goto(page.url)
    cockpit.ready()
    expect(cockpit.net).to_have_attribute(
        "data-exact", str(apart(YEAR, {"coal-exit-year": 2036}, PATHWAYS["Late"]))
    )
    # The other one has nothing to be compared with but the baseline.
    cockpit.choose(1)
    cockpit.shows("ZAF", YEAR, PATHWAYS["Late"])
    cockpit.choose(0)
    compare_with(cockpit, "Baseline")
    cockpit.shows("ZAF", YEAR, {"coal-exit-year": 2036})
    conduct.assert_clean()
