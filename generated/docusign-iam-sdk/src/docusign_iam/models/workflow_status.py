"""The model ``WorkflowStatus``."""

from __future__ import annotations

from .._runtime.enums import OpenStrEnum

__all__ = [
    "WorkflowStatus",
]


class WorkflowStatus(OpenStrEnum):
    """The state of a workflow, from its publication to the archive."""

    ACTIVE = "active"
    INACTIVE = "inactive"
    PUBLISHING = "publishing"
    UNPUBLISHING = "unpublishing"
    ARCHIVED = "archived"
    ARCHIVING = "archiving"
