"""The model ``Shape``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from typing_extensions import TypeAliasType

from .._runtime.unions import Tagged

if TYPE_CHECKING:
    from .circle import Circle, CircleDict
    from .square import Square, SquareDict

__all__ = [
    "Shape",
    "ShapeInput",
]

_REFS = {
    "Circle": ".circle",
    "Square": ".square",
}


Shape = TypeAliasType(
    "Shape",
    """(
        Annotated[Circle
        | Square, Tagged("kind", {"circle": "Circle", "square": "Square"})]
    )""",
)
"""Anything that can be drawn."""

ShapeInput = TypeAliasType(
    "ShapeInput",
    "Circle | CircleDict | Square | SquareDict",
)
"""What callers may give for a ``Shape``."""
