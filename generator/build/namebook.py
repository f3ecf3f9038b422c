"""The names of one SDK: given as things are read, settled when all of them are known.

A name is given at once, in the order of reading. When a reading is done, the names of each scope in which
some clashed are settled without regard to order (``python.clashes``); where that gives other names, the
document is read again with those. Pins, from the names file, come before everything.
"""

from __future__ import annotations

import itertools
import operator
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from .. import codes
from ..diagnostics import Kind, Report
from ..document import pointer as pointers
from ..model import Source
from ..python.clashes import Claim, Taken, fold, settle
from ..python.pins import Named, Pin

_CLASHES: Mapping[Named, Kind] = {
    Named.MODEL: codes.MODEL_NAMES_CLASH,
    Named.METHOD: codes.METHOD_NAMES_CLASH,
    Named.MEMBER: codes.ENUM_NAMES_CLASH,
    Named.FIELD: codes.FIELD_NAMES_CLASH,
}
"""Arguments are left out: that those of a body give way to parameters is what the reader expects."""


class Placed(Protocol):
    """What stands in the document: a node, or a model made of one."""

    @property
    def source(self) -> Source:
        """Where."""
        ...


@dataclass(slots=True)
class NameScope:
    """Names that must differ from one another."""

    kind: Named
    pins: Mapping[Pin, str]
    decided: Mapping[str, str]
    reserved: frozenset[str] = frozenset()
    fold: bool = False
    claims: dict[str, Claim] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    nodes: dict[str, Placed] = field(default_factory=dict)
    _taken: Taken = field(init=False)
    _doubled: bool = False

    def __post_init__(self) -> None:
        self._taken = self._empty()

    def claim(
        self,
        node: Placed,
        key: str,
        *candidates: str,
        rank: int = 0,
        twin: str = "",
        modest: bool = False,
        fluid: bool = False,
        likely: str = "",
    ) -> str:
        """A name for what ``node`` describes: the pinned one, the settled one, or the first that is free.

        A ``key`` that has a name already keeps it. ``likely`` is tried before the ``candidates`` by who knows
        already what others want, which saves another reading.
        """
        if key in self.given:
            return self.given[key]
        claim = Claim(key, tuple(dict.fromkeys(candidates)), rank, twin, modest, fluid)
        name = self.pins.get(Pin(self.kind, key)) or self.decided.get(key) or self._free(claim, likely)
        self._doubled |= not self._taken.frees(claim, name)
        self.claims[key], self.nodes[key], self.given[key] = claim, node, name
        return self._taken.take(claim, name)

    def settled(self, without: str | None = None) -> dict[str, str]:
        """The names as they are to be. The pin of the key ``without`` is set aside."""
        fixed = {key: self.pins[pin] for key in self.claims if key != without and (pin := self._pin(key)) in self.pins}
        return settle(self.claims.values(), fixed, (), self._empty)

    def kept(self, known: Container[Pin], named: Callable[[Pin], str]) -> dict[Pin, str]:
        """The names of what was ``known`` that are others now: as it would be named alone, or was ``named``."""
        old = {key for key in self.claims if self._pin(key) in known} if self.clashes or self.is_fluid else set()
        fixed = {key: self.pins[pin] for key in self.claims if (pin := self._pin(key)) in self.pins}
        was = {key: named(self._pin(key)) for key in old - fixed.keys() if self.claims[key].fluid}
        fixed.update((key, name) for key, name in was.items() if name)
        names = settle(self.claims.values(), fixed, old, self._empty) if old else {}
        return {self._pin(key): names[key] for key in old if names[key] != self.given[key]}

    @property
    def is_fluid(self) -> bool:
        """Whether anyone is named after what is inside it."""
        return any(claim.fluid for claim in self.claims.values())

    @property
    def clashes(self) -> bool:
        """Whether someone has a name that is another's, or not the one that it would have alone."""
        return self._doubled or any(name != self.claims[key].candidates[0] for key, name in self.given.items())

    def exposed(self) -> Iterator[str]:
        """The keys whose names something new might claim with better right, and those that others claim by now."""
        wanted = Counter(self._names_tried()) if self.clashes else Counter[str]()
        for key, claim in self.claims.items():
            best = claim.candidates[0]
            if claim.rank or self.given[key] != best or any(wanted[fold(n)] > 1 for n in claim.names(best)):
                yield key

    def _names_tried(self) -> Iterator[str]:
        """Each claim's names up to the one that it got."""
        for key, claim in self.claims.items():
            tried = itertools.takewhile(partial(operator.ne, self.given[key]), claim.candidates[1:])
            yield from {fold(each) for name in (claim.candidates[0], *tried) for each in claim.names(name)}

    def _pin(self, key: str) -> Pin:
        return Pin(self.kind, key)

    def _empty(self) -> Taken:
        return Taken(self.reserved, fold=self.fold)

    def _free(self, claim: Claim, likely: str) -> str:
        tried = (likely, *claim.candidates) if likely else claim.candidates
        free = (name for name in tried if self._taken.frees(claim, name))
        return next(free, None) or self._taken.last_resort(claim)


class NameBook:
    """All scopes of one document. ``pins`` are the names that are fixed."""

    def __init__(self, pins: Mapping[Pin, str] | None = None) -> None:
        self.pins = dict(pins or {})
        self._scopes: dict[tuple[Named, str], NameScope] = {}
        self._decided: dict[tuple[Named, str], Mapping[str, str]] = {}
        self._exposed: set[Pin] = set()
        self._pinned: set[tuple[Named, str]] = set()

    def scope(self, kind: Named, place: str, *, reserved: Iterable[str] = (), fold: bool = False) -> NameScope:
        """The scope of the names of one kind at one place; the same one each time."""
        found = self._scopes.get((kind, place))
        if found is None:
            decided = self._decided.get((kind, place), {})
            found = NameScope(kind, self.pins, decided, frozenset(reserved), fold)
            self._scopes[kind, place] = found
        return found

    def is_plain(self, kind: Named, place: str) -> bool:
        """Whether nothing is fixed or settled of the names of a kind that belong to a place."""
        return (kind, place) not in self._pinned and (kind, place) not in self._decided

    def expose(self, kind: Named, keys: Iterable[str]) -> None:
        """Notes names that do not clash, which something new might claim with better right."""
        self._exposed.update(Pin(kind, key) for key in keys)

    def start(self) -> None:
        """Forgets what was given, for another reading; what is settled stays."""
        self._scopes.clear()
        self._exposed.clear()
        self._pinned = {(pin.kind, "/".join(pin.key.split("/")[:-2])) for pin in self.pins}

    def settle(self) -> bool:
        """Settles the clashes. ``False`` where names change by that, and the document is to be read again."""
        changed = False
        for place, scope in self._scopes.items():
            if scope.clashes and (names := scope.settled()) != scope.given:
                self._decided[place] = names
                changed = True
        return not changed

    def give_up(self) -> None:
        """Takes names as they come from now on."""
        self._decided.clear()

    @property
    def may_change(self) -> bool:
        """Whether names may be others than at the last run: some clash, or hang on what is inside."""
        return any(scope.clashes or scope.is_fluid for scope in self._scopes.values())

    def keep(self, known: Container[Pin], named: Callable[[Pin], str] = lambda _: "") -> dict[Pin, str]:
        """Pins the names that what was ``known`` at the last run would lose to what is new. Gives the new pins.

        ``named`` tells how something fluid was named; empty where that is not known.
        """
        found: dict[Pin, str] = {}
        for scope in self._scopes.values():
            found.update(scope.kept(known, named))
        self.pins.update(found)
        return found

    def twice(self) -> list[Pin]:
        """The pins that give a name to a second bearer."""
        found = []
        for scope in self._scopes.values():
            taken = Taken(fold=scope.fold)
            for key, claim in sorted(scope.claims.items()):
                name = self.pins.get(Pin(scope.kind, key))
                if name is not None and not taken.frees(claim, name):
                    found.append(Pin(scope.kind, key))
                elif name is not None:
                    taken.take(claim, name)
        return found

    def unneeded(self) -> list[Pin]:
        """The pins without which everything would have the same name, and those of what is not there."""
        users = {Pin(s.kind, key): s for s in self._scopes.values() for key in s.claims} if self.pins else {}
        return [pin for pin in self.pins if pin not in users or _idle(users[pin], pin.key)]

    def exposed(self) -> Iterator[Pin]:
        """Whose names something new might claim with better right: what is to be known at the next run."""
        yield from self._exposed
        for scope in self._scopes.values():
            yield from map(partial(Pin, scope.kind), scope.exposed())

    def fluid(self) -> dict[Pin, str]:
        """The names that hang on what is inside: they are to be known themselves at the next run."""
        return {
            Pin(scope.kind, key): scope.given[key]
            for scope in self._scopes.values()
            for key, claim in scope.claims.items()
            if claim.fluid
        }

    def report(self, report: Report) -> None:
        """Says which names are not the ones that their bearers would have alone."""
        for scope in self._scopes.values():
            kind = _CLASHES.get(scope.kind)
            if kind is None or not scope.clashes:
                continue
            for key, name in scope.given.items():
                wanted = scope.claims[key].candidates[0]
                if name != wanted and Pin(scope.kind, key) not in self.pins:
                    message = f"{_said(scope.kind, key)} is {name}: {wanted} is the name of another"
                    report.add(kind, message, scope.nodes[key].source)


def _idle(scope: NameScope, key: str) -> bool:
    return scope.settled(without=key) == scope.given


def _said(kind: Named, key: str) -> str:
    """What a name belongs to, as a person would say it."""
    *_, above, last = ["", *pointers.split(key)]
    if kind is Named.MODEL and above not in {"schemas", "properties", "$defs"}:
        return "The schema here"
    return f"{last.upper()} {above}" if kind is Named.METHOD else repr(last)
