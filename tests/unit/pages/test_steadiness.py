"""What does not move: examples when operations are added, and outlines whatever descriptions hold."""

from __future__ import annotations

import json
import re

import pytest

from .checker import Page, dead_links
from .conftest import Render

NEW = """
  /aaa/first:
    get:
      operationId: first
      tags: [pets]
      responses: {'200': {description: ok}, '404': {$ref: '#/components/responses/Missing'}}
"""
DOCUMENT = """
paths:NEW
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      responses: {'200': {description: ok}, '404': {$ref: '#/components/responses/Missing'}}
components:
  responses:
    Missing:
      description: missing
      content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}
  schemas:
    Problem: {type: object, properties: {code: {type: string}}}
"""


def programs(text: str) -> list[str]:
    return re.findall(r"```python\n.*?```", text, re.DOTALL)


def test_examples_do_not_move_because_an_operation_was_put_before_the_others(render: Render) -> None:
    before, after = render(DOCUMENT.replace("NEW", "")), render(DOCUMENT.replace("NEW", NEW.rstrip()))
    assert {path for path in before if programs(before[path]) != programs(after[path])} == {"docs/sdks/pets/README.md"}
    assert all("list_pets(" in text for path in before for text in programs(after[path])[:1] if "/errors/" in path)


HOSTILE = {
    "fence": "```python\nimport os\n# in it",
    "fence in a list": "- a\n  ~~~\n  # in it",
    "table": "| a | b |\n|---|---|\n| 1 | 2 | 3 |\n| `x|y",
    "open table": "| a |\n|--",
    "heading": "# One\n\n## Parameters\n\nTitle\n=====\n\n## Fields",
    "html": "<script>alert(1)</script>\n<details><summary>x\n\n<!-- Start Summary -->\n<!-- open\n\n<style>",
    "markers": "<!-- End Summary -->\n<!-- Start Summary -->\n`<!-- End Summary -->` \\<!-- End Summary -->",
    "links": "[a](javascript:alert(1)) ![b](data:text/html,x) [c](../../etc/passwd) [d]: javascript:x\n\n[d] <javascript:x>",
    "bidi": "\u202eright\u2066 \u200f\ufeff",
    "long line": "word " * 20_000,
    "brackets": "[" * 100_000,
    "quotes": "> " * 50_000,
    "setext": "text\n---\nmore\n===",
    "rule": "---\n***\n___",
    "backslash": "ends with \\",
    "template": "{{ 7 * 7 }} {% raw %} {# x #}",
    "lines": "a\r\nb\rc\u2028# d\x0c# e\x85# f",
}


def described(text: str) -> str:
    said = json.dumps(text)
    return f"""
tags: [{{name: pets, description: {said}}}]
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      summary: {said}
      description: {said}
      parameters: [{{name: limit, in: query, description: {said}, schema: {{type: integer}}}}]
      responses:
        '200':
          description: {said}
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Pet'}}}}}}
components:
  schemas:
    Pet: {{type: object, description: {said}, properties: {{name: {{type: string, description: {said}}}}}}}
    Kind: {{type: string, enum: [a], description: {said}}}
"""


@pytest.fixture
def plain(render: Render) -> dict[str, str]:
    return render(described("Plain."))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_outlines_stay_whatever_descriptions_hold(render: Render, plain: dict[str, str], text: str) -> None:
    pages = render(described(text))
    assert pages.keys() == plain.keys()
    for path, made in pages.items():
        page, usual = Page(made), Page(plain[path])
        own = [title for level, title in page.outline(2) if (level, title) not in usual.outline(2)]
        assert own == [], path
        assert page.outline(2) == usual.outline(2), path
        assert len(page.programs()) == len(usual.programs()), path
        assert page.html == [], path
        assert all(re.match(r"https?://|mailto:|[\w./#-]+$", link) for link in page.links), path
        assert all(len(set(map(len, rows))) == 1 for rows in page.tables()), path
        assert re.findall("<!-- (?:Start|End) .*? -->", made) == re.findall("<!-- (?:Start|End) .*? -->", plain[path])
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b-\u200f]", made), path
    assert dead_links(pages) == []
