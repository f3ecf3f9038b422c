"""Descriptions as blocks of a page: structure is kept, nothing reaches beyond its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .markdown import clean, fold_label, inline, line, safe_code, table

_PLAIN = re.compile(r"[^\n\t`~<>#|=\[\]\\+*_-]*")
_FENCE = re.compile(r"(?P<indent>\s*)(?P<mark>`{3,}|~{3,})(?P<info>[^\n]*)")
_RUNS_AS_PYTHON = frozenset({"python", "python3", "py", "pycon"})
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Prose:
    """A description ready for a page: its text, empty where there is none, and the headings in it.

    ``dropped`` are the targets of links of which only the text is left, because they are relative.
    """

    text: str
    headings: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Piece:
    """What takes the place of the lines from ``start`` to ``end``; ``raw`` lines keep their blank lines."""

    start: int
    end: int
    lines: tuple[str, ...]
    raw: bool = False
    heading: str = ""


def prose(text: str, *, level: int) -> Prose:
    """A description whose highest headings are of ``level``, and its lower ones below that.

    Fences are closed, HTML shows as text, tables have as many cells in each row as in their header,
    link definitions are dissolved, runs of blank lines become one. A fence in Python becomes plain text:
    the Python of a page is what the generator answers for.
    """
    source = clean(text).strip("\n").rstrip()
    if _PLAIN.fullmatch(source):
        return Prose(source.strip())
    environment: dict[str, Any] = {}
    tokens = _parser().parse(source, environment)
    reader = _Reader(source.split("\n"), tokens, environment.get("references", {}), level)
    pieces = list(reader.pieces())
    return Prose(_joined(pieces), tuple(piece.heading for piece in pieces if piece.heading), tuple(reader.dropped))


@cache
def _parser() -> MarkdownIt:
    """A parser of blocks alone, for which HTML is text: that is what it will be."""
    parser = MarkdownIt("commonmark", {"html": False}).enable("table").disable("html_block")
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


class _Reader:
    """Rewrites the source lines of one description, block by block."""

    def __init__(
        self, lines: list[str], tokens: Sequence[Token], references: dict[str, dict[str, Any]], level: int
    ) -> None:
        self.dropped: list[str] = []
        self._lines = lines
        self._tokens = tokens
        self._definitions = {fold_label(label): found["href"] for label, found in references.items()}
        self._defining = {n for found in references.values() for n in range(*found.get("map", (0, 0)))}
        levels = [int(t.tag[1]) for t in tokens if t.type == "heading_open" and t.level == 0]
        self._shift = level - min(levels, default=level)

    def pieces(self) -> Iterator[_Piece]:
        """Pieces that together cover all lines, in order."""
        done = 0
        for piece in self._blocks():
            if piece.start < done:
                continue
            yield from self._between(done, piece.start)
            yield piece
            done = piece.end
        yield from self._between(done, len(self._lines))

    def _between(self, start: int, end: int) -> Iterator[_Piece]:
        """Lines that belong to no block: blank ones, and definitions of links, which are left out."""
        for number in range(start, end):
            if number not in self._defining:
                yield _Piece(number, number + 1, (self._inline(self._lines[number]),))

    def _blocks(self) -> Iterator[_Piece]:
        for index, token in enumerate(self._tokens):
            if token.map is None:
                continue
            start, end = token.map
            match token.type:
                case "heading_open":
                    yield self._heading(token, self._tokens[index + 1].content, start, end)
                case "fence":
                    yield self._fence(token, start, end)
                case "code_block":
                    yield _Piece(start, end, tuple(map(safe_code, self._lines[start:end])), raw=True)
                case "table_open" if token.level == 0:
                    yield self._table(index, start, end)
                case "paragraph_open" | "tr_open":
                    text = self._inline("\n".join(self._lines[start:end]))
                    yield _Piece(start, end, tuple(text.split("\n")))
                case _:
                    continue

    def _inline(self, text: str) -> str:
        return inline(text, self._definitions, self.dropped)

    def _heading(self, token: Token, content: str, start: int, end: int) -> _Piece:
        title = line(self._inline(content))
        if token.level == 0:
            marks = "#" * min(int(token.tag[1]) + self._shift, _DEEPEST)
            return _Piece(start, end, ("", f"{marks} {title}", "") if title else (), heading=title)
        first = self._lines[start]
        if token.markup.startswith("#"):
            return _Piece(start, end, (first[: first.index("#")] + (f"**{title}**" if title else ""),))
        return _Piece(start, end, tuple(map(self._inline, self._lines[start : end - 1])))

    def _fence(self, token: Token, start: int, end: int) -> _Piece:
        lines = list(map(safe_code, self._lines[start:end]))
        if (token.info.split() or [""])[0].lower().strip("{}.") in _RUNS_AS_PYTHON:
            before, mark, _ = lines[0].rpartition(token.markup)
            lines[0] = f"{before}{mark}text"
        if token.level == 0 and not self._is_closed(token.markup, start, end):
            lines.append(token.markup)
        return _Piece(start, end, tuple(lines), raw=True)

    def _is_closed(self, mark: str, start: int, end: int) -> bool:
        last = _FENCE.fullmatch(self._lines[end - 1]) if end - start > 1 else None
        return last is not None and last["mark"].startswith(mark) and not last["info"].strip()

    def _table(self, index: int, start: int, end: int) -> _Piece:
        rows: list[list[str]] = []
        for token in self._tokens[index:]:
            if token.type == "tr_open":
                rows.append([])
            elif token.type == "inline" and rows:
                rows[-1].append(self._inline(token.content))
            elif token.type == "table_close":
                break
        return _Piece(start, end, tuple(table(rows[0], rows[1:], padded=False).split("\n")))


def _joined(pieces: list[_Piece]) -> str:
    lines: list[str] = []
    for piece in pieces:
        for text in piece.lines:
            if piece.raw or text.strip() or (lines and lines[-1].strip()):
                lines.append(text.rstrip() if not piece.raw else text)
    return "\n".join(lines).strip("\n").rstrip()
