"""The files that a document is made of, known by their URIs."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urldefrag, urljoin, urlsplit
from urllib.request import url2pathname

from .. import codes
from ..diagnostics import Excerpt, InputError, Kind, Report
from ..model import Source
from .file import MAX_BYTES, InputFile, parse_file
from .values import Json

MAX_FILES = 10_000
"""How many files one document may be made of."""
MAX_TOTAL_BYTES = 4 * MAX_BYTES
"""How large they may be together."""


@dataclass(eq=False, slots=True)
class LoadedFile:
    """A file of the document. ``uri`` is where it was read from, without a fragment."""

    uri: str
    content: InputFile
    is_root: bool = False

    @property
    def name(self) -> str:
        return self.content.name

    @property
    def value(self) -> Json:
        return self.content.value


@dataclass(frozen=True, slots=True)
class Fault:
    """Why something cannot be had."""

    kind: Kind
    message: str
    remedy: str = ""


_SCHEMES = "Refer to a file by its path, or to an https URL."

Fetch: TypeAlias = Callable[[str], "bytes | Fault"]
"""Gets the bytes behind an https URL."""


def not_allowed(url: str) -> Fault:
    """What there is on the network for those who did not allow to look."""
    return Fault(codes.REFERENCE_REMOTE, f"{url} is on the network, and is not fetched")


@dataclass(eq=False, slots=True)
class Library:
    """Opens files, each once. ``fetch`` gets what is on the network."""

    root: LoadedFile
    report: Report
    fetch: Fetch
    _files: dict[str, LoadedFile | Fault] = field(default_factory=dict)
    _bytes: int = 0

    def __post_init__(self) -> None:
        self._files[self.root.uri] = self.root

    def __iter__(self) -> Iterator[LoadedFile]:
        return (file for file in self._files.values() if isinstance(file, LoadedFile))

    def open(self, uri: str, asked: Source) -> LoadedFile | Fault:
        """The file at a URI that ``uri_of`` made. ``asked`` is the place of the reference.

        Raises ``InputError`` where the file is there and cannot be parsed, or is one too many.
        """
        if uri not in self._files:
            self._files[uri] = self._open(uri, asked)
        return self._files[uri]

    def locate(self, source: Source) -> Excerpt | None:
        """The lines of a source in any of the files."""
        return next((found for file in self if (found := file.content.locate(source))), None)

    def _open(self, uri: str, asked: Source) -> LoadedFile | Fault:
        scheme = uri.partition(":")[0]
        name = self._shown(uri) if scheme == "file" else uri
        data: bytes | str | Fault
        if scheme == "file":
            data = _read(uri)
            self.report.read(_path(uri), data if isinstance(data, bytes) else None)
        elif scheme in ("https", "http"):
            data = self.fetch(uri)
        else:
            return Fault(codes.REFERENCE_FILE, f"{uri} is no file that can be read", _SCHEMES)
        if isinstance(data, str):
            return Fault(codes.REFERENCE_FILE, f"cannot read {name}: {data}")
        if isinstance(data, Fault):
            return data
        self._count(len(data), name, asked)
        try:
            return LoadedFile(uri, parse_file(name, data, self.report))
        except InputError as error:
            raise self._explained(error, asked) from error

    def _count(self, size: int, name: str, asked: Source) -> None:
        self._bytes += size
        if len(self._files) >= MAX_FILES:
            self.report.fail(codes.DOCUMENT_LIMIT, f"more than {MAX_FILES:,} files", asked)
        if size > MAX_BYTES:
            self.report.fail(codes.DOCUMENT_LIMIT, f"{name} is larger than {MAX_BYTES // 1024**2} MiB", asked)
        if self._bytes > MAX_TOTAL_BYTES:
            message = f"the files are larger than {MAX_TOTAL_BYTES // 1024**2} MiB together"
            self.report.fail(codes.DOCUMENT_LIMIT, message, asked)

    def _explained(self, error: InputError, asked: Source) -> InputError:
        """The fault of another file, with the place that asked for the file."""
        excerpt = self.locate(asked)
        place = f"{excerpt.file}:{excerpt.line}:{excerpt.column}" if excerpt else asked.file
        remedy = "Write what the reference asks for into the file."
        found = [
            replace(
                diagnostic,
                message=f"{diagnostic.message}; {place} refers to this file",
                remedy=remedy if diagnostic.kind is codes.DOCUMENT_EMPTY else diagnostic.remedy,
            )
            for diagnostic in error.diagnostics
        ]
        return InputError(found, error.locate)

    def _shown(self, uri: str) -> str:
        """The name of a local file as the user, who named the document, would write it."""
        if urlsplit(uri).netloc:
            return uri
        folder = Path(self.root.name).parent
        relative = os.path.relpath(_path(uri), Path(_path(self.root.uri)).parent)
        return os.path.normpath(folder / relative)


def file_uri(path: Path) -> str:
    """The URI of a local file (RFC 8089)."""
    return Path(os.path.abspath(path)).as_uri()


def uri_of(base: str, reference: str) -> str:
    """The URI, without its fragment, of a reference in a file at ``base`` (RFC 3986 section 5).

    Local paths are spelled in one way, however the reference spells them. What is no URI stays as it is.
    """
    try:
        uri = urldefrag(urljoin(base, reference.replace("\\", "/")))[0]
        parts = urlsplit(uri)
        is_local = parts.scheme == "file" and parts.netloc in ("", "localhost")
        return file_uri(Path(url2pathname(parts.path))) if is_local else uri
    except ValueError:
        return reference


def _path(uri: str) -> str:
    return url2pathname(urlsplit(uri).path)


def _read(uri: str) -> bytes | str:
    """The bytes of a regular file, at most one more than is allowed; or why there are none."""
    if urlsplit(uri).netloc:
        return "it is on another host"
    try:
        # a pipe would block, and a device might never end
        descriptor = os.open(_path(uri), os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return "it is not a regular file"
            with open(descriptor, "rb", closefd=False) as stream:
                return stream.read(MAX_BYTES + 1)
        finally:
            os.close(descriptor)
    except (OSError, ValueError) as error:
        return error.strerror if isinstance(error, OSError) and error.strerror else str(error)
