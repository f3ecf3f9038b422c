"""Whatever stands where: a document loads, or is refused with a reason."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.diagnostics import InputError, Report, render
from generator.document import Document, Node, load_document, validate
from generator.document.values import Json

KEYS = (
    "paths", "components", "definitions", "parameters", "responses", "securityDefinitions", "schemas", "/a", "get",
    "post", "requestBody", "content", "application/json", "schema", "type", "items", "properties", "allOf", "oneOf",
    "nullable", "x-nullable", "enum", "$ref", "in", "name", "consumes", "produces", "schemes", "host", "basePath",
    "headers", "examples", "200", "callbacks", "discriminator", "exclusiveMinimum", "collectionFormat", "info", "tags",
    "required", "flow", "webhooks", "x-a", "0", "operationId", "default", "servers",
)  # fmt: skip
WORDS = (
    "body", "formData", "query", "path", "file", "array", "object", "#/definitions/0", "#/parameters/0", "#/paths/~1a",
    "#", "#/", "#/x-a", "#/responses/200", "other.yaml#/a", "multi", "pipes", "implicit", "oauth2", "",
)  # fmt: skip

values = st.recursive(
    st.none() | st.booleans() | st.integers(-2, 2) | st.floats(0, 1) | st.sampled_from(WORDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=40,
)
versions = st.sampled_from([("swagger", "2.0"), ("openapi", "3.0.3"), ("openapi", "3.1.0"), ("openapi", "3.2.0")])


def touched(node: Node) -> None:
    """Navigates everywhere in every way."""
    node.resolve()
    node.text("name"), node.flag("required"), node.strings("tags")
    for child in [*(child for _, child in node.items()), *node]:
        touched(child)


def loaded(tmp_path_factory: pytest.TempPathFactory, data: Json) -> Document:
    path = tmp_path_factory.getbasetemp() / "any.json"
    path.write_text(json.dumps(data), "utf-8")
    return load_document(path, Report())


@settings(deadline=None)
@given(versions, st.dictionaries(st.sampled_from(KEYS), values, max_size=6))
def test_navigation_reports_and_never_fails(
    tmp_path_factory: pytest.TempPathFactory, version: tuple[str, str], data: dict[str, Json]
) -> None:
    document = loaded(tmp_path_factory, {version[0]: version[1], **data})
    touched(document.root)
    for diagnostic in document.report:
        assert diagnostic.source is not None
        assert document.locate(diagnostic.source) is not None
        assert render(diagnostic, document.locate).startswith(f"{document.file}:")


@settings(deadline=None)
@given(versions, st.dictionaries(st.sampled_from(KEYS), values, max_size=6))
def test_validation_never_fails(version: tuple[str, str], data: dict[str, Json]) -> None:
    found = validate({version[0]: version[1], **data}, version[1][:3])
    assert all(isinstance(text, str) for pair in found.faults + found.unchecked + found.dangling for text in pair)


@settings(deadline=None)
@given(values)
def test_any_value_is_a_document_or_refused(tmp_path_factory: pytest.TempPathFactory, data: Json) -> None:
    with pytest.raises(InputError):
        loaded(tmp_path_factory, data)


def test_files_are_named_as_the_user_named_them(in_folder: Path) -> None:
    (in_folder / "sub").mkdir()
    (in_folder / "sub" / "a.json").write_text('{"openapi": "3.1.0", "paths": []}', "utf-8")
    report = Report()
    load_document(Path("sub") / "a.json", report)
    assert [d.source and d.source.file for d in report] == [str(Path("sub") / "a.json")]
