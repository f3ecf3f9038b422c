"""Request bodies, written as their media type has it (OpenAPI 3.1 sections 4.8.13 to 4.8.15)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from . import styles
from .operation import Body, BodyMedia, Encoding, Operation
from .parameters import header_value
from .unset import UNSET
from .uploads import File, Upload, as_file, guess_type, is_file
from .values import plain, text
from .wire import to_wire, validate_input

_FORMS = {"application/x-www-form-urlencoded", "multipart/form-data"}


@dataclass(frozen=True, slots=True)
class Content:
    """A body ready to be sent."""

    data: bytes | Upload
    content_type: str

    @property
    def is_replayable(self) -> bool:
        """Whether it can be sent a second time."""
        return isinstance(self.data, bytes) or self.data.is_replayable


def read_body(
    operation: Operation[Any],
    arguments: Mapping[str, object],
    extra: Mapping[str, object] | None,
) -> Content | None:
    """Write the body of a call; ``extra`` is merged into a JSON object. ``None`` where there is none.

    Raises ``TypeError`` where arguments are missing or exclude each other, ``pydantic.ValidationError``
    where the body does not fit the API's description, and ``OSError`` where a file cannot be found.
    """
    body = operation.body
    if body is None:
        if extra:
            raise TypeError(f"{operation.id}() has no body for extra_body")
        return None
    media = _choose(operation.id, body, arguments.get("content_type"))
    value = _value(operation.id, body, media, arguments)
    if value is UNSET:
        if extra is None:
            return None
        value = {}
    return write(media, value, extra)


def write(media: BodyMedia, value: Any, extra: Mapping[str, object] | None) -> Content:
    """A checked value in a media type."""
    kind = essence(media.media_type)
    if media.xml is not None and not is_file(value):
        from .xml_writer import write_xml  # noqa: PLC0415 - few APIs speak XML

        return Content(write_xml(media.xml(), value), media.media_type)
    if extra and not is_json(kind):
        raise TypeError(f"extra_body needs a JSON body, not {media.media_type}")
    if is_json(kind):
        return Content(_json(to_wire(value), extra), media.media_type)
    if kind == "application/x-www-form-urlencoded":
        return Content(_form(value, media.encodings), media.media_type)
    if kind.startswith("multipart/"):
        return _multipart(value, media)
    if kind.startswith("text/") and not is_file(value):
        return Content(_text(value).encode(), media.media_type)
    if isinstance(value, list):
        from .jsonl import write_lines  # noqa: PLC0415 - few APIs take lines

        lines = write_lines((_json(to_wire(item), None) for item in value), kind)
        return Content(b"".join(lines), media.media_type)
    return _raw(value, media.media_type)


def essence(media_type: str) -> str:
    """A media type without its parameters, in lower case (RFC 9110 section 8.3.1)."""
    return media_type.partition(";")[0].strip().lower()


def is_json(kind: str) -> bool:
    """Whether a media type is JSON, or says so by its suffix (RFC 6839 section 3.1)."""
    return kind in {"application/json", "text/json"} or kind.endswith("+json")


def _choose(name: str, body: Body, wanted: object) -> BodyMedia:
    if wanted is None:
        return body.alternatives[0]
    for media in body.alternatives:
        if media.media_type == wanted:
            return media
    known = ", ".join(repr(media.media_type) for media in body.alternatives)
    raise ValueError(f"{name}(): content_type must be one of {known}, not {wanted!r}")


def _value(
    name: str, body: Body, media: BodyMedia, arguments: Mapping[str, object]
) -> object:
    """The body as its model has it, or ``UNSET`` where there is none."""
    whole = arguments.get(body.argument)
    if media.fields:
        given = [
            argument
            for argument, _ in media.fields
            if arguments.get(argument) not in (None, UNSET)
        ]
        if whole is None or whole is UNSET:
            return _gathered(name, body, media, arguments)
        if given:
            raise TypeError(
                f"{name}() takes {body.argument!r} or {given[0]!r}, not both"
            )
    if whole is UNSET or (whole is None and not media.nullable):
        if body.required:
            raise TypeError(f"{name}() needs the argument {body.argument!r}")
        return UNSET
    _refuse_text(name, body, media, whole)
    if whole is None or (is_file(whole) and not is_json(essence(media.media_type))):
        return whole
    return validate_input(media.type, whole)


def _refuse_text(name: str, body: Body, media: BodyMedia, whole: object) -> None:
    """A text where a file is wanted may be meant as its path, or as its content: the caller must say."""
    kind = essence(media.media_type)
    is_file_wanted = not (
        is_json(kind)
        or media.xml is not None
        or kind.startswith("text/")
        or kind in _FORMS
        or media.type() is str
    )
    if isinstance(whole, str) and is_file_wanted:
        raise TypeError(
            f"{name}(): {body.argument!r} must be bytes, a path or an open file, not text"
        )


def _gathered(
    name: str, body: Body, media: BodyMedia, arguments: Mapping[str, object]
) -> object:
    """The body made of the arguments that it is spread into."""
    data = {
        field: value
        for argument, field in media.fields
        if (value := arguments.get(argument)) is not UNSET
    }
    try:
        return validate_input(media.type, data)
    except ValidationError as error:
        places = {e["loc"] for e in error.errors(include_url=False)}
        for argument, field in media.fields:
            if (field,) in places and data.get(field) is None:
                raise TypeError(
                    f"{name}() needs the argument {argument!r}, or else {body.argument!r}"
                ) from error
        raise


def _json(data: object, extra: Mapping[str, object] | None) -> bytes:
    if extra:
        if not isinstance(data, dict):
            raise TypeError("extra_body needs a body that is an object")
        data = {**data, **{name: to_wire(value) for name, value in extra.items()}}
    return json.dumps(
        data, ensure_ascii=False, allow_nan=False, separators=(",", ":")
    ).encode()


def _text(value: object) -> str:
    data = plain(value)
    return styles.json_text(data) if isinstance(data, list | dict) else text(data)


def _raw(value: object, media_type: str) -> Content:
    file = as_file(value)
    kind = file.content_type or media_type
    if "*" in kind:
        kind = guess_type(file.name)
    return Content(_loaded([file]), header_value(kind))


def _properties(value: object) -> dict[str, Any]:
    """The properties of a form by wire name; files are left as they are."""
    data = to_wire(value)
    if not isinstance(data, dict):
        raise TypeError("a form needs an object")
    return data


def _form(value: object, encodings: Mapping[str, Encoding]) -> bytes:
    written: list[styles.Pair] = []
    for name, item in _properties(value).items():
        data = plain(item)
        encoding = encodings.get(name, Encoding())
        encode: styles.Encode = styles.encode_strictly
        if encoding.allow_reserved:
            encode = styles.encode_reserved("query")
        if not encoding.style and _is_json_part(data, encoding):
            written.append((styles.encode_name(name), encode(styles.json_text(data))))
            continue
        style = encoding.style or "form"
        explode = style == "form" if encoding.explode is None else encoding.explode
        written += styles.pairs(name, data, style, explode, encode)
    return "&".join(f"{name}={item}" for name, item in written).encode("ascii")


def _is_json_part(data: object, encoding: Encoding) -> bool:
    return isinstance(data, dict) or "json" in encoding.content_type


def _multipart(value: object, media: BodyMedia) -> Content:
    """A part for each property, and for each item of a list (RFC 7578, OpenAPI 3.1 section 4.8.14.3)."""
    boundary = os.urandom(16).hex()
    parts: list[bytes | File] = []
    for name, item in _properties(value).items():
        encoding = media.encodings.get(name, Encoding())
        for part in _parts(item, encoding):
            head = _part_head(
                name, part, is_form=media.media_type.endswith("form-data")
            )
            parts += [f"--{boundary}\r\n{head}\r\n\r\n".encode(), part, b"\r\n"]
    parts.append(f"--{boundary}--\r\n".encode())
    return Content(_loaded(parts), f"{essence(media.media_type)}; boundary={boundary}")


def _loaded(parts: list[bytes | File]) -> bytes | Upload:
    upload = Upload(parts)
    data = upload.in_memory()
    return upload if data is None else data


def _parts(item: Any, encoding: Encoding) -> Iterator[File]:
    if isinstance(item, list) and "json" not in encoding.content_type:
        for one in item:
            yield from _parts(one, encoding)
    elif is_file(item):
        file = as_file(item)
        declared = "" if "*" in encoding.content_type else encoding.content_type
        kind = file.content_type or declared.partition(",")[0] or guess_type(file.name)
        yield replace(file, name=file.name or "upload", content_type=kind)
    elif isinstance(item, dict) or "json" in encoding.content_type:
        kind = encoding.content_type or "application/json"
        yield File(styles.json_text(plain(item)).encode(), None, kind)
    else:
        yield File(_text(item).encode(), None, encoding.content_type or None)


def _part_head(name: str, part: File, *, is_form: bool) -> str:
    disposition = f'{"form-data" if is_form else "attachment"}; name="{_quoted(name)}"'
    if part.name is not None:
        disposition += f'; filename="{_quoted(part.name)}"'
    head = f"Content-Disposition: {disposition}"
    if part.content_type:
        head += f"\r\nContent-Type: {header_value(part.content_type)}"
    return head


def _quoted(name: str) -> str:
    """A name between quotes, escaped as HTML's multipart/form-data asks for (RFC 7578 section 4.2)."""
    return name.replace('"', "%22").replace("\r", "%0D").replace("\n", "%0A")
