"""Safe to expose: headers on every route, errors without internals, limits, logs that know nobody."""

from __future__ import annotations

import json
import logging
import re
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import update

from app import create_app
from dashboard import limits, logs
from dashboard.security import LARGEST_REQUEST, LONGEST_QUERY
from dashboard.store import Store, StoreError, states
from tests.fakes import FakeEngine

HTML = {"Accept": "text/html,application/xhtml+xml"}
STATE = "v=1&country=ZAF&p1=Mine"


def make_client(folder, engine=None):
    return create_app(engine or FakeEngine(), Store(f"sqlite:///{folder}/x.sqlite3")).server.test_client()


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    return make_client(tmp_path_factory.mktemp("store"))


def addresses(client):
    """Return one address for every route of the server, and some that have none."""
    found = {"/nope", "/track-record/nope", "/brief/../x"}
    for rule in client.application.url_map.iter_rules():
        values = dict.fromkeys(rule.arguments, "x.js")
        found.add(client.application.url_map.bind("localhost").build(rule.endpoint, values))
    return sorted(found)


def test_every_route_carries_the_security_headers_whatever_it_answers(client):
    asked = addresses(client)
    assert len(asked) > 10
    for address in asked:
        for method in ("GET", "POST", "OPTIONS"):
            answer = client.open(address, method=method, headers=HTML)
            policy = answer.headers["Content-Security-Policy"]
            scripts = next(rule for rule in policy.split("; ") if rule.startswith("script-src"))
            assert "unsafe" not in scripts, address
            assert "http" not in scripts, address
            assert "frame-ancestors 'none'" in policy, address
            assert answer.headers["X-Content-Type-Options"] == "nosniff", address
            assert answer.headers["X-Request-ID"], address
            assert b"Traceback" not in answer.data, address
            assert answer.status_code < 500 or method == "POST", address


@pytest.mark.parametrize(
    ("path", "method", "code"),
    [("/nope", "GET", 404), ("/a/b/c", "GET", 404), ("/healthz", "POST", 405), ("/", "DELETE", 405)],
)
def test_a_refusal_is_a_page_with_a_way_back(client, path, method, code):
    answer = client.open(f"{path}?lang=ar-XB&country=THA", method=method, headers=HTML)
    assert answer.status_code == code
    assert 'dir="rtl"' in answer.text
    assert '<a class="doc-back" href="/?lang=ar-XB&amp;country=THA">' in answer.text
    assert "/assets/vendor" not in answer.text  # not the dashboard


def test_a_refusal_is_in_the_readers_language(client):
    assert "⟦" in client.get("/nope?lang=en-XA").text
    assert "There is nothing at this address." in client.get("/nope").text


def test_too_much_is_refused_in_words(client):
    assert client.get("/nope?" + "x" * (LONGEST_QUERY + 1)).status_code == 414
    large = client.post(
        "/_dash-update-component",
        data=b"x" * (LARGEST_REQUEST + 1),
        headers=HTML,
        content_type="application/json",
    )
    assert large.status_code == 413
    assert "larger than the server takes" in large.text


def test_a_fault_gives_a_reference_and_no_internals(tmp_path, monkeypatch):
    client = make_client(tmp_path)
    monkeypatch.setitem(client.application.view_functions, "version", lambda: 1 / 0)
    answer = client.get("/version", headers=HTML)
    assert answer.status_code == 500
    assert "division" not in answer.text
    assert answer.headers["X-Request-ID"] in answer.text


def test_nobody_can_write_a_script_into_a_page(client):
    text = client.get("/nope?country=%3Cscript%3Ealert(1)%3C/script%3E&lang=en", headers=HTML).text
    assert "<script>" not in text
    assert text.count("<script") == text.count('<script src="/_own/') == 1


HOSTILE = [
    "", "country=%00%01", "country=../../etc/passwd", "lang=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "with=%3Cimg%20src=x%3E",
    "for=' OR 1=1--&verdict=%F0%9F%98%80&topic=" + "x" * 3000, "v=-1&s=" + "A" * 22, "s=../x", "year=NaN&active=1e308", "&&==&%",
    "p1=" + "%E2%80%AE" * 100, "l1=" + "x:1," * 900, "note=%3C/main%3E%3Cscript%3E", "%FF%FE=%FF", "a[]=1&a[b]=2&__proto__=x",
    "country=ZAF&country=THA&lang=en&lang=ar", "w=" + "y:1e999," * 200, "g1.1=~~~~~~~~~~~~~~~~&g9.9=x&g1.-1=x", "nets=" + "9" * 500,
    "lang=ar-XB&country=zaf",
]  # fmt: skip


@pytest.mark.parametrize(
    "path", ["/brief", "/track-record", "/sources", "/explained", "/accessibility", "/nope"]
)
def test_a_hostile_address_gives_a_page_with_words_on_every_page(client, path):
    for query in HOSTILE:
        answer = client.get(f"{path}?{query}", headers=HTML)
        assert answer.status_code == (404 if path == "/nope" else 200), query
        assert re.search(r"<h1>[^<]{4,}</h1>", answer.text), query
        assert "Traceback" not in answer.text
        assert "<script>" not in answer.text
        assert "<img" not in answer.text
        assert re.search(r'<html lang="[A-Za-z-]+" dir="(ltr|rtl)"', answer.text)


def test_a_bucket_empties_fills_and_is_forgotten():
    now = [0.0]
    buckets = limits.Buckets({"hot": limits.Rate(2, 3)}, most=2, clock=lambda: now[0])
    assert [buckets.take("a", "hot") for _ in range(4)] == [0, 0, 0, 0.5]
    now[0] = 0.5
    assert buckets.take("a", "hot") == 0
    assert buckets.take("a", "hot") > 0
    assert buckets.take("b", "hot") == 0
    assert buckets.take("c", "hot") == 0
    assert len(buckets) == 2


@pytest.mark.parametrize(
    ("output", "kind"),
    [
        ("store-answer.data", "hot"),
        ("store-share-answer.data", "link"),
        ("store-view-answer.data", "cold"),
        (3, "cold"),
    ],
)
def test_what_a_callback_writes_says_what_it_costs(client, output, kind):
    with client.application.test_request_context(limits.CALLBACK, method="POST", json={"output": output}):
        assert limits.kind_of_request() == kind


def test_one_client_that_asks_too_often_waits_and_another_does_not(tmp_path, monkeypatch):
    monkeypatch.setenv("RATE_LIMITS", "page=0.01:2")
    monkeypatch.setenv("TRUSTED_PROXIES", "1")
    client = make_client(tmp_path)
    first, second = {"X-Forwarded-For": "203.0.113.7", **HTML}, {"X-Forwarded-For": "203.0.113.8", **HTML}
    assert [client.get("/nope", headers=first).status_code for _ in range(3)] == [404, 404, 429]
    refused = client.get("/nope", headers=first)
    assert int(refused.headers["Retry-After"]) > 1
    assert "Too many requests" in refused.text
    assert client.get("/nope", headers=second).status_code == 404
    assert client.get("/healthz", headers=first).status_code == 200


def test_a_forwarded_address_is_not_believed_unless_a_proxy_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("RATE_LIMITS", "page=0.01:1")
    client = make_client(tmp_path)
    codes = [client.get("/nope", headers={"X-Forwarded-For": f"203.0.113.{n}"}).status_code for n in range(2)]
    assert codes == [404, 429]


@pytest.mark.parametrize("words", ["hot=1", "none=1:1", "hot=0:5", "hot=x:5"])
def test_a_wrong_setting_ends_in_a_sentence(words):
    with pytest.raises(SystemExit, match="RATE_LIMITS"):
        limits.rates_from(words)


def test_a_line_of_the_log_has_the_route_and_no_person(client, caplog):
    caplog.set_level(logging.INFO, "dashboard.access")
    secret = "Zebedee"
    answer = client.get(f"/version?p1={secret}", headers={"X-Request-ID": secret * 2, "User-Agent": secret})
    client.get(f"/{secret}")
    written = [record for record in caplog.records if record.name == "dashboard.access"]
    lines = [json.loads(logs.JsonLines().format(record)) for record in written]
    assert [line["route"] for line in lines] == ["/version", "/<path:path>"]
    assert lines[0]["status"] == 200
    assert lines[0]["milliseconds"] >= 0
    assert secret not in str(lines) + answer.headers["X-Request-ID"]
    assert "127.0.0.1" not in str(lines)


def test_ready_means_tables_and_a_store(tmp_path):
    assert make_client(tmp_path).get("/readyz").text == "ready\n"
    broken = create_app(FakeEngine(), Store("sqlite:////proc/no/such/place/x.sqlite3")).server.test_client()
    answer = broken.get("/readyz")
    assert (answer.status_code, answer.text) == (503, "not ready\n")


def test_an_expired_state_is_forgotten(tmp_path, monkeypatch):
    monkeypatch.setenv("STORE_KEEP_DAYS", "10")
    store = Store(f"sqlite:///{tmp_path}/x.sqlite3")
    old = store.save(STATE)
    with store._connected().begin() as connection:
        connection.execute(update(states).values(made_at=datetime.now(UTC) - timedelta(days=11)))
    assert store.load(old) is not None
    new = Store(f"sqlite:///{tmp_path}/x.sqlite3").save(STATE)  # a new process tidies with its first save
    assert store.load(old) is None
    assert store.load(new) is not None


def test_a_full_store_refuses_and_keeps_what_it_has(tmp_path, monkeypatch):
    monkeypatch.setenv("STORE_LARGEST_MB", "1")
    store = Store(f"sqlite:///{tmp_path}/x.sqlite3")
    first = store.save(STATE)
    with store._connected().begin() as connection:
        connection.execute(
            states.insert().values(id="x" * 22, made_at=datetime.now(UTC), body="y" * 1_000_001)
        )
    again = Store(f"sqlite:///{tmp_path}/x.sqlite3")
    with pytest.raises(StoreError, match="STORE_LARGEST_MB"):
        again.save(STATE)
    assert again.load(first) is not None


def test_the_access_line_needs_no_request_to_be_formatted():
    record = logging.makeLogRecord({"msg": "hello", "exc_info": None})
    line = json.loads(logs.JsonLines().format(record))
    assert line["message"] == "hello"
    assert "request" not in line
