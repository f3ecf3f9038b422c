"""Where a key stands in a TOML text: the standard parser does not say.

The text is known to be valid TOML, or its fault to be named by the parser with a line and a column.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from itertools import islice

from .diagnostics import Excerpt

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_PATH = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_TABLE = re.compile(rf"[ \t]*\[\[?[ \t]*({_PATH})[ \t]*\]")
_KEY = re.compile(rf"[ \t]*({_PATH})[ \t]*=")
_STRING = re.compile(r"""#[^\n]*|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'""")
_LONG_STRING = re.compile(r'"""|\'\'\'')
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_AROUND = 1


def find_key(path: Sequence[str], text: str) -> tuple[int, int]:
    """Line and column, from 1, of the key at ``path``, or of the nearest one above it; (1, 1) where none is written.

    Where ``path`` ends in the index of a string in an array, the place is that of the string.
    """
    best, place = 0, (1, 1)
    for parts, line, column in _keys(text):
        if len(parts) > best and list(path[: len(parts)]) == parts:
            best, place = len(parts), (line, column)
    if best == len(path) - 1 and path[-1].isdigit():
        return _item(place, int(path[-1]), text) or place
    return place


def _item(key: tuple[int, int], index: int, text: str) -> tuple[int, int] | None:
    """The place of a string in the array that is the value of the key."""
    lines = text.splitlines(keepends=True)
    start = sum(map(len, lines[: key[0] - 1])) + key[1] - 1
    opening = text.find("[", start)
    strings = (found.start() for found in _STRING.finditer(text, opening) if found[0][0] != "#")
    offset = next(islice(strings, index, None), None)
    if opening < 0 or offset is None:
        return None
    line = text.count("\n", 0, offset) + 1
    return line, offset - text.rfind("\n", 0, offset)


def fault_place(message: str, text: str) -> tuple[int, int]:
    """Line and column that the message of a ``TOMLDecodeError`` names; the end of the text where it names none."""
    if found := _PLACE.search(message):
        return int(found[1]), int(found[2])
    lines = text.splitlines() or [""]
    return len(lines), len(lines[-1]) + 1


def fault_words(message: str) -> str:
    """The message of a ``TOMLDecodeError`` without its place, with a small first letter."""
    words = message.partition(" (at ")[0]
    return words[:1].lower() + words[1:]


def excerpt(file: str, text: str, place: tuple[int, int]) -> Excerpt:
    """The place with the lines around it."""
    line, column = place
    lines = list(enumerate(text.splitlines(), start=1))
    return Excerpt(file, line, column, tuple(lines[max(0, line - 1 - _AROUND) : line + _AROUND]))


def _keys(text: str) -> Iterator[tuple[list[str], int, int]]:
    """The tables and keys in the order written: full path, line, column. Lines inside long strings are no keys."""
    table: list[str] = []
    inside = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not inside and (found := _TABLE.match(line)):
            table = _parts(found[1])
            yield table, number, found.start(1) + 1
        elif not inside and (found := _KEY.match(line)):
            yield [*table, *_parts(found[1])], number, found.start(1) + 1
        for quote in _LONG_STRING.findall(line):
            inside = "" if inside == quote else inside or quote


def _parts(path: str) -> list[str]:
    parts: list[str] = []
    node: object = tomllib.loads(f"{path} = 0")
    while isinstance(node, dict):
        key, node = next(iter(node.items()))
        parts.append(key)
    return parts
