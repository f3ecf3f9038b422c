"""OpenAPI 3.x in the shapes of 3.1, with every moved node still found where it was written."""

from __future__ import annotations

import copy
from collections.abc import Callable

import pytest

from generator.diagnostics import Kind
from generator.document.upgrade import upgrade
from generator.document.values import Json

Said = list[tuple[str, str, str]]


def upgraded_schema(schema: Json, version: str = "3.0") -> tuple[Json, Said]:
    """A component schema after the upgrade, and what was said about it."""
    said: Said = []

    def tell(kind: Kind, message: str, pointer: str) -> None:
        said.append((kind.code, message, pointer))

    data: dict[str, Json] = {"openapi": f"{version}.0", "paths": {}, "components": {"schemas": {"A": schema}}}
    before = copy.deepcopy(data)
    made, _ = upgrade(data, version, tell)
    assert data == before
    components = made["components"]
    assert isinstance(components, dict)
    assert isinstance(components["schemas"], dict)
    return components["schemas"]["A"], said


NULL: Json = {"type": "null"}
REF: Json = {"$ref": "#/components/schemas/B"}


def wherever(keywords: tuple[str, ...], around: Callable[[Json], Json]) -> list[tuple[Json, Json]]:
    """Rows with a schema to change below each of the keywords."""
    before: Json = {"nullable": True, "type": "string"}
    after: Json = {"type": ["string", "null"]}
    return [({keyword: around(before)}, {keyword: around(after)}) for keyword in keywords]


def unchanged(schema: Json) -> tuple[Json, Json]:
    """A row with a schema that stays as it is."""
    return schema, copy.deepcopy(schema)


TABLE: list[tuple[Json, Json]] = [
    # nullable
    ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
    ({"type": "string", "nullable": False}, {"type": "string"}),
    ({"type": "string", "nullable": "true"}, {"type": ["string", "null"]}),
    ({"type": "string", "x-nullable": True}, {"type": ["string", "null"], "x-nullable": True}),
    ({"type": ["string", "integer"], "nullable": True}, {"type": ["string", "integer", "null"]}),
    ({"type": ["string", "null"], "nullable": True}, {"type": ["string", "null"]}),
    ({"type": "string", "nullable": "maybe"}, {"type": "string", "nullable": "maybe"}),
    ({"nullable": True}, {}),
    ({"nullable": True, "properties": {}}, {"properties": {}, "type": ["object", "null"]}),
    ({"nullable": True, "items": {}}, {"items": {}, "type": ["array", "null"]}),
    ({"type": "string", "enum": ["a"], "nullable": True}, {"type": ["string", "null"], "enum": ["a", None]}),
    ({"type": "string", "enum": ["a", None], "nullable": True}, {"type": ["string", "null"], "enum": ["a", None]}),
    ({"oneOf": [REF], "nullable": True}, {"oneOf": [REF, NULL]}),
    ({"anyOf": [REF, NULL], "nullable": True}, {"anyOf": [REF, NULL]}),
    (
        {"oneOf": [REF], "nullable": True, "type": "object", "discriminator": {"propertyName": "p"}},
        {"oneOf": [REF, NULL], "type": ["object", "null"], "discriminator": {"propertyName": "p"}},
    ),
    (
        {"allOf": [REF], "nullable": True, "description": "d", "readOnly": True, "x-a": 1, "type": "object"},
        {
            "anyOf": [{"allOf": [REF], "type": "object"}, NULL],
            "description": "d",
            "readOnly": True,
            "x-a": 1,
        },
    ),
    ({"$ref": "#/components/schemas/B", "nullable": True}, {"anyOf": [REF, NULL]}),
    ({"oneOf": [{}], "anyOf": [{}], "nullable": True}, {"anyOf": [{"oneOf": [{}], "anyOf": [{}]}, NULL]}),
    # limits
    ({"minimum": 1, "exclusiveMinimum": True}, {"exclusiveMinimum": 1}),
    ({"minimum": 1, "exclusiveMinimum": False}, {"minimum": 1}),
    ({"maximum": 1, "exclusiveMaximum": True, "minimum": 0}, {"exclusiveMaximum": 1, "minimum": 0}),
    ({"exclusiveMaximum": True}, {}),
    ({"exclusiveMinimum": 3}, {"exclusiveMinimum": 3}),
    # older words
    ({"type": "file"}, {"type": "string", "format": "binary"}),
    ({"discriminator": "kind"}, {"discriminator": {"propertyName": "kind"}}),
    ({"items": [REF, {"type": "string"}], "additionalItems": False}, {"prefixItems": [REF, {"type": "string"}], "items": False}),
    # everywhere schemas stand
    *wherever(("additionalProperties", "items", "not", "contains", "propertyNames"), lambda schema: schema),
    *wherever(("properties", "patternProperties"), lambda schema: {"p": schema}),
    *wherever(("allOf", "anyOf", "oneOf"), lambda schema: [schema]),
    # data is no schema
    *(unchanged({key: {"nullable": True, "type": "file"}}) for key in ("example", "default", "x-data")),
    ({"enum": [{"nullable": True}]}, {"enum": [{"nullable": True}]}),
    ({"properties": {"nullable": {"type": "string"}}}, {"properties": {"nullable": {"type": "string"}}}),
    ({"format": "byte", "type": "string", "example": "aGk="}, {"format": "byte", "type": "string", "example": "aGk="}),
    # of a wrong kind
    (True, True),
    ([1], [1]),
    ({"properties": [1], "allOf": {"a": 1}, "items": 3}, {"properties": [1], "allOf": {"a": 1}, "items": 3}),
]  # fmt: skip


@pytest.mark.parametrize("version", ["3.0", "3.1", "3.2"])
@pytest.mark.parametrize(("before", "after"), TABLE)
def test_schemas(before: Json, after: Json, version: str) -> None:
    assert upgraded_schema(before, version) == (after, [])


def test_what_stands_beside_a_reference_in_3_0() -> None:
    schema: Json = {
        "$ref": "#/components/schemas/B", "type": "object", "description": "d", "deprecated": True, "minLength": 3,
    }  # fmt: skip
    assert upgraded_schema(schema) == (
        {"$ref": "#/components/schemas/B", "description": "d", "deprecated": True},
        [("document/reference-siblings", "type, minLength beside $ref are left out", "/components/schemas/A/type")],
    )
    assert upgraded_schema(schema, "3.1") == (schema, [])


def test_what_only_3_2_can_say_is_kept() -> None:
    data: dict[str, Json] = {
        "openapi": "3.2.0",
        "$self": "https://example.com/api",
        "paths": {
            "/a": {
                "query": {"parameters": [{"in": "querystring", "name": "q", "content": {"text/plain": {}}}]},
                "additionalOperations": {
                    "LINK": {"responses": {"200": {"content": {"application/jsonl": {"itemSchema": {"type": "string"}}}}}}
                },
            }
        },
        "components": {"securitySchemes": {"o": {"type": "oauth2", "flows": {"deviceAuthorization": {"scopes": {}}}}}},
    }  # fmt: skip
    made, _ = upgrade(data, "3.2", lambda *_: None)
    assert made == data


def schema_places() -> list[str]:
    media = "content/application~1json/schema"
    operation = "paths/~1a/post"
    return [
        f"{operation}/parameters/0/schema",
        f"{operation}/parameters/1/{media}",
        f"{operation}/requestBody/{media}",
        f"{operation}/requestBody/content/multipart~1form-data/encoding/p/headers/h/schema",
        f"{operation}/responses/200/{media}",
        f"{operation}/responses/200/headers/h/schema",
        f"{operation}/callbacks/onEvent/{{$request.body#~1url}}/post/requestBody/{media}",
        f"{operation}/responses/200/content/application~1jsonl/itemSchema",
        "paths/~1a/parameters/0/schema",
        "paths/~1a/additionalOperations/LINK/parameters/0/schema",
        "webhooks/w/post/requestBody/content/a/schema",
        "components/schemas/A",
        f"components/responses/R/{media}",
        "components/parameters/P/schema",
        f"components/requestBodies/B/{media}",
        "components/headers/H/schema",
        "components/callbacks/C/{$url}/get/parameters/0/schema",
        "components/pathItems/I/get/parameters/0/schema",
        "components/mediaTypes/M/schema",
        "components/schemas/A/$defs/D/if",
    ]


def nested(tokens: list[str], value: Json) -> Json:
    for token in reversed(tokens):
        value = [*([{}] * int(token)), value] if token in ("0", "1") else {token: value}
    return value


@pytest.mark.parametrize("place", schema_places())
def test_every_place_where_a_schema_may_stand(place: str) -> None:
    tokens = [token.replace("~1", "/") for token in place.split("/")]
    document = nested(tokens, {"type": "string", "nullable": True})
    assert isinstance(document, dict)
    made, _ = upgrade({"openapi": "3.0.0", **document}, "3.0", lambda *_: None)
    assert made == {"openapi": "3.1.1", **_as_mapping(nested(tokens, {"type": ["string", "null"]}))}


def _as_mapping(value: Json) -> dict[str, Json]:
    assert isinstance(value, dict)
    return value


def test_schemas_that_are_referred_to_outside_of_the_components() -> None:
    nullable: Json = {"type": "string", "nullable": True}
    data: dict[str, Json] = {
        "openapi": "3.0.0",
        "paths": {"/a": {"get": {"parameters": [{"$ref": "#/x-parameters/0"}]}}},
        "components": {"schemas": {"A": {"$ref": "#/definitions/D"}, "B": {"$ref": "#/x-none/D"}}},
        "definitions": {"D": {"properties": {"p": {"$ref": "#/x-more/E~1F"}}}},
        "x-more": {"E/F": nullable, "unused": nullable},
        "x-parameters": [{"name": "n", "in": "query", "schema": nullable}],
    }
    made, _ = upgrade(data, "3.0", lambda *_: None)
    assert made["x-more"] == {"E/F": {"type": ["string", "null"]}, "unused": nullable}
    assert made["x-parameters"] == [{"name": "n", "in": "query", "schema": {"type": ["string", "null"]}}]


def test_places_of_what_moved() -> None:
    data: dict[str, Json] = {
        "openapi": "3.0.0",
        "components": {
            "schemas": {
                "A": {
                    "nullable": True,
                    "description": "d",
                    "allOf": [{"properties": {"p": {"nullable": True, "allOf": [{"items": [{"type": "string"}]}]}}}],
                }
            }
        },
    }
    made, moves = upgrade(data, "3.0", lambda *_: None)
    after = "/components/schemas/A/anyOf/0/allOf/0/properties/p/anyOf/0/allOf/0/prefixItems/0"
    before = "/components/schemas/A/allOf/0/properties/p/allOf/0/items/0"
    assert moves.origin(after) == before
    assert moves.destination(before) == after
    assert moves.origin("/components/schemas/A/anyOf/0") == "/components/schemas/A"
    assert moves.origin("/components/schemas/A/description") == "/components/schemas/A/description"
    assert moves.origin("/components/schemas/B/anyOf/0") == "/components/schemas/B/anyOf/0"
    assert made["openapi"] == "3.1.1"


def test_parts_that_stay_are_shared_and_nothing_is_changed_in_place() -> None:
    shared: dict[str, Json] = {"type": "object", "properties": {"a": {"type": "string"}}}
    data: dict[str, Json] = {"openapi": "3.1.0", "components": {"schemas": {"A": shared, "B": {"items": shared}}}}
    made, _ = upgrade(data, "3.1", lambda *_: None)
    assert made is data


def test_the_deepest_document_that_is_read_can_be_upgraded() -> None:
    schema: Json = {"type": "string", "nullable": True}
    for _ in range(495):
        schema = {"items": schema}
    made, _ = upgrade({"openapi": "3.0.0", "components": {"schemas": {"A": schema}}}, "3.0", lambda *_: None)
    found = _as_mapping(_as_mapping(made["components"])["schemas"])["A"]
    for _ in range(495):
        found = _as_mapping(found)["items"]
    assert found == {"type": ["string", "null"]}
