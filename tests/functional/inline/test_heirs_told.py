"""How documents say which heir a tag stands for: mappings that reach past a base in the middle, and extensions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

HEIRS = """
paths:
  /animals:
    get:
      operationId: list
      tags: [t]
      responses:
        '200':
          description: Animals
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Animal'}}}}
components:
  schemas:
    Animal:
      type: object
      required: [type]
      discriminator: {propertyName: type, mapping: {kitty: '#/components/schemas/Cat'}}
      properties: {type: {type: string}}
    Cat: {allOf: [{$ref: '#/components/schemas/Animal'}, {type: object, properties: {mice: {type: integer}}}]}
    Dog:
      x-ms-discriminator-value: hound
      allOf: [{$ref: '#/components/schemas/Animal'}, {type: object, properties: {bark: {type: boolean}}}]
    Puppy:
      x-discriminator-value: whelp
      allOf: [{$ref: '#/components/schemas/Dog'}, {type: object, properties: {age: {type: integer}}}]
"""


def test_tags_of_heirs(make_sdk: Callable[..., Any]) -> None:
    sdk = make_sdk(HEIRS)
    tags = ["kitty", "hound", "whelp", "emu"]
    sdk.returns(200, [{"type": tag} for tag in tags])
    models = sdk.models
    assert [type(item) for item in sdk.client.t.list()] == [models.Cat, models.Dog, models.Puppy, models.Animal]
    assert [models.Cat().type, models.Dog().type, models.Puppy().type] == tags[:3]
