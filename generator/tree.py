"""What a run makes: a tree of files that ``render`` fills and ``output`` puts on disk.

A tree is ``Mapping[str, OutputFile]``: POSIX paths relative to the project folder, and their text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

REGION = re.compile(
    r"<!-- Start (?P<name>[^\n]+?) -->(?:(?!<!-- Start (?P=name) -->).)*?<!-- End (?P=name) -->", re.DOTALL
)
"""A marked region of a merged file, from the last of its start markers to its end marker."""
_MARKER = re.compile(r"<!-- (?P<side>Start|End) (?P<name>[^\n]+?) -->")


class Ownership(StrEnum):
    """Whose a file is.

    ``generated``: the generator's, whole; ``merged``: the regions between ``<!-- Start X -->`` and
    ``<!-- End X -->`` are the generator's, the text around them the maintainer's; ``once``: the
    maintainer's, and the generator only writes the first version where there is none; ``memory``: the
    generator's own, replaced whatever a merge has made of it.
    """

    GENERATED = "generated"
    MERGED = "merged"
    ONCE = "once"
    MEMORY = "memory"


@dataclass(frozen=True, slots=True)
class OutputFile:
    """The text of one file, whose lines end in line feeds, and whose it is."""

    content: str
    ownership: Ownership = Ownership.GENERATED


Tree: TypeAlias = Mapping[str, OutputFile]


def regions(text: str) -> dict[str, str]:
    """The marked regions of a merged file: name -> text, markers included."""
    return {match["name"]: match[0] for match in REGION.finditer(text)}


def lone_markers(text: str, names: Collection[str]) -> Iterator[tuple[int, str]]:
    """Markers of regions of these names that mark none, because their other half is missing: offset and text."""
    end = 0
    for region in (*REGION.finditer(text), None):
        start = region.start() if region else len(text)
        found = _MARKER.finditer(text, end, start)
        yield from ((marker.start(), marker[0]) for marker in found if marker["name"] in names)
        end = region.end() if region else end
