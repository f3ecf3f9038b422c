"""Changes of the words and examples of a thing, and of facts that no other comparison knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from ..model import Example, Source
from . import kinds
from .changes import Change, Side
from .comparison import Subject


def words(
    subject: Subject, old: str, new: str, sources: tuple[Source, Source], *, member: str = ""
) -> Iterator[Change]:
    """A description that was reworded; white space alone is no change."""
    if old.split() != new.split():
        yield subject.note(kinds.DOCUMENTATION, Side(old, sources[0]), Side(new, sources[1]), member=member)


def examples(
    subject: Subject,
    old: tuple[Example, ...],
    new: tuple[Example, ...],
    sources: tuple[Source, Source],
    *,
    member: str = "",
) -> Iterator[Change]:
    """Examples that changed."""
    if old != new:
        befores, afters = (", ".join(repr(one.value) for one in some) for some in (old, new))
        yield subject.note(kinds.EXAMPLE, Side(befores, sources[0]), Side(afters, sources[1]), member=member)


def remaining(subject: Subject, old: Any, new: Any, known: frozenset[str]) -> Iterator[Change]:
    """Facts of two nodes of one class that differ and that nobody looked at: fields other than the ``known`` ones."""
    for field in fields(old):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if field.name not in known and not alike(before, after):
            sides = Side(_short(before), old.source), Side(_short(after), new.source)
            yield subject.note(kinds.OTHER, *sides, member=field.name)


def alike(old: object, new: object) -> bool:
    """Whether two values of the model say the same, wherever they were written."""
    if isinstance(old, Source) and isinstance(new, Source):
        return True
    if isinstance(old, tuple) and isinstance(new, tuple):
        return len(old) == len(new) and all(map(alike, old, new))
    if is_dataclass(old) and type(old) is type(new):
        return all(alike(getattr(old, field.name), getattr(new, field.name)) for field in fields(old))
    return old == new


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 200 else f"{text[:197]}..."
