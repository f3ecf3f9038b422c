"""Real documents: all load, and everything in them is found where it was written."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.diagnostics import Report, by_code
from generator.document import Document, Node, load_document
from generator.document import pointer as pointers

SPECS = Path(__file__).parents[4] / "shared" / "specs"

pytestmark = pytest.mark.skipif(not SPECS.is_dir(), reason="needs the documents in ../shared/specs")
WRITTEN = {"description", "operationId", "summary", "title", "name", "pattern", "tokenUrl"}
"""Keys whose texts no upgrade makes up."""


def specs() -> list[Path]:
    return sorted(path for path in SPECS.glob("*") if path.suffix in (".json", ".yaml"))


def nodes(node: Node) -> Iterator[Node]:
    yield node
    members = [child for _, child in node.items()] if node.is_mapping else []
    for child in [*members, *(node if node.is_list else ())]:
        yield from nodes(child)


@pytest.fixture(scope="module", params=specs(), ids=lambda path: path.stem)
def document(request: pytest.FixtureRequest) -> Document:
    return load_document(request.param, Report())


def test_loads_in_the_internal_dialect(document: Document) -> None:
    assert str(document.data["openapi"]).startswith("3.1")
    assert not {"nullable", "definitions"} & document.data.keys()
    assert document.report.errors == ()
    assert set(by_code(document.report)) <= {"document/reference-siblings", "document/reference-whole"}


def test_what_is_written_has_its_origin_where_it_was_written(document: Document) -> None:
    raw = Node(document, "", document.raw)
    written = [node for node in nodes(document.root) if node.key in WRITTEN and isinstance(node.value, str)]
    assert len(written) > 10
    for node in random.Random(1).sample(written, min(3000, len(written))):
        origin = raw.descend(node.source.pointer)
        assert origin is not None, node.pointer
        assert origin.value == node.value, node.pointer


def test_no_nullable_is_left_in_schemas(document: Document) -> None:
    left = [
        node.pointer
        for node in nodes(document.root)
        if node.is_mapping
        and isinstance(node.value, dict)
        and isinstance(node.value.get("nullable"), bool)
        and not {"example", "examples", "default", "value"} & set(pointers.split(node.pointer))
        and "/x-" not in node.pointer
    ]
    assert left == []


def test_references_lead_somewhere(document: Document) -> None:
    dangling = 0
    for node in nodes(document.root):
        reference = node.ref
        if reference is not None and reference.startswith("#"):
            dangling += not node.resolve().exists
    assert dangling <= 5
    assert dangling == sum(d.code in ("document/reference", "document/reference-cycle") for d in document.report)
