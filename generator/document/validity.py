"""Is the document valid, and how is it said where not?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from .. import codes
from ..diagnostics import Report
from ..model import Source
from . import pointer as pointers
from .document import Document
from .revalidation import Findings, find_again
from .rules import check_rules
from .values import Json, descend

_TOLD_BY_BUILDERS = frozenset(
    kind.code
    for kind in (
        codes.DOCUMENT_WRONG_KIND,
        codes.OPERATION_ID_TWICE,
        codes.SCHEMA_UNKNOWN_TYPE,
        codes.SECURITY_UNKNOWN,
    )
)
MAX_FAULTS = 50
"""How many faults of one document are listed."""


@dataclass(frozen=True, slots=True)
class Validity:
    """What the validator found: (pointer, message) of the faults, (pointer, reason) of what it could not
    check, and the pointers of references that lead nowhere with their text.
    """

    faults: tuple[tuple[str, str], ...] = ()
    unchecked: tuple[tuple[str, str], ...] = ()
    dangling: tuple[tuple[str, str], ...] = ()

    def outside(self, left_out: frozenset[str]) -> Validity:
        """What was found, less what is at or below the pointers given."""
        if not left_out:
            return self
        found = (self.faults, self.unchecked, self.dangling)
        return Validity(*(tuple(f for f in part if left_out.isdisjoint(pointers.parents(f[0]))) for part in found))

    def untold(self, raw: dict[str, Json]) -> Validity:
        """What was found in ``raw``, less what is always told with what is made of it."""
        return replace(
            self,
            faults=tuple(fault for fault in self.faults if not _is_of_parents(fault)),
            unchecked=tuple(part for part in self.unchecked if not _goes_round(raw, part[0])),
        )


def check_validity(document: Document, report: Report) -> None:
    """Reports the faults of a document as it was written."""
    found = validate(document.raw, document.minor_version).untold(document.raw)
    report_validity(found.outside(document.left_out), document.written, report)
    check_rules(document, report)


def report_validity(validity: Validity, place: Callable[[str], Source], report: Report) -> None:
    """Reports what ``validate`` found, when that ran apart from the other stages.

    ``place`` says where the node at a pointer was written. A reference that was reported already is not
    reported again, nor that a part in which a fault was reported could not be checked.
    """
    dangling = [(pointer, message) for pointer, message in validity.dangling if not report.knows(place(pointer))]
    faults = [fault for fault in validity.faults if not _is_followed(place(fault[0]), report)]
    for kind, found in ((codes.DOCUMENT_INVALID, faults), (codes.DOCUMENT_REFERENCE, dangling)):
        for pointer, message in found[:MAX_FAULTS]:
            report.add(kind, message, place(pointer))
    more = sum(max(0, len(found) - MAX_FAULTS) for found in (faults, dangling))
    if more:
        report.add(codes.DOCUMENT_INVALID_MORE, f"further faults: {more}", place(""))
    explained = {around for found in report if found.source for around in _around(found.source)}
    unchecked = [found for found in validity.unchecked if place(found[0]) not in explained]
    if unchecked:
        pointer, reason = unchecked[0]
        number = len(unchecked)
        where = "a part was" if number == 1 else f"{number} parts were"
        report.add(codes.DOCUMENT_UNCHECKED, f"{where} not checked; here: {reason}", place(pointer))


def drop_repeats(report: Report) -> None:
    """Takes back what the validator said of places where the builders said what they make of the fault."""
    told = {found.source for found in report if found.code in _TOLD_BY_BUILDERS}
    for found in [*report]:
        if found.code == codes.DOCUMENT_INVALID.code and found.source in told:
            report.take_back(found)


def _is_of_parents(fault: tuple[str, str]) -> bool:
    """Whether a fault is that a tag has a parent below which it cannot stand: the builders look at every one."""
    return fault[0] == "/tags" and ("parent tag" in fault[1] or "tag hierarchy" in fault[1])


def _goes_round(raw: dict[str, Json], pointer: str) -> bool:
    """Whether a reference leads back to itself: the builders say what becomes of it."""
    seen: set[Json] = set()
    value = descend(raw, pointer)
    while isinstance(value, dict) and isinstance(reference := value.get("$ref"), str) and reference.startswith("#/"):
        if reference in seen:
            return True
        seen.add(reference)
        value = descend(raw, pointers.from_fragment(reference[1:]))
    return False


def _is_followed(source: Source, report: Report) -> bool:
    """Whether a fault is but a reference where there is none in OpenAPI, of which was said what is made of it."""
    return source.pointer.endswith("/$ref") and report.knows(source)


def _around(source: Source) -> Iterator[Source]:
    """The place itself and those around it, the whole file aside."""
    return (Source(source.file, pointer) for pointer in pointers.parents(source.pointer) if pointer)


def validate(raw: dict[str, Json], version: str) -> Validity:
    """Checks a document as written against the rules of its version (``2.0``, ``3.0``, ``3.1`` or ``3.2``).

    Never raises for any document: where the validator cannot go on, that part counts as unchecked.
    Takes seconds for documents of several megabytes, and plain data in and out, so that it may run in a
    process of its own. Nothing is fetched: references out of the document count as unchecked.
    """
    return Validity(*find_again(raw, version, _find))


def _find(raw: dict[str, Json], version: str) -> Findings:
    from .validator import find_faults  # noqa: PLC0415 - its libraries take longer to load than most documents

    return find_faults(raw, version)
