"""The model ``Circle``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from typing_extensions import TypedDict, Unpack

from .._runtime.model import Model

__all__ = [
    "Circle",
    "CircleDict",
]


class Circle(Model):
    kind: Literal["circle"] = "circle"
    radius: float | None = None

    if TYPE_CHECKING:

        def __init__(self, /, **data: Unpack[CircleDict]) -> None: ...


class CircleDict(TypedDict, total=False):
    """What callers may give for a ``Circle``."""

    kind: Literal["circle"]
    radius: float
