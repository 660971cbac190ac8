"""The screen as a person uses it, and the model as the judge of what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import quote_plus

from playwright.sync_api import Locator, Page, expect

from dashboard.text import text_for
from dashboard.text.numbers import sensible_unit, to_unit
from model.economy import FIRST_YEAR, Economy
from model.levers import load_levers
from model.load import load_economy
from model.pathway import Pathway
from model.run import simulate
from model.world import default_world

DRAWN = "body.is-ready"
THUMB = 8.0
"""pixels from the end of a range to the middle of its thumb; a drag need not hit it exactly"""


@cache
def economy(iso3: str) -> Economy:
    return load_economy(iso3)


@cache
def levers(iso3: str) -> Mapping[str, Any]:
    return load_levers(economy(iso3))


def run(iso3: str, settings: Mapping[str, float]) -> Any:
    """Run the model on a pathway, as the test's own judge."""
    moved = {name: value for name, value in settings.items() if value != levers(iso3)[name].default}
    return simulate(economy(iso3), default_world(economy(iso3)), Pathway("judge", moved))


@dataclass(frozen=True)
class Expected:
    """What the screen must show of one run in one year."""

    exact: str
    printed: str
    created: str
    lost: str


def expected(iso3: str, year: int, settings: Mapping[str, float], language: str = "en") -> Expected:
    """Return net jobs to the last job, and net, created and lost as they are printed in a language."""
    result, numbers, at = run(iso3, settings), text_for(language).numbers, year - FIRST_YEAR
    unit = sensible_unit(result.created[at], result.lost[at])
    created, lost = to_unit(result.created[at], unit), to_unit(result.lost[at], unit)
    return Expected(
        exact=str(round(float(result.net[at]))),
        printed=numbers.signed(created - lost),
        created=numbers.whole(created),
        lost=numbers.whole(lost),
    )


def query(
    iso3: str,
    pathways: Mapping[str, Mapping[str, float]],
    year: int = 2035,
    language: str = "en",
    active: int = 1,
) -> str:
    """Return an address, written by hand so that the app's own writer is not its judge."""
    parts = [f"country={iso3}", f"lang={language}", f"year={year}", f"active={active}"]
    for number, (name, settings) in enumerate(pathways.items(), start=1):
        parts.append(f"p{number}={quote_plus(name)}")
        if settings:
            parts.append(f"l{number}=" + ",".join(f"{lever}:{value:g}" for lever, value in settings.items()))
    return "&".join(parts)


class Cockpit:
    """One page with the dashboard on it."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url

    def open(self, address: str = "") -> Cockpit:
        """Go to an address and wait until every chart is drawn."""
        self.page.goto(f"{self.url}/?{address}" if address else f"{self.url}/")
        self.ready()
        return self

    def ready(self) -> None:
        expect(self.page.locator(DRAWN)).to_be_attached(timeout=20_000)

    @property
    def net(self) -> Locator:
        return self.page.locator("#figure-jobs")

    def shows(self, iso3: str, year: int, settings: Mapping[str, float], language: str = "en") -> None:
        """Wait until the net jobs on screen are the model's, exactly and as printed, with created and lost beside."""
        wanted = expected(iso3, year, settings, language)
        expect(self.net).to_have_attribute("data-exact", wanted.exact)
        expect(self.net).to_have_text(wanted.printed)
        beside = text_for(language)(
            "{created} created, {lost} lost", created=wanted.created, lost=wanted.lost
        )
        expect(self.page.locator("#beside-jobs")).to_have_text(beside)

    def range(self, lever: str) -> Locator:
        """Return a lever's range, its drawer opened where it is in one."""
        found = self.page.locator(f"#lever-{lever}")
        if not found.is_visible():
            self.page.locator(".lever-drawer > summary").first.click()
        found.scroll_into_view_if_needed()
        return found

    def box(self, lever: str) -> Locator:
        self.range(lever)
        return self.page.locator(f"#value-{lever}")

    def set(self, lever: str, value: float) -> None:
        """Type a value into a lever's number box."""
        box = self.box(lever)
        box.fill(f"{value:g}")
        box.press("Enter")

    def grab(self, lever: str, to: float, steps: int = 12) -> float:
        """Press the mouse on a lever's thumb and pull it to a share of its width, not letting go; return the value."""
        control = self.range(lever)
        place = control.bounding_box()
        assert place is not None
        low, high, now = (float(control.evaluate(f"(one) => one.{part}")) for part in ("min", "max", "value"))
        at = (now - low) / (high - low)
        middle = place["y"] + place["height"] / 2
        room = place["width"] - 2 * THUMB

        def x(share: float) -> float:
            assert place is not None
            return place["x"] + THUMB + share * room

        self.page.mouse.move(x(at), middle)
        self.page.mouse.down()
        self.page.mouse.move(x(to), middle, steps=steps)
        return float(control.input_value())

    def release(self) -> None:
        self.page.mouse.up()

    def names(self) -> Locator:
        return self.page.locator("#pathway-chips .chip-name")

    def add_blank(self) -> None:
        self.page.locator("#pathway-add").click()
        self.page.locator(".menu .menu-entry").first.click()

    def menu(self) -> None:
        """Open the menu of the chosen pathway."""
        self.page.locator("#pathway-chips [data-menu]").click()

    def rename(self, name: str) -> None:
        self.menu()
        field = self.page.locator(".menu input[type=text]")
        field.fill(name)
        field.press("Enter")

    def choose(self, position: int) -> None:
        self.page.locator(f"#pathway-chips [data-choose='{position}']").click()

    def is_at_rest(self) -> None:
        """Wait until nothing is asked and the address is written."""
        self.page.evaluate(
            """() => new Promise((done) => {
                const look = () => window.cockpit.gate.idle() ? done() : requestAnimationFrame(look);
                look();
            })"""
        )

    def width_beyond(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        return int(
            self.page.evaluate(
                "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
            )
        )
