"""The names file beside the document: the names that are kept although something new has a better right to them.

``pets.names.toml`` belongs to ``pets.yaml``. It is an input as the document is: committed, and the same
names come of both whoever generates. ``generate`` adds what is missing and removes what is needed no more;
a person may write into it to rename something. What had which names at the last run is told by the record,
a file of the SDK, so that the first run after a clash has come up knows who was there before.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from . import codes
from .diagnostics import Diagnostic, Excerpt, InputError
from .model import Source
from .python.pins import Named, Pin, proper
from .python.toml import toml_string
from .text_files import replace_text
from .toml_places import excerpt, fault_place, fault_words, find_key

RECORD_NAME = ".sdkwright.names"

_HEADER = """\
# Names that the SDK keeps. "sdkwright generate" adds one where something new would take it, and removes it
# when nothing does any more. Write into it to rename something: the key is its place in the document.
"""
_RECORD_HEADER = """\
# sdkwright names, format 1: digests of what has a name that something new might take, with the name
# itself where it comes of what is inside.
"""


@dataclass(frozen=True, slots=True)
class NamesFile:
    """A names file, which may be absent: ``text`` is empty then."""

    path: Path
    text: str
    pins: Mapping[Pin, str]

    def locate(self, source: Source) -> Excerpt | None:
        """The line of a pin; ``None`` for another file."""
        if source.file != str(self.path):
            return None
        parts = [part.replace("~1", "/").replace("~0", "~") for part in source.pointer.split("/")[1:]]
        return excerpt(source.file, self.text, find_key(parts, self.text))

    def source(self, pin: Pin) -> Source:
        """Where a pin is written."""
        return _source(self.path, pin.kind, pin.key)


@dataclass(frozen=True, slots=True)
class Known:
    """What had an exposed name at the last run, by its digest: the name where it came of what is inside, or nothing."""

    digests: Mapping[str, str]

    def name(self, pin: Pin) -> str:
        """The name at the last run; empty where it was not kept."""
        return self.digests.get(_digest(pin), "")

    def __contains__(self, pin: object) -> bool:
        return isinstance(pin, Pin) and _digest(pin) in self.digests


def names_path(spec: Path) -> Path:
    """Where the names file of a document is."""
    return spec.with_name(f"{spec.stem}.names.toml")


def load_names(path: Path) -> NamesFile:
    """Reads a names file; one that is absent holds nothing. Raises ``InputError`` with the line of what is wrong."""
    try:
        text = path.read_text("utf-8")
    except FileNotFoundError:
        return NamesFile(path, "", {})
    except (OSError, UnicodeDecodeError) as error:
        words = error.strerror or str(error) if isinstance(error, OSError) else "it is not UTF-8 text"
        raise InputError([Diagnostic(codes.NAMES_SYNTAX, f"cannot read the names: {words}", _source(path))]) from error
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = fault_place(str(error), text)
        fault = Diagnostic(codes.NAMES_SYNTAX, fault_words(str(error)), _source(path))
        raise InputError([fault], lambda source: excerpt(source.file, text, place)) from error
    pins: dict[Pin, str] = {}
    faults = [fault for table, entries in data.items() for fault in _read(path, table, entries, pins)]
    file = NamesFile(path, text, pins)
    if faults:
        raise InputError(faults, file.locate)
    return file


def format_names(pins: Mapping[Pin, str]) -> str:
    """The text of the file for these pins, sorted; empty where there are none."""
    lines = [_HEADER] if pins else []
    for kind in Named:
        entries = sorted((pin.key, name) for pin, name in pins.items() if pin.kind is kind)
        if entries:
            lines.append(f"\n[{kind}]\n")
            lines.extend(f"{toml_string(key)} = {toml_string(name)}\n" for key, name in entries)
    return "".join(lines)


def write_names(path: Path, text: str) -> None:
    """Replaces the file in one step; an empty text removes it. Raises ``OSError``."""
    replace_text(path, text)


def format_record(exposed: Iterable[Pin], fluid: Mapping[Pin, str]) -> str:
    """The text of the record: a digest a line, so that versions of it merge line by line."""
    lines = {f"{_digest(pin)} {fluid[pin]}" if pin in fluid else _digest(pin) for pin in exposed}
    return _RECORD_HEADER + "".join(f"{line}\n" for line in sorted(lines))


def load_record(folder: Path) -> Known:
    """What the last run into a folder recorded; nothing where there was none."""
    try:
        text = (folder / RECORD_NAME).read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        return Known({})
    return read_record(text)


def read_record(text: str) -> Known:
    """What the text of a record says."""
    lines = (line.partition(" ") for line in text.splitlines() if not line.startswith("#"))
    return Known({digest: name for digest, _, name in lines})


def _read(path: Path, table: str, entries: object, pins: dict[Pin, str]) -> Iterator[Diagnostic]:
    if table not in set(Named) or not isinstance(entries, dict):
        message = f"{table} is no table of names; there are {', '.join(Named)}"
        yield Diagnostic(codes.NAMES_INVALID, message, _source(path, table))
        return
    for key, name in entries.items():
        kind = Named(table)
        if not isinstance(name, str):
            yield Diagnostic(codes.NAMES_INVALID, f"The name of {key} must be a text", _source(path, table, key))
        elif (wanted := proper(kind, name)) != name:
            message = f"{name!r} cannot be a name in [{table}]"
            yield Diagnostic(
                codes.NAMES_INVALID, message, _source(path, table, key), remedy=f"Write {wanted!r}, or something else."
            )
        else:
            pins[Pin(kind, key)] = name


def _source(path: Path, *parts: str) -> Source:
    return Source(str(path), "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in parts))


def _digest(pin: Pin) -> str:
    return hashlib.sha256(f"{pin.kind} {pin.key}".encode("utf-8", "surrogatepass")).hexdigest()[:8]
