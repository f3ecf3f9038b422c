"""``sdk.maestro``: Workflows that carry an agreement from its first draft to the signed
document.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from ..._runtime.resource import AsyncResource, Resource

if TYPE_CHECKING:
    from .workflow_instance_management import (
        AsyncWorkflowInstanceManagement,
        WorkflowInstanceManagement,
    )
    from .workflows import AsyncWorkflows, Workflows


class Maestro(Resource):
    """Workflows that carry an agreement from its first draft to the signed document."""

    @cached_property
    def workflow_instance_management(self) -> WorkflowInstanceManagement:
        """Operations of ``maestro.workflow_instance_management``."""
        from .workflow_instance_management import WorkflowInstanceManagement

        return WorkflowInstanceManagement(self._client)

    @cached_property
    def workflows(self) -> Workflows:
        """Finds the workflows of an account, starts them, and decides whether they
        accept new instances.
        """
        from .workflows import Workflows

        return Workflows(self._client)


class AsyncMaestro(AsyncResource):
    """Workflows that carry an agreement from its first draft to the signed document."""

    @cached_property
    def workflow_instance_management(self) -> AsyncWorkflowInstanceManagement:
        """Operations of ``maestro.workflow_instance_management``."""
        from .workflow_instance_management import AsyncWorkflowInstanceManagement

        return AsyncWorkflowInstanceManagement(self._client)

    @cached_property
    def workflows(self) -> AsyncWorkflows:
        """Finds the workflows of an account, starts them, and decides whether they
        accept new instances.
        """
        from .workflows import AsyncWorkflows

        return AsyncWorkflows(self._client)
