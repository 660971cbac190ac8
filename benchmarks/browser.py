"""The real first screen in Chromium: how soon a moved lever is on the screen, and how heavy the page is.

A move is what a hand does: the range gets a new value and fires `input`. Time runs from the event to the end of the
frame in which the last chart was painted. The page says by `data-painted` on its body that an answer has been drawn;
the frame after it is awaited, and the task after that frame. The floor (benchmarks/floor.py) is measured by the same
clock, in turns, in the same browser.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from benchmarks.budgets import Line
from benchmarks.floor import LEVER
from benchmarks.serving import FloorServer, serving
from benchmarks.timing import percentile
from tests.browser.support import HOW_TO_GET_ONE, LAUNCH_ARGUMENTS, AppServer, find_chromium

MOVES, TURNS, DRAG_MS, COLD_STARTS = 30, 4, 3_000, 5
VIEW = ViewportSize(width=1280, height=720)
NAMES = (
    "paint-median",
    "paint-p95",
    "drag-rate",
    "settle",
    "first-chart",
    "script-weight",
    "foreign-requests",
)

# `watched` changes when an answer is painted; the clock stops in the task after the next frame.
MOVE = """
async ({ range, watched, values, pause }) => {
  const control = document.querySelector(range);
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const afterFrame = () => new Promise((done) => requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now());
    channel.port2.postMessage(0);
  }));
  const times = [];
  for (const value of values) {
    const painted = new Promise((done, fail) => {
      const observer = new MutationObserver(() => { observer.disconnect(); done(performance.now()); });
      const what = watched === "body"
        ? { attributes: true, attributeFilter: ["data-painted"] }
        : { childList: true, characterData: true, subtree: true };
      observer.observe(document.querySelector(watched), what);
      setTimeout(() => fail(new Error("nothing was painted within 5 s of moving to " + value)), 5000);
    });
    performance.clearResourceTimings();
    const start = performance.now();
    setter.call(control, String(value));
    control.dispatchEvent(new Event("input", { bubbles: true }));
    const drawn = await painted;
    const end = await afterFrame();
    const asked = performance.getEntriesByType("resource").filter((one) => one.name.endsWith("_dash-update-component")).pop();
    times.push({
      whole: end - start,
      before: asked ? asked.startTime - start : 0,
      request: asked ? asked.responseEnd - asked.startTime : 0,
      draw: asked ? drawn - asked.responseEnd : 0,
      frame: end - drawn,
    });
    await new Promise((done) => setTimeout(done, pause + Math.random() * 16));
  }
  return times;
}
"""

DRAG = """
async ({ range, from, to, milliseconds }) => {
  const control = document.querySelector(range);
  const setter = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value").set;
  const paints = [];
  const observer = new MutationObserver(() => paints.push(performance.now()));
  observer.observe(document.body, { attributes: true, attributeFilter: ["data-painted"] });
  const start = performance.now();
  let last = null;
  await new Promise((done) => {
    const timer = setInterval(() => {
      const share = Math.min(1, (performance.now() - start) / milliseconds);
      const value = String(Math.round(from + (to - from) * share));
      if (value !== last) setter.call(control, value);
      last = value;
      control.dispatchEvent(new Event("input", { bubbles: true }));
      if (share === 1) { clearInterval(timer); done(); }
    }, 1000 / 60);
  });
  const released = performance.now();
  control.dispatchEvent(new Event("change", { bubbles: true }));
  const during = paints.filter((at) => at <= released).length / ((released - start) / 1000);
  let seen = -1;
  while (seen !== paints.length) {
    seen = paints.length;
    await new Promise((done) => setTimeout(done, 500));
  }
  observer.disconnect();
  const final = paints.filter((at) => at > released).pop() || released;
  const gaps = paints.slice(1).map((at, index) => at - paints[index]).sort((one, other) => one - other);
  return { rate: during, settle: final - released, longest: gaps[gaps.length - 1] || 0 };
}
"""

FIRST_CHART = """
window.firstChart = null;
new MutationObserver(function (_, observer) {
  if (!document.querySelector(".js-plotly-plot .js-line")) return;
  observer.disconnect();
  requestAnimationFrame(() => setTimeout(function () {
    window.firstChart = performance.now();
    document.body.dataset.firstChart = "drawn";
  }));
}).observe(document, { childList: true, subtree: true });
"""


def open_app(browser: Browser, server: AppServer, query: str) -> Page:
    """Return a page with the first screen, ready to be moved."""
    page = browser.new_page(viewport=VIEW)
    page.goto(f"{server.url}/?{query}")
    page.wait_for_selector("body.is-ready", state="attached", timeout=30_000)
    page.wait_for_load_state("networkidle")
    return page


def moves(page: Page, range_: str, watched: str, values: list[int]) -> list[dict[str, float]]:
    """Move a range through values, one after the other is painted; return the parts of each time in ms."""
    found: list[dict[str, float]] = page.evaluate(
        MOVE, {"range": range_, "watched": watched, "values": values, "pause": 60}
    )
    return found


def paint_lines(browser: Browser, app: AppServer, floor: AppServer) -> list[Line]:
    """Paint-median and paint-p95 against the floor, in turns, so that a busy machine is busy for both."""
    screen = open_app(browser, app, "country=ZAF")
    text = browser.new_page(viewport=VIEW)
    text.goto(floor.url)
    text.wait_for_selector("#range")
    # A page behind another gets no frames: each is brought to the front before it is measured.
    text.bring_to_front()
    moves(text, "#range", "#text", list(range(1, 9)))
    screen.bring_to_front()
    moves(screen, f"#lever-{LEVER}", "body", list(range(1, 9)))
    ours: list[dict[str, float]] = []
    bare: list[dict[str, float]] = []
    for turn in range(TURNS):
        # Every value once in an order that jumps, so that no answer is remembered and no move is small.
        values = [(11 + 37 * (turn * MOVES + at)) % 101 for at in range(MOVES)]
        text.bring_to_front()
        bare += moves(text, "#range", "#text", values)
        screen.bring_to_front()
        # Another exit year makes every run of this turn a new one, as it is for the floor.
        screen.evaluate(
            "(year) => window.cockpit && window.cockpit.state.setLever('coal-exit-year', year, 2060)",
            2036 + turn,
        )
        ours += moves(screen, f"#lever-{LEVER}", "body", values)
    screen.close()
    text.close()
    whole, least = [one["whole"] for one in ours], [one["whole"] for one in bare]
    parts = {
        name: statistics.median(one[name] for one in ours) for name in ("before", "request", "draw", "frame")
    }
    floors = {
        name: statistics.median(one[name] for one in bare) for name in ("before", "request", "draw", "frame")
    }
    where = [
        "of the median move, screen (floor), ms: "
        + ", ".join(
            f"{words} {parts[name]:.0f} ({floors[name]:.0f})"
            for name, words in (
                ("before", "event to request"),
                ("request", "request and model"),
                ("draw", "answer to drawn"),
                ("frame", "drawn to frame"),
            )
        )
    ]
    half, high = statistics.median(whole), percentile(whole, 0.95)
    bare_half, bare_high = statistics.median(least), percentile(least, 0.95)
    return [
        Line(
            "paint-median",
            half / bare_half,
            f"({half:.0f} against {bare_half:.0f} ms, {len(whole)} moves)",
            where,
        ),
        Line("paint-p95", high / bare_high, f"({high:.0f} against {bare_high:.0f} ms)", where),
    ]


def drag_lines(browser: Browser, app: AppServer) -> list[Line]:
    """Repaints a second in drags of three seconds, and the time to the last repaint after letting go."""
    page = open_app(browser, app, "country=ZAF")
    found: list[dict[str, float]] = []
    for turn in range(5):
        page.evaluate(
            "(year) => window.cockpit && window.cockpit.state.setLever('coal-exit-year', year, 2060)",
            2040 + turn,
        )
        there, back = (5, 95) if turn % 2 == 0 else (95, 5)
        found.append(
            page.evaluate(
                DRAG, {"range": f"#lever-{LEVER}", "from": there, "to": back, "milliseconds": DRAG_MS}
            )
        )
    page.close()
    rate = statistics.median(one["rate"] for one in found)
    settle = statistics.median(one["settle"] for one in found)
    longest = statistics.median(one["longest"] for one in found)
    return [
        Line("drag-rate", rate, f"(events at 60 a second for {DRAG_MS / 1000:.0f} s; longest pause {longest:.0f} ms)"),
        Line("settle", settle, "(from letting go to the last repaint)",
             ["the page waits 80 ms for a hand that goes on, then redraws its three plotly charts in full"]),
    ]  # fmt: skip


def page_lines(app: AppServer, start: Any) -> list[Line]:
    """Cold starts: the first chart, the weight of the scripts, and who else is asked."""
    firsts: list[float] = []
    weights: list[float] = []
    foreign: list[str] = []
    heavy: list[tuple[int, str]] = []
    for _ in range(COLD_STARTS):
        browser = start()
        page = browser.new_page(viewport=VIEW)
        asked: list[Any] = []
        page.on("requestfinished", partial(_keep, asked))
        page.on("request", partial(_keep_foreign, foreign, app))
        page.add_init_script(FIRST_CHART)
        page.goto(app.url)
        page.wait_for_selector("body[data-first-chart]", state="attached", timeout=30_000)
        firsts.append(float(page.evaluate("window.firstChart")) / 1000)
        page.wait_for_load_state("networkidle")
        scripts = [
            (request.sizes()["responseBodySize"], urlsplit(request.url).path.rpartition("/")[2])
            for request in asked
            if request.resource_type == "script"
        ]
        weights.append(sum(size for size, _ in scripts) / 1024)
        heavy = sorted(scripts, reverse=True)[:4]
        browser.close()
    largest = ["largest: " + ", ".join(f"{name} {size / 1024:.0f} KB" for size, name in heavy)]
    others = ", ".join(sorted(set(foreign))[:5])
    return [
        Line("first-chart", statistics.median(firsts),
             f"(cold browser, {COLD_STARTS} starts, {min(firsts):.2f} to {max(firsts):.2f})", largest),
        Line("script-weight", max(weights), f"({len(scripts)} scripts, as sent)", largest),
        Line("foreign-requests", len(foreign), others),
    ]  # fmt: skip


def _keep(asked: list[Any], request: Any) -> None:
    asked.append(request)


def _keep_foreign(foreign: list[str], app: AppServer, request: Any) -> None:
    if _is_foreign(request.url, app):
        foreign.append(request.url)


def _is_foreign(url: str, app: AppServer) -> bool:
    address = urlsplit(url)
    return address.scheme in {"http", "https", "ws", "wss"} and address.netloc != urlsplit(app.url).netloc


def screen_lines() -> Iterator[Line]:
    """Measure everything that needs Chromium; say so where there is none."""
    chromium = find_chromium()
    if chromium is None:
        yield from (Line(name, None, f"no Chromium was found. {HOW_TO_GET_ONE}") for name in NAMES)
        return
    with (
        sync_playwright() as playwright,
        serving() as app,
        serving(FloorServer, FLOOR_COUNTRY="ZAF") as floor,
    ):

        def start() -> Browser:
            return playwright.chromium.launch(executable_path=chromium, args=LAUNCH_ARGUMENTS)

        browser = start()
        yield from paint_lines(browser, app, floor)
        yield from drag_lines(browser, app)
        browser.close()
        yield from page_lines(app, start)
