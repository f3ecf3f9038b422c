"""The lock of remote references and the copies of what they lead to, both beside the document.

``api.refs.lock`` has a line for each URL, ``<sha256>  <url>``, sorted by URL; ``api.refs/`` holds the
copies. Both are to be committed: with them a run needs no network, and gives the same for everybody.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TypeAlias
from urllib.parse import urlsplit

from ... import codes
from ...beside import remote_copies_beside, remote_lock_beside
from ...diagnostics import Diagnostic, InputError
from ...model import Source
from ..library import Fault, not_allowed

Download: TypeAlias = Callable[[str], bytes]
"""Gets the bytes behind an https URL; raises ``DownloadError`` where it cannot."""
_LINE = re.compile(r"([0-9a-f]{64})  (https://\S+)")
_NOT_IN_NAMES = re.compile(r"[^A-Za-z0-9_-]+")


class RemoteFiles:
    """What one document refers to on the network.

    ``allow`` lets a run look there; ``update`` takes what is there now over what is locked. Raises
    ``InputError`` where the lock cannot be read.
    """

    def __init__(self, document: Path, *, allow: bool, update: bool = False, download: Download | None = None) -> None:
        self.lock = remote_lock_beside(document)
        self.folder = remote_copies_beside(document)
        self._allow = allow or update
        self._update = update
        self._download = download
        self._locked = _read_lock(self.lock)
        self._used: dict[str, str] = {}
        self._new: dict[str, bytes] = {}

    def fetch(self, url: str) -> bytes | Fault:
        """The bytes behind a URL: of the copy, where there is one as the lock says, else from the network."""
        if not url.startswith("https://"):
            return Fault(
                codes.REFERENCE_REMOTE, f"{url} is not https", "Refer to an https URL, or save the file yourself."
            )
        locked = self._locked.get(url)
        if locked is not None and not self._update:
            self._used[url] = locked
            copy = self._copy(url)
            if copy is not None:
                return copy if _digest(copy) == locked else self._changed(url, f"the copy {self._place(url)}")
        if not self._allow:
            return not_allowed(url)
        return self._fetch(url, locked)

    def copies(self) -> tuple[Path, ...]:
        """The files with the copies of what was read."""
        return tuple(map(self._place, self._used))

    def save(self) -> tuple[Path, ...]:
        """Writes what is new, and removes what is not referred to any more; returns the files written.

        Raises ``OSError`` where the disk refuses.
        """
        stale = [url for url in self._locked if url not in self._used]
        if not self._new and not stale:
            return ()
        written = []
        for url, data in self._new.items():
            self.folder.mkdir(exist_ok=True)
            _write(self._place(url), data)
            written.append(self._place(url))
        for url in stale:
            self._place(url).unlink(missing_ok=True)
        lines = "".join(f"{digest}  {url}\n" for url, digest in sorted(self._used.items()))
        _write(self.lock, lines.encode())
        return (self.lock, *written)

    def _fetch(self, url: str, locked: str | None) -> bytes | Fault:
        from .download import DownloadError, download  # noqa: PLC0415 - most runs need no network

        try:
            data = (self._download or download)(url)
        except DownloadError as error:
            return Fault(codes.REFERENCE_FETCH, f"cannot fetch {url}: {error}")
        if locked is not None and not self._update and _digest(data) != locked:
            return self._changed(url, url)
        self._used[url] = _digest(data)
        self._new[url] = data
        return data

    def _changed(self, url: str, what: str) -> Fault:
        return Fault(codes.REFERENCE_CHANGED, f"{what} is not what {self.lock} says of {url}")

    def _place(self, url: str) -> Path:
        """The file of a copy: named after the last part of the URL for readers, and told apart by the whole."""
        name = PurePosixPath(urlsplit(url).path).name
        suffix = ".json" if name.lower().endswith(".json") else ".yaml"
        stem = _NOT_IN_NAMES.sub("_", name.partition(".")[0])[:40] or "file"
        return self.folder / f"{stem}-{_digest(url.encode())[:12]}{suffix}"

    def _copy(self, url: str) -> bytes | None:
        place = self._place(url)
        return place.read_bytes() if place.is_file() and not place.is_symlink() else None


def _read_lock(path: Path) -> dict[str, str]:
    if not path.exists():
        return {}
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        words = error.strerror or str(error) if isinstance(error, OSError) else "it is not UTF-8 text"
        raise InputError([Diagnostic(codes.REFERENCE_LOCK, words, Source(str(path), ""))]) from error
    found: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        match = _LINE.fullmatch(line)
        if match is None:
            message = f"line {number} is not a digest, two spaces and an https URL"
            raise InputError([Diagnostic(codes.REFERENCE_LOCK, message, Source(str(path), ""))])
        found[match[2]] = match[1]
    return found


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _write(path: Path, data: bytes) -> None:
    """Replaces a file whole, so that a run that is interrupted leaves the old one or the new one."""
    partial = path.with_name(f"{path.name}.part")
    partial.write_bytes(data)
    partial.replace(path)
