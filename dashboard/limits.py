"""How often one client may ask: a bucket of tokens for each kind of request, in this process and of bounded size.

A bucket fills at a steady rate up to its size; each request takes one token; an empty bucket is answered with 429 and
the seconds to wait. The rates leave room for a whole class behind one address. Workers count for themselves, so that the
rate of a server is at most this times its workers. A client is the address of its connection; behind a reverse proxy
that names it (TRUSTED_PROXIES, see docs/serving.md) the address that the proxy saw. It is kept in memory only.
"""

from __future__ import annotations

import math
import os
import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock

from flask import Flask, Response, abort, g, request
from werkzeug.exceptions import TooManyRequests
from werkzeug.middleware.proxy_fix import ProxyFix

MOST_BUCKETS = 20_000
CALLBACK = "/_dash-update-component"
KIND_OF_ANSWER = {"store-answer.data": "hot", "store-share-answer.data": "link"}
"""what a callback writes says what it costs; every other callback counts as cold"""
FREE = (
    "/healthz",
    "/readyz",
    "/version",
    "/assets/",
    "/_own/",
    "/_vendor/",
    "/_dash-component-suites/",
    "/_favicon.ico",
)
"""what monitoring asks, and files that a browser keeps"""
DEAR = ("/brief",)
"""pages that cost as much as a view: draws of all parameters"""


@dataclass(frozen=True)
class Rate:
    """Tokens a second, and how many a bucket holds."""

    per_second: float
    burst: float


RATES: Mapping[str, Rate] = {
    "hot": Rate(150, 1_000),
    "cold": Rate(10, 100),
    "link": Rate(1, 60),
    "page": Rate(20, 400),
}


def rates_from(words: str | None) -> Mapping[str, Rate] | None:
    """Return the rates of RATE_LIMITS ("off", or "hot=150:1000,cold=10:100" over the defaults); None for no limit.

    >>> rates_from("cold=2:20")["cold"]
    Rate(per_second=2.0, burst=20.0)
    """
    if not words:
        return RATES
    if words == "off":
        return None
    given = dict(RATES)
    for part in words.split(","):
        kind, _, numbers = part.partition("=")
        rate, _, burst = numbers.partition(":")
        try:
            wanted = Rate(float(rate), float(burst))
        except ValueError:
            wanted = Rate(0, 0)
        if kind not in RATES or not (wanted.per_second > 0 and wanted.burst >= 1):
            known = ", ".join(RATES)
            raise SystemExit(
                f"RATE_LIMITS has {part!r}. Write kind=per second:burst with a kind of {known}, or off."
            )
        given[kind] = wanted
    return given


class Buckets:
    """The buckets of all clients; the ones longest unused are forgotten first, which can only be to their good."""

    def __init__(
        self, rates: Mapping[str, Rate], most: int = MOST_BUCKETS, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._rates, self._most, self._clock = rates, most, clock
        self._left: OrderedDict[tuple[str, str], tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, client: str, kind: str) -> float:
        """Take a token; return 0, or the seconds until there is one."""
        rate, now = self._rates[kind], self._clock()
        key = (client, kind)
        with self._lock:
            left, since = self._left.pop(key, (rate.burst, now))
            left = min(rate.burst, left + (now - since) * rate.per_second)
            wait = 0.0 if left >= 1 else (1 - left) / rate.per_second
            self._left[key] = (left if wait else left - 1, now)
            while len(self._left) > self._most:
                self._left.popitem(last=False)
        return wait

    def __len__(self) -> int:
        return len(self._left)


def kind_of_request() -> str:
    """Return which bucket this request takes from, "" for none."""
    path = request.path
    if path == CALLBACK:
        body = request.get_json(silent=True)  # parsed once: Dash reads the same object
        output = body.get("output") if isinstance(body, dict) else None
        return KIND_OF_ANSWER.get(output, "cold") if isinstance(output, str) else "cold"
    if path in DEAR:
        return "cold"
    return "" if path.startswith(FREE) else "page"


def limit(server: Flask, rates: Mapping[str, Rate] | None) -> None:
    """Refuse clients that ask more often than the rates; None sets no limit."""
    if rates is None:
        return
    buckets = Buckets(rates)

    @server.before_request
    def take() -> None:
        kind = kind_of_request()
        if not kind:
            return
        wait = buckets.take(request.remote_addr or "", kind)
        if wait:
            g.retry_after = math.ceil(wait)
            abort(429)

    @server.after_request
    def say_when(response: Response) -> Response:
        if response.status_code == TooManyRequests.code and "retry_after" in g:
            response.headers["Retry-After"] = str(g.retry_after)
        return response


def believe_proxies(server: Flask, count: int) -> None:
    """Believe X-Forwarded-For, -Proto and -Host of so many proxies in front of the server; 0 believes nobody."""
    if count:
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]


def trusted_proxies() -> int:
    """Return how many proxies stand in front, from TRUSTED_PROXIES; anything but 0 to 9 ends in a sentence."""
    words = os.environ.get("TRUSTED_PROXIES", "0")
    if not (words.isdigit() and len(words) == 1):
        raise SystemExit(
            f"TRUSTED_PROXIES is {words!r}. Give the number of reverse proxies in front, 0 to 9."
        )
    return int(words)
