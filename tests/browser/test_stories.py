"""Three people and what they came for, in English, French and Arabic, on the desk and on a phone; the model is the judge.

`STORY_PICTURES=folder` keeps pictures of the moments that matter, to be looked at.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote_plus

import numpy as np
import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from dashboard.text import text_for
from dashboard.text.numbers import apportion, sensible_unit
from dashboard.views.people_summary import STAGES
from model.economy import FIRST_YEAR
from tests.browser.cockpit import Cockpit, economy, query, run
from tests.browser.conftest import Conduct, watch
from tests.browser.test_views import settled

SIZES = {"desk": ViewportSize(width=1280, height=720), "phone": ViewportSize(width=390, height=844)}
LANGUAGES = ("en", "fr", "ar")
YEAR = 2035
AT = YEAR - FIRST_YEAR
NAME = "Vision 2035"

pytestmark = [pytest.mark.parametrize("language", LANGUAGES), pytest.mark.parametrize("size", SIZES)]


class Story:
    """One person at one screen."""

    def __init__(self, page: Page, url: str, size: str, language: str, title: str) -> None:
        self.page, self.size, self.language, self.title = page, size, language, title
        self.cockpit = Cockpit(page, url)
        self.conduct: Conduct = watch(page, url)
        self.t = text_for(language)

    @property
    def on_phone(self) -> bool:
        return self.size == "phone"

    def shows(self, settings: Mapping[str, float], year: int = YEAR) -> None:
        self.cockpit.shows("ZAF", year, settings, self.language)

    def set(self, **levers: float) -> None:
        """Type values into boxes of levers; on a phone and on the projector these are in a sheet."""
        self.sheet(True)
        for lever, value in levers.items():
            self.cockpit.set(lever.replace("_", "-"), value)
        self.sheet(False)

    def sheet(self, wanted: bool) -> None:
        if not self.page.locator("#levers-open").is_visible():
            return
        opened = re.compile(r"(^| )is-open( |$)")
        if wanted:
            self.page.locator("#levers-open").click()
            expect(self.page.locator("#levers")).to_have_class(opened)
        else:
            self.page.locator("#levers-close").click()
            expect(self.page.locator("#levers")).not_to_have_class(opened)

    def view(self, name: str) -> None:
        self.page.locator(f"#view-button-{name}").click()
        settled(self.page, name)

    def keep(self, moment: str) -> None:
        """Keep a picture where somebody wants to look; nothing may be wider than the window then."""
        assert self.cockpit.width_beyond() <= 0, moment
        folder = os.environ.get("STORY_PICTURES")
        if folder:
            Path(folder).mkdir(parents=True, exist_ok=True)
            name = f"{self.title}-{moment}-{self.language}-{self.size}.png"
            self.page.screenshot(path=Path(folder) / name, animations="disabled")


@pytest.fixture
def stage(browser: Browser, base_url: str, size: str, language: str) -> Iterator[Story]:
    """Return a page of the size asked for, in a browser of the reader's own language."""
    phone = size == "phone"
    context = browser.new_context(
        viewport=SIZES[size],
        locale={"en": "en-GB", "fr": "fr-FR", "ar": "ar-EG"}[language],
        is_mobile=phone,
        has_touch=phone,
        reduced_motion="reduce",
        base_url=base_url,
    )
    yield Story(context.new_page(), base_url, size, language, "")
    context.close()


def worst_region(settings: Mapping[str, float]) -> tuple[str, float]:
    """Return the region that loses the largest share of its jobs, and that share in percent."""
    result = run("ZAF", settings)
    change = result.employment_change(by=("region",))[AT]
    level = result.employment(by=("region",))[AT] - change
    worst = int(np.argmin(change / level))
    return result.economy.regions[worst], float(-100 * change[worst] / level[worst])


@dataclass(frozen=True)
class Ledger:
    """People whose job goes up to the year: displaced and left out as the screen rounds them, left out to the last one."""

    displaced: int
    left: int
    exact: float


def ledger(settings: Mapping[str, float], year: int = YEAR) -> Ledger:
    """Return what the model says becomes of the displaced up to a year."""
    upto = year - FIRST_YEAR + 1
    book = run("ZAF", settings).people.ledger
    cells = np.array([np.asarray(book.by(stage, ("sex",)))[:upto].sum(axis=0) for stage in STAGES])
    unit = sensible_unit(float(cells.sum()))
    women, men = (apportion(cells[:, sex].tolist(), unit) for sex in (0, 1))
    return Ledger(sum(women) + sum(men), women[-1] + men[-1], float(cells[-1].sum()))


def test_an_official_finds_who_loses_from_a_coal_exit_and_what_helps_them(
    stage: Story, size: str, language: str
) -> None:
    stage.title = "official"
    page, t = stage.page, stage.t
    stage.cockpit.open(query("ZAF", {NAME: {}}, language=language))
    stage.shows({})
    # The exit year is pulled first, then set to the year that was announced.
    if not stage.on_phone:
        held = stage.cockpit.grab("coal-exit-year", 0.3)
        stage.cockpit.release()
        stage.shows({"coal-exit-year": held})
    exit_alone = {"coal-exit-year": float(YEAR)}
    stage.set(coal_exit_year=YEAR)
    stage.shows(exit_alone)

    code, share = worst_region(exit_alone)
    assert share > 1, "somebody loses"
    region = t.region(dict(economy("ZAF").region_names[code]), code)
    hit = t("{region} loses most: {rate} in every 100 jobs.", region=region, rate=t.numbers.decimal(share, 1))
    expect(page.locator("#second")).to_contain_text(hit)
    expect(page.locator("#second .region-name").first).to_have_text(region)
    expect(page.locator("#title-regions")).to_contain_text(region)
    stage.keep("1-who-loses")

    stage.view("transition")
    title = page.locator(".block-ledger .chart-title")

    def reads(settings: Mapping[str, float]) -> Ledger:
        """Wait until the ledger on screen is the model's."""
        wanted = ledger(settings)
        whole = t.numbers.whole
        sentence = t(
            "Of {displaced} people whose job goes by {year}, {left} are left out",
            displaced=whole(wanted.displaced), year=t.numbers.year(YEAR), left=whole(wanted.left),
        )  # fmt: skip
        expect(title).to_have_text(sentence, timeout=15_000)
        return wanted

    books = [reads(exit_alone)]
    stage.keep("2-left-out")
    helped = dict(exit_alone)
    for lever in ("retraining-coverage", "siting-share", "grants-share"):
        helped[lever] = 100.0
        stage.set(**{lever: 100})
        books.append(reads(helped))
    for without, with_it in pairwise(books):
        assert with_it.exact < without.exact, "each measure helps somebody"
    assert books[-1].left < books[0].left, "and all of them together so many that it is seen"
    stage.shows(helped)
    stage.keep("3-what-helps")
    stage.conduct.assert_clean()


def test_a_trainer_shows_four_pathways_and_replays_the_last_change(
    stage: Story, size: str, language: str
) -> None:
    stage.title = "trainer"
    page, cockpit, t = stage.page, stage.cockpit, stage.t
    pathways: dict[str, dict[str, float]] = {
        "A-2050": {"coal-exit-year": 2050.0},
        "B-2040": {"coal-exit-year": 2040.0, "renewable-share-2035": 50.0},
        "C-2035": {"coal-exit-year": 2035.0, "grants-share": 60.0},
        "D-2030": {"coal-exit-year": 2030.0, "grants-share": 60.0, "local-content": 20.0},
    }
    cockpit.open(query("ZAF", pathways, language=language, active=3))
    stage.shows(pathways["C-2035"])
    page.locator("#display").click()
    page.locator(".menu .menu-entry", has_text=t("Projector")).click()
    expect(page.locator("html")).to_have_attribute("data-theme", "projector")
    for slot, (name, settings) in enumerate(pathways.items()):
        cockpit.choose(slot)
        stage.shows(settings)
        expect(cockpit.names().nth(slot)).to_have_text(name)
        expect(page.locator("#labels-jobs")).to_contain_text(name)
    stage.keep("1-four")

    # The year is scrubbed to the end of the decade after.
    year = page.locator("#year")
    year.focus()
    back, on = ("ArrowRight", "ArrowLeft") if t.language.direction == "rtl" else ("ArrowLeft", "ArrowRight")
    for _ in range(4):
        year.press(on)
    stage.shows(pathways["D-2030"], 2039)
    year.press(back)
    stage.shows(pathways["D-2030"], 2038)

    changed = {**pathways["D-2030"], "coal-exit-year": 2036.0}
    stage.set(coal_exit_year=2036)
    stage.shows(changed, 2038)
    cockpit.is_at_rest()
    before = page.evaluate("() => JSON.stringify(window.cockpit.state.get())")
    stage.sheet(True)
    page.locator("#replay").click()
    expect(page.locator("#replay-words")).to_be_visible()
    stage.shows(pathways["D-2030"], 2038)
    stage.keep("2-replay")
    expect(page.locator("#replay-words")).to_be_hidden()
    stage.shows(changed, 2038)
    stage.sheet(False)
    assert page.evaluate("() => JSON.stringify(window.cockpit.state.get())") == before

    # Against another one instead of the baseline.
    page.locator("#compare").click()
    page.locator(".menu .menu-entry", has_text="A-2050").click()
    at = 2038 - FIRST_YEAR
    apart = round(float(run("ZAF", changed).net[at] - run("ZAF", pathways["A-2050"]).net[at]))
    expect(cockpit.net).to_have_attribute("data-exact", str(apart))
    expect(page.locator("#finding")).to_contain_text("A-2050")
    stage.keep("3-compared")
    stage.conduct.assert_clean()


def test_a_reader_opens_a_link_tries_a_lever_and_returns_to_what_was_sent(
    stage: Story, size: str, language: str
) -> None:
    stage.title = "reader"
    page, cockpit, t = stage.page, stage.cockpit, stage.t
    sent = {"coal-exit-year": 2040.0, "renewable-share-2035": 55.0}
    note = {
        "en": "Look at Mpumalanga first",
        "fr": "Regardez d’abord Mpumalanga",
        "ar": "انظر إلى مبومالانغا أولا",
    }[language]
    cockpit.open(
        query("ZAF", {NAME: sent}, language=language)
        + f"&v=2&note={quote_plus(note)}&model=0.0.1&data=2020.01&net=-123456"
    )
    stage.shows(sent)
    expect(page.locator("#sent")).to_contain_text(note)
    expect(page.locator("#sent-back")).to_be_disabled()
    first = page.locator("#headlines").inner_text()
    stage.keep("1-opened")

    page.locator("#sent-show").click()
    panel = page.locator("#sent-panel")
    expect(panel.locator("tbody tr")).to_have_count(len(sent))
    expect(panel).to_contain_text(t.label("Coal exit year"))
    expect(panel).to_contain_text("0.0.1")
    now = round(float(run("ZAF", sent).net[AT]))
    assert now != -123456
    expect(panel.locator(".sent-difference")).to_contain_text(t.numbers.signed(-123_000))
    stage.keep("2-what-was-sent")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()

    stage.set(coal_exit_year=2031)
    stage.shows({**sent, "coal-exit-year": 2031.0})
    assert page.locator("#headlines").inner_text() != first
    expect(page.locator("#sent-back")).to_be_enabled()
    stage.keep("3-tried")

    page.locator("#sent-back").click()
    stage.shows(sent)
    expect(page.locator("#sent-back")).to_be_disabled()
    expect(page.locator("#headlines")).to_have_text(re.compile(".+", re.S))
    assert page.locator("#headlines").inner_text() == first
    stage.conduct.assert_clean()
