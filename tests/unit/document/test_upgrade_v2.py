"""Swagger 2.0 in the shapes of 3.1, with every moved node still found where it was written."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from generator.diagnostics import Kind
from generator.document.moves import Moves
from generator.document.upgrade import upgrade

Mapping = dict[str, Any]
Said = list[tuple[str, str]]


def upgraded(data: Mapping) -> tuple[Any, Moves, Said]:
    """A document after the upgrade, what moved, and the codes and places of what was said."""
    said: Said = []

    def tell(kind: Kind, _: str, pointer: str) -> None:
        said.append((kind.code.removeprefix("document/"), pointer))

    before = copy.deepcopy(data)
    made, moves = upgrade(data, "2.0", tell)
    assert data == before
    return made, moves, said


def document(operation: Mapping, **fields: Any) -> Mapping:
    return {"swagger": "2.0", "paths": {"/a": {"post": operation}}, **fields}


def operation_of(operation: Mapping, **fields: Any) -> Any:
    made, _, said = upgraded(document(operation, **fields))
    assert said == []
    return made["paths"]["/a"]["post"]


def test_what_both_versions_have_is_kept() -> None:
    data: Mapping = {
        "swagger": "2.0",
        "info": {"title": "T", "version": "1"},
        "paths": {"/a": {"get": {"operationId": "x", "tags": ["t"], "deprecated": True, "security": [], "x-a": 1}}},
        "tags": [{"name": "t"}],
        "security": [{"k": []}],
        "externalDocs": {"url": "u"},
        "x-b": {"consumes": []},
    }
    made, _, _ = upgraded(data)
    assert made == {**{key: value for key, value in data.items() if key != "swagger"}, "openapi": "3.1.1"}


@pytest.mark.parametrize(
    ("fields", "urls"),
    [
        ({}, None),
        ({"host": "h.example", "schemes": ["https"]}, ["https://h.example"]),
        ({"host": "h.example"}, ["https://h.example"]),
        ({"host": "h.example:8080", "basePath": "/v1/", "schemes": ["http"]}, ["http://h.example:8080/v1"]),
        ({"host": "h.example", "basePath": "v1"}, ["https://h.example/v1"]),
        ({"host": "h.example", "basePath": "/"}, ["https://h.example"]),
        ({"host": "h.example", "schemes": ["http", "https", "wss"]}, ["https://h.example", "http://h.example"]),
        ({"host": "https://h.example"}, ["https://h.example"]),
        ({"basePath": "/v1"}, ["/v1"]),
        ({"basePath": "/"}, ["/"]),
    ],
)
def test_servers(fields: Mapping, urls: list[str] | None) -> None:
    made, _, _ = upgraded({"swagger": "2.0", "paths": {}, **fields})
    assert made.get("servers") == ([{"url": url} for url in urls] if urls else None)


def test_an_operation_with_schemes_of_its_own_has_servers_of_its_own() -> None:
    made, moves, _ = upgraded(document({"schemes": ["http"]}, host="h.example", schemes=["https"]))
    assert made["paths"]["/a"]["post"] == {"servers": [{"url": "http://h.example"}]}
    assert moves.origin("/paths/~1a/post/servers/0/url") == "/paths/~1a/post/schemes/0/url"


@pytest.mark.parametrize(
    ("parameter", "expected"),
    [
        ({"in": "query", "type": "string"}, {"schema": {"type": "string"}}),
        (
            {"in": "path", "required": True, "description": "d", "type": "integer", "format": "int64", "minimum": 1},
            {"required": True, "description": "d", "schema": {"type": "integer", "format": "int64", "minimum": 1}},
        ),
        (
            {"in": "query", "type": "string", "enum": ["a"], "default": "a", "pattern": "p", "maxLength": 3, "x-a": 1},
            {"x-a": 1, "schema": {"type": "string", "enum": ["a"], "default": "a", "pattern": "p", "maxLength": 3}},
        ),
        (
            {"in": "query", "type": "integer", "minimum": 1, "exclusiveMinimum": True},
            {"schema": {"type": "integer", "exclusiveMinimum": 1}},
        ),
        ({"in": "query", "type": "string", "x-nullable": True}, {"schema": {"type": ["string", "null"], "x-nullable": True}}),
        ({"in": "query", "type": "string", "allowEmptyValue": True}, {"allowEmptyValue": True, "schema": {"type": "string"}}),
        ({"in": "query", "type": "string", "x-example": "e"}, {"x-example": "e", "example": "e", "schema": {"type": "string"}}),
        ({"in": "query", "schema": {"type": "string"}}, {"schema": {"type": "string"}}),
        ({"in": "header", "type": "array", "items": {"type": "string"}}, {"style": "simple", "explode": False, "schema": {"type": "array", "items": {"type": "string"}}}),
    ],
)  # fmt: skip
def test_parameters(parameter: Mapping, expected: Mapping) -> None:
    made = operation_of({"parameters": [{"name": "p", **parameter}]})
    assert made == {"parameters": [{"name": "p", "in": parameter["in"], **expected}]}


@pytest.mark.parametrize(
    ("location", "collection_format", "style", "explode"),
    [
        ("query", None, "form", False),
        ("query", "csv", "form", False),
        ("query", "multi", "form", True),
        ("query", "ssv", "spaceDelimited", False),
        ("query", "pipes", "pipeDelimited", False),
        ("path", None, "simple", False),
        ("path", "csv", "simple", False),
        ("header", "csv", "simple", False),
    ],
)
def test_collection_formats(location: str, collection_format: str | None, style: str, explode: bool) -> None:
    given = {"collectionFormat": collection_format} if collection_format else {}
    parameter = {"name": "p", "in": location, "type": "array", "items": {"type": "integer"}, **given}
    made = operation_of({"parameters": [parameter]})["parameters"][0]
    assert made == {
        "name": "p",
        "in": location,
        "style": style,
        "explode": explode,
        "schema": {"type": "array", "items": {"type": "integer"}},
    }


@pytest.mark.parametrize(("location", "collection_format"), [("query", "tsv"), ("path", "multi"), ("header", "ssv")])
def test_collection_formats_that_3_x_does_not_know(location: str, collection_format: str) -> None:
    parameter = {"name": "p", "in": location, "type": "array", "collectionFormat": collection_format}
    made, _, said = upgraded(document({"parameters": [parameter]}))
    assert made["paths"]["/a"]["post"]["parameters"][0]["explode"] is False
    assert said == [("collection-format", "/paths/~1a/post/parameters/0/collectionFormat")]


@pytest.mark.parametrize(
    ("operation", "fields", "media_types"),
    [
        ({}, {}, ["application/json"]),
        ({}, {"consumes": ["application/xml", "application/json"]}, ["application/xml", "application/json"]),
        ({"consumes": ["text/plain"]}, {"consumes": ["application/json"]}, ["text/plain"]),
        ({"consumes": []}, {"consumes": ["text/plain"]}, ["application/json"]),
        ({"consumes": "text/plain"}, {}, ["text/plain"]),
    ],
)
def test_bodies(operation: Mapping, fields: Mapping, media_types: list[str]) -> None:
    body = {"name": "b", "in": "body", "required": True, "description": "d", "schema": {"$ref": "#/definitions/B"}}
    made = operation_of({**operation, "parameters": [body]}, **fields)
    media = {"schema": {"$ref": "#/components/schemas/B"}}
    content = dict.fromkeys(media_types, media)
    assert made == {"parameters": [], "requestBody": {"required": True, "description": "d", "content": content}}
    assert list(made["requestBody"]["content"]) == media_types


@pytest.mark.parametrize(
    ("kinds", "consumes", "media_types"),
    [
        (["string"], [], ["application/x-www-form-urlencoded"]),
        (["string"], ["multipart/form-data"], ["multipart/form-data"]),
        (["string"], ["application/json", "application/x-www-form-urlencoded", "multipart/form-data"], ["application/x-www-form-urlencoded", "multipart/form-data"]),
        (["string", "file"], [], ["multipart/form-data"]),
        (["file"], ["application/x-www-form-urlencoded"], ["multipart/form-data"]),
        (["file"], ["application/x-www-form-urlencoded", "multipart/form-data"], ["multipart/form-data"]),
    ],
)  # fmt: skip
def test_forms(kinds: list[str], consumes: list[str], media_types: list[str]) -> None:
    fields = [{"name": f"f{n}", "in": "formData", "type": kind, "description": "d"} for n, kind in enumerate(kinds)]
    fields[0]["required"] = True  # type: ignore[assignment]
    made = operation_of({"consumes": consumes, "parameters": fields})["requestBody"]
    schemas = {"string": {"type": "string"}, "file": {"type": "string", "format": "binary"}}
    schema = {
        "type": "object",
        "properties": {f"f{n}": {"description": "d", **schemas[kind]} for n, kind in enumerate(kinds)},
        "required": ["f0"],
    }
    assert made == {"required": True, "content": {media: {"schema": schema} for media in media_types}}


def test_arrays_in_forms() -> None:
    fields = [
        {"name": name, "in": "formData", "type": "array", "items": {"type": "string"}, "collectionFormat": word}
        for name, word in (("c", "csv"), ("m", "multi"))
    ]
    made = operation_of({"parameters": fields})["requestBody"]
    assert made["required"] is False
    assert made["content"]["application/x-www-form-urlencoded"]["encoding"] == {
        "c": {"style": "form", "explode": False},
        "m": {"style": "form", "explode": True},
    }


def test_parameters_of_the_path_item() -> None:
    data: Mapping = {
        "swagger": "2.0",
        "paths": {
            "/a": {
                "parameters": [
                    {"name": "q", "in": "query", "type": "string"},
                    {"name": "f", "in": "formData", "type": "string"},
                    {"name": "g", "in": "formData", "type": "string"},
                ],
                "post": {"parameters": [{"name": "g", "in": "formData", "type": "integer"}]},
                "put": {},
            }
        },
    }
    item = upgraded(data)[0]["paths"]["/a"]
    assert item["parameters"] == [{"name": "q", "in": "query", "schema": {"type": "string"}}]
    form = item["post"]["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]["properties"]
    assert form == {"f": {"type": "string"}, "g": {"type": "integer"}}
    assert "requestBody" in item["put"]


def test_parameters_that_are_referred_to() -> None:
    data = document(
        {"parameters": [{"$ref": "#/parameters/Q"}, {"$ref": "#/parameters/B"}, {"$ref": "#/parameters/None"}]},
        parameters={
            "Q": {"name": "q", "in": "query", "type": "string"},
            "B": {"name": "b", "in": "body", "schema": {"type": "string"}},
            "F": {"name": "f", "in": "formData", "type": "string"},
        },
    )
    made, moves, _ = upgraded(data)
    assert made["components"]["parameters"] == {"Q": {"name": "q", "in": "query", "schema": {"type": "string"}}}
    operation = made["paths"]["/a"]["post"]
    assert operation["parameters"] == [{"$ref": "#/components/parameters/Q"}, {"$ref": "#/components/parameters/None"}]
    assert operation["requestBody"] == {"content": {"application/json": {"schema": {"type": "string"}}}}
    assert moves.origin("/paths/~1a/post/parameters/1/$ref") == "/paths/~1a/post/parameters/2/$ref"
    assert moves.origin("/paths/~1a/post/requestBody/content/application~1json/schema") == "/parameters/B/schema"
    assert moves.origin("/components/parameters/Q/schema/type") == "/parameters/Q/type"


@pytest.mark.parametrize(
    ("response", "operation", "content"),
    [
        ({}, {}, None),
        ({"schema": {"type": "string"}}, {}, {"application/json": {"schema": {"type": "string"}}}),
        ({"schema": {}}, {"produces": ["text/plain", "text/html"]}, {"text/plain": {"schema": {}}, "text/html": {"schema": {}}}),
        ({"schema": {}, "examples": {"application/json": [1]}}, {}, {"application/json": {"schema": {}, "example": [1]}}),
        ({"schema": {}, "examples": {"text/plain": "e"}}, {}, {"application/json": {"schema": {}}, "text/plain": {"schema": {}, "example": "e"}}),
        ({"examples": {"text/plain": "e"}}, {}, {"text/plain": {"example": "e"}}),
        ({"schema": {"type": "file"}}, {}, {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}),
        ({"schema": {"type": "file"}}, {"produces": ["image/png"]}, {"image/png": {"schema": {"type": "string", "format": "binary"}}}),
    ],
)  # fmt: skip
def test_responses(response: Mapping, operation: Mapping, content: Mapping | None) -> None:
    made = operation_of({**operation, "responses": {"200": {"description": "d", **response}}})["responses"]
    assert made == {"200": {"description": "d", **({"content": content} if content else {})}}


def test_headers_of_responses() -> None:
    header = {"description": "d", "type": "array", "items": {"type": "string"}, "x-a": 1}
    made, moves, _ = upgraded(document({"responses": {"200": {"headers": {"H": header}}}}))
    assert made["paths"]["/a"]["post"]["responses"]["200"]["headers"]["H"] == {
        "description": "d",
        "x-a": 1,
        "style": "simple",
        "explode": False,
        "schema": {"type": "array", "items": {"type": "string"}},
    }
    base = "/paths/~1a/post/responses/200/headers/H"
    assert moves.origin(f"{base}/schema/items/type") == f"{base}/items/type"


def test_responses_that_are_referred_to() -> None:
    responses = {"E": {"description": "d", "schema": {"type": "string"}}, "N": {"description": "n"}}
    uses = {"400": {"$ref": "#/responses/E"}, "404": {"$ref": "#/responses/N"}, "500": {"$ref": "#/responses/None"}}
    as_component = {key: {"$ref": use["$ref"].replace("#/", "#/components/")} for key, use in uses.items()}

    made, moves, _ = upgraded(document({"responses": uses}, responses=responses))
    assert made["paths"]["/a"]["post"]["responses"] == as_component
    assert made["components"]["responses"] == {
        "E": {"description": "d", "content": {"application/json": {"schema": {"type": "string"}}}},
        "N": {"description": "n"},
    }
    assert moves.origin("/components/responses/E/content/application~1json/schema/type") == "/responses/E/schema/type"

    made, moves, _ = upgraded(document({"produces": ["text/plain"], "responses": uses}, responses=responses))
    inline = {"description": "d", "content": {"text/plain": {"schema": {"type": "string"}}}}
    assert made["paths"]["/a"]["post"]["responses"] == {**as_component, "400": inline}
    assert moves.origin("/paths/~1a/post/responses/400/description") == "/responses/E/description"


@pytest.mark.parametrize(
    ("scheme", "expected"),
    [
        ({"type": "basic", "description": "d"}, {"type": "http", "scheme": "basic", "description": "d"}),
        ({"type": "apiKey", "in": "header", "name": "X"}, {"type": "apiKey", "in": "header", "name": "X"}),
        (
            {"type": "oauth2", "flow": "implicit", "authorizationUrl": "a", "scopes": {"s": "t"}, "x-a": 1},
            {"type": "oauth2", "x-a": 1, "flows": {"implicit": {"scopes": {"s": "t"}, "authorizationUrl": "a"}}},
        ),
        ({"type": "oauth2", "flow": "password", "tokenUrl": "t"}, {"type": "oauth2", "flows": {"password": {"scopes": {}, "tokenUrl": "t"}}}),
        ({"type": "oauth2", "flow": "application", "tokenUrl": "t"}, {"type": "oauth2", "flows": {"clientCredentials": {"scopes": {}, "tokenUrl": "t"}}}),
        ({"type": "oauth2", "flow": "accessCode"}, {"type": "oauth2", "flows": {"authorizationCode": {"scopes": {}}}}),
        ({"type": "new"}, {"type": "new"}),
    ],
)  # fmt: skip
def test_security(scheme: Mapping, expected: Mapping) -> None:
    made, moves, _ = upgraded({"swagger": "2.0", "paths": {}, "securityDefinitions": {"S": scheme}})
    assert made["components"] == {"securitySchemes": {"S": expected}}
    for kind in expected.get("flows", ()):
        assert moves.origin(f"/components/securitySchemes/S/flows/{kind}/scopes") == "/securityDefinitions/S/scopes"


def test_definitions() -> None:
    definitions = {
        "A": {"type": "object", "discriminator": "kind", "properties": {"b": {"$ref": "#/definitions/B%20C/items"}}},
        "B C": {"type": "array", "items": {"x-nullable": True, "$ref": "#/definitions/A"}},
        "D": {"allOf": [{"$ref": "#/definitions/A", "description": "d"}]},
    }
    made, moves, _ = upgraded({"swagger": "2.0", "paths": {}, "definitions": definitions})
    assert made["components"]["schemas"] == {
        "A": {
            "type": "object",
            "discriminator": {"propertyName": "kind"},
            "properties": {"b": {"$ref": "#/components/schemas/B%20C/items"}},
        },
        "B C": {
            "type": "array",
            "items": {"anyOf": [{"$ref": "#/components/schemas/A"}, {"type": "null"}], "x-nullable": True},
        },
        "D": {"allOf": [{"$ref": "#/components/schemas/A", "description": "d"}]},
    }
    assert moves.origin("/components/schemas/B C/items/anyOf/0/$ref") == "/definitions/B C/items/$ref"
    assert moves.destination("/definitions/B C/items/$ref") == "/components/schemas/B C/items/anyOf/0/$ref"


def test_places_of_what_moved() -> None:
    data = document(
        {
            "parameters": [
                {"name": "b", "in": "body", "schema": {"type": "string"}},
                {"name": "q", "in": "query", "type": "string"},
            ],
            "responses": {"200": {"schema": {"type": "string"}, "examples": {"application/json": "e"}}},
        },
        host="h.example",
    )
    _, moves, _ = upgraded(data)
    base = "/paths/~1a/post"
    for after, before in (
        ("/openapi", "/swagger"),
        ("/servers/0", "/host/0"),
        (f"{base}/requestBody", f"{base}/parameters/0"),
        (f"{base}/requestBody/content/application~1json/schema/type", f"{base}/parameters/0/schema/type"),
        (f"{base}/parameters/0/name", f"{base}/parameters/1/name"),
        (f"{base}/parameters/0/schema/type", f"{base}/parameters/1/type"),
        (f"{base}/responses/200/content/application~1json/schema/type", f"{base}/responses/200/schema/type"),
        (f"{base}/responses/200/content/application~1json/example", f"{base}/responses/200/examples/application~1json"),
        (f"{base}/responses/200/description", f"{base}/responses/200/description"),
    ):
        assert moves.origin(after) == before


def test_what_is_of_a_wrong_kind_is_passed_on() -> None:
    data: Mapping = {
        "swagger": "2.0",
        "paths": {
            "/a": [],
            "/b": {"get": [], "post": {"parameters": {}, "responses": []}, "parameters": ["x"]},
            "/c": {"get": {"parameters": [{"in": "formData"}, {"$ref": 1}], "responses": {"200": "ok"}}},
            "/d": {"$ref": "#/paths/~1b", "post": {"responses": {"200": {"headers": [], "examples": []}}}},
        },
        "definitions": [],
        "parameters": {"P": 1},
        "responses": "none",
        "securityDefinitions": {"S": []},
        "consumes": 3,
        "host": 5,
        "schemes": "https",
    }
    made, _, said = upgraded(data)
    assert said == []
    assert made["paths"]["/a"] == []
    assert made["paths"]["/b"] == {"get": [], "post": {"parameters": {}, "responses": []}, "parameters": ["x"]}
    assert made["paths"]["/c"]["get"]["responses"] == {"200": "ok"}
    assert made["paths"]["/d"]["post"]["responses"] == {"200": {"headers": []}}
    assert made["components"] == {
        "schemas": [],
        "parameters": {"P": 1},
        "responses": "none",
        "securitySchemes": {"S": []},
    }
