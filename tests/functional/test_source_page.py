"""The reference page of the instance resource beside the C# page that it is modelled on.

Names and types are mapped as Python spells them; the row for ``options`` is ours and left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from .conftest import PROJECT, ROOT

SOURCE = ROOT.parent / "shared/reference/source-page-csharp.md"
SECTIONS = ("Example Usage", "Parameters", "Response", "Errors")
pytestmark = pytest.mark.skipif(not SOURCE.exists(), reason="the source page is not beside this checkout")


def snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


def python_error(name: str) -> str:
    return name.replace("Docusign.IAM.SDK.Models.Errors.", "errors.").replace("APIException", "APIError")


@dataclass(frozen=True)
class Section:
    """What stands under one heading."""

    heading: str
    text: str

    def rows(self) -> list[tuple[str, ...]]:
        """The cells of its table, the header first, without the line of dashes."""
        lines = [line for line in self.text.splitlines() if line.startswith("|")]
        cells = [tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]) for line in lines]
        return [row for row in cells if set(row[0]) != {"-"}]


def sections(text: str) -> list[Section]:
    """The page by its headings of level 1 to 3, fences left whole."""
    found: list[Section] = []
    fenced = False
    for line in text.splitlines():
        if line.startswith("```"):
            fenced = not fenced
        if not fenced and re.match(r"#{1,3} ", line):
            found.append(Section(line, ""))
        elif found:
            found[-1] = Section(found[-1].heading, found[-1].text + line + "\n")
    return found


def of_operations(text: str) -> dict[str, dict[str, Section]]:
    """The page's own sections, by operation and title, each in the page's order."""
    found: dict[str, dict[str, Section]] = {}
    for section in sections(text):
        level, _, title = section.heading.partition(" ")
        if level == "##" and title != "Overview":
            found[title] = {}
        elif level == "###" and title in SECTIONS:
            found[list(found)[-1]][title] = section
    return found


@pytest.fixture(scope="module")
def theirs() -> str:
    return SOURCE.read_text("utf-8")


@pytest.fixture(scope="module")
def ours() -> str:
    return (PROJECT / "docs/sdks/workflowinstancemanagement/README.md").read_text("utf-8")


def test_head(ours: str, theirs: str) -> None:
    assert theirs.splitlines()[:2] == ["# WorkflowInstanceManagement", "(*Maestro.WorkflowInstanceManagement*)"]
    assert ours.splitlines()[:2] == ["# WorkflowInstanceManagement", "(*maestro.workflow_instance_management*)"]


def test_same_sections_in_the_same_order(ours: str, theirs: str) -> None:
    kept = {"# WorkflowInstanceManagement", "## Overview", "### Available Operations"}
    kept |= {f"### {title}" for title in SECTIONS}
    expected = [
        section.heading.replace(name := section.heading.partition(" ")[2], snake(name))
        if section.heading.startswith("## ") and section.heading != "## Overview"
        else section.heading
        for section in sections(theirs)
        if section.heading in kept or section.heading.startswith("## ")
    ]
    assert [section.heading for section in sections(ours)] == expected
    assert len(expected) == 3 + 3 * 5


def test_overview(ours: str, theirs: str) -> None:
    def bullets(text: str, name: Callable[[str], str]) -> list[tuple[str, str, str]]:
        found = re.findall(r"^\* \[(\w+)\]\(#(\w+)\) - (.+)$", text, re.MULTILINE)
        return [(name(title), title.lower() if name is snake else anchor, summary) for title, anchor, summary in found]

    expected = [(title, title, summary) for title, _, summary in bullets(theirs, snake)]
    assert bullets(ours, str) == expected
    assert len(expected) == 3


def test_parameter_rows(ours: str, theirs: str) -> None:
    found = {name: parts["Parameters"].rows() for name, parts in of_operations(ours).items()}
    for rows in found.values():
        assert rows.pop()[0] == "`options`"
    expected = {}
    for name, parts in of_operations(theirs).items():
        header, *rows = parts["Parameters"].rows()
        mapped = [(f"`{snake(row[0].strip('`'))}`", row[1].replace("*string*", "*str*"), *row[2:]) for row in rows]
        expected[snake(name)] = [header, *mapped]
    assert found == expected


def test_response(ours: str, theirs: str) -> None:
    def mapped(text: str) -> str:
        (model,) = re.findall(r"\*\*\[(\w+)\]\(../../Models/Components/\1.md\)\*\*", text)
        return f"**[models.{model}](../../models/{model.lower()}.md)**"

    expected = {snake(name): mapped(parts["Response"].text) for name, parts in of_operations(theirs).items()}
    assert {name: parts["Response"].text.strip() for name, parts in of_operations(ours).items()} == expected


def test_error_rows(ours: str, theirs: str) -> None:
    expected = {
        snake(name): [(python_error(row[0]), *row[1:]) for row in parts["Errors"].rows()]
        for name, parts in of_operations(theirs).items()
    }
    assert {name: parts["Errors"].rows() for name, parts in of_operations(ours).items()} == expected


def test_snippets(ours: str, theirs: str) -> None:
    """The comment above the first fence, and the values of the call in it."""
    for name, parts in of_operations(theirs).items():
        text = parts["Example Usage"].text
        (comment,) = re.findall(r"^<!-- .* -->$", text, re.MULTILINE)
        values = [(snake(key), value) for key, value in re.findall(r'(\w+Id): "([^"]+)"', text)]
        usage = of_operations(ours)[snake(name)]["Example Usage"].text
        first, below = usage.strip().split("\n", 1)
        assert first == comment.replace("csharp", "python")
        assert below.startswith("```python\n")
        sync = below.split("```")[1]
        assert re.findall(r'(\w+_id)="([^"]+)"', sync) == values
        assert 'access_token="<YOUR_ACCESS_TOKEN_HERE>"' in sync
        assert "await sdk.maestro.workflow_instance_management." in usage


def test_tables_are_padded(ours: str) -> None:
    for block in re.findall(r"(?:^\|.*\n)+", ours, re.MULTILINE):
        lines = block.splitlines()
        assert len({len(line) for line in lines}) == 1, lines
