"""National generation of a year by source: as published, or published shares of what the balance says was made."""

from __future__ import annotations

import csv
from pathlib import Path

SHARE_NAMES = {"hydropower": "hydro"}
"""Names of sources in the table of shares, where they differ from the table of quantities."""


def national_generation(
    sources: Path, iso3: str, year: int, by_shares: bool = False, completed: bool = False
) -> dict[str, float]:
    """GWh by source of generation.

    Quantities where they are published for ``year``. Where they end before it (or ``by_shares``, where the newer
    edition of the shares corrects the older edition of the quantities), shares of generation times what was made by
    the electricity balance: G = consumption + losses + exports - imports. Where some sources are missing among the
    quantities (``completed``), each takes its share of the total that the others' quantities and shares imply.
    """
    made: dict[str, float] = {}
    share: dict[str, float] = {}
    flow: dict[str, float] = {}
    with (sources / "energy2" / "generation_recent.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            if row["iso3"] != iso3 or row["year"] != str(year):
                continue
            name, value = row["source_or_technology"], float(row["value"])
            if row["measure"] == "generation":
                made[name] = value * 1e3
            elif row["measure"] == "share_of_generation":
                share[SHARE_NAMES.get(name, name)] = value
            elif name == "all" and row["unit"] == "TWh":
                flow[row["measure"].split("/")[-1]] = value * 1e3
    if made and completed:
        known = [name for name, gwh in made.items() if gwh > 0 and name in share]
        per_cent = sum(made[name] for name in known) / sum(share[name] for name in known)
        return made | {name: s * per_cent for name, s in share.items() if made.get(name, 0.0) <= 0}
    if made and not by_shares:
        return made
    if not share:
        raise ValueError(
            f"generation_recent.csv has neither generation nor shares of {iso3} in {year}: choose another year."
        )
    # Corrected shares divide the published total; where there is none, the balance gives it.
    total = sum(made.values()) or (
        flow["consumption"]
        + flow.get("distribution losses", 0.0)
        + flow.get("exports", 0.0)
        - flow.get("imports", 0.0)
    )
    return {name: total * value / sum(share.values()) for name, value in share.items()}
