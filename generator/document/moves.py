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


class SchemaMoves:
    """What moved within Schema Objects, known by their pointers in the shape before.

    The constraints of a wrapped one became the first variant of an ``anyOf`` in its place (null is the
    second); the list under ``items`` of a tuple went to ``prefixItems``.
    """

    def __init__(self) -> None:
        self._wrapped: set[str] = set()
        self._tuples: set[str] = set()

    def wrapped(self, pointer: str) -> None:
        """Notes that the constraints of the schema at ``pointer`` moved to ``anyOf/0``."""
        self._wrapped.add(pointer)

    def made_tuple(self, pointer: str) -> None:
        """Notes that the list ``items`` of the schema at ``pointer`` moved to ``prefixItems``."""
        self._tuples.add(pointer)

    def origin(self, pointer: str) -> str:
        made = ""
        tokens = pointer.split("/")[1:]
        while tokens:
            if tokens[:2] == ["anyOf", "0"] and made in self._wrapped:
                tokens = tokens[2:]
            if tokens[:1] == ["prefixItems"] and made in self._tuples:
                tokens[0] = "items"
            if tokens:
                made = f"{made}/{tokens.pop(0)}"
        return made

    def destination(self, pointer: str) -> str:
        made, before = "", ""
        for key in pointer.split("/")[1:]:
            step = "/anyOf/0" if before in self._wrapped else ""
            renamed = "prefixItems" if key == "items" and before in self._tuples else key
            before, made = f"{before}/{key}", f"{made}{step}/{renamed}"
        return made


def _translate(table: dict[str, str], pointer: str) -> str:
    if table:
        for prefix in pointers.parents(pointer):
            if prefix in table:
                return table[prefix] + pointer[len(prefix) :]
    return pointer
