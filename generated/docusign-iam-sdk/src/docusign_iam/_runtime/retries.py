"""Whether a failed attempt is made again, and after how long. Pure: nothing here sleeps or sends."""

from __future__ import annotations

import random
import time
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime

import httpx2

from .inflation import InflationError
from .operation import RetryPolicy

_REPEATABLE = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "QUERY"})
_NEVER_SENT = (
    httpx2.ConnectError,
    httpx2.ConnectTimeout,
    httpx2.PoolTimeout,
    httpx2.ProxyError,
)
_FAULTS_OF_OUR_OWN = (httpx2.LocalProtocolError, httpx2.UnsupportedProtocol)
_JITTER = 0.25


@dataclass(frozen=True, slots=True)
class Failure:
    """How an attempt failed.

    ``status`` is that of the answer, or ``None`` where there was none. ``retry_after`` is how many
    seconds the server asks to wait. ``sent`` is false where nothing of the request can have arrived.
    ``hopeless`` failures would come again.
    """

    status: int | None = None
    retry_after: float | None = None
    sent: bool = True
    hopeless: bool = False


def failed_answer(response: httpx2.Response) -> Failure:
    """An answer as a failure."""
    return Failure(
        status=response.status_code, retry_after=retry_after(response.headers)
    )


def failed_connection(error: httpx2.RequestError) -> Failure:
    """An exception of the HTTP client as a failure."""
    return Failure(
        sent=not isinstance(error, _NEVER_SENT + _FAULTS_OF_OUR_OWN),
        hopeless=isinstance(error, (*_FAULTS_OF_OUR_OWN, InflationError)),
    )


def delay(
    policy: RetryPolicy,
    failure: Failure,
    *,
    method: str,
    attempts: int,
    repeatable: bool = False,
    jitter: float | None = None,
) -> float | None:
    """How many seconds to wait before the next attempt; ``None`` where there is to be none.

    ``attempts`` counts those made. ``repeatable`` says that the call may be repeated whatever its method
    is. ``jitter`` is a number from 0 to 1 that is drawn at random if it is not given: pauses differ by a
    quarter either way. A server that asks for no time at all is given the usual pause: many clients would
    come again at once, and for ever. Whether there is time for that, ``overrun`` tells.
    """
    if policy.max_retries is not None and attempts > policy.max_retries:
        return None
    if not _covers(policy, failure, repeatable or method.upper() in _REPEATABLE):
        return None
    longest = policy.max_interval / 1000
    if failure.retry_after:
        pause = min(failure.retry_after, longest)
    else:
        drawn = random.random() if jitter is None else jitter  # noqa: S311 - no secret
        pause = _backoff(policy, attempts) * (1 - _JITTER + 2 * _JITTER * drawn)
        pause = min(pause, longest)
    return pause


def overrun(
    policy: RetryPolicy,
    failure: Failure,
    pause: float,
    *,
    elapsed: float,
    remaining: float | None,
) -> str:
    """Why there is no time for another attempt after ``pause``; empty where there is.

    All times are seconds: ``elapsed`` since the first attempt began, ``remaining`` until the deadline of
    the call, where it has one. A server that asks to wait beyond that is taken at its word: there is no
    use in asking it before.
    """
    asked = failure.retry_after or 0.0
    if remaining is not None and max(pause, asked) >= remaining:
        left = f"{max(remaining, 0.0):.3g} s are left of the total timeout"
        why = f"the server asks to wait {asked:g} s, and " if asked else ""
        return f"not tried again: {why}{left}"
    limit = policy.max_elapsed / 1000
    if elapsed + pause > limit:
        return f"not tried again: the retry policy allows {limit:g} s"
    return ""


def _covers(policy: RetryPolicy, failure: Failure, repeatable: bool) -> bool:
    if failure.hopeless:
        return False
    status = failure.status
    if status is None:
        return policy.connection_errors and (repeatable or not failure.sent)
    if not matches(status, policy.statuses):
        return False
    asked_to_wait = status == 503 and failure.retry_after is not None
    return repeatable or status == 429 or asked_to_wait


def matches(status: int, patterns: tuple[str, ...]) -> bool:
    """Whether a status is among ``"429"`` or ``"5XX"``."""
    return str(status) in patterns or f"{status // 100}XX" in patterns


def _backoff(policy: RetryPolicy, attempts: int) -> float:
    longest = policy.max_interval / 1000
    try:
        grown = policy.initial_interval / 1000 * policy.exponent ** (attempts - 1)
    except OverflowError:
        return longest
    return min(grown, longest)


def retry_after(headers: httpx2.Headers) -> float | None:
    """The seconds that a server asks to wait: ``Retry-After`` in seconds or as a date (RFC 9110 section
    10.2.3), or ``retry-after-ms``. ``None`` where it does not ask, or not in a way that can be read.
    """
    for name, unit in (("retry-after-ms", 0.001), ("retry-after", 1.0)):
        seconds = _number(headers.get(name, "").strip(), unit)
        if seconds is not None:
            return seconds
    try:
        date = parsedate_to_datetime(headers.get("retry-after", ""))
    except (ValueError, OverflowError):
        return None
    if date.tzinfo is None:
        date = date.replace(tzinfo=UTC)
    return max(0.0, date.timestamp() - time.time())


def _number(value: str, unit: float) -> float | None:
    if not value.replace(".", "", 1).isdecimal() or not value.isascii():
        return None
    return float(value) * unit
