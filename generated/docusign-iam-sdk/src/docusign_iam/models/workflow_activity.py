"""The model ``WorkflowActivity``."""

from __future__ import annotations

from .._runtime.enums import OpenStrEnum

__all__ = [
    "WorkflowActivity",
]


class WorkflowActivity(OpenStrEnum):
    """Whether a workflow starts new instances (`active`) or refuses them (`paused`)."""

    ACTIVE = "active"
    PAUSED = "paused"
