"""Changes as a unified diff that a person reads and ``git apply`` takes."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from .changes import Change, Changes
from .lockfile import LOCK_NAME, plain

_COMPARED_LINES = 20_000
"""Both sides together: beyond it a comparison line by line costs seconds and nobody reads it."""


def unified(changes: Changes, *, limit: int | None = None) -> Iterator[str]:
    """The lines of the diff, without line ends; at most about ``limit`` of them, then one that says what is left.

    The lock is left out: it says nothing that the other files do not.
    """
    shown = 0
    todo = [change for change in changes.changes if change.path != LOCK_NAME]
    for done, change in enumerate(todo):
        if limit is not None and shown >= limit:
            yield f"... and {len(todo) - done} more files"
            return
        for line in _file(change):
            if limit is not None and shown >= limit:
                yield f"... the rest of {change.path}"
                break
            yield line
            shown += 1


def _file(change: Change) -> Iterator[str]:
    old, new = _lines(change.old), _lines(change.new)
    before = "/dev/null" if change.old is None else f"a/{change.path}"
    after = "/dev/null" if change.new is None else f"b/{change.path}"
    if change.obstacle:
        yield f"# {change.path}: blocked, {change.obstacle}"
    elif len(old) + len(new) > _COMPARED_LINES:
        yield f"# {change.path}: {len(old)} lines become {len(new)}, too many to show"
    elif not old and not new:
        yield f"# {change.path}: {'an empty file appears' if change.old is None else 'an empty file goes away'}"
    else:
        for number, line in enumerate(difflib.unified_diff(old, new, before, after, lineterm="")):
            yield line.removesuffix("\n")
            if number >= 2 and line[:1] in "+- " and not line.endswith("\n"):
                yield "\\ No newline at end of file"


def _lines(content: bytes | None) -> list[str]:
    text = plain(content or b"").decode("utf-8", "replace")
    lines = text.split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
