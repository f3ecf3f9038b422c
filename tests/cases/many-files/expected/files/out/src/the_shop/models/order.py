"""The model ``Order``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, List

from typing_extensions import Required, TypedDict, Unpack

from .._runtime.model import Model

if TYPE_CHECKING:
    from .line import Line, LineDict

__all__ = [
    "Order",
    "OrderDict",
]

_REFS = {
    "Line": ".line",
}


class Order(Model):
    id: str
    parent: Order | None = None
    lines: List[Line] | None = None

    if TYPE_CHECKING:

        def __init__(self, /, **data: Unpack[OrderDict]) -> None: ...


class OrderDict(TypedDict, total=False):
    """What callers may give for a ``Order``."""

    id: Required[str]
    parent: Order | OrderDict
    lines: Sequence[Line | LineDict]
