"""Steps of obtaining tokens, and the two drivers that take them: nothing else here does I/O."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any, TypeAlias

import httpx2

from . import retries, security
from .errors import APIConnectionError, APITimeoutError
from .grants import Secret
from .operation import RetryPolicy

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
        if pause is not None and elapsed + pause <= _POLICY.max_elapsed / 1000:
            yield Pause(pause)
        elif failed:
            raise _unreachable(request, answer, attempts, failure.sent) from answer
        else:
            return answer  # type: ignore[no-any-return]


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
