"""Streams over real sockets, under asyncio and trio: what the server sees when one is left, and faults of the network."""

from __future__ import annotations

import contextlib
import gc
import socket
import threading
from collections.abc import Iterator
from typing import Any

import anyio
import pytest

from generator.runtime.client import AsyncClient, SyncClient
from generator.runtime.errors import APIConnectionError, APITimeoutError
from generator.runtime.operation import ClientTable, ResponseCase, Server, StreamOperation

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
WITHIN = 10


def chunk(data: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(data), data)


def event(number: int) -> bytes:
    return b"data: %d\n\n" % number


class Wire:
    """A server that says the same to everybody, and then waits until the other side goes, or goes itself."""

    def __init__(self, *pieces: bytes, stays: bool) -> None:
        self._pieces, self._stays = pieces, stays
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.left = threading.Event()
        threading.Thread(target=self._serve, daemon=True).start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}"

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self._listening.accept()
                threading.Thread(target=self._answer, args=[connection], daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(WITHIN)
            # who goes with something unread resets the connection
            with contextlib.suppress(ConnectionResetError, BrokenPipeError):
                while connection.recv(65536):
                    for piece in self._pieces:
                        connection.sendall(piece)
                    if not self._stays:
                        return
            self.left.set()

    def close(self) -> None:
        self._listening.close()


@pytest.fixture
def serve() -> Iterator[Any]:
    made: list[Wire] = []

    def make(*pieces: bytes, stays: bool = True) -> Wire:
        made.append(Wire(*pieces, stays=stays))
        return made[-1]

    yield make
    for wire in made:
        wire.close()


@pytest.fixture(params=["asyncio", "trio"])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def watch(kind: Any = "sse") -> StreamOperation[Any, Any]:
    cases = (ResponseCase("200", "text/event-stream", lambda: int, stream=kind),)
    return StreamOperation(id="watch", method="GET", path="/", responses=cases)


def opened(wire: Wire, **more: Any) -> Any:
    return SyncClient(ClientTable(servers=(Server(wire.url),)), credentials={}, **more)


def opened_async(wire: Wire, **more: Any) -> Any:
    return AsyncClient(ClientTable(servers=(Server(wire.url),)), credentials={}, **more)


def test_the_server_sees_that_a_loop_was_left(serve: Any) -> None:
    wire = serve(CHUNKED, chunk(event(1)), chunk(event(2)))
    with opened(wire) as sdk:
        stream = sdk._send(watch(), {}, None).data
        for number in stream:
            assert number == 1
            break
        assert wire.left.wait(WITHIN)


def test_the_server_sees_that_an_async_loop_was_left(serve: Any, backend: str) -> None:
    wire = serve(CHUNKED, chunk(event(1)), chunk(event(2)))

    async def run() -> None:
        async with opened_async(wire) as sdk:
            stream = (await sdk._send(watch(), {}, None)).data
            async for number in stream:
                assert number == 1
                break
            gc.collect()
            if backend == "asyncio":
                assert await anyio.to_thread.run_sync(wire.left.wait, WITHIN)
        assert await anyio.to_thread.run_sync(wire.left.wait, WITHIN)

    anyio.run(run, backend=backend)


def test_the_next_call_closes_what_was_forgotten(serve: Any, backend: str) -> None:
    wire = serve(CHUNKED, chunk(event(1)))

    async def run() -> None:
        async with opened_async(wire) as sdk:
            await anext((await sdk._send(watch(), {}, None)).data)
            gc.collect()
            async with (await sdk._send(watch(), {}, None)).data:
                assert await anyio.to_thread.run_sync(wire.left.wait, WITHIN)

    anyio.run(run, backend=backend)


def test_a_task_that_is_cancelled_while_it_waits(serve: Any, backend: str) -> None:
    for kind in ("sse", "binary"):
        wire = serve(CHUNKED, chunk(event(1)))

        async def run(kind: str = kind, wire: Wire = wire) -> None:
            async with opened_async(wire) as sdk:
                made = (await sdk._send(watch(kind), {}, None)).data
                with anyio.move_on_after(0.2) as scope:
                    async for _ in made if kind == "sse" else made.iter_bytes():
                        pass
                assert scope.cancelled_caught
                assert made.is_closed
                assert await anyio.to_thread.run_sync(wire.left.wait, WITHIN)

        anyio.run(run, backend=backend)


def test_closing_the_client_while_a_stream_is_open(serve: Any, backend: str) -> None:
    wire = serve(CHUNKED, chunk(event(1)))

    async def run() -> None:
        sdk = opened_async(wire)
        stream = (await sdk._send(watch(), {}, None)).data
        assert await anext(stream) == 1
        await sdk.aclose()
        assert stream.is_closed
        assert await anyio.to_thread.run_sync(wire.left.wait, WITHIN)

    anyio.run(run, backend=backend)


def test_closing_the_client_while_another_thread_reads(serve: Any) -> None:
    wire = serve(CHUNKED, chunk(event(1)))
    sdk = opened(wire)
    stream = sdk._send(watch(), {}, None).data
    found: list[Any] = []
    first = threading.Event()

    def read() -> None:
        try:
            for item in stream:
                found.append(item)
                first.set()
        except Exception as error:
            found.append(error)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    assert first.wait(WITHIN)
    sdk.close()
    wire.close()
    assert wire.left.wait(WITHIN)
    reader.join(WITHIN)
    assert not reader.is_alive()
    assert found[0] == 1
    assert isinstance(found[1], APIConnectionError | ValueError)


FAULTS = {
    "the server goes within an event": (CHUNKED, chunk(event(1)), chunk(b"data: 2")),
    "the server goes within a chunk": (CHUNKED, chunk(event(1)), b"ff\r\ndata: 2"),
    "the server goes before its last chunk": (CHUNKED, chunk(event(1))),
    "an end without a length, within an event": (HEAD + b"\r\n", event(1), b"data: 2"),
    "less than was promised": (HEAD + b"Content-Length: 99\r\n\r\n", event(1)),
    "no chunk at all": (CHUNKED, chunk(event(1)), b"oops\r\n"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faults_of_the_network(serve: Any, fault: str) -> None:
    wire = serve(*FAULTS[fault], stays=False)
    found = []
    with opened(wire) as sdk, pytest.raises(APIConnectionError) as caught:
        found.extend(sdk._send(watch(), {}, None).data)
    assert caught.value.received in {b"", b"data: 2"}


def test_a_download_that_is_cut_off(serve: Any) -> None:
    wire = serve(*FAULTS["less than was promised"], stays=False)
    with opened(wire) as sdk, pytest.raises(APIConnectionError):
        sdk._send(watch("binary"), {}, None).data.read()


def test_faults_of_the_network_in_async_programs(serve: Any, backend: str) -> None:
    for pieces in FAULTS.values():
        wire = serve(*pieces, stays=False)

        async def run(wire: Wire = wire) -> None:
            async with opened_async(wire) as sdk:
                stream = (await sdk._send(watch(), {}, None)).data
                assert await anext(stream) == 1
                with pytest.raises(APIConnectionError):
                    await anext(stream)
                assert stream.is_closed

        anyio.run(run, backend=backend)


def test_the_timeout_is_for_each_piece(serve: Any, backend: str) -> None:
    wire = serve(CHUNKED, chunk(event(1)))
    with opened(wire, timeout=0.2) as sdk, sdk._send(watch(), {}, None).data as stream:
        assert next(stream) == 1
        with pytest.raises(APITimeoutError):
            next(stream)

    async def run() -> None:
        async with opened_async(wire, timeout=0.2) as sdk, (await sdk._send(watch(), {}, None)).data as stream:
            assert await anext(stream) == 1
            with pytest.raises(APITimeoutError):
                await anext(stream)

    anyio.run(run, backend=backend)


def test_the_connection_serves_again_after_a_stream_that_was_read(serve: Any) -> None:
    whole = HEAD + b"Content-Length: 9\r\n\r\n" + event(1)
    wire = serve(whole)
    with opened(wire) as sdk:
        for _ in range(3):
            assert list(sdk._send(watch(), {}, None).data) == [1]
