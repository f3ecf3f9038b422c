"""Forms: ``application/x-www-form-urlencoded`` and ``multipart`` (OpenAPI 3.1 sections 4.8.14.3 to 4.8.15)."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

from . import styles
from .operation import BodyMedia, Encoding
from .parameters import header_value
from .uploads import File, Upload, as_file, guess_type, is_file
from .values import plain
from .wire import to_wire

_USUAL = Encoding()


def write_form(value: object, encodings: Mapping[str, Encoding]) -> bytes:
    """A form of names and values; objects, and what its encoding says is JSON, are JSON."""
    written: list[styles.Pair] = []
    for name, item in _properties(value).items():
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
    """A part for each property, and for each item of a list, and the boundary (RFC 7578).

    Raises ``ValueError`` where a header of a part cannot be written, and ``OSError`` where a file is not
    there.
    """
    boundary = os.urandom(16).hex()
    is_form = media.media_type.endswith("form-data")
    parts: list[bytes | File] = []
    for name, item in _properties(value).items():
        encoding = media.encodings.get(name, _USUAL)
        for part_name, part in _parts(name, item, encoding):
            head = _part_head(part_name, part, encoding, is_form=is_form)
            parts += [f"--{boundary}\r\n{head}\r\n\r\n".encode(), part, b"\r\n"]
    parts.append(f"--{boundary}--\r\n".encode())
    return Upload(parts).loaded(), boundary


def _properties(value: object) -> dict[str, Any]:
    """The properties of a form by wire name; files are left as they are."""
    data = to_wire(value)
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
    if isinstance(item, list) and "json" not in encoding.content_type:
        for one in item:
            yield from _parts(name, one, encoding)
        return
    yield name, _part(item, encoding)


def _part(item: Any, encoding: Encoding) -> File:
    if is_file(item):
        file = as_file(item)
        declared = "" if "*" in encoding.content_type else encoding.content_type
        kind = file.content_type or declared.partition(",")[0] or guess_type(file.name)
        return replace(file, name=file.name or "upload", content_type=kind)
    if _is_json(item, encoding):
        kind = encoding.content_type or "application/json"
        return File(styles.json_text(plain(item)).encode(), None, kind)
    return File(styles.plain_text(item).encode(), None, encoding.content_type or None)


def _part_head(name: str, part: File, encoding: Encoding, *, is_form: bool) -> str:
    disposition = f'{"form-data" if is_form else "attachment"}; name="{_quoted(name)}"'
    if part.name is not None:
        disposition += f'; filename="{_quoted(part.name)}"'
    headers = {"Content-Disposition": disposition}
    if part.content_type:
        headers["Content-Type"] = header_value(part.content_type)
    for given in (dict(encoding.headers), part.headers):
        headers |= {header_name(key): header_value(text) for key, text in given.items()}
    return "\r\n".join(f"{key}: {text}" for key, text in headers.items())


def header_name(name: str) -> str:
    """The name of a header of a part. Raises ``ValueError`` where it is none (RFC 9110 section 5.1)."""
    if not name.isascii() or not name.replace("-", "a").replace("_", "a").isalnum():
        raise ValueError(f"{name!r} cannot be the name of a header")
    return name


def _quoted(name: str) -> str:
    """A name between quotes, escaped as HTML's multipart/form-data asks for (RFC 7578 section 4.2)."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
