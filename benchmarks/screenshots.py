"""`python -m benchmarks.screenshots [folder]`: the pictures of the README and the documentation, taken of the real app.

South Africa and Thailand as they open, at the size of the design and on a phone; three of the views, a brief on a phone, and
the page in Arabic, from right to left.
"""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import ViewportSize, sync_playwright

from benchmarks.serving import serving
from tests.browser.support import HOW_TO_GET_ONE, LAUNCH_ARGUMENTS, find_chromium

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "images"
LARGEST = 300 * 1024
DESK, PHONE = ViewportSize(width=1280, height=720), ViewportSize(width=390, height=844)
PICTURES = {
    "cockpit-ZAF-1280": ("country=ZAF&lang=en&year=2035", DESK),
    "cockpit-THA-1280": ("country=THA&lang=en&year=2035", DESK),
    "phone-ZAF-390": ("country=ZAF&lang=en&year=2035", PHONE),
    "phone-THA-390": ("country=THA&lang=en&year=2035", PHONE),
    "people-ZAF-1280": ("country=ZAF&lang=en&year=2035&view=people", DESK),
    "transition-ZAF-1280": ("country=ZAF&lang=en&year=2035&view=transition", DESK),
    "why-ZAF-1280": ("country=ZAF&lang=en&year=2035&view=why", DESK),
    "brief-ZAF-390": ("brief?country=ZAF&lang=en&year=2035", PHONE),
    "arabic-ZAF-1280": ("country=ZAF&lang=ar&year=2035", DESK),
}


def take(folder: Path) -> list[Path]:
    """Write every picture into a folder; raise where one is too large for a repository."""
    chromium = find_chromium()
    if chromium is None:
        raise SystemExit(f"Pictures need a Chromium, and none was found. {HOW_TO_GET_ONE}")
    folder.mkdir(parents=True, exist_ok=True)
    taken = []
    with sync_playwright() as playwright, serving() as app:
        browser = playwright.chromium.launch(executable_path=chromium, args=LAUNCH_ARGUMENTS)
        for name, (query, size) in PICTURES.items():
            small = size is PHONE
            context = browser.new_context(
                viewport=size, locale="en-GB", is_mobile=small, has_touch=small, reduced_motion="reduce"
            )
            page = context.new_page()
            page.goto(f"{app.url}/{query}" if query.startswith("brief") else f"{app.url}/?{query}")
            if not query.startswith("brief"):
                page.wait_for_selector("body.is-ready", state="attached", timeout=60_000)
                page.wait_for_selector("#view-detail:not([aria-busy=true])", state="attached", timeout=60_000)
            page.wait_for_load_state("networkidle")
            path = folder / f"{name}.png"
            page.screenshot(path=path, animations="disabled")
            context.close()
            if path.stat().st_size > LARGEST:
                raise SystemExit(
                    f"{path.name} has {path.stat().st_size:,} bytes; {LARGEST:,} are the most here."
                )
            taken.append(path)
        browser.close()
    return taken


if __name__ == "__main__":
    for picture in take(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER):
        print(f"{picture.name} {picture.stat().st_size:,} bytes")
