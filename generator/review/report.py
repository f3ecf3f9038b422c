"""What a review says, in a form that every kind of report prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .changes import ORDER, Change, Locate, Place, Severity, Side
from .verdict import Bump, bump_of, next_version

FORMAT = 1
"""Raised when a reader of the JSON report would break."""


@dataclass(frozen=True, slots=True)
class Row:
    """One change with the lines of both documents. The Python of a side is empty where there is none."""

    change: Change
    before: str
    after: str
    old_place: Place | None
    new_place: Place | None

    @property
    def places(self) -> str:
        """Where it was and is written."""
        return " \N{RIGHTWARDS ARROW} ".join(str(place) for place in (self.old_place, self.new_place) if place)

    @property
    def is_words(self) -> bool:
        """Whether both sides are text for people, and no Python."""
        return self.change.kind.name == "documentation"

    @property
    def migration_parts(self) -> list[tuple[bool, str]]:
        """The migration note in pieces, each with whether it is code."""
        pieces = self.change.migration.split("`")
        return [(bool(at % 2), piece) for at, piece in enumerate(pieces) if piece]


@dataclass(frozen=True, slots=True)
class Review:
    """All changes between two documents, and the version that follows from them.

    ``old_name`` and ``new_name`` are the documents as the user named them.
    """

    old_name: str
    new_name: str
    version: str
    bump: Bump
    rows: tuple[Row, ...]

    @property
    def next_version(self) -> str:
        """The version that the next release gets."""
        return next_version(self.version, self.bump)

    @property
    def is_breaking(self) -> bool:
        """Whether users of the SDK may have to change their code."""
        return any(row.change.severity is Severity.BREAKING for row in self.rows)

    @property
    def counts(self) -> dict[Severity, int]:
        """How many changes of each severity, the weightiest first."""
        found = Counter(row.change.severity for row in self.rows)
        return {severity: found[severity] for severity in ORDER}

    def of(self, severity: Severity) -> tuple[Row, ...]:
        """The changes of one severity."""
        return tuple(row for row in self.rows if row.change.severity is severity)

    @property
    def headline(self) -> str:
        """The verdict in one line."""
        if not self.rows:
            return "nothing changes for users of the SDK"
        counted = ", ".join(f"{count} {severity}" for severity, count in self.counts.items() if count)
        if self.bump is Bump.NONE:
            return f"{counted}: no new version"
        return f"{counted}: a {self.bump} release, {self.version} \N{RIGHTWARDS ARROW} {self.next_version}"


def make_review(
    changes: Iterable[Change],
    *,
    names: tuple[str, str],
    version: str,
    locate: tuple[Locate, Locate],
    rules: Mapping[Severity, Bump] | None = None,
) -> Review:
    """A review of changes. ``version`` is the one before them, ``locate`` finds lines of either document."""
    found = tuple(changes)
    rows = tuple(_row(change, *locate) for change in found)
    return Review(*names, version, bump_of(found, version, rules), rows)


def _row(change: Change, old: Locate, new: Locate) -> Row:
    before, after = (side.python if side else "" for side in (change.old, change.new))
    return Row(change, before, after, _place(change.old, old), _place(change.new, new))


def _place(side: Side | None, locate: Locate) -> Place | None:
    return locate(side.source) if side and side.source else None


def review_facts(review: Review) -> dict[str, Any]:
    """JSON-ready data, for other tools; its fields stay."""
    return {
        "format": FORMAT,
        "old": review.old_name,
        "new": review.new_name,
        "verdict": next((str(s) for s, count in review.counts.items() if count), "none"),
        "bump": str(review.bump),
        "version": review.version,
        "next_version": review.next_version,
        "counts": {str(severity): count for severity, count in review.counts.items()},
        "changes": list(_facts(review)),
    }


def _facts(review: Review) -> Iterator[dict[str, Any]]:
    for row in review.rows:
        change = row.change
        yield {
            "kind": change.kind.name,
            "title": change.kind.title,
            "severity": str(change.severity),
            "group": change.group,
            "subject": change.subject,
            "member": change.member or None,
            "before": row.before if change.old else None,
            "after": row.after if change.new else None,
            "old_source": _place_facts(row.old_place),
            "new_source": _place_facts(row.new_place),
            "migration": change.migration or None,
        }


def _place_facts(place: Place | None) -> dict[str, Any] | None:
    return {"file": place.file, "line": place.line or None} if place else None
