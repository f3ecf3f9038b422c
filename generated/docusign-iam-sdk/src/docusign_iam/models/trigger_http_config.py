"""The model ``TriggerHttpConfig``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict, Unpack

from .._runtime.model import Model

if TYPE_CHECKING:
    from .trigger_http_method import TriggerHttpMethod

__all__ = [
    "TriggerHttpConfig",
    "TriggerHttpConfigDict",
]

_REFS = {
    "TriggerHttpMethod": ".trigger_http_method",
}


class TriggerHttpConfig(Model):
    """The HTTP request that starts a workflow."""

    method: TriggerHttpMethod | None = None
    """The method of the request."""
    url: str | None = None
    """The address that the request is sent to."""

    if TYPE_CHECKING:

        def __init__(self, /, **data: Unpack[TriggerHttpConfigDict]) -> None: ...


class TriggerHttpConfigDict(TypedDict, total=False):
    """What callers may give for a ``TriggerHttpConfig``."""

    method: TriggerHttpMethod | str
    url: str
