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
