"""The model ``PauseNewWorkflowInstancesSuccess``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import TypedDict, Unpack

from .._runtime.model import Model

if TYPE_CHECKING:
    from .workflow_activity import WorkflowActivity

__all__ = [
    "PauseNewWorkflowInstancesSuccess",
    "PauseNewWorkflowInstancesSuccessDict",
]

_REFS = {
    "WorkflowActivity": ".workflow_activity",
}


class PauseNewWorkflowInstancesSuccess(Model):
    """The outcome of pausing a workflow."""

    status: WorkflowActivity | None = None
    """Whether the workflow starts new instances from now on."""

    if TYPE_CHECKING:

        def __init__(
            self, /, **data: Unpack[PauseNewWorkflowInstancesSuccessDict]
        ) -> None: ...


class PauseNewWorkflowInstancesSuccessDict(TypedDict, total=False):
    """What callers may give for a ``PauseNewWorkflowInstancesSuccess``."""

    status: WorkflowActivity | str
