"""Types of fields whose form on the wire is not that of their Python type.

A type checker sees the plain type; pydantic and ``wire.to_wire`` see how it is read and written.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any

from pydantic_core import CoreSchema, core_schema

from .durations import read_duration, write_duration
from .exact import note
from .uploads import is_file

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

_INTEGER = re.compile(r"[+-]?[0-9]+")


@dataclass(frozen=True, slots=True)
class Codec:
    """How a type is read from the wire and written to it.

    ``kind`` is the class that Python values of the type have. ``read`` turns wire data into the Python
    value and lets a Python value pass; it raises ``ValueError`` for what it cannot read. ``write`` turns
    the Python value into JSON-ready data.
    """

    kind: type
    read: Callable[[Any], Any]
    write: Callable[[Any], Any]

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        # A dump for JSON says what the wire would; raw data that did not fit is dumped as it is.
        written = core_schema.plain_serializer_function_ser_schema(
            self._dump, when_used="json-unless-none"
        )
        return core_schema.no_info_before_validator_function(
            self.read, handler(source), serialization=written
        )

    def _dump(self, value: Any) -> Any:
        return self.write(value) if isinstance(value, self.kind) else value


def read_base64(value: Any) -> Any:
    """Bytes from base64 text of either alphabet, padded or not (RFC 4648 sections 4 and 5).

    Anything but text is returned as it is. Raises ``ValueError`` for text that is not base64.
    """
    if not isinstance(value, str):
        return value
    text = "".join(value.split()).rstrip("=").translate({45: "+", 95: "/"})
    try:
        return base64.b64decode(text + "=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise ValueError(f"not base64: {error}") from error


def write_base64(value: bytes) -> str:
    """Bytes as base64 text (RFC 4648 section 4)."""
    return base64.b64encode(value).decode("ascii")


def _write_base64url(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode("ascii")


def _read_int(value: Any) -> Any:
    """A whole number from the text of one; anything but text is returned as it is."""
    if not isinstance(value, str):
        return value
    if not _INTEGER.fullmatch(value):
        raise ValueError("not a whole number")
    return int(value)


def _read_float(value: Any) -> Any:
    """A number from the text of one; anything but text is returned as it is."""
    return float(value) if isinstance(value, str) else value


def _same(value: Any) -> Any:
    return value


def _file(value: Any) -> Any:
    """A file that a caller gave. Raises ``ValueError`` for text: is it the path, or the content?"""
    if is_file(value):
        return value
    raise ValueError("a file must be bytes, a path or an open file")


class _Digits:
    """Notes that there are decimals among what is read, whose digits are then looked for in the text."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.no_info_after_validator_function(note, handler(source))


class _AnyFile:
    """Takes a file in any form from callers, and anything from the wire."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return core_schema.json_or_python_schema(
            core_schema.any_schema(),
            core_schema.no_info_plain_validator_function(_file),
        )


Base64Bytes = Annotated[bytes, Codec(bytes, read_base64, write_base64)]
"""Bytes that travel as base64 (``format: byte``)."""

Base64UrlBytes = Annotated[bytes, Codec(bytes, read_base64, _write_base64url)]
"""Bytes that travel as base64 in the alphabet for URLs, without padding (``format: base64url``)."""

DecimalString = Annotated[Decimal, Codec(Decimal, _same, str)]
"""A decimal that travels as a string, all digits kept."""

DecimalNumber = Annotated[Decimal, _Digits()]
"""A decimal that travels as a JSON number, all digits kept."""

DurationString = Annotated[
    datetime.timedelta, Codec(datetime.timedelta, read_duration, write_duration)
]
"""A span of time that travels as an ISO 8601 duration, kept as it is written (``durations.Duration``)."""

IntString = Annotated[int, Codec(int, _read_int, str)]
"""A whole number that travels as a string, as JSON numbers of 64 bits do where readers have doubles."""

FloatString = Annotated[float, Codec(float, _read_float, str)]
"""A number that travels as a string."""

if TYPE_CHECKING:
    Binary = bytes
else:
    Binary = Annotated[bytes, _AnyFile(), Codec(object, _same, _same)]
"""Raw bytes outside JSON, such as a file of a multipart body: bytes when read, any file when given."""
