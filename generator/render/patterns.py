"""Texts that match a regular expression of ECMA-262, for example values.

The text is the same for the same expression always. An expression is read here and not by ``re``, because
documents use those of ECMA-262 (JSON Schema 2020-12 section 6.4), which ``re`` does not all know.
"""

from __future__ import annotations

import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias

_DIGITS = string.digits
_WORD = string.ascii_lowercase + string.ascii_uppercase + string.digits + "_"
_PRINTABLE = _WORD + "-. !#$%&'()*+,/:;<=>?@[\\]^`{|}~\""
_CLASSES = {"d": _DIGITS, "w": _WORD, "s": " "}
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t", "f": "\f", "v": "\v", "0": "\0"}
_PROPERTIES = {
    "L": string.ascii_letters,
    "Letter": string.ascii_letters,
    "Alphabetic": string.ascii_letters,
    "Lu": string.ascii_uppercase,
    "Ll": string.ascii_lowercase,
    "N": _DIGITS,
    "Nd": _DIGITS,
    "P": "-.,",
    "Z": " ",
    "Zs": " ",
}
_QUANTIFIER = re.compile(r"(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})\??")
_LONGEST = 600
_MOST_REPEATS = 400
_LONGEST_TESTED = 200


@dataclass(frozen=True, slots=True)
class _Chars:
    """One character of several; those that read best stand first."""

    choices: str


@dataclass(frozen=True, slots=True)
class _Sequence:
    parts: tuple[_Node, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    ways: tuple[_Node, ...]


@dataclass(frozen=True, slots=True)
class _Repeat:
    part: _Node
    least: int
    most: int | None


_Node: TypeAlias = "_Chars | _Sequence | _Choice | _Repeat"
_EMPTY = _Sequence(())


class PatternError(Exception):
    """The expression has something that no text can be made for."""


def matches(pattern: str, text: str) -> bool | None:
    """Whether the expression is found in the text; ``None`` where that cannot be told here, or not in short time."""
    compiled = _compiled(pattern)
    if compiled is None or len(text) > _LONGEST_TESTED:
        return None
    return compiled.search(text) is not None


def samples(pattern: str) -> Iterator[str]:
    """Texts made for the expression, what reads best first. What surrounds decides about is not looked at."""
    try:
        node = _parsed(pattern)
    except (PatternError, RecursionError):
        return
    for more in (3, 1, 0, 6, 8, 12, 16, 20, 32, 64, 128):
        text = "".join(_written(node, more, [0]))
        if len(text) <= _MOST_REPEATS * 4:
            yield text


@cache
def _compiled(pattern: str) -> re.Pattern[str] | None:
    """The expression for ``re``, where it surely takes no time that grows out of hand with the text."""
    try:
        if not _is_tame(_parsed(pattern)):
            return None
        return re.compile(re.sub(r"\\d", "[0-9]", pattern) if "[" not in pattern else pattern)
    except (PatternError, RecursionError, re.error, OverflowError):
        return None


@cache
def _parsed(pattern: str) -> _Node:
    if len(pattern) > _LONGEST:
        raise PatternError
    reader = _Reader(pattern)
    node = reader.choice()
    if reader.at < len(pattern):
        raise PatternError
    return node


def _is_tame(node: _Node, *, repeated: bool = False) -> bool:
    """Whether nothing that repeats, or that has several ways, stands in what repeats without an end."""
    match node:
        case _Chars():
            return True
        case _Sequence(parts=parts):
            return all(_is_tame(part, repeated=repeated) for part in parts)
        case _Choice(ways=ways):
            return not repeated and all(_is_tame(way) for way in ways)
        case _Repeat(part=part, most=most, least=least):
            varies = most is None or most > max(least, 1)
            return not (repeated and most != least) and _is_tame(part, repeated=repeated or varies)


def _written(node: _Node, more: int, turn: list[int]) -> Iterator[str]:
    match node:
        case _Chars(choices=choices):
            yield choices[turn[0] % len(choices)]
            turn[0] += 1
        case _Sequence(parts=parts):
            for part in parts:
                yield from _written(part, more, turn)
        case _Choice(ways=ways):
            yield from _written(ways[0], more, turn)
        case _Repeat(part=part, least=least, most=most):
            wanted = least + more if most is None else min(most, max(least, more))
            for _ in range(min(wanted, _MOST_REPEATS)):
                yield from _written(part, more, turn)


class _Reader:
    """Reads one expression from left to right."""

    def __init__(self, pattern: str) -> None:
        self._text = pattern
        self.at = 0

    def choice(self) -> _Node:
        """Alternatives up to the end or a closing parenthesis."""
        ways = [self._sequence()]
        while self._take("|"):
            ways.append(self._sequence())
        return ways[0] if len(ways) == 1 else _Choice(tuple(ways))

    def _sequence(self) -> _Node:
        parts: list[_Node] = []
        while self.at < len(self._text) and self._text[self.at] not in "|)":
            parts.append(self._repeated(self._atom()))
        return parts[0] if len(parts) == 1 else _Sequence(tuple(parts))

    def _repeated(self, part: _Node) -> _Node:
        found = _QUANTIFIER.match(self._text, self.at)
        if found is None:
            return part
        self.at = found.end()
        mark, least, comma, most = found.groups()
        if mark:
            return _Repeat(part, int(mark == "+"), 1 if mark == "?" else None)
        if int(least) > _MOST_REPEATS:
            raise PatternError
        return _Repeat(part, int(least), (int(most) if most else None) if comma else int(least))

    def _atom(self) -> _Node:
        character = self._next()
        match character:
            case "^" | "$":
                return _EMPTY
            case ".":
                return _Chars(_WORD)
            case "(":
                return self._group()
            case "[":
                return _Chars(self._set())
            case "\\":
                return self._escape()
            case "*" | "+" | "?":
                raise PatternError
            case _:
                return _Chars(character)

    def _group(self) -> _Node:
        looks = any(self._take(mark) for mark in ("?=", "?!", "?<=", "?<!"))
        if not looks and self._take("?") and not self._take(":"):
            name = re.compile(r"P?<\w+>").match(self._text, self.at)
            if name is None:
                raise PatternError
            self.at = name.end()
        inner = self.choice()
        if not self._take(")"):
            raise PatternError
        return _EMPTY if looks else inner

    def _escape(self) -> _Node:
        if self._text[self.at : self.at + 1] in {"b", "B"}:
            self.at += 1
            return _EMPTY
        return _Chars(self._escaped())

    def _escaped(self) -> str:
        """The characters that an escape stands for."""
        character = self._next()
        if character in _CLASSES:
            return _CLASSES[character]
        if character.lower() in _CLASSES:
            return _without(_CLASSES[character.lower()])
        if character in "pP":
            return self._property(negated=character == "P")
        if character in "xu":
            return self._code(4 if character == "u" else 2)
        if character in "123456789k":
            raise PatternError
        return _CONTROLS.get(character, character)

    def _property(self, *, negated: bool) -> str:
        found = re.compile(r"\{(?:\w+=)?(\w+)\}").match(self._text, self.at)
        if found is None or found[1] not in _PROPERTIES:
            raise PatternError
        self.at = found.end()
        return _without(_PROPERTIES[found[1]]) if negated else _PROPERTIES[found[1]]

    def _code(self, digits: int) -> str:
        found = re.compile(rf"\{{([0-9a-fA-F]{{1,6}})\}}|([0-9a-fA-F]{{{digits}}})").match(self._text, self.at)
        if found is None:
            raise PatternError
        self.at = found.end()
        number = int(found[1] or found[2], 16)
        if number > 0x10FFFF or 0xD800 <= number < 0xE000:
            raise PatternError
        return chr(number)

    def _set(self) -> str:
        """A set's characters, those of words before others."""
        negated = self._take("^")
        found: dict[str, None] = {}
        while not self._take("]"):
            first = self._member()
            if len(first) == 1 and self._text[self.at : self.at + 1] == "-" and self._text[self.at + 1 :][:1] != "]":
                self.at += 1
                last = self._member()
                if len(last) != 1 or last < first:
                    raise PatternError
                found.update(dict.fromkeys(map(chr, range(ord(first), min(ord(last), ord(first) + 255) + 1))))
            else:
                found.update(dict.fromkeys(first))
        chosen = _without("".join(found)) if negated else "".join(c for c in _PRINTABLE if c in found)
        chosen = chosen or "".join(c for c in found if not negated)
        if not chosen:
            raise PatternError
        return _narrowed(chosen)

    def _member(self) -> str:
        character = self._next()
        if character != "\\":
            return character
        return "\b" if self._take("b") else self._escaped()

    def _take(self, text: str) -> bool:
        if not self._text.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def _next(self) -> str:
        if self.at >= len(self._text):
            raise PatternError
        self.at += 1
        return self._text[self.at - 1]


def _without(characters: str) -> str:
    return "".join(c for c in _PRINTABLE if c not in characters)


def _narrowed(characters: str) -> str:
    """Of many characters, those of one kind, so that the text reads like a word or a number."""
    for kind in (string.ascii_lowercase, string.ascii_uppercase, _DIGITS):
        few = "".join(c for c in characters if c in kind)
        if len(few) >= 6:
            return few
    return characters
