"""What programs hold of the formats, and which enums are closed, as the settings ask."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .. import codes
from ..diagnostics import Report
from ..model import EnumModel, Held, Model, PrimitiveKind, Source
from ..settings import EnumSettings, FormatSettings

_HELD = {
    "str": Held.TEXT,
    "int": Held.INTEGER,
    "float": Held.FLOAT,
    "Decimal": Held.DECIMAL,
    "UUID": Held.UUID,
}
_STRINGS = {
    "date-time": "date_time",
    "date": "date",
    "time": "time",
    "duration": "duration",
    "byte": "byte",
    "base64": "byte",
    "base64url": "byte",
    "decimal": "decimal",
    "uuid": "uuid",
    "int64": "int64",
    "uint64": "int64",
}
"""The formats of strings, and the keys of the settings that decide on them."""


_NUMBERS = {"unixtime": "unixtime", "seconds": "numeric_duration", "milliseconds": "numeric_duration"}
"""The formats of integers and numbers that are no numbers to programs, and the keys that decide on them."""


class Formats:
    """What the settings say of scalars and enums. What they leave as it is has no ``Held``."""

    def __init__(self, formats: FormatSettings, enums: EnumSettings) -> None:
        self._formats = formats
        self._closed = [_pattern(text) for text in enums.closed]

    def held(self, kind: PrimitiveKind, format_: str | None) -> Held | None:
        """What programs hold of a scalar of that kind and format; ``None`` for what is usual."""
        match kind:
            case PrimitiveKind.STRING if format_ in _STRINGS:
                return self._chosen(_STRINGS[format_])
            case PrimitiveKind.INTEGER | PrimitiveKind.NUMBER if format_ in _NUMBERS:
                return self._number(kind) if getattr(self._formats, _NUMBERS[format_]) == "number" else None
            case PrimitiveKind.NUMBER if format_ == "decimal":
                return Held.FLOAT if self._formats.decimal == "float" else None
            case PrimitiveKind.NUMBER:
                return self._chosen("number")
            case _:
                return None

    def _number(self, kind: PrimitiveKind) -> Held:
        if kind is PrimitiveKind.INTEGER:
            return Held.INTEGER
        return self._chosen("number") or Held.FLOAT

    def is_open(self, name: str) -> bool:
        """Whether the enum of that name keeps values that the document does not list."""
        return not any(pattern.fullmatch(name) for pattern in self._closed)

    def _chosen(self, key: str) -> Held | None:
        value = getattr(self._formats, key)
        return None if value == FormatSettings.model_fields[key].default else _HELD[value]


def check_closed(enums: EnumSettings, models: Iterable[Model], file: str, report: Report) -> None:
    """Reports the patterns of ``[enums]`` in the settings ``file`` that fit no enum."""
    names = [model.name for model in models if isinstance(model, EnumModel)]
    for index, text in enumerate(enums.closed):
        if not any(map(_pattern(text).fullmatch, names)):
            report.add(codes.ENUM_IDLE, f"{text!r} fits no enum", Source(file, f"/enums/closed/{index}"))


def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, text.split("*"))))
