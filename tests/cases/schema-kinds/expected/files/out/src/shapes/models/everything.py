"""The model ``Everything``."""

from __future__ import annotations

import datetime as _dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Dict, List

from pydantic import Field
from typing_extensions import Required, TypedDict, Unpack

from .._runtime.enums import OpenIntEnum, OpenStrEnum
from .._runtime.formats import Base64Bytes
from .._runtime.model import Model
from .._runtime.types import JsonInput, JsonValue

__all__ = [
    "Everything",
    "EverythingDict",
    "EverythingSize",
    "EverythingCount",
]


class Everything(Model):
    """The API checks more than the type says: `not`, `dependentRequired`."""

    __nullable__ = ("when", "size", "any")

    id: str
    secret: str | None = Field(default=None, repr=False)
    """Write-only."""
    when: _dt.datetime | None = None
    size: EverythingSize | None = None
    count: EverythingCount | None = None
    tuple: List[str | int] | None = None
    tree: Everything | None = None
    either: str | float | None = None
    any: JsonValue | None = None
    data: Base64Bytes | None = None
    named: Dict[str, int] | None = None
    mine: Dict[str, str] | None = None

    if TYPE_CHECKING:

        def __init__(self, /, **data: Unpack[EverythingDict]) -> None: ...


class EverythingDict(TypedDict, total=False):
    """What callers may give for a ``Everything``."""

    id: Required[str]
    secret: str
    when: _dt.datetime | None
    size: EverythingSize | str | None
    count: EverythingCount | int
    tuple: Sequence[str | int]
    tree: Everything | EverythingDict
    either: str | float
    any: JsonInput
    data: bytes
    named: Mapping[str, int]
    mine: Mapping[str, str]


class EverythingSize(OpenStrEnum):
    SMALL = "small"
    LARGE = "large"


class EverythingCount(OpenIntEnum):
    VALUE_1 = 1
    VALUE_2 = 2
    VALUE_3 = 3
