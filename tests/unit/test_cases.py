"""Published cases: files that load, verdicts that say what they should, errors in words."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from model.cases import lines_of, load_cases, probes
from model.cases.case import Figure, read_case
from model.cases.project_jobs import project_jobs
from model.cases.quantities import QUANTITIES
from model.cases.subject import Ours, Run
from model.cases.verdict import published_text, run_of, verdict, within
from model.cli.main import main
from model.errors import InputError
from model.load import available, load_economy
from model.pathway import Pathway
from tests.laws.worlds import economy


def figure(**changes):
    found = {
        "what": "",
        "unit": "jobs",
        "published": 100.0,
        "published_words": "",
        "quantity": "product",
        "rule": "band",
        "tolerance": 0.0,
        "closes": "",
        "missing": "",
        "preset": "",
        "takes": {},
    }
    return Figure(**{**found, **changes})


def rows(capsys, *arguments):
    assert main(["cases", *arguments]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_every_case_of_the_published_list_has_a_file():
    ids = {case.id for case in load_cases()}
    assert ids >= {str(i) for i in range(1, 19)} | set("ABCDEFGH")


def test_every_case_names_its_source_and_known_quantities():
    for case in load_cases():
        assert case.source, case.id
        for f in case.figures:
            assert not f.quantity or f.quantity in QUANTITIES


def test_numbered_cases_come_first_and_in_order():
    ids = [case.id for case in load_cases()]
    assert ids.index("9") < ids.index("9b") < ids.index("10") < ids.index("A") < ids.index("H")


@pytest.mark.parametrize("case", ["A", "B", "C"])
def test_arithmetic_is_within(case, capsys):
    found = rows(capsys, case)
    assert {row["verdict"] for row in found} == {"within"}
    columns = ["id", "country", "title", "published", "ours", "low", "high", "verdict", "unit"]
    assert list(found[0]) == columns


def test_rajasthan_is_within_two_percent(capsys):
    for row in rows(capsys, "C"):
        published = float(row["published"].split()[0].replace(",", ""))
        assert abs(float(row["ours"]) / published - 1.0) <= 0.02


def test_a_country_without_a_pack_says_so(capsys):
    for row in rows(capsys, "13", "17b"):
        expected = "nothing published" if row["country"] in available() else "no pack yet"
        assert row["verdict"] in (expected, "no such pathway yet")


def test_comparators_have_a_row_for_every_pack_and_no_verdict(capsys):
    found = rows(capsys, "D")
    assert [row["country"] for row in found] == list(available())
    assert {row["verdict"] for row in found} <= {"comparator", "no fossil fuel is made here"}
    assert all(0.1 < float(row["ours"]) < 100 for row in found if row["ours"])


@pytest.mark.parametrize(
    ("f", "ours", "says"),
    [
        (figure(), Ours(50.0, 40.0, 120.0), "within"),
        (
            figure(closes="higher local content"),
            Ours(50.0, 40.0, 60.0),
            "outside by -50 %; higher local content",
        ),
        (figure(rule="percent", tolerance=2.0), Ours(101.9), "within"),
        (figure(rule="percent", tolerance=2.0), Ours(103.0), "outside by +3 %"),
        (figure(rule="digits", tolerance=1.0), Ours(100.04), "within"),
        (figure(rule="digits", tolerance=1.0), Ours(100.06), "outside by +0 %"),
        (figure(rule="comparator"), Ours(3.0), "comparator"),
        (figure(published=None), Ours(3.0), "nothing published"),
        (figure(), Ours(None, none="no pack yet"), "no pack yet"),
    ],
)
def test_verdicts(f, ours, says):
    assert verdict(f, ours) == says


def test_a_figure_without_a_band_is_held_to_its_point():
    assert within(figure(published=5.0), Ours(5.0))
    assert not within(figure(published=5.0), Ours(4.9))
    assert published_text(figure(published=-34.0, unit="%")) == "-34 %"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('id = "X"', 'no "title"'),
        ("id = ", "cannot be read"),
        ('id = "X"\ntitle = "t"\ncountry = ""\nsource = "s"', "no \\[\\[figure\\]\\]"),
        ('id = "X"\ntitle = "t"\ncountry = ""\nsource = "s"\n[[figure]]\nrule = "vibes"', "rule vibes"),
        ('id = "X"\ntitle = "t"\ncountry = ""\nsource = "s"\n[[figure]]\nquantity = "luck"', "quantity luck"),
    ],
)
def test_a_broken_case_file_says_what_is_wrong(text, says, tmp_path):
    path = tmp_path / "X.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=says):
        read_case(path)


def test_an_unknown_case_is_refused(capsys):
    assert main(["cases", "zz"]) == 2
    assert "There is no case zz" in capsys.readouterr().err


def test_notes_list_inputs_and_assumptions_apart(capsys):
    assert main(["cases", "C", "--notes"]) == 0
    said = capsys.readouterr().out
    assert "published input: 4,000 MW" in said
    assert "our assumption:" in said


def test_channels_and_levers_of_a_run_are_parts_of_its_net_jobs():
    run = Run(economy("tiny"), {"renewable-share-2050": 80.0, "building-retrofit": 10.0})
    every = ["direct", "supply-chain", "spending"]
    whole = QUANTITIES["headline"](run, name="net", year=2035)
    parts = QUANTITIES["channel-jobs"](run, channels=every, year=2035)
    assert parts.value == pytest.approx(whole.value, abs=1e-6)
    assert parts.low <= parts.value <= parts.high
    levers = [
        QUANTITIES["lever-jobs"](run, levers=[name], channels=every, year=2035).value
        for name in ("renewable-share-2050", "building-retrofit")
    ]
    assert sum(levers) == pytest.approx(whole.value, abs=1e-6)
    with pytest.raises(InputError, match="does not move"):
        QUANTITIES["lever-jobs"](run, levers=["solar-share"], channels=every, year=2035)


def test_a_case_of_a_pack_has_a_band():
    (case,) = [c for c in load_cases() if c.id == "18"]
    line = next(lines_of(case))
    assert line.low is not None
    assert line.low <= line.ours <= line.high


# --- Guyana, Argentina, South Africa: what docs/cases.md says -------------------------------------------------------


def case_result(name):
    iso3, pathway = probes._case_pathway(name)
    return probes._run(iso3, pathway)


@pytest.mark.parametrize("name", ["6", "7"])
def test_jobs_of_a_project_by_item_are_its_direct_and_supply_chain_jobs(name):
    iso3, pathway = probes._case_pathway(name)
    hydrogen = {k: v for k, v in pathway.levers.items() if k.startswith("hydrogen")}
    result = probes._run(iso3, Pathway("hydrogen alone", hydrogen))
    jobs = project_jobs(result)
    channels = result.employment_change(by=("channel",))
    for year in (2028, 2030, 2035, 2050):
        at = year - 2023
        assert jobs.total("direct")[at].sum() == pytest.approx(channels[at, 0], rel=2e-3, abs=5)
        # What the project buys calls up power and its fuel; the plan's answer to it is not the project's own.
        assert jobs.total("with-supply-chain")[at].sum() == pytest.approx(
            channels[at, :2].sum(), rel=2e-2, abs=20
        )
        assert jobs.spending[at] == pytest.approx(result.money.projects[at], rel=1e-9)


def test_local_content_raises_a_projects_jobs_and_its_cost():
    iso3, pathway = probes._case_pathway("6")
    more = Pathway("local", {**pathway.levers, "local-content": 20})
    before, after = (project_jobs(probes._run(iso3, p)) for p in (pathway, more))
    assert after.suppliers[7].sum() > before.suppliers[7].sum()
    assert after.spending[7] > before.spending[7]
    assert after.spending[7] == pytest.approx(probes._run(iso3, more).money.projects[7], rel=1e-9)


def test_equipment_from_abroad_leaves_plants_and_sites_alone():
    result = case_result("7")
    here, abroad = project_jobs(result), project_jobs(result, {"wind": 0.0})
    assert (abroad.total("plants-and-sites") == here.total("plants-and-sites")).all()
    assert abroad.total("direct")[-1].sum() < here.total("direct")[-1].sum()


def test_a_pathway_without_a_project_has_no_project_jobs():
    run = Run(economy("tiny"), {"building-retrofit": 10.0})
    assert project_jobs(run.result) is None
    ours = QUANTITIES["project-jobs-in"](run, scope="direct", year=2035)
    assert (ours.value, ours.none) == (None, "the pathway has no export project")


def test_grants_make_employment_whole_in_every_year():
    iso3, pathway = probes._case_pathway("6")
    programmes = probes.whole_again(iso3, pathway, "education", 2026, 2035)
    result = probes._run(iso3, Pathway("whole", pathway.levers, programmes))
    assert result.net[3:13] == pytest.approx([0.0] * 10, abs=0.5)
    assert result.gdp_change[12] < 0


def test_guyana_loses_more_outside_oil_than_hydrogen_brings():
    lines = {line.figure: line for case in load_cases() if case.id == "6" for line in lines_of(case)}
    outside = lines["jobs outside oil and hydrogen in 2035"]
    hydrogen = lines["jobs in hydrogen, the most of any year to 2035 (direct)"]
    assert lines["GDP against the baseline in 2035"].ours < 0
    assert 0 < hydrogen.ours < -outside.ours
    assert hydrogen.low <= hydrogen.ours <= hydrogen.high


def test_first_year_of_loss_is_held_to_years():
    f = figure(published=2028.0, unit="year", rule="absolute")
    assert published_text(f) == "2028"
    assert verdict(f, Ours(2026.0)) == "outside by -2 years"
    assert verdict(f, Ours(2028.0)) == "within"


def test_the_ledger_of_a_table_adds_up():
    (table,) = probes.coal_people()
    displaced, *parts = (number(cell) for cell in table.rows[-1][1:])
    assert sum(parts) == pytest.approx(displaced, abs=2)
    assert number(table.rows[0][1]) + number(table.rows[1][1]) > 0.5 * displaced


def test_who_pays_decides_what_a_thousand_million_brings():
    table = probes.money()[0]
    net = {row[0]: number(row[4]) for row in table.rows}
    assert net["grants, crowding out 0"] == net["grants, crowding out 1"]
    for payer in ("private", "tariffs"):
        assert (
            net["grants, crowding out 0"] > net[f"{payer}, crowding out 0"] > net[f"{payer}, crowding out 1"]
        )
    assert (
        net["tariffs, crowding out 0"] < net["private, crowding out 0"]
    )  # homes pay bills, firms buy buildings
    assert net["loans, crowding out 0"] < 0.5 * net["grants, crowding out 0"]
    assert net["budget, crowding out 0"] < 0.2 * net["grants, crowding out 0"]


def test_probes_are_named_and_print_tables(capsys):
    assert probes.main(["guyana-grants"]) == 0
    assert capsys.readouterr().out.startswith("**Guyana: grants that make employment whole")
    assert probes.main(["luck"]) == 2
    assert "There is no probe luck" in capsys.readouterr().err


def test_heat_takes_hours_by_sector():
    run = Run(load_economy("KHM"), {})
    all_sectors = QUANTITIES["hours-lost-to-heat"](run, year=2030).value
    garments = QUANTITIES["hours-lost-to-heat"](run, year=2030, sector="textiles-clothing").value
    farming = QUANTITIES["heat-share-of-divisions"](run, year=2030, divisions=[1]).value
    assert 0 < garments < all_sectors < 100
    adapted = Run(load_economy("KHM"), {"heat-adaptation": 50.0})
    less = QUANTITIES["hours-lost-to-heat"](adapted, year=2035, sector="textiles-clothing").value
    before = QUANTITIES["hours-lost-to-heat"](adapted, year=2035, sector="textiles-clothing", baseline=True)
    assert less == pytest.approx(0.5 * before.value, rel=1e-2)
    assert 0 < farming < 100
    women, men = (
        QUANTITIES["heat-jobs"](run, year=2030, sector="textiles-clothing", sex=sex).value
        for sex in ("women", "men")
    )
    assert women > men > 0
    cold = Run(load_economy("KGZ"), {})
    assert QUANTITIES["heat-share-of-divisions"](cold, year=2030, divisions=[1]).value is None


def test_shares_of_created_jobs_and_green_jobs_add_up():
    run = Run(load_economy("IDN"), {"renewable-share-2035": 60.0})
    skills = [
        QUANTITIES["share-of-created"](run, dimension="skill", category=c, year=2035).value
        for c in ("low", "medium", "high")
    ]
    assert sum(skills) == pytest.approx(100.0)
    output, either = (
        QUANTITIES["green-jobs"](run, definition=d, year=2035).value for d in ("output", "output-or-process")
    )
    assert either >= output > 0


def test_a_case_can_spend_on_programmes():
    case = next(c for c in load_cases() if c.id == "16")
    net = next(line for line in lines_of(case))
    assert net.ours > 0


def number(cell):
    """A cell's number, or None for words."""
    try:
        return float(cell.replace(",", "").removesuffix("US$").removesuffix("EUR"))
    except ValueError:
        return None


DOCS = Path(__file__).parents[2] / "docs" / "cases.md"


@pytest.mark.parametrize("name", [n for n in probes.PROBES if n != "record"])
def test_the_tables_of_the_docs_are_what_the_model_says(name):
    """Loosely: within a quarter, or a tenth of the column's largest."""
    text = DOCS.read_text(encoding="utf-8")
    for table in probes.PROBES[name]():
        assert f"**{table.title}**" in text, table.title
        lines = text.split(f"**{table.title}**", 1)[1].strip().splitlines()
        shown = [[c.strip() for c in line.strip("|").split("|")] for line in lines[2 : 2 + len(table.rows)]]
        for k in range(1, len(table.columns)):
            pairs = [(number(was[k]), number(now[k])) for was, now in zip(shown, table.rows, strict=True)]
            largest = max((abs(now) for _, now in pairs if now is not None), default=0.0)
            for (was, now), row in zip(pairs, table.rows, strict=True):
                if now is not None:
                    assert was == pytest.approx(now, rel=0.1, abs=0.02 * largest + 0.1), (
                        table.title,
                        row[0],
                        k,
                    )


def test_a_table_is_put_in_place_of_its_title(tmp_path):
    path = tmp_path / "page.md"
    path.write_text("before\n\n**T**\n\n| a |\n| --- |\n| old |\n\nafter\n", encoding="utf-8")
    table = probes.Table("T", ("a", "b"), (("x", "1"),))
    probes.put_into(path, [table])
    probes.put_into(path, [table])
    assert path.read_text(encoding="utf-8") == f"before\n\n{table.markdown()}\n\nafter\n"
    with pytest.raises(InputError, match="no table called U"):
        probes.put_into(path, [probes.Table("U", ("a",), ())])


def test_the_ledger_of_a_case_is_that_of_its_provinces_and_sexes():
    case = next(c for c in load_cases() if c.id == "9")
    run = run_of(case, "ZAF")
    ask = QUANTITIES["people-of-the-ledger"]
    whole = ask(run, stage="left-out", last=2045).value
    assert sum(ask(run, stage="left-out", last=2045, sex=x).value for x in ("women", "men")) == pytest.approx(
        whole
    )
    regions = [ask(run, stage="left-out", last=2045, region=r).value for r in run.pack.regions]
    assert sum(regions) == pytest.approx(whole)
    helped = run_of(case, "ZAF", "coal-exit-support")
    assert ask(helped, stage="left-out", last=2045).value < whole
    cost = QUANTITIES["cost-of-the-fund"]
    assert cost(run, last=2050).value == pytest.approx(0.0, abs=1e-9)
    assert cost(helped, last=2050).value > cost(helped, last=2035).value > 0


def test_small_firms_are_those_outside_the_larger_ones():
    run = Run(economy("tiny"), {})
    jobs = run.pack.employment.sum()
    all_of_it = QUANTITIES["outside-larger-firms"](run, larger_firms=0.0, public=[])
    assert (all_of_it.value, all_of_it.low) == (100.0, 100.0)
    half = QUANTITIES["outside-larger-firms"](run, larger_firms=0.5 * jobs, public=[run.pack.sectors[0]])
    assert half.value == pytest.approx(50.0)
    assert half.low < half.value


def test_a_preset_of_a_case_keeps_what_the_case_was_published_with():
    """The pathways of cases 6 and 7 are presets now: a change of theirs would silently change the replay."""
    guyana, argentina = (probes._case_pathway(name)[1].levers for name in ("6", "7"))
    assert guyana == {"oil-gas-exports-2050": 0, "hydrogen-exports-2035": 0.6, "hydrogen-exports-2050": 0.6}
    assert argentina == {"hydrogen-exports-2035": 1.7, "hydrogen-exports-2050": 5.0, "solar-share": 0}
