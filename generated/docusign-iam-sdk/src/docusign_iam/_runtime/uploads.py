"""Files as bodies: opened when they are sent, read in pieces, never held in memory as a whole."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

_PIECE = 64 * 1024


@dataclass(slots=True)
class File:
    """A file to send. ``content`` is bytes, a path, an open file with the place where it begins, or
    what a part has inside.

    ``headers`` are further ones of its part in a multipart body.
    """

    content: bytes | str | IO[bytes] | Upload
    name: str | None = None
    content_type: str | None = None
    start: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_replayable(self) -> bool:
        """Whether it can be sent a second time."""
        if isinstance(self.content, Upload):
            return self.content.is_replayable
        return isinstance(self.content, bytes | str) or self.start is not None

    def size(self) -> int | None:
        """How many bytes there are to send, or ``None`` where nobody knows before the end."""
        if isinstance(self.content, bytes):
            return len(self.content)
        if isinstance(self.content, Upload):
            return self.content.size()
        if isinstance(self.content, str):
            return os.stat(self.content).st_size
        if self.start is None:
            return None
        end = self.content.seek(0, os.SEEK_END)
        self.content.seek(self.start)
        return end - self.start


def is_file(value: object) -> bool:
    """Whether a value is one of the forms in which callers give files."""
    if isinstance(value, tuple):
        named = len(value) in (2, 3, 4) and (value[0] is None or type(value[0]) is str)
        return named and is_file(value[1])
    if isinstance(value, bytes | bytearray | memoryview | os.PathLike):
        return True
    return hasattr(value, "read")


def as_file(value: object) -> File:
    """The file that a caller gave.

    Raises ``TypeError`` for what is no file, and for one that is open as text.
    """
    if isinstance(value, tuple) and is_file(value):
        return _described(*value)
    if isinstance(value, bytes | bytearray | memoryview):
        return File(bytes(value))
    if isinstance(value, os.PathLike):
        path = os.fsdecode(value)
        return File(path, os.path.basename(path))
    if hasattr(value, "read"):
        return _open_file(value)
    raise TypeError(
        f"a file must be bytes, a path, an open binary file or a tuple of a name and one of these,"
        f" not {type(value).__name__}"
    )


def _described(
    name: str | None,
    content: object,
    content_type: str | None = None,
    headers: Mapping[str, str] | None = None,
) -> File:
    """The file in a tuple, with what is told of it there."""
    inner = as_file(content)
    return File(inner.content, name, content_type, inner.start, headers or {})


def _open_file(value: Any) -> File:
    if isinstance(value.read(0), str):
        raise TypeError("a file must be opened in binary mode")
    name = getattr(value, "name", None)
    named = os.path.basename(name) if isinstance(name, str) else None
    try:
        start = value.tell() if value.seekable() else None
    except (AttributeError, OSError):
        start = None
    return File(value, named, None, start)


def guess_type(name: str | None) -> str:
    """The media type that a file's name tells of."""
    import mimetypes  # noqa: PLC0415 - few calls send files

    guessed = mimetypes.guess_type(name)[0] if name else None
    return guessed or "application/octet-stream"


@dataclass(slots=True)
class Upload:
    """Bytes and files that are sent one after the other, as often as needed if all can be replayed."""

    parts: Sequence[bytes | File]

    @property
    def is_replayable(self) -> bool:
        """Whether it can be sent a second time."""
        return all(isinstance(p, bytes) or p.is_replayable for p in self.parts)

    def size(self) -> int | None:
        """The length in bytes, or ``None`` where nobody knows before the end.

        Raises ``OSError`` where a path leads nowhere.
        """
        total = 0
        for part in self.parts:
            size = len(part) if isinstance(part, bytes) else part.size()
            if size is None:
                return None
            total += size
        return total

    def loaded(self) -> bytes | Upload:
        """All of it in one piece, where none of it has to be read; else itself.

        Raises ``OSError`` where a path leads nowhere.
        """
        parts = [p if isinstance(p, bytes) else p.content for p in self.parts]
        known = [part for part in parts if isinstance(part, bytes)]
        if len(known) == len(parts):
            return b"".join(known)
        self.size()
        return self

    def sync_pieces(self) -> Iterator[bytes]:
        """What to send, piece by piece, none of them empty."""
        for part in self.parts:
            content = part if isinstance(part, bytes) else part.content
            if not isinstance(content, bytes):
                yield from _read(
                    content, None if isinstance(part, bytes) else part.start
                )
            elif content:
                yield content

    def async_pieces(self) -> AsyncIterator[bytes]:
        """The same; files are read in threads."""
        return InThreads(self.sync_pieces())


class InThreads(AsyncIterator[bytes]):
    """Pieces, none of them empty, that are asked for in threads.

    An async generator would not do: trio warns of one that is left.
    """

    def __init__(self, pieces: Iterator[bytes]) -> None:
        self._pieces = pieces

    async def __anext__(self) -> bytes:
        from anyio import to_thread  # noqa: PLC0415 - sync clients never load it

        piece = await to_thread.run_sync(next, self._pieces, b"")
        if not piece:
            raise StopAsyncIteration
        return piece


def _read(source: str | IO[bytes] | Upload, start: int | None) -> Iterator[bytes]:
    """The content of a path or an open file; what was opened here is closed again."""
    if isinstance(source, Upload):
        yield from source.sync_pieces()
        return
    if isinstance(source, str):
        with open(source, "rb") as opened:
            yield from iter(lambda: opened.read(_PIECE), b"")
        return
    if start is not None:
        source.seek(start)
    yield from iter(lambda: source.read(_PIECE), b"")
