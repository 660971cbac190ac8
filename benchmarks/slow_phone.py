"""A slow phone on 3G: how long until the first figures can be read.

Chromium's own emulation: a processor four times slower, and the "3G" of WebPageTest (1.6 Mbit/s down, 0.768 up, 300 ms there and
back). The cache is empty. The clock runs from asking for the address to the frame after the finding with its figures stands on the
page, which it does before any script has come; the line also says when the dashboard itself shows them and can be touched.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterator
from dataclasses import dataclass

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from benchmarks.budgets import Line
from benchmarks.serving import serving
from tests.browser.support import HOW_TO_GET_ONE, LAUNCH_ARGUMENTS, AppServer, find_chromium

NAME, STARTS, SLOWER = "slow-phone", 5, 4
PHONE = ViewportSize(width=390, height=844)
NETWORK = {
    "offline": False,
    "latency": 300,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 0.768e6 / 8,
}
PATIENCE_MS = 120_000

WATCH = """
window.times = {};
const awaited = { words: ".first-words, #finding", dashboard: "#figure-jobs" };
new MutationObserver(function (_, observer) {
  Object.entries(awaited).forEach(function ([name, place]) {
    const found = document.querySelector(place);
    if (!found || !/[0-9]/.test(found.textContent)) return;
    delete awaited[name];
    requestAnimationFrame(() => setTimeout(() => (window.times[name] = performance.now() / 1000)));
  });
  if (!Object.keys(awaited).length) observer.disconnect();
}).observe(document, { childList: true, characterData: true, subtree: true });
"""


@dataclass(frozen=True)
class Start:
    """One cold start, seconds from asking for the address."""

    words: float
    """the finding can be read"""
    dashboard: float
    """the dashboard's own figures stand"""
    largest: list[str]


def cold_start(browser: Browser, app: AppServer) -> Start:
    """Open the page as a slow phone does; return when what was there."""
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True, locale="en-GB")
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", NETWORK)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.add_init_script(WATCH)
    page.goto(f"{app.url}/?country=ZAF&lang=en", wait_until="commit", timeout=PATIENCE_MS)
    page.wait_for_function("() => window.times.words && window.times.dashboard", timeout=PATIENCE_MS)
    times = page.evaluate("window.times")
    files = page.evaluate(
        """() => performance.getEntriesByType("resource").map((one) =>
          [one.transferSize / 1024, one.name.split("/").pop().split("?")[0], one.responseEnd / 1000])"""
    )
    largest = [
        f"{name} {size:.0f} KB, there after {end:.1f} s"
        for size, name, end in sorted(files, reverse=True)[:5]
    ]
    context.close()
    return Start(times["words"], times["dashboard"], largest)


def slow_phone_lines() -> Iterator[Line]:
    """Measure it; say so where there is no Chromium."""
    chromium = find_chromium()
    if chromium is None:
        yield Line(NAME, None, f"no Chromium was found. {HOW_TO_GET_ONE}")
        return
    with sync_playwright() as playwright, serving() as app:
        found = []
        for _ in range(STARTS):
            browser = playwright.chromium.launch(executable_path=chromium, args=LAUNCH_ARGUMENTS)
            found.append(cold_start(browser, app))
            browser.close()
    words = [start.words for start in found]
    dashboard = statistics.median(start.dashboard for start in found)
    note = (
        f"(4x slower processor, 3G; {STARTS} cold starts, {min(words):.2f} to {max(words):.2f}; "
        f"the dashboard itself after {dashboard:.1f} s)"
    )
    yield Line(NAME, statistics.median(words), note, found[0].largest)
