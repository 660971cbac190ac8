"""The charts of each view, by id: the id of the block, of its picture and data files, and of its explanation.

`/explained#<id>` says what a chart shows and how it is worked out; a test holds what the views make to this list.
"""

from __future__ import annotations

OVERVIEW = "overview"

CHARTS: dict[str, tuple[str, ...]] = {
    OVERVIEW: ("jobs", "sectors", "women", "regions"),
    "sectors": ("sectors-change", "sectors-years", "sectors-channels"),
    "women": ("women-jobs", "women-sectors", "women-share", "women-wages"),
    "regions": ("regions-ranked", "regions-years", "regions-people"),
    "people": ("kinds", "crossed", "filled"),
    "transition": ("ledger", "fund", "ledger-years", "ledger-regions"),
    "pays": ("money", "cost", "abroad", "balance", "paying", "incomes"),
    "power": ("generation", "capacity", "emissions", "power-change"),
    "heat": ("heat-sectors", "heat-years", "heat-regions", "heat-adaptation"),
    "why": ("why", "why-people"),
}
"""view -> its charts, in the order of the screen"""

VIEWS = tuple(CHARTS)
HEADLINE_VIEWS = {
    "jobs": "why",
    "women": "women",
    "unfilled": "people",
    "emissions": "power",
    "gdp": "pays",
    "cost": "pays",
}
"""headline -> the view that explains it"""
