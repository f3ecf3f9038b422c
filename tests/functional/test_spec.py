"""``spec/maestro.yaml`` itself: valid, complete, and true to the facts of the API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from openapi_schema_validator import OAS31Validator, oas31_format_checker
from openapi_spec_validator import validate
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from .conftest import ROOT

DOCUMENT: dict[str, Any] = yaml.safe_load((ROOT / "spec/maestro.yaml").read_text("utf-8"))
WORKFLOWS = "/v1/accounts/{accountId}/workflows"
WORKFLOW = WORKFLOWS + "/{workflowId}"
INSTANCE = WORKFLOW + "/instances/{instanceId}"
FACTS = [
    ("getWorkflowInstancesList", "get", f"{WORKFLOW}/instances", "200 WorkflowInstanceCollection", ""),
    ("getWorkflowInstance", "get", INSTANCE, "200 WorkflowInstance", "400 403 404 500"),
    (
        "cancelWorkflowInstance",
        "post",
        f"{INSTANCE}/actions/cancel",
        "200 CancelWorkflowInstanceResponse",
        "400 403 404 409 500",
    ),
    ("getWorkflowsList", "get", WORKFLOWS, "200 WorkflowsListSuccess", "400 403 404 500"),
    (
        "getWorkflowTriggerRequirements",
        "get",
        f"{WORKFLOW}/trigger-requirements",
        "200 WorkflowTriggerRequirementsSuccess",
        "400 403 404 500",
    ),
    ("triggerWorkflow", "post", f"{WORKFLOW}/actions/trigger", "201 TriggerWorkflowSuccess", "400 403 404 500"),
    (
        "pauseNewWorkflowInstances",
        "post",
        f"{WORKFLOW}/actions/pause",
        "200 PauseNewWorkflowInstancesSuccess",
        "400 403 404 409 500",
    ),
    (
        "resumePausedWorkflow",
        "post",
        f"{WORKFLOW}/actions/resume",
        "200 ResumeNewWorkflowInstancesSuccess",
        "400 403 404 409 500",
    ),
]


def resolve(node: dict[str, Any]) -> dict[str, Any]:
    if "$ref" not in node:
        return node
    target: Any = DOCUMENT
    for token in node["$ref"].removeprefix("#/").split("/"):
        target = target[token]
    return resolve(target)


def operations() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path, item in DOCUMENT["paths"].items():
        for method in ("get", "post"):
            if method in item:
                yield path, method, item[method]


def schema_of(answer: dict[str, Any]) -> str:
    return str(resolve(answer)["content"]["application/json"]["schema"]["$ref"]).rpartition("/")[2]


def test_is_valid() -> None:
    validate(DOCUMENT)


def test_operations_are_those_of_the_api_in_order() -> None:
    found = []
    for path, method, operation in operations():
        good = {code: schema_of(answer) for code, answer in operation["responses"].items() if code < "3"}
        bad = {code: schema_of(answer) for code, answer in operation["responses"].items() if code > "3"}
        assert set(bad.values()) <= {"Error"}
        success = " ".join(f"{code} {name}" for code, name in good.items())
        found.append((operation["operationId"], method, path, success, " ".join(bad)))
    assert found == FACTS


def media_examples() -> Iterator[Any]:
    for _, method, operation in operations():
        bodies = {"request": operation["requestBody"]} if "requestBody" in operation else {}
        for place, body in (bodies | operation["responses"]).items():
            content = resolve(body)["content"]
            yield pytest.param(content["application/json"], id=f"{method} {operation['operationId']} {place}")


@pytest.mark.parametrize("media", list(media_examples()))
def test_every_body_has_a_valid_example(media: dict[str, Any]) -> None:
    registry = Registry().with_resource("urn:spec", DRAFT202012.create_resource(DOCUMENT))
    reference = {"$ref": "urn:spec" + media["schema"]["$ref"]}
    validator = OAS31Validator(reference, registry=registry, format_checker=oas31_format_checker)
    assert [error.message for error in validator.iter_errors(media["example"])] == []
    name = media["schema"]["$ref"].rpartition("/")[2]
    assert set(media["example"]) <= set(properties_of(DOCUMENT["components"]["schemas"][name]))


def properties_of(schema: dict[str, Any]) -> Iterator[str]:
    yield from schema.get("properties", {})
    for part in schema.get("allOf", []):
        yield from properties_of(resolve(part))


def test_snippet_values_name_the_parameters() -> None:
    for path, _, operation in operations():
        shared = DOCUMENT["paths"][path]["parameters"]
        declared = {resolve(parameter)["name"] for parameter in [*shared, *operation.get("parameters", [])]}
        assert set(operation["x-sdk-example"]) == declared


def test_everything_is_described() -> None:
    silent = [
        f"{name}.{key}"
        for name, schema in DOCUMENT["components"]["schemas"].items()
        for part in [schema, *(p for p in schema.get("allOf", []) if "$ref" not in p)]
        for key, value in part.get("properties", {}).items()
        if not value.get("description")
    ]
    silent += [name for name, schema in DOCUMENT["components"]["schemas"].items() if not schema.get("description")]
    assert silent == []
