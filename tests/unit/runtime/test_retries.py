"""When a failed call is made again: the decision alone, and both drivers that act on it."""

from __future__ import annotations

import email.utils
import io
import time
from typing import Any

import httpx2
import pytest

from generator.runtime import retries
from generator.runtime.errors import (
    APIConnectionError,
    APIError,
    APITimeoutError,
    ConfigurationError,
    RateLimitError,
)
from generator.runtime.formats import Binary
from generator.runtime.operation import Body, BodyMedia, ClientTable, Parameter, RetryPolicy, Server
from generator.runtime.retries import Failure

from .support import Api, operation

POLICY = RetryPolicy(("429", "5XX"), initial_interval=1000, max_interval=8000, max_elapsed=60_000, exponent=2)
SAFE = ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY"]
UNSAFE = ["POST", "PATCH"]

BAD_GATEWAY = Failure(502)
LIMITED = Failure(429)
BUSY = Failure(503)
BUSY_FOR = Failure(503, retry_after=2)
NOT_SENT = Failure(sent=False)
CUT = Failure()


def delay(failure: Failure, policy: RetryPolicy = POLICY, **facts: Any) -> float | None:
    return retries.delay(policy, failure, **{"method": "GET", "attempts": 1, "jitter": 0.5, **facts})


@pytest.mark.parametrize("method", SAFE)
@pytest.mark.parametrize("failure", [BAD_GATEWAY, LIMITED, BUSY, NOT_SENT, CUT])
def test_methods_that_can_be_repeated(method: str, failure: Failure) -> None:
    assert delay(failure, method=method) == 1.0


@pytest.mark.parametrize("method", UNSAFE)
@pytest.mark.parametrize(
    ("failure", "expected"),
    [(BAD_GATEWAY, None), (LIMITED, 1.0), (BUSY, None), (BUSY_FOR, 2), (NOT_SENT, 1.0), (CUT, None)],
)
def test_methods_that_cannot(method: str, failure: Failure, expected: float | None) -> None:
    assert delay(failure, method=method) == expected
    assert delay(failure, method=method, repeatable=True) is not None


@pytest.mark.parametrize("status", [200, 400, 404, 408, 428, 499, 600])
def test_statuses_that_the_policy_does_not_name(status: int) -> None:
    assert delay(Failure(status)) is None
    assert delay(Failure(status, retry_after=1), repeatable=True) is None


@pytest.mark.parametrize("failure", [NOT_SENT, CUT])
def test_connection_errors_only_where_the_policy_says_so(failure: Failure) -> None:
    assert delay(failure, RetryPolicy(("5XX",), connection_errors=False), repeatable=True) is None


def test_hopeless_failures() -> None:
    assert delay(Failure(sent=False, hopeless=True), repeatable=True) is None


def test_pauses_grow_up_to_a_limit() -> None:
    assert [delay(BUSY, attempts=n) for n in (1, 2, 3, 4, 5, 100_000)] == [1, 2, 4, 8, 8, 8]


@pytest.mark.parametrize(("jitter", "pause"), [(0, 0.75), (0.5, 1.0), (1, 1.25)])
def test_jitter_is_relative(jitter: float, pause: float) -> None:
    assert delay(BUSY, jitter=jitter) == pause
    assert delay(BUSY, jitter=jitter, attempts=2) == pause * 2


def test_jitter_is_drawn() -> None:
    pauses = {delay(BUSY, jitter=None) for _ in range(50)}
    assert len(pauses) > 1
    assert all(pause is not None and 0.75 <= pause <= 1.25 for pause in pauses)


@pytest.mark.parametrize(("asked", "pause"), [(0, 1), (3, 3), (8, 8), (3600, 8)])
def test_retry_after_is_kept_up_to_a_limit(asked: float, pause: float) -> None:
    assert delay(Failure(429, retry_after=asked)) == pause


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"elapsed": 58.9}, ""),
        ({"elapsed": 59.1}, "not tried again: the retry policy allows 60 s"),
        ({"remaining": 1.1}, ""),
        ({"remaining": 0.75}, "not tried again: 0.75 s are left of the total timeout"),
        ({"remaining": -2}, "not tried again: 0 s are left of the total timeout"),
        ({"remaining": 30, "asked": 29}, ""),
        (
            {"remaining": 30, "asked": 3600},
            "not tried again: the server asks to wait 3600 s, and 30 s are left of the total timeout",
        ),
    ],
)
def test_the_time_that_is_left(facts: dict[str, float], why: str) -> None:
    failure = Failure(503, retry_after=facts.get("asked"))
    elapsed, remaining = facts.get("elapsed", 0), facts.get("remaining")
    assert retries.overrun(POLICY, failure, 1.0, elapsed=elapsed, remaining=remaining) == why


@pytest.mark.parametrize(("attempts", "pause"), [(1, 1.0), (2, 2.0), (3, None)])
def test_the_number_of_retries(attempts: int, pause: float | None) -> None:
    policy = RetryPolicy(("5XX",), initial_interval=1000, exponent=2, max_retries=2)
    assert delay(BUSY, policy, attempts=attempts) == pause


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, None),
        ({"Retry-After": "3"}, 3),
        ({"Retry-After": " 0 "}, 0),
        ({"Retry-After": "1.5"}, 1.5),
        ({"retry-after-ms": "250"}, 0.25),
        ({"retry-after-ms": "250", "Retry-After": "9"}, 0.25),
        ({"retry-after-ms": "soon", "Retry-After": "9"}, 9),
        ({"Retry-After": "-1"}, None),
        ({"Retry-After": "inf"}, None),
        ({"Retry-After": "nan"}, None),
        ({"Retry-After": "\u0663"}, None),
        ({"Retry-After": "tomorrow"}, None),
        ({"Retry-After": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0),
    ],
)
def test_reading_retry_after(headers: dict[str, str], seconds: float | None) -> None:
    encoded = [(name.encode(), value.encode()) for name, value in headers.items()]
    assert retries.retry_after(httpx2.Headers(encoded)) == seconds


@pytest.mark.parametrize("zone", [True, False])
def test_reading_a_date(zone: bool) -> None:
    date = email.utils.formatdate(time.time() + 100, usegmt=True)
    found = retries.retry_after(httpx2.Headers({"Retry-After": date if zone else date.replace("GMT", "-0000")}))
    assert found is not None
    assert 90 < found <= 100


@pytest.mark.parametrize(
    ("error", "sent", "hopeless"),
    [
        (httpx2.ConnectError, False, False),
        (httpx2.ConnectTimeout, False, False),
        (httpx2.PoolTimeout, False, False),
        (httpx2.ProxyError, False, False),
        (httpx2.ReadError, True, False),
        (httpx2.ReadTimeout, True, False),
        (httpx2.WriteError, True, False),
        (httpx2.WriteTimeout, True, False),
        (httpx2.RemoteProtocolError, True, False),
        (httpx2.DecodingError, True, False),
        (httpx2.LocalProtocolError, False, True),
        (httpx2.UnsupportedProtocol, False, True),
    ],
)
def test_what_is_known_of_a_connection(error: type[httpx2.RequestError], sent: bool, hopeless: bool) -> None:
    assert retries.failed_connection(error("x")) == Failure(sent=sent, hopeless=hopeless)


def table(policy: RetryPolicy | None) -> ClientTable:
    return ClientTable(servers=(Server("https://api.test"),), retries=policy)


def busy(count: int, **headers: str) -> list[Any]:
    """That many answers of 503, and one of 200."""
    return [*(httpx2.Response(503, headers=headers) for _ in range(count)), httpx2.Response(200)]


def test_no_policy_no_retry(api: Api) -> None:
    api.answers = busy(1)
    with pytest.raises(APIError) as info:
        api.call(operation())
    assert (len(api.requests), api.naps, info.value.attempts) == (1, [], 1)


def test_the_clients_policy(api: Api) -> None:
    api.table, api.answers = table(POLICY), busy(2, **{"Retry-After": "3"})
    response = api.call(operation())
    assert (len(api.requests), api.naps, response.attempts) == (3, [3, 3], 3)


def test_the_last_answer_is_raised(api: Api) -> None:
    api.table, api.answers = table(POLICY), [httpx2.Response(429), lambda _: httpx2.Response(429, text="slow down")]
    with pytest.raises(RateLimitError, match=r"3 attempts.*slow down") as info:
        api.call(operation(method="POST"), {}, {"retries": 2})
    assert (len(api.requests), info.value.attempts) == (3, 3)


@pytest.mark.parametrize(
    ("operation_policy", "option", "client", "calls"),
    [
        (POLICY, None, None, 2),
        (POLICY, 0, None, 1),
        (None, 1, None, 2),
        (None, 0, 1, 1),
        (None, None, 1, 2),
        (None, POLICY, 0, 2),
        (RetryPolicy((), connection_errors=False), None, None, 1),
        (RetryPolicy((), connection_errors=False), 5, None, 1),
    ],
)
def test_whose_word_counts(
    api: Api, operation_policy: RetryPolicy | None, option: Any, client: Any, calls: int
) -> None:
    api.answers = busy(1)
    options = {} if option is None else {"retries": option}
    asks = operation(retries=operation_policy)
    if calls == 1:
        with pytest.raises(APIError):
            api.call(asks, {}, options, retries=client)
    else:
        api.call(asks, {}, options, retries=client)
    assert len(api.requests) == calls


def test_a_negative_number_is_refused(sync_api: Api) -> None:
    with pytest.raises(ConfigurationError, match="negative"):
        sync_api.call(operation(), {}, {"retries": -1})


@pytest.mark.parametrize(
    ("facts", "options", "calls"),
    [
        ({}, {}, 1),
        ({"retries": POLICY}, {}, 2),
        ({}, {"idempotency_key": "k"}, 2),
        ({}, {"extra_headers": {"idempotency-key": "k"}}, 2),
        ({"parameters": (Parameter("Idempotency-Key", "key", "header"),)}, {}, 2),
    ],
)
def test_what_makes_a_post_repeatable(api: Api, facts: dict[str, Any], options: dict[str, Any], calls: int) -> None:
    api.table, api.answers = table(POLICY), [httpx2.ReadError("cut"), httpx2.Response(200)]
    asks = operation(method="POST", **facts)
    if calls == 1:
        with pytest.raises(APIConnectionError):
            api.call(asks, {"key": "k"}, options)
    else:
        api.call(asks, {"key": "k"}, options)
    assert len(api.requests) == calls
    keys = {request.headers.get("idempotency-key") for request in api.requests}
    assert keys == ({None} if not options and "parameters" not in facts else {"k"})


def test_a_post_that_was_never_sent(api: Api) -> None:
    api.table = table(POLICY)
    api.answers = [httpx2.ConnectError("refused"), httpx2.PoolTimeout("full"), httpx2.Response(200)]
    assert api.call(operation(method="POST")).attempts == 3


def test_no_answer(api: Api) -> None:
    api.answers = [httpx2.ConnectError("refused"), httpx2.ReadTimeout("slow")]
    with pytest.raises(APITimeoutError, match=r"GET https://api.test/v1/do: ReadTimeout \(slow, 2 attempts\)") as info:
        api.call(operation(), {}, {"retries": 1})
    error = info.value
    assert isinstance(error.__cause__, httpx2.ReadTimeout)
    assert (error.attempts, error.sent, error.request.method) == (2, True, "GET")


def test_an_answer_after_no_answer_is_raised_as_such(api: Api) -> None:
    api.answers = [httpx2.ConnectError("refused"), httpx2.Response(404)]
    with pytest.raises(APIError) as info:
        api.call(operation(), {}, {"retries": 3})
    assert (info.value.status_code, info.value.attempts) == (404, 2)


class Once(io.RawIOBase):
    """A stream that can be read once."""

    left = b"content"

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        taken, self.left = self.left[:size], self.left[size:]
        return taken


@pytest.mark.parametrize("answer", [httpx2.ConnectError("refused"), lambda _: httpx2.Response(429)])
def test_a_body_that_cannot_be_replayed_is_not_sent_again(api: Api, answer: Any) -> None:
    api.answers = [answer]
    media = BodyMedia("application/octet-stream", lambda: Binary)
    sends = operation(method="PUT", body=Body(argument="body", required=True, alternatives=(media,)))
    with pytest.raises((APIError, APIConnectionError), match="not tried again: its body"):
        api.call(sends, {"body": Once()}, {"retries": 5})
    assert len(api.requests) == 1


def test_a_deadline_holds_while_calling(api: Api) -> None:
    policy = RetryPolicy(("5XX",), initial_interval=1000, max_interval=1000, max_elapsed=500)
    api.answers = busy(1)
    with pytest.raises(APIError):
        api.call(operation(), {}, {"retries": policy})
    assert (len(api.requests), api.naps) == (1, [])


def test_the_pause_is_real(api: Api) -> None:
    """Nothing stands in for the sleep of either client here."""
    api.answers = busy(1, **{"retry-after-ms": "30"})

    def forget_stand_in(sdk: Any) -> None:
        del sdk._sleep

    started = time.monotonic()
    api.use(forget_stand_in, lambda sdk: sdk._send(operation(), {}, {"retries": 1}))
    assert time.monotonic() - started >= 0.03
    assert api.naps == []
