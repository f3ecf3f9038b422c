"""OpenAPI 3.1 -> the internal dialect, which has its shapes: only habits from 3.0 are settled."""

from __future__ import annotations

from ..values import Json
from .schemas import Moved, upgraded
from .shapes import change_schemas


def upgrade(data: dict[str, Json], moved: Moved) -> dict[str, Json]:
    """The document with stray ``nullable`` and boolean exclusive limits said in 3.1's words."""
    return change_schemas(data, upgraded(moved, None))
