"""Enums that keep the values they do not know, so that a newer server never breaks an older client."""

from __future__ import annotations

from enum import Enum, ReprEnum
from typing import TYPE_CHECKING, Any, Self, get_args

from pydantic_core import CoreSchema, core_schema

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler


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


class FirstKnown:
    """Annotates a union of several open enums: the first one that lists a value takes it."""

    __slots__ = ()

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        enums = [part for part in get_args(source) if _is_enum(part)]
        known: list[Any] = [
            core_schema.no_info_after_validator_function(
                enum, core_schema.literal_schema([member.value for member in enum])
            )
            for enum in enums
        ]
        return core_schema.union_schema(
            [*known, handler(source)],
            mode="left_to_right",
            serialization=core_schema.simple_ser_schema("any"),
        )


def _is_enum(part: Any) -> bool:
    return isinstance(part, type) and issubclass(part, Enum)
