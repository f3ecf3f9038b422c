"""The model ``WorkflowInstance``."""

from __future__ import annotations

import datetime as _dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, List

from typing_extensions import TypedDict, Unpack

from .._runtime.model import Model

if TYPE_CHECKING:
    from .trigger_inputs import TriggerInputs, TriggerInputsInput
    from .workflow_instance_metadata import (
        WorkflowInstanceMetadata,
        WorkflowInstanceMetadataDict,
    )

__all__ = [
    "WorkflowInstance",
    "WorkflowInstanceDict",
]

_REFS = {
    "TriggerInputs": ".trigger_inputs",
    "WorkflowInstanceMetadata": ".workflow_instance_metadata",
}


class WorkflowInstance(Model):
    """One run of a workflow, from its trigger to its end."""

    __nullable__ = (
        "ended_at",
        "expires_at",
        "canceled_at",
        "canceled_by",
        "last_completed_step_name",
    )

    id: str | None = None
    """Identifies the instance; the value of `instanceId` in other calls."""
    name: str | None = None
    """The name that the instance was given when it was triggered."""
    workflow_status: str | None = None
    """The state of the instance, such as `In Progress`, `Completed` or `Canceled`."""
    template_id: str | None = None
    """Identifies the template that the workflow was made from."""
    account_id: str | None = None
    """Identifies the account that the instance belongs to."""
    started_at: _dt.datetime | None = None
    """When the instance was triggered."""
    started_by: str | None = None
    """Identifies the user who triggered the instance."""
    started_by_name: str | None = None
    """The name of the user who triggered the instance."""
    started_by_role: str | None = None
    """The role in which that user acted."""
    ended_at: _dt.datetime | None = None
    """When the last step was finished; null while the instance is running."""
    expires_at: _dt.datetime | None = None
    """When the instance ends by itself if nobody acts; null if it never does."""
    last_modified_at: _dt.datetime | None = None
    """When the instance last changed."""
    canceled_at: _dt.datetime | None = None
    """When the instance was canceled; null if it was not."""
    canceled_by: str | None = None
    """Who canceled the instance; null if nobody did."""
    trigger_inputs: TriggerInputs | None = None
    """The inputs that the instance was started with."""
    total_steps: int | None = None
    """How many steps the workflow has."""
    last_completed_step: int | None = None
    """How many of these steps are finished."""
    last_completed_step_name: str | None = None
    """The name of the step that was finished last; null before the first one."""
    tags: List[str] | None = None
    """Labels by which instances can be found again."""
    metadata: WorkflowInstanceMetadata | None = None
    """Which workflow the instance follows, and whose it is."""

    if TYPE_CHECKING:

        def __init__(self, /, **data: Unpack[WorkflowInstanceDict]) -> None: ...


class WorkflowInstanceDict(TypedDict, total=False):
    """What callers may give for a ``WorkflowInstance``."""

    id: str
    name: str
    workflow_status: str
    template_id: str
    account_id: str
    started_at: _dt.datetime
    started_by: str
    started_by_name: str
    started_by_role: str
    ended_at: _dt.datetime | None
    expires_at: _dt.datetime | None
    last_modified_at: _dt.datetime
    canceled_at: _dt.datetime | None
    canceled_by: str | None
    trigger_inputs: TriggerInputsInput
    total_steps: int
    last_completed_step: int
    last_completed_step_name: str | None
    tags: Sequence[str]
    metadata: WorkflowInstanceMetadata | WorkflowInstanceMetadataDict
