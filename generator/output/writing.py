"""From the old tree to the new one in one step.

The new files are first written, all of them, to ``.sdkwright-tmp/new`` inside the project folder. Then
a journal appears there, by one rename: that is the moment of the change. What follows are renames
only, which take about ten microseconds each: single files, or, where many change, whole directories,
into which the files of others were carried over as hard links. A process that is killed before the
journal leaves the old tree, and one that is killed after it has said all that is left to be done: the
next run does it before anything else. Files are not flushed to the platter, because a run makes the
same files again.
"""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

from .. import codes
from ..diagnostics import Excerpt
from ..tree import Tree
from .changes import Change, Changes, Merge, State, plan_changes
from .errors import OutputError, RefusedError, fault
from .journal import JOURNAL, Journal
from .lockfile import plain
from .locking import exclusive, uninterrupted
from .paths import STAGING

_SWAP_FROM = 16
"""From so many changed files on, a top-level directory is swapped as a whole."""

_REFUSALS = {
    State.BLOCKED: (codes.OUTPUT_BLOCKED, "a generated file belongs here, but {}"),
    State.EDITED: (codes.OUTPUT_EDITED, "edited since it was generated"),
    State.DAMAGED: (codes.OUTPUT_MARKER, "{} has no other half, so that its region cannot be told from the rest"),
    State.FOREIGN: (codes.OUTPUT_FOREIGN, "not written by this generator"),
}


def write_tree(tree: Tree, folder: Path, *, merge: Merge, force: bool = False) -> Changes:
    """Brings the folder to the tree and returns what that changed; no change writes nothing.

    Raises ``RefusedError`` where a person's work stands in the way (``force`` gives up edited and
    foreign files, never links and directories), and ``OutputError`` where the disk says no. In both
    cases the tree is as it was.
    """
    try:
        if not folder.is_dir():
            folder.mkdir(parents=True)
        with exclusive(folder):
            _recover(folder)
            changes = plan_changes(tree, folder, merge=merge)
            _refuse(changes, force=force)
            if not force:
                _refuse_folder_of_others(changes)
            if changes:
                _write(changes)
            return changes
    except OSError as error:
        place = str(error.filename or folder)
        raise OutputError([fault(codes.OUTPUT_UNWRITABLE, place, error.strerror or str(error))]) from error


def _refuse(changes: Changes, *, force: bool) -> None:
    states = [State.BLOCKED] if force else list(_REFUSALS)
    refused = sorted((c for c in changes.changes if c.state in states), key=lambda change: states.index(change.state))
    if not refused:
        return
    places = {str(changes.folder / change.path): change for change in refused}
    faults = [
        fault(_REFUSALS[change.state][0], place, _REFUSALS[change.state][1].format(change.obstacle))
        for place, change in places.items()
    ]
    raise RefusedError(faults, lambda source: _excerpt(source.file, places[source.file]))


def _excerpt(file: str, change: Change) -> Excerpt | None:
    """The line that stands in the way, where it is one."""
    if not change.line:
        return None
    text = plain(change.old or b"").decode("utf-8", "replace").split("\n")[change.line - 1]
    return Excerpt(file, change.line, text.index(change.obstacle) + 1, ((change.line, text),))


def _refuse_folder_of_others(changes: Changes) -> None:
    """Raises ``RefusedError`` where a first run would spread a project among things that have nothing to do with it.

    Hidden entries do not count: a folder that only version control or an editor knows is as good as empty.
    """
    folder = changes.folder
    if changes.unchanged or any(change.old is not None for change in changes.changes):
        return
    others = sorted(entry.name for entry in os.scandir(folder) if not entry.name.startswith("."))
    if others:
        message = f"holds {others[0]}" + (f" and {len(others) - 1} more" if len(others) > 1 else "")
        raise RefusedError([fault(codes.OUTPUT_NOT_OURS, str(folder), f"{message}, and nothing of an SDK")])


def _write(changes: Changes) -> None:
    folder, staging = changes.folder, changes.folder / STAGING
    journal = _journal(changes)
    _check_writable(folder, [folder / path for path in (*journal.directories, *(c.path for c in changes.changes))])
    try:
        for change in changes.written:
            place = staging / "new" / change.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(change.new or b"")
        for directory in journal.directories:
            carry_over(folder / directory, staging / "new" / directory, leave=journal.left_out(directory))
        journal.write(staging / f"{JOURNAL}.new")
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    with uninterrupted():
        os.replace(staging / f"{JOURNAL}.new", staging / JOURNAL)
        _finish(folder, journal)


def _journal(changes: Changes) -> Journal:
    tops: dict[str, list[str]] = {}
    for change in changes.changes:
        top, slash, _ = change.path.partition("/")
        if slash:
            tops.setdefault(top, []).append(change.path)
    swapped = {top for top, paths in tops.items() if len(paths) >= _SWAP_FROM}
    return Journal(
        directories=tuple(sorted(swapped)),
        files=tuple(c.path for c in changes.written if c.path.partition("/")[0] not in swapped),
        removed=tuple(c.path for c in changes.removed),
    )


def _check_writable(folder: Path, places: list[Path]) -> None:
    """Finds the directory that would stop the renames halfway, before the first of them."""
    for directory in sorted({folder, *(_existing_directory(place) for place in places)}):
        if not os.access(directory, os.W_OK | os.X_OK):
            raise PermissionError(errno.EACCES, "no permission to write here", str(directory))


def _existing_directory(place: Path) -> Path:
    return place if place.is_dir() else _existing_directory(place.parent)


def _recover(folder: Path) -> None:
    """Ends what a killed run left: finishes it where its journal stands, else drops its files."""
    staging = folder / STAGING
    if not os.path.lexists(staging):
        return
    if staging.is_symlink() or not staging.is_dir():
        raise RefusedError([fault(codes.OUTPUT_BLOCKED, str(staging), "unfinished runs are kept here")])
    journal = Journal.read(staging / JOURNAL)
    if journal is None:
        shutil.rmtree(staging)
        return
    with uninterrupted():
        _finish(folder, journal)


def _finish(folder: Path, journal: Journal) -> None:
    """The renames. Each is skipped where it is done already, so that this can be called again."""
    new, old = folder / STAGING / "new", folder / STAGING / "old"
    for directory in journal.directories:
        if (new / directory).exists():
            if (folder / directory).exists():
                old.mkdir(exist_ok=True)
                os.rename(folder / directory, old / directory)
            os.rename(new / directory, folder / directory)
    for path in journal.removed:
        _remove(folder, path)
    for path in journal.files:
        if (new / path).exists():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            os.replace(new / path, folder / path)
    for directory in journal.directories:
        # What others made in the old directory while the new one was written.
        carry_over(old / directory, folder / directory, leave=journal.left_out(directory))
    (folder / STAGING / JOURNAL).unlink()
    shutil.rmtree(folder / STAGING, ignore_errors=True)


def _remove(folder: Path, path: str) -> None:
    (folder / path).unlink(missing_ok=True)
    for parent in (folder / path).parents:
        if parent == folder or not parent.is_dir() or any(parent.iterdir()):
            return
        parent.rmdir()


def carry_over(source: Path, target: Path, *, leave: frozenset[str], below: str = "") -> None:
    """Brings what stands in ``source`` to ``target`` too, unless it is there: files as hard links where possible.

    Symbolic links stay links. ``leave`` are paths, relative to the first ``source``, that go away.
    """
    if not source.is_dir():
        return
    for entry in sorted(os.scandir(source), key=lambda entry: entry.name):
        path, place = f"{below}{entry.name}", target / entry.name
        if entry.is_dir(follow_symlinks=False):
            carry_over(source / entry.name, place, leave=leave, below=f"{path}/")
            if not place.exists() and not any(gone.startswith(f"{path}/") for gone in leave):
                place.mkdir(parents=True)
        elif path not in leave and not os.path.lexists(place):
            place.parent.mkdir(parents=True, exist_ok=True)
            _link(entry, place)


def _link(entry: os.DirEntry[str], place: Path) -> None:
    if entry.is_symlink():
        os.symlink(os.readlink(entry.path), place)
        return
    try:
        os.link(entry.path, place)
    except OSError:
        shutil.copy2(entry.path, place)
