"""Answers that do not fit in what a model has beyond its properties, and calls whose answers may be null twice."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

ODD = """
paths:
  /m:
    get:
      operationId: m
      tags: [t]
      responses:
        '200': {description: M, content: {application/json: {schema: {$ref: '#/components/schemas/Meter'}}}}
  /n:
    get:
      operationId: n
      tags: [t]
      responses:
        '200': {description: N, content: {application/json: {schema: {type: [string, 'null']}}}}
        '204': {description: Nothing}
  /r:
    delete:
      operationId: r
      tags: [t]
      responses: {'204': {description: Done}, 3XX: {description: Elsewhere}}
  /p:
    get:
      operationId: p
      tags: [t]
      responses:
        '200': {description: P, content: {application/json: {schema: {$ref: '#/components/schemas/Open'}}}}
  /v:
    get:
      operationId: v
      tags: [t]
      responses:
        '200':
          description: V
          content:
            application/json: {schema: {$ref: '#/components/schemas/Open'}}
            application/json;v=2: {schema: {type: string}}
components:
  schemas:
    Open: {type: object, properties: {name: {type: string}}, patternProperties: {'^x-': {type: integer}}}
    Shut:
      type: object
      properties: {name: {type: string}}
      patternProperties: {'^x-': {type: integer}}
      additionalProperties: false
    Meter: {type: object, properties: {name: {type: string}}, additionalProperties: {type: integer}}
"""


def test_a_further_property_that_does_not_fit_leaves_the_model_whole(make_sdk: Callable[..., Any]) -> None:
    sdk = make_sdk(ODD)
    sdk.returns(200, {"name": "a", "x": 1, "y": "bad"})
    answer = sdk.package.with_response(sdk.client.t.m)()
    assert isinstance(answer.data, sdk.models.Meter)
    assert (answer.data.name, answer.data.x, answer.data.y) == ("a", 1, "bad")
    assert [drift.path for drift in answer.drift] == ["/y"]


def test_null_and_no_content_are_one_none(make_sdk: Callable[..., Any]) -> None:
    sdk = make_sdk(ODD)
    assert inspect.signature(sdk.client.t.n).return_annotation == "str | None"


def test_a_declared_range_of_redirects_is_an_answer(make_sdk: Callable[..., Any]) -> None:
    sdk = make_sdk(ODD)
    sdk.returns(303)
    assert sdk.package.with_response(sdk.client.t.r)().status == 303
    sdk.returns(404)
    with pytest.raises(sdk.errors.NotFoundError):
        sdk.client.t.r()


def test_patterns_say_nothing_of_properties_that_fit_none(make_sdk: Callable[..., Any]) -> None:
    sdk = make_sdk(ODD)
    sdk.returns(200, {"name": "a", "x-a": 1, "other": [1]})
    answer = sdk.package.with_response(sdk.client.t.p)()
    assert not answer.drift
    assert answer.data.other == [1]
    with pytest.raises(ValueError, match="x-a"):
        sdk.models.Shut.model_validate({"name": "a", "x-a": "text"})


def test_the_parameters_of_a_media_type_tell_answers_apart(make_sdk: Callable[..., Any]) -> None:
    sdk = make_sdk(ODD)
    sdk.returns(200, "two", headers={"content-type": "application/json; v=2"})
    answer = sdk.package.with_response(sdk.client.t.v)()
    assert (answer.data, answer.drift) == ("two", ())
    sdk.returns(200, {"name": "a"}, headers={"content-type": "application/json; v=3"})
    assert isinstance(sdk.client.t.v(), sdk.models.Open)
