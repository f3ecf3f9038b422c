"""The models of the API.

A model is imported and built when it is first used; ``preload()`` does it for all of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .cancel_workflow_instance_response import (
        CancelWorkflowInstanceResponse,
        CancelWorkflowInstanceResponseDict,
    )
    from .error import Error, ErrorDict
    from .pause_new_workflow_instances_success import (
        PauseNewWorkflowInstancesSuccess,
        PauseNewWorkflowInstancesSuccessDict,
    )
    from .resource_metadata import ResourceMetadata, ResourceMetadataDict
    from .response_metadata import ResponseMetadata, ResponseMetadataDict
    from .resume_new_workflow_instances_success import (
        ResumeNewWorkflowInstancesSuccess,
        ResumeNewWorkflowInstancesSuccessDict,
    )
    from .trigger_http_config import TriggerHttpConfig, TriggerHttpConfigDict
    from .trigger_http_method import TriggerHttpMethod
    from .trigger_input_field import TriggerInputField, TriggerInputFieldDict
    from .trigger_input_value import TriggerInputValue, TriggerInputValueInput
    from .trigger_inputs import TriggerInputs, TriggerInputsInput
    from .trigger_workflow import TriggerWorkflow, TriggerWorkflowDict
    from .trigger_workflow_success import (
        TriggerWorkflowSuccess,
        TriggerWorkflowSuccessDict,
    )
    from .workflow import Workflow, WorkflowDict
    from .workflow_activity import WorkflowActivity
    from .workflow_instance import WorkflowInstance, WorkflowInstanceDict
    from .workflow_instance_collection import (
        WorkflowInstanceCollection,
        WorkflowInstanceCollectionDict,
    )
    from .workflow_instance_metadata import (
        WorkflowInstanceMetadata,
        WorkflowInstanceMetadataDict,
    )
    from .workflow_status import WorkflowStatus
    from .workflow_trigger_requirements_success import (
        WorkflowTriggerRequirementsSuccess,
        WorkflowTriggerRequirementsSuccessDict,
    )
    from .workflows_list_success import WorkflowsListSuccess, WorkflowsListSuccessDict

__all__ = [
    "CancelWorkflowInstanceResponse",
    "CancelWorkflowInstanceResponseDict",
    "Error",
    "ErrorDict",
    "PauseNewWorkflowInstancesSuccess",
    "PauseNewWorkflowInstancesSuccessDict",
    "ResourceMetadata",
    "ResourceMetadataDict",
    "ResponseMetadata",
    "ResponseMetadataDict",
    "ResumeNewWorkflowInstancesSuccess",
    "ResumeNewWorkflowInstancesSuccessDict",
    "TriggerHttpConfig",
    "TriggerHttpConfigDict",
    "TriggerHttpMethod",
    "TriggerInputField",
    "TriggerInputFieldDict",
    "TriggerInputValue",
    "TriggerInputValueInput",
    "TriggerInputs",
    "TriggerInputsInput",
    "TriggerWorkflow",
    "TriggerWorkflowDict",
    "TriggerWorkflowSuccess",
    "TriggerWorkflowSuccessDict",
    "Workflow",
    "WorkflowActivity",
    "WorkflowDict",
    "WorkflowInstance",
    "WorkflowInstanceCollection",
    "WorkflowInstanceCollectionDict",
    "WorkflowInstanceDict",
    "WorkflowInstanceMetadata",
    "WorkflowInstanceMetadataDict",
    "WorkflowStatus",
    "WorkflowTriggerRequirementsSuccess",
    "WorkflowTriggerRequirementsSuccessDict",
    "WorkflowsListSuccess",
    "WorkflowsListSuccessDict",
    "preload",
]

_MODULES = {
    "CancelWorkflowInstanceResponse": "cancel_workflow_instance_response",
    "CancelWorkflowInstanceResponseDict": "cancel_workflow_instance_response",
    "Error": "error",
    "ErrorDict": "error",
    "PauseNewWorkflowInstancesSuccess": "pause_new_workflow_instances_success",
    "PauseNewWorkflowInstancesSuccessDict": "pause_new_workflow_instances_success",
    "ResourceMetadata": "resource_metadata",
    "ResourceMetadataDict": "resource_metadata",
    "ResponseMetadata": "response_metadata",
    "ResponseMetadataDict": "response_metadata",
    "ResumeNewWorkflowInstancesSuccess": "resume_new_workflow_instances_success",
    "ResumeNewWorkflowInstancesSuccessDict": "resume_new_workflow_instances_success",
    "TriggerHttpConfig": "trigger_http_config",
    "TriggerHttpConfigDict": "trigger_http_config",
    "TriggerHttpMethod": "trigger_http_method",
    "TriggerInputField": "trigger_input_field",
    "TriggerInputFieldDict": "trigger_input_field",
    "TriggerInputValue": "trigger_input_value",
    "TriggerInputValueInput": "trigger_input_value",
    "TriggerInputs": "trigger_inputs",
    "TriggerInputsInput": "trigger_inputs",
    "TriggerWorkflow": "trigger_workflow",
    "TriggerWorkflowDict": "trigger_workflow",
    "TriggerWorkflowSuccess": "trigger_workflow_success",
    "TriggerWorkflowSuccessDict": "trigger_workflow_success",
    "Workflow": "workflow",
    "WorkflowActivity": "workflow_activity",
    "WorkflowDict": "workflow",
    "WorkflowInstance": "workflow_instance",
    "WorkflowInstanceCollection": "workflow_instance_collection",
    "WorkflowInstanceCollectionDict": "workflow_instance_collection",
    "WorkflowInstanceDict": "workflow_instance",
    "WorkflowInstanceMetadata": "workflow_instance_metadata",
    "WorkflowInstanceMetadataDict": "workflow_instance_metadata",
    "WorkflowStatus": "workflow_status",
    "WorkflowTriggerRequirementsSuccess": "workflow_trigger_requirements_success",
    "WorkflowTriggerRequirementsSuccessDict": "workflow_trigger_requirements_success",
    "WorkflowsListSuccess": "workflows_list_success",
    "WorkflowsListSuccessDict": "workflows_list_success",
}


def preload() -> None:
    """Import and build all models now, so that no later call waits for it."""
    from .._runtime.lazy import preload

    preload(__name__, _MODULES)


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        from .._runtime.lazy import load

        return load(__name__, _MODULES, name)


def __dir__() -> list[str]:
    return sorted(__all__)
