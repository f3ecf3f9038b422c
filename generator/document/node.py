"""A value of a document that knows where it stands: what builders navigate by."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from .. import codes
from ..model import Source
from . import pointer as pointers
from .values import Absent, Json, descend, kind_of

if TYPE_CHECKING:
    from .document import Document

_OVERRIDES = ("summary", "description")


class Node:
    """A value, its document, and its pointer there.

    Navigation never fails: what is missing is a node that does not exist (``exists`` is false and its
    value ``None``), and what is of a wrong kind is reported once and treated as if it were missing.
    An empty value (``parameters:`` with nothing after it) is taken as missing without a report.
    """

    __slots__ = ("document", "exists", "pointer", "value")

    def __init__(self, document: Document, pointer: str, value: Json, *, exists: bool = True) -> None:
        self.document = document
        self.pointer = pointer
        self.value = value
        self.exists = exists

    def __repr__(self) -> str:
        return f"Node({self.pointer!r})"

    @property
    def source(self) -> Source:
        """Where the node stands in the file as written."""
        return self.document.source(self.pointer)

    @property
    def is_mapping(self) -> bool:
        return isinstance(self.value, dict)

    @property
    def is_list(self) -> bool:
        return isinstance(self.value, list)

    @property
    def key(self) -> str:
        """The last token of the pointer: the key in the mapping around it, or the index in the list."""
        return pointers.unescape(self.pointer.rpartition("/")[2])

    @property
    def ref(self) -> str | None:
        """The ``$ref`` of a mapping that has one."""
        found = self.value.get("$ref") if isinstance(self.value, dict) else None
        return found if isinstance(found, str) else None

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    def get(self, key: str) -> Node | None:
        """The member ``key``, null included; ``None`` where there is none."""
        members = self._members()
        return Node(self.document, pointers.join(self.pointer, key), members[key]) if key in members else None

    def __getitem__(self, key: str) -> Node:
        """The member ``key``, or a node that does not exist."""
        return self.get(key) or Node(self.document, pointers.join(self.pointer, key), None, exists=False)

    def items(self) -> Iterator[tuple[str, Node]]:
        """The members of a mapping in the document's order."""
        for key, value in self._members().items():
            yield key, Node(self.document, pointers.join(self.pointer, key), value)

    def __iter__(self) -> Iterator[Node]:
        """The items of a list."""
        if isinstance(self.value, list):
            for index, value in enumerate(self.value):
                yield Node(self.document, f"{self.pointer}/{index}", value)
        elif self.value is not None:
            self.wrong_kind("a list")

    def text(self, key: str, default: str = "") -> str:
        """The member ``key`` as text; numbers and booleans are taken as they were meant."""
        value = self._members().get(key)
        if isinstance(value, str):
            return value
        if value is None:
            return default
        if isinstance(value, bool):
            return "true" if value else "false"
        if isinstance(value, int | float):
            return str(value)
        self[key].wrong_kind("text")
        return default

    def flag(self, key: str, *, default: bool = False) -> bool:
        """The member ``key`` as a boolean; the strings ``true`` and ``false`` are taken as they were meant."""
        value = self._members().get(key)
        if isinstance(value, bool):
            return value
        if isinstance(value, str) and value.lower() in ("true", "false"):
            return value.lower() == "true"
        if value is not None:
            self[key].wrong_kind("true or false")
        return default

    def strings(self, key: str) -> tuple[str, ...]:
        """The member ``key`` as a list of texts; one text alone is taken as a list of it."""
        value = self._members().get(key)
        if isinstance(value, str):
            return (value,)
        if value is not None and not isinstance(value, list):
            self[key].wrong_kind("a list of texts")
            return ()
        found = []
        for index, item in enumerate(value or ()):
            if isinstance(item, str):
                found.append(item)
            else:
                Node(self.document, pointers.join(self.pointer, key, index), item).wrong_kind("text")
        return tuple(found)

    def resolve(self, *, overrides: bool = True) -> Node:
        """The node that the ``$ref`` here leads to, step by step; the node itself where there is none.

        With ``overrides``, ``summary`` and ``description`` beside a ``$ref`` win over those of the target
        (OpenAPI 3.1 section 4.8.23, Reference Object). Schema Objects are to be resolved without: there
        they are keywords of the referring schema. A reference that leads nowhere, or round in a circle,
        is reported, and the node returned does not exist.
        """
        node, beside = self, dict[str, Json]()
        seen = {self.pointer}
        while (reference := node.ref) is not None and isinstance(node.value, dict):
            beside = {key: node.value[key] for key in _OVERRIDES if key in node.value} | beside
            target = self.document.lookup(reference, at=node)
            if target.exists and target.pointer in seen:
                return self._circle(reference)
            seen.add(target.pointer)
            node = target
        if overrides and beside and isinstance(node.value, dict):
            return Node(node.document, node.pointer, node.value | beside)
        return node

    def descend(self, pointer: str) -> Node | None:
        """The node below this one at a relative pointer (``""`` or ``/…``); ``None`` where there is none."""
        value = descend(self.value, pointer)
        return None if isinstance(value, Absent) else Node(self.document, self.pointer + pointer, value)

    def wrong_kind(self, wanted: str) -> None:
        """Reports that the value here is not ``wanted`` (a few words with an article)."""
        name = self.key or "the document"
        if name.isdigit():
            name = f"{self.pointer.split('/')[-2]}[{name}]"
        message = f"{name} should be {wanted}, not {kind_of(self.value)}"
        self.document.report.add(codes.DOCUMENT_WRONG_KIND, message, self.source)

    def _members(self) -> dict[str, Json]:
        if isinstance(self.value, dict):
            return self.value
        if self.value is not None:
            self.wrong_kind("a mapping")
        return {}

    def _circle(self, reference: str) -> Node:
        self.document.report.add(
            codes.DOCUMENT_REFERENCE_CYCLE, f"{reference} leads back to itself", self["$ref"].source
        )
        return Node(self.document, self.pointer, None, exists=False)
