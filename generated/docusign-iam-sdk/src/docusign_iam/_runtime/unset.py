"""The difference between "not given" and "null"."""

from __future__ import annotations

from enum import Enum
from typing import Final, Literal


class Unset(Enum):
    """The type of ``UNSET``; write ``str | None | Unset`` for an argument that may be null or left out."""

    UNSET = "UNSET"

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    __str__ = __repr__


UNSET: Final = Unset.UNSET
"""Leaves an argument out where ``None`` would be sent as null. There is one: compare with ``is``."""
