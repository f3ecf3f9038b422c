"""Paths that stay inside the project folder."""

from __future__ import annotations

import re

STAGING = ".sdkwright-tmp"
"""The folder, inside the project, that holds the new tree until it is complete."""

_UNSAFE = re.compile(r'[\x00-\x1f\x7f\\:*?"<>|]')


def check_path(path: str) -> None:
    """Raises ``ValueError`` unless ``path`` is a relative POSIX path of names that every file system takes."""
    parts = path.split("/")
    if _UNSAFE.search(path) or any(part in ("", ".", "..") or part != part.strip() for part in parts):
        raise ValueError(f"not a path inside the project: {path!r}")
    if parts[0].casefold() == STAGING:
        raise ValueError(f"reserved for unfinished runs: {path!r}")
