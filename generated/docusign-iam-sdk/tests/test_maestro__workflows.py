"""Contract tests of ``sdk.maestro.workflows``."""

from __future__ import annotations

from typing import Any

from contract import Answer, Contract

from docusign_iam import errors, models


def call_get_workflows_list(sdk: Any) -> Any:
    return sdk.maestro.workflows.get_workflows_list(
        account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
        status=models.WorkflowStatus.ACTIVE,
    )


def test_get_workflows_list(contract: Contract) -> None:
    contract.succeeds(
        call_get_workflows_list,
        "GET /v1/accounts/{accountId}/workflows",
        Answer(
            200,
            "application/json",
            {
                "data": [
                    {
                        "id": "ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                        "name": "Employee onboarding",
                        "account_id": "ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                        "status": "active",
                        "metadata": {
                            "created_at": "2025-01-15T08:00:00Z",
                            "created_by": "0f3c9a74-52b1-4a0e-8a6d-7d3f1c2b9e55",
                            "modified_at": "2025-02-01T16:20:00Z",
                            "modified_by": "0f3c9a74-52b1-4a0e-8a6d-7d3f1c2b9e55",
                        },
                    },
                ],
                "response_metadata": {
                    "request_id": "7be7a3f6-1f0a-4b5f-8a54-94d4d1f0c0a2",
                    "response_timestamp": "2025-03-04T10:06:00Z",
                    "response_duration_ms": 41,
                    "page_limit": 100,
                    "page_token_next": None,
                },
            },
        ),
        returns=models.WorkflowsListSuccess,
    )


def test_get_workflows_list_fails(contract: Contract) -> None:
    contract.fails(
        call_get_workflows_list,
        Answer(
            400,
            "application/json",
            {
                "error": "The identifier of the workflow is not a UUID.",
                "code": "400",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_get_workflows_list,
        Answer(
            403,
            "application/json",
            {
                "error": "The token lacks the scope aow_manage.",
                "code": "403",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_get_workflows_list,
        Answer(
            404,
            "application/json",
            {
                "error": "There is no such workflow in this account.",
                "code": "404",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_get_workflows_list,
        Answer(
            500,
            "application/json",
            {
                "error": "Something went wrong on our side.",
                "code": "500",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )


def call_get_workflow_trigger_requirements(sdk: Any) -> Any:
    return sdk.maestro.workflows.get_workflow_trigger_requirements(
        account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
        workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
    )


def test_get_workflow_trigger_requirements(contract: Contract) -> None:
    contract.succeeds(
        call_get_workflow_trigger_requirements,
        "GET /v1/accounts/{accountId}/workflows/{workflowId}/trigger-requirements",
        Answer(
            200,
            "application/json",
            {
                "trigger_id": "2f6f0c1e-98a4-4d0b-8f0e-5b8c1f6f9d27",
                "trigger_event_type": "HTTP",
                "trigger_http_config": {
                    "method": "POST",
                    "url": "https://api-d.docusign.com/v1/accounts/ae232f1f-8efc-4b8c-bb08-626847fad8bb/workflows/ae232f1f-8efc-4b8c-bb08-626847fad8bb/actions/trigger",
                },
                "trigger_input_schema": [
                    {"field_name": "employee_name", "field_data_type": "String"},
                    {
                        "field_name": "contract_months",
                        "field_data_type": "Number",
                        "default_value": 24,
                    },
                ],
                "metadata": {
                    "created_at": "2025-01-15T08:00:00Z",
                    "created_by": "0f3c9a74-52b1-4a0e-8a6d-7d3f1c2b9e55",
                    "modified_at": "2025-02-01T16:20:00Z",
                    "modified_by": "0f3c9a74-52b1-4a0e-8a6d-7d3f1c2b9e55",
                },
                "request_id": "0ed4fd3f-0f61-4c35-9b57-5ecbb3f3a6d8",
                "response_timestamp": "2025-03-04T10:06:00Z",
                "response_duration_ms": 35,
            },
        ),
        returns=models.WorkflowTriggerRequirementsSuccess,
    )


def test_get_workflow_trigger_requirements_fails(contract: Contract) -> None:
    contract.fails(
        call_get_workflow_trigger_requirements,
        Answer(
            400,
            "application/json",
            {
                "error": "The identifier of the workflow is not a UUID.",
                "code": "400",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_get_workflow_trigger_requirements,
        Answer(
            403,
            "application/json",
            {
                "error": "The token lacks the scope aow_manage.",
                "code": "403",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_get_workflow_trigger_requirements,
        Answer(
            404,
            "application/json",
            {
                "error": "There is no such workflow in this account.",
                "code": "404",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_get_workflow_trigger_requirements,
        Answer(
            500,
            "application/json",
            {
                "error": "Something went wrong on our side.",
                "code": "500",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )


def call_trigger_workflow(sdk: Any) -> Any:
    return sdk.maestro.workflows.trigger_workflow(
        account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
        workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
        instance_name="Onboarding of Tamsin Oduya",
        trigger_inputs={"employee_name": "Tamsin Oduya", "contract_months": 24},
    )


def test_trigger_workflow(contract: Contract) -> None:
    contract.succeeds(
        call_trigger_workflow,
        "POST /v1/accounts/{accountId}/workflows/{workflowId}/actions/trigger",
        Answer(
            201,
            "application/json",
            {
                "instance_id": "ce20ee0f-4090-48d8-b5fa-3d05ca654f73",
                "instance_url": "https://apps-d.docusign.com/maestro/instances/ce20ee0f-4090-48d8-b5fa-3d05ca654f73",
                "request_id": "9a3c5b62-6cf9-4c0d-a5f2-0c4f3d1f7b18",
                "response_timestamp": "2025-03-04T09:30:00Z",
                "response_duration_ms": 212,
            },
        ),
        returns=models.TriggerWorkflowSuccess,
    )


def test_trigger_workflow_fails(contract: Contract) -> None:
    contract.fails(
        call_trigger_workflow,
        Answer(
            400,
            "application/json",
            {
                "error": "The identifier of the workflow is not a UUID.",
                "code": "400",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_trigger_workflow,
        Answer(
            403,
            "application/json",
            {
                "error": "The token lacks the scope aow_manage.",
                "code": "403",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_trigger_workflow,
        Answer(
            404,
            "application/json",
            {
                "error": "There is no such workflow in this account.",
                "code": "404",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_trigger_workflow,
        Answer(
            500,
            "application/json",
            {
                "error": "Something went wrong on our side.",
                "code": "500",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )


def call_pause_new_workflow_instances(sdk: Any) -> Any:
    return sdk.maestro.workflows.pause_new_workflow_instances(
        account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
        workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
    )


def test_pause_new_workflow_instances(contract: Contract) -> None:
    contract.succeeds(
        call_pause_new_workflow_instances,
        "POST /v1/accounts/{accountId}/workflows/{workflowId}/actions/pause",
        Answer(200, "application/json", {"status": "paused"}),
        returns=models.PauseNewWorkflowInstancesSuccess,
    )


def test_pause_new_workflow_instances_fails(contract: Contract) -> None:
    contract.fails(
        call_pause_new_workflow_instances,
        Answer(
            400,
            "application/json",
            {
                "error": "The identifier of the workflow is not a UUID.",
                "code": "400",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_pause_new_workflow_instances,
        Answer(
            403,
            "application/json",
            {
                "error": "The token lacks the scope aow_manage.",
                "code": "403",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_pause_new_workflow_instances,
        Answer(
            404,
            "application/json",
            {
                "error": "There is no such workflow in this account.",
                "code": "404",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_pause_new_workflow_instances,
        Answer(
            409,
            "application/json",
            {
                "error": "The instance has already come to its end.",
                "code": "409",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_pause_new_workflow_instances,
        Answer(
            500,
            "application/json",
            {
                "error": "Something went wrong on our side.",
                "code": "500",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )


def call_resume_paused_workflow(sdk: Any) -> Any:
    return sdk.maestro.workflows.resume_paused_workflow(
        account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
        workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
    )


def test_resume_paused_workflow(contract: Contract) -> None:
    contract.succeeds(
        call_resume_paused_workflow,
        "POST /v1/accounts/{accountId}/workflows/{workflowId}/actions/resume",
        Answer(200, "application/json", {"status": "active"}),
        returns=models.ResumeNewWorkflowInstancesSuccess,
    )


def test_resume_paused_workflow_fails(contract: Contract) -> None:
    contract.fails(
        call_resume_paused_workflow,
        Answer(
            400,
            "application/json",
            {
                "error": "The identifier of the workflow is not a UUID.",
                "code": "400",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_resume_paused_workflow,
        Answer(
            403,
            "application/json",
            {
                "error": "The token lacks the scope aow_manage.",
                "code": "403",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_resume_paused_workflow,
        Answer(
            404,
            "application/json",
            {
                "error": "There is no such workflow in this account.",
                "code": "404",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_resume_paused_workflow,
        Answer(
            409,
            "application/json",
            {
                "error": "The instance has already come to its end.",
                "code": "409",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
    contract.fails(
        call_resume_paused_workflow,
        Answer(
            500,
            "application/json",
            {
                "error": "Something went wrong on our side.",
                "code": "500",
                "timestamp": "2025-03-04T10:06:00Z",
            },
        ),
        errors.Error,
    )
