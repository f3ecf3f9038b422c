"""The operation model under the names that are kept: what the names file says, and what the last run knew."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from . import codes
from .build import NameBook, build_api
from .diagnostics import Diagnostic, InputError, Report
from .document import Document
from .model import Api, Source
from .names_file import Known, NamesFile, format_names, format_record, write_names
from .python.pins import Pin
from .settings import Settings

Remembered: TypeAlias = Callable[[Api], Container[Pin]]
"""Tells what had an exposed name at the last run for an API."""

_ROUNDS = 4
"""A name that is kept can bring a clash further down."""


@dataclass(frozen=True, slots=True)
class Names:
    """The names file as it is and as it is to be (empty: no file), and the record for the next run."""

    path: Path
    before: str
    after: str
    record: str

    @property
    def changed(self) -> bool:
        """Whether the file is to be written."""
        return self.before != self.after

    def diff(self) -> Iterator[str]:
        """The change as a unified diff, line by line."""
        old, new = self.before.splitlines(), self.after.splitlines()
        return difflib.unified_diff(old, new, f"a/{self.path.name}", f"b/{self.path.name}", lineterm="")


def build_named(
    document: Document, settings: Settings, file: NamesFile, known: Remembered, report: Report
) -> tuple[Api, Names]:
    """Reads a document so that what the last run named keeps its names.

    Raises ``InputError`` where the names file gives one name to two things.
    """
    report.locate_too(file.locate)
    book = NameBook(file.pins)
    api, found = _read(document, settings, book, report)
    for _ in range(_ROUNDS):
        if not (book.may_change and _keep(book, known(api))):
            break
        api, found = _read(document, settings, book, report)
    if twice := book.twice():
        faults = (_fault(file, pin, book.pins[pin]) for pin in twice)
        raise InputError(list(faults), report.locate)
    report.merge(found)
    idle = book.unneeded()
    _say(file, book, idle, report)
    pins = {pin: name for pin, name in book.pins.items() if pin not in idle}
    after = file.text if pins == file.pins else format_names(pins)
    return api, Names(file.path, file.text, after, format_record(book.exposed(), book.fluid()))


def _read(document: Document, settings: Settings, book: NameBook, report: Report) -> tuple[Api, Report]:
    found = Report(report.locate, strict=report.strict)
    return build_api(document, settings, found, book), found


def _keep(book: NameBook, known: Container[Pin]) -> bool:
    """Whether there are names to be kept."""
    return bool(book.keep(known, known.name) if isinstance(known, Known) else book.keep(known))


def _fault(file: NamesFile, pin: Pin, name: str) -> Diagnostic:
    return Diagnostic(codes.NAMES_TWICE, f"Something else beside it is named {name!r} too", file.source(pin))


def _say(file: NamesFile, book: NameBook, idle: Iterable[Pin], report: Report) -> None:
    for pin in idle:
        if pin in file.pins:
            report.add(codes.NAMES_UNNEEDED, f"{pin.key} needs no entry under [{pin.kind}]", file.source(pin))
    for pin in sorted(book.pins.keys() - file.pins.keys() - set(idle)):
        report.add(codes.NAMES_KEPT, f"{pin.key} stays {book.pins[pin]}; {file.path.name} says so from now on")


@contextmanager
def written(names: Names, report: Report) -> Iterator[None]:
    """Writes the names file before what is inside, and puts the old one back where that fails.

    So no tree is ever written with names that are not kept. A file that cannot be written is reported.
    """
    if not names.changed:
        yield
        return
    try:
        write_names(names.path, names.after)
    except OSError as error:
        message = f"{names.path} cannot be written: {error.strerror or error}"
        report.add(codes.NAMES_UNWRITABLE, message, Source(str(names.path), ""))
        yield
        return
    try:
        yield
    except BaseException:
        write_names(names.path, names.before)
        raise
