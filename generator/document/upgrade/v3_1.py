"""OpenAPI 3.1 -> the internal dialect, which has its shapes: only habits from older versions are settled."""

from __future__ import annotations

from ..moves import SchemaMoves
from ..values import Json
from .schemas import schema_upgrade
from .shapes import change_schemas
from .shared import SharedParts


def upgrade(data: dict[str, Json], shared: SharedParts) -> tuple[dict[str, Json], SchemaMoves]:
    """The document with stray ``nullable`` and the like said in 3.1's words, and what moved by that."""
    moves = SchemaMoves()
    return change_schemas(data, schema_upgrade(moves), shared), moves
