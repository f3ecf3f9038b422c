"""Model pages: objects, enums, and named unions, lists and maps."""

from __future__ import annotations

import pytest

from .checker import Page
from .conftest import Render

MODELS = """\
components:
  schemas:
    Size:
      type: string
      description: How big it is.
      enum: [small, 'very "large"']
    Base:
      type: object
      required: [id]
      properties:
        id: {type: string, readOnly: true, description: Names it.}
    Pet:
      allOf:
        - $ref: '#/components/schemas/Base'
        - type: object
          required: [name]
          properties:
            name: {type: string, examples: [Rex]}
            size: {$ref: '#/components/schemas/Size'}
            secret: {type: string, writeOnly: true, deprecated: true, description: Hush.}
            bornAt: {type: [string, 'null'], format: date-time}
            owners: {type: array, items: {$ref: '#/components/schemas/Owner'}}
            limit: {type: integer, default: 3}
    Owner: {type: object, deprecated: true, properties: {pets: {$ref: '#/components/schemas/Pets'}}}
    Pets: {type: array, items: {$ref: '#/components/schemas/Pet'}}
    Cat: {type: object, required: [kind], properties: {kind: {const: cat}, lives: {type: integer}}}
    Dog: {type: object, required: [kind], properties: {kind: {const: dog}}}
    Animal:
      oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
      discriminator: {propertyName: kind, mapping: {cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog'}}
    Empty: {type: object}
    Lonely: {type: object, properties: {x: {type: integer}}}
paths:
  /pets:
    get:
      operationId: list
      tags: [pets]
      summary: List them
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Pets'}}}}}
  /animals:
    put:
      operationId: train
      tags: [pets]
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Animal'}}}}
      responses: {'204': {description: ok}}
"""


@pytest.fixture
def pages(render: Render) -> dict[str, Page]:
    found = {path: Page(text) for path, text in render(MODELS).items()}
    return {path.removeprefix("docs/models/"): page for path, page in found.items() if path.startswith("docs/models/")}


def test_an_object(pages: dict[str, Page]) -> None:
    page = pages["pet.md"]
    assert page.outline() == [(1, "Pet"), (2, "Example Usage"), (2, "Fields"), (2, "Used By")]
    header, *rows = page.tables()[0]
    assert header == ["Field", "Type", "Required", "Description", "Example"]
    date_time = "Optional[[datetime](https://docs.python.org/3/library/datetime.html#datetime-objects)]"
    yes, no = ":heavy_check_mark:", ":heavy_minus_sign:"
    id_ = rows[0][4]
    assert rows == [
        ["`id`", "*str*", yes, "*Read-only.* Names it.", id_],
        ["`name`", "*str*", yes, "N/A", "`Rex`"],
        ["`size`", "Optional[[models.Size](size.md)]", no, "N/A", "`small`"],
        ["`secret`", "*Optional[str]*", no, ":warning: **Deprecated.** *Write-only.* Hush.", rows[3][4]],
        ["`born_at`", date_time, no, "N/A", "`2026-01-15T09:30:00Z`"],
        ["`owners`", "Optional[List[[models.Owner](owner.md)]]", no, "N/A", ""],
        ["`limit`", "*Optional[int]*", no, "Default of the server: `3`.", "`3`"],
    ]  # fmt: skip


def test_the_example_of_an_object_sets_what_a_caller_may_set(pages: dict[str, Page]) -> None:
    (program,) = pages["pet.md"].programs()
    assert program.startswith("import datetime\n\nfrom pet_store import models\n\nvalue = models.Pet(\n")
    assert '    name="Rex",\n    size=models.Size.SMALL,\n' in program
    assert "    id=" not in program
    assert "    limit=3,\n" in program


def test_links_back(pages: dict[str, Page]) -> None:
    assert pages["pets.md"].section("Used By", 2).strip().split("\n") == [
        "* [pets.list](../sdks/pets/README.md#list) - List them",
        "* [models.Owner](owner.md)",
    ]
    assert pages["size.md"].section("Used By", 2).strip().split("\n") == [
        "* [pets.list](../sdks/pets/README.md#list) - List them",
        "* [models.Pet](pet.md)",
    ]
    assert pages["dog.md"].section("Used By", 2).strip().split("\n") == [
        "* [pets.train](../sdks/pets/README.md#train)",
        "* [models.Animal](animal.md)",
    ]
    assert "Used By" not in pages["lonely.md"].text


def test_an_enum(pages: dict[str, Page]) -> None:
    page = pages["size.md"]
    assert page.outline() == [(1, "Size"), (2, "Example Usage"), (2, "Values"), (2, "Used By")]
    assert page.tables() == [[["Name", "Value"], ["`SMALL`", '`"small"`'], ["`VERY_LARGE`", "`'very \"large\"'`"]]]
    assert "This enum is open" in page.text
    assert page.programs() == ["from pet_store import models\n\nvalue = models.Size.SMALL\n"]


def test_a_union(pages: dict[str, Page]) -> None:
    page = pages["animal.md"]
    assert page.outline() == [
        (1, "Animal"),
        (2, "Supported Types"),
        (3, "models.Cat"),
        (3, "models.Dog"),
        (2, "Used By"),
    ]
    assert page.tables() == [[["`kind`", "Type"], ["`cat`", "[models.Cat](cat.md)"], ["`dog`", "[models.Dog](dog.md)"]]]
    assert 'value: models.Animal = models.Dog(kind="dog")\n' in page.programs()[1]


def test_a_list(pages: dict[str, Page]) -> None:
    page = pages["pets.md"]
    assert page.outline() == [(1, "Pets"), (2, "Supported Types"), (3, "List[models.Pet]"), (2, "Used By")]
    assert page.programs()[0].split("\n")[-2:] == ["]", ""]
    assert "value: models.Pets = [\n    models.Pet(\n" in page.programs()[0]


def test_deprecated_and_empty(pages: dict[str, Page]) -> None:
    assert pages["owner.md"].text.startswith("# Owner\n\n> :warning: **Deprecated**")
    empty = next((page for path, page in pages.items() if path == "empty.md"), None)
    assert empty is None or "## Fields" not in empty.text


@pytest.mark.parametrize(
    ("example", "shown"),
    [
        ("{name: Rex, bornAt: null}", ['name="Rex"', "born_at=None"]),
        ("{name: 7}", ['name="name"']),
    ],
)
def test_examples_of_answers_serve_their_model(render: Render, example: str, shown: list[str]) -> None:
    text = MODELS.replace(
        "schema: {$ref: '#/components/schemas/Pets'}",
        f"schema: {{$ref: '#/components/schemas/Pet'}}, example: {example}",
    ).replace("name: {type: string, examples: [Rex]}", "name: {type: string}")
    (program,) = Page(render(text)["docs/models/pet.md"]).programs()
    assert all(part in program for part in shown)


def test_file_names_that_clash(render: Render) -> None:
    text = """\
components:
  schemas:
    FooBar: {type: object, properties: {a: {$ref: '#/components/schemas/Aux'}}}
    Foo_Bar: {type: object, properties: {a: {type: string}}}
    Aux: {type: object, properties: {a: {type: string}}}
"""
    paths = sorted(path.removeprefix("docs/models/") for path in render(text) if path.startswith("docs/models/"))
    assert len(paths) == 3
    assert "foobar.md" in paths
    assert "aux.md" not in paths
    assert len({path.lower() for path in paths}) == 3
