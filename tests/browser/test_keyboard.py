"""The official's story without a mouse: Tab, arrows, Enter and typing, from the address to what helps those who lose."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from dashboard.text import text_for
from tests.browser.cockpit import Cockpit, query
from tests.browser.conftest import Conduct
from tests.browser.test_stories import NAME, YEAR, ledger
from tests.browser.test_views import settled

MOST_TABS = 130
"""levers, charts and links of one screen; nobody is asked to press more"""

# Whether the control with the focus can be seen to have it: an outline, a border or a shadow that it has not otherwise.
SEEN = """
() => {
  const one = document.activeElement;
  if (!one.matches(":focus-visible")) return false;
  const look = () => {
    const style = getComputedStyle(one);
    return [style.outlineStyle === "none" ? "" : style.outline, style.boxShadow, style.borderColor, style.backgroundColor].join("|");
  };
  const focused = look();
  one.blur();
  const plain = look();
  one.focus({ focusVisible: true, preventScroll: true });
  return focused !== plain;
}
"""


class Hands:
    """Two hands on the keys."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def at(self) -> str:
        return str(self.page.evaluate("() => document.activeElement.id"))

    def tab_to(self, id_: str, backwards: bool = False) -> None:
        """Press Tab until a control has the focus; it can be seen that it has it."""
        for _ in range(MOST_TABS):
            self.press("Shift+Tab" if backwards else "Tab")
            if self.at() == id_:
                assert self.page.evaluate(SEEN), f"the focus on {id_} cannot be seen"
                return
        pytest.fail(f"{id_} is not reached by Tab")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_officials_story_by_keyboard_alone(
    page: Page, conduct: Conduct, base_url: str, language: str
) -> None:
    t = text_for(language)
    cockpit = Cockpit(page, base_url).open(query("ZAF", {NAME: {}}, language=language))
    hands = Hands(page)
    earlier = "ArrowRight" if t.language.direction == "rtl" else "ArrowLeft"
    later = "ArrowLeft" if t.language.direction == "rtl" else "ArrowRight"

    # To the first lever; the year of the exit is typed, and moved by the arrows of its slider.
    hands.tab_to("value-coal-exit-year")
    page.keyboard.type(f"{YEAR}")
    hands.press("Enter")
    cockpit.shows("ZAF", YEAR, {"coal-exit-year": YEAR}, language)
    hands.tab_to("lever-coal-exit-year")
    hands.press(later)
    cockpit.shows("ZAF", YEAR, {"coal-exit-year": YEAR + 1}, language)
    hands.press(earlier)
    settings = {"coal-exit-year": float(YEAR)}
    cockpit.shows("ZAF", YEAR, settings, language)

    # Past the finding to the row of views, along it by the arrows, and into the view.
    hands.tab_to("view-button-overview")
    for _ in range(5):
        hands.press(later)
    assert hands.at() == "view-button-transition"
    hands.press("Enter")
    settled(page, "transition")

    def reads() -> None:
        book, whole = ledger(settings), t.numbers.whole
        sentence = t(
            "Of {displaced} people whose job goes by {year}, {left} are left out",
            displaced=whole(book.displaced), year=t.numbers.year(YEAR), left=whole(book.left),
        )  # fmt: skip
        expect(page.locator(".block-ledger .chart-title")).to_have_text(sentence, timeout=15_000)

    reads()
    # Back to what helps: the end of each slider.
    for lever in ("retraining-coverage", "siting-share", "grants-share"):
        hands.tab_to(f"lever-{lever}", backwards=True)
        hands.press("End")
        settings[lever] = 100.0
    cockpit.shows("ZAF", YEAR, settings, language)
    reads()

    # Undone and done again, and the table behind the finding opened.
    hands.press("Control+z")
    cockpit.shows("ZAF", YEAR, {**settings, "grants-share": 0.0}, language)
    hands.press("Control+y")
    cockpit.shows("ZAF", YEAR, settings, language)
    reads()
    page.locator(".block-ledger summary").evaluate("(one) => { one.id = 'ledger-table'; }")
    hands.tab_to("ledger-table")
    hands.press("Enter")
    expect(page.locator(".block-ledger .block-table table")).to_be_visible()
    conduct.assert_clean()
