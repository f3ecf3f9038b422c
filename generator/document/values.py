"""The values of a document, and how many of them there may be."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

from . import pointer as pointers

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

MAX_DEPTH = 500
"""How deep mappings and lists may nest."""
MAX_NODES = 5_000_000
"""How many values a document may have, those that YAML aliases repeat included."""

_MAX_INDEX_DIGITS = 10


def kind_of(value: Json) -> str:
    """The kind of a value in a word or two, with its article."""
    match value:
        case None:
            return "null"
        case bool():
            return "a boolean"
        case int() | float():
            return "a number"
        case str():
            return "text"
        case list():
            return "a list"
        case _:
            return "a mapping"


class Absent:
    """Stands for a value that is not there, which null does not."""


ABSENT = Absent()


def child(value: Json, token: str) -> Json | Absent:
    """The member of a mapping or the item of a list at an unescaped token of a pointer (RFC 6901 section 4)."""
    if isinstance(value, dict):
        return value.get(token, ABSENT)
    if isinstance(value, list) and token.isascii() and token.isdigit() and len(token) < _MAX_INDEX_DIGITS:
        return value[int(token)] if int(token) < len(value) else ABSENT
    return ABSENT


def descend(value: Json, pointer: str) -> Json | Absent:
    """The value at a pointer below another one."""
    found: Json | Absent = value
    for token in pointers.split(pointer):
        found = child(value, token)
        if isinstance(found, Absent):
            return found
        value = found
    return found


def copied(value: dict[str, Json]) -> dict[str, Json]:
    """A copy that shares nothing with the mapping, not even where that shares parts within itself."""
    made = value.copy()
    stack: list[dict[str, Json] | list[Json]] = [made]
    while stack:
        holder = stack.pop()
        for key in holder if isinstance(holder, dict) else range(len(holder)):
            inner = holder[key]  # type: ignore[index]
            if isinstance(inner, dict | list):
                holder[key] = new = inner.copy()  # type: ignore[index]
                stack.append(new)
    return made


def measured(root: Json) -> tuple[int, int]:
    """How many values there are, those that stand in several places counted in each, and how deep they nest.

    A value that holds itself counts as too deep.
    """
    known: dict[int, tuple[int, int]] = {}
    open_ = set[int]()
    stack: list[tuple[Json, bool]] = [(root, False)]
    while stack:
        value, is_done = stack.pop()
        inner = _containers(value)
        if is_done:
            found = [known[id(child)] for child in inner]
            size = len(value) if isinstance(value, dict | list) else 0
            known[id(value)] = size + sum(s for s, _ in found), 1 + max((d for _, d in found), default=0)
            open_.discard(id(value))
        elif id(value) in open_:
            return 0, MAX_DEPTH + 1
        elif id(value) not in known:
            open_.add(id(value))
            stack.append((value, True))
            stack.extend((child, False) for child in inner if id(child) not in known)
    return known[id(root)]


def _containers(value: Json) -> list[Json]:
    if isinstance(value, dict):
        value = list(value.values())
    return [child for child in value if isinstance(child, dict | list)] if isinstance(value, list) else []


@contextmanager
def without_collector() -> Iterator[None]:
    """Pauses the garbage collector: millions of containers, and no cycle among them to be found."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
