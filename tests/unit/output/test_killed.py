"""A run that is killed at each of its steps, and two runs at once."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from generator.output import OutputError
from generator.output.locking import exclusive

ROOT = Path(__file__).parents[3]

# Each step on the disk is an audit event; a child of this process kills itself at the one with its number.
# What it leaves, and what the next run makes of it, is printed.
DRIVER = textwrap.dedent("""
    import json, os, sys
    from pathlib import Path
    from generator.output import write_tree
    from generator.tree import OutputFile

    STEPS = {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.scandir", "os.symlink"}
    folder, old, new, mine, how = Path(sys.argv[1]), *map(json.loads, sys.argv[2:])

    def generate(tree, force=False):
        write_tree({path: OutputFile(text) for path, text in tree.items()}, folder, merge=None, force=force)

    def read():
        files = {p.relative_to(folder).as_posix(): p for p in folder.rglob("*") if p.is_file()}
        return {path: p.read_text() for path, p in files.items() if not path.startswith(".sdkwright")}

    def child(kill_at):
        step = 0
        def hook(event, args):
            nonlocal step
            if event in STEPS and str(folder) in str(args):
                step += 1
                if step == kill_at:
                    os.kill(os.getpid(), how)
        sys.addaudithook(hook)
        generate(new)

    for step in range(1, 1000):
        generate(old, force=True)
        for path, text in mine.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text)
        if not (pid := os.fork()):
            child(step)
            os._exit(0)
        status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
        left, staging = read(), folder / ".sdkwright-tmp"
        facts = {"status": status, "left": left}
        facts |= {"staged": staging.exists(), "journal": (staging / "journal.json").exists()}
        generate(new)
        print(json.dumps(facts | {"then": read(), "clean": not staging.exists()}))
        if status == 0:
            break
""")

SMALL = (
    {"a.py": "A\n", "docs/b.md": "B\n", "docs/gone.md": "GONE\n"},
    {"a.py": "A2\n", "docs/b.md": "B2\n", "new.py": "NEW\n"},
)
OLD, NEW = (
    {f"docs/{word}.md": f"{word}\n", **{f"src/pkg/m{number:02}.py": f"{word}\n" for number in range(20)}}
    for word in ("old", "new")
)
MINE = {"src/pkg/mine.py": "MINE\n"}


def kill_at_each_step(folder: Path, old: dict[str, str], new: dict[str, str], how: signal.Signals) -> list[dict]:
    arguments = [json.dumps(argument) for argument in (old, new, MINE, int(how))]
    command = [sys.executable, "-c", DRIVER, str(folder), *arguments]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM], ids=["kill -9", "terminate"])
@pytest.mark.parametrize(("old", "new"), [SMALL, (OLD, NEW)], ids=["file by file", "whole directory"])
def test_a_killed_run_leaves_a_whole_tree_or_a_journal_that_makes_it_whole(tmp_path, old, new, how):
    runs = kill_at_each_step(tmp_path / "sdk", old, new, how)
    old, new = old | MINE, new | MINE
    assert len(runs) > 20
    assert {run["status"] for run in runs} == {0, -how}
    for run in runs:
        whole = run["left"] in (old, new)
        assert whole or (how is signal.SIGKILL and run["journal"])
        assert run["then"] == new
        assert run["clean"]
    assert any(run["left"] == old and run["staged"] for run in runs)
    assert any(run["left"] == new for run in runs)


def test_files_of_a_run_that_was_killed_before_its_journal_are_dropped(project):
    project.generate({"a.py": "A\n"})
    staged = project.folder / ".sdkwright-tmp/new"
    staged.mkdir(parents=True)
    (staged / "a.py").write_text("HALF")
    assert not project.generate({"a.py": "A\n"})
    assert [path.name for path in project.folder.iterdir()].count(".sdkwright-tmp") == 0
    assert project.read() == {"a.py": "A\n"}


def test_a_journal_that_leads_outside_moves_nothing(project, tmp_path):
    project.generate({"a.py": "A\n"})
    staging = project.folder / ".sdkwright-tmp"
    staging.mkdir()
    (tmp_path / "precious").write_text("")
    (staging / "journal.json").write_text('{"directories": [], "files": [], "removed": ["../precious"]}')
    assert not project.generate({"a.py": "A\n"})
    assert (tmp_path / "precious").exists()
    assert not staging.exists()


def test_unfinished_files_are_not_looked_for_behind_a_link(project, tmp_path):
    project.generate({"a.py": "A\n"})
    (tmp_path / "outside").mkdir()
    (project.folder / ".sdkwright-tmp").symlink_to(tmp_path / "outside")
    with pytest.raises(OutputError):
        project.generate({"a.py": "A2\n"})
    assert (tmp_path / "outside").exists()


def test_a_second_run_at_the_same_time_is_told_so(project):
    project.generate({"a.py": "A\n"})
    with exclusive(project.folder), pytest.raises(OutputError) as busy:
        project.generate({"a.py": "A2\n"})
    assert busy.value.diagnostics[0].code == "output/busy"
    assert project.read() == {"a.py": "A\n"}
    project.generate({"a.py": "A2\n"})
    assert project.read() == {"a.py": "A2\n"}
