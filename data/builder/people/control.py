"""The employment control: a labour force survey by section and sex, filled, spread and carried to the base year."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .macro import carry_factor
from .tables import read

SEXES = ("women", "men")
SURVEY_SEX = {"F": "women", "M": "men"}

# (section, sex) -> persons
Margin = dict[tuple[str, str], float]
# (sector, sex) -> persons
Persons = dict[tuple[str, str], float]


@dataclass(frozen=True)
class Control:
    """Employment by survey section and sex, persons.

    `published` is the survey as it stands in its own year, `own_year` the same with unpublished cells filled and
    the unclassified spread, `base` the latter carried to the base year by `carried` (base year / own year, by sex).
    """

    year: int
    published: Margin
    own_year: Margin
    base: Margin
    carried: dict[str, float]
    filled: dict[tuple[str, str], str]
    kind: str = "survey"

    def total(self, margin: Margin, sex: str | None = None) -> float:
        return sum(v for (_, s), v in margin.items() if sex in (None, s))


def survey(iso3: str, classification: str, year: int, sources: Path) -> Margin:
    """Published cells of the national survey by section letter and sex, persons."""
    path = sources / "labour" / "employment" / "employment_by_activity_section_and_sex_ILOSTAT.csv"
    cells = {
        (row["activity"], SURVEY_SEX[row["sex"]]): 1000 * float(row["employment_thousand"])
        for row in read(path)
        if row["iso3"] == iso3 and row["classification"] == classification and row["year"] == str(year)
    }
    if not cells:
        raise ValueError(
            f"{iso3} has no survey by {classification} in {year}: correct [control] of people.toml."
        )
    return cells


def fill(
    cells: Margin, rules: list[dict[str, Any]], group: Margin, weights: dict[str, float]
) -> tuple[Margin, dict[tuple[str, str], str]]:
    """Fill unpublished section cells of one sex by the stated rules of the recipe.

    Rule kinds: `total-less-other-sex` (a published total of both sexes less the published sex),
    `residual-by-share` (what is left of a published group, shared between sections by the stated weights once the
    other sex is taken off), `ratio-of-section` (the other sex times the ratio of the sexes in a neighbouring section).
    """
    out, notes = dict(cells), {}
    for rule in rules:
        sex, other = rule["sex"], "women" if rule["sex"] == "men" else "men"
        if rule["kind"] == "total-less-other-sex":
            section = rule["section"]
            out[section, sex] = 1000 * rule["total_thousand"] - out[section, other]
            notes[section, sex] = rule["note"]
        elif rule["kind"] == "residual-by-share":
            known = sum(out[s, sex] for s in rule["group_sections"] if (s, sex) in out)
            left = group[rule["group"], sex] - known
            both = left + sum(out[s, other] for s in rule["sections"])
            total = sum(weights[s] for s in rule["sections"])
            for section in rule["sections"]:
                out[section, sex] = both * weights[section] / total - out[section, other]
                notes[section, sex] = rule["note"]
        elif rule["kind"] == "ratio-of-section":
            section, like = rule["section"], rule["like"]
            out[section, sex] = out[section, other] * out[like, sex] / out[like, other]
            notes[section, sex] = rule["note"]
        else:
            raise ValueError(f"Unknown fill rule {rule['kind']!r} in people.toml.")
        for section in rule.get("sections", [rule.get("section")]):
            if out[section, sex] <= 0:
                raise ValueError(f"Filling section {section} ({sex}) gives {out[section, sex]:.0f} persons.")
    return out, notes


def spread_unclassified(
    cells: Margin, totals: dict[str, float], skip: tuple[str, ...] = ("X", "TOTAL"), limit: float = 0.02
) -> Margin:
    """Scale the sections of each sex to the published total, which spreads the unclassified in proportion."""
    out: Margin = {}
    for sex in SEXES:
        inside = {key: v for key, v in cells.items() if key[1] == sex and key[0] not in skip}
        scale = totals[sex] / sum(inside.values())
        if not 1.0 - limit < scale < 1.0 + limit:
            raise ValueError(
                f"Sections of {sex} differ by {scale - 1:.1%} from the published total: a cell is missing."
            )
        out |= {key: v * scale for key, v in inside.items()}
    return out


# ILO activities by the three broad sectors of the longer series.
MODEL_SECTORS = {"agriculture": ("A",), "industry": ("B", "C", "DE", "F")}


def ilo_model(iso3: str, sources: Path, base_year: int = 2023) -> Control:
    """The control where no recent survey by section is at hand: the ILO's modelled estimates of the base year.

    Levels are the series by three broad sectors and sex; inside each the newer edition's shares by activity and sex
    stand. Sections keep the ILO's joint codes ("HJ", "LMN"); education is apart only where both sexes have it.
    """
    folder = sources / "labour"
    activity = {
        (row["code"], SURVEY_SEX[row["sex"]]): float(row["value"])
        for row in read(folder / "more_labour" / "employment_by_activity_sex_modelled_2024.csv")
        if row["iso3"] == iso3 and row["sex"] in SURVEY_SEX and row["code"] != "TOTAL"
    }
    if not activity:
        raise ValueError(
            f"{iso3} has no modelled employment by activity: use a survey in [control] of people.toml."
        )
    apart = all(("P", sex) in activity for sex in SEXES)
    drop = ("PQRSTU",) if apart else ("P", "QRSTU")
    activity = {key: value for key, value in activity.items() if key[0] not in drop}
    level = {
        (row["sector"], SURVEY_SEX[row["sex"]]): 1000 * float(row["employment_thousand"])
        for row in read(folder / "employment" / "employment_3sector_by_sex_1991_2023_derived.csv")
        if row["iso3"] == iso3 and row["year"] == str(base_year) and row["sex"] in SURVEY_SEX
    }
    base: Margin = {}
    for sector, sex in level:
        named = {code for codes in MODEL_SECTORS.values() for code in codes}
        inside = {
            key: value
            for key, value in activity.items()
            if key[1] == sex
            and (key[0] in MODEL_SECTORS[sector] if sector in MODEL_SECTORS else key[0] not in named)
        }
        scale = level[sector, sex] / sum(inside.values())
        base |= {key: value * scale for key, value in inside.items()}
    totals = {("TOTAL", sex): sum(v for (_, s), v in base.items() if s == sex) for sex in SEXES}
    return Control(base_year, base | totals, base, base, dict.fromkeys(SEXES, 1.0), {}, "ilo-model")


def build(iso3: str, recipe: dict[str, Any], sources: Path, base_year: int = 2023) -> Control:
    """The control of one country, from its recipe."""
    spec = recipe["control"]
    if spec.get("kind") == "ilo-model":
        return ilo_model(iso3, sources, base_year)
    year = int(spec["year"])
    published = survey(iso3, spec["classification"], year, sources)
    group = survey(iso3, spec["groups"], year, sources) if "groups" in spec else {}
    weights = {k: float(v) for k, v in spec.get("residual_weights", {}).items()}
    complete, notes = fill(published, spec.get("fill", []), group, weights)
    # A sex whose total is not published is the sum of its sections.
    sums = {sex: sum(v for (s, x), v in complete.items() if x == sex and s != "TOTAL") for sex in SEXES}
    totals = {sex: published.get(("TOTAL", sex), sums[sex]) for sex in SEXES}
    own = spread_unclassified(complete, totals, limit=float(spec.get("unclassified_limit", 0.02)))
    carried = {sex: 1 / carry_factor(sex, base_year, year, iso3, sources) for sex in SEXES}
    base = {(section, sex): value * carried[sex] for (section, sex), value in own.items()}
    return Control(year, published, own, base, carried, notes)
