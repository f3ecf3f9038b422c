"""Arguments outside the body, put where the document says (OpenAPI 3.1 section 4.8.12)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal
from urllib.parse import quote

from . import styles
from .arguments import refuse
from .operation import Operation, Parameter
from .unset import UNSET
from .values import Plain, plain, text

_DOT_SEGMENT = re.compile(r"(?:^|/)(?:\.|%2e){1,2}(?=/|\?|$)", re.IGNORECASE)
"""A segment that stands for the folder itself or the one above it (RFC 3986 section 5.2.4)."""


class Parameters:
    """The arguments of one call, each in its place, names and values ready for the wire.

    ``query_text`` is a whole query string of its own.
    """

    def __init__(self) -> None:
        self.path = ""
        self.query: list[styles.Pair] = []
        self.query_text = ""
        self.headers: list[tuple[str, str]] = []
        self.cookies: list[styles.Pair] = []


def read_parameters(
    operation: Operation[Any], arguments: Mapping[str, object]
) -> Parameters:
    """Write the arguments of a call.

    Raises ``TypeError`` naming the argument where one that is required is ``None`` or one cannot be
    written, and ``ValueError`` where a value cannot stand in its place.
    """
    placed = Parameters()
    in_path: dict[str, str] = {}
    for parameter in operation.parameters:
        value = _argument(operation.id, parameter, arguments)
        if value is UNSET:
            continue
        try:
            _place(parameter, value, placed, in_path)
        except (TypeError, ValueError) as error:
            refuse(operation.id, parameter.argument, error)
    placed.path = _path(operation, in_path)
    return placed


def _argument(name: str, parameter: Parameter, arguments: Mapping[str, object]) -> Any:
    """The value to write, or ``UNSET`` where the parameter is left out."""
    value = arguments.get(parameter.argument)
    if value is None and parameter.nullable:
        return None
    if value is not None and value is not UNSET:
        return value
    if parameter.required:
        raise TypeError(f"{name}() needs the argument {parameter.argument!r}")
    return UNSET


def _place(
    parameter: Parameter, given: object, placed: Parameters, in_path: dict[str, str]
) -> None:
    if parameter.is_segment and type(given) in {str, int} and given != "":
        in_path[parameter.name] = styles.encode_strictly(str(given))
        return
    if parameter.type is not None and given is not None:
        from . import wire  # noqa: PLC0415 - loads what models need

        given = wire.validate_input(parameter.type, given)
        given = wire.to_wire_as(parameter.type, given)
    value = plain(given, parameter.format)
    match parameter.location:
        case "path":
            in_path[parameter.name] = _in_path(parameter, value)
        case "query":
            placed.query += _pairs(parameter, value, _encoding(parameter, "query"))
        case "header":
            if parameter.content_type or not styles.is_undefined(value):
                placed.headers.append((parameter.name, _in_header(parameter, value)))
        case "cookie":
            placed.cookies += _in_cookies(parameter, value)
        case "querystring":
            placed.query_text = whole_query(parameter, value)


def _encoding(parameter: Parameter, place: Literal["path", "query"]) -> styles.Encode:
    if parameter.allow_reserved:
        return styles.encode_reserved(place)
    return styles.encode_strictly


def _pairs(
    parameter: Parameter, value: Plain, encode: styles.Encode
) -> list[styles.Pair]:
    if parameter.content_type:
        return [(styles.encode_name(parameter.name), encode(content(parameter, value)))]
    if parameter.allow_empty and styles.is_undefined(value):
        return [(styles.encode_name(parameter.name), "")]
    return styles.pairs(parameter.name, value, *parameter.form, encode)


def _in_path(parameter: Parameter, value: Plain) -> str:
    encode = _encoding(parameter, "path")
    written = (
        encode(content(parameter, value))
        if parameter.content_type
        else styles.expand(parameter.name, value, *parameter.form, encode)
    )
    if not written:
        raise ValueError("a value in the path cannot be empty")
    return written


def _in_header(parameter: Parameter, value: Plain) -> str:
    written = (
        content(parameter, value)
        if parameter.content_type
        else styles.expand(
            parameter.name, value, "simple", parameter.form[1], styles.keep
        )
    )
    return header_value(written)


def _in_cookies(parameter: Parameter, value: Plain) -> Iterator[styles.Pair]:
    raw = parameter.form[0] == "cookie"
    encode = styles.keep if raw else styles.encode_cookie
    for name, written in _pairs(parameter, value, encode):
        if ";" in written:
            raise ValueError("a cookie cannot hold a semicolon")
        yield name, header_value(written)


def content(parameter: Parameter, value: Plain) -> str:
    """The value in the media type that the parameter's ``content`` names: JSON, or bare text."""
    if "json" in parameter.content_type or isinstance(value, list | dict):
        return styles.json_text(value)
    return text(value)


def whole_query(parameter: Parameter, value: Plain) -> str:
    """A value that is the whole query string (OpenAPI 3.2, ``in: querystring``)."""
    if isinstance(value, str):
        return quote(value, safe="!$&'()*+,;=:@/?%")
    if isinstance(value, dict) and "json" not in parameter.content_type:
        found = styles.pairs("", value, "form", True, styles.encode_strictly)
        return "&".join(f"{name}={written}" for name, written in found)
    return quote(content(parameter, value), safe="")


def header_value(value: str) -> str:
    """The value of a header without white space around it.

    Raises ``ValueError`` for control characters (RFC 9110 section 5.5): they could begin a header, or a
    request, that nobody meant.
    """
    if any((c < " " and c != "\t") or c == "\x7f" for c in value):
        raise ValueError("a header or cookie cannot hold control characters")
    return value.strip(" \t")


def _path(operation: Operation[Any], values: Mapping[str, str]) -> str:
    parts = [
        (_variable(operation, part, values) if index % 2 else part)
        for index, part in enumerate(operation.path_parts)
    ]
    path = "".join(parts)
    path = path if path.startswith("/") else f"/{path}"
    may_have_dots = values and ("/." in path or "/%2" in path)
    if may_have_dots and _DOT_SEGMENT.search(path):
        guilty = ", ".join(
            repr(parameter.argument)
            for parameter in operation.parameters
            if _DOT_SEGMENT.search(values.get(parameter.name, ""))
        )
        raise ValueError(
            f"{operation.id}(): argument {guilty}: a segment of the path cannot be '.' or '..'"
        )
    return path


def _variable(operation: Operation[Any], name: str, values: Mapping[str, str]) -> str:
    if name not in values:
        raise TypeError(f"{operation.id}() knows no value for {{{name}}} in its path")
    return values[name]
