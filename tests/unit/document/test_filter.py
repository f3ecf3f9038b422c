"""Operations that the settings leave out, and the components that go with them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.diagnostics import InputError, Report, render
from generator.document import Document, LeftOut, check_validity, filter_document, load_document
from generator.settings import load_settings, locate_settings

SHOP = """\
openapi: 3.1.0
info: {title: Shop, version: '1'}
security: [{key: []}]
tags:
- {name: Admin}
- {name: Pets}
- {name: Orders}
paths:
  /pets:
    get: {operationId: listPets, tags: [Pets], responses: {'200': {$ref: '#/components/responses/Pets'}}}
    post: {operationId: addPet, tags: [Pets, Admin], security: [{admin: []}], responses: {'204': {description: ok}}}
  /pets/{id}:
    parameters: [{$ref: '#/components/parameters/Id'}]
    get:
      operationId: getPet
      tags: [Pets]
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}
          links:
            drop: {operationId: dropPet}
            order: {operationRef: '#/paths/~1orders/get'}
            self: {operationId: getPet}
    delete: {operationId: dropPet, tags: [Admin], deprecated: true, responses: {'204': {description: ok}}}
  /orders:
    x-audience: [partner, internal]
    get:
      operationId: listOrders
      tags: [Orders]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
    put: {operationId: putOrders, x-audience: public, x-internal: true, responses: {'204': {description: ok}}}
  /orders/all/lines:
    get: {operationId: listLines, x-internal: false, responses: {'204': {description: ok}}}
  /health: {$ref: '#/components/pathItems/Health'}
webhooks:
  orderPlaced:
    post: {tags: [Orders], requestBody: {$ref: '#/components/requestBodies/Order'}, responses: {'204': {description: ok}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: k}
    admin: {type: http, scheme: basic}
    unused: {type: http, scheme: bearer}
  parameters:
    Id: {name: id, in: path, required: true, schema: {$ref: '#/components/schemas/Id'}}
  requestBodies:
    Order: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}
  responses:
    Pets: {description: ok, content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}}
  pathItems:
    Health:
      get: {operationId: getHealth, responses: {'204': {description: ok}}}
      head: {operationId: headHealth, responses: {'204': {description: ok}}}
  schemas:
    Id: {type: integer}
    Pet:
      type: object
      required: [kind]
      properties: {kind: {type: string}}
      discriminator: {propertyName: kind, mapping: {fish: '#/components/schemas/Fish', bird: Bird}}
    Fish: {allOf: [{$ref: '#/components/schemas/Pet'}]}
    Bird: {type: object, properties: {nest: {$ref: '#/components/schemas/Nest'}}}
    Shark: {allOf: [{$ref: '#/components/schemas/Fish'}]}
    Nest: {type: object}
    Order: {type: object, properties: {pet: {$ref: '#/components/schemas/Pet'}, again: {$ref: '#/components/schemas/Order'}}}
    Orphan: {type: object, properties: {friend: {$ref: '#/components/schemas/Fellow'}}}
    Fellow: {type: object}
"""

Filter = Callable[..., tuple[Document, LeftOut, str]]


@pytest.fixture
def narrow(in_folder: Path) -> Filter:
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


def ids(document: Document) -> list[str]:
    """The operationIds that are left, of paths and webhooks."""
    items = [*document.root["paths"].items(), *document.root["webhooks"].items()]
    return [
        node.text("operationId") or name
        for name, reference in items
        for _, node in reference.resolve().items()
        if node.is_mapping
    ]


@pytest.mark.parametrize(
    ("settings", "left"),
    [
        ("", "listPets addPet getPet dropPet listOrders putOrders listLines getHealth headHealth orderPlaced"),
        ('[include]\ntags = ["Pets"]', "listPets addPet getPet"),
        ('[include]\ntags = ["Pets"]\nmethods = ["get"]', "listPets getPet"),
        ('[include]\ntags = ["P*", "Orders"]', "listPets addPet getPet listOrders orderPlaced"),
        ('[include]\ntags = ["Pets"]\n[exclude]\ntags = ["Admin"]', "listPets getPet"),
        ('[include]\npaths = ["/pets"]', "listPets addPet"),
        ('[include]\npaths = ["/*"]', "listPets addPet listOrders putOrders getHealth headHealth"),
        ('[include]\npaths = ["/pets/*"]', "getPet dropPet"),
        ('[include]\npaths = ["/pets/{id}"]', "getPet dropPet"),
        ('[include]\npaths = ["/pets/**"]', "listPets addPet getPet dropPet"),
        ('[include]\npaths = ["**/lines", "order*"]', "listLines orderPlaced"),
        ('[include]\noperations = ["list*", "DELETE /pets/*"]', "listPets dropPet listOrders listLines"),
        ('[include]\nmethods = ["HEAD", "D*"]', "dropPet headHealth"),
        ('[include]\nextensions = ["x-internal"]', "putOrders"),
        ('[include]\nextensions = ["x-internal=false"]', "listLines"),
        ('[include]\nextensions = ["x-audience=part*"]', "listOrders"),
        ('[include]\nextensions = ["x-audience"]', "listOrders putOrders"),
        (
            '[exclude]\ndeprecated = true\nextensions = ["x-internal", "x-audience=partner"]',
            "listPets addPet getPet listLines getHealth headHealth orderPlaced",
        ),
        (
            '[exclude]\noperations = ["getHealth"]\nmethods = ["post"]',
            "listPets getPet dropPet listOrders putOrders listLines headHealth",
        ),
    ],
)
def test_which_operations_are_left(narrow: Filter, settings: str, left: str) -> None:
    document, left_out, said = narrow(settings)
    assert ids(document) == left.split()
    assert left_out.operations + left_out.webhooks == 10 - len(left.split())
    assert said == ""


def kept(document: Document, kind: str) -> list[str]:
    return [key for key, _ in document.root["components"][kind].items()]


def test_what_nothing_uses_goes_with_them(narrow: Filter) -> None:
    document, left_out, _ = narrow('[include]\noperations = ["getPet", "addPet"]')
    assert kept(document, "schemas") == ["Id", "Pet", "Fish", "Bird", "Shark", "Nest"]
    assert kept(document, "parameters") == ["Id"]
    assert kept(document, "securitySchemes") == ["key", "admin"]
    assert kept(document, "responses") == kept(document, "requestBodies") == kept(document, "pathItems") == []
    assert [tag.text("name") for tag in document.root["tags"]] == ["Admin", "Pets"]
    assert "orderPlaced" not in document.root["webhooks"]
    assert left_out == LeftOut(
        operations=7,
        webhooks=1,
        components={"securitySchemes": 1, "requestBodies": 1, "responses": 1, "pathItems": 1, "schemas": 3},
    )


def test_security_that_no_operation_falls_back_to_goes(narrow: Filter) -> None:
    document, _, _ = narrow('[include]\noperations = ["addPet"]')
    assert kept(document, "securitySchemes") == ["admin"]
    assert not document.root["security"].exists


def test_links_to_operations_that_are_gone_go_with_them(narrow: Filter) -> None:
    document, _, _ = narrow('[include]\ntags = ["Pets"]')
    assert list(document.root["paths"]["/pets/{id}"]["get"]["responses"]["200"]["links"].value) == ["self"]  # type: ignore[arg-type]
    document, _, _ = narrow('[exclude]\noperations = ["dropPet"]')
    links = document.root["paths"]["/pets/{id}"]["get"]["responses"]["200"]["links"]
    assert list(links.value) == ["order", "self"]  # type: ignore[arg-type]


def test_without_filters_only_prune_prunes(narrow: Filter) -> None:
    document, left_out, _ = narrow("")
    assert "Orphan" in kept(document, "schemas")
    assert not left_out
    document, left_out, _ = narrow("[components]\nprune = true")
    assert left_out == LeftOut(components={"securitySchemes": 1, "schemas": 2})
    assert len(ids(document)) == 10


def test_what_is_left_keeps_its_lines(narrow: Filter) -> None:
    document, _, _ = narrow('[include]\noperations = ["listOrders", "headHealth"]')
    lines = SHOP.splitlines()

    def shown(*keys: str) -> str:
        node = document.root
        for key in keys:
            node = node[key]
        place = document.locate(node.source)
        assert place is not None
        return lines[place.line - 1][place.column - 1 :]

    assert shown("paths", "/orders", "get", "operationId").startswith("operationId: listOrders")
    assert shown("paths", "/health", "head", "operationId").startswith("operationId: headHealth")
    (tag,) = document.root["tags"]
    assert document.locate(tag.source).line == 7  # type: ignore[union-attr]
    assert lines[6] == "- {name: Orders}"


def test_references_into_what_is_gone_still_lead_there(narrow: Filter) -> None:
    text = SHOP.replace("{description: ok}}}\n  /orders/", "{$ref: '#/paths/~1pets/get/responses/200'}}}\n  /orders/")
    document, _, said = narrow('[include]\noperations = ["putOrders"]', text)
    node = document.root["paths"]["/orders"]["put"]["responses"]["204"].resolve()
    assert node["content"]["application/json"].exists
    assert "Pet" in kept(document, "schemas")
    assert said == ""


def test_faults_of_what_is_gone_are_not_reported(narrow: Filter) -> None:
    text = SHOP.replace("operationId: dropPet, tags", "operationId: 7, tags").replace(
        "Fellow: {type: object}", "Fellow: {type: 7}"
    )
    _, _, said = narrow("[exclude]\nmethods = ['put']", text)
    assert said.count("document/invalid") == 1
    _, _, said = narrow("[components]\nprune = true", text)
    assert said.count("document/invalid") == 1
    _, _, said = narrow("[exclude]\ndeprecated = true", text)
    assert said == ""


def test_a_pattern_that_fits_nothing_is_shown_in_the_settings(narrow: Filter) -> None:
    _, _, said = narrow('[include]\ntags = [\n  "Pets",  # "these"\n  "Pest",\n]\n')
    assert (
        said
        == """\
api.sdk.toml:4:3: warning[settings/filter-idle]: "Pest" in include.tags fits no operation
  |
3 |   "Pets",  # "these"
4 |   "Pest",
  |   ^
5 | ]
  at: /include/tags/1
  help: Correct the pattern, or remove it: * stands for any characters, and everything else for itself."""
    )


def test_a_filter_that_leaves_nothing_ends_the_run(narrow: Filter) -> None:
    with pytest.raises(InputError) as caught:
        narrow('[include]\ntags = ["Pest"]')
    (found,) = caught.value.diagnostics
    assert render(found, caught.value.locate).startswith(
        "api.sdk.toml:1:2: error[settings/nothing-left]: all 10 operations are left out\n"
    )


def test_swagger_2_is_filtered_alike(narrow: Filter) -> None:
    text = """\
swagger: '2.0'
info: {title: Old, version: '1'}
paths:
  /a:
    get: {operationId: getA, responses: {'200': {description: ok, schema: {$ref: '#/definitions/A'}}}}
    put: {operationId: 9, responses: {'204': {description: ok}}}
definitions:
  A: {type: object}
  B: {type: 7}
securityDefinitions:
  k: {type: basic}
"""
    document, left_out, said = narrow("[exclude]\nmethods = ['put']", text)
    assert said == ""
    assert left_out == LeftOut(operations=1, components={"schemas": 1, "securitySchemes": 1})
    assert kept(document, "schemas") == ["A"]
