"""Durations (ISO 8601, RFC 3339 appendix A): spans of time that keep how the API writes them."""

from __future__ import annotations

import datetime
from functools import cache
from typing import Any, Self


class Duration(datetime.timedelta):
    """A span that ``timedelta`` alone cannot write back: ``P1M``, ``P2W``, ``PT90M``.

    It is as long as pydantic counts it, with years of 365 days and months of 30, and compares and
    calculates as that. ``text`` is how it stands on the wire, where it is sent as it came. Raises
    ``ValueError`` for text that is no duration.
    """

    text: str

    def __new__(cls, text: str) -> Self:
        span = _parsed(text)
        made = super().__new__(cls, span.days, span.seconds, span.microseconds)
        made.text = text
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (self.text,)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.text!r})"


def read_duration(value: Any) -> Any:
    """A span from its text; anything but text is returned as it is.

    Raises ``ValueError`` for text that is no duration.
    """
    if not isinstance(value, str):
        return value
    span = _parsed(value)
    return span if write_duration(span) == value else Duration(value)


def write_duration(span: datetime.timedelta) -> str:
    """ISO 8601: as it was read, or in days, hours, minutes and seconds."""
    if isinstance(span, Duration):
        return span.text
    sign, span = ("-", -span) if span < datetime.timedelta(0) else ("", span)
    days, rest = divmod(span, datetime.timedelta(days=1))
    seconds, micros = rest.seconds, f"{rest.microseconds:06d}".rstrip("0")
    parts = [
        f"{number}{unit}"
        for number, unit in ((seconds // 3600, "H"), (seconds // 60 % 60, "M"))
        if number
    ]
    if seconds % 60 or micros:
        parts.append(f"{seconds % 60}{'.' if micros else ''}{micros}S")
    if not days and not parts:
        return "PT0S"
    return f"{sign}P{f'{days}D' if days else ''}{'T' if parts else ''}{''.join(parts)}"


def _parsed(text: str) -> datetime.timedelta:
    try:
        span: datetime.timedelta = _validator().validate_python(text)
    except ValueError:
        raise ValueError("not an ISO 8601 duration") from None
    return span


@cache
def _validator() -> Any:
    from pydantic_core import SchemaValidator, core_schema  # noqa: PLC0415

    return SchemaValidator(core_schema.timedelta_schema())
