"""Scalars between their text on the wire and Python, by nothing of the generator's own."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from email.utils import parsedate_to_datetime
from typing import Any

from .hints import Unfit

_UNIX_TIME = re.compile(r"-?\d{5,}(?:\.\d+)?")
_DURATION = re.compile(
    r"(?P<sign>-?)P(?:(?P<weeks>[\d.]+)W)?(?:(?P<days>[\d.]+)D)?"
    r"(?:T(?:(?P<hours>[\d.]+)H)?(?:(?P<minutes>[\d.]+)M)?(?:(?P<seconds>[\d.]+)S)?)?"
)


def read(kind: type, wire: Any) -> Any:
    """The Python value of ``kind`` that JSON data stands for. Raises ``Unfit`` where it stands for none."""
    if kind is dt.datetime and isinstance(wire, int | float) and not isinstance(wire, bool):
        return dt.datetime.fromtimestamp(wire, dt.UTC)
    if kind in _TEXTS:
        if not isinstance(wire, str):
            raise Unfit(f"{wire!r} is not text")
        try:
            return _TEXTS[kind](wire)
        except ValueError as error:
            raise Unfit(str(error)) from error
    if kind is Decimal and isinstance(wire, int | float | str) and not isinstance(wire, bool):
        return Decimal(str(wire))
    if kind is bytes and isinstance(wire, bytes | str):
        return wire if isinstance(wire, bytes) else _bytes(wire)
    accepted = {float: (int, float), int: (int,), str: (str,), bool: (bool,), type(None): (type(None),)}
    if kind not in accepted or not isinstance(wire, accepted[kind]) or (isinstance(wire, bool) and kind is not bool):
        raise Unfit(f"{wire!r} is no {getattr(kind, '__name__', kind)}")
    return wire


def read_text(kind: type, wire: Any) -> Any:
    """The same for what has no JSON around it: parameters and parts of forms."""
    if kind is str and not isinstance(wire, str | bool):
        return str(wire)
    if not isinstance(wire, str):
        return read(kind, wire)
    try:
        if kind is bool:
            return {"true": True, "false": False}[wire]
        if kind is dt.datetime and _UNIX_TIME.fullmatch(wire):
            return read(kind, float(wire))
        return kind(wire) if kind in (int, float) else read(kind, wire)
    except (KeyError, ValueError) as error:
        raise Unfit(f"{wire!r} is no {kind.__name__}") from error


def _bytes(text: str) -> bytes:
    plain = text.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)
    except binascii.Error as error:
        raise Unfit(f"{text!r} is no base64") from error


def _datetime(text: str) -> dt.datetime:
    return parsedate_to_datetime(text) if text[:1].isalpha() else dt.datetime.fromisoformat(text)


def _duration(text: str) -> dt.timedelta:
    match = _DURATION.fullmatch(text)
    if not match:
        raise Unfit(f"{text!r} is no duration")
    parts = match.groupdict()
    sign = -1 if parts.pop("sign") else 1
    return sign * dt.timedelta(**{name: float(number) for name, number in parts.items() if number})


_TEXTS: dict[type, Callable[[str], Any]] = {
    dt.datetime: _datetime,
    dt.date: dt.date.fromisoformat,
    dt.time: dt.time.fromisoformat,
    dt.timedelta: _duration,
}
