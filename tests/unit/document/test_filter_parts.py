"""Parameters, properties and variants that the settings leave out by their extensions."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Report, render
from generator.document import Document, LeftOut, check_validity, filter_document, load_document
from generator.settings import load_settings, locate_settings

SHOP = """\
openapi: 3.1.0
info: {title: Shop, version: '1'}
paths:
  /pets/{id}:
    parameters:
    - {name: trace, in: header, x-internal: true, schema: {type: string}}
    - {name: id, in: path, required: true, x-internal: true, schema: {type: string}}
    get:
      operationId: getPet
      parameters:
      - {$ref: '#/components/parameters/Debug'}
      - {name: page, in: query, schema: {type: integer}}
      - {name: shown, in: query, x-internal: false, schema: {type: string}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}}
components:
  parameters:
    Debug: {name: debug, in: query, x-internal: true, schema: {type: boolean}}
  schemas:
    Pet:
      type: object
      required: [cost, name]
      properties:
        cost: {type: number, x-internal: true}
        name: {type: string}
        notes: {$ref: '#/components/schemas/Notes'}
        kind: {$ref: '#/components/schemas/Kind'}
        only: {oneOf: [{$ref: '#/components/schemas/Cow'}]}
        nested: {type: array, items: {type: object, properties: {secret: {type: string, x-internal: staff}}}}
    Notes: {type: object, x-internal: true, properties: {author: {$ref: '#/components/schemas/Author'}}}
    Author: {type: object}
    Kind:
      oneOf: [{$ref: '#/components/schemas/Cow'}, {$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind, mapping: {cow: Cow, cat: '#/components/schemas/Cat', dog: Dog}}
    Cow: {type: object, x-internal: true, properties: {kind: {type: string}}}
    Cat: {type: object, properties: {kind: {type: string, format: unheard-of}}}
    Dog: {type: object, properties: {kind: {type: string}}}
"""

Narrow = Callable[..., tuple[Document, LeftOut, str]]


@pytest.fixture
def narrow(in_folder: Path) -> Narrow:
    """Filters a document by settings: the document, what is left out, and everything that was said."""

    def run(settings: str, text: str = SHOP) -> tuple[Document, LeftOut, str]:
        Path("api.yaml").write_text(text, "utf-8")
        Path("api.sdk.toml").write_text(settings, "utf-8")
        config, report = Path("api.sdk.toml"), Report()
        document = load_document(Path("api.yaml"), report)
        report.locate_too(locate_settings(config))
        document, left_out = filter_document(document, load_settings(config), config, report)
        check_validity(document, report)
        return document, left_out, "\n".join(render(d, report.locate) for d in report)

    return run


def names(items: Any) -> list[str]:
    return [item.resolve().text("name") for item in items]


def test_parts_are_left_out_by_their_own_extensions_and_those_of_what_they_refer_to(narrow: Narrow) -> None:
    document, left_out, said = narrow('[exclude]\nextensions = ["x-internal"]')
    item, schemas = document.root["paths"]["/pets/{id}"], document.root["components"]["schemas"]
    assert names(item["parameters"]) == ["id"]
    assert names(item["get"]["parameters"]) == ["page", "shown"]
    pet = schemas["Pet"]
    assert [key for key, _ in pet["properties"].items()] == ["name", "kind", "only", "nested"]
    assert pet["required"].value == ["name"]
    assert pet["properties"]["nested"]["items"]["properties"].value == {}
    assert schemas["Kind"].value == {
        "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
        "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat", "dog": "Dog"}},
    }
    assert pet["properties"]["only"]["oneOf"].value == [{"$ref": "#/components/schemas/Cow"}]
    assert left_out.parts == {"parameters": 2, "properties": 3, "variants": 1}
    assert left_out.components == {"parameters": 1, "schemas": 2}
    assert said == ""


def test_a_value_asks_for_parts_too(narrow: Narrow) -> None:
    _, left_out, said = narrow('[exclude]\nextensions = ["x-internal=staff"]')
    assert left_out.parts == {"properties": 1}
    assert said == ""


@pytest.mark.parametrize("settings", ['[include]\nextensions = ["x-internal"]', '[exclude]\nextensions = ["x-other"]'])
def test_parts_stay_where_nothing_asks_for_them_to_go(narrow: Narrow, settings: str) -> None:
    text = SHOP.replace("operationId: getPet", "operationId: getPet\n      x-internal: true")
    document, left_out, said = narrow(settings, text)
    assert names(document.root["paths"]["/pets/{id}"]["get"]["parameters"]) == ["debug", "page", "shown"]
    assert left_out.parts == {}
    assert ('"x-other" in exclude.extensions fits no operation, parameter or schema' in said) == ("x-other" in settings)


def test_what_is_left_keeps_its_line(narrow: Narrow) -> None:
    document, _, _ = narrow('[exclude]\nextensions = ["x-internal"]')
    shown = [
        document.root["paths"]["/pets/{id}"]["parameters"][0],
        document.root["paths"]["/pets/{id}"]["get"]["parameters"][1],
        document.root["components"]["schemas"]["Kind"]["oneOf"][1],
    ]
    assert [node.source.pointer for node in shown] == [
        "/paths/~1pets~1{id}/parameters/1",
        "/paths/~1pets~1{id}/get/parameters/2",
        "/components/schemas/Kind/oneOf/2",
    ]


def test_faults_of_what_is_left_out_are_not_reported(narrow: Narrow) -> None:
    text = SHOP.replace("cost: {type: number,", "cost: {type: 7,")
    assert "/cost" in narrow("", text)[2]
    assert "/cost" not in narrow('[exclude]\nextensions = ["x-internal"]', text)[2]
