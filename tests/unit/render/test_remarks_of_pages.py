"""What pages and programs pass over is noted: examples that do not fit, and links that lead nowhere."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.diagnostics import Report
from generator.pipeline import generate

HEAD = "openapi: 3.1.0\ninfo: {title: Test, version: '1'}\n"


@pytest.fixture
def said(tmp_path: Path) -> Callable[[str], list[str]]:
    """What a run says of a document while it writes files: code, pointer and message, a line each."""

    def run(text: str) -> list[str]:
        path = tmp_path / "spec.yaml"
        path.write_text(HEAD + textwrap.dedent(text), "utf-8")
        report = Report()
        generate(path, None, report=report)
        found = [each for each in report if each.code.startswith("render/")]
        return [f"{each.code[7:]} {each.source.pointer if each.source else ''}: {each.message}" for each in found]

    return run


def _schema(text: str, example: str) -> str:
    """A document with one model, whose only property is of a schema, and an example of it."""
    return (
        "paths: {/p: {get: {operationId: getP, responses: {'200': {description: ok, content: {application/json: "
        "{schema: {$ref: '#/components/schemas/P'}}}}}}}}\n"
        "components:\n  schemas:\n"
        "    Kind: {type: string, enum: [cat, dog]}\n"
        "    Cat: {type: object, required: [kind, lives], properties: {kind: {const: cat}, lives: {type: integer}}}\n"
        "    Dog: {type: object, required: [kind], properties: {kind: {const: dog}}}\n"
        "    Animal: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], "
        "discriminator: {propertyName: kind}}\n"
        f"    P: {{type: object, properties: {{x: {text}}}, example: {{x: {example}}}}}\n"
    )


@pytest.mark.parametrize(
    ("schema", "example", "fault"),
    [
        ("{type: integer}", "'1'", "x is no integer"),
        ("{type: integer}", "true", "x is no integer"),
        ("{type: boolean}", "1", "x is no boolean"),
        ("{type: string, format: date}", "yesterday", "x is no date, or outside its limits"),
        ("{type: string, maxLength: 2}", "abc", "x is outside its limits"),
        ("{type: array, items: {type: number}}", "[1, 2.5, a]", "x.2 is no number"),
        ("{type: array, items: {type: number}}", "{}", "x is no array"),
        ("{type: array, items: {type: number}, maxItems: 1}", "[1, 2]", "x has too few items, too many, or one twice"),
        ("{type: object, additionalProperties: {type: string}}", "{a: b, c: 1}", "x.c is no string"),
        ("{type: object, additionalProperties: {type: string}}", "[]", "x is no object"),
        ("{$ref: '#/components/schemas/Kind'}", "cow", "x is none of the values of Kind"),
        ("{$ref: '#/components/schemas/Cat'}", "{kind: cat}", "x lacks lives"),
        ("{$ref: '#/components/schemas/Cat'}", "cat", "x is no object"),
        ("{$ref: '#/components/schemas/Animal'}", "{kind: cat, lives: many}", "x.lives is no integer"),
        ("{$ref: '#/components/schemas/Animal'}", "{kind: cow}", "x.kind is none of the values allowed"),
        ("{type: [integer, boolean]}", "one", "x fits none of the alternatives"),
        ("{type: [integer, 'null'], minimum: 3}", "2", "x is outside its limits"),
        ("{const: on}", "off", "x is none of the values allowed"),
    ],
)
def test_the_part_of_an_example_that_does_not_fit_is_named(said, schema, example, fault):
    (line,) = said(_schema(schema, example))
    assert line.startswith("example-passed-over /components/schemas/P: the example ")
    assert line.endswith(f": {fault}")


@pytest.mark.parametrize(
    ("schema", "example"),
    [
        ("{type: number}", "1"),
        ("{type: [integer, 'null']}", "null"),
        ("{type: string}", "null"),
        ("{}", "[1, a]"),
        ("{$ref: '#/components/schemas/Animal'}", "{kind: dog}"),
        ("{type: string, readOnly: true}", "5"),
    ],
)
def test_an_example_that_serves_is_not_spoken_of(said, schema, example):
    assert said(_schema(schema, example)) == []


def test_examples_of_every_place_are_looked_at_once_each(said):
    lines = said(
        """
        paths:
          /a:
            parameters:
              - $ref: '#/components/parameters/Page'
            post:
              operationId: a
              requestBody:
                content:
                  application/json: {schema: {type: integer}, example: one}
                  application/xml: {schema: {type: object, properties: {a: {type: string}}}, example: <a/>}
              responses:
                '200':
                  description: ok
                  headers: {X-A: {schema: {type: integer}, example: two}}
                  content:
                    application/json:
                      schema: {type: integer}
                      examples: {good: {value: 1}, bad: {value: three}, worse: {value: four}}
                '404': {description: no, content: {application/json: {schema: {type: integer}, example: five}}}
          /b:
            parameters:
              - $ref: '#/components/parameters/Page'
            get: {operationId: b, responses: {'204': {description: ok}}}
        components:
          parameters:
            Page: {name: page, in: query, schema: {type: integer}, example: six}
        """
    )
    post, text = "/paths/~1a/post", "it is text of application/xml, and no value of the schema"
    assert sorted(lines) == sorted(
        f"example-passed-over {line}"
        for line in (
            '/components/parameters/Page: the example "six": it is no integer',
            f'{post}/requestBody/content/application~1json: the example "one": it is no integer',
            f'{post}/requestBody/content/application~1xml: the example "<a/>": {text}',
            f'{post}/responses/200/headers/X-A: the example "two": it is no integer',
            f'{post}/responses/200: 2 of 3 examples; the first, "bad", "three": it is no integer',
            f'{post}/responses/404: the example "five": it is no integer',
        )
    )


def test_links_that_lead_nowhere_are_noted_where_they_stand(said):
    lines = said(
        """
        tags: [{name: T, description: 'See [x](#tag/x).'}]
        paths:
          /a:
            get:
              operationId: a
              tags: [T]
              description: |
                [one](docs/one.md), [one again](docs/one.md), ![two](/two.png), [web](https://example.com), [three].
                `[code](is/no/link)`

                    [code](is/no/link)

                [three]: ../three
              parameters: [{name: q, in: query, description: '[mail](mailto:a@example.com)', schema: {type: string}}]
              responses: {'200': {description: 'As [there](there)', content: {application/json: {schema: {}}}}}
        """
    )
    assert lines == [
        "link-dropped /tags/0: the link of the description to #tag/x",
        "link-dropped /paths/~1a/get: 3 links of the description to docs/one.md, /two.png, ../three",
        "link-dropped /paths/~1a/get/responses/200: the link of the description to there",
    ]
