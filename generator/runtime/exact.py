"""Decimals that travel as JSON numbers, with all their digits.

JSON readers and writers have doubles for numbers. So what was read is gone through once more where a
decimal is among it, beside the same text read with digits; and a decimal whose digits a double does not
have is written into the text afterwards.
"""

from __future__ import annotations

import json
import re
import threading
import uuid
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from .values import JsonNumber

_SMALL = 30
"""The exponent up to which a decimal without a fraction is written as plain digits."""
_INTEGER = re.compile(r"-?[0-9]{1,4000}")


class _Noted(threading.local):
    any = False


_noted = _Noted()


def note(value: Decimal) -> Decimal:
    """Take note that this thread is reading a decimal, which is returned as it is."""
    _noted.any = True
    return value


def with_digits(value: Any, data: bytes | bytearray | str) -> Any:
    """What ``data`` was read as, in which decimals have the digits of the text."""
    if not _noted.any:
        return value
    _noted.any = False
    is_lossy = False

    def number(text: str) -> float:
        nonlocal is_lossy
        found = float(text)
        if repr(found) == text:
            return found
        is_lossy = True
        return JsonNumber(text)  # type: ignore[return-value]

    try:
        raw = json.loads(data, parse_float=number)
    except ValueError:  # a whole number that is too long for Python
        return value
    return _restored(value, raw) if is_lossy else value


def number_of(value: Decimal) -> int | float | JsonNumber:
    """A decimal as a JSON number. Raises ``ValueError`` for what is not finite."""
    if not value.is_finite():
        raise ValueError(f"{value} cannot be written as a JSON number")
    text = str(value)
    if _INTEGER.fullmatch(text):
        return int(text)
    exponent = value.as_tuple().exponent
    if isinstance(exponent, int) and 0 < exponent <= _SMALL:
        return int(value)
    number = float(value)
    return number if repr(number) == text else JsonNumber(value)


def encode(value: object, options: Mapping[str, Any]) -> str:
    """JSON in which ``JsonNumber`` stands with its digits; ``options`` are those of ``json.dumps``."""
    mark = uuid.uuid4().hex
    numbers: list[str] = []

    def default(item: object) -> str:
        if not isinstance(item, JsonNumber):
            raise TypeError(f"{type(item).__name__} has no form in JSON")
        numbers.append(str(item))
        return f"{mark}{len(numbers) - 1}"

    text = json.dumps(value, default=default, **options)
    return re.sub(f'"{mark}([0-9]+)"', lambda found: numbers[int(found[1])], text)


def _restored(value: Any, raw: Any) -> Any:
    if isinstance(raw, JsonNumber):
        return Decimal(raw) if isinstance(value, Decimal) else value
    if isinstance(raw, list) and isinstance(value, list):
        value[:] = map(_restored, value, raw)
    elif isinstance(raw, dict):
        if isinstance(value, BaseModel):
            _restore_members(vars(value), raw, _wire_names(type(value)))
            _restore_members(value.__pydantic_extra__ or {}, raw, {})
        elif isinstance(value, dict):
            _restore_members(value, raw, {})
    return value


def _restore_members(
    members: dict[Any, Any], raw: Mapping[str, Any], names: Mapping[str, str]
) -> None:
    for name, value in members.items():
        key = names.get(name, name)
        if key in raw:
            members[name] = _restored(value, raw[key])


def _wire_names(cls: type[BaseModel]) -> dict[str, str]:
    fields = cls.__pydantic_fields__.items()
    return {name: field.alias or name for name, field in fields}
