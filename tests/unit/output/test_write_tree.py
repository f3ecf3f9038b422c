from __future__ import annotations

import os
from pathlib import Path

import pytest

from generator.diagnostics import render
from generator.output import OutputError, RefusedError, write_tree
from generator.tree import OutputFile, Ownership

MANY = {f"src/pkg/m{number:02}.py": f"M = {number}\n" for number in range(30)}


def stamps(folder: Path) -> dict[Path, tuple[int, int]]:
    return {path: (path.stat().st_mtime_ns, path.stat().st_ino) for path in [folder, *folder.rglob("*")]}


def test_a_new_folder_gets_the_tree_and_a_lock_of_sorted_digests(project):
    changes = project.generate({"src/b.py": "B = 1\n", "a.toml": ""})
    assert project.read() == {"a.toml": "", "src/b.py": "B = 1\n"}
    lock = (project.folder / ".sdkwright.lock").read_text().splitlines()
    assert lock[0].startswith("# sdkwright lock")
    assert lock[1:] == [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a.toml",
        "19a6b15e8c83894248caf09d1736c2b637fa827829913c72fc3c637f7f5cec40  src/b.py",
    ]
    assert [change.path for change in changes.written] == [".sdkwright.lock", "a.toml", "src/b.py"]


@pytest.mark.parametrize("tree", [{"a.py": "A\n", "docs/b.md": "B\n"}, MANY])
def test_a_second_run_writes_nothing_at_all(project, tree):
    project.generate(tree)
    before = stamps(project.folder)
    changes = project.generate(tree)
    assert not changes
    assert len(changes.unchanged) == len(tree) + 1
    assert stamps(project.folder) == before


def test_only_what_changed_is_written(project):
    project.generate({"a.py": "A\n", "docs/b.md": "B\n"})
    before = (project.folder / "docs/b.md").stat()
    project.generate({"a.py": "A2\n", "docs/b.md": "B\n"})
    after = (project.folder / "docs/b.md").stat()
    assert project.read() == {"a.py": "A2\n", "docs/b.md": "B\n"}
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_a_file_that_is_no_longer_made_goes_away_with_its_empty_folders(project):
    project.generate({"a.py": "A\n", "docs/models/b.md": "B\n"})
    changes = project.generate({"a.py": "A\n"})
    assert [change.path for change in changes.removed] == ["docs/models/b.md"]
    assert project.read() == {"a.py": "A\n"}
    assert not (project.folder / "docs").exists()


@pytest.mark.parametrize("count", [1, 30], ids=["file by file", "whole directory"])
def test_files_of_others_are_never_touched(project, count):
    old = {path: MANY[path] for path in list(MANY)[:count]}
    project.generate({**old, "src/pkg/gone.py": "GONE\n"})
    mine = project.folder / "src/pkg/mine.py"
    mine.write_text("MINE\n")
    mine.chmod(0o640)
    (project.folder / "src/pkg/empty").mkdir()
    (project.folder / "src/pkg/link").symlink_to("mine.py")
    (project.folder / ".venv").mkdir()
    before = mine.stat()
    project.generate({path: f"{text}#\n" for path, text in old.items()})
    assert (mine.stat().st_ino, mine.stat().st_mode) == (before.st_ino, before.st_mode)
    assert (project.folder / "src/pkg/empty").is_dir()
    assert os.readlink(project.folder / "src/pkg/link") == "mine.py"
    assert (project.folder / ".venv").is_dir()
    assert project.read().keys() == {*old, "src/pkg/mine.py", "src/pkg/link"}
    assert mine.stat().st_nlink == 1


@pytest.mark.parametrize("new", [{"a.py": "NEW\n"}, {}], ids=["would be overwritten", "would be removed"])
def test_an_edited_file_stops_the_run_unless_forced(project, new):
    project.generate({"a.py": "A\n", "b.py": "B\n"})
    (project.folder / "a.py").write_text("EDIT\n")
    with pytest.raises(RefusedError) as refused:
        project.generate({**new, "b.py": "B2\n"})
    assert [(d.code, d.source.file) for d in refused.value.diagnostics] == [
        ("output/edited", str(project.folder / "a.py"))
    ]
    assert project.read() == {"a.py": "EDIT\n", "b.py": "B\n"}
    project.generate({**new, "b.py": "B2\n"}, force=True)
    assert project.read() == {**new, "b.py": "B2\n"}


def test_an_edit_is_seen_where_the_new_text_is_the_recorded_one(project):
    project.generate({"a.py": "A\n"})
    (project.folder / "a.py").write_text("EDIT\n")
    with pytest.raises(RefusedError):
        project.generate({"a.py": "A\n"})


def test_a_deleted_file_is_written_again(project):
    project.generate({"a.py": "A\n"})
    (project.folder / "a.py").unlink()
    project.generate({"a.py": "A\n"})
    assert project.read() == {"a.py": "A\n"}


def test_a_file_of_others_in_the_way_is_a_conflict_unless_it_says_the_same(project):
    project.folder.mkdir()
    (project.folder / "a.py").write_text("THEIRS\n")
    (project.folder / "b.py").write_text("B\n")
    with pytest.raises(RefusedError) as refused:
        project.generate({"a.py": "A\n", "b.py": "B\n"})
    assert [d.code for d in refused.value.diagnostics] == ["output/foreign"]
    project.generate({"a.py": "A\n", "b.py": "B\n"}, force=True)
    assert project.read() == {"a.py": "A\n", "b.py": "B\n"}


def test_line_ends_of_a_checkout_are_no_edit(project):
    project.generate({"a.py": "A\nB\n"})
    (project.folder / "a.py").write_bytes(b"A\r\nB\r\n")
    assert not project.generate({"a.py": "A\nB\n"})
    project.generate({"a.py": "C\n"})
    assert project.read() == {"a.py": "C\n"}


@pytest.mark.parametrize("force", [False, True])
def test_links_are_not_followed(project, tmp_path, force):
    outside = tmp_path / "outside"
    outside.mkdir()
    project.generate({"x.py": "X\n"})
    (project.folder / "docs").symlink_to(outside)
    (project.folder / "a.py").symlink_to(outside / "a.py")
    with pytest.raises(RefusedError) as refused:
        project.generate({"docs/b.md": "B\n", "a.py": "A\n", "x.py": "X\n"}, force=force)
    assert [d.message for d in refused.value.diagnostics] == [
        "a generated file belongs here, but here is a symbolic link",
        "a generated file belongs here, but docs is a symbolic link",
    ]
    assert list(outside.iterdir()) == []


def test_a_directory_in_the_way_is_never_replaced(project):
    (project.folder / "a.py/keep").mkdir(parents=True)
    with pytest.raises(RefusedError, match="here is a directory"):
        project.generate({"a.py": "A\n"}, force=True)


def test_a_stale_path_that_leads_outside_is_ignored(project, tmp_path):
    project.generate({"a.py": "A\n"})
    (tmp_path / "precious").write_text("")
    lock = project.folder / ".sdkwright.lock"
    empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    lock.write_text(f"{lock.read_text()}{empty}  ../precious\n{empty}  {tmp_path}/precious\n")
    project.generate({"a.py": "A\n"})
    assert (tmp_path / "precious").exists()
    assert "precious" not in lock.read_text()


@pytest.mark.parametrize(
    "path", ["../a", "/a", "a/../b", "a//b", "", "C:/a", "a\\b", "./a", "a\n", ".sdkwright-tmp/a", "a /b"]
)
def test_paths_that_leave_the_project_are_a_mistake_of_the_program(project, path):
    with pytest.raises(ValueError, match=r"not a path inside|reserved"):
        project.generate({path: ""})
    assert not project.folder.exists() or not any(project.folder.iterdir())


def test_what_a_merge_leaves_in_the_lock_is_read(project):
    project.generate({"a.py": "OURS\n", "b.py": "B\n"})
    ours = (project.folder / ".sdkwright.lock").read_text()
    project.generate({"a.py": "THEIRS\n", "b.py": "B\n", "c.py": "C\n"})
    theirs = (project.folder / ".sdkwright.lock").read_text()
    conflict = f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> branch\n"
    for text in ("OURS\n", "THEIRS\n"):
        (project.folder / ".sdkwright.lock").write_text(conflict)
        (project.folder / "a.py").write_text(text)
        project.generate({"a.py": "NEW\n", "b.py": "B\n"})
        assert project.read() == {"a.py": "NEW\n", "b.py": "B\n"}
        assert "<<<" not in (project.folder / ".sdkwright.lock").read_text()
        (project.folder / "c.py").write_text("C\n")


def readme(text: str) -> OutputFile:
    return OutputFile(f"<!-- Start X -->\n{text}\n<!-- End X -->\n", Ownership.MERGED)


def test_the_text_around_regions_is_the_maintainers(project):
    project.generate({"README.md": readme("one")})
    page = project.folder / "README.md"
    page.write_text(f"Mine.\n{page.read_text()}And mine.\n")
    assert not project.generate({"README.md": readme("one")})
    project.generate({"README.md": readme("two")})
    assert page.read_text() == "Mine.\n<!-- Start X -->\ntwo\n<!-- End X -->\nAnd mine.\n"


def test_an_edit_inside_a_region_stops_the_run(project):
    project.generate({"README.md": readme("one")})
    (project.folder / "README.md").write_text("<!-- Start X -->\nedit\n<!-- End X -->\n")
    with pytest.raises(RefusedError, match="edited since"):
        project.generate({"README.md": readme("two")})


def test_regions_may_be_moved_and_taken_out(project):
    two = OutputFile("<!-- Start X -->\nx\n<!-- End X -->\n<!-- Start Y -->\ny\n<!-- End Y -->\n", Ownership.MERGED)
    project.generate({"README.md": two})
    page = project.folder / "README.md"
    page.write_text("<!-- Start Y -->\ny\n<!-- End Y -->\n<!-- Start X -->\nx\n<!-- End X -->\n")
    project.generate({"README.md": readme("two")})
    page.write_text("<!-- Start X -->\ntwo\n<!-- End X -->\n")
    project.generate({"README.md": readme("three")})
    assert page.read_text() == "<!-- Start X -->\nthree\n<!-- End X -->\n"


def test_regions_without_a_lock_are_a_conflict(project):
    project.generate({"README.md": readme("one")})
    (project.folder / ".sdkwright.lock").unlink()
    assert [change.path for change in project.generate({"README.md": readme("one")}).changes] == [".sdkwright.lock"]
    (project.folder / ".sdkwright.lock").unlink()
    with pytest.raises(RefusedError, match="not written by"):
        project.generate({"README.md": readme("two")})


def test_a_page_without_regions_gains_them(project):
    project.folder.mkdir()
    (project.folder / "README.md").write_text("Mine.\n")
    project.generate({"README.md": readme("one")})
    assert (project.folder / "README.md").read_text() == "Mine.\n<!-- Start X -->\none\n<!-- End X -->\n"


def test_a_page_that_is_no_text_is_not_merged(project):
    project.folder.mkdir()
    (project.folder / "README.md").write_bytes(b"\xff\xfe")
    with pytest.raises(RefusedError):
        project.generate({"README.md": readme("one")})


def test_what_is_written_once_belongs_to_the_maintainer(project):
    once = OutputFile("# Changelog\n", Ownership.ONCE)
    project.generate({"CHANGELOG.md": once})
    (project.folder / "CHANGELOG.md").write_text("# Mine\n")
    assert not project.generate({"CHANGELOG.md": OutputFile("# Other\n", Ownership.ONCE)})
    project.generate({})
    assert project.read() == {"CHANGELOG.md": "# Mine\n"}


def test_a_folder_that_cannot_be_made_is_an_error_with_its_name(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError) as failed:
        write_tree({"a": OutputFile("")}, tmp_path / "file/sdk", merge=lambda a, b: a)
    assert failed.value.diagnostics[0].code == "output/unwritable"


@pytest.mark.parametrize("count", [2, 30])
def test_a_folder_without_permission_is_found_before_anything_changes(project, monkeypatch, count):
    old = {"docs/a.md": "A\n", **dict(list(MANY.items())[:count])}
    project.generate(old)
    closed, access = project.folder / "docs", os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != closed and access(path, mode))
    with pytest.raises(OutputError) as failed:
        project.generate({path: f"{text}#\n" for path, text in old.items()})
    assert failed.value.diagnostics[0].source.file == str(closed)
    assert project.read() == old
    assert not (project.folder / ".sdkwright-tmp").exists()


def test_a_full_disk_leaves_the_old_tree(project, monkeypatch):
    project.generate({"a.py": "A\n", "b.py": "B\n"})
    write = Path.write_bytes

    def full(self: Path, data: bytes) -> int:
        if self.name == "b.py":
            raise OSError(28, "No space left on device", str(self))
        return write(self, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match="No space left"):
        project.generate({"a.py": "A2\n", "b.py": "B2\n"})
    assert project.read() == {"a.py": "A\n", "b.py": "B\n"}


def test_what_no_file_can_hold_is_replaced(project):
    project.generate({"a.md": "x\ud800\n"})
    assert project.read() == {"a.md": "x?\n"}
    assert not project.generate({"a.md": "x\ud800\n"})


@pytest.mark.parametrize(
    ("text", "line", "marker"),
    [
        ("Mine.\n\n  <!-- Start X -->\none\n", 3, "<!-- Start X -->"),
        ("one\n<!-- End X -->\n", 2, "<!-- End X -->"),
        ("<!-- Start X -->\none\n<!-- End X -->\n<!-- End X -->\n", 4, "<!-- End X -->"),
        ("<!-- Start X -->\r\n<!-- Start X -->\r\none\r\n<!-- End X -->\r\n", 1, "<!-- Start X -->"),
    ],
)
def test_a_marker_without_its_other_half_stops_the_run_and_is_shown(project, text, line, marker):
    project.generate({"README.md": readme("one")})
    page = project.folder / "README.md"
    page.write_bytes(text.encode())
    with pytest.raises(RefusedError) as caught:
        project.generate({"README.md": readme("two")})
    (found,) = caught.value.diagnostics
    shown = render(found, caught.value.locate).splitlines()
    column = text.splitlines()[line - 1].index(marker) + 1
    assert shown[0].startswith(f"{page}:{line}:{column}: error[output/marker]: {marker} has no other half")
    assert shown[2].endswith(marker)
    assert page.read_bytes() == text.encode()
    assert project.generate({"README.md": readme("two")}, force=True)


@pytest.mark.parametrize("text", ["<!-- Start list -->", "<!-- End Y -->", "<!-- Start X", "<!-- No X -->"])
def test_markers_of_other_things_are_the_maintainers(project, text):
    project.generate({"README.md": readme("one")})
    page = project.folder / "README.md"
    page.write_text(f"{text}\n{page.read_text()}")
    project.generate({"README.md": readme("two")})
    assert page.read_text() == f"{text}\n<!-- Start X -->\ntwo\n<!-- End X -->\n"
