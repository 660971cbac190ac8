"""The app as a server: routes, headers, limits, the hot callback, and what it refuses."""

from __future__ import annotations

import gzip
import html
from pathlib import Path

import pytest

from app import create_app
from callbacks import cockpit, share
from dashboard.engine import RefusedError
from dashboard.runs import Runs
from dashboard.scenario import Scenario
from dashboard.security import LARGEST_REQUEST
from dashboard.store import Store
from tests.fakes import FakeEngine

REQUEST = {"seq": 7, "slot": 1, "country": "ZAF", "language": "en", "year": 2040, "name": "B", "levers": {}}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    store = Store(f"sqlite:///{tmp_path_factory.mktemp('store')}/states.sqlite3")
    return create_app(FakeEngine(), store).server.test_client()


def hot(client, value, store="request", answer="answer"):
    body = {
        "output": f"store-{answer}.data",
        "outputs": {"id": f"store-{answer}", "property": "data"},
        "inputs": [{"id": f"store-{store}", "property": "data", "value": value}],
        "changedPropIds": [f"store-{store}.data"],
    }
    return client.post("/_dash-update-component", json=body)


def test_the_server_is_healthy_and_says_its_versions(client):
    assert client.get("/healthz").text == "ok\n"
    versions = client.get("/version").json
    assert versions == {"model_version": "fake", "data_version": {"ZAF": "fake.1", "THA": "fake.1"}}


@pytest.mark.parametrize(
    "path", ["/", "/healthz", "/version", "/_dash-layout", "/_vendor/bootstrap.min.css", "/assets/no"]
)
def test_every_answer_carries_the_security_headers(client, path):
    headers = client.get(path).headers
    scripts = next(
        rule for rule in headers["Content-Security-Policy"].split("; ") if rule.startswith("script-src")
    )
    assert "unsafe" not in scripts
    assert "http" not in scripts
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_the_finding_stands_on_the_page_before_any_script_runs(client):
    page = client.get(
        "/?country=ZAF&lang=en&year=2040&p1=%3Cscript%3Ex%3C/script%3E&l1=coal-exit-year:2035"
    ).text
    said = page.partition('<div class="first-words">')[2].partition("</div>")[0]
    request = {**REQUEST, "name": "<script>x</script>", "levers": {"coal-exit-year": 2035}}
    words = hot(client, request).json["response"]["store-answer"]["data"]["words"]
    assert html.escape(words["finding"]) in said
    assert html.escape(words["second"]) in said
    assert "<script>x" not in page
    assert client.get("/?country=%FF&s=none&cmp=9").status_code == 200


def test_the_page_names_no_foreign_server(client):
    page = client.get("/").text
    assert "https://" not in page.replace("https://dash-version.plotly.com:8080/current_version", "")


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar-XB", "rtl"), ("nonsense", "ltr")])
def test_the_page_says_its_language_and_direction(client, language, direction):
    page = client.get(f"/?lang={language}").text
    assert f'dir="{direction}"' in page[:200]


def test_the_layout_follows_the_pages_address(client):
    layout = client.get("/_dash-layout?country=THA&year=2044&lang=en").text
    assert '"year":2044' in layout.replace(" ", "")
    assert "Thailand exports no coal." in layout
    by_referrer = client.get("/_dash-layout", headers={"Referer": "http://localhost/?country=THA"}).text
    assert "Thailand exports no coal." in by_referrer


def test_a_note_says_what_was_not_understood(client):
    assert "There is no lever “nonsense”" in client.get("/_dash-layout?l1=nonsense:3").json.__str__()


def test_names_from_an_address_stay_text(client):
    layout = client.get("/_dash-layout?p1=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E").json

    def kinds(node):
        if isinstance(node, dict):
            yield node.get("type")
            for value in node.values():
                yield from kinds(value)
        elif isinstance(node, list):
            for value in node:
                yield from kinds(value)

    assert "Markdown" not in set(kinds(layout))
    assert "DangerouslySetInnerHTML" not in str(layout)


def test_the_hot_callback_answers_with_the_models_numbers(client):
    answer = hot(client, {**REQUEST, "levers": {"coal-exit-year": 2030}}).json["response"]["store-answer"][
        "data"
    ]
    assert (answer["seq"], answer["slot"], answer["year"]) == (7, 1, 2040)
    result = FakeEngine().simulate(Scenario.of("ZAF", {"coal-exit-year": 2030}))
    assert answer["series"]["net"][16] == round(result.net[17])
    assert answer["headlines"]["jobs"][2] == round(result.net[17])


@pytest.mark.parametrize(
    "wrong",
    [
        {"year": 1900}, {"year": "soon"}, {"country": "zaf"}, {"slot": 9}, {"levers": {"a b": 1}}, {"levers": [1]},
        {"levers": {"coal-exit-year": "x"}}, {"extra": 1}, {"name": "x" * 500}, {"country": "ZZZ"},
    ],
)  # fmt: skip
def test_a_wrong_request_is_refused_in_a_sentence(client, wrong):
    answer = hot(client, {**REQUEST, **wrong}).json["response"]["store-answer"]["data"]
    assert set(answer) <= {"seq", "slot", "error"}
    assert answer["error"].endswith(".")


@pytest.mark.parametrize("value", [[], "x", 3, {"seq": "x"}])
def test_a_request_of_no_shape_is_refused_too(client, value):
    assert "error" in hot(client, value).json["response"]["store-answer"]["data"]


def test_levers_outside_their_range_are_brought_inside(client):
    far = hot(client, {**REQUEST, "levers": {"coal-exit-year": -5}}).json["response"]["store-answer"]["data"]
    near = hot(client, {**REQUEST, "levers": {"coal-exit-year": 2026}}).json["response"]["store-answer"][
        "data"
    ]
    assert far == near


def test_a_refusal_of_the_model_reaches_the_person_and_a_fault_does_not():
    class Refusing(FakeEngine):
        def simulate(self, scenario):
            raise RefusedError("Grants and loans add up to 140 %. Lower one of them.")

    class Broken(FakeEngine):
        def simulate(self, scenario):
            raise RuntimeError("secret internals")

    assert cockpit.reply(Runs(Refusing()), REQUEST)["error"].startswith("Grants and loans")
    broken = cockpit.reply(Runs(Broken()), REQUEST)["error"]
    assert "secret" not in broken
    assert "reference" in broken


def test_share_gives_a_link_that_opens_the_same_screen(client):
    state = {
        "country": "ZAF",
        "year": 2041,
        "active": 0,
        "pathways": [{"name": "Mine", "levers": {"solar-share": 80}}],
    }
    answer = hot(client, {"seq": 1, "state": state}, "share-request", "share-answer")
    query = answer.json["response"]["store-share-answer"]["data"]["query"]
    assert "p1=Mine&l1=solar-share:80" in query
    layout = client.get(f"/_dash-layout?{query}").text
    assert '"solar-share":80' in layout.replace(" ", "")


def test_share_refuses_what_is_no_screen(tmp_path: Path):
    store = Store(f"sqlite:///{tmp_path}/x.sqlite3")
    assert "error" in share.reply(
        Runs(FakeEngine()), store, {"seq": 1, "state": {"country": "ZAF", "pathways": []}}
    )
    broken = Store("sqlite:////proc/no/such/place/x.sqlite3")
    many = [{"name": "ж" * 40, "levers": {f"lever-{n}": 1 for n in range(20)}} for _ in range(4)]
    answer = share.reply(
        Runs(FakeEngine()), broken, {"seq": 1, "state": {"country": "ZAF", "pathways": many}}
    )
    assert "query" in answer or answer["error"].startswith("The link could not be stored")


def test_errors_are_sentences_without_internals(client):
    assert client.get("/assets/none.js").status_code == 404
    large = client.post(
        "/_dash-update-component", data=b"x" * (LARGEST_REQUEST + 1), content_type="application/json"
    )
    assert large.status_code == 413
    assert large.text == "This request is larger than the server takes.\n"
    broken = client.post("/_dash-update-component", data=b"{", content_type="application/json")
    assert broken.status_code == 400
    unknown = client.post("/_dash-update-component", json={"output": "nothing.data", "inputs": []})
    assert "Traceback" not in unknown.text
    assert unknown.status_code in {400, 500}


def test_large_answers_are_compressed_for_those_who_can_read_it(client):
    plain = client.get("/_dash-layout")
    packed = client.get("/_dash-layout", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert len(packed.data) < len(plain.data) / 3
    assert len(gzip.decompress(packed.data)) == len(plain.data)


def test_no_component_that_hurts_is_on_the_page(client):
    layout = client.get("/_dash-layout").text
    for kind in ('"Markdown"', '"Slider"', '"Tabs"', '"Location"'):
        assert kind not in layout


class Choosy(FakeEngine):
    """Refuses shares that add up to more than the whole, as the model does."""

    def simulate(self, scenario):
        levers = scenario.moved
        if levers.get("grants-share", 0) + levers.get("loans-share", 0) > 100:
            raise RefusedError("Grants and loans add up to more than 100 %. Lower one of them.")
        return super().simulate(scenario)


def test_an_address_that_the_model_refuses_opens_without_the_part_that_is_too_much(tmp_path: Path):
    client = create_app(Choosy(), Store(f"sqlite:///{tmp_path}/x.sqlite3")).server.test_client()
    layout = client.get("/_dash-layout?p1=Rich&l1=solar-share:80,grants-share:90,loans-share:90").text
    assert "is shown without International loans: Grants and loans add up" in layout
    assert '"solar-share":80' in layout.replace(" ", "")
    assert '"loans-share":90' not in layout.replace(" ", "").split('"presets"')[0]


def test_share_passes_the_models_refusal_on(tmp_path: Path):
    store = Store(f"sqlite:///{tmp_path}/x.sqlite3")
    pathway = {"name": "Rich", "levers": {"grants-share": 90, "loans-share": 90}}
    answer = share.reply(
        Runs(Choosy()), store, {"seq": 1, "state": {"country": "ZAF", "pathways": [pathway]}}
    )
    assert answer["error"].startswith("Grants and loans")


def components(node, kind):
    """Yield the properties of every component of one kind in a layout."""
    if isinstance(node, dict):
        if node.get("type") == kind:
            yield node["props"]
        for value in node.values():
            yield from components(value, kind)
    elif isinstance(node, list):
        for value in node:
            yield from components(value, kind)


def test_every_lever_has_a_labelled_range_and_a_number(client):
    layout = client.get("/_dash-layout?country=THA").json
    ids = {one["id"]: one for one in components(layout, "Input") if "id" in one}
    labelled = {one.get("htmlFor") for one in components(layout, "Label")}
    levers = [lever for lever in FakeEngine().levers("THA").values() if lever.applies]
    for lever in levers:
        assert ids[f"lever-{lever.id}"]["type"] == "range"
        assert f"lever-{lever.id}" in labelled
        assert ids[f"lever-{lever.id}"]["min"] == lever.minimum
        # A text box, because the browser's number boxes refuse the decimal comma of most languages.
        assert ids[f"value-{lever.id}"]["type"] == "text"
        assert ids[f"value-{lever.id}"]["inputmode"] == "decimal"
    assert "lever-coal-exports-2050" not in ids
    assert "Thailand exports no coal." in str(layout)


def test_levers_beyond_the_first_twelve_wait_in_a_drawer(tmp_path: Path):
    class Many(FakeEngine):
        def levers(self, iso3):
            known = super().levers(iso3)
            extra = known["siting-share"].__class__("heat", "climate", "Heat at work", "%", 0, 10, 1, 0)
            return {**known, "heat": extra}

    store = Store(f"sqlite:///{tmp_path}/x.sqlite3")
    client = create_app(Many(), store).server.test_client()
    (closed,) = components(client.get("/_dash-layout").json, "Details")
    assert not closed["open"]
    assert "lever-heat" in str(closed)
    (opened,) = components(client.get("/_dash-layout?p1=A&l1=heat:5").json, "Details")
    assert opened["open"]


def test_sources_open_only_web_addresses(tmp_path: Path):
    class Odd(FakeEngine):
        def economy(self, iso3):
            economy = super().economy(iso3)
            economy.sources = ({"id": "x", "title": "Bad", "url": "javascript:alert(1)"},)
            return economy

    client = create_app(Odd(), Store(f"sqlite:///{tmp_path}/x.sqlite3")).server.test_client()
    assert "javascript:" not in client.get("/_dash-layout").text


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RefusedError("sectors.csv, row 3: unknown group."), "sectors.csv, row 3"),
        (RuntimeError("secret"), "reference"),
    ],
)
def test_a_country_that_cannot_be_read_gets_a_page_that_says_so(tmp_path: Path, error, words):
    class Broken(FakeEngine):
        def economy(self, iso3):
            if iso3 == "THA":
                raise error
            return super().economy(iso3)

    client = create_app(Broken(), Store(f"sqlite:///{tmp_path}/x.sqlite3")).server.test_client()
    answer = client.get("/_dash-layout?country=THA")
    assert answer.status_code == 200
    assert words in answer.text
    assert "secret" not in answer.text
    assert "?country=ZAF" in answer.text
    assert client.get("/_dash-layout?country=ZAF").status_code == 200
