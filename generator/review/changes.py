"""What a change is: its kind, how it weighs, and both sides of it in Python and in the documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from ..model import Source


class Severity(StrEnum):
    """How a change weighs for those who call the SDK.

    ``breaking``: code that worked may fail, at run time or in a type checker. ``additive``: all of it works
    on, and there is something new to use or to know of. ``neutral``: no code notices.
    """

    BREAKING = "breaking"
    ADDITIVE = "additive"
    NEUTRAL = "neutral"


ORDER = tuple(Severity)
"""The weightiest first."""


def worst(severities: Iterable[Severity]) -> Severity:
    """The weightiest of some severities; ``neutral`` of none."""
    return min(severities, key=ORDER.index, default=Severity.NEUTRAL)


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """A kind of change. ``name`` is what settings and the JSON report call it, and never changes its meaning.

    ``severity`` is ``None`` where the way that the data goes decides: what callers send may become wider
    and what they get narrower. ``migration`` tells what to do about it; ``{subject}``, ``{member}``, ``{before}``
    and ``{after}`` stand for those of the change. ``is_python`` is false where nothing of it shows in the
    declarations of the package: names on the wire, what a server assumes, texts.
    """

    name: str
    title: str
    severity: Severity | None
    migration: str = ""
    is_python: bool = True


@dataclass(frozen=True, slots=True)
class Side:
    """The change as it stands in one of the two documents: the Python of it, and where it comes from."""

    python: str
    source: Source | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. ``subject`` is how users reach the thing, such as ``pets.list_pets`` or ``models.Pet``.

    ``group`` is the resource, ``models``, ``errors``, ``webhooks`` or ``client``. ``member`` is the argument, field,
    value or status of the subject that changed, or empty. A side is ``None`` where there was, or is, nothing.
    """

    kind: ChangeKind
    severity: Severity
    group: str
    subject: str
    member: str = ""
    old: Side | None = None
    new: Side | None = None

    @property
    def migration(self) -> str:
        """What users have to do; empty unless the change breaks something."""
        if self.severity is not Severity.BREAKING:
            return ""
        before, after = (side.python if side else "" for side in (self.old, self.new))
        words = {"subject": self.subject, "member": self.member, "before": before, "after": after}
        return self.kind.migration.format(**{name: _quotable(text) for name, text in words.items()})

    @property
    def name(self) -> str:
        """The subject with its member."""
        return f"{self.subject}: {self.member}" if self.member else self.subject


def _quotable(text: str) -> str:
    """Text on one line that can stand between backticks."""
    return " ".join(text.replace("`", "'").split())


@dataclass(frozen=True, slots=True)
class Place:
    """A line of a document as it was named: a file's path, after the git revision where there is one."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


Locate: TypeAlias = Callable[[Source], Place]
"""Finds the line of a source in one of the two documents."""
