"""Mappings and lists that a ``$ref`` stands for as a whole (``content: {$ref: …}``).

OpenAPI has references in the places of single objects only; documents have them for whole mappings too, and
mean what is there.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ... import codes
from .. import pointer as pointers
from ..moves import Prefixes
from ..values import Absent, Json, descend
from .tell import Tell

_MOST = 10_000
"""Of one document: each may hold others, so that their number can double with each level."""


@dataclass(slots=True)
class SharedParts:
    """Finds what such references lead to in ``data``. ``moves`` learns where it stands; ``tell`` hears of each."""

    data: dict[str, Json]
    tell: Tell
    moves: Prefixes = field(default_factory=Prefixes)
    _followed: int = 0

    def follow(self, value: dict[str, Json], path: list[str | int]) -> Json:
        """What the reference in a mapping stands for; an empty mapping where it leads nowhere, or to itself."""
        place = pointers.join("", *path)
        seen = {self.moves.origin(place)}
        found: Json = value
        while (reference := reference_in(found)) is not None:
            target = pointers.from_fragment(reference[1:]) if reference.startswith("#/") else ""
            inner = descend(self.data, target) if target else Absent()
            self._followed += 1
            written = pointers.join(self.moves.origin(place), "$ref")
            if isinstance(inner, Absent):
                self.tell(codes.DOCUMENT_REFERENCE, f"there is no {reference}", written)
                return {}
            if self._leads_back(target, seen):
                self.tell(codes.DOCUMENT_REFERENCE_CYCLE, f"{reference} leads back to itself", written)
                return {}
            message = f"{reference} stands for the whole of {path[-1]}"
            self.tell(codes.DOCUMENT_REFERENCE_WHOLE, message, written)
            seen.add(target)
            self.moves.moved(place, target)
            found = inner
        return found

    def _leads_back(self, target: str, seen: set[str]) -> bool:
        around = {above for place in seen for above in pointers.parents(place)}
        return target in around or self._followed > _MOST


def reference_in(value: Json) -> str | None:
    """The reference that stands for a whole mapping or list; a member of the name ``$ref`` is none."""
    reference = value.get("$ref") if isinstance(value, dict) else None
    return reference if isinstance(reference, str) else None
