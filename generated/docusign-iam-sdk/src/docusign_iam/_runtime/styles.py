"""The styles in which parameters are written (OpenAPI 3.1 section 4.8.12, RFC 6570 section 3.2).

Values are plain data as ``values.plain`` makes it. As in RFC 6570, an empty list, an empty object and a
null inside of either count as undefined and are left out. What the styles do not define is written so
that nothing is lost: a list or an object inside a list or an object as JSON, in ``deepObject`` under
indices in brackets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NoReturn, TypeAlias
from urllib.parse import quote

from .values import JsonNumber, Plain, plain, text

Pair: TypeAlias = tuple[str, str]
"""A name and a value, both ready for the wire."""

Encode: TypeAlias = Callable[[str], str]
"""What makes the text of one value fit for its place."""

_DELIMITERS = {
    "form": ",",
    "cookie": ",",
    "spaceDelimited": "%20",
    "pipeDelimited": "%7C",
}
_COMPACT: dict[str, Any] = {
    "ensure_ascii": False,
    "allow_nan": False,
    "separators": (",", ":"),
}
_NAME_SAFE = "!$'()*,:;@/?"
_TRIPLET = re.compile("(%[0-9A-Fa-f]{2})")
_RESERVED = {"path": ":/@!$&'()*+,;=", "query": ":/?@!$'()*,;="}
_COOKIE_SAFE = "!#$&'()*+/:<=>?@[]^`{|}~"


class _ExactError(TypeError):
    """A number is met that a double cannot hold."""


def _refuse(value: object) -> NoReturn:
    if isinstance(value, JsonNumber):
        raise _ExactError
    raise TypeError(f"{type(value).__name__} has no form in JSON")


_JSON = json.JSONEncoder(default=_refuse, **_COMPACT)


def encode_strictly(value: str) -> str:
    """Percent-encode all but the unreserved characters (RFC 3986 section 2.3)."""
    return quote(value, safe="")


def encode_name(name: str) -> str:
    """A name in a query: what may stand there unencoded is left alone (RFC 3986 section 3.4)."""
    return quote(name, safe=_NAME_SAFE)


def encode_reserved(place: str) -> Encode:
    """The encoding of ``allowReserved`` (RFC 6570 section 3.2.3): reserved characters and percent-encoded
    triplets pass.

    Those that the place itself gives a meaning to do not: the ends of a path and of a query, and in a
    query ``&`` and ``+``. ``place`` is ``path`` or ``query``.
    """
    safe = _RESERVED[place]

    def encode(value: str) -> str:
        parts = _TRIPLET.split(value)
        return "".join(
            part if index % 2 else quote(part, safe=safe)
            for index, part in enumerate(parts)
        )

    return encode


def encode_cookie(value: str) -> str:
    """Percent-encode what a cookie's value cannot hold (RFC 6265 section 4.1.1), and the percent sign."""
    return quote(value, safe=_COOKIE_SAFE)


def keep(value: str) -> str:
    """No encoding at all: for headers, and for cookies of the style ``cookie``."""
    return value


def json_text(value: object) -> str:
    """Compact JSON. Raises ``ValueError`` for numbers that are not finite."""
    try:
        return _JSON.encode(value)
    except _ExactError:
        from .exact import encode  # noqa: PLC0415 - few APIs have such numbers

        return encode(value, _COMPACT)


def encode_json(value: object) -> bytes:
    """Compact JSON in UTF-8. Raises ``ValueError`` for what JSON cannot hold."""
    return json_text(value).encode()


def plain_text(value: object) -> str:
    """A value as the text of a body or a part: a scalar as in a URL, anything else as JSON."""
    return _leaf(plain(value))


def expand(name: str, value: Plain, style: str, explode: bool, encode: Encode) -> str:
    """A value in one of the styles that give one text: ``simple``, ``label`` and ``matrix``.

    Raises ``ValueError`` for any other style.
    """
    if style not in {"simple", "label", "matrix"}:
        raise ValueError(f"the style {style!r} gives no text")
    if is_undefined(value):
        return ""
    prefix, separator = {
        "simple": ("", ","),
        "label": (".", "." if explode else ","),
        "matrix": (";", ";" if explode else ","),
    }[style]
    if style == "matrix" and not (explode and isinstance(value, dict)):
        return _matrix(name, value, explode, encode)
    return prefix + separator.join(_members(value, explode, encode))


def _matrix(name: str, value: Plain, explode: bool, encode: Encode) -> str:
    key = f";{encode_strictly(name)}"
    members = list(_members(value, explode, encode))
    if isinstance(value, list) and explode:
        return "".join(f"{key}={member}" for member in members)
    joined = ",".join(members)
    return f"{key}={joined}" if joined else key


def _members(value: Plain, explode: bool, encode: Encode) -> Iterator[str]:
    """The members of a value, each encoded; of an object ``k=v`` or, unexploded, ``k`` and ``v``."""
    if not isinstance(value, list | dict):
        yield encode(text(value))
        return
    encode = _without_commas(encode)
    if isinstance(value, list):
        yield from (encode(_leaf(item)) for item in value if item is not None)
        return
    for key, item in value.items():
        if item is None:
            continue
        if explode:
            yield f"{encode(key)}={encode(_leaf(item))}"
        else:
            yield encode(key)
            yield encode(_leaf(item))


def pairs(
    name: str, value: Plain, style: str, explode: bool, encode: Encode
) -> list[Pair]:
    """A value in one of the styles that give names and values: ``form``, ``cookie``, ``spaceDelimited``,
    ``pipeDelimited`` and ``deepObject``.

    Raises ``ValueError`` for any other style.
    """
    if style == "deepObject":
        return list(_deep(encode_name(name), value, encode))
    if style not in _DELIMITERS:
        raise ValueError(f"the style {style!r} gives no names and values")
    if not isinstance(value, list | dict):
        return [(encode_name(name), encode(text(value)))]
    if explode:
        return list(_exploded(name, value, encode))
    if is_undefined(value):
        return []
    joined = _DELIMITERS[style].join(_members(value, False, encode))
    return [(encode_name(name), joined)]


def _exploded(
    name: str, value: list[Plain] | dict[str, Plain], encode: Encode
) -> Iterator[Pair]:
    if isinstance(value, list):
        for item in value:
            if item is not None:
                yield encode_name(name), encode(_leaf(item))
        return
    for key, item in value.items():
        if isinstance(item, list):
            yield from _exploded(key, item, encode)
        elif item is not None:
            yield encode_name(key), encode(_leaf(item))


def _deep(key: str, value: Plain, encode: Encode) -> Iterator[Pair]:
    """``key[name]=value``, to any depth, the brackets encoded as RFC 3986 asks for."""
    if isinstance(value, dict):
        members = list(value.items())
    elif isinstance(value, list):
        members = [(str(index), item) for index, item in enumerate(value)]
    else:
        yield key, encode(text(value))
        return
    for name, item in members:
        if item is not None:
            yield from _deep(f"{key}%5B{encode_strictly(name)}%5D", item, encode)


def _leaf(value: Plain) -> str:
    return json_text(value) if isinstance(value, list | dict) else text(value)


def is_undefined(value: Plain) -> bool:
    """Whether a value is a list or an object without members (RFC 6570 section 2.3)."""
    if isinstance(value, dict):
        return all(item is None for item in value.values())
    return isinstance(value, list) and all(item is None for item in value)


def _without_commas(encode: Encode) -> Encode:
    """The same encoding for one member of several: a comma stands between them."""
    if encode is keep:
        return encode
    return lambda value: encode(value).replace(",", "%2C")
