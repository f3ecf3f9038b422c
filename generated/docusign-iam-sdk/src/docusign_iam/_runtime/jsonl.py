"""JSON values one after the other: JSON Lines, and JSON text sequences (RFC 7464). No I/O here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from pydantic_core import from_json

_RECORD_SEPARATOR: Final = b"\x1e"


class LineParser:
    """Takes bytes in any chunking, gives the JSON texts that are complete; empty ones are skipped."""

    separator: bytes = b"\n"

    def __init__(self) -> None:
        self._rest: list[bytes] = []

    @property
    def partial(self) -> bytes:
        """What has come of a text that is not complete."""
        return b"".join(self._rest).strip()

    def feed(self, data: bytes) -> list[bytes]:
        """The texts that these bytes complete."""
        parts = data.split(self.separator)
        self._rest.append(parts[0])
        if len(parts) == 1:
            return []
        parts[0] = b"".join(self._rest)
        self._rest = [parts.pop()]
        return [text for part in parts if (text := part.strip())]

    def end(self) -> list[bytes]:
        """What is left at the end: the last text need not be followed by anything."""
        rest, self._rest = self.partial, []
        return [rest] if rest else []


class SequenceParser(LineParser):
    """The same for texts that begin with a record separator (RFC 7464 section 2.2).

    A text is complete where the next one begins. One that is followed by a line feed is not held back
    until then, if it is JSON.
    """

    separator = _RECORD_SEPARATOR

    def feed(self, data: bytes) -> list[bytes]:
        """The texts that these bytes complete."""
        found = super().feed(data)
        if self._rest[-1].endswith(b"\n") and is_json(self.partial):
            found += self.end()
        return found


def is_json(text: bytes) -> bool:
    """Whether a text is JSON, and whole."""
    try:
        from_json(text)
    except ValueError:
        return False
    return True


def parser(media_type: str) -> LineParser:
    """The parser of a media type."""
    return SequenceParser() if media_type.endswith("json-seq") else LineParser()


def write_lines(texts: Iterable[bytes], media_type: str) -> Iterator[bytes]:
    """JSON texts as a body of a media type, piece by piece: JSON Lines, or a JSON text sequence."""
    before = _RECORD_SEPARATOR if media_type.endswith("json-seq") else b""
    for text in texts:
        yield before + text + b"\n"
