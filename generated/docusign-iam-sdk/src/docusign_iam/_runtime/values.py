"""Arguments as plain data, and scalars as text, as the schema's format says."""

from __future__ import annotations

import base64
import datetime
import math
from collections.abc import Mapping, Sequence, Set
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from .unset import UNSET


class JsonNumber(Decimal):
    """A number as it stands in JSON, digit by digit."""

    __slots__ = ()


Scalar: TypeAlias = str | int | float | bool | JsonNumber | None
Plain: TypeAlias = "Scalar | list[Plain] | dict[str, Plain]"


def plain(value: object, format: str = "") -> Plain:  # noqa: A002 - OpenAPI's word
    """JSON-like data with wire names: what styles and forms are written from.

    ``format`` decides the alphabet of bytes (``base64url`` or else base64), and of times the kind of number
    and the unit if they travel as numbers (``integer unixtime``). Members that are ``UNSET`` are left out.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, Enum):
        return plain(value.value, format)
    if isinstance(value, str | int | float):
        return _scalar(value)
    if isinstance(value, Mapping):
        return {
            _text_of_key(key): plain(item, format)
            for key, item in value.items()
            if item is not UNSET
        }
    if isinstance(value, bytes | bytearray | memoryview):
        return _base64(bytes(value), format)
    if isinstance(value, Sequence | Set):
        return [plain(item, format) for item in value if item is not UNSET]
    if isinstance(value, datetime.date | datetime.time | datetime.timedelta):
        return _time(value, format)
    if isinstance(value, Decimal):
        return value if isinstance(value, JsonNumber) else _decimal(value)
    from .wire import to_wire  # noqa: PLC0415 - loads what models need

    return plain(to_wire(value))


def text(value: Scalar) -> str:
    """A scalar as it stands in a URL, a header or a form; null is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def time_text(value: datetime.date | datetime.time | datetime.timedelta) -> str:
    """A point in time as RFC 3339 has it, UTC as ``Z``; a span as an ISO 8601 duration.

    A date-time without a zone is written without one.
    """
    if isinstance(value, datetime.timedelta):
        from .durations import write_duration  # noqa: PLC0415 - few APIs have durations

        return write_duration(value)
    written = value.isoformat()
    return f"{written[:-6]}Z" if written.endswith("+00:00") else written


def _time(
    value: datetime.date | datetime.time | datetime.timedelta,
    format: str,  # noqa: A002 - OpenAPI's word
) -> str | int | float:
    kind, _, unit = format.partition(" ")
    if unit and isinstance(value, datetime.datetime | datetime.timedelta):
        from .numeric_times import write_number  # noqa: PLC0415 - few APIs have them

        return write_number(value, kind, unit)
    return time_text(value)


def _scalar(value: str | float) -> str | int | float:
    """The value as its builtin class, so that subclasses cannot say how they are written."""
    if isinstance(value, str):
        return str.__str__(value)
    if isinstance(value, int):
        return int(value)
    if not math.isfinite(value):
        raise ValueError(f"{value} is no number that an API can be sent")
    return float(value)


def _decimal(value: Decimal) -> str:
    if not value.is_finite():
        raise ValueError(f"{value} is no number that an API can be sent")
    return format(value, "f")


def _base64(value: bytes, format: str) -> str:  # noqa: A002 - OpenAPI's word
    if format == "base64url":
        return base64.urlsafe_b64encode(value).decode("ascii").rstrip("=")
    return base64.b64encode(value).decode("ascii")


def _text_of_key(key: object) -> str:
    value = plain(key)
    if isinstance(value, list | dict):
        raise TypeError(f"{type(key).__name__} cannot be the name of a property")
    return text(value)
