"""Digests of what a run depends on."""

from __future__ import annotations

import hashlib
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()


def digest_of_file(path: Path | str, *, plain: bool = False) -> str:
    """SHA-256 of a regular file in hex; empty where there is none that can be read.

    ``plain`` takes line ends as line feeds, since a checkout may have changed them.
    """
    try:
        if not stat.S_ISREG(os.stat(path).st_mode):
            return ""
        with open(path, "rb") as stream:
            data = stream.read()
    except (OSError, ValueError):
        return ""
    return digest(data.replace(b"\r\n", b"\n") if plain else data)


def program_digest() -> str:
    """Tells this program from every other: its files and templates, the libraries' versions, the interpreter.

    Files are known by size and time of change, as build tools do it; libraries by the names of their metadata
    folders, which have the versions in them.
    """
    facts = [sys.version, sys.implementation.name]
    for folder in (_PACKAGE, _PACKAGE.parent / "templates"):
        facts.extend(_files_below(str(folder)))
    for place in sys.path:
        facts.extend(_installed(place))
    return digest("\n".join(facts).encode("utf-8", "surrogateescape"))


def _files_below(folder: str) -> Iterator[str]:
    for entry in _sorted(folder):
        if entry.is_dir(follow_symlinks=False):
            if entry.name != "__pycache__":
                yield from _files_below(entry.path)
        elif not entry.name.endswith(".pyc"):
            facts = entry.stat()
            yield f"{entry.path} {facts.st_size} {facts.st_mtime_ns}"


def _installed(place: str) -> Iterator[str]:
    """The metadata folders of a directory of libraries, with the time of editable ones, which stay while code moves."""
    return (entry.path for entry in _sorted(place) if entry.name.endswith((".dist-info", ".egg-info")))


def _sorted(folder: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder or ".") as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []
