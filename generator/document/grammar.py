"""Where the objects of Swagger 2.0 and OpenAPI 3.0 to 3.2 stand in one another.

One table serves all versions: what one of them does not know is simply not there in its documents. The
fields are those of OpenAPI 3.2 section 4, of Swagger 2.0, and of JSON Schema 2020-12. What it does not name
is data and left alone.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

Kind: TypeAlias = Literal[
    "openapi", "info", "server", "tag", "components", "path-item", "operation", "callback", "parameter", "header",
    "request-body", "response", "media-type", "encoding", "schema", "example", "link", "security-scheme",
    "discriminator", "data",
]  # fmt: skip
Form: TypeAlias = Literal["one", "map", "list", "one-or-list", "names"]
"""``names``: a discriminator's mapping, whose values are names or references."""
Fields: TypeAlias = "dict[str, tuple[Form, Kind]]"

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
"""The fixed fields of a Path Item that are operations (OpenAPI 3.2 section 4.9.1; ``query`` is from 3.2)."""

SCHEMAS: Fields = {
    **dict.fromkeys(("properties", "patternProperties", "dependentSchemas", "$defs", "definitions"), ("map", "schema")),
    **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), ("list", "schema")),
    **dict.fromkeys(
        ("additionalProperties", "additionalItems", "not", "if", "then", "else", "contains", "propertyNames",
         "unevaluatedItems", "unevaluatedProperties", "contentSchema"),
        ("one", "schema"),
    ),
    "items": ("one-or-list", "schema"),
}  # fmt: skip
"""The keywords of a Schema Object that hold schemas."""
_EXAMPLES: Fields = {"examples": ("map", "example"), "example": ("one", "data")}
_PARAMETER: Fields = {
    "schema": ("one", "schema"),
    "content": ("map", "media-type"),
    **_EXAMPLES,
}
GRAMMAR: dict[Kind, Fields] = {
    "openapi": {
        "info": ("one", "info"),
        "servers": ("list", "server"),
        "tags": ("list", "tag"),
        "paths": ("map", "path-item"),
        "webhooks": ("map", "path-item"),
        "components": ("one", "components"),
        "definitions": ("map", "schema"),
        "parameters": ("map", "parameter"),
        "responses": ("map", "response"),
        "securityDefinitions": ("map", "security-scheme"),
    },
    "info": {},
    "server": {},
    "tag": {},
    "components": {
        "schemas": ("map", "schema"),
        "responses": ("map", "response"),
        "parameters": ("map", "parameter"),
        "examples": ("map", "example"),
        "requestBodies": ("map", "request-body"),
        "headers": ("map", "header"),
        "securitySchemes": ("map", "security-scheme"),
        "links": ("map", "link"),
        "callbacks": ("map", "callback"),
        "pathItems": ("map", "path-item"),
        "mediaTypes": ("map", "media-type"),
    },
    "path-item": {
        "parameters": ("list", "parameter"),
        "servers": ("list", "server"),
        **dict.fromkeys(METHODS, ("one", "operation")),
        "additionalOperations": ("map", "operation"),
    },
    "operation": {
        "parameters": ("list", "parameter"),
        "requestBody": ("one", "request-body"),
        "responses": ("map", "response"),
        "callbacks": ("map", "callback"),
        "servers": ("list", "server"),
    },
    "callback": {},
    "parameter": _PARAMETER,
    "header": _PARAMETER,
    "request-body": {"content": ("map", "media-type")},
    "response": {
        "schema": ("one", "schema"),
        "content": ("map", "media-type"),
        "headers": ("map", "header"),
        "links": ("map", "link"),
    },
    "media-type": {
        "schema": ("one", "schema"),
        "itemSchema": ("one", "schema"),
        "encoding": ("map", "encoding"),
        "prefixEncoding": ("list", "encoding"),
        "itemEncoding": ("one", "encoding"),
        **_EXAMPLES,
    },
    "encoding": {
        "headers": ("map", "header"),
        "encoding": ("map", "encoding"),
        "prefixEncoding": ("list", "encoding"),
        "itemEncoding": ("one", "encoding"),
    },
    "schema": {**SCHEMAS, "discriminator": ("one", "discriminator"), "example": ("one", "data")},
    "example": {"value": ("one", "data")},
    "link": {},
    "security-scheme": {},
    "discriminator": {"mapping": ("names", "schema")},
    "data": {},
}
LEAVES = frozenset(kind for kind, fields in GRAMMAR.items() if not fields and kind != "callback") | {"example"}
"""What holds no schemas."""


def member(kind: Kind, key: str) -> tuple[Form, Kind] | None:
    """What stands at a key of an object, where that is an object or leads to some."""
    if kind == "callback":  # it has no fixed fields: every expression leads to a Path Item
        return None if key.startswith("x-") or key == "$ref" else ("one", "path-item")
    return GRAMMAR[kind].get(key)
