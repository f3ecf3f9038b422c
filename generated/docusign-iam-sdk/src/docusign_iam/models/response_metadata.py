"""The model ``ResponseMetadata``."""

from __future__ import annotations

import datetime as _dt
from typing import TYPE_CHECKING

from typing_extensions import TypedDict, Unpack

from .._runtime.model import Model

__all__ = [
    "ResponseMetadata",
    "ResponseMetadataDict",
]


class ResponseMetadata(Model):
    """Facts about a response, for support requests and for paging."""

    __nullable__ = (
        "request_id",
        "response_timestamp",
        "response_duration_ms",
        "page_limit",
        "page_token_next",
    )

    request_id: str | None = None
    """Identifies the request in the logs of the service; quote it when you ask for
    help.
    """
    response_timestamp: _dt.datetime | None = None
    """When the response was made."""
    response_duration_ms: int | None = None
    """How long the service worked on the request, in milliseconds.

    At least ``0``.
    """
    page_limit: int | None = None
    """The greatest number of entries that the response may hold."""
    page_token_next: str | None = None
    """Stands for the entries that follow; null on the last page."""

    if TYPE_CHECKING:

        def __init__(self, /, **data: Unpack[ResponseMetadataDict]) -> None: ...


class ResponseMetadataDict(TypedDict, total=False):
    """What callers may give for a ``ResponseMetadata``."""

    request_id: str | None
    response_timestamp: _dt.datetime | None
    response_duration_ms: int | None
    page_limit: int | None
    page_token_next: str | None
