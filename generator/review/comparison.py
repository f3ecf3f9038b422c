"""What every comparison of two things needs: both APIs, how their types relate, and a way to note a change."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from ..model import Api
from .changes import Change, ChangeKind, Severity, Side
from .variance import Flow, Variance

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two APIs. ``renamed`` holds new names of models by old ones; ``flows`` the ways of models by new names."""

    old: Api
    new: Api
    renamed: Mapping[str, str]
    flows: Mapping[str, Flow]

    @property
    def variance(self) -> Variance:
        """How types relate."""
        return Variance(self.old, self.new, self.renamed)


@dataclass(frozen=True, slots=True)
class Subject:
    """A thing that users know by name, of which changes are noted."""

    group: str
    name: str

    def note(
        self,
        kind: ChangeKind,
        old: Side | None = None,
        new: Side | None = None,
        *,
        member: str = "",
        severity: Severity | None = None,
    ) -> Change:
        """A change of it; ``severity`` where the kind alone does not tell, which is a ``ValueError`` without."""
        weight = severity or kind.severity
        if weight is None:
            raise ValueError(f"{kind.name} needs a severity")
        return Change(kind=kind, severity=weight, group=self.group, subject=self.name, member=member, old=old, new=new)


@dataclass(frozen=True, slots=True)
class Pairs(Generic[Thing]):
    """The things of both sides: those that belong together, and those of one side alone."""

    both: tuple[tuple[Thing, Thing], ...]
    gone: tuple[Thing, ...]
    come: tuple[Thing, ...]


def pair(old: Iterable[Thing], new: Iterable[Thing], *keys: Callable[[Thing], Hashable]) -> Pairs[Thing]:
    """Brings together what has the same first key; of what is left over, what has the same second one; and so on.

    A key that several things of one side have tells nothing, and neither does ``None``.
    """
    gone, come = list(old), list(new)
    both: list[tuple[Thing, Thing]] = []
    for key in keys:
        befores, afters = _unique(gone, key), _unique(come, key)
        found = [(befores[value], afters[value]) for value in befores if value in afters]
        both.extend(found)
        left, right = {id(before) for before, _ in found}, {id(after) for _, after in found}
        gone = [thing for thing in gone if id(thing) not in left]
        come = [thing for thing in come if id(thing) not in right]
    return Pairs(tuple(both), tuple(gone), tuple(come))


def _unique(things: Iterable[Thing], key: Callable[[Thing], Hashable]) -> dict[Hashable, Thing]:
    found: dict[Hashable, list[Thing]] = {}
    for thing in things:
        found.setdefault(key(thing), []).append(thing)
    return {value: those[0] for value, those in found.items() if len(those) == 1 and value is not None}
