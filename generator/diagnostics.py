"""What is wrong with an input, where, and what to do about it.

Every fault is a ``Diagnostic`` of one ``Kind``; the kinds stand together in ``generator.codes``, so that
each has a stable code, a severity and a remedy. Stages add to one ``Report``; what makes the run
impossible is raised as ``InputError``.
"""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NoReturn, Protocol

from .model import Source


class Severity(StrEnum):
    """``error``: nothing can be generated; ``warning``: something is left out or bent; ``note``: good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of fault: ``code`` never changes its meaning; ``remedy`` says what the reader can do."""

    code: str
    severity: Severity
    title: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault. ``operation`` is the id of the operation it belongs to, or empty."""

    kind: Kind
    message: str
    source: Source | None = None
    operation: str = ""
    remedy: str = ""

    @property
    def code(self) -> str:
        return self.kind.code

    @property
    def severity(self) -> Severity:
        return self.kind.severity


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A place with the text around it: 1-based line and column, and (number, text) of the lines to show.

    ``cut`` says how many characters the text of ``line`` lacks at its start, where that is very long.
    """

    file: str
    line: int
    column: int
    lines: tuple[tuple[int, str], ...]
    cut: int = 0


Locate = Callable[[Source], Excerpt | None]
"""Works out the line of a source; ``None`` where the file's text is not at hand."""


class InputError(Exception):
    """The input cannot be used. ``diagnostics`` says why; ``locate`` finds their lines."""

    def __init__(self, diagnostics: Sequence[Diagnostic], locate: Locate = lambda _: None) -> None:
        super().__init__("; ".join(d.message for d in diagnostics))
        self.diagnostics = tuple(diagnostics)
        self.locate = locate


@dataclass(slots=True)
class Report:
    """Collects the diagnostics of one run, in the order found, each once.

    A strict report takes every warning as an error. ``inputs`` are the absolute paths of the files that were
    read, with the SHA-256 of what was in them; empty for a file that could not be read.
    """

    locate: Locate = lambda _: None
    strict: bool = False
    inputs: dict[str, str] = field(default_factory=dict)
    _found: dict[Diagnostic, None] = field(default_factory=dict)
    _places: set[Source | None] = field(default_factory=set)
    _shared: set[tuple[str, str]] = field(default_factory=set)

    def add(
        self, kind: Kind, message: str, source: Source | None = None, *, operation: str = "", remedy: str = ""
    ) -> None:
        """Notes a fault and goes on."""
        if self.strict and kind.severity is Severity.WARNING:
            kind = replace(kind, severity=Severity.ERROR)
        self._found[Diagnostic(kind, message, source, operation, remedy)] = None
        self._places.add(source)

    def once(self, kind: Kind, message: str, source: Source | None = None) -> None:
        """Notes a fault that many places share, at the first of them."""
        if (kind.code, message) not in self._shared:
            self._shared.add((kind.code, message))
            self.add(kind, message, source)

    def read(self, path: str, data: bytes | None) -> None:
        """Notes what was read from a file; ``None`` where it could not be."""
        self.inputs[os.path.abspath(path)] = "" if data is None else hashlib.sha256(data).hexdigest()

    def merge(self, other: Report) -> None:
        """Notes what another report has, after what is here."""
        self._found |= other._found
        self._places |= other._places
        self._shared |= other._shared

    def take_back(self, diagnostic: Diagnostic) -> None:
        """Forgets a fault that another one tells better."""
        self._found.pop(diagnostic, None)

    def knows(self, source: Source) -> bool:
        """Whether something was said about exactly this place."""
        return source in self._places

    def locate_too(self, other: Locate) -> None:
        """Finds the lines of another file as well."""
        first = self.locate
        self.locate = lambda source: first(source) or other(source)

    def fail(
        self, kind: Kind, message: str, source: Source | None = None, *, operation: str = "", remedy: str = ""
    ) -> NoReturn:
        """Raises ``InputError`` with this fault."""
        raise InputError([Diagnostic(kind, message, source, operation, remedy)], self.locate)

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)

    def stop(self, kind: Kind, message: str) -> None:
        """Raises ``InputError`` with one fault more if there are errors."""
        if self.errors:
            self.fail(kind, message)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        return tuple(d for d in self if d.severity is Severity.ERROR)


class Coded(Protocol):
    """What has the code of a kind of fault."""

    @property
    def code(self) -> str: ...


def by_code(found: Iterable[Coded]) -> dict[str, int]:
    """How many diagnostics of each code there are, sorted by code."""
    return dict(sorted(Counter(each.code for each in found).items()))


def facts(diagnostic: Diagnostic, locate: Locate) -> dict[str, str | int]:
    """The diagnostic for other programs; ``line`` and ``column`` are 1-based, and 0 where they are not known."""
    source = diagnostic.source or Source("", "")
    excerpt = locate(source) if diagnostic.source else None
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "message": diagnostic.message,
        "file": excerpt.file if excerpt else source.file,
        "line": excerpt.line if excerpt else 0,
        "column": excerpt.column if excerpt else 0,
        "pointer": source.pointer,
        "operation": diagnostic.operation,
        "remedy": diagnostic.remedy or diagnostic.kind.remedy,
    }


def render(diagnostic: Diagnostic, locate: Locate) -> str:
    """The diagnostic as text: place, code, message, the lines around with a caret, and the remedy."""
    excerpt = locate(diagnostic.source) if diagnostic.source else None
    lines = [f"{_place(diagnostic, excerpt)}{diagnostic.severity}[{diagnostic.code}]: {diagnostic.message}"]
    if excerpt and excerpt.lines:
        lines.extend(_frame(excerpt))
    if diagnostic.source and diagnostic.source.pointer:
        lines.append(f"  at: {diagnostic.source.pointer}")
    if diagnostic.operation:
        lines.append(f"  operation: {diagnostic.operation}")
    remedy = diagnostic.remedy or diagnostic.kind.remedy
    if remedy:
        lines.append(f"  help: {remedy}")
    return "\n".join(lines)


def _place(diagnostic: Diagnostic, excerpt: Excerpt | None) -> str:
    if excerpt:
        return f"{excerpt.file}:{excerpt.line}:{excerpt.column}: "
    return f"{diagnostic.source.file}: " if diagnostic.source else ""


def _frame(excerpt: Excerpt) -> Iterator[str]:
    width = len(str(excerpt.lines[-1][0]))
    yield f"{'':>{width}} |"
    for number, text in excerpt.lines:
        yield f"{number:>{width}} | {text}".rstrip()
        if number == excerpt.line:
            yield f"{'':>{width}} | {'':>{excerpt.column - 1 - excerpt.cut}}^"
