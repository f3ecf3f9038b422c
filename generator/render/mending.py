"""Single statements through black, where the rest of a text is laid out as black does it already.

Black decides about a logical line by that line alone, and takes milliseconds for each, so that only the
lines that need it go there, and each text once: the methods of a sync and an async client share theirs.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache

_INDENT = "    "
_TAIL = "pass"


@dataclass(frozen=True, slots=True)
class _Piece:
    """The lines ``first`` to ``last`` (from 1 on) of a logical line, and what has to stand around it to be Python."""

    first: int
    last: int
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


def mend(source: str, wrong: Collection[int], formatted: Callable[[str], str]) -> str | None:
    """The source with those statements ``formatted`` in which a line is ``wrong`` (numbers from 1 on).

    ``None`` where a wrong line is in no statement that can stand alone. Raises ``SyntaxError`` where the
    source is no Python.
    """
    lines = source.split("\n")
    left = set(wrong)
    made: list[str] = []
    at = 1
    for piece in _pieces(ast.parse(source).body, lines, left):
        left -= set(range(piece.first, piece.last + 1))
        text = _formatted_piece("\n".join(lines[piece.first - 1 : piece.last]), piece.before, piece.after, formatted)
        if text is None:
            return None
        made += [*lines[at - 1 : piece.first - 1], text]
        at = piece.last + 1
    return None if left else "\n".join([*made, *lines[at - 1 :]])


def _pieces(body: list[ast.stmt], lines: list[str], wrong: Collection[int]) -> Iterator[_Piece]:
    """The logical lines of some statements that have a wrong line, in order."""
    for statement in body:
        first = min([statement.lineno, *(each.lineno for each in getattr(statement, "decorator_list", ()))])
        if any(first <= line <= (statement.end_lineno or 0) for line in wrong):
            yield from _of_statement(statement, lines, wrong)


def _of_statement(statement: ast.stmt, lines: list[str], wrong: Collection[int]) -> Iterator[_Piece]:
    blocks = [block for name in ("body", "orelse", "finalbody") if (block := getattr(statement, name, None))]
    end = statement.end_lineno or statement.lineno
    if not blocks:
        yield from _if_wrong(_Piece(statement.lineno, end), lines, wrong)
        return
    for decorator in getattr(statement, "decorator_list", ()):
        after = ("def f():", _INDENT + _TAIL)
        yield from _if_wrong(_Piece(decorator.lineno, decorator.end_lineno, after=after), lines, wrong)
    yield from _header(statement.lineno, statement, blocks[0][0], lines, wrong)
    yield from _pieces(blocks[0], lines, wrong)
    for handler in getattr(statement, "handlers", ()):
        before = ("try:", _INDENT + _TAIL)
        yield from _header(handler.lineno, handler, handler.body[0], lines, wrong, before)
        yield from _pieces(handler.body, lines, wrong)
    for block in blocks[1:]:
        yield from _pieces(block, lines, wrong)


def _header(
    first: int,
    node: ast.stmt | ast.ExceptHandler,
    inner: ast.stmt,
    lines: list[str],
    wrong: Collection[int],
    before: tuple[str, ...] = (),
) -> Iterator[_Piece]:
    """The line that opens a block; with its block, where that stands on the same line."""
    last = min([inner.lineno, *(each.lineno for each in getattr(inner, "decorator_list", ()))]) - 1
    while last >= first and lines[last - 1].strip()[:1] in ("", "#"):
        last -= 1
    if last < first or not lines[last - 1].endswith(":"):
        yield from _if_wrong(_Piece(first, node.end_lineno or first, before), lines, wrong)
    else:
        yield from _if_wrong(_Piece(first, last, before, (_INDENT + _TAIL,)), lines, wrong)


def _if_wrong(piece: _Piece, lines: list[str], wrong: Collection[int]) -> Iterator[_Piece]:
    if not lines[piece.first - 1].lstrip().startswith("elif ") and any(
        piece.first <= line <= piece.last for line in wrong
    ):
        yield piece


@lru_cache(maxsize=8192)
def _formatted_piece(
    text: str, before: tuple[str, ...], after: tuple[str, ...], formatted: Callable[[str], str]
) -> str | None:
    """A logical line at its indentation as black leaves it; ``None`` where it does not stand alone."""
    depth = (len(text) - len(text.lstrip(" "))) // len(_INDENT)
    margin = _INDENT * depth
    opening = [*(f"{_INDENT * level}if x:" for level in range(depth)), *(margin + line for line in before)]
    closing = [margin + line for line in after]
    done = formatted("\n".join([*opening, text, *closing, ""])).rstrip("\n").split("\n")
    end = len(done) - len(closing)
    if done[: len(opening)] != opening or [line for line in done[end:] if line] != closing:
        return None
    # Before a definition in a block black wants an empty line, which the text around it has already.
    return "\n".join(done[len(opening) : end]).strip("\n")
