"""The Python examples in the pages of real documents: every one is a program without gaps."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.build import build_api
from generator.diagnostics import Report
from generator.document import load_document
from generator.render.package import package_facts
from generator.render.pages import render_pages
from generator.settings import DocsSettings, Settings

SPECS = Path(__file__).parents[2].parent / "shared/specs"
NAMES = (
    "adyen-binlookup.json",
    "alertmanager-swagger2.yaml",
    "bolt.yaml",
    "docusign-maestro.json",
    "influx-v1compat.yaml",
    "meilisearch.json",
    "redocly-museum.yaml",
    "scalar-galaxy.json",
    "xero-identity.yaml",
    "xero-projects.yaml",
)


def programs(name: str) -> Iterator[tuple[str, str]]:
    """The Python fences of a document's pages, by page."""
    report = Report()
    api = build_api(load_document(SPECS / name, report), Settings(), report)
    pages = render_pages(api, package_facts(api, Settings()), DocsSettings())
    for path, text in pages.items():
        for fence in re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
            yield path, fence


@pytest.mark.parametrize("name", NAMES)
def test_every_fence_is_a_program_without_gaps(name: str) -> None:
    if not (SPECS / name).is_file():
        pytest.skip(f"{SPECS / name} is not there")
    found = list(programs(name))
    assert found
    for path, fence in found:
        nodes = list(ast.walk(ast.parse(fence, path)))
        gaps = [node for node in nodes if isinstance(node, ast.Constant) and node.value is ...]
        assert gaps == [], f"{path}:\n{fence}"
    print(f"{name}: {len(found)} fences")
