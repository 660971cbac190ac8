"""The macro path 2023-2050: population by sex, working age, and real GDP growth.

To 2029 growth is the IMF's. Nobody publishes an official path to 2050, so the rest follows one stated rule for
every country: growth moves in a straight line, from its 2029 value to the long-run rule reached in 2035, and the
rule holds from then on:

    g(t) = n(t) + a

with n(t) the growth of the population of working age (15 and over) and a the long-run growth of output per person
of working age, measured between 2000 and 2019 (two decades that end before the pandemic). Where those decades were a
boom that the IMF sees ended, a is held down: it is at most one point above the same growth in the IMF's last year.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .tables import Row, read, series

FIRST, LAST = 2023, 2050
WEO_LAST = 2029
RULE_FROM = 2035
LONG_RUN = (2000, 2019)
SHORT_RUN = (2010, 2019)
FASTER = 1.0  # percentage points by which the long run may pass the IMF's last year (stated rule)

MACRO_COLUMNS = [
    "year",
    "gdp_growth_pct",
    "population",
    "working_age_women",
    "working_age_men",
    "source",
    "grade",
]


@dataclass(frozen=True)
class People:
    """Persons of one year: all, and women and men aged 15 and over."""

    population: float
    women: float
    men: float

    @property
    def working_age(self) -> float:
        return self.women + self.men


def women_share(both: float, women: float, men: float) -> float:
    """Share of women from a percentage published for both sexes, women and men.

    The published percentages obey ``both = s women + (1 - s) men``; s is the share of women in the population.
    """
    if abs(men - women) < 1e-6:
        raise ValueError(
            "The age shares of women and men are equal: they do not identify the share of women."
        )
    return (men - both) / (men - women)


def people_by_year(iso3: str, sources: Path) -> dict[int, People]:
    """Population and working age by sex for every year of the UN age file (2000-2060), persons.

    The file gives percentages by sex and no number of women, so the share of women is solved from two age groups
    (under 15 and over 60) that must agree.
    """
    ages: dict[str, dict[int, float]] = {}
    for row in read(sources / "labour" / "macro" / "population_by_age_sex_groups_2000_2060.csv"):
        if row["iso3"] == iso3 and row["value"]:
            name = row["indicator"].removeprefix("population_aged_")
            ages.setdefault(name, {})[int(row["year"])] = float(row["value"])
    totals = series(
        (
            r
            for r in read(sources / "labour" / "macro" / "population_total_1990_2070.csv")
            if r["iso3"] == iso3
        ),
        value="population",
    )
    out: dict[int, People] = {}
    for year in sorted(ages["0_14_years_both_sexes_percent"]):
        young = [ages[f"0_14_years_{who}_percent"][year] for who in ("both_sexes", "female", "male")]
        old = [ages[f"60plus_years_{who}_percent"][year] for who in ("both_sexes", "female", "male")]
        share = women_share(*young)
        if abs(share - women_share(*old)) > 0.002:
            raise ValueError(
                f"{iso3} {year}: the under-15 and over-60 shares give different shares of women."
            )
        population = totals[year]
        out[year] = People(
            population,
            population * share * (1 - young[1] / 100),
            population * (1 - share) * (1 - young[2] / 100),
        )
    return out


def weo(iso3: str, code: str, sources: Path) -> dict[int, float]:
    """One series of the IMF World Economic Outlook, April 2024, by year."""
    rows = read(sources / "labour" / "macro" / "imf_weo_april2024.csv")
    return series(r for r in rows if r["iso3"] == iso3 and r["weo_code"] == code)


def compound_growth(values: dict[int, float], first: int, last: int) -> float:
    """Average growth in % a year between two years."""
    return 100 * ((values[last] / values[first]) ** (1 / (last - first)) - 1)


def long_run_growth(gdp: dict[int, float], people: dict[int, People], span: tuple[int, int]) -> float:
    """Growth of real GDP per person of working age over `span`, % a year."""
    ratio = {year: gdp[year] / people[year].working_age for year in span}
    return compound_growth(ratio, *span)


def growth_path(
    forecast: dict[int, float], people: dict[int, People], long_run: float
) -> tuple[dict[int, float], dict[int, str]]:
    """Growth in % by year 2023-2050 and how each year came about ("weo", "converging", "rule")."""
    rule = {
        year: 100 * (people[year].working_age / people[year - 1].working_age - 1) + long_run
        for year in range(WEO_LAST, LAST + 1)
    }
    path: dict[int, float] = {}
    how: dict[int, str] = {}
    for year in range(FIRST, LAST + 1):
        if year <= WEO_LAST:
            path[year], how[year] = forecast[year], "weo"
        elif year < RULE_FROM:
            done = (year - WEO_LAST) / (RULE_FROM - WEO_LAST)
            path[year] = (1 - done) * forecast[WEO_LAST] + done * rule[RULE_FROM]
            how[year] = "converging"
        else:
            path[year], how[year] = rule[year], "rule"
    return path, how


def resource_path(
    stated: dict[str, Any], first: float, people: dict[int, People], long_run: float
) -> tuple[dict[int, float], dict[int, str]]:
    """Growth in % by year where one resource makes most of GDP and has its own path of volume.

    GDP[t] = s r[t] + (1 - s) o[t] at prices of the base year: r the resource's published path (`index`, straight between
    years), s its share of GDP (`share`), o the rest, which grows at `other_growth` to 2029, then in a straight line to the
    long-run rule of 2035. The IMF's growth is at prices of its own base year and is not used after the base year (`first`).
    """
    knots = {FIRST: 1.0} | {int(year): float(value) for year, value in stated["index"].items()}
    rule = {
        year: 100 * (people[year].working_age / people[year - 1].working_age - 1) + long_run
        for year in range(WEO_LAST, LAST + 1)
    }
    share, other, before = float(stated["share"]), 1.0, 1.0
    path, how = {FIRST: first}, {FIRST: "weo"}
    for year in range(FIRST + 1, LAST + 1):
        done = min(max((year - WEO_LAST) / (RULE_FROM - WEO_LAST), 0.0), 1.0)
        target = rule[RULE_FROM] if year < RULE_FROM else rule[year]
        other *= 1 + ((1 - done) * float(stated["other_growth"]) + done * target) / 100
        left = max(y for y in knots if y <= year)
        right = min((y for y in knots if y >= year), default=left)
        along = (year - left) / (right - left) if right > left else 0.0
        volume = knots[left] + (knots[right] - knots[left]) * along
        now = share * volume + (1 - share) * other
        path[year], how[year], before = 100 * (now / before - 1), "stated", now
    return path, how


def macro_rows(
    iso3: str, sources: Path, stated: dict[str, Any] | None = None
) -> tuple[list[dict[str, object]], list[str]]:
    """Rows of macro.csv and the report lines that state the rule with its numbers.

    `stated` is `[growth]` of the recipe, for a country whose growth is one resource's.
    """
    people = people_by_year(iso3, sources)
    gdp = weo(iso3, "NGDP_R", sources)
    forecast = weo(iso3, "NGDP_RPCH", sources)
    measured = long_run_growth(gdp, people, LONG_RUN)
    last = forecast[WEO_LAST] - 100 * (people[WEO_LAST].working_age / people[WEO_LAST - 1].working_age - 1)
    long_run = min(measured, last + FASTER)
    path, how = growth_path(forecast, people, long_run)
    if stated is not None:
        path, how = resource_path(stated, forecast[FIRST], people, long_run)
    rows: list[dict[str, object]] = [
        {
            "year": year,
            "gdp_growth_pct": round(path[year], 4),
            "population": round(people[year].population),
            "working_age_women": round(people[year].women),
            "working_age_men": round(people[year].men),
            "source": {"weo": "weo-2024-04;un-wpp", "stated": f"{stated['source']};un-wpp;rule-macro"}.get(
                how[year], "un-wpp;rule-macro"
            )
            if stated is not None
            else ("weo-2024-04;un-wpp" if how[year] == "weo" else "un-wpp;rule-macro"),
            "grade": "B" if how[year] == "weo" else "C",
        }
        for year in range(FIRST, LAST + 1)
    ]
    recent = min(long_run_growth(gdp, people, SHORT_RUN), last + FASTER)
    lines = [
        f"Macro path: IMF growth to {WEO_LAST} ({forecast[2023]:.2f} % in 2023, {forecast[WEO_LAST]:.2f} % in "
        f"{WEO_LAST}), then a straight line to the long-run rule of {RULE_FROM} ({path[RULE_FROM]:.2f} %) and the "
        f"rule after it ({path[LAST]:.2f} % in {LAST}).",
        f"Long-run rule: growth of the population aged 15 and over plus {long_run:.2f} % a year, the growth of GDP "
        f"per person of working age {LONG_RUN[0]}-{LONG_RUN[1]}. With {SHORT_RUN[0]}-{SHORT_RUN[1]} alone it would "
        f"be {recent:.2f} %: the choice of window is worth {long_run - recent:+.2f} points of growth a year after "
        f"{RULE_FROM}. Output per person of working age is used, not per worker, because employment "
        "series break where a survey changed (South Africa, 2008-2011); the rule is one for all countries.",
        *(
            [
                f"The growth measured over those years, {measured:.2f} %, is held down to one point above the IMF's last "
                f"year ({last:.2f} % per person of working age in {WEO_LAST}): the boom behind it is over."
            ]
            if measured > long_run
            else []
        ),
        f"Population {people[FIRST].population / 1e6:.2f} m in {FIRST} to {people[LAST].population / 1e6:.2f} m in "
        f"{LAST}; working age {people[FIRST].working_age / 1e6:.2f} m to {people[LAST].working_age / 1e6:.2f} m "
        "(UN medium variant; the number of women is solved from the published age shares by sex).",
    ]
    if stated is not None:
        lines[0] = (
            f"Macro path: {stated['said']} GDP grows {path[FIRST + 1]:.1f} % in {FIRST + 1} and {path[WEO_LAST]:.1f} % in "
            f"{WEO_LAST} (the IMF: {forecast[FIRST + 1]:.1f} and {forecast[WEO_LAST]:.1f} %, at prices of its own base year)."
        )
    return rows, lines


def carry_factor(sex: str, first: int, last: int, iso3: str, sources: Path) -> float:
    """Employment of `last` over employment of `first` for one sex, by the ILO's employment rate x UN working age.

    Used to bring a survey of another year to the base year: the level stays the survey's, only the growth is
    the model's. `sex` is "women" or "men".
    """
    prefix = "females" if sex == "women" else "males"
    name = f"{prefix}_aged_15plus_employment_rate_percent"
    rate = indicator(iso3, name, sources)
    people = people_by_year(iso3, sources)
    count = {y: getattr(people[y], sex) * rate[y] / 100 for y in (first, last)}
    return count[last] / count[first]


def indicator(iso3: str, name: str, sources: Path) -> dict[int, float]:
    """A labour indicator by sex of the ILO (as republished by Gapminder), by year."""
    rows: list[Row] = read(sources / "labour" / "employment" / "labour_indicators_by_sex_gapminder_ilo.csv")
    found = series(r for r in rows if r["iso3"] == iso3 and r["indicator"] == name)
    if not found:
        raise KeyError(f"{iso3} has no labour indicator {name}: name another one or leave the fact out.")
    return found
