"""The model ``TriggerHttpMethod``."""

from __future__ import annotations

from .._runtime.enums import OpenStrEnum

__all__ = [
    "TriggerHttpMethod",
]


class TriggerHttpMethod(OpenStrEnum):
    """A method of HTTP."""

    GET = "GET"
    POST = "POST"
    PUT = "PUT"
    PATCH = "PATCH"
    DELETE = "DELETE"
