"""Limits of the document: made values keep to them, given values that do not are passed over, pages name them."""

from __future__ import annotations

from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
import yaml

from generator.model import Api, ObjectModel
from generator.render.examples import Examples
from generator.render.patterns import matches, samples

from .conftest import Build, Render

DOCUMENT = """
components:
  schemas:
    Thing:
      type: object
      properties:
        value: SCHEMA
paths: {}
"""


def made(build: Build, schema: str, given: tuple[Any, ...] = ()) -> Any:
    api: Api = build(DOCUMENT.replace("SCHEMA", schema))
    thing = api.models["Thing"]
    assert isinstance(thing, ObjectModel)
    return Examples(api.models).value(thing.fields[0].type, "account name", given)


@pytest.mark.parametrize(
    ("schema", "validated"),
    [
        ("{type: string, pattern: '^[A-Z]{2}[0-9]{4}$'}", None),
        ("{type: string, pattern: '^[a-z0-9-]+$'}", None),
        ("{type: string, pattern: '^(foo|bar)_\\w+$', maxLength: 9}", None),
        ("{type: string, pattern: '^acct_[0-9a-f]{24}$'}", None),
        ("{type: string, pattern: '^\\+?[1-9]\\d{1,14}$'}", None),
        ("{type: string, pattern: '^[^@ ]+@[^@ ]+\\.[a-z]{2,}$'}", None),
        ("{type: string, pattern: '^(?!x)[a-z]*$', minLength: 12}", None),
        ("{type: string, pattern: '^(?<year>\\d{4})-(?:0[1-9]|1[0-2])$'}", {"pattern": "^\\d{4}-(0[1-9]|1[0-2])$"}),
        ("{type: string, pattern: '^\\p{Lu}\\p{L}+$'}", {"pattern": "^[A-Z][a-zA-Z]+$"}),
        ("{type: string, pattern: '^(a+)+$'}", {"pattern": "^a+$"}),
        ("{type: string, minLength: 40}", None),
        ("{type: string, maxLength: 3}", None),
        ("{type: string, minLength: 5, maxLength: 5}", None),
        ("{type: integer, minimum: 10}", None),
        ("{type: integer, exclusiveMinimum: 10, multipleOf: 7}", None),
        ("{type: integer, maximum: -3}", None),
        ("{type: number, exclusiveMinimum: 0, exclusiveMaximum: 0.5}", None),
        ("{type: number, minimum: 0.15, multipleOf: 0.1}", {"minimum": 0.15}),
        ("{type: array, items: {type: string}, minItems: 3, uniqueItems: true}", None),
        ("{type: array, items: {type: integer, multipleOf: 5}, minItems: 2, uniqueItems: false}", None),
        ("{type: array, items: {type: string, enum: [a, b, c]}, minItems: 3, uniqueItems: true}", None),
        ("{type: array, items: {type: string}, maxItems: 0}", None),
        ("{type: object, additionalProperties: {type: integer, minimum: 9}, minProperties: 2}", None),
        ("{allOf: [{type: integer, minimum: 3}, {maximum: 4, minimum: 4}]}", {"minimum": 4, "maximum": 4}),
    ],
)
def test_made_values_are_valid(build: Build, schema: str, validated: dict[str, Any] | None) -> None:
    value = made(build, schema)
    jsonschema.validate(value, validated if validated is not None else yaml.safe_load(schema))
    assert made(build, schema) == value


def test_a_value_stays_like_its_name_where_the_limits_allow(build: Build) -> None:
    assert made(build, "{type: string, pattern: '^[a-z-]+$'}") == "account-name"
    assert made(build, "{type: string, pattern: '^[A-Z_]+$'}") == "ACCOUNT_NAME"
    assert made(build, "{type: string, maxLength: 50}") == "account name"


def test_a_given_value_outside_the_limits_is_passed_over(build: Build) -> None:
    assert made(build, "{type: integer, maximum: 5}", (6, 4)) == 4
    assert made(build, "{type: array, items: {type: integer}, uniqueItems: true}", ([1, 1], [1, 2])) == [1, 2]


def test_a_pattern_that_would_take_for_ever_is_not_tried() -> None:
    assert matches("^(a+)+$", "a" * 60 + "!") is None
    assert matches("^(a|aa)*$", "a" * 60 + "!") is None
    assert matches("^a{3}$", "aaa") is True
    assert matches("^a{3}$", "aa") is False


@pytest.mark.parametrize("pattern", ["(", "[", "a{9999}", "\\1", "[z-a]", "*", "(?P=x)", "x" * 700, "(" * 500])
def test_what_no_text_can_be_made_for(pattern: str) -> None:
    assert list(samples(pattern)) == []
    assert matches(pattern, "x") is None


def test_limits_stand_on_pages(render: Render) -> None:
    pages = render("""
        paths:
          /things:
            get:
              operationId: listThings
              tags: [things]
              parameters:
                - {name: limit, in: query, description: How many., schema: {type: integer, minimum: 1, maximum: 100}}
                - {name: code, in: query, schema: {type: string, pattern: '^[a|b]+$', maxLength: 8}}
              responses:
                '200':
                  description: ok
                  content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
        components:
          schemas:
            Thing:
              type: object
              properties:
                names: {type: array, items: {type: string}, minItems: 2, maxItems: 2, description: All names.}
                size: {type: number, exclusiveMinimum: 0, multipleOf: 0.5}
    """)
    resource, thing = pages["docs/sdks/things/README.md"], pages["docs/models/thing.md"]
    assert "How many. At least `1` and at most `100`." in resource
    assert r"At most 8 characters. Matches `^[a\|b]+$`." in resource
    assert "All names. Exactly 2 items." in thing
    assert "More than `0`. A multiple of `0.5`." in thing
