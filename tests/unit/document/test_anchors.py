"""References by anchor, by ``$id`` and by ``$self``, and dynamic references."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from generator.diagnostics import Report, render
from generator.document import Document, check_validity, load_document

LoadFiles = Callable[..., Document]
HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\ncomponents:\n  schemas:\n"


@pytest.fixture
def load_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LoadFiles:
    monkeypatch.chdir(tmp_path)

    def load(files: Mapping[str, str]) -> Document:
        for name, text in files.items():
            Path(name).parent.mkdir(parents=True, exist_ok=True)
            Path(name).write_text(text, "utf-8")
        return load_document(Path(next(iter(files))), Report())

    return load


def schemas(text: str) -> str:
    return HEAD + textwrap.indent(textwrap.dedent(text), "    ")


def said(document: Document) -> str:
    check_validity(document, document.report)
    return "\n".join(render(diagnostic, document.report.locate) for diagnostic in document.report)


def found(document: Document) -> Any:
    return document.data["components"]["schemas"]


def test_anchors_and_ids_are_what_they_mean(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "a.yaml": schemas(
                """\
                A: {$ref: '#own'}
                B: {$ref: 'https://example.com/s/pet.json'}
                C: {$ref: 'https://example.com/s/pet.json#/properties/tag'}
                Pet:
                  $id: https://example.com/s/pet.json
                  properties:
                    tag: {$anchor: tag, type: string}
                    again: {$ref: '#tag'}
                    owner: {$ref: owner.json}
                    itself: {$ref: '#'}
                    inner: {$ref: '#/properties/tag'}
                    outer: {$ref: '#/components/schemas/Owner'}
                Owner: {$id: 'https://example.com/s/owner.json', type: object}
                Own: {$anchor: own, type: integer}
                """
            )
        }
    )
    assert said(document) == ""
    assert {key: found(document)[key]["$ref"] for key in "ABC"} == {
        "A": "#/components/schemas/Own",
        "B": "#/components/schemas/Pet",
        "C": "#/components/schemas/Pet/properties/tag",
    }
    references = {k: v["$ref"] for k, v in found(document)["Pet"]["properties"].items() if "$ref" in v}
    assert references == {
        "again": "#/components/schemas/Pet/properties/tag",
        "owner": "#/components/schemas/Owner",
        "itself": "#/components/schemas/Pet",
        "inner": "#/components/schemas/Pet/properties/tag",
        "outer": "#/components/schemas/Owner",
    }


def test_nested_bases_and_bundled_resources(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "a.yaml": schemas(
                """\
                A:
                  $id: https://example.com/one/a
                  properties: {b: {$ref: ../two/b}, c: {$ref: '../two/b#c'}}
                  $defs:
                    B: {$id: ../two/b, type: object, $defs: {C: {$anchor: c, type: string}}}
                """
            )
        }
    )
    assert found(document)["A"]["properties"] == {
        "b": {"$ref": "#/components/schemas/A/$defs/B"},
        "c": {"$ref": "#/components/schemas/A/$defs/B/$defs/C"},
    }


def test_anchors_and_ids_of_other_files(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "a.yaml": schemas("A: {properties: {x: {$ref: 's.json#here'}, y: {$ref: 'https://e.example/t'}}}"),
            "s.json": '{"$defs": {"X": {"$anchor": "here", "type": "string"}, "T": {"$id": "https://e.example/t"}}}',
        }
    )
    assert found(document)["A"]["properties"] == {
        "x": {"$ref": "#/components/schemas/X"},
        "y": {"$ref": "#/components/schemas/T"},
    }


def test_the_documents_own_uri(load_files: LoadFiles) -> None:
    root = schemas(
        "A: {properties: {x: {$ref: 's/b.yaml#/X'}, y: {$ref: 'https://e.example/v1/api.yaml#/components/schemas/B'}}}\nB: {}"
    )
    document = load_files(
        {
            "a.yaml": root.replace("openapi: 3.1.0", "openapi: 3.2.0\n$self: https://e.example/v1/api.yaml"),
            "s/b.yaml": "X: {items: {$ref: 'https://e.example/v1/api.yaml#/components/schemas/B'}}",
        }
    )
    assert found(document)["A"]["properties"]["x"] == {"$ref": "#/components/schemas/X"}
    assert found(document)["A"]["properties"]["y"] == {"$ref": "#/components/schemas/B"}
    assert found(document)["X"] == {"items": {"$ref": "#/components/schemas/B"}}
    assert said(document) == ""


def test_an_anchor_that_nobody_declares(load_files: LoadFiles) -> None:
    document = load_files({"a.yaml": schemas("A: {$ref: '#none'}")})
    assert said(document).startswith("a.yaml:6:9: warning[document/reference]: there is no #none\n")


def test_properties_and_examples_are_no_declarations(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "a.yaml": schemas(
                """\
                A: {properties: {$id: {type: string}, $anchor: {$ref: '#x'}}, example: {$anchor: x, $id: 'https://e.example'}}
                B: {$anchor: x}
                """
            )
        }
    )
    assert found(document)["A"]["properties"]["$anchor"] == {"$ref": "#/components/schemas/B"}


TEMPLATE = """\
List:
  $id: list
  type: object
  properties:
    items: {type: array, items: {$dynamicRef: '#item'}}
    next: {$ref: '#'}
  $defs: {item: {$dynamicAnchor: item, not: {}}}
Pet: {type: object}
"""


def test_a_tree_that_refers_to_itself(load_files: LoadFiles) -> None:
    document = load_files(
        {"a.yaml": schemas("Tree: {$dynamicAnchor: node, properties: {children: {items: {$dynamicRef: '#node'}}}}")}
    )
    assert found(document)["Tree"]["properties"]["children"]["items"] == {"$ref": "#/components/schemas/Tree"}


def test_a_template_that_a_component_uses(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "a.yaml": schemas(
                TEMPLATE + "Numbers: {$id: numbers, $ref: list, $defs: {n: {$dynamicAnchor: item, type: number}}}\n"
            )
        }
    )
    assert said(document) == ""
    numbers = found(document)["Numbers"]
    assert numbers["properties"] == {
        "items": {"type": "array", "items": {"$ref": "#/components/schemas/Numbers/$defs/n"}},
        "next": {"$ref": "#/components/schemas/Numbers"},
    }
    assert "$ref" not in numbers
    assert document.lookup("#/components/schemas/Numbers/$defs/n").text("type") == "number"
    assert (
        document.source("/components/schemas/Numbers/properties/next").pointer
        == "/components/schemas/List/properties/next"
    )


def test_a_template_that_is_used_inline_is_copied_once_for_each_meaning(load_files: LoadFiles) -> None:
    use = "{$id: %s, $ref: list, $defs: {n: {$dynamicAnchor: item, $ref: '#/components/schemas/Pet'}}}"
    text = f"Both: {{properties: {{a: {use % 'x'}, b: {use % 'y'}, c: {{$ref: list}}}}}}\n"
    document = load_files(
        {"a.yaml": schemas(TEMPLATE + text.replace("#/components/schemas/Pet", "a.yaml#/components/schemas/Pet"))}
    )
    assert found(document)["Both"]["properties"] == {
        "a": {"$ref": "#/components/schemas/List_Pet"},
        "b": {"$ref": "#/components/schemas/List_Pet"},
        "c": {"$ref": "#/components/schemas/List"},
    }
    assert found(document)["List_Pet"]["properties"]["items"]["items"] == {"$ref": "#/components/schemas/Pet"}
    assert found(document)["List_Pet"]["properties"]["next"] == {"$ref": "#/components/schemas/List_Pet"}
    assert found(document)["List"]["properties"]["items"]["items"] == {"$ref": "#/components/schemas/List/$defs/item"}
    assert said(document) == ""


def test_a_template_within_a_template(load_files: LoadFiles) -> None:
    text = """\
    Page: {$id: page, properties: {list: {$ref: list}}, $defs: {i: {$dynamicAnchor: item}}}
    Pets: {$id: pets, $ref: page, description: mine, $defs: {n: {$dynamicAnchor: item, $ref: '#/components/schemas/Pet'}}}
    """
    document = load_files({"a.yaml": schemas(TEMPLATE + textwrap.dedent(text))})
    assert found(document)["Pets"]["description"] == "mine"
    assert found(document)["Pets"]["properties"]["list"] == {"$ref": "#/components/schemas/List_Pet"}
    assert found(document)["List_Pet"]["properties"]["items"]["items"] == {"$ref": "#/components/schemas/Pet"}
    own = found(document)["Page"]["properties"]["list"]["$ref"]
    assert own == "#/components/schemas/List_i"
    assert found(document)["List_i"]["properties"]["items"]["items"] == {"$ref": "#/components/schemas/Page/$defs/i"}


def test_a_strict_tree(load_files: LoadFiles) -> None:
    """The example of JSON Schema 2020-12, appendix C.2."""
    text = """\
    tree: {$id: tree, $dynamicAnchor: node, type: object, properties: {children: {type: array, items: {$dynamicRef: '#node'}}}}
    strict: {$id: strict, $dynamicAnchor: node, $ref: tree, unevaluatedProperties: false}
    """
    document = load_files({"a.yaml": schemas(text)})
    assert found(document)["strict"]["properties"]["children"]["items"] == {"$ref": "#/components/schemas/strict"}
    assert found(document)["strict"]["unevaluatedProperties"] is False
    assert found(document)["tree"]["properties"]["children"]["items"] == {"$ref": "#/components/schemas/tree"}


def test_a_template_in_another_file(load_files: LoadFiles) -> None:
    document = load_files(
        {
            "a.yaml": schemas(
                "Pet: {type: object}\nPets: {$ref: list.yaml, $defs: {n: {$dynamicAnchor: item, $ref: '#/components/schemas/Pet'}}}"
            ),
            "list.yaml": "type: object\nproperties: {items: {items: {$dynamicRef: '#item'}}}\n$defs: {item: {$dynamicAnchor: item, not: {}}}\n",
        }
    )
    assert found(document)["Pets"]["properties"]["items"]["items"] == {"$ref": "#/components/schemas/Pet"}
    source = document.source("/components/schemas/Pets/properties/items")
    assert (source.file, source.pointer) == ("list.yaml", "/properties/items")


def test_a_dynamic_reference_without_an_anchor(load_files: LoadFiles) -> None:
    document = load_files(
        {"a.yaml": schemas("A:\n  items: {$dynamicRef: '#none'}\nB: {$dynamicRef: '#/components/schemas/A'}")}
    )
    assert 'a.yaml:6:5: warning[document/reference-dynamic]: there is no $dynamicAnchor "none" in the schema' in said(
        document
    )
    assert found(document)["B"] == {"$ref": "#/components/schemas/A"}


def test_a_template_of_what_uses_it_itself(load_files: LoadFiles) -> None:
    """What is put into a template keeps its own meaning, whatever it uses the template for in turn."""
    use = "{$id: %s, $ref: list, $defs: {n: {$dynamicAnchor: item, $ref: 'a.yaml#/components/schemas/%s'}}}"
    text = f"A: {{properties: {{b: {use % ('x', 'B')}}}}}\nB: {{properties: {{a: {use % ('y', 'A')}}}}}\n"
    document = load_files({"a.yaml": schemas(TEMPLATE + text)})
    assert list(found(document)) == ["List", "Pet", "A", "B", "List_B", "List_A"]
    assert found(document)["A"]["properties"]["b"] == {"$ref": "#/components/schemas/List_B"}
    assert found(document)["B"]["properties"]["a"] == {"$ref": "#/components/schemas/List_A"}


def test_thousands_of_references_by_id(load_files: LoadFiles) -> None:
    text = "".join(f"S{i}: {{$id: s{i}, properties: {{next: {{$ref: s{(i + 1) % 3000}}}}}}}\n" for i in range(3000))
    document = load_files({"a.yaml": schemas(text)})
    assert found(document)["S2999"]["properties"]["next"] == {"$ref": "#/components/schemas/S0"}
