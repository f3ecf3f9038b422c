"""The values of a document, and how many of them there may be."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeAlias

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"

MAX_DEPTH = 500
"""How deep mappings and lists may nest."""
MAX_NODES = 5_000_000
"""How many values a document may have, those that YAML aliases repeat included."""


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
