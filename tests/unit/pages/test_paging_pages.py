"""What pages say of operations whose answers come in pages."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

Render = Callable[..., dict[str, str]]

PETS = """\
paths:
  /pets:
    get:
      operationId: listPets
      tags: [Pets]
      parameters:
      - {name: cursor, in: query, schema: {type: string}, example: b2}
      - {name: kind, in: query, schema: {type: string}, example: cat}
      responses:
        '200':
          description: ok
          content: {application/json: {schema: {$ref: '#/components/schemas/Pets'}}}
components:
  schemas:
    Pet: {type: object, properties: {id: {type: string}}}
    Pets:
      type: object
      properties: {pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}, NEXT: {type: string}}
"""


def fences(text: str) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)


def test_an_operation_with_pages_says_so(render: Render) -> None:
    pages = render(PETS.replace("NEXT", "next_cursor"))
    page = pages["docs/sdks/pets/README.md"]
    response = page.partition("### Response\n")[2].partition("### ")[0]
    item, whole = "[models.Pet](../../models/pet.md)", "[models.Pets](../../models/pets.md)"
    assert f"**Page[{item}, {whole}]**" in response
    assert "`.pages()`" in response
    assert "docs/errors/paginationerror.md" in pages
    program = fences(page)[0]
    assert 'kind="cat"' in program
    assert "cursor" not in program
    assert "for item in res:" in program


def test_the_readme_tells_of_pages_where_there_are_any(render: Render) -> None:
    text = render(PETS.replace("NEXT", "next_cursor"))["README.md"]
    section = text.partition("<!-- Start Pagination -->")[2].partition("<!-- End Pagination -->")[0]
    sync, asynchronous = fences(section)
    ast.parse(sync)
    ast.parse(asynchronous)
    assert "    for item in res:" in sync
    assert "async for item in res:" in asynchronous
    assert "[Pagination](#pagination)" in text


def test_the_readme_is_silent_where_there_are_none(render: Render) -> None:
    pages = render(PETS.replace("NEXT", "count"))
    assert "Pagination" not in pages["README.md"]
    assert "docs/errors/paginationerror.md" not in pages
    assert "Page[" not in pages["docs/sdks/pets/README.md"]
    assert 'cursor="b2"' in fences(pages["docs/sdks/pets/README.md"])[0]
