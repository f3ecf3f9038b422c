"""The pages of real documents: each program passes mypy and runs against the document (`make check-pages`: more)."""

from __future__ import annotations

from pathlib import Path

import pytest

from .outline import faults
from .project import SPECS, make_project


@pytest.mark.parametrize("name", ["redocly-museum.yaml", "scalar-galaxy.json"])
def test_every_line_is_right(name: str, tmp_path: Path) -> None:
    if not (SPECS / name).is_file():
        pytest.skip(f"{SPECS / name} is not there")
    project = make_project(SPECS / name, tmp_path)
    assert project.fences
    ran = project.run()
    assert (ran["ran"], ran["problems"]) == (len(project.fences), {})
    assert project.type_errors() == []
    assert list(faults(project.pages)) == []


def test_faults_are_found() -> None:
    pages = {
        "README.md": "# A\n\n[b](docs/b.md) [c](#c)\n\n| a | b |\n| --- | --- |\n| 1 | 2 |\n\n## C\n",
        "docs/b.md": "# B\n\n\n[a](../README.md#d) [c](c.md)\n\n| a | b |\n| --- | --- |\n| 1 |\n",
    }
    found = list(faults(pages))
    assert found[:2] == ["docs/b.md: ../README.md#d leads nowhere", "docs/b.md: c.md leads nowhere"]
    assert found[2] == "docs/b.md: the rows of the table under ['a', 'b'] differ in length"
    assert {fault.split()[1] for fault in found[3:]} == {"MD012", "MD022"}
