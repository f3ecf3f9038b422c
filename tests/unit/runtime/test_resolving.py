"""A resolver that does not answer holds no call beyond its deadline."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from generator.runtime.client import SyncClient
from generator.runtime.errors import APIConnectionError, APITimeoutError
from generator.runtime.operation import ClientTable, Server

from .support import operation

DO = operation()


class Resolver:
    """It knows ``known``, and answers for other names once ``wake`` is set: that there are none."""

    def __init__(self) -> None:
        self.known: dict[str, list[str]] = {}
        self.asked: list[str] = []
        self.wake = threading.Event()
        self._real = socket.getaddrinfo

    def getaddrinfo(self, host: str, port: int, *args: Any, **more: Any) -> Any:
        if not host.endswith(".test") or more.get("flags"):
            return self._real(host, port, *args, **more)
        self.asked.append(host)
        if host in self.known:
            return [found for address in self.known[host] for found in self._real(address, port, *args, **more)]
        self.wake.wait(10)
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")


@pytest.fixture
def resolver(monkeypatch: pytest.MonkeyPatch) -> Iterator[Resolver]:
    made = Resolver()
    monkeypatch.setattr(socket, "getaddrinfo", made.getaddrinfo)
    yield made
    made.wake.set()
    for thread in threading.enumerate():
        if thread.name.startswith("resolving "):
            thread.join(5)


@pytest.fixture
def port() -> Iterator[int]:
    """A server that answers each connection once."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                connection.recv(65536)
                connection.sendall(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n")

    thread = threading.Thread(target=serve)
    thread.start()
    yield listener.getsockname()[1]
    listener.shutdown(socket.SHUT_RDWR)
    listener.close()
    thread.join()


def call(host: str, port: int, total: float) -> int:
    with SyncClient(ClientTable(servers=(Server(f"http://{host}:{port}"),)), credentials={}) as sdk:
        return sdk._send(DO, {}, {"total_timeout": total}).status


def test_a_call_ends_while_its_host_is_looked_up(resolver: Resolver) -> None:
    began = time.perf_counter()
    for _ in range(3):
        with pytest.raises(APITimeoutError, match=r"slow\.test was not resolved in time.*not done within 1 s") as info:
            call("slow.test", 80, 1.0)
        assert not info.value.sent
    assert time.perf_counter() - began < 8
    assert resolver.asked == ["slow.test"]


def test_a_name_that_nobody_has(resolver: Resolver) -> None:
    resolver.wake.set()
    with pytest.raises(APIConnectionError, match="Name or service not known"):
        call("nobody.test", 80, 5.0)


@pytest.mark.parametrize("addresses", [["127.0.0.1"], ["127.0.0.2", "127.0.0.1"]])
def test_addresses_are_tried_in_turn(resolver: Resolver, port: int, addresses: list[str]) -> None:
    resolver.known["two.test"] = addresses
    assert call("two.test", port, 5.0) == 204
    assert resolver.asked == ["two.test"]


def test_an_address_needs_no_resolver(resolver: Resolver, port: int) -> None:
    assert call("127.0.0.1", port, 5.0) == 204
    assert resolver.asked == []
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("resolving ")]
