"""The model ``WorkflowsListSuccess``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, List

from typing_extensions import TypedDict, Unpack

from .._runtime.model import Model

if TYPE_CHECKING:
    from .response_metadata import ResponseMetadata, ResponseMetadataDict
    from .workflow import Workflow, WorkflowDict

__all__ = [
    "WorkflowsListSuccess",
    "WorkflowsListSuccessDict",
]

_REFS = {
    "ResponseMetadata": ".response_metadata",
    "Workflow": ".workflow",
}


class WorkflowsListSuccess(Model):
    """The workflows of an account."""

    data: List[Workflow] | None = None
    """One entry for each workflow."""
    response_metadata: ResponseMetadata | None = None
    """About the response itself."""

    if TYPE_CHECKING:

        def __init__(self, /, **data: Unpack[WorkflowsListSuccessDict]) -> None: ...


class WorkflowsListSuccessDict(TypedDict, total=False):
    """What callers may give for a ``WorkflowsListSuccess``."""

    data: Sequence[Workflow | WorkflowDict]
    response_metadata: ResponseMetadata | ResponseMetadataDict
