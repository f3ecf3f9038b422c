"""The model ``ResumeNewWorkflowInstancesSuccess``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict, Unpack

from .._runtime.model import Model

if TYPE_CHECKING:
    from .workflow_activity import WorkflowActivity

__all__ = [
    "ResumeNewWorkflowInstancesSuccess",
    "ResumeNewWorkflowInstancesSuccessDict",
]

_REFS = {
    "WorkflowActivity": ".workflow_activity",
}


class ResumeNewWorkflowInstancesSuccess(Model):
    """The outcome of resuming a workflow."""

    status: WorkflowActivity | None = None
    """Whether the workflow starts new instances from now on."""

    if TYPE_CHECKING:

        def __init__(
            self, /, **data: Unpack[ResumeNewWorkflowInstancesSuccessDict]
        ) -> None: ...


class ResumeNewWorkflowInstancesSuccessDict(TypedDict, total=False):
    """What callers may give for a ``ResumeNewWorkflowInstancesSuccess``."""

    status: WorkflowActivity | str
