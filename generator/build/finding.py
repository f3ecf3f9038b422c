"""Which operations a document has: found, identified and told apart before any of them is read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from .. import codes
from ..diagnostics import Report
from ..document import Node
from ..document import pointer as pointers
from ..python import names
from ..python.pins import Named
from ..settings import Settings
from .groups import group_titles
from .namebook import NameBook
from .path_items import operations
from .tags import TagTree

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""What a method is (RFC 9110 sections 9.1 and 5.6.2)."""
_IGNORE = ("x-sdk-ignore", "x-speakeasy-ignore", "x-fern-ignore")


@dataclass(frozen=True, slots=True)
class Found:
    """An operation where the document has it, and the group it belongs to.

    ``method`` is as it is sent. ``place`` is the pointer that a reference to the operation has: that of
    ``node`` is another one where the path item stands elsewhere.
    """

    path: str
    method: str
    item: Node
    node: Node
    place: str
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FoundOperations:
    """The operations of ``paths``, in the document's order, and how many more are left out."""

    operations: tuple[Found, ...]
    left_out: int


def find_operations(root: Node, settings: Settings, tags: TagTree, report: Report) -> FoundOperations:
    """Every operation of ``paths`` (OpenAPI 3.1 section 4.8.8). Those to be ignored are reported."""
    found, left_out = [], 0
    for key, reference in root["paths"].items():
        if key.startswith("x-"):
            continue
        path = key if key.startswith("/") else f"/{key}"
        if path != key:
            message = f"The path {key!r} does not start with a slash; it is read as {path!r}"
            report.add(codes.PATH_WITHOUT_SLASH, message, reference.source)
        for item, method, node in operations(reference):
            if any(node.flag(extension) or item.flag(extension) for extension in _IGNORE):
                left_out += 1
                report.add(codes.OPERATION_IGNORED, f"{method} {path} is ignored by extension", node.source)
                continue
            if not _TOKEN.fullmatch(method):
                left_out += 1
                message = f"{method!r} cannot be a method, so that the operation at {path} is left out"
                report.add(codes.METHOD_NO_TOKEN, message, node.source)
                continue
            place = pointers.join(reference.pointer, *pointers.split(node.pointer.removeprefix(item.pointer)))
            found.append(Found(path, method, item, node, place, group_titles(node, path, settings, tags)))
    return FoundOperations(tuple(found), left_out)


class OperationIds:
    """The ids of operations, all different: the operationId, or one made of method and path."""

    def __init__(self, found: Iterable[Found], report: Report, book: NameBook) -> None:
        self._scope = book.scope(Named.OPERATION, "")
        self._report = report
        self._given: dict[str, str] = {}
        self._placed: dict[str, str] = {}
        for operation in found:
            self._add(operation)

    def of(self, found: Found) -> str:
        """The id of an operation."""
        return self._placed[found.place]

    def named(self, operation_id: str) -> str:
        """The id of the operation that bears an operationId in the document; empty where none does."""
        return self._given.get(operation_id, "")

    def placed(self, pointer: str) -> str:
        """The id of the operation at a pointer of the document; empty where there is none."""
        return self._placed.get(pointer, "")

    def _add(self, found: Found) -> None:
        given = found.node.text("operationId")
        made = names.path_id(found.method.lower(), found.path)
        if not given:
            message = f"{found.method} {found.path} has no operationId"
            self._report.add(codes.OPERATION_WITHOUT_ID, message, found.node.source)
        elif given in self._given:
            message = f"The operationId {given!r} stands twice"
            self._report.add(codes.OPERATION_ID_TWICE, message, found.node["operationId"].source)
        path = f"{found.method.lower()} {found.path}"
        id_ = self._scope.claim(found.node, found.place, given or made, made, path, rank=1 if given else 2)
        self._placed[found.place] = id_
        if given:
            self._given.setdefault(given, id_)
