from __future__ import annotations

import shutil
import subprocess

import pytest

from generator.output import plan_changes, unified
from generator.tree import OutputFile

OLD = {"a.py": "one\ntwo\n", "gone.py": "gone\n", "tail.txt": "no end", "same.py": "same\n"}
NEW = {"a.py": "one\n2\n", "docs/new.md": "new\n", "tail.txt": "no end\n", "same.py": "same\n"}


def lines(project, tree, limit=None) -> list[str]:
    new = {path: OutputFile(text) for path, text in tree.items()}
    return list(unified(plan_changes(new, project.folder, merge=lambda old, new: new), limit=limit))


def test_it_shows_each_changed_line_with_its_file(project):
    project.generate({"a.py": "one\ntwo\n", "gone.py": "gone\n"})
    assert lines(project, {"a.py": "one\n2\n", "new.py": "new\n"}) == [
        "--- a/a.py",
        "+++ b/a.py",
        "@@ -1,2 +1,2 @@",
        " one",
        "-two",
        "+2",
        "--- a/gone.py",
        "+++ /dev/null",
        "@@ -1 +0,0 @@",
        "-gone",
        "--- /dev/null",
        "+++ b/new.py",
        "@@ -0,0 +1 @@",
        "+new",
    ]


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_git_applies_it(project):
    project.generate(OLD)
    patch = "".join(f"{line}\n" for line in lines(project, NEW))
    subprocess.run(["git", "apply", "-"], input=patch, text=True, cwd=project.folder, check=True)
    assert project.read() == NEW


def test_it_is_bounded_and_says_what_it_leaves_out(project):
    tree = {f"m{number}.py": "x\n" * 50 for number in range(9)}
    shown = lines(project, tree, limit=60)
    assert len(shown) < 65
    assert shown[-2:] == ["... the rest of m1.py", "... and 7 more files"]


def test_files_too_large_to_compare_are_counted(project):
    project.generate({"big.txt": "x\n" * 15_000})
    assert lines(project, {"big.txt": "y\n" * 16_000}) == ["# big.txt: 15000 lines become 16000, too many to show"]


def test_empty_files_and_blocked_paths_are_named(project):
    project.generate({"empty.py": ""})
    (project.folder / "dir").mkdir()
    assert lines(project, {"dir": "x\n", "other.py": ""}) == [
        "# dir: blocked, here is a directory",
        "# empty.py: an empty file goes away",
        "# other.py: an empty file appears",
    ]
