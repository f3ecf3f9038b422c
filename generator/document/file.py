"""One input file: its bytes decoded and parsed, and its positions when someone asks."""

from __future__ import annotations

import codecs
import re
from functools import cached_property
from pathlib import Path
from typing import NoReturn

from .. import codes
from ..diagnostics import Excerpt, Report
from ..model import Source
from .json_reader import read_json
from .positions import Index, index_json, index_yaml
from .text import FaultError, SourceText
from .values import Json
from .yaml_reader import read_yaml, with_characters

MAX_BYTES = 64 * 1024 * 1024
"""The largest file that is read."""

_FLOW = re.compile(r"\s*[{\[]")
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


class InputFile:
    """A file that was parsed. ``name`` is as the user gave it; ``repeats`` whether some mapping repeats a key."""

    def __init__(self, text: SourceText, value: Json, *, is_json: bool, repeats: bool) -> None:
        self.name = text.file
        self.value = value
        self.repeats = repeats
        self.text = text
        self._is_json = is_json

    @cached_property
    def index(self) -> Index:
        """Where the nodes are: one pass over the text, made when first asked for."""
        return (index_json if self._is_json else index_yaml)(self.text.text)

    def locate(self, source: Source) -> Excerpt | None:
        """The lines of a source, or of the nearest node above it; ``None`` for another file's."""
        if source.file != self.name:
            return None
        offset = self.index.offset(source.pointer)
        return None if offset is None else self.text.excerpt(offset)


def read_file(path: Path, report: Report) -> InputFile:
    """Reads and parses the file that the user named.

    Sets ``report.locate`` to find the file's lines. Raises ``InputError`` where the file cannot be read,
    decoded or parsed, or goes beyond the limits.
    """
    file = parse_file(str(path), _read(path, report), report)
    report.locate = file.locate
    return file


def parse_file(name: str, data: bytes, report: Report) -> InputFile:
    """Parses the bytes of a file: as JSON where it looks like it, as YAML otherwise.

    Raises ``InputError`` where they cannot be decoded or parsed, or go beyond the limits.
    """
    text = SourceText(name, _decode(data, name, report))
    if not text.text or text.text.isspace():
        report.fail(codes.DOCUMENT_EMPTY, "the file is empty", Source(name, ""))
    try:
        return _parse(text, is_json_name=name.lower().endswith(".json"))
    except FaultError as fault:
        _fail(fault, fault.text or text, report)


def _read(path: Path, report: Report) -> bytes:
    source = Source(str(path), "")
    try:
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        report.fail(codes.DOCUMENT_UNREADABLE, f"cannot read the document: {reason}", source)
    report.read(str(path), data)
    if len(data) > MAX_BYTES:
        report.fail(codes.DOCUMENT_LIMIT, f"the file is larger than {MAX_BYTES // 1024**2} MiB", source)
    return data


def _decode(data: bytes, file: str, report: Report) -> str:
    """The text, by its byte order mark or else as UTF-8 (RFC 8259 section 8.1, YAML 1.2 section 5.2)."""
    encoding, skipped = _encoding(data)
    try:
        return data[skipped:].decode(encoding)
    except UnicodeDecodeError as error:
        shown = data[skipped : skipped + error.start].decode(encoding, "replace")
        text = SourceText(file, shown + "\ufffd")
        name = encoding.removesuffix("-le").removesuffix("-be").upper()
        byte = data[skipped + error.start]
        message = f"not {name}: byte 0x{byte:02X} at offset {skipped + error.start} ({error.reason})"
        _fail(FaultError(codes.DOCUMENT_ENCODING, message, len(shown)), text, report)


def _encoding(data: bytes) -> tuple[str, int]:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    # The first character of YAML and JSON is ASCII, so zero bytes around it give UTF-16 away.
    if data[:1] == b"\0" and data[1:2] != b"\0":
        return "utf-16-be", 0
    if data[1:2] == b"\0" and data[2:3] != b"\0":
        return "utf-16-le", 0
    return "utf-8", 0


def _parse(text: SourceText, *, is_json_name: bool) -> InputFile:
    """A flow mapping of YAML starts as JSON does, so YAML has a second try unless the name says JSON."""
    if is_json_name or _FLOW.match(text.text):
        try:
            value, repeats = read_json(text.text)
            return InputFile(text, value, is_json=True, repeats=repeats)
        except FaultError as fault:
            if is_json_name or fault.kind is not codes.DOCUMENT_SYNTAX:
                raise
            try:
                return _parse_yaml(text)
            except FaultError:
                raise fault from None
    return _parse_yaml(text)


def _parse_yaml(text: SourceText) -> InputFile:
    try:
        value, repeats = read_yaml(text.text)
    except FaultError:
        written_out = SourceText(text.file, with_characters(text.text))
        if written_out.text == text.text:
            raise
        text = written_out
        try:
            value, repeats = read_yaml(text.text)
        except FaultError as fault:
            fault.text = text
            raise
    return InputFile(text, value, is_json=False, repeats=repeats)


def _fail(fault: FaultError, text: SourceText, report: Report) -> NoReturn:
    """Raises the fault with its place, which no pointer leads to because there is no document yet."""
    offset = fault.offset
    if offset is not None:
        report.locate = lambda source: text.excerpt(offset) if source.file == text.file else None
    report.fail(fault.kind, fault.message, Source(text.file, ""), remedy=fault.remedy)
