"""Every operation of the generated SDK against the documented server."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from .calls import ACCESSORS, ACCOUNT, TRIGGER, WORKFLOW, make
from .conftest import TOKEN, Caller
from .mock_server import Documented, MockServer

RESULTS = {
    "getWorkflowInstancesList": "WorkflowInstanceCollection",
    "getWorkflowInstance": "WorkflowInstance",
    "cancelWorkflowInstance": "CancelWorkflowInstanceResponse",
    "getWorkflowsList": "WorkflowsListSuccess",
    "getWorkflowTriggerRequirements": "WorkflowTriggerRequirementsSuccess",
    "triggerWorkflow": "TriggerWorkflowSuccess",
    "pauseNewWorkflowInstances": "PauseNewWorkflowInstancesSuccess",
    "resumePausedWorkflow": "ResumeNewWorkflowInstancesSuccess",
}


def test_the_table_is_complete(documented: Documented) -> None:
    assert list(ACCESSORS) == list(RESULTS) == list(documented)


@pytest.mark.parametrize("operation", ACCESSORS)
def test_call(call: Caller, server: MockServer, documented: Documented, operation: str) -> None:
    from docusign_iam import models

    result = call(make(operation))
    assert type(result) is getattr(models, RESULTS[operation])
    assert result.model_dump(mode="json", by_alias=True, exclude_unset=True) == documented.example(operation)
    (seen,) = server.seen
    assert seen.operation == operation
    assert seen.headers["Authorization"] == f"Bearer {TOKEN}"
    assert "application/json" in seen.headers["Accept"]
    assert seen.headers["User-Agent"].startswith("docusign-iam-sdk/0.1.0")
    assert seen.query == ()
    if operation == "triggerWorkflow":
        assert seen.headers["Content-Type"] == "application/json"
        assert seen.json == TRIGGER
    else:
        assert seen.body == b""
        assert "Content-Type" not in seen.headers


def test_results_are_typed(call: Caller, server: MockServer) -> None:
    from docusign_iam import models

    instance = call(make("getWorkflowInstance"))
    assert instance.started_at == datetime(2025, 3, 4, 9, 30, tzinfo=UTC)
    assert instance.ended_at is None
    assert "ended_at" in instance.model_fields_set
    assert instance.trigger_inputs["contract_months"] == 24
    assert type(instance.metadata) is models.WorkflowInstanceMetadata
    workflows = call(make("getWorkflowsList"))
    assert workflows.data[0].status is models.WorkflowStatus.ACTIVE
    requirements = call(make("getWorkflowTriggerRequirements"))
    assert requirements.trigger_http_config.method is models.TriggerHttpMethod.POST
    assert requirements.trigger_input_schema[1].default_value == 24
    assert requirements.response_duration_ms == 35


def test_a_state_that_the_sdk_does_not_know_is_kept(call: Caller, server: MockServer) -> None:
    server.reply(200, b'{"data": [{"status": "frozen", "colour": "blue"}], "next": 3}')
    result = call(make("getWorkflowsList"))
    assert result.data[0].status == "frozen"
    assert result.model_dump(mode="json", exclude_unset=True) == {
        "data": [{"status": "frozen", "colour": "blue"}],
        "next": 3,
    }


def test_query(call: Caller, server: MockServer) -> None:
    from docusign_iam import models

    call(
        make("getWorkflowsList", status=models.WorkflowStatus.ARCHIVED),
        make("getWorkflowsList", status="inactive"),
        make("getWorkflowsList", status=None),
    )
    assert [seen.query for seen in server.seen] == [(("status", "archived"),), (("status", "inactive"),), ()]


@pytest.mark.parametrize("way", ["fields", "dict", "model"])
def test_ways_to_give_a_body(call: Caller, server: MockServer, way: str) -> None:
    from docusign_iam import models

    body: dict[str, Any] = {
        "fields": TRIGGER,
        "dict": {"body": TRIGGER},
        "model": {"body": models.TriggerWorkflow(**TRIGGER)},
    }[way]
    place = {"account_id": ACCOUNT, "workflow_id": WORKFLOW}
    result = call(lambda sdk: sdk.maestro.workflows.trigger_workflow(**place, **body))
    assert result.instance_id == "ce20ee0f-4090-48d8-b5fa-3d05ca654f73"
    assert [seen.json for seen in server.seen] == [TRIGGER]


def test_inputs_of_every_kind(call: Caller, server: MockServer) -> None:
    inputs = {"text": "ü", "number": 1.5, "flag": True, "object": {"deep": [None]}, "list": [1, "two", {}]}
    call(make("triggerWorkflow", trigger_inputs=inputs))
    assert server.seen[0].json["trigger_inputs"] == inputs


@pytest.mark.parametrize(
    ("changed", "error"),
    [
        ({"account_id": None}, TypeError),
        ({"account_id": ""}, ValueError),
        ({"account_id": ".."}, ValueError),
        ({"instance_name": None}, TypeError),
        ({"body": TRIGGER}, TypeError),
        ({"colour": "blue"}, TypeError),
    ],
)
def test_wrong_arguments_are_refused_before_anything_is_sent(
    call: Caller, server: MockServer, changed: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error, match=next(iter(changed))):
        call(make("triggerWorkflow", **changed))
    assert server.seen == []


def test_arguments_are_given_by_name_only(call: Caller, server: MockServer) -> None:
    with pytest.raises(TypeError):
        call(lambda sdk: sdk.maestro.workflows.get_workflows_list(ACCOUNT))
    assert server.seen == []
