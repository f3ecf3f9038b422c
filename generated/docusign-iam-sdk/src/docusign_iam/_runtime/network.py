"""Sockets of sync clients that keep to the deadline of the call in hand.

The timeouts of an HTTP client are for one read or write each, so a server that sends a byte now and then
holds a call for as long as it likes. Async clients are cancelled at the deadline; sync ones look at it
whenever they turn to the network. So do those of an HTTP client of the caller's own only between pieces of a
body: it is left as it is.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from typing import Any

import httpcore2
import httpx2

from .timeouts import IN_FORCE

_PIECE = 2**16
"""Bytes that are written without a look at the clock."""


def keep_deadlines(client: httpx2.Client) -> httpx2.Client:
    """The client, whose connections end with ``timeouts.IN_FORCE``.

    ``httpx2.Client`` has no argument for what it connects with. Where the parts of it are not found, its
    own timeouts remain, and the deadline is kept between pieces of a body.
    """
    transports = (client._transport, *client._mounts.values())
    pools = [getattr(transport, "_pool", None) for transport in transports]
    for pool in pools:
        backend = getattr(pool, "_network_backend", None)
        if backend is not None:
            pool._network_backend = _Backend(backend)  # type: ignore[union-attr]
    return client


class _Backend(httpcore2.NetworkBackend):
    """Connects by means of another backend."""

    def __init__(self, backend: httpcore2.NetworkBackend) -> None:
        self._backend = backend

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        hosts = [host]
        if IN_FORCE.get() is not None:
            from .resolving import resolve  # noqa: PLC0415 - only with deadlines

            hosts = resolve(host, port, _left(timeout, httpcore2.ConnectTimeout))
        error: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in hosts:
            left = _left(timeout, httpcore2.ConnectTimeout)
            try:
                return _Stream(
                    self._backend.connect_tcp(
                        address, port, left, local_address, socket_options
                    )
                )
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as caught:
                error = caught
        raise error

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore2.NetworkStream:
        left = _left(timeout, httpcore2.ConnectTimeout)
        return _Stream(self._backend.connect_unix_socket(path, left, socket_options))

    def sleep(self, seconds: float) -> None:
        self._backend.sleep(seconds)


class _Stream(httpcore2.NetworkStream):
    """Reads and writes by means of another stream."""

    def __init__(self, stream: httpcore2.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        if IN_FORCE.get() is None or len(buffer) <= _PIECE:
            self._stream.write(buffer, _left(timeout))
            return
        for start in range(0, len(buffer), _PIECE):
            self._stream.write(buffer[start : start + _PIECE], _left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore2.NetworkStream:
        left = _left(timeout)
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, left))

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


def _left(
    timeout: float | None,
    kind: type[httpcore2.TimeoutException] = httpcore2.ReadTimeout,
) -> float | None:
    """The timeout, but no more than what remains. Raises this ``kind`` of error where that is nothing."""
    deadline = IN_FORCE.get()
    if deadline is None:
        return timeout
    remaining = deadline.remaining()
    if remaining <= 0:
        raise kind(deadline.verdict)
    return remaining if timeout is None else min(timeout, remaining)
