"""``.sdkwright.lock``: the digest of every file that the generator owns, as it last wrote it.

One line per file, ``sha256  path``, sorted by path, so that git merges it line by line; for a file that
a maintainer may add to, one per region, ``sha256  path#region``. What a merge leaves behind is read as
it is: conflict markers are skipped, and an entry may have several digests.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from typing import TypeAlias

Lock: TypeAlias = Mapping[str, frozenset[str]]
"""Entry -> the digests that count as unedited."""

LOCK_NAME = ".sdkwright.lock"

_HEADER = "# sdkwright lock, format 1: sha256 and path of each generated file. After a merge, generate again.\n"
_LINE = re.compile(r"^([0-9a-f]{64})  (\S.*)$", re.MULTILINE)


def digest(content: bytes) -> str:
    """SHA-256 in hex. Line ends count as line feeds, since a checkout may have changed them."""
    return hashlib.sha256(plain(content)).hexdigest()


def plain(content: bytes) -> bytes:
    """The content with line feeds as line ends."""
    return content.replace(b"\r\n", b"\n")


def parse_lock(content: bytes) -> Lock:
    """The lock of a text. Lines that are no entries are skipped."""
    found: dict[str, set[str]] = {}
    for sha, entry in _LINE.findall(plain(content).decode("utf-8", "replace")):
        found.setdefault(entry, set()).add(sha)
    return {entry: frozenset(digests) for entry, digests in found.items()}


def format_lock(digests: Mapping[str, str]) -> bytes:
    """The text of the lock for entry -> digest."""
    return (_HEADER + "".join(f"{digests[entry]}  {entry}\n" for entry in sorted(digests))).encode()
