"""Many calls at once: the right outcome each time, in time, and nothing left behind.

As many as ``SDKWRIGHT_SOAK`` says of each kind (``make soak`` asks for 1000, of all kinds), else a few dozen.
"""

from __future__ import annotations

import asyncio
import gc
import threading
import time
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType
from typing import Any

import anyio
import pytest

from .faulty_server import FaultyServer
from .loads import CALLS, LOADS, NAMES, PATIENCE, ROWS, SHORT, Load, Row, resident, sockets
from .scripts import SCRIPTS, SLACK, THING, head, whole
from .users import TOKEN, User

TASKS = 50
THREADS = 16
needs_proc = pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="open files are counted in /proc")


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[FaultyServer]:
    """A server of another origin."""
    other = FaultyServer({"fine": (whole(THING),)})
    yield other
    other.close()


@pytest.fixture(scope="module")
def server(elsewhere: FaultyServer) -> Iterator[FaultyServer]:
    """The faulty server, which also sends callers there."""
    location = f"Location: {elsewhere.url}/things/fine".encode()
    away = (head(location, b"Content-Length: 0", status=b"307 Temporary Redirect"),)
    running = FaultyServer({**SCRIPTS, "away": (away,)})
    yield running
    running.close()


def settle(server: FaultyServer) -> None:
    """Wait until the server has seen that its callers are gone."""
    for _ in range(1500):
        if not server.is_busy:
            return
        threading.Event().wait(0.01)
    raise AssertionError("the server still holds connections")


OF_PAYLOADS = ("]", "Problem", "PayloadError")


def outcome(result: Any) -> tuple[str, int]:
    """The attempts of what a call raised or returned, and its class; of one for a payload, that of its status."""
    names = (cls.__name__ for cls in type(result).__mro__ if not cls.__name__.endswith(OF_PAYLOADS))
    return next(names), getattr(result, "attempts", 0)


async def call(calls: Any, errors: Any, load: Load, number: int) -> Any:
    """What an awaited call returns or raises; streams and downloads are read."""
    try:
        result = await getattr(calls, load.method)(**load.arguments(number))
        if load.method == "watch_things":
            return [item async for item in result]
        return await result.read() if load.method == "load_thing" else result
    except errors.FaultsError as error:
        return error.with_traceback(None)


def call_sync(calls: Any, errors: Any, load: Load, number: int) -> Any:
    """The same for sync clients."""
    try:
        result = getattr(calls, load.method)(**load.arguments(number))
        if load.method == "watch_things":
            return list(result)
        return result.read() if load.method == "load_thing" else result
    except errors.FaultsError as error:
        return error.with_traceback(None)


class Trial:
    """One load; measured around what runs it."""

    def __init__(self, name: str, client: str, *servers: FaultyServer) -> None:
        self.load = LOADS[name]
        self.row = Row(name, client)
        self.servers = servers

    def __enter__(self) -> Row:
        gc.collect()
        self._before = sockets(), resident(), time.perf_counter()
        return self.row

    def __exit__(self, *_: object) -> None:
        held, memory, began = self._before
        self.row.seconds = time.perf_counter() - began
        for server in self.servers:
            settle(server)
        gc.collect()
        self.row.sockets, self.row.grown = sockets() - held, resident() - memory
        ROWS.append(self.row)

    def verify(self) -> None:
        assert self.row.seen.total() == CALLS
        assert self.row.seen.keys() <= {self.load.outcome, *self.load.also}
        assert self.row.sockets <= 0
        # Where calls end by their deadline, so many of them do at once; others wait for each other.
        assert self.row.slowest < (SHORT if self.load.total == SHORT else PATIENCE) + SLACK
        told = [request for server in self.servers[1:] for request in server.requests if TOKEN in request]
        assert told == []


@needs_proc
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
@pytest.mark.parametrize("name", NAMES)
def test_many_tasks(
    package: ModuleType, server: FaultyServer, elsewhere: FaultyServer, name: str, backend: str
) -> None:
    user, test = User(backend, package), Trial(name, backend, server, elsewhere)
    numbers = iter(range(CALLS))

    async def work(calls: Any) -> None:
        for number in numbers:
            began = time.perf_counter()
            found = outcome(await call(calls, package.errors, test.load, number))
            test.row.note(found, time.perf_counter() - began)

    async def use(calls: Any) -> int:
        async with anyio.create_task_group() as group:
            for _ in range(TASKS):
                group.start_soon(work, calls)
        return len(asyncio.all_tasks()) if backend == "asyncio" else 1

    with test:
        assert user.run(server.url, use) == 1
    test.verify()


@needs_proc
@pytest.mark.parametrize("name", NAMES)
def test_many_threads(package: ModuleType, server: FaultyServer, elsewhere: FaultyServer, name: str) -> None:
    user, test = User("sync", package), Trial(name, "threads", server, elsewhere)

    with (
        test,
        package.FaultsClient(**user.options(server.url)) as client,
        ThreadPoolExecutor(THREADS) as pool,
    ):

        def one(number: int) -> tuple[tuple[str, int], float]:
            began = time.perf_counter()
            found = outcome(call_sync(client.things, package.errors, test.load, number))
            return found, time.perf_counter() - began

        for found, seconds in pool.map(one, range(CALLS)):
            test.row.note(found, seconds)
    test.verify()


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
