"""Texts kept by key in a folder that several runs share, and that may be lost or damaged at any time."""

from __future__ import annotations

import contextlib
import json
import os
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .digests import digest

MAX_BYTES = 256 * 1024 * 1024
"""How large the folder may grow before the entries that were used least recently go."""

_FORMAT = 1
_SWEPT = 0.75
"""The part of the limit that is kept when entries go, so that not every run has to look."""


@dataclass(frozen=True, slots=True)
class Store:
    """Entries in ``folder``: JSON objects, each a file that carries the digest of its own text.

    Entries appear by a rename, so that runs at the same time see whole ones only. Whatever the disk refuses
    is left undone: an entry that cannot be written is missing, and one that cannot be read, or is not what
    its digest says, counts as missing.
    """

    folder: Path
    max_bytes: int = MAX_BYTES

    def get(self, key: str) -> dict[str, Any] | None:
        """The entry of a key, which counts as used by that; ``None`` where there is none."""
        place = self._place(key)
        try:
            data = place.read_bytes()
            sha, _, text = data.partition(b"\n")
            if sha.decode("ascii", "replace") != digest(text):
                return None
            found = json.loads(text)
        except (OSError, ValueError, RecursionError):
            return None
        with contextlib.suppress(OSError):
            os.utime(place)
        return found if isinstance(found, dict) else None

    def put(self, key: str, entry: Mapping[str, Any]) -> None:
        """Keeps an entry, in place of an earlier one."""
        text = json.dumps(entry, ensure_ascii=True, separators=(",", ":")).encode()
        place = self._place(key)
        with contextlib.suppress(OSError):
            place.parent.mkdir(parents=True, exist_ok=True)
            descriptor, draft = tempfile.mkstemp(dir=place.parent, prefix=".", suffix=".tmp")
            try:
                with open(descriptor, "wb") as stream:
                    stream.write(digest(text).encode() + b"\n" + text)
                os.replace(draft, place)
            except BaseException:
                os.unlink(draft)
                raise
            self._sweep()

    def _place(self, key: str) -> Path:
        return self.folder / f"v{_FORMAT}" / f"{digest(key.encode())}.json"

    def _sweep(self) -> None:
        """Removes what was used least recently, and what other formats left, where there is too much of it."""
        found: list[tuple[int, int, Path]] = []
        for place in self.folder.rglob("*"):
            with contextlib.suppress(OSError):
                if place.is_file() and not place.is_symlink():
                    facts = place.stat()
                    found.append((facts.st_mtime_ns, facts.st_size, place))
        left = sum(size for _, size, _ in found)
        if left <= self.max_bytes:
            return
        for _, size, place in sorted(found):
            if left <= self.max_bytes * _SWEPT:
                break
            with contextlib.suppress(OSError):
                place.unlink()
                left -= size


def default_store() -> Store:
    """The user's: below ``SDKWRIGHT_CACHE_DIR``, else where the system has caches (XDG_CACHE_HOME on Linux).

    ``SDKWRIGHT_CACHE_MIB`` says how large it may grow; what is no number of MiB leaves it at the default.
    """
    named, limit = os.environ.get("SDKWRIGHT_CACHE_DIR"), os.environ.get("SDKWRIGHT_CACHE_MIB", "")
    most = int(limit) * 1024 * 1024 if limit.isascii() and limit.isdigit() else MAX_BYTES
    return Store(Path(named) if named else _caches() / "sdkwright", most)


def _caches() -> Path:
    named = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME", "")
    if os.path.isabs(named):
        return Path(named)
    below = "Library/Caches" if sys.platform == "darwin" else ".cache"
    return Path(os.path.expanduser("~")) / below
