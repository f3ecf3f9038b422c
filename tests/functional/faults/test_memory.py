"""Many calls in a row: no more memory is held after them than before.

A soak (``SDKWRIGHT_SOAK`` of 1000 and more) makes 100,000 of them.
"""

from __future__ import annotations

import gc
import tracemalloc
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import anyio
import httpx2
import pytest

from .faulty_server import FaultyServer
from .loads import CALLS, IS_SOAK, ROWS, Row, resident
from .scripts import THING
from .users import User

ROUNDS = 500
MANY = 100_000
BOUND = 64 * 1024
"""Bytes of Python's own memory: a leak of 132 bytes a call is found in few calls."""
SLACK_KIB = 4096
"""What the whole process may grow by in many calls: allocators do not give all back. It is 42 bytes a call."""
STATUSES = [200, 404, 0]
"""An answer, a failure, and no answer."""


def answering(status: int) -> Callable[[httpx2.Request], httpx2.Response]:
    def answer(request: httpx2.Request) -> httpx2.Response:
        if not status:
            raise httpx2.ConnectError("refused", request=request)
        body = THING if status == 200 else b'{"code": "no"}'
        return httpx2.Response(status, content=body, headers={"content-type": "application/json"})

    return answer


async def repeat(calls: Any, errors: Any, times: int) -> Counter[str]:
    """So many calls, and the classes of what they gave."""
    seen: Counter[str] = Counter()
    for _ in range(times):
        try:
            result: object = await calls.get_thing(name="fine")
        except errors.FaultsError as error:
            result = error.with_traceback(None)
        seen[type(result).__name__] += 1
    return seen


def run(user: User, status: int, use: Callable[[Any], Any]) -> Any:
    """Have ``use`` make its calls on a transport in memory."""
    transport = httpx2.MockTransport(answering(status))
    if user.kind == "sync":
        with httpx2.Client(transport=transport) as http:
            return user.run("https://api.example", use, http_client=http, retries=0)

    async def made() -> Any:
        return httpx2.AsyncClient(transport=transport)

    http_client = anyio.run(made, backend=user.kind)
    return user.run("https://api.example", use, http_client=http_client, retries=0)


@pytest.mark.parametrize("status", STATUSES)
def test_memory_is_flat(user: User, status: int) -> None:
    async def use(calls: Any) -> int:
        errors = user.package.errors
        await repeat(calls, errors, 50)
        tracemalloc.start()
        try:
            await repeat(calls, errors, 200)
            gc.collect()
            first, _ = tracemalloc.get_traced_memory()
            await repeat(calls, errors, ROUNDS)
            gc.collect()
            return tracemalloc.get_traced_memory()[0] - first
        finally:
            tracemalloc.stop()

    assert run(user, status, use) < BOUND


@pytest.mark.skipif(not IS_SOAK, reason="takes a minute each: make soak")
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
@pytest.mark.parametrize("status", STATUSES)
def test_memory_is_flat_over_many_calls(user: User, status: int) -> None:
    row = Row(f"in memory, {status or 'refused'}", user.kind)
    run(user, status, lambda calls: measured(calls, user.package, row, MANY))
    assert row.seen.total() == MANY
    assert len(row.seen) == 1
    assert row.grown < SLACK_KIB


@pytest.mark.skipif(not IS_SOAK, reason="takes a minute each: make soak")
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory is read from /proc")
def test_memory_is_flat_over_many_exchanges(user: User, server: FaultyServer) -> None:
    """The same by way of sockets, ten times fewer."""
    row = Row("by sockets, 200", user.kind)
    user.run(server.url, lambda calls: measured(calls, user.package, row, CALLS * 10, server.forget))
    assert row.seen == {("Thing", 0): CALLS * 10}
    assert row.grown < SLACK_KIB


async def measured(
    calls: Any, package: ModuleType, row: Row, times: int, forget: Callable[[], None] = lambda: None
) -> None:
    """Make many calls, and note what the process grew by after the first thousands."""
    await repeat(calls, package.errors, 5000)
    gc.collect()
    before = resident()
    for _ in range(times // 1000):
        for name, count in (await repeat(calls, package.errors, 1000)).items():
            row.seen[name, 0] += count
        forget()
    gc.collect()
    row.grown = resident() - before
    ROWS.append(row)
