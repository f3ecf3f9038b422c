"""OpenAPI 3.0 -> the internal dialect."""

from __future__ import annotations

from collections.abc import Callable

from ..moves import SchemaMoves
from ..values import Json
from .schemas import Siblings, schema_upgrade
from .shapes import change_schemas
from .shared import SharedParts
from .tell import Tell

INTERNAL_VERSION = "3.1.1"


def upgrade(
    data: dict[str, Json], tell: Tell, shared: SharedParts, rename: Callable[[str], str] | None = None
) -> tuple[dict[str, Json], SchemaMoves]:
    """The document in 3.1 shapes, and what moved: ``nullable``, boolean limits, siblings of ``$ref`` are settled.

    ``tell`` hears of keywords beside a ``$ref`` that are left out (OpenAPI 3.0 section 4.7.23).
    ``rename`` gives references of Schema Objects their new text.
    """
    moves = SchemaMoves()
    made = change_schemas(data, schema_upgrade(moves, Siblings(data, tell), rename), shared)
    return {**made, "openapi": INTERNAL_VERSION}, moves
