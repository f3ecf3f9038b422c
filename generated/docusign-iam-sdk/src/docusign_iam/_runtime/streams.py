"""Streams of typed items: server-sent events and JSON Lines, for both colours of client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterator
from types import TracebackType
from typing import Any, Generic, Self, TypeVar

import httpx2
from pydantic import ValidationError

from .call import Call
from .connection import AsyncConnection, Connection
from .events import ServerSentEvent
from .readers import Found, Reader
from .responses import NO_CONTENT, UnfitAnswerError
from .resumption import interrupted, misfit, progressed

T = TypeVar("T")

_PAUSE = 3.0
"""Seconds before a stream that ended is opened again, where the server does not say."""


class _Stream(Generic[T]):
    """What streams of both colours share: all that does no I/O."""

    def __init__(
        self, connection: Connection | AsyncConnection, reader: Reader[Any]
    ) -> None:
        self._reader = reader
        self._call: Call[Any] = connection.call
        self._held = connection
        self._endless = False

    @property
    def http_response(self) -> httpx2.Response:
        """The answer that the stream is read from; its body must not be read by other means."""
        return self._held.response

    @property
    def is_closed(self) -> bool:
        """Whether the connection was given back: at the end, or when the stream was left."""
        return self._held.is_closed

    def _next(self) -> Found | None:
        """The next item; ``None`` where more bytes are needed, or the stream is over."""
        if self._held.is_closed and not self._reader.is_over:
            raise ValueError("the stream was closed before its end")
        try:
            found = self._reader.take()
        except (ValidationError, UnfitAnswerError) as error:
            response = self._held.response
            raise misfit(self._call, response, error, self._reader.rejected) from error
        if found is not None:
            self._call.warn(self._held.response, found.drift)
        return found

    def _take(self, piece: bytes | None) -> float | None:
        """Take what was read. Returns the seconds to wait where the stream is to be opened again."""
        if piece is not None:
            self._reader.feed(piece)
            return None
        if not self._reader.end():
            return self._cut(httpx2.RemoteProtocolError("the stream ended in an item"))
        if self._endless:
            if self._reader.has_moved:
                progressed(self._call)
            return self._pause(_PAUSE)
        self._reader.is_over = self._reader.is_drained
        return None

    def _cut(self, error: httpx2.RequestError) -> float:
        """Seconds to wait before the stream is opened again. Raises ``APIConnectionError``.

        That is only done where nothing can be lost or come twice: the server tells ids of its events, or
        nothing was given out yet.
        """
        reader = self._reader
        if reader.has_moved:
            progressed(self._call)
            if self._endless:
                return self._pause(_PAUSE)
        pause = interrupted(
            self._call,
            self._held.response,
            error,
            reader.partial,
            resumable=bool(reader.last_event_id) or not reader.has_given,
        )
        return self._pause(pause)

    def _pause(self, otherwise: float) -> float:
        told = self._reader.retry
        return otherwise if told is None else told / 1000

    def _reopened(self) -> None:
        """Begin to read a new answer; one without content ends the stream."""
        self._reader.reopen()
        if self._held.response.status_code in NO_CONTENT:
            self._reader.is_over = True

    def __repr__(self) -> str:
        closed = " (closed)" if self.is_closed else ""
        return f"<{type(self).__name__} of {self._call.operation.id}{closed}>"


class Stream(_Stream[T], Iterator[T]):
    """Items that are read as they come.

    It is its own iterator, and a context manager. The connection is given back at the end, when a loop
    over it is left, at the end of a ``with`` block, and when nobody holds it any more. Reading raises
    ``APIConnectionError`` where the connection fails, and ``ResponseValidationError`` for what is no item.
    """

    _held: Connection

    def __next__(self) -> T:
        found = self._item()
        if found is None:
            raise StopIteration
        data: T = found.data
        return data

    def __iter__(self) -> Iterator[T]:
        return (found.data for found in self._items())

    def _items(self) -> Iterator[Any]:
        try:
            while (found := self._item()) is not None:
                yield found
        finally:
            self.close()

    def close(self) -> None:
        """Give the connection back."""
        self._held.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _item(self) -> Found | None:
        """The next item; ``None`` at the end."""
        try:
            while (found := self._next()) is None and not self._reader.is_over:
                self._read()
        except BaseException:
            self.close()
            raise
        if found is None:
            self.close()
        return found

    def _read(self) -> None:
        try:
            pause = self._take(self._held.read())
        except httpx2.RequestError as error:
            pause = self._cut(error)
        if pause is not None:
            self._held.reopen(pause, self._reader.last_event_id)
            self._reopened()


class EventStream(Stream[T]):
    """Server-sent events (HTML standard section 9.2).

    Iterating gives the data of each event; ``events`` gives name, id and retry time with it. A stream
    that is cut off is opened again from the last event on, where the retry policy of the call covers
    that and the server tells ids; ``follow`` also goes on when the server ends the stream.
    """

    @property
    def last_event_id(self) -> str:
        """The id to go on from, as ``Last-Event-ID``; empty where the server told none."""
        return self._reader.last_event_id

    def events(self) -> Iterator[ServerSentEvent[T]]:
        """The events with all that they tell. Leaving the loop closes the stream."""
        return self._items()

    def follow(self) -> Iterator[ServerSentEvent[T]]:
        """The events, for ever: the stream is opened again whenever it ends, as browsers do.

        It ends where the server answers without content (204), and by leaving the loop. Raises what calls
        raise where it cannot be opened again.
        """
        self._endless = True
        return self._items()


class AsyncStream(_Stream[T], AsyncIterator[T]):
    """Items that are read as they come, in an async program.

    It is its own iterator, and a context manager. The connection is given back at the end, at the end of
    an ``async with`` block, and soon after a loop over it was left or nobody holds it any more. Reading
    raises ``APIConnectionError`` where the connection fails, and ``ResponseValidationError`` for what is
    no item.
    """

    _held: AsyncConnection

    async def __anext__(self) -> T:
        found = await self._item()
        if found is None:
            raise StopAsyncIteration
        data: T = found.data
        return data

    def __aiter__(self) -> AsyncIterator[T]:
        return _Walk(self, lambda found: found.data)

    async def aclose(self) -> None:
        """Give the connection back."""
        await self._held.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.aclose()

    async def _item(self) -> Found | None:
        """The next item; ``None`` at the end."""
        try:
            while (found := self._next()) is None and not self._reader.is_over:
                await self._read()
        except BaseException:
            await self.aclose()
            raise
        if found is None:
            await self.aclose()
        return found

    async def _read(self) -> None:
        try:
            pause = self._take(await self._held.read())
        except httpx2.RequestError as error:
            pause = self._cut(error)
        if pause is not None:
            await self._held.reopen(pause, self._reader.last_event_id)
            self._reopened()


class AsyncEventStream(AsyncStream[T]):
    """Server-sent events (HTML standard section 9.2), in an async program.

    Iterating gives the data of each event; ``events`` gives name, id and retry time with it. A stream
    that is cut off is opened again from the last event on, where the retry policy of the call covers
    that and the server tells ids; ``follow`` also goes on when the server ends the stream.
    """

    @property
    def last_event_id(self) -> str:
        """The id to go on from, as ``Last-Event-ID``; empty where the server told none."""
        return self._reader.last_event_id

    def events(self) -> AsyncIterator[ServerSentEvent[T]]:
        """The events with all that they tell. Leaving the loop closes the stream."""
        return _Walk(self, lambda found: found)

    def follow(self) -> AsyncIterator[ServerSentEvent[T]]:
        """The events, for ever: the stream is opened again whenever it ends, as browsers do.

        It ends where the server answers without content (204), and by leaving the loop. Raises what calls
        raise where it cannot be opened again.
        """
        self._endless = True
        return _Walk(self, lambda found: found)


class _Walk(AsyncIterator[Any]):
    """A loop over a stream. Leaving it forgets the walk, and with it the stream's connection.

    An async generator would not do: trio warns of one that is not closed by hand.
    """

    def __init__(self, stream: AsyncStream[Any], pick: Callable[[Any], Any]) -> None:
        self._stream = stream
        self._pick = pick

    async def __anext__(self) -> Any:
        found = await self._stream._item()
        if found is None:
            raise StopAsyncIteration
        return self._pick(found)

    async def aclose(self) -> None:
        """Give the connection of the stream back."""
        await self._stream.aclose()

    def __del__(self) -> None:
        self._stream._held.forget()
