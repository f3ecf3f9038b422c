"""A run that is killed at any moment, meets another, or has no room: the tree is the old one or the new one, whole."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
WRITER = """
import sys
from pathlib import Path
from generator.output import OutputError, write_tree
from generator.tree import OutputFile

folder, word, size = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
tree = {f"src/pkg/m{n:02}.py": OutputFile(f"# {word}\\n" + "#" * size + "\\n") for n in range(60)}
tree |= {f"docs/{word}{n}.md": OutputFile(f"{word}\\n") for n in range(20)}
print("ready", flush=True)
if sys.argv[4:] == ["wait"]:
    sys.stdin.readline()
try:
    write_tree(tree, folder, merge=lambda old, new: new)
except OutputError as error:
    print(error.diagnostics[0].code)
    sys.exit(5)
"""


def _command(folder: Path, word: str, size: int = 100) -> list[str]:
    return [sys.executable, "-c", WRITER, str(folder), word, str(size)]


def _write(folder: Path, word: str, size: int = 100) -> subprocess.CompletedProcess[str]:
    return subprocess.run(_command(folder, word, size), cwd=ROOT, capture_output=True, text=True, check=False)


def _words(folder: Path) -> set[str]:
    """The words of all files that are there: one, where the tree is whole."""
    found = {path.read_text().split("\n")[0].removeprefix("# ") for path in (folder / "src").rglob("*.py")}
    return found | {path.read_text().strip() for path in (folder / "docs").rglob("*.md")}


def _is_whole(folder: Path, word: str) -> bool:
    counts = (len(list((folder / "src/pkg").glob("*.py"))), len(list((folder / "docs").glob("*.md"))))
    return counts == (60, 20) and _words(folder) == {word}


def test_killed_at_a_hundred_random_moments(tmp_path: Path) -> None:
    """Writers wait, all imported, and are killed some microseconds after they began; the next one makes it whole."""
    chance = random.Random(9)
    folder = tmp_path / "sdk"
    assert _write(folder, "old").returncode == 0
    for _ in range(10):
        pids = []
        for word in ("new", "old") * 5:
            reading, writing = os.pipe()
            pids.append((os.fork(), writing, word))
            if pids[-1][0] == 0:
                _write_here(folder, word, reading)
            os.close(reading)
        for pid, writing, _word in pids:
            os.write(writing, b"\n")
            time.sleep(chance.uniform(0, 0.03))
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            os.close(writing)
            journal = folder / ".sdkwright-tmp/journal.json"
            whole = _is_whole(folder, "old") or _is_whole(folder, "new")
            assert whole or journal.exists()
    assert _write(folder, "new").returncode == 0
    assert _is_whole(folder, "new")
    assert not (folder / ".sdkwright-tmp").exists()


def _write_here(folder: Path, word: str, reading: int) -> None:
    from generator.output import write_tree
    from generator.tree import OutputFile

    tree = {f"src/pkg/m{n:02}.py": OutputFile(f"# {word}\n" + "#" * 100 + "\n") for n in range(60)}
    tree |= {f"docs/{word}{n}.md": OutputFile(f"{word}\n") for n in range(20)}
    try:
        os.read(reading, 1)
        write_tree(tree, folder, merge=lambda _, new: new)
    finally:
        os._exit(0)


def test_two_runs_at_once(tmp_path: Path) -> None:
    folder = tmp_path / "sdk"
    assert _write(folder, "old").returncode == 0
    words = ("one", "two", "three", "four")
    runs = [
        subprocess.Popen(
            [*_command(folder, w), "wait"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for w in words
    ]
    for run in runs:
        assert run.stdout is not None
        assert run.stdout.readline() == "ready\n"
    ended = {}
    for run in runs:
        assert run.stdin is not None
        run.stdin.write("\n")
        run.stdin.flush()
    for word, run in zip(words, runs, strict=True):
        out, _ = run.communicate(timeout=60)
        ended[word] = (run.returncode, out)
    assert set(ended.values()) <= {(0, ""), (5, "output/busy\n")}
    done = [word for word, end in ended.items() if end == (0, "")]
    assert any(_is_whole(folder, word) for word in done)
    assert not (folder / ".sdkwright-tmp").exists()


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one mebibyte."""
    place = tmp_path / "small"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode != 0:
        pytest.skip("a file system cannot be mounted here: that takes root")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_file_system(small_disk: Path) -> None:
    folder = small_disk / "sdk"
    assert _write(folder, "old").returncode == 0
    full = _write(folder, "new", 50_000)
    assert (full.returncode, full.stdout) == (5, "ready\noutput/unwritable\n")
    assert _is_whole(folder, "old")
    assert not (folder / ".sdkwright-tmp").exists()
    assert _write(folder, "new").returncode == 0
    assert _is_whole(folder, "new")


def test_a_file_system_for_reading_only(small_disk: Path) -> None:
    folder = small_disk / "sdk"
    assert _write(folder, "old").returncode == 0
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    refused = _write(folder, "new")
    assert (refused.returncode, refused.stdout) == (5, "ready\noutput/unwritable\n")
    assert _is_whole(folder, "old")
