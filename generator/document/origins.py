"""Which file each part of a document came from, where that is not one file alone."""

from __future__ import annotations

from ..model import Source
from . import pointer as pointers
from .values import Absent, Json, child


class Origins:
    """The places that parts of a tree were read at.

    Containers are known by identity, so that a part keeps its origin wherever it is put; what has none
    (texts, numbers, booleans) is known by the container around it and its key there. Everything that is
    not known stands in ``file`` at its own pointer, or below the nearest part that is known.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._containers: dict[int, tuple[Json, Source]] = {}
        self._members: dict[int, tuple[Json, dict[str, Source]]] = {}

    def note(self, holder: dict[str, Json] | list[Json], key: str | int, source: Source) -> None:
        """Says that the member of ``holder`` at ``key`` was read at ``source``, with all that is below it."""
        value = holder[key]  # type: ignore[index]
        if isinstance(value, dict | list):
            # the value is kept, because an identity may be used again once its owner is gone
            self._containers[id(value)] = (value, source)
        else:
            self._members.setdefault(id(holder), (holder, {}))[1][str(key)] = source

    def forget(self, holder: dict[str, Json] | list[Json], key: str | int) -> None:
        """Takes back what was said of a member that has no identity of its own."""
        if id(holder) in self._members:
            self._members[id(holder)][1].pop(str(key), None)

    def find(self, root: Json, pointer: str) -> Source:
        """Where the node at ``pointer`` of ``root`` was read, or would stand if it were there."""
        if not self._containers and not self._members:
            return Source(self.file, pointer)
        value: Json = root
        found = Source(self.file, "")
        below: list[str] = []
        for token in pointers.split(pointer):
            below.append(token)
            members = self._members.get(id(value))
            known = members[1].get(token) if members else None
            member = child(value, token)
            value = None if isinstance(member, Absent) else member
            if isinstance(value, dict | list) and id(value) in self._containers:
                known = self._containers[id(value)][1]
            if known is not None:
                found, below = known, []
        return Source(found.file, pointers.join(found.pointer, *below))
