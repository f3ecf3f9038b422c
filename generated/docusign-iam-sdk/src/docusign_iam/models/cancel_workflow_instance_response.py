"""The model ``CancelWorkflowInstanceResponse``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict, Unpack

from .._runtime.model import Model

__all__ = [
    "CancelWorkflowInstanceResponse",
    "CancelWorkflowInstanceResponseDict",
]


class CancelWorkflowInstanceResponse(Model):
    """Confirms that an instance was canceled."""

    message: str | None = None
    """A sentence for people that says what was canceled."""

    if TYPE_CHECKING:

        def __init__(
            self, /, **data: Unpack[CancelWorkflowInstanceResponseDict]
        ) -> None: ...


class CancelWorkflowInstanceResponseDict(TypedDict, total=False):
    """What callers may give for a ``CancelWorkflowInstanceResponse``."""

    message: str
