"""Where references may stand: the objects of Swagger 2.0 and OpenAPI 3.0 to 3.2, and what leads to what.

One table serves all versions: what one of them does not know is simply not there in its documents. The
fields are those of OpenAPI 3.2 section 4, of Swagger 2.0, and of JSON Schema 2020-12.
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from ..upgrade.shapes import METHODS, SHAPES

Kind: TypeAlias = Literal[
    "openapi", "info", "server", "tag", "components", "path-item", "operation", "callback", "parameter", "header",
    "request-body", "response", "media-type", "encoding", "schema", "example", "link", "security-scheme",
    "discriminator", "data",
]  # fmt: skip
Form: TypeAlias = Literal["one", "map", "list", "one-or-list", "names"]
"""``names``: a discriminator's mapping, whose values are names or references."""

_SCHEMAS: dict[str, tuple[Form, Kind]] = {key: (form, "schema") for key, (form, _) in SHAPES["schema"].items()}
_UNNAMED = _SCHEMAS.keys() - {"$defs", "definitions"}
_EXAMPLES: dict[str, tuple[Form, Kind]] = {"examples": ("map", "example"), "example": ("one", "data")}
_PARAMETER: dict[str, tuple[Form, Kind]] = {
    "schema": ("one", "schema"),
    "content": ("map", "media-type"),
    **_EXAMPLES,
}
GRAMMAR: dict[Kind, dict[str, tuple[Form, Kind]]] = {
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
    "schema": {**_SCHEMAS, "discriminator": ("one", "discriminator"), "example": ("one", "data")},
    "example": {"value": ("one", "data")},
    "link": {},
    "security-scheme": {},
    "discriminator": {"mapping": ("names", "schema")},
    "data": {},
}

_SECTIONS: dict[Kind, str] = {
    "schema": "schemas",
    "response": "responses",
    "parameter": "parameters",
    "example": "examples",
    "request-body": "requestBodies",
    "header": "headers",
    "security-scheme": "securitySchemes",
    "link": "links",
    "callback": "callbacks",
}
_SECTIONS_2: dict[Kind, str] = {"schema": "definitions", "response": "responses", "parameter": "parameters"}


def member(kind: Kind, key: str) -> tuple[Form, Kind] | None:
    """What stands at a key of an object, where that is an object or leads to some."""
    if kind == "callback":  # it has no fixed fields: every expression leads to a Path Item
        return None if key.startswith("x-") or key == "$ref" else ("one", "path-item")
    return GRAMMAR[kind].get(key)


def section(kind: Kind, version: str) -> tuple[str, ...] | None:
    """The keys of the mapping where such objects have names; ``None`` where the version has none for them."""
    if version == "2.0":
        return (_SECTIONS_2[kind],) if kind in _SECTIONS_2 else None
    if kind == "media-type" and version == "3.2":
        return ("components", "mediaTypes")
    return ("components", _SECTIONS[kind]) if kind in _SECTIONS else None


def path_item_section(version: str) -> tuple[str, ...]:
    """As ``section``, for path items that hold themselves: before 3.1 an extension has to do."""
    return ("components", "pathItems") if version in ("3.1", "3.2") else ("x-path-items",)


def schema_around(tokens: list[str], *, through_names: bool) -> int:
    """How many of a pointer's tokens lead to the outermost schema around the one it points at.

    The rest runs through keywords of JSON Schema that hold schemas without a name of their own, or also
    ``through_names``.
    """
    for start in range(len(tokens)):
        if _runs_through_schemas(tokens[start:], through_names):
            return start
    return len(tokens)


def _runs_through_schemas(tokens: list[str], through_names: bool) -> bool:
    at = 0
    while at < len(tokens):
        form = _SCHEMAS[tokens[at]][0] if tokens[at] in (_SCHEMAS if through_names else _UNNAMED) else None
        key = tokens[at + 1] if at + 1 < len(tokens) else ""
        if (form == "map" and at + 1 < len(tokens)) or (form == "list" and key.isdigit()):
            at += 2
        elif form in ("one", "one-or-list"):
            at += 2 if form == "one-or-list" and key.isdigit() else 1
        else:
            return False
    return True
