"""A cache of tokens that many use at once: one renewal at a time, whatever comes of it, and no endless waits."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
import httpx2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.runtime.client import AsyncClient, SyncClient
from generator.runtime.errors import APITimeoutError, OAuthError
from generator.runtime.grants import ClientCredentials
from generator.runtime.operation import ClientTable, OAuthScheme, Server

from .support import operation

READ = operation(id="read")
TABLE = ClientTable(
    servers=(Server("https://api.test"),),
    schemes={"oauth": OAuthScheme("access_token", {"client_credentials": "https://auth.test/token"})},
    security=((("oauth", ()),),),
)
WORKERS = {"threads": 16, "asyncio": 50, "trio": 50}


class World:
    """An endpoint that gives numbered tokens, and an API that takes the latest one, for ``uses`` calls."""

    def __init__(self, uses: int = 10**9, answers: list[int] | None = None) -> None:
        self._lock = threading.Lock()
        self._uses = uses
        self._left = 0
        self._answers = answers or []
        self.given = 0
        self.asked = 0
        self.at_once = 0
        self.most_at_once = 0
        self.calls = 0

    def answer(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.host != "api.test":
            return self._token()
        with self._lock:
            self.calls += 1
            is_latest = request.headers["authorization"] == f"Bearer token-{self.given}"
            self._left -= is_latest
            return httpx2.Response(204 if is_latest and self._left >= 0 else 401)

    def _token(self) -> httpx2.Response:
        with self._lock:
            self.asked += 1
            status = self._answers.pop(0) if self._answers else 200
            if status != 200:
                return httpx2.Response(status, json={"error": "invalid_client"})
            self.given += 1
            self._left = self._uses
            return httpx2.Response(200, json={"access_token": f"token-{self.given}", "expires_in": 3600})

    def enter(self) -> None:
        with self._lock:
            self.at_once += 1
            self.most_at_once = max(self.most_at_once, self.at_once)

    def leave(self) -> None:
        with self._lock:
            self.at_once -= 1


def play(kind: str, world: World, times: int) -> Counter[str]:
    """Each worker makes so many calls; the classes of what came."""
    return _threads(world, times) if kind == "threads" else anyio.run(_tasks, world, times, backend=kind)


def _grant() -> ClientCredentials:
    return ClientCredentials(client_id="id", client_secret="secret")


def _name(error: BaseException | None) -> str:
    return "ok" if error is None else type(error).__name__


def _threads(world: World, times: int) -> Counter[str]:
    def handle(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "api.test":
            return world.answer(request)
        world.enter()
        time.sleep(0.02)  # so that all others come to wait
        world.leave()
        return world.answer(request)

    def work(_: int) -> list[str]:
        found = []
        for _ in range(times):
            try:
                sdk._send(READ, {}, None)
                found.append("ok")
            except Exception as error:
                found.append(_name(error))
        return found

    workers = WORKERS["threads"]
    with (
        httpx2.Client(transport=httpx2.MockTransport(handle)) as http,
        SyncClient(TABLE, credentials={"access_token": _grant()}, http_client=http) as sdk,
        ThreadPoolExecutor(workers) as pool,
    ):
        return Counter(name for names in pool.map(work, range(workers)) for name in names)


async def _tasks(world: World, times: int) -> Counter[str]:
    seen: Counter[str] = Counter()

    async def handle(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "api.test":
            await anyio.sleep(0)
            return world.answer(request)
        world.enter()
        await anyio.sleep(0.02)
        world.leave()
        return world.answer(request)

    async def work(sdk: AsyncClient) -> None:
        for _ in range(times):
            try:
                await sdk._send(READ, {}, None)
                seen["ok"] += 1
            except Exception as error:
                seen[_name(error)] += 1

    async with (
        httpx2.AsyncClient(transport=httpx2.MockTransport(handle)) as http,
        AsyncClient(TABLE, credentials={"access_token": _grant()}, http_client=http) as sdk,
        anyio.create_task_group() as group,
    ):
        for _ in range(WORKERS["asyncio"]):
            group.start_soon(work, sdk)
    return seen


@pytest.mark.parametrize("kind", WORKERS)
def test_one_renewal_serves_all(kind: str) -> None:
    world = World()
    assert play(kind, world, 3) == {"ok": WORKERS[kind] * 3}
    assert (world.asked, world.most_at_once) == (1, 1)


@pytest.mark.parametrize("kind", WORKERS)
def test_a_token_that_ends_in_flight_is_renewed_once(kind: str) -> None:
    """All workers hold the token that the API stops taking; one obtains the next, and all repeat their call."""
    workers = WORKERS[kind]
    world = World(uses=workers * 2)
    seen = play(kind, world, 3)
    assert seen["ok"] + seen["AuthenticationError"] == workers * 3
    assert seen["ok"] >= workers * 2
    assert world.asked <= 3
    assert world.most_at_once == 1


@pytest.mark.parametrize("kind", WORKERS)
def test_all_who_wait_share_a_failure(kind: str) -> None:
    """One question, one refusal for all; whoever comes later asks anew."""
    world = World(answers=[401])
    seen = play(kind, world, 1)
    assert seen["OAuthError"] + seen["ok"] == WORKERS[kind]
    assert seen["OAuthError"] > 1
    assert world.asked <= 2


@given(answers=st.lists(st.sampled_from([200, 400, 401]), max_size=6), uses=st.integers(1, 40))
@settings(max_examples=8, deadline=None)
@pytest.mark.parametrize("kind", WORKERS)
def test_whatever_the_endpoint_says(kind: str, answers: list[int], uses: int) -> None:
    """No two renewals at once, no more questions than there were reasons to ask, no call without an outcome."""
    workers = WORKERS[kind]
    world = World(uses=uses, answers=list(answers))
    seen = play(kind, world, 2)
    assert seen.total() == workers * 2
    assert seen.keys() <= {"ok", "OAuthError", "AuthenticationError"}
    assert world.most_at_once == 1
    refused = world.calls - seen["ok"]
    assert world.asked <= 1 + len(answers) + refused


def test_an_old_token_does_not_replace_a_new_one() -> None:
    """Those whose calls were refused late leave the token alone that another obtained meanwhile."""
    world = World()
    with (
        httpx2.Client(transport=httpx2.MockTransport(world.answer)) as http,
        SyncClient(TABLE, credentials={"access_token": _grant()}, http_client=http) as sdk,
    ):
        sdk._send(READ, {}, None)
        source = sdk._settings.credentials["access_token"]
        assert source.reject("token-1")
        sdk._send(READ, {}, None)
        assert source.reject("token-1")
        sdk._send(READ, {}, None)
    assert world.asked == 2


def _late(handle: Callable[[httpx2.Request], httpx2.Response], calls: Callable[[SyncClient], Any]) -> float:
    with (
        httpx2.Client(transport=httpx2.MockTransport(handle)) as http,
        SyncClient(TABLE, credentials={"access_token": _grant()}, http_client=http) as sdk,
    ):
        began = time.perf_counter()
        calls(sdk)
        return time.perf_counter() - began


def test_pauses_for_a_token_end_at_the_deadline() -> None:
    """An endpoint that asks to come back later than there is time is not waited for."""

    def handle(_: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(503, headers={"Retry-After": "9"})

    def calls(sdk: SyncClient) -> None:
        with pytest.raises(OAuthError, match="status 503"):
            sdk._send(READ, {}, {"total_timeout": 2.0})

    assert _late(handle, calls) < 2.0


def test_nobody_waits_for_the_renewal_of_another_beyond_the_deadline() -> None:
    asked, free = threading.Event(), threading.Event()

    def handle(request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "api.test":
            return httpx2.Response(204)
        asked.set()
        free.wait(10)
        return httpx2.Response(200, json={"access_token": "t"})

    def calls(sdk: SyncClient) -> None:
        slow = threading.Thread(target=sdk._send, args=[READ, {}, None])
        slow.start()
        try:
            assert asked.wait(5)
            with pytest.raises(APITimeoutError, match=r"another call waits for its token: not done within 0\.2 s"):
                sdk._send(READ, {}, {"total_timeout": 0.2})
        finally:
            free.set()
            slow.join()

    assert _late(handle, calls) < 8
