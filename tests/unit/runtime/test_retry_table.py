"""The rules of trying again as one table: method, failure, key, policy and what the server asks for."""

from __future__ import annotations

import email.utils
import itertools
import time
from collections.abc import Iterator

import httpx2
import pytest

from generator.runtime import retries
from generator.runtime.operation import RetryPolicy
from generator.runtime.retries import Failure, failed_answer, failed_connection

POLICY = RetryPolicy(initial_interval=1000, max_interval=8000, exponent=2, max_retries=3)
NO_CONNECTIONS = RetryPolicy(connection_errors=False, initial_interval=1000, max_interval=8000, max_retries=3)
ONLY_502 = RetryPolicy(("502",), initial_interval=1000, max_interval=8000, max_retries=3)
POLICIES = {"usual": POLICY, "no connections": NO_CONNECTIONS, "502": ONLY_502}
SAFE = ("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY", "get")
UNSAFE = ("POST", "PATCH", "LOCK")
STATUSES = (301, 400, 401, 403, 404, 408, 409, 425, 429, 500, 501, 502, 503, 504, 599)
UNSENT = (httpx2.ConnectError, httpx2.ConnectTimeout, httpx2.PoolTimeout, httpx2.ProxyError)
SENT = (httpx2.ReadError, httpx2.ReadTimeout, httpx2.WriteError, httpx2.RemoteProtocolError, httpx2.DecodingError)
HOPELESS = (httpx2.LocalProtocolError, httpx2.UnsupportedProtocol)


def failed(status: int, headers: dict[str, str | float]) -> Failure:
    """An answer; numbers among its headers are dates that many seconds from now on."""
    now = time.time()
    texts = {
        name: value if isinstance(value, str) else email.utils.formatdate(now + value, usegmt=True)
        for name, value in headers.items()
    }
    return failed_answer(httpx2.Response(status, headers=texts))


def table() -> Iterator[tuple[str, bool, str, object]]:
    """Every method, with and without what makes it repeatable, under every policy, for every failure."""
    failures: list[object] = [*STATUSES, *UNSENT, *SENT, *HOPELESS]
    return iter(itertools.product((*SAFE, *UNSAFE), (False, True), POLICIES, failures))


def expected(method: str, keyed: bool, policy: str, failure: object) -> bool:
    """The rules in the words of the documentation."""
    repeatable = keyed or method in SAFE
    if failure in HOPELESS:
        return False
    if failure in UNSENT:
        return policy != "no connections"
    if failure in SENT:
        return policy != "no connections" and repeatable
    assert isinstance(failure, int)
    covered = failure == 502 if policy == "502" else failure in {408, 429} or 500 <= failure <= 599
    return covered and (repeatable or failure == 429)


def test_the_table() -> None:
    rows = 0
    for method, keyed, policy, failure in table():
        made = failed_answer(httpx2.Response(failure)) if isinstance(failure, int) else failed_connection(failure("x"))  # type: ignore[operator]
        pause = retries.delay(POLICIES[policy], made, method=method, attempts=1, repeatable=keyed, jitter=0.5)
        assert (pause is not None) is expected(method, keyed, policy, failure), (method, keyed, policy, failure)
        rows += 1
    assert rows == 11 * 2 * 3 * 26


@pytest.mark.parametrize("method", UNSAFE)
@pytest.mark.parametrize(
    ("headers", "again"),
    [
        ({}, False),
        ({"Retry-After": "1"}, True),
        ({"Retry-After": "0"}, True),
        ({"retry-after-ms": "1"}, True),
        ({"Retry-After": -100}, True),
        ({"Retry-After": "soon"}, False),
        ({"Retry-After": "-1"}, False),
    ],
)
def test_a_503_that_asks_to_come_again(method: str, headers: dict[str, str | float], again: bool) -> None:
    assert (retries.delay(POLICY, failed(503, headers), method=method, attempts=1) is not None) is again


USUAL = (0.75, 1.25)


@pytest.mark.parametrize(
    ("headers", "low", "high"),
    [
        ({"Retry-After": "3"}, 3, 3),
        ({"Retry-After": 5}, 3, 5),
        ({"Retry-After": -500}, *USUAL),
        ({"Retry-After": "0"}, *USUAL),
        ({"retry-after-ms": "0"}, *USUAL),
        ({"Retry-After": "soon"}, *USUAL),
        ({"Retry-After": "-3"}, *USUAL),
        ({"retry-after-ms": "-3"}, *USUAL),
        ({"Retry-After": ""}, *USUAL),
        ({"Retry-After": "9" * 400}, 8, 8),
        ({"Retry-After": "1e9"}, *USUAL),
        ({"Retry-After": 10**8}, 8, 8),
        ({"Retry-After": "Fri, 31 Dec 9999 23:59:59 GMT"}, 8, 8),
        ({"retry-after-ms": "1500"}, 1.5, 1.5),
        ({"retry-after-ms": "1500", "Retry-After": "7"}, 1.5, 1.5),
        ({"retry-after-ms": "never", "Retry-After": "7"}, 7, 7),
    ],
)
def test_what_a_server_asks_for(headers: dict[str, str | float], low: float, high: float) -> None:
    """A pause is within the policy's longest, and never nothing, whatever the server says."""
    pause = retries.delay(POLICY, failed(429, headers), method="GET", attempts=1)
    assert pause is not None
    assert low <= pause <= high


@pytest.mark.parametrize("attempts", [1, 2, 3])
def test_jitter_is_within_a_quarter_and_the_longest(attempts: int) -> None:
    usual = 2 ** (attempts - 1)
    pauses = [retries.delay(POLICY, Failure(500), method="GET", attempts=attempts) for _ in range(200)]
    assert all(pause is not None and usual * 0.75 <= pause <= min(usual * 1.25, 8) for pause in pauses)
    assert retries.delay(POLICY, Failure(500), method="GET", attempts=4) is None


@pytest.mark.parametrize(("asked", "remaining", "again"), [(3, 10, True), (3, 3, False), (100, 50, False)])
def test_no_pause_goes_beyond_the_deadline(asked: float, remaining: float, again: bool) -> None:
    failure = Failure(429, retry_after=asked)
    pause = retries.delay(POLICY, failure, method="GET", attempts=1)
    assert pause is not None
    why = retries.overrun(POLICY, failure, pause, elapsed=0, remaining=remaining)
    assert (why == "") is again
