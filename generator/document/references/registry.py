"""What the files declare names for: ``$self``, ``$id``, ``$anchor`` and ``$dynamicAnchor``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile
from urllib.parse import urldefrag, urljoin

from .. import pointer as pointers
from ..library import LoadedFile
from ..values import Json

KEYWORDS = ("$id", "$anchor", "$dynamicAnchor", "$self")
_DATA = frozenset(("example", "examples", "default", "const", "enum", "value"))
"""Keys below which there is data, unless they are the names of properties."""
_NAMES = frozenset(("properties", "patternProperties", "$defs", "definitions", "schemas", "dependentSchemas"))


@dataclass(frozen=True, slots=True)
class Place:
    """A node of a file."""

    file: LoadedFile
    pointer: str


class Registry:
    """The schema resources and anchors of all files that were added (JSON Schema 2020-12 section 8.2)."""

    def __init__(self) -> None:
        self._resources: dict[str, Place] = {}
        self._anchors: dict[tuple[str, str], list[Place]] = {}
        self._bases: dict[str, dict[str, str]] = {}

    def add(self, file: LoadedFile) -> None:
        """Takes in what a file declares. Does nothing for one that was added."""
        if file.uri in self._bases:
            return
        self._bases[file.uri] = {"": file.uri}
        self._resources.setdefault(file.uri, Place(file, ""))
        text = file.content.text.text
        if any(keyword in text for keyword in KEYWORDS) or "\\u0024" in text:
            self._declare(file)

    def base(self, file: LoadedFile, pointer: str) -> tuple[str, str]:
        """The base URI at a node, and the pointer of the resource that it belongs to."""
        bases = self._bases[file.uri]
        if len(bases) == 1:
            return bases[""], ""
        return next((bases[above], above) for above in pointers.parents(pointer) if above in bases)

    def resource(self, uri: str) -> Place | None:
        """The file or schema with this URI."""
        return self._resources.get(uri)

    def anchor(self, uri: str, name: str, near: Place) -> Place | None:
        """The schema with this anchor in the resource ``uri``; of several, that which shares most with ``near``."""
        found = self._anchors.get((uri, name), [])
        return max(found, key=lambda place: _shared(place, near), default=None)

    def _declare(self, file: LoadedFile) -> None:
        for pointer, value, base in self._walk(file):
            for keyword in ("$anchor", "$dynamicAnchor"):
                name = value.get(keyword)
                if isinstance(name, str):
                    self._anchors.setdefault((base, name), []).append(Place(file, pointer))

    def _walk(self, file: LoadedFile) -> Iterator[tuple[str, dict[str, Json], str]]:
        """Every mapping that may be a schema, with its pointer and its base URI."""
        stack: list[tuple[str, Json, str, bool]] = [("", file.value, file.uri, False)]
        seen = set[int]()
        while stack:
            pointer, value, base, holds_names = stack.pop()
            if not isinstance(value, dict | list) or id(value) in seen:
                continue
            seen.add(id(value))
            if isinstance(value, list):
                stack.extend((f"{pointer}/{index}", item, base, False) for index, item in enumerate(value))
                continue
            if not holds_names:
                base = self._rebased(file, pointer, value, base)
                yield pointer, value, base
            stack.extend(
                (pointers.join(pointer, key), item, base, key in _NAMES and not holds_names)
                for key, item in reversed(value.items())
                if holds_names or not (key in _DATA or key.startswith("x-"))
            )

    def _rebased(self, file: LoadedFile, pointer: str, value: dict[str, Json], base: str) -> str:
        own = value.get("$id", value.get("$self") if not pointer else None)
        if not isinstance(own, str):
            return base
        try:
            uri, fragment = urldefrag(urljoin(base, own))
        except ValueError:
            return base
        if fragment:  # the anchors of draft 7 and before
            self._anchors.setdefault((base, fragment), []).append(Place(file, pointer))
            return base
        self._resources.setdefault(uri, Place(file, pointer))
        self._bases[file.uri][pointer] = uri
        return uri


def _shared(place: Place, near: Place) -> int:
    if place.file is not near.file:
        return -1
    pairs = zip(pointers.split(place.pointer), pointers.split(near.pointer), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
