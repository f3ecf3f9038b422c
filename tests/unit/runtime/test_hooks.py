"""Hooks: told of each attempt, checked when the client is made."""

from __future__ import annotations

import functools
from typing import Any

import httpx2
import pytest

from generator.runtime.client import AsyncClient, SyncClient
from generator.runtime.errors import APIConnectionError
from generator.runtime.hooks import AsyncHooks, Attempt, Hooks

from .support import TABLE, Api, operation

ASKS = operation(id="ask")


def hooks(api: Api, told: list[tuple[str, Attempt]]) -> Any:
    def note(kind: str) -> Any:
        async def awaited(attempt: Attempt) -> None:
            told.append((kind, attempt))

        return awaited if api.is_async else lambda attempt: told.append((kind, attempt))

    return (AsyncHooks if api.is_async else Hooks)(
        request=note("request"), response=[note("response")], error=[note("error")]
    )


def test_every_attempt_is_told_of(api: Api) -> None:
    api.answers = [httpx2.Response(503), httpx2.ConnectError("refused"), httpx2.Response(200)]
    told: list[tuple[str, Attempt]] = []
    api.call(ASKS, {}, {"retries": 3}, hooks=hooks(api, told))
    assert [(kind, attempt.number, attempt.operation) for kind, attempt in told] == [
        ("request", 1, "ask"),
        ("response", 1, "ask"),
        ("request", 2, "ask"),
        ("error", 2, "ask"),
        ("request", 3, "ask"),
        ("response", 3, "ask"),
    ]
    assert [a.response.status_code if a.response else str(a.error) for kind, a in told if kind != "request"] == [
        503,
        "refused",
        200,
    ]
    assert told[0][1].elapsed <= told[-1][1].elapsed


def test_a_request_hook_may_change_headers(api: Api) -> None:
    def sign(attempt: Attempt) -> None:
        attempt.request.headers["X-Signature"] = f"{attempt.request.method} signed"

    api.call(ASKS, hooks=Hooks(request=sign))
    assert api.header("x-signature") == "GET signed"


def test_clients_with_options_have_the_hooks_too(api: Api) -> None:
    told: list[tuple[str, Attempt]] = []
    api.use(lambda sdk: sdk.with_options(timeout=5)._send(ASKS, {}, None), hooks=hooks(api, told))
    assert len(told) == 2


@pytest.mark.parametrize("kind", ["request", "response", "error"])
def test_what_a_hook_raises_ends_the_call(api: Api, kind: str) -> None:
    def fail(_: Attempt) -> None:
        raise LookupError(kind)

    api.answers = [httpx2.ConnectError("refused")] if kind == "error" else [httpx2.Response(503)]
    with pytest.raises(LookupError, match=kind):
        api.call(ASKS, {}, {"retries": 3}, hooks=Hooks(**{kind: fail}))
    assert len(api.requests) == (kind != "request")


def test_attempts_do_not_show_secrets(sync_api: Api) -> None:
    shown: list[str] = []
    sync_api.call(
        ASKS,
        {},
        {"extra_query": {"api_key": "s3cr3t"}, "extra_headers": {"Authorization": "s3cr3t"}},
        hooks=Hooks(response=lambda attempt: shown.append(repr(attempt))),
    )
    assert shown == ["<Attempt 1: GET https://api.test/v1/do?api_key=[redacted] -> 200>"]


async def awaited(_: Attempt) -> None:
    """An async hook."""


class Awaited:
    """An object that is called like one."""

    async def __call__(self, _: Attempt) -> None:
        """Wait for nothing."""


@pytest.mark.parametrize("hook", [awaited, functools.partial(awaited), Awaited()])
def test_async_hooks_need_the_async_client(hook: Any) -> None:
    with pytest.raises(TypeError, match="the response hook is an async function"):
        SyncClient(TABLE, credentials={}, hooks=Hooks(response=[hook]))
    AsyncClient(TABLE, credentials={}, hooks=AsyncHooks(response=hook))


def test_a_generator_is_no_hook(api: Api) -> None:
    def hook(_: Attempt) -> Any:
        yield

    async def awaited_hook(_: Attempt) -> Any:
        yield

    for given in (hook, functools.partial(awaited_hook)):
        with pytest.raises(TypeError, match="the request hook is a generator"):
            api.use(lambda _: pytest.fail("the client was made"), hooks=AsyncHooks(request=given))


def test_a_hook_that_turns_out_to_be_async() -> None:
    with pytest.raises(TypeError, match="needs the async client"):
        Api(False).call(ASKS, hooks=Hooks(request=[lambda attempt: awaited(attempt)]))  # noqa: PLW0108 - a plain function that returns a coroutine


@pytest.mark.parametrize("given", [print, {"request": print}, Hooks(error=5), Hooks(request=["x"])])  # type: ignore[arg-type, list-item]
def test_what_is_no_hook_is_refused(api: Api, given: Any) -> None:
    with pytest.raises(TypeError, match=r"hooks must be|hook must be a function|not iterable"):
        api.use(lambda _: pytest.fail("the client was made"), hooks=given)


def test_errors_come_after_the_hooks(api: Api) -> None:
    api.answers = [httpx2.ConnectError("refused")]
    told: list[tuple[str, Attempt]] = []
    with pytest.raises(APIConnectionError):
        api.call(ASKS, hooks=hooks(api, told))
    assert [kind for kind, _ in told] == ["request", "error"]
