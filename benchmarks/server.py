"""The hot callback without a browser: how large its answer is, and how many a second two workers give."""

from __future__ import annotations

import json
import random
import selectors
import socket
import time
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.budgets import Line
from benchmarks.serving import FloorServer, serving
from callbacks.contracts import PathwayRequest
from dashboard.engine import Engine
from dashboard.model_engine import ModelEngine
from dashboard.state.model import MAX_NAME
from dashboard.text import LANGUAGES
from tests.browser.support import AppServer

COUNTRIES = ("ZAF", "THA")
WORKERS, CONNECTIONS, SECONDS, ROUNDS = 2, 8, 2.5, 3
HEADERS = "POST /_dash-update-component HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n"
HEADERS += "Accept-Encoding: {encoding}\r\nContent-Length: {length}\r\n\r\n"


def hot_body(request: dict[str, Any]) -> bytes:
    """Return what Dash's renderer sends for the hot callback."""
    PathwayRequest.model_validate(request)
    return _body("store-answer", "data", "store-request", "data", request)


def empty_body() -> bytes:
    """Return what Dash's renderer sends for the floor's empty callback."""
    return _body("nothing", "children", "empty", "children", "")


def _body(out_id: str, out: str, in_id: str, into: str, value: Any) -> bytes:
    whole = {
        "output": f"{out_id}.{out}",
        "outputs": {"id": out_id, "property": out},
        "inputs": [{"id": in_id, "property": into, "value": value}],
        "changedPropIds": [f"{in_id}.{into}"],
        "parsedChangedPropsIds": [f"{in_id}.{into}"],
    }
    return json.dumps(whole).encode()


def hot_requests(engine: Engine, seed: int, count: int) -> list[bytes]:
    """Return requests for random pathways, none twice: what many people who drag at once ask."""
    dice = random.Random(seed)
    found = []
    for sequence in range(1, count + 1):
        iso3 = dice.choice(COUNTRIES)
        preset = dict(dice.choice(engine.presets(iso3)).levers)
        registry = engine.levers(iso3)
        for lever in dice.sample(
            [one for one in registry.values() if one.applies and one.group == "power"], 2
        ):
            steps = round((lever.maximum - lever.minimum) / lever.step)
            preset[lever.id] = lever.minimum + lever.step * dice.randint(0, steps)
        found.append(hot_body(request_for(iso3, "en", dice.randint(2026, 2050), preset, sequence)))
    return found


def request_for(
    iso3: str, language: str, year: int, levers: dict[str, float], sequence: int = 1
) -> dict[str, Any]:
    """Return one hot request with the longest name there may be."""
    return {
        "seq": sequence, "slot": 0, "country": iso3, "language": language, "year": year,
        "name": "W" * MAX_NAME, "levers": levers,
    }  # fmt: skip


def post(server: AppServer, body: bytes) -> bytes:
    """Send one callback; return the answer's body, not compressed."""
    address = f"{server.url}/_dash-update-component"
    headers = {"Content-Type": "application/json", "Accept-Encoding": "identity"}
    with urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=20) as answer:
        found: bytes = answer.read()
    return found


def payload_line(server: AppServer, engine: Engine) -> Line:
    """The largest answer over countries and languages, for the shipped pathway that moves most levers."""
    sizes: dict[str, int] = {}
    for iso3 in engine.countries():
        preset = max(engine.presets(iso3), key=lambda one: len(one.levers))
        for language in LANGUAGES:
            body = hot_body(request_for(iso3, language, 2035, dict(preset.levers)))
            sizes[f"{iso3} {language} {preset.id}"] = len(post(server, body))
    largest = max(sizes, key=lambda key: sizes[key])
    usual = sorted(size for key, size in sizes.items() if " en " in key)
    note = f"(largest of {len(sizes)}: {largest}; in English {usual[0]:,} to {usual[-1]:,})"
    words = largest.split()
    levers = next(dict(p.levers) for p in engine.presets(words[0]) if p.id == words[2])
    answer = json.loads(post(server, hot_body(request_for(words[0], words[1], 2035, levers))))
    parts = answer["response"]["store-answer"]["data"]
    weights = {key: len(json.dumps(value, separators=(",", ":"))) for key, value in parts.items()}
    heavy = sorted(weights, key=lambda key: -weights[key])[:4]
    where = [", ".join(f"{key} {weights[key]:,} bytes" for key in heavy)]
    return Line("payload", max(sizes.values()), note, where)


class Connection:
    """One kept-alive connection that sends its next request as soon as the last is answered."""

    def __init__(self, port: int, next_body: Callable[[], bytes]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.host, self.next_body = f"127.0.0.1:{port}", next_body
        self.read = b""
        self.wanted = 0

    def send(self) -> None:
        body = self.next_body()
        head = HEADERS.format(host=self.host, encoding="gzip", length=len(body)).encode()
        self.read, self.wanted = b"", 0
        self.socket.sendall(head + body)

    def receive(self) -> bool:
        """Read what there is; say whether the answer is whole. An answer that is not 200 ends the measurement."""
        part = self.socket.recv(65_536)
        if not part:
            raise ConnectionError("The server closed a connection while it was measured.")
        self.read += part
        if not self.wanted and b"\r\n\r\n" in self.read:
            head, _, _ = self.read.partition(b"\r\n\r\n")
            status = head.split(b" ", 2)[1]
            if status not in (b"200", b"204"):
                raise RuntimeError(f"The server answered {status.decode()} while it was measured.")
            lengths = [line for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
            if not lengths:
                raise RuntimeError("An answer came without its length, so its end cannot be seen.")
            self.wanted = len(head) + 4 + int(lengths[0].split(b":")[1])
        return bool(self.wanted) and len(self.read) >= self.wanted


def per_second(server: AppServer, next_body: Callable[[], bytes], seconds: float) -> float:
    """Return callbacks a second over `CONNECTIONS` connections; one light thread asks, so that the servers get the cores."""
    selector = selectors.DefaultSelector()
    connections = [Connection(server.port, next_body) for _ in range(CONNECTIONS)]
    try:
        for one in connections:
            selector.register(one.socket, selectors.EVENT_READ, one)
            one.send()
        answered, start = 0, time.perf_counter()
        while time.perf_counter() - start < seconds:
            for key, _ in selector.select(timeout=1.0):
                if key.data.receive():
                    answered += 1
                    key.data.send()
        return answered / (time.perf_counter() - start)
    finally:
        for one in connections:
            one.socket.close()
        selector.close()


def throughput_line(engine: Engine) -> Line:
    """Hot callbacks against empty ones, in turns, both served by two workers."""
    hot, empty = [], []
    with serving(workers=WORKERS) as app, serving(FloorServer, workers=WORKERS) as floor:
        nothing = empty_body()
        per_second(app, iter(hot_requests(engine, 0, 4_000)).__next__, 3.0)
        per_second(floor, lambda: nothing, 1.0)
        for turn in range(ROUNDS):
            hot.append(per_second(app, iter(hot_requests(engine, 1 + turn, 8_000)).__next__, SECONDS))
            empty.append(per_second(floor, lambda: nothing, SECONDS))
    ratios = sorted(one / other for one, other in zip(hot, empty, strict=True))
    middle = len(ratios) // 2
    note = f"({sorted(hot)[middle]:,.0f} against {sorted(empty)[middle]:,.0f} a second, every request a new pathway)"
    return Line("throughput", ratios[middle], note, hot_profile(engine))


def hot_profile(engine: Engine) -> list[str]:
    """Return where the time of one hot callback goes, inside the callback."""
    from benchmarks.timing import median_ms, where_time_goes
    from callbacks.cockpit import reply
    from dashboard.runs import Runs

    runs = Runs(engine)
    asked = iter([json.loads(body)["inputs"][0]["value"] for body in hot_requests(engine, 99, 3_000)])
    took = median_ms(lambda: reply(runs, next(asked)), 0.5)
    rows = where_time_goes(lambda: reply(runs, next(asked)), 60, "model", most=3)
    rows += where_time_goes(lambda: reply(runs, next(asked)), 60, "dashboard", most=5)
    return [f"one hot callback, without HTTP: {took:.1f} ms", *rows]


def server_lines() -> Iterator[Line]:
    """Measure what needs a server and no browser."""
    engine = ModelEngine()
    with serving() as app:
        yield payload_line(app, engine)
    yield throughput_line(engine)
