"""How large a compressed answer may become: a small one can unpack to fill the memory."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import httpx2

MAX_UNPACKED = 64 * 2**20
"""Bytes up to which an answer may be compressed in any way, unless the caller says otherwise."""
RATIO = 100
"""How many times its compressed size an answer may have beyond that."""


class InflationError(httpx2.DecodingError):
    """An answer unpacks to far more than came."""


class Inflation:
    """Counts what an answer unpacks to; ``add`` raises ``InflationError`` where it is too much."""

    __slots__ = ("_free", "_response", "_size")

    def __init__(self, response: httpx2.Response, free: int) -> None:
        self._response = response
        self._free = free
        self._size = 0

    def add(self, size: int) -> None:
        """Note that many bytes more."""
        self._size += size
        if self._size > self._free:
            self._check()

    def _check(self) -> None:
        came = self._response.num_bytes_downloaded
        is_packed = came and "content-encoding" in self._response.headers
        if is_packed and self._size > RATIO * came:
            raise InflationError(
                f"{came} bytes were unpacked to more than {self._size}",
                request=self._response.request,
            )


def read(response: httpx2.Response, free: int = MAX_UNPACKED) -> httpx2.Response:
    """A compressed answer with its body, read within bounds."""
    inflation = Inflation(response, free)
    pieces = []
    for piece in response.iter_bytes():
        inflation.add(len(piece))
        pieces.append(piece)
    return _whole(response, pieces)


async def aread(response: httpx2.Response, free: int = MAX_UNPACKED) -> httpx2.Response:
    """The same for async clients.

    It is unpacked when all of it is there: an error of the unpacking would leave generators of the HTTP
    client behind that nobody can close, which trio warns of.
    """
    stream = _Packed([piece async for piece in response.aiter_raw()])
    packed = httpx2.Response(
        response.status_code,
        headers=response.headers,
        stream=stream,
        request=response.request,
        extensions=response.extensions,
        default_encoding=response.default_encoding,
    )
    with suppress(RuntimeError):
        packed.elapsed = response.elapsed
    return read(packed, free)


class _Packed(httpx2.SyncByteStream):
    """A body that has come, and is not unpacked yet."""

    def __init__(self, pieces: list[bytes]) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        return iter(self._pieces)


def _whole(response: httpx2.Response, pieces: list[bytes]) -> httpx2.Response:
    """The answer as if it had not been compressed, but with the headers that came."""
    whole = httpx2.Response(
        response.status_code,
        content=b"".join(pieces),
        request=response.request,
        extensions=response.extensions,
        default_encoding=response.default_encoding,
    )
    whole.headers = response.headers
    with suppress(RuntimeError):
        whole.elapsed = response.elapsed
    return whole
