"""The eight calls of the Maestro SDK, by operationId, with the values of the document's snippets."""

from __future__ import annotations

from typing import Any

ACCOUNT = WORKFLOW = "ae232f1f-8efc-4b8c-bb08-626847fad8bb"
INSTANCE = "ce20ee0f-4090-48d8-b5fa-3d05ca654f73"
WORKFLOW_PATH = f"/v1/accounts/{ACCOUNT}/workflows/{WORKFLOW}"
TRIGGER = {
    "instance_name": "Onboarding of Tamsin Oduya",
    "trigger_inputs": {"employee_name": "Tamsin Oduya", "contract_months": 24},
}
ACCESSORS = {
    "getWorkflowInstancesList": "workflow_instance_management.get_workflow_instances_list",
    "getWorkflowInstance": "workflow_instance_management.get_workflow_instance",
    "cancelWorkflowInstance": "workflow_instance_management.cancel_workflow_instance",
    "getWorkflowsList": "workflows.get_workflows_list",
    "getWorkflowTriggerRequirements": "workflows.get_workflow_trigger_requirements",
    "triggerWorkflow": "workflows.trigger_workflow",
    "pauseNewWorkflowInstances": "workflows.pause_new_workflow_instances",
    "resumePausedWorkflow": "workflows.resume_paused_workflow",
}


def method(sdk: Any, operation: str) -> Any:
    """The SDK's method for an operationId."""
    resource, name = ACCESSORS[operation].split(".")
    return getattr(getattr(sdk.maestro, resource), name)


def arguments(operation: str) -> dict[str, Any]:
    """What that method must be given."""
    given: dict[str, Any] = {"account_id": ACCOUNT}
    if operation != "getWorkflowsList":
        given["workflow_id"] = WORKFLOW
    if operation in {"getWorkflowInstance", "cancelWorkflowInstance"}:
        given["instance_id"] = INSTANCE
    if operation == "triggerWorkflow":
        given |= TRIGGER
    return given


def make(operation: str, **more: Any) -> Any:
    """A use of an SDK: one call of the operation; ``more`` are further arguments."""
    return lambda sdk: method(sdk, operation)(**arguments(operation) | more)
