"""The model ``WorkflowInstanceMetadata``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict, Unpack

from .._runtime.model import Model

__all__ = [
    "WorkflowInstanceMetadata",
    "WorkflowInstanceMetadataDict",
]


class WorkflowInstanceMetadata(Model):
    """What is known about the workflow that an instance follows."""

    workflow_created_by: str | None = None
    """Identifies the user who designed the workflow."""
    workflow_version: str | None = None
    """The version of the workflow at the time of the trigger."""
    workflow_metadata_id: str | None = None
    """Identifies the stored definition of the workflow."""

    if TYPE_CHECKING:

        def __init__(self, /, **data: Unpack[WorkflowInstanceMetadataDict]) -> None: ...


class WorkflowInstanceMetadataDict(TypedDict, total=False):
    """What callers may give for a ``WorkflowInstanceMetadata``."""

    workflow_created_by: str
    workflow_version: str
    workflow_metadata_id: str
