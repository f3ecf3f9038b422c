"""Many calls at once: the right outcome each time, and nothing left behind.

As many as ``SDKWRIGHT_SOAK`` says of each kind (``make soak`` asks for 1000), else a few dozen.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import threading
import tracemalloc
import warnings
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import anyio
import httpx2
import pytest

from .faulty_server import FaultyServer
from .scripts import FAULTS, THING
from .users import User

CALLS = int(os.environ.get("SDKWRIGHT_SOAK", "64"))
ROUNDS = 100_000 if CALLS >= 1000 else 500
"""Calls in a row, in which memory is to stay flat."""
TASKS = 50
THREADS = 16
KINDS = [
    "fine",
    "reset-before",
    "closed-before",
    "reset-in-headers",
    "cut-short",
    "no-http",
    "no-gzip",
    "no-utf-8",
    "always-429",
    "always-503-ms",
    "500-cut",
    "redirect-loop",
]
"""One fault for each way out of the runtime."""


def sockets() -> int:
    """How many sockets this process holds."""
    found = 0
    for entry in Path("/proc/self/fd").iterdir():
        try:
            found += os.readlink(entry).startswith("socket:")
        except OSError:
            continue
    return found


needs_proc = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are counted in /proc")


def settle(server: FaultyServer) -> None:
    """Wait until the server has seen that its callers are gone."""
    for _ in range(500):
        if not server.is_busy:
            return
        threading.Event().wait(0.01)
    raise AssertionError("the server still holds connections")


def expected(name: str) -> tuple[str, int]:
    return ("Thing", 0) if name == "fine" else (FAULTS[name][1].error, FAULTS[name][1].attempts)


OF_PAYLOADS = ("]", "Problem", "PayloadError")


def outcome(result: Any) -> tuple[str, int]:
    """The attempts of what a call raised or returned, and its class; of one for a payload, that of its status."""
    names = (cls.__name__ for cls in type(result).__mro__ if not cls.__name__.endswith(OF_PAYLOADS))
    return next(names), getattr(result, "attempts", 0)


async def call(calls: Any, errors: ModuleType, name: str, number: int) -> Any:
    try:
        return await calls.get_thing(name=name, call=str(number))
    except errors.FaultsError as error:  # type: ignore[attr-defined]
        return error.with_traceback(None)


@needs_proc
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("name", KINDS)
def test_many_tasks(package: ModuleType, server: FaultyServer, name: str, backend: str) -> None:
    user, seen = User(backend, package), Counter[Any]()
    numbers = iter(range(CALLS))

    async def work(calls: Any) -> None:
        for number in numbers:
            seen[outcome(await call(calls, package.errors, name, number))] += 1

    async def use(calls: Any) -> int:
        async with anyio.create_task_group() as group:
            for _ in range(TASKS):
                group.start_soon(work, calls)
        return len(asyncio.all_tasks()) if backend == "asyncio" else 1

    before = sockets()
    assert user.run(server.url, use) == 1
    assert seen == {expected(name): CALLS}
    settle(server)
    gc.collect()
    assert sockets() <= before


@needs_proc
@pytest.mark.parametrize("name", KINDS)
def test_many_threads(package: ModuleType, server: FaultyServer, name: str) -> None:
    user = User("sync", package)
    before = sockets()
    with package.FaultsClient(**user.options(server.url)) as client, ThreadPoolExecutor(THREADS) as pool:

        def one(number: int) -> tuple[str, int]:
            try:
                return outcome(client.things.get_thing(name=name, call=str(number)))
            except package.errors.FaultsError as error:
                return outcome(error)

        seen = Counter(pool.map(one, range(CALLS)))
    assert seen == {expected(name): CALLS}
    settle(server)
    gc.collect()
    assert sockets() <= before


@pytest.mark.parametrize("status", [200, 404, 0])
def test_memory_is_flat(package: ModuleType, status: int) -> None:
    """No more is held after many calls than after a few, whatever came of them."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        if not status:
            raise httpx2.ConnectError("refused", request=request)
        body = THING if status == 200 else b'{"code": "no"}'
        return httpx2.Response(status, content=body, headers={"content-type": "application/json"})

    with (
        httpx2.Client(transport=httpx2.MockTransport(answer)) as http,
        package.FaultsClient(access_token="t", http_client=http) as client,
    ):

        def run(times: int) -> int:
            for _ in range(times):
                with contextlib.suppress(package.errors.FaultsError):
                    client.things.get_thing(name="x")
            gc.collect()
            return tracemalloc.get_traced_memory()[0]

        run(50)
        tracemalloc.start()
        try:
            first = run(200)
            grown = run(ROUNDS) - first
        finally:
            tracemalloc.stop()
    assert grown < 64 * 1024


def test_no_coroutine_is_left_behind(package: ModuleType, server: FaultyServer) -> None:
    """Calls that are cancelled on the way close what they opened."""
    user = User("asyncio", package)

    async def use(calls: Any) -> None:
        tasks = [asyncio.ensure_future(calls.get_thing(name="silent", call=str(n))) for n in range(TASKS)]
        await asyncio.sleep(0.3)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        assert all(task.cancelled() for task in tasks)
        assert (await calls.get_thing(name="fine")).id == 1
        assert len(asyncio.all_tasks()) == 1

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        user.run(server.url, use)
        gc.collect()
