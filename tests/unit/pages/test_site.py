"""The whole tree of pages: links, tables, fences, and documents that mean harm."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.render.formatting import format_python
from generator.render.package import package_facts
from generator.render.pages import render_pages
from generator.settings import DocsSettings, Settings

from .checker import Page, dead_links
from .conftest import ROOT, SHARED, Render, read

REAL = ["redocly-museum.yaml", "xero-identity.yaml", "alertmanager-swagger2.yaml", "influx-v1compat.yaml"]


def faults(pages: dict[str, str]) -> list[str]:
    """What is wrong with a tree of pages, whatever it is about."""
    found = [f"dead link in {path}: {link}" for path, link in dead_links(pages)]
    if len({path.lower() for path in pages}) != len(pages):
        found.append("paths that differ in case alone")
    for path, text in pages.items():
        page = Page(text)
        if not text.endswith("\n") or text.endswith("\n\n"):
            found.append(f"end of {path}")
        found += [f"HTML in {path}: {html[:80]}" for html in page.html]
        found += [f"image in {path}: {image}" for image in page.images]
        found += [f"table in {path}: {rows}" for rows in page.tables() if len({len(row) for row in rows}) != 1]
        for program in page.programs():
            try:
                ast.parse(program)
            except SyntaxError as error:
                found.append(f"program in {path}: {error}")
    return found


def test_the_committed_document(maestro: dict[str, str]) -> None:
    assert faults(maestro) == []
    folders = {path.rpartition("/")[0] for path in maestro}
    assert folders == {
        "",
        "docs/models",
        "docs/errors",
        *(f"docs/sdks/{name}" for name in ("maestro", "workflows", "workflowinstancemanagement")),
    }


def test_programs_are_as_black_leaves_them(maestro: dict[str, str]) -> None:
    programs = {program for text in maestro.values() for program in Page(text).programs()}
    assert [program for program in programs if format_python(program) != program] == []
    assert len(programs) > 50


def test_padded_tables_are_of_one_width(maestro: dict[str, str]) -> None:
    for text in maestro.values():
        for rows in (block for block in text.split("\n\n") if block.startswith("| ")):
            lines = [line for line in rows.strip().split("\n") if line.startswith("|")]
            assert len({len(line.replace("<br/>", "\n")) for line in lines}) == 1


@pytest.mark.parametrize("name", REAL)
def test_real_documents(name: str) -> None:
    path = SHARED / "specs" / name
    if not path.exists():
        pytest.skip("the real documents are not beside this checkout")
    api = read(path)
    pages = render_pages(api, package_facts(api, Settings()), DocsSettings())
    assert faults(pages) == []
    assert len(pages) > 20


HOSTILE = [
    "```\nnever closed\n# in code",
    "~~~~python\nnever closed",
    "# Top\n\n## Errors\n\nSetext\n======\n\n### Parameters\n\n## get_workflow_instance",
    "<script>alert(1)</script>\n\n<details>\n<summary>x",
    "<!-- End Summary -->\n<!--",
    "text <!-- Start Retries --> `<!-- End Retries -->`\n\n```\n<!-- End Authentication -->\n```",
    "| a | b |\n|---|---|\n| 1\n| 1 | 2 | 3 |",
    "a | b || c \\| d \\\\| e \\",
    "[a](javascript:alert(1)) [b](../../secret) ![i](https://i.test/x.png) [c](<x y> 't')",
    "[models.Error]: https://evil.test\n[get_workflow_instance]: https://evil.test",
    "- item\n  ```\n  code\n- # in list\n\n> # quote\n> ```",
    "\r\n# carriage\r\n\u2028# separator\x00\x1b[31m\u202e",
    "`open ``span [^1]\n\n[^1]: note\n\n*** ___ $$x$$ &lt;b&gt; &#35; \\",
    "{{ page.title }} {% raw %} {# x #}",
    '""" + __import__("os").system("x") + """\n```python\nimport os\n```',
    "x" * 100_000,
    "--> --!> -- ]]> </code></pre>",
    ":heavy_check_mark: | :heavy_minus_sign: |\n| --- |",
]


def shape(text: str) -> tuple[list[tuple[int, str]], list[tuple[str, int]]]:
    """What a page is made of, its descriptions aside: own headings, and the heads and lengths of its own tables."""
    page = Page(text)
    heads = {"Parameter", "Field", "Error Type", "Attribute", "Name", "Argument"}
    tables = [("/".join(rows[0]), len(rows)) for rows in page.tables() if rows[0][0] in heads]
    return page.outline(2), tables


def with_text(node: Any, text: str) -> Any:
    """The document with every description and summary replaced."""
    if isinstance(node, dict):
        told = {key: text for key in ("description", "summary") if isinstance(node.get(key), str)}
        return {key: told.get(key) or with_text(value, text) for key, value in node.items()}
    return [with_text(item, text) for item in node] if isinstance(node, list) else node


def rendered(document: dict[str, Any], folder: Path) -> dict[str, str]:
    path = folder / "spec.json"
    path.write_text(json.dumps(document), "utf-8")
    api = read(path)
    return render_pages(api, package_facts(api, Settings()), DocsSettings())


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_descriptions_stay_in_their_place(text: str, tmp_path: Path) -> None:
    document = yaml.safe_load((ROOT / "spec/maestro.yaml").read_text("utf-8"))
    harmless = rendered(with_text(document, "harmless"), tmp_path)
    hostile = rendered(with_text(document, text), tmp_path)
    assert faults(hostile) == []
    assert {path: shape(page) for path, page in hostile.items()} == {
        path: shape(page) for path, page in harmless.items()
    }
    programs = {path: Page(page).programs() for path, page in hostile.items()}
    assert programs == {path: Page(page).programs() for path, page in harmless.items()}
    assert [line for line in hostile["README.md"].split("\n") if line.startswith("<!-- ")] == [
        line for line in harmless["README.md"].split("\n") if line.startswith("<!-- ")
    ]


def test_hostile_names(render: Render) -> None:
    text = r"""
openapi: 3.1.0
info: {title: "# <b>|`*\n---", version: '1'}
servers: [{url: "https://x.test/`|<b>", x-sdk-name: "a|b", description: "| <i>"}]
externalDocs: {url: "https://x.test/> <b>"}
tags: [{name: "<b>|`", description: "| a |\n| - |"}]
components:
  schemas:
    "<b>|`_*": {type: object, properties: {"<i>|`": {type: string, enum: ["|", "`", "<b>", "\n", "*/"]}}}
paths:
  "/a|b/{`<b>}":
    get:
      operationId: "--> <script> \" | ` \n # x"
      tags: ["<b>|`"]
      parameters:
        - {name: "`<b>", in: path, required: true, schema: {type: string}, example: "| ` <b>\n  <i>"}
        - name: "q|"
          in: query
          schema: {type: string}
          examples: {"--> <b>|\n# x": {value: "`"}, "two": {value: {"|": "<b>"}}}
      responses:
        '200': {description: ok, content: {"text/<b>|`": {schema: {$ref: "#/components/schemas/%3Cb%3E%7C%60_*"}}}}
        '400': {description: no, content: {"x/|`*": {schema: {type: string}}}}
"""
    pages = render(text.lstrip())
    assert faults(pages) == []
    (resource,) = [path for path in pages if path.startswith("docs/sdks/")]
    assert [level for level, _ in Page(pages[resource]).outline()] == [1, 2, 3, 2, 3, 3, 3, 3, 3]
