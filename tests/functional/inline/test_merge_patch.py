"""Merge patches (RFC 7386): what is null is removed, what is left out stays."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

DOCUMENT = """\
paths:
  /things/{id}:
    get:
      operationId: getThing
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
    patch:
      operationId: updateThing
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody:
        required: true
        content: {application/merge-patch+json: {schema: {$ref: '#/components/schemas/ThingUpdate'}}}
      responses: {'204': {description: ok}}
    put:
      operationId: mendThing
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      requestBody:
        content: {application/merge-patch+json: {schema: {$ref: '#/components/schemas/Thing'}}}
      responses: {'204': {description: ok}}
components:
  schemas:
    Part: {type: object, required: [name], properties: {name: {type: string}, note: {type: string}}}
    Thing:
      type: object
      required: [name]
      properties:
        name: {type: string}
        parts: {type: array, items: {$ref: '#/components/schemas/Part'}}
        best: {$ref: '#/components/schemas/Part'}
    ThingUpdate:
      type: object
      required: [version]
      properties:
        version: {type: integer}
        size: {type: integer}
        best: {$ref: '#/components/schemas/Part'}
        byName: {type: object, additionalProperties: {$ref: '#/components/schemas/Part'}}
        parts: {type: array, items: {$ref: '#/components/schemas/Part'}}
        again: {$ref: '#/components/schemas/ThingUpdate'}
"""


@pytest.fixture
def sdk(make_sdk: Callable[..., Any]) -> Any:
    return make_sdk(DOCUMENT)


def sent(sdk: Any) -> Any:
    assert sdk.request.headers["content-type"] == "application/merge-patch+json"
    return json.loads(sdk.request.content)


def test_null_and_absent_as_arguments(sdk: Any) -> None:
    sdk.client.things.update_thing(id="1", version=1, size=None, best=None, parts=None)
    assert sent(sdk) == {"version": 1, "size": None, "best": None, "parts": None}
    sdk.client.things.update_thing(id="1", version=1)
    assert sent(sdk) == {"version": 1}


def test_null_at_any_depth(sdk: Any) -> None:
    best = {"name": "a", "note": None}
    by_name = {"x": None, "y": best}
    again = {"version": 2, "size": None, "again": None}
    sdk.client.things.update_thing(id="1", version=1, best=best, by_name=by_name, again=again)
    assert sent(sdk) == {"version": 1, "best": best, "byName": by_name, "again": again}


def test_null_in_models(sdk: Any) -> None:
    models = sdk.models
    body = models.ThingUpdate(version=1, size=None, best=models.PartPatch(name="a", note=None), by_name={"x": None})
    sdk.client.things.update_thing(id="1", body=body)
    assert sent(sdk) == {"version": 1, "size": None, "best": {"name": "a", "note": None}, "byName": {"x": None}}


def test_a_list_is_replaced_as_a_whole(sdk: Any) -> None:
    sdk.client.things.update_thing(id="1", version=1, parts=[{"name": "a", "note": None}])
    assert sent(sdk) == {"version": 1, "parts": [{"name": "a"}]}


def test_what_must_be_there_cannot_be_removed(sdk: Any) -> None:
    with pytest.raises(ValueError, match="version"):
        sdk.client.things.update_thing(id="1", body={"version": None})


def test_what_is_also_something_else_has_a_model_for_patches(sdk: Any) -> None:
    sdk.client.things.mend_thing(id="1", body={"name": "a", "best": None})
    assert sent(sdk) == {"name": "a", "best": None}
    sdk.client.things.mend_thing(id="1", body=sdk.models.ThingPatch(name="a", parts=None))
    assert sent(sdk) == {"name": "a", "parts": None}
    sdk.client.things.mend_thing(id="1")
    assert sdk.request.content == b""
    sdk.returns(200, {"name": "a"})
    assert type(sdk.client.things.get_thing(id="1")) is sdk.models.Thing
    assert not hasattr(sdk.models, "ThingUpdatePatch")


def test_the_docstring_says_so(sdk: Any) -> None:
    assert "removed" in sdk.client.things.mend_thing.__doc__
