"""Where each node of a file was written: pointer -> offset, worked out in one pass when first asked for."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Iterator, Sequence

import yaml

from . import pointer as pointers
from .yaml_events import events, offset_of

JSON_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"(?:\s*:)?|[{}\[\]]|[^\s{}\[\],:"]+', re.DOTALL)
"""The tokens of JSON that say where nodes are; a key takes its colon along."""


class Index:
    """The nodes of a file in the order written. Node 0 is the root.

    ``keys`` holds the key of a member and ``None`` for an item; ``ends`` the number of the first node
    after the subtree; ``offsets`` where the node starts in the text (a member at its key). An alias
    stands for the node in ``targets``.
    """

    def __init__(self) -> None:
        self.keys: list[str | None] = []
        self.ends = array("L")
        self.offsets = array("L")
        self.targets: dict[int, int] = {}

    def add(self, key: str | None, offset: int) -> int:
        """Appends a node without children and returns its number."""
        number = len(self.keys)
        self.keys.append(key)
        self.offsets.append(offset)
        self.ends.append(number + 1)
        return number

    def close(self, number: int) -> None:
        """Says that all nodes added since ``number`` stand below it."""
        self.ends[number] = len(self.keys)

    def offset(self, pointer: str) -> int | None:
        """The offset of the node at ``pointer``, or of the nearest one above it; ``None`` for an empty file."""
        if not self.keys:
            return None
        number = 0
        for token in pointers.split(pointer):
            child = self._child(number, token)
            if child is None:
                break
            number = child
        return self.offsets[number]

    def duplicates(self) -> Iterator[tuple[str, str, tuple[int, int]]]:
        """Each repetition of a key: pointer of the mapping, the key, and the offsets of the first and of this one."""
        yield from self._duplicates(0, "")

    def _children(self, number: int) -> Iterator[int]:
        child, end = number + 1, self.ends[number]
        while child < end:
            yield child
            child = self.ends[child]

    def _child(self, number: int, token: str) -> int | None:
        number = self.targets.get(number, number)
        found, merged = None, []
        for position, child in enumerate(self._children(number)):
            key = self.keys[child]
            if key == token or (key is None and str(position) == token):
                found = child
            elif key == "<<":
                merged.append(child)
        return found if found is not None else self._merged(merged, token)

    def _merged(self, merges: Sequence[int], token: str) -> int | None:
        for merge in merges:
            for source in (merge, *self._children(self.targets.get(merge, merge))):
                found = self._child(source, token) if source not in merges or source == merge else None
                if found is not None and self.keys[found] is not None:
                    return found
        return None

    def _duplicates(self, number: int, pointer: str) -> Iterator[tuple[str, str, tuple[int, int]]]:
        seen: dict[str, int] = {}
        for position, child in enumerate(self._children(number)):
            key = self.keys[child]
            if key in seen and key != "<<":
                yield pointer, key, (self.offsets[seen[key]], self.offsets[child])
            elif key is not None:
                seen[key] = child
            if self.ends[child] > child + 1:
                yield from self._duplicates(child, pointers.join(pointer, position if key is None else key))


def index_json(text: str) -> Index:
    """The positions in a text that is known to be JSON."""
    index, stack = Index(), list[int]()
    key: str | None = None
    start = 0
    for match in JSON_TOKEN.finditer(text):
        token = match.group()
        if token[-1] == ":":
            key, start = _key(token[:-1].rstrip()), match.start()
        elif token in ("}", "]"):
            index.close(stack.pop())
        else:
            number = index.add(key, match.start() if key is None else start)
            key = None
            if token in ("{", "["):
                stack.append(number)
    return index


def _key(token: str) -> str:
    return str(json.loads(token)) if "\\" in token else token[1:-1]


def index_yaml(text: str) -> Index:
    """The positions in a text that is known to be YAML of the dialect that ``yaml_reader`` reads."""
    walk = _YamlWalk()
    for event in events(text):
        walk.take(event)
    return walk.index


class _YamlWalk:
    """``stack`` holds the open nodes; ``key`` the key read, with its offset, whose value comes next."""

    def __init__(self) -> None:
        self.index = Index()
        self._stack: list[tuple[int, bool]] = []
        self._key: tuple[str, int] | None = None
        self._anchors: dict[str, int] = {}
        self._texts: dict[str, str] = {}

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self.index.close(self._stack.pop()[0])
        elif self._wants_key() and isinstance(event, yaml.ScalarEvent | yaml.AliasEvent):
            self._key = self._key_text(event), offset_of(event)
        elif isinstance(event, yaml.NodeEvent):
            number = self._add(event)
            if isinstance(event, yaml.CollectionStartEvent):
                self._stack.append((number, isinstance(event, yaml.MappingStartEvent)))

    def _wants_key(self) -> bool:
        return bool(self._stack) and self._stack[-1][1] and self._key is None

    def _key_text(self, event: yaml.ScalarEvent | yaml.AliasEvent) -> str:
        if isinstance(event, yaml.AliasEvent):
            return self._texts.get(event.anchor or "", "")
        if event.anchor:
            self._texts[event.anchor] = event.value
        return str(event.value)

    def _add(self, event: yaml.NodeEvent) -> int:
        key, offset = self._key or (None, offset_of(event))
        self._key = None
        number = self.index.add(key, offset)
        if isinstance(event, yaml.AliasEvent):
            self.index.targets[number] = self._anchors.get(event.anchor or "", number)
        elif event.anchor:
            self._anchors[event.anchor] = number
            if isinstance(event, yaml.ScalarEvent):
                self._texts[event.anchor] = event.value
        return number
