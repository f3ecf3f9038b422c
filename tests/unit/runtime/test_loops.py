"""One async client under several event loops, of asyncio and of trio."""

from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from collections.abc import Iterator

import anyio
import httpx2
import pytest

from generator.runtime.client import AsyncClient
from generator.runtime.operation import ClientTable, Server

from .support import operation

DO = operation()


@pytest.fixture
def url() -> Iterator[str]:
    """A server that keeps connections open."""
    import http.server

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self.send_response(204)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


ONE_AFTER_THE_OTHER = """
import asyncio, sys
import anyio
from generator.runtime.client import AsyncClient
from generator.runtime.operation import ClientTable, Operation, Server
sdk = AsyncClient(ClientTable(servers=(Server(sys.argv[1]),)), credentials={})
do = Operation(id="do", method="GET", path="/do")
async def call():
    await sdk._send(do, {}, None)
    await sdk._send(do, {}, None)
for _ in range(3):
    asyncio.run(call())
anyio.run(call, backend="trio")
asyncio.run(call())
assert len(sdk._pool._clients) <= 2, len(sdk._pool._clients)
asyncio.run(sdk.aclose())
try:
    asyncio.run(call())
except Exception as error:
    assert type(error).__name__ == "ClosedClientError", error
else:
    raise AssertionError
"""


def test_loops_one_after_the_other(url: str) -> None:
    # Connections of a loop that ended without closing the client are closed by the garbage collector, which warns.
    program = [sys.executable, "-W", "ignore::ResourceWarning", "-c", ONE_AFTER_THE_OTHER, url]
    subprocess.run(program, check=True, timeout=30)


def test_loops_side_by_side(url: str) -> None:
    sdk = AsyncClient(ClientTable(servers=(Server(url),)), credentials={})
    inner: list[httpx2.AsyncClient] = []
    together = threading.Barrier(2)

    async def call() -> None:
        for _ in range(20):
            await sdk._send(DO, {}, None)
            together.wait()
        client = sdk._pool.get()
        inner.append(client)
        await client.aclose()

    threads = [threading.Thread(target=asyncio.run, args=(call(),)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(client) for client in inner}) == 2


def test_under_trio(url: str) -> None:
    async def use() -> None:
        async with AsyncClient(ClientTable(servers=(Server(url),)), credentials={}) as sdk:
            async with anyio.create_task_group() as tasks:
                for _ in range(10):
                    tasks.start_soon(sdk._send, DO, {}, None)
            inner = sdk._pool.get()
        assert inner.is_closed

    anyio.run(use, backend="trio")


def test_one_client_for_all_tasks_of_a_loop(url: str) -> None:
    async def use() -> None:
        async with AsyncClient(ClientTable(servers=(Server(url),)), credentials={}) as sdk:
            assert sdk._pool.get() is sdk._pool.get()
            assert sdk.with_options(timeout=1)._pool.get() is sdk._pool.get()

    asyncio.run(use())
