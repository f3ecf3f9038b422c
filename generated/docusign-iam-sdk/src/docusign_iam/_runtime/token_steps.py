"""Steps of obtaining tokens, and the two drivers that take them: nothing else here does I/O."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Any, TypeAlias

import httpx2

from . import retries, security
from .errors import APIConnectionError, APITimeoutError
from .grants import Secret
from .operation import RetryPolicy
from .timeouts import IN_FORCE

_POLICY = RetryPolicy(max_interval=10_000, max_elapsed=30_000, max_retries=2)

Sleep: TypeAlias = Callable[[float], Any]


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Ask:
    """Call a function of the caller's; ``argument`` names it, ``value`` is given to it where it takes one."""

    argument: str
    function: Callable[..., Any]
    values: tuple[object, ...] = ()


Step: TypeAlias = httpx2.Request | Pause | Ask


def revealed(name: str, secret: Secret) -> Generator[Step, Any, str]:
    if isinstance(secret, str):
        return secret
    value = yield Ask(name, secret)
    if not isinstance(value, str):
        raise TypeError(f"{name} must be text, not {type(value).__name__}")
    return value


def patient(
    request: httpx2.Request, *, can_repeat: bool
) -> Generator[Step, Any, httpx2.Response]:
    """The answer to a request, which is made again where the failure looks temporary."""
    started = time.monotonic()
    attempts = 0
    while True:
        answer = yield request
        attempts += 1
        failed = isinstance(answer, httpx2.RequestError)
        failure = (
            retries.failed_connection(answer)
            if failed
            else retries.failed_answer(answer)
        )
        pause = retries.delay(
            _POLICY,
            failure,
            method=request.method,
            attempts=attempts,
            repeatable=can_repeat,
        )
        elapsed = time.monotonic() - started
        if pause is not None and pause <= _left(elapsed):
            yield Pause(pause)
        elif failed:
            raise _unreachable(request, answer, attempts, failure.sent) from answer
        else:
            return answer  # type: ignore[no-any-return]


def _left(elapsed: float) -> float:
    """Seconds for which it may go on: until the deadline of the sync call in hand, at the latest."""
    left = _POLICY.max_elapsed / 1000 - elapsed
    deadline = IN_FORCE.get()
    return left if deadline is None else min(left, deadline.remaining())


@contextmanager
def turn(lock: Lock, base: httpx2.URL) -> Iterator[None]:
    """Hold a lock, for which no call waits beyond its deadline. Raises ``APITimeoutError``."""
    deadline = IN_FORCE.get()
    wait = -1.0 if deadline is None else max(deadline.remaining(), 0.0)
    if not lock.acquire(timeout=wait):
        shown = httpx2.Request("GET", base.copy_with(userinfo=b"", query=None))
        told = deadline.verdict if deadline else ""
        message = f"{shown.url}: another call waits for its token: {told}"
        raise APITimeoutError(message, request=shown, attempts=0, sent=False)
    try:
        yield
    finally:
        lock.release()


def _unreachable(
    request: httpx2.Request, error: httpx2.RequestError, attempts: int, sent: bool
) -> APIConnectionError:
    """The error of a token endpoint that does not answer; of the request only its target is kept."""
    timed_out = isinstance(error, httpx2.TimeoutException)
    kind = APITimeoutError if timed_out else APIConnectionError
    shown = httpx2.Request(request.method, request.url.copy_with(query=None))
    error.request = shown
    return kind(
        f"{shown.method} {shown.url}: no token: {type(error).__name__}",
        request=shown,
        attempts=attempts,
        sent=sent,
    )


def drive(flow: Generator[Step, Any, str], http: httpx2.Client, sleep: Sleep) -> str:
    answer: object = None
    while True:
        try:
            step = flow.send(answer)
        except StopIteration as end:
            return str(end.value)
        match step:
            case httpx2.Request():
                try:
                    answer = http.send(step, auth=None, follow_redirects=False)
                except httpx2.RequestError as error:
                    answer = error
            case Pause(seconds=seconds):
                answer = sleep(seconds)
            case Ask(argument=argument, function=function, values=values):
                answer = security.plain_result(argument, function(*values))


async def drive_async(
    flow: Generator[Step, Any, str], http: httpx2.AsyncClient, sleep: Sleep
) -> str:
    answer: object = None
    while True:
        try:
            step = flow.send(answer)
        except StopIteration as end:
            return str(end.value)
        match step:
            case httpx2.Request():
                try:
                    answer = await http.send(step, auth=None, follow_redirects=False)
                except httpx2.RequestError as error:
                    answer = error
            case Pause(seconds=seconds):
                answer = await sleep(seconds)
            case Ask(function=function, values=values):
                answer = await security.awaited_result(function(*values))
