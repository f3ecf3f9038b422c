"""OpenAPI 3.0 -> the internal dialect."""

from __future__ import annotations

from collections.abc import Callable

from ..values import Json
from .schemas import Moved, upgraded
from .shapes import change_schemas

INTERNAL_VERSION = "3.1.1"


def upgrade(data: dict[str, Json], moved: Moved, on_siblings: Callable[[str, list[str]], None]) -> dict[str, Json]:
    """The document in 3.1 shapes: ``nullable``, boolean exclusive limits and siblings of ``$ref`` are settled.

    ``moved`` takes the prefixes that move; ``on_siblings`` hears of keywords beside a ``$ref`` that are
    left out (OpenAPI 3.0 section 4.7.23).
    """
    return {**change_schemas(data, upgraded(moved, on_siblings)), "openapi": INTERNAL_VERSION}
