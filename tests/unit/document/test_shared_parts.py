"""References that stand for whole mappings and lists, where OpenAPI has none."""

from __future__ import annotations

import pytest

from .conftest import Load

_DOCUMENT = """\
openapi: %s
info: {title: T, version: '1'}
paths:
  /a:
    get:
      parameters: {$ref: '#/x-shared/parameters'}
      responses:
        '200':
          description: ok
          content: {$ref: '#/x-shared/content'}
          headers: {$ref: '#/x-shared/headers'}
components:
  schemas:
    Thing: {type: object, properties: {$ref: '#/x-shared/properties'}}
    Dollar: {type: object, properties: {$ref: {type: string}}}
x-shared:
  parameters: [{name: q, in: query, schema: {type: string}}]
  content: {application/json: {schema: {type: string, nullable: true}, examples: {$ref: '#/x-shared/examples'}}}
  headers: {$ref: '#/x-shared/more'}
  more: {X-Total: {schema: {type: integer}}}
  examples: {one: {value: first}}
  properties: {name: {type: string}}
"""


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0", "3.2.0"])
def test_what_it_leads_to_stands_in_its_place(load: Load, version: str) -> None:
    document = load(_DOCUMENT % version)
    get = document.root["paths"]["/a"]["get"]
    answer = get["responses"]["200"]
    media = answer["content"]["application/json"]
    assert [p.text("name") for p in get["parameters"]] == ["q"]
    assert media["schema"].value == {"type": ["string", "null"]}
    assert [key for key, _ in media["examples"].items()] == ["one"]
    assert [key for key, _ in answer["headers"].items()] == ["X-Total"]
    assert [key for key, _ in document.root["components"]["schemas"]["Thing"]["properties"].items()] == ["name"]
    assert document.root["components"]["schemas"]["Dollar"]["properties"]["$ref"]["type"].value == "string"


def test_it_is_said_once_for_each_where_it_was_written(load: Load) -> None:
    document = load(_DOCUMENT % "3.1.0")
    told = [said.source.pointer for said in document.report if said.source]
    assert {said.code for said in document.report} == {"document/reference-whole"}
    assert told == [
        "/paths/~1a/get/parameters/$ref",
        "/paths/~1a/get/responses/200/content/$ref",
        "/x-shared/content/application~1json/examples/$ref",
        "/paths/~1a/get/responses/200/headers/$ref",
        "/x-shared/headers/$ref",
        "/components/schemas/Thing/properties/$ref",
    ]


def test_its_parts_stand_where_they_were_written(load: Load) -> None:
    media = load(_DOCUMENT % "3.0.0").root["paths"]["/a"]["get"]["responses"]["200"]["content"]["application/json"]
    assert media["schema"]["type"].source.pointer == "/x-shared/content/application~1json/schema/type"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{$ref: '#/x-nothing'}", "document/reference"),
        ("{$ref: '#/paths/~1a/get/responses'}", "document/reference-cycle"),
        ("{$ref: '#/paths/~1a/get/responses/200/content'}", "document/reference-cycle"),
        ("{$ref: '#/x-b'}", "document/reference-cycle"),
    ],
)
def test_one_that_leads_nowhere_is_empty(load: Load, text: str, code: str) -> None:
    head = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nx-b: {$ref: '#/x-c'}\nx-c: {$ref: '#/x-b'}\n"
    paths = f"paths: {{/a: {{get: {{responses: {{'200': {{description: ok, content: {text}}}}}}}}}}}\n"
    document = load(head + paths)
    assert document.root["paths"]["/a"]["get"]["responses"]["200"]["content"].value == {}
    assert [said.code for said in document.report][-1] == code


def test_parts_that_hold_themselves_end(load: Load) -> None:
    text = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n    A:\n      properties:\n"
    text += "        child: {type: object, properties: {$ref: '#/components/schemas/A/properties'}}\n"
    document = load(text)
    child = document.root["components"]["schemas"]["A"]["properties"]["child"]
    assert child["properties"].value == {}
    assert [said.code for said in document.report] == ["document/reference-cycle"]
