"""The model ``WorkflowInstanceCollection``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, List

from typing_extensions import TypedDict, Unpack

from .._runtime.model import Model

if TYPE_CHECKING:
    from .response_metadata import ResponseMetadata, ResponseMetadataDict
    from .workflow_instance import WorkflowInstance, WorkflowInstanceDict

__all__ = [
    "WorkflowInstanceCollection",
    "WorkflowInstanceCollectionDict",
]

_REFS = {
    "ResponseMetadata": ".response_metadata",
    "WorkflowInstance": ".workflow_instance",
}


class WorkflowInstanceCollection(Model):
    """The instances of a workflow."""

    data: List[WorkflowInstance] | None = None
    """One entry for each instance."""
    response_metadata: ResponseMetadata | None = None
    """About the response itself."""

    if TYPE_CHECKING:

        def __init__(
            self, /, **data: Unpack[WorkflowInstanceCollectionDict]
        ) -> None: ...


class WorkflowInstanceCollectionDict(TypedDict, total=False):
    """What callers may give for a ``WorkflowInstanceCollection``."""

    data: Sequence[WorkflowInstance | WorkflowInstanceDict]
    response_metadata: ResponseMetadata | ResponseMetadataDict
