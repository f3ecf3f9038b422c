"""Answers of raw bytes, read piece by piece: into memory, or into a file."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from types import TracebackType
from typing import Self

import httpx2

from .connection import AsyncConnection, Connection
from .disposition import file_name
from .resumption import interrupted
from .sinks import Cutter, Sink, Target


class _Download:
    """What downloads of both colours share: all that does no I/O."""

    def __init__(self, connection: Connection | AsyncConnection) -> None:
        self._held = connection
        self._content: bytes | None = None
        self._size = 0
        self._is_begun = False

    @property
    def http_response(self) -> httpx2.Response:
        """The answer that is read from; its body must not be read by other means."""
        return self._held.response

    @property
    def headers(self) -> httpx2.Headers:
        """The headers of the answer."""
        return self._held.response.headers

    @property
    def content_type(self) -> str:
        """The media type as the server tells it; empty where it does not."""
        return self.headers.get("content-type", "")

    @property
    def content_length(self) -> int | None:
        """How many bytes there are, where the server tells and does not compress them."""
        told = self.headers.get("content-length", "")
        known = told.isascii() and told.isdigit() and not self._is_packed
        return int(told) if known else None

    @property
    def filename(self) -> str | None:
        """The name that the server gives the file (RFC 6266), without any folder in it."""
        return file_name(self.headers.get("content-disposition", ""))

    @property
    def is_closed(self) -> bool:
        """Whether the connection was given back: at the end, or when the download was left."""
        return self._held.is_closed

    @property
    def _is_packed(self) -> bool:
        return "content-encoding" in self.headers

    def _took(self, piece: bytes | None) -> bytes | None:
        """Count a piece, or at the end compare with what was told."""
        if piece is not None:
            self._size += len(piece)
            return piece
        length = self.content_length
        if length is not None and length != self._size:
            self._fail(httpx2.RemoteProtocolError(f"{self._size} of {length} bytes"))
        return None

    def _fail(self, error: httpx2.RequestError) -> None:
        """Raises ``APIConnectionError``."""
        held = self._held
        interrupted(held.call, held.response, error, b"", resumable=False)

    def _begin(self) -> None:
        if self._is_begun or self._held.is_closed:
            raise ValueError("the download was read or closed already")
        self._is_begun = True

    def _kept(self, cutter: Cutter) -> list[bytes]:
        return [*cutter.feed(self._content or b""), *cutter.end()]

    def __repr__(self) -> str:
        closed = " (closed)" if self.is_closed else ""
        return f"<{type(self).__name__} of {self._held.call.operation.id}{closed}>"


class Download(_Download):
    """Raw bytes that are read once: by ``read``, ``iter_bytes`` or ``write_to``.

    It is a context manager. The connection is given back at the end, when a loop is left, at the end of a
    ``with`` block, and when nobody holds it any more.
    """

    _held: Connection

    def read(self) -> bytes:
        """All bytes. What was read by this is kept, so that it may be read again.

        Raises ``APIConnectionError`` where the connection fails.
        """
        if self._content is None:
            self._content = b"".join(self.iter_bytes())
        return self._content

    def iter_bytes(self, chunk_size: int | None = None) -> Iterator[bytes]:
        """The bytes as they come, or in pieces of ``chunk_size`` of which the last may be shorter.

        Raises ``APIConnectionError`` where the connection fails, and ``ValueError`` where the bytes were
        read already.
        """
        cutter = Cutter(chunk_size)
        if self._content is not None:
            return iter(self._kept(cutter))
        self._begin()
        return self._pieces(cutter)

    def write_to(self, target: Target) -> int:
        """Write the bytes to a file; returns how many there are.

        A path is written beside itself and put in place when it is whole: it never holds half a file.
        Raises ``APIConnectionError`` where the connection fails, and ``OSError`` where the file does.
        """
        with Sink(target) as sink:
            for piece in self.iter_bytes():
                sink.write(piece)
            return sink.finish()

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

    def _pieces(self, cutter: Cutter) -> Iterator[bytes]:
        try:
            while (piece := self._took(self._held.read())) is not None:
                yield from cutter.feed(piece)
            yield from cutter.end()
        except httpx2.RequestError as error:
            self._fail(error)
        finally:
            self.close()


class AsyncDownload(_Download):
    """Raw bytes that are read once, in an async program: by ``read``, ``iter_bytes`` or ``write_to``.

    It is a context manager. The connection is given back at the end, at the end of an ``async with``
    block, and soon after nobody holds it any more.
    """

    _held: AsyncConnection

    async def read(self) -> bytes:
        """All bytes. What was read by this is kept, so that it may be read again.

        Raises ``APIConnectionError`` where the connection fails.
        """
        if self._content is None:
            self._content = b"".join([piece async for piece in self.iter_bytes()])
        return self._content

    def iter_bytes(self, chunk_size: int | None = None) -> AsyncIterator[bytes]:
        """The bytes as they come, or in pieces of ``chunk_size`` of which the last may be shorter.

        Raises ``APIConnectionError`` where the connection fails, and ``ValueError`` where the bytes were
        read already.
        """
        cutter = Cutter(chunk_size)
        if self._content is not None:
            return _Pieces(self, cutter, self._kept(cutter))
        self._begin()
        return _Pieces(self, cutter, None)

    async def write_to(self, target: Target) -> int:
        """Write the bytes to a file, in threads; returns how many there are.

        A path is written beside itself and put in place when it is whole: it never holds half a file.
        Raises ``APIConnectionError`` where the connection fails, and ``OSError`` where the file does.
        """
        from anyio import to_thread  # noqa: PLC0415 - sync clients never load it

        with Sink(target) as sink:
            async for piece in self.iter_bytes():
                await to_thread.run_sync(sink.write, piece)
            return await to_thread.run_sync(sink.finish)

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

    async def _piece(self) -> bytes | None:
        try:
            piece = self._took(await self._held.read())
        except httpx2.RequestError as error:
            await self.aclose()
            self._fail(error)
            raise
        except BaseException:
            await self.aclose()
            raise
        if piece is None:
            await self.aclose()
        return piece


class _Pieces(AsyncIterator[bytes]):
    """A loop over a download. Leaving it forgets the loop, and with it the download's connection."""

    def __init__(
        self, download: AsyncDownload, cutter: Cutter, kept: list[bytes] | None
    ) -> None:
        self._download = download
        self._cutter = cutter
        self._ready = kept or []
        self._is_over = kept is not None

    async def __anext__(self) -> bytes:
        while not self._ready and not self._is_over:
            piece = await self._download._piece()
            self._is_over = piece is None
            self._ready = (
                self._cutter.end() if piece is None else self._cutter.feed(piece)
            )
        if not self._ready:
            raise StopAsyncIteration
        return self._ready.pop(0)

    async def aclose(self) -> None:
        """Give the connection of the download back."""
        await self._download.aclose()

    def __del__(self) -> None:
        self._download._held.forget()
