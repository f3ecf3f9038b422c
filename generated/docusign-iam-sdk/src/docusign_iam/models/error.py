"""The model ``Error``."""

from __future__ import annotations

import datetime as _dt
from typing import TYPE_CHECKING

from typing_extensions import TypedDict, Unpack

from .._runtime.model import Model

__all__ = [
    "Error",
    "ErrorDict",
]


class Error(Model):
    """Why a call failed."""

    error: str | None = None
    """The reason in words."""
    code: str | None = None
    """The reason as a short code for programs."""
    timestamp: _dt.datetime | None = None
    """When the call failed."""

    if TYPE_CHECKING:

        def __init__(self, /, **data: Unpack[ErrorDict]) -> None: ...


class ErrorDict(TypedDict, total=False):
    """What callers may give for a ``Error``."""

    error: str
    code: str
    timestamp: _dt.datetime
