"""Enums that keep the values they do not know, so that a newer server never breaks an older client."""

from __future__ import annotations

from enum import Enum, ReprEnum
from typing import Self


class _Open(Enum):
    """What the open enums share. A value they do not know equals its raw value, pickles and has no name."""

    @property
    def is_known(self) -> bool:
        """Whether the API description lists this value."""
        return bool(self._name_)

    def __repr__(self) -> str:
        name = f"{type(self).__name__}.{self._name_}".rstrip(".")
        return f"<{name}: {self._value_!r}>"


class OpenStrEnum(str, _Open, ReprEnum):
    """String values; ``str(member)`` is the value itself."""

    __repr__ = _Open.__repr__

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str):
            return None
        kept = str.__new__(cls, value)
        kept._name_, kept._value_ = "", str(value)
        return kept


class OpenIntEnum(int, _Open, ReprEnum):
    """Integer values."""

    __repr__ = _Open.__repr__

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, int) or isinstance(value, bool):
            return None
        kept = int.__new__(cls, value)
        kept._name_, kept._value_ = "", int(value)
        return kept


class OpenFloatEnum(float, _Open, ReprEnum):
    """Number values; an integer that the API sends counts as one."""

    __repr__ = _Open.__repr__

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, float | int) or isinstance(value, bool):
            return None
        kept = float.__new__(cls, value)
        kept._name_, kept._value_ = "", float(value)
        return kept
