"""What writing a tree into a folder would change. Nothing here writes."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias

from ..tree import OutputFile, Ownership, Tree, lone_markers, regions
from .lockfile import LOCK_NAME, Lock, digest, format_lock, parse_lock, plain
from .paths import check_path

Merge: TypeAlias = Callable[[str, str], str]
"""Puts the regions of the generated text (second) into the text that stands on disk (first)."""


class State(StrEnum):
    """What stands where a change goes: nothing or our own text; our text, edited, or with markers of regions
    that lack their other half; a file or a thing of others.
    """

    OURS = "ours"
    EDITED = "edited"
    DAMAGED = "damaged"
    FOREIGN = "foreign"
    BLOCKED = "blocked"


@dataclass(frozen=True, slots=True)
class Change:
    """One file: ``old`` is ``None`` where there is none, ``new`` is ``None`` where it goes away.

    ``obstacle`` says what blocks the path, such as ``docs is a symbolic link``, or is the marker without its
    other half, in ``line`` of the old text.
    """

    path: str
    old: bytes | None
    new: bytes | None
    state: State = State.OURS
    obstacle: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a run would do to ``folder``: ``changes`` in the order of their paths, the lock included."""

    folder: Path
    changes: tuple[Change, ...]
    unchanged: tuple[str, ...]

    @property
    def written(self) -> tuple[Change, ...]:
        """Files that are new or get another text."""
        return tuple(change for change in self.changes if change.new is not None)

    @property
    def removed(self) -> tuple[Change, ...]:
        """Files of the last run that this one does not make."""
        return tuple(change for change in self.changes if change.new is None)

    def having(self, state: State) -> tuple[str, ...]:
        """The paths of the changes in that state."""
        return tuple(change.path for change in self.changes if change.state is state)

    def __bool__(self) -> bool:
        return bool(self.changes)


def plan_changes(tree: Tree, folder: Path, *, merge: Merge) -> Changes:
    """Compares the tree with what stands in ``folder``, which may be absent.

    Raises ``ValueError`` for a path that leaves the folder, and ``OSError`` where a file cannot be read.
    """
    for path in tree:
        check_path(path)
    disk = _Disk(folder)
    recorded = parse_lock(disk.look(LOCK_NAME).content or b"")
    compared = [_compare(path, tree[path], disk.look(path), recorded, merge) for path in sorted(tree)]
    entries: dict[str, str] = {}
    for change in compared:
        entries.update(_entries(change, tree[change.path].ownership))
    compared.append(_lock_change(disk, entries))
    stale = [path for path in recorded if path not in tree and _is_safe(path)]
    changes = [c for c in compared if c.state is State.BLOCKED or not _same(c)]
    changes.extend(_removals(stale, disk, recorded))
    return Changes(
        folder,
        tuple(sorted(changes, key=lambda change: change.path)),
        tuple(c.path for c in compared if c.state is not State.BLOCKED and _same(c)),
    )


def edited_files(folder: Path) -> dict[str, bytes]:
    """The generated files that stand there with another text than the last run wrote, by their paths.

    Regions of files that a maintainer may add to are left out. Raises ``OSError`` where a file cannot be read.
    """
    disk = _Disk(folder)
    recorded = parse_lock(disk.look(LOCK_NAME).content or b"")
    seen = {path: disk.look(path).content for path in sorted(recorded) if _is_safe(path)}
    return {path: text for path, text in seen.items() if text is not None and digest(text) not in recorded[path]}


@dataclass(frozen=True, slots=True)
class _Seen:
    """What stands at a path: a file's content, nothing, or an obstacle in words that follow "but"."""

    content: bytes | None = None
    obstacle: str = ""


@dataclass(slots=True)
class _Disk:
    """Looks at files without following symbolic links below ``folder``."""

    folder: Path
    _parents: dict[str, str] = field(default_factory=dict)

    def look(self, path: str) -> _Seen:
        if obstacle := self._obstacle_above(path):
            return _Seen(obstacle=obstacle)
        place = self.folder / path
        try:
            mode = os.lstat(place).st_mode
        except FileNotFoundError:
            return _Seen()
        return _Seen(place.read_bytes()) if stat.S_ISREG(mode) else _Seen(obstacle=f"here is {_kind(mode)}")

    def _obstacle_above(self, path: str) -> str:
        parent = path.rpartition("/")[0]
        if not parent:
            return ""
        if parent not in self._parents:
            self._parents[parent] = self._obstacle_above(parent) or self._no_folder(parent)
        return self._parents[parent]

    def _no_folder(self, path: str) -> str:
        try:
            mode = os.lstat(self.folder / path).st_mode
        except FileNotFoundError:
            return ""
        return "" if stat.S_ISDIR(mode) else f"{path} is {_kind(mode)}"


def _kind(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "a symbolic link"
    if stat.S_ISDIR(mode):
        return "a directory"
    return "a file" if stat.S_ISREG(mode) else "a special file"


def _compare(path: str, file: OutputFile, seen: _Seen, recorded: Lock, merge: Merge) -> Change:
    new = _encoded(file.content)
    if seen.obstacle:
        return Change(path, None, new, State.BLOCKED, seen.obstacle)
    old = seen.content
    if old is None or plain(old) == new:
        return Change(path, old, new)
    match file.ownership:
        case Ownership.ONCE:
            return Change(path, old, old)
        case Ownership.MERGED:
            return _merged(path, old, file.content, recorded, merge)
        case Ownership.MEMORY:
            return Change(path, old, new)
        case Ownership.GENERATED:
            return Change(path, old, new, _state(digest(old), recorded.get(path)))


def _merged(path: str, old: bytes, generated: str, recorded: Lock, merge: Merge) -> Change:
    try:
        text = plain(old).decode()
    except UnicodeDecodeError:
        return Change(path, old, _encoded(generated), State.EDITED)
    merged = _encoded(merge(text, generated))
    for offset, marker in lone_markers(text, _known_regions(path, generated, recorded)):
        return Change(path, old, merged, State.DAMAGED, marker, text.count("\n", 0, offset) + 1)
    return Change(path, old, merged, _regions_state(path, regions(text), recorded))


def _known_regions(path: str, generated: str, recorded: Lock) -> frozenset[str]:
    """The names of the regions that a merged file has by this run or had by the last."""
    before = (entry.removeprefix(f"{path}#") for entry in recorded if entry.startswith(f"{path}#"))
    return frozenset((*regions(generated), *before))


def _regions_state(path: str, present: Mapping[str, str], recorded: Lock) -> State:
    """A region may be moved, or taken out; a text without any is the maintainer's alone, and loses no word."""
    if present and not any(entry.startswith(f"{path}#") for entry in recorded):
        return State.FOREIGN
    ours = (digest(text.encode()) in recorded.get(f"{path}#{name}", ()) for name, text in present.items())
    return State.OURS if all(ours) else State.EDITED


def _encoded(text: str) -> bytes:
    """UTF-8; a lone surrogate, which a JSON document can name and no file can hold, becomes a question mark."""
    return text.encode("utf-8", "replace")


def _state(sha: str, recorded: frozenset[str] | None) -> State:
    if recorded is None:
        return State.FOREIGN
    return State.OURS if sha in recorded else State.EDITED


def _same(change: Change) -> bool:
    return change.old is not None and change.new is not None and plain(change.old) == plain(change.new)


def _entries(change: Change, ownership: Ownership) -> dict[str, str]:
    """What the lock says of a file: its digest, or those of its regions, or nothing."""
    content = change.new or b""
    match ownership:
        case Ownership.GENERATED:
            return {change.path: digest(content)}
        case Ownership.MERGED:
            found = regions(content.decode("utf-8", "replace"))
            return {f"{change.path}#{name}": digest(text.encode()) for name, text in found.items()}
        case Ownership.ONCE | Ownership.MEMORY:
            return {}


def _lock_change(disk: _Disk, digests: dict[str, str]) -> Change:
    seen = disk.look(LOCK_NAME)
    state = State.BLOCKED if seen.obstacle else State.OURS
    return Change(LOCK_NAME, seen.content, format_lock(digests), state, seen.obstacle)


def _removals(stale: list[str], disk: _Disk, recorded: Lock) -> Iterator[Change]:
    """Files of the last run. What is no plain file any more is not what we wrote, and is left alone."""
    for path in stale:
        content = disk.look(path).content
        if content is not None:
            yield Change(path, content, None, _state(digest(content), recorded[path]))


def _is_safe(path: str) -> bool:
    """Whether a path read from the lock, which anyone may have edited, stays inside the folder."""
    try:
        check_path(path)
    except ValueError:
        return False
    return path != LOCK_NAME
