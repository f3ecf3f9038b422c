"""The text of patches: unified diffs, whose hunks also say in which class and function they stand."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_OLD, _NEW = re.compile(r"--- a/([^\n]+)\n"), re.compile(r"\+\+\+ b/([^\n]+)\n")
_HUNK = re.compile(r"@@ -(\d+)(?:,(\d+))? \+\d+(?:,(\d+))? @@ ?([^\n]*)\n")
_NO_NEWLINE = "\\ No newline at end of file\n"
_TOP = re.compile(r"[^\s)\]}][^\n]*")
_METHOD = re.compile(r"[ \t]+(?:async )?def (\w+)")
_CONTEXT = 3


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines that take the place of others; all but the last of a file end with a line feed.

    ``line`` counts from 1 in the generated file, ``written`` in the patch; ``scope`` names what the lines stand in.
    """

    line: int
    scope: str
    old: tuple[str, ...]
    new: tuple[str, ...]
    written: int = field(default=0, compare=False)


Patches: TypeAlias = Mapping[str, tuple[Hunk, ...]]
"""The hunks of each file, by its path in the SDK."""


def lines_of(text: str) -> list[str]:
    """The lines of a text with their line feeds, which are the only line ends."""
    return _LINE.findall(text)


def scope_at(lines: Sequence[str], at: int) -> str:
    """What the line at an index stands in: the last line above that is not indented, and the last method since."""
    method = ""
    for line in reversed(lines[:at]):
        if found := _METHOD.match(line):
            method = method or found[1]
        elif found := _TOP.match(line):
            return f"{found[0].strip()} {method}".strip()
    return method


def difference(old: str, new: str) -> tuple[Hunk, ...]:
    """The hunks that turn one text into another."""
    before, after = lines_of(old), lines_of(new)
    hunks = []
    for group in difflib.SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(_CONTEXT):
        (start, new_start), (end, new_end) = (group[0][1], group[0][3]), (group[-1][2], group[-1][4])
        scope = scope_at(before, start)
        hunks.append(Hunk(start + 1, scope, tuple(before[start:end]), tuple(after[new_start:new_end])))
    return tuple(hunks)


def format_patches(patches: Patches) -> str:
    """The text of patches, sorted by path; empty where there are none."""
    return "".join(line for path in sorted(patches) if patches[path] for line in _file(path, patches[path]))


def _file(path: str, hunks: Sequence[Hunk]) -> Iterator[str]:
    yield f"--- a/{path}\n+++ b/{path}\n"
    offset = 0
    for hunk in hunks:
        old, new = _side(hunk.line, hunk.old), _side(hunk.line + offset, hunk.new)
        yield f"@@ -{old} +{new} @@ {hunk.scope}".rstrip() + "\n"
        yield from _body(hunk)
        offset += len(hunk.new) - len(hunk.old)


def _side(line: int, lines: Sequence[str]) -> str:
    return f"{line if lines else line - 1},{len(lines)}"


def _body(hunk: Hunk) -> Iterator[str]:
    """The lines of a hunk. What is the same at both ends stays context: git(1) tells by it where a file ends."""
    before, after = context(hunk)
    ends = len(hunk.old) - after, len(hunk.new) - after
    yield from _shown(" ", hunk.old[:before])
    old, new = hunk.old[before : ends[0]], hunk.new[before : ends[1]]
    for tag, start, end, new_start, new_end in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from _shown(" ", old[start:end])
        else:
            yield from _shown("-", old[start:end])
            yield from _shown("+", new[new_start:new_end])
    yield from _shown(" ", hunk.old[ends[0] :])


def _shown(sign: str, lines: Sequence[str]) -> Iterator[str]:
    return (f"{sign}{line}" if line.endswith("\n") else f"{sign}{line}\n{_NO_NEWLINE}" for line in lines)


def context(hunk: Hunk) -> tuple[int, int]:
    """How many lines at the start and at the end are the same on both sides."""
    before = _same(hunk.old, hunk.new)
    return before, min(len(hunk.old) - before, len(hunk.new) - before, _same(hunk.old[::-1], hunk.new[::-1]))


def _same(left: Sequence[str], right: Sequence[str]) -> int:
    pairs = enumerate(zip(left, right, strict=False))
    return next((number for number, (a, b) in pairs if a != b), min(len(left), len(right)))


def parse_patches(text: str) -> dict[str, tuple[Hunk, ...]]:
    """The patches of a text.

    Raises ``ValueError`` with the number, from 1, of the first line that is no part of a unified diff.
    """
    found: dict[str, list[Hunk]] = {}
    hunks: list[Hunk] | None = None
    lines, at = lines_of(text), 0
    while at < len(lines):
        old, head = _OLD.fullmatch(lines[at]), _HUNK.fullmatch(lines[at])
        new = _NEW.fullmatch(lines[at + 1]) if at + 1 < len(lines) else None
        if old and new and old[1] == new[1]:
            hunks = found.setdefault(old[1], [])
            at += 2
        elif head and hunks is not None:
            hunk, at = _hunk(head, lines, at)
            hunks.append(hunk)
        else:
            raise ValueError(at + 1)
    return {path: tuple(each) for path, each in found.items()}


def _hunk(head: re.Match[str], lines: Sequence[str], start: int) -> tuple[Hunk, int]:
    """The hunk whose first line is at an index, and the index after it."""
    old: list[str] = []
    new: list[str] = []
    wanted = (int(head[2] or 1), int(head[3] or 1))
    at = start + 1
    sides: tuple[list[str], ...] = ()
    while (len(old), len(new)) != wanted or lines[at : at + 1] == [_NO_NEWLINE]:
        line = lines[at] if at < len(lines) else "?"
        if line == _NO_NEWLINE and sides:
            for side in sides:
                side[-1] = side[-1].removesuffix("\n")
        elif line[0] in " +-" and len(old) <= wanted[0] and len(new) <= wanted[1]:
            sides = {"-": (old,), "+": (new,), " ": (old, new)}[line[0]]
            for side in sides:
                side.append(line[1:])
        else:
            raise ValueError(at + 1)
        at += 1
    first = int(head[1]) + (wanted[0] == 0)
    return Hunk(first, head[4], tuple(old), tuple(new), start + 1), at
