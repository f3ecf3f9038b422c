"""Where a node of the model was written."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """A place in an input file: its name as the user gave it, and a JSON Pointer (RFC 6901).

    The line and the column are worked out by ``document`` when someone asks, because most places are
    never shown. ``pointer`` is that of the file as written, also where a reader moved the node while
    it upgraded an older version.
    """

    file: str
    pointer: str
