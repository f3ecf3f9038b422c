"""The text of one file, and its lines when someone asks for them."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from ..diagnostics import Excerpt, Kind

_LINE_END = re.compile(r"\r\n|\n|\r")
_CONTEXT = 1
_WIDTH = 120


class FaultError(Exception):
    """What makes a file unreadable: its kind, what is wrong, and the offset in the text where it is known.

    ``remedy`` is given where it can be more precise than that of the kind; ``text`` is set where the
    offset counts in another text than that of the file.
    """

    def __init__(self, kind: Kind, message: str, offset: int | None = None, remedy: str = "") -> None:
        super().__init__(message)
        self.kind = kind
        self.message = message
        self.offset = offset
        self.remedy = remedy
        self.text: SourceText | None = None


class SourceText:
    """A file's name, as the user gave it, and its decoded text."""

    def __init__(self, file: str, text: str) -> None:
        self.file = file
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        """The 1-based line and column (in characters) of an offset."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a 1-based line, without its end."""
        start = self._starts[number - 1]
        end = self._starts[number] if number < len(self._starts) else len(self.text)
        return self.text[start:end].rstrip("\r\n")

    def excerpt(self, offset: int) -> Excerpt:
        """The place of an offset with a line of context on both sides.

        Lines that are longer than a terminal is wide (minified JSON) are cut around the column, and what
        could move a terminal's cursor is replaced, so that a caret below the line points at the place.
        """
        number, column = self.place(min(offset, len(self.text)))
        cut = max(0, column - 1 - _WIDTH // 2) if len(self.line(number)) > _WIDTH else 0
        first, last = max(1, number - _CONTEXT), min(len(self._starts), number + _CONTEXT)
        shown = ((at, self._shown(at, cut if at == number else 0)) for at in range(first, last + 1))
        lines = tuple((at, text) for at, text in shown if at == number or text)
        return Excerpt(self.file, number, column, lines, cut)

    def _shown(self, number: int, cut: int) -> str:
        text = self.line(number)[cut : cut + _WIDTH]
        return text if text.isprintable() else "".join(c if c.isprintable() else _stand_in(c) for c in text)


def _stand_in(character: str) -> str:
    return " " if character == "\t" else "\ufffd"
