"""Contract tests of ``sdk.maestro.workflow_instance_management``."""

from __future__ import annotations

from typing import Any

from contract import Answer, Contract

from docusign_iam import errors, models


def call_get_workflow_instances_list(sdk: Any) -> Any:
    return sdk.maestro.workflow_instance_management.get_workflow_instances_list(
        account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
        workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
    )


def test_get_workflow_instances_list(contract: Contract) -> None:
    contract.succeeds(
        call_get_workflow_instances_list,
        "GET /v1/accounts/{accountId}/workflows/{workflowId}/instances",
        Answer(
            200,
            "application/json",
            {
                "data": [
                    {
                        "id": "ce20ee0f-4090-48d8-b5fa-3d05ca654f73",
                        "name": "Onboarding of Tamsin Oduya",
                        "workflow_status": "In Progress",
                        "template_id": "5d1b7a52-6d0f-4c38-9be5-0c6f5f4d2a11",
                        "account_id": "ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                        "started_at": "2025-03-04T09:30:00Z",
                        "started_by": "0f3c9a74-52b1-4a0e-8a6d-7d3f1c2b9e55",
                        "started_by_name": "Priya Lindqvist",
                        "started_by_role": "HR Manager",
                        "ended_at": None,
                        "expires_at": "2025-04-03T09:30:00Z",
                        "last_modified_at": "2025-03-04T10:05:21Z",
                        "canceled_at": None,
                        "canceled_by": None,
                        "trigger_inputs": {
                            "employee_name": "Tamsin Oduya",
                            "contract_months": 24,
                        },
                        "total_steps": 5,
                        "last_completed_step": 2,
                        "last_completed_step_name": "Collect the signature",
                        "tags": ["onboarding"],
                        "metadata": {
                            "workflow_created_by": "0f3c9a74-52b1-4a0e-8a6d-7d3f1c2b9e55",
                            "workflow_version": "3",
                            "workflow_metadata_id": "6710a9f4c2e84d3b9a51d0e7",
                        },
                    },
                    {
                        "id": "ba4a94fa-3efc-4309-9463-36899a4c6d1e",
                        "name": "Onboarding of Ruben Castell",
                        "workflow_status": "Completed",
                        "started_at": "2025-02-10T13:00:00Z",
                        "ended_at": "2025-02-11T08:45:10Z",
                        "total_steps": 5,
                        "last_completed_step": 5,
                        "last_completed_step_name": "File the contract",
                    },
                ],
                "response_metadata": {
                    "request_id": "41c0d6b0-0d5c-4f57-9f0e-2b8f64f2a9c3",
                    "response_timestamp": "2025-03-04T10:06:00Z",
                    "response_duration_ms": 87,
                    "page_limit": 100,
                    "page_token_next": None,
                },
            },
        ),
        returns=models.WorkflowInstanceCollection,
    )


def call_get_workflow_instance(sdk: Any) -> Any:
    return sdk.maestro.workflow_instance_management.get_workflow_instance(
        account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
        workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
        instance_id="ce20ee0f-4090-48d8-b5fa-3d05ca654f73",
    )


def test_get_workflow_instance(contract: Contract) -> None:
    contract.succeeds(
        call_get_workflow_instance,
        "GET /v1/accounts/{accountId}/workflows/{workflowId}/instances/{instanceId}",
        Answer(
            200,
            "application/json",
            {
                "id": "ce20ee0f-4090-48d8-b5fa-3d05ca654f73",
                "name": "Onboarding of Tamsin Oduya",
                "workflow_status": "In Progress",
                "template_id": "5d1b7a52-6d0f-4c38-9be5-0c6f5f4d2a11",
                "account_id": "ae232f1f-8efc-4b8c-bb08-626847fad8bb",
                "started_at": "2025-03-04T09:30:00Z",
                "started_by": "0f3c9a74-52b1-4a0e-8a6d-7d3f1c2b9e55",
                "started_by_name": "Priya Lindqvist",
                "started_by_role": "HR Manager",
                "ended_at": None,
                "expires_at": "2025-04-03T09:30:00Z",
                "last_modified_at": "2025-03-04T10:05:21Z",
                "canceled_at": None,
                "canceled_by": None,
                "trigger_inputs": {
                    "employee_name": "Tamsin Oduya",
                    "contract_months": 24,
                },
                "total_steps": 5,
                "last_completed_step": 2,
                "last_completed_step_name": "Collect the signature",
                "tags": ["onboarding"],
                "metadata": {
                    "workflow_created_by": "0f3c9a74-52b1-4a0e-8a6d-7d3f1c2b9e55",
                    "workflow_version": "3",
                    "workflow_metadata_id": "6710a9f4c2e84d3b9a51d0e7",
                },
            },
        ),
        returns=models.WorkflowInstance,
    )


def test_get_workflow_instance_fails(contract: Contract) -> None:
    contract.fails(
        call_get_workflow_instance,
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
        call_get_workflow_instance,
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
        call_get_workflow_instance,
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
        call_get_workflow_instance,
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


def call_cancel_workflow_instance(sdk: Any) -> Any:
    return sdk.maestro.workflow_instance_management.cancel_workflow_instance(
        account_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
        workflow_id="ae232f1f-8efc-4b8c-bb08-626847fad8bb",
        instance_id="ba4a94fa-3efc-4309-9463-36899a4c6d1e",
    )


def test_cancel_workflow_instance(contract: Contract) -> None:
    contract.succeeds(
        call_cancel_workflow_instance,
        "POST /v1/accounts/{accountId}/workflows/{workflowId}/instances/{instanceId}/actions/cancel",
        Answer(
            200,
            "application/json",
            {"message": "Instance ba4a94fa-3efc-4309-9463-36899a4c6d1e was canceled."},
        ),
        returns=models.CancelWorkflowInstanceResponse,
    )


def test_cancel_workflow_instance_fails(contract: Contract) -> None:
    contract.fails(
        call_cancel_workflow_instance,
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
        call_cancel_workflow_instance,
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
        call_cancel_workflow_instance,
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
        call_cancel_workflow_instance,
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
        call_cancel_workflow_instance,
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
