"""The model ``Workflow``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict, Unpack

from .._runtime.model import Model

if TYPE_CHECKING:
    from .resource_metadata import ResourceMetadata, ResourceMetadataDict
    from .workflow_status import WorkflowStatus

__all__ = [
    "Workflow",
    "WorkflowDict",
]

_REFS = {
    "ResourceMetadata": ".resource_metadata",
    "WorkflowStatus": ".workflow_status",
}


class Workflow(Model):
    """A workflow as it was designed."""

    id: str | None = None
    """Identifies the workflow; the value of `workflowId` in other calls."""
    name: str | None = None
    """The name of the workflow."""
    account_id: str | None = None
    """Identifies the account that the workflow belongs to."""
    status: WorkflowStatus | None = None
    """The state that the workflow is in."""
    metadata: ResourceMetadata | None = None
    """Who created and changed the workflow, and when."""

    if TYPE_CHECKING:

        def __init__(self, /, **data: Unpack[WorkflowDict]) -> None: ...


class WorkflowDict(TypedDict, total=False):
    """What callers may give for a ``Workflow``."""

    id: str
    name: str
    account_id: str
    status: WorkflowStatus | str
    metadata: ResourceMetadata | ResourceMetadataDict
