"""Answers that do not fit in what a model has beyond its properties, and calls whose answers may be null twice."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

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
components:
  schemas:
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
