from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.output import Changes, write_tree
from generator.tree import OutputFile


def merge(existing: str, generated: str) -> str:
    """Replaces the one region of these tests; a text without it gets it at its end."""
    region = re.compile(r"<!-- Start X -->.*<!-- End X -->", re.DOTALL)
    new = region.search(generated)
    assert new
    return region.sub(lambda _: new[0], existing) if region.search(existing) else f"{existing}{new[0]}\n"


class Project:
    """A project folder and the tree that is generated into it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def generate(self, tree: Mapping[str, OutputFile | str], *, force: bool = False) -> Changes:
        return write_tree(files(tree), self.folder, merge=merge, force=force)

    def read(self) -> dict[str, str]:
        """Every file below the folder, the lock left out."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_text()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and path.name != ".sdkwright.lock"
        }


def files(tree: Mapping[str, OutputFile | str]) -> dict[str, OutputFile]:
    return {path: OutputFile(file) if isinstance(file, str) else file for path, file in tree.items()}


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "sdk")
