"""Results of pure functions, kept from one run over a document to the next by a digest of all that goes in.

What a function gives for the same input is the same, so that a run takes the same bytes from here that it
would make. Several functions share a memo, each with a shelf of its own.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

from .digests import program_digest
from .store import Store

Entries: TypeAlias = Mapping[str, Mapping[str, Any]]
"""Shelf -> key -> result, which is JSON."""

Item = TypeVar("Item")
Result = TypeVar("Result")


class Shelf:
    """The results of one function. What a run does not ask for is not kept for the next."""

    def __init__(self, found: Mapping[str, Any] | None = None) -> None:
        self._found = found or {}
        self.used: dict[str, Any] = {}

    @property
    def is_empty(self) -> bool:
        """Whether no earlier run left anything."""
        return not self._found

    @property
    def changed(self) -> bool:
        """Whether what this run used is not what it found."""
        return self.used.keys() != self._found.keys()

    def get(self, key: str) -> Any:
        """The result for a key; ``None`` where it is not known."""
        result = self.used.get(key)
        if result is None and (result := self._found.get(key)) is not None:
            self.used[key] = result
        return result

    def others(self) -> Iterator[Any]:
        """The results of earlier runs, whatever their keys."""
        return iter(self._found.values())

    def put(self, key: str, result: Any) -> None:
        """Keeps a result."""
        self.used[key] = result


class Memo:
    """The shelves of one run: those of the last run of the same ``scope`` where there is a ``store``."""

    def __init__(self, store: Store | None = None, scope: str = "") -> None:
        self._store = store
        self._scope = scope
        self._shelves: dict[str, Shelf] = {}

    def shelf(self, name: str) -> Shelf:
        """A shelf, read when it is first asked for."""
        if name not in self._shelves:
            entry = self._store.get(self._key(name)) if self._store else None
            found = entry.get("results") if entry else None
            self._shelves[name] = Shelf(found if isinstance(found, dict) else None)
        return self._shelves[name]

    @property
    def entries(self) -> Entries:
        """All that was used."""
        return {name: shelf.used for name, shelf in self._shelves.items()}

    def keep(self) -> None:
        """Leaves the shelves for the next run, each in one piece; what the disk refuses is not kept."""
        for name, shelf in self._shelves.items() if self._store else ():
            if self._store and shelf.changed:
                self._store.put(self._key(name), {"results": shelf.used})

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Makes this the memo that functions find by ``shelf``."""
        token = _CURRENT.set(self)
        try:
            yield
        finally:
            _CURRENT.reset(token)

    def _key(self, name: str) -> str:
        return f"memo {self._scope} {name}"


_CURRENT: ContextVar[Memo | None] = ContextVar("memo", default=None)


def shelf(name: str) -> Shelf:
    """A shelf of the memo in use; an empty one, which nobody keeps, where none is."""
    memo = _CURRENT.get()
    return memo.shelf(name) if memo else Shelf()


def recorded(function: Callable[[Item], Result], item: Item) -> tuple[Result, Entries]:
    """The result of a function, and what it would have kept where it runs in a process that has no memo."""
    if _CURRENT.get() is not None:
        return function(item), {}
    memo = Memo()
    with memo.in_use():
        return function(item), memo.entries


def absorb(entries: Entries) -> None:
    """Keeps what another process would have kept."""
    for name, results in entries.items():
        shelf(name).used.update(results)


def key_of(*parts: str) -> str:
    """A key for texts."""
    made = hashlib.sha256()
    for part in parts:
        made.update(part.encode("utf-8", "surrogatepass"))
        made.update(b"\0")
    return made.hexdigest()


def memo_for(store: Store | None, spec: Path, config: Path | None) -> Memo:
    """The memo of a document under its settings, as this very program left it."""
    if store is None:
        return Memo()
    return Memo(store, "\n".join([program_digest(), os.path.abspath(spec), os.path.abspath(config) if config else ""]))
