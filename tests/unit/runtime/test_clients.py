"""The clients' lives: opening, closing, sharing, forking; what they leave behind."""

from __future__ import annotations

import asyncio
import gc
import http.server
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from generator.runtime.client import AsyncClient, SyncClient
from generator.runtime.errors import ClosedClientError, SDKError
from generator.runtime.operation import ClientTable, Server

from .support import TABLE, Api, operation

DO = operation()


class _Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.server.ports.append(self.client_address[1])  # type: ignore[attr-defined]
        self.server.cookies.append(self.headers["Cookie"])  # type: ignore[attr-defined]
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.send_header("Set-Cookie", "sid=1")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[Any]:
    made: Any = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    made.daemon_threads, made.ports, made.cookies = True, [], []
    made.url = f"http://127.0.0.1:{made.server_port}"
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    made.server_close()
    thread.join()


def table(server: Any) -> ClientTable:
    return ClientTable(servers=(Server(server.url),))


def test_a_connection_is_kept_and_shared(server: Any) -> None:
    with SyncClient(table(server), credentials={}) as sdk:
        sdk._send(DO, {}, None)
        sdk._send(DO, {}, None)
        sdk.with_options(timeout=5)._send(DO, {}, None)
    assert len(set(server.ports)) == 1


def test_cookies_are_not_kept(server: Any) -> None:
    with SyncClient(table(server), credentials={}) as sdk:
        sdk._send(DO, {}, None)
        sdk._send(DO, {}, None)
    assert server.cookies == [None, None]


def test_without_a_block_nothing_leaks(server: Any) -> None:
    sdk = SyncClient(table(server), credentials={})
    sdk._send(DO, {}, None)
    del sdk
    gc.collect()


def test_a_client_with_options_may_outlive_the_one_it_came_from(server: Any) -> None:
    sdk = SyncClient(table(server), credentials={}).with_options(timeout=5)
    gc.collect()
    sdk._send(DO, {}, None)
    del sdk
    gc.collect()


def test_nothing_is_opened_before_the_first_call(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(httpx2.Client, "__init__", lambda *_, **__: pytest.fail("opened"))
    SyncClient(TABLE, credentials={}).close()


def test_closing(server: Any) -> None:
    sdk = SyncClient(table(server), credentials={})
    twin = sdk.with_options(timeout=5)
    sdk._send(DO, {}, None)
    inner = sdk._pool.get()
    twin.close()
    assert not sdk.is_closed
    sdk.close()
    sdk.close()
    assert (inner.is_closed, sdk.is_closed, twin.is_closed) == (True, True, True)
    for closed in (sdk, twin):
        with pytest.raises(ClosedClientError, match="closed"):
            closed._send(DO, {}, None)
    assert len(server.ports) == 1
    assert issubclass(ClosedClientError, SDKError)


def test_closing_async(server: Any) -> None:
    async def use() -> None:
        async with AsyncClient(table(server), credentials={}) as sdk:
            await sdk._send(DO, {}, None)
            await sdk.with_options(timeout=5).aclose()
            await sdk._send(DO, {}, None)
            inner = sdk._pool.get()
        await sdk.aclose()
        assert inner.is_closed
        with pytest.raises(ClosedClientError):
            await sdk._send(DO, {}, None)

    asyncio.run(use())
    assert len(set(server.ports)) == 1


def test_closing_before_the_first_call() -> None:
    sdk = SyncClient(TABLE, credentials={})
    sdk.close()
    with pytest.raises(ClosedClientError):
        sdk._send(DO, {}, None)


def test_the_callers_own_client_stays_open_and_may_be_closed_by_the_caller() -> None:
    own = httpx2.Client(transport=httpx2.MockTransport(lambda _: httpx2.Response(200)))
    with SyncClient(TABLE, credentials={}, http_client=own) as sdk:
        sdk._send(DO, {}, None)
    assert not own.is_closed
    second = SyncClient(TABLE, credentials={}, http_client=own)
    own.close()
    with pytest.raises(ClosedClientError):
        second._send(DO, {}, None)


@pytest.mark.parametrize(("sdk", "other"), [(SyncClient, httpx2.AsyncClient), (AsyncClient, httpx2.Client)])
def test_an_http_client_of_the_other_colour_is_refused(sdk: Any, other: Any) -> None:
    with pytest.raises(TypeError, match="http_client must be an httpx2"):
        sdk(TABLE, credentials={}, http_client=other())


def test_reprs() -> None:
    sdk = SyncClient(TABLE, credentials={"access_token": "s3cret"}, headers={"X": "s3cret"})
    assert repr(sdk) == "<SyncClient>"
    assert "s3cret" not in repr(vars(sdk))
    sdk.close()
    assert repr(sdk) == "<SyncClient (closed)>"


def test_one_inner_client_for_many_threads(server: Any) -> None:
    with SyncClient(table(server), credentials={}) as sdk:
        ready = threading.Barrier(8)
        inner: list[object] = []

        def call() -> None:
            ready.wait()
            sdk._send(DO, {}, None)
            inner.append(sdk._pool.get())

        threads = [threading.Thread(target=call) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(server.ports) == 8
    assert len(set(map(id, inner))) == 1


def test_many_tasks(server: Any) -> None:
    async def use() -> None:
        async with AsyncClient(table(server), credentials={}) as sdk:
            await asyncio.gather(*(sdk._send(DO, {}, None) for _ in range(20)))

    asyncio.run(use())
    assert len(server.ports) == 20


FORKED = """
import os, sys
from generator.runtime.client import SyncClient
from generator.runtime.operation import ClientTable, Operation, Server
sdk = SyncClient(ClientTable(servers=(Server(sys.argv[1]),)), credentials={})
do = Operation(id="do", method="GET", path="/do")
sdk._send(do, {}, None)
sdk._pool._lock.acquire()
pid = os.fork()
if pid == 0:
    sdk._send(do, {}, None)
    os._exit(0)
assert os.waitpid(pid, 0)[1] == 0
sdk._pool._lock.release()
sdk._send(do, {}, None)
sdk.close()
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system cannot fork")
def test_a_fork_opens_connections_of_its_own(server: Any) -> None:
    subprocess.run([sys.executable, "-c", FORKED, server.url], check=True, timeout=30)
    parent, child, parent_again = server.ports
    assert parent == parent_again != child


def test_models_load_without_the_http_side() -> None:
    code = "import sys, generator.runtime.model, generator.runtime.types; assert 'httpx2' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=30)


def test_a_cancelled_call_leaves_nothing_open(server: Any) -> None:
    async def use() -> None:
        async with AsyncClient(table(server), credentials={}) as sdk:
            task = asyncio.create_task(sdk._send(DO, {}, None))
            await asyncio.sleep(0)
            task.cancel()
            with pytest.raises(asyncio.CancelledError):
                await task
            await sdk._send(DO, {}, None)

    asyncio.run(use())


def test_an_exception_of_a_transport_is_not_swallowed(api: Api) -> None:
    api.answers = [RuntimeError("a fault of the transport")]
    with pytest.raises(RuntimeError, match="fault"):
        api.call(operation(), {}, {"retries": 3})
    assert len(api.requests) == 1
