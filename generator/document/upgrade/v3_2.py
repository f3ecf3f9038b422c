"""OpenAPI 3.2 -> the internal dialect.

What only 3.2 can say (``query`` and ``additionalOperations`` in path items, ``itemSchema``, ``in:
querystring``, ``deviceAuthorization``, ``$self``) has no older form and is kept as it is.
"""

from __future__ import annotations

from ..values import Json
from . import v3_1
from .schemas import Moved


def upgrade(data: dict[str, Json], moved: Moved) -> dict[str, Json]:
    """The document with habits from 3.0 settled, as for 3.1."""
    return v3_1.upgrade(data, moved)
