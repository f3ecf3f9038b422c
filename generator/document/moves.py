"""Where upgraded nodes stood in the file as written."""

from __future__ import annotations

from . import pointer as pointers


class Moves:
    """Prefixes of the upgraded document and the pointers they had before; the longest prefix wins.

    Readers that run one after the other add their own layer each, so that every one of them only
    speaks of the shape it was given.
    """

    def __init__(self) -> None:
        self._layers: list[dict[str, str]] = []

    def layer(self) -> dict[str, str]:
        """A new table, prefix of the new shape -> prefix of the shape before, for the next reader to fill."""
        self._layers.append({})
        return self._layers[-1]

    def origin(self, pointer: str) -> str:
        """The pointer in the file as written."""
        for layer in reversed(self._layers):
            pointer = _translate(layer, pointer)
        return pointer

    def destination(self, pointer: str) -> str:
        """The pointer in the upgraded document of a pointer into the file as written."""
        for layer in self._layers:
            pointer = _translate({old: new for new, old in reversed(layer.items())}, pointer)
        return pointer


def _translate(table: dict[str, str], pointer: str) -> str:
    if table:
        for prefix in pointers.parents(pointer):
            if prefix in table:
                return table[prefix] + pointer[len(prefix) :]
    return pointer
