"""Where figures come from: every country's sources, grades, totals, splits and gaps; two countries side by side."""

from __future__ import annotations

import re

import pytest

from app import create_app
from dashboard.model_engine import ModelEngine
from dashboard.pages import records, sources
from dashboard.store import Store
from dashboard.text import text_for

ENGINE = ModelEngine()


def shown(iso3, other="", language="en"):
    return sources.values(text_for(language), ENGINE, iso3, other)


@pytest.mark.parametrize("iso3", ENGINE.countries())
def test_every_country_says_where_its_figures_come_from(iso3):
    page = shown(iso3)
    economy = ENGINE.economy(iso3)
    assert len(page["sources"]) == len(economy.sources) > 10
    assert page["table"] == economy.meta["table"]
    assert page["balance"]
    assert page["methods"]
    assert {"GDP", "People employed", "Power generated"} <= {row[0] for row in page["totals"]}
    assert bool(page["gap"]) == (economy.meta["employment_control"] == "survey")
    assert len(page["power"]) == len(economy.technologies)
    assert page["fuels"]


def test_the_shares_of_grades_are_those_of_the_packs_rows():
    grades = records.pack("ZAF").grades["employment"]
    row = next(row for row in shown("ZAF")["grades"] if row[0].startswith("Jobs by sector"))
    assert row[1] == f"{round(100 * grades['A'] / sum(grades.values()))}%"


def test_the_method_of_the_countrys_own_grade_is_measured():
    assert {row[0] for row in shown("VNM")["methods"]} == {"margins: own totals by sector (grade B)"}
    assert {row[0] for row in shown("GUY")["methods"]} == {"donor: own totals of broad sectors (grade C)"}


def test_farming_in_south_africa_shows_the_gap_of_the_two_counts():
    gap = {row[0]: row for row in shown("ZAF")["gap"]}
    assert gap["Farming"] == ("Farming", "0.93", "3.49", "−73%")


def test_two_countries_stand_side_by_side():
    page = shown("ZAF", "THA")
    power = next(table for table in page["compared"] if table["title"] == "Power by technology")
    coal = next(row for row in power["rows"] if row["name"] == "Coal")
    economy = ENGINE.economy("ZAF")
    own = economy.generation[economy.technologies.index("coal")] / economy.generation.sum()
    assert coal["cells"][0] == (f"{100 * own:.1f}%", "100.0")
    for table in page["compared"]:
        if table["title"] == "Women’s share of jobs":
            continue
        for column in (0, 1):
            shares = [float(row["cells"][column][0].rstrip("%")) for row in table["rows"]]
            assert sum(shares) == pytest.approx(100, abs=1)
    assert shown("ZAF", "ZAF")["compared"] == shown("ZAF", "nope")["compared"] == []


def test_the_page_links_only_the_web_and_speaks_the_readers_language(tmp_path):
    client = create_app(ENGINE, Store(f"sqlite:///{tmp_path}/x.sqlite3")).server.test_client()
    page = client.get("/sources?country=KGZ&lang=en&with=KAZ").text
    assert set(re.findall(r'href="([a-z]+):', page)) <= {"http", "https", "data"}
    assert "Kyrgyzstan" in page
    pseudo = client.get("/sources?country=KGZ&lang=en-XA").text
    plain = re.sub(r"<pre.*?</pre>|<li lang=\"en\">.*?</li>|<option.*?</option>", "", pseudo, flags=re.DOTALL)
    headings = re.findall(r"<h[12][^>]*>(.*?)</h", plain)
    assert headings
    assert all("⟦" in heading for heading in headings)
    assert client.get("/sources?country=%3Cscript%3E").status_code == 200
