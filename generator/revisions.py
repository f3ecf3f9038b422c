"""Documents as they were at a revision of git, with the files around them that they may refer to."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from . import codes
from .diagnostics import Diagnostic, InputError

_SUFFIXES = frozenset({".yaml", ".yml", ".json", ".toml", ".lock", ".names"})
"""What documents, settings, names and locks are called."""
_REGULAR = frozenset({"100644", "100755"})


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit. ``name`` is what the user calls it, ``root`` the top folder of the repository."""

    name: str
    commit: str
    root: Path

    def below(self, path: Path) -> PurePosixPath:
        """The path of a file of the working tree in the repository. Raises ``InputError`` for one elsewhere."""
        relative = Path(os.path.relpath(path.absolute(), self.root))
        if relative.parts[:1] == ("..",) or relative.is_absolute():
            raise _fault(f"{path} is not in the repository {self.root}")
        return PurePosixPath(relative.as_posix())


def find_revision(name: str) -> Revision:
    """The revision of a name in the repository of the current folder. Raises ``InputError`` where there is none."""
    try:
        top = _git("rev-parse", "--show-toplevel")
    except (OSError, subprocess.CalledProcessError):
        raise _fault(f"{name!r} is no file here, and this is no git repository") from None
    try:
        commit = _git("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    except subprocess.CalledProcessError:
        raise _fault(f"{name!r} is no file here, and no revision of git") from None
    return Revision(name, commit.decode().strip(), Path(os.fsdecode(top).removesuffix("\n")))


def has_revision(name: str) -> bool:
    """Whether the repository of the current folder has a revision of that name."""
    try:
        find_revision(name)
    except InputError:
        return False
    return True


def export(revision: Revision, document: PurePosixPath, folder: Path) -> Path:
    """Writes a document, and what it may refer to, below a folder as they were; returns the path of the document.

    Links are left out. Raises ``InputError`` where the revision has no such document.
    """
    entries = [(path, blob) for path, blob in _entries(revision) if _is_wanted(path, document)]
    if not any(path == document for path, _ in entries):
        raise _fault(f"{revision.name} has no {document}")
    contents = _blobs(revision, [blob for _, blob in entries])
    for (path, _), content in zip(entries, contents, strict=True):
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder / document


def _is_wanted(path: PurePosixPath, document: PurePosixPath) -> bool:
    if path.is_absolute() or ".." in path.parts:
        return False
    return (
        path.suffix in _SUFFIXES
        or path == document
        or any(parent.suffix == ".refs" for parent in path.parents)
        or (document.parent != PurePosixPath() and document.parent in path.parents)
    )


def _entries(revision: Revision) -> Iterator[tuple[PurePosixPath, str]]:
    """The regular files of a revision: path and the id of the content."""
    listed = _git("ls-tree", "-r", "-z", "--full-tree", revision.commit, cwd=revision.root)
    for line in os.fsdecode(listed).split("\0"):
        facts, tab, path = line.partition("\t")
        if tab and facts.split()[0] in _REGULAR:
            yield PurePosixPath(path), facts.split()[2]


def _blobs(revision: Revision, ids: list[str]) -> Iterator[bytes]:
    """The contents of that many ids, in their order (git-cat-file(1), BATCH OUTPUT)."""
    output = _git("cat-file", "--batch", cwd=revision.root, given="".join(f"{one}\n" for one in ids).encode())
    at = 0
    for _ in ids:
        end = output.index(b"\n", at)
        size = int(output[at:end].split()[2])
        yield output[end + 1 : end + 1 + size]
        at = end + 2 + size


def _git(*arguments: str, cwd: Path | None = None, given: bytes = b"") -> bytes:
    command = ["git", *arguments]
    return subprocess.run(command, cwd=cwd, input=given, capture_output=True, check=True).stdout  # noqa: S603


def _fault(message: str) -> InputError:
    return InputError([Diagnostic(codes.REVIEW_REVISION, message)])
