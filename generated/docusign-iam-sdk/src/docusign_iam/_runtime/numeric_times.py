"""Points in time and spans that travel as numbers: Unix time, seconds, milliseconds.

The formats are those that TypeSpec writes (``unixtime``, ``seconds``, ``milliseconds``) for integers and
for numbers. Python holds what it holds of a ``date-time`` and of a ``duration``.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

from pydantic_core import CoreSchema, core_schema

from .formats import Codec

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)  # noqa: UP017
_UNITS = {
    "unixtime": datetime.timedelta(seconds=1),
    "seconds": datetime.timedelta(seconds=1),
    "milliseconds": datetime.timedelta(milliseconds=1),
}


def write_number(
    value: datetime.datetime | datetime.timedelta, kind: str, format: str  # noqa: A002
) -> int | float:
    """A point in time or a span in the unit of its format; an ``integer`` is rounded down.

    ``kind`` is ``integer`` or ``number``. Raises ``ValueError`` for a date-time without a zone, which is
    at no certain time.
    """
    if isinstance(value, datetime.datetime):
        if value.utcoffset() is None:
            raise ValueError("a date-time needs a time zone to be sent as a number")
        value = value - _EPOCH
    whole, rest = divmod(value, _UNITS[format])
    return value / _UNITS[format] if rest and kind == "number" else whole


def _read_span(unit: datetime.timedelta, value: Any) -> Any:
    """A span from a number of units, or the text of one; anything else is returned as it is."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return value
    number = float(value) if isinstance(value, str) else value
    try:
        return number * unit
    except OverflowError as error:
        raise ValueError("too long a span of time") from error


def _read_time(value: Any) -> Any:
    """A point in time, in UTC, from its Unix time or the text of it; anything else is returned as it is."""
    span = _read_span(_UNITS["unixtime"], value)
    if not isinstance(span, datetime.timedelta):
        return value
    try:
        return _EPOCH + span
    except OverflowError as error:
        raise ValueError("a point in time that is too far away") from error


@dataclass(frozen=True, slots=True)
class _Numeric(Codec):
    """A codec that reads the text of a number where that is all there can be: in no union with strings."""

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        lax = Codec.__get_pydantic_core_schema__(self, source, handler)
        strict = core_schema.no_info_before_validator_function(
            self._read_number, handler(source)
        )
        written: Any = lax.get("serialization")
        return core_schema.lax_or_strict_schema(lax, strict, serialization=written)

    def _read_number(self, value: Any) -> Any:
        return value if isinstance(value, str) else self.read(value)


def _time(kind: str) -> Codec:
    write = partial(write_number, kind=kind, format="unixtime")
    return _Numeric(datetime.datetime, _read_time, write)


def _span(kind: str, format: str) -> Codec:  # noqa: A002
    write = partial(write_number, kind=kind, format=format)
    return _Numeric(datetime.timedelta, partial(_read_span, _UNITS[format]), write)


UnixTimeInt = Annotated[datetime.datetime, _time("integer")]
"""A point in time that travels as whole seconds since 1970."""

UnixTimeFloat = Annotated[datetime.datetime, _time("number")]
"""A point in time that travels as seconds since 1970, parts of them as a fraction."""

SecondsInt = Annotated[datetime.timedelta, _span("integer", "seconds")]
"""A span of time that travels as whole seconds."""

SecondsFloat = Annotated[datetime.timedelta, _span("number", "seconds")]
"""A span of time that travels as seconds, parts of them as a fraction."""

MillisInt = Annotated[datetime.timedelta, _span("integer", "milliseconds")]
"""A span of time that travels as whole milliseconds."""

MillisFloat = Annotated[datetime.timedelta, _span("number", "milliseconds")]
"""A span of time that travels as milliseconds, parts of them as a fraction."""
