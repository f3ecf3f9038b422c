"""Where the bytes of a download go: pieces of a wanted length, and files."""

from __future__ import annotations

import os
from contextlib import suppress
from types import TracebackType
from typing import IO, Self, TypeAlias

Target: TypeAlias = str | os.PathLike[str] | IO[bytes]
"""Where a download goes: the path of a file, or an object opened for writing in binary mode."""


class Cutter:
    """Bytes in any chunking in, pieces of one length out; the pieces as they are where none is wanted."""

    def __init__(self, size: int | None) -> None:
        if size is not None and size < 1:
            raise ValueError("chunk_size must be 1 or more")
        self._size = size
        self._rest = bytearray()

    def feed(self, piece: bytes) -> list[bytes]:
        """The pieces that are complete."""
        if self._size is None:
            return [piece] if piece else []
        self._rest += piece
        whole = len(self._rest) - len(self._rest) % self._size
        starts = range(0, whole, self._size)
        found = [bytes(self._rest[i : i + self._size]) for i in starts]
        del self._rest[:whole]
        return found

    def end(self) -> list[bytes]:
        """What is left."""
        return [bytes(self._rest)] if self._rest else []


class Sink:
    """A file that is being written.

    A path is written beside itself, and put in place by ``finish``; without that nothing is left of it.
    """

    def __init__(self, target: Target) -> None:
        self._target = target
        self._size = 0
        self._part = ""
        if isinstance(target, str | os.PathLike):
            path = os.path.realpath(target)
            if os.path.isdir(path):
                raise IsADirectoryError(f"{path} is a folder: name the file in it")
            folder, name = os.path.split(path)
            self._path = path
            self._part = os.path.join(folder, f".{name[:100]}.{os.urandom(6).hex()}")
            self._file: IO[bytes] = _create(self._part)
        else:
            self._file = target

    def write(self, piece: bytes) -> None:
        """Write a piece, whole. Raises ``OSError``."""
        rest = memoryview(piece)
        while rest:
            # Raw files may take less than they are given.
            rest = rest[self._file.write(rest) or len(rest) :]
        self._size += len(piece)

    def finish(self) -> int:
        """Put a path in place; the number of bytes. Raises ``OSError``."""
        if self._part:
            self._file.close()
            os.replace(self._part, self._path)
            self._part = ""
        return self._size

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if self._part:
            self._file.close()
            with suppress(OSError):
                os.unlink(self._part)


def _create(path: str) -> IO[bytes]:
    return open(path, "xb")
