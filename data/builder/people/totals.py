"""Published totals that the pack must give back, and the gap between the control and the ILO's model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .control import SEXES, SURVEY_SEX, Control
from .tables import Row, read

TOTAL_COLUMNS = ["indicator", "year", "published", "unit", "carried", "rule", "tolerance_pct", "source"]
MODEL_RULE = "base year: the ILO's modelled estimate, three broad sectors by sex"
CARRIED_RULE = "survey year over base year: growth of the ILO's employment rate times the UN's population aged 15 and over, by sex"

# ISIC sections that both the survey's classification and the ILO's broad groups can be joined to
BROAD = {
    "ECO_ISIC3": {
        "agriculture": ("A", "B"),
        "mining": ("C",),
        "manufacturing": ("D",),
        "utilities": ("E",),
        "construction": ("F",),
        "trade": ("G",),
        "hotels and restaurants": ("H",),
        "transport and communication": ("I",),
        "finance": ("J",),
        "real estate and business services": ("K",),
        "public administration": ("L",),
        "education": ("M",),
        "health, other services, households": ("N", "O", "P", "Q"),
    },
    "ECO_ISIC4": {
        "agriculture": ("A",),
        "mining": ("B",),
        "manufacturing": ("C",),
        "utilities": ("D", "E"),
        "construction": ("F",),
        "trade": ("G",),
        "hotels and restaurants": ("I",),
        "transport and communication": ("H", "J"),
        "finance": ("K",),
        "real estate and business services": ("L", "M", "N"),
        "public administration": ("O",),
        "education": ("P",),
        "health, other services, households": ("Q", "R", "S", "T", "U"),
    },
    "ILO_MODEL": {
        "agriculture": ("A",),
        "mining": ("B",),
        "manufacturing": ("C",),
        "utilities": ("DE",),
        "construction": ("F",),
        "trade": ("G",),
        "hotels and restaurants": ("I",),
        "transport and communication": ("HJ",),
        "finance": ("K",),
        "real estate and business services": ("LMN",),
        "public administration": ("O",),
        "education": ("P",),
        "health, other services, households": ("QRSTU", "PQRSTU"),
    },
}
MODEL = {
    "agriculture": "A",
    "mining": "B",
    "manufacturing": "C",
    "utilities": "DE",
    "construction": "F",
    "trade": "G",
    "hotels and restaurants": "I",
    "transport and communication": "HJ",
    "finance": "K",
    "real estate and business services": "LMN",
    "public administration": "O",
    "education": "P",
    "health, other services, households": "QRSTU",
}
INDUSTRY = ("mining", "manufacturing", "utilities", "construction")


def modelled_2024(iso3: str, sources: Path) -> dict[str, float]:
    """ILO modelled employment 2024 by broad activity, both sexes, persons; empty where not published here."""
    counts: dict[str, float] = {}
    for row in read(sources / "labour" / "more_labour" / "employment_by_activity_sex_modelled_2024.csv"):
        if row["iso3"] == iso3 and row["sex"] in SURVEY_SEX:
            counts[row["code"]] = counts.get(row["code"], 0.0) + 1000 * float(row["value"])
    return {name: counts[code] for name, code in MODEL.items() if code in counts}


def modelled_2023(iso3: str, sources: Path) -> dict[str, float]:
    """ILO modelled employment 2023 by three sectors, both sexes, persons."""
    path = sources / "labour" / "employment" / "employment_3sector_by_sex_1991_2023_derived.csv"
    return {
        row["sector"]: 1000 * float(row["employment_thousand"])
        for row in read(path)
        if row["iso3"] == iso3 and row["year"] == "2023" and row["sex"] == "T"
    }


def broad(margin: dict[tuple[str, str], float], classification: str) -> dict[str, float]:
    """A survey margin joined to broad activities, both sexes, persons."""
    return {
        name: sum(margin.get((section, sex), 0.0) for section in letters for sex in SEXES)
        for name, letters in BROAD[classification].items()
    }


def three(values: dict[str, float]) -> dict[str, float]:
    """Broad activities joined to agriculture, industry and services."""
    farming, industry = values["agriculture"], sum(values[name] for name in INDUSTRY)
    return {
        "agriculture": farming,
        "industry": industry,
        "service": sum(values.values()) - farming - industry,
    }


def now(survey: Control, recipe: dict[str, Any]) -> dict[str, float]:
    """The survey of its own year by agriculture, industry and services, persons.

    Sections that the earlier list of the trend leaves out (`recipe["trend"]["without"]`) are left out here too.
    """
    without = recipe["trend"].get("without", [])
    margin = {key: value for key, value in survey.own_year.items() if key[0] not in without}
    values = three(broad(margin, recipe["control"]["classification"]))
    return {name.replace("service", "services"): value for name, value in values.items()}


def gap_history(iso3: str, survey: Control, recipe: dict[str, Any], sources: Path) -> list[dict[str, object]]:
    """Rows of history.csv that put the survey beside the ILO's models, by activity, persons."""
    classification, source = recipe["control"]["classification"], recipe["control"]["source"]
    out: list[dict[str, object]] = []

    def add(name: str, year: int, value: float, where: str, grade: str) -> None:
        slug = name.replace(",", "").replace(" ", "-")
        row = {"indicator": slug, "year": year, "value": round(value), "unit": "persons"}
        out.append(row | {"source": where, "grade": grade})

    own = broad(survey.own_year, classification) if survey.kind == "survey" else {}
    for name, value in own.items():
        add(f"employment_survey:{name}", survey.year, value, source, "B")
    for name, value in modelled_2024(iso3, sources).items():
        add(f"employment_ilo_model_2024:{name}", 2024, value, "ilo-modelled-2024", "A")
    for name, value in modelled_2023(iso3, sources).items():
        add(f"employment_ilo_model_2023:{name}", 2023, value, "ilo-modelled-2023", "A")
    return out


def control_lines(iso3: str, survey: Control, recipe: dict[str, Any], sources: Path) -> list[str]:
    """The control in words: level, carrying, filling, and the gap to the ILO's model per activity."""
    classification = recipe["control"]["classification"]
    own = {sex: survey.total(survey.own_year, sex) for sex in SEXES}
    if survey.kind == "ilo-model":
        return [
            f"Employment control: ILO modelled estimates of {survey.year} by three sectors and sex, "
            f"{sum(own.values()) / 1e6:.3f} m ({100 * own['women'] / sum(own.values()):.1f} % women); inside each sector "
            "the shares of 2024 by activity and sex. No recent national survey by section is at hand to hold it against."
        ]
    base = {sex: survey.total(survey.base, sex) for sex in SEXES}
    lines = [
        f"Employment control: national labour force survey {survey.year}, {sum(own.values()) / 1e6:.3f} m "
        f"({100 * own['women'] / sum(own.values()):.1f} % women), carried to 2023 by {survey.carried['women']:.4f} "
        f"(women) and {survey.carried['men']:.4f} (men): {sum(base.values()) / 1e6:.3f} m. Growth: {CARRIED_RULE}."
    ]
    for (section, sex), note in survey.filled.items():
        lines.append(f"Filled: {sex} in section {section}, {survey.own_year[section, sex]:,.0f}: {note}.")
    groups = broad(survey.base, classification)
    model = modelled_2023(iso3, sources)
    said = "; ".join(
        f"{name} {value / 1e6:.2f} m here, {model[name] / 1e6:.2f} m modelled ({100 * (value / model[name] - 1):+.0f} %)"
        for name, value in three(groups).items()
    )
    lines.append(f"Gap to the ILO modelled estimates of 2023: {said}.")
    newer = modelled_2024(iso3, sources)
    if newer:
        own_groups = broad(survey.own_year, classification)
        parts = [f"{n} {100 * (own_groups[n] / newer[n] - 1):+.0f} %" for n in own_groups if n in newer]
        lines.append(
            "Gap of the survey to the ILO modelled estimates of 2024 (another vintage): "
            + ", ".join(parts)
            + "."
        )
    return lines


def unclassified(survey: Control, sex: str) -> float:
    """What spreading the unclassified adds to every published section of a sex, %: one factor for all of them."""
    named = {key for key in survey.own_year if key[1] == sex and survey.published.get(key)}
    if not named:
        return 0.0
    return 100 * (sum(survey.own_year[k] for k in named) / sum(survey.published[k] for k in named) - 1)


def rows(iso3: str, survey: Control, recipe: dict[str, Any], sectors: list[Row]) -> list[dict[str, object]]:
    """Rows of totals.csv: employment, by section and sex as published, and women's share, at the survey's year."""
    source, year = recipe["control"]["source"], survey.year
    out: list[dict[str, object]] = []

    def add(indicator: str, published: float, unit: str, carried: float, tolerance: float) -> None:
        out.append(
            {
                "indicator": indicator,
                "year": year,
                "published": published,
                "unit": unit,
                "carried": round(carried, 6),
                "rule": CARRIED_RULE if survey.kind == "survey" else MODEL_RULE,
                "tolerance_pct": tolerance,
                "source": source,
            }
        )

    total = {sex: survey.published["TOTAL", sex] for sex in SEXES if ("TOTAL", sex) in survey.published}
    growth = {sex: 1 / survey.carried[sex] for sex in SEXES}
    base = {sex: survey.total(survey.base, sex) for sex in SEXES}
    if len(total) == len(SEXES):
        everyone = sum(total.values())
        add("employment", everyone / 1000, "thousand persons", everyone / sum(base.values()), 0.01)
        share_now, share_base = total["women"] / everyone, base["women"] / sum(base.values())
        add("women_share", round(100 * share_now, 4), "%", share_now / share_base, 0.01)
    for sex in total:
        add(f"employment_{sex}", total[sex] / 1000, "thousand persons", growth[sex], 0.01)
    for selector, letters in recipe["published_groups"].items():
        for sex in SEXES:
            cells = [survey.published.get((letter, sex)) for letter in letters]
            if any(cell is None for cell in cells):
                continue
            published = sum(cell for cell in cells if cell is not None)
            # unclassified persons are spread over the sections, so a section is a little above what was published
            within = max(0.5, round(unclassified(survey, sex) + 0.1, 1))
            add(f"employment_{sex}:{selector}", published / 1000, "thousand persons", growth[sex], within)
    return out
