"""The address: what is encoded is read back, and nothing that a stranger writes into it breaks the page."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.runs import Runs
from dashboard.state import Made, PathwayState, ProgrammeState, State, WorldState
from dashboard.state import address as addresses
from dashboard.state.address import MAX_NOTES, decode, encode, read, shared_query
from dashboard.state.model import MAX_NAME, MAX_NOTE, clean_name
from dashboard.store import LONGEST, Store
from tests.fakes import LEVERS, PARAMETERS, SECTORS, ZAF, FakeEngine

ENGINE = FakeEngine()

names = st.text(min_size=1, max_size=MAX_NAME).map(clean_name).filter(bool)


@st.composite
def lever_settings(draw):
    chosen = draw(st.lists(st.sampled_from(LEVERS), unique_by=lambda lever: lever.id))
    found = {}
    for lever in chosen:
        value = round(draw(st.floats(lever.minimum, lever.maximum)), 3)
        if value != lever.default:
            found[lever.id] = value
    return found


percents = st.none() | st.floats(0, 100).map(lambda value: round(value, 3))
programmes = st.builds(
    ProgrammeState,
    name=names,
    kind=st.sampled_from(["purchase", "enterprise", "transfer"]),
    sector=st.sampled_from(list(SECTORS)),
    technology=st.none(),
    region=st.none() | st.sampled_from(list(ZAF)),
    amount=st.floats(0.01, 10_000).map(lambda value: round(value, 3)),
    first=st.integers(2024, 2035),
    last=st.integers(2035, 2050),
    local_content=percents,
    women_share=percents,
    formal_share=percents,
    source=st.sampled_from(["grants", "loans", "budget", "private"]),
)


transfers = st.builds(
    ProgrammeState,
    name=names,
    kind=st.just("transfer"),
    sector=st.none(),
    technology=st.none(),
    region=st.none() | st.sampled_from(list(ZAF)),
    amount=st.floats(0.01, 10_000).map(lambda value: round(value, 3)),
    first=st.integers(2024, 2035),
    last=st.integers(2035, 2050),
    source=st.sampled_from(["grants", "loans", "budget"]),
)


@st.composite
def worlds(draw):
    edits = {}
    for one in draw(st.lists(st.sampled_from(list(PARAMETERS.values())), unique_by=lambda one: one.id)):
        value = round(draw(st.floats(one.low, one.high)), 6)
        if value != one.value:
            edits[one.id] = value
    return WorldState(edits=edits, factors=draw(st.sampled_from(["", "other-set"])))


@st.composite
def states(draw):
    made_pathways = st.builds(
        PathwayState,
        name=names,
        levers=lever_settings(),
        programmes=st.lists(programmes | transfers, max_size=3),
    )
    pathways = draw(st.lists(made_pathways, min_size=1, max_size=4))
    made = st.builds(
        Made, model_version=st.just("1.0"), data_version=st.just("2026.11"), net=st.integers(-(10**7), 10**7)
    )
    return State(
        country="ZAF",
        language=draw(st.sampled_from(["en", "en-XA", "ar-XB"])),
        year=draw(st.integers(2024, 2050)),
        active=draw(st.integers(0, len(pathways) - 1)),
        pathways=pathways,
        compare=draw(st.none() | st.integers(0, len(pathways) - 1)),
        choices=draw(
            st.sampled_from(
                [{}, {"rows": "region", "columns": "age"}, {"by": "channel", "whose": "coal-exit-year"}]
            )
        ),
        world=draw(worlds()),
        note=draw(st.text(max_size=MAX_NOTE).map(lambda words: clean_name(words, MAX_NOTE))),
        made=draw(st.none() | made),
    )


@given(states())
def test_a_state_survives_its_address(state):
    decoded = decode(encode(state), ENGINE, longest=LONGEST)
    assert decoded.notes == []
    assert decoded.state == state
    assert decoded.sent == (state.made is not None)


@given(st.text(max_size=400))
@settings(max_examples=150)
def test_any_text_gives_a_state_and_sentences(words):
    decoded = decode(words, ENGINE)
    assert decoded.state.country in ENGINE.countries()
    assert len(decoded.notes) <= MAX_NOTES + 1
    assert all(len(note) < 400 for note in decoded.notes)


HOSTILE = {
    "country=ZZZ": "There is no country “ZZZ” here",
    "country=<script>alert(1)</script>": "There is no country",
    "year=1999": "The year 1999 is outside the model; 2024 is shown.",
    "year=soon": "“soon” is not a year; 2035 is shown.",
    "year=NaN": "is not a year",
    "year=1e308": "is outside the model",
    "view=secret": "There is no view “secret”",
    "lang=tlh": "The language “tlh” is not available",
    "l1=coal-exit-year:1": "Coal exit year was outside 2026 to 2060 and is set to 2026.",
    "l1=coal-exit-year:inf": "“inf” is not a number for Coal exit year",
    "l1=coal-exit-year": "is not a number for Coal exit year",
    "l1=drop-table:1": "There is no lever “drop-table”",
    "country=THA&l1=coal-exports-2050:3": "does not apply here: Thailand exports no coal.",
    "p1=A&active=3": "chooses a pathway that it does not have",
    "p9=Nine": "Only 4 pathways fit on the screen",
    "v=7": "made by a newer version",
    "c=rows:shoes": "is no choice that a view has",
    "p1=A&cmp=3": "compares with a pathway that it does not have",
    "w=drop-table:1": "There is no assumption “drop-table”; it was left out.",
    "w=crowding_out_share:7": "Other investment displaced was outside 0 to 1 and is set to 1.",
    "w=crowding_out_share:much": "“much” is not a number for Other investment displaced",
    "f=nobody": "There is no set of job factors “nobody”",
    "note=" + "x" * 500: "The sender’s note was longer than 280 characters and was cut.",
    "p1=A&g1.1=purchase~s:construction": "A programme in the link could not be read",
    "p1=A&g1.1=purchase~s:construction~~-5~2030~2031~~~~budget~B": "A programme in the link could not be read",
    "p1=A&g1.1=purchase~s:construction~~5~2040~2031~~~~budget~B": "A programme in the link could not be read",
    "p1=A&g1.1=purchase~s:construction~~5~2030~2031~~140~~budget~B": "A programme in the link could not be read",
    "p1=A&g1.1=purchase~s:magic~~5~2030~2031~~~~budget~B": "names a sector, technology or region",
    "p1=A&" + "&".join(f"g1.{n}=purchase~s:trade~~5~2030~2031~~~~budget~B" for n in range(1, 15)): (
        "A pathway holds 12 programmes at most"
    ),
    "p1=" + "x" * 9_000: "longer than this page reads",
}


@pytest.mark.parametrize("query", HOSTILE)
def test_what_is_not_understood_is_said(query):
    notes = " ".join(decode(query, ENGINE).notes)
    assert HOSTILE[query] in notes


def test_a_hostile_name_is_text_of_limited_length_without_tricks():
    decoded = decode("p1=%3Cb%3E%E2%80%AEevil%00%0A" + "x" * 200, ENGINE)
    name = decoded.state.pathways[0].name
    assert name.startswith("<b> evil")
    assert len(name) <= MAX_NAME
    assert "\u202e" not in name
    assert "\x00" not in name


def test_many_faults_are_summed_up():
    query = "l1=" + ",".join(f"no-such-{index}:1" for index in range(50))
    notes = decode(query, ENGINE).notes
    assert len(notes) == MAX_NOTES + 1
    assert notes[-1] == "Further parts of the link were not understood either."


def test_an_empty_address_opens_the_presets_on_the_last():
    decoded = decode("", ENGINE)
    assert [pathway.name for pathway in decoded.state.pathways] == [
        "Stated targets",
        "Net zero",
        "People first",
    ]
    assert decoded.state.active == 2


def test_an_older_address_is_brought_up(monkeypatch):
    monkeypatch.setattr(addresses, "SCHEMA_VERSION", 2)
    monkeypatch.setattr(addresses, "MIGRATIONS", {1: lambda raw: {**raw, "year": raw["jahr"]}})
    assert decode("v=1&jahr=2041", ENGINE).state.year == 2041


def test_a_link_of_the_first_version_moves_all_three_levers_that_took_the_place_of_saved_energy():
    old = {
        "l1": "energy-efficiency:20,coal-exit-year:2040",
        "l2": "coal-exit-year:2035,strange",
        "p1": "Mine",
        "note": "energy-efficiency:5",
    }
    new = addresses.three_levers_for_saved_energy(old)
    assert new["l1"] == "building-retrofit:20,industrial-efficiency:20,clean-transport:20,coal-exit-year:2040"
    assert {k: v for k, v in new.items() if k != "l1"} == {k: v for k, v in old.items() if k != "l1"}
    read_again = decode("v=1&country=ZAF&p1=Mine&l1=energy-efficiency:20", ENGINE).state.pathways[0]
    assert read_again.levers["building-retrofit"] == 20.0
    today = decode("v=2&country=ZAF&p1=Mine&l1=energy-efficiency:20", ENGINE)
    assert today.state.pathways[0].levers == {}
    assert any("energy-efficiency" in note for note in today.notes)


def test_a_short_link_stays_an_address_and_a_long_one_goes_to_the_store(tmp_path: Path):
    runs, store = Runs(ENGINE), Store(f"sqlite:///{tmp_path}/states.sqlite3")
    state = decode("year=2040", ENGINE).state
    query = shared_query(state, runs, store)
    assert "model=fake" in query
    assert "net=" in query
    assert read(query, ENGINE, store).state == state
    state.pathways = [
        PathwayState(name="ж" * MAX_NAME, levers={lever.id: lever.minimum + 0.123 for lever in LEVERS})
        for _ in range(4)
    ]
    short = shared_query(state, runs, store)
    assert short.startswith("v=2&s=")
    assert len(short) < 60
    assert read(short, ENGINE, store).state == state


def test_an_unknown_stored_link_says_so(tmp_path: Path):
    decoded = read("s=AAAAAAAAAAAAAAAAAAAAAA", ENGINE, Store(f"sqlite:///{tmp_path}/states.sqlite3"))
    assert decoded.notes == ["This link is not known here: it may be from another server, or cut short."]


@pytest.mark.skipif(
    shutil.which("node") is None, reason="node runs the browser's encoder; it is not installed"
)
def test_the_browser_writes_the_same_address(root: Path):
    cases = [
        decode("", ENGINE).state,
        State(
            country="THA",
            year=2050,
            active=1,
            pathways=[
                PathwayState(name="A & B = 100 % (größer) ~ it’s *new*!", levers={"solar-share": 12.5}),
                PathwayState(
                    name="مسار",
                    levers={},
                    programmes=[
                        ProgrammeState(
                            name="Warm ~ schools",
                            sector="construction",
                            region="ZA-MP",
                            amount=0.00002,
                            first=2026,
                            last=2035,
                            women_share=40,
                            source="grants",
                        ),
                        ProgrammeState(name="Sun", technology="solar", amount=1e6, first=2026, last=2026),
                        ProgrammeState(name="Cash", kind="transfer", amount=40, first=2026, last=2030),
                    ],
                ),
            ],
            compare=0,
            choices={"rows": "region", "columns": "formality"},
            world=WorldState(edits={"crowding_out_share": 0.25, "loan_term": 13}, factors="other-set"),
            note="See the second one: 100 % & more ~ *really*",
        ),
    ]
    script = (
        "global.window={cockpit:{}};require(process.argv[1]);"
        "const s=JSON.parse(process.argv[2]);console.log(JSON.stringify(s.map(window.cockpit.address.encode)));"
    )
    data = json.dumps([state.model_dump(exclude={"made"}) for state in cases])
    file = str(root / "assets" / "js" / "address.js")
    done = subprocess.run(["node", "-e", script, file, data], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [encode(state) for state in cases]
