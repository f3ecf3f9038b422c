"""Folders that are somebody else's."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import commands
from generator.output import RefusedError


def test_a_folder_of_others_is_refused(project) -> None:
    project.folder.mkdir()
    (project.folder / "thesis.txt").write_text("mine")
    with pytest.raises(RefusedError) as refused:
        project.generate({"a.py": "A\n"})
    assert [d.code for d in refused.value.diagnostics] == ["output/not-ours"]
    assert project.read() == {"thesis.txt": "mine"}
    assert [path.name for path in project.folder.iterdir()] == ["thesis.txt"]


def test_force_puts_the_tree_among_the_things_of_others(project) -> None:
    project.folder.mkdir()
    (project.folder / "thesis.txt").write_text("mine")
    project.generate({"a.py": "A\n"}, force=True)
    project.generate({"a.py": "B\n"})
    assert project.read() == {"a.py": "B\n", "thesis.txt": "mine"}


def test_hidden_entries_do_not_make_a_folder_somebody_elses(project) -> None:
    (project.folder / ".git").mkdir(parents=True)
    project.generate({"a.py": "A\n"})
    assert project.read() == {"a.py": "A\n"}


def test_a_lost_lock_does_not_lose_the_folder(project) -> None:
    project.generate({"a.py": "A\n", "b.py": "B\n"})
    (project.folder / ".sdkwright.lock").unlink()
    (project.folder / "thesis.txt").write_text("mine")
    project.generate({"a.py": "A\n", "b.py": "B\n"})


@pytest.mark.parametrize("command", ["generate", "check"])
def test_the_empty_text_is_no_folder(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "api.yaml").write_text("openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths: {}\n")
    result = CliRunner().invoke(commands, [command, "api.yaml", "--out", ""])
    assert result.exit_code == 2
    assert "the name of a folder is missing" in result.output
    assert [path.name for path in tmp_path.iterdir()] == ["api.yaml"]
