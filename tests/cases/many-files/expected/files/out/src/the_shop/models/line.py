"""The model ``Line``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict, Unpack

from .._runtime.model import Model

if TYPE_CHECKING:
    from .order import Order, OrderDict

__all__ = [
    "Line",
    "LineDict",
]

_REFS = {
    "Order": ".order",
}


class Line(Model):
    order: Order | None = None
    amount: float | None = None

    if TYPE_CHECKING:

        def __init__(self, /, **data: Unpack[LineDict]) -> None: ...


class LineDict(TypedDict, total=False):
    """What callers may give for a ``Line``."""

    order: Order | OrderDict
    amount: float
