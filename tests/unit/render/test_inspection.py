"""``inspect --json``: what path items say, under keys that stay."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from generator.build import build_api
from generator.diagnostics import Report
from generator.document import load_document
from generator.render.inspection import inspection
from generator.render.package import package_facts
from generator.settings import Settings

DOCUMENT = """\
openapi: 3.2.0
info: {title: Pets, version: '1'}
servers: [{url: 'https://{r}.example', name: near, variables: {r: {default: eu, enum: [eu, us]}}}]
security: [{login: []}]
tags: [{name: all, summary: All of it}, {name: pets, parent: all, kind: nav}]
webhooks:
  born:
    post:
      operationId: wasBorn
      deprecated: true
      parameters: [{name: X-Event, in: header, schema: {type: string}}]
      requestBody: {content: {application/json: {schema: {type: array, items: {type: string}}}}}
      responses: {'204': {description: ok}}
paths:
  /pets:
    get: {x-sdk-ignore: true, responses: {}}
    post:
      operationId: addPet
      tags: [pets]
      parameters: [{name: n, in: query, style: pipeDelimited, deprecated: true, schema: {type: array, items: {}, default: [1]}}]
      requestBody: {content: {application/json: {schema: {type: string}}, text/csv: {schema: {type: string}}}}
      responses:
        '201':
          description: made
          headers: {X-Left: {schema: {type: integer}}}
          links: {again: {operationId: addPet, parameters: {n: 1}, requestBody: $response.body}}
        '429': {description: slow, headers: {Retry-After: {schema: {type: integer}}}}
      callbacks: {done: {'{$request.query.url}': {post: {requestBody: {content: {text/csv: {}}}, responses: {}}}}}
components: {securitySchemes: {login: {type: http, scheme: basic}}}
"""


@pytest.fixture
def facts(tmp_path: Path) -> dict[str, Any]:
    spec = tmp_path / "spec.yaml"
    spec.write_text(DOCUMENT, "utf-8")
    report = Report()
    api = build_api(load_document(spec, report), Settings(), report)
    return inspection(api, package_facts(api, Settings()))


def test_the_document_s_own_facts(facts: dict[str, Any]) -> None:
    near = {
        "url": "https://{r}.example",
        "name": "near",
        "variables": {"r": {"default": "eu", "choices": ["eu", "us"]}},
    }
    assert facts["servers"] == [near]
    assert facts["security"] == [[{"scheme": "login", "scopes": []}]]
    assert facts["security_schemes"] == [
        {"id": "login", "kind": "Http", "arguments": ["username", "password"], "deprecated": False}
    ]
    assert facts["tags"][1] == {"name": "pets", "summary": "", "parent": "all", "kind": "nav"}
    assert facts["operations_left_out"] == 1


def test_what_the_api_sends(facts: dict[str, Any]) -> None:
    (webhook,) = facts["webhooks"]
    assert webhook.pop("parameters")[0]["wire_name"] == "X-Event"
    assert webhook == {
        "key": "born", "method": "POST", "id": "wasBorn", "type": "webhooks.BornPayload",
        "reader": "webhooks.parse_born", "body": {"application/json": "List[str]"}, "answers": ["204"],
        "deprecated": True,
    }  # fmt: skip
    (request,) = facts["operations"][0]["callbacks"]["done"]
    assert (request["type"], request["reader"]) == ("callbacks.AddPetDonePayload", None)


def test_what_an_operation_says(facts: dict[str, Any]) -> None:
    (operation,) = facts["operations"]
    assert operation["accessor"] == "all.pets.add_pet"
    (parameter,) = operation["parameters"]
    assert (parameter["style"], parameter["explode"], parameter["default"], parameter["deprecated"]) == (
        "pipeDelimited", False, [1], True,
    )  # fmt: skip
    assert operation["body"]["choice"] == "content_type"
    (response,) = operation["responses"]
    assert response["headers"] == ["X-Left"]
    assert response["links"] == {"again": {"operation": "addPet", "parameters": {"n": 1}, "body": "$response.body"}}
    assert operation["errors"][0]["headers"] == ["Retry-After"]
