"""The open connections behind streams and downloads, one class for each colour of client."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncGenerator, Generator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, cast

import httpx2

from .call import Call
from .inflation import Inflation
from .resumption import check, resume

if TYPE_CHECKING:
    from .client import AsyncClient, SyncClient

_BUFFERED = 8
"""Pieces that may come before the HTTP client waits for the network again."""

_WHILE_IN_USE = (RuntimeError, ValueError)
"""What a generator raises that is closed while another thread or task waits for it."""


class Connection:
    """An answer of which the body is still to come. It is closed when nobody holds it any more."""

    def __init__(
        self, client: SyncClient, call: Call[Any], response: httpx2.Response
    ) -> None:
        self.client = client
        self.call = call
        self.is_closed = False
        self.use(response)
        client._pool.track(self)

    def use(self, response: httpx2.Response) -> None:
        """Go on with this answer."""
        self.response = response
        self._inflation = Inflation(response, self.call.settings.max_unpacked)
        self._pieces = cast("Generator[bytes]", response.iter_bytes())

    def read(self) -> bytes | None:
        """The next bytes, or ``None`` at the end. Raises ``httpx2.RequestError``, with the connection closed."""
        try:
            piece = next(self._pieces, None)
            if piece is not None:
                self._inflation.add(len(piece))
        except BaseException:
            self.release()
            raise
        return piece

    def reopen(self, pause: float, last_event_id: str) -> None:
        """Make the call again, from where the stream was left. Raises what calls raise."""
        self.release()
        self.client._sleep(pause)
        resume(self.call, last_event_id)
        self.use(self.client._perform(self.call))
        check(self.call, self.response)

    def release(self) -> None:
        """Give the connection of the present answer back."""
        try:
            self._pieces.close()
        except _WHILE_IN_USE:
            _wake(self.response)
        self.response.close()

    def close(self) -> None:
        """Close it, once."""
        if not self.is_closed:
            self.is_closed = True
            self.release()

    def __del__(self) -> None:
        with suppress(Exception):
            self.close()


class AsyncConnection:
    """The same for async clients.

    Nothing can be awaited when it is forgotten: it is then closed as soon as the event loop gets to it,
    and at the latest by the client's next call.
    """

    def __init__(
        self, client: AsyncClient, call: Call[Any], response: httpx2.Response
    ) -> None:
        self.client = client
        self.call = call
        self.is_closed = False
        self.use(response)
        client._pool.track(self)

    def use(self, response: httpx2.Response) -> None:
        """Go on with this answer."""
        self.response = response
        self._inflation = Inflation(response, self.call.settings.max_unpacked)
        self._pieces = response.aiter_bytes()

    async def read(self) -> bytes | None:
        """The next bytes, or ``None`` at the end. Raises ``httpx2.RequestError``, with the connection closed."""
        try:
            piece = await anext(self._pieces, None)
            if piece is not None:
                self._inflation.add(len(piece))
        except BaseException:
            await self.release()
            raise
        return piece

    async def reopen(self, pause: float, last_event_id: str) -> None:
        """Make the call again, from where the stream was left. Raises what calls raise."""
        await self.release()
        await self.client._sleep(pause)
        resume(self.call, last_event_id)
        self.use(await self.client._perform(self.call))
        check(self.call, self.response)

    async def release(self) -> None:
        """Give the connection of the present answer back, also where the task is cancelled."""
        await close(self._pieces, self.response)

    async def aclose(self) -> None:
        """Close it, once."""
        if not self.is_closed:
            self.is_closed = True
            await self.release()

    def forget(self) -> None:
        """Close it without waiting for that."""
        if self.is_closed:
            return
        self.is_closed = True
        if self.response.is_closed:
            return
        pool = self.client._pool
        pool.abandoned.append((self._pieces, self.response))
        with suppress(RuntimeError):
            task = asyncio.get_running_loop().create_task(
                self.client._close_abandoned()
            )
            pool.tasks.add(task)
            task.add_done_callback(pool.tasks.discard)

    def __del__(self) -> None:
        with suppress(Exception):
            self.forget()


def _wake(response: httpx2.Response) -> None:
    """End the wait of another thread for the network: closing a socket does not.

    The connection is this answer's alone, unless it is one of HTTP/2.
    """
    stream = response.extensions.get("network_stream")
    if stream is None or not response.http_version.startswith("HTTP/1"):
        return
    with suppress(OSError):
        stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)


async def close(pieces: AsyncGenerator[bytes], response: httpx2.Response) -> None:
    """Close an answer that may be half read."""
    import anyio  # noqa: PLC0415 - sync clients never load it

    with anyio.CancelScope(shield=True):
        with suppress(*_WHILE_IN_USE):
            if not response.is_closed and not _is_asyncio():
                await _unwind(pieces)
            await pieces.aclose()
        with suppress(RuntimeError):  # it is of an event loop that has ended
            await response.aclose()


async def _unwind(pieces: AsyncGenerator[bytes]) -> None:
    """Leave the generators of the HTTP client by an exception from within.

    Closing the outermost one leaves the others to the garbage collector, which trio warns of.
    """
    import anyio  # noqa: PLC0415

    with anyio.CancelScope() as scope, suppress(StopAsyncIteration, httpx2.HTTPError):
        scope.cancel()
        for _ in range(_BUFFERED):
            await anext(pieces)


def _is_asyncio() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True
