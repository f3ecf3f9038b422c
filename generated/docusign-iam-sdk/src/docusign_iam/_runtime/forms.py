"""Forms: ``application/x-www-form-urlencoded`` and ``multipart`` (OpenAPI 3.1 sections 4.8.14.3 to 4.8.15)."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from . import styles
from .operation import BodyMedia, Encoding
from .parameters import header_value
from .uploads import File, Upload, as_file, guess_type, is_file
from .values import plain
from .wire import to_wire, to_wire_as

_USUAL = Encoding()
_FORM = "application/x-www-form-urlencoded"
_UNNAMED = "upload"
"""The name of a file that has none: servers take a part for a file by it (RFC 7578 section 4.2)."""


def write_form(value: object, encodings: Mapping[str, Encoding]) -> bytes:
    """A form of names and values; objects, and what its encoding says is JSON, are JSON."""
    written: list[styles.Pair] = []
    for name, item in _object(to_wire(value)).items():
        data = plain(item)
        encoding = encodings.get(name, _USUAL)
        encode: styles.Encode = styles.encode_strictly
        if encoding.allow_reserved:
            encode = styles.encode_reserved("query")
        if not encoding.style and _is_json(data, encoding):
            written.append((styles.encode_name(name), encode(styles.json_text(data))))
            continue
        written += _styled(name, data, encoding, encode)
    return "&".join(f"{name}={item}" for name, item in written).encode("ascii")


def write_multipart(value: object, media: BodyMedia) -> tuple[bytes | Upload, str]:
    """A part for each property, and for each item of a list, and the boundary (RFC 7578, RFC 2046 section 5.1).

    Raises ``ValueError`` where a header of a part cannot be written, and ``OSError`` where a file is not
    there.
    """
    is_form = media.media_type.endswith("form-data")
    data = _placed_data(media, value) if isinstance(value, list) else to_wire(value)
    return _multipart(data, media, is_form=is_form)


def part_writer(media: BodyMedia, boundary: str) -> Callable[[int, Any], bytes]:
    """What writes one part of a body whose parts have no names, by its number."""

    def write(number: int, item: Any) -> bytes:
        (data,) = _placed_data(media, [item])
        parts = list(_placed(data, _by_place(media, number), boundary))
        return b"".join(Upload(parts).sync_pieces())

    return write


def _placed_data(media: BodyMedia, items: list[Any]) -> list[Any]:
    """Parts as plain data; files are left as they are."""
    written = to_wire_as(media.type, items)
    return [item if is_file(item) else to_wire(item) for item in written]


def closing(boundary: str) -> bytes:
    """What follows the last part."""
    return f"--{boundary}--\r\n".encode()


def new_boundary() -> str:
    """A line that no part has."""
    return os.urandom(16).hex()


def _multipart(
    data: Any, told: BodyMedia | Encoding, *, is_form: bool = False
) -> tuple[bytes | Upload, str]:
    boundary = new_boundary()
    parts: list[bytes | File] = []
    if isinstance(data, list):
        for number, item in enumerate(data):
            parts += _placed(item, _by_place(told, number), boundary)
    else:
        for name, item in _object(data).items():
            encoding = told.encodings.get(name, _USUAL)
            for part_name, part in _parts(name, item, encoding):
                disposition = "form-data" if is_form else "attachment"
                named = f'{disposition}; name="{_quoted(part_name)}"'
                parts += _lines(named, part, encoding, boundary)
    parts.append(closing(boundary))
    return Upload(parts).loaded(), boundary


def _by_place(told: BodyMedia | Encoding, number: int) -> Encoding:
    if number < len(told.prefix):
        return told.prefix[number]
    return told.item or _USUAL


def _placed(item: Any, encoding: Encoding, boundary: str) -> Iterator[bytes | File]:
    """A part without a name."""
    yield from _lines("", _part(item, encoding), encoding, boundary)


def _lines(
    disposition: str, part: File, encoding: Encoding, boundary: str
) -> Iterator[bytes | File]:
    head = _part_head(disposition, part, encoding)
    yield f"--{boundary}\r\n{head}\r\n".encode()
    yield part
    yield b"\r\n"


def _object(data: Any) -> dict[str, Any]:
    """The properties of a form by wire name."""
    if not isinstance(data, dict):
        raise TypeError("a form needs an object")
    return data


def _styled(
    name: str, data: Any, encoding: Encoding, encode: styles.Encode
) -> list[styles.Pair]:
    style = encoding.style or "form"
    explode = style == "form" if encoding.explode is None else encoding.explode
    return styles.pairs(name, data, style, explode, encode)


def _is_json(data: object, encoding: Encoding) -> bool:
    return isinstance(data, dict) or "json" in encoding.content_type


def _parts(name: str, item: Any, encoding: Encoding) -> Iterator[tuple[str, File]]:
    """The parts that a property makes, each with its name."""
    if encoding.style and not is_file(item):
        for key, text in _styled(name, plain(item), encoding, styles.keep):
            yield unquote(key), File(text.encode(), None, None)
        return
    if isinstance(item, list) and not _is_whole(encoding):
        for one in item:
            yield from _parts(name, one, encoding)
        return
    yield name, _part(item, encoding)


def _is_whole(encoding: Encoding) -> bool:
    """Whether a list is one part."""
    return "json" in encoding.content_type or _is_multipart(encoding)


def _is_multipart(encoding: Encoding) -> bool:
    return encoding.content_type.lower().startswith("multipart/")


def _part(item: Any, encoding: Encoding) -> File:
    if _is_multipart(encoding) and isinstance(item, dict | list):
        content, boundary = _multipart(item, encoding)
        return File(content, None, f"{encoding.content_type}; boundary={boundary}")
    if encoding.content_type == _FORM and isinstance(item, dict):
        return File(write_form(item, encoding.encodings), None, _FORM)
    if is_file(item):
        file = as_file(item)
        declared = "" if "*" in encoding.content_type else encoding.content_type
        kind = file.content_type or declared.partition(",")[0] or guess_type(file.name)
        return replace(file, name=file.name or _UNNAMED, content_type=kind)
    if encoding.xml is not None:
        from .xml_writer import write_xml  # noqa: PLC0415 - few APIs speak XML

        return File(write_xml(encoding.xml(), item), None, encoding.content_type)
    if isinstance(item, list) or _is_json(item, encoding):
        kind = encoding.content_type or "application/json"
        return File(styles.json_text(plain(item)).encode(), None, kind)
    return File(styles.plain_text(item).encode(), None, encoding.content_type or None)


def _part_head(disposition: str, part: File, encoding: Encoding) -> str:
    headers = {}
    if part.name is not None and (disposition or part.name != _UNNAMED):
        disposition = disposition or "attachment"
        disposition += f'; filename="{_quoted(part.name)}"'
    if disposition:
        headers["Content-Disposition"] = disposition
    if part.content_type:
        headers["Content-Type"] = header_value(part.content_type)
    for given in (dict(encoding.headers), part.headers):
        headers |= {header_name(key): header_value(text) for key, text in given.items()}
    return "".join(f"{key}: {text}\r\n" for key, text in headers.items())


def header_name(name: str) -> str:
    """The name of a header of a part. Raises ``ValueError`` where it is none (RFC 9110 section 5.1)."""
    if not name.isascii() or not name.replace("-", "a").replace("_", "a").isalnum():
        raise ValueError(f"{name!r} cannot be the name of a header")
    return name


def _quoted(name: str) -> str:
    """A name between quotes, escaped as HTML's multipart/form-data asks for (RFC 7578 section 4.2)."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
