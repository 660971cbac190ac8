"""`python -m benchmarks soak [--moves N]`: many lever moves on the real page; do the browser's heap and the server's memory stay flat?

A workshop drags levers all day on one page, served by one process. The page is moved through the levers of the first
screen, view after view; every few moves the lever is let go, so that undo, address and full redraws are part of it. At the
start, after each tenth and at the end the page returns to the overview, garbage is collected, and the sizes are read.
"""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import CDPSession, Page, sync_playwright

from benchmarks.browser import VIEW
from benchmarks.serving import serving
from dashboard.views.ids import VIEWS
from tests.browser.support import HOW_TO_GET_ONE, LAUNCH_ARGUMENTS, find_chromium

MOVES, TENTHS, IN_A_VIEW, UNTIL_RELEASE = 10_000, 10, 50, 5
GROWTH = 0.05
"""share of its level by which a size may grow over as many moves again, after the warm-up"""
WARM_UP = 0.3
"""share of the moves in which caches and histories may fill"""
PEOPLE_WAIT_MS = 60_000
COUNTRY = "ZAF"

# Moves levers one after the other; the next one waits until the last is painted. Every few moves the hand lets go.
DRIVE = """
async ({ moves, release }) => {
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const painted = () => document.body.dataset.painted;
  const idle = async () => {
    while (!window.cockpit.gate.idle() || !window.cockpit.detail.idle()) await frame();
  };
  let made = 0;
  for (const [lever, share] of moves) {
    const control = document.getElementById("lever-" + lever);
    const [low, high] = [Number(control.min), Number(control.max)];
    const before = control.value;
    setter.call(control, String(low + share * (high - low)));
    if (control.value === before) setter.call(control, String(share < 0.5 ? high : low));
    const seen = painted();
    control.dispatchEvent(new Event("input", { bubbles: true }));
    while (painted() === seen) await frame();
    made += 1;
    if (made % release === 0) {
      control.dispatchEvent(new Event("change", { bubbles: true }));
      await new Promise((done) => setTimeout(done, 60));
      await idle();
    }
  }
  await idle();
}
"""


@dataclass(frozen=True)
class Sizes:
    """What is held after so many moves."""

    moves: int
    heap: float
    """MB of the page's JavaScript"""
    nodes: float
    """nodes of the document and what scripts still hold of it"""
    listeners: float
    server: float
    """MB resident, the server and its children"""

    def __str__(self) -> str:
        return f"{self.moves:>8,} {self.heap:>10.1f} {self.nodes:>10,.0f} {self.listeners:>10,.0f} {self.server:>12.1f}"


def resident_mb(pid: int) -> float:
    """Return the resident memory of a process and of its children, MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    own = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) / 1024
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return own + sum(resident_mb(int(child)) for child in children)


def sizes(page: Page, devtools: CDPSession, pid: int, moves: int) -> Sizes:
    """Return the page to the overview, collect garbage and read."""
    show(page, VIEWS[0])
    for _ in range(2):
        devtools.send("HeapProfiler.collectGarbage")
    read = {one["name"]: one["value"] for one in devtools.send("Performance.getMetrics")["metrics"]}
    return Sizes(
        moves, read["JSHeapUsedSize"] / 2**20, read["Nodes"], read["JSEventListeners"], resident_mb(pid)
    )


def show(page: Page, view: str) -> None:
    """Choose a view and wait until it is there."""
    page.locator(f"#view-button-{view}").click()
    if view != VIEWS[0]:
        page.wait_for_selector(f"#view-detail[data-shows={view}][aria-busy=false]", timeout=PEOPLE_WAIT_MS)
    page.wait_for_function("() => window.cockpit.gate.idle() && window.cockpit.detail.idle()")


def drive(page: Page, moves: int, dice: random.Random, levers: list[str], view: str) -> None:
    """Move levers in a view: each of them a few steps in a row, as a hand does."""
    show(page, view)
    hands = [dice.choice(levers) for _ in range(moves // UNTIL_RELEASE + 1)]
    steps = [[hands[at // UNTIL_RELEASE], round(dice.random(), 3)] for at in range(moves)]
    page.evaluate(DRIVE, {"moves": steps, "release": UNTIL_RELEASE})


def growth(points: list[tuple[float, float]], over: float) -> float:
    """Return by what share of its level a size grows over so many moves, by a straight line through the points.

    >>> growth([(0, 100), (10, 110), (20, 120)], 10)
    0.0909...
    """
    slope, _ = statistics.linear_regression([at for at, _ in points], [size for _, size in points])
    return slope * over / statistics.fmean(size for _, size in points)


def verdicts(found: list[Sizes]) -> Iterable[str]:
    """Say of each size whether it is flat once warm."""
    whole = found[-1].moves
    warm = [one for one in found if one.moves >= WARM_UP * whole]
    for name in ("heap", "nodes", "listeners", "server"):
        share = growth([(one.moves, getattr(one, name)) for one in warm], whole)
        verdict = "flat" if share <= GROWTH else "GROWS"
        yield f"{name:<10} {verdict:<6} {100 * share:+.1f} % in {whole:,} moves, once warm (at most {100 * GROWTH:.0f} %)"


def soak(moves: int, say: Callable[[str], None] = print) -> list[Sizes]:
    """Drive the page; print the sizes at the start, each tenth and the end, and the verdicts."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit(f"The page needs a Chromium, and none was found. {HOW_TO_GET_ONE}")
    dice = random.Random(2050)
    found: list[Sizes] = []
    with sync_playwright() as playwright, serving() as app:
        browser = playwright.chromium.launch(executable_path=chromium, args=LAUNCH_ARGUMENTS)
        page = browser.new_page(viewport=VIEW)
        page.set_default_timeout(PEOPLE_WAIT_MS)
        page.goto(f"{app.url}/?country={COUNTRY}&lang=en")
        page.wait_for_selector("body.is-ready", state="attached")
        levers: list[str] = page.eval_on_selector_all(
            ".lever-range[id^='lever-']",
            "(all) => all.filter((one) => one.offsetWidth).map((one) => one.id.slice(6))",
        )
        # Three sources of money together may not pay for more than all: one of them is enough here.
        levers = [lever for lever in levers if lever not in {"loans-share", "budget-share"}]
        devtools = page.context.new_cdp_session(page)
        devtools.send("Performance.enable")
        pid = app.pid
        say(f"{'moves':>8} {'heap MB':>10} {'nodes':>10} {'listeners':>10} {'server MB':>12}")
        start, made, chunk = time.perf_counter(), 0, 0
        for tenth in range(TENTHS + 1):
            while made < moves * tenth // TENTHS:
                some = min(IN_A_VIEW, moves * tenth // TENTHS - made)
                drive(page, some, dice, levers, VIEWS[chunk % len(VIEWS)])
                made, chunk = made + some, chunk + 1
            found.append(sizes(page, devtools, pid, made))
            say(str(found[-1]))
        browser.close()
    for line in verdicts(found):
        say(line)
    say(f"{moves:,} moves in {time.perf_counter() - start:,.0f} s.")
    return found
