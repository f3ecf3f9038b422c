"""Webhooks of documents older than OpenAPI 3.1, under the name that tools gave them: ``x-webhooks``."""

from __future__ import annotations

from ..moves import Prefixes
from ..values import Json

_EXTENSION, _FIELD = "x-webhooks", "webhooks"


def named_webhooks(data: dict[str, Json]) -> tuple[dict[str, Json], Prefixes]:
    """The document with its webhooks in the place that OpenAPI 3.1 has for them, and what moved."""
    prefixes = Prefixes()
    if _FIELD in data or not isinstance(data.get(_EXTENSION), dict):
        return data, prefixes
    prefixes.moved(f"/{_FIELD}", f"/{_EXTENSION}")
    return {(_FIELD if key == _EXTENSION else key): value for key, value in data.items()}, prefixes
