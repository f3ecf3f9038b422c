"""Where upgraded nodes stood in the file as written.

Readers run one after the other, so each adds a layer that speaks only of the shape it was given.
"""

from __future__ import annotations

from typing import Protocol

from . import pointer as pointers


class Layer(Protocol):
    """What one reader moved."""

    def origin(self, pointer: str) -> str:
        """The pointer before, of a node of the new shape."""

    def destination(self, pointer: str) -> str:
        """The pointer in the new shape, of a node of the shape before."""


class Moves:
    """The layers of all readers, first reader first."""

    def __init__(self) -> None:
        self._layers: list[Layer] = []

    def add(self, layer: Layer) -> None:
        """Takes the layer of the next reader."""
        self._layers.append(layer)

    def origin(self, pointer: str) -> str:
        """The pointer in the file as written, of a node of the upgraded document."""
        for layer in reversed(self._layers):
            pointer = layer.origin(pointer)
        return pointer

    def destination(self, pointer: str) -> str:
        """The pointer in the upgraded document, of a node of the file as written."""
        for layer in self._layers:
            pointer = layer.destination(pointer)
        return pointer


class Prefixes:
    """Subtrees that moved elsewhere; the longest prefix wins. Where two came from one, the first is its destination."""

    def __init__(self) -> None:
        self._origins: dict[str, str] = {}
        self._destinations: dict[str, str] = {}

    def moved(self, new: str, old: str) -> None:
        """Notes that what is at ``new`` was at ``old``."""
        self._origins[new] = old
        self._destinations.setdefault(old, new)

    def origin(self, pointer: str) -> str:
        return _translate(self._origins, pointer)

    def destination(self, pointer: str) -> str:
        return _translate(self._destinations, pointer)


class Wraps:
    """Schemas that became the first variant of an ``anyOf`` in their own place (with null as the second)."""

    _STEP = ("anyOf", "0")

    def __init__(self) -> None:
        self._wrapped: set[str] = set()

    def wrapped(self, pointer: str) -> None:
        """Notes that the constraints of the schema at ``pointer`` (of the shape before) moved one step down."""
        self._wrapped.add(pointer)

    def origin(self, pointer: str) -> str:
        if not self._wrapped:
            return pointer
        tokens = pointer.split("/")[1:]
        made, position = "", 0
        while position < len(tokens):
            if made in self._wrapped and tuple(tokens[position : position + 2]) == self._STEP:
                position += 2
            if position < len(tokens):
                made = f"{made}/{tokens[position]}"
                position += 1
        return made

    def destination(self, pointer: str) -> str:
        made, before = "", ""
        for token in pointer.split("/")[1:]:
            if before in self._wrapped:
                made = f"{made}/anyOf/0"
            before, made = f"{before}/{token}", f"{made}/{token}"
        return made


def _translate(table: dict[str, str], pointer: str) -> str:
    if table:
        for prefix in pointers.parents(pointer):
            if prefix in table:
                return table[prefix] + pointer[len(prefix) :]
    return pointer
