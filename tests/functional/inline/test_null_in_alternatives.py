"""Null that only an alternative of a named union allows."""

from __future__ import annotations

import pytest

_OPERATION = "{get: {operationId: %s, tags: [things], responses: {'200': {description: ok, content: %s}}}}"
_CONTENT = (
    "{application/json: {schema: {type: object, required: [a], properties: {a: {$ref: '#/components/schemas/%s'}}}}}"
)
_SCHEMAS = {
    "Listed": "anyOf: [{type: [string, 'null']}, {type: integer}]",
    "Nested": "oneOf: [{type: boolean}, {$ref: '#/components/schemas/Listed'}]",
    "Circle": "anyOf: [{type: array, items: {$ref: '#/components/schemas/Circle'}}, {type: integer}, {enum: [x, null]}]",
    "Never": "anyOf: [{type: string}, {type: integer}]",
}


def test_null_is_read_where_an_alternative_allows_it(make_sdk):
    paths = "".join(f"  /{name}: {_OPERATION % (name, _CONTENT % name)}\n" for name in _SCHEMAS)
    schemas = "".join(f"    {name}: {{{schema}}}\n" for name, schema in _SCHEMAS.items())
    sdk = make_sdk(f"paths:\n{paths}components:\n  schemas:\n{schemas}")
    strict = sdk.client.with_options(strict_responses=True)
    for name in _SCHEMAS:
        sdk.returns(200, json={"a": None})
        call = getattr(strict.things, name.lower())
        if name == "Never":
            with pytest.raises(sdk.package.errors.ResponseValidationError):
                call()
        else:
            assert call().a is None, name
