"""The model ``ResourceMetadata``."""

from __future__ import annotations

import datetime as _dt
from typing import TYPE_CHECKING

from typing_extensions import TypedDict, Unpack

from .._runtime.model import Model

__all__ = [
    "ResourceMetadata",
    "ResourceMetadataDict",
]


class ResourceMetadata(Model):
    """Who created and changed something, and when."""

    created_at: _dt.datetime | None = None
    """When it was created."""
    created_by: str | None = None
    """Who created it."""
    modified_at: _dt.datetime | None = None
    """When it last changed."""
    modified_by: str | None = None
    """Who made that change."""

    if TYPE_CHECKING:

        def __init__(self, /, **data: Unpack[ResourceMetadataDict]) -> None: ...


class ResourceMetadataDict(TypedDict, total=False):
    """What callers may give for a ``ResourceMetadata``."""

    created_at: _dt.datetime
    created_by: str
    modified_at: _dt.datetime
    modified_by: str
