"""The programs in the pages of real documents: each passes mypy and runs against the document (`make check-pages`: more)."""

from __future__ import annotations

from pathlib import Path

import pytest

from .project import SPECS, make_project


@pytest.mark.parametrize("name", ["redocly-museum.yaml", "scalar-galaxy.json"])
def test_every_program_runs_and_passes_mypy(name: str, tmp_path: Path) -> None:
    if not (SPECS / name).is_file():
        pytest.skip(f"{SPECS / name} is not there")
    project = make_project(SPECS / name, tmp_path)
    assert project.fences
    ran = project.run()
    assert (ran["ran"], ran["problems"]) == (len(project.fences), {})
    assert project.type_errors() == []
