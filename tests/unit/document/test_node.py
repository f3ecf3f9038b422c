"""Navigation: what is missing does not exist, and what is of a wrong kind is reported and taken as missing."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from generator.diagnostics import Report
from generator.document import Document, Node, check_validity, load_document
from generator.model import Source

HEAD = "openapi: 3.1.0\npaths:\n  /a: {}\n"


@pytest.fixture
def load(in_folder: Path) -> Callable[[str], Document]:
    def load_text(text: str) -> Document:
        Path("api.yaml").write_text(HEAD + text, "utf-8")
        return load_document(Path("api.yaml"), Report())

    return load_text


Load = Callable[[str], Document]


def said(document: Document) -> list[tuple[str, str, str]]:
    return [
        (d.code.removeprefix("document/"), d.message, d.source.pointer if d.source else "") for d in document.report
    ]


def test_members_and_items_in_the_order_of_the_document(load: Load) -> None:
    root = load("x-b: {z: 1, a: {c: 2}}\nx-l: [p, {q: r}]\n").root
    assert [(key, node.value, node.pointer) for key, node in root["x-b"].items()] == [
        ("z", 1, "/x-b/z"),
        ("a", {"c": 2}, "/x-b/a"),
    ]
    assert [(node.value, node.pointer) for node in root["x-l"]] == [("p", "/x-l/0"), ({"q": "r"}, "/x-l/1")]
    assert root["x-b"]["a"]["c"].key == "c"
    assert root["paths"]["/a"].pointer == "/paths/~1a"
    assert root["paths"]["/a"].key == "/a"
    assert root["x-b"].is_mapping
    assert root["x-l"].is_list
    assert "z" in root["x-b"]
    assert "c" not in root["x-b"]


def test_what_is_missing_does_not_exist(load: Load) -> None:
    document = load("x-null:\n")
    missing = document.root["x"]["y"]["z"]
    assert not missing.exists
    assert (missing.pointer, missing.value, list(missing), list(missing.items())) == ("/x/y/z", None, [], [])
    assert (missing.text("t"), missing.text("t", "u"), missing.flag("f"), missing.strings("s")) == ("", "u", False, ())
    assert document.root.get("x") is None
    present = document.root.get("x-null")
    assert present is not None
    assert present.exists
    assert said(document) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [("abc", "abc"), ("12", "12"), ("1.5", "1.5"), ("true", "true"), ("false", "false"), ("null", "-")],
)
def test_scalars_as_text(load: Load, value: str, text: str) -> None:
    document = load(f"x: {value}\n")
    assert document.root.text("x", "-") == text
    assert said(document) == []


@pytest.mark.parametrize(
    ("value", "flag"), [("true", True), ("false", False), ("'true'", True), ("'False'", False), ("null", True)]
)
def test_flags(load: Load, value: str, flag: bool) -> None:
    document = load(f"x: {value}\n")
    assert document.root.flag("x", default=True) is flag
    assert said(document) == []


def test_lists_of_texts(load: Load) -> None:
    document = load("x: [a, 2, b]\ny: a\nz: {}\n")
    assert document.root.strings("x") == ("a", "b")
    assert document.root.strings("y") == ("a",)
    assert document.root.strings("z") == ()
    assert said(document) == [
        ("wrong-kind", "x[1] should be text, not a number", "/x/1"),
        ("wrong-kind", "z should be a list of texts, not a mapping", "/z"),
    ]


@pytest.mark.parametrize(
    ("value", "act", "message"),
    [
        ("[a]", lambda node: list(node.items()), "x should be a mapping, not a list"),
        ("text", lambda node: node["y"].exists, "x should be a mapping, not text"),
        ("{a: 1}", list, "x should be a list, not a mapping"),
        ("true", list, "x should be a list, not a boolean"),
    ],
)
def test_wrong_kinds_of_containers(load: Load, value: str, act: Callable[[Node], object], message: str) -> None:
    document = load(f"x: {value}\n")
    assert not act(document.root["x"])
    assert not act(document.root["x"])
    assert said(document) == [("wrong-kind", message, "/x")]


@pytest.mark.parametrize(
    ("value", "act", "message"),
    [
        ("{en: a}", lambda root: root.text("x", "-") == "-", "x should be text, not a mapping"),
        ("[a]", lambda root: root.text("x", "-") == "-", "x should be text, not a list"),
        ("1", lambda root: root.flag("x") is False, "x should be true or false, not a number"),
        ("maybe", lambda root: root.flag("x") is False, "x should be true or false, not text"),
    ],
)
def test_wrong_kinds_of_scalars(load: Load, value: str, act: Callable[[Node], bool], message: str) -> None:
    document = load(f"x: {value}\n")
    assert act(document.root)
    assert said(document) == [("wrong-kind", message, "/x")]


def test_references_are_followed_step_by_step(load: Load) -> None:
    document = load("x: {$ref: '#/y'}\ny: {$ref: '#/z~1z'}\nz/z: {a: 1}\n")
    found = document.root["x"].resolve()
    assert (found.pointer, found.value, found.exists) == ("/z~1z", {"a": 1}, True)
    assert document.root["x"].ref == "#/y"
    assert document.root["z/z"].ref is None
    assert document.root["z/z"].resolve().pointer == "/z~1z"


@pytest.mark.parametrize(
    "reference",
    ["#/y/a%20b", "#/y/a b", "api.yaml#/y/a%20b", "./api.yaml#/y/a b", "#/l/0", "#/y/a~0b/0"],
)
def test_spellings_of_references(load: Load, reference: str) -> None:
    document = load(f"x: {{$ref: '{reference}'}}\ny: {{a b: [1], a~b: [[1]]}}\nl: [[1]]\n")
    assert document.root["x"].resolve().value == [1]
    assert said(document) == []


def test_the_whole_document_can_be_referred_to(load: Load) -> None:
    document = load("x: {$ref: '#'}\n")
    assert document.root["x"].resolve().pointer == ""


def test_texts_beside_a_reference_win(load: Load) -> None:
    document = load(
        "x: {$ref: '#/y', description: outer}\ny: {$ref: '#/z', description: middle, summary: s}\n"
        "z: {description: inner, a: 1}\n"
    )
    found = document.root["x"].resolve()
    assert found.value == {"description": "outer", "summary": "s", "a": 1}
    assert found.pointer == "/z"
    assert document.root["x"].resolve(overrides=False).value == {"description": "inner", "a": 1}
    assert document.data["z"] == {"description": "inner", "a": 1}


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("#/z", "there is no #/z"),
        ("#/l/7", "there is no #/l/7"),
        ("#/l/x", "there is no #/l/x"),
        ("#/l/\u00b2", "there is no #/l/\u00b2"),
        ("#anchor", "there is no #anchor"),
        ("other.yaml#/a", "other.yaml#/a is in another file, which is not read"),
        ("http://example.com/a.yaml", "http://example.com/a.yaml is in another file, which is not read"),
    ],
)
def test_references_that_lead_nowhere(load: Load, reference: str, message: str) -> None:
    document = load(f"x: {{$ref: '{reference}'}}\nl: [1]\n")
    found = document.root["x"].resolve()
    assert not found.exists
    assert found.value is None
    assert said(document) == [("reference", message, "/x/$ref")]


@pytest.mark.parametrize("text", ["x: {$ref: '#/x'}", "x: {$ref: '#/y'}\ny: {$ref: '#/z'}\nz: {$ref: '#/y'}"])
def test_references_in_a_circle(load: Load, text: str) -> None:
    document = load(text)
    assert not document.root["x"].resolve().exists
    assert [code for code, _, _ in said(document)] == ["reference-cycle"]


def test_lookup_takes_pointers_and_references(load: Load) -> None:
    document = load("x: {a: 1}\n")
    assert document.lookup("#/x").value == {"a": 1}
    assert document.lookup("/x/a").value == 1
    assert document.lookup("").pointer == ""
    assert not document.lookup("/nope").exists
    assert said(document) == [("reference", "there is no /nope", "")]


def test_a_node_knows_its_place(load: Load) -> None:
    node = load("x: {a: 1}\n").root["x"]["a"]
    assert node.source == Source("api.yaml", "/x/a")
    assert node.document.source("/x") == Source("api.yaml", "/x")


def test_references_of_older_versions_are_reported_once_and_as_they_are_written(in_folder: Path) -> None:
    Path("api.yaml").write_text(
        "swagger: '2.0'\ninfo: {title: T, version: '1'}\npaths: {}\ndefinitions:\n  A: {$ref: '#/definitions/B'}\n",
        "utf-8",
    )
    document = load_document(Path("api.yaml"), Report())
    assert not document.root["components"]["schemas"]["A"].resolve().exists
    check_validity(document, document.report)
    assert said(document) == [("reference", "there is no #/definitions/B", "/definitions/A/$ref")]


def test_references_into_what_moved_are_followed(in_folder: Path) -> None:
    Path("api.yaml").write_text(
        "swagger: '2.0'\npaths:\n  /a: {get: {responses: {'200': {schema: {type: string}}}}}\n"
        "definitions:\n  A: {$ref: '#/paths/~1a/get/responses/200/schema'}\n",
        "utf-8",
    )
    document = load_document(Path("api.yaml"), Report())
    assert document.root["components"]["schemas"]["A"].resolve().value == {"type": "string"}


def test_a_path_with_a_number_sign_can_be_looked_up(load: Load) -> None:
    document = load("x-paths:\n  /tags#keys: {get: {operationId: tags}}\n")
    node = document.lookup("/x-paths/~1tags#keys/get")
    assert node.text("operationId") == "tags"
    assert document.lookup("#/x-paths/~1tags%23keys/get").value == node.value
    assert said(document) == []
