"""What is added to a document changes its own lines of the pages, and no others."""

from __future__ import annotations

import difflib
import re

import pytest

from .conftest import Render

DOCUMENT = """
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters:
      - {name: limit, in: query, schema: {type: integer}, example: 5}
      responses:
        '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
        '404': {description: no, content: {application/json: {schema: {$ref: '#/components/schemas/Problem'}}}}
    post:
      operationId: addPet
      tags: [pets]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
      responses: {'204': {description: ok}}
components:
  schemas:
    Problem: {type: object, properties: {code: {type: string}}}
    Owner: {type: object, required: [name], properties: {name: {type: string}, pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}}}
    Pet:
      type: object
      required: [name]
      properties:
        name: {type: string}
        born: {type: string, format: date}
        owner: {$ref: '#/components/schemas/Owner'}
"""


def changed(before: dict[str, str], after: dict[str, str]) -> list[str]:
    """The lines that differ, without blank ones."""
    found = []
    for page in sorted({*before, *after}):
        lines = difflib.ndiff(before.get(page, "").split("\n"), after.get(page, "").split("\n"))
        found += [f"{page}: {line}" for line in lines if line[0] in "+-" and line[2:].strip()]
    return found


@pytest.mark.parametrize("schema", ["{type: string}", "{type: integer}", "{type: array, items: {type: boolean}}"])
@pytest.mark.parametrize(
    "place", ["name: {type: string}\n", "born: {type: string, format: date}\n", "properties: {code"]
)
def test_a_new_property(render: Render, schema: str, place: str) -> None:
    new = f"zebra: {schema}"
    written = place.replace("{code", f"{{{new}, code") if "{code" in place else f"{place}        {new}\n"
    lines = changed(render(DOCUMENT), render(DOCUMENT.replace(place, written, 1)))
    assert lines
    assert [line for line in lines if "zebra" not in line and not is_widened(line, lines)] == []


def is_widened(line: str, lines: list[str]) -> bool:
    """Whether a line is gone because a dict that stands on it has an entry more: the new line says the same and that."""
    page, _, text = line.partition(": - ")
    words = set(re.findall(r"[\w.]+", text))
    others = [other.partition(": + ") for other in lines]
    return any(
        other == page and "zebra" in new and words <= set(re.findall(r"[\w.]+", new)) for other, _, new in others
    )


def test_a_new_parameter(render: Render) -> None:
    place = "      - {name: limit"
    new = "      - {name: zebra, in: query, required: true, schema: {type: string}}\n"
    lines = changed(render(DOCUMENT), render(DOCUMENT.replace(place, new + place, 1)))
    assert {line.partition(":")[0] for line in lines if "+" in line} >= {"docs/sdks/pets/README.md", "README.md"}
    assert [line for line in lines if "zebra" not in line and "list_pets(" not in line and "limit=5" not in line] == []
