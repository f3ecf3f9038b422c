"""The model ``Pet``."""

from __future__ import annotations

import datetime as _dt
from typing import TYPE_CHECKING

from typing_extensions import Required, TypedDict, Unpack

from .._runtime.enums import OpenStrEnum
from .._runtime.model import READ_ONLY, Model

__all__ = [
    "Pet",
    "PetDict",
    "PetMood",
]


class Pet(Model):
    """An animal that lives with people."""

    __nullable__ = ("born",)

    __read_only__ = ("id",)

    id: int = READ_ONLY
    """Identifies the pet.

    Read-only.
    """
    name: str
    """What it is called."""
    born: _dt.date | None = None
    """Its birthday; null if unknown."""
    mood: PetMood | None = None
    """Default: ``"happy"``."""

    if TYPE_CHECKING:

        def __init__(self, /, **data: Unpack[PetDict]) -> None: ...


class PetDict(TypedDict, total=False):
    """What callers may give for a ``Pet``."""

    name: Required[str]
    born: _dt.date | None
    mood: PetMood | str


class PetMood(OpenStrEnum):
    HAPPY = "happy"
    HUNGRY = "hungry"
