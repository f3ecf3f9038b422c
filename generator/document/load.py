"""A file -> one document in the internal dialect."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from .. import codes
from ..diagnostics import Report
from ..model import Source
from . import pointer as pointers
from .document import Document
from .file import InputFile, read_file
from .library import Fetch, Library, LoadedFile, file_uri, not_allowed
from .origins import Origins
from .overlays import apply_overlay, read_overlay
from .references import bundle, needs_bundling
from .upgrade import VERSIONS, upgrade
from .values import Json, copied, kind_of

_VERSION = re.compile(r"(\d+\.\d+)(?:[.-].*)?", re.DOTALL)
_OTHER_FORMATS = {
    "asyncapi": "an AsyncAPI document",
    "arazzo": "an Arazzo description",
    "overlay": "an OpenAPI Overlay",
    "swaggerVersion": "a Swagger 1.x document",
    "$schema": "a JSON Schema",
}


def load_document(path: Path, report: Report, *, overlays: Sequence[Path] = (), fetch: Fetch = not_allowed) -> Document:
    """Reads a document of OpenAPI 3.0 to 3.2 or Swagger 2.0, as one tree in the internal dialect.

    ``overlays`` are applied to it first, in their order. Then the files that it refers to become part of
    it; ``fetch`` gets those that are on the network. From here on ``report`` finds the lines of all files.
    Raises ``InputError`` where a file cannot be read as what it should be.
    """
    file = read_file(path, report)
    _report_repeats(file, report)
    raw = file.value
    if not isinstance(raw, dict):
        report.fail(codes.DOCUMENT_NOT_A_MAPPING, f"the document is {kind_of(raw)}", Source(file.name, ""))
    origins = Origins(file.name)
    applied = [read_overlay(overlay, path, report) for overlay in overlays]
    if applied:
        file.value = raw = copied(raw)
    for overlay in applied:
        apply_overlay(overlay, raw, origins, report)
    version = _version(raw, origins, report)
    minor = _minor(version)
    if any(needs_bundling(each.text) for each in (file, *(overlay.file for overlay in applied))):
        library = Library(LoadedFile(file_uri(path), file, is_root=True), report, fetch)
        report.locate_too(library.locate)
        bundle(library, minor, origins, report)
        for other in library:
            if not other.is_root:
                _report_repeats(other.content, report)
    data, moves = upgrade(
        raw, minor, lambda kind, message, pointer: report.add(kind, message, origins.find(raw, pointer))
    )
    if not any(data.get(key) for key in ("paths", "webhooks", "components")):
        message = "the document has no paths, webhooks or components"
        report.add(codes.DOCUMENT_NO_API, message, Source(file.name, ""))
    return Document(
        origins=origins, raw=raw, data=data, moves=moves, version=version, minor_version=minor, report=report
    )


def _version(raw: dict[str, Json], origins: Origins, report: Report) -> str:
    """What the document says it is, where that can be read."""
    key = "openapi" if "openapi" in raw else "swagger"
    if key not in raw:
        other = next((name for field, name in _OTHER_FORMATS.items() if field in raw), "")
        message = 'there is no "openapi" or "swagger" field' + (f"; this looks like {other}" if other else "")
        report.fail(codes.DOCUMENT_NO_VERSION, message, origins.find(raw, ""))
    value = raw[key]
    version = str(value) if isinstance(value, str | float | int) else ""
    if _minor(version) not in VERSIONS or (key == "swagger") != (_minor(version) == "2.0"):
        shown = f'"{version[:30]}"' if version else kind_of(value)
        report.fail(codes.DOCUMENT_VERSION, f"{key} is {shown}, which is not supported", origins.find(raw, f"/{key}"))
    return version


def _minor(version: str) -> str:
    match = _VERSION.fullmatch(version.strip())
    return match[1] if match else {"2": "2.0", "3": "3.0"}.get(version.strip(), "")


def _report_repeats(file: InputFile, report: Report) -> None:
    if not file.repeats:
        return
    for pointer, key, (first, again) in file.index.duplicates():
        lines = [file.text.place(offset)[0] for offset in (first, again)]
        message = f'the key "{key}" stands on line {lines[0]} and again on line {lines[1]}'
        report.add(codes.DOCUMENT_DUPLICATE_KEY, message, Source(file.name, pointers.join(pointer, key)))
