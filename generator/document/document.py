"""One document in one dialect: OpenAPI 3.1 shapes, whatever version the file was written in."""

from __future__ import annotations

from functools import cached_property

from .. import codes
from ..diagnostics import Excerpt, Report
from ..model import Source
from . import pointer as pointers
from .moves import Layer, Moves
from .node import Node
from .origins import Origins
from .values import Json, descend


class Document:
    """A document that was read and upgraded.

    ``data`` holds the document in the shapes of OpenAPI 3.1 with every ``$ref`` left in place; ``raw``
    the document as written, for the validator. Both may share parts, so neither may be changed.
    ``version`` is what the file says, such as ``3.0.3`` or ``2.0``, and ``minor_version`` one of those
    that are read. Faults that show while a builder navigates go to ``report``.
    """

    def __init__(
        self,
        *,
        origins: Origins,
        raw: dict[str, Json],
        data: dict[str, Json],
        moves: Moves,
        version: str,
        minor_version: str,
        report: Report,
    ) -> None:
        self.raw = raw
        self.data = data
        self.version = version
        self.minor_version = minor_version
        self.report = report
        self._origins = origins
        self._moves = moves
        self._found: dict[str, Node | None] = {}
        self._whole: Node | None = None
        self.left_out: frozenset[str] = frozenset()

    def narrowed(self, data: dict[str, Json], layer: Layer, left_out: frozenset[str]) -> Document:
        """The document with less in it: ``data`` stands for the one here, ``layer`` says what moved by that.

        ``left_out`` are the pointers of what is gone, in the shapes of ``raw``: faults there are nobody's
        concern. References from what is left into what is gone still lead there.
        """
        self._moves.add(layer)
        made = Document(
            origins=self._origins,
            raw=self.raw,
            data=data,
            moves=self._moves,
            version=self.version,
            minor_version=self.minor_version,
            report=self.report,
        )
        made._whole = Node(made, "", self.data)
        made.left_out = self.left_out | left_out
        return made

    @property
    def file(self) -> str:
        """The main file's name as the user gave it."""
        return self._origins.file

    @cached_property
    def root(self) -> Node:
        """The OpenAPI Object."""
        return Node(self, "", self.data)

    def source(self, pointer: str) -> Source:
        """The place, as written and in whichever file that is, of a node of ``data``."""
        return self.written(self.origin(pointer))

    def origin(self, pointer: str) -> str:
        """The pointer in ``raw`` of a node of ``data``."""
        return self._moves.origin(pointer)

    def written(self, pointer: str) -> Source:
        """The place, as written and in whichever file that is, of a node of ``raw``."""
        return self._origins.find(self.raw, pointer)

    def locate(self, source: Source) -> Excerpt | None:
        """The lines of a source, or of the nearest node above it; ``None`` where its file is not at hand."""
        return self.report.locate(source)

    def lookup(self, reference: str, *, at: Node | None = None) -> Node:
        """The node at a JSON Pointer, or that a ``$ref`` into this file leads to (one step).

        Where there is none, that is reported at ``at`` (the node that holds the ``$ref``, or else the
        root) and the node returned does not exist.
        """
        found = self.find(reference)
        if found is not None:
            return found
        if at is not None and at.get("$ref") is not None:
            at = at["$ref"]
        source = self.source(at.pointer if at else "")
        if not self.report.knows(source):  # that a file is missing was said when the files were put together
            written = descend(self.raw, self.origin(at.pointer if at else ""))
            shown = written if isinstance(written, str) else reference
            is_external = not reference.startswith(("#", "/"))
            message = f"{shown} is in another file, which is not read" if is_external else f"there is no {shown}"
            self.report.add(codes.DOCUMENT_REFERENCE, message, source)
        return Node(self, at.pointer if at else "", None, exists=False)

    def find(self, reference: str) -> Node | None:
        """As ``lookup``, but ``None`` where there is no such node, and nothing is reported."""
        if reference not in self._found:
            self._found[reference] = self._find(reference)
        return self._found[reference]

    def _find(self, reference: str) -> Node | None:
        """Resolves pointers and fragments; pointers into an older version's shape are translated."""
        name, mark, fragment = reference.partition("#")
        if mark and not name.startswith("/"):  # the path of an operation, and so a pointer, may hold a #
            if name.removeprefix("./") not in ("", self.file.replace("\\", "/").rpartition("/")[2]):
                return None
            candidates = [pointers.from_fragment(fragment), fragment]
        else:
            candidates = [reference] if reference.startswith("/") or not reference else []
        for pointer in candidates:
            if pointer and not pointer.startswith("/"):
                continue
            for spelled in (pointer, self._moves.destination(pointer)):
                found = self.root.descend(spelled) or (self._whole and self._whole.descend(spelled))
                if found is not None:
                    return found
        return None
