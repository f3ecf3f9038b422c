"""Whether an answer fits the document, by a validator that is not the generator's."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from openapi_schema_validator import OAS30Validator, OAS31Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from .scenarios import Call

_URI = "urn:document"


def fits(document: Mapping[str, Any], call: Call, path: str) -> bool:
    """Whether the JSON body of a call's answer is valid for the schema that the document gives it."""
    if call.answer is None:
        return True
    tokens = ["paths", path, call.method.lower(), "responses", str(call.status)]
    tokens += ["content", call.answer.content_type, "schema"]
    node: Any = document
    for token in tokens:
        if token not in node:
            return True
        node = node[token]
    pointer = "/".join(quote(token.replace("~", "~0").replace("/", "~1")) for token in tokens)
    registry = Registry().with_resource(_URI, DRAFT202012.create_resource(document))
    kind = OAS30Validator if document["openapi"].startswith("3.0") else OAS31Validator
    return bool(kind({"$ref": f"{_URI}#/{pointer}"}, registry=registry).is_valid(call.answer.data))
