"""Timeouts: what is no timeout, and the end of a call as a whole."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import httpx2
import pytest

from generator.runtime.client import AsyncClient, SyncClient
from generator.runtime.errors import APITimeoutError, ConfigurationError
from generator.runtime.operation import ClientTable, Server

from .support import Api, operation

DO = operation()


@pytest.mark.parametrize(
    ("timeout", "error", "message"),
    [
        ("x", TypeError, "timeout must be a number of seconds, not str"),
        (True, TypeError, "not bool"),
        (-1, ValueError, "timeout must be above zero"),
        (0, ValueError, "above zero"),
        (float("nan"), ValueError, "above zero"),
        (float("inf"), ValueError, "finite"),
        ((1, 2), ValueError, "has four, for connect, read, write, pool; not 2"),
        ((1, 2, "x", 4), TypeError, "the write timeout must be a number"),
        ((1, -2, 3, 4), ValueError, "the read timeout must be above zero"),
        (httpx2.Timeout(-1), ValueError, "the connect timeout must be above zero"),
    ],
)
def test_what_is_no_timeout(api: Api, timeout: Any, error: type[Exception], message: str) -> None:
    for use in (
        lambda: api.call(DO, {}, {"timeout": timeout}),
        lambda: api.call(DO, timeout=timeout),
        lambda: api.use(lambda sdk: sdk.with_options(timeout=timeout)),
    ):
        with pytest.raises(error, match=message):
            use()
    assert api.requests == []


@pytest.mark.parametrize(("total", "error"), [("x", TypeError), (-1, ValueError), ((1, 2, 3, 4), TypeError)])
def test_what_is_no_total(api: Api, total: Any, error: type[Exception]) -> None:
    with pytest.raises(error, match="total_timeout must be"):
        api.call(DO, total_timeout=total)


@pytest.mark.parametrize(("retries", "error"), [("x", TypeError), (True, TypeError), (-1, ConfigurationError)])
def test_what_is_no_number_of_retries(api: Api, retries: Any, error: type[Exception]) -> None:
    for options, client in (({"retries": retries}, {}), ({}, {"retries": retries})):
        with pytest.raises(error, match="retries"):
            api.call(DO, {}, options, **client)
    assert api.requests == []


def test_no_step_is_longer_than_what_remains(api: Api) -> None:
    api.call(DO, {}, {"timeout": (1, 100, 100, None), "total_timeout": 50})
    sent = api.requests[-1].extensions["timeout"]
    assert sent["connect"] == 1
    assert all(49 < sent[step] <= 50 for step in ("read", "write", "pool"))


def test_no_attempt_begins_after_the_end(api: Api) -> None:
    api.answers = [httpx2.Response(503, headers={"retry-after": "9"})]
    with pytest.raises(Exception, match="503"):
        api.call(DO, {}, {"retries": 5, "total_timeout": 8})
    assert len(api.requests) == 1


@pytest.fixture
def trickle() -> Iterator[str]:
    """A server whose answer comes a byte at a time, for ever."""
    listener = socket.create_server(("127.0.0.1", 0))
    threads: list[threading.Thread] = []

    def feed(connection: socket.socket) -> None:
        with connection:
            try:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\nContent-Type: text/plain\r\n\r\n")
                while True:
                    connection.sendall(b"x")
                    time.sleep(0.02)
            except OSError:
                return

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            threads.append(threading.Thread(target=feed, args=(connection,)))
            threads[-1].start()

    acceptor = threading.Thread(target=accept)
    acceptor.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    for thread in (acceptor, *threads):
        thread.join()


def test_a_trickle_ends_with_the_call(trickle: str) -> None:
    table = ClientTable(servers=(Server(trickle),))
    with (
        SyncClient(table, credentials={}) as sdk,
        pytest.raises(APITimeoutError, match=r"not done within 0\.3 s in all"),
    ):
        sdk._send(DO, {}, {"total_timeout": 0.3, "retries": 5})


def test_a_trickle_ends_with_the_call_async(trickle: str) -> None:
    async def use() -> None:
        async with AsyncClient(ClientTable(servers=(Server(trickle),)), credentials={}) as sdk:
            with pytest.raises(APITimeoutError, match=r"not done within 0\.3 s in all") as info:
                await sdk._send(DO, {}, {"total_timeout": 0.3, "retries": 5})
            assert str(info.value.request.url) == f"{trickle}/do"

    asyncio.run(use())
