"""Docstrings say what the pages say: the same arguments, failures, credentials and calls."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from generator.model import Api, Group
from generator.render.resources import render_resource

from .checker import Page
from .conftest import Build, Render, maestro_api

DOCUMENT = """
    servers: [{url: https://api.example}]
    security: [{key: []}]
    paths:
      /pets:
        get:
          operationId: list
          tags: [pets]
          parameters:
            - {name: page, in: query, schema: {type: integer, default: 1}, description: Which page}
            - {name: kind, in: query, required: true, schema: {type: string, enum: [cat, dog]}}
          x-speakeasy-pagination: {type: offsetLimit, inputs: [{name: page, in: parameters, type: page}], outputs: {results: $.items}}
          responses:
            '200':
              description: The pets
              content:
                application/json:
                  schema: {type: object, properties: {items: {type: array, items: {type: string}}}}
            '404': {description: none}
            '4XX': {description: no}
            '503': {description: later}
            default: {description: no, content: {application/json: {schema: {$ref: '#/components/schemas/Fault'}}}}
      /open:
        get:
          operationId: open
          tags: [pets]
          security: []
          servers: [{url: https://open.example, description: No credentials here}]
          responses: {'200': {description: Bytes, content: {application/pdf: {schema: {type: string, format: binary}}}}}
      /told:
        post:
          operationId: tell
          tags: [pets]
          security: [{key: []}, {oauth: [write, read]}]
          requestBody:
            required: true
            content:
              application/json:
                schema: {type: object, required: [name], properties: {name: {type: string}, tags: {type: array, items: {type: string}}}}
          responses: {'204': {description: done}, '409': {description: clash}}
    components:
      schemas: {Fault: {type: object, properties: {code: {type: string}}}}
      securitySchemes:
        key: {type: apiKey, in: header, name: X-Key}
        oauth:
          type: oauth2
          flows: {clientCredentials: {tokenUrl: https://a.example, scopes: {read: r, write: w}}}
"""


def docstrings(api: Api, group: Group) -> Iterator[tuple[str, str, bool]]:
    """The name and docstring of each method of a resource, and whether it is of the async client."""
    for node in ast.walk(ast.parse(render_resource(group, api))):
        if isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef) and method.args.kwonlyargs:
                    text = ast.get_docstring(method)
                    if text:
                        yield method.name, text, node.name.startswith("Async")


def section(text: str, title: str) -> list[str]:
    """The first lines of the entries of a section."""
    found = re.search(rf"^{title}:\n((?: {{4}}.*\n?)+)", text, re.MULTILINE)
    return list(re.findall(r"^ {4}(\S.*)", found[1], re.MULTILINE)) if found else []


def example(text: str) -> str:
    """The code of a docstring, without its layout."""
    lines = text.partition("\nExample:\n")[2]
    assert lines, text
    return ast.unparse(ast.parse("async def _():\n" + lines)).partition("\n")[2]


def check(api: Api, group: Group, text: str) -> int:
    """Compares a page with the docstrings of its resource; how many there were."""
    parts = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL))
    seen = 0
    for name, said, is_async in docstrings(api, group):
        page = Page(parts[name])
        columns = {rows[0][0]: [row[0].strip("`") for row in rows[1:]] for rows in page.tables()}
        named = {row.partition(":")[0] for row in section(said, "Args")}
        assert named - {"body"} == set(columns.get("Parameter", ["options"])) - {"body"}  # in place of its fields
        raised = [row.partition(":")[0] for row in section(said, "Raises")]
        assert sorted(raised) == sorted(set(columns["Error Type"]))
        program = page.programs()[1 if is_async else 0]
        shown = [ast.unparse(node) for node in ast.walk(ast.parse(program)) if isinstance(node, ast.stmt)]
        first = example(said).strip().split("\n    ")[0].strip()
        assert any(first.splitlines()[0] in statement for statement in shown), (name, first)
        seen += 1
    return seen


def test_the_docstrings_of_the_instance_api(maestro: dict[str, str]) -> None:
    api = maestro_api()[0]
    pages = [(group, maestro[f"docs/sdks/{group.title.lower()}/README.md"]) for group in api.walk_groups()]
    assert sum(check(api, group, page) for group, page in pages) == 2 * len(list(api.operations()))


@pytest.fixture
def said(build: Build) -> dict[tuple[str, bool], str]:
    api = build(DOCUMENT)
    (group,) = api.walk_groups()
    return {(name, is_async): text for name, text, is_async in docstrings(api, group)}


def test_docstrings_of_all_kinds(build: Build, render: Render) -> None:
    api = build(DOCUMENT)
    (group,) = api.walk_groups()
    assert check(api, group, render(DOCUMENT)["docs/sdks/pets/README.md"]) == 6


def test_what_is_around_a_call(said: dict[tuple[str, bool], str], render: Render) -> None:
    page = render(DOCUMENT)["docs/sdks/pets/README.md"]
    ways = section(said["tell", False], "Authentication")
    assert len(ways) == 2
    assert ways[1].endswith("(scopes: ``write``, ``read``)")
    assert all(f"* {way.replace('``', '`')}" in page for way in ways)
    assert "The call needs no credentials." in page
    assert section(said["open", False], "Authentication") == ["no credentials"]
    assert section(said["open", False], "Servers") == ["https://open.example: No credentials here"]
    assert "Authentication:" not in said["list", False]


def test_how_results_are_read(said: dict[tuple[str, bool], str], render: Render) -> None:
    page = " ".join(render(DOCUMENT)["docs/sdks/pets/README.md"].split())
    for name, sentence in (("list", "A loop over it gives the items of this page"), ("open", "Raw bytes, of which")):
        assert sentence in " ".join(said[name, False].split())
        assert sentence in page


def test_calls_of_both_clients(said: dict[tuple[str, bool], str]) -> None:
    assert "for item in res:" in said["list", False]
    assert "async for item in res:" in said["list", True]
    assert "with sdk.pets.open() as download:" in said["open", False]
    assert "\n    sdk.pets.tell(\n        name=" in said["tell", False]
    assert "\n    await sdk.pets.tell(\n        name=" in said["tell", True]


def test_sentences_do_not_run_into_each_other(said: dict[tuple[str, bool], str]) -> None:
    assert "page: Which page. Default of the server: ``1``." in said["list", False]


def test_a_call_that_is_long_is_left_to_the_page(build: Build) -> None:
    fields = "".join(f"f{number}: {{type: string}}, " for number in range(40))
    names = ", ".join(f"f{number}" for number in range(40))
    api = build(f"""
        paths:
          /a:
            post:
              operationId: long
              tags: [pets]
              requestBody:
                required: true
                content: {{application/json: {{schema: {{type: object, required: [{names}], properties: {{{fields}}}}}}}}}
              responses: {{'204': {{description: done}}}}
    """)
    (group,) = api.walk_groups()
    assert all("Example:" not in text for _, text, _ in docstrings(api, group))
