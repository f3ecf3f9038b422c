"""OpenAPI 3.2 -> the internal dialect.

What only 3.2 can say (``query`` and ``additionalOperations`` in path items, ``itemSchema``, ``in:
querystring``, ``deviceAuthorization``, ``$self``) has no older form and is kept as it is.
"""

from __future__ import annotations

from ..moves import SchemaMoves
from ..values import Json
from . import v3_1
from .shared import SharedParts


def upgrade(data: dict[str, Json], shared: SharedParts) -> tuple[dict[str, Json], SchemaMoves]:
    """The document with older habits settled as for 3.1, and what moved by that."""
    return v3_1.upgrade(data, shared)
